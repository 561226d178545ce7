"""B10, B11, B13: what is spent beside what may be spent and what was done; near misses, silence after repair."""

from __future__ import annotations

import pytest
from tables import day, facts, said, story, task

from checks.judge import judge
from checks.spending import Spending
from templates.books.choices import MONTHS

ACCOUNTS = [{"account": "1", "name": "差旅费", "class": "expense", "controllable": "yes"},
            {"account": "2", "name": "办公费", "class": "cost", "controllable": "yes"},
            {"account": "3", "name": "折旧", "class": "expense", "controllable": "no"},
            {"account": "6", "name": "销售收入", "class": "revenue", "controllable": "no"},
            {"account": "9", "name": "固定资产", "class": "capital"}]


def line(account="1", month=1_000, item="走访", **more):
    """A line with the same amount every month."""
    return {"account": account, "item": item, **dict.fromkeys(MONTHS, month), **more}


def spent(amount, account="1", **more):
    return {"account": account, "month_actual": 100, "year_actual": amount, **more}


def change(amount, account="1", result="approved", key="CH-1", **more):
    return {"change": key, "account": account, "amount": amount, "field": "budget", "reason": "新增", "requested": day("02-02"),
            "approved": day("02-05"), "result": result, **more}


def reports(*spending, lines=None, month="06", as_of="06-30", plan=None, earlier=None, changes=(), progress=(), parameters=()):
    """A's budget and its report of a month; `earlier` are sheets of other reports of A by month."""
    newest = {"spending": list(spending), "changes": list(changes), "progress": list(progress)}
    books = {f"A/2026-{key}": sheets for key, sheets in (earlier or {}).items()} | {f"A/2026-{month}": newest}
    return story({"accounts": ACCOUNTS, "parameters": list(parameters)}, plan={"A": {"tasks": plan}} if plan else None,
                 budget={"A": {"lines": [line()] if lines is None else list(lines)}}, progress=books, as_of=day(as_of),
                 departments="A")


def setting(rule, **values):
    return [{"rule": rule, "parameter": name, "value": str(value)} for name, value in values.items()]


# B10 ---------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("amount", "severity"), [
    (9_599, None), (9_600, "hint"), (11_399, "hint"), (11_400, "warning"), (12_000, "warning"), (12_000.01, "error"),
    (30_000, "error"),
])
def test_three_steps(amount, severity):
    expected = [f"{severity}: progress.spending 1 year_actual; budget.lines 1/走访 account"] if severity else []
    assert said(reports(spent(amount)), "B10") == expected


def test_in_the_last_month_only_what_is_too_much_is_said():
    assert said(reports(spent(12_000), month="12", as_of="12-31"), "B10") == []
    assert len(said(reports(spent(12_001), month="12", as_of="12-31"), "B10")) == 1
    assert said(reports(spent(11_999), month="11", as_of="12-30"), "B10")[0].startswith("warning")


def test_several_lines_and_approved_changes_make_the_budget():
    two = (line(), line(item="培训"))
    assert said(reports(spent(24_001), lines=two), "B10") == [
        "error: progress.spending 1 year_actual; budget.lines 1/走访 account; budget.lines 1/培训 account"]
    assert said(reports(spent(12_500), changes=[change(4_000)]), "B10") == []
    assert said(reports(spent(16_001), changes=[change(4_000)]), "B10") == [
        "error: progress.spending 1 year_actual; budget.lines 1/走访 account; progress.changes CH-1 amount"]
    assert len(said(reports(spent(9_000), changes=[change(-4_000)]), "B10")) == 1
    told = facts(reports(spent(16_001), changes=[change(4_000)]), "B10")[0]
    assert (told["allowed"], told["excess"], told["percent"]) == (16_000, 1, 100)


@pytest.mark.parametrize("other", [
    {"result": "pending"}, {"result": "rejected"}, {"result": None}, {"account": "2"}, {"account": None},
    {"approved": day("07-01")},
])
def test_changes_that_are_not_approved_do_not_count(other):
    assert len(said(reports(spent(12_500), changes=[change(4_000) | other]), "B10")) == 1


