"""R12: overtime, counted by hand. March 2026 has 22 workdays: 2–6, 9–13, 16–20, 23–27, 30, 31."""

from __future__ import annotations

from datetime import date

import pytest
from tables import day, facts, said, story, task

PEOPLE = [{"person": "E1", "name": "陈一", "department": "A", "post": "钳工", "hours_per_day": 8}]
WORKDAYS = [day(f"03-{number:02}") for number in (*range(2, 7), *range(9, 14), *range(16, 21), *range(23, 28), 30, 31)]


def worked(*entries, organisation=None, as_of=None, others=()):
    """What E1 booked on T-A-1 in March: (day, hours)."""
    rows = [{"person": "E1", "task": "T-A-1", "date": when, "hours": hours} for when, hours in entries]
    progress = {"A/2026-03": {"timesheet": rows}}
    if others:
        progress["B/2026-03"] = {"timesheet": [{"person": "E1", "task": "T-A-1", "date": when, "hours": hours}
                                               for when, hours in others]}
    return story({"people": PEOPLE} | (organisation or {}), progress=progress, as_of=as_of,
                 plan={"A": {"tasks": [task("T-A-1", "03-02", "03-31")]}})


def overtime(*entries, **more):
    """The days of the entries that R12 names, per finding."""
    return [[cell.split()[1][-5:] for cell in line.removeprefix("error: ").split("; ")]
            for line in said(worked(*entries, **more), "R12")]


def test_more_than_thirty_six_hours_in_a_month():
    long = [(when, 11) for when in WORKDAYS[:12]]                           # 12 × 3 = 36
    assert overtime(*long) == []
    found = overtime(*long, (WORKDAYS[12], 8.5))
    assert found == [["03-18", *(when.isoformat()[5:] for when in WORKDAYS[:12])]]
    assert facts(worked(*long, (WORKDAYS[12], 8.5)), "R12")[0]["hours"] == 36.5


def test_all_hours_of_a_day_off_count():
    off = [(day("03-07"), 10), (day("03-08"), 10), (day("03-14"), 10)]
    assert overtime(*off) == []                                             # 30, and no limit a day
    assert overtime(*off, (day("03-15"), 7)) == [["03-15", "03-07", "03-08", "03-14"]]


def test_more_than_three_hours_on_a_working_day():
    assert overtime((day("03-04"), 11)) == []
    assert overtime((day("03-04"), 11.5)) == [["03-04"]]
    assert overtime((day("03-04"), 12), (day("03-11"), 13)) == [["03-04"], ["03-11"]]
    found = facts(worked((day("03-04"), 13)), "R12")[0]
    assert (found["hours"], found["limit"], found["booked"], found["date"]) == (5, 3, 13, day("03-04"))


def test_entries_of_a_day_are_added_over_tasks_and_departments():
    assert overtime((day("03-04"), 8), (day("03-04"), 2), (day("03-04"), 2)) == [["03-04", "03-04"]]
    lines = said(worked((day("03-04"), 8), others=[(day("03-04"), 4)]), "R12")
    assert lines == ["error: progress.timesheet E1/T-A-1/2026-03-04 hours"]
    assert len(overtime((day("03-04"), 2), others=[(day("03-04"), 8), (day("03-04"), 2)])[0]) == 2


def test_a_make_up_workday_is_a_working_day_and_a_holiday_is_none():
    may = [{"person": "E1", "task": "T-A-1", "date": date(2026, 5, number), "hours": 12} for number in (1, 9)]
    portfolio = story({"people": PEOPLE}, plan={"A": {"tasks": [task("T-A-1", "03-02", "05-29")]}},
                      progress={"A/2026-05": {"timesheet": may}})
    assert said(portfolio, "R12") == ["error: progress.timesheet E1/T-A-1/2026-05-09 hours"]


def test_leave_and_days_off_have_their_own_finding_but_count_for_the_month():
    leave = {"absences": [{"person": "E1", "start": day("03-04"), "finish": day("03-06"), "kind": "leave"}]}
    assert overtime((day("03-04"), 13), organisation=leave) == []
    trip = {"absences": [{"person": "E1", "start": day("03-04"), "finish": day("03-06"), "kind": "trip"}]}
    assert overtime((day("03-04"), 13), organisation=trip) == [["03-04"]]
    off = [(day("03-07"), 12), (day("03-08"), 12), (day("03-14"), 10)]
    assert overtime(*off, (day("03-04"), 11), organisation=leave) == [["03-14", "03-04", "03-07", "03-08"]]     # 3 + 34 = 37


def test_a_person_s_own_hours_per_day_count():
    part_time = {"people": [PEOPLE[0] | {"hours_per_day": 4}]}
    assert overtime((day("03-04"), 8), organisation=part_time) == [["03-04"]]
    assert overtime((day("03-04"), 7), organisation=part_time) == []
    assert overtime((day("03-04"), 20), organisation={"people": [PEOPLE[0] | {"hours_per_day": "全天"}]}) == []


@pytest.mark.parametrize("entry", [(day("03-04"), None), (day("03-04"), "很多"), (day("03-04"), 25), ("三月", 20), (None, 20)])
def test_entries_that_cannot_be_read_do_not_count(entry):
    assert overtime(entry) == []


def test_unknown_people_and_reports_after_the_cut_off_do_not_count():
    assert overtime((day("03-04"), 14), organisation={"people": [PEOPLE[0] | {"person": "E2"}]}) == []
    assert overtime((day("03-04"), 14), as_of=day("02-28")) == []
    assert overtime((day("03-04"), 14), as_of=day("03-31")) == [["03-04"]]


def test_limits_are_parameters():
    def limit(name, value):
        return {"parameters": [{"rule": "R12", "parameter": name, "value": value}]}

    assert overtime((day("03-04"), 11), organisation=limit("day", "2")) == [["03-04"]]
    assert overtime((day("03-04"), 13), organisation=limit("day", "6")) == []
    assert overtime((day("03-07"), 10), organisation=limit("month", "8")) == [["03-07"]]


def test_one_long_day_is_said_once():
    by_rule = {when: (len(said(worked((when, 13)), "R12")), len(said(worked((when, 13)), "M11")))
               for when in (day("03-04"), day("03-07"))}
    assert by_rule == {day("03-04"): (1, 0), day("03-07"): (0, 1)}          # a working day is overtime, a Saturday is odd
