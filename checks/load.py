"""Load: how much of each resource is asked for on every working day, and where that is too much.

Difference arrays of numpy turn windows into loads: a million rows cost little more than counting them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from checks.demand import Demands, Ints, Numbers
    from templates.calendar import Calendar
    from templates.table import Row

    Capacity = Callable[[str, list[date]], float | Sequence[float] | Numbers]
    """Of a resource, per working day or the same on all; infinite on days that are not judged."""

DIGITS = 9
"""Sums of differences are rounded to this, so that 0.1 + 0.2 − 0.3 is no load."""


@dataclass(frozen=True)
class Peak:
    """Working days in a row on which a resource is asked for too much; `load` and `capacity` are those of the worst day."""

    resource: str
    days: tuple[date, ...]
    load: float
    capacity: float
    loads: Loads
    span: tuple[int, int, int]
    """Number of the resource, number of the first day, number of the day after the last."""

    @property
    def start(self) -> date:
        """The first day."""
        return self.days[0]

    @property
    def finish(self) -> date:
        """The last day."""
        return self.days[-1]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows that take part, by their first day; a row with several demands once."""
        return self.loads.rows(self.loads.members(*self.span))


@dataclass(frozen=True)
class Loads:
    """Load per working day: `table[r, d]` of resource r on `days[d]`.

    Demand i lies on the days from `begin[i]` up to, not including, `end[i]`.
    """

    demands: Demands
    days: list[date]
    table: Numbers
    begin: Ints
    end: Ints

    def of(self, resource: str) -> Numbers:
        """The load of one resource on every day."""
        row: Numbers = self.table[list(self.demands.resources).index(resource)]
        return row

    def members(self, resource: int, begin: int, end: int) -> Ints:
        """The demands on a resource that lie on some of the days from `begin` up to, not including, `end`."""
        asking = self.demands.asking(resource)
        taking = ((self.begin[asking] < end) & (self.end[asking] > begin) & (self.begin[asking] < self.end[asking])
                  & (self.demands.amounts[asking] != 0))
        members: Ints = asking[taking]
        return members

    def rows(self, members: Ints) -> tuple[Row, ...]:
        """The rows of some demands by their first day, each once."""
        demands = self.demands
        listed = [(int(demands.first[each]), demands.rows[each]) for each in members.tolist()]
        listed.sort(key=lambda each: (each[0], each[1].department, each[1].key, each[1].index))
        return tuple({(row.table.source.file, row.table.key, row.index): row for _, row in listed}.values())

    def by(self, period: Callable[[date], date]) -> Periods:
        """Mean and highest load over the working days of each period, named by its first day."""
        starts = starts_of(self.days, period)
        return Periods(list(self.demands.resources), [period(self.days[each]) for each in starts],
                       mean_over(self.table, starts), most_over(self.table, starts))


@dataclass(frozen=True)
class Periods:
    """Load per week or month: `mean[r, p]` and `most[r, p]` of `resources[r]` in the period that starts on `starts[p]`."""

    resources: list[str]
    starts: list[date]
    mean: Numbers
    most: Numbers

    def __iter__(self) -> Iterator[tuple[str, list[float], list[float]]]:
        """Every resource with its means and highest loads."""
        return zip(self.resources, self.mean.tolist(), self.most.tolist(), strict=True)


def monday(day: date) -> date:
    """The week's name."""
    return day - timedelta(days=day.weekday())


def month(day: date) -> date:
    """The month's name."""
    return day.replace(day=1)


def starts_of(days: list[date], period: Callable[[date], date]) -> list[int]:
    """Where each period begins among the days, which are in order."""
    names = [period(each) for each in days]
    return [index for index, name in enumerate(names) if not index or name != names[index - 1]]


def mean_over(table: Numbers, starts: list[int]) -> Numbers:
    """Means of the columns from each start up to the next."""
    import numpy as np  # noqa: PLC0415 - only where load is counted

    if not starts:
        return table[:, :0]
    means: Numbers = np.add.reduceat(table, starts, axis=1) / np.diff([*starts, table.shape[1]])
    return means


def most_over(table: Numbers, starts: list[int]) -> Numbers:
    """The highest of the columns from each start up to the next."""
    import numpy as np  # noqa: PLC0415 - only where load is counted

    highest: Numbers = np.maximum.reduceat(table, starts, axis=1) if starts else table[:, :0]
    return highest


def loads(demands: Demands, calendar: Calendar, *, whole: Callable[[date], date] | None = None) -> Loads:
    """Load per working day between the first and the last day asked for.

    With `whole` (monday, month) the days begin and end with whole weeks or months, so that means over them are right.
    """
    import numpy as np  # noqa: PLC0415 - only where load is counted

    size = len(demands.resources)
    if not len(demands):
        return Loads(demands, [], np.zeros((size, 0)), demands.first, demands.last)
    earliest, latest = int(demands.first.min()), int(demands.last.max())
    days = calendar.days(*_widened(date.fromordinal(earliest), date.fromordinal(latest), whole))
    ordinals = np.array([day.toordinal() for day in days], np.int64)
    before = np.searchsorted(ordinals, np.arange(earliest, latest + 2))     # working days before each day of the span
    begin, end = before[demands.first - earliest], before[demands.last + 1 - earliest]
    width = len(days) + 1
    at = demands.of * width
    steps = np.bincount(at + begin, demands.amounts, size * width) - np.bincount(at + end, demands.amounts, size * width)
    table: Numbers = np.cumsum(steps.reshape(size, width), axis=1)[:, :-1]
    rounded: Numbers = np.round(table, DIGITS)
    return Loads(demands, days, rounded, begin, end)


def _widened(first: date, last: date, whole: Callable[[date], date] | None) -> tuple[date, date]:
    if whole is None:
        return first, last
    name = whole(last)
    while whole(last + timedelta(days=1)) == name:
        last += timedelta(days=1)
    return whole(first), last


def peaks(demands: Demands, capacity_of: Capacity, calendar: Calendar) -> list[Peak]:
    """Runs of working days on which a resource is asked for more than its capacity, by resource and first day."""
    import numpy as np  # noqa: PLC0415 - only where load is counted

    table = loads(demands, calendar)
    capacity = np.empty_like(table.table)
    for number, resource in enumerate(demands.resources):
        capacity[number] = capacity_of(resource, table.days)
    found = []
    for number, begin, end in runs_over(table.table, capacity):
        worst = begin + int(np.argmax(table.table[number, begin:end] - capacity[number, begin:end]))
        found.append(Peak(demands.resources[number], tuple(table.days[begin:end]), float(table.table[number, worst]),
                          float(capacity[number, worst]), table, (number, begin, end)))
    return found


def runs_over(load: Numbers, capacity: Numbers) -> list[tuple[int, int, int]]:
    """(row, begin, end) of the runs of columns in which the load exceeds the capacity; `end` is not included."""
    import numpy as np  # noqa: PLC0415 - only where load is counted

    over = np.zeros((load.shape[0], load.shape[1] + 2), np.int8)
    over[:, 1:-1] = load > np.round(capacity, DIGITS)
    edges = np.diff(over, axis=1)
    number, begin = np.nonzero(edges == 1)
    _, end = np.nonzero(edges == -1)
    return list(zip(number.tolist(), begin.tolist(), end.tolist(), strict=True))


def monthly(demands: Demands, calendar: Calendar) -> Periods:
    """Load per calendar month."""
    return loads(demands, calendar, whole=month).by(month)
