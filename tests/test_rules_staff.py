"""R11, R13, R14, R18: who does the work, taught how, who is missing, and how good the partners are."""

from __future__ import annotations

from datetime import date

import pytest
from tables import day, said, story, task

PEOPLE = [{"person": "E1", "name": "陈一", "department": "A", "post": "钳工", "hours_per_day": 8}]

# ---- R11: tasks without resources


def planned(tasks=None, **sheets):
    tasks = tasks or [task("T-A-1", "03-02", "03-13"), task("T-A-2", "03-02", "03-13")]
    staffed = {"staffing": [{"task": "T-A-1", "person": "E1"}]}
    return story({"people": PEOPLE}, plan={"A": {"tasks": tasks} | staffed | sheets})


def test_a_task_in_no_line():
    assert said(planned(), "R11") == ["warning: plan.tasks T-A-2 task"]
    assert said(planned(staffing=[{"task": "T-A-2"}]), "R11") == ["warning: plan.tasks T-A-1 task"]
    nobody = story(plan={"A": {"tasks": [task("T-A-1", "03-02", "03-13")]}})                    # its staffing says 无
    assert said(nobody, "R11") == ["warning: plan.tasks T-A-1 task"]


@pytest.mark.parametrize("sheets", [
    {"staffing": [{"task": "T-A-1"}, {"task": "T-A-2", "post": "钳工", "headcount": 1}]},
    {"equipment": [{"task": "T-A-2", "asset": "EQ1", "quantity": 1}]},
    {"procurement": [{"task": "T-A-2", "material": "水泵", "quantity": 1}]},
])
def test_one_line_of_any_kind_is_enough(sheets):
    assert said(planned(**sheets), "R11") == []


def test_a_line_of_another_department_is_enough():
    plan = {"A": {"tasks": [task("T-A-1", "03-02", "03-13")]},
            "B": {"procurement": [{"task": "T-A-1", "material": "水泵", "quantity": 1}]}}
    assert said(story(plan=plan), "R11") == []


def test_a_task_with_sub_tasks_takes_theirs():
    tasks = [task("T-A-1", "03-02", "03-13", parent_task="T-A-2"), task("T-A-2", "03-02", "03-13")]
    assert said(planned(tasks), "R11") == []


def test_an_empty_sheet_and_a_blank_number_have_their_own_findings():
    assert said(planned(staffing=[]), "R11") == []
    assert said(planned([task("T-A-1", "03-02", "03-13"), task("T-A-2", "03-02", "03-13") | {"task": None}]), "R11") == []


def test_a_line_of_an_unknown_task_helps_none():
    assert said(planned(staffing=[{"task": "T-A-1"}, {"task": "T-A-99"}]), "R11") == ["warning: plan.tasks T-A-2 task"]


def test_a_task_number_typed_twice_is_one_task():
    tasks = [task("T-A-1", "03-02", "03-13"), task("T-A-2", "03-02", "03-13"), task("T-A-2", "04-07", "04-17")]
    assert said(planned(tasks), "R11") == ["warning: plan.tasks T-A-2 task"]


# ---- R13: training

def taught(as_of=date(2026, 6, 30), **row):
    course = {"course": "焊接", "planned_people": 10, "actual_people": 10, "date": day("03-20")}
    return said(story(registers={"training": [course | row]}, as_of=as_of), "R13")


def test_training_that_reached_too_few():
    wrong = ["warning: registers.training 焊接 actual_people; registers.training 焊接 planned_people"]
    assert taught(actual_people=7) == wrong
    assert taught(actual_people=0) == wrong
    assert taught(actual_people=79, planned_people=100) == wrong
    assert taught(actual_people=8) == []                                    # 80 %
    assert taught(actual_people=12) == []


def test_a_course_without_a_figure_waits_for_the_end_of_the_year():
    assert taught(actual_people=None) == []
    assert taught(as_of=date(2026, 12, 30), actual_people=None) == []
    assert len(taught(as_of=date(2026, 12, 31), actual_people=None)) == 1


@pytest.mark.parametrize("row", [{"actual_people": "七"}, {"planned_people": "十"}, {"planned_people": None, "actual_people": 0},
                                 {"planned_people": 0, "actual_people": 0}])
def test_figures_that_cannot_be_read_are_silent(row):
    assert taught(as_of=date(2026, 12, 31), **row) == []


def test_the_share_that_must_come_is_a_parameter():
    stricter = {"parameters": [{"rule": "R13", "parameter": "share", "value": "95"}]}
    course = [{"course": "焊接", "planned_people": 10, "actual_people": 9}]
    assert len(said(story(stricter, registers={"training": course}), "R13")) == 1


# ---- R14: gaps

def gap(**row):
    full = {"post": "焊工", "department": "A", "needed": 8, "have": 6, "measure": "recruit", "due": day("09-30")}
    return said(story(registers={"gaps": [full | row]}), "R14")


def test_a_gap_without_measure_or_due_date():
    assert gap(measure=None) == ["warning: registers.gaps A/焊工 measure"]
    assert gap(due=None) == ["warning: registers.gaps A/焊工 measure; registers.gaps A/焊工 due"]
    assert gap(measure=None, due=None) == gap(due=None)
    assert gap(measure=None, needed=None) == gap(measure=None)              # it is in the list of gaps
    assert gap() == []


