"""M01, M02, M05–M07: each with defects of three kinds, a near miss, and silence after repair."""

from __future__ import annotations

import pytest
from tables import day, facts, said, story, task

from checks.status import Status

TASK = task("T-A-1", "03-02", "05-29")


def row(actual=50, planned=50, status="in_progress", key="T-A-1", **more):
    return {"task": key, "planned": planned, "actual": actual, "status": status, **more}


def reported(*months, tasks=(TASK,), last=None, as_of="05-31", organisation=None, **more):
    """A's reports from March on, each a list of rows; `more` are sheets of the last one."""
    books = {f"A/2026-{number:02}": {"progress": rows} for number, rows in enumerate(months, 3)}
    if books and more:
        books[max(books)].update(more)
    return story({"deadlines": [{"book": "progress", "period": f"2026-{month:02}", "due": day("12-31")}
                                for month in (3, 4, 5)], **(organisation or {})},
                 plan={"A": {"tasks": list(tasks)}}, progress=books | (last or {}), as_of=day(as_of), departments="A")


def test_months_without_a_report():
    assert said(reported([row()], [row()]), "M01") == ["error: organisation.departments A department"]
    assert facts(reported([row()], [row()]), "M01")[0]["months"] == ["2026-05"]
    assert facts(reported(), "M01")[0]["months"] == ["2026-03", "2026-04", "2026-05"]
    assert said(reported([row()], [row()], [row()]), "M01") == []
    assert said(reported([row()], [row()], as_of="05-30"), "M01") == []                # May has not ended


def test_without_deadlines_every_month_of_the_year_is_expected():
    portfolio = reported([row()], organisation={"deadlines": []}, as_of="04-30")
    assert facts(portfolio, "M01")[0]["months"] == ["2026-01", "2026-02", "2026-04"]


def test_started_tasks_that_no_report_names():
    two = (TASK, task("T-A-2", "04-30", "06-30"))
    assert said(reported([row()], [row()], [row()], tasks=two), "M01") == ["error: plan.tasks T-A-2 task"]
    assert facts(reported([row()], [row()], [row()], tasks=two), "M01")[0]["months"] == ["2026-04", "2026-05"]
    assert said(reported([row()], [row()], [row(), row(key="T-A-2")], tasks=two), "M01") == [
        "error: plan.tasks T-A-2 task"]
    assert said(reported([row()], [row(), row(key="T-A-2")], [row()], tasks=two), "M01") == []    # it disappears: E01
    later = (TASK, task("T-A-2", "06-01", "06-30"))
    assert said(reported([row()], [row()], [row()], tasks=later), "M01") == []


def test_nothing_is_concluded_from_an_empty_sheet_an_unknown_task_or_a_parent():
    assert said(reported([], [row()], [row()]), "M01") == []
    assert said(reported([row(key="T-A-9")], [row()], [row()]), "M01") == []
    stages = (TASK, task("T-A-2", "03-02", "05-29"), {**TASK, "parent_task": "T-A-2"} | {"task": "T-A-3"})
    both = [row(), row(key="T-A-3")]
    assert said(reported(both, both, both, tasks=stages), "M01") == []


PROOF = {"actual_finish": day("05-20"), "evidence": "验收单 12"}


def test_done_without_proof():
    assert said(reported([row(100, status="done")]), "M02") == [
        "error: progress.progress T-A-1 status; progress.progress T-A-1 actual_finish; progress.progress T-A-1 evidence"]
    assert said(reported([row(100, status="done", evidence="验收单 12")]), "M02") == [
        "error: progress.progress T-A-1 status; progress.progress T-A-1 actual_finish"]
    assert said(reported([row(100, status="done", **PROOF)]), "M02") == []
    assert said(reported([row(99)]), "M02") == []


def accepting(*results, rectified=False, by="A"):
    acceptance = [{"task": "T-A-1", "date": day(f"05-{number:02}"), "by": "A", "result": result}
                  for number, result in enumerate(results, 10)]
    rectification = [{"rectification": "RC-1", "task": "T-A-1"}] if rectified else []
    return reported([row(100, status="done", **PROOF)], [row(100, status="done", **PROOF)],
                    [row(100, status="done", **PROOF)], tasks=({**TASK, "accepted_by": by},), acceptance=acceptance,
                    rectification=rectification)


def test_done_without_the_acceptance_asked_for():
    wrong = ["error: progress.progress T-A-1 status; plan.tasks T-A-1 accepted_by"]
    assert said(accepting(), "M02") == wrong
    assert said(accepting("passed", "failed", rectified=True), "M02") == wrong
    assert said(accepting("failed"), "M02") == []                                      # M09 says it
    assert said(accepting("failed", "passed"), "M02") == []
    assert said(accepting(by="生产1部"), "M02") == []


