"""R09, R10, R17, C03: what is bought — in time, from whom, together, and not in slices."""

from __future__ import annotations

import pytest
from tables import day, facts, said, story, task

TASKS = {"tasks": [task("T-A-1", "03-02", "03-13")]}


def bought(*rows, organisation=None, **books):
    """Department A buys a pump for T-A-1, changed as asked; further departments in `books`."""
    usual = {"task": "T-A-1", "material": "水泵", "quantity": 1, "needed": day("06-30")}
    plan = {"A": TASKS | {"procurement": [usual | row for row in rows]}}
    for department, more in books.items():
        key = f"T-{department}-1"
        plan[department] = {"tasks": [task(key, "03-02", "03-13")],
                            "procurement": [usual | {"task": key} | row for row in more]}
    return story(organisation, plan=plan, departments=" ".join(plan))


# ---- R09: ordered too late

PUMP = "warning: plan.procurement T-A-1/水泵 "


@pytest.mark.parametrize(("row", "cells"), [
    ({"lead_time": 30, "ordered": day("06-01")}, "needed; {p}lead_time; {p}ordered"),               # a day too late
    ({"lead_time": 200}, "needed; {p}lead_time; plan.cover  plan_start"),                           # before the plan starts
    ({"ordered": day("07-01")}, "needed; {p}ordered"),                                              # after it is needed
    ({"lead_time": 999_999, "ordered": day("06-01")}, "needed; {p}lead_time; {p}ordered"),          # never in time
])
def test_what_takes_long_must_be_ordered_early(row, cells):
    assert said(bought(row), "R09") == [PUMP + cells.format(p="plan.procurement T-A-1/水泵 ")]


@pytest.mark.parametrize("row", [
    {"lead_time": 30, "ordered": day("05-31")},                     # on the very last day
    {"lead_time": 180},                                             # 06-30 less 180 days is the first day of the year
    {"lead_time": 0, "ordered": day("06-30")},
    {}, {"ordered": day("06-30")},
    {"lead_time": 90, "ordered": day("06-01"), "method": "stock"},  # nothing is ordered
    {"lead_time": "九十天", "ordered": day("06-01")},
    {"lead_time": 90, "ordered": "六月初"},
    {"lead_time": 90, "needed": "六月底", "ordered": day("06-01")},
    {"lead_time": 90, "needed": None, "ordered": day("06-01")},
])
def test_in_time_or_not_to_be_read_is_silent(row):
    assert said(bought(row), "R09") == []


def test_it_says_by_when_and_how_late():
    found = facts(bought({"lead_time": 90, "ordered": day("05-11")}), "R09")[0]
    assert (found["latest"], found["days"], found["possible"]) == (day("04-01"), 40, day("08-09"))


# ---- R10: unfit supplier

SUPPLIERS = [
    {"supplier": "S-1", "name": "甲公司", "admitted": "yes", "grade": "A", "grade_expires": day("06-01")},
    {"supplier": "S-2", "name": "乙公司", "admitted": "no", "grade": "B"},
    {"supplier": "S-3", "name": "丙公司", "admitted": "yes", "grade": "D"},
    {"supplier": "S-4", "name": "丁公司", "admitted": "yes", "grade": "C"},
    {"supplier": "S-5", "name": "戊公司", "admitted": "也许", "grade": "好", "grade_expires": "明年"},
    {"supplier": "S-6", "name": "己公司", "admitted": "no", "grade": "D", "grade_expires": day("01-31")},
    {"supplier": "S-7", "name": "庚公司", "admitted": "yes"},
]


def unfit(row, **organisation):
    return [line.removeprefix("warning: plan.procurement T-A-1/水泵 ")
            for line in said(bought(row, organisation={"suppliers": SUPPLIERS} | organisation), "R10")]


