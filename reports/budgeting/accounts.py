"""The budget by account: what departments plan on each for the year, beside last year, and what they spent of it to date."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checks.indicators.indicator import DENOMINATOR, NUMERATOR, Sum
from checks.indicators.use import budget_use
from reports.spending import inputs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checks.indicators.evidence import Evidence
    from checks.indicators.indicator import Entry
    from checks.indicators.period import Period
    from checks.portfolio import Portfolio
    from templates.table import Place, Row

CLASSES = ("revenue", "cost", "expense", "capital")
"""In the order in which they are shown; capital items name no account."""
CAPITAL = "capital"
UNKNOWN = ""
"""The account of a line whose account is blank or unknown, and its class."""


@dataclass(frozen=True)
class Amount:
    """元, and the cells that hold them."""

    value: float = 0.0
    cells: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Account:
    """The budget lines of one account, or the capital items, of all departments that were asked about."""

    key: str
    kind: str
    rows: tuple[Row, ...] = field(default=())

    def year(self, department: str | None = None) -> Amount:
        """The year's budget of one department, or of all."""
        return amount(self.rows, "amount" if self.kind == CAPITAL else "total", department)

    def other(self, column: str, department: str | None = None) -> Amount:
        """last_budget or last_actual; nothing is told of capital items."""
        return Amount() if self.kind == CAPITAL else amount(self.rows, column, department)

    @property
    def departments(self) -> set[str]:
        """Those that plan on it."""
        return {row.department for row in self.rows}


def accounts(portfolio: Portfolio) -> list[Account]:
    """The accounts on which somebody plans, by class, in the order of the organisation's list; capital items at the end."""
    kinds = {row.key: row.text("class") for row in portfolio.rows("organisation.accounts")}
    lines: dict[str, list[Row]] = defaultdict(list)
    for row in portfolio.rows("budget.lines"):
        lines[row.text("account") if row.text("account") in kinds else UNKNOWN].append(row)
    found = [Account(key, kind, tuple(lines[key])) for wanted in CLASSES for key, kind in kinds.items()
             if kind == wanted and kind != CAPITAL and lines[key]]
    unclassed = [row for key in (*kinds, UNKNOWN) if kinds.get(key, "") in (CAPITAL, "") for row in lines[key]]
    capital = tuple(portfolio.rows("budget.capital"))
    return [*found, *([Account(UNKNOWN, UNKNOWN, tuple(unclassed))] if unclassed else []),
            *([Account(CAPITAL, CAPITAL, capital)] if capital else [])]


def amount(rows: Iterable[Row], column: str, department: str | None = None) -> Amount:
    """The sum of a column over rows; of a yearly total its months are the cells."""
    counted = [(value, inputs(row, column)) for row in rows
               if department in (None, row.department) and (value := row.number(column))]
    return Amount(sum(value for value, _ in counted), tuple(place for _, places in counted for place in places))


def together(amounts: Iterable[Amount]) -> Amount:
    """Several sums as one."""
    own = list(amounts)
    return Amount(sum(each.value for each in own), tuple(place for each in own for place in each.cells))


@dataclass(frozen=True)
class Spent:
    """Spending of one department (or all: "") on one account, and the budget of the same time; as A4.2c counts them."""

    department: str
    account: str
    spent: Sum
    due: Sum

    @property
    def difference(self) -> float:
        """元 above the budget of the same time; negative below it."""
        return self.spent.total - self.due.total


def spending(evidence: Evidence, period: Period, *, whole: bool) -> list[Spent]:
    """By account of all departments together (`whole`), or by department and account; in the order of their keys."""
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in _entries(evidence, period):
        found["" if whole else entry.department, entry.row.text("account")].append(entry)
    return [Spent(department, account, *(Sum(tuple(each for each in own if each.part == part))
                                         for part in (NUMERATOR, DENOMINATOR)))
            for (department, account), own in sorted(found.items())]


def _entries(evidence: Evidence, period: Period) -> Iterator[Entry]:
    known = set(evidence.portfolio.departments)
    return (each for each in budget_use(evidence, period) if each.part in (NUMERATOR, DENOMINATOR) and each.department in known)
