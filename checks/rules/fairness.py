"""H07: requests that load one department far more than the others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.effort import Effort
from checks.rule import Found, found, rule
from checks.windows import day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from checks.portfolio import Portfolio
    from templates.table import Place, Row


@dataclass(frozen=True)
class Burden:
    """What requests ask of one department: hours, its part of the hours that its people have, the rows that say so."""

    department: str
    hours: float
    part: float
    rows: tuple[Row, ...]


@rule("H07", scope="x", severity="hint", clauses=("5.2.2",), jain=0.8, departments=3.0,
      columns=("organisation.departments.department", "plan.staffing.hours", "plan.tasks.request"))
def unfair(portfolio: Portfolio, jain: float, departments: float) -> Iterator[Found]:
    """Help that is always asked of the same department is not seen in any single plan, only over all of them.

    Jain's index (Σx)² ÷ nΣx² of hours from requests ÷ available hours: 1 where all give the same part of their time,
    1/n where one gives all. Not wanted where one department exists to serve the others; raise no request for what it
    does anyway.
    """
    burdens = burdens_of(portfolio)
    index = fairness([each.part for each in burdens])
    if len(burdens) < departments or index >= jain:
        return
    most = max(burdens, key=lambda each: each.part)
    least = min(burdens, key=lambda each: each.part)
    place = portfolio.department_place(most.department)
    if place:
        yield found(place, *map(_cell, most.rows), department=most.department, index=round(index, 2), jain=jain,
                    hours=most.hours, percent=round(most.part * 100, 2), partner=least.department,
                    partner_hours=least.hours, partner_percent=round(least.part * 100, 2),
                    departments=[each.department for each in burdens])


def fairness(parts: Sequence[float]) -> float:
    """Jain's index of fairness (Jain, Chiu, Hawe 1984), from 1/n to 1; 1 where nobody has any burden."""
    squares = sum(each * each for each in parts)
    return sum(parts) ** 2 / (len(parts) * squares) if squares else 1.0


def burdens_of(portfolio: Portfolio) -> list[Burden]:
    """The burdens of the departments that requests name.

    Left out are departments that no task of theirs serves a request (that is another finding), whose rows cannot be
    counted, and of whose people or plan period nothing is known.
    """
    effort, tasks = Effort(portfolio), portfolio.by_key("plan.tasks")
    named = {each for request in portfolio.firsts("plan.requests") for each in request.many("to_departments")}
    serving: dict[str, list[Row]] = defaultdict(list)
    for row in portfolio.rows("plan.staffing"):
        task = tasks.get(row.text("task"))
        if task is not None and task.text("request"):
            serving[row.department].append(row)
    found_ = []
    for department in sorted(named.intersection(serving, portfolio.departments)):
        hours, period = [effort.planned(row) for row in serving[department]], _period(portfolio, department)
        known = [each for each in hours if each is not None]
        has = effort.available(department, *period) if period else 0.0
        if len(known) == len(hours) and has:
            found_.append(Burden(department, sum(known), sum(known) / has, tuple(serving[department])))
    return found_


def _period(portfolio: Portfolio, department: str) -> tuple[date, date] | None:
    """From when to when a department plans, over all its plans."""
    covers = [row for row in portfolio.rows("plan.cover") if row.department == department]
    starts = [found for row in covers if (found := day(row, "plan_start"))]
    finishes = [found for row in covers if (found := day(row, "plan_finish"))]
    return (min(starts), max(finishes)) if starts and finishes else None


def _cell(row: Row) -> Place:
    """The cell that says how much: the share where only that was typed."""
    return row.at("share" if row.blank("hours") and not row.blank("share") else "hours")
