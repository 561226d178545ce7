"""Load: how much of each resource is asked for on every working day, and where that is too much.

Demands are intervals; numpy difference arrays turn them into loads, so a million rows cost no more than a sort.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from templates.calendar import Calendar
    from templates.table import Row

    Numbers = NDArray[np.float64]
    Capacity = Callable[[str, list[date]], float | Sequence[float] | Numbers]
    """Of a resource, per working day or the same on all; infinite on days that are not judged."""

DIGITS = 9
"""Sums of differences are rounded to this, so that 0.1 + 0.2 − 0.3 is no load."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A row asks for `amount` of a resource on every working day from start to finish, both included."""

    resource: str
    row: Row
    start: date
    finish: date
    amount: float


@dataclass(frozen=True, slots=True)
class Peak:
    """Working days in a row on which a resource is asked for too much; `rows` by their first day.

    `load` and `capacity` are those of the worst day.
    """

    resource: str
    days: tuple[date, ...]
    load: float
    capacity: float
    demands: tuple[Demand, ...]

    @property
    def start(self) -> date:
        """The first day."""
        return self.days[0]

    @property
    def finish(self) -> date:
        """The last day."""
        return self.days[-1]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that take part, by their first day; a row with several demands once."""
        rows = {(each.row.table.source.file, each.row.table.key, each.row.index): each.row for each in self.demands}
        return tuple(rows.values())


@dataclass(frozen=True)
class Loads:
    """Load per working day: `of[resource][i]` on `days[i]`."""

    days: list[date]
    of: dict[str, Numbers]

    def by(self, period: Callable[[date], date]) -> Periods:
        """Mean and highest load over the working days of each period, named by its first day."""
        import numpy as np  # noqa: PLC0415 - only where load is counted

        names = [period(each) for each in self.days]
        starts = [index for index, name in enumerate(names) if not index or name != names[index - 1]]
        mean, most = {}, {}
        if starts:
            sizes = np.diff([*starts, len(names)])
            mean = {key: np.add.reduceat(load, starts) / sizes for key, load in self.of.items()}
            most = {key: np.maximum.reduceat(load, starts) for key, load in self.of.items()}
        return Periods([names[index] for index in starts], mean, most)


@dataclass(frozen=True)
class Periods:
    """Load per week or month: `mean[resource][i]` and `most[resource][i]` of the period that starts on `starts[i]`."""

    starts: list[date]
    mean: dict[str, Numbers]
    most: dict[str, Numbers]


def monday(day: date) -> date:
    """The week's name."""
    return day - timedelta(days=day.weekday())


def month(day: date) -> date:
    """The month's name."""
    return day.replace(day=1)


def loads(demands: Iterable[Demand], calendar: Calendar, *, whole: Callable[[date], date] | None = None) -> Loads:
    """Load per working day between the first and the last day asked for.

    With `whole` (monday, month) the days begin and end with whole weeks or months, so that means over them are right.
    """
    import numpy as np  # noqa: PLC0415 - only where load is counted

    by_resource: dict[str, list[Demand]] = defaultdict(list)
    for each in demands:
        by_resource[each.resource].append(each)
    if not by_resource:
        return Loads([], {})
    first = min(each.start for group in by_resource.values() for each in group)
    last = max(each.finish for group in by_resource.values() for each in group)
    if whole:
        first, name = whole(first), whole(last)
        while whole(last + timedelta(days=1)) == name:
            last += timedelta(days=1)
    days = calendar.days(first, last)
    ordinals = np.array([day.toordinal() for day in days])
    of: dict[str, Numbers] = {}
    for resource, group in sorted(by_resource.items()):
        amounts = np.array([each.amount for each in group])
        begin = np.searchsorted(ordinals, [each.start.toordinal() for each in group], "left")
        end = np.searchsorted(ordinals, [each.finish.toordinal() for each in group], "right")
        size = len(days) + 1
        steps = np.bincount(begin, amounts, size) - np.bincount(end, amounts, size)
        of[resource] = np.round(np.cumsum(steps, dtype=np.float64)[:-1], DIGITS)
    return Loads(days, of)


def peaks(demands: Iterable[Demand], capacity_of: Capacity, calendar: Calendar) -> list[Peak]:
    """Runs of working days on which a resource is asked for more than its capacity, by resource and first day."""
    import numpy as np  # noqa: PLC0415 - only where load is counted

    demands = list(demands)
    table = loads(demands, calendar)
    by_resource: dict[str, list[Demand]] = defaultdict(list)
    for each in sorted(demands, key=_order):
        by_resource[each.resource].append(each)
    found = []
    for resource, load in table.of.items():
        capacity = np.broadcast_to(np.asarray(capacity_of(resource, table.days), dtype=float), load.shape)
        over = load > np.round(capacity, DIGITS)
        edges = np.flatnonzero(np.diff(np.concatenate(([False], over, [False])).astype(int)))
        for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            worst = begin + int(np.argmax(load[begin:end] - capacity[begin:end]))
            days = table.days[begin:end]
            part = tuple(each for each in by_resource[resource] if each.amount and _meets(each, days))
            found.append(Peak(resource, tuple(days), float(load[worst]), float(capacity[worst]), part))
    return found


def weekly(demands: Iterable[Demand], calendar: Calendar) -> Periods:
    """Load per week, by Mondays; weeks without a working day are left out."""
    return loads(demands, calendar, whole=monday).by(monday)


def monthly(demands: Iterable[Demand], calendar: Calendar) -> Periods:
    """Load per calendar month."""
    return loads(demands, calendar, whole=month).by(month)


def _meets(demand: Demand, days: list[date]) -> bool:
    return demand.start <= days[-1] and demand.finish >= days[0] and any(
        demand.start <= day <= demand.finish for day in days)


def _order(demand: Demand) -> tuple[object, ...]:
    return (demand.start, demand.row.department, demand.row.key, demand.row.index)
