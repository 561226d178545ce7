"""H05–H07: nobody named, nobody planning for it, and one department that carries it all."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables import day, facts, filled, said, story, task

from checks.portfolio import assemble
from checks.rules.fairness import fairness

PEOPLE = [{"person": f"E-{key}{number}", "name": f"{key}{number}", "department": key, "post": "工程师"}
          for key in "ABCD" for number in (1, 2)]


def hand_over(**more):
    return {"handover": "H-A-1", "side": "give", "other_department": "B", "deliverable": "图纸", "date": day("04-20"),
            "liaison": "E-A1", **more}


def request(key="RQ-A-1", to="B、C", **more):
    return {"request": key, "raised": day("01-05"), "to_departments": to, "matter": "样件试切", "objective": "8 件合格",
            "needed": day("03-27"), "form": "联合小组", "liaison": "E-B1、E-C1", **more}


def asked(*requests, departments="A B C D", people=PEOPLE, parameters=(), **plans):
    """A raises these requests; B, C and D plan for them by default. plans=B=None: B's plan is not there."""
    plan = {"A": {"requests": list(requests)}}
    for key in departments.split()[1:]:
        serving = [request["request"] for request in requests if request.get("request")]
        plan[key] = {"tasks": [task(f"T-{key}-{number}", "03-02", "03-13", request=each)
                               for number, each in enumerate(serving)] or None}
        plan[key] = {sheet: rows for sheet, rows in plan[key].items() if rows}
    plan |= plans
    return story({"people": people, "parameters": list(parameters)}, departments=departments,
                 plan={key: sheets for key, sheets in plan.items() if sheets is not None})


# H05

def test_a_hand_over_without_a_person_of_the_own_side():
    def of(**more):
        return said(story({"people": PEOPLE}, plan={"A": {"handovers": [hand_over(**more)]}}), "H05")

    assert of(liaison=None) == of(liaison="E-B1") == ["warning: plan.handovers H-A-1 liaison"]
    assert of() == of(liaison="A2") == []
    assert of(liaison="E-Z9") == []                                     # nobody knows that person: another finding
    taken = story({"people": PEOPLE}, plan={"B": {"handovers": [hand_over(side="take", other_department="A", liaison=None)]}})
    assert said(taken, "H05") == ["warning: plan.handovers H-A-1 liaison"]


def test_a_request_names_somebody_of_every_department_that_it_asks():
    expected = ["warning: plan.requests RQ-A-1 liaison; plan.requests RQ-A-1 to_departments"]
    assert said(asked(request(liaison="E-B1")), "H05") == expected
    assert said(asked(request(liaison=None)), "H05") == expected
    assert said(asked(request(liaison="E-B1、E-B2")), "H05") == expected
    assert facts(asked(request(liaison="E-B1")), "H05")[0]["departments"] == ["C"]
    assert facts(asked(request(liaison=None)), "H05")[0]["departments"] == ["B", "C"]
    for liaison in ("E-B1、E-C1", "C2，B1", "E-D1、E-C1、E-B2"):
        assert said(asked(request(liaison=liaison)), "H05") == []


def test_of_names_and_departments_that_cannot_be_read_nothing_is_said():
    assert said(asked(request(liaison="E-B1、E-Z9")), "H05") == []
    assert said(asked(request(to="B、丙部")), "H05") == []
    assert said(asked(request(to=None, liaison=None)), "H05") == []
    homeless = [*PEOPLE[2:], {"person": "E-C9", "department": "丙部"}]
    assert said(asked(request(liaison="E-B1、E-C9"), people=homeless), "H05") == []


# H06

NOTHING = {"tasks": [task("T-C-9", "03-02", "03-13")]}


def test_a_department_that_plans_nothing_for_the_request():
    assert said(asked(request(), C=NOTHING), "H06") == [
        "warning: plan.requests RQ-A-1 to_departments; organisation.departments C department"]
    assert said(asked(request(), B={"tasks": [task("T-B-9", "03-02", "03-13", request="RQ-A-2")]}, C=NOTHING), "H06") == [
        "warning: plan.requests RQ-A-1 to_departments; organisation.departments C department"]     # B's cannot be read
    both = asked(request(), B={}, C=NOTHING)
    places = ["plan.requests RQ-A-1 to_departments", "organisation.departments B department",
              "organisation.departments C department"]
    assert said(both, "H06") == [f"warning: {'; '.join(places)}"]
    assert facts(both, "H06")[0]["departments"] == ["B", "C"]


def test_a_task_for_one_request_does_not_serve_another():
    two = asked(request(), request("RQ-A-2"), C={"tasks": [task("T-C-1", "03-02", "03-13", request="RQ-A-1")]})
    assert said(two, "H06") == ["warning: plan.requests RQ-A-2 to_departments; organisation.departments C department"]


def test_a_request_that_everybody_planned_for():
    assert said(asked(request()), "H06") == []
    assert said(asked(request(to="B 部、C")), "H06") == []
    assert said(asked(request(to="A"), A={"requests": [request(to="A")],
                                          "tasks": [task("T-A-1", "03-02", "03-13", request="RQ-A-1")]}), "H06") == []


def test_nothing_is_concluded_of_departments_of_which_nothing_is_known():
    assert said(asked(request(), C=None), "H06") == []                                       # no plan
    assert said(asked(request(), C={"tasks": []}), "H06") == []                              # an empty sheet without 无
    assert said(asked(request(to="B、丙部")), "H06") == []
    assert said(asked(request(None)), "H06") == []


def test_without_a_list_of_departments_nothing_is_known_of_any():
    plans = [filled("plan", {"requests": [request(to="乙部")]}, "A"), filled("plan", {}, "B")]
    assert said(assemble(Path(), plans), "H06") == []


