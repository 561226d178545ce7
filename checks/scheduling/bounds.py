"""Lower bounds: what no schedule can beat, worked out in a fraction of a second without a solver."""

from __future__ import annotations

from bisect import bisect_left
from heapq import heappop, heappush
from itertools import accumulate
from typing import TYPE_CHECKING

from checks.scheduling.clashes import clashes, misplaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from checks.scheduling.board import Board
    from checks.scheduling.problem import Objective

MOST_HEADS = 200


def bound(board: Board, objective: Objective) -> int:
    """A lower bound on the primary of an objective, limits left aside: days, or moved tasks."""
    if objective == "moves":
        return moves_bound(board)
    whole = _end(board, range(len(board.duration)), board.tail)
    return whole - board.problem.arrival if objective == "makespan" else delay_bound(board)


def delay_bound(board: Board) -> int:
    """Bound on the sum of delays: every project alone, and all of them sharing one resource that may be split at will.

    Shortest remaining work first has the most projects complete by any day (Schrage 1968), so its j-th completion plus
    the smallest tail bounds the j-th smallest finish; sorted against sorted free finishes gives the least sum.
    """
    tasks, free = board.problem.tasks, board.problem.free_finish
    alone = [_end(board, each, board.own_tail) for each in board.problem.members]
    best = sum(max(0, end - day) for end, day in zip(alone, free, strict=True))
    by_end, by_free = sorted(alone), sorted(free)
    for resource in range(len(board.lines)):
        work: dict[int, tuple[int, int, int]] = {}
        for task, takes in enumerate(board.takes):
            for number, units, offset, length in takes:
                if number == resource:
                    head, tail, sum_ = work.get(tasks[task].project, (10**9, 10**9, 0))
                    work[tasks[task].project] = (min(head, board.earliest[task] + offset),
                                                 min(tail, board.own_tail[task] - offset - length), sum_ + units * length)
        if len(work) < 2:
            continue
        done, back = _supply(board, resource)
        tail = min(tail for _, tail, _ in work.values())
        ends = [back(each) + tail for each in shortest_remaining([(done(head), sum_) for head, _, sum_ in work.values()])]
        ends = [0] * (board.problem.projects - len(ends)) + ends
        best = max(best, sum(max(0, max(one, other) - day) for one, other, day in zip(by_end, ends, by_free, strict=True)))
    return best


def shortest_remaining(jobs: Iterable[tuple[int, int]]) -> list[int]:
    """Completions, in order, of jobs (release, work) on one machine of speed 1 that may be interrupted."""
    coming, heap, found, now = sorted(jobs, reverse=True), list[int](), list[int](), 0
    while coming or heap:
        if not heap:
            now = max(now, coming[-1][0])
        while coming and coming[-1][0] <= now:
            heappush(heap, coming.pop()[1])
        work = heappop(heap)
        until = coming[-1][0] if coming else now + work
        if now + work <= until:
            now += work
            found.append(now)
        else:
            heappush(heap, work - (until - now))
            now = until
    return found


def moves_bound(board: Board) -> int:
    """Tasks that must leave their planned start, counted over clashes in the plan that have no task in common."""
    tasks = board.problem.tasks
    plan = [task.planned if task.planned is not None and free else None
            for task, free in zip(tasks, board.movable, strict=True)]
    gone = set(misplaced(board, plan))
    count = len(gone)
    for link in board.problem.links:
        one, other = plan[link.before], plan[link.after]
        if one is not None and other is not None and other < one + link.distance and not {link.before, link.after} & gone:
            gone |= {link.before, link.after}
            count += 1
    for clash in sorted(clashes(board, plan), key=lambda clash: len(clash.tasks)):
        left = sorted((units for task, units in clash.tasks.items() if task not in gone), reverse=True)
        excess = sum(left) - clash.free
        if excess <= 0:
            continue
        for units in left:
            count += 1
            excess -= units
            if excess <= 0:
                break
        gone |= set(clash.tasks)
    return count


def _end(board: Board, members: Iterable[int], tails: list[int]) -> int:
    """The day after the last of some tasks: critical path, and head + work on one resource + tail."""
    chosen = list(members)
    end = max((board.earliest[task] + tails[task] for task in chosen), default=0)
    items: dict[int, list[tuple[int, int, int]]] = {}
    for task in chosen:
        for resource, units, offset, length in board.takes[task]:
            items.setdefault(resource, []).append(
                (tails[task] - offset - length, board.earliest[task] + offset, units * length))
    for resource, each in items.items():
        done, back = _supply(board, resource)
        each.sort(reverse=True)
        for head in sorted({head for _, head, _ in each})[:MOST_HEADS]:
            work = done(head)
            for tail, release, amount in each:          # by falling tail
                if release >= head:
                    work += amount
                    end = max(end, back(work) + tail)
    return end


def _supply(board: Board, resource: int) -> tuple[Callable[[int], int], Callable[[int], int]]:
    """Units of a resource on all days before a day; and the first day before which there were so many units."""
    line, usual = board.lines[resource], board.usual[resource]
    sums = [0, *accumulate(line)]

    def done(day: int) -> int:
        return sums[day] if day < len(sums) else sums[-1] + usual * (day - len(line))

    def back(units: int) -> int:
        if units <= sums[-1] or not usual:
            return min(bisect_left(sums, units), len(line))
        return len(line) - (sums[-1] - units) // usual

    return done, back
