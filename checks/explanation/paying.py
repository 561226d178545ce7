"""Paying: lines that are cut, caps that are raised, money that goes out in a month that can bear it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.amounts import amount_of
from checks.change import changed
from checks.explanation.core import counted
from checks.explanation.move import Move
from templates.books.choices import MONTHS
from templates.identity import span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from checks.change import Change
    from checks.conflicts import Conflict
    from checks.explanation.scene import Scene
    from templates.table import Row

CUT = 6
"""Lines that are offered, the largest; cutting any of them costs the same."""


def within_cap(scene: Scene, conflict: Conflict) -> Iterator[Move]:
    """B01, B02: one line or capital item less by the excess, or the cap higher by it."""
    excess = conflict.excess or 0.0
    rows = [row for row in counted(scene, conflict, scene.row(conflict.finding.anchor))
            if scene.readable(row) and (amount_of(row) or 0) > excess]
    for row in sorted(rows, key=lambda row: -(amount_of(row) or 0))[:CUT]:
        changes = _cut(row, excess)
        yield Move("cut", scene.name(row), tuple(changes), money=excess, extra=0.05 * (len(changes) - 1), facts={
            "item": row.text("item") or row.text("account"), "amount": excess, "old": amount_of(row),
            "new": round((amount_of(row) or 0) - excess, 2)})
    cap = scene.row(conflict.finding.places[-1])
    if scene.readable(cap) and (old := cap.number("cap")) is not None:
        yield Move("cap", scene.name(cap), (changed(cap, "cap", _money(old + excess)),), money=excess, facts={
            "amount": excess, "old": old, "new": old + excess}, parties=frozenset({conflict.finding.department}))


def _cut(row: Row, excess: float) -> list[Change]:
    """The cells of a line that are lower: its largest months, the later first, as few as possible."""
    if row.table.key != "budget.lines":
        return [changed(row, "amount", _money((row.number("amount") or 0) - excess))]
    left, changes = excess, []
    months = [(row.number(key) or 0.0, number, key) for number, key in enumerate(MONTHS)]
    for amount, _, key in sorted(months, reverse=True):
        if left > 0 and amount > 0:
            taken = min(left, amount)
            left = round(left - taken, 2)
            changes.append(changed(row, key, _money(amount - taken)))
    return changes


def in_another_month(scene: Scene, conflict: Conflict) -> Iterator[Move]:
    """B09: so much goes out in a later month, or comes in from one; the balances between are higher by it."""
    row, short = scene.row(conflict.finding.anchor), conflict.excess or 0.0
    later = [each for each in row.table if each.text("month") > row.text("month") and span(each.text("month"))]
    between: list[Row] = []
    for distance, other in enumerate(sorted(later, key=lambda each: each.text("month")), 1):
        between.append(other)
        if not all(map(scene.readable, [row, *between])) or any(each.number("opening") is None for each in between):
            return
        openings = [changed(each, "opening", _money((each.number("opening") or 0) + short)) for each in between]
        days = scene.portfolio.calendar.between(_first(row), _first(other))
        for kind, column, sign in (("back", "outflow", 1), ("forward", "inflow", -1)):
            own, theirs = row.number(column), other.number(column)
            if own is None or theirs is None or own - sign * short < 0 or theirs + sign * short < 0:
                continue
            changes = [changed(row, column, _money(own - sign * short)), *openings,
                       changed(other, column, _money(theirs + sign * short))]
            yield Move(kind, f"{scene.name(row)}/{kind}", tuple(changes), days, extra=distance / 100, facts={
                "amount": short, "month": row.text("month"), "other": other.text("month"), "column": column})


def _first(row: Row) -> date:
    """The first day of a row's month; `in_another_month` asks only for rows that name one."""
    days = span(row.text("month"))
    if days is None:
        raise ValueError(row.text("month"))
    return days[0]


def _money(amount: float) -> float:
    return int(amount) if amount == int(amount) else round(amount, 2)
