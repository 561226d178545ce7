"""The scorecard: every indicator of every department, the points that follow, and how the whole went by period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.indicators import INDICATORS, indicators
from checks.indicators.period import Period, begun
from checks.indicators.score import Score, comparable, scores, weight_derivation, weights, working
from reports.coloured import coloured
from reports.grade import grade
from reports.sections.goals import few
from reports.unreported import unreported
from templates.books import field_of

if TYPE_CHECKING:
    from checks.indicators.evidence import Evidence
    from checks.indicators.indicator import Indicator
    from reports.context import Context
    from templates.table import Place

MOST_MONTHS = 6
"""The newest months shown beside quarters and half-years."""
BESIDE = ("cancelled", "undated", "outside", "excused", "unplanned", "open", "overdue", "persons")
"""What was left out of a rate, or belongs beside it."""


def scorecard(context: Context, evidence: Evidence) -> dict[str, Any]:
    """Points by department with rank bands, the table of rates, the periods of the whole, definitions."""
    period = context.period
    of = indicators(evidence, period)
    red: dict[str, list[Place]] = {}
    for each in coloured(evidence.status):
        if each.colour == "red":
            red.setdefault(each.task.department, []).append(each.row.at("actual"))
    weight_of, missing = weights(context.portfolio), unreported(context.portfolio)
    weighted = {key for key in INDICATORS if weight_of.get(key, 0) > 0}
    ranked = scores(of.values(), weight_of, red)
    alike = comparable(ranked)
    order = list(context.portfolio.departments)
    listed = ranked if alike else sorted(ranked, key=lambda each: order.index(each.department))
    rows = [{"name": context.name(each.department), "points": _points(context, each, of),
             "band": _band(context, each) if alike else "",
             "lost": context.figures.count(each.red, f"{context.name(each.department)} {context.word('figure.red')}")
             if each.red else None, "starred": each.department in missing,
             "lacking": each.points is not None and bool(weighted - each.parts.keys()),
             "cells": [_cell(context, of[key, each.department], each) for key in INDICATORS]} for each in listed]
    whole = [_cell(context, of[key, ""], None) for key in INDICATORS]
    return {"lead": _lead(context, ranked, rows, alike=alike), "ranked": alike, "starred": bool(missing),
            "order": context.word(f"scorecard.order_{'ranked' if alike else 'listed'}"),
            "lacking": any(row["lacking"] for row in rows),
            "labels": [label(context, key) for key in INDICATORS], "rows": rows, "whole": whole,
            "periods": _periods(context, evidence, period), "definitions": _definitions(context, of, weight_of)}


def _lead(context: Context, ranked: list[Score], rows: list[dict[str, Any]], *, alike: bool) -> object:
    """Who stands highest, alone or with those who may; only where all scores rest on the same indicators."""
    if all(each.points is None for each in ranked):
        return context.word("scorecard.lead_none")
    if not alike:
        return context.word("scorecard.lead_unlike")
    best = [context.name(each.department) for each in ranked if each.points is not None and each.band[0] == 1]
    if len(best) > 1:
        return context.say("scorecard.lead_band", best=few(context, best))
    return context.say("scorecard.lead", best=best[0], points=rows[0]["points"])


def label(context: Context, key: str) -> str:
    """An indicator's name."""
    return field_of("organisation.weights.indicator").choices[key].said(context.locale)


def _points(context: Context, score: Score, of: dict[tuple[str, str], Indicator]) -> object:
    if score.points is None:
        return None
    name = f"{context.name(score.department)} {context.word('figure.points')}"
    return context.figures.add(score.points, f"{score.points:.1f}", name, working(score, of, context.portfolio),
                               how=context.word("how.points"))


def _band(context: Context, score: Score) -> object:
    """The ranks that a department may take: people rank themselves, so the numbers are no figures of cells."""
    first, last = score.band
    return "" if not first else context.furniture(f"{first}" if first == last else f"{first}–{last}")


def _cell(context: Context, indicator: Indicator, score: Score | None) -> dict[str, Any]:
    """A rate, or why there is none, and how good it is."""
    if indicator.suppressed:
        return {"rate": None, "why": context.word("scorecard.suppressed"), "grade": ""}
    rate = context.rate(indicator)
    if rate is None:
        return {"rate": None, "why": context.word("completion.none"), "grade": ""}
    graded = score is not None and indicator.key in score.parts
    return {"rate": rate, "why": "", "grade": grade(indicator.key, rate.value) if graded else ""}


def _periods(context: Context, evidence: Evidence, whole: Period) -> dict[str, Any]:
    """The indicators of all departments together, by month, quarter, half-year and the year to date."""
    all_periods = begun(context.portfolio)
    months = [each for each in all_periods if "-" in each.name]
    shown = [*months[-MOST_MONTHS:], *(each for each in all_periods if "-" not in each.name), whole]
    of = {each.name: indicators(evidence, each) for each in shown}
    missing = {month for months_ in unreported(context.portfolio).values() for month in months_}
    rows = [(label(context, key), [_cell(context, of[each.name][key, ""], None) for each in shown]) for key in INDICATORS]
    return {"columns": [(each.name, not missing.isdisjoint(each.months())) for each in shown], "rows": rows}


def _definitions(context: Context, of: dict[tuple[str, str], Indicator], weight_of: dict[str, float]) -> list[dict[str, Any]]:
    """What each indicator is, its weight, its numerator and denominator for the whole, and what was left out."""
    found = []
    for key in INDICATORS:
        each, name = of[key, ""], label(context, key)
        weight = weight_of.get(key, 0.0)
        beside = [context.say(f"beside.{part}", n=context.amount_of(each.other(part), f"{name} {context.word(f'part.{part}')}"))
                  for part in BESIDE if each.other(part)]
        found.append({"name": name, "definition": context.word(f"definition.{key}"),
                      "weight": context.figures.add(weight, f"{weight:g}", f"{name} {context.word('figure.weight')}",
                                                    weight_derivation(context.portfolio, key), how=context.word("how.weight")),
                      "numerator": context.amount_of(each.numerator, f"{name} {context.word('part.numerator')}"),
                      "denominator": context.amount_of(each.denominator, f"{name} {context.word('part.denominator')}"),
                      "beside": beside})
    return found
