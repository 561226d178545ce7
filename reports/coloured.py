"""Tasks that want attention, with the days by which they are late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from checks.status import Colour, Status
    from reports.context import Context
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
        colour, due = status.colour_of(task, row, counted=True), status.due(task)
        if colour and due:
            late = portfolio.calendar.between(due, portfolio.as_of) if colour == "red" else 0
            found.append(Coloured(colour, task, row, due, late))
    return sorted(found, key=lambda each: (ORDER.index(each.colour), each.due, each.task.key))


def remark(context: Context, status: Status, item: Coloured) -> str:
    """What a colour does not tell: why a task called done is not counted as done, what makes it yellow; "" for others."""
    row, failed = item.row, status.failed(item.task.key)
    if row.text("status") == "done":
        finish = row.day("actual_finish")
        case = ("failed" if failed else "undated" if finish is None else "ahead" if finish > context.portfolio.as_of
                else "unaccepted")
        return context.word(f"completion.called_{case}")
    return context.word(f"completion.why_{'failed' if failed else 'behind'}") if item.colour == "yellow" else ""
