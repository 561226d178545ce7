"""What the offices keep: meetings and resolutions, compliance, stock-taking, gaps, training, partners, reviews."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samples.world import UNITS, YEAR, World

if TYPE_CHECKING:
    from samples.folder import Record

COURSES = (
    ("沟通技巧", "communication", 60, 57),
    ("统筹能力", "coordination", 33, 33),
    ("五轴编程", "skill", 12, 11),
    ("安全生产", "skill", 215, 212),
)
PARTNERS = (
    ("PT-01", "supplier", 92),
    ("PT-02", "supplier", 88),
    ("PT-03", "customer", 90),
    ("PT-04", "customer", 86),
    ("PT-05", "association", None),
    ("PT-06", "government", None),
    ("PT-07", "partner", 84),
)
CHECKS = (
    ("合同用印登记", "operations", "MK"),
    ("劳动合同签订", "people", "HR"),
    ("付款审批", "finance", "FI"),
    ("特种作业持证", "operations", "EQ"),
    ("招标程序", "operations", "PU"),
)


def meet(world: World) -> None:
    """Fill the meetings book: a meeting every month, one every quarter, resolutions done in time."""
    months = world.profile.months
    meetings: list[Record | None] = [
        {
            "meeting": f"MT-{YEAR}-{month:02}",
            "kind": "monthly",
            "date": world.worked(date(YEAR, month, 6)),
            "expected": 22,
            "attended": 21,
        }
        for month in months
    ]
    meetings += [
        {
            "meeting": f"MT-{YEAR}-Q{month // 3}",
            "kind": "quarterly",
            "date": world.worked(date(YEAR, month, 24)),
            "expected": 33,
            "attended": 31,
        }
        for month in months
        if month % 3 == 0
    ]
    resolutions: list[Record | None] = [
        {
            "resolution": f"A-{month:02}{10 + number}",
            "meeting": f"MT-{YEAR}-{month:02}",
            "matter": f"{month} 月接口清单第 {number} 项由{unit.name}关闭",
            "department": key,
            "person": world.staff[key][1]["person"],
            "due": world.worked(date(YEAR, month, 20)),
            "status": "done",
        }
        for month in months
        for number, (key, unit) in enumerate(UNITS.items(), start=1)
        if number % 3 == month % 3
    ]
    if 5 in months:
        resolutions.append(
            {
                "resolution": "A-0412",
                "meeting": f"MT-{YEAR}-04",
                "matter": "二季度瓶颈设备排程定稿 1 份",
                "department": "P1",
                "person": "E1068",
                "due": date(YEAR, 5, 20),
                "status": "done",
            }
        )
    unique = {record["resolution"]: record for record in resolutions if record}
    world.others["meetings", str(YEAR)] = {"meetings": meetings, "resolutions": list(unique.values())}


def register(world: World) -> None:
    """Fill the registers book."""
    world.others["registers", str(YEAR)] = {
        "compliance": [
            {
                "item": item,
                "basis": "公司内控手册（2025 版）",
                "area": area,
                "subject": subject,
                "checked": date(YEAR, 3, 18),
                "result": "met",
                "evidence": f"检查表 {number:02}",
            }
            for number, (item, area, subject) in enumerate(CHECKS, start=1)
        ],
        "stocktake": [
            {"asset": record["asset"], "book_quantity": record["quantity"], "counted_quantity": record["quantity"]}
            for record in world.organisation["assets"]
            if record
        ],
        "gaps": [
            {
                "post": "焊工",
                "department": "P1",
                "needed": 8,
                "have": 6,
                "measure": "recruit",
                "due": date(YEAR, 9, 30),
            },
            {
                "post": "数控操作工",
                "department": "P1",
                "needed": 3,
                "have": 2,
                "measure": "train",
                "due": date(YEAR, 8, 31),
            },
        ],
        "training": [
            {
                "course": course,
                "department": "HR",
                "kind": kind,
                "date": date(YEAR, 3, 20),
                "planned_people": plan,
                "actual_people": came,
                "hours": 8,
                "passed": came,
            }
            for course, kind, plan, came in COURSES
        ],
        "partners": [
            {
                "partner": key,
                "kind": kind,
                "score": score,
                "date": date(YEAR, 1, 15) if score else None,
                "conclusion": "保留" if score else None,
            }
            for key, kind, score in PARTNERS
        ],
        "improvements": [
            {
                "improvement": f"IM-{number:02}",
                "source": "半年统筹评估",
                "measure": f"第 {number} 项接口流程改版",
                "owner": world.staff["CO"][number]["person"],
                "due": date(YEAR, 5, 29 - number),
                "closed": date(YEAR, 5, 29 - number) if 5 in world.profile.months else None,
                "effect": "接口差错下降 30 %",
            }
            for number in range(1, 5)
        ],
        "reviews": [
            {"department": key, "indicator": "completion", "self": 96, "first": 95, "final": 95} for key in UNITS
        ],
    }
