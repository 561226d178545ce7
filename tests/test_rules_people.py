"""R02–R04: skills, posts and absences, each with defects of several kinds, near misses, and silence after repair."""

from __future__ import annotations

from tables import day, facts, said, story, task

from checks.judge import judge
from checks.message import describe
from templates.field import LOCALES

A1, B1 = task("T-A-1", "03-02", "03-20", owner="E9"), task("T-B-1", "03-09", "03-13", owner="E9")
PEOPLE = [{"person": "E1", "name": "沈一凡", "department": "A", "post": "焊工"},
          {"person": "E2", "name": "何静", "department": "B", "post": "焊工"}]


def named(skills=(), *, absences=(), people=None, **row):
    """E1 works on T-A-1 (03-02 … 03-20)."""
    return story({"people": people or PEOPLE, "skills": list(skills), "absences": list(absences)}, plan={
        "A": {"tasks": [A1], "staffing": [{"task": "T-A-1", "person": "E1", "share": 50, **row}]}})


def skill(**more):
    return {"person": "E1", "skill": "焊工证", "level": 2, "expires": day("12-31"), **more}


PERSON = "error: plan.staffing T-A-1/E1 person"


def test_a_person_without_the_skill():
    assert said(named([], skill="焊工证"), "R02") == [PERSON]
    assert said(named([skill(person="E2")], skill="焊工证"), "R02") == [PERSON]
    assert said(named([skill(skill="起重机作业证")], skill="焊工证"), "R02") == [PERSON]
    assert said(named([skill()], skill="焊工证"), "R02") == []
    assert said(named([skill()], skill=" 焊 工 證 "), "R02") == []          # the same in other characters
    assert said(named([]), "R02") == []                                      # nothing is asked for


def test_a_level_too_low():
    low = [f"{PERSON}; organisation.skills E1/焊工证 level"]
    assert said(named([skill()], skill="焊工证", level=3), "R02") == low
    assert said(named([skill(level=None)], skill="焊工证", level=1), "R02") == low
    assert said(named([skill()], skill="焊工证", level=2), "R02") == []
    assert said(named([skill(level="高级")], skill="焊工证", level=3), "R02") == []    # unreadable: its own finding
    assert said(named([skill()], skill="焊工证", level=9), "R02") == []                # out of bounds: likewise


def test_a_certificate_that_expires_before_the_end():
    over = [f"{PERSON}; organisation.skills E1/焊工证 expires"]
    assert said(named([skill(expires=day("03-19"))], skill="焊工证"), "R02") == over
    assert said(named([skill(expires=day("03-20"))], skill="焊工证"), "R02") == []
    assert said(named([skill(expires=day("03-19"))], skill="焊工证", finish=day("03-19")), "R02") == []
    assert said(named([skill(expires=None)], skill="焊工证"), "R02") == []
    both = named([skill(expires=day("03-01"), level=1)], skill="焊工证", level=2)
    assert said(both, "R02") == [f"{PERSON}; organisation.skills E1/焊工证 level; organisation.skills E1/焊工证 expires"]


def test_unknown_people_and_other_rows_are_not_judged():
    assert said(named([], skill="焊工证", person="E7"), "R02") == []
    assert said(named([], skill="焊工证", person=None, post="焊工", headcount=1), "R02") == []


def away(start, finish, kind="leave"):
    return {"person": "E1", "start": day(start), "finish": day(finish), "kind": kind}


def test_assigned_during_leave_or_a_trip():
    for kind in ("leave", "trip", None):
        portfolio = named(absences=[away("03-18", "03-24", kind)])
        assert said(portfolio, "R04") == [f"{PERSON}; organisation.absences E1/2026-03-18 start"]
        assert facts(portfolio, "R04")[0]["days"] == 3
    twice = named(absences=[away("03-02", "03-03"), away("03-18", "03-18")])
    assert said(twice, "R04") == [
        f"{PERSON}; organisation.absences E1/2026-03-02 start; organisation.absences E1/2026-03-18 start"]
    assert facts(twice, "R04")[0]["days"] == 3


def test_absences_that_do_not_matter():
    assert said(named(absences=[away("03-18", "03-24", "training")]), "R04") == []
    assert said(named(absences=[away("03-21", "03-24")]), "R04") == []               # the day after
    assert said(named(absences=[away("03-07", "03-08")]), "R04") == []               # a weekend
    assert said(named(absences=[away("03-18", "03-24")], share=0), "R04") == []
    assert said(named(absences=[away("03-18", "03-24")], finish=day("03-17")), "R04") == []
    assert said(named(absences=[away("03-18", "03-24") | {"person": "E2"}]), "R04") == []
    assert said(named(absences=[away("03-18", "03-24") | {"finish": "月底"}]), "R04") == []


def test_before_joining_and_after_leaving():
    joins = [PEOPLE[0] | {"joined": day("03-05")}]
    assert said(named(people=joins), "R04") == [f"{PERSON}; organisation.people E1 joined"]
    assert facts(named(people=joins), "R04")[0]["days"] == 3
    leaves = [PEOPLE[0] | {"left": day("03-19")}]
    assert said(named(people=leaves), "R04") == [f"{PERSON}; organisation.people E1 left"]
    assert said(named(people=[PEOPLE[0] | {"joined": day("03-02"), "left": day("03-20")}]), "R04") == []


