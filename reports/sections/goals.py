"""Goals: which department's tasks serve which goal of the organisation, and how far each goal can be measured (SMART)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from checks.judge import judge
from checks.message import describe
from reports.figure import clean, typed_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checks.finding import Finding
    from reports.context import Context
    from reports.figure import Figure
    from templates.table import Place, Row

MOST_DEPARTMENTS, MOST_GOALS = 12, 28
"""Columns and rows of one matrix; of more there are several."""
STEPS = 3
"""Shades of a cell, from few tasks to many."""
MEASURES = ("indicator", "unit", "baseline", "target", "finish")
"""What makes a goal one that can be measured and is due."""
MOST_REMARKS, MOST_NAMES = 3, 8
"""Remarks beside one goal, names of departments in one line; the list of findings has them all."""
Served = dict[str, dict[str, list["Place"]]]


def goals(context: Context) -> dict[str, Any]:
    """The matrix of goals and departments (tasks that serve a goal), and the table of goals with what they lack."""
    portfolio = context.portfolio
    listed = [row for row in portfolio.firsts("organisation.goals") if row.text("goal")]
    if not listed:
        return {"lead": context.word("goals.none"), "blocks": [], "rows": []}
    served: Served = defaultdict(lambda: defaultdict(list))
    for task in portfolio.rows("plan.tasks"):
        served[task.text("goal")][task.department].append(task.at("goal" if task.text("goal") else "task"))
    parents = {row.text("parent_goal") for row in listed}
    unserved = [row for row in listed if not served.get(row.key) and row.key not in parents]
    facts = {"goals": context.figures.count([row.at("goal") for row in listed], context.word("goals.figure_goals")),
             "open": context.figures.count([row.at("goal") for row in unserved], context.word("goals.figure_open"))}
    silent = [place for key in portfolio.unsaid("plan.tasks") if (place := portfolio.department_place(key))]
    case = "some" if unserved else "all"
    said = case if portfolio.tables("plan.tasks") else "unplanned"
    return {"lead": context.say(f"goals.lead_{said}", **facts), "title": context.word(f"goals.coverage_{case}"),
            "blocks": list(_blocks(context, listed, parents, served)),
            "silent": context.say("goals.silent", n=context.figures.count(silent, context.word("goals.figure_silent")))
            if silent else "", **_smart(context, listed)}


def _blocks(context: Context, listed: Sequence[Row], parents: set[str], served: Served) -> Iterator[dict[str, Any]]:
    """Pieces of the matrix that each fit on a page; the sums stand in the piece with the last departments."""
    portfolio, departments = context.portfolio, list(context.portfolio.departments)
    taken = {(row.department, row.text("goal")) for row in portfolio.rows("plan.goals")}
    unsaid = portfolio.unsaid("plan.tasks")
    most = max((len(places) for by in served.values() for places in by.values()), default=0)

    def line(name: object, key: str, columns: Sequence[str], state: str, *, last: bool) -> dict[str, Any]:
        of, label = served.get(key, {}), key or context.word("goals.without")
        cells = [{"figure": _count(context, of.get(each, ()), f"{label} {context.name(each)}"),
                  "step": -(-len(of.get(each, ())) * STEPS // most) if most else 0,
                  "taken": (each, key) in taken, "unsaid": each in unsaid} for each in columns]
        total = _count(context, [place for each in departments for place in of.get(each, ())], label)
        return {"name": name, "cells": cells, "total": total if last else None, "state": state if last else "", "key": key}

    for first in range(0, len(departments), MOST_DEPARTMENTS):
        columns, last = departments[first:first + MOST_DEPARTMENTS], first + MOST_DEPARTMENTS >= len(departments)
        rows = [line(_label(row), row.key, columns, "parts" if row.key in parents else "" if served.get(row.key) else "open",
                     last=last) for row in listed]
        if served.get(""):
            rows.append(line(context.word("goals.without"), "", columns, "", last=last))
        for top in range(0, len(rows), MOST_GOALS):
            yield {"names": [context.name(each) for each in columns], "rows": rows[top:top + MOST_GOALS], "last": last}


def _label(row: Row) -> object:
    return typed_sentence(f"{row.key} {row.text('name')}")


def _count(context: Context, places: Sequence[Place], name: str) -> Figure | None:
    return context.figures.count(places, f"{name} {context.word('goals.figure_tasks')}") if places else None


def _smart(context: Context, listed: Sequence[Row]) -> dict[str, Any]:
    """A line for every goal: its measures, who took it over, and what was found to be wrong with it."""
    takers: dict[str, list[str]] = defaultdict(list)
    for row in context.portfolio.rows("plan.goals"):
        takers[row.text("goal")].append(context.name(row.department))
    remarks: dict[str, list[Finding]] = defaultdict(list)
    found = judge(context.portfolio, codes=("P16", "P17")).findings
    for each in found:
        for key in {place.key for place in each.places if place.table == "organisation.goals"} or {each.anchor.key}:
            if each.anchor.table.endswith(".goals") and each.variant != "weights":
                remarks[key].append(each)
    lacking = [row for row in listed if any(row[key] is None for key in MEASURES)]
    wrong = [row for row in listed if row in lacking or remarks.get(row.key)]
    facts = {"n": context.figures.count([row.at("goal") for row in wrong], context.word("goals.figure_wrong"))}
    return {"smart": context.say("goals.smart_some" if wrong else "goals.smart_all", **facts),
            "rows": [_goal(context, row, takers.get(row.key, []), remarks.get(row.key, [])) for row in listed],
            "notes": _weights(context, [each for each in found if each.variant == "weights"])}


def _weights(context: Context, found: Sequence[Finding]) -> list[dict[str, object]]:
    """Departments whose goals' weights do not add up, in one line."""
    names = [clean(context.name(each.department)) for each in found]
    return [{"who": few(context, names), "what": _remark(context, found[0])["what"]}] if found else []


def few(context: Context, names: Sequence[str]) -> str:
    """The first of some names in one line, and a sign that there are more."""
    more = " …" if len(names) > MOST_NAMES else ""
    return f"{context.word('goals.comma').join(names[:MOST_NAMES])}{more}"


def _goal(context: Context, row: Row, takers: Sequence[str], remarks: Sequence[Finding]) -> dict[str, Any]:
    due = row.day("finish")
    return {"key": row.key, "name": typed_sentence(row.text("name")), "below": bool(row.text("parent_goal")),
            "indicator": typed_sentence(row.text("indicator")) if row.text("indicator") else "",
            "unit": typed_sentence(row.text("unit")) if row.text("unit") else "",
            **{key: context.number(row, key, f"{row.key} {context.word(f'goals.{key}')}") for key in ("baseline", "target")},
            "due": due.isoformat() if due else "", "takers": few(context, list(dict.fromkeys(takers))),
            "unread": [key for key in MEASURES if row.unread(key)],
            "remarks": [_remark(context, each) for each in remarks[:MOST_REMARKS]], "more": len(remarks) > MOST_REMARKS}


def _remark(context: Context, finding: Finding) -> dict[str, object]:
    """Whose goal it is and what is the matter with it."""
    return {"who": clean(context.name(finding.department)) if finding.department else "",
            "what": typed_sentence(describe(finding, context.locale, context.names).title)}
