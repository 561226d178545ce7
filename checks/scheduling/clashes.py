"""Clashes of given dates: days on which a resource is asked for more than it has, and tasks on impossible days."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checks.scheduling.board import Board


class Clash(NamedTuple):
    """A day of a resource, the units free for these tasks, and the tasks with what they ask for (more in sum)."""

    resource: int
    day: int
    free: int
    tasks: dict[int, int]


def clashes(board: Board, start: Sequence[int | None]) -> list[Clash]:
    """The clashes of dates, by resource and day; tasks without a date do not count."""
    asked: list[dict[int, dict[int, int]]] = [{} for _ in board.lines]
    for task, day in enumerate(start):
        if day is None:
            continue
        for resource, units, offset, length in board.takes[task]:
            for x in range(day + offset, day + offset + length):
                each = asked[resource].setdefault(x, {})
                each[task] = each.get(task, 0) + units
    found = []
    for resource, days in enumerate(asked):
        line, usual = board.lines[resource], board.usual[resource]
        for day, tasks in sorted(days.items()):
            free = usual if day >= len(line) else line[day] if day >= 0 else 0
            if sum(tasks.values()) > free:
                found.append(Clash(resource, day, free, tasks))
    return found


def misplaced(board: Board, start: Sequence[int | None]) -> list[int]:
    """The tasks before their first day or behind their last one."""
    return [task for task, day in enumerate(start)
            if day is not None and board.movable[task] and not board.low[task] <= day <= board.last[task]]
