"""E03, E05: the income statement — a profit that does not follow, a month unlike the others. E04: weights."""

from __future__ import annotations

from datetime import date
from statistics import fmean, pstdev
from typing import TYPE_CHECKING

from checks.firsts import firsts
from checks.income import COSTS, Statement, before, statements
from checks.rule import Found, found, rule, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio

TOLERANCE = 0.5
"""Default of E03 tolerance, 元."""
LONGEST = 12
"""How many months before are looked at, at most."""
FIGURES = tuple(f"economics.figures.{key}" for key in ("revenue", *COSTS))


@rule("E03", scope="f", severity="error", clauses=("4.3.3", "6.2.4"),
      columns=("economics.figures.profit_total", *FIGURES, "economics.figures.other"), tolerance=TOLERANCE)
def profit_does_not_follow(portfolio: Portfolio, tolerance: float) -> Iterator[Found]:
    """A profit that does not follow from its parts hides that one of them is wrong; nobody knows which.

    Not wanted where the statement has further lines, such as gains from investments: put them into `other`.
    """
    for row in portfolio.rows("economics.figures"):
        statement = Statement(row)
        if (difference := statement.difference) is not None and abs(difference) > tolerance:
            kind = row.text("kind")
            yield found(row.at("profit_total"), row.at("revenue"), row.at("cost"),
                        variant="" if kind == "actual" else kind, month=row.text("month") or "—",
                        typed=statement.profit, derived=statement.due_profit, difference=abs(difference))


@rule("E04", scope="f", severity="error", clauses=("6.2.1",),
      columns=("organisation.weights.weight", "organisation.weights.indicator"))
def weights_not_hundred(portfolio: Portfolio) -> Iterator[Found]:
    """Weights that do not add up to 100 make scores of two years incomparable, and hint at a forgotten indicator.

    Not judged while a weight or an indicator cannot be read. Not wanted where points are given instead: turn them
    into percent.
    """
    for table in portfolio.tables("organisation.weights"):
        rows = list(firsts(table))
        if not rows or any(row.number("weight") is None or not row.text("indicator") for row in rows):
            continue
        total = round(sum(row.number("weight") or 0 for row in rows), 6)
        if total != 100:
            yield found(*(row.at("weight") for row in rows), variant="over" if total > 100 else "", total=total,
                        count=len(rows), difference=round(abs(total - 100), 6))


@rule("E05", scope="f", severity="hint", clauses=("4.3.3", "6.2.4"),
      columns=(*FIGURES, "economics.figures.month", "economics.figures.kind"), sigma=2.0, months=6.0, points=0.5)
def unlike_before(portfolio: Portfolio, sigma: float, months: float, points: float) -> Iterator[Found]:
    """A ratio far from that of the months before is news for management, or a slip nobody has noticed.

    σ is that of all the months looked at (population). The newest actual month is judged whatever the cut-off: what
    is booked is known. Not wanted in a business of few big orders, where months differ by nature: raise `sigma`.
    """
    typed = portfolio.parameters.get(("E03", "tolerance"))
    tolerance = TOLERANCE if typed is None else float(value_of(TOLERANCE, typed))
    for table in portfolio.tables("economics.figures"):
        actual = statements(table, "actual")
        month = max(actual, default=date.max)
        newest = actual.get(month)
        ratio = newest.ratio if newest else None
        if newest is None or ratio is None or abs(newest.difference or 0) > tolerance:
            continue
        known = before(table, month)[:LONGEST]
        if not known or len(known) < months:
            continue
        ratios = [each.ratio or 0.0 for _, each in known]
        mean, deviation = fmean(ratios), pstdev(ratios)
        if abs(ratio - mean) > max(sigma * deviation, points) + 1e-9:
            yield found(newest.row.at("cost"), newest.row.at("revenue"), variant="above" if ratio > mean else "below",
                        month=f"{month:%Y-%m}", ratio=ratio, mean=mean, deviation=deviation, points=abs(ratio - mean),
                        count=len(known), first=f"{known[-1][0]:%Y-%m}", last=f"{known[0][0]:%Y-%m}")
