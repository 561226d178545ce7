"""M03, M04, M08–M13: each with defects of several kinds, a near miss, silence after repair, unreadable cells, parameters."""

from __future__ import annotations

from datetime import date

import pytest
from tables import day, facts, said, story, task

from checks.judge import judge

TASK = task("T-A-1", "03-02", "05-29")
PEOPLE = [{"person": "E1", "name": "李娜", "department": "A", "hours_per_day": 8},
          {"person": "E2", "name": "陈刚", "department": "A", "hours_per_day": 10}]


def row(actual=50, key="T-A-1", planned=50, status="in_progress", **more):
    return {"task": key, "planned": planned, "actual": actual, "status": status, **more}


def reported(*months, tasks=(TASK,), as_of="05-31", parameters=(), absences=(), first=3, **more):
    """A's reports from March on, each the rows of progress; `more` are sheets of the last one. None: no report."""
    books = {f"A/2026-{number:02}": {"progress": rows} for number, rows in enumerate(months, first) if rows is not None}
    books[max(books)].update(more)
    return story({"people": PEOPLE, "absences": list(absences), "parameters": list(parameters)},
                 plan={"A": {"tasks": list(tasks)}}, progress=books, as_of=day(as_of), departments="A")


def setting(rule, **values):
    return [{"rule": rule, "parameter": name, "value": str(value)} for name, value in values.items()]


# M03 ---------------------------------------------------------------------------------------------------------------

UNSTEADY = "warning: progress.progress T-A-1 actual; progress.progress T-A-1 actual"


def actuals(*values, **more):
    return said(reported(*(None if value is None else [row(value)] for value in values), **more), "M03")


def test_progress_falls():
    assert actuals(50, 49) == actuals(20, 50, 40) == actuals(20, 10, 40) == [UNSTEADY]
    assert actuals(50, 50, 50) == []
    assert len(actuals(50, 40, 30)) == 2
    told = facts(reported([row(80)], [row(60)]), "M03")[0]
    assert (told["month"], told["earlier"], told["points"]) == ("2026-04", "2026-03", 20)


def test_progress_jumps():
    assert actuals(10, 61) == [UNSTEADY]
    assert actuals(10, 60) == []
    assert actuals(100) == []                                                            # nothing before it
    assert actuals(10, 71, parameters=setting("M03", jump=61)) == []
    assert actuals(10, 71, parameters=setting("M03", jump=60)) == [UNSTEADY]


def test_where_a_month_is_missing_so_much_more_may_be_done():
    assert actuals(10, None, 100) == []
    assert actuals(50, None, 40) == [UNSTEADY]
    assert actuals(10, None, 71, parameters=setting("M03", jump=30)) == [UNSTEADY]


def test_what_cannot_be_read_is_passed_over():
    assert actuals(50, "一半", 60) == actuals(50, "", 60) == []
    assert actuals(50, "一半", 40) == [UNSTEADY]
    assert said(reported([row(50, "T-A-9")], [row(40, "T-A-9")]), "M03") == []


def test_reports_after_the_cut_off_and_of_other_departments_are_not_compared():
    assert actuals(50, 40, as_of="04-29") == []
    other = story({}, plan={"A": {"tasks": [TASK]}}, progress={"A/2026-03": {"progress": [row(60)]},
                                                              "B/2026-04": {"progress": [row(20)]}}, as_of=day("04-30"))
    assert said(other, "M03") == []


def test_over_the_turn_of_the_year():
    books = {"A/2025-12": {"progress": [row(10)]}, "A/2026-01": {"progress": [row(61)]}}
    assert len(said(story({}, plan={"A": {"tasks": [TASK]}}, progress=books, as_of=day("01-31"), departments="A"), "M03")) == 1


# M04 ---------------------------------------------------------------------------------------------------------------

FINISH, START = "progress.progress T-A-1 actual_finish", "progress.progress T-A-1 actual_start"


def dated(start=None, finish=None, **more):
    return said(reported([row(actual_start=start and day(start), actual_finish=finish and day(finish))], **more), "M04")


