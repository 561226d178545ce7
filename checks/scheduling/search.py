"""Search among schedules: a pool of good ones that are varied, justified, and opened in windows for the solver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from checks.scheduling.clock import PER_TASK
from checks.scheduling.generation import justified, parallel, serial
from checks.scheduling.pool import Pool
from checks.scheduling.priorities import priorities
from checks.scheduling.variation import Variation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from checks.scheduling.board import Board
    from checks.scheduling.clock import Clock
    from checks.scheduling.problem import Starts
    from checks.scheduling.values import Aim, Value

    Item = tuple[Value, Starts]


class Step(Protocol):
    """Something that may make one good schedule better."""

    def step(self, start: Starts, seconds: float) -> Starts | None:
        """A schedule that is at least as good, or None."""


def started(board: Board, aim: Aim, clock: Clock, seconds: float, *, part: int = 0, parts: int = 1) -> Pool:
    """Every rule with both ways of generation, justified once; each `parts`-th rule only, from `part` on.

    Once the seconds are over no more are made, but always one.
    """
    pool, until = Pool(), clock.now() + seconds
    for key in list(priorities(board).values())[part::parts]:
        for make in (parallel, serial):
            if pool.items and clock.now() >= until:
                return pool
            start = justified(board, make(board, key), aim)
            pool.offer(aim.value(start), start)
            clock.spend(PER_TASK * len(board.duration))
    return pool


def reached(value: Value, bound: int) -> bool:
    """True where nothing is late and the objective is as good as its bound."""
    return value[0] == 0 and value[1] <= bound


def search(board: Board, aim: Aim, pool: Pool, chance: Random, clock: Clock, seconds: float, *, bound: int,
           windows: Step | None = None, share: float = 0.0,
           exchange: Callable[[Item], Iterable[Item]] | None = None) -> None:
    """Improve the pool until the seconds are over or the bound is reached.

    `share` of the time goes to windows. `exchange` is shown the best after every try and gives what others found.
    """
    variation = Variation(board, pool, chance)
    begun = clock.now()
    spent = 0.0
    while clock.now() - begun < seconds and not reached(pool.items[0][0], bound):
        before = clock.now()
        if windows is not None and spent < share * (before - begun):
            parent = pool.leader(chance) if chance.random() < 0.8 else pool.pick(chance)
            better = windows.step(parent, seconds - (before - begun))
            spent += clock.now() - before
            if better is not None:
                pool.offer(aim.value(better), better)
        else:
            _child(board, aim, pool, variation)
            clock.spend(PER_TASK * len(board.duration))
        if exchange is not None:
            for value, start in exchange(pool.items[0]):
                pool.offer(value, start)


def _child(board: Board, aim: Aim, pool: Pool, variation: Variation) -> None:
    best = pool.items[0][0]
    start, kept = variation.child()
    value = aim.value(start)
    if value[0] < best[0] or (value[0] == best[0] and value[1] <= best[1] * aim.tolerance + 3):
        start = justified(board, start, aim, 2)
        value = aim.value(start)
    kept(pool.offer(value, start))
