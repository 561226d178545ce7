"""Risks: how serious each is, and whether it is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.rule import value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from templates.table import Row

SCORE = 15.0
"""Default of K02 score: from this value on a risk is serious (source: requirements A4.6)."""


def score_of(risk: Row) -> float | None:
    """Likelihood × impact, whatever the score's own cell shows; None where one of them is blank or unreadable."""
    likelihood, impact = risk.number("likelihood"), risk.number("impact")
    return None if likelihood is None or impact is None else likelihood * impact


def serious_from(portfolio: Portfolio) -> float:
    """From which score on K02 calls a risk serious, so that other rules leave to it what it says."""
    typed = portfolio.parameters.get(("K02", "score"))
    return SCORE if typed is None else float(value_of(SCORE, typed))


def closed(portfolio: Portfolio, risk: Row) -> bool:
    """True where a risk was closed by the cut-off."""
    day = risk.day("closed")
    return day is not None and day <= portfolio.as_of


def open_risks(portfolio: Portfolio) -> Iterator[Row]:
    """The risks of all plans that are not closed yet."""
    return (risk for risk in portfolio.rows("plan.risks") if not closed(portfolio, risk))
