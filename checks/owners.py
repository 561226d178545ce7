"""Who is named in a cell that should name one person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from templates.table import Unread
from templates.text import comparable, items, normal

if TYPE_CHECKING:
    from checks.portfolio import Portfolio
    from templates.table import Row

_LOOSE = re.compile(r"\s*[/&+|和及与與]\s*|\s+")
"""Separators that a name or `key name` may hold itself: they count only between two persons of the list."""


def named_in_owner(portfolio: Portfolio, task: Row) -> list[str]:
    """The persons in plan.tasks.owner where it names several, as typed; else nothing."""
    raw = task.raw("owner")
    typed = str(raw.typed) if isinstance(raw, Unread) else raw if isinstance(raw, str) else ""
    parts = items(typed)
    if len(parts) > 1:
        return parts
    if not isinstance(raw, Unread):
        return []
    people: dict[str, str] = {}
    for row in portfolio.rows("organisation.people"):
        for called in (row.key, row.text("name")):
            people[comparable(called)] = row.key
    parts = [part for part in _LOOSE.split(normal(typed)) if part]
    meant = {people.get(comparable(part), "") for part in parts}
    return parts if len(meant) > 1 and "" not in meant else []
