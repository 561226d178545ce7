"""Use of people, equipment and money (A4.2): what was used ÷ what was planned to be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    portfolio, effort = evidence.portfolio, evidence.effort
    unclear = {row.text("task") for row in portfolio.rows("plan.staffing")
               if effort.planned(row) is None or evidence.windows.used(row) is None} - {""}
    for row in portfolio.rows("progress.timesheet"):
        hours = row.number("hours")
        if hours is not None and period.holds(row.day("date")):
            yield Entry(row.department, UNPLANNED if row.text("task") in unclear else NUMERATOR, hours, row, "hours")
    for row in portfolio.rows("plan.staffing"):
        if row.text("task") not in unclear and (planned := effort.planned_in(row, period.first, period.last)):
            yield Entry(row.department, DENOMINATOR, planned, row, "hours" if not row.blank("hours") else
                        "share" if not row.blank("share") else "person" if row.text("person") else "headcount")
    for person in evidence.effort.staff:
        if hours := effort.there(person, period.first, period.last):
            yield Entry(person.text("department"), "available", hours, person, "person")


def asset_use(evidence: Evidence, period: Period) -> Iterator[Entry]:
    """Hours of use ÷ quantity × hours per day × workdays of the equipment rows, both in the period; unit-hours.

    Beside it, by the department that owns the asset, what all departments plan on it (`wanted`) and what its units in
    service offer (`available`). What was used for a task of which nobody can tell what it plans stands apart, as for
    people.
    """
    portfolio, assets = evidence.portfolio, evidence.assets
    unclear = {row.text("task") for row in portfolio.rows("plan.equipment") if _by_day(evidence, row) is None} - {""}
    for row in portfolio.rows("progress.equipment_use"):
        hours = row.number("hours")
        if hours is not None and period.holds(row.day("date")) and row.text("asset"):
            yield Entry(row.department, UNPLANNED if row.text("task") in unclear else NUMERATOR, hours, row, "hours")
    for row in portfolio.rows("plan.equipment"):
        by_day, window = _by_day(evidence, row), evidence.windows.used(row)
        if by_day is None or window is None or row.text("task") in unclear:
            continue
        asset = assets.rows[row.text("asset")]
        days = portfolio.calendar.workdays(max(window[0], period.first), min(window[1], period.last))
        if planned := by_day * days:
            yield Entry(row.department, DENOMINATOR, planned, row, "quantity")
            yield Entry(asset.text("department"), "wanted", planned, row, "quantity")
    for asset in assets.rows.values():
        if offered := assets.offered(asset.key, portfolio.calendar.days(period.first, period.last)):
            yield Entry(asset.text("department"), "available", offered, asset, "quantity")


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
        amount = row.number("year_actual" if period.first.month == 1 else "month_actual")
        if amount is not None and evidence.classes.get(row.text("account")) in SPENT:
            yield Entry(row.department, NUMERATOR, amount, row, "year_actual" if period.first.month == 1 else "month_actual")
    wanted = {f"m{int(name[-2:]):02}" for name in months}
    for row in portfolio.rows("budget.lines"):
        if evidence.classes.get(row.text("account")) not in SPENT:
            continue
        for key in MONTHS:
            if amount := row.number(key):
                yield Entry(row.department, "year", amount, row, key)
                if key in wanted:
                    yield Entry(row.department, DENOMINATOR, amount, row, key)
    for row in evidence.changes:
        amount, approved = row.number("amount"), row.day("approved") or row.day("requested")
        if amount and months and evidence.classes.get(row.text("account")) in SPENT and period.holds(approved):
            yield Entry(row.department, DENOMINATOR, amount, row, "amount")
            yield Entry(row.department, "year", amount, row, "amount")
