"""Balanced plans of a handful of tasks, told as stories."""

from __future__ import annotations

import multiprocessing
import time

import pytest

from checks.scheduling.balanced import Solution, balanced
from checks.scheduling.faults import Fault, faults
from checks.scheduling.problem import Link, Need, NoRoomError, Objective, Problem, Resource, Task

MACHINE = Resource("数控车床", 1)
SECONDS = 1.0


def job(days: int, **more: object) -> Task:
    """A task that needs the machine all the time."""
    return Task(days, more.pop("project", 0), (Need(0, 1, 0, days),), **more)  # type: ignore[arg-type]


def solved(tasks: list[Task], links: list[Link] | None = None, resources: list[Resource] | None = None,
           objective: Objective = "makespan", *, solver: bool = True) -> Solution:
    problem = Problem(tasks, links or [], resources or [MACHINE], 1 + max((task.project for task in tasks), default=0))
    found = balanced(problem, objective, seconds=SECONDS, solver=solver)
    assert [fault for fault in faults(problem, found.start) if fault.kind == "capacity"] == []
    return found


def test_two_tasks_on_one_machine_go_one_after_the_other():
    found = solved([job(3), job(2)])
    assert found.value == found.bound == 5
    assert found.proved
    assert not found.interrupted


def test_an_absence_in_the_middle_is_worked_around():
    away = Resource("张工", 1, {2: 0, 3: 0})
    assert solved([job(2), job(3)], resources=[away]).start == (0, 4)


def test_a_task_is_not_split_by_an_absence():
    assert solved([job(3)], resources=[Resource("张工", 1, {2: 0})]).start == (3,)


def test_more_units_on_some_days_are_used():
    assert solved([job(2), job(2)], resources=[Resource("工位", 1, {0: 2, 1: 2})]).value == 2


def test_a_deadline_decides_who_goes_first():
    assert solved([job(5), job(2, latest=0)]).start == (2, 0)
    assert solved([job(5), job(2, latest=0)], solver=False).start == (2, 0)


def test_a_deadline_that_cannot_be_kept_is_reported_in_days():
    found = solved([job(5, latest=0), job(2, latest=0)])
    assert found.lateness == 2
    assert found.start == (2, 0)
    assert found.proved


def test_a_fixed_task_stays_and_its_follower_waits():
    fixed = Task(4, 0, planned=3, fixed=True)
    found = solved([fixed, job(2)], [Link(0, 1, 4)])
    assert found.start == (3, 7)


def test_a_fixed_follower_that_comes_too_soon_is_lateness():
    fixed = Task(4, 0, planned=3, fixed=True)
    found = solved([job(5), fixed], [Link(0, 1, 5)])
    assert found.start == (0, 3)
    assert found.lateness == 2


def test_links_between_two_fixed_tasks_do_not_count():
    tasks = [Task(4, 0, planned=3, fixed=True), Task(1, 0, planned=0, fixed=True)]
    assert solved(tasks, [Link(0, 1, 4)]).lateness == 0


def test_a_negative_distance_lets_the_follower_start_first():
    assert solved([job(2, release=4), Task(1, 0, latest=1)], [Link(0, 1, -3)]).start == (4, 1)


def test_needs_cover_parts_of_a_task():
    # both take five days, but the machine only on the first two or on the last one
    early, late = Task(5, 0, (Need(0, 1, 0, 2),)), Task(5, 0, (Need(0, 1, 4, 1),))
    assert solved([early, late]).value == 5
    assert solved([early, early]).value == 7


def test_different_needs_of_one_task_are_met_together():
    crane = Resource("行车", 1, dict.fromkeys(range(4), 0))
    both = Task(4, 0, (Need(0, 1, 0, 4), Need(1, 2, 3, 1)))
    people = Resource("安装组", 2, {3: 1, 4: 1, 6: 0, 8: 0})
    assert solved([both], resources=[crane, people]).start == (4,)      # the people are wanted on day 7


@pytest.mark.parametrize("objective", ["delay", "makespan", "moves"])
def test_a_plan_without_clash_stays_as_it_is(objective: Objective):
    tasks = [job(3, planned=0, wish=0), job(2, planned=5, wish=5, release=2)]
    found = solved(tasks, objective=objective)
    if objective == "makespan":                         # the second can come sooner, and that is what was asked for
        assert found.start == (0, 3)
    else:
        assert found.start == (0, 5)
        assert found.seconds < SECONDS / 2


@pytest.mark.parametrize("solver", [True, False])
def test_of_two_that_clash_the_dearer_stays(solver: bool):
    tasks = [job(3, planned=2, weight=5), job(3, planned=3, weight=1)]
    found = solved(tasks, objective="moves", solver=solver)
    assert found.start == (2, 5)
    assert found.value == found.bound == 1


