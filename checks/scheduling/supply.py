"""What resources have, day by day, in whole units of the board, and where something is not to be had any more."""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING

from checks.scheduling.bits import Group, Take, runs
from checks.scheduling.problem import NoRoomError

if TYPE_CHECKING:
    from checks.scheduling.problem import Need, Problem


def resources(problem: Problem, needs: list[list[Need]], never: int) -> tuple[
        list[list[int]], list[int], list[list[int]], list[list[int]], list[int]]:
    """Free units per day, later units, request sizes, blocked days per size, and the divisor, of every resource."""
    asked: list[set[int]] = [set() for _ in problem.resources]
    for number, each in enumerate(needs):
        for need in each:
            if need.offset < 0:
                raise ValueError(f"task {number} needs resource {need.resource} before its own first day")
            asked[need.resource].add(need.units)
    unit = [gcd(*each) or 1 for each in asked]
    sizes = [sorted(size // divisor for size in each) for each, divisor in zip(asked, unit, strict=True)]
    lines, usual, rows = [], [], []
    for number, resource in enumerate(problem.resources):
        later = resource.capacity // unit[number]
        length = max((day + 1 for day in resource.except_on), default=0) if sizes[number] else 0
        line = [resource.on(day) // unit[number] for day in range(length)]
        while line and line[-1] == later:
            line.pop()
        lines.append(line)
        usual.append(later)
        for_ever = ((1 << never) - 1) >> len(line) << len(line)
        rows.append([sum(1 << day for day, free in enumerate(line) if free < size) | (for_ever if later < size else 0)
                     for size in sizes[number]])
    return lines, usual, sizes, rows, unit


def groups(takes: tuple[Take, ...], sizes: list[list[int]]) -> tuple[Group, ...]:
    """Needs that cover the same days of a task are looked up together."""
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for resource, units, offset, length in takes:
        found.setdefault((offset, length), []).append((resource, sizes[resource].index(units)))
    return tuple(Group(offset, length, (1 << length) - 1, tuple(which)) for (offset, length), which in found.items())


def gone(takes: list[tuple[Take, ...]], lines: list[list[int]], usual: list[int], sizes: list[list[int]],
         rows: list[list[int]]) -> list[tuple[int, int, int]]:
    """Where a resource will never have enough again: (task, last start at which it is there, resource)."""
    found = []
    for task, each in enumerate(takes):
        for resource, units, offset, length in each:
            if usual[resource] >= units:
                continue
            here = ~rows[resource][sizes[resource].index(units)] & ((1 << len(lines[resource])) - 1)
            day = runs(here, length).bit_length() - 1 - offset
            if day < 0:
                raise NoRoomError(task, resource)
            found.append((task, day, resource))
    return found