@pytest.mark.parametrize("row", [{"have": 8}, {"have": 9}, {"needed": "八"}, {"have": "六"}])
def test_no_gap_or_none_that_can_be_read(row):
    assert gap(measure=None, due=None, **row) == []


def test_a_measure_or_date_that_cannot_be_read_has_its_own_finding():
    assert gap(measure="想办法") == []
    assert gap(due="秋天") == []


def short(gaps=None, *, pool="own", organisation=None):
    """Two welders wanted where there is one; `gaps` None: there is no register."""
    people = {"people": [{"person": "E1", "name": "陈一", "department": "A", "post": "焊工"}]}
    staffing = [{"task": "T-A-1", "post": "焊工", "headcount": 2, "pool": pool}]
    return said(story(people | (organisation or {}), registers={"gaps": gaps} if gaps is not None else None,
                      plan={"A": {"tasks": [task("T-A-1", "03-02", "03-13")], "staffing": staffing}}), "R14")


UNLISTED = ["warning: plan.staffing T-A-1/焊工 headcount"]
LISTED = {"post": "焊工", "needed": 2, "have": 1, "measure": "train", "due": day("03-01")}


def test_a_post_found_short_must_be_in_the_register():
    assert short([]) == UNLISTED
    assert short([LISTED | {"post": "钳工"}]) == UNLISTED
    assert short([LISTED | {"department": "B"}]) == UNLISTED                # A's welders, not B's
    assert short([LISTED | {"department": "B"}], pool="all") == []          # anybody's welders
    assert short([LISTED | {"department": "A"}]) == []
    assert short([LISTED]) == []                                            # of no department: of all
    assert short([LISTED | {"post": " 焊 工"}]) == []


def test_a_post_in_the_register_without_measure_is_said_there():
    assert short([LISTED | {"measure": None}]) == ["warning: registers.gaps /焊工 measure"]
    assert short([LISTED | {"measure": "想办法"}]) == []
    assert short([LISTED | {"measure": None, "have": 2}]) == UNLISTED       # the register says that nobody is missing


def test_without_a_register_nothing_is_known_of_what_is_in_it():
    assert short() == []


def test_a_post_short_twice_is_said_once():
    people = {"people": [{"person": f"E-{key}", "department": key, "post": "焊工"} for key in "AB"]}
    plan = {key: {"tasks": [task(f"T-{key}-1", start, finish)],
                  "staffing": [{"task": f"T-{key}-1", "post": "焊工", "headcount": 2, "pool": "own"}]}
            for key, start, finish in (("A", "03-02", "03-13"), ("B", "06-01", "06-12"))}
    assert said(story(people, plan=plan, registers={"gaps": []}), "R14") == [
        "warning: plan.staffing T-A-1/焊工 headcount; plan.staffing T-B-1/焊工 headcount"]


# ---- R18: partners

def partner(as_of=date(2026, 6, 30), organisation=None, plan=None, **row):
    full = {"partner": "S-1", "kind": "supplier", "score": 90, "date": date(2026, 1, 15)}
    return said(story(organisation, plan=plan, registers={"partners": [full | row]}, as_of=as_of), "R18")


def test_an_evaluation_older_than_a_year():
    old = ["warning: registers.partners S-1 date"]
    assert partner(date=date(2025, 6, 29)) == old
    assert partner(date=date(2019, 1, 1), kind="customer") == old
    assert partner(date=date(2025, 2, 27), as_of=date(2026, 2, 28), kind="partner") == old
    assert partner(date=date(2025, 6, 30)) == []                            # a year to the day
    assert partner(date=date(2024, 2, 29), as_of=date(2025, 2, 28)) == []
    assert partner() == []


def test_an_evaluation_that_is_missing():
    assert partner(date=None) == ["warning: registers.partners S-1 date"]
    assert partner(score=None) == ["warning: registers.partners S-1 date; registers.partners S-1 score"]
    assert partner(date=None, score=None) == partner(score=None)


@pytest.mark.parametrize("row", [{"kind": "government"}, {"kind": "association"}, {"kind": "朋友"}, {"kind": None},
                                 {"date": "去年"}, {"score": "好"}])
def test_who_needs_none_or_what_cannot_be_read_is_silent(row):
    assert partner(**({"date": None, "score": None} | row)) == []


def test_a_supplier_from_whom_is_bought_after_the_evaluation_expired_has_that_finding():
    suppliers = {"suppliers": [{"supplier": "S-1", "name": "甲公司", "admitted": "yes", "grade_expires": date(2025, 10, 31)}]}
    buying = {"A": {"tasks": [task("T-A-1", "03-02", "03-13")], "procurement": [
        {"task": "T-A-1", "material": "水泵", "quantity": 1, "needed": day("03-02"), "supplier": "甲公司"}]}}
    assert partner(organisation=suppliers, plan=buying, date=date(2025, 3, 1)) == []
    assert len(partner(organisation=suppliers, date=date(2025, 3, 1))) == 1                     # nothing is bought
    assert len(partner(organisation=suppliers, plan=buying, date=date(2025, 3, 1), partner="S-2")) == 1


def test_the_months_are_a_parameter():
    longer = {"parameters": [{"rule": "R18", "parameter": "months", "value": "24"}]}
    assert partner(organisation=longer, date=date(2025, 3, 31)) == []
    assert len(partner(organisation=longer, date=date(2024, 3, 31))) == 1
