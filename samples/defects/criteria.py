"""Acceptance criteria that cannot be measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samples.defects.defect import W, one

if TYPE_CHECKING:
    from samples.folder import Folder


def pleased(folder: Folder) -> None:
    folder.row("plan.tasks", "HR", "T-HR-004")["acceptance_criterion"] = "领导满意"


def as_usual(folder: Folder) -> None:
    folder.row("plan.handovers", "EQ", "H-EQ-02")["acceptance_criterion"] = "按惯例"


DEFECTS = (
    one(10, pleased, "P06", W, "plan.tasks", "HR", "T-HR-004", "acceptance_criterion"),
    one(73, as_usual, "H04", W, "plan.handovers", "EQ", "H-EQ-02", "acceptance_criterion"),
)
