"""K01–K05: stale scores, serious risks without an answer or merely accepted, tasks without risks, overdue measures."""

from __future__ import annotations

from datetime import date

import pytest
from tables import day, said, story, task

from checks.judge import judge
from checks.portfolio import load
from samples.folder import Folder
from templates.blank import write
from templates.books import BOOKS
from templates.making import Stale

ANSWERED = {"response": "mitigate", "measure": "备用 1 套夹具", "trigger": "晚于 3 月 6 日", "owner": "E1", "due": day("03-06")}
PEOPLE = [{"person": "E1", "name": "王磊", "department": "A"}]


def risk(likelihood=4, impact=5, **more):
    return {"risk": "RK-1", "task": "T-A-1", "description": "供方图纸延期", "likelihood": likelihood, "impact": impact,
            **ANSWERED, **more}


def risks(*rows, code, organisation=None, tasks=None, as_of=None):
    own = [task("T-A-1", "03-02", "03-13")] if tasks is None else tasks
    plan = {"A": {"tasks": own, "risks": list(rows)}}
    return said(story({"people": PEOPLE} | (organisation or {}), plan=plan, as_of=as_of), code)


def at(*columns, severity="error"):
    return [f"{severity}: " + "; ".join(f"plan.risks RK-1 {column}" for column in columns)]


def parameter(code, name, value):
    return {"parameters": [{"rule": code, "parameter": name, "value": value}]}


# K01, on workbooks: what a formula shows is only in a file

def saved(tmp_path, **cells):
    """What is found of the score in a plan that was written to a file."""
    folder = Folder()
    office = {"about": [{"name": "示例单位", "year": 2026}], "departments": [{"department": "A", "name": "A 部"}]}
    folder.add("organisation", office, organisation="示例单位", period="2026")
    folder.add("plan", {"tasks": [task("T-A-1", "03-02", "03-13")], "risks": [risk(3, 4) | cells]}, organisation="示例单位",
               period="2026", department="A")
    for workbook in folder:
        write(tmp_path / workbook.path, BOOKS[workbook.identity.book], workbook.identity, records=workbook.sheets, rows=3)
    found = judge(load(tmp_path, as_of=date(2026, 1, 1)), raising=True).findings
    return [(each.code, *(place.column for place in each.places)) for each in found
            if each.code in ("F06", "F09", "K01")]


def test_a_score_that_was_not_worked_out_anew(tmp_path):
    assert saved(tmp_path / "low", score=Stale(9)) == [("K01", "likelihood", "impact")]
    assert saved(tmp_path / "high", score=Stale(16)) == [("K01", "likelihood", "impact")]
    assert saved(tmp_path / "zero", score=Stale(0)) == [("K01", "likelihood", "impact")]


def test_scores_that_are_right_typed_over_or_not_there(tmp_path):
    assert saved(tmp_path / "right") == saved(tmp_path / "as right", score=Stale(12)) == []
    assert saved(tmp_path / "typed") == saved(tmp_path / "as typed", score=12) == []
    assert saved(tmp_path / "over", score=9) == [("F06", "score", "likelihood", "impact")]
    assert saved(tmp_path / "blank", score=Stale("")) == saved(tmp_path / "open", impact=None, score=Stale(9)) == []


# K02

def test_a_serious_risk_needs_every_answer():
    for column in ANSWERED:
        assert risks(risk(**{column: None}), code="K02") == at(column)
    assert risks(risk(due=None, measure=None, response=None), code="K02") == at("response", "measure", "due")
    bare = dict.fromkeys(ANSWERED)
    assert risks(risk(**bare), code="K02") == at("response", "measure", "trigger", "owner", "due")


def test_small_risks_and_answered_ones():
    assert risks(risk(), code="K02") == []
    assert risks(risk(4, 3, measure=None), code="K02") == []
    assert risks(risk(3, 5, measure=None), code="K02") == at("measure")             # 15


def test_what_is_typed_is_not_empty_though_nobody_can_read_it():
    assert risks(risk(response="观察", owner="E9", due="三月初"), code="K02") == []
    assert risks(risk(response="观察", measure=None, score=12), code="K02") == at("measure")


