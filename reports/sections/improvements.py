"""Evaluation and what follows: reviews beside the computed scores, proposals for the use of results, improvements."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from checks.indicators import indicators
from checks.indicators.score import scores, weights, working
from reports.coloured import coloured
from reports.entries import counted, entries, past, person, shown_of, shown_places, since, together, typed, written
from reports.proposals import Standing, obstacle, proposals
from reports.reviews import GRADES, STEPS, Reviews, apart, apart_working, grade_of, indicator_of, wide
from reports.sections.scorecard import label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from checks.indicators.evidence import Evidence
    from checks.indicators.indicator import Indicator
    from checks.indicators.score import Score
    from reports.context import Context
    from reports.figure import Figure
    from templates.table import Place, Row

STATES = ("overdue", "open", "closed_late", "closed")
MOST, MOST_REVIEWS = 12, 40


def improvements(context: Context, evidence: Evidence) -> dict[str, Any]:
    """S12: reviews by department and indicator, grades, proposals that people decide on, the register of improvements."""
    reviews = Reviews(context.portfolio)
    standings = _standings(context, evidence, reviews)
    measures = sorted(((_state(context, row), row) for row in entries(context.portfolio, "registers.improvements")),
                      key=lambda each: (STATES.index(each[0]), each[1].day("due") or date.max, each[1].key))
    why = obstacle(context, standings)
    proposed = [] if why else list(proposals(standings))
    lines = [{"what": context.word(f"improvements.{each.what}"), "who": context.name(each.department),
              "why": context.say(f"improvements.why_{each.why}", **each.facts)} for each in proposed]
    return {"lead": _lead(context, reviews, standings, measures, bool(proposed)), **_reviewed(context, reviews, standings),
            "obstacle": why, "proposals": lines, "asked": bool(standings),
            "measures": [_measure(context, *each) for each in measures[:MOST]],
            "measures_shown": shown_of(context, [row.at("improvement") for _, row in measures], MOST),
            "next": _next(context, [row for state, row in measures if state in ("overdue", "open")])}


def _standings(context: Context, evidence: Evidence, reviews: Reviews) -> list[Standing]:
    """Every department with the points decided and those computed; none where nothing can be said of any."""
    of = indicators(evidence, context.period)
    red: dict[str, list[Place]] = {}
    for each in coloured(evidence.status):
        if each.colour == "red":
            red.setdefault(each.task.department, []).append(each.row.at("actual"))
    ranked = {each.department: each for each in scores(of.values(), weights(context.portfolio), red)}
    found = [Standing(department, _decided(context, reviews, department), _computed(context, ranked[department], of),
                      frozenset(ranked[department].parts), context.rate(of["budget_use", department]))
             for department in context.portfolio.departments if department in ranked]
    return found if any(each.points for each in found) else []


def _decided(context: Context, reviews: Reviews, department: str) -> Figure | None:
    points, name = reviews.decided(department), f"{context.name(department)} {context.word('improvements.decided')}"
    return None if points is None else context.figures.add(points, f"{points:.1f}", name, reviews.working(department),
                                                           how=context.word("improvements.how_decided"))


def _computed(context: Context, score: Score, of: Mapping[tuple[str, str], Indicator]) -> Figure | None:
    name = f"{context.name(score.department)} {context.word('figure.points')}"
    return None if score.points is None else context.figures.add(
        score.points, f"{score.points:.1f}", name, working(score, of, context.portfolio), how=context.word("how.points"))


def _reviewed(context: Context, reviews: Reviews, standings: Sequence[Standing]) -> dict[str, Any]:
    """A line for every review, of very many only for those that want attention; grades at a department's first line."""
    rows, standing, lines = reviews.rows, {each.department: each for each in standings}, []
    wanting = [row for row in rows if wide(row) or row.number("final") is None]
    shown = rows if len(rows) <= MOST_REVIEWS else wanting[:MOST_REVIEWS]
    places = [[row.at("department") for row in some] for some in (shown, rows)]
    for row in shown:
        own = standing.pop(row.text("department"), None)
        line = {**_review(context, row), "name": context.name(own.department) if own else ""}
        for key, figure in (("decided", own.decided), ("computed", own.computed)) if own else ():
            line |= {key: figure, f"{key}_grade": context.word(f"improvements.{grade_of(figure.value)}") if figure else ""}
        lines.append(line)
    return {"reviews": lines, "title": context.word(f"improvements.reviews_{'wide' if any(map(wide, rows)) else 'near'}"),
            "reviews_shown": shown_places(context, *places) if len(shown) < len(rows) else ""}


