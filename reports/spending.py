"""Budget against caps: controllable lines and capital items per department, and the months of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from templates.books.choices import MONTHS

if TYPE_CHECKING:
    from checks.portfolio import Portfolio
    from templates.table import Place, Row


@dataclass(frozen=True)
class Budget:
    """A department's controllable budget (lines and capital items) and its cap, with the cells of both; 元.

    `given` says whether the department handed in a budget at all.
    """

    department: str
    planned: float
    cells: tuple[Place, ...]
    cap: float | None
    cap_cells: tuple[Place, ...]
    given: bool


def budgets(portfolio: Portfolio) -> list[Budget]:
    """One per department that has a budget or a cap, in the organisation's order."""
    controllable = {row.key for row in portfolio.rows("organisation.accounts") if row.text("controllable") == "yes"}
    caps = {row.text("department"): row for row in portfolio.rows("organisation.caps") if row.blank("account")}
    found = []
    for department in portfolio.departments:
        lines = portfolio.own("budget.lines", department)
        capital = portfolio.own("budget.capital", department)
        rows = [(row, "total") for row in lines or () if row.text("account") in controllable]
        rows += [(row, "amount") for row in capital or ()]
        amounts = [(amount, inputs(row, key)) for row, key in rows if (amount := row.number(key))]
        cap = caps.get(department)
        if lines is None and cap is None:
            continue
        cells = tuple(place for _, places in amounts for place in places)
        planned = sum(amount for amount, _ in amounts)
        found.append(Budget(department, planned, cells, cap.number("cap") if cap else None, (cap.at("cap"),) if cap else (),
                            lines is not None))
    return found


def inputs(row: Row, key: str) -> list[Place]:
    """The cells that make up an amount: of a yearly total its months; the total alone where nobody typed any."""
    typed = [row.at(month) for month in MONTHS if not row.blank(month)] if key == "total" else []
    return typed or [row.at(key)]


def months(portfolio: Portfolio) -> list[tuple[str, float, tuple[Place, ...]]]:
    """Planned cost and expense of all departments per month (m01 … m12), with the cells."""
    kinds = {row.key: row.text("class") for row in portfolio.rows("organisation.accounts")}
    found = []
    for key in MONTHS:
        amounts = [(amount, row.at(key)) for row in portfolio.rows("budget.lines")
                   if kinds.get(row.text("account")) in ("cost", "expense") and (amount := row.number(key))]
        found.append((key, sum(amount for amount, _ in amounts), tuple(place for _, place in amounts)))
    return found
