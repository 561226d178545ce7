"""The solver on all tasks at once, from the best schedule: proves where it can, improves where links rule."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from checks.scheduling.clock import PER_TASK, PER_UNIT
from checks.scheduling.model import Model
from checks.scheduling.solver import solved_aside, solver

if TYPE_CHECKING:
    from checks.scheduling.record import Record

LATE = 10**6
QUICK = {"use_lns_only": True}
"""Soon a good schedule, never a proof."""


def improve(record: Record, seconds: float, seed: int, **parameters: Any) -> None:
    """Lower the objective of the best schedule, or prove that it cannot be; needs a schedule that breaks nothing.

    Every start up to which a schedule could be better is allowed, so the solver's bound holds for all schedules.
    """
    until = record.clock.now() + seconds
    made, value = _model(record), record.value
    if value is None or not made.possible:
        return
    low, board, problem = record.bound, record.board, record.board.problem
    top = problem.horizon if made.soft else value[1]    # lateness may go at the price of the objective
    if record.objective == "makespan":
        goal = made.makespan(top + problem.arrival, low + problem.arrival) - problem.arrival
    elif record.objective == "delay":
        free = problem.free_finish
        delays = [end - day for end, day in zip(made.finishes(free, [day + top for day in free]), _touched(record), strict=True)]
        goal = sum(delays) + sum(max(0, problem.finish(board.low)[project] - free[project]) for project in _still(record))
    else:
        goal = made.moves()[0]
    if record.objective != "makespan":
        made.cp.add(goal >= low)
    made.cp.minimize(goal + LATE * made.lateness())
    status, bound = _solved(record, made, until, seed, parameters)
    if status == "INFEASIBLE":
        if max(made.now) < board.never:                 # the hint itself is a solution
            raise RuntimeError("the solver calls the best schedule impossible")
        record.settled = True                           # nothing fits: what is left over tells who has no room
    elif not made.soft:
        record.raise_bound(bound)
    elif status == "OPTIMAL":                           # something must be late, and so much
        record.settled = True


def nearest(record: Record, seconds: float, seed: int) -> None:
    """Among schedules that are as good in the objective find the one nearest to the plan in force."""
    until = record.clock.now() + seconds
    made, value = _model(record), record.value
    if value is None or not made.possible:
        return
    problem, top = record.board.problem, value[1]
    count, days, price = made.moves()
    if record.objective == "makespan":
        made.makespan(top + problem.arrival)
    elif record.objective == "delay":
        free = problem.free_finish
        ends = made.finishes(free, [day + top for day in free])
        still = sum(max(0, problem.finish(record.board.low)[project] - free[project]) for project in _still(record))
        made.cp.add(sum(ends) - sum(_touched(record)) + still <= top)
    else:
        made.cp.add(count <= top)
        price = days * min(10**6, value[3] + 1) + price
    if made.soft:
        made.cp.add(made.lateness() <= value[0])
    made.cp.minimize(price)
    status, _ = _solved(record, made, until, seed, {})
    if status == "OPTIMAL" and record.reached:
        record.nearest = True


def _model(record: Record) -> Model:
    board, problem, value = record.board, record.board.problem, record.value
    top = value[1] if value else 0
    if record.objective == "moves" or (value and value[0]):
        high = [problem.horizon] * len(board.duration)
    elif record.objective == "makespan":
        high = [problem.arrival + top - tail for tail in board.tail]
    else:
        high = [problem.free_finish[task.project] + top - tail for task, tail in zip(problem.tasks, board.own_tail, strict=True)]
    return Model(board, record.start, board.order, high)


def _touched(record: Record) -> list[int]:
    """Free finishes of the projects that have tasks to move."""
    problem = record.board.problem
    return [problem.free_finish[project] for project in sorted({problem.tasks[task].project for task in record.board.order})]


def _still(record: Record) -> set[int]:
    """Projects all of whose tasks are fixed."""
    problem = record.board.problem
    return set(range(problem.projects)) - {problem.tasks[task].project for task in record.board.order}


def _solved(record: Record, made: Model, until: float, seed: int, parameters: dict[str, Any]) -> tuple[str, int]:
    """Solve; what is found goes to the record. Status, and the bound of what is minimised."""
    clock = record.clock
    seconds = max(0.05, until - clock.now())            # making the model took some
    if clock.repeatable:
        solving = solver(10 * seconds + 60, workers=1, seed=seed, symmetry_level=0,
                         max_deterministic_time=seconds / PER_UNIT, **parameters)
    else:
        solving = solver(seconds, workers=2, seed=seed, symmetry_level=0, **parameters)

    def look(values: list[int] | None) -> None:
        if values is not None:
            start = list(made.now)
            for task, day in zip(made.free, values, strict=True):
                start[task] = day
            record.offer(start)
        clock.tell(record.primary, record.bound)

    status = solved_aside(solving, made.cp, [made.place[task] for task in made.free], look)
    clock.spend(solving.response_proto.deterministic_time * PER_UNIT + PER_TASK * len(made.free))
    if status not in ("OPTIMAL", "FEASIBLE", "UNKNOWN"):
        return status, 0
    return status, ceil(solving.best_objective_bound - 1e-6)
