"""Families of tasks: what is a stage of what, over all plans; of tasks that share a key the first one counts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checks.portfolio import Portfolio
    from templates.table import Row


@dataclass
class Family:
    """The parents and stages of a portfolio's tasks."""

    portfolio: Portfolio

    @cached_property
    def tasks(self) -> Mapping[str, Row]:
        """Tasks by key."""
        return self.portfolio.by_key("plan.tasks")

    @cached_property
    def stages(self) -> Mapping[str, list[Row]]:
        """By task its stages: the tasks that name it as their parent."""
        found: dict[str, list[Row]] = defaultdict(list)
        for task in self.tasks.values():
            if parent := self.parent(task):
                found[parent.key].append(task)
        return found

    @cached_property
    def unclear(self) -> set[str]:
        """Departments with a task whose parent cannot be read: it may be a stage of any of theirs."""
        return {task.department for task in self.tasks.values() if task.unread("parent_task")}

    def parent(self, task: Row) -> Row | None:
        """The known task that a task is a stage of; None where it names itself."""
        key = task.text("parent_task")
        return self.tasks.get(key) if key and key != task.key else None

    def above(self, task: Row) -> frozenset[str] | None:
        """Keys of the parent, its parent and so on, parents in a circle once; None where one cannot be read."""
        if task.blank("parent_task"):
            return frozenset()
        found: set[str] = set()
        each: Row | None = task
        while each is not None:
            if each.unread("parent_task"):
                return None
            each = self.parent(each)
            if each is None or each.key in found:
                break
            found.add(each.key)
        return frozenset(found)
