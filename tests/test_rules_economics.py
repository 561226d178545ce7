"""E03–E05 and the income statement: defects, near misses, silence after repair; floating point and bounds."""

from __future__ import annotations

from datetime import date
from statistics import mean, pstdev

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tables import facts, said, story

from checks.income import before, statements

PLAIN = {"revenue": 1000, "cost": 700, "taxes": 10, "selling": 50, "administration": 60, "research": 30, "finance": 20,
         "other": 5, "profit_total": 135}


def figures(*rows, parameters=()):
    return story({"parameters": list(parameters)}, economics={"figures": list(rows)})


def row(month="2026-05", kind="actual", **more):
    return {"month": month, "kind": kind, **PLAIN, **more}


# E03 ---------------------------------------------------------------------------------------------------------------

WRONG = ["error: " + "; ".join(f"economics.figures 2026-05/actual {key}" for key in ("profit_total", "revenue", "cost"))]


@pytest.mark.parametrize("slip", [
    {"profit_total": 235}, {"profit_total": -135}, {"cost": 770}, {"taxes": None}, {"finance": -20}, {"other": -5},
    {"other": None}, {"revenue": 10_000},
])
def test_a_profit_that_does_not_follow(slip):
    assert said(figures(row(**slip)), "E03") == WRONG
    assert said(figures(row()), "E03") == []


def test_every_kind_and_month_is_judged():
    rows = [row(f"2026-{month:02}", kind, profit_total=136) for month in (1, 2) for kind in ("budget", "actual", "last_year")]
    assert len(said(figures(*rows), "E03")) == 6
    assert len(said(figures(row(None, "actual", profit_total=136)), "E03")) == 1
    assert len(said(figures(row("2026-05", "计划", profit_total=136)), "E03")) == 1


def test_blank_optional_columns_count_as_nothing():
    bare = {"taxes": None, "selling": None, "administration": None, "research": None, "finance": None, "other": None}
    assert said(figures(row(**bare, profit_total=300)), "E03") == []
    assert said(figures(row(**bare, profit_total=301)), "E03") == WRONG
    assert facts(figures(row(**bare, profit_total=301)), "E03") == [
        {"month": "2026-05", "typed": 301, "derived": 300, "difference": 1}]


@pytest.mark.parametrize("key", ["revenue", "cost", "profit_total"])
def test_a_blank_required_cell_is_another_finding(key):
    assert said(figures(row(**{key: None})), "E03") == []


@pytest.mark.parametrize("key", list(PLAIN))
def test_an_unreadable_cell_silences_the_identity(key):
    assert said(figures(row(**{key: "约三百万"})), "E03") == []


def test_half_a_yuan_is_rounding():
    assert said(figures(row(profit_total=135.5)), "E03") == []
    assert said(figures(row(profit_total=134.5)), "E03") == []
    assert said(figures(row(profit_total=135.51)), "E03") == WRONG
    tiny = {"cost": 0, "taxes": 0, "selling": 0, "administration": 0, "research": 0, "finance": 0, "other": 0}
    assert said(figures(row(**tiny, revenue=1.64, profit_total=2.14)), "E03") == []        # in floats 0.5000000000000002
    pennies = dict.fromkeys(("taxes", "selling", "administration", "research", "finance"), 0.1)
    assert said(figures(row(revenue=1.1, cost=0.1, **pennies, other=None, profit_total=1.0)), "E03") == []     # 0.5 exactly
    assert said(figures(row(revenue=1.1, cost=0.1, **pennies, other=None, profit_total=1.01)), "E03") == WRONG
    strict = [{"rule": "E03", "parameter": "tolerance", "value": "0"}]
    assert said(figures(row(revenue=1.1, cost=0.1, **pennies, other=None, profit_total=0.5), parameters=strict), "E03") == []
    assert said(figures(row(profit_total=135.01), parameters=strict), "E03") == WRONG


CENTS = st.integers(-10**12, 10**12)


@settings(max_examples=80, deadline=None)
@given(st.lists(CENTS, min_size=8, max_size=8), st.integers(-200, 200))
def test_the_identity_holds_to_the_cent(amounts, off):
    keys = ["revenue", "cost", "taxes", "selling", "administration", "research", "finance", "other"]
    due = amounts[0] - sum(amounts[1:7]) + amounts[7]
    typed = {key: amount / 100 for key, amount in zip(keys, amounts, strict=True)}
    assert bool(said(figures(row(**typed, profit_total=(due + off) / 100)), "E03")) == (abs(off) > 50)


# E04 ---------------------------------------------------------------------------------------------------------------

NAMES = ("completion", "on_time", "people_use", "asset_use", "budget_use", "satisfaction", "rectification", "compliance")


def weighed(*weights, names=NAMES):
    return story({"weights": [{"indicator": name, "weight": weight} for name, weight in zip(names, weights, strict=False)]})


