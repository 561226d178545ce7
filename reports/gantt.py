"""The Gantt chart: the tasks on which departments depend, where their bars lie, and how late they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from checks.precedences import Precedences
from checks.windows import Windows, day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from checks.status import Status
    from templates.table import Row


@dataclass(frozen=True)
class Bar:
    """A task of the baseline with its planned window, its effective due date, and its row in the newest report."""

    task: Row
    start: date
    finish: date
    due: date
    told: Row | None
    done: bool
    red: bool
    late: tuple[date, date] | None
    """From the effective due date to the day on which it was done, of a red one to the cut-off."""
    milestones: tuple[Row, ...]


@dataclass
class Gantt:
    """The bars of a portfolio's tasks."""

    status: Status

    @cached_property
    def _windows(self) -> Windows:
        return Windows(self.status.portfolio)

    @cached_property
    def milestones(self) -> Mapping[str, list[Row]]:
        """By task its milestones that have a date, by that date."""
        found: dict[str, list[Row]] = defaultdict(list)
        dated = [row for row in self.status.portfolio.rows("plan.milestones") if day(row, "date")]
        for row in sorted(dated, key=lambda row: (str(row.day("date")), row.key)):
            found[row.text("task")].append(row)
        return found

    @cached_property
    def linked(self) -> frozenset[str]:
        """Tasks that concern several departments: of that kind, handed over, asked for, or waiting for one another."""
        portfolio = self.status.portfolio
        tasks, before = portfolio.by_key("plan.tasks"), Precedences(portfolio).before
        found = {key for key, row in tasks.items() if row.text("kind") == "cross" or row.text("request")}
        found |= {row.text("task") for row in portfolio.rows("plan.handovers")}
        for key, others in before.items():
            found |= {each for other in others if tasks[other].department != tasks[key].department for each in (key, other)}
        return frozenset(found)

    @cached_property
    def bars(self) -> list[Bar]:
        """Every task of the baseline that has a window and was not cancelled."""
        return [bar for task in self.status.baseline.values() if (bar := self._bar(task))]

    def key_bars(self) -> list[Bar]:
        """What matters most first: red, of high priority and linked, linked, of high priority; open before done."""
        def rank(bar: Bar) -> tuple[object, ...]:
            high, linked = bar.task.text("priority") == "high", bar.task.key in self.linked
            return not bar.red, not (high and linked), not linked, not high, bar.done, bar.finish, bar.task.key

        wanted = [bar for bar in self.bars if bar.red or bar.task.text("priority") == "high" or bar.task.key in self.linked]
        return sorted(wanted, key=rank)

    def _bar(self, task: Row) -> Bar | None:
        window, due, status = self._windows.of(task), self.status.due(task), self.status
        if window is None or due is None or status.cancelled(task):
            return None
        told, done = next(reversed(status.said.get(task.key, ())), None), status.done(task)
        red = told is not None and status.colour_of(task, told, counted=True) == "red"
        end = told.day("actual_finish") if told and done else status.portfolio.as_of if red else None
        late = (due, end) if end and end > due else None
        return Bar(task, *window, due, told, done, red, late, tuple(self.milestones.get(task.key, ())))
