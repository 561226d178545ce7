"""What holds for every balanced plan, on small plans made at random: judged by the rules, not by the planner."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from tables import day, story

from checks.balance.propose import Wish, propose
from checks.conflicts import conflicts
from checks.judge import judge
from checks.portfolio import Portfolio

ORDINARY, PROOF = 40, 1_000
OBJECTIVES = ("delay", "makespan", "moves")
FIRST = date(2026, 3, 2)


def an_organisation(chance: Random) -> dict[str, list[dict]]:
    """A machine, perhaps in maintenance for two days; three welders, of whom one may be on leave and one may go."""
    organisation = {
        "assets": [{"asset": "M1", "name": "测量机", "quantity": chance.choice((1, 1, 2)), "hours_per_day": 8,
                    "status": "in_use"}],
        "people": [{"person": f"E{number}", "name": f"甲{number}", "department": "A", "post": "焊工", "hours_per_day": 8}
                   for number in (1, 2, 3)]}
    if chance.random() < 0.5:
        organisation["absences"] = [{"person": "E1", "start": day("03-16"), "finish": day("03-20"), "kind": "leave"}]
    if chance.random() < 0.5:
        organisation["maintenance"] = [{"asset": "M1", "start": day("03-23"), "finish": day("03-24"), "kind": "maintenance"}]
    if chance.random() < 0.3:
        organisation["people"][1]["left"] = day("04-10")
    return organisation


def some_plans(chance: Random) -> Portfolio:
    """Two or three departments with a few tasks in March and April over the machine, two people and the post."""
    organisation = an_organisation(chance)
    departments = "A B C"[:chance.choice((3, 5))]
    keys = [f"T-{department}-{number}" for department in departments.split() for number in range(1, chance.randint(2, 4))]
    plans: dict[str, dict] = {}
    for number, key in enumerate(keys):
        department = key[2]
        start = FIRST + timedelta(days=chance.randrange(40))
        task = {"task": key, "name": f"{key} 编制", "start": start, "finish": start + timedelta(days=chance.randrange(1, 12)),
                "priority": chance.choice(("high", "low")), "urgency": chance.choice(("high", "low")),
                "movable": chance.choice(("yes", "yes", "yes", "no")), "predecessors": None}
        if number and chance.random() < 0.3:
            task |= {"predecessors": chance.choice(keys[:number]), "lag": chance.choice((0, 1))}
        if chance.random() < 0.3:
            task["release"] = start - timedelta(days=chance.randrange(10))
        if chance.random() < 0.2:
            task["deadline"] = task["finish"] + timedelta(days=chance.randrange(20))
        plan = plans.setdefault(department, {"tasks": [], "staffing": [], "equipment": []})
        plan["tasks"].append(task)
        if chance.random() < 0.6:
            plan["equipment"].append({"task": key, "asset": "M1", "quantity": 1})
        if chance.random() < 0.5:
            plan["staffing"].append({"task": key, "person": chance.choice(("E1", "E2")), "share": chance.choice((40, 60, 100))})
        if chance.random() < 0.4:
            plan["staffing"].append({"task": key, "post": "焊工", "headcount": chance.choice((1, 2)), "pool": "all"})
    return story(organisation, plan=plans, departments=departments)


def disputed(portfolio: Portfolio) -> set[tuple[str, str, frozenset[str]]]:
    return {(each.finding.code, each.resource, frozenset(each.tasks)) for each in conflicts(judge(portfolio).findings)}


def holds(number: int) -> None:
    portfolio, objective = some_plans(Random(number)), OBJECTIVES[number % 3]
    before = disputed(portfolio)
    proposal = propose(portfolio, judge(portfolio), Wish(objective, seconds=1, seed=number, repeatable=True))
    after = disputed(proposal.after)
    if proposal.status == "infeasible":                      # something is late, whatever is done
        assert any(each.key.startswith("deadline:") for each in proposal.unresolved)
        return
    fresh = {(code, resource) for code, resource, _ in after} - {(code, resource) for code, resource, _ in before}
    assert not fresh                                         # no clash where there was none
    assert {each.conflict.finding.code for each in proposal.unresolved if each.conflict} == {code for code, _, _ in after}
    assert not [each for each in proposal.unresolved if each.blocked_by.kind == "time"]
    assert proposal.bound <= proposal.value + 1e-9
    rows = portfolio.by_key("plan.tasks")
    for each in proposal.moves:
        row = rows[each.task.task]
        assert row.text("movable") != "no"
        assert portfolio.calendar.workdays(each.task.start, each.task.finish) == portfolio.calendar.workdays(
            each.task.old_start, each.task.old_finish)
        if release := row.day("release"):
            assert each.task.start >= min(release, row.day("start"))
        if deadline := row.day("deadline"):
            assert each.task.finish <= deadline
    if objective == "moves" and proposal.status == "optimal":
        again = propose(proposal.after, judge(proposal.after), Wish(objective, seconds=1, repeatable=True))
        assert again.moves == ()                             # a balanced plan is left alone


@pytest.mark.parametrize("number", range(ORDINARY))
def test_balanced_plans_hold(number: int) -> None:
    holds(number)


@pytest.mark.proof
def test_balanced_plans_hold_in_very_many_cases() -> None:
    for number in range(PROOF):
        holds(number)