def test_weights_that_do_not_add_up():
    assert said(weighed(60, 45), "E04") == ["error: organisation.weights completion weight; organisation.weights on_time weight"]
    assert facts(weighed(60, 45), "E04")[0]["difference"] == 5
    assert len(said(weighed(35, 10, 10, 5, 15, 15, 5), "E04")) == 1
    assert len(said(weighed(99.99), "E04")) == 1
    assert len(said(weighed(0, 0), "E04")) == 1
    assert said(weighed(35, 10, 10, 5, 15, 15, 5, 5), "E04") == []


def test_fractions_add_up_to_a_hundred():
    assert said(weighed(33.3, 33.3, 33.4), "E04") == []
    assert said(weighed(14.1, 14.1, 14.1, 14.1, 14.1, 14.1, 14.1, 1.3), "E04") == []
    assert len(said(weighed(33.3, 33.3, 33.3), "E04")) == 1


def test_no_weights_at_all_or_unreadable_ones_are_no_matter_of_e04():
    assert said(weighed(), "E04") == []
    assert said(story(), "E04") == []
    assert said(weighed(60, None), "E04") == []
    assert said(weighed(60, "四十五"), "E04") == []
    assert said(weighed(60, 145), "E04") == []                              # out of bounds: F03
    assert said(weighed(60, 45, names=("completion", "美誉度")), "E04") == []
    assert said(weighed(60, 45, names=("completion", None)), "E04") == []


def test_of_an_indicator_named_twice_the_first_counts():
    twice = ("completion", "on_time", "completion")
    assert said(weighed(60, 40, 30, names=twice), "E04") == []
    assert said(weighed(60, 10, 30, names=twice), "E04") == [
        "error: organisation.weights completion weight; organisation.weights on_time weight"]


# E05 ---------------------------------------------------------------------------------------------------------------

def ratio(month, percent, kind="actual", **more):
    """A month with this cost-and-expense ratio, whose profit follows."""
    return {"month": month, "kind": kind, "revenue": 1000, "cost": percent * 10 - 50, "selling": 50,
            "profit_total": 1000 - percent * 10, **more}


def months(*percents, first=1, kind="actual"):
    return [ratio(f"2026-{number:02}", percent, kind) for number, percent in enumerate(percents, first)]


def unlike(month):
    return [f"hint: economics.figures {month}/actual cost; economics.figures {month}/actual revenue"]


STEADY = (90, 91, 90, 91, 90, 91)
"""Mean 90.5, σ 0.5."""


def test_a_month_unlike_the_six_before():
    assert said(figures(*months(*STEADY, 96)), "E05") == unlike("2026-07")
    assert said(figures(*months(*STEADY, 89)), "E05") == unlike("2026-07")
    told = facts(figures(*months(*STEADY, 96)), "E05")[0]
    assert (told["mean"], told["deviation"], told["points"]) == (pytest.approx(90.5), pytest.approx(0.5), pytest.approx(5.5))
    assert (told["count"], told["first"], told["last"]) == (6, "2026-01", "2026-06")


def test_two_sigma_is_no_deviation_yet():
    assert said(figures(*months(*STEADY, 91.5)), "E05") == []               # 1.0 = 2 σ
    assert said(figures(*months(*STEADY, 91.51)), "E05") == unlike("2026-07")
    assert said(figures(*months(*STEADY, 89.5)), "E05") == []
    assert said(figures(*months(*STEADY, 89.49)), "E05") == unlike("2026-07")


def test_half_a_point_is_no_deviation_yet():
    assert said(figures(*months(*[90] * 6, 90.5)), "E05") == []
    assert said(figures(*months(*[90] * 6, 90.51)), "E05") == unlike("2026-07")
    assert said(figures(*months(*[91.3] * 6, 91.8)), "E05") == []


def test_only_the_newest_month_is_judged():
    assert said(figures(*months(*STEADY, 96, 90.5)), "E05") == []
    assert said(figures(*months(96, *STEADY)), "E05") == []


def test_fewer_than_six_months_say_nothing():
    assert said(figures(*months(*STEADY[:5], 96)), "E05") == []
    fewer = [{"rule": "E05", "parameter": "months", "value": "5"}]
    assert said(figures(*months(*STEADY[:5], 96), parameters=fewer), "E05") == unlike("2026-06")
    assert said(figures(*months(96)), "E05") == []
    assert said(figures(*months(96), parameters=[{"rule": "E05", "parameter": "months", "value": "0"}]), "E05") == []
    assert said(figures(*months(*STEADY, 96, kind="budget")), "E05") == []


def test_last_year_is_read_one_year_earlier_and_only_before_the_first_actual_month():
    last = months(*[90] * 12, kind="last_year")
    assert said(figures(*last, *months(96)), "E05") == unlike("2026-01")
    table, = figures(*last, *months(91, 92, 93)).tables("economics.figures")
    known = before(table, date(2026, 3, 1))
    assert [when for when, _ in known[:3]] == [date(2026, 2, 1), date(2026, 1, 1), date(2025, 12, 1)]
    assert len(known) == 14
    overlapping = [ratio("2025-11", 95), ratio("2025-12", 95)]
    table, = figures(*last, *overlapping, *months(91)).tables("economics.figures")
    assert [(when.month, each.ratio) for when, each in before(table, date(2026, 1, 1))[:3]] == [(12, 95), (11, 95), (10, 90)]
    gap = [ratio("2025-10", 95), ratio("2025-12", 95)]
    table, = figures(*last, *gap, *months(91)).tables("economics.figures")
    assert [(when.month, each.ratio) for when, each in before(table, date(2026, 1, 1))[:3]] == [(12, 95), (10, 95), (9, 90)]


