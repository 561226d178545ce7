"""Tasks, owners, goals and precedences."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samples.defects.defect import E, one
from samples.world import YEAR

if TYPE_CHECKING:
    from samples.folder import Folder


def two_owners(folder: Folder) -> None:
    folder.row("plan.tasks", "PU", "T-PU-004").update(owner="王磊、赵敏", supporters=None)


def owner_leaves(folder: Folder) -> None:
    folder.row("organisation.people", "", "E1077")["left"] = date(YEAR, 4, 30)


def backwards(folder: Folder) -> None:
    folder.row("plan.tasks", "MK", "T-MK-003").update(start=date(YEAR, 3, 20), finish=date(YEAR, 3, 2))


def goal_unserved(folder: Folder) -> None:
    """Every task of G6 serves another goal of its department instead."""
    for workbook in folder:
        if workbook.identity.book == "plan":
            for task in workbook.rows("tasks"):
                if task.get("goal") == "G6":
                    task["goal"] = "G7"


def cycle(folder: Folder) -> None:
    folder.row("plan.tasks", "RD", "T-RD-004")["predecessors"] = ("T-RD-009",)


def too_early(folder: Folder) -> None:
    folder.row("plan.tasks", "P2", "T-P2-005")["start"] = date(YEAR, 7, 13)


def deliverable_is_name(folder: Folder) -> None:
    task = folder.row("plan.tasks", "CO", "T-CO-006")
    task["deliverable"] = task["name"]


DEFECTS = (
    one(5, two_owners, "P01", E, "plan.tasks", "PU", "T-PU-004", "owner"),
    one(6, owner_leaves, "P02", E, "plan.tasks", "P1", "T-P1-009", "owner"),
    one(7, backwards, "P03", E, "plan.tasks", "MK", "T-MK-003", "finish"),
    one(13, goal_unserved, "P09", E, "organisation.goals", "", "G6", "goal"),
    one(20, cycle, "P14", E, "plan.tasks", "RD", "T-RD-004", "predecessors"),
    one(21, too_early, "P15", E, "plan.tasks", "P2", "T-P2-005", "start"),
    one(88, deliverable_is_name, "P04", E, "plan.tasks", "CO", "T-CO-006", "deliverable"),
)
