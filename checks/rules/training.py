"""R13: courses that reached too few of the people for whom they were planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.rule import Found, found, rule
from templates.identity import span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio


@rule("R13", scope="f", severity="warning", clauses=("2.3.4", "2.4.3", "4.1.2"), share=80.0,
      columns=("registers.training.actual_people", "registers.training.planned_people"))
def reached_too_few(portfolio: Portfolio, share: float) -> Iterator[Found]:
    """A course that a third of the people missed has not taught the department.

    A course without a figure is judged once the period of the register is over. Not wanted where the rest is taught
    by another course; lower the planned people and enter that one.
    """
    for row in portfolio.rows("registers.training"):
        planned, actual, days = row.number("planned_people"), row.number("actual_people"), span(row.table.source.period)
        over = days is not None and days[1] <= portfolio.as_of
        if not planned or row.unread("actual_people") or (actual is None and not over):
            continue
        reached = (actual or 0) / planned * 100
        if reached < share - 1e-9:
            yield found(row.at("actual_people"), row.at("planned_people"), variant="few" if actual is not None else "none",
                        course=row.text("course"), planned=planned, actual=actual or 0, percent=round(reached, 1), share=share)
