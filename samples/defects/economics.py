"""A profit that does not follow, a month unlike the others, weights that add up to more than a hundred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samples.defects.defect import E, H, one
from samples.world import YEAR

if TYPE_CHECKING:
    from samples.folder import Folder

FIGURES = "economics.figures"


def mistyped_profit(folder: Folder) -> None:
    folder.row(FIGURES, "", f"{YEAR}-05/actual")["profit_total"] = 2_053_000


def heavy_weights(folder: Folder) -> None:
    folder.row("organisation.weights", "", "satisfaction")["weight"] = 20


def dear_month(folder: Folder) -> None:
    """Cost rises until all costs are 96 % of June's revenue; the profit follows."""
    june = folder.row(FIGURES, "", f"{YEAR}-06/actual")
    expenses = sum(june[key] for key in ("taxes", "selling", "administration", "research", "finance"))
    june["cost"] = june["revenue"] * 96 // 100 - expenses
    june["profit_total"] = june["revenue"] - june["cost"] - expenses + june["other"]
    june["profit_net"] = june["profit_total"] * 85 // 100


DEFECTS = (
    one(60, mistyped_profit, "E03", E, FIGURES, "", f"{YEAR}-05/actual", "profit_total"),
    one(72, heavy_weights, "E04", E, "organisation.weights", "", "completion", "weight"),
    one(100, dear_month, "E05", H, FIGURES, "", f"{YEAR}-06/actual", "cost"),
)
