"""Hand-overs and requests that do not meet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samples.defects.defect import E, H, W, many, one
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


def fewer_taken(folder: Folder) -> None:
    folder.row("plan.handovers", "P2", "H-P2-01")["quantity"] = 10


def not_taken_up(folder: Folder) -> None:
    """QA plans no task for the request any more, and nobody of QA is named in it."""
    folder.row("plan.tasks", "QA", "T-QA-014")["request"] = None
    request = folder.row("plan.requests", "MK", "RQ-MK-01")
    request["liaison"] = request["liaison"][:1]


def unfair(folder: Folder) -> None:
    """1 600 hours of IT (four engineers, full time), 80 of RD, 80 of QA; QA's other request has no task by then.

    IT's engineers leave the roll-out to do it.
    """
    folder.row("plan.staffing", "IT", "T-IT-006/软件工程师").update(headcount=4, hours=1600)
    folder.row("plan.staffing", "IT", "T-IT-003/软件工程师")["finish"] = date(YEAR, 7, 3)
    staffing = folder.book("plan", "IT").sheets["staffing"]
    staffing[:] = [row for row in staffing if row and not (row["task"] == "T-IT-006" and row.get("person"))]
    folder.row("plan.staffing", "QA", "T-QA-013/质量工程师")["hours"] = 40
    folder.row("plan.staffing", "RD", "T-RD-020/电气工程师")["hours"] = 24
    folder.row("plan.staffing", "RD", "T-RD-021/工艺工程师").update(hours=20, share=None)
    for row in folder.book("plan", "RD").rows("staffing"):
        if row["task"] in {"T-RD-020", "T-RD-021"} and row.get("person"):
            row["share"] = 10


DEFECTS = (
    one(35, promised_late, "H02", E, "plan.handovers", "RD", "H-RD-02", "date"),
    one(36, one_sided, "H01", E, "plan.handovers", "P1", "H-P1-04", "handover"),
    one(37, fewer_taken, "H03", E, "plan.handovers", "PU", "H-PU-02", "quantity"),
    many(38, not_taken_up, ("H06", W, "plan.requests", "MK", "RQ-MK-01", "to_departments"),
         ("H05", W, "plan.requests", "MK", "RQ-MK-01", "liaison")),
    one(93, unfair, "H07", H, "organisation.departments", "", "IT", "department"),
)
