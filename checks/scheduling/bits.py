"""Days as bits of whole numbers: where something fits, found in a few machine words; and taking and giving back."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checks.scheduling.board import Board

Rows = list[list[int]]


class Take(NamedTuple):
    """A need in the units of the board."""

    resource: int
    units: int
    offset: int
    length: int


class Group(NamedTuple):
    """Needs on the same days of a task: `which` names (resource, row of its size), `ones` is `length` bits."""

    offset: int
    length: int
    ones: int
    which: tuple[tuple[int, int], ...]


def runs(free: int, length: int) -> int:
    """The days (bits) from which on `length` days without a break are free; by doubling the step."""
    step = 1
    while 2 * step <= length:
        free &= free >> step
        step *= 2
    return free & free >> (length - step) if step < length else free


def first(rows: Rows, groups: Sequence[Group], day: int) -> int:
    """The first start at or after `day` at which all groups find their days free. There always is one."""
    if len(groups) == 1:
        offset, length, ones, which = groups[0]
        blocked = 0
        for resource, row in which:
            blocked |= rows[resource][row]
        blocked >>= day + offset
        if not blocked & ones:
            return day
        free = ~blocked
        step = 1
        while 2 * step <= length:
            free &= free >> step
            step *= 2
        if step < length:
            free &= free >> (length - step)
    elif groups:
        free = possible(rows, groups) >> day
    else:
        return day
    return day + (free & -free).bit_length() - 1


def last(rows: Rows, groups: Sequence[Group], day: int) -> int:
    """The last start at or before `day` at which all groups find their days free; below 0 where there is none."""
    if not groups:
        return day
    if len(groups) == 1:
        offset, length, ones, which = groups[0]
        blocked = 0
        for resource, row in which:
            blocked |= rows[resource][row]
        if not blocked >> day + offset & ones:
            return day
        return runs(~blocked & ((1 << day + offset + length) - 1), length).bit_length() - 1 - offset
    return (possible(rows, groups) & ((1 << day + 1) - 1)).bit_length() - 1


def possible(rows: Rows, groups: Sequence[Group]) -> int:
    """All starts (bits, without end) at which all groups find their days free."""
    found = -1
    for offset, length, _, which in groups:
        blocked = 0
        for resource, row in which:
            blocked |= rows[resource][row]
        found &= runs(~blocked, length) >> offset
    return found


class Level(dict[int, int]):
    """How many of the request sizes of a resource so many units are enough for; worked out when first asked."""

    def __init__(self, sizes: list[int]) -> None:
        super().__init__()
        self.sizes = sizes
        self.most = sizes[-1] if sizes else 0

    def __missing__(self, units: int) -> int:
        found = self[units] = bisect_right(self.sizes, units)
        return found


class Days:
    """What is still free: units per resource and day, and the blocked days per request size."""

    __slots__ = ("board", "lines", "rows")

    def __init__(self, board: Board) -> None:
        self.board = board
        self.lines = [line[:] for line in board.lines]
        self.rows = [each[:] for each in board.rows]

    def take(self, takes: Sequence[Take], day: int) -> None:
        """Take what a task needs when it starts on `day`; it must be free, or the day be past all days."""
        board = self.board
        if day >= board.never:
            return
        lines, levels = self.lines, board.levels
        for resource, units, offset, length in takes:
            begin = day + offset
            end = begin + length
            line, level = lines[resource], levels[resource]
            if end > len(line):
                line.extend([board.usual[resource]] * (end - len(line) + 30))
            most = level.most
            part = line[begin:end]
            if min(part) - units >= most:
                line[begin:end] = [old - units for old in part]
                continue
            row = self.rows[resource]
            for old in part:
                new = line[begin] = old - units
                if new < most:
                    for y in range(level[new], level[old]):
                        row[y] |= 1 << begin
                begin += 1

    def give(self, takes: Sequence[Take], day: int) -> None:
        """Give back what was taken."""
        board = self.board
        if day >= board.never:
            return
        for resource, units, offset, length in takes:
            line, row, level = self.lines[resource], self.rows[resource], board.levels[resource]
            for x in range(day + offset, day + offset + length):
                old = line[x]
                new = line[x] = old + units
                for y in range(level[old], level[new]):
                    row[y] &= ~(1 << x)
