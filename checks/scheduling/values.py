"""What a schedule is worth: tuples of whole numbers, compared from left to right, smaller is better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from checks.scheduling.board import Board
    from checks.scheduling.problem import Objective, Problem

Value = tuple[int, int, int, int]
"""Lateness, the objective, and two numbers that choose among equals."""
IMPOSSIBLE = 1000
"""What a day counts as lateness behind the last day on which a resource is there at all."""
MOVE = 10
"""A task that moves costs as much as so many days."""


@dataclass(frozen=True)
class Aim:
    """What is searched for. `together`: only the last finish of all counts, not that of every project."""

    value: Callable[[Sequence[int]], Value]
    together: bool = False
    tolerance: float = 1.1


def lateness(board: Board, start: Sequence[int]) -> int:
    """Days beyond the limits of the tasks, those behind the end of a resource counted IMPOSSIBLE times."""
    late = sum([start[task] - day for task, day in board.limits if start[task] > day])
    return late + sum([IMPOSSIBLE * (start[task] - day) for task, day, _ in board.gone if start[task] > day])


def price(problem: Problem, start: Sequence[int]) -> int:
    """The price of all moves: weight · (MOVE + days) of every task away from its planned start."""
    return sum([task.weight * (MOVE + abs(day - task.planned)) for task, day in zip(problem.tasks, start, strict=True)
                if task.planned is not None and task.planned != day])


def final(problem: Problem, objective: Objective, start: Sequence[int], late: int) -> Value:
    """By which the best schedule is chosen: lateness, the objective, and then the plan in force decides."""
    if objective == "moves":
        moved = problem.moved(start)
        days = sum(abs(start[task] - (problem.tasks[task].planned or 0)) for task in moved)
        return late, len(moved), days, price(problem, start)
    primary = problem.makespan(start) if objective == "makespan" else sum(problem.delays(start))
    return late, primary, price(problem, start), 0


def aim(board: Board, objective: Objective) -> Aim:
    """What the search minimises. Unlike `final` it knows, before the price of the moves, a slope on the plateau.

    makespan: how many project-days lie in the last three days, then the delay; delay: the makespan.
    """
    problem = board.problem
    if objective == "moves":
        return Aim(lambda start: final(problem, "moves", start, lateness(board, start)))
    free, free_sum = problem.free_finish, sum(problem.free_finish)
    ends = board.ends
    limited = bool(board.limits or board.gone)
    planned = any(task.planned is not None for task in problem.tasks)

    def finishes(start: Sequence[int]) -> list[int]:
        return [max([start[task] + length for task, length in each], default=0) for each in ends]

    def delay(start: Sequence[int]) -> Value:
        finish = finishes(start)
        total = sum([end - day for end, day in zip(finish, free, strict=True) if end > day])
        return (lateness(board, start) if limited else 0, total, max(finish, default=0), price(problem, start) if planned else 0)

    def makespan(start: Sequence[int]) -> Value:
        finish = finishes(start)
        top = max(finish, default=0)
        edge = sum([end - top + 3 for end in finish if end > top - 3])
        return (lateness(board, start) if limited else 0, top - problem.arrival, edge * 10**6 + sum(finish) - free_sum,
                price(problem, start) if planned else 0)

    return Aim(makespan, together=True, tolerance=1.04) if objective == "makespan" else Aim(delay)
