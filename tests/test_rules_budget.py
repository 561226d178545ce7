"""B01 with defects of three kinds, near misses, and silence after repair."""

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
