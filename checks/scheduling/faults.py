"""Whether a schedule keeps every rule, checked day by day; shares nothing with how schedules are made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checks.scheduling.problem import Problem, Task


@dataclass(frozen=True)
class Fault:
    """What a schedule breaks: a rule, the tasks, by how much (days or units); resource and day for a capacity.

    release, latest, fixed: one task, `excess` days from where it had to be; link: predecessor and follower and the days
    by which they are too near; capacity: all tasks that share the resource on that day, and the units too many.
    """

    kind: Literal["release", "latest", "link", "capacity", "fixed"]
    tasks: tuple[int, ...]
    excess: int
    resource: int | None = None
    day: int | None = None


def faults(problem: Problem, start: Sequence[int]) -> list[Fault]:
    """Everything that a schedule breaks; nothing for one that keeps all. Links between two fixed tasks do not count."""
    found = []
    for number, (task, day) in enumerate(zip(problem.tasks, start, strict=True)):
        if _stays(task):
            if day != task.planned:
                found.append(Fault("fixed", (number,), abs(day - (task.planned or 0))))
            continue
        if day < task.release:
            found.append(Fault("release", (number,), task.release - day))
        if task.latest is not None and day > task.latest:
            found.append(Fault("latest", (number,), day - task.latest))
    for before, after, distance in problem.links:
        if _stays(problem.tasks[before]) and _stays(problem.tasks[after]):
            continue
        if start[after] < start[before] + distance:
            found.append(Fault("link", (before, after), start[before] + distance - start[after]))
    return found + _overloads(problem, start)


def _stays(task: Task) -> bool:
    return task.fixed and task.planned is not None


def _overloads(problem: Problem, start: Sequence[int]) -> list[Fault]:
    used: Counter[tuple[int, int]] = Counter()
    users: dict[tuple[int, int], set[int]] = {}
    for number, task in enumerate(problem.tasks):
        for need in () if _stays(task) else task.needs:
            for day in range(start[number] + need.offset, start[number] + need.offset + need.length):
                used[need.resource, day] += need.units
                users.setdefault((need.resource, day), set()).add(number)
    found = []
    for (resource, day), units in sorted(used.items()):
        free = problem.resources[resource].on(day)
        if units > free:
            found.append(Fault("capacity", tuple(sorted(users[resource, day])), units - free, resource, day))
    return found


def lateness(problem: Problem, found: Sequence[Fault]) -> int:
    """Days too late in sum: beyond `latest`, and by which a fixed follower is violated."""
    return sum(fault.excess for fault in found if is_late(problem, fault))


def is_late(problem: Problem, fault: Fault) -> bool:
    """True for what a schedule may not be able to keep: a latest start, or a link to a fixed follower."""
    return fault.kind == "latest" or (fault.kind == "link" and _stays(problem.tasks[fault.tasks[1]]))