def test_who_leaves_after_a_leave_is_replaced_and_does_not_start_later():
    both = named(absences=[away("03-05", "03-09")], people=[PEOPLE[0] | {"left": day("03-18")}, PEOPLE[1]])
    assert facts(both, "R04")[0]["spans"] == [["2026-03-05", "2026-03-09"], ["2026-03-19", "2026-03-20"]]
    found = next(each for each in judge(both, raising=True).findings if each.code == "R04")
    assert found.variant == "gone"
    assert "2026-03-05 至 2026-03-09、2026-03-19 至 2026-03-20" in describe(found, "zh-Hans").message
    assert all("—" not in describe(found, locale).fix for locale in LOCALES)
    again = named(absences=[away("03-05", "03-05")], people=[PEOPLE[0] | {"joined": day("03-04")}, PEOPLE[1]])
    assert facts(again, "R04")[0]["back"] == day("03-06")                            # the last reason decides


def test_an_owner_who_leaves_has_a_finding_on_the_task():
    own = A1 | {"owner": "E1"}
    for dates in ({"left": day("03-19")}, {"joined": day("03-05")}):
        portfolio = story({"people": [PEOPLE[0] | dates]}, plan={
            "A": {"tasks": [own], "staffing": [{"task": "T-A-1", "person": "E1", "share": 50}]}})
        assert said(portfolio, "R04") == []
        assert len(said(portfolio, "P02")) == 1


def posted(own, other=None, people=PEOPLE, **more):
    """Rows of T-A-1 (03-02 … 03-20, department A) and T-B-1 (03-09 … 03-13, department B) ask for welders."""
    rows = [] if other is None else [{"task": "T-B-1", "post": "焊工", "headcount": 1, **other}]
    return story({"people": people, **more}, plan={
        "A": {"tasks": [A1], "staffing": [{"task": "T-A-1", "post": "焊工", "headcount": 1, **own}]},
        "B": {"tasks": [B1], "staffing": rows}})


BOTH = ["error: plan.staffing T-A-1/焊工 headcount; plan.staffing T-B-1/焊工 headcount"]


def test_more_people_of_a_post_than_there_are():
    everybody = {"pool": "all"}
    assert said(posted(everybody | {"headcount": 2}, everybody), "R03") == BOTH
    fact = facts(posted(everybody | {"headcount": 2}, everybody), "R03")[0]
    assert (fact["peak"], fact["capacity"], fact["excess"], fact["weeks"]) == (3, 2, 1, 1)
    assert (fact["from"], fact["to"]) == (day("03-09"), day("03-13"))
    assert said(posted(everybody, everybody), "R03") == []
    assert said(posted(everybody | {"headcount": 2, "share": 50}, everybody), "R03") == []
    assert said(posted(everybody | {"headcount": 2, "finish": day("03-06")}, everybody), "R03") == []


def test_a_department_s_own_people():
    own = ["error: plan.staffing T-A-1/焊工 headcount"]
    assert said(posted({"headcount": 2}), "R03") == own
    assert said(posted({"headcount": 1}, {}), "R03") == []
    assert said(posted({"headcount": 2, "pool": "all"}), "R03") == []
    assert said(posted({"post": "起重工"}), "R03") == ["error: plan.staffing T-A-1/起重工 headcount"]    # nobody at all
    assert said(posted({"headcount": 1}, {"pool": "all", "headcount": 2}), "R03") == BOTH     # A's welder is wanted twice
    assert said(posted({"headcount": 2, "post": "電焊工"}, people=[
        PEOPLE[0] | {"post": "电焊工"}, PEOPLE[1] | {"post": "电焊工", "department": "A"}]), "R03") == []


def test_a_skill_narrows_the_circle():
    skilled = {"pool": "all", "skill": "焊工证", "level": 2}
    one = [skill()]
    assert said(posted(skilled, skilled, skills=one), "R03") == BOTH
    assert said(posted(skilled, {"pool": "all"}, skills=one), "R03") == []
    assert said(posted(skilled, skilled, skills=[*one, skill(person="E2", level=3)]), "R03") == []
    assert said(posted(skilled, skilled, skills=[*one, skill(person="E2", level=1)]), "R03") == BOTH
    assert said(posted(skilled, skilled, skills=[*one, skill(person="E2", expires=day("03-06"))]), "R03") == BOTH


def test_people_who_are_away_do_not_count():
    everybody = {"pool": "all"}
    portfolio = posted(everybody, everybody, absences=[away("03-11", "03-11", "training")])
    assert said(portfolio, "R03") == BOTH
    assert facts(portfolio, "R03")[0]["capacity"] == 1.8
    assert said(posted(everybody, everybody, people=[PEOPLE[0], PEOPLE[1] | {"left": day("03-08")}]), "R03") == BOTH
    assert said(posted(everybody, everybody, absences=[away("03-16", "03-20")]), "R03") == []


def test_typed_hours_are_spread_and_unreadable_cells_take_no_part():
    assert said(posted({"headcount": 9, "hours": 120}), "R03") == []                # 15 workdays of one person
    assert said(posted({"headcount": 9, "hours": 121}), "R03") == ["error: plan.staffing T-A-1/焊工 headcount"]
    assert said(posted({"headcount": "两人"}), "R03") == []
    assert said(posted({"headcount": 2, "pool": "全部人"}), "R03") == []
    assert said(posted({"headcount": 2, "task": "T-A-9"}), "R03") == []
    assert said(posted({"headcount": 2, "person": "E1"}), "R03") == []
