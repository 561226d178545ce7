"""R08, R15, R16: assets that stand idle, were not found, or may not run any more."""

from __future__ import annotations

from datetime import date

import pytest
from tables import day, facts, said, story, task

# ---- R08: idle. From 03-02 to 03-13 there are 10 working days, from 03-02 to 03-27 there are 20.

COVER = [{"submitted": day("01-01"), "plan_start": day("03-02"), "plan_finish": day("03-27")}]
LATHE = {"asset": "EQ1", "name": "车床", "quantity": 2, "hours_per_day": 8, "status": "in_use"}
HINT = ["hint: organisation.assets EQ1 asset"]


def shop(*rows, asset=None, other=(), **organisation):
    """One lathe of two units for twenty days (320 hours); A's task lasts ten of them, B plans too."""
    usual = {"task": "T-A-1", "asset": "EQ1", "quantity": 1}
    return story({"assets": [LATHE | (asset or {})]} | organisation, plan={
        "A": {"cover": COVER, "tasks": [task("T-A-1", "03-02", "03-13")], "equipment": [usual | row for row in rows]},
        "B": {"cover": COVER, "tasks": [task("T-B-1", "03-16", "03-27")],
              "equipment": [usual | {"task": "T-B-1"} | row for row in other]}})


def test_an_asset_that_nobody_plans_is_idle():
    assert said(shop(), "R08") == HINT
    assert facts(shop(), "R08")[0]["capacity"] == 320


def test_an_asset_planned_for_too_few_hours_is_idle():
    assert said(shop({}), "R08") == HINT                                    # 80 of 320 hours: 25 %
    assert facts(shop({}), "R08")[0]["percent"] == 25
    assert said(shop({"quantity": 2, "hours_per_day": 4}), "R08") == HINT   # the same in other words
    assert said(shop({"finish": day("03-12")}, {"start": day("03-13"), "hours_per_day": 5}), "R08") == HINT


def test_thirty_percent_over_all_departments_is_enough():
    assert said(shop({"hours_per_day": 8}, other=[{"hours_per_day": 1.6}]), "R08") == []             # 80 + 16 = 96 hours
    assert said(shop({"quantity": 2}), "R08") == []


def test_days_in_maintenance_are_no_capacity_and_days_outside_the_plans_no_use():
    out = {"maintenance": [{"asset": "EQ1", "start": day("03-16"), "finish": day("03-20")}]}
    assert said(shop({}, **out), "R08") == []                                                        # 80 of 240 hours
    one = {"maintenance": [{"asset": "EQ1", "start": day("03-16"), "finish": day("03-20"), "quantity": 1}]}
    assert said(shop({}, **one), "R08") == HINT                                                      # 80 of 280 hours
    later = shop({"quantity": 2, "start": day("04-07"), "finish": day("06-30")})
    assert said(later, "R08") == HINT


@pytest.mark.parametrize("status", ["idle", "repair", "scrapped", "坏", None])
def test_what_is_not_in_use_is_not_idle(status):
    assert said(shop(asset={"status": status}), "R08") == []


@pytest.mark.parametrize("row", [{"quantity": "几台"}, {"start": "三月"}, {"hours_per_day": "全天"}, {"finish": day("03-01")}])
def test_nothing_is_concluded_while_a_row_cannot_be_read(row):
    assert said(shop(row), "R08") == []
    assert said(shop(asset={"quantity": "两台"}), "R08") == []
    assert said(shop(asset={"hours_per_day": "全天"}), "R08") == []


def test_nothing_is_concluded_while_a_plan_is_not_there():
    assert said(story({"assets": [LATHE]}, plan={"A": {"cover": COVER, "tasks": [task("T-A-1", "03-02", "03-13")]}}), "R08") == []
    assert said(story({"assets": [LATHE]}), "R08") == []


def test_the_share_is_a_parameter():
    assert said(shop({}, parameters=[{"rule": "R08", "parameter": "share", "value": "25"}]), "R08") == []
    assert said(shop({"quantity": 2}, parameters=[{"rule": "R08", "parameter": "share", "value": "60"}]), "R08") == HINT


# ---- R15: stock-take

def counted(**row):
    return said(story(registers={"stocktake": [{"asset": "EQ1", "book_quantity": 3, "counted_quantity": 3} | row]}), "R15")


def test_a_difference_without_disposal():
    wrong = ["warning: registers.stocktake EQ1 counted_quantity; registers.stocktake EQ1 book_quantity"]
    assert counted(counted_quantity=2) == wrong
    assert counted(counted_quantity=5) == wrong
    assert counted(counted_quantity=0) == wrong
    assert counted(counted_quantity=2.5, disposal="无") == wrong             # none is not a disposal
    assert counted(counted_quantity=2, disposal="借给检验组 1 台") == []


@pytest.mark.parametrize("row", [{}, {"counted_quantity": None}, {"counted_quantity": "少一台"}, {"book_quantity": "三"},
                                 {"counted_quantity": -1}])
def test_no_difference_or_none_that_can_be_read(row):
    assert counted(**row) == []


def test_a_second_row_of_an_asset_is_another_finding():
    twice = {"stocktake": [{"asset": "EQ1", "book_quantity": 3, "counted_quantity": 3},
                           {"asset": "EQ1", "book_quantity": 3, "counted_quantity": 1}]}
    assert said(story(registers=twice), "R15") == []


# ---- R16: inspection

def inspected(due, as_of=date(2026, 6, 30), **asset):
    return said(story({"assets": [LATHE | {"inspection_due": due} | asset]}, as_of=as_of), "R16")


def test_an_inspection_that_was_due_before_the_cut_off():
    late = ["warning: organisation.assets EQ1 inspection_due"]
    assert inspected(day("06-29")) == late
    assert inspected(date(2024, 2, 29)) == late
    assert inspected(day("07-15"), as_of=day("07-31")) == late
    assert inspected(day("06-30")) == []                                    # due today
    assert inspected(day("07-15")) == []
    assert inspected(None) == []
    assert inspected("六月") == []


@pytest.mark.parametrize("status", ["idle", "repair", "scrapped", "坏", None])
def test_only_what_is_in_use_needs_a_valid_inspection(status):
    assert inspected(day("01-31"), status=status) == []
