"""Honest indicators: what is counted up to when, what was left out of it, and what distorts it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from checks.answers import NO_OPINION
from checks.derivation import total
from checks.indicators import INDICATORS, indicators
from checks.indicators.score import scores, weights
from reports.coloured import coloured
from reports.context import plain
from reports.distortions import KINDS, Distortion, distortions
from reports.parameters import parameter
from reports.sections.goals import few
from reports.sections.scorecard import label
from templates.books.survey import QUESTIONS
from templates.identity import span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from markupsafe import Markup

    from checks.answers import Survey
    from checks.indicators.evidence import Evidence
    from checks.indicators.indicator import Indicator
    from checks.judge import Judgement
    from reports.context import Context
    from templates.table import Place

LEFT_OUT = ("cancelled", "undated", "outside", "unplanned")
"""Parts of an indicator that are in neither numerator nor denominator."""
MOST_LINES = 8
"""Departments named with one distortion; the list of findings has them all."""


def honesty(context: Context, evidence: Evidence, judgement: Judgement) -> dict[str, Any]:
    """Definitions in force with their cut-off and what they leave out; then every distortion that was found."""
    of = indicators(evidence, context.period)
    red: dict[str, list[Place]] = {}
    for each in coloured(evidence.status):
        if each.colour == "red":
            red.setdefault(each.task.department, []).append(each.row.at("actual"))
    ranked = scores(of.values(), weights(context.portfolio), red)
    found = distortions(context.portfolio, judgement.findings, of, ranked)
    concerned = dict.fromkeys(key for each in found for key in (each.department, *each.together) if key)
    places = [place for key in concerned if (place := context.portfolio.department_place(key))]
    case = "some" if places else "office" if found else "none"
    flags = [_flag(context, kind, list(group)) for kind, group in groupby(found, key=lambda each: each.kind)]
    facts = {"n": context.figures.count(places, context.word("honesty.figure_concerned"))} if places else {}
    return {"lead": context.say(f"honesty.lead_{case}", **facts),
            "flags": flags, "rows": [_definition(context, evidence, key, of) for key in INDICATORS]}


def _flag(context: Context, kind: str, found: list[Distortion]) -> dict[str, Any]:
    """One kind of distortion: which indicators it touches, whom it concerns and how much, and why it matters."""
    shown = dict.fromkeys(indicator.key for each in found for indicator in each.shown_by if not each.places)
    touched = [label(context, key) for key in shown or KINDS[kind]] or [context.word("honesty.score")]
    lines = [line for each in found for line in _lines(context, each)]
    return {"kind": kind, "title": context.word(f"honesty.{kind}"), "touched": touched,
            "why": context.say(f"honesty.why_{kind}", **_limits(context, kind)),
            "lines": lines[:MOST_LINES], "more": len(lines) > MOST_LINES}


def _limits(context: Context, kind: str) -> dict[str, object]:
    """Thresholds that a sentence names."""
    return {"least": parameter(context, "S01", "group")} if kind == "small" else {}


def _lines(context: Context, each: Distortion) -> Iterator[dict[str, object]]:
    """Whom it concerns, with the number of things found or the rate that shows it."""
    name = context.name(each.department) if each.department else ""
    if each.together:
        cells = [place for key in each.together if (place := context.portfolio.department_place(key))]
        said = context.say("honesty.count_swap", n=context.figures.count(
            cells, f"{context.word('honesty.swap')} {context.name(each.together[0])}"))
        yield {"name": few(context, [context.name(key) for key in each.together]), "said": said}
    if each.kind == "weights":
        weight = sum(row.number("weight") or 0 for row in context.portfolio.rows("organisation.weights")
                     if row.at("weight") in each.places)
        yield {"name": "", "said": context.say("honesty.count_weights", n=context.figures.add(
            weight, f"{plain(weight)}%", context.word("honesty.figure_weights"), total(each.places)))}
    elif each.places:
        number = context.figures.count(each.places, f"{name} {context.word(f'honesty.{each.kind}')}".strip())
        yield {"name": name, "said": context.say(f"honesty.count_{each.kind}", n=number)}
    for indicator in each.shown_by:
        if rate := context.rate(indicator):
            yield {"name": name or context.word("whole"), "said": context.say("honesty.rate", name=label(context, indicator.key),
                                                                              rate=rate)}


def _definition(context: Context, evidence: Evidence, key: str, of: Mapping[tuple[str, str], Indicator]) -> dict[str, Any]:
    """What an indicator is, up to when it counts, and what was left out with how many."""
    whole, name = of[key, ""], label(context, key)
    left: list[Markup] = [context.say(f"beside.{part}", n=context.amount_of(
        whole.other(part), f"{name} {context.word(f'part.{part}')}")) for part in LEFT_OUT if whole.other(part)]
    if key == "satisfaction":
        left += [context.say(f"honesty.left_{part}", n=context.figures.count(cells, context.word(f"honesty.figure_{part}")))
                 for part, cells in _answers(context, evidence).items() if cells]
    groups = {"inapplicable": [each for (own, each), found in of.items() if own == key and each and not found.denominator.total],
              "suppressed": [each for (own, each), found in of.items() if own == key and each and found.suppressed]}
    for part, departments in groups.items():
        cells = [place for each in departments if (place := context.portfolio.department_place(each))]
        if cells:
            left.append(context.say(f"honesty.left_{part}", n=context.figures.count(
                cells, f"{name} {context.word(f'honesty.figure_{part}')}")))
    return {"name": name, "definition": context.word(f"definition.{key}"), "until": _until(context, evidence, key), "left": left}


def _surveys(context: Context, evidence: Evidence) -> list[Survey]:
    """Those that lie within the report's period."""
    return [each for each in evidence.surveys if (days := span(each.period))
            and days[0] >= context.period.first and days[1] <= context.period.last]


def _answers(context: Context, evidence: Evidence) -> dict[str, list[Place]]:
    """The rows and answers of the period's surveys that are not counted, one cell for each."""
    inside = _surveys(context, evidence)
    return {"self": [row.at("respondent") for each in inside for row in each.of_themselves],
            "twice": [row.at("respondent") for each in inside for rows in each.twice for row in rows],
            "strange": [row.at("respondent") for each in inside for row, _ in each.strange],
            "no_opinion": [row.at(key) for each in inside for row in each.rows for key in QUESTIONS
                           if row.text(key) == NO_OPINION]}


def _until(context: Context, evidence: Evidence, key: str) -> Iterable[object]:
    """The day, month or survey up to which an indicator counts: money by the month, satisfaction by the survey."""
    period = context.period
    if key == "budget_use":
        return [context.furniture(month) for month in list(period.months())[-1:]]
    if key == "satisfaction":
        return [context.furniture(each.period) for each in _surveys(context, evidence)]
    return [context.furniture(period.last.isoformat())]
