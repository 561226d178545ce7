"""B01–B04, B08, B09 with defects of three kinds, near misses, and silence after repair."""

from __future__ import annotations

from tables import facts, said, story

ACCOUNTS = [{"account": "1", "class": "expense", "controllable": "yes"},
            {"account": "2", "class": "expense", "controllable": "yes"},
            {"account": "9", "class": "cost", "controllable": "no"}]


def spent(*lines, capital=(), cap=1000, parameters=()):
    """Lines as (account, amount of January); the cap of department A."""
    caps = [{"department": "A", "cap": cap}, {"department": "A", "account": "1", "cap": 1}]
    return story({"accounts": ACCOUNTS, "caps": caps, "parameters": list(parameters)}, budget={"A": {
        "lines": [{"account": account, "item": f"项目 {number}", "m01": amount, "m12": 0}
                  for number, (account, amount) in enumerate(lines)],
        "capital": [{"item": f"设备 {number}", "amount": amount} for number, amount in enumerate(capital)]}})


def test_lines_above_the_cap():
    assert said(spent(("1", 400), ("2", 601)), "B01") == [
        "error: budget.lines 2/项目 1 account; organisation.caps A/ cap"]
    assert facts(spent(("1", 400), ("2", 601)), "B01")[0]["excess"] == 1
    assert said(spent(("1", 400), ("2", 600)), "B01") == []


def test_lines_and_capital_together():
    assert said(spent(("1", 400), capital=[601]), "B01") == [
        "error: budget.lines 1/项目 0 account; organisation.caps A/ cap"]
    assert said(spent(("1", 400), capital=[600]), "B01") == []


def test_capital_alone():
    assert said(spent(capital=[400, 601]), "B01") == [
        "error: budget.capital 设备 1 amount; organisation.caps A/ cap"]


def test_what_the_department_cannot_control_does_not_count():
    assert said(spent(("1", 400), ("9", 5000)), "B01") == []
    assert said(spent(("1", 400), ("8", 5000)), "B01") == []          # an unknown account has its own finding


def test_without_a_cap_or_with_unreadable_amounts_nothing_is_said():
    assert said(spent(("1", 4000), cap=None), "B01") == []
    assert said(spent(("1", 4000), ("2", "四千")), "B01") == []
    assert said(spent(("1", 4000), capital=["四千"]), "B01") == []


def test_tolerance_and_fractions():
    assert said(spent(("1", 0.1), ("2", 0.2), cap=0.3), "B01") == []
    allowed = [{"rule": "B01", "parameter": "tolerance", "value": "1"}]
    assert said(spent(("1", 400), ("2", 601), parameters=allowed), "B01") == []


def test_the_derived_total_counts_not_the_typed_one():
    portfolio = story({"accounts": ACCOUNTS, "caps": [{"department": "A", "cap": 1000}]}, budget={"A": {
        "lines": [{"account": "1", "item": "差旅", "m01": 400, "total": 5000}]}})
    assert said(portfolio, "B01") == []


# B02: caps of single accounts

CONTROLLED = [{"account": "1", "name": "差旅费", "class": "expense", "control": "hard"},
              {"account": "2", "name": "办公费", "class": "expense", "control": "soft"},
              {"account": "3", "name": "会议费", "class": "expense"}]


def capped(*lines, caps=(("1", 1000),), department="A"):
    return said(story({"accounts": CONTROLLED, "caps": [
        {"department": department, "account": account, "cap": cap} for account, cap in caps]}, budget={"A": {
            "lines": [{"account": account, "item": f"项目 {number}", "m01": amount, "m12": 0}
                      for number, (account, amount) in enumerate(lines)]}}), "B02")


def test_a_hard_account_above_its_cap():
    assert capped(("1", 400), ("1", 601)) == ["error: budget.lines 1/项目 1 account; organisation.caps A/1 cap"]
    assert capped(("1", 400), ("1", 600), ("2", 5000)) == []


def test_a_soft_account_above_its_cap_and_one_of_which_nobody_says():
    assert capped(("2", 1001), caps=[("2", 1000)]) == ["warning: budget.lines 2/项目 0 account; organisation.caps A/2 cap"]
    assert capped(("3", 1001), caps=[("3", 1000)]) == ["warning: budget.lines 3/项目 0 account; organisation.caps A/3 cap"]