def test_of_many_months_the_last_twelve_count():
    last = months(*[80] * 12, kind="last_year")
    told = facts(figures(*last, *months(*[90] * 11, 96), ratio("2026-13", 10)), "E05")[0]      # there is no 13th month
    assert (told["count"], told["first"]) == (12, "2025-12")
    assert told["mean"] == pytest.approx((11 * 90 + 80) / 12)


def test_months_that_cannot_be_read_are_left_out():
    rows = months(*STEADY, 96)
    for cell in ({"selling": "五十"}, {"revenue": None}, {"cost": None}, {"revenue": 0}, {"month": "六月"}):
        assert said(figures(*rows[:5], rows[5] | cell, rows[6]), "E05") == []              # five are left
        assert said(figures(*rows[:6], rows[6] | cell), "E05") == []
    assert said(figures(*rows[:5], rows[5] | {"kind": "实绩"}, rows[6]), "E05") == []


def test_a_month_that_was_turned_into_a_date_is_understood():
    rows = [each | {"month": f"{each['month']}-01"} for each in months(*STEADY, 96)]
    assert said(figures(*rows), "E05") == [
        "hint: economics.figures 2026-07-01/actual cost; economics.figures 2026-07-01/actual revenue"]
    rows = [each | {"month": f"2026年{number}月"} for number, each in enumerate(months(*STEADY, 96), 1)]
    assert len(said(figures(*rows), "E05")) == 1


def test_a_broken_identity_silences_its_own_month_only():
    rows = months(*STEADY, 96)
    assert said(figures(*rows[:6], rows[6] | {"profit_total": 140}), "E05") == []
    assert said(figures(*rows[:5], rows[5] | {"profit_total": 190}, rows[6]), "E05") == unlike("2026-07")
    lenient = [{"rule": "E03", "parameter": "tolerance", "value": "500"}]
    assert said(figures(*rows[:6], rows[6] | {"profit_total": 140}, parameters=lenient), "E05") == unlike("2026-07")


def test_how_far_is_far_can_be_changed():
    def set_to(**values):
        return [{"rule": "E05", "parameter": key, "value": value} for key, value in values.items()]

    rows = months(*STEADY, 92)
    assert len(said(figures(*rows), "E05")) == 1
    assert said(figures(*rows, parameters=set_to(sigma="3")), "E05") == []
    assert said(figures(*rows, parameters=set_to(points="1.5")), "E05") == []
    assert len(said(figures(*rows, parameters=set_to(points="1.4")), "E05")) == 1


def test_of_a_month_entered_twice_the_first_counts():
    rows = months(*STEADY, 90.5)
    assert said(figures(*rows, ratio("2026-07", 96)), "E05") == []
    assert said(figures(*rows[:6], ratio("2026-07", 96), rows[6]), "E05") == unlike("2026-07")


PERCENTS = st.lists(st.integers(8000, 10_000), min_size=7, max_size=12)


@settings(max_examples=60, deadline=None)
@given(PERCENTS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing_and_the_bounds_are_those_of_the_page(percents, random):
    rows = months(*(percent / 100 for percent in percents))
    *earlier, newest = [percent / 100 for percent in percents]
    bounds = max(2 * pstdev(earlier), 0.5)
    assume(abs(abs(newest - mean(earlier)) - bounds) > 1e-6)
    expected = unlike(f"2026-{len(percents):02}") if abs(newest - mean(earlier)) > bounds else []
    assert said(figures(*rows), "E05") == expected
    random.shuffle(rows)
    assert said(figures(*rows), "E05") == expected


# the income statement ----------------------------------------------------------------------------------------------

def test_the_two_ratios_that_are_often_confused():
    table, = figures(row(), row("2026-04", "budget", taxes=None)).tables("economics.figures")
    may = statements(table, "actual")[date(2026, 5, 1)]
    assert (may.revenue, may.costs, may.profit) == (1000, 870, 135)
    assert may.ratio == pytest.approx(87.0)
    assert may.return_on_costs == pytest.approx(135 / 870 * 100)
    assert [place.cell for place in may.cells()] == ["D6", "E6", "F6", "G6", "H6", "I6"]
    april = statements(table, "budget")[date(2026, 4, 1)]
    assert april.costs == 860
    assert [place.cell for place in april.cells(("cost", "taxes"))] == ["D7"]
    assert statements(table, "last_year") == {}


def test_without_revenue_or_costs_there_is_no_ratio():
    table, = figures(row(revenue=0), row("2026-06", revenue=None), row("2026-07", cost="七百"),
                     {"month": "2026-08", "kind": "actual", "revenue": 9, "cost": 0}).tables("economics.figures")
    known = list(statements(table, "actual").values())
    assert [each.ratio for each in known] == [None, None, None, 0]
    assert [each.return_on_costs for each in known][2:] == [None, None]
