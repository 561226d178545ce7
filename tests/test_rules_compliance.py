"""C01, C02, C04: who approved what, what was not mended, and whose numbers stand in a cell."""

from __future__ import annotations

import pytest
from tables import day, facts, said, story, task

# ---- C01: approvals

APPROVALS = [
    {"matter": "change", "amount_from": 0, "amount_to": 100_000, "level": "department"},
    {"matter": "change", "amount_from": 100_000, "amount_to": 500_000, "level": "coordination"},
    {"matter": "change", "amount_from": 500_000, "level": "management"},
    {"matter": "capital", "amount_to": 500_000, "level": "coordination"},
    {"matter": "capital", "amount_from": 500_000, "amount_to": 2_000_000, "level": "management"},
    {"matter": "procurement", "amount_from": 0, "amount_to": 300_000, "level": "department"},
]
PEOPLE = [{"person": "E1", "name": "陈一", "department": "A", "post": "部长"}]


def change(organisation=None, **row):
    full = {"change": "CH-1", "reason": "增加两个库位", "requested": day("03-02"), "approved_by": "E1", "level": "department",
            "approved": day("03-05"), "result": "approved"}
    lists = {"people": PEOPLE, "approvals": APPROVALS} | (organisation or {})
    return said(story(lists, progress={"A/2026-03": {"changes": [full | row]}}), "C01")


LEVEL, AMOUNT = "error: progress.changes CH-1 level", "; progress.changes CH-1 amount"


def test_a_change_approved_by_too_low_a_level():
    assert change(amount=100_001) == [LEVEL + AMOUNT]
    assert change(amount=500_001, level="coordination") == [LEVEL + AMOUNT]
    assert change(amount=-600_000) == [LEVEL + AMOUNT]                      # taking money away is a change, too
    assert change(amount=900_000_000) == [LEVEL + AMOUNT]


def test_where_two_ranges_meet_the_lower_level_is_enough():
    assert change(amount=100_000) == []
    assert change(amount=500_000, level="coordination") == []
    assert change(amount=600_000, level="management") == []
    assert change(amount=10, level="management") == []                      # higher than it must be
    assert change() == []                                                   # no money


def test_an_approval_without_level_approver_or_date():
    assert change(level=None) == [LEVEL]
    assert change(level=None, amount=70_000) == [LEVEL + AMOUNT]
    assert change(approved_by=None) == [f"{LEVEL}; progress.changes CH-1 approved_by"]
    assert change(approved=None) == [f"{LEVEL}; progress.changes CH-1 approved"]
    assert change(approved=None, amount=200_000) == [f"{LEVEL}{AMOUNT}; progress.changes CH-1 approved"]


@pytest.mark.parametrize("row", [
    {"result": "pending"}, {"result": "rejected"}, {"result": None}, {"result": "大概批了"}, {"level": "老板"},
    {"amount": "很多"}, {"approved_by": "E9"}, {"approved": "三月"}])
def test_what_is_not_approved_or_cannot_be_read_is_silent(row):
    assert change(**({"amount": 600_000} if row.keys() & {"result", "level"} else {}), **row) == []


def test_without_limits_only_the_approval_itself_is_judged():
    assert change({"approvals": []}, amount=600_000) == []
    assert change({"approvals": []}, approved=None) == [f"{LEVEL}; progress.changes CH-1 approved"]
    unclear = {"approvals": [*APPROVALS[:2], APPROVALS[2] | {"amount_from": "五十万"}]}
    assert change(unclear, amount=600_000) == []


def test_a_change_told_in_several_months_is_judged_once_as_told_last():
    row = {"change": "CH-1", "reason": "增加两个库位", "requested": day("03-02"), "result": "approved", "approved_by": "E1",
           "approved": day("03-05")}
    months = {"A/2026-03": {"changes": [row]}, "A/2026-04": {"changes": [row]}, "B/2026-04": {"changes": [row]}}
    lists = {"people": PEOPLE, "approvals": APPROVALS}
    assert said(story(lists, progress=months), "C01") == [LEVEL] * 2                            # A and B number theirs alike
    months["A/2026-04"] = {"changes": [row | {"level": "department"}]}
    assert said(story(lists, progress=months), "C01") == [LEVEL]
    assert said(story(lists, progress=months, as_of=day("02-28")), "C01") == []


def spent(approvals=None, **row):
    lists = {"approvals": APPROVALS if approvals is None else approvals}
    capital = story(lists, budget={"A": {"capital": [{"item": "铣床", "amount": 100} | row]}})
    buying = story(lists, plan={"A": {"tasks": [task("T-A-1", "03-02", "03-13")], "procurement": [
        {"task": "T-A-1", "material": "水泵", "quantity": 1, "needed": day("03-02"), "amount": 100} | row]}})
    return said(capital, "C01"), said(buying, "C01")


ITEM, PUMP = "error: budget.capital 铣床 amount", "error: plan.procurement T-A-1/水泵 amount"


