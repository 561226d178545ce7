"""F12, B05–B07, B12: defects of several kinds, near misses, silence after repair; what rests on a slipped line is silent."""

from __future__ import annotations

import pytest
from tables import facts, said, story

from checks.judge import judge
from templates.books.choices import MONTHS

ACCOUNTS = [{"account": "1", "name": "差旅费", "class": "expense", "controllable": "yes", "control": "hard"},
            {"account": "2", "name": "办公费", "class": "expense", "controllable": "yes"},
            {"account": "6", "name": "销售收入", "class": "revenue", "controllable": "no"},
            {"account": "9", "name": "固定资产", "class": "capital"}]


def line(account="1", item="走访", amount=30_000, basis="走访 30 家客户，每家 1,000 元", **more):
    """A line whose amount is spent in January."""
    return {"account": account, "item": item, "m01": amount, "basis": basis, **more}


def budgets(*lines, parameters=(), capital=(), owner="no", **others):
    """The budget of A; other departments' lines by name."""
    organisation = {"accounts": ACCOUNTS, "parameters": list(parameters),
                    "departments": [{"department": "A", "name": "A 部", "revenue_owner": owner},
                                    {"department": "B", "name": "B 部"}],
                    "suppliers": [{"supplier": "S-1", "name": "东方会展"}, {"supplier": "S-2", "name": "西部会展"}]}
    books = {"A": {"lines": list(lines), "capital": list(capital)}}
    return story(organisation, budget=books | {key: {"lines": rows} for key, rows in others.items()})


def setting(rule, **values):
    return [{"rule": rule, "parameter": name, "value": str(value)} for name, value in values.items()]


# F12 ---------------------------------------------------------------------------------------------------------------

SLIPPED = ["warning: budget.lines 1/走访 m01; budget.lines 1/走访 last_budget"]


def test_ten_thousand_times_less_or_more_than_last_year():
    assert said(budgets(line(amount=3, last_budget=30_000)), "F12") == SLIPPED
    assert said(budgets(line(amount=300_000_000, last_budget=30_000)), "F12") == SLIPPED
    assert facts(budgets(line(amount=3, last_budget=30_000)), "F12")[0]["meant"] == 30_000
    assert facts(budgets(line(amount=300_000_000, last_budget=30_000)), "F12")[0]["meant"] == 30_000
    assert said(budgets(line(amount=30_000, last_budget=30_000)), "F12") == []


@pytest.mark.parametrize(("amount", "found"), [(5, False), (6, True), (12, True), (24, True), (25, False)])
def test_half_to_double(amount, found):
    assert bool(said(budgets(line(amount=amount, last_budget=120_000)), "F12")) is found


def test_last_years_actual_and_all_filled_months():
    slipped = line(amount=2, m07=1, last_actual=31_000)
    assert said(budgets(slipped), "F12") == [
        "warning: budget.lines 1/走访 m01; budget.lines 1/走访 m07; budget.lines 1/走访 last_actual"]
    assert said(budgets(line(amount=30_000, last_budget=31_000, last_actual=3.1)), "F12") == [
        "warning: budget.lines 1/走访 m01; budget.lines 1/走访 last_budget; budget.lines 1/走访 last_actual"]
    assert said(budgets(line(amount=None, m03=3, last_budget=30_000)), "F12") == [
        "warning: budget.lines 1/走访 m03; budget.lines 1/走访 last_budget"]


def test_a_new_line_is_compared_with_the_departments_median():
    others = [line("2", f"办公 {number}", 20_000 + number, last_budget=20_000) for number in range(3)]
    assert said(budgets(line(amount=2), *others), "F12") == ["warning: budget.lines 1/走访 m01"]
    assert said(budgets(line(amount=200_000_000), *others), "F12") == ["warning: budget.lines 1/走访 m01"]
    assert facts(budgets(line(amount=2), *others), "F12")[0]["expected"] == 20_000.5
    assert said(budgets(line(amount=200), *others), "F12") == []
    assert said(budgets(line(amount=2, last_budget="许多"), *others), "F12") == []      # there is a last year
    assert said(budgets(line(amount=2)), "F12") == []                                   # nothing to compare with


def test_blank_unreadable_and_other_factors():
    assert said(budgets(line(amount=None, last_budget=30_000)), "F12") == []
    assert said(budgets(line(amount="三元", last_budget=30_000)), "F12") == []
    assert said(budgets(line(amount=30_000, last_budget=0)), "F12") == []
    assert said(budgets(line(amount=30, last_budget=30_000), parameters=setting("F12", factor=1000)), "F12") == SLIPPED
    assert said(budgets(line(amount=3, last_budget=30_000), parameters=setting("F12", factor=1000)), "F12") == []


