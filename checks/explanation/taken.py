"""What it means to take a cell away: it says nothing any more, as if nobody could read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.change import Change, applied
from templates.table import Row, Unread

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checks.explanation.scene import Scene
    from checks.portfolio import Portfolio
    from templates.table import Place

STATED_BY = {("plan.handovers", "handover"): "deliverable"}
"""The number of a hand-over is only its name: what is stated, and withdrawn, is the deliverable."""
NAMES = {("organisation.departments", "department")}
"""A name that cannot be read is a name all the same; these are blanked."""


def taken(scene: Scene, places: Iterable[Place]) -> Portfolio:
    """The portfolio in which these cells say nothing: their rows no longer ask, their limits no longer stand."""
    return applied(scene.portfolio, [_unsaid(scene.row(place), place) for place in places])


def _unsaid(row: Row, place: Place) -> Change:
    at = row.at(STATED_BY.get((place.table, place.column), place.column))
    new = None if (place.table, place.column) in NAMES else Unread("?", "ambiguous")
    return Change(at, row.raw(at.column), new, row.key)
