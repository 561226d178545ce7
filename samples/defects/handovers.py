"""Hand-overs and requests that do not meet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samples.defects.defect import E, one
from samples.world import YEAR

if TYPE_CHECKING:
    from samples.folder import Folder


def promised_late(folder: Folder) -> None:
    """The drawings come four workdays late, and with them the task that makes them."""
    folder.row("plan.handovers", "RD", "H-RD-02")["date"] = date(YEAR, 4, 24)
    folder.row("plan.tasks", "RD", "T-RD-003")["finish"] = date(YEAR, 4, 24)


def one_sided(folder: Folder) -> None:
    """The giver lists nothing of the paint line; its row was the sheet's last."""
    rows = folder.book("plan", "P2").sheets["handovers"]
    rows[:] = [row for row in rows if row and row["handover"] != "H-P2-04"]


DEFECTS = (
    one(35, promised_late, "H02", E, "plan.handovers", "RD", "H-RD-02", "date"),
    one(36, one_sided, "H01", E, "plan.handovers", "P1", "H-P1-04", "handover"),
)
