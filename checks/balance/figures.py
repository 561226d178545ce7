"""A plan in numbers: delay, length, moves, conflicts; and what every department bears."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from checks.balance.proposal import Burden, Figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checks.balance.model import Model
    from checks.conflicts import Conflict
    from checks.scheduling.problem import Objective


def figures(model: Model, start: Sequence[int] | None, found: Sequence[Conflict]) -> Figures:
    """The figures of a schedule, of one with open dates (None) only the conflicts."""
    counts = dict(Counter(each.kind for each in found if each.finding.severity == "error"))
    if start is None or not model.keys:
        return Figures(None, None, 0, 0, 0, counts)
    problem = model.problem
    moved = problem.moved(start)
    days = sum(abs(start[number] - (problem.tasks[number].planned or 0)) for number in moved)
    ends = [model.workdays.day(day + max(1, task.duration) - 1) for task, day in zip(problem.tasks, start, strict=True)]
    late = sum(bool((due := model.parts[key].row.day("deadline")) and end > due)
               for key, end in zip(model.keys, ends, strict=True))
    return Figures(sum(problem.delays(start)) / problem.projects, problem.makespan(start), len(moved), days, late, counts)


def planned(model: Model) -> list[int] | None:
    """The plans in force; None where dates are open."""
    starts = [task.planned for task in model.problem.tasks]
    known = [each for each in starts if each is not None]
    return known if len(known) == len(starts) else None


def in_words(model: Model, objective: Objective, value: int) -> float:
    """The objective's number as people read it: the mean delay over departments, all others as they are."""
    return value / model.problem.projects if objective == "delay" and model.keys else float(value)


def workloads(model: Model) -> list[int]:
    """Working days of every department's tasks."""
    return [sum(model.problem.tasks[task].duration for task in members) for members in model.problem.members]


def burdens(model: Model, start: Sequence[int]) -> tuple[Burden, ...]:
    """What every department bears, the most burdened first."""
    found = [Burden(department, days, workload) for department, days, workload
             in zip(model.departments, model.problem.delays(start), workloads(model), strict=True)]
    return tuple(sorted(found, key=lambda each: (-each.share, each.department)))
