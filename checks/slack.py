"""Slack: how many working days a task may move before it pushes something that cannot give way."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from checks.windows import Windows, day

if TYPE_CHECKING:
    from datetime import date

    from checks.portfolio import Portfolio


def slack_of(portfolio: Portfolio, task: str) -> int | None:
    """Total slack of a task in working days; None for one whose dates are not known.

    The room up to its own deadline, up to its successors (with their own slack), and for a task without successors
    up to the last finish of its department: beyond that the department's plan ends later.
    """
    windows = Windows(portfolio)
    ends: dict[str, date] = {}
    followers: dict[str, list[str]] = defaultdict(list)
    for key, row in windows.tasks.items():
        if window := windows.of(row):
            ends[row.department] = max(window[1], ends.get(row.department, window[1]))
            for before in row.many("predecessors"):
                followers[before].append(key)
    calendar, known = portfolio.calendar, dict[str, int]()

    def room(key: str) -> int:
        """Slack of a task whose followers are known already."""
        row = windows.tasks[key]
        window = windows.of(row)
        if window is None:
            return 0
        limit = day(row, "deadline") or (None if followers[key] else ends[row.department])
        found = [calendar.between(window[1], limit)] if limit else []
        for after in followers[key]:
            follower = windows.of(windows.tasks[after])
            lag = int(windows.tasks[after].number("lag") or 0)
            if follower:
                gap = calendar.between(window[1], follower[0]) - calendar.works(follower[0]) - lag
                found.append(max(0, gap) + known.get(after, 0))
        return min(found, default=0)

    if task not in windows.tasks or windows.of(windows.tasks[task]) is None:
        return None
    open_, entered = [task], set[str]()
    while open_:                                        # followers first, without recursion: chains may be long
        key = open_[-1]
        ahead = [each for each in followers[key] if each not in known and each not in entered]
        entered.add(key)
        if ahead:
            open_.extend(ahead)
        else:
            known[open_.pop()] = room(key)
    return known[task]
