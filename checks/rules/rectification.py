"""M09: failed acceptances that nobody works on, rectifications that are late or were closed without a recheck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.monthly import last_words
from checks.rule import Found, found, rule
from checks.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio


@rule("M09", scope="x", severity="error", clauses=("5.2.4", "6.1.2"),
      columns=("progress.acceptance.result", "progress.rectification.task", "progress.rectification.due",
               "progress.rectification.closed", "progress.rectification.recheck"))
def open_loop(portfolio: Portfolio) -> Iterator[Found]:
    """A fault is gone when it was found, put right and looked at again; each step left out lets it come back.

    A failed acceptance that was passed later needs no rectification. What is closed on its due date is closed in time.
    Not wanted for trifles that are put right on the spot; have the acceptance repeated.
    """
    status = Status(portfolio)
    for task in status.acceptances:
        failed = status.failed(task)
        if failed and task and not status.rectified(task):
            yield found(failed.at("result"), variant="unregistered", task=task, date=failed.day("date"),
                        problem=failed.text("problem") or None, partner=failed.text("by"))
    for row in last_words(portfolio, "rectification"):
        due, closed, cut_off = row.day("due"), row.day("closed"), portfolio.as_of
        facts: dict[str, Any] = {"rectification": row.key, "problem": row.text("problem"), "due": due, "closed": closed,
                                 "as_of": cut_off, "partner": row.text("department")}
        if row.unread("closed"):
            continue
        if closed and closed <= cut_off:
            if row.text("recheck") != "passed" and not row.unread("recheck"):
                yield found(row.at("recheck"), row.at("closed"), variant="failed" if row.text("recheck") else "unchecked",
                            **facts)
        elif due and due < cut_off:
            yield found(row.at("due"), row.at("closed"), variant="overdue", **facts, days=(cut_off - due).days)