def test_an_amount_beyond_everybody_s_authority():
    assert spent(amount=2_500_000) == ([f"{ITEM}; organisation.approvals capital/500000 amount_to"],
                                       [f"{PUMP}; organisation.approvals procurement/0 amount_to"])
    assert spent(amount=2_000_000)[0] == []
    assert spent(amount=300_000) == ([], [])
    gap = [APPROVALS[3], APPROVALS[4] | {"amount_from": 600_000}]
    assert spent(gap, amount=550_000)[0] == [f"{ITEM}; organisation.approvals capital/600000 amount_to"]


def test_an_amount_approved_by_too_low_a_level():
    assert spent(amount=800_000, approved_level="coordination")[0] == [f"{ITEM}; budget.capital 铣床 approved_level"]
    assert spent(amount=800_000, approved_level="management")[0] == []
    assert spent(amount=800_000)[0] == []                                   # not approved yet
    assert spent(amount=200_000, approved_level="department")[1] == []


@pytest.mark.parametrize("row", [{"amount": None}, {"amount": "三百万"}, {"amount": 0}, {"amount": -5_000_000}])
def test_amounts_that_are_none_or_cannot_be_read(row):
    assert spent(**row) == ([], [])


def test_a_matter_without_limits_and_goods_from_stock_are_not_judged():
    assert spent(APPROVALS[:3], amount=9_000_000) == ([], [])
    portfolio = story({"approvals": APPROVALS}, plan={"A": {"tasks": [task("T-A-1", "03-02", "03-13")], "procurement": [
        {"task": "T-A-1", "material": "水泵", "quantity": 1, "needed": day("03-02"), "amount": 900_000, "method": method}
        for method in ("stock", "凭感觉")]}})
    assert said(portfolio, "C01") == []


# ---- C02: compliance

def checked(**row):
    item = {"item": "印章登记", "area": "operations", "subject": "A", "checked": day("03-18"), "result": "not_met"}
    return said(story(registers={"compliance": [item | row]},
                      progress={"A/2026-03": {"rectification": [
                          {"rectification": "ZG-1", "source": "compliance", "problem": "漏登", "department": "A",
                           "due": day("04-30")}]}}), "C02")


def test_what_is_not_met_needs_a_rectification():
    wrong = ["warning: registers.compliance 印章登记 rectification; registers.compliance 印章登记 result"]
    assert checked() == wrong
    assert checked(area="finance", checked=None) == wrong
    assert checked(subject=None) == wrong
    assert checked(rectification="ZG-1") == []
    assert checked(result="met") == []
    assert checked(result="说不清") == []
    assert checked(result=None) == []
    assert checked(rectification="ZG-99") == []                   # that it leads nowhere is said elsewhere


# ---- C04: personal data

def note(text):
    return said(story(plan={"A": {"tasks": [task("T-A-1", "03-02", "03-13", note=text)]}}), "C04")


CELL = ["warning: plan.tasks T-A-1 note"]


@pytest.mark.parametrize("text", [
    "身份证 11010519491231002X", "身份證字號A123456789", "王某13812345678", "手機 0912-345-678", "卡号 6222 0212 3456 7890 12",
    13812345678])
def test_numbers_of_people_in_a_text_cell(text):
    assert note(text) == CELL


@pytest.mark.parametrize("text", [
    "身份证 110105194912310021", "身份證字號A123456788", "合同 HT-13812345678", "图号 13812345678-01", "12812345678",
    "卡号 6222 0212 3456 7890 13", "电话 010-12345678", "2026-03-02 至 2026-03-20", None, "#REF!"])
def test_wrong_checksums_and_longer_codes_are_none(text):
    assert note(text) == []


def test_one_finding_a_cell_and_nothing_of_it_in_the_facts():
    assert note("王某 13812345678，李某 13912345678") == CELL
    found = facts(story(plan={"A": {"tasks": [task("T-A-1", "03-02", "03-13", note="王某 13812345678")]}}), "C04")[0]
    assert found["masked"] == ["138******78"]


def test_every_text_column_of_every_book_is_looked_at_but_no_number():
    portfolio = story(
        {"about": [{"name": "示例单位", "year": 2026, "short_name": "13812345678"}]},
        plan={"A": {"tasks": [task("13812345678", "03-02", "03-13", name="编制", deliverable="说明书")]}},  # a number is no text
        progress={"A/2026-03": {"issues": [{"issue": "W-1", "raised": day("03-02"), "matter": "请找 13912345678"}],
                                "spending": [{"account": "1", "month_actual": 13_812_345_678, "year_actual": 13_812_345_678}]}},
        survey={"2026H1": {"answers": [
            {"respondent": "R1", "department": "A", "rated_department": "B", "comment": "0912345678"}]}},
        economics={"figures": [{"month": "2026-03", "kind": "actual", "revenue": 13_812_345_678}]})
    assert sorted(said(portfolio, "C04")) == [
        "warning: organisation.about  short_name", "warning: progress.issues W-1 matter", "warning: survey.answers R1/B comment"]


def test_a_text_in_a_date_cell_has_its_own_finding():
    assert said(story(plan={"A": {"tasks": [task("T-A-1", "03-02", "03-13") | {"start": "13812345678"}]}}), "C04") == []
