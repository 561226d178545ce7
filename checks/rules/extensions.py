"""M08: extensions that came too late, or that nobody approved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.rule import Found, found, rule
from checks.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.changes import Extension
    from checks.portfolio import Portfolio
    from templates.table import Row


@rule("M08", scope="x", severity="warning", clauses=("1.3.5", "6.1.1", "6.2.1"),
      columns=("progress.changes.new", "progress.changes.requested", "progress.changes.result", "plan.tasks.finish"))
def without_effect(portfolio: Portfolio) -> Iterator[Found]:
    """A date is moved before it has passed or it counts as missed: else no work would ever be late.

    That the work is late is said on the task's progress; this says why the old date stands. Nothing is said where a
    later request was granted, the task was cancelled, or the work was done by the old date. Not wanted where dates are
    plan only and nobody is measured by them.
    """
    status = Status(portfolio)
    for key, task in portfolio.by_key("plan.tasks").items():
        if not task.text("task") or key not in status.changes.by_task or status.cancelled(task):
            continue
        for each in status.changes.extensions(task):
            if each.new and each.new <= each.replaces:
                continue                                # brought forward
            change = each.change
            facts: dict[str, Any] = {
                "change": change.key, "task": key, "name": task.text("name"), "old": each.replaces,
                "new": each.new or change.text("new") or None, "requested": change.day("requested")}
            if not each.in_time:
                yield found(change.at("new"), change.at("requested"), task.at("finish"), variant="late", severity="error",
                            **facts, days=portfolio.calendar.between(each.replaces, change.day("requested") or each.replaces))
            elif not each.approved and _missed(status, task, each):
                yield found(change.at("new"), change.at("result"), task.at("finish"), **facts, as_of=portfolio.as_of,
                            variant="rejected" if change.text("result") == "rejected" else "open")


def _missed(status: Status, task: Row, each: Extension) -> bool:
    """True where the date that was to be replaced still counts, has passed, and the work was not done by then."""
    if each.change.unread("result") or each.change.unread("approved"):
        return False
    if each.replaces >= status.portfolio.as_of or status.due(task) != each.replaces:
        return False
    finish = status.said[task.key][-1].day("actual_finish") if status.done(task) else None
    return finish is None or finish > each.replaces
