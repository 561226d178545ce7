"""M05–M07: the three colours 三色督办 of the newest report: late, about to be late, behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.rule import Found, found, rule
from checks.status import DAYS, POINTS, PROGRESS, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from checks.status import Colour
    from templates.table import Row


def _of(colour: Colour, status: Status) -> Iterator[tuple[Row, Row]]:
    """(task, its row in the newest report) of one colour."""
    return ((task, row) for task, row in status.newest_rows() if status.colour_of(task, row) == colour)


@rule("M05", scope="x", severity="warning", clauses=("2.1.3", "6.1.1"),
      columns=("progress.progress.actual", "plan.tasks.finish"))
def red(portfolio: Portfolio) -> Iterator[Found]:
    """Work that is late is followed up first; the date counts that was approved in time, else the plan's.

    What is called done without proof is not said to be late as well. Not wanted for tasks that were given up: have
    the cancelling approved.
    """
    status = Status(portfolio)
    for task, row in _of("red", status):
        due = status.due(task) or portfolio.as_of
        yield found(row.at("actual"), task.at("finish"), task=task.key, name=task.text("name"), due=due,
                    actual=row.number("actual"), as_of=portfolio.as_of,
                    days=portfolio.calendar.between(due, portfolio.as_of))


@rule("M06", scope="x", severity="hint", clauses=("2.1.3", "6.1.1"),
      columns=("progress.progress.actual", "plan.tasks.finish"), days=DAYS, progress=PROGRESS)
def blue(portfolio: Portfolio, days: float, progress: float) -> Iterator[Found]:
    """A reminder while something can still be done: due within a week and far from finished.

    Not wanted for work whose progress only shows on the last day, such as an event.
    """
    status = Status(portfolio)
    for task, row in _of("blue", status):
        due = status.due(task) or portfolio.as_of
        yield found(row.at("actual"), task.at("finish"), task=task.key, name=task.text("name"), due=due,
                    actual=row.number("actual"), expected=progress, as_of=portfolio.as_of,
                    days=(due - portfolio.as_of).days, limit=days)


@rule("M07", scope="x", severity="warning", clauses=("2.1.3", "6.1.1"),
      columns=("progress.progress.actual", "progress.progress.planned", "progress.acceptance.result"), points=POINTS)
def yellow(portfolio: Portfolio, points: float) -> Iterator[Found]:
    """Behind plan, or sent back by whoever accepts it: there is time left, but not for going on as before.

    Progress that falls, and a failed acceptance that nobody works on, have their own findings. Not wanted where
    the planned progress was only spread evenly over the months.
    """
    status = Status(portfolio)
    for task, row in _of("yellow", status):
        behind = status.behind(row, points) and not status.fell(row)
        failed = status.failed(task.key) if status.rectified(task.key) else None
        if behind or failed:
            yield found(row.at("actual"), *([row.at("planned")] if behind else []),
                        *([failed.at("result")] if failed else []), variant="behind" if behind else "acceptance",
                        task=task.key, name=task.text("name"), actual=row.number("actual"),
                        planned=row.number("planned"), points=points,
                        behind=(row.number("planned") or 0) - (row.number("actual") or 0),
                        date=failed.day("date") if failed else None)
