"""Hand-overs between departments: what is given and needed when, and what only one side knows of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from checks.derivation import workdays
from checks.pairing import Pair, paired
from reports.figure import typed_sentence

if TYPE_CHECKING:
    from checks.judge import Judgement
    from reports.context import Context
    from templates.table import Row

TERMS = ("quantity", "specification", "deliverable")
"""What both sides should say alike (H03)."""
MOST = 26
"""Pairs drawn; the late ones first, then by date."""


def handovers(context: Context, judgement: Judgement) -> dict[str, Any]:
    """Every hand-over stated by both sides on a line of time, and a list of those stated by one."""
    pairing = paired(context.portfolio)
    dated = [(pair, given, needed) for pair in pairing.pairs
             if (given := pair.giver.day("date")) and (needed := pair.taker.day("date"))]
    late = [each for each in dated if each[1] > each[2]]
    shown = sorted(dated, key=lambda each: (each[1] <= each[2], each[2]))[:MOST]
    shown.sort(key=lambda each: each[2])
    first, last = _span([day for _, given, needed in shown for day in (given, needed)])
    unlike = {place for each in judgement.findings if each.code == "H03" for place in each.places}
    differ = [pair for pair in pairing.pairs if unlike & {row.at(column) for row in (pair.giver, pair.taker) for column in TERMS}]
    facts = {"differ": context.figures.count([pair.giver.at("handover") for pair in differ], context.word("figure.differ")),
             "pairs": context.figures.count([pair.giver.at("handover") for pair in pairing.pairs], context.word("figure.pairs")),
             "late": context.figures.count([pair.giver.at("date") for pair, _, _ in late], context.word("figure.late_handovers")),
             "alone": context.figures.count([row.at("handover") for row in pairing.alone], context.word("figure.alone"))}
    weeks = [first + timedelta(days=7 * number) for number in range((last - first).days // 7 + 1)]
    return {"lead": context.say("handovers.lead" if late or pairing.alone or differ else "handovers.lead_none", **facts),
            "rows": [{**_drawn(context, pair, given, needed, first), "differs": pair in differ} for pair, given, needed in shown],
            "days": max((last - first).days, 1), "months": [(name, week * 7) for name, week in context.months(weeks)],
            "alone": [_alone(context, row) for row in pairing.alone], "found": bool(pairing.pairs or pairing.alone)}


def _span(days: list[date]) -> tuple[date, date]:
    """From the first of the first month to the end of the last one."""
    if not days:
        return date(2000, 1, 1), date(2000, 1, 31)
    last = max(days).replace(day=28) + timedelta(days=7)
    return min(days).replace(day=1), last.replace(day=1) - timedelta(days=1)


def _drawn(context: Context, pair: Pair, given: date, needed: date, first: date) -> dict[str, Any]:
    days = context.portfolio.calendar.between(needed, given)
    late = context.figures.add(days, f"{days}", f"{pair.giver.key} {context.word('figure.days_late')}",
                               workdays([(pair.taker.at("date"), pair.giver.at("date"))])
                               - workdays([(pair.taker.at("date"), pair.taker.at("date"))])) if days else None
    return {"giver": context.name(pair.giver.department), "taker": context.name(pair.taker.department),
            "deliverable": typed_sentence(pair.giver.text("deliverable")), "given": (given - first).days,
            "needed": (needed - first).days, "late": late}


def _alone(context: Context, row: Row) -> dict[str, Any]:
    own, other = context.name(row.department), context.name(row.text("other_department"))
    giver, taker = (own, other) if row.text("side") == "give" else (other, own)
    when, place = row.day("date"), row.at("handover")
    return {"giver": giver, "taker": taker, "silent": other, "deliverable": typed_sentence(row.text("deliverable")),
            "date": when.isoformat() if when else "", "cell": f"{place.file} {place.sheet}!{place.cell}"}
