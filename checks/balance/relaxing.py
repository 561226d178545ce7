"""What no date can mend is taken out of the problem, so that everything else can be balanced: it keeps its findings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checks.balance.softly import FAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checks.balance.softly import Soft
    from checks.scheduling.problem import Link, Need, Problem, Task


@dataclass(frozen=True)
class Dropped:
    """A task (by number) cannot have a need of a resource (by number), or keep a limit (`why`: skill, owner, handover).

    `crowded`: by itself it could have it, beside the others it cannot.
    """

    task: int
    resource: int | None = None
    units: int = 0
    why: str = ""
    crowded: bool = False


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


def possible_links(problem: Problem, within: Sequence[int | None]) -> list[int]:
    """Numbers of the links that can be kept; `within` as above.

    What the plans in force keep comes first: an order that they break is only wanted where what follows, and stays, and
    those who are there now and then leave, still permit it. One clash is not traded for another.
    """
    kept = [number for number, link in enumerate(problem.links) if not _broken(problem, link)]
    earliest = replace(problem, links=[problem.links[each] for each in kept]).earliest
    kept = [number for number in kept if not problem.tasks[problem.links[number].after].fixed
            or earliest[problem.links[number].before] + problem.links[number].distance
            <= (problem.tasks[problem.links[number].after].planned or 0)]
    last = [_last(problem, task, within) for task in problem.tasks]
    position = {task: place for place, task in enumerate(problem.order)}
    for number in sorted(set(range(len(problem.links))) - set(kept), key=lambda each: position[problem.links[each].after]):
        before, after, distance = problem.links[number]
        part = replace(problem, links=[problem.links[each] for each in kept])
        if _broken(problem, problem.links[number]) and part.earliest[before] + distance <= _latest(part, last)[after]:
            kept.append(number)
    return sorted(kept)


def _broken(problem: Problem, link: Link) -> bool:
    """True where the plans in force do not keep a link."""
    before, after = problem.tasks[link.before].planned, problem.tasks[link.after].planned
    return before is not None and after is not None and before + link.distance > after


def _last(problem: Problem, task: Task, within: Sequence[int | None]) -> int:
    """The last start of a task at which all that it needs is there, where it has that now and not for ever."""
    short = [need for need in task.needs if problem.resources[need.resource].capacity < need.units]
    if not short or task.planned is None:
        return FAR
    far = max(max(problem.resources[need.resource].except_on, default=0) + 1 for need in task.needs)
    starts = {need: set(_starts(problem, need, task.release, far, within[need.resource])) for need in task.needs}
    gone = set.intersection(*(starts[need] for need in short))
    return max(gone.intersection(*starts.values()) or gone) if task.planned in gone else FAR


def _latest(problem: Problem, last: Sequence[int]) -> list[int]:
    """The last start of every task that its followers permit, those that stay above all."""
    found = [task.planned if task.fixed and task.planned is not None else last[number]
             for number, task in enumerate(problem.tasks)]
    for task in reversed(problem.order):
        if not problem.tasks[task].fixed:
            found[task] = min([found[task], *(found[after] - distance for after, distance in problem.after[task])])
    return found


def _narrowed(
    problem: Problem, number: int, task: Task, soft: Soft | None, within: Sequence[int | None], dropped: list[Dropped],
) -> Task:
    earliest = problem.earliest[number]
    same = max((max(problem.resources[need.resource].except_on, default=0) + 1 for need in task.needs), default=0)
    far = max(earliest, same)                            # from there on every day is like the next
    possible = [_starts(problem, need, earliest, far, within[need.resource]) for need in task.needs]
    together = set.intersection(*possible) if possible else None
    if together is not None and not together:           # what is not had now goes first, then what fits least
        order = sorted(range(len(possible)), key=lambda each: (task.planned in possible[each], len(possible[each])))
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