def test_dates_that_have_not_come():
    assert dated("03-02", "06-01") == [f"error: {FINISH}"]
    assert dated("06-01") == [f"error: {START}"]
    assert dated("06-01", "06-02") == [f"error: {START}", f"error: {FINISH}"]
    assert dated("03-02", "05-31") == []
    assert dated() == []
    assert dated("03-02", "06-01", as_of="06-01") == []


def test_finished_before_it_started():
    assert dated("03-03", "03-02") == [f"error: {FINISH}; {START}"]
    assert dated("03-02", "03-02") == []
    assert dated("06-01", "03-02") == [f"error: {START}"]                                # one mistake, one finding


def test_of_reports_that_repeat_a_date_the_newest_is_named():
    wrong = row(actual_start=day("03-02"), actual_finish=day("06-05"))
    portfolio = reported([wrong], [wrong], [wrong])
    assert said(portfolio, "M04") == [f"error: {FINISH}"]
    finding = next(each for each in judge(portfolio, raising=True).findings if each.code == "M04")
    assert finding.anchor.file == "A_progress_2026-05.xlsx"
    assert len(said(reported([wrong], [row(actual_start=day("03-02"), actual_finish=day("06-06"))]), "M04")) == 2
    assert said(reported([wrong], as_of="03-30"), "M04") == []                           # the report is not looked at


def test_unreadable_dates_are_not_judged():
    assert said(reported([row(actual_start="三月", actual_finish=day("03-02"))]), "M04") == []
    assert said(reported([row(actual_start=day("03-05"), actual_finish="三月")]), "M04") == []


# M08 ---------------------------------------------------------------------------------------------------------------

def extension(requested, result="approved", new="2026-06-26", key="CH-1", **more):
    return {"change": key, "task": "T-A-1", "field": "finish", "old": "2026-05-29", "new": new, "reason": "到货晚",
            "requested": requested and day(requested), "approved": day("05-27") if result == "approved" else None,
            "result": result, **more}


def extended(*changes, last=None, as_of="06-30", tasks=(TASK,)):
    return said(reported([row()], [row()], [row()], [last or row()], changes=list(changes), as_of=as_of, tasks=tasks), "M08")


LATE = ["error: progress.changes CH-1 new; progress.changes CH-1 requested; plan.tasks T-A-1 finish"]
OPEN = ["warning: progress.changes CH-1 new; progress.changes CH-1 result; plan.tasks T-A-1 finish"]


def test_asked_after_the_date():
    assert extended(extension("05-30")) == LATE
    assert extended(extension("06-03", "pending")) == extended(extension("06-03", "rejected")) == LATE
    assert extended(extension("05-29")) == []
    portfolio = reported([row()], [row()], [row()], [row()], changes=[extension("06-03")], as_of="06-30")
    assert facts(portfolio, "M08")[0]["days"] == 3


def test_not_approved_when_the_date_passed():
    assert extended(extension("05-20", "rejected")) == extended(extension("05-20", "pending")) == OPEN
    assert extended(extension("05-20", None)) == OPEN
    assert extended(extension("05-20", approved=day("07-01"))) == OPEN                   # not yet, at the cut-off
    assert extended(extension("05-20", approved=None)) == []                             # an approval without a date counts
    books = reported([row()], [row()], changes=[extension("04-20", "pending")], as_of="05-29")
    assert said(books, "M08") == []                                                      # today is still in time


def test_a_second_extension_replaces_the_first():
    second = extension("06-20", new="2026-07-10", key="CH-2")
    assert extended(extension("05-20"), second) == []
    assert extended(extension("05-20"), second | {"requested": day("06-27")}) == [LATE[0].replace("CH-1", "CH-2")]
    assert extended(extension("05-10", "rejected"), extension("05-20", key="CH-2")) == []
    assert extended(extension("05-20"), second | {"result": "rejected", "approved": None}) == [OPEN[0].replace("CH-1", "CH-2")]


