"""M01, M02: reports and tasks that are missing, and work that is called done without proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.rule import Found, found, rule
from checks.status import Status
from templates.identity import span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from templates.table import Row


@rule("M01", scope="x", severity="error", clauses=("1.2", "2.3.3", "6.1.1"),
      columns=("organisation.departments.department", "plan.tasks.task"))
def not_reported(portfolio: Portfolio) -> Iterator[Found]:
    """What is not reported cannot be followed up, and silence often hides the work that stands worst.

    Not wanted for departments without tasks of their own; let them report 无.
    """
    status, months = Status(portfolio), expected_months(portfolio)
    there = {(table.source.department, table.source.period) for table in portfolio.tables("progress.progress")}
    there |= {(book.identity.department, book.identity.period) for book in portfolio.books
              if book.identity.book == "progress"}
    refused = {(each.claims.department, each.claims.period) for each in portfolio.refused
               if each.claims and each.claims.book == "progress"}
    for department in portfolio.departments:
        missing = [month for month in months if (department, month) not in there | refused]
        place = portfolio.department_place(department)
        if missing and place:
            yield found(place, variant="report", department=department, months=missing, count=len(missing), latest=missing[-1])
    for key, task in status.baseline.items():
        if unreported := _unreported(status, task):
            yield found(task.at("task"), variant="task", task=key, name=task.text("name"), start=task.day("start"),
                        months=unreported, count=len(unreported), latest=unreported[-1])


def expected_months(portfolio: Portfolio) -> list[str]:
    """Months of which every department owes a report: ended by the cut-off, named in the deadlines or of the year."""
    named = {row.text("period") for row in portfolio.rows("organisation.deadlines") if row.text("book") == "progress"}
    if not named:
        years = [int(year) for row in portfolio.rows("organisation.about") if (year := row.number("year"))]
        named = {f"{year}-{month:02}" for year in years for month in range(1, 13)}
    return sorted(month for month in named if (days := span(month)) and days[1] <= portfolio.as_of)


def _unreported(status: Status, task: Row) -> list[str]:
    """Months whose report leaves out a task that had started and was never reported until then.

    One that disappears after it was reported is another finding; so is a report that says nothing or names tasks
    that cannot be found, one of which may be meant.
    """
    start = task.day("start")
    if start is None or status.cancelled(task):
        return []
    first = next((row.table.source.period for row in status.said.get(task.key, ())), "9999")
    found_ = []
    for table in status.reports.get(task.department, ()):
        days = span(table.source.period)
        unclear = not (len(table) or table.nil) or any(not row.text("task") for row in table)
        if days and start <= days[1] and table.source.period < first and not unclear:
            found_.append(table.source.period)
    return found_


@rule("M02", scope="x", severity="error", clauses=("2.4.1", "6.1.2", "6.2.1"),
      columns=("progress.progress.status", "progress.progress.actual_finish", "progress.progress.evidence",
               "plan.tasks.accepted_by", "progress.acceptance.result"))
def done_without_proof(portfolio: Portfolio) -> Iterator[Found]:
    """Done means: finished on a day, with something to show, and accepted by whoever was to accept it.

    Of a task that several reports call done the last one counts. Not wanted for work that leaves no trace; name in
    the evidence who can confirm it.
    """
    status, tasks = Status(portfolio), portfolio.by_key("plan.tasks")
    for key, rows in status.said.items():
        row = next((row for row in reversed(rows) if row.text("status") == "done"), None)
        if row is None:
            continue
        empty = [column for column in ("actual_finish", "evidence") if row.blank(column)]
        task = tasks.get(key)
        unaccepted = bool(task and task.text("accepted_by") and _unaccepted(status, key))
        if empty or unaccepted:
            places = [row.at(column) for column in empty] + ([task.at("accepted_by")] if task and unaccepted else [])
            variant = "" if empty and not unaccepted else "both" if empty else "acceptance"
            yield found(row.at("status"), *places, variant=variant, task=key, columns=empty,
                        partner=task.text("accepted_by") if task else "", month=row.table.source.period)


def _unaccepted(status: Status, task: str) -> bool:
    """No acceptance, or the last one failed; a failed one that nobody works on is another finding."""
    last = status.last_acceptance(task)
    return last is None or (last.text("result") == "failed" and status.rectified(task))
