"""The menu: what could be changed about a clash, cheapest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.explanation import agreeing, ordering, paying, reducing, replacing, shifting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from checks.conflicts import Conflict
    from checks.explanation.move import Move
    from checks.explanation.scene import Scene
    from templates.table import Row


def menu(scene: Scene, conflict: Conflict) -> list[Move]:
    """The moves that touch a clash. Rows that cannot be read, and tasks that may not be moved, stay as they are."""
    found = list(_MENUS[conflict.finding.code](scene, conflict)) if conflict.finding.code in _MENUS else []
    return sorted(found, key=lambda move: (move.own_price, move.kind, move.subject))


def _over_rows(
    scene: Scene, conflict: Conflict, *offers: Callable[[Scene, Row], Iterable[Move]], moving: bool = True,
) -> Iterator[Move]:
    """Every task that takes part to other days, every row inside its task, and what else is offered for a row."""
    rows = {scene.name(row): row for place in conflict.finding.places if place.table in ("plan.staffing", "plan.equipment")
            for row in [scene.row(place)]}.values()
    for task in dict.fromkeys(row.text("task") for row in rows if moving and row.text("task") in scene.windows.tasks):
        yield from shifting.shifts(scene, task)
    for row in rows:
        for offer in (*([shifting.inside] if moving else []), *offers):
            yield from offer(scene, row)


def _persons(scene: Scene, row: Row) -> list[Move]:
    return scene.offered("person", scene.name(row), lambda: replacing.persons(scene, row))


def _units(scene: Scene, row: Row) -> list[Move]:
    return scene.offered("unit", scene.name(row), lambda: replacing.units(scene, row))


def _person(scene: Scene, conflict: Conflict) -> Iterator[Move]:
    yield from _over_rows(scene, conflict, _persons, lambda scene, row: reducing.share(scene, row, conflict.excess or 0))


def _away(scene: Scene, conflict: Conflict) -> Iterator[Move]:
    yield from _over_rows(scene, conflict, _persons)


def _skill(scene: Scene, conflict: Conflict) -> Iterator[Move]:
    yield from _over_rows(scene, conflict, _persons, moving=conflict.finding.variant == "expires")


def _post(scene: Scene, conflict: Conflict) -> Iterator[Move]:
    yield from _over_rows(scene, conflict, lambda scene, row: reducing.headcount(scene, row, conflict.excess or 0), reducing.pool)


def _asset(scene: Scene, conflict: Conflict) -> Iterator[Move]:
    """Of hours that are too many no units are taken off."""
    fewer = [] if conflict.unit == "hours" else [lambda scene, row: reducing.quantity(scene, row, conflict.excess or 0)]
    yield from _over_rows(scene, conflict, _units, *fewer)


def _maintenance(scene: Scene, conflict: Conflict) -> Iterator[Move]:
    yield from _over_rows(scene, conflict, _units)


def _unusable(scene: Scene, conflict: Conflict) -> Iterator[Move]:
    yield from _over_rows(scene, conflict, _units, moving=False)


_MENUS: Mapping[str, Callable[[Scene, Conflict], Iterator[Move]]] = {
    "R01": _person, "R02": _skill, "R03": _post, "R04": _away, "R05": _asset, "R06": _maintenance, "R07": _unusable,
    "R17": ordering.joint_order, "B01": paying.within_cap, "B02": paying.within_cap, "B09": paying.in_another_month,
    "H01": agreeing.missing_side, "H02": agreeing.other_date, "H03": agreeing.same_words,
    "P14": ordering.opened, "P15": ordering.in_order,
}
