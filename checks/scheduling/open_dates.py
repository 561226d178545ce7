"""Scheduling from scratch, where most dates are still open: search in two processes, the solver where it is good."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from checks.scheduling import whole
from checks.scheduling.search import search, started
from checks.scheduling.values import aim
from checks.scheduling.windows import Windows

if TYPE_CHECKING:
    from checks.scheduling.partner import Partner
    from checks.scheduling.record import Record
    from checks.scheduling.search import Item

SMALL = 130
"""Up to so many tasks the solver proves or wins."""
EACH_PAIR = 0.001
"""Seconds of search, times the square of the tasks, before the solver takes a small problem over."""
LONG = 4.0
"""With fewer seconds in all the solver is not even started for windows, nor is a second process."""
ENOUGH = 0.2
"""A stage of fewer seconds is not begun."""


def schedule(record: Record, seed: int, *, solver: bool, partner: Partner | None, spare: float = 0.0) -> None:
    """Search; the solver on the whole where the problem is small or links rule, not resources; search on from there.

    `spare` seconds are left over.
    """
    clock = record.clock
    small = len(record.board.order) <= SMALL
    first = min(2.0, EACH_PAIR * len(record.board.order) ** 2, 0.3 * clock.left()) if small else 0.3 * clock.left()
    explore(record, first if solver else clock.left() - spare, seed, solver=solver, partner=partner)
    if not record.reached and solver and clock.left() > ENOUGH and (small or _links_rule(record)):
        whole.improve(record, 0.45 * clock.left(), seed, **whole.QUICK)
        if not record.reached and clock.left() > ENOUGH:
            whole.improve(record, 0.6 * clock.left(), seed)
    if not record.reached and clock.left() - spare > ENOUGH:
        explore(record, clock.left() - spare, seed + 500, solver=solver, partner=partner)


def explore(record: Record, seconds: float, seed: int, *, solver: bool, partner: Partner | None) -> None:
    """The general search, here and in the other process, from the best schedule and those of the rules."""
    board, goal = record.board, aim(record.board, record.objective)
    count = len(board.order)
    shares = (0.3, 0.7) if count <= 200 else (0.2, 0.6) if count <= 700 else (0.1, 0.4)
    given = record.start or None
    if partner is not None:
        partner.search(given, record.bound, seconds - (0.0 if given else 0.5), seed * 1000 + 1, shares[1])
    begun = record.clock.now()
    pool = started(board, goal, record.clock, 0.5 * seconds, part=0, parts=2 if partner is not None else 1)
    if given:
        pool.offer(goal.value(given), given)
    best = pool.items[0][0]
    record.offer(pool.items[0][1])

    def exchange(item: Item) -> list[Item]:
        nonlocal best
        record.clock.tell(record.primary, record.bound)
        if item[0] < best:
            best = item[0]
            record.offer(item[1])
            if partner is not None:
                partner.tell(item[1])
        news = partner.heard() if partner is not None else []
        for value, start in news:
            record.offer(start)
            best = min(best, value)
        return news

    windows = Windows(board, goal, Random(seed + 77), record.clock) if solver and record.clock.seconds >= LONG else None
    share = shares[0] if partner is not None else 0.4
    search(board, goal, pool, Random(seed * 1000), record.clock, seconds - (record.clock.now() - begun), bound=record.bound,
           windows=windows, share=share, exchange=exchange)


def _links_rule(record: Record) -> bool:
    """True where the best schedule is near the critical path: then links say more than resources do."""
    board, problem = record.board, record.board.problem
    path = max((day + tail for day, tail in zip(board.earliest, board.tail, strict=True)), default=0) - problem.arrival
    if record.objective == "makespan":
        return problem.makespan(record.start) <= 1.1 * path
    return sum(problem.delays(record.start)) <= 0.08 * path * problem.projects