def test_a_change_told_in_several_months_counts_once_as_told_last():
    again = {"05": {"changes": [change(4_000)], "spending": [spent(9_000)]}}
    assert said(reports(spent(12_500), changes=[change(4_000)], earlier=again), "B10") == []
    assert len(said(reports(spent(16_500), changes=[change(4_000)], earlier=again), "B10")) == 1
    assert len(said(reports(spent(12_500), changes=[change(4_000, result="rejected")], earlier=again), "B10")) == 1
    assert said(reports(spent(12_500), earlier=again), "B10") == []


def test_only_the_newest_report_up_to_the_cut_off_is_judged():
    may = {"05": {"spending": [spent(20_000)]}}
    assert said(reports(spent(6_000), earlier=may), "B10") == []
    assert len(said(reports(spent(6_000), earlier=may, as_of="06-29"), "B10")) == 1


def test_spending_without_a_budget():
    assert said(reports(spent(6_000), spent(1, "2")), "B10") == ["error: progress.spending 2 year_actual"]
    assert said(reports(spent(6_000), spent(0, "2")), "B10") == []
    assert said(reports(spent(6_000), spent(100, "2"), changes=[change(200, "2")]), "B10") == []
    nil = story({"accounts": ACCOUNTS}, budget={"A": {}}, progress={"A/2026-06": {"spending": [spent(5)]}}, departments="A")
    assert said(nil, "B10") == ["error: progress.spending 1 year_actual"]


def test_revenue_and_capital_are_not_spent():
    assert said(reports(spent(90_000, "6"), spent(90_000, "9"), lines=[line(), line("6")]), "B10") == []


def test_what_is_blank_unreadable_or_not_there_is_not_judged():
    assert said(reports(spent(None)), "B10") == []
    assert said(reports(spent("许多")), "B10") == []
    assert said(reports(spent(20_000, "8")), "B10") == []
    assert said(reports(spent(20_000), lines=[line(m03="一千")]), "B10") == []
    assert said(reports(spent(20_000), changes=[change("四千")]), "B10") == []
    assert said(reports(spent(20_000), lines=[]), "B10") == []                          # F08 says it
    assert said(reports(spent(20_000), lines=[line("6")]), "B10") == []                 # B07 says it
    none = story({"accounts": ACCOUNTS}, progress={"A/2026-06": {"spending": [spent(5)]}}, departments="A")
    assert said(none, "B10") == []


def test_lines_on_unknown_accounts_may_be_on_this_one():
    assert said(reports(spent(13_000), lines=[line(), line("8", 100)]), "B10")[0].startswith("warning")
    assert said(reports(spent(13_201), lines=[line(), line("8", 100)]), "B10")[0].startswith("error")
    assert said(reports(spent(13_000), changes=[change(1_000, "8")]), "B10")[0].startswith("warning")


def test_other_limits():
    lax = setting("B10", error=120, warning=110, hint=105)
    assert said(reports(spent(12_500), parameters=lax), "B10") == []
    assert said(reports(spent(13_500), parameters=lax), "B10")[0].startswith("warning")
    assert said(reports(spent(14_401), parameters=lax), "B10")[0].startswith("error")


# B13 ---------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("amount", "severity"), [
    (0, "warning"), (4_799, "warning"), (4_800, "hint"), (5_399, "hint"), (5_400, None), (6_000, None), (9_000, None)])
def test_two_steps(amount, severity):
    expected = [f"{severity}: progress.spending 1 year_actual; budget.lines 1/走访 account"] if severity else []
    assert said(reports(spent(amount)), "B13") == expected


def test_the_budget_to_date_goes_as_far_as_the_report():
    late = [line(month=0, m11=6_000, m12=6_000)]
    assert said(reports(spent(0), lines=late), "B13") == []
    assert len(said(reports(spent(900), month="01", as_of="06-30", lines=[line()]), "B13")) == 0
    assert len(said(reports(spent(800), month="02", as_of="06-30", lines=[line()]), "B13")) == 1


