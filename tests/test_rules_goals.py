"""P16, P17: goals that move nobody or nobody believes in; goals and tasks that do not add up to what they came from."""

from __future__ import annotations

import pytest
from tables import day, facts, said, story, task

YEAR_END = day("12-31")


def company(goal="G1", baseline=80, target=90, **more):
    return {"goal": goal, "name": f"目标 {goal}", "indicator": "交付率", "unit": "%", "baseline": baseline, "target": target,
            "finish": YEAR_END, "direction": "up", **more}


def taken(goal="G1", baseline=80, target=90, **more):
    return {"goal": goal, "mode": "share", "indicator": "交付率", "unit": "%", "baseline": baseline, "target": target,
            "weight": 100, **more}


# P16

def smart(own=None, organisation=None, parameters=()):
    goals = [organisation or company()]
    return said(story({"goals": goals, "parameters": list(parameters)}, plan={"A": {"goals": [own or taken()]}}), "P16")


OWN = ["error: plan.goals G1 target; plan.goals G1 baseline"]
COMPANY = ["error: organisation.goals G1 target; organisation.goals G1 baseline"]


def test_a_target_that_is_no_challenge():
    assert smart(taken(target=80)) == OWN
    assert smart(taken(target=79)) == OWN
    assert smart(taken(target=80.1)) == []
    down = company(baseline=10, target=8, direction="down", unit="次")
    assert smart(taken(baseline=10, target=12, unit="次"), down) == OWN
    assert smart(taken(baseline=10, target=9, unit="次"), down) == []


def test_an_ideal_may_stay_where_it_is():
    none = company(baseline=0, target=0, direction="down", unit="次")
    assert smart(taken(baseline=0, target=0, unit="次"), none) == []
    assert smart(taken(baseline=0, target=0, unit="次"), company(baseline=0, target=5, unit="次")) == OWN    # 0 is no ideal
    assert smart(taken(baseline=100, target=100)) == []
    assert smart(taken(baseline=100, target=100, unit="台")) == OWN
    assert smart(taken(baseline=100, target=100), company(baseline=90, target=80, direction="down")) == OWN
    assert smart(taken(baseline=100, target=100, unit="％"), company(direction=None)) == []


def test_without_a_direction_only_standing_still_is_wrong():
    for direction in (None, "向上"):
        assert smart(taken(target=70), company(direction=direction)) == []
        assert smart(taken(target=80), company(direction=direction)) == OWN


def test_a_leap_wants_a_word_of_explanation():
    assert smart(taken(target=121)) == OWN
    assert smart(taken(target=120)) == []
    assert smart(taken(baseline=10, target=4), company(baseline=90, target=80, direction="down")) == OWN
    assert smart(taken(target=200, note="新增一条生产线，6 月投产")) == []
    assert smart(taken(target=200, note="无")) == OWN
    assert smart(taken(baseline=0, target=200)) == []
    assert smart(taken(baseline=-10, target=-3, unit="万元")) == OWN
    assert smart(taken(baseline=-10, target=-6, unit="万元")) == []
    (fact,) = facts(story({"goals": [company()]}, plan={"A": {"goals": [taken(target=121)]}}), "P16")
    assert (fact["lowest"], fact["highest"], fact["change"]) == (40, 120, 51.2)


def test_how_far_a_target_may_leap_is_a_parameter():
    def limit(value):
        return [{"rule": "P16", "parameter": "range", "value": value}]

    assert smart(taken(target=100), parameters=limit(20)) == OWN
    assert smart(taken(target=200), parameters=limit(200)) == []


def test_a_goal_that_is_due_after_the_companys():
    later = taken(due=day("12-31").replace(year=2027))
    assert smart(later) == ["error: plan.goals G1 due; organisation.goals G1 finish"]
    assert smart(taken(due=YEAR_END)) == smart(taken(due="明年")) == smart(later, company(finish=None)) == []
    assert smart(later | {"target": 80}) == [*OWN, "error: plan.goals G1 due; organisation.goals G1 finish"]


