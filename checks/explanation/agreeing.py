"""Agreeing on hand-overs: the missing side is added, a date moves, one side takes over what the other one wrote."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from checks.change import added, changed
from checks.explanation.move import Move
from checks.explanation.shifting import shifted, sooner
from checks.pairing import OPPOSITE
from checks.windows import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.conflicts import Conflict
    from checks.explanation.scene import Scene
    from templates.table import Row, Table

_NUMBERED = re.compile(r"(.*?)(\d+)")
MIRRORED = ("deliverable", "specification", "quantity", "date", "acceptance_criterion")


def missing_side(scene: Scene, conflict: Conflict) -> Iterator[Move]:
    """H01: the row that the silent department did not write, with a number after its last one."""
    row = scene.row(conflict.finding.anchor)
    partner, side = row.text("other_department"), row.text("side")
    table = scene.portfolio.own("plan.handovers", partner)
    if table is None or side not in OPPOSITE or not scene.readable(row):
        return
    record = {"handover": _fresh(table, scene, partner), "side": OPPOSITE[side], "other_department": row.department,
              **{key: row[key] for key in MIRRORED if not row.blank(key)}, **_liaison(scene, table, partner)}
    yield Move("add", scene.name(row), (added(table, record),), facts={
        "partner": partner, "deliverable": row.text("deliverable"), "handover": record["handover"], "date": row.day("date"),
        "side": OPPOSITE[side], "other_department": row.department}, parties=frozenset({row.department}))


def _liaison(scene: Scene, table: Table, department: str) -> dict[str, object]:
    """Whom the department names for its other hand-overs, else its own liaison; nobody where none is known."""
    listed = scene.portfolio.departments.get(department)
    names = [*(row.text("liaison") for row in table), listed.text("liaison") if listed else ""]
    return next(({"liaison": name} for name in names if name), {})


def _fresh(table: Table, scene: Scene, department: str) -> str:
    """A number one above the highest of a department's own, as it writes them; H-<department>-01 where it has none."""
    taken = {row.key for row in scene.portfolio.rows("plan.handovers")}
    found = [match for row in table if (match := _NUMBERED.fullmatch(row.key))]
    last = max(found, key=lambda match: int(match[2]), default=None)
    stem, digits, number = (last[1], len(last[2]), int(last[2])) if last else (f"H-{department}-", 2, 0)
    while (key := f"{stem}{number + 1:0{digits}}") in taken:
        number += 1
    return key


def other_date(scene: Scene, conflict: Conflict) -> Iterator[Move]:
    """H02: given earlier or needed later by 1 … all of the working days between.

    The date alone moves where the giver's task is finished by then, or the taker's begins after it; else the task moves
    along, or the giver's is finished sooner.
    """
    giver, taker = (scene.row(place) for place in conflict.finding.places[:2])
    workdays, given, needed = scene.shifts.workdays, day(giver, "date"), day(taker, "date")
    if given is None or needed is None:
        return
    for by in range(1, max(1, workdays.last(given) - workdays.last(needed)) + 1):
        yield from _moved(scene, giver, -by)
        yield from _moved(scene, taker, by)


def _moved(scene: Scene, row: Row, by: int) -> Iterator[Move]:
    """A side's date by so many working days, with or without its task."""
    old, task = day(row, "date"), scene.windows.tasks.get(row.text("task"))
    window = scene.windows.of(task) if task else None
    if old is None or not scene.readable(row) or (task and window is None):
        return
    new, other = scene.shifts.workdays.moved(old, by), frozenset({row.text("other_department")})
    facts = {"handover": row.key, "deliverable": row.text("deliverable"), "date": new, "by": by}
    if task is None or window is None or (window[1] <= new if by < 0 else window[0] > new):
        yield Move("date", scene.name(row), (changed(row, "date", new),), abs(by), parties=other, facts=facts)
        return
    for move in (shifted(scene, task.key, by), sooner(scene, task.key, -by) if by < 0 else None):
        if move and any(change.place == row.at("date") for change in move.changes):
            yield replace(move, parties=other, facts={**facts, **move.facts})


def same_words(scene: Scene, conflict: Conflict) -> Iterator[Move]:
    """H03: the taker writes what the giver wrote, or the giver what the taker wrote."""
    column = conflict.finding.anchor.column
    giver, taker = (scene.row(place) for place in conflict.finding.places[:2])
    for order, (own, other) in enumerate(((taker, giver), (giver, taker))):
        if scene.readable(own) and not other.blank(column):
            yield Move("agree", scene.name(own), (changed(own, column, other[column]),), extra=order * 0.25, facts={
                "handover": own.key, "other": other.key, "column": column, "old": own[column], "new": other[column]},
                       parties=frozenset({other.department}))
