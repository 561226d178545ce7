"""Before: the period that an earlier state is compared with, and the books as they stood then."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from checks.indicators.evidence import Evidence
from checks.indicators.period import Period, named, year_of

if TYPE_CHECKING:
    from datetime import date

    from checks.portfolio import Portfolio

ONE_DAY = timedelta(days=1)


def before(portfolio: Portfolio, period: Period) -> Period | None:
    """The half-year, quarter or month before, where the plan year has it; else the same period as it stood a month earlier.

    None where that had not begun.
    """
    end = period.first - ONE_DAY
    earlier = named(_of_kind(period.name, end), portfolio.as_of) if end.year == year_of(portfolio) else None
    if earlier:
        return earlier
    month_end = period.last.replace(day=1) - ONE_DAY
    return Period(period.name, period.first, month_end) if month_end >= period.first else None


def evidence_of(portfolio: Portfolio, day: date) -> Evidence:
    """What was known on a day: reports of months that ended by it, acceptances and approvals up to it."""
    return Evidence(replace(portfolio, as_of=day))


def _of_kind(name: str, day: date) -> str:
    """The period of the same kind that holds a day; "" for a year."""
    if "H" in name:
        return f"{day.year}H{1 + (day.month > 6)}"
    if "Q" in name:
        return f"{day.year}Q{(day.month + 2) // 3}"
    return f"{day:%Y-%m}" if "-" in name else ""
