"""Cores: what is left of a clash when everything else is taken away, and nothing when one more cell is."""

from __future__ import annotations

import random

import pytest
from tables import day, story, task
from test_clashes_day_by_day import organisation, plan

from checks.conflicts import conflicts
from checks.explanation.core import core
from checks.explanation.scene import Scene
from checks.explanation.taken import taken
from checks.judge import judge

PEOPLE = [{"person": "E1", "name": "沈一凡", "department": "A", "post": "钳工"}]


def told(portfolio, code):
    """The clashes that one rule finds."""
    return conflicts(judge(portfolio, codes={code}, raising=True).findings)


def core_of(portfolio, code):
    """The core of the first clash of a rule, as "sheet key column"; checked to be irreducible."""
    conflict, scene = told(portfolio, code)[0], Scene(portfolio)
    found = core(scene, conflict)
    assert irreducible(scene, conflict, found)
    return [f"{place.table} {place.key} {place.column}" for place in found]


def irreducible(scene, conflict, found):
    """Alone the core clashes still; without any one of its cells it does not."""
    beside = [place for place in conflict.finding.places if place not in found]
    if conflict.finding.code == "B09":
        beside = []                                     # an amount of 0 says nothing, but without it nothing is judged
    if conflict.finding.code == "R05":
        beside += [row.at("start") for *_, row in scene.assets.maintenance.get(conflict.resource, ())
                   if row.at("start") not in found]

    def clash(gone):
        left = told(taken(scene, gone), conflict.finding.code)
        return any(asking(each) & asking(conflict) and meets(each, conflict) for each in left if about(each) == about(conflict))

    return clash(beside) and not any(clash([*beside, place]) for place in found)


