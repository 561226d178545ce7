"""Status: what the monthly reports say of a task at the cut-off — done, when it is due, its colour 三色督办."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from checks.firsts import firsts
from checks.rule import value_of
from templates.books import field_of
from templates.identity import span
from templates.understand import understand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checks.portfolio import Portfolio
    from templates.table import Row, Table

Colour = Literal["red", "yellow", "blue"]
POINTS, DAYS, PROGRESS = 10.0, 7.0, 90.0
"""Defaults of M07 (percentage points behind), M06 (days before the due date) and M06 (percent reached)."""


@dataclass
class Status:
    """What is known of a portfolio's tasks at its cut-off. Reports of months that end later are not looked at."""

    portfolio: Portfolio

    @cached_property
    def baseline(self) -> Mapping[str, Row]:
        """Tasks without children in the plan books of the folder's highest round, by key."""
        tables = self.portfolio.tables("plan.tasks")
        highest = max((table.source.round for table in tables), default=0)
        return {key: row for key, row in self.portfolio.by_key("plan.tasks").items()
                if row.text("task") and key not in self.parents and row.table.source.round == highest}

    @cached_property
    def parents(self) -> frozenset[str]:
        """Tasks that others name as the task above them."""
        return frozenset(row.text("parent_task") for row in self.portfolio.rows("plan.tasks")) - {""}

    @cached_property
    def reports(self) -> Mapping[str, list[Table]]:
        """By department the progress sheets up to the cut-off, the newest last."""
        found: dict[str, list[Table]] = defaultdict(list)
        for table in self._tables("progress"):
            found[table.source.department].append(table)
        return found

    def _tables(self, sheet: str) -> list[Table]:
        tables = [table for table in self.portfolio.tables(f"progress.{sheet}")
                  if (days := span(table.source.period)) and days[1] <= self.portfolio.as_of]
        return sorted(tables, key=lambda table: (table.source.period, table.source.department))

    @cached_property
    def said(self) -> Mapping[str, list[Row]]:
        """By task every row of a report that names it, the newest last; of rows named twice in a month the first."""
        found: dict[str, list[Row]] = defaultdict(list)
        for table in self._tables("progress"):
            for row in firsts(table):
                if row.text("task"):
                    found[row.text("task")].append(row)
        return found

    def newest_rows(self) -> Iterator[tuple[Row, Row]]:
        """(task of the baseline, its row) for every row of the departments' newest reports."""
        for tables in self.reports.values():
            for row in firsts(tables[-1]):
                if task := self.baseline.get(row.text("task")):
                    yield task, row

    @cached_property
    def acceptances(self) -> Mapping[str, list[Row]]:
        """By task the acceptances up to the cut-off, the last one last; whoever reports them."""
        found: dict[str, list[Row]] = defaultdict(list)
        for table in self._tables("acceptance"):
            for row in table:
                if (when := row.day("date")) and when <= self.portfolio.as_of and row.text("result"):
                    found[row.text("task")].append(row)
        return {task: sorted(rows, key=lambda row: (row.day("date"), row.table.source.period, row.index))
                for task, rows in found.items()}

    def last_acceptance(self, task: str) -> Row | None:
        """The last acceptance of a task."""
        return next(reversed(self.acceptances.get(task, ())), None)

    def failed(self, task: str) -> Row | None:
        """The last acceptance of a task if it was failed."""
        last = self.last_acceptance(task)
        return last if last and last.text("result") == "failed" else None

    def rectified(self, task: str) -> bool:
        """True where a rectification is registered for the task, closed or not."""
        return task in self._rectified

    @cached_property
    def _rectified(self) -> set[str]:
        return {row.text("task") for table in self._tables("rectification") for row in table}

    @cached_property
    def _changes(self) -> Mapping[str, list[Row]]:
        """By task the approved changes, in the order of their requests; a change told in several months once."""
        rows = {row.key or f"{table.source.file}!{row.index}": row
                for table in self._tables("changes") for row in table}
        found: dict[str, list[Row]] = defaultdict(list)
        for row in rows.values():
            approved = row.day("approved")
            if row.text("result") == "approved" and row.day("requested") and (
                    approved is None or approved <= self.portfolio.as_of):
                found[row.text("task")].append(row)
        return {task: sorted(rows, key=lambda row: (row.day("requested"), row.key)) for task, rows in found.items()}

    def due(self, task: Row) -> date | None:
        """Effective due date: the plan's finish, replaced by approved changes that were requested in time (A4).

        None where the plan's date is blank, unreadable or before the start.
        """
        due, start = task.day("finish"), task.day("start")
        if due is None or (start and due < start):
            return None
        for change in self._changes.get(task.key, ()):
            requested = change.day("requested")
            moved = understand(field_of("plan.tasks.finish"), change.text("new") or None)
            if change.text("field") == "finish" and isinstance(moved, date) and requested and requested <= due:
                due = moved
        return due

    def cancelled(self, task: Row) -> bool:
        """True where an approved change cancels the task."""
        states = [understand(field_of("progress.progress.status"), change.text("new") or None)
                  for change in self._changes.get(task.key, ()) if change.text("field") == "status"]
        return bool(states) and states[-1] == "cancelled"

    def done(self, task: Row) -> bool:
        """True where the last report says so, with a finish up to the cut-off and the acceptance asked for (A4)."""
        row = next(reversed(self.said.get(task.key, ())), None)
        if row is None or row.text("status") != "done":
            return False
        finish, last = row.day("actual_finish"), self.last_acceptance(task.key)
        accepted = task.blank("accepted_by") or bool(last and last.text("result") == "passed")
        return finish is not None and finish <= self.portfolio.as_of and accepted

    def fell(self, row: Row) -> bool:
        """True where a report gives less progress than the one before it."""
        earlier = [each for each in self.said.get(row.text("task"), ())
                   if each.table.source.period < row.table.source.period]
        before = earlier[-1].number("actual") if earlier else None
        now = row.number("actual")
        return before is not None and now is not None and now < before

    def behind(self, row: Row, points: float) -> bool:
        """True where the actual progress lies more than so many points below the planned."""
        planned, actual = row.number("planned"), row.number("actual")
        return planned is not None and actual is not None and actual < planned - points - 1e-9

    def colour_of(self, task: Row, row: Row) -> Colour | None:
        """The colour of a task by its row in the newest report; red before yellow before blue (A4.8).

        None for what is done or cancelled, and while the cells that decide are blank or unreadable.
        """
        due, cut_off = self.due(task), self.portfolio.as_of
        actual, status = row.number("actual"), row.text("status")
        if due is None or actual is None or status in ("", "done") or self.cancelled(task):
            return None
        if due < cut_off:
            return "red"
        if self.behind(row, self._setting("M07", "points", POINTS)) or self.failed(task.key):
            return "yellow"
        near = due <= cut_off + timedelta(days=self._setting("M06", "days", DAYS))
        return "blue" if near and actual < self._setting("M06", "progress", PROGRESS) else None

    def _setting(self, code: str, name: str, default: float) -> float:
        typed = self.portfolio.parameters.get((code, name))
        return default if typed is None else float(value_of(default, typed))
