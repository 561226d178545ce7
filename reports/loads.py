"""Load per week of people, posts and assets, in percent of what is there: for the heat maps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.assets import Assets
from checks.load import loads, mean_over, monday, most_over, starts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from checks.demand import Demands
    from checks.portfolio import Portfolio
    from checks.staffing import Staffing
    from templates.calendar import Calendar
    from templates.table import Row

    Capacity = Callable[[str, list[date]], float | Sequence[float]]

NOTHING_THERE = 999.0
"""Percent shown where something is asked for of which there is nothing at all."""


@dataclass(frozen=True)
class HeatRow:
    """One person, post or asset: mean and highest load of each week in percent, and the rows that ask for it."""

    key: str
    name: str
    department: str
    mean: tuple[float, ...]
    most: tuple[float, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class HeatMap:
    """Weeks by their Mondays, and a row for everybody who is asked for anything, the fullest first."""

    weeks: list[date]
    rows: list[HeatRow]


def people(staffing: Staffing) -> HeatMap:
    """Load of every person over all departments, percent of the day."""
    listed = staffing.people.rows
    named = {key: (key, row.text("name"), row.text("department")) for key, row in listed.items()}
    return _map(staffing.of_persons, lambda _person, _days: 100.0, staffing.portfolio.calendar, named)


def posts(staffing: Staffing) -> HeatMap:
    """Load of every post that is asked for without a name, percent of its people who are there."""
    named = {}
    for number, key in enumerate(staffing.of_posts.resources):
        post = staffing.posts[key]
        row = staffing.of_posts.rows[staffing.of_posts.asking(number)[0]]
        skill = " ".join(part for part in (row.text("skill"), f"L{post.level}" if post.level else "") if post.skill)
        named[key] = (row.text("post"), skill, post.department)
    return _map(staffing.of_posts, lambda key, days: staffing.present(staffing.posts[key], days),
                staffing.portfolio.calendar, named)


def equipment(portfolio: Portfolio) -> HeatMap:
    """Load of every asset: units asked for, percent of the units owned."""
    assets = Assets(portfolio)
    named = {key: (key, row.text("name"), row.text("department")) for key, row in assets.rows.items()}
    return _map(assets.demands(), lambda asset, _days: assets.rows[asset].number("quantity") or 0.0, portfolio.calendar, named)


def _map(demands: Demands, capacity_of: Capacity, calendar: Calendar, named: dict[str, tuple[str, str, str]]) -> HeatMap:
    import numpy as np  # noqa: PLC0415 - only where load is counted

    table = loads(demands, calendar, whole=monday)
    if not table.days:
        return HeatMap([], [])
    starts, rows = starts_of(table.days, monday), []
    for number, resource in enumerate(demands.resources):
        load = table.table[number:number + 1]
        there = np.broadcast_to(np.asarray(capacity_of(resource, table.days), dtype=float), load.shape)
        percent = np.where(there > 0, load / np.where(there > 0, there, 1.0) * 100, np.where(load > 0, NOTHING_THERE, 0.0))
        key, name, department = named.get(resource, (resource, resource, ""))
        rows.append(HeatRow(key, name, department, tuple(mean_over(percent, starts)[0].round(1).tolist()),
                            tuple(most_over(percent, starts)[0].round(1).tolist()),
                            table.rows(demands.asking(number))))
    return HeatMap([monday(table.days[each]) for each in starts],
                   sorted(rows, key=lambda each: (-max(each.most), each.department, each.key, each.name)))
