"""Cash by month: what the departments that plan it have at the end of each month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checks.portfolio import Portfolio
    from templates.table import Place, Row


PARTS = ("opening", "inflow", "outflow")


@dataclass(frozen=True)
class Month:
    """A month's cash, 元: openings, inflows and outflows of all who plan it, with their cells; None where one is unreadable."""

    month: str
    opening: float | None
    inflow: float | None
    outflow: float | None
    cells: tuple[Place, ...]

    @property
    def closing(self) -> float | None:
        """What is there at the end."""
        if self.opening is None or self.inflow is None or self.outflow is None:
            return None
        return self.opening + self.inflow - self.outflow


def cash(portfolio: Portfolio) -> list[Month]:
    """The months in order."""
    rows: dict[str, list[Row]] = {}
    for row in portfolio.rows("budget.cash"):
        if row.text("month"):
            rows.setdefault(row.text("month"), []).append(row)
    found = []
    for month, group in sorted(rows.items()):
        cells = tuple(row.at(key) for row in group for key in PARTS)
        opening, inflow, outflow = (_sum([row.number(key) for row in group]) for key in PARTS)
        found.append(Month(month, opening, inflow, outflow, cells))
    return found


def _sum(amounts: list[float | None]) -> float | None:
    return None if None in amounts else sum(amount or 0.0 for amount in amounts)
