"""Reducing: less of a person's day, fewer people, fewer units, or a wider circle to choose from."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from checks.change import changed
from checks.explanation.move import Move
from checks.staffing import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.explanation.scene import Scene
    from templates.table import Row


def share(scene: Scene, row: Row, excess: float) -> Iterator[Move]:
    """A share lower by the excess, in whole percent; something must be left of it. Rows in hours are left alone."""
    window, person = scene.windows.used(row), row.text("person")
    if window is None or not person or not row.blank("hours") or not scene.readable(row):
        return
    old = scene.share(row, window)
    new = old - ceil(excess - 1e-9)
    if new > 0:
        lost = (old - new) / WHOLE * scene.portfolio.calendar.workdays(*window)
        yield Move("share", scene.name(row), (changed(row, "share", _plain(new)),), lost, facts={
            "task": row.text("task"), "person": person, "name": _named(scene, person), "old": old, "new": new})


def headcount(scene: Scene, row: Row, excess: float) -> Iterator[Move]:
    """Fewer people, whole ones; at least one must be left."""
    window, old = scene.windows.used(row), row.number("headcount")
    part = (row.number("share") if not row.blank("share") else WHOLE) or 0.0
    if window is None or old is None or not part or not row.blank("hours") or not scene.readable(row):
        return
    new = old - ceil(excess * WHOLE / part - 1e-9)
    if new >= 1:
        lost = (old - new) * part / WHOLE * scene.portfolio.calendar.workdays(*window)
        yield Move("headcount", scene.name(row), (changed(row, "headcount", _plain(new)),), lost, facts={
            "task": row.text("task"), "post": row.text("post"), "old": old, "new": new})


def quantity(scene: Scene, row: Row, excess: float) -> Iterator[Move]:
    """Fewer units; of whole ones at least one must be left, of parts something."""
    window, old = scene.windows.used(row), row.number("quantity")
    if window is None or old is None or not scene.readable(row):
        return
    new = old - ceil(excess - 1e-9) if old == int(old) else round(old - excess, 6)
    if new >= (1 if old == int(old) else 1e-6):
        lost = (old - new) * scene.portfolio.calendar.workdays(*window)
        yield Move("quantity", scene.name(row), (changed(row, "quantity", _plain(new)),), lost, facts={
            "task": row.text("task"), "asset": row.text("asset"), "old": old, "new": new})


def pool(scene: Scene, row: Row) -> Iterator[Move]:
    """People of all departments instead of the own one."""
    if row.text("pool") != "all" and scene.readable(row):
        yield Move("pool", scene.name(row), (changed(row, "pool", "all"),), parties=frozenset({""}), facts={
            "task": row.text("task"), "post": row.text("post")})


def _plain(number: float) -> float:
    return int(number) if number == int(number) else number


def _named(scene: Scene, person: str) -> str:
    listed = scene.people.rows.get(person)
    return listed.text("name") if listed else ""
