"""Trends: every indicator of the whole month by month, and where departments stand against half a year before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.derivation import rounded
from checks.indicators import INDICATORS, indicators
from checks.indicators.period import Period, begun, named, year_of
from checks.indicators.score import BAND_OF_USE, part
from reports.grade import NORMAL
from reports.sections.scorecard import label
from reports.unreported import unreported
from templates.identity import span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checks.indicators.evidence import Evidence
    from checks.indicators.indicator import Indicator
    from reports.context import Context
    from reports.figure import Figure

MOST_MONTHS, MOST_SURVEYS = 12, 4
"""Points of a line; of satisfaction there is one a survey."""
BY_SURVEY = "satisfaction"
UNREPORTED = frozenset({BY_SURVEY, "compliance"})
"""Indicators that need no monthly report."""
Point = tuple["Period", "Figure | None"]
Rates = dict[str, list[Point]]


def trends(context: Context, evidence: Evidence) -> dict[str, Any]:
    """A small chart for each indicator, all on one scale; departments whose half-years can be compared."""
    rates = _rates(context, evidence)
    starred = {month for months in unreported(context.portfolio).values() for month in months}
    if not any(figure for points in rates.values() for _, figure in points):
        return {"lead": context.word("trends.none"), "cells": [], "halves": [], "starred": False}
    cells = [_cell(context, key, points, starred) for key, points in rates.items()]
    return {"lead": _lead(context, rates), "cells": cells, "starred": bool(starred), "halves": _halves(context, evidence)}


def _cell(context: Context, key: str, points: Sequence[Point], starred: set[str]) -> dict[str, Any]:
    """One small chart: its points, the newest of them, and what the ends of its axis are called."""
    newest = next((each for each in reversed(points) if each[1]), None)
    return {"name": label(context, key), "sub": context.word(f"trends.sub_{'survey' if key == BY_SURVEY else 'month'}"),
            "band": NORMAL if key in BAND_OF_USE else None, "full": context.furniture("100%"),
            "points": [figure for _, figure in points], "newest": newest[1] if newest else None,
            "starred": [key not in UNREPORTED and not starred.isdisjoint(period.months()) for period, _ in points],
            "when": context.furniture(newest[0].name) if newest else "",
            "ends": [context.furniture(period.name) for period, _ in [*points[:1], *points[1:][-1:]]]}


def _rates(context: Context, evidence: Evidence) -> Rates:
    """By indicator its rate in each month, of satisfaction in each survey, up to the end of the report's period."""
    months = [each for each in begun(context.portfolio) if "-" in each.name and each.first <= context.period.last][-MOST_MONTHS:]
    surveys = [Period(each.period, *days) for each in evidence.surveys if (days := span(each.period))
               and days[1] <= context.period.last][-MOST_SURVEYS:]
    monthly = [key for key in INDICATORS if key != BY_SURVEY]
    found: Rates = {key: [] for key in INDICATORS}
    for periods, keys in ((months, monthly), (surveys, [BY_SURVEY])):
        for period in periods:
            of = indicators(evidence, period, keys)
            for key in keys:
                found[key].append((period, context.rate(of[key, ""])))
    return found


def _lead(context: Context, rates: Rates) -> object:
    """What got worse most against the value before; uses are worse the further they are from 100 %."""
    worse: list[tuple[float, str, tuple[Period, Figure], tuple[Period, Figure]]] = []
    compared = False
    for key, points in rates.items():
        known = [(period, figure) for period, figure in points if figure]
        if len(known) > 1:
            compared, (old, new) = True, (known[-2], known[-1])
            lost = part(key, round(old[1].value, 1)) - part(key, round(new[1].value, 1))
            if lost > 0:
                worse.append((lost, key, old, new))
    if not worse:
        return context.word("trends.lead_steady" if compared else "trends.lead_one")
    _, key, old, new = max(worse, key=lambda each: each[0])
    return context.say("trends.lead_worse", name=label(context, key), old=old[1], new=new[1],
                       before=context.furniture(old[0].name), now=context.furniture(new[0].name))


def _halves(context: Context, evidence: Evidence) -> list[dict[str, Any]]:
    """By indicator the departments of which this half-year and the one before have a rate.

    Before the plan year only surveys tell anything: plans and budgets of other years lie in other folders.
    """
    now, before = _half_years(context)
    keys = list(INDICATORS) if before.first.year == year_of(context.portfolio) else [BY_SURVEY]
    new, old = indicators(evidence, now, keys), indicators(evidence, before, keys)
    periods = [context.furniture(each.name) for each in (before, now)]
    return [{"name": label(context, key), "rows": rows, "periods": periods, **_scale(context, rows)}
            for key in keys if (rows := _rows(context, key, old, new))]


def _scale(context: Context, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """An axis from the ten below the lowest value to the ten above the highest."""
    values = [row[side].value for row in rows for side in ("old", "new")]
    low, high = min(values) // 10 * 10, -(-max(values) // 10) * 10
    return {"low": low, "high": high, "marks": [(mark, context.furniture(f"{mark:.0f}%")) for mark in (low, high)]}


def _half_years(context: Context) -> tuple[Period, Period]:
    """The half-year in which the report's period ends, and the one before it."""
    last = context.period.last
    second = last.month > 6
    names = (f"{last.year}H2", f"{last.year}H1") if second else (f"{last.year}H1", f"{last.year - 1}H2")
    now, before = (named(name, context.portfolio.as_of) for name in names)
    assert now is not None  # noqa: S101 - both are half-years
    assert before is not None  # noqa: S101
    return now, before


def _rows(
    context: Context, key: str, old: Mapping[tuple[str, str], Indicator], new: Mapping[tuple[str, str], Indicator],
) -> Sequence[dict[str, Any]]:
    rows = []
    for department in ["", *context.portfolio.departments]:
        before, now = context.rate(old[key, department]), context.rate(new[key, department])
        if before and now:
            name = context.name(department) if department else context.word("whole")
            points = round(round(now.value, 1) - round(before.value, 1), 1) + 0     # as printed, so that readers can subtract
            by = context.figures.add(
                points, f"{points:+.1f}", f"{name} {label(context, key)} {context.word('trends.figure_points')}",
                rounded(now.derivation, 1) - rounded(before.derivation, 1))
            rows.append({"name": name, "old": before, "new": now, "by": by, "whole": not department})
    return rows
