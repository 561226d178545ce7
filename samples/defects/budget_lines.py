"""Lines in the wrong unit, without a reason, without revenue, or in two budgets; investments without a study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samples.budgets import MONTHS
from samples.defects.defect import E, W, one

if TYPE_CHECKING:
    from samples.folder import Folder

STAND = 186_500
"""What the stand at the September fair costs, in two budgets."""


def in_ten_thousands(folder: Folder) -> None:
    folder.row("budget.lines", "MK", "660201/差旅").update(dict.fromkeys(MONTHS, 3))


def no_basis(folder: Folder) -> None:
    folder.row("budget.lines", "MK", "660202/业务招待")["basis"] = "业务需要"


def no_study(folder: Folder) -> None:
    folder.row("budget.capital", "EQ", "节能改造")["feasibility_no"] = None


def fair_twice(folder: Folder) -> None:
    """The marketing people pay the rest of their September in October; the developers have the stand on top."""
    fair = folder.row("budget.lines", "MK", "660206/机床展")
    fair.update(m09=STAND, m10=fair["m09"] - STAND)
    folder.row("budget.lines", "RD", "660206/机床展").update(supplier=fair["supplier"], m09=STAND)


def no_revenue(folder: Folder) -> None:
    sheets = folder.book("budget", "MK").sheets
    sheets["lines"] = [line for line in sheets["lines"] if line and line["account"] != "6001"]


DEFECTS = (
    one(41, in_ten_thousands, "F12", W, "budget.lines", "MK", "660201/差旅", "m01"),
    one(43, no_basis, "B05", W, "budget.lines", "MK", "660202/业务招待", "basis"),
    one(44, no_study, "B06", E, "budget.capital", "EQ", "节能改造", "feasibility_no"),
    one(46, fair_twice, "B12", W, "budget.lines", "MK", "660206/机床展", "item"),
    one(66, no_revenue, "B07", E, "budget.lines", "MK", "660201/差旅", "account"),
)
