"""Shifts: which cells change where a task moves by some working days; all that hangs on its dates moves along."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from checks.change import changed
from checks.windows import Windows, day
from checks.workdays import Workdays

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checks.change import Change
    from checks.portfolio import Portfolio
    from templates.table import Row

HANGING = {"plan.staffing": ("start", "finish"), "plan.equipment": ("start", "finish"), "plan.milestones": ("date",),
           "plan.handovers": ("date",)}
"""Dates of other sheets that are bound to the task of their row. Orders are not: what comes early is put on the shelf."""


@dataclass
class Shifts:
    """The shifts of a portfolio's tasks. Of tasks that share a key the first one is meant."""

    portfolio: Portfolio

    @cached_property
    def windows(self) -> Windows:
        """From when to when tasks run."""
        return Windows(self.portfolio)

    @cached_property
    def workdays(self) -> Workdays:
        """Working days by number, from a year before the first date of any task on."""
        days = [found for row in self.windows.tasks.values() for key in ("start", "release") if (found := day(row, key))]
        days += [found for row in self.portfolio.rows("plan.cover") if (found := day(row, "plan_start"))]
        first = min(days, default=self.portfolio.as_of)
        return Workdays(self.portfolio.calendar, date(first.year - 1, 1, 1))

    @cached_property
    def _hanging(self) -> Mapping[str, list[tuple[Row, str]]]:
        """By task the cells of other sheets whose dates move along."""
        found: dict[str, list[tuple[Row, str]]] = defaultdict(list)
        for table, columns in HANGING.items():
            for row in self.portfolio.rows(table):
                if task := row.text("task"):
                    found[task] += [(row, column) for column in columns if day(row, column)]
        return found

    def of(self, task: str, by: int) -> list[Change]:
        """The changed cells where a task moves by so many working days (below 0 earlier); none for one without dates."""
        row = self.windows.tasks.get(task)
        window = self.windows.of(row) if row else None
        if row is None or window is None or not by:
            return []
        start = self.workdays.day(max(0, self.workdays.number(window[0]) + by))
        finish = self.workdays.day(max(0, self.workdays.last(window[1]) + by))
        found = [changed(row, "start", start), changed(row, "finish", max(start, finish))]
        for hanging, column in self._hanging[task]:
            old = day(hanging, column)
            if old:
                number = self.workdays.last(old) if column == "finish" else self.workdays.number(old)
                found.append(changed(hanging, column, self.workdays.day(max(0, number + by))))
        return found
