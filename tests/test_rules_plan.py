"""P01–P04, P09, P14, P15: each with defects of three kinds, a near miss, and silence after repair."""

from __future__ import annotations

import pytest
from tables import day, facts, filled, said, story, task

from templates.calendar import Calendar

PEOPLE = [
    {"person": "E1", "name": "王磊", "department": "A", "joined": day("02-01")},
    {"person": "E2", "name": "赵敏", "department": "A", "left": day("06-30")},
    {"person": "E3", "name": "李娜", "department": "B"},
]


def owned(owner, start="03-02", finish="03-13"):
    return story({"people": PEOPLE}, plan={"A": {"tasks": [task("T-A-001", start, finish, owner=owner)]}})


@pytest.mark.parametrize("owner", ["王磊、赵敏", "E1, E2", "王磊/赵敏", "王磊 赵敏", "E1\nE3"])
def test_several_owners(owner):
    assert said(owned(owner), "P01") == ["error: plan.tasks T-A-001 owner"]


@pytest.mark.parametrize("owner", ["王磊", "E1 王磊", "E1", None, "某人", "某 人", "E9 不明"])
def test_one_owner_or_an_unknown_one_is_not_several(owner):
    assert said(owned(owner), "P01") == []


def test_owner_of_another_department():
    assert said(owned("E3"), "P02") == ["error: plan.tasks T-A-001 owner; organisation.people E3 department"]
    assert said(owned("E1"), "P02") == []


def test_owner_leaves_before_the_finish():
    assert said(owned("E2", "06-01", "07-01"), "P02") == [
        "error: plan.tasks T-A-001 owner; organisation.people E2 left"]
    assert said(owned("E2", "06-01", "06-30"), "P02") == []


def test_owner_joins_after_the_start():
    assert said(owned("E1", "01-30", "03-02"), "P02") == [
        "error: plan.tasks T-A-001 owner; organisation.people E1 joined"]
    assert said(owned("E1", "02-01", "03-02"), "P02") == []


def test_owner_of_an_impossible_window_or_unknown_is_left_to_others():
    assert said(owned("E2", "08-01", "07-01"), "P02") == []
    assert said(owned("E77"), "P02") == []


def test_finish_before_start():
    assert said(owned("E1", "03-20", "03-02"), "P03") == ["error: plan.tasks T-A-001 finish; plan.tasks T-A-001 start"]
    assert said(owned("E1", "03-02", "03-02"), "P03") == []


def covered(start, finish, **cover):
    whole = {"submitted": day("01-01"), "plan_start": day("02-01"), "plan_finish": day("11-30")}
    return story(plan={"A": {"cover": [whole | cover], "tasks": [task("T-A-001", start, finish)]}})


def test_window_outside_the_plan():
    assert said(covered("01-31", "03-02"), "P03") == ["error: plan.tasks T-A-001 start; plan.cover  plan_start"]
    assert said(covered("03-02", "12-01"), "P03") == ["error: plan.tasks T-A-001 finish; plan.cover  plan_finish"]
    assert said(covered("01-01", "12-31"), "P03") == [
        "error: plan.tasks T-A-001 finish; plan.tasks T-A-001 start; plan.cover  plan_start; plan.cover  plan_finish"]
    assert said(covered("02-01", "11-30"), "P03") == []


def test_window_with_a_blank_or_unreadable_cell_is_left_to_others():
    assert said(covered("03-02", "03-02", plan_start=None, plan_finish="年底"), "P03") == []
    for finish in (None, "5月三十日前"):
        plan = {"A": {"tasks": [task("T-A-001", "03-02", "03-02") | {"finish": finish}]}}
        assert said(story(plan=plan), "P03") == []


@pytest.mark.parametrize("deliverable", ["统筹工作年度评估", " 統籌工作年度評估 ", "统筹工作 年度评估"])
def test_deliverable_repeats_the_name(deliverable):
    rows = [task("T-A-001", "03-02", "03-13", name="统筹工作年度评估", deliverable=deliverable)]
    assert said(story(plan={"A": {"tasks": rows}}), "P04") == [
        "error: plan.tasks T-A-001 deliverable; plan.tasks T-A-001 name"]


@pytest.mark.parametrize("deliverable", ["统筹工作年度评估报告", None])
def test_deliverable_of_its_own(deliverable):
    rows = [task("T-A-001", "03-02", "03-13", name="统筹工作年度评估", deliverable=deliverable)]
    assert said(story(plan={"A": {"tasks": rows}}), "P04") == []


GOALS = [{"goal": "G1", "name": "收入"}, {"goal": "G1-1", "name": "北区", "parent_goal": "G1"},
         {"goal": "G2", "name": "能耗"}]


def serving(*goals, taken=("G2",), departments="A B", **sheets):
    tasks = [task(f"T-A-{number:03}", "03-02", "03-13", goal=goal) for number, goal in enumerate(goals)]
    plan = {"A": {"tasks": tasks}, "B": {"goals": [{"goal": goal} for goal in taken], **sheets}}
    return story({"goals": GOALS}, plan=plan, departments=departments)


def test_goal_without_a_task():
    assert said(serving("G1-1"), "P09") == ["error: organisation.goals G2 goal; plan.goals G2 goal"]
    assert said(serving("G1-1", taken=("G1-1",)), "P09") == ["error: organisation.goals G2 goal"]
    assert said(serving("G2", taken=("G1-1",)), "P09") == ["error: organisation.goals G1-1 goal; plan.goals G1-1 goal"]
    assert said(serving("G1-1", "G2"), "P09") == []


