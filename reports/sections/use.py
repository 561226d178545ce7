"""How people and equipment were used: booked against planned hours, and beside it planned against available ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.indicators import indicators
from checks.indicators.period import to_date
from checks.rules.progress import expected_months
from reports.sections.scorecard import label

if TYPE_CHECKING:
    from checks.indicators.evidence import Evidence
    from checks.indicators.indicator import Indicator, Sum
    from reports.context import Context


def use(context: Context, evidence: Evidence) -> dict[str, Any]:
    """One chart for people and one for equipment; departments whose reports are missing are marked."""
    of = indicators(evidence, to_date(context.portfolio), ["people_use", "asset_use"])
    missing = _missing(context)
    parts = []
    for key, wanted in (("people_use", ""), ("asset_use", "wanted")):
        rows = []
        for department in ["", *context.portfolio.departments]:
            each = of[key, department]
            planned = each.other(wanted) if wanted else each.denominator
            rate, load = context.rate(each), _load(context, each, planned)
            if rate is not None or load is not None:
                rows.append({"name": context.name(department) if department else context.word("whole"), "rate": rate,
                             "load": load, "missing": department in missing})
        parts.append({"title": label(context, key), "rows": rows, "sub": context.word(f"use.{key}_sub")})
    lead = context.say("use.lead_missing" if missing else "use.lead",
                       n=context.figures.count(missing.values(), context.word("figure.unreported")))
    return {"lead": lead, "parts": parts}


def _load(context: Context, each: Indicator, planned: Sum) -> object:
    """The load rate: planned ÷ available hours."""
    available = each.other("available")
    if not available.total or not planned.total:
        return None
    who = context.name(each.department) if each.department else context.word("whole")
    name = f"{who} {context.word(f'figure.load_{each.key}')}"
    return context.percent(planned.total, available.total, name, [*planned.cells, *available.cells],
                           how=context.word("how.load_rate"))


def _missing(context: Context) -> dict[str, Any]:
    """Departments that owe reports up to the cut-off, with their row in the organisation book."""
    portfolio = context.portfolio
    there = {(table.source.department, table.source.period) for table in portfolio.tables("progress.progress")}
    months = expected_months(portfolio)
    return {department: place for department in portfolio.departments
            if any((department, month) not in there for month in months) and (place := portfolio.department_place(department))}
