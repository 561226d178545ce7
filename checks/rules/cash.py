"""B09: months that would end without money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.rule import Found, found, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio


@rule("B09", scope="f", severity="error", clauses=("4.3.2",),
      columns=("budget.cash.outflow", "budget.cash.opening", "budget.cash.inflow"), safety=0.0)
def short_of_cash(portfolio: Portfolio, safety: float) -> Iterator[Found]:
    """A year that adds up may still hold a month in which wages cannot be paid.

    Every month is judged by its own opening, inflow and outflow; whether months follow from one another is another
    finding. Not wanted where a credit line covers the gap: enter its draw-down as an inflow, with its source.
    """
    for row in portfolio.rows("budget.cash"):
        opening, inflow, outflow = (row.number(key) for key in ("opening", "inflow", "outflow"))
        if opening is None or inflow is None or outflow is None:
            continue
        closing = round(opening + inflow - outflow, 2)
        if closing < safety:
            yield found(row.at("outflow"), row.at("opening"), row.at("inflow"), month=row.text("month"), opening=opening,
                        inflow=inflow, outflow=outflow, closing=closing, safety=safety, short=round(safety - closing, 2))