def test_work_that_was_done_in_time_or_cancelled_needs_no_extension():
    done = row(100, status="done", actual_finish=day("05-28"), evidence="验收单 3")
    assert extended(extension("05-20", "rejected"), last=done) == []
    assert extended(extension("05-20", "rejected"), last=done | {"actual_finish": day("06-05")}) == OPEN
    cancelled = extension("05-20", key="CH-2", field="status", new="取消")
    assert extended(extension("06-03"), cancelled) == []


def test_what_is_no_extension_or_cannot_be_read():
    assert extended(extension("06-03", new="2026-05-20")) == []                          # brought forward
    assert extended(extension("06-03", field="budget")) == []
    assert extended(extension(None)) == []
    assert extended(extension("06-03", task="T-A-9")) == []
    assert extended(extension("05-20", "同意")) == []
    assert extended(extension("06-03"), tasks=[TASK | {"finish": "五月底"}]) == []
    assert extended(extension("06-03"), tasks=[TASK | {"start": day("06-01")}]) == []
    assert extended(extension("06-03", new="六月底")) == LATE


def test_departments_may_number_their_changes_alike():
    progress = {f"{key}/2026-06": {"progress": [row(key=f"T-{key}-1")], "changes": [
        extension("05-20" if key == "A" else "06-03", task=f"T-{key}-1")]} for key in "AB"}
    plan = {key: {"tasks": [task(f"T-{key}-1", "03-02", "05-29")]} for key in "AB"}
    portfolio = story({}, plan=plan, progress=progress, as_of=day("06-30"))
    assert said(portfolio, "M08") == [LATE[0].replace("T-A-1", "T-B-1")]


def codes(portfolio, wanted):
    return [each.code for each in judge(portfolio, raising=True).findings if each.code in wanted]


def test_why_the_date_stands_and_that_the_work_is_late_are_both_said():
    portfolio = reported([row()], [row()], [row()], [row()], changes=[extension("06-03")], as_of="06-30")
    assert sorted(codes(portfolio, {"M05", "M08"})) == ["M05", "M08"]


# M09 ---------------------------------------------------------------------------------------------------------------

def acceptances(*results, last=28):
    """Acceptances of May, the last on the 28th."""
    return [{"task": "T-A-1", "date": day(f"05-{last - len(results) + number + 1:02}"), "by": "A", "result": result,
             "problem": "接线松动"} for number, result in enumerate(results)]


def fault(key="RC-1", due="06-12", closed=None, recheck=None, **more):
    return {"rectification": key, "source": "quality", "task": "T-A-9", "problem": "划伤", "department": "A",
            "due": due and day(due), "closed": closed and day(closed), "recheck": recheck, **more}


def loop(acceptance=(), rectification=(), **more):
    sheets = {"acceptance": list(acceptance), "rectification": list(rectification)}
    return said(reported([row()], [row()], [row()], **sheets, **more), "M09")


FAILED = ["error: progress.acceptance T-A-1/2026-05-28 result"]


def test_failed_and_nothing_rectified():
    assert loop(acceptances("failed")) == loop(acceptances("passed", "failed")) == FAILED
    assert loop(acceptances("failed", "passed")) == loop(acceptances("passed")) == []
    assert loop(acceptances("failed"), [fault(task="T-A-1")]) == []
    assert loop(acceptances("不行")) == []


def test_an_earlier_rectification_is_about_an_earlier_failure():
    old = fault(task="T-A-1", due="05-20", closed="05-18", recheck="passed")
    assert loop(acceptances("failed"), [old]) == FAILED
    assert loop(acceptances("failed", last=15), [old]) == []


def test_a_rectification_that_does_not_say_of_which_task_may_be_the_one():
    assert loop(acceptances("failed"), [fault(task=None, source="acceptance")]) == []
    assert loop(acceptances("failed"), [fault(task="某任务")]) == []
    assert loop(acceptances("failed"), [fault(task=None, source="customer")]) == FAILED


OVERDUE = ["error: progress.rectification RC-1 due; progress.rectification RC-1 closed"]


