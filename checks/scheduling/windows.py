"""Windows: a few tasks of a good schedule are set free for the solver, and what comes after them may slide left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from checks.scheduling.clock import PER_TASK, PER_UNIT
from checks.scheduling.generation import justified
from checks.scheduling.model import Model
from checks.scheduling.solver import solved, solver

if TYPE_CHECKING:
    from random import Random

    from checks.scheduling.board import Board
    from checks.scheduling.clock import Clock
    from checks.scheduling.problem import Starts
    from checks.scheduling.values import Aim

EACH = 0.2
SMALL = {"linearization_level": 0, "symmetry_level": 0, "cp_model_probing_level": 0}
LATE = 10**5


class Kind(NamedTuple):
    """Which tasks: all in a time window, those of few projects, whole projects, the users of a resource."""

    name: str
    slides: bool


class Windows:
    """One window after the other; the size follows what the solver can prove in its fifth of a second."""

    def __init__(self, board: Board, aim: Aim, chance: Random, clock: Clock, size: float = 15.0) -> None:
        self.board, self.aim, self.chance, self.clock, self.size = board, aim, chance, clock, size
        names = [Kind("time", slides=True), Kind("time", slides=False), Kind("resource", slides=True)]
        if board.problem.projects > 1:
            names += [Kind("few", slides=True), Kind("few", slides=False), Kind("project", slides=False)]
        self.floor = {kind: 0.5 if kind == names[0] else 0.05 if aim.together else 0.25 for kind in names}
        self.credit = dict.fromkeys(names, 1.0)
        self.project = [task.project for task in board.problem.tasks]

    def step(self, start: Starts, seconds: float) -> Starts | None:
        """Try one window of a schedule; a justified schedule that is at least as good, or None."""
        kind = self.chance.choices(list(self.credit), list(self.credit.values()))[0]
        free, high, limit = self._chosen(kind, start)
        better, old = None, self.aim.value(start)
        if len(free) >= 3:
            found = self._solved(start, free, high if kind.slides else None, min(seconds, limit))
            better = found and justified(self.board, found, self.aim, 2)
        value = self.aim.value(better) if better else old
        gain = value[:2] < old[:2] or (self.aim.together and not kind.slides and value[2] // 10**6 < old[2] // 10**6)
        self.credit[kind] = max(self.floor[kind], 0.97 * self.credit[kind] + (0.5 if gain else 0))
        return better if value[:2] <= old[:2] else None

    def _chosen(self, kind: Kind, start: Starts) -> tuple[list[int], int, float]:
        """The tasks to be free, the last day of the window, and the seconds for it."""
        board, chance, project = self.board, self.chance, self.project
        finish = board.problem.finish(start)
        end, count, limit = max(finish), len(finish), EACH
        tasks = board.order
        if kind.name in ("few", "project"):
            some = set(chance.sample(range(count), min(count, chance.randint(2, max(2, count // 2)) if kind.name == "few"
                                                       else chance.randint(1, 2))))
            if self.aim.together and not kind.slides:
                some.add(chance.choice([each for each, day in enumerate(finish) if day > end - 2]))
            tasks = [task for task in tasks if project[task] in some]
        elif kind.name == "resource":
            resource = chance.randrange(len(board.lines)) if board.lines else 0
            tasks = [task for task in tasks if any(take.resource == resource for take in board.takes[task])]
        width = max(3, int(self.size * end / max(1, len(tasks))))
        if kind.name == "project" and len(tasks) <= 400 and chance.random() < 0.4:
            width, limit = end, 6 * EACH
        low = chance.randint(-width // 3, end - width // 2) if width < end else 0
        return [task for task in tasks if low <= start[task] <= low + width], low + width, limit

    def _solved(self, start: Starts, free: list[int], slides_after: int | None, seconds: float) -> Starts | None:
        board, problem = self.board, self.board.problem
        finish = problem.finish(start)
        end = max(finish)
        block, slide = self._block(start, free, slides_after) if slides_after is not None else ([], 0)
        high = [end - tail for tail in board.tail]
        made = Model(board, start, free, high, block, slide)
        goal = self._goal(made, finish) if made.possible else None
        if goal is None:
            return None
        made.cp.minimize(goal + LATE * made.lateness())
        if self.clock.repeatable:
            solving = solver(60.0, workers=1, seed=self.chance.randrange(1 << 30),
                             max_deterministic_time=max(0.01, seconds / PER_UNIT), **SMALL)
        else:
            solving = solver(max(0.02, seconds), workers=1, seed=self.chance.randrange(1 << 30), **SMALL)
        status = solved(solving, made.cp)
        self.clock.spend(solving.response_proto.deterministic_time * PER_UNIT + PER_TASK * len(self.board.order))
        if status == "OPTIMAL":
            self.size = min(self.size * 1.02, 400.0)
        else:
            self.size = max(10.0, self.size / 1.06)
        if status not in ("OPTIMAL", "FEASIBLE"):
            return None
        return made.found(solving)

    def _goal(self, made: Model, finish: list[int]) -> Any:
        """What is minimised; None where nothing could be gained."""
        end = max(finish)
        if not self.aim.together:
            return sum(made.finishes(self.board.problem.free_finish, finish))
        if made.block:
            return made.makespan(end) if made.rest(range(len(made.now))) < end else None
        last = [end - 3 if day > end - 3 else end for day in finish]    # few end last: their days in the last three
        if all(last[self.project[task]] == end for task in made.free):
            return None
        return sum(made.finishes(last, finish))

    def _block(self, start: Starts, free: list[int], high: int) -> tuple[list[int], int]:
        """The tasks behind the window that can slide left, and by how much at most."""
        board, inside = self.board, set(free)
        block: set[int] = set()
        slide = high - min(start[task] for task in free) + 1
        for task in sorted((task for task in board.order if start[task] > high and task not in inside),
                           key=lambda task: (start[task], board.rank[task])):
            slack = min([start[task] - board.low[task]] + [start[task] - start[other] - distance
                                                           for other, distance in board.before[task]
                                                           if other not in inside and other not in block])
            if slack > 0:
                block.add(task)
                slide = min(slide, slack)
        return list(block), slide
