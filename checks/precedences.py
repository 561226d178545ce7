"""Precedences: which task waits for which, and the circles among them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        """Task → number of the knot that it belongs to: tasks that wait for one another (Tarjan, without recursion).

        Only tasks in a circle are named.
        """
        order: dict[str, int] = {}
        low: dict[str, int] = {}
        stack: list[str] = []
        on_stack: set[str] = set()
        knots: dict[str, int] = {}
        for root in sorted(self.before):
            if root in order:
                continue
            work = [(root, iter(self.before[root]))]
            while work:
                task, rest = work[-1]
                if task not in order:
                    order[task] = low[task] = len(order)
                    stack.append(task)
                    on_stack.add(task)
                for other in rest:
                    if other not in order:
                        work.append((other, iter(self.before[other])))
                        break
                    if other in on_stack:
                        low[task] = min(low[task], order[other])
                else:
                    work.pop()
                    if work:
                        low[work[-1][0]] = min(low[work[-1][0]], low[task])
                    if low[task] == order[task]:
                        members = stack[stack.index(task):]
                        del stack[stack.index(task):]
                        on_stack.difference_update(members)
                        if len(members) > 1 or task in self.before[task]:
                            knots.update(dict.fromkeys(members, order[task]))
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
