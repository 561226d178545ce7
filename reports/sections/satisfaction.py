"""How the departments rated one another, with intervals: few answers say little."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.derivation import count, total
from checks.indicators import indicators
from checks.indicators.indicator import PERSONS
from checks.indicators.opinion import wilson, wilson_working
from checks.indicators.period import named

if TYPE_CHECKING:
    from checks.answers import Survey
    from checks.indicators.evidence import Evidence
    from reports.context import Context


def satisfaction(context: Context, evidence: Evidence) -> dict[str, Any]:
    """The newest survey: rate, 95 % interval and persons of each department, response rate."""
    survey = next((each for each in reversed(evidence.surveys) if each.table), None)
    period = named(survey.period, context.portfolio.as_of) if survey else None
    if survey is None or period is None:
        return {"lead": context.word("satisfaction.none"), "rows": [], "period": ""}
    of = indicators(evidence, period, ["satisfaction"])
    small = context.say("satisfaction.small", least=context.furniture(f"{evidence.group:g}"))
    rows = []
    for department in ["", *context.portfolio.departments]:
        each = of["satisfaction", department]
        if not each.denominator:
            continue
        name = context.name(department) if department else context.word("whole")
        persons = each.other(PERSONS)
        rate = context.rate(each)
        low, high = wilson((each.rate or 0.0) / 100, len(persons))
        bounds = {key: context.figures.add(value * 100, f"{value * 100:.0f}", f"{name} {context.word(f'figure.{key}')}",
                                           working, how=context.word("how.wilson"))
                  for (key, value), working in zip((("low", low), ("high", high)), wilson_working(each), strict=True) if rate}
        number = context.figures.count(persons.cells, f"{name} {context.word('part.persons')}") if rate else None
        rows.append({"name": name, "rate": rate, "persons": number, **bounds})
    return {"lead": _lead(context, survey), "rows": rows, "period": survey.period,
            "small": small if any(each.suppressed for each in of.values()) else ""}


def _lead(context: Context, survey: Survey) -> object:
    returned = context.figures.count(survey.returned.values(), context.word("figure.returned"))
    if survey.cover is None or not survey.sent:
        return context.say("satisfaction.lead_unsent", returned=returned)
    asked = total([survey.cover.at("sent")])
    sent = context.figures.add(survey.sent, f"{survey.sent:,.0f}", context.word("figure.sent"), asked)
    return context.say("satisfaction.lead", returned=returned, sent=sent,
                       rate=context.percent(len(survey.returned), survey.sent, context.word("figure.response"),
                                            count(survey.returned.values()), asked))
