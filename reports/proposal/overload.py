"""Hours beyond what is there, by week: of people, posts and equipment."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from checks.assets import Assets
from checks.load import loads, monday
from checks.people import HOURS_PER_DAY
from checks.staffing import WHOLE, Staffing
from reports.loads import of_assets, of_people, of_posts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from checks.demand import Demands
    from checks.portfolio import Portfolio
    from templates.calendar import Calendar

KINDS = ("person", "post", "asset")
ByWeek = dict["date", float]


class _Count(NamedTuple):
    """What is asked for, what is there of each resource on the days, and how many hours one unit more is."""

    demands: Demands
    there: Callable[[str, list[date]], Sequence[float]]
    hours: Callable[[str], float]


def overload(portfolio: Portfolio) -> dict[str, ByWeek]:
    """By kind, hours that are asked for beyond what is there, by the week's Monday; a day off counts from the first hour."""
    staffing, assets = Staffing(portfolio), Assets(portfolio)
    counts = {
        "person": (_Count(staffing.of_persons, of_people(staffing), lambda key: staffing.people.hours(key) / WHOLE),),
        "post": (_Count(staffing.of_posts, of_posts(staffing), lambda _: HOURS_PER_DAY),),
        "asset": (_Count(assets.demands(), of_assets(assets, hours=False), assets.hours),
                  _Count(assets.demands(hours=True), of_assets(assets, hours=True), lambda _: 1.0)),
    }
    return {kind: _by_week(each, portfolio.calendar) for kind, each in counts.items()}


def _by_week(counts: Sequence[_Count], calendar: Calendar) -> ByWeek:
    """Of the same demands counted in several ways, on every day the one that is most over."""
    import numpy as np  # noqa: PLC0415 - only where load is counted

    tables = [loads(each.demands, calendar, whole=monday) for each in counts]
    days = tables[0].days
    found: dict[date, float] = defaultdict(float)
    for number, resource in enumerate(counts[0].demands.resources if days else ()):
        over = [np.maximum(0, table.table[number] - np.asarray(each.there(resource, days))) * each.hours(resource)
                for each, table in zip(counts, tables, strict=True)]
        for day, hours in zip(days, np.max(over, axis=0).tolist(), strict=True):
            if hours:
                found[monday(day)] += hours
    return dict(found)
