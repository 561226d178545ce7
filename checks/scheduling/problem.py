"""A scheduling problem in working days: tasks of projects, links between them, resources with a capacity per day."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Objective = Literal["delay", "makespan", "moves"]
Starts = list[int]
"""The first day of every task, by its number."""


class NoRoomError(ValueError):
    """What a task needs of a resource is nowhere there, or not any more once others have taken theirs."""

    def __init__(self, task: int, resource: int) -> None:
        super().__init__(f"what task {task} needs of resource {resource} is never there")
        self.task, self.resource = task, resource


class Need(NamedTuple):
    """A task takes `units` of a resource on `length` days, the first of them `offset` days after its own first day."""

    resource: int
    units: int
    offset: int
    length: int


class Link(NamedTuple):
    """`after` starts at least `distance` days after the start of `before`; finish to start with a lag: duration + lag.

    A distance below 0 lets `after` start that much earlier.
    """

    before: int
    after: int
    distance: int


@dataclass(frozen=True, slots=True)
class Task:
    """Days are whole numbers from 0 on; a task of duration d that starts on day s is finished on day s + d − 1.

    `release` is the first day on which it may start, `latest` the last one (None: any). `planned` is its start in the
    plan in force (None: its dates are still open). `wish` is the day from which its department counts a delay.
    `fixed` stays where it is planned; what it needs has been taken off the capacities already, so its `needs` are empty.
    `weight` says how dear it is to move it (1 and more).
    """

    duration: int
    project: int
    needs: tuple[Need, ...] = ()
    release: int = 0
    latest: int | None = None
    planned: int | None = None
    wish: int = 0
    fixed: bool = False
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Resource:
    """Units on every day; `except_on` names the days on which there are more or fewer (never below 0)."""

    name: str
    capacity: int
    except_on: Mapping[int, int] = field(default_factory=dict)

    def on(self, day: int) -> int:
        """Units on a day."""
        return self.except_on.get(day, self.capacity)


@dataclass(frozen=True)
class Problem:
    """Tasks, links and resources, by their numbers. The links have no circle."""

    tasks: Sequence[Task]
    links: Sequence[Link]
    resources: Sequence[Resource]
    projects: int

    @cached_property
    def before(self) -> list[list[tuple[int, int]]]:
        """Of every task (predecessor, distance)."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.tasks]
        for link in self.links:
            found[link.after].append((link.before, link.distance))
        return found

    @cached_property
    def after(self) -> list[list[tuple[int, int]]]:
        """Of every task (successor, distance)."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.tasks]
        for link in self.links:
            found[link.before].append((link.after, link.distance))
        return found

    @cached_property
    def order(self) -> list[int]:
        """The tasks, each behind all of its predecessors. Raises ValueError where links make a circle."""
        open_links = [len(each) for each in self.before]
        order = [task for task, count in enumerate(open_links) if not count]
        for task in order:                              # grows while it is walked
            for follower, _ in self.after[task]:
                open_links[follower] -= 1
                if not open_links[follower]:
                    order.append(follower)
        if len(order) < len(self.tasks):
            raise ValueError("links make a circle")
        return order

    @cached_property
    def members(self) -> list[list[int]]:
        """The tasks of every project."""
        found: list[list[int]] = [[] for _ in range(self.projects)]
        for number, task in enumerate(self.tasks):
            found[task.project].append(number)
        return found

    @cached_property
    def earliest(self) -> Starts:
        """The first possible start of every task by its release and its links; a fixed one's planned start."""
        return self._pushed([task.release for task in self.tasks])

    @cached_property
    def free_finish(self) -> list[int]:
        """The day after the last of every project with unlimited resources, counted from the wished starts."""
        start = self._pushed([max(task.release, task.wish) for task in self.tasks])
        return self.finish(start)

    @cached_property
    def arrival(self) -> int:
        """The first release of all."""
        return min((task.release for task in self.tasks), default=0)

    @cached_property
    def horizon(self) -> int:
        """A day by which everything can be done one after the other, whatever the order."""
        far = [max(self.earliest, default=0), *(day + 1 for each in self.resources for day in each.except_on)]
        far += [task.planned + task.duration for task in self.tasks if task.planned is not None]
        span = sum(max(task.duration, *(need.offset + need.length for need in task.needs), 0) if task.needs else task.duration
                   for task in self.tasks)
        lags = sum(max(0, distance) for _, _, distance in self.links)
        return max(far) + span + lags + 1

    def finish(self, start: Sequence[int]) -> list[int]:
        """The day after the last of every project; 0 for one without tasks."""
        return [max((start[task] + self.tasks[task].duration for task in each), default=0) for each in self.members]

    def delays(self, start: Sequence[int]) -> list[int]:
        """Days by which every project ends later than with unlimited resources, never below 0."""
        return [max(0, end - free) for end, free in zip(self.finish(start), self.free_finish, strict=True)]

    def makespan(self, start: Sequence[int]) -> int:
        """Days from the first release of all to the last finish."""
        return max(self.finish(start), default=0) - self.arrival

    def moved(self, start: Sequence[int]) -> list[int]:
        """The tasks with planned dates that start on another day."""
        return [number for number, task in enumerate(self.tasks) if task.planned not in (None, start[number])]

    def _pushed(self, low: Starts) -> Starts:
        start = list(low)
        for task in self.order:
            one = self.tasks[task]
            if one.fixed and one.planned is not None:
                start[task] = one.planned
                continue
            for other, distance in self.before[task]:
                start[task] = max(start[task], start[other] + distance)
        return start
