"""Goals that are broken down wrongly, or are no challenge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samples.defects.defect import E, one

if TYPE_CHECKING:
    from samples.folder import Folder


def export_not_whole(folder: Folder) -> None:
    folder.row("plan.goals", "MK", "G1-3")["target"] = 5_000


def light_weights(folder: Folder) -> None:
    folder.row("plan.goals", "QA", "G3")["weight"] -= 5


def no_challenge(folder: Folder) -> None:
    goal = folder.row("plan.goals", "MK", "G4")
    goal["target"] = goal["baseline"]


DEFECTS = (
    one(15, export_not_whole, "P17", E, "plan.goals", "MK", "G1-3", "target"),
    one(16, light_weights, "P17", E, "plan.goals", "QA", "G3", "weight"),
    one(82, no_challenge, "P16", E, "plan.goals", "MK", "G4", "target"),
)
