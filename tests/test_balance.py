"""The balanced plan: small plans of two departments, and what is proposed."""

from __future__ import annotations

import pytest
from tables import day, story, task

from checks.balance.proposal import Proposal
from checks.balance.propose import Wish, propose
from checks.balance.taking_part import Bounds
from checks.judge import judge
from checks.portfolio import Portfolio

PEOPLE = [{"person": "E1", "name": "沈一凡", "hours_per_day": 8, "department": "A", "post": "工程师"},
          {"person": "E2", "name": "何静", "hours_per_day": 8, "department": "B", "post": "工程师"}]
MACHINE = [{"asset": "M1", "name": "三坐标测量机", "quantity": 1, "hours_per_day": 8, "status": "in_use"}]


def balanced(portfolio: Portfolio, objective="moves", **bounds) -> Proposal:
    return propose(portfolio, judge(portfolio), Wish(objective, Bounds(**bounds), seconds=3, repeatable=True))


def moves(proposal: Proposal) -> dict[str, tuple[str, str]]:
    """Task → first and last day of its new place."""
    return {each.task.task: (f"{each.task.start:%m-%d}", f"{each.task.finish:%m-%d}") for each in proposal.moves}


def on_machine(first: dict, second: dict, organisation: dict | None = None, **rows: object) -> Portfolio:
    """Two departments that use one machine for the whole of a task each."""
    return story({"assets": MACHINE, "people": PEOPLE} | (organisation or {}), plan={
        "A": {"tasks": [first], "equipment": [{"task": first["task"], "asset": "M1", "quantity": 1}], **rows},
        "B": {"tasks": [second], "equipment": [{"task": second["task"], "asset": "M1", "quantity": 1}]}})


A1, B1 = task("T-A-1", "03-02", "03-06"), task("T-B-1", "03-04", "03-10")


def test_two_tasks_on_one_machine_stand_one_after_the_other():
    proposal = balanced(on_machine(A1 | {"priority": "high", "urgency": "high"}, B1 | {"priority": "low", "urgency": "low"}))
    assert proposal.status == "optimal"
    assert [each.finding.code for each in proposal.resolved] == ["R05"]
    assert proposal.unresolved == ()
    assert moves(proposal) == {"T-B-1": ("03-09", "03-13")}             # the less important one, three working days
    move = proposal.moves[0]
    assert (move.by, move.reason.kind, move.reason.facts["others"]) == (3, "capacity", ["T-A-1"])
    assert [(each.column, each.new) for each in move.changes] == [("start", day("03-09")), ("finish", day("03-13"))]


def test_what_does_not_clash_stays_where_it_is():
    proposal = balanced(on_machine(A1, task("T-B-1", "03-09", "03-13")), objective="delay")
    assert (proposal.status, proposal.value, proposal.moves) == ("optimal", 0, ())


def test_a_task_that_may_not_be_moved_stays_and_the_other_gives_way():
    proposal = balanced(on_machine(A1 | {"priority": "low", "urgency": "low"}, B1 | {"movable": "no", "priority": "low"}))
    assert set(moves(proposal)) == {"T-A-1"}


def test_two_tasks_that_may_not_be_moved_keep_their_clash_and_it_is_said_why():
    proposal = balanced(on_machine(A1 | {"movable": "no"}, B1 | {"movable": "no"}))
    assert proposal.moves == ()
    assert [(each.key, each.blocked_by.kind) for each in proposal.unresolved] == [
        ("R05:A:T-A-1/M1:quantity:2026-03-04", "fixed")]


def test_a_deadline_binds():
    later = balanced(on_machine(A1 | {"movable": "no"}, B1 | {"deadline": day("03-11"), "release": day("01-05")}))
    assert moves(later)["T-B-1"][1] <= "03-11"                           # earlier, for later is too late
    proposal = balanced(on_machine(A1 | {"movable": "no"}, B1 | {"deadline": day("03-11"), "release": day("03-02")}))
    assert proposal.status == "infeasible"
    assert ("deadline:T-B-1", "deadline") in [(each.key, each.blocked_by.kind) for each in proposal.unresolved]
    assert [(each.of.key, each.units) for each in proposal.extra] == [("M1", 1)]