def test_an_account_that_may_not_be_used_at_all():
    assert capped(("1", 1), caps=[("1", 0)]) == ["error: budget.lines 1/项目 0 account; organisation.caps A/1 cap"]


def test_caps_of_others_of_the_department_and_of_nothing_do_not_count():
    assert capped(("1", 2000), department="B") == []
    assert capped(("1", 2000), caps=[(None, 1000)]) == []
    assert capped(("1", 2000), caps=[("1", None)]) == []
    assert capped(("1", 2000), caps=[("7", 1000)]) == []               # an unknown account has its own finding
    assert capped(("7", 2000), caps=[("7", 1000)]) == []


def test_amounts_that_cannot_be_read_and_fractions():
    assert capped(("1", 2000), ("1", "许多")) == []
    assert capped(("1", 0.1), ("1", 0.2), caps=[("1", 0.3)]) == []
    twice = capped(("1", 1500), caps=[("1", 2000), ("1", 1000)])       # the second cap has its own finding
    assert twice == []


# B03, B04: tasks and the lines that name them

PROJECTS = [{"account": "1", "name": "软件服务费", "project_account": "yes"}, {"account": "2", "name": "差旅费",
                                                                          "project_account": "no"}]


def money(*tasks, lines=(), capital=(), parameters=(), **books):
    """Tasks (key, budget, parent) of A; lines (account, total, task); capital items (amount, task)."""
    budget = {"A": {"lines": [{"account": account, "item": f"项目 {number}", "m01": total, "task": task}
                              for number, (account, total, task) in enumerate(lines)] or None,
                    "capital": [{"item": f"设备 {number}", "amount": amount, "task": task}
                                for number, (amount, task) in enumerate(capital)]}}
    budget["A"] = {key: rows for key, rows in budget["A"].items() if rows}
    return story({"accounts": PROJECTS, "parameters": list(parameters)}, plan={
        "A": {"tasks": [{"task": key, "name": f"{key} 项目", "budget": amount, "parent_task": parent[0] if parent else None}
                        for key, amount, *parent in tasks]}},
        budget={key: sheets for key, sheets in (budget | books).items() if sheets is not None})


UNPAID = ["warning: plan.tasks T-A-1 budget"]


def test_a_task_whose_money_is_in_no_line():
    assert said(money(("T-A-1", 5000), lines=[("2", 5000, None)]), "B03") == UNPAID
    assert said(money(("T-A-1", 5000), ("T-A-2", 100), lines=[("2", 100, "T-A-2")]), "B03") == UNPAID
    assert said(money(("T-A-1", 5000), A={"capital": [{"item": "设备", "amount": 5000}]}), "B03") == UNPAID
    assert said(money(("T-A-1", 5000)), "B03") == UNPAID                # 无 in the sheet of lines


def test_a_task_whose_money_is_somewhere_or_that_needs_none():
    assert said(money(("T-A-1", 5000), lines=[("2", 10, "T-A-1")]), "B03") == []
    assert said(money(("T-A-1", 5000), lines=[("2", 1, None)], capital=[(5000, "T-A-1")]), "B03") == []
    assert said(money(("T-A-1", 5000), B={"lines": [{"account": "2", "m01": 5000, "task": "T-A-1"}]}), "B03") == []
    assert said(money(("T-A-1", 5000), ("T-A-2", None, "T-A-1"), lines=[("2", 5000, "T-A-2")]), "B03") == []
    assert said(money(("T-A-1", None), ("T-A-2", 0), lines=[("2", 1, None)]), "B03") == []


def test_nothing_is_concluded_from_a_budget_that_is_not_there_or_cannot_be_read():
    assert said(money(("T-A-1", 5000), A=None), "B03") == []
    assert said(money(("T-A-1", 5000), A={"lines": []}), "B03") == []
    assert said(money(("T-A-1", 5000), lines=[("2", 5000, "T-A-7")]), "B03") == []
    assert said(money(("T-A-1", "五千"), lines=[("2", 5000, None)]), "B03") == []


def test_parents_in_a_circle_do_not_hang():
    circle = money(("T-A-1", 5000, "T-A-2"), ("T-A-2", None, "T-A-1"), lines=[("2", 1, None)])
    assert said(circle, "B03") == UNPAID


