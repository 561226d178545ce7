"""Working days: the published 调休 calendar, corrected by the organisation's own calendar sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ONE_DAY = timedelta(days=1)


@cache
def _published(year: int) -> frozenset[date] | None:
    """Days of the year on which people work by the State Council's plan; None for a year without one."""
    import chinese_calendar  # noqa: PLC0415 - 36 ms, wanted only where days are counted

    first = date(year, 1, 1)
    days = [first + timedelta(days=i) for i in range((date(year + 1, 1, 1) - first).days)]
    try:
        return frozenset(each for each in days if chinese_calendar.is_workday(each))
    except NotImplementedError:
        return None


@dataclass
class Calendar:
    """Tells working days; `own` are the organisation's corrections (date → works or not).

    A year without a published plan counts Monday to Friday and is remembered in `unpublished`.
    """

    own: Mapping[date, bool] = field(default_factory=dict)
    unpublished: set[int] = field(default_factory=set)
    _years: dict[int, list[date]] = field(default_factory=dict)

    def works(self, day: date) -> bool:
        """True on a working day."""
        if day in self.own:
            return self.own[day]
        published = _published(day.year)
        if published is None:
            self.unpublished.add(day.year)
            return day.weekday() < 5
        return day in published

    def days(self, start: date, finish: date) -> list[date]:
        """The working days from start to finish, both included, in order."""
        found: list[date] = []
        for year in range(start.year, finish.year + 1):
            found += [day for day in self._year(year) if start <= day <= finish]
        return found

    def workdays(self, start: date, finish: date) -> int:
        """Number of working days from start to finish, both included; 0 where finish lies before start."""
        return len(self.days(start, finish))

    def after(self, day: date, count: int = 1) -> date:
        """The count-th working day after `day` (count 1: the next one; count 0: `day` or the first one after)."""
        if count == 0:
            return day if self.works(day) else self.after(day)
        while count:
            day += ONE_DAY
            count -= self.works(day)
        return day

    def between(self, earlier: date, later: date) -> int:
        """Working days that lie after `earlier` up to `later`: how late something is; 0 when it is not."""
        return self.workdays(earlier + ONE_DAY, later)

    def days_off(self, year: int) -> list[date]:
        """Weekdays of the year on which nobody works (for NETWORKDAYS)."""
        return [day for day in _all_days(year) if day.weekday() < 5 and not self.works(day)]

    def make_up_days(self, year: int) -> list[date]:
        """Weekend days of the year on which people work."""
        return [day for day in _all_days(year) if day.weekday() >= 5 and self.works(day)]

    def _year(self, year: int) -> list[date]:
        if year not in self._years:
            self._years[year] = [day for day in _all_days(year) if self.works(day)]
        return self._years[year]


def _all_days(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=i) for i in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


def spans(days: list[date], calendar: Calendar) -> list[tuple[date, date]]:
    """Runs of days that follow one another without a working day between them, as (first, last)."""
    if not days:
        return []
    found, start = [], days[0]
    for day, following in pairwise(days):
        if calendar.after(day) < following:
            found.append((start, day))
            start = following
    return [*found, (start, days[-1])]
