"""Load per week of people, posts and assets, in percent of what is there on the worst day: for the heat maps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from checks.assets import Assets
from checks.judge import parameters_of
from checks.load import loads, monday, most_over, starts_of
from checks.people import TRAINING
from checks.rule import RULES
from checks.rules import load_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from checks.demand import Demands
    from checks.portfolio import Portfolio
    from checks.staffing import Staffing
    from templates.calendar import Calendar
    from templates.table import Row

    Capacity = Callable[[str, list[date]], Sequence[float]]

LIMIT = 100.0
"""Percent from which a load is too much."""
NOTHING_THERE = inf
"""Percent where something is asked for on a day on which nothing of it is there: people print a word for it."""


@dataclass(frozen=True)
class HeatRow:
    """One person, post or asset: the highest load of each week in percent, and the rows that ask for it.

    `gone` is true of weeks in which nothing of it is there on any working day, `worst` the day of the highest load, `way`
    the number of the way of counting (units or hours) that gives it; `resource` is its name among the demands.
    """

    key: str
    name: str
    department: str
    most: tuple[float, ...]
    gone: tuple[bool, ...]
    worst: tuple[date, ...]
    way: tuple[int, ...]
    resource: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class HeatMap:
    """Weeks by their Mondays, and a row for everybody who is asked for anything, the fullest first."""

    weeks: list[date]
    rows: list[HeatRow]


def people(staffing: Staffing) -> HeatMap:
    """Load of every person over all departments, percent of what R01 lets the day hold; nothing of it while away (R04)."""
    listed = staffing.people.rows
    named = {key: (key, row.text("name"), row.text("department")) for key, row in listed.items()}
    return _map([(staffing.of_persons, of_people(staffing))], staffing.portfolio.calendar, named)


def posts(staffing: Staffing) -> HeatMap:
    """Load of every post that is asked for without a name, percent of its people who are there."""
    named = {}
    for number, key in enumerate(staffing.of_posts.resources):
        post = staffing.posts[key]
        row = staffing.of_posts.rows[staffing.of_posts.asking(number)[0]]
        skill = " ".join(part for part in (row.text("skill"), f"L{post.level}" if post.level else "") if post.skill)
        named[key] = (row.text("post"), skill, post.department)
    return _map([(staffing.of_posts, of_posts(staffing))], staffing.portfolio.calendar, named)


def equipment(portfolio: Portfolio) -> HeatMap:
    """Load of every asset, percent of the units in service or, where it is more, of their hours: as R05 counts both."""
    assets = Assets(portfolio)
    named = {key: (key, row.text("name"), row.text("department")) for key, row in assets.rows.items()}
    return _map([(assets.demands(hours=hours), of_assets(assets, hours=hours)) for hours in (False, True)],
                portfolio.calendar, named)


def of_people(staffing: Staffing) -> Capacity:
    """Percent of each day that a person has: what R01 lets the day hold, nothing of it while away (R04)."""
    load_rules()
    limit = float(parameters_of(RULES["R01"], staffing.portfolio)["limit"])

    def there(person: str, days: list[date]) -> list[float]:
        limits = [limit] * len(days)
        for away in staffing.people.away.get(person, ()):
            if away.kind != TRAINING:
                begin, end = bisect_left(days, away.first), bisect_right(days, away.last)
                limits[begin:end] = [0.0] * max(0, end - begin)
        return limits

    return there


def of_posts(staffing: Staffing) -> Capacity:
    """People of a post who are there on each day."""
    return lambda key, days: staffing.present(staffing.posts[key], days)


def of_assets(assets: Assets, *, hours: bool) -> Capacity:
    """Units in service on each day, or their hours."""
    return lambda asset, days: [units * (assets.hours(asset) if hours else 1.0) for units in assets.in_service(asset, days)]


def _map(asked: Sequence[tuple[Demands, Capacity]], calendar: Calendar, named: dict[str, tuple[str, str, str]]) -> HeatMap:
    """The same rows counted in one or several ways, each against its capacity: of every day the fullest counts."""
    import numpy as np  # noqa: PLC0415 - only where load is counted

    tables = [loads(demands, calendar, whole=monday) for demands, _ in asked]
    days, demands = tables[0].days, asked[0][0]
    if not days:
        return HeatMap([], [])
    starts, rows = starts_of(days, monday), []
    for number, resource in enumerate(demands.resources):
        percent, most_there = np.zeros((1, len(days))), np.zeros((1, len(days)))
        way = np.zeros(len(days), np.int64)
        for which, (table, (_, capacity_of)) in enumerate(zip(tables, asked, strict=True)):
            load, there = table.table[number:number + 1], np.asarray([capacity_of(resource, days)])
            full = np.where(there > 0, load / np.where(there > 0, there, 1.0) * 100, np.where(load > 0, NOTHING_THERE, 0.0))
            way = np.where(full[0] > percent[0] + 1e-9, which, way)
            percent, most_there = np.maximum(percent, full), np.maximum(most_there, there)
        key, name, department = named.get(resource, (resource, resource, ""))
        ends = [*starts[1:], len(days)]
        worst = [begin + int(np.argmax(percent[0, begin:end])) for begin, end in zip(starts, ends, strict=True)]
        rows.append(HeatRow(key, name, department, tuple(most_over(percent, starts)[0].round(6).tolist()),
                            tuple((most_over(most_there, starts)[0] <= 0).tolist()), tuple(days[each] for each in worst),
                            tuple(way[worst].tolist()), resource, tables[0].rows(demands.asking(number))))
    return HeatMap([monday(days[each]) for each in starts],
                   sorted(rows, key=lambda each: (-max(each.most), each.department, each.key, each.name)))
