"""A second process that searches the same problem: both tell each other what they find. Works without it, too."""

from __future__ import annotations

import signal
import sys
from multiprocessing import get_context
from random import Random
from typing import TYPE_CHECKING

from checks.scheduling.board import board
from checks.scheduling.clock import Clock
from checks.scheduling.search import search, started
from checks.scheduling.values import aim
from checks.scheduling.windows import Windows

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from checks.scheduling.problem import Objective, Problem, Starts
    from checks.scheduling.search import Item

WAIT = 1.0
LOST = (EOFError, OSError)


class Partner:
    """Our end of the line to the other process. Once it is lost, nothing is sent and nothing comes."""

    def __init__(self, problem: Problem, objective: Objective, *, solver: bool) -> None:
        self.problem, self.objective, self.solver = problem, objective, solver
        self.process: SpawnProcess | None = None
        self.line: Connection | None = None

    def begin(self) -> None:
        """Start the other process, unless it runs or has run already."""
        if self.process is not None:
            return
        problem = self.problem
        try:
            context = get_context("spawn")
            self.line, far = context.Pipe()
            self.process = context.Process(target=_work, args=(far, self.objective, self.solver), daemon=True)
            self.process.start()
            far.close()
            self.line.send((list(problem.tasks), list(problem.links),
                            [(each.name, each.capacity, dict(each.except_on)) for each in problem.resources], problem.projects))
        except (OSError, AssertionError, RuntimeError, ValueError):     # no processes here, or none below a daemon
            self.end()

    def search(self, start: Starts | None, bound: int, seconds: float, seed: int, share: float) -> None:
        """Let it search, from a schedule where there is one."""
        self.begin()
        self._send(("search", start, bound, seconds, seed, share))

    def tell(self, start: Starts) -> None:
        """Tell it a schedule better than any before."""
        self._send(("better", start))

    def heard(self) -> list[Item]:
        """What it has found since it was last asked."""
        found: list[Item] = []
        try:
            while self.line is not None and self.line.poll():
                found.append(self.line.recv())
        except LOST:
            self.end()
        return found

    def end(self) -> None:
        """End the other process, whatever it does."""
        if self.line is not None:
            self.line.close()
            self.line = None
        if self.process is not None and self.process.pid is not None:
            self.process.terminate()
            self.process.join(WAIT)
            if self.process.is_alive():
                self.process.kill()

    def _send(self, message: tuple[object, ...]) -> None:
        try:
            if self.line is not None:
                self.line.send(message)
        except LOST:
            self.end()


def possible() -> bool:
    """True where this program is one that can be started once more: Python itself, not an office that holds it."""
    return "python" in (sys.executable or "").lower()


def _work(line: Connection, objective: Objective, solver: bool) -> None:
    """What the other process does: wait for a search, do it, and again, until the line is closed."""
    from checks.scheduling.problem import Problem, Resource  # noqa: PLC0415 - only here more than a type

    signal.signal(signal.SIGINT, signal.SIG_IGN)        # the first process decides what an interrupt means
    try:
        tasks, links, resources, projects = line.recv()
        ready = board(Problem(tasks, links, [Resource(*each) for each in resources], projects))
        goal = aim(ready, objective)
        while True:
            message = line.recv()
            if message[0] != "search":
                continue
            _, start, bound, seconds, seed, share = message
            clock = Clock(seconds)
            pool = started(ready, goal, clock, 0.5 * seconds, part=1, parts=2)
            if start:
                pool.offer(goal.value(start), start)
            best = pool.items[0][0]
            line.send(pool.items[0])

            def exchange(item: Item) -> list[Item]:
                nonlocal best
                if item[0] < best:
                    best = item[0]
                    line.send(item)
                news = []
                while line.poll():
                    told = line.recv()
                    if told[0] == "better":
                        news.append((goal.value(told[1]), told[1]))
                        best = min(best, news[-1][0])
                return news

            windows = Windows(ready, goal, Random(seed + 77), clock) if solver else None
            search(ready, goal, pool, Random(seed), clock, clock.left(), bound=bound, windows=windows, share=share,
                   exchange=exchange)
    except LOST:
        return