def test_a_supplier_whose_evaluation_expired_by_the_order_or_else_by_the_need():
    expired = ["supplier; organisation.suppliers S-1 grade_expires"]
    assert unfit({"supplier": "甲公司"}) == expired                                           # needed 06-30
    assert unfit({"supplier": "S-1", "ordered": day("06-02")}) == expired
    assert unfit({"supplier": "S-1", "ordered": day("06-01")}) == []                          # its last day
    assert unfit({"supplier": "S-1", "ordered": "六月"}) == []


def test_a_supplier_not_admitted_or_of_a_low_grade():
    assert unfit({"supplier": "S-2"}) == ["supplier; organisation.suppliers S-2 admitted"]
    assert unfit({"supplier": "S-3"}) == ["supplier; organisation.suppliers S-3 grade"]
    assert unfit({"supplier": "S-6"}) == ["supplier; " + "; ".join(
        f"organisation.suppliers S-6 {column}" for column in ("admitted", "grade_expires", "grade"))]


@pytest.mark.parametrize("row", [{"supplier": "S-4"}, {"supplier": "S-5"}, {"supplier": "S-7"}, {"supplier": "S-99"}, {},
                                 {"supplier": "S-2", "method": "stock"}])
def test_fit_unknown_or_unclear_suppliers_are_silent(row):
    assert unfit(row) == []


def test_the_lowest_grade_is_a_parameter():
    stricter = {"parameters": [{"rule": "R10", "parameter": "grade", "value": "b"}]}
    assert unfit({"supplier": "S-4"}, **stricter) == ["supplier; organisation.suppliers S-4 grade"]
    nonsense = {"parameters": [{"rule": "R10", "parameter": "grade", "value": "很好"}]}
    assert unfit({"supplier": "S-4"}, **nonsense) == []


# ---- R17: bought apart

BOTH = ["hint: plan.procurement T-A-1/水泵 material; plan.procurement T-B-1/水泵 material"]


def test_two_departments_that_need_the_same_within_sixty_days():
    assert said(bought({}, B=[{"needed": day("07-20")}]), "R17") == BOTH
    assert said(bought({}, B=[{"needed": day("08-29")}]), "R17") == BOTH                     # sixty days
    assert said(bought({}, B=[{"needed": day("08-30")}]), "R17") == []
    assert said(bought({}, {"needed": day("08-29")}), "R17") == []                           # one department's own matter


def test_a_material_is_known_by_number_name_and_script():
    materials = {"materials": [{"material": "MT-7", "name": "水泵"}]}
    for name in ("MT-7", "MT-7 水泵", " 水 泵", "mt-7"):
        assert len(said(bought({}, organisation=materials, B=[{"material": name}]), "R17")) == 1
    assert len(said(bought({"material": "轴承"}, B=[{"material": "軸承"}]), "R17")) == 1      # not on any list
    assert said(bought({}, B=[{"material": "水泵座"}]), "R17") == []


def test_needs_that_follow_one_another_are_one_finding():
    portfolio = bought({"needed": day("03-01")}, B=[{"needed": day("04-20")}], C=[{"needed": day("06-10")}])
    assert len(said(portfolio, "R17")) == 1
    found = facts(portfolio, "R17")[0]
    assert (found["departments"], found["from"], found["to"], found["tasks"]) == (
        ["A", "B", "C"], day("03-01"), day("06-10"), ["T-A-1", "T-B-1", "T-C-1"])
    apart = bought({"needed": day("03-01")}, {"needed": day("12-01")}, B=[{"needed": day("03-05")}, {"needed": day("12-05")}])
    assert len(said(apart, "R17")) == 2


@pytest.mark.parametrize("row", [{"method": "stock"}, {"method": "借"}, {"needed": "七月"}, {"needed": None}, {"material": None}])
def test_from_stock_or_unclear_needs_are_not_joined(row):
    assert said(bought({}, B=[{"needed": day("07-20")} | row]), "R17") == []


def test_the_days_between_needs_are_a_parameter():
    closer = {"parameters": [{"rule": "R17", "parameter": "days", "value": "14"}]}
    assert said(bought({}, organisation=closer, B=[{"needed": day("07-20")}]), "R17") == []
    assert said(bought({}, organisation=closer, B=[{"needed": day("07-14")}]), "R17") == BOTH


