"""Risks that are open: the matrix of likelihood and impact, how many of each level, and the ten that weigh most."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from checks.derivation import total
from checks.risks import SCORE, closed, score_of
from checks.rules.risks import ANSWER
from reports.entries import chosen, counted, entries, label, past, person, shown_of, since, together, typed, written
from templates.wording import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from reports.context import Context
    from reports.figure import Figure
    from templates.table import Row

MEDIUM = 5.0
"""From this value on a risk is medium, from SCORE on high (A4.6); 13 and 14 are no products of two numbers up to 5."""
LEVELS = ("high", "medium", "low")
SCALE = range(1, 6)
CORNERS = {"high": (5, 5), "medium": (1, 5), "low": (1, 1)}
"""Likelihood and impact of the outermost cell of each zone."""
MOST = 10
ACCEPT = "accept"


def risks(context: Context) -> dict[str, Any]:
    """S7: matrix, counts by level, the gravest open risks with what is done about them."""
    every = list(entries(context.portfolio, "plan.risks"))
    open_ = [row for row in every if not closed(context.portfolio, row)]
    rated = [row for row in open_ if score_of(row) is not None]
    if not rated:
        return {"lead": _without(context, every, open_), "rows": [], "title": "", "matrix": [], "levels": [], "notes": []}
    rated.sort(key=lambda row: (-(score_of(row) or 0), row.day("due") or date.max, row.key))
    levels = [_level(context, key, [row for row in rated if level(row) == key]) for key in LEVELS]
    unrated = [row for row in open_ if score_of(row) is None]
    done = [row for row in every if closed(context.portfolio, row)]
    notes = [context.say(f"risks.{key}", n=counted(context, rows, "risk", f"risks.figure_{key}"))
             for key, rows in (("unrated", unrated), ("closed", done)) if rows]
    return {"lead": _lead(context, rated, levels), "levels": levels, "matrix": _matrix(context, rated),
            "title": context.word("risks.matrix_high" if levels[0]["open"].value else "risks.matrix_none"),
            "rows": [_line(context, row) for row in rated[:MOST]], "notes": notes,
            "shown": shown_of(context, [row.at("likelihood") for row in rated], MOST)}


def level(risk: Row) -> str:
    """high, medium or low: of a risk with a value, as requirements A4.6 sets the zones."""
    return zone(score_of(risk) or 0.0)


def zone(value: float) -> str:
    """The same of a value."""
    return "high" if value >= SCORE else "medium" if value >= MEDIUM else "low"


def lacking(risk: Row) -> list[str]:
    """What an answer lacks: of a high risk everything that K02 asks for, and more than acceptance (K03)."""
    high = level(risk) == "high"
    blank = [column for column in (ANSWER if high else ("response", "measure")) if risk.blank(column)]
    return [*blank, *([ACCEPT] if high and risk.text("response") == ACCEPT else [])]


def _without(context: Context, every: list[Row], open_: list[Row]) -> Markup:
    """The lead where no open risk has a value."""
    if not every:
        return context.say("risks.lead_none")
    if not open_:
        return context.say("risks.lead_closed", n=counted(context, every, "risk", "risks.figure_closed"))
    return context.say("risks.unrated", n=counted(context, open_, "risk", "risks.figure_unrated"))


def _level(context: Context, key: str, own: list[Row]) -> dict[str, Any]:
    """A level's row beside the matrix: how many are open, how many of these without a full answer, how many overdue."""
    word = context.word(f"risks.{key}")
    parts = {"open": own, "weak": [row for row in own if lacking(row)], "late": [row for row in own if past(context, row)]}
    return {"key": key, "word": word, **{name: context.figures.count(
        [row.at("due" if name == "late" else "likelihood") for row in rows], f"{word} {context.word(f'risks.figure_{name}')}")
        for name, rows in parts.items()}}


def _lead(context: Context, rated: list[Row], levels: list[dict[str, Any]]) -> Markup:
    high, late = levels[0], [row for row in rated if past(context, row)]
    key = "none" if not high["open"].value else "weak" if high["weak"].value else "answered"
    return together(context, [
        context.say(f"risks.lead_high_{key}", high=high["open"], weak=high["weak"],
                    n=counted(context, rated, "likelihood", "risks.figure_open")),
        context.say(f"risks.lead_late_{'some' if late else 'none'}", n=counted(context, late, "due", "risks.figure_late"))])


def _matrix(context: Context, rated: list[Row]) -> list[dict[str, Any]]:
    """Rows from the highest likelihood down, each with its cells from the lowest impact up; a zone's name stands in one."""
    counts: dict[tuple[int, int], Figure] = {}
    for pair in sorted({(int(row.number("likelihood") or 0), int(row.number("impact") or 0)) for row in rated}):
        own = [row.at("likelihood") for row in rated if (row.number("likelihood"), row.number("impact")) == pair]
        counts[pair] = context.figures.count(own, f"{context.word('risks.figure_cell')} {pair[0]} × {pair[1]}")
    named = {_emptiest(key, counts): context.word(f"risks.{key}") for key in LEVELS}
    return [{"name": context.furniture(str(likelihood)), "cells": [
        {"zone": zone(likelihood * impact), "figure": counts.get(at), "word": named.get(at, "")}
        for impact in SCALE for at in [(likelihood, impact)]]} for likelihood in reversed(SCALE)]


def _emptiest(key: str, counts: Mapping[tuple[int, int], Figure]) -> tuple[int, int]:
    """The cell of a zone for its name: one without a number, as near to the zone's own corner as there is one."""
    cells = [(likelihood, impact) for likelihood in SCALE for impact in SCALE if zone(likelihood * impact) == key]
    corner = CORNERS[key]
    return min(cells, key=lambda cell: (cell in counts, abs(cell[0] - corner[0]) + abs(cell[1] - corner[1])))


def _line(context: Context, row: Row) -> dict[str, Any]:
    missing, value = lacking(row), score_of(row) or 0.0
    names = [label(context, f"plan.risks.{key}") for key in missing if key != ACCEPT]
    lacks = [context.word("risks.lacks").format(columns=listed(names, context.locale))] if names else []
    if ACCEPT in missing:
        lacks.append(context.word("risks.only_accepted"))
    return {
        "department": context.name(row.department), "risk": row.key, "description": typed(row, "description"),
        "level": level(row), "word": context.word(f"risks.{level(row)}"),
        "likelihood": context.number(row, "likelihood", f"{row.key} {label(context, 'plan.risks.likelihood')}"),
        "impact": context.number(row, "impact", f"{row.key} {label(context, 'plan.risks.impact')}"),
        "value": context.figures.add(value, f"{value:g}", f"{row.key} {label(context, 'plan.risks.score')}",
                                     total([row.at("likelihood")]) * total([row.at("impact")])),
        "response": chosen(context, row, "response"), "measure": typed(row, "measure"), "lacks": lacks,
        "owner": person(context, row, "owner"), "due": written(row, "due"), "late": past(context, row),
        "days": since(context, row, "due", "days_late"),
    }