def test_what_was_cut_need_not_be_spent_and_what_came_on_top_is_for_later():
    assert said(reports(spent(3_000), changes=[change(-3_000)]), "B13") == []
    assert len(said(reports(spent(2_000), changes=[change(-3_000)]), "B13")) == 1
    assert said(reports(spent(5_500), changes=[change(50_000)]), "B13") == []


def test_nothing_is_said_of_accounts_that_cannot_be_judged():
    assert said(reports(spent(None)), "B13") == []
    assert said(reports(spent("许多")), "B13") == []
    assert said(reports(spent(0), lines=[line(m03="一千")]), "B13") == []
    assert said(reports(spent(0), lines=[line(m09="一千")]), "B13") == [
        "warning: progress.spending 1 year_actual; budget.lines 1/走访 account"]
    assert said(reports(spent(0, "6"), lines=[line("6")]), "B13") == []
    assert said(reports(spent(6_000), lines=[line(), line("2")]), "B13") == []          # not told at all: nothing to point at


def test_other_limits_of_what_is_little():
    lax = setting("B13", warning=40, hint=50)
    assert said(reports(spent(3_000), parameters=lax), "B13") == []
    assert said(reports(spent(2_500), parameters=lax), "B13")[0].startswith("hint")


# B11 ---------------------------------------------------------------------------------------------------------------

def done(actual, key="T-A-1"):
    return {"task": key, "planned": actual, "actual": actual, "status": "in_progress"}


def work(*progress, spending=None, plan=None, **more):
    tasks = [task(row["task"], "01-05", "12-25") for row in progress] if plan is None else plan
    told = [spent(6_000)] if spending is None else spending
    return reports(*told, plan=tasks, progress=list(progress), **more)


APART = "warning: progress.spending 1 year_actual"


def test_spending_and_work_go_apart():
    assert said(work(done(29)), "B11") == [APART]
    assert said(work(done(71)), "B11") == [APART]
    assert said(work(done(30)), "B11") == said(work(done(70)), "B11") == []
    told = facts(work(done(29)), "B11")[0]
    assert (told["progress"], told["spending"], told["points"]) == (29, 50, 21)
    assert said(work(done(25), parameters=setting("B11", points=25)), "B11") == []


def test_tasks_weigh_by_their_budgets_or_all_alike():
    two = [task("T-A-1", "01-05", "12-25"), task("T-A-2", "01-05", "12-25")]
    assert said(work(done(20), done(80, "T-A-2"), plan=two), "B11") == []
    heavy = [two[0] | {"budget": 9_000}, two[1] | {"budget": 1_000}]
    assert facts(work(done(20), done(80, "T-A-2"), plan=heavy), "B11")[0]["progress"] == 26
    only = [two[0] | {"budget": 9_000}, two[1]]
    assert facts(work(done(20), done(80, "T-A-2"), plan=only), "B11")[0]["progress"] == 20


def test_tasks_that_have_not_begun_count_nothing():
    later = [task("T-A-1", "01-05", "12-25"), task("T-A-2", "09-01", "12-25")]
    assert facts(work(done(50), plan=later), "B11")[0]["progress"] == 25
    begun = [task("T-A-1", "01-05", "12-25"), task("T-A-2", "06-01", "12-25")]
    assert said(work(done(50), plan=begun), "B11") == []                                # M01 says it
    stages = [task("T-A-0", "01-05", "12-25"), task("T-A-1", "01-05", "12-25", parent_task="T-A-0")]
    assert said(work(done(50), plan=stages), "B11") == []
    cancelled = [{"change": "CH-9", "task": "T-A-2", "field": "status", "new": "取消", "reason": "并入",
                  "requested": day("02-02"), "approved": day("02-05"), "result": "approved"}]
    assert said(work(done(50), plan=later, changes=cancelled), "B11") == []


def test_the_last_report_of_a_task_counts():
    may = {"05": {"progress": [done(48, "T-A-2")], "spending": []}}
    two = [task("T-A-1", "01-05", "12-25"), task("T-A-2", "01-05", "12-25")]
    assert said(work(done(50), plan=two, earlier=may), "B11") == []