def test_the_second_of_two_requests_with_one_number_has_its_own_finding():
    twice = asked(request(), A={"requests": [request(), request(to="D", needed=day("01-06"))]},
                  D=NOTHING)
    assert said(twice, "H06") == []


@pytest.mark.parametrize(("raised", "needed", "days"), [("03-02", "03-13", 9), ("03-13", "03-13", 0), ("03-16", "03-13", 0)])
def test_raised_too_late(raised, needed, days):
    late = asked(request(raised=day(raised), needed=day(needed)))
    assert said(late, "H06") == ["warning: plan.requests RQ-A-1 needed; plan.requests RQ-A-1 raised"]
    assert facts(late, "H06")[0]["days"] == days


def test_raised_in_time_or_at_a_time_nobody_knows():
    assert said(asked(request(raised=day("03-02"), needed=day("03-16"))), "H06") == []       # ten workdays
    assert said(asked(request(raised=day("04-30"), needed=day("05-15"))), "H06") != []       # a holiday lies between
    assert said(asked(request(raised=None, needed=day("01-06"))), "H06") == []
    assert said(asked(request(raised="一月初", needed=day("01-06"))), "H06") == []
    shorter = [{"rule": "H06", "parameter": "workdays", "value": "9"}]
    assert said(asked(request(raised=day("03-02"), needed=day("03-13")), parameters=shorter), "H06") == []


# H07

def loaded(parameters=(), departments="A B C D", **hours):
    """A asks B, C and D; each has two people and 248 workdays, and plans these hours for the request."""
    plans = {key: {"tasks": [task(f"T-{key}-1", "03-02", "03-13", request="RQ-A-1")],
                   "staffing": [{"task": f"T-{key}-1", "person": f"E-{key}1", "hours": value}]}
             for key, value in hours.items()}
    return asked(request(to="、".join(hours)), parameters=parameters, departments=departments, **plans)


def test_one_department_carries_all():
    unfair = loaded(B=800, C=40, D=40)
    assert said(unfair, "H07") == ["hint: organisation.departments B department; plan.staffing T-B-1/E-B1 hours"]
    fact = facts(unfair, "H07")[0]
    assert (fact["hours"], fact["partner_hours"], fact["index"]) == (800, 40, 0.4)            # 880² / (3 × 643 200)
    assert fact["percent"] == round(100 * 800 / (2 * 8 * 248), 2)


def test_shares_of_the_day_count_as_well_as_hours():
    portfolio = loaded(B=40, C=40, D=40)
    assert said(portfolio, "H07") == []
    by_share = asked(request(to="B、C、D"), **{key: {
        "tasks": [task(f"T-{key}-1", "03-02", "03-13", request="RQ-A-1")],
        "staffing": [{"task": f"T-{key}-1", "person": f"E-{key}1", "share": share}]} for key, share in
        {"B": 100, "C": 10, "D": 10}.items()})
    assert said(by_share, "H07") == ["hint: organisation.departments B department; plan.staffing T-B-1/E-B1 share"]


def test_absences_and_size_of_a_department_count():
    crowd = [*PEOPLE, *({"person": f"E-B{number}", "department": "B", "post": "工程师"} for number in range(3, 41))]
    fair = asked(request(to="B、C、D"), people=crowd, **{key: {
        "tasks": [task(f"T-{key}-1", "03-02", "03-13", request="RQ-A-1")],
        "staffing": [{"task": f"T-{key}-1", "person": f"E-{key}1", "hours": hours}]} for key, hours in
        {"B": 800, "C": 40, "D": 40}.items()})
    assert said(fair, "H07") == []


def test_too_few_departments_or_fair_enough():
    assert said(loaded(B=800, C=40), "H07") == []
    assert said(loaded(B=125, C=80, D=35), "H07") == []                                      # 0.83
    assert len(said(loaded(B=130, C=80, D=30), "H07")) == 1                                  # 0.79
    fewer = [{"rule": "H07", "parameter": "departments", "value": "2"}]
    assert len(said(loaded(fewer, "A B C", B=800, C=40), "H07")) == 1
    stricter = [{"rule": "H07", "parameter": "jain", "value": "0.9"}]
    assert len(said(loaded(stricter, B=125, C=80, D=35), "H07")) == 1


def test_departments_without_a_task_for_it_or_with_unreadable_hours_are_left_out():
    def with_d(staffing, **more):
        plans = {key: {"tasks": [task(f"T-{key}-1", "03-02", "03-13", request="RQ-A-1")],
                       "staffing": [{"task": f"T-{key}-1", "person": f"E-{key}1", "hours": hours}]}
                 for key, hours in (("B", 800), ("C", 40))}
        plans["D"] = {"tasks": [task("T-D-1", "03-02", "03-13", **more)], "staffing": staffing}
        return said(asked(request(to="B、C、D"), **plans), "H07")

    own = {"task": "T-D-1", "person": "E-D1"}
    assert len(with_d([own | {"hours": 40}], request="RQ-A-1")) == 1
    assert with_d([own | {"hours": 40}]) == []                          # the request is not taken up: another finding
    assert with_d([own | {"hours": "四十"}], request="RQ-A-1") == []
    assert with_d([own | {"share": 200}], request="RQ-A-1") == []
    assert with_d([], request="RQ-A-1") == []


def test_jains_index():
    assert fairness([1, 1, 1, 1]) == 1
    assert fairness([1, 0, 0, 0]) == 0.25
    assert fairness([3, 1]) == pytest.approx(16 / 20)
    assert fairness([0, 0]) == fairness([]) == 1