def test_a_line_on_a_project_account_without_a_task():
    line = ["warning: budget.lines 1/项目 0 task; budget.lines 1/项目 0 account"]
    assert said(money(lines=[("1", 5000, None)]), "B03") == line
    assert said(money(lines=[("1", "许多", None)]), "B03") == line
    assert said(money(("T-A-1", None), lines=[("1", 5000, "T-A-1"), ("2", 5000, None)]), "B03") == []
    assert said(money(lines=[("1", 5000, "T-A-7"), ("1", 0, None), ("1", None, None), ("7", 5000, None)]), "B03") == []


def unequal(budget, *amounts, **more):
    return said(money(("T-A-1", budget), lines=[("2", amount, "T-A-1") for amount in amounts], **more), "B04")


def test_a_task_whose_lines_hold_more_or_less():
    assert unequal(1000, 1100) == ["warning: plan.tasks T-A-1 budget; budget.lines 2/项目 0 account"]
    assert unequal(1000, 500, 400) == [
        "warning: plan.tasks T-A-1 budget; budget.lines 2/项目 0 account; budget.lines 2/项目 1 account"]
    assert unequal(1000, 500, capital=[(600, "T-A-1")]) == [
        "warning: plan.tasks T-A-1 budget; budget.lines 2/项目 0 account; budget.capital 设备 0 amount"]
    assert unequal(0, 1100) != []
    assert unequal(1000, 0) != []
    difference = facts(money(("T-A-1", 340), lines=[("2", 400, "T-A-1")]), "B04")[0]
    assert (difference["difference"], difference["percent"]) == (60, 15)


def test_within_five_percent_of_the_lines():
    assert unequal(950, 1000) == unequal(1050, 1000) == unequal(1000, 400, capital=[(600, "T-A-1")]) == []
    assert unequal(949, 1000) != []
    wider = [{"rule": "B04", "parameter": "difference", "value": "10"}]
    assert unequal(900, 1000, parameters=wider) == []


def test_lines_of_another_department_and_of_the_parts_count():
    shared = money(("T-A-1", 1000), lines=[("2", 400, "T-A-1")], B={"lines": [{"account": "2", "m01": 600, "task": "T-A-1"}]})
    assert said(shared, "B04") == []
    parts = [("T-A-1", 1000), ("T-A-2", None, "T-A-1"), ("T-A-3", None, "T-A-2")]
    assert said(money(*parts, lines=[("2", 400, "T-A-2"), ("2", 600, "T-A-3")]), "B04") == []
    assert said(money(*parts, lines=[("2", 400, "T-A-2"), ("2", 900, "T-A-3")]), "B04") == [
        "warning: plan.tasks T-A-1 budget; budget.lines 2/项目 0 account; budget.lines 2/项目 1 account"]
    apart = [("T-A-1", 1000), ("T-A-2", 300, "T-A-1")]                  # the parent's money without its part's
    assert said(money(*apart, lines=[("2", 1000, "T-A-1"), ("2", 300, "T-A-2")]), "B04") == []


def test_what_cannot_be_read_is_not_compared():
    assert unequal("一千", 1100) == unequal(None, 1100) == unequal(1000, 1100, "许多") == []
    assert unequal(1000, 1100, capital=[("许多", "T-A-1")]) == []
    assert unequal(1000) == []                                          # no line names it: another finding
    typo = [("2", 400, "T-A-1"), ("2", 600, "T-A-7")]
    assert said(money(("T-A-1", 1000), lines=typo), "B04") == []
    assert said(money(("T-A-1", 300), lines=typo), "B04") != []         # too much even without the line with the slip


# B08: settlements

def settled(own, other, departments="A B"):
    """Settlements of A and B as (direction, amount, account, other department)."""
    def rows(told, partner):
        return [{"direction": direction, "amount": amount, "account": rest[0] if rest else "1",
                 "other_department": rest[1] if rest[1:] else partner} for direction, amount, *rest in told]

    line = [{"account": "1", "m01": 1}]
    books = {"A": own if own is None else rows(own, "B"), "B": other if other is None else rows(other, "A")}
    return said(story({"accounts": [{"account": "1", "name": "加工费"}, {"account": "2", "name": "运费"}]}, budget={
        key: {"lines": line, "settlements": each} for key, each in books.items() if each is not None},
        departments=departments), "B08")


