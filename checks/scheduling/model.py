"""The model for the solver: some tasks are free, a block may slide left as one, all others stay where they are."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from checks.scheduling.board import FAR
from checks.scheduling.solver import model
from checks.scheduling.values import MOVE, lateness

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ortools.sat.python.cp_model import CpSolver

    from checks.scheduling.board import Board
    from checks.scheduling.problem import Starts

AFTER_END = 5


class Model:
    """Start variables of the free tasks, links and capacities; the methods add what can be minimised.

    `now` is the schedule from which all is seen: hint of the free tasks, place of the others. `high` is the last start
    of every free task. `block` slides left by up to `slide` days. Not `possible`: some free task has no place.
    """

    def __init__(self, board: Board, now: Starts, free: Collection[int], high: Sequence[int],
                 block: Collection[int] = (), slide: int = 0) -> None:
        self.board, self.now, self.free, self.block, self.slide = board, now, sorted(free), set(block), slide
        self.cp, self.possible = model(), True
        self.soft = lateness(board, now) > 0            # then limits are no walls but are minimised
        self.low: dict[int, int] = {}
        self.top: dict[int, int] = {}
        self.delta = self._variable(0, slide, 0) if slide and block else 0
        self.place: list[Any] = list(now)               # a day, or an expression for it
        self.inside = inside = set(free)
        first = min((now[task] - slide for task in self.block), default=FAR)
        for task in self.block:
            self.place[task] = now[task] - self.delta
        for task in self.free:
            low = max([board.earliest[task]] + [now[other] + distance for other, distance in board.before[task]
                                                if other not in inside and other not in self.block])
            wall = high[task] if self.soft else min(high[task], board.last[task])
            top = min([wall]
                      + [now[other] - distance for other, distance in board.after[task]
                         if other not in inside and other not in self.block])
            if low > top:
                self.possible = False
                return
            self.place[task], self.low[task], self.top[task] = self._variable(low, top, now[task]), low, top
            first = min(first, low)
        loose = inside | self.block
        for task in self.free:
            for other, distance in board.after[task]:
                if other in loose:
                    self.cp.add(self.place[other] >= self.place[task] + distance)
            for other, distance in board.before[task]:
                if other in self.block:
                    self.cp.add(self.place[task] >= self.place[other] + distance)
        self._capacities(first)

    def _variable(self, low: int, high: int, hint: int) -> Any:
        made = self.cp.new_int_var(low, high, "")
        self.cp.add_hint(made, min(max(hint, low), high))
        return made

    def _capacities(self, first: int) -> None:
        board, now, inside = self.board, self.now, self.inside
        free: list[list[tuple[Any, int, int]]] = [[] for _ in board.lines]
        end = 0
        for task in self.free:
            for resource, units, offset, length in board.takes[task]:
                free[resource].append((self.place[task] + offset, length, units))
                end = max(end, self.top[task] + offset + length)
        far = max([end, *(day + self._reach(task) for task, day in enumerate(now))]) + 1
        # what stays behind the window may meet the sliding block far out: then no profile may be cut short
        meet = bool(self.block) and any(task not in inside and task not in self.block and day + self._reach(task) > end
                                        for task, day in enumerate(now) if board.takes[task])
        still: list[dict[int, int]] = [{} for _ in board.lines]
        moving: list[dict[int, int]] = [{} for _ in board.lines]
        until = [far if self.block and (meet or len(line) > first) else end + self.slide + AFTER_END for line in board.lines]
        for task, day in enumerate(now):
            if task in inside:
                continue
            profile = moving if task in self.block else still
            for resource, units, offset, length in board.takes[task]:
                days = profile[resource]
                for x in range(max(first, day + offset), min(day + offset + length, until[resource])):
                    days[x] = days.get(x, 0) + units
        for resource, each in enumerate(free):
            if each or (self.block and moving[resource]):
                self._cumulative(resource, each, still[resource], moving[resource], range(first, until[resource]))

    def _reach(self, task: int) -> int:
        return max((offset + length for _, _, offset, length in self.board.takes[task]), default=0)

    def _cumulative(self, resource: int, free: list[tuple[Any, int, int]], still: dict[int, int], moving: dict[int, int],
                    days: range) -> None:
        line, usual = self.board.lines[resource], self.board.usual[resource]
        most = max([usual, *line[days.start:]])
        known = max([len(line), *(day + 1 for day in still)])
        profile = [(day, most - (line[day] if day < len(line) else usual) + still.get(day, 0))
                   for day in range(days.start, min(known, days.stop))]
        fixed = [(day, length, units) for day, length, units in _runs(profile) if units > 0]
        if usual < most and known < days.stop:
            fixed.append((known, days.stop - known, most - usual))
        items = [*free, *fixed, *((day - self.delta, length, units) for day, length, units in _runs(sorted(moving.items())))]
        if sum(units for _, _, units in items) > most:
            self.cp.add_cumulative([self.cp.new_fixed_size_interval_var(begin, length, "") for begin, length, _ in items],
                                   [min(units, most) for _, _, units in items], most)

    def found(self, solving: CpSolver) -> Starts:
        """The schedule that the solver found."""
        start = list(self.now)
        for task in self.free:
            start[task] = solving.value(self.place[task])
        for task in self.block:
            start[task] -= solving.value(self.delta)
        return start

    def makespan(self, top: int, low: int = 0) -> Any:
        """The day after the last of all, between `low` and `top`."""
        board = self.board
        end = self._variable(low, top, max(self.board.problem.finish(self.now), default=0))
        for task in self.free:
            self.cp.add(end >= self.place[task] + board.tail[task])
        self.cp.add(end >= self.rest(range(len(self.now))))
        if self.block:
            self.cp.add(end >= max(self.now[task] + board.duration[task] for task in self.block) - self.delta)
        return end

    def finishes(self, floor: Sequence[int], top: Sequence[int]) -> list[Any]:
        """The finishes of the projects that have free or sliding tasks, none counted below its floor."""
        board, tasks = self.board, self.board.problem.tasks
        finish = board.problem.finish(self.now)
        whole = len(self.free) == len(board.order)
        found = []
        for project in sorted({tasks[task].project for task in (*self.free, *self.block)}):
            members = board.problem.members[project]
            slides = [self.now[task] + board.duration[task] for task in members if task in self.block]
            low = max(floor[project], self.rest(members))
            end = self._variable(low, max(top[project], low), finish[project])
            for task, length in board.ends[project] if whole else [(task, board.own_tail[task]) for task in members]:
                if task in self.inside:
                    self.cp.add(end >= self.place[task] + length)
            if slides:
                self.cp.add(end >= max(slides) - self.delta)
            found.append(end)
        return found

    def rest(self, members: Sequence[int]) -> int:
        """The day after the last of those tasks that stay where they are."""
        return max((self.now[task] + self.board.duration[task] for task in members
                    if task not in self.inside and task not in self.block), default=0)

    def lateness(self) -> Any:
        """Days beyond the limits of the free tasks, where the schedule that all is seen from has any."""
        late = []
        for task, day in (*self.board.limits, *((task, day) for task, day, _ in self.board.gone)):
            if self.soft and task in self.inside:
                days = self._variable(0, max(0, self.top[task] - day), max(0, self.now[task] - day))
                self.cp.add(days >= self.place[task] - day)
                late.append(days)
        return sum(late)

    def moves(self) -> tuple[Any, Any, Any]:
        """How many of the free tasks move from their planned start, their days, and the price of it all."""
        count, days, price = [], [], []
        for task in self.free:
            one, now = self.board.problem.tasks[task], self.now[task]
            if one.planned is None:
                continue
            moved = self.cp.new_bool_var("")
            self.cp.add_hint(moved, now != one.planned)
            far = self._variable(0, max(abs(self.low[task] - one.planned), abs(self.top[task] - one.planned)),
                                 abs(now - one.planned))
            self.cp.add(far >= self.place[task] - one.planned)
            self.cp.add(far >= one.planned - self.place[task])
            self.cp.add(self.place[task] == one.planned).only_enforce_if(~moved)
            count.append(moved)
            days.append(far)
            price.append(one.weight * (MOVE * moved + far))
        return sum(count), sum(days), sum(price)


def _runs(profile: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Days one behind the other with the same units, as (first day, days, units)."""
    found = []
    for (units, _), part in groupby(enumerate(profile), key=lambda item: (item[1][1], item[1][0] - item[0])):
        days = [day for _, (day, _) in part]
        found.append((days[0], len(days), units))
    return found
