"""Working days by number, so that dates can be counted with: number 0 is the first working day from the origin on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from templates.calendar import Calendar


@dataclass
class Workdays:
    """The working days of a calendar from `origin` on; earlier days have no number."""

    calendar: Calendar
    origin: date
    _days: list[date] = field(default_factory=list)

    def number(self, day: date) -> int:
        """Number of a day, of the first working day after it where nobody works on it."""
        self._reach(day)
        return bisect_left(self._days, day)

    def last(self, day: date) -> int:
        """Number of a day, of the last working day before it where nobody works on it; −1 before the first one."""
        self._reach(day)
        return bisect_right(self._days, day) - 1

    def day(self, number: int) -> date:
        """The working day with a number from 0 on."""
        while number >= len(self._days):
            self._grow()
        return self._days[number]

    def moved(self, day: date, by: int) -> date:
        """A date so many working days later, below 0 earlier, not before the origin; 0 leaves even a day off as it is."""
        return self.day(max(0, self.number(day) + by)) if by else day

    def _reach(self, day: date) -> None:
        while not self._days or self._days[-1] < day:
            self._grow()

    def _grow(self) -> None:
        year = self._days[-1].year + 1 if self._days else self.origin.year
        first = max(self.origin, date(year, 1, 1))
        days = self.calendar.days(first, date(year, 12, 31))
        self._days += days or self.calendar.days(date(year + 1, 1, 1), date(year + 1, 12, 31))
