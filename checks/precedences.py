"""Precedences: which task waits for which, and the circles among them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checks.portfolio import Portfolio


@dataclass
class Precedences:
    """The predecessors of every task of a portfolio; of tasks that share a key the first one's."""

    portfolio: Portfolio

    @cached_property
    def before(self) -> Mapping[str, tuple[str, ...]]:
        """Task → the known tasks that it waits for."""
        tasks = self.portfolio.by_key("plan.tasks")
        return {key: tuple(each for each in row.many("predecessors") if each in tasks) for key, row in tasks.items()}

    @cached_property
    def knot_of(self) -> Mapping[str, int]:
        """Task → number of the knot that it belongs to: tasks that wait for one another; only those are named.

        Kosaraju's two passes, without recursion: chains may be long.
        """
        after: dict[str, list[str]] = {task: [] for task in self.before}
        for task, others in self.before.items():
            for other in others:
                after[other].append(task)
        knots: dict[str, int] = {}
        seen: set[str] = set()
        for number, root in enumerate(reversed(_finished(self.before))):
            members = _reached(root, after, seen)
            if len(members) > 1 or root in self.before[root]:
                knots.update(dict.fromkeys(members, number))
        return knots

    def together(self, one: str, other: str) -> bool:
        """True where two tasks wait for one another, directly or through others."""
        return self.knot_of.get(one, -1) == self.knot_of.get(other, -2)

    def cycles(self) -> list[list[str]]:
        """Circles that together touch every task of every knot; each from its smallest key on, along predecessors."""
        found: dict[frozenset[str], list[str]] = {}
        covered: set[str] = set()
        for task in sorted(self.knot_of):
            if task in self.before[task]:
                found[frozenset({task})] = [task]
                covered.add(task)
        for task in sorted(self.knot_of):
            if task not in covered and (circle := self._shortest(task)):
                smallest = circle.index(min(circle))
                covered.update(circle)
                found.setdefault(frozenset(circle), circle[smallest:] + circle[:smallest])
        return sorted(found.values())

    def _shortest(self, task: str) -> list[str]:
        came: dict[str, str] = {}
        open_ = deque([task])
        while open_:
            each = open_.popleft()
            for other in self.before[each]:
                if other == task:
                    circle = [each]
                    while circle[-1] != task:
                        circle.append(came[circle[-1]])
                    return circle[::-1]
                if other not in came and self.together(task, other):
                    came[other] = each
                    open_.append(other)
        return []


def _finished(links: Mapping[str, Sequence[str]]) -> list[str]:
    """Tasks in the order in which a depth-first walk leaves them."""
    order: list[str] = []
    seen: set[str] = set()
    for root in sorted(links):
        work = [] if root in seen else [(root, iter(links[root]))]
        seen.add(root)
        while work:
            task, rest = work[-1]
            ahead = next((other for other in rest if other not in seen), None)
            if ahead is None:
                order.append(task)
                work.pop()
            else:
                seen.add(ahead)
                work.append((ahead, iter(links[ahead])))
    return order


def _reached(root: str, links: Mapping[str, Sequence[str]], seen: set[str]) -> list[str]:
    """What can be reached from a task and was not seen before; `seen` grows by it."""
    found, open_ = [], [] if root in seen else [root]
    seen.add(root)
    while open_:
        task = open_.pop()
        found.append(task)
        ahead = [other for other in dict.fromkeys(links[task]) if other not in seen]
        seen.update(ahead)
        open_ += ahead
    return found
