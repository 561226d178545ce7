"""Denominators that shrink, and rates that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samples.defects.defect import E, W, one
from samples.world import YEAR

if TYPE_CHECKING:
    from samples.folder import Folder

DROPPED = ("T-P2-013", "T-P2-014", "T-P2-015")
MINUTES = {f"{YEAR}-06-08": 183, f"{YEAR}-06-09": 183, f"{YEAR}-06-10": 184, f"{YEAR}-06-11": 183, f"{YEAR}-06-12": 182.2}


def tasks_dropped(folder: Folder) -> None:
    """Three unfinished tasks are left out of June's report."""
    sheets = folder.book("progress", "P2", f"{YEAR}-06").sheets
    sheets["progress"] = [row for row in sheets["progress"] if row and row["task"] not in DROPPED]


def minutes(folder: Folder) -> None:
    """The measuring machine's hours of June are typed in minutes: 640 % of the hours planned to date."""
    for day, typed in MINUTES.items():
        folder.row("progress.equipment_use", "QA", f"EQ-003/T-QA-011/{day}", f"{YEAR}-06")["hours"] = typed


DEFECTS = (
    one(70, tasks_dropped, "E01", E, "plan.tasks", "P2", "T-P2-013", "task"),
    one(71, minutes, "E02", W, "progress.equipment_use", "QA", f"EQ-003/T-QA-011/{YEAR}-06-10", "hours", f"{YEAR}-06"),
)