# ---- C03: split orders

FIRM = {"suppliers": [{"supplier": "S-1", "name": "甲公司", "admitted": "yes"}, {"supplier": "S-2", "admitted": "yes"}]}


def order(material, amount, ordered, **more):
    return {"material": material, "supplier": "S-1", "category": "泵", "amount": amount, "ordered": day(ordered), **more}


def split(*rows, **books):
    return [[cell.split()[1].partition("/")[2] for cell in line.removeprefix("warning: ").split("; ")]
            for line in said(bought(*rows, organisation=FIRM, **books), "C03")]


def test_orders_below_the_limit_that_reach_it_together():
    assert split(order("甲", 60_000, "03-02"), order("乙", 40_000, "04-01")) == [["甲", "乙"]]      # thirty days, to the yuan
    assert split(order("甲", 60_000, "03-02"), order("乙", 39_999.99, "03-03")) == []
    assert split(order("甲", 60_000, "03-02"), order("乙", 60_000, "04-02")) == []                        # thirty-one days
    assert split(order("甲", 120_000, "03-02"), order("乙", 60_000, "03-03")) == []                       # the first is no slice


def test_orders_of_two_departments_count_together():
    assert split(order("甲", 60_000, "03-02"), B=[order("乙", 70_000, "03-09")]) == [["甲", "乙"]]


def test_chains_that_share_an_order_are_one_finding_others_two():
    chain = [order("甲", 60_000, "03-02"), order("乙", 60_000, "03-25"), order("丙", 60_000, "04-20")]
    assert split(*chain) == [["甲", "乙", "丙"]]
    assert split(*chain[:2], order("丁", 60_000, "10-01"), order("戊", 60_000, "10-02")) == [["甲", "乙"], ["丁", "戊"]]
    assert split(order("庚", 10_000, "01-05"), *chain[:2]) == [["甲", "乙"]]                               # not near enough


def test_an_order_without_a_date_counts_on_the_day_it_is_needed():
    assert split(order("甲", 60_000, "03-02"), order("乙", 60_000, "03-02") | {"ordered": None, "needed": day("03-20")}) == [
        ["甲", "乙"]]


@pytest.mark.parametrize("more", [
    {"category": "阀"}, {"category": None}, {"supplier": "S-2"}, {"supplier": None}, {"supplier": "S-9"}, {"method": "tender"},
    {"method": "stock"}, {"method": "凭感觉"}, {"amount": None}, {"amount": "六万"}, {"amount": -60_000}, {"ordered": "三月"},
])
def test_other_goods_tenders_and_what_cannot_be_read_do_not_count(more):
    assert split(order("甲", 60_000, "03-02"), order("乙", 60_000, "03-09") | more) == []


def test_limit_and_days_are_parameters():
    rows = (order("甲", 60_000, "03-02"), order("乙", 60_000, "03-09"))
    for name, value in (("threshold", "50000"), ("threshold", "200000"), ("days", "6")):
        lists = FIRM | {"parameters": [{"rule": "C03", "parameter": name, "value": value}]}
        assert said(bought(*rows, organisation=lists), "C03") == []
    found = facts(bought(*rows, organisation=FIRM), "C03")[0]
    assert (found["total"], found["count"], found["from"], found["to"]) == (120_000, 2, day("03-02"), day("03-09"))


def test_split_orders_are_not_proposed_for_buying_together():
    alike = bought(order("水泵", 60_000, "03-02"), organisation=FIRM, B=[order("水泵", 60_000, "03-09")])
    assert len(said(alike, "C03")) == 1
    assert said(alike, "R17") == []
    tender = bought(order("水泵", 60_000, "03-02", method="tender"), organisation=FIRM, B=[order("水泵", 60_000, "03-09")])
    assert said(tender, "C03") == []
    assert said(tender, "R17") == BOTH