@pytest.mark.parametrize("count", [200, pytest.param(2_000, marks=pytest.mark.proof)])
def test_cores_of_random_plans_are_irreducible(count):
    seen = dict.fromkeys(("R01", "R03", "R04", "R05", "R06"), 0)
    for seed in range(count):
        chance = random.Random(seed)
        portfolio = story(organisation(chance), plan={department: plan(chance, department) for department in "AB"})
        scene = Scene(portfolio)
        for code in seen:
            for conflict in told(portfolio, code):
                found = core(scene, conflict)
                assert len(found) > 1 or code in ("R01", "R03"), (seed, conflict.key)     # one row alone may be too much
                assert irreducible(scene, conflict, found), (seed, conflict.key)
                seen[code] += 1
    assert all(number >= count // 10 for number in seen.values()), seen


def asking(conflict):
    """The cells of a clash that stand in departments' books: the others may belong to several clashes."""
    return {place for place in conflict.finding.places if place.department}


def about(conflict):
    """Of a post also the circle: all departments' may be short as well where one's own no longer is. Circles are named anew."""
    return "" if conflict.kind == "precedence" else (conflict.resource, conflict.finding.facts.get("partner"))


def meets(one, other):
    """True where two clashes share a day, or have none."""
    days = (one.start, one.finish, other.start, other.finish)
    return None in days or (one.start <= other.finish and other.start <= one.finish)


def staffed(*shares):
    tasks = [task(f"T-A-{number}", "03-02", "03-06") for number in range(len(shares))]
    rows = [{"task": f"T-A-{number}", "person": "E1", "share": share} for number, share in enumerate(shares)]
    return story({"people": PEOPLE}, plan={"A": {"tasks": tasks, "staffing": rows}})


def test_the_largest_shares_are_enough_to_pass_the_limit():
    assert core_of(staffed(20, 70, 30, 60, 10), "R01") == [
        "plan.staffing T-A-1/E1 share", "plan.staffing T-A-3/E1 share"]
    assert core_of(staffed(50, 50, 1), "R01") == [
        "plan.staffing T-A-0/E1 share", "plan.staffing T-A-1/E1 share", "plan.staffing T-A-2/E1 share"]


def test_the_day_with_the_fewest_cells_is_taken():
    tasks = [task("T-A-1", "03-02", "03-03"), task("T-A-2", "03-03", "03-04"), task("T-A-3", "03-02", "03-04")]
    rows = [{"task": "T-A-1", "person": "E1", "share": 40}, {"task": "T-A-2", "person": "E1", "share": 60},
            {"task": "T-A-3", "person": "E1", "share": 61}]
    portfolio = story({"people": PEOPLE}, plan={"A": {"tasks": tasks, "staffing": rows}})
    assert len(told(portfolio, "R01")) == 1                                  # 101, 161, 121 percent on three days in a row
    assert len(core_of(portfolio, "R01")) == 2


def used(quantity, *wanted, maintenance=()):
    asset = {"asset": "EQ-1", "name": "测量机", "quantity": quantity, "status": "in_use", "hours_per_day": 8}
    tasks = [task(f"T-A-{number}", "03-02", "03-06") for number in range(len(wanted))]
    rows = [{"task": f"T-A-{number}", "asset": "EQ-1", "quantity": units} for number, units in enumerate(wanted)]
    upkeep = [{"asset": "EQ-1", "start": day(start), "finish": day(finish), "quantity": units}
              for start, finish, units in maintenance]
    return story({"assets": [asset], "maintenance": upkeep}, plan={"A": {"tasks": tasks, "equipment": rows}})


def test_units_owned_and_units_in_maintenance_belong_to_it_as_far_as_they_are_needed():
    assert core_of(used(3, 2, 2), "R05") == ["plan.equipment T-A-0/EQ-1 quantity", "plan.equipment T-A-1/EQ-1 quantity",
                                            "organisation.assets EQ-1 quantity"]
    assert core_of(used(3, 1, 2, maintenance=[("03-03", "03-03", 1)]), "R05") == [
        "plan.equipment T-A-1/EQ-1 quantity", "plan.equipment T-A-0/EQ-1 quantity",
        "organisation.maintenance EQ-1/2026-03-03 start", "organisation.assets EQ-1 quantity"]
    assert core_of(used(3, 4, maintenance=[("03-03", "03-03", 1)]), "R05") == [
        "plan.equipment T-A-0/EQ-1 quantity", "organisation.assets EQ-1 quantity"]


def test_maintenance_of_all_units_may_take_several_windows():
    assert core_of(used(2, 1, maintenance=[("03-03", "03-03", None)]), "R06") == [
        "plan.equipment T-A-0/EQ-1 start", "organisation.maintenance EQ-1/2026-03-03 start"]
    assert core_of(used(2, 1, maintenance=[("03-03", "03-03", 1), ("03-02", "03-04", 1)]), "R06") == [
        "plan.equipment T-A-0/EQ-1 start", "organisation.maintenance EQ-1/2026-03-03 start",
        "organisation.maintenance EQ-1/2026-03-02 start", "organisation.assets EQ-1 quantity"]


def able(skills, **row):
    return story({"people": PEOPLE, "skills": skills}, plan={"A": {"tasks": [task("T-A-1", "03-02", "03-06")], "staffing": [
        {"task": "T-A-1", "person": "E1", "skill": "焊工证", **row}]}})


def test_who_is_named_what_is_asked_for_and_what_the_list_says():
    person, skill = "plan.staffing T-A-1/E1 person", "plan.staffing T-A-1/E1 skill"
    assert core_of(able([]), "R02") == [person, skill]
    expired = {"person": "E1", "skill": "焊工证", "level": 1, "expires": day("03-04")}
    assert core_of(able([expired]), "R02") == [person, skill, "organisation.skills E1/焊工证 expires"]
    assert core_of(able([expired], level=2), "R02") == [
        person, "plan.staffing T-A-1/E1 level", "organisation.skills E1/焊工证 level"]        # either would do


def test_one_of_two_absences_is_enough():
    gone = [{"person": "E1", "start": day(start), "finish": day(start), "kind": "leave"} for start in ("03-03", "03-05")]
    portfolio = story({"people": PEOPLE, "absences": gone}, plan={"A": {
        "tasks": [task("T-A-1", "03-02", "03-06")], "staffing": [{"task": "T-A-1", "person": "E1"}]}})
    assert core_of(portfolio, "R04") == ["plan.staffing T-A-1/E1 person", "organisation.absences E1/2026-03-03 start"]


ACCOUNTS = [{"account": "6601", "name": "差旅费", "class": "expense", "control": "hard", "controllable": "yes"}]


def budgeted(cap, *amounts, account=None, capital=()):
    lines = [{"account": "6601", "item": f"第 {number} 项", "m01": amount} for number, amount in enumerate(amounts)]
    items = [{"item": f"设备 {number}", "amount": amount} for number, amount in enumerate(capital)]
    return story({"accounts": ACCOUNTS, "caps": [{"department": "A", "account": account, "cap": cap}]},
                 budget={"A": {"lines": lines, "capital": items}})


def test_the_largest_lines_pass_the_cap():
    assert core_of(budgeted(100, 30, 60, 45), "B01") == [
        "budget.lines 6601/第 1 项 account", "budget.lines 6601/第 2 项 account", "organisation.caps A/ cap"]
    assert core_of(budgeted(100, 10, 45, capital=[70]), "B01") == [
        "budget.capital 设备 0 amount", "budget.lines 6601/第 1 项 account", "organisation.caps A/ cap"]
    assert core_of(budgeted(100, 30, 110, account="6601"), "B02") == [
        "budget.lines 6601/第 1 项 account", "organisation.caps A/6601 cap"]


def test_of_the_cash_what_is_nothing_is_no_part():
    def cash(**row):
        return story(budget={"A": {"cash": [{"month": "2026-08", **row}]}})

    assert core_of(cash(opening=10, inflow=0, outflow=70), "B09") == [
        "budget.cash 2026-08 outflow", "budget.cash 2026-08 opening"]


def handed(given, needed, giver=None, taker=None):
    """A gives drawings to B; where B needs none it says 无."""
    gives = {"handover": "H-A-1", "side": "give", "other_department": "B", "deliverable": "图纸", "date": day(given)}
    takes = {"handover": "H-B-1", "side": "take", "other_department": "A", "deliverable": "图纸"}
    return story(plan={"A": {"handovers": [gives | (giver or {})]},
                       "B": {"handovers": [takes | {"date": day(needed)} | (taker or {})]} if needed else {}})


def test_both_sides_of_a_hand_over():
    assert core_of(handed("04-20", "04-17"), "H02") == ["plan.handovers H-A-1 date", "plan.handovers H-B-1 date"]
    assert core_of(handed("04-20", "04-20", {"quantity": 2}, {"quantity": 3}), "H03") == [
        "plan.handovers H-A-1 quantity", "plan.handovers H-B-1 quantity"]
    assert core_of(handed("04-20", None), "H01") == ["plan.handovers H-A-1 handover", "organisation.departments B department"]


def linked(*tasks):
    return story(plan={"A": {"tasks": list(tasks)}})


def test_a_shortest_circle_and_nobody_else():
    circle = linked(task("T-A-1", "03-02", "03-06", predecessors="T-A-2"), task("T-A-2", "03-09", "03-13", predecessors="T-A-3"),
                    task("T-A-3", "03-16", "03-20", predecessors="T-A-1、T-A-2"))
    assert told(circle, "P14")[0].tasks == ("T-A-1", "T-A-2", "T-A-3")
    assert sorted(core_of(circle, "P14")) == ["plan.tasks T-A-2 predecessors", "plan.tasks T-A-3 predecessors"]
    itself = linked(task("T-A-1", "03-02", "03-06", predecessors="T-A-1"))
    assert core_of(itself, "P14") == ["plan.tasks T-A-1 predecessors"]


def test_start_link_and_finish_and_the_lag_where_only_it_is_too_long():
    first = task("T-A-1", "03-02", "03-06")
    early = ["plan.tasks T-A-2 start", "plan.tasks T-A-2 predecessors", "plan.tasks T-A-1 finish"]
    assert core_of(linked(first, task("T-A-2", "03-05", "03-13", predecessors="T-A-1", lag=1)), "P15") == early
    assert core_of(linked(first, task("T-A-2", "03-09", "03-13", predecessors="T-A-1", lag=1)), "P15") == [
        *early, "plan.tasks T-A-2 lag"]