def test_the_last_report_that_calls_it_done_counts():
    bare, proved = row(100, status="done"), row(100, status="done", **PROOF)
    assert said(reported([bare], [bare], [proved]), "M02") == []
    assert len(said(reported([bare], [bare]), "M02")) == 1
    assert len(said(reported([bare], [row(90)]), "M02")) == 1


def colours(actual=50, planned=50, finish="05-29", as_of="05-31", tasks=None, **more):
    status = more.pop("status", "in_progress")
    sheets = {key: more.pop(key) for key in ("acceptance", "rectification", "changes") if key in more}
    portfolio = reported([row(actual)], [row(actual)], [row(actual, planned, status, **more)],
                         tasks=tasks or (task("T-A-1", "03-02", finish),), as_of=as_of, **sheets)
    return {code: found for code in ("M05", "M06", "M07") if (found := said(portfolio, code))}


RED = {"M05": ["warning: progress.progress T-A-1 actual; plan.tasks T-A-1 finish"]}
BLUE = {"M06": ["hint: progress.progress T-A-1 actual; plan.tasks T-A-1 finish"]}
YELLOW = {"M07": ["warning: progress.progress T-A-1 actual; progress.progress T-A-1 planned"]}


def test_red():
    assert colours(60) == RED
    assert colours(0, status="not_started") == RED
    assert colours(60, 90) == RED                                                      # red before yellow
    assert colours(60, status="cancelled") == RED                                      # without an approved change
    assert colours(100, status="done", **PROOF) == {}
    assert colours(100, status="done") == {}                                           # M02 says it
    assert colours(95, finish="05-31") == {}


def moved(new, requested, **more):
    return [{"change": "CH-1", "task": "T-A-1", "field": "finish", "new": new, "requested": day(requested),
             "result": "approved", "reason": "缺料"} | more]


def test_an_extension_approved_in_time_moves_the_due_date():
    assert colours(60, changes=moved("2026-07-31", "05-29")) == {}
    assert colours(60, changes=moved("2026年7月31日", "05-20")) == {}
    assert colours(60, changes=moved("2026-07-31", "05-30")) == RED                    # asked for too late
    assert colours(60, changes=moved("2026-07-31", "05-20", result="rejected")) == RED
    assert colours(60, changes=moved("取消", "05-20", field="status")) == {}


def test_blue():
    assert colours(70, 70, "06-07") == BLUE
    assert colours(89, 90, "05-31") == BLUE
    assert colours(0, 0, "06-01", status="not_started") == BLUE
    assert colours(70, 70, "06-08") == {}
    assert colours(90, 90, "06-07") == {}


def test_yellow():
    assert colours(45, 70, "09-30") == YELLOW
    assert colours(45, 70, "06-02") == YELLOW                                          # yellow before blue
    assert colours(0, 11, "09-30") == YELLOW
    assert colours(60, 70, "09-30") == {}
    failed = [{"task": "T-A-1", "date": day("05-12"), "by": "A", "result": "failed"}]
    assert colours(70, 70, "09-30", acceptance=failed, rectification=[{"rectification": "RC-1", "task": "T-A-1"}]) == {
        "M07": ["warning: progress.progress T-A-1 actual; progress.acceptance T-A-1/2026-05-12 result"]}
    assert colours(70, 70, "09-30", acceptance=failed) == {}                           # M09 says it


def test_progress_that_falls_is_not_said_to_be_behind_as_well():
    portfolio = reported([row(50)], [row(80)], [row(60, 75)], tasks=(task("T-A-1", "03-02", "09-30"),))
    assert said(portfolio, "M07") == []


@pytest.mark.parametrize("finish", ["05-29", "06-03"])
def test_an_impossible_window_or_unreadable_cell_has_no_colour(finish):
    assert colours(60, 90, tasks=(task("T-A-1", "08-01", finish),)) == {}
    assert colours("一半", 90, finish) == {}
    assert colours(60, 90, tasks=(task("T-A-1", "03-02", finish) | {"finish": "月底"},)) == {}


def test_only_the_newest_report_has_colours_and_none_after_the_cut_off():
    later = {"A/2026-06": {"progress": [row(100, status="done", **PROOF)]}}
    portfolio = reported([row(10, 90)], [row(10, 90)], [row(60)], last=later)
    assert len(said(portfolio, "M05")) == 1
    assert said(reported([row(10, 90)], [row(10, 90)], [row(60)], last=later, as_of="06-30"), "M05") == []


def test_done_needs_the_last_report_a_finish_and_the_acceptance():
    for portfolio, done in ((accepting("passed"), True), (accepting("failed"), False), (accepting(), False),
                            (reported([row(100, status="done", actual_finish=day("06-01"))]), False)):
        status = Status(portfolio)
        assert status.done(status.baseline["T-A-1"]) is done
