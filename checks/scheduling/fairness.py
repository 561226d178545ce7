"""Fairness at a stated price: how much more delay in all buys how much less for the project that bears most."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from checks.scheduling.board import board
from checks.scheduling.clock import PER_TASK, Clock
from checks.scheduling.mending import Mender
from checks.scheduling.search import search, started
from checks.scheduling.values import Aim, lateness
from checks.scheduling.values import price as moves_price

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from checks.scheduling.board import Board
    from checks.scheduling.problem import Problem, Starts
    from checks.scheduling.values import Value

FINE = 10**6
"""Burdens are compared in millionths, as whole numbers."""
MOST_OUT = 10
PRICES = (0.0, 0.02, 0.05, 0.1, 0.2)


def burdens(problem: Problem, start: Sequence[int], weights: Sequence[float] | None = None) -> list[float]:
    """What every project bears: its delay in days, per unit of its workload where `weights` gives that.

    A project without workload counts as the smallest one that has some.
    """
    delays = problem.delays(start)
    if weights is None:
        return [float(days) for days in delays]
    least = min((weight for weight in weights if weight > 0), default=1.0)
    return [days / max(weight, least) for days, weight in zip(delays, weights, strict=True)]


def fair(problem: Problem, start: Sequence[int], price: float, *, seconds: float = 5.0, seed: int = 1,
         weights: Sequence[float] | None = None, repeatable: bool = False) -> Starts:
    """Lower the worst burden, then the next worst, then the total delay; a schedule at least as fair as the one given.

    The total delay stays within (1 + price) times that of `start`, which must break nothing but what counts as
    lateness; nothing gets later than there.
    """
    room = int(sum(problem.delays(start)) * (1 + price) + 1e-9)
    return _lowered(problem, list(start), room, Clock(seconds, repeatable=repeatable), seed, weights)


def curve(problem: Problem, start: Sequence[int], prices: Sequence[float] = PRICES, *, seconds: float = 5.0, seed: int = 1,
          weights: Sequence[float] | None = None, repeatable: bool = False) -> list[tuple[float, float, int]]:
    """What each price buys, as (price, worst burden, total delay in days); `seconds` in all.

    Every price goes on from the schedule of the one before, so the worst burden never rises with the price.
    """
    total, found, now = sum(problem.delays(start)), [], list(start)
    for price in sorted(prices):
        clock = Clock(seconds / max(1, len(prices)), repeatable=repeatable)
        now = _lowered(problem, now, int(total * (1 + price) + 1e-9), clock, seed, weights)
        found.append((price, max(burdens(problem, now, weights), default=0.0), sum(problem.delays(now))))
    return found


def _lowered(problem: Problem, start: Starts, room: int, clock: Clock, seed: int, weights: Sequence[float] | None) -> Starts:
    ready = board(problem)
    allowed = lateness(ready, start)

    def value(tried: Sequence[int]) -> Value:
        total = sum(problem.delays(tried))
        worst = sorted((round(each * FINE) for each in burdens(problem, tried, weights)), reverse=True)
        beyond = max(0, lateness(ready, tried) - allowed) * FINE + max(0, total - room)
        return beyond, worst[0] if worst else 0, worst[1] if len(worst) > 1 else 0, total

    if 2 * sum(task.planned is not None for task in problem.tasks) >= len(problem.tasks):
        return _near_the_plan(ready, start, value, clock, Random(seed), weights)
    aim = Aim(value)
    pool = started(ready, aim, clock, 0.3 * clock.left())
    pool.offer(value(start), start)
    search(ready, aim, pool, Random(seed), clock, clock.left(), bound=0)
    return pool.items[0][1]


def _near_the_plan(ready: Board, start: Starts, value: Callable[[Sequence[int]], Value], clock: Clock, chance: Random,
                   weights: Sequence[float] | None) -> Starts:
    """Few tasks at a time, those first that end the projects which bear most; among equals the nearest to the plan."""
    problem = ready.problem
    mender, best, seeds = Mender(ready, start, chance), list(start), list[int]()
    reached = (*value(start), moves_price(problem, start))
    while clock.left() > 0 and reached[1] > 0:
        if not seeds:
            borne, finish = burdens(problem, mender.start, weights), problem.finish(mender.start)
            worst = sorted(range(len(borne)), key=borne.__getitem__, reverse=True)[:2]
            seeds = [task for project in worst for task, length in ready.ends[project]
                     if ready.movable[task] and mender.start[task] + length == finish[project]]
            seeds += [task for task in problem.moved(mender.start) if ready.movable[task]]
            if not seeds:
                break
            chance.shuffle(seeds)
        tried = mender.retry(seeds.pop(), chance.randint(0, MOST_OUT))
        clock.spend(PER_TASK * (5 + len(ready.order) / 20))
        if tried is None:
            continue
        new = (*value(tried[0]), moves_price(problem, tried[0]))
        if new > reached:
            mender.undo(tried[1])
        elif new < reached:
            reached, best = new, list(tried[0])
    return best
