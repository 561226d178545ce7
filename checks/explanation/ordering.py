"""Ordering: who waits for whom, how long, and what is bought on one day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.change import changed
from checks.explanation.move import Move
from checks.explanation.price import AGAINST
from checks.explanation.shifting import FARTHEST, shifts, sooner
from checks.windows import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.conflicts import Conflict
    from checks.explanation.scene import Scene


def opened(scene: Scene, conflict: Conflict) -> Iterator[Move]:
    """P14: one task of the circle no longer waits for the next one; dearer where the dates keep that order."""
    circle = list(conflict.tasks)
    for task, before in zip(circle, [*circle[1:], circle[0]], strict=True):
        row = scene.windows.tasks[task]
        if not scene.readable(row) or task in scene.doubled or before not in row.many("predecessors"):
            continue
        start, finish = day(row, "start"), day(scene.windows.tasks[before], "finish")
        kept = bool(start and finish and finish < start)
        rest = tuple(each for each in row.many("predecessors") if each != before)
        yield Move("drop", task, (changed(row, "predecessors", rest or None),), extra=AGAINST if kept else 0.0, facts={
            "task": task, "predecessor": before},
                   parties=frozenset({scene.windows.tasks[before].department}))


def in_order(scene: Scene, conflict: Conflict) -> Iterator[Move]:
    """P15: the task later, its predecessor earlier, or the lag between them shorter."""
    facts, row = conflict.finding.facts, scene.row(conflict.finding.anchor)
    predecessor = str(facts["predecessor"])
    yield from (each for each in shifts(scene, row.key) if each.facts["start"] > facts["start"])     # type: ignore[operator]
    before = scene.windows.tasks[predecessor]
    window = scene.windows.of(before)
    for each in shifts(scene, predecessor):
        if window and each.facts["finish"] < window[1]:                     # type: ignore[operator]
            yield each
    for by in range(1, FARTHEST + 1):
        if move := sooner(scene, predecessor, by):
            yield move
    lag = int(row.number("lag") or 0)
    finish, start = day(scene.windows.tasks[predecessor], "finish"), day(row, "start")
    if lag and finish and start and scene.readable(row):
        room = scene.shifts.workdays.number(start) - scene.shifts.workdays.last(finish) - 1
        if 0 <= room < lag:
            yield Move("lag", row.key, (changed(row, "lag", room),), lag - room, facts={
                "task": row.key, "predecessor": predecessor, "old": lag, "new": room})


def joint_order(scene: Scene, conflict: Conflict) -> Iterator[Move]:
    """R17: one order, placed by whoever needs it first, for all of it; the others take theirs from stock.

    Method and approval are those of the largest of the orders.
    """
    rows = [scene.row(place) for place in conflict.finding.places]
    first, others = rows[0], rows[1:]
    if not all(map(scene.readable, rows)) or any(row.number("quantity") is None for row in rows):
        return
    largest = max(rows, key=lambda row: row.number("amount") or 0.0)
    new: dict[str, object] = {"quantity": sum(row.number("quantity") or 0 for row in rows),
                              "amount": sum(row.number("amount") or 0 for row in rows) or None,
                              "method": largest["method"], "approved_level": largest["approved_level"]}
    changes = [changed(first, column, value) for column, value in new.items() if value != first[column]]
    changes += [changed(row, column, value) for row in others for column, value in (("method", "stock"), ("amount", None))
                if value != row[column]]
    yield Move("joint", scene.name(first), tuple(changes), facts={
        "material": first.text("material"), "date": first["needed"], "owner": first.department, "new": new["quantity"],
        "departments": sorted({row.department for row in others})})