def test_the_companys_own_goals_are_judged_and_not_said_again():
    assert smart(taken(), company(target=80)) == COMPANY
    assert smart(taken(target=80), company(target=80)) == COMPANY                   # taken over as it stands
    assert smart(taken(baseline=70, target=70), company(target=80)) == [*COMPANY, *OWN]
    assert smart(taken(target=200), company(target=200)) == COMPANY
    assert smart(taken(target=200), company(target=200, note="两条新线")) == OWN


@pytest.mark.parametrize("cells", [{"target": None}, {"baseline": "去年水平"}, {"goal": "G9"}, {"goal": None}])
def test_what_is_blank_unreadable_or_unknown_is_left_to_others(cells):
    assert smart(taken(target=80) | cells) == []


# P17, departments against the company

def shared(*amounts, target=100, tasks=(), departments="A B", **more):
    """Departments A and B take over these amounts of goal G1; None takes over nothing."""
    plan = {key: {} if amount is None else {"goals": [taken(target=amount, unit="万元")]}
            for key, amount in zip("AB", amounts, strict=True)}
    if tasks:
        plan["A"]["tasks"] = list(tasks)
    goals = [company(**{"target": target, "unit": "万元", "additive": "yes"} | more)]
    return story({"goals": goals}, plan=plan, departments=departments)


def own(*departments):
    return ["error: " + "; ".join([*("plan.goals G1 target" for _ in departments), "organisation.goals G1 target"])]


def test_departments_take_over_less_or_more_than_the_goal():
    assert said(shared(60, 30), "P17") == own("A", "B")
    assert said(shared(60, 50), "P17") == own("A", "B")
    assert said(shared(90, None), "P17") == own("A")
    assert said(shared(60, 40), "P17") == said(shared(33.3, 66.7), "P17") == []
    (fact,) = facts(shared(60, 30), "P17")
    assert (fact["total"], fact["difference"], fact["departments"]) == (90, 10, ["A", "B"])


def test_only_goals_that_add_up_are_added_up():
    assert said(shared(60, 30, additive="no"), "P17") == said(shared(60, 30, additive=None), "P17") == []


def test_only_when_all_departments_have_spoken_and_can_be_read():
    assert said(shared(60, 30, departments="A B C"), "P17") == []
    assert said(shared(60, "三成"), "P17") == []
    assert said(shared(60, 30, target=None), "P17") == []
    plan = {"A": {"goals": [taken(target=60)]}, "B": {"goals": [taken("G7", target=30)]}}
    assert said(story({"goals": [company(target=100, additive="yes")]}, plan=plan), "P17") == []
    empty = {"A": {"goals": [taken(target=60)]}, "B": {"goals": []}}
    assert said(story({"goals": [company(target=100, additive="yes")]}, plan=empty), "P17") == []


def test_a_goal_that_nobody_took_over():
    serving = [task("T-A-1", "03-02", "03-13", goal="G1")]
    assert said(shared(None, None, tasks=serving), "P17") == ["error: organisation.goals G1 target"]
    assert said(shared(None, None), "P17") == []        # nor does a task serve it: another finding
    assert said(shared(None, None), "P09") != []


PARTS = (company("G1-1", target=60, unit="万元", additive="yes", parent_goal="G1"),
         company("G1-2", target=40, unit="万元", additive="yes", parent_goal="G1"))


def taking(*rows, goals=PARTS, **more):
    own_goals = [taken(goal, target=amount, unit="万元", weight=100 / len(rows)) for goal, amount in rows]
    return said(story({"goals": [company(target=100, unit="万元", additive="yes", **more), *goals]},
                      plan={"A": {"goals": own_goals}, "B": {}}), "P17")


def test_of_a_goal_with_sub_goals_these_are_judged():
    assert taking(("G1-1", 60), ("G1-2", 40)) == []
    assert taking(("G1-1", 60), ("G1-2", 35)) == ["error: plan.goals G1-2 target; organisation.goals G1-2 target"]
    assert taking(("G1", 100)) == []                    # taken over as a whole
    assert taking(("G1", 90)) == ["error: plan.goals G1 target; organisation.goals G1 target"]
    assert taking(("G1", 40), ("G1-1", 60)) == []       # the rest as a whole
    assert taking(("G1", 40), ("G1-1", 50)) == [
        "error: plan.goals G1 target; plan.goals G1-1 target; organisation.goals G1 target"]


