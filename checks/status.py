"""Status: what the monthly reports say of a task at the cut-off — done, when it is due, its colour 三色督办."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from checks.changes import Changes
from checks.firsts import firsts
from checks.monthly import last_words, sheets
from checks.rule import value_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

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
        for table in sheets(self.portfolio, "progress"):
            found[table.source.department].append(table)
        return found

    @cached_property
    def said(self) -> Mapping[str, list[Row]]:
        """By task every row of a report that names it, the newest last; of rows named twice in a month the first."""
        found: dict[str, list[Row]] = defaultdict(list)
        for table in sheets(self.portfolio, "progress"):
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
        for table in sheets(self.portfolio, "acceptance"):
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
        """True where a rectification is registered for the task, closed or not.

        One that was closed before the last acceptance failed is about an earlier failure. One that does not say which
        task it is about may be about this one.
        """
        failed, row = self.failed(task), self.portfolio.by_key("plan.tasks").get(task)
        since = failed.day("date") if failed else None
        near = {each.department for each in (failed, row) if each}
        rows = [*self._rectifications.get(task, ()),
                *(each for each in self._rectifications.get("", ()) if each.department in near)]
        return any(since is None or (closed := each.day("closed")) is None or closed >= since for each in rows)

    @cached_property
    def _rectifications(self) -> Mapping[str, list[Row]]:
        """By task the rectifications as they were told last; under "" those that may be about any failed acceptance."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in last_words(self.portfolio, "rectification"):
            if row.text("task") or row.unread("task") or row.text("source") in ("acceptance", ""):
                found[row.text("task")].append(row)
        return found

    @cached_property
    def changes(self) -> Changes:
        """What was asked to be changed, and what of it was approved."""
        return Changes(self.portfolio)

    def due(self, task: Row) -> date | None:
        """Effective due date (A4): see Changes.due."""
        return self.changes.due(task)

    def cancelled(self, task: Row) -> bool:
        """True where an approved change cancels the task."""
        return self.changes.cancelled(task)

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

    def colour_of(self, task: Row, row: Row, *, counted: bool = False) -> Colour | None:
        """The colour of a task by its row in the newest report; red before yellow before blue (A4.8).

        None for what is done or cancelled, and while the cells that decide are blank or unreadable. `counted` goes by
        what the completion rate counts as done, so that tasks due are those done and those late; without it a task has
        no colour once its department calls it done: other findings say already why that does not hold.
        """
        due, cut_off = self.due(task), self.portfolio.as_of
        actual, status = row.number("actual"), row.text("status")
        done = self.done(task) if counted else status == "done"
        if due is None or actual is None or not status or done or self.cancelled(task):
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
