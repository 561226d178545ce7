"""Satisfaction (A4.3): how departments rate one another, with an interval that says how much is known."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from checks.answers import SATISFIED, judges
from checks.derivation import Derivation, given, least, most, root
from checks.indicators.indicator import DENOMINATOR, NUMERATOR, PERSONS, Entry
from templates.books.survey import QUESTIONS
from templates.identity import span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.indicators.evidence import Evidence
    from checks.indicators.indicator import Indicator
    from checks.indicators.period import Period

Z = 1.959963984540054
"""The quantile of the normal distribution that leaves 95 % between itself and its negative."""


def satisfaction(evidence: Evidence, period: Period) -> Iterator[Entry]:
    """Answers satisfied or fairly satisfied ÷ valid answers to q1 … q5, of the surveys that lie within the period.

    For the department that is rated. Beside it who gave a valid answer (`persons`).
    """
    for survey in evidence.surveys:
        days = span(survey.period)
        if days is None or days[0] < period.first or days[1] > period.last:
            continue
        for department, rows in survey.rated.items():
            for row in rows:
                yield Entry(department, PERSONS, 1, row, "respondent")
                for key in QUESTIONS:
                    if judges(row, key):
                        yield Entry(department, DENOMINATOR, 1, row, key)
                        if row.text(key) in SATISFIED:
                            yield Entry(department, NUMERATOR, 1, row, key)


def wilson(share: float, number: int) -> tuple[float, float]:
    """The 95 % interval of a share (0 … 1) observed in so many persons, after E. B. Wilson (1927); (0, 1) of nobody."""
    if number <= 0:
        return 0.0, 1.0
    middle = share + Z * Z / (2 * number)
    half = Z * sqrt(share * (1 - share) / number + Z * Z / (4 * number * number))
    whole = 1 + Z * Z / number
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)


def wilson_working(each: Indicator) -> tuple[Derivation, Derivation]:
    """How the two ends of the interval of a satisfaction rate come about, in percent."""
    share, number = each.numerator.derivation / each.denominator.derivation, each.other(PERSONS).derivation
    z, one, two, hundred = given(Z, "quantile"), given(1, "whole"), given(2, "two"), given(100, "percent")
    middle = share + z * z / (two * number)
    half = z * root(share * (one - share) / number + z * z / (two * two * number * number))
    whole = one + z * z / number
    return (most(given(0, "least"), (middle - half) / whole) * hundred,
            least(one, (middle + half) / whole) * hundred)
