"""P06, H04: acceptance criteria that cannot be measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.criteria import CRITERIA, NEVER, measure
from checks.rule import Found, found, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio


@rule("P06", scope="f", severity="warning", clauses=("3.2.1", "6.1.2"), columns=("plan.tasks.acceptance_criterion",),
      criteria=CRITERIA, never=NEVER)
def unmeasurable(portfolio: Portfolio, criteria: str, never: str) -> Iterator[Found]:
    """A criterion without number, standard or yes/no condition is decided by mood, and then argued about.

    Not wanted where an organisation has words of its own that are answered by yes or no: add them to the list, or
    enter its standards in the organisation book.
    """
    test = measure(portfolio, criteria, never)
    for task in portfolio.rows("plan.tasks"):
        criterion = task.text("acceptance_criterion")
        if criterion and not test.fits(criterion):
            yield found(task.at("acceptance_criterion"), task=task.key, name=task.text("name"), criterion=criterion)


@rule("H04", scope="f", severity="warning", clauses=("5.2.4",),
      columns=("plan.handovers.acceptance_criterion", "plan.requests.acceptance_criterion"))
def no_standard(portfolio: Portfolio) -> Iterator[Found]:
    """Whoever asks another department for something accepts it in the end; by what, is settled when it is asked for.

    The test is that of the tasks' criteria, with its lists. A hand-over may leave its criterion to the task that it
    belongs to. Not wanted for requests that only ask for information; let them say what is delivered.
    """
    test = measure(portfolio)
    for sheet in ("handovers", "requests"):
        for row in portfolio.rows(f"plan.{sheet}"):
            criterion = row.text("acceptance_criterion")
            missing = sheet == "requests" and row.blank("acceptance_criterion")
            if missing or (criterion and not test.fits(criterion)):
                yield found(row.at("acceptance_criterion"), variant="missing" if missing else "", record=row.key,
                            what=row.text("matter" if sheet == "requests" else "deliverable"), criterion=criterion)
