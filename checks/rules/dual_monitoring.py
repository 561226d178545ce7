"""B11: what is done beside what is spent (双监控)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.rule import Found, found, rule
from checks.status import Status
from checks.variance import Variance
from templates.identity import span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checks.portfolio import Portfolio
    from checks.spending import OnAccount
    from templates.table import Row, Table


@rule("B11", scope="x", severity="warning", clauses=("4.3.1", "6.1.1"),
      columns=("progress.progress.actual", "plan.tasks.budget", "progress.spending.year_actual"), points=20.0)
def apart(portfolio: Portfolio, points: float) -> Iterator[Found]:
    """Money that runs ahead of the work will be missing at its end; work that runs ahead of the money is not yet paid.

    Progress weighs every task of the department by its budget, all alike where none has one; work that has not begun
    counts 0. Spending is compared with the year's controllable budget and approved changes; accounts that cannot be
    counted are left out on both sides. Where one account explains the gap and is said to be overspent or underspent,
    nothing is added. Not wanted where most of the budget pays for no task: there the two have little to do with each
    other.
    """
    status, variance = Status(portfolio), Variance(portfolio)
    controllable = {key for key, row in portfolio.by_key("organisation.accounts").items() if row.text("controllable") == "yes"}
    explained = variance.overspent | variance.underspent
    for department, accounts in variance.spending.accounts.items():
        report = variance.spending.reports.get(department)
        if report is None or any(not row.text("account") for row in report) or variance.spending.unclear(department) != 0:
            continue
        counted = [each for each in accounts.values() if each.account in controllable and _counts(each, variance)]
        progress, spent = progress_of(status, department, report), rate(counted)
        cells = [each.told for each in sorted(counted, key=lambda each: -(each.spent or 0)) if each.told]
        if progress is None or spent is None or not cells or abs(spent - progress) <= points + 1e-9:
            continue
        without = [rate([other for other in counted if other is not each])
                   for each in counted if (department, each.account) in explained]
        if any(alone is not None and abs(alone - progress) <= points + 1e-9 for alone in without):
            continue
        yield found(*(row.at("year_actual") for row in cells), variant="spent" if spent > progress else "unspent",
                    month=report.source.period, progress=progress, spending=spent, points=abs(spent - progress), limit=points,
                    spent=sum(each.spent or 0 for each in counted), budget=sum(each.allowed or 0 for each in counted))


def progress_of(status: Status, department: str, report: Table) -> float | None:
    """Percent of a department's work that is done: the last actual progress of its tasks, weighted by their budgets.

    Tasks of the baseline that were not cancelled; one that starts after the report's month and was not reported counts
    0. None where there is no task, or the progress of one that weighs cannot be told.
    """
    tasks = [task for task in status.baseline.values() if task.department == department and not status.cancelled(task)]
    if any(task.unread("budget") for task in tasks):
        return None
    weights = {task.key: task.number("budget") or 0.0 for task in tasks}
    if not any(weights.values()):
        weights = dict.fromkeys(weights, 1.0)
    done = 0.0
    for task in tasks:
        actual = _actual(status, task, report)
        if weights[task.key] and actual is None:
            return None
        done += weights[task.key] * (actual or 0.0)
    return done / sum(weights.values()) if tasks else None


def _actual(status: Status, task: Row, report: Table) -> float | None:
    if said := status.said.get(task.key):
        return said[-1].number("actual")
    start, month = task.day("start"), span(report.source.period)
    return 0.0 if start and month and start > month[1] else None


def rate(accounts: Sequence[OnAccount]) -> float | None:
    """Percent of the year's budget of some accounts, with approved changes, that was spent; None without a budget."""
    allowed = sum(each.allowed or 0.0 for each in accounts)
    return sum(each.spent or 0.0 for each in accounts) / allowed * 100 if allowed > 0 else None


def _counts(each: OnAccount, variance: Variance) -> bool:
    """False for an account that cannot be counted: a line slipped, an amount is blank or unreadable."""
    return (each.allowed is not None and not variance.slips.among(each.lines)
            and (each.told is None or each.spent is not None))