def test_goal_that_somebody_may_still_serve():
    assert said(serving("G1-1", departments="A B C"), "P09") == []
    assert said(serving("G1-1", tasks=[]), "P09") == []
    assert said(serving("G1-1", tasks=[task("T-B-001", "03-02", "03-13", goal=None)]), "P09") == []
    assert said(serving("G1-1", None), "P09") == ["error: organisation.goals G2 goal; plan.goals G2 goal"]


def linked(before, **dates):
    """Tasks of A and B by key → predecessors; all on the same days unless dates say otherwise."""
    plan = {"A": {"tasks": []}, "B": {"tasks": []}}
    for key, each in before.items():
        start, finish = dates.get(key.replace("-", "_"), ("03-02", "03-13"))
        plan[key[2]]["tasks"].append(task(key, start, finish, predecessors="、".join(each) or None))
    return story(plan=plan)


def test_circles():
    assert said(linked({"T-A-1": ["T-A-2"], "T-A-2": ["T-A-1"]}), "P14") == [
        "error: plan.tasks T-A-1 predecessors; plan.tasks T-A-2 predecessors"]
    assert said(linked({"T-A-1": ["T-A-1"]}), "P14") == ["error: plan.tasks T-A-1 predecessors"]
    across = linked({"T-A-9": ["T-B-1"], "T-B-1": ["T-A-2"], "T-A-2": ["T-A-9"]})
    assert said(across, "P14") == [
        "error: plan.tasks T-A-2 predecessors; plan.tasks T-A-9 predecessors; plan.tasks T-B-1 predecessors"]


def test_two_circles_through_one_task_and_two_apart():
    knotted = linked({"T-A-1": ["T-A-2"], "T-A-2": ["T-A-1", "T-A-3"], "T-A-3": ["T-A-2"]})
    assert len(said(knotted, "P14")) == 2
    apart = linked({"T-A-1": ["T-A-2"], "T-A-2": ["T-A-1"], "T-A-3": ["T-A-4", "T-A-1"], "T-A-4": ["T-A-3"]})
    assert len(said(apart, "P14")) == 2


def test_no_circle():
    diamond = {"T-A-1": [], "T-A-2": ["T-A-1"], "T-A-3": ["T-A-1"], "T-A-4": ["T-A-2", "T-A-3"]}
    assert said(linked(diamond), "P14") == []
    chain = {f"T-A-{number:05}": [f"T-A-{number - 1:05}"] if number else [] for number in range(5000)}
    assert said(linked(chain), "P14") == []


def test_starts_before_the_predecessor_is_finished():
    early = linked({"T-A-1": [], "T-A-2": ["T-A-1"]}, T_A_2=("03-13", "03-20"))
    assert said(early, "P15") == [
        "error: plan.tasks T-A-2 start; plan.tasks T-A-2 predecessors; plan.tasks T-A-1 finish"]
    (fact,) = facts(early, "P15")
    assert (fact["earliest"], fact["days"]) == (day("03-16"), 1)
    assert said(linked({"T-A-1": [], "T-A-2": ["T-A-1"]}, T_A_2=("03-16", "03-20")), "P15") == []


def test_make_up_workdays_and_weekends_count_as_the_calendar_says():
    first = {"T-A-1": [], "T-B-2": ["T-A-1"]}
    assert Calendar().works(day("05-09"))               # a Saturday on which people work
    assert said(linked(first, T_A_1=("05-06", "05-08"), T_B_2=("05-09", "05-15")), "P15") == []
    assert len(said(linked(first, T_A_1=("05-06", "05-09"), T_B_2=("05-09", "05-15")), "P15")) == 1
    assert len(said(linked(first, T_A_1=("05-06", "05-15"), T_B_2=("05-16", "05-22")), "P15")) == 1


def lagged(lag, start):
    rows = [task("T-A-1", "03-02", "03-13"), task("T-A-2", start, "04-30", predecessors="T-A-1", lag=lag)]
    return story(plan={"A": {"tasks": rows}})


def test_lag():
    assert len(said(lagged(2, "03-17"), "P15")) == 1
    assert said(lagged(2, "03-18"), "P15") == []
    assert len(said(lagged(10**9, "03-18"), "P15")) == 1
    assert said(lagged("两天", "03-02"), "P15") == []


def test_several_predecessors_are_one_finding_with_the_latest_first():
    rows = [task("T-A-1", "03-02", "03-13"), task("T-A-2", "03-02", "03-20"),
            task("T-A-3", "03-09", "04-30", predecessors="T-A-1、T-A-2")]
    assert said(story(plan={"A": {"tasks": rows}}), "P15") == [
        ("error: plan.tasks T-A-3 start; plan.tasks T-A-3 predecessors; plan.tasks T-A-2 finish; "
        "plan.tasks T-A-1 finish")]


def test_order_is_not_judged_in_circles_nor_with_impossible_windows():
    assert said(linked({"T-A-1": ["T-A-2"], "T-A-2": ["T-A-1"]}), "P15") == []
    assert said(linked({"T-A-1": [], "T-A-2": ["T-A-1"]}, T_A_1=("03-20", "03-02")), "P15") == []
    assert said(linked({"T-A-1": [], "T-A-2": ["T-A-1"]}, T_A_2=("03-09", "03-02")), "P15") == []


def test_the_helper_refuses_unknown_columns():
    with pytest.raises(AssertionError):
        filled("plan", {"tasks": [{"tusk": 1}]})
