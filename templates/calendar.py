"""Working days: the published 调休 calendar, corrected by the organisation's own calendar sheet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
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

    A year without a published plan counts Monday to Friday.
    """

    own: Mapping[date, bool] = field(default_factory=dict)
    _years: dict[int, list[date]] = field(default_factory=dict)

    def works(self, day: date) -> bool:
        """True on a working day."""
        if day in self.own:
            return self.own[day]
        published = _published(day.year)
        return day.weekday() < 5 if published is None else day in published

    def known(self, year: int) -> bool:
        """True where the year's plan is published, or the organisation's own sheet says something of it."""
        return _published(year) is not None or any(day.year == year for day in self.own)

    def days(self, start: date, finish: date) -> list[date]:
        """The working days from start to finish, both included, in order."""
        if finish < start:
            return []
        found: list[date] = []
        for year in range(start.year, finish.year + 1):
            days = self._year(year)
            found += days[bisect_left(days, start):bisect_right(days, finish)]
        return found

    def workdays(self, start: date, finish: date) -> int:
        """Number of working days from start to finish, both included; 0 where finish lies before start."""
        if finish < start:
            return 0
        years = [self._year(year) for year in range(start.year, finish.year + 1)]
        return sum(map(len, years)) - bisect_left(years[0], start) - len(years[-1]) + bisect_right(years[-1], finish)

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
