"""How people and equipment were used: booked against planned hours, and beside it planned against available ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.indicators import indicators
from reports.grade import overloaded
from reports.sections.scorecard import label
from reports.unreported import unreported

if TYPE_CHECKING:
    from checks.indicators.evidence import Evidence
    from checks.indicators.indicator import Indicator, Sum
    from reports.context import Context


def use(context: Context, evidence: Evidence) -> dict[str, Any]:
    """One chart for people and one for equipment; departments whose reports are missing are marked."""
    of = indicators(evidence, context.period, ["people_use", "asset_use"])
    missing = unreported(context.portfolio)
    places = [place for each in missing if (place := context.portfolio.department_place(each))]
    parts = []
    for key, wanted in (("people_use", ""), ("asset_use", "wanted")):
        rows = []
        for department in ["", *context.portfolio.departments]:
            each = of[key, department]
            planned = each.other(wanted) if wanted else each.denominator
            rate, load = context.rate(each), _load(context, each, planned)
            if rate is not None or load is not None:
                rows.append({"name": context.name(department) if department else context.word("whole"), "rate": rate,
                             "load": load, "missing": department in missing if department else bool(missing),
                             "over": bool(rate and overloaded(rate.value))})
        parts.append({"title": label(context, key), "rows": rows, "sub": context.word(f"use.{key}_sub")})
    lead = context.say("use.lead_missing" if missing else "use.lead",
                       n=context.figures.count(places, context.word("figure.unreported")))
    return {"lead": lead, "parts": parts}


def _load(context: Context, each: Indicator, planned: Sum) -> object:
    """The load rate: planned ÷ available hours."""
    available = each.other("available")
    if not available.total or not planned.total:
        return None
    who = context.name(each.department) if each.department else context.word("whole")
    name = f"{who} {context.word(f'figure.load_{each.key}')}"
    return context.percent(planned.total, available.total, name, planned.derivation, available.derivation,
                           how=context.word("how.load_rate"))
