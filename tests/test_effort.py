"""Planned and available hours, counted by hand (2026: 10 workdays from 03-02 to 03-13)."""

from __future__ import annotations

from datetime import date

import pytest
from tables import day, story, task

from checks.effort import Effort

PEOPLE = [{"person": "E-1", "department": "A", "post": "工程师", "hours_per_day": 7.5},
          {"person": "E-2", "department": "A", "post": "工程师", "hours_per_day": 8.5},
          {"person": "E-3", "department": "B", "post": "工程师", "hours_per_day": 5},
          {"person": "E-4", "department": "B", "post": "焊工"}]


def planned(found):
    portfolio, row = found
    return Effort(portfolio).planned(row)


def planned_in(found, first, last):
    portfolio, row = found
    return Effort(portfolio).planned_in(row, day(first), day(last))


def row_of(**cells):
    portfolio = story({"people": PEOPLE}, plan={"A": {"tasks": [task("T-A-1", "03-02", "03-13")],
                                                     "staffing": [{"task": "T-A-1"} | cells]}})
    return portfolio, next(portfolio.rows("plan.staffing"))


@pytest.mark.parametrize(("cells", "hours"), [
    ({"person": "E-1", "hours": 33, "share": 50}, 33),                              # as typed
    ({"person": "E-1", "share": 50}, 0.5 * 7.5 * 10),
    ({"person": "E-1"}, 7.5 * 10),                                                  # a blank share is all day
    ({"person": "E-1", "headcount": 5}, 7.5 * 10),                                  # a person is one head
    ({"post": "工程师", "headcount": 3, "share": 50}, 3 * 0.5 * 8 * 10),              # A's engineers: 8 hours on average
    ({"post": "工程師", "headcount": 1, "pool": "all"}, 7 * 10),
    ({"post": "焊工"}, 8 * 10),                                                      # A has none: the usual eight hours
    ({"person": "E-2", "start": day("03-05"), "finish": day("03-06")}, 8.5 * 2),
    ({"person": "E-1", "start": day("03-07"), "finish": day("03-08")}, 0),          # a weekend
    ({"person": "E-1", "share": 0}, 0),
    ({"person": "E-1", "hours": "许多"}, None),
    ({"person": "E-1", "share": "一半"}, None),
    ({"person": "E-9"}, None),
    ({"post": "工程师", "headcount": "三"}, None),
    ({"person": "E-1", "task": "T-A-9"}, None),
    ({"person": "E-1", "start": "三月"}, None),
    ({"person": "E-1", "start": "三月", "hours": 33}, 33),
])
def test_planned_hours_of_a_row(cells, hours):
    assert planned(row_of(**cells)) == hours


@pytest.mark.parametrize(("until", "hours"), [("03-01", 0), ("03-02", 4), ("03-06", 20), ("03-08", 20), ("03-13", 40),
                                              ("12-31", 40)])
def test_planned_hours_up_to_a_day_are_spread_over_the_workdays(until, hours):
    assert planned_in(row_of(person="E-1", hours=40), "01-01", until) == hours


def test_the_parts_of_two_months_make_the_whole():
    row = row_of(person="E-1", start=day("03-23"), finish=day("04-03"), hours=90)
    assert planned_in(row, "03-01", "03-31") + planned_in(row, "04-01", "04-30") == pytest.approx(90)


def test_up_to_a_day_needs_the_window():
    assert planned_in(row_of(person="E-1", start="三月", hours=33), "01-01", "03-06") is None
    weekend = row_of(person="E-1", start=day("03-07"), finish=day("03-08"), hours=6)
    assert planned_in(weekend, "01-01", "03-07") == 0
    assert planned_in(weekend, "01-01", "03-08") == 6


def test_nothing_is_planned_in_an_impossible_window():
    portfolio = story({"people": PEOPLE}, plan={"A": {"tasks": [task("T-A-1", "03-13", "03-02")],
                                                     "staffing": [{"task": "T-A-1", "person": "E-1", "share": 50}]}})
    assert Effort(portfolio).planned(next(portfolio.rows("plan.staffing"))) is None


def test_available_hours_less_absences_and_days_before_joining():
    absences = [{"person": "E-1", "start": day("03-03"), "finish": day("03-04"), "kind": "leave"},
                {"person": "E-1", "start": day("03-04"), "finish": day("03-05"), "kind": "training"}]
    people = [PEOPLE[0], PEOPLE[1] | {"joined": day("03-12")}, PEOPLE[2] | {"left": date(2025, 12, 31)}, PEOPLE[3]]
    effort = Effort(story({"people": people, "absences": absences}))
    assert effort.available("A", day("03-02"), day("03-13")) == 7.5 * 7 + 8.5 * 2
    assert effort.available("B", day("03-02"), day("03-13")) == 8 * 10
    assert effort.available("C", day("03-02"), day("03-13")) == 0