def test_a_follower_moves_along_with_its_lag():
    portfolio = story({"assets": MACHINE}, plan={
        "A": {"tasks": [A1 | {"movable": "no"}], "equipment": [{"task": "T-A-1", "asset": "M1", "quantity": 1}]},
        "B": {"tasks": [B1, task("T-B-2", "03-12", "03-13", predecessors="T-B-1", lag=1)],
              "equipment": [{"task": "T-B-1", "asset": "M1", "quantity": 1}]}})
    proposal = balanced(portfolio, objective="moves")
    assert proposal.unresolved == ()
    later = balanced(story({"assets": MACHINE}, plan={
        "A": {"tasks": [A1 | {"movable": "no"}], "equipment": [{"task": "T-A-1", "asset": "M1", "quantity": 1}]},
        "B": {"tasks": [B1 | {"release": day("03-04")}, task("T-B-2", "03-12", "03-13", predecessors="T-B-1", lag=1)],
              "equipment": [{"task": "T-B-1", "asset": "M1", "quantity": 1}]}}))
    assert moves(later) == {"T-B-1": ("03-09", "03-13"), "T-B-2": ("03-17", "03-18")}
    assert {each.task.task: each.reason.kind for each in later.moves} == {"T-B-1": "capacity", "T-B-2": "link"}


def test_nobody_works_on_leave_and_own_dates_of_rows_move_along():
    portfolio = story({"people": PEOPLE, "absences": [
        {"person": "E1", "start": day("03-09"), "finish": day("03-13"), "kind": "leave"}]}, plan={
        "A": {"tasks": [task("T-A-1", "03-02", "03-13", release=day("03-02"))],
              "staffing": [{"task": "T-A-1", "person": "E1", "share": 50, "start": day("03-09"), "finish": day("03-11")}],
              "milestones": [{"milestone": "MS-1", "task": "T-A-1", "name": "完成", "date": day("03-13")}]}})
    proposal = balanced(portfolio)
    assert moves(proposal) == {"T-A-1": ("03-09", "03-20")}
    assert [(each.sheet, each.column, f"{each.new:%m-%d}") for each in proposal.moves[0].changes] == [
        ("tasks", "start", "03-09"), ("tasks", "finish", "03-20"), ("staffing", "start", "03-16"),
        ("staffing", "finish", "03-18"), ("milestones", "date", "03-20")]
    assert proposal.moves[0].reason.kind == "presence"
    assert [each.finding.code for each in proposal.resolved] == ["R04"]


def test_a_hand_over_is_given_before_it_is_needed():
    give = {"handover": "H-A-1", "side": "give", "other_department": "B", "deliverable": "主轴图纸", "date": day("03-13"),
            "task": "T-A-1"}
    take = {"handover": "H-B-1", "side": "take", "other_department": "A", "deliverable": "主轴图纸", "date": day("03-10"),
            "task": "T-B-1"}
    proposal = balanced(story(plan={
        "A": {"tasks": [task("T-A-1", "03-02", "03-13", movable="no")], "handovers": [give]},
        "B": {"tasks": [task("T-B-1", "03-10", "03-20")], "handovers": [take]}}))
    assert moves(proposal) == {"T-B-1": ("03-13", "03-25")}
    assert ("handovers", "date", day("03-13")) in [(each.sheet, each.column, each.new) for each in proposal.moves[0].changes]
    assert (proposal.moves[0].reason.kind, [each.kind for each in proposal.resolved]) == ("handover", ["handover"])


def test_an_expiring_certificate_draws_the_task_forward():
    proposal = balanced(story({"people": PEOPLE, "skills": [
        {"person": "E1", "skill": "焊工证", "level": 2, "expires": day("03-31")}]}, plan={
        "A": {"tasks": [task("T-A-1", "03-30", "04-03")],
              "staffing": [{"task": "T-A-1", "person": "E1", "share": 50, "skill": "焊工证"}]}}))
    assert moves(proposal) == {"T-A-1": ("03-25", "03-31")}
    assert proposal.moves[0].reason.kind == "skill"


def test_what_no_date_mends_is_left_to_its_finding_and_the_rest_is_balanced():
    proposal = balanced(on_machine(A1, B1, staffing=[{"task": "T-A-1", "post": "工程师", "headcount": 5, "pool": "all"}]))
    assert [(each.conflict.finding.code, each.blocked_by.kind) for each in proposal.unresolved] == [("R03", "capacity_never")]
    assert [each.finding.code for each in proposal.resolved] == ["R05"]
    assert (proposal.unresolved[0].blocked_by.facts["needs"], proposal.unresolved[0].blocked_by.facts["has"]) == (5, 2)


def test_a_task_too_long_for_somebody_who_is_away_now_and_then_stays_with_its_finding():
    away = [{"person": "E1", "start": day(f"{month:02}-10"), "finish": day(f"{month:02}-12"), "kind": "leave"}
            for month in range(1, 13)]
    proposal = balanced(story({"people": PEOPLE, "absences": away}, plan={
        "A": {"tasks": [task("T-A-1", "03-02", "05-29")], "staffing": [{"task": "T-A-1", "person": "E1", "share": 50}]}}))
    assert proposal.moves == ()
    assert [(each.conflict.finding.code, each.blocked_by.kind) for each in proposal.unresolved] == [("R04", "presence")]