def test_overdue():
    assert loop(rectification=[fault(due="05-30")]) == loop(rectification=[fault(due="05-30", closed="06-02")]) == OVERDUE
    assert loop(rectification=[fault(due="05-31")]) == []
    assert loop(rectification=[fault(due="05-20", closed="05-20", recheck="passed")]) == []
    assert loop(rectification=[fault(due="05-20", closed="05-25", recheck="passed")]) == []
    assert loop(rectification=[fault(due=None)]) == []
    assert facts(reported([row()], rectification=[fault(due="05-19")]), "M09")[0]["days"] == 12


UNCHECKED = ["error: progress.rectification RC-1 recheck; progress.rectification RC-1 closed"]


def test_closed_without_a_passed_recheck():
    assert loop(rectification=[fault(closed="05-20")]) == UNCHECKED
    assert loop(rectification=[fault(closed="05-20", recheck="failed")]) == UNCHECKED
    assert loop(rectification=[fault(due="05-10", closed="05-20")]) == UNCHECKED        # not overdue as well
    assert loop(rectification=[fault(closed="05-20", recheck="passed")]) == []
    assert loop(rectification=[fault(closed="05-20", recheck="还行")]) == []
    assert loop(rectification=[fault(due="05-10") | {"closed": "五月"}]) == []


def test_the_last_word_on_a_rectification_counts():
    april = {"progress": [row()], "rectification": [fault(due="04-20")]}
    books = {"A/2026-04": april, "A/2026-05": {"progress": [row()], "rectification": [
        fault(due="04-20", closed="05-10", recheck="passed")]}}
    assert said(story({}, plan={"A": {"tasks": [TASK]}}, progress=books, as_of=day("05-31")), "M09") == []
    books["A/2026-05"].pop("rectification")
    assert said(story({}, plan={"A": {"tasks": [TASK]}}, progress=books, as_of=day("05-31")), "M09") == OVERDUE


def test_a_failed_acceptance_is_said_once():
    wanting = {**TASK, "accepted_by": "A"}
    done = row(100, status="done", actual_finish=day("05-28"), evidence="档案 3")
    portfolio = reported([row()], [row()], [done], tasks=[wanting], acceptance=acceptances("failed"))
    assert codes(portfolio, {"M02", "M07", "M09"}) == ["M09"]


# M10 ---------------------------------------------------------------------------------------------------------------

def resolved(**more):
    resolution = {"resolution": "A-1", "meeting": "MT-1", "matter": "排程定稿", "department": "A", "person": "E1",
                  "due": day("05-20"), "status": "open"}
    return said(story({"people": PEOPLE}, meetings={"resolutions": [resolution | more]}, as_of=day("05-31")), "M10")


def test_resolutions_overdue_or_without_a_person():
    overdue = "warning: meetings.resolutions A-1 due; meetings.resolutions A-1 status"
    person = "warning: meetings.resolutions A-1 person"
    assert resolved() == resolved(due=day("05-30")) == resolved(status="未办") == [overdue]
    assert resolved(due=day("05-31")) == resolved(status="done") == resolved(status="dropped") == []
    assert resolved(status="done", person=None) == resolved(due=day("06-30"), person=None) == [person]
    assert resolved(person=None) == [overdue, person]
    assert resolved(status="dropped", person=None) == []


def test_resolutions_that_cannot_be_read():
    assert resolved(due=None) == resolved(due="月底") == resolved(status=None) == resolved(status="在办") == []
    assert resolved(status="done", person="某人") == []


def asked(raised="05-18", answered=None, **more):
    issue = {"issue": "W-1", "raised": day(raised), "matter": "合同待核", "to_department": "A", "answered": answered}
    return said(reported([row()], [row()], [row()], issues=[issue | more]), "M10")


def test_issues_without_an_answer():
    unanswered = ["warning: progress.issues W-1 raised; progress.issues W-1 answered"]
    assert asked("05-04") == asked("05-21") == asked("05-18", day("06-01")) == unanswered
    assert asked("05-22") == asked("05-31") == []                                        # 05-22 is a Friday: five workdays
    assert asked("05-04", day("05-29")) == asked("05-04", day("05-31")) == asked("05-04", "月底") == []
    assert asked(to_department=None) == unanswered


