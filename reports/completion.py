"""Completion (A4.1) and the three colours, per department and for the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.status import Colour, Status

if TYPE_CHECKING:
    from datetime import date

    from checks.portfolio import Portfolio
    from templates.table import Place, Row


@dataclass(frozen=True)
class Completion:
    """Done tasks over tasks due: baseline tasks with effective due date to date, less those cancelled by change."""

    department: str
    done: tuple[Place, ...]
    due: tuple[Place, ...]

    @property
    def rate(self) -> float | None:
        """Percent, None (不适用) where nothing is due."""
        return len(self.done) / len(self.due) * 100 if self.due else None


@dataclass(frozen=True)
class Coloured:
    """A task that wants attention."""

    colour: Colour
    task: Row
    row: Row
    due: date
    days_late: int


def completion(portfolio: Portfolio) -> list[Completion]:
    """One per department, in the organisation's order."""
    status = Status(portfolio)
    due: dict[str, list[Place]] = {key: [] for key in portfolio.departments}
    done: dict[str, list[Place]] = {key: [] for key in portfolio.departments}
    for task in status.baseline.values():
        when = status.due(task)
        if when is None or when > portfolio.as_of or status.cancelled(task) or task.department not in due:
            continue
        due[task.department].append(task.at("finish"))
        if status.done(task):
            done[task.department].append(status.said[task.key][-1].at("actual_finish"))
    return [Completion(key, tuple(done[key]), tuple(due[key])) for key in portfolio.departments]


def coloured(portfolio: Portfolio) -> list[Coloured]:
    """Red before yellow before blue, the latest first."""
    status, found = Status(portfolio), []
    for task, row in status.newest_rows():
        colour, due = status.colour_of(task, row), status.due(task)
        if colour and due:
            late = portfolio.calendar.between(due, portfolio.as_of) if colour == "red" else 0
            found.append(Coloured(colour, task, row, due, late))
    order = ("red", "yellow", "blue")
    return sorted(found, key=lambda each: (order.index(each.colour), each.due, each.task.key))