def codes(portfolio):
    return sorted({finding.code for finding in judge(portfolio, raising=True).findings} & {
        "F12", "B01", "B02", "B04", "B05", "B10", "B13", "P18"})


CAPS = [{"department": "A", "cap": 50_000}, {"department": "A", "account": "1", "cap": 40_000}]


def whole(amount):
    """A department with caps, a task that the line pays, a report of what was spent, little basis, all in December."""
    return story(
        {"accounts": ACCOUNTS, "caps": CAPS},
        plan={"A": {"tasks": [{"task": "T-A-1", "budget": 30_000}]}},
        budget={"A": {"lines": [{"account": "1", "item": "走访", "m06": amount / 2, "m12": amount / 2, "last_budget": 31_000,
                                 "task": "T-A-1"}]}},
        progress={"A/2026-06": {"spending": [{"account": "1", "month_actual": 9_000, "year_actual": 15_000}]}})


def test_nothing_that_rests_on_a_slipped_line_is_said():
    assert codes(whole(30_000)) == []
    assert codes(whole(3)) == codes(whole(300_000_000)) == ["F12"]
    assert codes(whole(90_000)) == ["B01", "B02", "B04", "B05", "B13"]
    assert codes(whole(9_000)) == ["B04", "B05", "B10"]


def test_what_the_other_lines_exceed_is_said_all_the_same():
    caps = {"accounts": ACCOUNTS, "caps": CAPS}
    lines = [line(amount=3, last_budget=30_000), line("1", "会议", 60_000, last_budget=60_000)]
    above = ["error: budget.lines 1/会议 account; organisation.caps A/ cap"]
    assert said(story(caps, budget={"A": {"lines": lines}}), "B01") == above
    assert said(story(caps, budget={"A": {"lines": lines}}), "B02") == [above[0].replace("A/ cap", "A/1 cap")]


# B05 ---------------------------------------------------------------------------------------------------------------

UNEXPLAINED = ["warning: budget.lines 1/走访 basis; budget.lines 1/走访 last_budget"]


@pytest.mark.parametrize(("amount", "basis", "found"), [
    (34_501, "业务需要", True), (34_500, "业务需要", False), (25_499, "业务需要", True), (25_500, "业务需要", False),
    (60_000, None, True), (60_000, "客户由十家增至二十家", False), (60_000, "客户由十家增至二十", True), (None, None, True),
    ("六万", None, False),
])
def test_changes_without_a_basis(amount, basis, found):
    assert (said(budgets(line(amount=amount, basis=basis, last_budget=30_000)), "B05") == UNEXPLAINED) is found


def test_without_a_budget_last_year_there_is_no_change():
    for last in (None, 0, "三万"):
        assert said(budgets(line(basis=None, last_budget=last)), "B05") == []
    assert said(budgets(line(basis=None, last_budget=-20_000)), "B05") == UNEXPLAINED


def test_other_limits():
    lax = setting("B05", rate=40) + setting("B05", min_text=3)
    assert said(budgets(line(amount=42_000, basis=None, last_budget=30_000), parameters=lax), "B05") == []
    assert said(budgets(line(amount=43_000, basis=None, last_budget=30_000), parameters=lax), "B05") == UNEXPLAINED
    assert said(budgets(line(amount=43_000, basis="增员工", last_budget=30_000), parameters=lax), "B05") == []


# B06 ---------------------------------------------------------------------------------------------------------------

STUDY = ["error: budget.capital 铣床 feasibility_no; budget.capital 铣床 amount"]


def invested(amount, number=None, **more):
    return said(budgets(line(), capital=[{"item": "铣床", "amount": amount, "feasibility_no": number}], **more), "B06")


def test_large_investments_need_a_study():
    assert invested(500_000) == STUDY
    assert invested(7_800_000, "  ") == STUDY
    assert invested(500_000, "无") == STUDY
    assert invested(500_000, "N/A") == STUDY
    assert invested(499_999.99) == []
    assert invested(500_000, "KY-2026-003") == []
    assert invested("五十万") == []
    assert invested(None) == []
    assert invested(500_000, parameters=setting("B06", amount=800_000)) == []
    assert invested(90_000, parameters=setting("B06", amount=80_000)) == STUDY


# B07 ---------------------------------------------------------------------------------------------------------------

OWNER = "organisation.departments A revenue_owner"


