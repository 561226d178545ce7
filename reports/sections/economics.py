"""The income statement to date: revenue, profit, and what a yuan of revenue cost, against budget and last year."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, Any

from checks.derivation import HUNDRED, total
from checks.income import COSTS, Statement, statements
from checks.message import describe
from reports.figure import typed_sentence
from templates.identity import span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from checks.finding import Finding
    from checks.judge import Judgement
    from reports.context import Context
    from reports.figure import Figure

KINDS = ("actual", "budget", "last_year")
PROFIT = frozenset({"profit", "profit_ratio"})
"""Rows that a profit which does not follow from its parts (E03) makes doubtful."""
STEPS, MOST_STEPS, ROOM = (1, 2, 5, 10, 20, 50, 100, 200, 500), 4, 0.2
"""Percent between two marks of an axis, how many steps there may be, the share of the whole left free at either end."""


def economics(context: Context, judgement: Judgement) -> dict[str, Any]:
    """Sums of the months that have actual figures, ratios from these sums, and the cost ratio month by month."""
    table = next(iter(context.portfolio.tables("economics.figures")), None)
    of = {kind: statements(table, kind) for kind in KINDS} if table else {kind: {} for kind in KINDS}
    months = [month for month in of["actual"] if _ended(month, context.portfolio.as_of)]
    if not months:
        return {"lead": context.word("economics.none"), "rows": [], "flagged": []}
    own = {kind: [each[month] for month in months if month in each] for kind, each in of.items()}
    profits = {kind: {each.row.at("profit_total") for each in own[kind]} for kind in KINDS}
    wrong = [each for each in judgement.findings if each.code == "E03" and each.anchor in set().union(*profits.values())]
    doubtful = {kind: any(each.anchor in profits[kind] for each in wrong) for kind in KINDS}
    rows = [
        {"name": context.word(f"economics.{name}"), "cells": [work(context, kind, own[kind], name) for kind in KINDS],
         "marks": [name in PROFIT and doubtful[kind] for kind in KINDS]}
        for name, work in (("revenue", _money), ("profit", _money), ("cost_ratio", _ratio), ("profit_ratio", _ratio))]
    by_month = [_month(context, month, of) for month in months]
    return {"lead": context.say("economics.lead", revenue=rows[0]["cells"][0] or "—", ratio=rows[2]["cells"][0] or "—",
                                last=rows[2]["cells"][2] or "—"),
            "rows": rows, "months": by_month, "axis": _axis(context, by_month),
            "flagged": [_flagged(context, each) for each in wrong]}


def _flagged(context: Context, finding: Finding) -> dict[str, Any]:
    """The footnote of a figure that holds what a finding questions."""
    said, place = describe(finding, context.locale, context.names), finding.anchor
    return {"code": finding.code, "title": typed_sentence(said.title), "cell": f"{place.file} {place.sheet}!{place.cell}"}


def _ended(month: date, cut_off: date) -> bool:
    days = span(f"{month:%Y-%m}")
    return days is not None and days[1] <= cut_off


def _money(context: Context, kind: str, listed: list[Statement], key: str) -> Figure | None:
    column = "revenue" if key == "revenue" else "profit_total"
    amounts = [(amount, each.row.at(column)) for each in listed if (amount := each.row.number(column)) is not None]
    name = f"{context.word(f'economics.{kind}')} {context.word(f'economics.{key}')}"
    return context.money(sum(amount for amount, _ in amounts), name, total(place for _, place in amounts)) if amounts else None


def _ratio(context: Context, kind: str, listed: list[Statement], key: str) -> Figure | None:
    """Costs ÷ revenue, or profit ÷ costs, from sums over the months of which everything is known."""
    known = [each for each in listed if None not in (each.costs, each.revenue, each.profit)]
    costs = sum(each.costs or 0.0 for each in known)
    above, below, column = ((costs, sum(each.revenue or 0.0 for each in known), "revenue") if key == "cost_ratio" else
                            (sum(each.profit or 0.0 for each in known), costs, "profit_total"))
    if below <= 0:
        return None
    spent = total(place for each in known for place in each.cells(COSTS))
    other = total(place for each in known for place in each.cells((column,)))
    parts = (spent, other) if key == "cost_ratio" else (other, spent)
    return context.percent(above, below, f"{context.word(f'economics.{kind}')} {context.word(f'economics.{key}')}", *parts,
                           how=context.word(f"how.{key}"))


def _month(context: Context, month: date, of: dict[str, dict[date, Statement]]) -> dict[str, Any]:
    def ratio(kind: str) -> Figure | None:
        each = of[kind].get(month)
        if each is None or each.ratio is None:
            return None
        return context.figures.add(each.ratio, f"{each.ratio:.1f}", f"{context.word('economics.cost_ratio')} "
                                   f"{context.word(f'economics.{kind}')} {month:%Y-%m}",
                                   total(each.cells()) / total(each.cells(("revenue",))) * HUNDRED,
                                   how=context.word("how.cost_ratio"), numerator=each.costs, denominator=each.revenue)

    return {"name": context.month(month.month), "actual": ratio("actual"), "last_year": ratio("last_year")}


def _axis(context: Context, months: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """An axis in percent from below the least to above the most ratio, with a few marks on round numbers."""
    values = [each[kind].value for each in months for kind in ("actual", "last_year") if each[kind]] or [0.0]
    least, most = min(values), max(values)
    step = next((each for each in STEPS if (most - least) / each <= MOST_STEPS), STEPS[-1])
    room = max(most - least, step) * ROOM
    low, high = floor((least - room) / step) * step, ceil((most + room) / step) * step
    marks = [low + number * step for number in range(round((high - low) / step) + 1)]
    return {"low": low, "high": high, "marks": [(mark, context.furniture(f"{mark:g}%")) for mark in marks]}