def test_issues_with_other_limits_and_told_again():
    issue = {"issue": "W-1", "raised": day("04-01"), "matter": "合同待核"}
    books = {"A/2026-04": {"issues": [issue]}, "A/2026-05": {"issues": [issue | {"answered": day("05-06")}]}}
    assert said(story({}, progress=books, as_of=day("05-31")), "M10") == []
    books["A/2026-05"] = {}
    assert len(said(story({}, progress=books, as_of=day("05-31")), "M10")) == 1
    lax = {"parameters": setting("M10", workdays=60)}
    assert said(story(lax, progress=books, as_of=day("05-31")), "M10") == []


# M11 ---------------------------------------------------------------------------------------------------------------

def hours(*entries, person="E1", **more):
    """Entries of May as (day, hours)."""
    sheet = [{"person": person, "task": "T-A-1", "date": date(2026, 5, each), "hours": count} for each, count in entries]
    return reported([row()], [row()], [row()], timesheet=sheet, **more)


def entry(number, person="E1"):
    return f"progress.timesheet {person}/T-A-1/2026-05-{number:02} hours"


def test_days_off():
    assert said(hours((1, 2)), "M11") == [f"warning: {entry(1)}"]                        # 劳动节
    assert said(hours((17, 8)), "M11") == [f"warning: {entry(17)}"]                      # a Sunday
    assert said(hours((9, 8)), "M11") == []                                              # a Saturday on which people work
    assert said(hours((18, 8)), "M11") == []
    assert said(hours((17, 0)), "M11") == []
    assert said(hours((17, 14)), "M11") == [f"warning: {entry(17)}"]                     # once, and no overtime of a day


def test_days_of_leave():
    leave = [{"person": "E1", "start": day("05-11"), "finish": day("05-15"), "kind": "leave"}]
    assert said(hours((12, 4), absences=leave), "M11") == [f"warning: {entry(12)}; organisation.absences E1/2026-05-11 start"]
    assert said(hours((18, 4), absences=leave), "M11") == []
    for kind in ("trip", "training"):
        assert said(hours((12, 4), absences=[leave[0] | {"kind": kind}]), "M11") == []
    assert said(hours((12, 4), absences=[leave[0] | {"person": "E2"}]), "M11") == []
    assert codes(hours((12, 14), absences=leave), {"M11", "R12"}) == ["M11"]


def test_more_than_a_day_holds():
    assert codes(hours((18, 13)), {"M11", "R12"}) == ["R12"]                             # five hours of overtime
    assert codes(hours((18, 12.5), person="E2"), {"M11", "R12"}) == ["M11"]              # ten a day: two and a half
    assert codes(hours((18, 12), person="E2"), {"M11", "R12"}) == []
    assert codes(hours((18, 13), parameters=setting("R12", day=6)), {"M11", "R12"}) == ["M11"]
    assert codes(hours((18, 9), parameters=setting("M11", hours=8)), {"M11", "R12"}) == ["M11"]


def test_all_entries_of_a_day_are_one_finding():
    assert said(hours((18, 7), (18, 5.5), (19, 8), person="E2"), "M11") == [f"warning: {entry(18, 'E2')}; {entry(18, 'E2')}"]
    sunday = {"person": "E1", "date": day("05-17"), "hours": 2}
    two = story({"people": PEOPLE}, progress={f"{key}/2026-05": {"timesheet": [sunday | {"task": f"T-{key}-1"}]} for key in "AB"})
    assert said(two, "M11") == [
        "warning: progress.timesheet E1/T-A-1/2026-05-17 hours; progress.timesheet E1/T-B-1/2026-05-17 hours"]


def test_entries_that_cannot_be_read():
    broken = {"person": "E1", "task": "T-A-1", "date": day("05-17"), "hours": 2}
    for wrong in ({"person": "某人"}, {"person": None}, {"date": "周日"}, {"hours": "两小时"}, {"hours": 30}, {"hours": None}):
        assert said(reported([row()], [row()], [row()], timesheet=[broken | wrong]), "M11") == []


# M12 ---------------------------------------------------------------------------------------------------------------