@pytest.mark.parametrize("cells", [{"likelihood": None}, {"impact": "高"}, {"impact": 8}])
@pytest.mark.parametrize("code", ["K02", "K03"])
def test_without_likelihood_or_impact_nothing_is_serious(cells, code):
    assert risks(risk(response="accept", measure=None) | cells, code=code) == []


def test_from_where_on_a_risk_is_serious_is_a_parameter():
    assert risks(risk(3, 4, measure=None), code="K02", organisation=parameter("K02", "score", 12)) == at("measure")
    assert risks(risk(measure=None), code="K02", organisation=parameter("K02", "score", 25)) == []
    assert risks(risk(3, 4, response="accept"), code="K03", organisation=parameter("K03", "score", 12)) == at(
        "response", "likelihood")


# K03

@pytest.mark.parametrize(("likelihood", "impact"), [(3, 5), (4, 4), (5, 5)])
def test_a_serious_risk_is_not_merely_accepted(likelihood, impact):
    assert risks(risk(likelihood, impact, response="接受"), code="K03") == at("response", "likelihood")


def test_small_risks_may_be_accepted_and_serious_ones_answered():
    assert risks(risk(2, 5, response="accept"), code="K03") == []
    for response in ("avoid", "减轻", "Transfer", None, "观察"):
        assert risks(risk(response=response), code="K03") == []


# K04

def important(*rows, priority="high"):
    return risks(*rows, code="K04", tasks=[task("T-A-1", "03-02", "03-13", priority=priority),
                                           task("T-A-2", "03-02", "03-13", priority="low")])


def test_an_important_task_needs_a_risk():
    elsewhere = risk(task="T-A-2")
    assert important(elsewhere) == ["warning: plan.tasks T-A-1 priority"]
    assert important(elsewhere, risk(risk="RK-2")) == []
    assert important(elsewhere, priority="medium") == important(elsewhere, priority="很高") == []


def test_a_department_that_says_it_has_none_and_one_that_says_nothing():
    tasks = [task("T-A-1", "03-02", "03-13", priority="high")]
    assert said(story(plan={"A": {"tasks": tasks}}), "K04") == ["warning: plan.tasks T-A-1 priority"]     # 无
    assert said(story(plan={"A": {"tasks": tasks, "risks": []}}), "K04") == []


def test_a_risk_of_a_task_that_cannot_be_read_may_be_the_one():
    assert important(risk(task="T-A-9")) == important(risk(task=None)) == []


def test_a_risk_may_stand_in_another_departments_plan():
    tasks = {"A": {"tasks": [task("T-A-1", "03-02", "03-13", priority="high")]}, "B": {"risks": [risk()]}}
    assert said(story(plan=tasks), "K04") == []


# K05

def followed(likelihood=2, impact=3, as_of="03-31", organisation=None, **cells):
    return risks(risk(likelihood, impact, **cells), code="K05", as_of=day(as_of), organisation=organisation)


def test_a_measure_that_is_overdue():
    assert followed() == followed(5, 5) == at("due", "closed", severity="warning")
    assert followed(closed=day("03-10")) == followed(closed=day("03-31")) == []
    assert followed(closed=day("04-10")) == at("due", "closed", severity="warning")  # open at the cut-off
    assert followed(as_of="03-06") == []                                       # due on the day itself
    assert followed(as_of="03-07") == at("due", "closed", severity="warning")
    assert followed(closed="已关闭") == followed(due="三月初") == []


def test_a_measure_without_a_date():
    assert followed(due=None) == at("due", severity="warning")
    assert followed(due=None, measure=None) == []
    assert followed(due=None, closed=day("03-10")) == []


def test_a_serious_risk_without_a_date_is_said_once():
    assert followed(3, 5, due=None) == []
    assert risks(risk(3, 5, due=None), code="K02") == at("due")
    assert followed(3, 5, due=None, organisation=parameter("K02", "score", 20)) == at("due", severity="warning")
    assert followed(None, 5, due=None) == at("due", severity="warning")
