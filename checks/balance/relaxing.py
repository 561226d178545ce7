"""What no date can mend is taken out of the problem, so that everything else can be balanced: it keeps its findings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checks.balance.softly import FAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checks.balance.softly import Soft
    from checks.scheduling.problem import Need, Problem, Task


@dataclass(frozen=True)
class Dropped:
    """A task (by number) cannot have a need of a resource (by number), or keep a limit (`why`: skill, owner, handover)."""

    task: int
    resource: int | None = None
    units: int = 0
    why: str = ""


def relaxed(problem: Problem, soft: Sequence[Soft | None], within: Sequence[int | None]) -> tuple[Problem, list[Dropped]]:
    """The problem with the soft limits that can be kept, and without needs that fit on no day at all.

    `within` has by resource the day up to which a need has to fit (None: any): a task too long for somebody who is away
    now and then is not put off until nothing is known of absences yet.
    """
    tasks, dropped = list(problem.tasks), list[Dropped]()
    for number, task in enumerate(tasks):
        if not task.fixed:
            tasks[number] = _narrowed(problem, number, task, soft[number], within, dropped)
    return replace(problem, tasks=tasks), dropped


def possible_links(problem: Problem) -> list[int]:
    """Numbers of the links that can be kept: a task that stays may begin before what it waits for could be done."""
    return [number for number, (before, after, distance) in enumerate(problem.links)
            if not problem.tasks[after].fixed or problem.earliest[before] + distance <= (problem.tasks[after].planned or 0)]


def _narrowed(
    problem: Problem, number: int, task: Task, soft: Soft | None, within: Sequence[int | None], dropped: list[Dropped],
) -> Task:
    earliest = problem.earliest[number]
    same = max((max(problem.resources[need.resource].except_on, default=0) + 1 for need in task.needs), default=0)
    far = max(earliest, same)                            # from there on every day is like the next
    possible = [_starts(problem, need, earliest, far, within[need.resource]) for need in task.needs]
    together = set.intersection(*possible) if possible else None
    if together is not None and not together:           # what cannot be had by itself goes first, then what fits least
        order = sorted(range(len(possible)), key=lambda each: len(possible[each]))
        left = list(order)
        while left and not set.intersection(*(possible[each] for each in left)):
            gone = task.needs[left.pop(0)]
            dropped.append(Dropped(number, gone.resource, gone.units))
        task = replace(task, needs=tuple(task.needs[each] for each in sorted(left)))
        together = set.intersection(*(possible[each] for each in left)) if left else None
    if soft is None:
        return task
    first, latest = max(earliest, soft.first), min(soft.last, FAR if task.latest is None else task.latest)
    if first > latest or (together is not None and not any(first <= each <= latest for each in together)):
        dropped.append(Dropped(number, why=soft.why or "owner"))
        return task
    return replace(task, release=max(task.release, soft.first), latest=latest if latest < FAR else None)


def _starts(problem: Problem, need: Need, first: int, far: int, within: int | None) -> set[int]:
    """The starts of a task up to `far` on which a resource, all other tasks away, has enough for a need."""
    resource = problem.resources[need.resource]
    last = far if within is None else min(far, within + 1 - need.offset - need.length)
    found, run = set(), 0
    for day in range(first + need.offset, last + need.offset + need.length):
        run = run + 1 if resource.on(day) >= need.units else 0
        if run >= need.length:
            found.add(day - need.length + 1 - need.offset)
    return found
