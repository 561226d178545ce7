"""The best distinct schedules that a search has found so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

    from checks.scheduling.problem import Starts
    from checks.scheduling.values import Value


class Pool:
    """At most `size` schedules, best first."""

    def __init__(self, size: int = 12) -> None:
        self.size = size
        self.items: list[tuple[Value, Starts]] = []
        self.seen: set[int] = set()

    def offer(self, value: Value, start: Starts) -> bool:
        """Keep a schedule if it is new and among the best; True if it was kept."""
        mark = hash(tuple(start))
        if mark in self.seen or (len(self.items) >= self.size and value >= self.items[-1][0]):
            return False
        self.seen.add(mark)
        self.items.append((value, start))
        self.items.sort(key=lambda item: item[0])
        del self.items[self.size:]
        return True

    def pick(self, chance: Random) -> Starts:
        """A schedule, good ones more often."""
        return self.items[int(len(self.items) * chance.random() ** 2)][1]

    def leader(self, chance: Random) -> Starts:
        """One of those that are as good as the best in lateness and objective."""
        best = self.items[0][0][:2]
        return chance.choice([start for value, start in self.items if value[:2] == best])
