"""Schedules made from priorities: one task after the other (serial), day by day (parallel), and double justification."""

from __future__ import annotations

from bisect import insort
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from checks.scheduling.bits import Days, first, last
from checks.scheduling.board import FAR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from checks.scheduling.board import Board
    from checks.scheduling.problem import Starts
    from checks.scheduling.values import Aim


def listed(board: Board, key: Sequence[float], *, backwards: bool = False) -> list[int]:
    """The movable tasks by smallest key, each behind its predecessors; backwards: behind its followers."""
    before, after = (board.after, board.before) if backwards else (board.before, board.after)
    open_links = [len(each) for each in before]
    heap = [(key[task], task) for task in board.order if not open_links[task]]
    heapify(heap)
    found = []
    while heap:
        task = heappop(heap)[1]
        found.append(task)
        for other, _ in after[task]:
            open_links[other] -= 1
            if not open_links[other]:
                heappush(heap, (key[other], other))
    return found


def serial(board: Board, key: Sequence[float]) -> Starts:
    """Every task, smallest key first, at its first possible day (serial schedule generation)."""
    return left(board, listed(board, key))


def left(board: Board, order: Sequence[int]) -> Starts:
    """Every task of a list, which has predecessors first, at its first possible day."""
    days = Days(board)
    start, rows, take = list(board.low), days.rows, days.take
    for task in order:
        day = start[task]
        for other, distance in board.before[task]:
            bound = start[other] + distance
            if bound > day:                             # noqa: PLR1730 - max() takes twice the time
                day = bound
        groups = board.groups[task]
        if groups:
            day = first(rows, groups, day)
            take(board.takes[task], day)
        start[task] = day
    return start


def right(board: Board, order: Sequence[int], high: Starts) -> Starts | None:
    """Every task of a list, which has followers first, at its last possible day up to `high`; None if one finds none."""
    days = Days(board)
    start, rows, take = list(board.low), days.rows, days.take
    for task in order:
        day = high[task]
        for other, distance in board.after[task]:
            bound = start[other] - distance
            if bound < day:                             # noqa: PLR1730 - see above
                day = bound
        if day < 0:
            return None
        groups = board.groups[task]
        if groups:
            day = last(rows, groups, day)
            if day < 0:
                return None
            take(board.takes[task], day)
        start[task] = day
    return start


def parallel(board: Board, key: Sequence[float]) -> Starts:
    """Day by day, all waiting tasks that fit, smallest key first (parallel schedule generation)."""
    days, start = Days(board), list(board.low)
    ready = list(board.low)
    open_links = [len(each) for each in board.before]
    by_rank = sorted(board.order, key=key.__getitem__)
    rank = {task: place for place, task in enumerate(by_rank)}
    coming = [(ready[task], rank[task]) for task in by_rank if not open_links[task]]
    heapify(coming)
    events, waiting, now = board.rises[:], list[int](), 0

    def begin(place: int) -> None:
        task = by_rank[place]
        start[task] = now
        days.take(board.takes[task], now)
        for offset, length, _, _ in board.groups[task]:
            heappush(events, now + offset + length)
        for other, distance in board.after[task]:
            ready[other] = max(ready[other], now + distance)
            open_links[other] -= 1
            if not open_links[other]:
                heappush(coming, (ready[other], rank[other]))

    while coming or waiting:
        while coming and coming[0][0] <= now:
            insort(waiting, heappop(coming)[1])
        waiting = _begun(days, waiting, by_rank, now, begin)
        if coming and coming[0][0] <= now:
            continue
        while events and events[0] <= now:
            heappop(events)
        heads = [events[0]] if events else []
        heads += [coming[0][0]] if coming else []
        if not heads and waiting:                       # what partial needs left over: one after the other
            heads = [first(days.rows, board.groups[by_rank[waiting[0]]], now)]
        now = min(heads, default=now)
    return start


def _begun(days: Days, waiting: list[int], by_rank: list[int], now: int, begin: Callable[[int], None]) -> list[int]:
    """Begin what fits today, in this order; what does not is left."""
    board, lines, left_over = days.board, days.lines, []
    reach = now + board.reach
    for line, usual in zip(lines, board.usual, strict=True):
        if len(line) < reach:
            line.extend([usual] * (reach - len(line) + 30))
    for place in waiting:
        task = by_rank[place]
        for resource, units, offset, _ in board.takes[task]:
            if lines[resource][now + offset] < units and now < board.never:     # most are told apart by their first day
                left_over.append(place)
                break
        else:
            if first(days.rows, board.groups[task], now) == now:
                begin(place)
            else:
                left_over.append(place)
    return left_over


def justified(board: Board, start: Starts, aim: Aim, rounds: int = 1) -> Starts:
    """Forward-backward improvement: all tasks right, then left again; never worse in the aim than what is given.

    Right means up to the end of all (aim.together) or of the task's own project (Valls, Ballestín, Quintanilla 2005).
    """
    best, value = start, aim.value(start)
    project = [task.project for task in board.problem.tasks]
    rank, duration, due = board.rank, board.duration, board.last
    for _ in range(rounds):
        finish = board.problem.finish(best)
        if aim.together:
            finish = [max(finish)] * len(finish)
        high = [finish[each] - length for each, length in zip(project, duration, strict=True)]
        for task in board.order:
            if due[task] < FAR:
                high[task] = max(best[task], min(high[task], due[task]))
        if board.plain:                                 # sorting is enough, and quicker
            order = sorted(board.order, key=lambda task: (-best[task] - duration[task], -rank[task]))
        else:
            order = listed(board, [-day - length for day, length in zip(best, duration, strict=True)], backwards=True)
        moved = right(board, order, high)
        if moved is None:
            break
        of = moved
        new = left(board, sorted(board.order, key=lambda task: (of[task], rank[task])) if board.plain else listed(board, of))
        reached = aim.value(new)
        if reached >= value:
            break
        best, value = new, reached
    return best
