"""R01, R05–R07: each with defects of three kinds, a near miss, and silence after repair."""

from __future__ import annotations

from tables import day, facts, said, story, task

A1, B1 = task("T-A-1", "03-02", "03-20"), task("T-B-1", "03-09", "03-13")
PEOPLE = [{"person": "E1", "name": "沈一凡", "hours_per_day": 8, "department": "A"}]


def staffed(own, other, organisation=None):
    """E1 works on T-A-1 (03-02 … 03-20) and T-B-1 (03-09 … 03-13)."""
    return story({"people": PEOPLE} | (organisation or {}), plan={
        "A": {"tasks": [A1], "staffing": [{"task": "T-A-1", "person": "E1", **own}]},
        "B": {"tasks": [B1], "staffing": [{"task": "T-B-1", "person": "E1", **other}]}})


def errors(portfolio):
    return [line for line in said(portfolio, "R01") if line.startswith("error")]


BOTH = ["error: plan.staffing T-A-1/E1 share; plan.staffing T-B-1/E1 share"]


def test_person_overloaded_across_departments():
    portfolio = staffed({"share": 100}, {"share": 40})
    assert errors(portfolio) == BOTH
    fact = facts(portfolio, "R01")[0]
    assert (fact["peak"], fact["days"], fact["from"], fact["to"]) == (140, 5, day("03-09"), day("03-13"))
    assert errors(staffed({"share": 60}, {"share": 40})) == []


def test_share_left_empty_is_the_whole_day():
    assert errors(staffed({}, {"share": 1})) == BOTH
    assert errors(staffed({}, {"share": 0})) == []


def test_typed_hours_are_spread_over_the_workdays():
    assert errors(staffed({"share": 50}, {"hours": 24})) == [
        "error: plan.staffing T-A-1/E1 share; plan.staffing T-B-1/E1 hours"]
    assert errors(staffed({"share": 50}, {"hours": 20})) == []
    assert errors(staffed({"share": 50}, {"share": 50, "hours": 24})) == []


def test_own_dates_of_a_row_count_before_the_task_s():
    assert errors(staffed({"share": 100, "finish": day("03-06")}, {"share": 40})) == []
    assert errors(staffed({"share": 100, "start": day("03-13")}, {"share": 40})) == [
        "error: plan.staffing T-B-1/E1 share; plan.staffing T-A-1/E1 share"]              # who is first in the days


def test_runs_apart_are_two_findings():
    portfolio = story({"people": PEOPLE}, plan={"A": {"tasks": [A1], "staffing": [
        {"task": "T-A-1", "person": "E1", "share": 80},
        {"task": "T-A-1", "person": "E1", "share": 30, "finish": day("03-03")},
        {"task": "T-A-1", "person": "E1", "share": 30, "start": day("03-19")}]}})
    assert len(errors(portfolio)) == 2


def test_days_of_absence_are_left_to_the_absence():
    away = {"absences": [{"person": "E1", "start": day("03-09"), "finish": day("03-13"), "kind": "leave"}]}
    assert errors(staffed({"share": 100}, {"share": 40}, away)) == []
    away["absences"][0]["finish"] = day("03-12")
    assert facts(staffed({"share": 100}, {"share": 40}, away), "R01")[0]["days"] == 1
    away["absences"][0]["kind"] = "training"
    assert facts(staffed({"share": 100}, {"share": 40}, away), "R01")[0]["days"] == 5
    assert errors(staffed({"share": 100}, {"share": 40}, {"people": [PEOPLE[0] | {"left": day("03-08")}]})) == []


def test_what_is_unreadable_unknown_or_impossible_takes_no_part():
    assert errors(staffed({"share": 100}, {"share": "一半"})) == []
    assert errors(staffed({"share": 100}, {"share": 40, "task": "T-B-9"})) == []
    assert errors(staffed({"share": 100}, {"share": 40, "person": "E9"})) == []
    assert errors(staffed({"share": 100}, {"share": 40, "finish": "下旬"})) == []
    swapped = story({"people": PEOPLE}, plan={"A": {
        "tasks": [A1, task("T-A-2", "03-20", "03-02"), task("T-A-1", "03-02", "03-20")],
        "staffing": [{"task": "T-A-1", "person": "E1"}, {"task": "T-A-2", "person": "E1", "start": day("03-02"),
                                                        "finish": day("03-20")}]}})
    assert errors(swapped) == []


def test_months_without_room_are_a_hint_unless_there_is_an_error():
    whole = {"start": day("03-01"), "finish": day("04-30")}
    busy = staffed({"share": 91, **whole}, {"share": 0})
    assert said(busy, "R01") == ["hint: plan.staffing T-A-1/E1 share"]
    assert facts(busy, "R01")[0]["months"] == ["2026-03", "2026-04"]
    assert said(staffed({"share": 90, **whole}, {"share": 0}), "R01") == []
    assert said(staffed({"share": 100, **whole}, {"share": 40}), "R01") == [
        *BOTH, "hint: plan.staffing T-A-1/E1 share"]


