"""People: overtime, training, head-count gaps, tasks without anybody."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from samples.defects.defect import E, W, many, one
from samples.world import YEAR

if TYPE_CHECKING:
    from datetime import date

    from samples.folder import Folder, Record

BEYOND = (*[3] * 17, 1)
"""Overtime hours on the first workdays of May: 52 in all, the 37th on the 21st."""


def overtime(folder: Folder) -> None:
    """E1098 stays longer on the May batch: one entry a day, of eight hours and what goes beyond."""
    entries = folder.book("progress", "P1", f"{YEAR}-05").sheets["timesheet"]
    days: dict[date, list[Record]] = defaultdict(list)
    for entry in entries:
        if entry and entry["person"] == "E1098":
            days[entry["date"]].append(entry)
    for (_, own), more in zip(sorted(days.items()), BEYOND, strict=False):
        own[0].update(task="T-P1-004", hours=8 + more)
        for entry in own[1:]:
            entries.remove(entry)


def without_resources(folder: Folder) -> None:
    """Of the staffing of T-EQ-007 one row goes, and the other names a task that does not exist."""
    rows = folder.book("plan", "EQ").sheets["staffing"]
    own = [row for row in rows if row and row["task"] == "T-EQ-007"]
    own[-1].update(task="T-EQ-099", person="E1150", post=None)
    for row in own[:-1]:
        rows.remove(row)


def reached_too_few(folder: Folder) -> None:
    folder.row("registers.training", "", "沟通技巧").update(actual_people=41, passed=41)


def no_measure(folder: Folder) -> None:
    folder.row("registers.gaps", "", "P1/焊工")["measure"] = None


DEFECTS = (
    one(31, overtime, "R12", E, "progress.timesheet", "P1", "E1098/T-P1-004/2026-05-21", "hours", "2026-05"),
    many(34, without_resources, ("R11", W, "plan.tasks", "EQ", "T-EQ-007", "task"),
         ("F04", E, "plan.staffing", "EQ", "T-EQ-099/E1150", "task")),
    one(94, reached_too_few, "R13", W, "registers.training", "", "沟通技巧", "actual_people"),
    one(95, no_measure, "R14", W, "registers.gaps", "", "P1/焊工", "measure"),
)
