"""A plan in force mended without a solver: what clashes finds the nearest room, then single moves are made better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.scheduling.bits import Days, first, last, possible
from checks.scheduling.board import FAR
from checks.scheduling.clashes import clashes, misplaced
from checks.scheduling.generation import listed
from checks.scheduling.values import MOVE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from checks.scheduling.board import Board
    from checks.scheduling.problem import Starts

FOLLOWER = 3 * MOVE
"""What a follower that is pushed on counts as, in days, when a task chooses where to go."""


def planned(board: Board) -> list[int | None]:
    """The plan in force, with a fixed task where it is and None where a date is open."""
    return [task.planned for task in board.problem.tasks]


def troubled(board: Board) -> set[int]:
    """The planned tasks that cannot all stay: in a clash, too near to another, or on an impossible day."""
    plan = planned(board)
    found = set(misplaced(board, plan))
    for clash in clashes(board, plan):
        found |= set(clash.tasks)
    for task, each in enumerate(board.after):
        one = plan[task]
        for other, distance in each:
            then = plan[other]
            if one is not None and then is not None and then < one + distance:
                found |= {task, other}
    return found


def mended(board: Board, trouble: set[int], chance: Random, spread: float = 0.0) -> Starts:
    """Everything outside the trouble stays; in it the dearest stay, the others go to the nearest room, pushing followers.

    `spread` shakes the order of who may stay. Breaks nothing but what counts as lateness.
    """
    tasks, plan, days = board.problem.tasks, planned(board), Days(board)
    kept: set[int] = set()

    def rank(task: int) -> tuple[bool, float]:
        return task in trouble, -tasks[task].weight * board.duration[task] * (1 + spread * chance.random())

    for task in sorted((task for task in board.order if plan[task] is not None), key=rank):
        day = plan[task]
        if day is not None and (task not in trouble or (_allowed(board, plan, kept, task, day)
                                                        and first(days.rows, board.groups[task], day) == day)):
            kept.add(task)
            days.take(board.takes[task], day)
    start = list(board.low)
    for task in listed(board, [board.earliest[task] if day is None else day for task, day in enumerate(plan)]):
        low = max([board.low[task]] + [start[other] + distance for other, distance in board.before[task]])
        day = plan[task]
        if task in kept and day is not None:
            if day >= low:
                start[task] = day
                continue
            days.give(board.takes[task], day)
            kept.discard(task)
        start[task] = _room(board, days, task, low, [
            (plan[other] or 0) - distance for other, distance in board.after[task] if other in kept])
        days.take(board.takes[task], start[task])
    return start


def _allowed(board: Board, plan: Sequence[int | None], kept: set[int], task: int, day: int) -> bool:
    """True where a task may start on a day next to those that are kept."""
    return (board.low[task] <= day <= board.last[task]
            and all((plan[other] or 0) + distance <= day for other, distance in board.before[task] if other in kept)
            and all(day + distance <= (plan[other] or 0) for other, distance in board.after[task] if other in kept))


def _room(board: Board, days: Days, task: int, low: int, pushes: list[int]) -> int:
    """The cheapest day from `low` on; a start behind a day of `pushes` pushes a follower."""
    one = board.problem.tasks[task]
    goal = max(low, one.wish) if one.planned is None else max(low, one.planned)
    later = first(days.rows, board.groups[task], goal)
    if one.planned is None:
        return later
    sooner = last(days.rows, board.groups[task], min(goal, one.planned))
    if sooner < low:
        return later

    def cost(day: int) -> int:
        return (abs(day - goal) + FOLLOWER * sum(day > limit for limit in pushes)
                + FAR * (day > board.due[task]) * (day - board.due[task]))

    return min(sooner, later, key=cost)


class Mender:
    """Takes a few tasks out of a schedule that breaks nothing and puts them back where they cost least."""

    def __init__(self, board: Board, start: Starts, chance: Random) -> None:
        self.board, self.chance = board, chance
        self.users: list[list[int]] = [[] for _ in board.lines]
        for task, takes in enumerate(board.takes):
            for resource in {take.resource for take in takes}:
                self.users[resource].append(task)
        self.settle(start)

    def settle(self, start: Starts) -> None:
        """Go on from another schedule."""
        self.start, self.days = list(start), Days(self.board)
        for task in self.board.order:
            self.days.take(self.board.takes[task], start[task])

    def retry(self, seed: int, most: int) -> tuple[Starts, set[int]] | None:
        """Take `seed` and up to `most` neighbours out and put them back, dear ones first; None where one finds no room.

        The schedule tried and the tasks that were out; `keep` or `undo` must follow.
        """
        out = {seed, *self._neighbours(seed, most)}
        self.old = {task: self.start[task] for task in out}
        for task in out:
            self.days.give(self.board.takes[task], self.start[task])
        placed: list[int] = []
        left = set(out)
        for task in sorted(out, key=self._turn):
            day = self._nearest(task, left)
            if day < 0:
                for other in placed:
                    self.days.give(self.board.takes[other], self.start[other])
                self._back(out)
                return None
            self.start[task] = day
            self.days.take(self.board.takes[task], day)
            placed.append(task)
            left.discard(task)
        return self.start, out

    def undo(self, out: set[int]) -> None:
        """Put the tasks back where they were before the last try."""
        for task in out:
            self.days.give(self.board.takes[task], self.start[task])
        self._back(out)

    def _back(self, out: set[int]) -> None:
        for task in out:
            self.start[task] = self.old[task]
            self.days.take(self.board.takes[task], self.old[task])

    def _turn(self, task: int) -> float:
        """Who is put back first: what was late, then, by chance, the dear ones."""
        return -self.board.problem.tasks[task].weight * self.chance.random() - FAR * (self.old[task] > self.board.last[task])

    def _neighbours(self, seed: int, most: int) -> list[int]:
        board, task = self.board, self.board.problem.tasks[seed]
        near = [other for other, _ in (*board.before[seed], *board.after[seed])]
        begin = self.start[seed] if task.planned is None or self.chance.random() < 0.3 else task.planned
        if self.start[seed] > board.last[seed]:
            begin = self.chance.randint(board.earliest[seed], max(board.earliest[seed], board.last[seed]))
        for resource in {take.resource for take in board.takes[seed]}:
            near += [other for other in self.users[resource]
                     if begin - board.duration[other] <= self.start[other] <= begin + task.duration]
        return self.chance.sample(near, min(len(near), most))

    def _nearest(self, task: int, left: set[int]) -> int:
        """The possible day nearest to the plan, between the linked tasks that are in; below 0 where there is none."""
        board, one = self.board, self.board.problem.tasks[task]
        low = max([board.low[task]]
                  + [self.start[other] + distance for other, distance in board.before[task] if other not in left])
        high = min([max(board.last[task], self.old[task])]
                   + [self.start[other] - distance for other, distance in board.after[task] if other not in left])
        goal = min(max(low, one.wish if one.planned is None else one.planned), high)
        if low > high:
            return -1
        if not board.groups[task]:
            return goal
        free = possible(self.days.rows, board.groups[task])
        later = goal + ((free >> goal) & -(free >> goal)).bit_length() - 1
        sooner = (free & ((1 << goal + 1) - 1)).bit_length() - 1
        days = [day for day in (sooner, later) if low <= day <= high]
        return min(days, key=lambda day: abs(day - goal), default=-1)
