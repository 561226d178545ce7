"""Regions of a plan in force: the tasks around a clash, or around what moved, are set free for the solver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.scheduling.clashes import clashes
from checks.scheduling.clock import PER_TASK, PER_UNIT
from checks.scheduling.mending import planned, troubled
from checks.scheduling.model import Model
from checks.scheduling.solver import solved, solver

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from checks.scheduling.problem import Starts
    from checks.scheduling.record import Record

LATE, PRIMARY = 10**7, 10**4
FIRST_REACH, WIDER = 4, 1.7
SMALLEST, FIRST_SIZE, LARGEST = 15.0, 40.0, 150.0
EACH = 0.5
REACHES = (7, 15, 40, 80)
"""Days beyond its old and new place that a window leaves to a task."""


def grow(record: Record, chance: Random, seconds: float) -> None:
    """Every group of clashes that hang together, with a reach that grows as long as it helps."""
    board, clock = record.board, record.clock
    until = clock.now() + seconds
    for days in _groups(record):
        reach, useless = float(FIRST_REACH), 0
        while useless < 2 and clock.now() < until and not record.finished:
            free = _around(record, days, int(reach))
            if len(free) > LARGEST and reach > FIRST_REACH:
                break
            status, better = solve(record, free, int(3 * reach) + 10, min(4 * EACH, until - clock.now()), chance)
            if status != "OPTIMAL" or len(free) == len(board.order):
                break
            useless = 0 if better else useless + 1
            reach *= WIDER


class Windows:
    """Windows of a schedule around tasks that moved, are late, or end a project with a delay."""

    def __init__(self, record: Record, chance: Random) -> None:
        self.record, self.chance, self.size = record, chance, FIRST_SIZE

    def open(self, seconds: float) -> None:
        """Open one window after the other; their size follows what the solver can prove."""
        record, clock = self.record, self.record.clock
        until = clock.now() + seconds
        while not record.finished and clock.now() < until:
            free = self._chosen()
            if not free:
                return
            begun = clock.now()
            status, _ = solve(record, free, self.chance.choice(REACHES), min(EACH, until - begun), self.chance)
            if status != "OPTIMAL":
                self.size = max(SMALLEST, self.size / 1.08)
            elif clock.now() - begun < EACH / 3:
                self.size = min(LARGEST, self.size * 1.05)

    def _chosen(self) -> set[int]:
        """The tasks near to the old or new place of one that is not where it should be, or sharing what it needs."""
        board, start, chance = self.record.board, self.record.start, self.chance
        tasks, away = board.problem.tasks, self.record.board.problem.moved(start)
        late = [task for task in board.order if start[task] > board.last[task]]
        ends = behind(self.record, start) if self.record.objective != "moves" and not self.record.reached else []
        wanted = [each for each in (late, ends, away) if each]
        seeds = chance.choice(wanted[:1] if chance.random() < 0.5 else wanted) if wanted else []
        if not seeds:
            return set()
        seed = chance.choice(seeds)
        old = tasks[seed].planned
        centre = chance.choice((start[seed], start[seed] if old is None else old))
        if start[seed] > board.last[seed]:
            centre = chance.randint(board.earliest[seed], max(board.earliest[seed], board.last[seed]))
        shared, moved, credit = {take.resource for take in board.takes[seed]}, set(away), chance.choice((7, 30))

        def distance(task: int) -> float:
            planned = tasks[task].planned
            nearest = min(abs(start[task] - centre), abs((start[task] if planned is None else planned) - centre))
            return (nearest + 4 * chance.random() - (3 if task in moved else 0)
                    - (credit if any(take.resource in shared for take in board.takes[task]) else 0))

        if shared and chance.random() < 0.4:            # all that use one resource, and their neighbours by links
            resource = chance.choice(sorted(shared))
            users = [task for task in board.order if any(take.resource == resource for take in board.takes[task])]
            near = {seed, *sorted(users, key=distance)[:int(self.size)]}
            return near | {other for task in near for other, _ in (*board.before[task], *board.after[task])}
        return {seed, *sorted(board.order, key=distance)[:int(self.size)],
                *chance.sample(away, min(len(away), int(self.size / 4)))}


def behind(record: Record, start: Starts) -> list[int]:
    """The tasks because of which a project has a delay, or (makespan) all end as late as they do."""
    board, problem, finish = record.board, record.board.problem, record.board.problem.finish(start)
    last = [max(finish) - 1] * len(finish) if record.objective == "makespan" else problem.free_finish
    return [task for project, each in enumerate(board.ends) if finish[project] > last[project]
            for task, length in each if start[task] + length > last[project] and board.movable[task]]


def solve(record: Record, free: Iterable[int], reach: int, seconds: float, chance: Random) -> tuple[str, bool]:
    """Set tasks of the best schedule free within `reach` days around old and new places; status, and whether it helped."""
    board, problem, start, clock = record.board, record.board.problem, record.start, record.clock
    chosen = sorted(set(free))
    high = list(start)
    for task in chosen:
        old = problem.tasks[task].planned
        high[task] = max(start[task], start[task] if old is None else old) + reach
    made = Model(board, start, chosen, high)
    if not made.possible or not chosen:
        return "UNKNOWN", False
    count, days, price = made.moves()
    top = max(high[task] + board.duration[task] for task in chosen)
    if record.objective == "moves":
        goal = 4000 * count + 20 * days + price
    elif record.objective == "makespan":
        goal = PRIMARY * made.makespan(max(top, *problem.finish(start))) + price
    else:
        goal = PRIMARY * sum(made.finishes(problem.free_finish, [top] * problem.projects)) + price
    made.cp.minimize(goal + LATE * made.lateness())
    seed = chance.randrange(1 << 30)
    if clock.repeatable:
        solving = solver(60.0, workers=1, seed=seed, linearization_level=1, max_deterministic_time=max(0.01, seconds / PER_UNIT))
    else:
        solving = solver(max(0.05, seconds), workers=1, seed=seed, linearization_level=1)
    status = solved(solving, made.cp)
    clock.spend(solving.response_proto.deterministic_time * PER_UNIT + PER_TASK * len(board.order))
    return status, status in ("OPTIMAL", "FEASIBLE") and record.offer(made.found(solving))


def _around(record: Record, days: list[tuple[int, int]], reach: int) -> set[int]:
    """The tasks near the days of a group of clashes, their neighbours by links, and what moved nearby."""
    board, start, tasks = record.board, record.start, record.board.problem.tasks
    resources = {resource for resource, _ in days}
    first, last = min(day for _, day in days) - reach, max(day for _, day in days) + reach
    found = set()
    for task in board.order:
        old = tasks[task].planned
        places = {start[task], start[task] if old is None else old}
        if any(day <= last and day + board.duration[task] > first for day in places) and (
                reach > 2 * FIRST_REACH or len(places) > 1 or any(take.resource in resources for take in board.takes[task])):
            found.add(task)
    return found | {other for task in found for other, _ in (*board.before[task], *board.after[task])}


def _groups(record: Record) -> list[list[tuple[int, int]]]:
    """The (resource, day) of clashes in the plan, those together that have a task in common; misplaced tasks alone."""
    board = record.board
    groups: list[tuple[set[int], list[tuple[int, int]]]] = []
    single = troubled(board)
    for clash in clashes(board, planned(board)):
        together: tuple[set[int], list[tuple[int, int]]] = (set(clash.tasks), [(clash.resource, clash.day)])
        single -= together[0]
        apart = []
        for each in groups:
            if each[0] & together[0]:
                together = (each[0] | together[0], each[1] + together[1])
            else:
                apart.append(each)
        groups = [*apart, together]
    alone = [[(take.resource, board.problem.tasks[task].planned or 0) for take in board.takes[task]]
             or [(-1, board.problem.tasks[task].planned or 0)] for task in sorted(single)]
    return [days for _, days in groups] + alone
