"""Changes: what departments asked to have changed, what was approved of it, and since when a date counts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from checks.monthly import last_words
from templates.books import field_of
from templates.understand import understand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checks.portfolio import Portfolio
    from templates.table import Place, Row


@dataclass(frozen=True)
class Extension:
    """A request to move a task's finish: the date it is to replace, the new one where it can be read."""

    change: Row
    replaces: date
    new: date | None
    in_time: bool
    approved: bool

    @property
    def effective(self) -> bool:
        """True where the new date counts: approved, and requested on or before the date that it replaces (A4)."""
        return self.in_time and self.approved and self.new is not None


@dataclass
class Changes:
    """The change requests of a portfolio up to its cut-off, each once, as the newest report tells it."""

    portfolio: Portfolio

    @cached_property
    def told(self) -> list[Row]:
        """All of them, in the order of the months in which they were told first."""
        return list(last_words(self.portfolio, "changes"))

    def approved(self, change: Row) -> bool:
        """True where a change was approved by the cut-off; an approval without a date counts."""
        when = change.day("approved")
        return change.text("result") == "approved" and (when is None or when <= self.portfolio.as_of)

    def approved_of(self, department: str, year: str) -> list[Row]:
        """A department's approved changes of a year's budget: those that name an account."""
        return [change for change in self.told if change.department == department and change.text("account")
                and change.table.source.period[:4] == year and self.approved(change)]

    @cached_property
    def by_task(self) -> Mapping[str, list[Row]]:
        """By task the changes whose request has a date, in that order."""
        found: dict[str, list[Row]] = defaultdict(list)
        for change in self.told:
            if change.text("task") and change.day("requested"):
                found[change.text("task")].append(change)
        return {task: sorted(rows, key=lambda row: (row.day("requested"), row.key)) for task, rows in found.items()}

    def extensions(self, task: Row) -> Iterator[Extension]:
        """The requests to move a task's finish, each beside the date that counted until then.

        None where the plan's date is blank, unreadable or before the start.
        """
        due = original(task)
        for change in self.by_task.get(task.key, ()) if due else ():
            requested = change.day("requested")
            if change.text("field") == "finish" and requested and due:
                new = understand(field_of("plan.tasks.finish"), change.text("new") or None)
                each = Extension(change, due, new if isinstance(new, date) else None, requested <= due, self.approved(change))
                yield each
                due = each.new if each.effective else due

    def due(self, task: Row) -> date | None:
        """Effective due date: the plan's finish, replaced by approved extensions that were requested in time (A4).

        None where the plan's date is blank, unreadable or before the start.
        """
        moved = [each.new for each in self.extensions(task) if each.effective]
        return moved[-1] if moved else original(task)

    def due_cell(self, task: Row) -> Place:
        """The cell that says so."""
        moved = [each.change for each in self.extensions(task) if each.effective]
        return moved[-1].at("new") if moved else task.at("finish")

    def cancelled(self, task: Row) -> bool:
        """True where an approved change cancels the task."""
        states = [understand(field_of("progress.progress.status"), change.text("new") or None)
                  for change in self.by_task.get(task.key, ()) if change.text("field") == "status" and self.approved(change)]
        return bool(states) and states[-1] == "cancelled"


def original(task: Row) -> date | None:
    """The plan's own finish of a task; None where it is blank, unreadable or before the start."""
    finish, start = task.day("finish"), task.day("start")
    return None if finish is None or (start and finish < start) else finish