def test_controllable_accounts_and_approved_changes():
    both = (spent(6_000), spent(12_000, "3"))
    assert said(work(done(50), spending=both, lines=[line(), line("3")]), "B11") == []
    assert said(work(done(50), spending=(spent(9_000),), changes=[change(4_000)]), "B11") == []
    assert len(said(work(done(28), changes=[change(1_000, "2")], spending=(spent(6_500), spent(1, "2"))), "B11")) == 1


def test_the_largest_account_is_named_first():
    three = (spent(2_000, "2"), spent(9_500))
    assert said(work(done(10), spending=three, lines=[line(), line("2")]), "B11") == [
        "warning: progress.spending 1 year_actual; progress.spending 2 year_actual"]


def test_one_account_that_is_said_to_be_overspent_or_underspent_explains_it():
    lines = [line(), line("2")]
    over = work(done(45), spending=(spent(11_500), spent(5_900, "2")), lines=lines)
    assert said(over, "B10")[0].startswith("warning")
    assert said(over, "B11") == []                                                      # 72 %, without it 49 %
    assert len(said(work(done(25), spending=(spent(11_500), spent(5_900, "2")), lines=lines), "B11")) == 1
    under = work(done(52), spending=(spent(500), spent(5_900, "2")), lines=lines)
    assert said(under, "B13")[0].startswith("warning")
    assert said(under, "B11") == []
    both = work(done(40), spending=(spent(12_500), spent(12_600, "2")), lines=lines)
    assert len(said(both, "B11")) == 1                                                  # neither alone


def test_what_cannot_be_counted_is_left_out_on_both_sides():
    lines = [line(), line("2", 100_000)]
    assert said(work(done(50), spending=(spent(6_000), spent("许多", "2")), lines=lines), "B11") == []
    assert len(said(work(done(20), spending=(spent(6_000), spent("许多", "2")), lines=lines), "B11")) == 1
    slipped = [line(), line("2", 10_000_000, last_budget=12_000)]
    assert said(work(done(50), spending=(spent(6_000), spent(6_000, "2")), lines=slipped), "B11") == []


def test_nothing_is_concluded_from_what_cannot_be_read():
    assert said(work(done("一点")), "B11") == []
    assert said(work(done(None)), "B11") == []
    assert said(work(done(5), plan=[task("T-A-1", "01-05", "12-25", budget="三万")]), "B11") == []
    assert said(work(done(5), spending=(spent(6_000), spent(5, "8"))), "B11") == []
    assert said(work(done(5), lines=[line(), line("8", 5)]), "B11") == []
    assert said(work(done(5), spending=()), "B11") == []
    assert said(work(done(5), lines=[]), "B11") == []


# what one account explains -------------------------------------------------------------------------------------------

def codes(portfolio):
    return sorted({each.code for each in judge(portfolio, raising=True).findings} & {"B10", "B11", "B13", "E02"})


def test_an_overspent_account_explains_the_use_of_the_whole_budget():
    lines = [line(), line("2")]
    assert codes(work(done(50), spending=(spent(13_000), spent(6_000, "2")), lines=lines)) == ["B10"]
    assert codes(work(done(50), spending=(spent(9_000), spent(9_000, "2")), lines=lines)) == ["B11", "E02"]
    assert codes(work(done(50), spending=(spent(13_000), spent(9_000, "2")), lines=lines)) == ["B10", "B11", "E02"]


def test_spending_by_account():
    spending = Spending(reports(spent(6_000), lines=[line(), line("2", 500)], changes=[change(-900), change(5, "2", key="CH-2")]))
    first, second = spending.accounts["A"]["1"], spending.accounts["A"]["2"]
    assert (first.spent, first.budget, first.to_date(), first.changed, first.allowed) == (6_000, 12_000, 6_000, -900, 11_100)
    assert (second.spent, second.budget, second.to_date(), second.to_date(12), second.changed) == (None, 6_000, 3_000, 6_000, 5)
    assert Spending(story({"accounts": ACCOUNTS}, budget={"A": {"lines": [line()]}}, as_of=day("03-30"))).accounts[
        "A"]["1"].to_date() == 2_000
