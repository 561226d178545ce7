"""Sums, caps, settlements and cash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samples.budgets import MONTHS, spread, year_of
from samples.defects.defect import E, one
from samples.world import YEAR

if TYPE_CHECKING:
    from samples.folder import Folder


def above_cap(folder: Folder) -> None:
    """Controllable lines of P1 add up to 6 512 000."""
    line = folder.row("budget.lines", "P1", "660210/设备维修")
    controllable = sum(year_of(each) for each in folder.book("budget", "P1").rows("lines"))
    line.update(spread(year_of(line) + 6_512_000 - controllable))


def total_typed(folder: Folder) -> None:
    folder.row("budget.lines", "HR", "660204/校园招聘")["total"] = 500_000


def controllable_typed(folder: Folder) -> None:
    folder.book("budget", "EQ").sheets["totals"] = [{"controllable": 1_250_000}]


def opening_lower(folder: Folder) -> None:
    """July opens 50 000 below June's closing; later months follow what was typed."""
    for month in range(7, len(MONTHS) + 1):
        folder.row("budget.cash", "FI", f"{YEAR}-{month:02}")["opening"] -= 50_000


DEFECTS = (
    one(39, above_cap, "B01", E, "budget.lines", "P1", "660210/设备维修", "account"),
    one(40, total_typed, "F06", E, "budget.lines", "HR", "660204/校园招聘", "total"),
    one(42, controllable_typed, "F06", E, "budget.totals", "EQ", "", "controllable"),
    one(87, opening_lower, "F09", E, "budget.cash", "FI", "2026-07", "opening"),
)
