"""Use of people, equipment and money (A4.2): what was used ÷ what was planned to be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.derivation import total, workdays
from checks.indicators.indicator import DENOMINATOR, NUMERATOR, Entry
from templates.books.choices import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.indicators.evidence import Evidence
    from checks.indicators.period import Period
    from templates.table import Row

UNPLANNED = "unplanned"
SPENT = frozenset({"cost", "expense"})
"""Classes of accounts on which money is spent."""


def people_use(evidence: Evidence, period: Period) -> Iterator[Entry]:
    """Hours booked ÷ hours planned by the staffing rows, both in the period; hours.

    Beside it the hours that the department's people have (`available`): planned ÷ available is the load rate, without
    which a padded plan looks under-used. A task with a row of which nobody can tell what it plans is in neither part;
    what was booked on it stands apart (`unplanned`).
    """
    effort, unclear = evidence.effort, evidence.unclear
    for day, hours, row in evidence.booked:
        if period.first <= day <= period.last:
            yield Entry(row.department, UNPLANNED if row.text("task") in unclear else NUMERATOR, hours, row, "hours",
                        total([row.at("hours")]))
    for row, first, last in evidence.staffed:
        if first <= period.last and last >= period.first and (planned := effort.planned_in(row, period.first, period.last)):
            yield Entry(row.department, DENOMINATOR, planned, row, "hours" if not row.blank("hours") else
                        "share" if not row.blank("share") else "person" if row.text("person") else "headcount",
                        effort.working(row, period.first, period.last))
    for person in evidence.effort.staff:
        if hours := effort.there(person, period.first, period.last):
            yield Entry(person.text("department"), "available", hours, person, "person",
                        effort.working_there(person, period.first, period.last))


def asset_use(evidence: Evidence, period: Period) -> Iterator[Entry]:
    """Hours of use ÷ quantity × hours per day × workdays of the equipment rows, both in the period; unit-hours.

    Beside it, by the department that owns the asset, what all departments plan on it (`wanted`) and what its units in
    service offer (`available`). What was used for a task of which nobody can tell what it plans stands apart, as for
    people.
    """
    portfolio, assets = evidence.portfolio, evidence.assets
    unclear = {row.text("task") for row in portfolio.rows("plan.equipment") if _by_day(evidence, row) is None} - {""}
    for day, hours, row in evidence.used:
        if period.first <= day <= period.last:
            yield Entry(row.department, UNPLANNED if row.text("task") in unclear else NUMERATOR, hours, row, "hours",
                        total([row.at("hours")]))
    for row in portfolio.rows("plan.equipment"):
        by_day, window = _by_day(evidence, row), evidence.windows.used(row)
        if by_day is None or window is None or row.text("task") in unclear:
            continue
        asset = assets.rows[row.text("asset")]
        days = portfolio.calendar.workdays(max(window[0], period.first), min(window[1], period.last))
        if planned := by_day * days:
            per_unit = assets.per_day(asset.key) if row.blank("hours_per_day") else total([row.at("hours_per_day")])
            span = workdays([evidence.windows.edges(row)], (period.first, period.last))
            working = total([row.at("quantity")]) * per_unit * span
            yield Entry(row.department, DENOMINATOR, planned, row, "quantity", working)
            yield Entry(asset.text("department"), "wanted", planned, row, "quantity", working)
    for asset in assets.rows.values():
        if offered := assets.offered(asset.key, portfolio.calendar.days(period.first, period.last)):
            yield Entry(asset.text("department"), "available", offered, asset, "quantity",
                        assets.working(asset.key, period.first, period.last))


def _by_day(evidence: Evidence, row: Row) -> float | None:
    """Unit-hours that an equipment row plans on each workday; None where that, or when, cannot be told."""
    quantity, asset, typed = row.number("quantity"), row.text("asset"), row.number("hours_per_day")
    if quantity is None or asset not in evidence.assets.rows or row.unread("hours_per_day"):
        return None
    if evidence.windows.used(row) is None:
        return None
    return quantity * (evidence.assets.hours(asset) if typed is None else typed)


def budget_use(evidence: Evidence, period: Period) -> Iterator[Entry]:
    """Spending ÷ the budget's months and the changes approved, both in the period, on accounts of cost and expense; 元.

    Only months that end in the period count, since spending is reported by the month. Beside it the budget of the
    whole year (`year`).
    """
    portfolio, months = evidence.portfolio, list(period.months())
    for row in evidence.spending(months):
        column = "year_actual" if period.first.month == 1 else "month_actual"
        amount = row.number(column)
        if amount is not None and evidence.classes.get(row.text("account")) in SPENT:
            yield Entry(row.department, NUMERATOR, amount, row, column, total([row.at(column)]))
    wanted = {f"m{int(name[-2:]):02}" for name in months}
    for row in portfolio.rows("budget.lines"):
        if evidence.classes.get(row.text("account")) not in SPENT:
            continue
        for key in MONTHS:
            if amount := row.number(key):
                yield Entry(row.department, "year", amount, row, key, total([row.at(key)]))
                if key in wanted:
                    yield Entry(row.department, DENOMINATOR, amount, row, key, total([row.at(key)]))
    for row in evidence.changes:
        amount, approved = row.number("amount"), row.day("approved") or row.day("requested")
        if amount and months and evidence.classes.get(row.text("account")) in SPENT and period.holds(approved):
            yield Entry(row.department, DENOMINATOR, amount, row, "amount", total([row.at("amount")]))
            yield Entry(row.department, "year", amount, row, "amount", total([row.at("amount")]))
