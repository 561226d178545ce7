"""Major tasks and money that the top management has to approve (clause 2.1.2), by the authorities of the organisation book."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from checks.rules.approvals import Authority

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checks.portfolio import Portfolio
    from templates.table import Row

MANAGEMENT = "management"
MATTERS = {"budget.capital": "capital", "plan.procurement": "procurement"}
"""Sheets whose rows spend money → the matter under which it is approved."""
MANY = 3
"""From so many departments on a task of high priority is major."""


@dataclass
class Major:
    """What goes to the top management, of a portfolio."""

    portfolio: Portfolio

    @cached_property
    def authority(self) -> Authority:
        """Who may approve how much."""
        return Authority(self.portfolio)

    @cached_property
    def spending(self) -> list[Row]:
        """Capital items and purchases whose amount needs the management, those that name no level first, then the dearest."""
        rows = [row for sheet, matter in MATTERS.items() for row in self.portfolio.rows(sheet)
                if (row.number("amount") or 0) > 0 and row.text("method") != "stock" and not row.unread("method")
                and self.authority.needed(matter, row.number("amount") or 0) == MANAGEMENT]
        return sorted(rows, key=lambda row: (not row.blank("approved_level"), -(row.number("amount") or 0), row.key))

    @cached_property
    def departments(self) -> Mapping[str, set[str]]:
        """By task the departments that take part: its own, those of its people, those it hands over to or asks for help."""
        listed = {key: row.text("department") for key, row in self.portfolio.by_key("organisation.people").items()}
        found: dict[str, set[str]] = defaultdict(set)
        for task in self.portfolio.by_key("plan.tasks").values():
            found[task.key] |= {task.department, *(listed.get(each, "") for each in task.many("supporters"))}
        for row in self.portfolio.rows("plan.staffing"):
            found[row.text("task")].add(listed.get(row.text("person"), ""))
        for row in self.portfolio.rows("plan.handovers"):
            found[row.text("task")].add(row.text("other_department"))
        for row in self.portfolio.rows("plan.requests"):
            found[row.text("task")] |= set(row.many("to_departments"))
        return {task: each - {""} for task, each in found.items()}

    def beside(self, task: Row) -> list[str]:
        """The other departments that take part in a task, in the order of the organisation book."""
        return [each for each in self.portfolio.departments if each != task.department and each in self.departments[task.key]]

    @cached_property
    def tasks(self) -> list[Row]:
        """Tasks whose amount needs the management, or of high priority that many departments share; the dearest first."""
        rows = [task for key, task in self.portfolio.by_key("plan.tasks").items() if task.text("task") and (
            self.dear(task) or (task.text("priority") == "high" and len(self.departments[key]) >= MANY))]
        return sorted(rows, key=lambda task: (-(task.number("budget") or 0), task.key))

    def dear(self, task: Row) -> bool:
        """True where the task's budget needs the management.

        By the limits for plans where they tell amounts apart; where every plan goes to the management its amount tells
        nothing, and the limits for purchases hold.
        """
        matter = "procurement" if self.authority.needed("plan", 0) in (MANAGEMENT, "") else "plan"
        return self.authority.needed(matter, task.number("budget") or 0) == MANAGEMENT
