"""P19: tasks that start or finish on a day on which nobody works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.rule import Found, found, rule
from checks.windows import Windows, day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from checks.portfolio import Portfolio
    from templates.calendar import Calendar


@rule("P19", scope="f", severity="hint", clauses=("3.2.2",), columns=("plan.tasks.start", "plan.tasks.finish"))
def day_off(portfolio: Portfolio) -> Iterator[Found]:
    """A date on a holiday is mostly typed without a calendar at hand, and is then read as one day earlier or later.

    Weekends on which people make up for a holiday 调休 are working days. A year whose calendar has not been published is
    not judged. Not wanted for shifts and events; enter those days as working days in the organisation's calendar.
    """
    windows, calendar = Windows(portfolio), portfolio.calendar
    for task in portfolio.rows("plan.tasks"):
        if windows.impossible(task):
            continue
        for column in ("start", "finish"):
            when = day(task, column)
            if when is None or calendar.works(when) or not calendar.known(when.year):
                continue
            yield found(task.at(column), variant=column, task=task.key, date=when, name=task.text("name"),
                        before=_before(calendar, when), after=calendar.after(when))


def _before(calendar: Calendar, when: date) -> date:
    """The last working day before a day."""
    while not calendar.works(when):
        when -= when.resolution
    return when