def test_a_move_to_the_left_is_taken_where_it_is_nearer():
    tasks = [job(6, planned=4, wish=4, weight=5), job(2, planned=4, wish=4)]
    assert solved(tasks, objective="delay").start == (4, 2)


def test_among_equal_delays_the_plan_in_force_wins():
    tasks = [job(2, planned=0, wish=0), job(2, planned=1, wish=1), job(1, planned=9, wish=9, project=1)]
    found = solved(tasks, objective="delay")
    assert found.value == 1
    assert found.start[2] == 9


def test_open_dates_are_put_around_the_plan():
    tasks = [job(2, planned=2), job(2, planned=6), job(2)]
    found = solved(tasks, objective="moves")
    assert found.value == 0
    assert found.start[2] in (0, 4, 8)


def test_a_need_that_is_never_there_names_task_and_resource():
    with pytest.raises(NoRoomError) as caught:
        solved([job(1), Task(1, 0, (Need(1, 3, 0, 1),))], resources=[MACHINE, Resource("质检员", 2)])
    assert (caught.value.task, caught.value.resource) == (1, 1)


def test_somebody_who_leaves_can_be_asked_for_too_much():
    leaves = Resource("李工", 0, dict.fromkeys(range(5), 1))
    assert solved([job(3), job(2)], resources=[leaves]).value == 5
    with pytest.raises(NoRoomError) as caught:
        solved([job(3), job(3)], resources=[leaves])
    assert caught.value.resource == 0


def test_small_and_large_needs_of_one_who_soon_has_less():
    less = Resource("电力", 100, dict.fromkeys(range(4), 250))
    tasks = [Task(2, 0, (Need(0, 200, 0, 2),)), *(Task(3, 0, (Need(0, 50, 0, 3),)) for _ in range(4))]
    found = solved(tasks, resources=[less])
    assert found.start[0] <= 2


def test_nothing_to_do_is_done():
    assert solved([]).start == ()
    assert solved([Task(0, 0)]).value == 0


def test_a_circle_of_links_is_refused():
    with pytest.raises(ValueError, match="circle"):
        solved([job(1), job(1)], [Link(0, 1, 1), Link(1, 0, 1)])


def test_faults_name_rule_tasks_day_and_excess():
    problem = Problem([job(2, release=1), job(2, latest=0), Task(1, 0, planned=4, fixed=True)],
                      [Link(0, 1, 2), Link(1, 2, 4)], [MACHINE], 1)
    assert faults(problem, [0, 1, 5]) == [
        Fault("release", (0,), 1), Fault("latest", (1,), 1), Fault("fixed", (2,), 1), Fault("link", (0, 1), 1),
        Fault("capacity", (0, 1), 1, 0, 1)]


def test_a_hint_is_never_lost():
    tasks = [job(length, project=number % 3) for number, length in enumerate((3, 1, 4, 1, 5, 9, 2, 6))]
    problem = Problem(tasks, [], [MACHINE], 3)
    best = balanced(problem, "delay", seconds=SECONDS)
    again = balanced(problem, "delay", seconds=0.0, solver=False, hints=[best.start])
    assert again.value <= best.value


def test_the_time_is_kept_and_progress_told():
    told = []
    tasks = [Task(5, number % 4, (Need(0, 1 + number % 3, 0, 5),)) for number in range(40)]
    begun = time.monotonic()
    found = balanced(Problem(tasks, [], [Resource("班组", 4)], 4), "delay", seconds=1.5, solver=False,
                     step=lambda *seen: told.append(seen))
    assert time.monotonic() - begun < 2.65
    assert told
    assert all(0 <= part <= 1 and bound <= found.value for part, _, bound in told)


def test_an_interrupt_returns_the_best_so_far():
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    tasks = [Task(5, number % 4, (Need(0, 1 + number % 3, 0, 5),)) for number in range(40)]
    found = balanced(Problem(tasks, [], [Resource("班组", 4)], 4), "delay", seconds=20.0, step=interrupt)
    assert found.interrupted
    assert found.seconds < 10


def test_two_processes_search_together_and_both_end():
    tasks = [Task(3 + number % 5, number % 4, (Need(0, 1 + number % 3, 0, 3 + number % 5),)) for number in range(40)]
    begun = time.monotonic()
    found = balanced(Problem(tasks, [], [Resource("班组", 4)], 4), "delay", seconds=4.0, solver=False)
    assert time.monotonic() - begun < 5.4
    assert not multiprocessing.active_children()
    assert faults(Problem(tasks, [], [Resource("班组", 4)], 4), found.start) == []
