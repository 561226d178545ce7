"""Reports that are missing, late work, proof that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samples.defects.defect import E, H, W, one
from samples.world import YEAR

if TYPE_CHECKING:
    from samples.folder import Folder


def no_report(folder: Folder) -> None:
    del folder.books[folder.book("progress", "IT", f"{YEAR}-05").path]


def red(folder: Folder) -> None:
    """Sixty percent in June, hence no more than that in May."""
    folder.row("progress.progress", "RD", "T-RD-011", f"{YEAR}-06").update(
        actual=60, status="in_progress", actual_finish=None, evidence=None, next_step="7 月复测 3 个轴"
    )
    may = folder.row("progress.progress", "RD", "T-RD-011", f"{YEAR}-05")
    may["actual"] = min(may["actual"], 50)


def blue(folder: Folder) -> None:
    folder.row("progress.progress", "MK", "T-MK-006", f"{YEAR}-06")["actual"] = 70


def yellow(folder: Folder) -> None:
    folder.row("progress.progress", "P1", "T-P1-012", f"{YEAR}-06").update(planned=70, actual=45)


DEFECTS = (
    one(76, no_report, "M01", E, "organisation.departments", "", "IT", "department"),
    one(77, red, "M05", W, "progress.progress", "RD", "T-RD-011", "actual", "2026-06"),
    one(78, blue, "M06", H, "progress.progress", "MK", "T-MK-006", "actual", "2026-06"),
    one(79, yellow, "M07", W, "progress.progress", "P1", "T-P1-012", "actual", "2026-06"),
)
