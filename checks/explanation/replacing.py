"""Replacing: another person with the skill and the time, another unit of the same category that is free."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from checks.change import changed
from checks.explanation.move import Move
from checks.explanation.price import LENT
from templates.text import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from checks.explanation.scene import Scene
    from templates.table import Row

OFFERED = 3
"""People or units that are offered per department side (own, others); all of a side cost the same."""


def persons(scene: Scene, row: Row) -> Iterator[Move]:
    """Other people for a row: with its skill and level to the end, or without one the same post; there and free all days."""
    window, person = scene.windows.used(row), row.text("person")
    if window is None or person not in scene.people.rows or not scene.readable(row):
        return
    days, limit = scene.portfolio.calendar.days(*window), scene.number("R01", "limit")
    by_hours, own = row.blank("share") and not row.blank("hours"), scene.share(row, window)
    found: dict[bool, list[tuple[float, str]]] = {False: [], True: []}
    for key, other in scene.people.rows.items():
        if key == person or not _fit(scene, row, key, window[1]) or not all(scene.people.there(key, days)):
            continue
        load = scene.load_of_person(key, days)
        share = own * scene.people.hours(person) / scene.people.hours(key) if by_hours else own
        if load + share <= limit and (row.text("task"), key) not in scene.named:
            found[other.text("department") != row.department].append((load, key))
    for lent, people in found.items():
        for load, key in sorted(people)[:OFFERED]:
            other = scene.people.rows[key]
            yield Move("person", scene.name(row), (changed(row, "person", key),), extra=LENT if lent else 0.0,
                       parties=frozenset({other.text("department")} if lent else ()), facts={
                           "task": row.text("task"), "person": person, "name": scene.people.rows[person].text("name"),
                           "other": key, "other_name": other.text("name"), "load": load, "lent": lent,
                           "partner": other.text("department")})


def _fit(scene: Scene, row: Row, person: str, last: date) -> bool:
    if skill := row.text("skill"):
        until = scene.people.skilled(person, skill, int(row.number("level") or 0))
        return until is not None and until >= last
    post = comparable(scene.people.rows[row.text("person")].text("post"))
    return bool(post) and comparable(scene.people.rows[person].text("post")) == post


def units(scene: Scene, row: Row) -> Iterator[Move]:
    """Other assets of the same category that have the units, and the hours, on all days."""
    window, asset = scene.windows.used(row), scene.assets.rows.get(row.text("asset"))
    category, wanted = comparable(asset.text("category")) if asset else "", row.number("quantity")
    if window is None or asset is None or not category or wanted is None or not scene.readable(row):
        return
    days = scene.portfolio.calendar.days(*window)
    found: dict[bool, list[tuple[float, str]]] = {False: [], True: []}
    for key, other in scene.assets.rows.items():
        if key == asset.key or comparable(other.text("category")) != category or scene.assets.usable(key) is None:
            continue
        room = min((there - asked for there, asked in zip(
            scene.assets.in_service(key, days), scene.loads_of_asset(key, days), strict=True)), default=inf)
        if room >= wanted and (row.text("task"), key) not in scene.used:
            found[other.text("department") not in ("", row.department)].append((-room, key))
    for lent, assets in found.items():
        for _, key in sorted(assets)[:OFFERED]:
            other = scene.assets.rows[key]
            yield Move("unit", scene.name(row), (changed(row, "asset", key),), extra=LENT if lent else 0.0,
                       parties=frozenset({other.text("department")} if lent else ()), facts={
                           "task": row.text("task"), "asset": asset.key, "name": asset.text("name"), "other": key,
                           "other_name": other.text("name"), "category": other.text("category"), "lent": lent,
                           "partner": other.text("department")})