def test_a_revenue_owner_without_revenue():
    assert said(budgets(line(), owner="yes"), "B07") == [f"error: budget.lines 1/走访 account; {OWNER}"]
    assert said(budgets(line("2", "办公"), line(), owner="yes"), "B07") == [f"error: budget.lines 2/办公 account; {OWNER}"]
    assert said(budgets(line(), line("6", "北区"), owner="yes"), "B07") == []
    assert said(budgets(line(), owner="no"), "B07") == []
    assert said(budgets(line(), owner=None), "B07") == []


def test_no_cost_at_all():
    assert said(budgets(line("6", "北区"), owner="yes"), "B07") == ["error: budget.lines 6/北区 account"]
    assert said(budgets(line("9", "铣床"), owner="no"), "B07") == ["error: budget.lines 9/铣床 account"]
    assert said(budgets(line("9", "铣床"), owner="yes"), "B07") == [f"error: budget.lines 9/铣床 account; {OWNER}"]


def test_an_account_that_cannot_be_read_may_be_the_missing_one():
    assert said(budgets(line(), line("7"), owner="yes"), "B07") == []
    assert said(budgets(line(), line(None), owner="yes"), "B07") == []
    assert said(budgets(line("6"), line(None), owner="yes"), "B07") == []


def test_nil_and_empty_sheets():
    organisation = {"accounts": ACCOUNTS, "departments": [{"department": "A", "name": "A 部", "revenue_owner": "yes"}]}
    nil = story(organisation, budget={"A": {}}, departments="A")
    assert said(nil, "B07") == [f"error: budget.lines / account; {OWNER}"]
    assert said(story(organisation, budget={"A": {"lines": []}}, departments="A"), "B07") == []      # F08 says it
    organisation["departments"][0]["revenue_owner"] = "no"
    assert said(story(organisation, budget={"A": {}}, departments="A"), "B07") == []


# B12 ---------------------------------------------------------------------------------------------------------------

def fair(item="机床展展位", supplier="S-1", **months):
    return {"account": "1", "item": item, "supplier": supplier, **(months or {"m09": 186_500})}


def twice(*keys):
    return ["warning: " + "; ".join(f"budget.lines {key} {column}" for column in ("item", "supplier") for key in keys)]


def test_one_stand_in_two_budgets():
    assert said(budgets(fair(), B=[fair()]), "B12") == twice("1/机床展展位", "1/机床展展位")
    assert said(budgets(fair(), B=[fair("机床展 展位費")]), "B12") == twice("1/机床展展位", "1/机床展 展位費")
    assert said(budgets(fair(m03=5, m09=186_500), B=[fair(m09=186_500, m12=7)]), "B12") == twice("1/机床展展位", "1/机床展展位")
    assert facts(budgets(fair(), B=[fair()]), "B12")[0]["month"] == "2026-09"


@pytest.mark.parametrize("other", [
    {"supplier": "S-2"}, {"supplier": None}, {"supplier": "东方"}, {"item": "展品运输"}, {"item": None},
    {"m09": None, "m10": 186_500}, {"m09": 186_500.5}, {"m09": 0}, {"m09": "十八万"},
])
def test_other_suppliers_months_amounts_and_items(other):
    assert said(budgets(fair(), B=[fair() | other]), "B12") == []


def test_items_of_other_products_are_other_expenses():
    assert said(budgets(fair("HY-8 样机展位搭建"), B=[fair("HY-6 样机展位搭建")]), "B12") == []
    assert said(budgets(fair("HY-8 样机展位搭建"), B=[fair("HY-8 样机展位搭建费")]), "B12") == twice(
        "1/HY-8 样机展位搭建", "1/HY-8 样机展位搭建费")


def test_a_department_may_pay_the_same_twice_and_three_departments_are_one_finding():
    assert said(budgets(fair(), fair()), "B12") == []
    same = {"accounts": ACCOUNTS, "suppliers": [{"supplier": "S-1", "name": "东方会展"}]}
    three = story(same, budget={key: {"lines": [fair()]} for key in "ABC"}, departments="A B C")
    assert said(three, "B12") == twice(*["1/机床展展位"] * 3)
    assert facts(three, "B12")[0]["departments"] == ["A", "B", "C"]


def test_other_ratios():
    pair = budgets(fair("机床展展位"), B=[fair("机床展搭建")])
    assert said(pair, "B12") == []
    assert len(said(budgets(fair("机床展展位"), B=[fair("机床展搭建")], parameters=setting("B12", ratio=0.5)), "B12")) == 1


def test_equal_months_all_year_are_one_finding():
    monthly = dict.fromkeys(MONTHS, 25_000)
    assert len(said(budgets(fair(**monthly), B=[fair(**monthly)]), "B12")) == 1
