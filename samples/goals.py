"""Goals that departments take over, and the risks of their tasks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samples.world import UNITS, YEAR, World

if TYPE_CHECKING:
    from samples.folder import Record

KNOWN = {
    "T-P1-002": ("RK-P1-02", "样机几何精度超差", 4, 4),
    "T-P1-006": ("RK-P1-01", "外协件到货延期", 3, 3),
    "T-P1-012": ("RK-P1-04", "关键零件返工", 3, 4),
    "T-RD-002": ("RK-RD-01", "主轴箱铸件缩孔", 3, 4),
    "T-RD-006": ("RK-RD-03", "后处理程序碰撞", 4, 3),
    "T-EQ-003": ("RK-EQ-02", "改造期间断供压缩空气", 5, 3),
    "T-QA-002": ("RK-QA-01", "参数样本不足", 2, 4),
    "T-QA-008": ("RK-QA-02", "焊接工艺评定试件不合格", 3, 3),
}
"""task → risk, description, likelihood, impact: those that the table of defects speaks of."""
CLOSED = {"RK-QA-02": date(YEAR, 5, 15)}


def take_over(world: World) -> None:
    """Fill plans' goals: every department takes its company goals over whole, weights adding up to 100."""
    company = {record["goal"]: record for record in world.organisation["goals"] if record}
    for department, unit in UNITS.items():
        world.plans[department]["goals"] = [
            {
                "goal": goal,
                "mode": "whole",
                "indicator": company[goal]["indicator"],
                "unit": company[goal]["unit"],
                "baseline": company[goal]["baseline"],
                "target": company[goal]["target"],
                "weight": weight,
                "due": date(YEAR, 12, 31),
                "note": company[goal].get("note"),
            }
            for goal, weight in unit.goals.items()
        ]


def foresee(world: World) -> None:
    """Fill plans' risks: one for every task of high priority and for those that are known by name."""
    for department in UNITS:
        taken = {known[0] for key, known in KNOWN.items() if key.split("-")[1] == department}
        free = (key for number in range(1, 30) if (key := f"RK-{department}-{number:02}") not in taken)
        rows: list[Record | None] = []
        for task in world.tasks(department):
            known = KNOWN.get(str(task["task"]))
            if not known and task["priority"] != "high":
                continue
            key, what, likelihood, impact = known or (next(free), f"{task['name']}关键资源到位延迟", 3, 3)
            closed = CLOSED.get(key) or task["finish"]
            rows.append(
                {
                    "risk": key,
                    "task": task["task"],
                    "description": what,
                    "category": "进度",
                    "likelihood": likelihood,
                    "impact": impact,
                    "response": "mitigate",
                    "measure": "每周核对一次并备用 1 套资源",
                    "owner": task["owner"],
                    "trigger": "偏差超过 5 个工作日",
                    "due": closed,
                    "closed": closed if closed <= world.profile.cut_off else None,
                }
            )
        world.plans[department]["risks"] = rows
