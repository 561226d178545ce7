"""Scheduling where a plan is in force: mend what clashes with as few changes as possible, then improve and prove."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from checks.scheduling import open_dates, regions, whole
from checks.scheduling.clock import PER_TASK
from checks.scheduling.mending import Mender, mended, troubled

if TYPE_CHECKING:
    from checks.scheduling.partner import Partner
    from checks.scheduling.record import Record

VARIANTS = 12
MOST_OUT = 10
"""So many tasks are taken out with one at most, to be put back nearer to the plan."""
TINY = 30
"""So few tasks are proved sooner than searched."""
BACK_EACH = 0.02
"""Seconds for a task without which what a general search moves in vain cannot be brought back: then nearby it stays."""
ENOUGH = 0.05
"""A stage of fewer seconds is not begun."""


def schedule(record: Record, seed: int, *, solver: bool, partner: Partner | None) -> None:
    """Mend the plan and open regions around its clashes; then what its bound still leaves to gain; at the end the proof.

    A general search may gain more of the objective than regions do, but moves much in vain: that is then brought back.
    """
    board, clock, chance = record.board, record.clock, Random(seed)
    trouble, seconds, size = troubled(board), clock.left(), len(board.order)
    for variant in range(VARIANTS):
        record.offer(mended(board, trouble, chance, spread=0.0 if not variant else 2.0))
        clock.spend(PER_TASK * size)
        if record.finished or clock.now() > 0.1 * seconds:
            break
    if not solver or size > TINY:
        _nearby(record, chance, seconds, solver=solver)
        late = record.value is not None and record.value[0] > 0
        time_for_both = clock.left() > BACK_EACH * size or not solver
        if clock.left() > ENOUGH and not record.reached and (late or (time_for_both and record.objective != "moves")):
            most = min(seconds, size / 10) if solver else seconds
            open_dates.explore(record, 0.15 * most, seed, solver=solver, partner=partner)
            mend(record, chance, 0.1 * most)
    if solver and not record.reached and clock.left() > ENOUGH:
        whole.improve(record, 0.4 * clock.left(), seed)
    bring_back(record, chance, seed, solver=solver)


def _nearby(record: Record, chance: Random, seconds: float, *, solver: bool) -> None:
    """What can be gained without moving much."""
    clock, size = record.clock, len(record.board.order)
    mend(record, chance, min(0.1 * seconds, 0.003 * size))
    if not solver:
        turns(record, chance, 0.0 if record.reached else 0.4 * seconds, solver=False)
        return
    regions.grow(record, chance, 0.25 * seconds)
    most = min(0.6 * clock.left(), 0.02 * size)
    until = clock.now() + most
    while not record.reached and clock.now() < until:
        turns(record, chance, 0.25 * most, solver=True)
    if not record.reached and clock.left() <= BACK_EACH * size:
        turns(record, chance, 0.6 * clock.left(), solver=True)


def bring_back(record: Record, chance: Random, seed: int, *, solver: bool) -> None:
    """With the rest of the time: as near to the plan in force as the objective allows."""
    clock, size = record.clock, len(record.board.order)
    if solver and not record.finished and clock.left() > ENOUGH and size <= TINY:
        whole.nearest(record, 0.6 * clock.left(), seed)
    elif solver and not record.finished and clock.left() > ENOUGH:
        turns(record, chance, min(0.3 * clock.left(), 0.01 * size), solver=True)
        whole.nearest(record, 0.6 * clock.left(), seed)
    turns(record, chance, clock.left(), solver=solver)


def turns(record: Record, chance: Random, seconds: float, *, solver: bool) -> None:
    """Windows around moved tasks by the solver, and single moves, in turns."""
    until = record.clock.now() + seconds
    windows = regions.Windows(record, chance)
    while not record.finished and record.clock.now() < until and _seeds(record, record.start):
        if solver:
            windows.open(min(0.5, 0.5 * (until - record.clock.now())))
        mend(record, chance, max(0.0, min(0.5, until - record.clock.now())))


def mend(record: Record, chance: Random, seconds: float) -> None:
    """Take tasks that moved (or that end a project too late) out with some neighbours, put them back nearer to the plan."""
    board, clock = record.board, record.clock
    if record.value is None:
        return
    until = clock.now() + seconds
    mender, value, tries = Mender(board, record.start, chance), record.value, 0
    seeds: list[int] = []
    while not record.finished and clock.now() < until:
        if not seeds:
            seeds = _seeds(record, mender.start)
            chance.shuffle(seeds)
            tries += 1
            if not seeds:
                return
        tried = mender.retry(seeds.pop(), 0 if tries == 1 else chance.randint(0, MOST_OUT))
        clock.spend(PER_TASK * (5 + len(board.order) / 20))
        clock.tell(record.primary, record.bound)
        if tried is None:
            continue
        start, out = tried
        reached = record.of(start)
        if reached > value:
            mender.undo(out)
        elif reached < value:
            value = reached
            record.offer(start)


def _seeds(record: Record, start: list[int]) -> list[int]:
    """Tasks that moved, that are late, or because of which a project has a delay."""
    board = record.board
    ends = regions.behind(record, start) if record.objective != "moves" and not record.reached else []
    late = [task for task, day in board.limits if start[task] > day]
    return sorted(task for task in {*board.problem.moved(start), *ends, *late} if board.movable[task])