def test_who_leaves_and_is_asked_for_more_than_fits_before_is_told_and_the_rest_is_balanced():
    people = [PEOPLE[0] | {"left": day("03-31")}]
    rows = {key: {"tasks": [task(f"T-{key}-1", "03-02", "03-27", release=day("03-02"))],
                  "staffing": [{"task": f"T-{key}-1", "person": "E1", "share": 100}]} for key in "AB"}
    proposal = balanced(story({"people": people}, plan=rows))
    assert proposal.status == "optimal"
    assert {(each.conflict.finding.code, each.blocked_by.kind) for each in proposal.unresolved} <= {
        ("R01", "crowded"), ("R04", "crowded")}
    assert proposal.unresolved


def test_open_dates_are_found():
    open_ = {key: value for key, value in B1.items() if key not in ("start", "finish")} | {"duration": 5}
    proposal = balanced(on_machine(A1 | {"movable": "no"}, open_ | {"release": day("03-02")}), objective="makespan")
    assert moves(proposal) == {"T-B-1": ("03-09", "03-13")}
    assert proposal.moves[0].reason.kind == "open"
    assert (proposal.before_figures.makespan, proposal.after_figures.makespan) == (None, 10)


def test_a_task_without_dates_is_listed_as_left_out():
    blank = {key: value for key, value in B1.items() if key not in ("start", "finish")}
    proposal = balanced(on_machine(A1, blank))
    assert [(each.task, each.reason.kind) for each in proposal.left_out] == [("T-B-1", "dates")]
    assert [each.task for each in proposal.schedule] == ["T-A-1"]


def test_a_rejected_line_binds():
    portfolio = on_machine(A1 | {"priority": "high", "urgency": "high"}, B1 | {"priority": "low", "urgency": "low"})
    assert set(moves(balanced(portfolio))) == {"T-B-1"}
    assert set(moves(balanced(portfolio, rejected={"T-B-1"}))) == {"T-A-1"}
    both = balanced(portfolio, rejected={"T-A-1", "T-B-1"})
    assert both.unresolved[0].blocked_by.kind == "rejected"


def test_what_has_begun_stays():
    portfolio = on_machine(A1, B1 | {"priority": "low", "urgency": "low"})
    assert set(moves(balanced(portfolio, since=day("03-04")))) == {"T-B-1"}
    assert balanced(portfolio, since=day("03-05")).unresolved[0].blocked_by.kind == "begun"


def test_a_post_is_judged_by_the_week():
    """Four wanted on Monday, none else that week: the rule on posts finds nothing, so nothing moves."""
    staff = [{"task": "T-A-1", "post": "工程师", "headcount": 4, "pool": "all", "start": day("03-02"), "finish": day("03-02")}]
    portfolio = story({"people": PEOPLE}, plan={"A": {"tasks": [A1], "staffing": staff}})
    assert balanced(portfolio).moves == ()


def test_stages_and_what_they_are_stages_of():
    """The year's task stays; a stage moves within it."""
    whole = task("T-A-0", "03-02", "03-20")
    part = task("T-A-1", "03-02", "03-06", parent_task="T-A-0", priority="low", urgency="low")
    portfolio = story({"assets": MACHINE}, plan={
        "A": {"tasks": [whole, part], "equipment": [{"task": "T-A-1", "asset": "M1", "quantity": 1}]},
        "B": {"tasks": [B1 | {"movable": "no"}], "equipment": [{"task": "T-B-1", "asset": "M1", "quantity": 1}]}})
    assert moves(balanced(portfolio)) == {"T-A-1": ("03-11", "03-17")}


@pytest.mark.parametrize("objective", ["delay", "makespan", "moves"])
def test_delay_is_the_mean_over_departments(objective):
    """One machine, both released on 2 March: one of the two waits for five days."""
    tight = [task(key, "03-02", "03-06", release=day("03-02")) for key in ("T-A-1", "T-B-1")]
    proposal = balanced(on_machine(*tight), objective=objective)
    assert proposal.status == "optimal"
    assert (proposal.value, proposal.bound) == {"delay": (2.5, 2.5), "makespan": (10, 10), "moves": (1, 1)}[objective]
    assert sorted(each.days_delayed for each in proposal.burden) == [0, 5]
    assert (proposal.before_figures.delay, proposal.after_figures.delay) == (0, 2.5)


def test_the_given_books_are_not_touched():
    portfolio = on_machine(A1, B1)
    before = [(row.key, row["start"]) for row in portfolio.rows("plan.tasks")]
    proposal = balanced(portfolio)
    assert proposal.moves
    assert [(row.key, row["start"]) for row in portfolio.rows("plan.tasks")] == before
