"""Tasks that want attention, with the days by which they are late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from checks.status import Colour, Status
    from templates.table import Row

ORDER = ("red", "yellow", "blue")


@dataclass(frozen=True)
class Coloured:
    """A task that wants attention."""

    colour: Colour
    task: Row
    row: Row
    due: date
    days_late: int


def coloured(status: Status) -> list[Coloured]:
    """Red before yellow before blue, the latest first."""
    portfolio, found = status.portfolio, []
    for task, row in status.newest_rows():
        colour, due = status.colour_of(task, row), status.due(task)
        if colour and due:
            late = portfolio.calendar.between(due, portfolio.as_of) if colour == "red" else 0
            found.append(Coloured(colour, task, row, due, late))
    return sorted(found, key=lambda each: (ORDER.index(each.colour), each.due, each.task.key))