def test_what_is_paid_is_not_what_is_received():
    both = ["error: budget.settlements B/1 amount; budget.settlements A/1 amount"]
    assert settled([("pay", 240)], [("receive", 214)]) == both
    assert settled([("pay", 214)], [("receive", 240)]) == both
    assert settled([("receive", 240)], [("pay", 214)]) == ["error: budget.settlements A/1 amount; budget.settlements B/1 amount"]
    assert settled([("pay", 240)], [("receive", 100), ("receive", 114)]) == [
        "error: budget.settlements B/1 amount; budget.settlements A/1 amount; budget.settlements A/1 amount"]


def test_what_is_paid_is_received():
    assert settled([("pay", 240)], [("receive", 240)]) == []
    assert settled([("pay", 0.3)], [("receive", 0.1), ("receive", 0.2)]) == []
    assert settled([("pay", 100), ("pay", 140)], [("receive", 140), ("receive", 100)]) == []
    assert settled([("pay", 100), ("receive", 70)], [("pay", 70), ("receive", 100)]) == []
    assert settled([("pay", 100), ("pay", 70, "2")], [("receive", 70, "运费"), ("receive", 100, "1 加工费")]) == []


def test_a_settlement_stated_by_one_side_only():
    assert settled([("pay", 240)], []) == ["error: budget.settlements B/1 amount; organisation.departments B department"]
    assert settled([], [("pay", 240)]) == ["error: budget.settlements A/1 amount; organisation.departments A department"]
    assert settled([("receive", 240)], []) == ["error: budget.settlements B/1 amount; organisation.departments B department"]
    assert len(settled([("pay", 240)], [("receive", 240, "2")])) == 2    # another account: neither side answers


def test_both_say_that_they_pay():
    once = ["error: budget.settlements B/1 amount; budget.settlements A/1 amount"]
    assert settled([("pay", 240)], [("pay", 240)]) == settled([("receive", 240)], [("receive", 240)]) == once
    assert len(settled([("pay", 240)], [("pay", 99)])) == 2


def test_nothing_is_concluded_from_a_budget_that_is_not_there():
    assert settled([("pay", 240)], None) == []
    assert settled([("pay", 240, "1", "C")], [], "A B C") == []


def test_rows_that_cannot_be_read_excuse_what_they_may_answer():
    wanted = [("pay", 240)]
    for unclear in (("收款", 240), ("receive", 240, "9"), ("receive", 240, "1", "甲部"), ("receive", "许多"), ("receive", None)):
        assert settled(wanted, [unclear]) == [], unclear
    assert len(settled(wanted, [("receive", 240, "2", "甲部")])) == 1    # whoever is meant, the account is another one
    assert settled(wanted, [("receive", 214), ("receive", 26, "9")]) == []


# B09: cash

def cash(*months, parameters=()):
    """Months as (opening, inflow, outflow) and whatever else was typed."""
    return said(story({"parameters": list(parameters)}, budget={"A": {"cash": [
        {"month": f"2026-{number:02}", "opening": opening, "inflow": inflow, "outflow": outflow} | (more[0] if more else {})
        for number, (opening, inflow, outflow, *more) in enumerate(months, 1)]}}), "B09")


def test_a_month_that_ends_without_money():
    short = ["error: budget.cash 2026-01 outflow; budget.cash 2026-01 opening; budget.cash 2026-01 inflow"]
    assert cash((300, 500, 801)) == short
    assert cash((-50, 0, 0), (-50, 60, 0)) == short
    assert cash((300, 500, 900, {"closing": 1000})) == short            # a typed closing hides nothing
    assert cash((0.3, 0, 0.31), (100, 0, 0)) == short


def test_a_month_that_just_does():
    assert cash((300, 500, 800), (0.7, 0.1, 0.8)) == []
    assert cash((300, 500, 100, {"closing": -5})) == []


def test_every_month_is_judged_by_its_own_cells():
    found = cash((300, "#", 900), (-100, 0, 0), (300, None, 900), (300, 0, "九百"), (300, 0, 900))
    assert [line.split()[2] for line in found] == ["2026-02", "2026-05"]


def test_money_to_be_kept_in_reserve():
    reserve = [{"rule": "B09", "parameter": "safety", "value": "100"}]
    assert cash((300, 500, 701)) == []
    assert len(cash((300, 500, 701), parameters=reserve)) == 1
    assert cash((300, 500, 700), parameters=reserve) == []