# P17, within a workbook

def parts(*targets, whole=100, **more):
    goals = [company(target=whole, unit="万元", **more)]
    goals += [company(f"G1-{number}", target=each, unit="万元", parent_goal="G1") for number, each in enumerate(targets, 1)]
    return said(story({"goals": goals}), "P17")


def test_sub_goals_add_up_to_their_goal():
    found = ["error: organisation.goals G1-1 target; organisation.goals G1-2 target; organisation.goals G1 target"]
    assert parts(60, 30) == parts(60, 50) == parts(60, 30, additive="yes") == found
    assert parts(60, 40) == parts(0.1, 0.2, whole=0.3) == []
    assert parts(60, None) == parts(60, "其余") == parts(60, 30, whole=None) == parts() == []


def test_rates_and_other_units_are_not_added_up():
    assert parts(60, 30, additive="no") == []
    rates = [company(target=95), company("G1-1", target=96, parent_goal="G1"), company("G1-2", target=94, parent_goal="G1")]
    assert said(story({"goals": rates}), "P17") == []
    units = [company(target=100, unit="万元"), company("G1-1", target=60, unit="台", parent_goal="G1")]
    assert said(story({"goals": units}), "P17") == []


def weighted(*weights):
    rows = [taken(f"G{number}", weight=each) for number, each in enumerate(weights, 1)]
    return said(story({"goals": [company(row["goal"]) for row in rows]}, plan={"A": {"goals": rows}}), "P17")


def test_a_departments_weights_are_100():
    assert weighted(50, 45) == ["error: plan.goals G1 weight; plan.goals G2 weight"]
    assert weighted(60, 50) == ["error: plan.goals G1 weight; plan.goals G2 weight"]
    assert weighted(99) == ["error: plan.goals G1 weight"]
    assert weighted(50, 50) == weighted(33.3, 33.3, 33.4) == weighted(14.3, 14.3, 14.3, 14.3, 14.3, 14.3, 14.2) == []
    assert weighted(50, None) == weighted(50, "四十") == weighted(120) == weighted() == []


def stage(start, finish, parent="T-A-1", cells=None):
    rows = [task("T-A-1", "03-02", "04-30"), task("T-A-2", start, finish, parent_task=parent) | (cells or {})]
    return said(story(plan={"A": {"tasks": rows}}), "P17")


def test_a_stage_lies_within_its_task():
    assert stage("03-02", "05-08") == ["error: plan.tasks T-A-2 finish; plan.tasks T-A-1 finish"]
    assert stage("02-27", "03-13") == ["error: plan.tasks T-A-2 start; plan.tasks T-A-1 start"]
    assert stage("02-27", "05-08") == [
        "error: plan.tasks T-A-2 finish; plan.tasks T-A-2 start; plan.tasks T-A-1 finish; plan.tasks T-A-1 start"]
    assert stage("03-02", "04-30") == []


def test_a_stage_that_cannot_be_placed():
    assert stage("05-08", "05-06") == stage("02-27", "05-08", parent="T-A-2") == stage("02-27", "05-08", parent="T-A-8") == []
    for cells in ({"finish": "五月"}, {"start": None}):
        assert stage("02-27", "05-08", cells=cells) == []


def test_a_sub_goal_lies_within_its_goal():
    def dated(start, finish):
        goals = [company(start=day("03-02"), finish=day("09-30")),
                 company("G1-1", parent_goal="G1", start=start, finish=finish)]
        return said(story({"goals": goals}), "P17")

    assert dated(day("03-02"), day("12-31")) == ["error: organisation.goals G1-1 finish; organisation.goals G1 finish"]
    assert dated(day("02-02"), day("06-30")) == ["error: organisation.goals G1-1 start; organisation.goals G1 start"]
    assert dated(None, day("09-30")) == dated(day("03-02"), "三季度末") == []


def test_goals_in_a_circle_end():
    goals = [company("G1", parent_goal="G2", additive="yes"), company("G2", parent_goal="G1", additive="yes"),
             company("G3", parent_goal="G3", additive="yes")]
    portfolio = story({"goals": goals}, plan={"A": {"goals": [taken("G3")]}, "B": {}})
    assert said(portfolio, "P17") == []
