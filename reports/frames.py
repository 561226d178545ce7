"""Indicators as a pandas table: for the consolidated book, and for whoever analyses further."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.indicators import INDICATORS, indicators
from checks.indicators.evidence import Evidence
from checks.indicators.period import begun, to_date

if TYPE_CHECKING:
    from pandas import DataFrame

    from checks.portfolio import Portfolio

COLUMNS = ("indicator", "period", "department", "numerator", "denominator", "rate", "above", "below", "suppressed")


def indicator_frame(portfolio: Portfolio) -> DataFrame:
    """One row per period, indicator and department ("" for all), in that order; those that nothing is known of left out.

    `numerator` and `denominator` in tasks, hours, yuan, answers or items, `rate` in percent, `above` and `below` the
    number of cells; all empty where a group is too small to be shown (`suppressed`).
    """
    import pandas as pd  # noqa: PLC0415 - a third of a second, only where tables are made

    evidence, rows = portfolio.shared(Evidence), []
    periods, departments = [*begun(portfolio), to_date(portfolio)], ["", *portfolio.departments]
    for period in periods:
        of = indicators(evidence, period)
        for key in INDICATORS:
            for department in departments:
                each = of[key, department]
                if each.denominator or each.numerator:
                    shown = (each.numerator.total, each.denominator.total, each.rate, len(each.numerator), len(each.denominator))
                    rows.append((key, period.name, department, *((None,) * len(shown) if each.suppressed else shown),
                                 each.suppressed))
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    orders = {"indicator": list(INDICATORS), "period": [each.name for each in periods], "department": departments}
    return frame.astype({name: pd.CategoricalDtype(order, ordered=True) for name, order in orders.items()})


def rates_by_period(frame: DataFrame) -> DataFrame:
    """Rates with a row per indicator and department and a column per period; empty where one does not apply."""
    return frame.pivot_table("rate", ["indicator", "department"], "period", "first", observed=True)
