"""The balanced plan: the best schedule that can be found in the time, with a bound on what any could reach."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from checks.scheduling import in_force, open_dates
from checks.scheduling.board import board
from checks.scheduling.bounds import bound
from checks.scheduling.clock import Clock
from checks.scheduling.faults import faults, is_late, lateness
from checks.scheduling.generation import serial
from checks.scheduling.partner import Partner
from checks.scheduling.partner import possible as partner_possible
from checks.scheduling.problem import NoRoomError
from checks.scheduling.record import Record
from checks.scheduling.solver import available

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from checks.scheduling.problem import Objective, Problem

SPARE = 0.2
"""The part of the time for bringing back what moved, where few tasks have planned dates."""
MANY = 30
"""A second process is worth its start from so many tasks on."""


@dataclass(frozen=True)
class Solution:
    """A schedule that breaks nothing but what counts as lateness (days).

    `value` is the objective's first number: the sum of delays, the makespan (both days) or the number of moved tasks;
    `bound` a number that no schedule without lateness can be below. `proved`: no schedule is better in `value`.
    """

    start: tuple[int, ...]
    objective: Objective
    lateness: int
    value: int
    bound: int
    proved: bool
    seconds: float
    interrupted: bool


def balanced(problem: Problem, objective: Objective, *, seconds: float = 10.0, seed: int = 1, repeatable: bool = False,
             solver: bool = True, step: Callable[[float, int | None, int], None] | None = None,
             hints: Iterable[Sequence[int]] = ()) -> Solution:
    """Schedule all tasks: nothing late if possible, then the objective, then as near to the plan in force as possible.

    Never worse than the plan in force or a hint that keeps all rules. `step` is told, a few times a second, the part of
    the time that is over, the objective of the best schedule (None while something is late) and the bound. `repeatable`
    gives the same schedule for the same seed whatever else the machine does; without `solver`, or where OR-Tools is
    missing, the search goes on alone. An interrupt from the keyboard returns the best so far.

    Raises ValueError where links make a circle, NoRoomError where the needs of a task find no room however long it waits.
    """
    clock = Clock(seconds, repeatable=repeatable, step=step)
    ready = board(problem)
    record = Record(ready, objective, bound(ready, objective), clock)
    interrupted, partner = False, None
    try:
        for each in (*hints, [task.planned for task in problem.tasks]):
            whole = [day for day in each if day is not None]
            if len(whole) == len(each) and all(is_late(problem, fault) for fault in faults(problem, whole)):
                record.offer(whole)
        if not record.finished:
            use = solver and available()
            if not repeatable and seconds >= open_dates.LONG and len(ready.order) >= MANY and partner_possible():
                partner = Partner(problem, objective, solver=use)
            known = sum(task.planned is not None for task in problem.tasks)
            if 2 * known >= len(problem.tasks):
                in_force.schedule(record, seed, solver=use, partner=partner)
            else:
                open_dates.schedule(record, seed, solver=use, partner=partner, spare=SPARE * seconds if known else 0.0)
                if known:
                    in_force.bring_back(record, Random(seed), seed, solver=use)
    except KeyboardInterrupt:
        interrupted = True
        if not record.start:
            record.offer(serial(ready, ready.earliest))
    finally:
        if partner is not None:
            partner.end()
    return _checked(record, interrupted=interrupted)


def _checked(record: Record, *, interrupted: bool) -> Solution:
    problem, start = record.board.problem, record.start
    for task, day, resource in record.board.gone:
        if start[task] > day:
            raise NoRoomError(task, resource)
    found = faults(problem, start)
    wrong = [fault for fault in found if not is_late(problem, fault)]
    if wrong or record.value is None:
        raise RuntimeError(f"the schedule is wrong: {wrong[:3]}")
    late = lateness(problem, found)
    return Solution(
        start=tuple(start), objective=record.objective, lateness=late, value=record.value[1], bound=record.bound,
        proved=record.reached, seconds=record.clock.real(), interrupted=interrupted)
