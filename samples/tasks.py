"""The departments' plans: tasks, milestones, staffing, equipment, procurement and curves from the data tables."""

from __future__ import annotations

from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from samples.staffing import PARENTS, staffing
from samples.world import UNITS, YEAR, World, month_end, table

if TYPE_CHECKING:
    from samples.folder import Record

OWNERS = {"T-P1-009": "E1077", "T-PU-004": "E1061"}
SPARED = {"E1077", "E1098", "E1130", "E1160", "E1150", "E1033", "E1035", "E1042", "E1051", "E1061"}
"""People whom a data table names: nobody else's task falls to them."""
REQUESTS = {
    "T-RD-021": "RQ-MK-01",
    "T-QA-014": "RQ-MK-01",
    "T-RD-020": "RQ-CO-01",
    "T-QA-013": "RQ-CO-01",
    "T-IT-006": "RQ-CO-01",
}
BUDGETS = {
    "T-CO-002": 240_000,
    "T-EQ-003": 1_200_000,
    "T-FI-005": 460_000,
    "T-FI-008": 140_000,
    "T-IT-003": 300_000,
    "T-IT-007": 160_000,
    "T-MK-002": 4_400_000,
    "T-MK-008": 340_000,
    "T-PU-007": 300_000,
    "T-PU-008": 620_000,
}
"""What the tasks cost for which a budget line or capital item is meant."""


def plan(world: World) -> None:
    """Fill world.plans but for goals, risks and hand-overs."""
    for department in UNITS:
        own = [row for row in table("tasks") if row["task"].split("-")[1] == department]
        staff = [record["person"] for record in world.staff[department] if record["person"] not in SPARED]
        tasks = [
            _task(world, row, str(OWNERS.get(row["task"], staff[number % len(staff)])))
            for number, row in enumerate(own)
        ]
        substitute = str(staff[-1])
        world.plans[department] = {
            "cover": [
                {
                    "prepared_by": world.staff[department][1]["name"],
                    "reviewed_by": world.staff[department][0]["name"],
                    "submitted": date(2025, 12, 5),
                    "plan_start": date(YEAR, 1, 1),
                    "plan_finish": date(YEAR, 12, 31),
                }
            ],
            "tasks": list(tasks),
            "milestones": [each for task in tasks for each in _milestones(world, task)],
            "staffing": [
                each
                for task, row in zip(tasks, own, strict=True)
                for each in staffing(world, task, row["post"], substitute)
            ],
            "equipment": [
                _equipment(world, row) for row in table("equipment") if row["task"].split("-")[1] == department
            ],
            "procurement": [
                _purchase(world, row) for row in table("procurement") if row["task"].split("-")[1] == department
            ],
            "curve": [
                _curve(world, task) for task in tasks if world.calendar.workdays(task["start"], task["finish"]) > 150
            ],
        }


def share_done(world: World, start: date, finish: date, day: date) -> int:
    """Planned progress at a day in whole percent: even over the workdays."""
    if day < start:
        return 0
    return round(100 * world.calendar.workdays(start, min(day, finish)) / world.calendar.workdays(start, finish))


def _task(world: World, row: dict[str, str], owner: str) -> Record:
    start, finish = world.worked(world.day(row["start"])), world.worked(world.day(row["finish"]), back=True)
    high = row["priority"] == "high"
    number = int(row["task"][-3:])
    return {
        "task": row["task"],
        "parent_task": PARENTS.get(row["task"]),
        "level": "year",
        "goal": row["goal"],
        "request": REQUESTS.get(row["task"]),
        "name": row["name"],
        "description": f"{row['name']}：{start:%m} 月至 {finish:%m} 月完成，形成{row['deliverable']}",
        "kind": "cross" if row["task"] in REQUESTS else "project" if high else "routine",
        "priority": row["priority"],
        "urgency": "high" if high else "medium",
        "difficulty": ("medium", "high", "low")[number % 3],
        "owner": owner,
        "supporters": ("E1062",) if row["task"] == "T-PU-004" else None,
        "start": start,
        "finish": finish,
        "buffer": max(1, ceil(world.calendar.workdays(start, finish) / 10)),
        "predecessors": tuple(row["predecessors"].split("、")) if row["predecessors"] else None,
        "deliverable": row["deliverable"],
        "quantity": None,
        "acceptance_criterion": row["criterion"],
        "accepted_by": row["accepted_by"] or None,
        "budget": BUDGETS[row["task"]] * world.profile.factor if row["task"] in BUDGETS else None,
        "movable": "no" if row["accepted_by"] else "yes",
        "deadline": {"T-QA-002": date(YEAR, 3, 25), "T-P1-001": date(YEAR, 5, 26)}.get(row["task"]),
    }


def _milestones(world: World, task: Record) -> list[Record]:
    days = world.calendar.days(task["start"], task["finish"])
    if len(days) <= 30 or task["task"] in PARENTS.values():
        return []
    stem = str(task["task"])[2:]
    return [
        {
            "milestone": f"MS-{stem}-{part}",
            "task": task["task"],
            "name": f"{task['name']}完成 {part * 50} %",
            "date": days[len(days) * part // 2 - 1],
            "criterion": f"完成率 ≥ {part * 50} %",
        }
        for part in (1, 2)
    ]


def _equipment(world: World, row: dict[str, str]) -> Record:
    return {
        "task": row["task"],
        "asset": row["asset"],
        "quantity": int(row["quantity"]),
        "start": world.day(row["start"]),
        "finish": world.day(row["finish"]),
        "hours_per_day": int(row["hours"]),
    }


def _purchase(world: World, row: dict[str, str]) -> Record:
    amount = int(row["amount"])
    return {
        "task": row["task"],
        "material": row["material"],
        "category": row["category"],
        "specification": row["specification"],
        "quantity": int(row["quantity"]),
        "ordered": world.day(row["ordered"]),
        "needed": world.day(row["needed"]),
        "lead_time": int(row["lead_time"]),
        "supplier": row["supplier"],
        "amount": amount,
        "method": row["method"],
        "approved_level": "department" if amount < 100_000 else "coordination" if amount < 500_000 else "management",
    }


def _curve(world: World, task: Record) -> Record:
    return {"task": task["task"]} | {
        f"m{month:02}": share_done(world, task["start"], task["finish"], month_end(month)) for month in range(1, 13)
    }