def test_the_organisation_sets_the_limit():
    parameters = {"parameters": [{"rule": "R01", "parameter": "limit", "value": "140"}]}
    assert errors(staffed({"share": 100}, {"share": 40}, parameters)) == []


CMM = {"asset": "EQ-1", "name": "三坐标测量机", "quantity": 1, "hours_per_day": 8, "status": "in_use"}


def equipped(own, other=None, asset=None, maintenance=()):
    """EQ-1 is used by T-A-1 (03-02 … 03-20) and T-B-1 (03-09 … 03-13)."""
    use = {"asset": "EQ-1", "quantity": 1}
    rows = [] if other is None else [{"task": "T-B-1", **use, **other}]
    return story({"assets": [CMM | (asset or {})], "maintenance": list(maintenance)}, plan={
        "A": {"tasks": [A1], "equipment": [{"task": "T-A-1", **use, **own}]}, "B": {"tasks": [B1], "equipment": rows}})


def out(start, finish, **more):
    return {"asset": "EQ-1", "start": day(start), "finish": day(finish), "kind": "maintenance", **more}


USED = ["error: plan.equipment T-A-1/EQ-1 quantity; plan.equipment T-B-1/EQ-1 quantity"]


def test_more_units_wanted_than_there_are():
    assert said(equipped({}, {}), "R05") == USED
    assert facts(equipped({}, {}), "R05")[0]["days"] == 5
    assert said(equipped({}, {}, {"quantity": 2}), "R05") == []
    assert said(equipped({"quantity": 3}, None, {"quantity": 2}), "R05") == [
        "error: plan.equipment T-A-1/EQ-1 quantity"]
    assert said(equipped({"finish": day("03-06")}, {}), "R05") == []
    assert said(equipped({"quantity": 0.5}, {"quantity": 0.5}), "R05") == []


def test_more_hours_wanted_than_the_day_has():
    assert said(equipped({"hours_per_day": 16}), "R05") == ["error: plan.equipment T-A-1/EQ-1 quantity"]
    assert said(equipped({"hours_per_day": 16}, None, {"hours_per_day": 16}), "R05") == []


def test_units_in_maintenance_are_not_in_service():
    two = {"quantity": 2}
    assert said(equipped({}, {}, two, [out("03-10", "03-11", quantity=1)]), "R05") == USED
    assert said(equipped({}, {}, two, [out("03-16", "03-17", quantity=1)]), "R05") == []
    assert said(equipped({}, {}, two, [out("03-10", "03-11")]), "R05") == []          # all are out: R06


def test_use_while_all_units_are_out():
    assert said(equipped({}, None, None, [out("03-10", "03-11")]), "R06") == [
        "error: plan.equipment T-A-1/EQ-1 start; organisation.maintenance EQ-1/2026-03-10 start"]
    joint = [out("03-10", "03-11", quantity=1), out("03-11", "03-12", quantity=1)]
    assert said(equipped({}, None, {"quantity": 2}, joint), "R06") == [
        ("error: plan.equipment T-A-1/EQ-1 start; organisation.maintenance EQ-1/2026-03-10 start; "
        "organisation.maintenance EQ-1/2026-03-11 start")]
    late = equipped({"finish": day("03-10")}, None, None, [out("03-10", "03-11")])
    assert facts(late, "R06")[0]["free"] == day("03-11")


def test_use_beside_the_maintenance():
    assert said(equipped({"start": day("03-12")}, None, None, [out("03-10", "03-11")]), "R06") == []
    assert said(equipped({}, None, {"quantity": 2}, [out("03-10", "03-11", quantity=1)]), "R06") == []
    assert said(equipped({}, None, None, [out("03-14", "03-15")]), "R06") == []       # a weekend
    assert said(equipped({}, None, {"status": "scrapped"}, [out("03-10", "03-11")]), "R06") == []


def test_unusable_equipment():
    for status in ("scrapped", "repair"):
        assert said(equipped({}, None, {"status": status}), "R07") == [
            "error: plan.equipment T-A-1/EQ-1 asset; organisation.assets EQ-1 status"]
        assert said(equipped({}, {}, {"status": status}), "R05") == []
    assert len(said(equipped({}, {}, {"status": "scrapped"}), "R07")) == 2
    for status in ("in_use", "idle", None, "坏了"):
        assert said(equipped({}, None, {"status": status}), "R07") == []
    assert said(equipped({"asset": "EQ-9"}), "R07") == []
