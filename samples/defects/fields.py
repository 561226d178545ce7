"""Cells that are blank, unreadable, unknown or said twice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samples.defects.defect import E, one
from samples.world import YEAR

if TYPE_CHECKING:
    from samples.folder import Folder


def no_owner(folder: Folder) -> None:
    folder.row("plan.tasks", "QA", "T-QA-006")["owner"] = None


def unreadable_date(folder: Folder) -> None:
    folder.row("plan.tasks", "EQ", "T-EQ-005")["finish"] = "2026年5月三十日前"


def no_goal(folder: Folder) -> None:
    folder.row("plan.tasks", "IT", "T-IT-008")["goal"] = None


def unknown_department(folder: Folder) -> None:
    folder.row("plan.handovers", "PU", "H-PU-03")["other_department"] = "生产1部"


def repeated_key(folder: Folder) -> None:
    """A sixteenth row: other work under a number that is taken."""
    again = dict(folder.row("plan.tasks", "QA", "T-QA-005"))
    again.update(
        name="供方来料抽检",
        description="供方来料抽检：11 月完成 24 批抽检，形成抽检台账",
        deliverable="来料抽检台账",
        acceptance_criterion="24 批抽检合格率 ≥ 98 %",
        start=date(YEAR, 11, 16),
        finish=date(YEAR, 12, 4),
        priority="low",
        urgency="medium",
    )
    folder.book("plan", "QA").sheets["tasks"].append(again)


DEFECTS = (
    one(4, no_owner, "F02", E, "plan.tasks", "QA", "T-QA-006", "owner"),
    one(8, unreadable_date, "F03", E, "plan.tasks", "EQ", "T-EQ-005", "finish"),
    one(14, no_goal, "F02", E, "plan.tasks", "IT", "T-IT-008", "goal"),
    one(61, unknown_department, "F04", E, "plan.handovers", "PU", "H-PU-03", "other_department"),
    one(62, repeated_key, "F05", E, "plan.tasks", "QA", "T-QA-005", "task", nth=1),
)
