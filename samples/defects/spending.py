"""Accounts that are overspent or hardly used, and money that runs ahead of the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samples.budgets import to_date, year_of
from samples.defects.defect import E, W, one
from samples.world import YEAR

if TYPE_CHECKING:
    from samples.folder import Folder

MONTHS = range(1, 7)
"""Months with reports."""


def spend(folder: Folder, department: str, account: str, month: int, amount: int) -> None:
    """Let a report say what was spent since January, and in the month what that leaves for it."""
    before = (0 if month == 1 else
              folder.row("progress.spending", department, account, f"{YEAR}-{month - 1:02}")["year_actual"])
    folder.row("progress.spending", department, account, f"{YEAR}-{month:02}").update(
        year_actual=amount, month_actual=amount - before)


def ahead_of_work(folder: Folder) -> None:
    """Three quarters of the year's budget are meant for the first half, and a little more is spent.

    The one task with a budget has come to 41 % of planned 45 %.
    """
    lines = folder.book("budget", "EQ").rows("lines")
    for line in lines:
        year = year_of(line)
        line.update({f"m{month:02}": year * 12 // 100 for month in MONTHS} | dict.fromkeys(
            [f"m{month:02}" for month in range(7, 12)], year * 5 // 100))
        line["m12"] = year - year_of({**line, "m12": 0})
    for line in lines:
        account = str(line["account"])
        for month in MONTHS:
            share = 78 * year_of(line) if month == MONTHS[-1] else 97 * to_date(lines, account, month)
            spend(folder, "EQ", account, month, share // 100)
    folder.row("progress.progress", "EQ", "T-EQ-003", f"{YEAR}-06").update(planned=45, actual=41)
    folder.row("progress.progress", "EQ", "T-EQ-003", f"{YEAR}-05").update(planned=36, actual=34)


def overspent(folder: Folder) -> None:
    """103 % of the year are spent by June."""
    budget = year_of(folder.row("budget.lines", "P2", "660207/刃具"))
    spend(folder, "P2", "660207", MONTHS[-1], budget * 103 // 100)


def hardly_used(folder: Folder) -> None:
    """Every month 72 % of the budget to date."""
    lines = folder.book("budget", "FI").rows("lines")
    for month in MONTHS:
        spend(folder, "FI", "660205", month, to_date(lines, "660205", month) * 72 // 100)


DEFECTS = (
    one(56, ahead_of_work, "B11", W, "progress.spending", "EQ", "660210", "year_actual", f"{YEAR}-06"),
    one(67, overspent, "B10", E, "progress.spending", "P2", "660207", "year_actual", f"{YEAR}-06"),
    one(90, hardly_used, "B13", W, "progress.spending", "FI", "660205", "year_actual", f"{YEAR}-06"),
)
