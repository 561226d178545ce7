"""Sums, caps, settlements and cash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samples.budgets import MONTHS, SEASON, spread, year_of
from samples.defects.defect import E, W, many, one
from samples.world import YEAR

if TYPE_CHECKING:
    from samples.folder import Folder

LOWER = 50_000
"""By how much July opens too low, and every month after it."""


def above_cap(folder: Folder) -> None:
    """Controllable lines of P1 add up to 6 512 000."""
    line = folder.row("budget.lines", "P1", "660210/设备维修")
    controllable = sum(year_of(each) for each in folder.book("budget", "P1").rows("lines"))
    line.update(spread(year_of(line) + 6_512_000 - controllable))


def total_typed(folder: Folder) -> None:
    folder.row("budget.lines", "HR", "660204/校园招聘")["total"] = 500_000


def controllable_typed(folder: Folder) -> None:
    folder.book("budget", "EQ").sheets["totals"] = [{"controllable": 1_250_000}]


def unlinked(folder: Folder) -> None:
    """The line of the roll-out pays for the development; the contract for operations names no task."""
    folder.row("budget.lines", "IT", "660208/MES 二期实施")["task"] = "T-IT-002"
    folder.row("budget.lines", "IT", "660208/运维外包")["task"] = None


def less_received(folder: Folder) -> None:
    folder.row("budget.settlements", "P2", "P1/660301")["amount"] = 214_000


def august_short(folder: Folder) -> None:
    """August closes at -1 300 000 once July has opened lower; what was paid then is not paid in September."""
    august, september = (folder.row("budget.cash", "FI", f"{YEAR}-{month:02}") for month in (8, 9))
    early = august["opening"] + august["inflow"] - august["outflow"] + 1_300_000 - LOWER
    august["outflow"] += early
    september["opening"] -= early
    september["outflow"] -= early


def above_account_cap(folder: Folder) -> None:
    folder.row("budget.lines", "HR", "660203/内训").update(spread(900_000))


def lines_above_task(folder: Folder) -> None:
    folder.row("budget.lines", "MK", "660206/巡展").update(spread(400_000, SEASON["巡展"]))


def opening_lower(folder: Folder) -> None:
    """July opens 50 000 (LOWER) below June's closing; later months follow what was typed."""
    for month in range(7, len(MONTHS) + 1):
        folder.row("budget.cash", "FI", f"{YEAR}-{month:02}")["opening"] -= LOWER


DEFECTS = (
    one(39, above_cap, "B01", E, "budget.lines", "P1", "660210/设备维修", "account"),
    one(40, total_typed, "F06", E, "budget.lines", "HR", "660204/校园招聘", "total"),
    one(42, controllable_typed, "F06", E, "budget.totals", "EQ", "", "controllable"),
    many(45, unlinked, ("B03", W, "plan.tasks", "IT", "T-IT-003", "budget"),
         ("B03", W, "budget.lines", "IT", "660208/运维外包", "task")),
    one(47, less_received, "B08", E, "budget.settlements", "P1", "P2/660301", "amount"),
    one(48, august_short, "B09", E, "budget.cash", "FI", f"{YEAR}-08", "outflow"),
    one(64, above_account_cap, "B02", E, "budget.lines", "HR", "660203/内训", "account"),
    one(65, lines_above_task, "B04", W, "plan.tasks", "MK", "T-MK-008", "budget"),
    one(87, opening_lower, "F09", E, "budget.cash", "FI", "2026-07", "opening"),
)
