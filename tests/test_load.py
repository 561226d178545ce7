"""Loads and peaks against a loop over the days, on random portfolios."""

from __future__ import annotations

import random
from datetime import date, timedelta
from math import inf

from tables import filled

from checks.demand import Demand, Demands
from checks.load import loads, monday, monthly, peaks
from templates.calendar import Calendar

START = date(2026, 2, 2)


def rows(number):
    table = filled("plan", {"staffing": [{"task": f"T-{each}", "person": "E"} for each in range(number)]}).tables
    return list(table["staffing"])


ROWS = rows(12)


def some_demands(chance):
    found = []
    for row in ROWS[:chance.randint(0, len(ROWS))]:
        start = START + timedelta(days=chance.randint(0, 40))
        found.append(Demand(chance.choice("XYZ"), row, start, start + timedelta(days=chance.randint(0, 20)),
                            chance.choice([0.1, 0.2, 0.7, 1, 30, 50, 100])))
    return found


def weekly(demands):
    return loads(demands, Calendar(), whole=monday).by(monday)


def load_on(demands, resource, day):
    return round(sum(each.amount for each in demands
                     if each.resource == resource and each.start <= day <= each.finish), 6)


def slow_peaks(demands, capacity, calendar):
    """Every working day, one by one; runs are broken by a day that is not too much."""
    found = []
    for resource in sorted({each.resource for each in demands}):
        run = []
        for number in range(80):
            day = START + timedelta(days=number)
            if not calendar.works(day):
                continue
            if load_on(demands, resource, day) > capacity(resource, day):
                run.append(day)
            elif run:
                found.append((resource, run))
                run = []
        if run:
            found.append((resource, run))
    return [(resource, days, {each.row.index for each in demands if each.resource == resource and any(
        each.start <= day <= each.finish for day in days)}) for resource, days in found]


def test_peaks_are_those_of_the_day_loop():
    calendar = Calendar({date(2026, 3, 7): True, date(2026, 3, 11): False})
    for seed in range(300):
        chance = random.Random(seed)
        demands = some_demands(chance)
        limits = {resource: chance.choice([0.3, 1, 60, 100]) for resource in "XYZ"}
        free = START + timedelta(days=chance.randint(0, 40))

        def capacity(resource, day, limits=limits, free=free):
            return inf if day == free else limits[resource]

        found = peaks(Demands.packed(demands), lambda resource, days, of=capacity: [of(resource, day) for day in days], calendar)
        assert [(peak.resource, list(peak.days), {row.index for row in peak.rows}) for peak in found] == slow_peaks(
            demands, capacity, calendar)
        for peak in found:
            assert peak.load == max(load_on(demands, peak.resource, day) for day in peak.days)
            assert peak.capacity == limits[peak.resource]


def test_loads_are_those_of_the_day_loop():
    for seed in range(100):
        demands = some_demands(random.Random(seed))
        table = loads(Demands.packed(demands), Calendar())
        for resource in table.demands.resources:
            counted = [load_on(demands, resource, day) for day in table.days]
            assert [round(value, 6) for value in table.of(resource).tolist()] == counted


def test_sums_of_fractions_are_no_overload():
    demands = [Demand("X", row, START, START, amount) for row, amount in zip(ROWS, (0.1, 0.2, 0.7), strict=False)]
    assert peaks(Demands.packed(demands), lambda _resource, _days: 1, Calendar()) == []


def test_no_demands_no_days():
    assert peaks(Demands.packed([]), lambda _resource, _days: 1, Calendar()) == []
    weekend = Demands.packed([Demand("X", ROWS[0], date(2026, 3, 7), date(2026, 3, 8), 5)])
    assert peaks(weekend, lambda _resource, _days: 1, Calendar()) == []
    assert weekly(Demands.packed([])).starts == []


def test_weeks_and_months_are_whole():
    demands = Demands.packed([Demand("X", ROWS[0], date(2026, 3, 4), date(2026, 3, 10), 100)])
    weeks = weekly(demands)
    assert weeks.starts == [monday(date(2026, 3, 4)), date(2026, 3, 9)]
    assert weeks.mean[0].tolist() == [60, 40]
    assert weeks.most[0].tolist() == [100, 100]
    months = monthly(demands, Calendar())
    assert months.starts == [date(2026, 3, 1)]
    assert round(months.mean[0][0] * 22, 6) == 500                  # 5 of the 22 working days of March 2026
