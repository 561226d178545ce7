"""New schedules from good ones: keys by which serial or parallel generation makes the next try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.scheduling.generation import parallel, serial
from checks.scheduling.priorities import priorities

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from checks.scheduling.board import Board
    from checks.scheduling.pool import Pool
    from checks.scheduling.problem import Starts


class Variation:
    """The ways to vary, and how much credit each has: what enters the pool gains, everything fades."""

    def __init__(self, board: Board, pool: Pool, chance: Random) -> None:
        self.board, self.pool, self.chance = board, pool, chance
        self.rules = list(priorities(board).values())
        self.project = [task.project for task in board.problem.tasks]
        ways: list[Callable[[Starts, int], Starts]] = [self.noise, self.window, self.cross, self.rule]
        if board.problem.projects > 1:
            ways += [self.shift, self.swap]
        if board.limits or board.gone:
            ways.append(self.hurry)
        self.credit = dict.fromkeys(ways, 1.0)

    def child(self) -> tuple[Starts, Callable[[bool], None]]:
        """A new schedule, and to whom to tell whether the pool kept it."""
        way = self.chance.choices(list(self.credit), list(self.credit.values()))[0]
        parent = self.pool.pick(self.chance)
        span = max(max(parent, default=0), 1)

        def kept(good: bool) -> None:
            self.credit[way] = max(0.15, 0.98 * self.credit[way] + (0.2 if good else 0))

        return way(parent, span), kept

    def noise(self, parent: Starts, span: int) -> Starts:
        """Every start a little earlier or later."""
        sigma, gauss = span * self.chance.choice((0.01, 0.02, 0.04, 0.08)), self.chance.gauss
        return serial(self.board, [day + gauss(0, sigma) for day in parent])

    def window(self, parent: Starts, span: int) -> Starts:
        """Shuffle what starts in a window, of all projects or of three."""
        chance, project = self.chance, self.project
        width = span * chance.choice((0.1, 0.2, 0.4))
        low = chance.uniform(-width / 2, span)
        count = self.board.problem.projects
        some = {chance.randrange(count) for _ in range(3)} if chance.random() < 0.5 else set(range(count))
        return serial(self.board, [
            chance.uniform(low, low + width) if low <= day <= low + width and project[task] in some else day
            for task, day in enumerate(parent)])

    def cross(self, parent: Starts, span: int) -> Starts:
        """Some projects, or all but a middle stretch, in the order of another schedule."""
        chance, other = self.chance, self.pool.pick(self.chance)
        if self.board.problem.projects > 1 and chance.random() < 0.5:
            taken = {project for project in range(self.board.problem.projects) if chance.random() < 0.3}
            return serial(self.board, [other[task] if self.project[task] in taken else day for task, day in enumerate(parent)])
        low = chance.uniform(0, span)
        high = low + span * chance.choice((0.2, 0.4))
        part = [0 if day < low else 1 if day <= high else 2 for day in parent]
        order = sorted(range(len(parent)), key=lambda task: (part[task], parent[task] if part[task] == 1 else other[task]))
        key = [0] * len(parent)
        for place, task in enumerate(order):
            key[task] = place
        return serial(self.board, key)

    def shift(self, parent: Starts, span: int) -> Starts:
        """One project as a whole earlier or later."""
        project = self.chance.randrange(self.board.problem.projects)
        days = self.chance.gauss(0, span * 0.15)
        return serial(self.board, [day + days if self.project[task] == project else day for task, day in enumerate(parent)])

    def swap(self, parent: Starts, _: int) -> Starts:
        """Two projects that finish near each other change places."""
        chance, finish = self.chance, self.board.problem.finish(parent)
        one = chance.randrange(len(finish))
        near = sorted(range(len(finish)), key=lambda each: abs(finish[each] - finish[one]) + chance.random())
        other = near[min(len(near) - 1, chance.choice((1, 2, 3)))]
        days = (finish[other] - finish[one]) * chance.uniform(0.5, 1.5)
        move = {one: days, other: -days}
        return serial(self.board, [day + move.get(self.project[task], 0) for task, day in enumerate(parent)])

    def rule(self, _: Starts, span: int) -> Starts:
        """A priority rule with noise."""
        chance = self.chance
        spread = span * chance.choice((0.02, 0.05, 0.1))
        key = [each + chance.uniform(-spread, spread) for each in chance.choice(self.rules)]
        return (parallel if chance.random() < 0.7 else serial)(self.board, key)

    def hurry(self, parent: Starts, span: int) -> Starts:
        """A task that is late, and all that must come before it, earlier."""
        board, chance = self.board, self.chance
        late = [task for task in board.order if parent[task] > board.last[task]]
        key: list[float] = list(parent)
        if late:
            days = span * chance.choice((0.05, 0.2, 1.0))
            earlier = [chance.choice(late)]
            seen = set(earlier)
            for task in earlier:                        # grows while it is walked
                key[task] -= days
                fresh = [other for other, _ in board.before[task] if other not in seen]
                seen.update(fresh)
                earlier += fresh
        return serial(board, key)