def _review(context: Context, row: Row) -> dict[str, Any]:
    key, points = indicator_of(row), apart(row)
    name = f"{context.name(row.text('department'))} {label(context, key) if key else row.text('indicator')}"
    far = None if points is None else context.figures.add(
        points, f"{points:g}", f"{name} {context.word('improvements.apart')}", apart_working(row))
    return {"indicator": label(context, key) if key else typed(row, "indicator"), "wide": wide(row), "note": typed(row, "note"),
            "apart": far, "decided": None, "computed": None,
            **{step: context.number(row, step, f"{name} {context.word(f'improvements.{step}')}") for step in STEPS}}


def _state(context: Context, row: Row) -> str:
    due, done = row.day("due"), row.day("closed")
    if done is None or done > context.portfolio.as_of:
        return "overdue" if past(context, row) and not row.unread("closed") else "open"
    return "closed_late" if due and done > due else "closed"


def _measure(context: Context, state: str, row: Row) -> dict[str, Any]:
    owner = context.portfolio.by_key("organisation.people").get(row.text("owner"))
    until = {"overdue": "", "closed_late": "closed"}.get(state)
    return {"key": row.key, "source": typed(row, "source"), "measure": typed(row, "measure"),
            "owner": person(context, row, "owner"), "due": written(row, "due"), "effect": typed(row, "effect"),
            "department": context.name(owner.text("department")) if owner and owner.text("department") else "",
            "state": context.word(f"improvements.state_{state}"), "grave": state == "overdue", "late": state == "closed_late",
            "days": None if until is None else since(context, row, "due", "days_late", until)}


def _next(context: Context, rows: Sequence[Row]) -> Markup | str:
    """What is not closed goes into the next plan."""
    return context.say("improvements.next", n=counted(context, rows, "improvement", "improvements.figure_open")) if rows else ""


def _grades(context: Context, standings: Sequence[Standing]) -> dict[str, Figure]:
    """How many departments have which grade, by their rows in the organisation book."""
    graded = [(grade_of(each.decided.value), place) for each in standings
              if each.decided and (place := context.portfolio.department_place(each.department))]
    return {name: context.figures.count([place for grade, place in graded if grade == name],
                                        f"{context.word('improvements.grade')} {context.word(f'improvements.{name}')}")
            for name, _ in GRADES}


def _lead(
    context: Context, reviews: Reviews, standings: Sequence[Standing], measures: Sequence[tuple[str, Row]], proposed: bool,
) -> Markup:
    """Which notes are missing, what is undecided or how the grades fall, and which improvements are late."""
    silent = [row for row in reviews.rows if wide(row) and row.blank("note")]
    undecided = [row for row in reviews.rows if row.number("final") is None]
    late, open_ = ([row for state, row in measures if state in states] for states in (("overdue",), ("open", "overdue")))
    facts = {**_grades(context, standings), **{
        name: counted(context, rows, column, f"improvements.figure_{name}") for name, rows, column in (
            ("silent", silent, "department"), ("undecided", undecided, "department"), ("late", late, "due"),
            ("open", open_, "improvement"), ("measures", [row for _, row in measures], "improvement"))}}
    parts = ["silent" if silent else "", ("undecided" if undecided else "graded") if reviews.rows else "",
             f"measures_{'late' if late else 'open' if open_ else 'closed'}" if measures else "", "proposed" if proposed else ""]
    return together(context, [context.say(f"improvements.lead_{part}", **facts) for part in parts if part]) or context.say(
        "improvements.lead_none")
