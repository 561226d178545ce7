"""Small random scheduling problems, and their true optimum by trying everything."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from checks.scheduling.problem import Link, Need, Problem, Resource, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.scheduling.problem import Objective

OBJECTIVES: tuple[Objective, ...] = ("delay", "makespan", "moves")


def random_problem(seed: int, most: int = 4) -> Problem:
    """At most `most` tasks on two resources with absences, some planned, some with a deadline, one perhaps fixed."""
    chance = Random(seed)
    count = chance.randint(2, most)
    resources = [Resource(f"r{number}", chance.choice((2, 3)), {day: chance.randint(0, 3) for day in range(chance.randint(0, 4))})
                 for number in range(2)]
    known = chance.random()
    tasks = []
    for number in range(count):
        length = chance.randint(0, 3)
        fixed = chance.random() < 0.1
        needs = [Need(resource, chance.choice((1, 1, 2)), 0, length) if chance.random() < 0.7
                 else Need(resource, chance.choice((1, 2)), chance.randint(0, 2), chance.randint(1, 2))
                 for resource in range(2) if chance.random() < 0.6]
        tasks.append(Task(
            duration=length, project=number % 2, needs=() if fixed else tuple(needs), release=chance.randint(0, 2),
            latest=chance.randint(2, 6) if chance.random() < 0.25 else None,
            planned=chance.randint(0, 5) if fixed or chance.random() < known else None,
            wish=chance.randint(0, 3), fixed=fixed, weight=chance.choice((1, 1, 5))))
    links = [Link(one, other, chance.choice((tasks[one].duration, tasks[one].duration + 1, -1, 1)))
             for one in range(count) for other in range(one + 1, count) if chance.random() < 0.25]
    return Problem(tasks, links, resources, 2)


def lateness(problem: Problem, start: list[int]) -> int:
    """Days beyond latest starts and into fixed followers."""
    late = sum(max(0, day - task.latest) for task, day in zip(problem.tasks, start, strict=True)
               if task.latest is not None and not task.fixed)
    return late + sum(max(0, start[one] + distance - start[other]) for one, other, distance in problem.links
                      if problem.tasks[other].fixed and not problem.tasks[one].fixed)


def broken(problem: Problem, start: list[int]) -> bool:
    """True where a release, a link, a capacity or a fixed task is broken; lateness does not count."""
    tasks = problem.tasks
    if any(day < task.release for task, day in zip(tasks, start, strict=True) if not task.fixed):
        return True
    if any(day != task.planned for task, day in zip(tasks, start, strict=True) if task.fixed):
        return True
    if any(start[other] < start[one] + distance for one, other, distance in problem.links if not tasks[other].fixed):
        return True
    last = max((start[number] + need.offset + need.length for number, task in enumerate(tasks) for need in task.needs), default=0)
    return any(
        sum(need.units for number, task in enumerate(tasks) for need in task.needs
            if need.resource == resource and 0 <= day - start[number] - need.offset < need.length)
        > problem.resources[resource].on(day)
        for resource in range(len(problem.resources)) for day in range(last))


def primary(problem: Problem, objective: Objective, start: list[int]) -> int:
    """The first number of the objective."""
    if objective == "moves":
        return len(problem.moved(start))
    return problem.makespan(start) if objective == "makespan" else sum(problem.delays(start))


def everything(problem: Problem, until: int) -> Iterator[list[int]]:
    """All schedules up to a day that break nothing but what counts as lateness."""
    tasks = problem.tasks
    free = [[resource.on(day) for day in range(until + 10)] for resource in problem.resources]
    into = [[(one, distance) for one, after, distance in problem.links if after == number and not tasks[number].fixed]
            for number in range(len(tasks))]
    start: list[int] = []

    def more() -> Iterator[list[int]]:
        number = len(start)
        if number == len(tasks):
            yield start
            return
        task = tasks[number]
        low = max([task.release] + [start[one] + distance for one, distance in into[number]])
        for day in [task.planned or 0] if task.fixed else range(low, until):
            taken = [(need.resource, day + need.offset + each, need.units) for need in task.needs for each in range(need.length)]
            for resource, x, units in taken:
                free[resource][x] -= units
            if all(free[resource][x] >= 0 for resource, x, _ in taken):
                start.append(day)
                yield from more()
                start.pop()
            for resource, x, units in taken:
                free[resource][x] += units

    yield from more()


def optima(problem: Problem) -> dict[Objective, tuple[int, int]]:
    """The best (lateness, objective) of every objective; by the days that all work can last."""
    busy = [max([task.duration, *(need.offset + need.length for need in task.needs)]) for task in problem.tasks]
    behind = max(task.planned or 0 for task in problem.tasks) + sum(max(0, distance) for *_, distance in problem.links)
    until = max(6 + min(9, sum(busy)), behind + 1)       # whoever stays as planned may push all others behind
    best: dict[Objective, tuple[int, int]] = {}
    while not best:                                      # of few problems nothing fits into that: they get more days
        for start in everything(problem, until):
            late = lateness(problem, start)
            if best and late > max(late for late, _ in best.values()):
                continue
            for objective in OBJECTIVES:
                reached = late, primary(problem, objective, start)
                best[objective] = min(best.get(objective, reached), reached)
        until += 4
    return best
