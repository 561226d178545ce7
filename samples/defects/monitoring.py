"""Reports that contradict themselves, extensions, rectifications, meetings and what nobody follows up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samples.defects.defect import E, W, many, one
from samples.world import YEAR

if TYPE_CHECKING:
    from samples.folder import Folder

MAY, JUNE = f"{YEAR}-05", f"{YEAR}-06"


def done_too_soon(folder: Folder) -> None:
    """Done by June's report, but in July, and with nothing to show."""
    folder.row("progress.progress", "QA", "T-QA-008", JUNE).update(actual_finish=date(YEAR, 7, 5), evidence=None)


def falling(folder: Folder) -> None:
    folder.row("progress.progress", "P2", "T-P2-002", MAY)["actual"] = 80
    folder.row("progress.progress", "P2", "T-P2-002", JUNE).update(planned=65, actual=60)


def too_late(folder: Folder) -> None:
    folder.row("progress.changes", "RD", "CH-RD-01", JUNE).update(
        requested=date(YEAR, 6, 3), approved=date(YEAR, 6, 5))


def not_rectified(folder: Folder) -> None:
    folder.row("progress.acceptance", "P1", f"T-P1-005/{YEAR}-06-12", JUNE).update(
        result="failed", problem="2 台电柜接线端子未压紧")
    folder.row("progress.rectification", "P1", "RC-P1-02", JUNE).update(closed=None, recheck=None)


def nobody_answers(folder: Folder) -> None:
    folder.row("meetings.resolutions", "", "A-0412")["status"] = "open"
    folder.row("progress.issues", "FI", f"{YEAR}-06-02", JUNE)["answered"] = None


def on_a_holiday(folder: Folder) -> None:
    folder.book("progress", "P2", JUNE).sheets["timesheet"].append(
        {"person": "E1160", "task": "T-P2-008", "date": date(YEAR, 6, 20), "hours": 14})


def no_april_meeting(folder: Folder) -> None:
    """April's meeting did not take place; what is listed under it was resolved in March."""
    sheets = folder.book("meetings").sheets
    sheets["meetings"] = [row for row in sheets["meetings"] if row and row["meeting"] != f"MT-{YEAR}-04"]
    for row in folder.book("meetings").rows("resolutions"):
        if row["meeting"] == f"MT-{YEAR}-04":
            row["meeting"] = f"MT-{YEAR}-03"


def not_improved(folder: Folder) -> None:
    folder.row("registers.improvements", "", "IM-03").update(due=date(YEAR, 5, 31), closed=None, effect=None)


DEFECTS = (
    many(52, done_too_soon, ("M02", E, "progress.progress", "QA", "T-QA-008", "status", JUNE),
         ("M04", E, "progress.progress", "QA", "T-QA-008", "actual_finish", JUNE)),
    one(53, falling, "M03", W, "progress.progress", "P2", "T-P2-002", "actual", JUNE),
    one(54, too_late, "M08", E, "progress.changes", "RD", "CH-RD-01", "new", JUNE),
    many(55, not_rectified, ("M09", E, "progress.acceptance", "P1", f"T-P1-005/{YEAR}-06-12", "result", JUNE),
         ("M09", E, "progress.rectification", "P1", "RC-P1-02", "due", JUNE)),
    many(80, nobody_answers, ("M10", W, "meetings.resolutions", "", "A-0412", "due"),
         ("M10", W, "progress.issues", "FI", f"{YEAR}-06-02", "raised", JUNE)),
    one(81, on_a_holiday, "M11", W, "progress.timesheet", "P2", f"E1160/T-P2-008/{YEAR}-06-20", "hours", JUNE),
    one(101, no_april_meeting, "M12", W, "meetings.meetings", "", f"MT-{YEAR}-03", "date"),
    one(102, not_improved, "M13", W, "registers.improvements", "", "IM-03", "due"),
)
