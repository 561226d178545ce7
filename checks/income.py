"""The income statement by month and kind (budget, actual, last year): revenue, costs, profit, cost-and-expense ratio.

Source of the formulas: requirements A4.5. Amounts in 元.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from checks.firsts import firsts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from templates.table import Place, Row, Table

COSTS = ("cost", "taxes", "selling", "administration", "research", "finance")
"""What is spent to earn the revenue: cost of sales, taxes, the four kinds of expenses."""
_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*月|[-/.]\d{1,2})?")


@dataclass(frozen=True)
class Statement:
    """One row of the figures. A blank optional cell counts as 0; a blank required or unreadable one leaves None."""

    row: Row

    @property
    def revenue(self) -> float | None:
        """Operating revenue 营业收入."""
        return self.amount("revenue")

    @property
    def profit(self) -> float | None:
        """Profit before tax 利润总额 as typed."""
        return self.amount("profit_total")

    @property
    def costs(self) -> float | None:
        """Σ cost, taxes, selling, administration, research, finance."""
        amounts = [self.amount(key) for key in COSTS]
        return None if None in amounts else sum(amount or 0 for amount in amounts)

    @property
    def ratio(self) -> float | None:
        """Cost-and-expense ratio 成本费用率: costs ÷ revenue in percent; None without revenue."""
        revenue, costs = self.revenue, self.costs
        return None if costs is None or not revenue or revenue < 0 else costs / revenue * 100

    @property
    def return_on_costs(self) -> float | None:
        """Profit to cost-and-expense ratio 成本费用利润率: profit before tax ÷ costs in percent; None without costs."""
        profit, costs = self.profit, self.costs
        return None if profit is None or not costs else profit / costs * 100

    @property
    def due_profit(self) -> float | None:
        """The profit that follows: revenue − costs + other gains and losses, in whole cents."""
        revenue, costs, other = self.revenue, self.costs, self.amount("other")
        return None if revenue is None or costs is None or other is None else round(revenue - costs + other, 2)

    @property
    def difference(self) -> float | None:
        """The typed profit less the one that follows, in whole cents; None where a cell that takes part is unreadable."""
        profit, due = self.profit, self.due_profit
        return None if profit is None or due is None else round(profit - due, 2)

    def amount(self, key: str) -> float | None:
        """One amount; a blank optional cell is 0."""
        if self.row.blank(key) and not self.row.table.declaration.by_key[key].required:
            return 0.0
        return self.row.number(key)

    def cells(self, keys: Iterable[str] = COSTS) -> tuple[Place, ...]:
        """The cells of some columns that are filled in."""
        return tuple(self.row.at(key) for key in keys if not self.row.blank(key))


def month_of(row: Row) -> date | None:
    """The first day of the month that a row is about; a cell that a program turned into a date is understood too."""
    match = _MONTH.fullmatch(row.text("month"))
    if match is None or not 1 <= int(match[2]) <= 12 or not 2000 <= int(match[1]) <= 2100:
        return None
    return date(int(match[1]), int(match[2]), 1)


def statements(table: Table, kind: str) -> dict[date, Statement]:
    """The statements of one kind by month, the oldest first; of a month said twice the first."""
    found: dict[date, Statement] = {}
    for row in firsts(table):
        month = month_of(row)
        if month and row.text("kind") == kind:
            found.setdefault(month, Statement(row))
    return dict(sorted(found.items()))


def before(table: Table, month: date) -> list[tuple[date, Statement]]:
    """What came before a month, the newest first: actual months, and before the first of these last year's.

    Rows of kind last_year bear this year's month; they are read as the month one year earlier. Statements without a
    ratio are left out.
    """
    actual = statements(table, "actual")
    first = min(actual, default=month)
    earlier = {when.replace(year=when.year - 1): each for when, each in statements(table, "last_year").items()}
    known = {when: each for when, each in earlier.items() if when < first} | actual
    return [(when, known[when]) for when in sorted(known, reverse=True) if when < month and known[when].ratio is not None]
