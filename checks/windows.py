"""Windows: from when to when a task runs, or a row of staffing or equipment binds its resource."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checks.portfolio import Portfolio
    from templates.table import Place, Row

Window = tuple[date, date]
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
"""A date outside is a slip of the keyboard and has its own finding: nothing is counted along centuries."""


@dataclass(frozen=True)
class Impossible:
    """Why a task's window cannot be: `places` anchor first; the plan's own window where it is left."""

    variant: str
    places: tuple[Place, ...]
    plan: tuple[date | None, date | None] = (None, None)


@dataclass
class Windows:
    """The windows of one portfolio. Of tasks that share a key the first one counts."""

    portfolio: Portfolio

    @cached_property
    def tasks(self) -> Mapping[str, Row]:
        """Tasks by key."""
        return self.portfolio.by_key("plan.tasks")

    @cached_property
    def _covers(self) -> dict[str, Row]:
        return {row.table.source.file: row for row in self.portfolio.rows("plan.cover")}

    def impossible(self, task: Row) -> Impossible | None:
        """Finish before start, or a date outside the plan that the cover names; None for a blank or unreadable one."""
        start, finish = day(task, "start"), day(task, "finish")
        if start is None or finish is None:
            return None
        if finish < start:
            return Impossible("", (task.at("finish"), task.at("start")))
        cover = self._covers.get(task.table.source.file)
        first, last = (day(cover, "plan_start"), day(cover, "plan_finish")) if cover else (None, None)
        if cover is None or (first and last and last < first):
            return None
        before, behind = bool(first and start < first), bool(last and finish > last)
        places = [task.at("finish")] if behind else []
        places += [task.at("start")] if before else []
        places += [cover.at("plan_start")] if before else []
        places += [cover.at("plan_finish")] if behind else []
        return Impossible("outside", tuple(places), (first, last)) if places else None

    def of(self, task: Row) -> Window | None:
        """First and last day of a task; None where they are blank, unreadable or impossible."""
        start, finish = day(task, "start"), day(task, "finish")
        if start is None or finish is None or self.impossible(task):
            return None
        return start, finish

    def used(self, row: Row) -> Window | None:
        """First and last day of a staffing or equipment row: its own dates, else its task's.

        None where they are not known, and for a row of no task or of one whose window is impossible.
        """
        task = self.tasks.get(row.text("task"))
        if not row.text("task") or row.unread("start") or row.unread("finish") or (task and self.impossible(task)):
            return None
        start = day(row, "start") if not row.blank("start") else day(task, "start") if task else None
        finish = day(row, "finish") if not row.blank("finish") else day(task, "finish") if task else None
        return (start, finish) if start and finish and start <= finish else None

    def edges(self, row: Row) -> tuple[Place, Place]:
        """The cells from which `used` takes the first and the last day of a row."""
        task = self.tasks.get(row.text("task"))
        start, finish = ((row if not row.blank(key) or task is None else task).at(key) for key in ("start", "finish"))
        return start, finish


def unknown_years(portfolio: Portfolio) -> list[int]:
    """Years that a plan's tasks touch and for which no holiday plan is known: Monday to Friday are counted."""
    dates = [found for row in portfolio.rows("plan.tasks") for key in ("start", "finish") if (found := day(row, key))]
    return sorted(year for year in {found.year for found in dates} if not portfolio.calendar.known(year))


def day(row: Row, key: str) -> date | None:
    """A date that is worth counting with."""
    found = row.day(key)
    return found if found and EARLIEST <= found <= LATEST else None
