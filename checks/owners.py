"""Who is named in a cell that should name one person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from templates.table import Unread
from templates.text import comparable, items, normal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checks.portfolio import Portfolio
    from templates.table import Row

_LOOSE = re.compile(r"\s*[/&+|和及与與]\s*|\s+")
"""Separators that a name or `key name` may hold itself: they count only between two persons of the list."""


@dataclass
class Owners:
    """The persons of a portfolio by what they are called; whoever asks for many tasks keeps one."""

    portfolio: Portfolio

    @cached_property
    def _people(self) -> Mapping[str, str]:
        return {comparable(called): row.key for row in self.portfolio.rows("organisation.people")
                for called in (row.key, row.text("name"))}

    def named(self, task: Row) -> list[str]:
        """The persons in plan.tasks.owner where it names several, as typed; else nothing."""
        raw = task.raw("owner")
        typed = str(raw.typed) if isinstance(raw, Unread) else raw if isinstance(raw, str) else ""
        parts = items(typed)
        if len(parts) > 1:
            return parts
        if not isinstance(raw, Unread):
            return []
        parts = [part for part in _LOOSE.split(normal(typed)) if part]
        meant = {self._people.get(comparable(part), "") for part in parts}
        return parts if len(meant) > 1 and "" not in meant else []
