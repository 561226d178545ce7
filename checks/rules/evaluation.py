"""E01, E02: indicators whose denominator was changed or is missing, and rates that cannot be."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from checks.indicators import INDICATORS, indicators
from checks.indicators.evidence import Evidence
from checks.indicators.indicator import Sum
from checks.indicators.period import to_date
from checks.rule import Found, found, rule
from checks.status import Status
from checks.variance import Variance
from templates.identity import span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.indicators.indicator import Indicator
    from checks.portfolio import Portfolio
    from templates.table import Row, Table

USES = ("people_use", "asset_use", "budget_use")
"""Indicators that may be more than 100 %: the others are parts of a whole."""


@rule("E01", scope="x", severity="error", clauses=("6.2.1", "6.2.2"),
      columns=("plan.tasks.task", "organisation.weights.indicator"))
def denominator_changed(portfolio: Portfolio) -> Iterator[Found]:
    """A task that is dropped from the reports makes the rate look better; only an approved change may take it out.

    The hint names indicators that do not apply to a department, since nothing of it was planned or due. Not wanted
    for tasks that went to another department: let that one report them.
    """
    status = Status(portfolio)
    dropped: dict[str, list[Row]] = defaultdict(list)
    for task in status.baseline.values():
        if _dropped(status, task):
            dropped[task.department].append(task)
    for department, tasks in dropped.items():
        newest = status.reports[department][-1]
        yield found(*(task.at("task") for task in tasks), variant="dropped", tasks=[task.key for task in tasks],
                    count=len(tasks), month=newest.source.period, department=department)
    yield from _not_applicable(portfolio)


def _dropped(status: Status, task: Row) -> bool:
    """True where a task was reported, is not done, and is left out of the department's newest report.

    Nothing is concluded from a report that says nothing, or that names tasks that cannot be found.
    """
    rows, tables = status.said.get(task.key), status.reports.get(task.department)
    if not rows or not tables or rows[-1].table.source.period >= tables[-1].source.period:
        return False
    unclear = not (len(tables[-1]) or tables[-1].nil) or any(not row.text("task") for row in tables[-1])
    return not unclear and rows[-1].text("status") not in ("", "done") and not status.cancelled(task)


def _not_applicable(portfolio: Portfolio) -> Iterator[Found]:
    """One hint for each weighted indicator, naming the departments to which it does not apply."""
    weighted = [row for row in portfolio.rows("organisation.weights")
                if row.text("indicator") in INDICATORS and row.number("weight")]
    period = to_date(portfolio)
    if not weighted or period.first > period.last or not portfolio.tables("progress.progress"):
        return
    of = indicators(portfolio.shared(Evidence), period)
    for row in weighted:
        key = row.text("indicator")
        without = [department for department in portfolio.departments
                   if of[key, department].rate is None and not of[key, department].suppressed]
        if without:
            yield found(row.at("indicator"), severity="hint", variant="zero", indicator=key, departments=without,
                        count=len(without))


@rule("E02", scope="x", severity="warning", clauses=("6.2.2",), low=0.0, high=120.0,
      columns=("progress.timesheet.hours", "progress.equipment_use.hours", "progress.spending.year_actual"))
def impossible_rate(portfolio: Portfolio, low: float, high: float) -> Iterator[Found]:
    """A use of 640 % is a slip of units, not diligence; a rate built on it says nothing.

    Points at the entry that gives most. Of the whole organisation only where no department explains it, of the budget
    only where no overspent account does. Not wanted where plans are known to be far too low; raise `high` for that year.
    """
    overspent = Variance(portfolio).overspent
    for key in USES:
        of = indicators(portfolio.shared(Evidence), to_date(portfolio), [key])
        outside = [each for (_, department), each in of.items() if department and _outside(each, low, high)]
        for each in outside or [each for each in [of[key, ""]] if _outside(each, low, high)]:
            if key != "budget_use" or all(_outside(_without(each, account), low, high) for account in overspent):
                yield from _largest(each, low, high)
    for sheet in ("timesheet", "equipment_use"):
        for table in portfolio.tables(f"progress.{sheet}"):
            yield from _other_month(table)


def _outside(indicator: Indicator, low: float, high: float) -> bool:
    return indicator.rate is not None and not low <= indicator.rate <= high


def _without(indicator: Indicator, account: tuple[str, str]) -> Indicator:
    """The indicator as it would be without one department's account."""
    def rest(whole: Sum) -> Sum:
        return Sum(tuple(each for each in whole.entries if (each.department, each.row.text("account")) != account))

    return replace(indicator, numerator=rest(indicator.numerator), denominator=rest(indicator.denominator))


def _largest(indicator: Indicator, low: float, high: float) -> Iterator[Found]:
    if entry := indicator.numerator.largest:
        yield found(entry.row.at(entry.column), variant="range", department=indicator.department,
                    indicator=indicator.key, rate=round(indicator.rate or 0.0, 1), used=indicator.numerator.total,
                    planned=indicator.denominator.total, amount=entry.amount, low=low, high=high)


def _other_month(table: Table) -> Iterator[Found]:
    """Entries dated outside the month of their report would count in another period."""
    days = span(table.source.period)
    other = [row for row in table if days and (when := row.day("date")) and not days[0] <= when <= days[1]
             and row.number("hours") is not None]
    if other:
        largest = max(other, key=lambda row: row.number("hours") or 0.0)
        yield found(largest.at("hours"), variant="period", month=table.source.period, count=len(other),
                    date=largest.day("date"), amount=largest.number("hours"))
