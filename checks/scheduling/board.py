"""The board: what is worked out once from a problem so that schedules are made quickly on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from checks.scheduling import supply
from checks.scheduling.bits import Group, Level, Take, first

if TYPE_CHECKING:
    from checks.scheduling.problem import Problem, Starts

FAR = 10**9
Links = list[list[tuple[int, int]]]


@dataclass(frozen=True)
class Board:
    """A problem made ready: fixed tasks have become first and last days of others, units have their common divisor.

    `lines` holds the free units of every resource day by day up to its last exception, `usual` those on later days,
    `rows` for each request size that occurs the days (bits) on which fewer are free. A resource may have too little
    for a task for ever from some day on; then `gone` names (task, last possible start, resource), and all days from
    `never` on count as free for it, so that a schedule always comes to an end and its lateness says what is wrong.
    """

    problem: Problem
    duration: list[int]
    movable: list[bool]
    takes: list[tuple[Take, ...]]
    groups: list[tuple[Group, ...]]
    low: Starts
    limits: list[tuple[int, int]]
    gone: list[tuple[int, int, int]]
    before: Links
    after: Links
    order: list[int]
    lines: list[list[int]]
    usual: list[int]
    sizes: list[list[int]]
    rows: list[list[int]]
    never: int

    @cached_property
    def rank(self) -> list[int]:
        """The place of every task in `order`; fixed ones come first."""
        found = [-1] * len(self.duration)
        for place, task in enumerate(self.order):
            found[task] = place
        return found

    @cached_property
    def levels(self) -> list[Level]:
        """Of every resource, for how many of its request sizes any number of units is enough."""
        return [Level(each) for each in self.sizes]

    @cached_property
    def earliest(self) -> Starts:
        """The first possible start of every task by its first day, its links and what it needs, were it alone."""
        start = list(self.low)
        for task in self.order:
            day = max([start[task]] + [start[other] + distance for other, distance in self.before[task]])
            start[task] = first(self.rows, self.groups[task], day)
        return start

    @cached_property
    def last(self) -> Starts:
        """The last start that its own limits leave to every task; FAR where there is none."""
        found = [FAR] * len(self.duration)
        for task, day in (*self.limits, *((task, day) for task, day, _ in self.gone)):
            found[task] = min(found[task], day)
        return found

    @cached_property
    def due(self) -> Starts:
        """The last start by its own limits and those of its followers; FAR where there is none."""
        found = list(self.last)
        for task in reversed(self.order):
            for other, distance in self.after[task]:
                if found[other] < FAR:
                    found[task] = min(found[task], found[other] - distance)
        return found

    @cached_property
    def tail(self) -> list[int]:
        """Days from the start of every task to the end of all that must follow it."""
        return self._tails(own=False)

    @cached_property
    def own_tail(self) -> list[int]:
        """The same inside the task's own project."""
        return self._tails(own=True)

    @cached_property
    def ends(self) -> list[list[tuple[int, int]]]:
        """Of every project the tasks (and durations) that may end it: no other of it always ends as late."""
        tasks = self.problem.tasks
        found: list[list[tuple[int, int]]] = [[] for _ in range(self.problem.projects)]
        for task, length in enumerate(self.duration):
            project = tasks[task].project
            if not any(tasks[other].project == project and distance + self.duration[other] >= length
                       for other, distance in self.after[task]):
                found[project].append((task, length))
        return found

    @cached_property
    def plain(self) -> bool:
        """True where no task may start before its predecessor is finished."""
        return all(distance >= self.duration[task] for task, each in enumerate(self.after) for _, distance in each)

    @cached_property
    def reach(self) -> int:
        """Days from the start of a task within which all its needs begin."""
        return 1 + max((take.offset for each in self.takes for take in each), default=0)

    @cached_property
    def rises(self) -> list[int]:
        """The days on which some resource has more than on the day before."""
        return sorted({day for line, usual in zip(self.lines, self.usual, strict=True)
                       for day, (old, new) in enumerate(pairwise([*line, usual]), 1) if new > old})

    def _tails(self, *, own: bool) -> list[int]:
        tasks = self.problem.tasks
        found = list(self.duration)
        for task in reversed(self.order):
            for other, distance in self.after[task]:
                if not own or tasks[task].project == tasks[other].project:
                    found[task] = max(found[task], distance + found[other])
        return found


def board(problem: Problem) -> Board:
    """Make a problem ready.

    Raises ValueError where links make a circle or a task needs days before its own start; NoRoomError where a need
    never fits, even on an empty resource.
    """
    tasks = problem.tasks
    movable = [not (task.fixed and task.planned is not None) for task in tasks]
    low = [task.release if free else task.planned or 0 for task, free in zip(tasks, movable, strict=True)]
    limits = [(number, task.latest) for number, task in enumerate(tasks) if movable[number] and task.latest is not None]
    before: Links = [[] for _ in tasks]
    after: Links = [[] for _ in tasks]
    for one, other, distance in problem.links:
        if movable[one] and movable[other]:
            before[other].append((one, distance))
            after[one].append((other, distance))
        elif movable[other]:
            low[other] = max(low[other], low[one] + distance)
        elif movable[one]:
            limits.append((one, low[other] - distance))
    needs = [[need for need in task.needs if need.units > 0 and need.length > 0] if free else []
             for task, free in zip(tasks, movable, strict=True)]
    never = problem.horizon + 1
    lines, usual, sizes, rows, unit = supply.resources(problem, needs, never)
    takes = [tuple(Take(need.resource, need.units // unit[need.resource], need.offset, need.length) for need in each)
             for each in needs]
    groups = [supply.groups(each, sizes) for each in takes]
    return Board(
        problem=problem, duration=[task.duration for task in tasks], movable=movable, takes=takes, groups=groups,
        low=low, limits=limits, gone=supply.gone(takes, lines, usual, sizes, rows), before=before, after=after,
        order=[task for task in problem.order if movable[task]], lines=lines, usual=usual, sizes=sizes, rows=rows, never=never,
    )