def held(*days, kind="monthly", as_of="06-30", **more):
    """Monthly meetings on these days; quarterly ones on time."""
    rows = [{"meeting": f"MT-{number}", "kind": kind, "date": date(2026, *each) if isinstance(each, tuple) else each}
            for number, each in enumerate(days, 1)]
    other = "quarterly" if kind == "monthly" else "monthly"
    rows += [{"meeting": f"MO-{month}", "kind": other, "date": date(2026, month, 24)}
             for month in (range(3, 13, 3) if kind == "monthly" else range(1, 13))]
    return said(story({}, meetings={"meetings": rows}, as_of=day(as_of), **more), "M12")


def test_every_month_is_held():
    assert held(*((month, 6) for month in range(1, 7))) == []
    assert held(*((month, 6) for month in range(1, 6)), as_of="06-29") == []             # June has not ended


def test_gaps():
    places = ["warning: meetings.meetings MT-2 date; meetings.meetings MT-3 date"]
    assert held((1, 6), (2, 6), (4, 6), (5, 6), (6, 30)) == places
    assert held((1, 6), (2, 6), (5, 6), (6, 1)) == places                                # two months, one gap
    assert held((6, 1), (1, 6), (5, 6), (2, 6)) == ["warning: meetings.meetings MT-4 date; meetings.meetings MT-3 date"]
    assert held((2, 6), (3, 6), (4, 6), (5, 6), (6, 6)) == ["warning: organisation.about  year; meetings.meetings MT-1 date"]
    assert held((1, 6), (2, 6), (3, 6), (4, 6), (5, 6)) == ["warning: meetings.meetings MT-5 date"]
    assert held((1, 6), (3, 6), (5, 6), (6, 6)) == ["warning: meetings.meetings MT-1 date; meetings.meetings MT-2 date",
                                                    "warning: meetings.meetings MT-2 date; meetings.meetings MT-3 date"]
    assert held() == ["warning: organisation.about  year"]


def test_quarters():
    assert held((3, 24), (6, 24), kind="quarterly") == []
    assert held((3, 24), kind="quarterly") == ["warning: meetings.meetings MT-1 date"]
    assert held((1, 3), (7, 2), kind="quarterly") == ["warning: meetings.meetings MT-1 date; meetings.meetings MT-2 date"]
    assert held((3, 24), kind="quarterly", as_of="06-29") == []


def test_other_meetings_and_other_years_do_not_count():
    rows = [{"meeting": "MT-1", "kind": kind, "date": date(2026, 1, 6)} for kind in ("annual", "special")]
    rows += [{"meeting": "MT-2", "kind": "monthly", "date": date(2025, 1, 6)}]
    assert len(said(story({}, meetings={"meetings": rows}, as_of=day("01-31")), "M12")) == 1
    assert said(story({}, as_of=day("06-30")), "M12") == []                              # no register, nothing to say


def test_what_cannot_be_read_may_be_the_missing_meeting():
    five = [(month, 6) for month in (1, 2, 3, 5, 6)]
    assert held(*five, None) == held(*five, "四月六日") == []
    rows = [{"meeting": f"MT-{month}", "kind": "例会" if month == 4 else "monthly", "date": date(2026, month, 6)}
            for month in range(1, 7)]
    assert "MT-3" not in str(said(story({}, meetings={"meetings": rows}, as_of=day("06-30")), "M12"))


# M13 ---------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("due", "closed", "found"), [
    (day("05-30"), None, True), (day("01-15"), day("06-01"), True), (day("05-31"), None, False),
    (day("05-20"), day("05-20"), False), (day("05-20"), day("05-29"), False), (None, None, False), ("月底", None, False),
    (day("05-20"), "已关", False),
])
def test_improvements_overdue(due, closed, found):
    improvement = {"improvement": "IM-1", "source": "半年评估", "measure": "改版", "owner": "E1", "due": due, "closed": closed}
    portfolio = story({"people": PEOPLE}, registers={"improvements": [improvement]}, as_of=day("05-31"))
    assert said(portfolio, "M13") == (
        ["warning: registers.improvements IM-1 due; registers.improvements IM-1 closed"] if found else [])
