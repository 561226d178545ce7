"""Hand-overs, stated by both sides, and requests for co-operation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samples.world import UNITS, YEAR, World, table

if TYPE_CHECKING:
    from samples.folder import Record

NIL = {"HR": "无", "FI": "不涉及", "CO": "無"}
"""How departments without hand-overs say so."""
TYPED = {("H-RD-02", "P1"): "生产一部", ("H-PU-01", "RD"): "RD 研发部"}
"""A department is also known by its name, or by key and name."""


def hand_over(world: World) -> None:
    """Fill plans' hand-overs and requests."""
    sides: dict[str, list[Record | None]] = {department: [] for department in UNITS}
    for row in table("handovers"):
        for side, own, other in (("give", "giver", "taker"), ("take", "taker", "giver")):
            key = row[side]
            sides[row[own]].append(
                {
                    "handover": key,
                    "side": side,
                    "other_department": TYPED.get((key, row[other]), row[other]),
                    "deliverable": row["deliverable"],
                    "specification": row["specification"],
                    "quantity": int(row["quantity"]),
                    "date": world.day(row[f"{side}_date"]),
                    "acceptance_criterion": row["criterion"],
                    "liaison": world.staff[row[own]][1]["person"],
                    "task": row[f"{side}_task"],
                }
            )
    for department, rows in sides.items():
        rows.sort(key=lambda record: str(record["handover"]) if record else "")
        world.plans[department]["handovers"] = rows or [{"handover": NIL[department]}]
        world.plans[department]["requests"] = []
    world.plans["MK"]["requests"] = [
        _request(
            world,
            "RQ-MK-01",
            ("RD", "QA"),
            matter="HY-8 客户样件试切",
            objective="8 个样件按客户图纸试切合格",
            needed=date(YEAR, 9, 11),
            task="T-MK-008",
        )
    ]
    world.plans["CO"]["requests"] = [
        _request(
            world,
            "RQ-CO-01",
            ("IT", "RD", "QA"),
            matter="图文档与质量数据互通",
            objective="10 个接口联调通过",
            needed=date(YEAR, 9, 25),
            task="T-CO-004",
        )
    ]


def _request(
    world: World, key: str, to: tuple[str, ...], *, matter: str, objective: str, needed: date, task: str
) -> Record:
    return {
        "request": key,
        "raised": date(YEAR - 1, 11, 17),
        "to_departments": to,
        "matter": matter,
        "objective": objective,
        "needed": needed,
        "form": "联合小组",
        "acceptance_criterion": f"{objective}并签字",
        "liaison": tuple(world.staff[each][1]["person"] for each in to),
        "task": task,
    }
