"""Who works on a task: a post with head-count, its owner, and people whom the tables name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samples.folder import Record
    from samples.world import World

PARENTS = {"T-IT-002": "T-IT-001", "T-IT-003": "T-IT-001"}
HOURS = {"T-QA-012": 64, "T-IT-006": 100, "T-RD-020": 100, "T-QA-013": 100}
"""Rows that state hours instead of a share."""
NAMED = (
    ("T-RD-006", "E1042", 60, "五轴编程", 3, "", ""),
    ("T-QA-002", "E1042", 40, "五轴编程", 3, "", ""),
    ("T-RD-014", "E1051", 35, "五轴编程", 3, "03-02", "03-31"),
    ("T-RD-016", "E1035", 50, "", 0, "06-15", "06-26"),
    ("T-QA-011", "E1035", 50, "", 0, "06-15", "06-26"),
    ("T-RD-012", "E1033", 50, "五轴编程", 2, "07-06", "07-31"),
    ("T-P1-007", "E1130", 50, "起重机作业证", 0, "", ""),
    ("T-P1-004", "E1098", 50, "", 0, "", ""),
    ("T-P2-008", "E1160", 50, "", 0, "", ""),
    ("T-EQ-002", "E1150", 50, "特种设备管理员", 0, "", ""),
)
"""task, person, share, skill, level, start, finish: people on tasks that the tables of defects speak of."""
SKILLED = {
    "T-P1-010": ("数控操作", 3, "all", 2, "07-13", "07-24"),
    "T-P2-007": ("数控操作", 3, "all", 2, "07-20", "07-31"),
}
"""task → skill, level, pool, head-count all day, start, finish: the two meet in the week of 07-20."""


def staffing(world: World, task: Record, post: str, substitute: str) -> list[Record]:
    key, skill = str(task["task"]), SKILLED.get(str(task["task"]))
    if key in PARENTS.values():
        return [{"task": key, "person": task["owner"], "share": 10}]
    rows: list[Record] = [
        {
            "task": key,
            "post": post,
            "headcount": skill[3] if skill else 1,
            "skill": skill[0] if skill else None,
            "level": skill[1] if skill else None,
            "pool": skill[2] if skill else "own",
            "share": None if key in HOURS else 100 if skill else 50,
            "start": world.day(skill[4]) if skill else task["start"] if key in HOURS else None,
            "finish": world.day(skill[5]) if skill else task["finish"] if key in HOURS else None,
            "hours": HOURS.get(key),
        }
    ]
    person = substitute if key == "T-P1-009" else task["owner"]
    rows.append({"task": key, "person": person, "share": 20})
    rows += [
        {
            "task": key,
            "person": who,
            "share": share,
            "skill": what or None,
            "level": level or None,
            "start": world.day(start) if start else None,
            "finish": world.day(finish) if finish else None,
        }
        for named, who, share, what, level, start, finish in NAMED
        if named == key and who != person
    ]
    return rows
