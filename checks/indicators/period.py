"""Periods of the plan year for which indicators are worked out, up to the cut-off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from templates.identity import span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from checks.portfolio import Portfolio


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included; `name` as in `_book` (2026, 2026H1, 2026Q2, 2026-06)."""

    name: str
    first: date
    last: date

    def holds(self, day: date | None) -> bool:
        """True for a day of the period."""
        return day is not None and self.first <= day <= self.last

    def months(self) -> Iterator[str]:
        """The names of the months that end in the period (2026-01 …)."""
        for year in range(self.first.year, self.last.year + 1):
            for number in range(1, 13):
                name = f"{year}-{number:02}"
                days = span(name)
                if days and self.first <= days[0] and days[1] <= self.last:
                    yield name


def year_of(portfolio: Portfolio) -> int:
    """The plan year: as the organisation book says, else that of the cut-off."""
    about = next(portfolio.rows("organisation.about"), None)
    typed = about.number("year") if about else None
    if typed and 2000 <= typed <= 2100:
        return int(typed)
    named = span(portfolio.organisation.identity.period) if portfolio.organisation else None
    return named[0].year if named else portfolio.as_of.year


def named(name: str, cut_off: date) -> Period | None:
    """A period by its name, cut at the cut-off; None for what is no period."""
    days = span(name)
    return Period(name, days[0], min(days[1], cut_off)) if days else None


def to_date(portfolio: Portfolio) -> Period:
    """The plan year up to the cut-off; it holds no day where the year has not begun."""
    whole = named(str(year_of(portfolio)), portfolio.as_of)
    assert whole is not None  # noqa: S101 - a year is a period
    return whole


def begun(portfolio: Portfolio) -> list[Period]:
    """The months, quarters and half-years of the plan year that have begun by the cut-off."""
    year = year_of(portfolio)
    names = [*(f"{year}-{number:02}" for number in range(1, 13)), *(f"{year}Q{number}" for number in range(1, 5)),
             f"{year}H1", f"{year}H2"]
    periods = (named(name, portfolio.as_of) for name in names)
    return [each for each in periods if each and each.first <= each.last]
