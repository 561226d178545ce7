"""Slack: how many working days a task may move before it pushes something that cannot give way."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from checks.windows import Windows, day

if TYPE_CHECKING:
    from datetime import date

    from checks.portfolio import Portfolio


@dataclass
class Slack:
    """The slack of a portfolio's tasks in working days.

    The room up to a task's own deadline and up to its successors (with their own slack); for a task without
    successors up to the last finish of its department: beyond that the department's plan ends later.
    """

    portfolio: Portfolio

    @cached_property
    def _windows(self) -> Windows:
        return Windows(self.portfolio)

    @cached_property
    def _followers(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key, row in self._windows.tasks.items():
            if self._windows.of(row):
                for before in row.many("predecessors"):
                    found[before].append(key)
        return found

    @cached_property
    def _ends(self) -> dict[str, date]:
        found: dict[str, date] = {}
        for row in self._windows.tasks.values():
            if window := self._windows.of(row):
                found[row.department] = max(window[1], found.get(row.department, window[1]))
        return found

    def of(self, task: str) -> int | None:
        """Slack of a task; None for one whose dates are not known."""
        row = self._windows.tasks.get(task)
        if row is None or self._windows.of(row) is None:
            return None
        known: dict[str, int] = {}
        open_, entered = [task], set[str]()
        while open_:                                    # followers first, without recursion: chains may be long
            key = open_[-1]
            ahead = [each for each in self._followers[key] if each not in known and each not in entered]
            entered.add(key)
            if ahead:
                open_.extend(ahead)
            else:
                known[open_.pop()] = self._room(key, known)
        return known[task]

    def _room(self, key: str, known: dict[str, int]) -> int:
        """Slack of a task, given that of its followers."""
        calendar, row = self.portfolio.calendar, self._windows.tasks[key]
        window = self._windows.of(row)
        if window is None:
            return 0
        limit = day(row, "deadline") or (None if self._followers[key] else self._ends[row.department])
        found = [calendar.between(window[1], limit)] if limit else []
        for after in self._followers[key]:
            follower = self._windows.of(self._windows.tasks[after])
            if follower:
                lag = int(self._windows.tasks[after].number("lag") or 0)
                gap = calendar.between(window[1], follower[0]) - calendar.works(follower[0]) - lag
                found.append(max(0, gap) + known.get(after, 0))
        return min(found, default=0)
