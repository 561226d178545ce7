"""What fairness costs: the worst burden falls, the total delay stays within its price."""

from __future__ import annotations

from checks.scheduling.balanced import balanced
from checks.scheduling.fairness import burdens, curve, fair
from checks.scheduling.faults import faults
from checks.scheduling.problem import Need, Problem, Resource, Task


def shared(planned: bool = False) -> Problem:
    """Three departments with three jobs each on one machine."""
    tasks = [Task(1 + (project + number) % 3, project, (Need(0, 1, 0, 1 + (project + number) % 3),),
                  planned=number if planned else None, wish=number if planned else 0)
             for project in range(3) for number in range(3)]
    return Problem(tasks, [], [Resource("检测台", 1)], 3)


def test_the_worst_is_lowered_and_the_price_is_kept():
    problem = shared()
    start = balanced(problem, "delay", seconds=0.5, solver=False, repeatable=True).start
    total = sum(problem.delays(start))
    found = fair(problem, start, 0.5, seconds=0.3, repeatable=True)
    assert faults(problem, found) == []
    assert sum(problem.delays(found)) <= total * 1.5
    assert max(problem.delays(found)) <= max(problem.delays(start))


def test_the_curve_never_rises():
    problem = shared()
    start = balanced(problem, "delay", seconds=0.5, solver=False, repeatable=True).start
    found = curve(problem, start, seconds=0.5, repeatable=True)
    assert [price for price, _, _ in found] == [0, 0.02, 0.05, 0.1, 0.2]
    worst = [worst for _, worst, _ in found]
    assert worst == sorted(worst, reverse=True)
    assert all(total <= sum(problem.delays(start)) * (1 + price) for price, _, total in found)


def test_a_plan_in_force_is_kept_whole():
    problem = shared(planned=True)
    start = balanced(problem, "delay", seconds=0.5, solver=False, repeatable=True).start
    found = fair(problem, start, 0.2, seconds=0.3, repeatable=True)
    assert faults(problem, found) == []
    assert max(problem.delays(found)) <= max(problem.delays(start))


def test_a_burden_is_weighed_by_the_workload():
    problem = Problem([Task(2, 0, (Need(0, 1, 0, 2),)), Task(2, 1, (Need(0, 1, 0, 2),))], [], [Resource("车间", 1)], 2)
    assert burdens(problem, [2, 0]) == [2, 0]
    assert burdens(problem, [2, 0], [4, 1]) == [0.5, 0]
    # the department with four times the work can bear the same two days more easily
    assert fair(problem, [0, 2], 0.0, seconds=0.2, weights=[4.0, 1.0], repeatable=True) == [2, 0]
