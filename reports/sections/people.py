"""People and partners: posts that are not filled, courses, tasks that cross departments, partners and their evaluation."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from checks.derivation import summed, total
from checks.rules.partners import EVALUATED
from reports.entries import chosen, counted, entries, label, past, person, shown_of, since, together, typed, written
from reports.major import Major
from reports.parameters import parameter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from checks.indicators.evidence import Evidence
    from reports.context import Context
    from reports.figure import Figure
    from templates.table import Row

MOST = 12
SOON = timedelta(days=90)
"""An evaluation that ends within a quarter is to be renewed now."""
STATES = ("missing", "expired", "soon", "valid")


def people(context: Context, evidence: Evidence) -> dict[str, Any]:
    """S10: head-count gaps and what is done about them, training, cross-department tasks, partners."""
    gaps = sorted((row for row in context.portfolio.rows("registers.gaps") if _short(row)),
                  key=lambda row: (not _weak(row), row.day("due") or date.max, row.key))
    courses = sorted(context.portfolio.rows("registers.training"), key=lambda row: (_reach(row), row.key))
    partners = sorted(((state_of(context, row), row) for row in entries(context.portfolio, "registers.partners")
                       if row.text("kind") in EVALUATED), key=lambda each: (STATES.index(each[0]), each[1].key))
    cross = [task for task in evidence.status.baseline.values() if task.text("kind") == "cross"]
    others = [row for row in entries(context.portfolio, "registers.partners") if row.text("kind") not in ("", *EVALUATED)]
    major = Major(context.portfolio)
    return {"lead": _lead(context, gaps, courses, partners), "gaps": [_gap(context, row) for row in gaps[:MOST]],
            "gaps_shown": shown_of(context, [row.at("post") for row in gaps], MOST),
            "courses": [_course(context, row) for row in courses[:MOST]],
            "courses_shown": shown_of(context, [row.at("course") for row in courses], MOST),
            "cross": [_cross(context, evidence, major, task) for task in cross[:MOST]],
            "cross_shown": shown_of(context, [task.at("kind") for task in cross], MOST),
            "partners": [_partner(context, *each) for each in partners[:MOST]],
            "partners_shown": shown_of(context, [row.at("partner") for _, row in partners], MOST),
            "others": context.say("people.others", n=counted(context, others, "kind", "people.figure_others")) if others else ""}


# ---- posts that are not filled

def _short(row: Row) -> bool:
    """True where somebody is missing; without numbers, being listed says so."""
    needed, have = row.number("needed"), row.number("have")
    return needed is None or have is None or needed > have


def _weak(row: Row) -> bool:
    """True where nobody does anything about it, or by no date."""
    return row.blank("measure") or row.blank("due")


def _missing(context: Context, rows: Sequence[Row], name: str) -> Figure:
    """How many people are missing, where both numbers are there."""
    known = [row for row in rows if row.number("needed") is not None and row.number("have") is not None]
    value = sum((row.number("needed") or 0.0) - (row.number("have") or 0.0) for row in known)
    derivation = summed([total(row.at("needed") for row in known)]) - total(row.at("have") for row in known)
    return context.figures.add(round(value, 6), f"{round(value, 2):g}", name, derivation, how=context.word("people.how_gap"))


def _gap(context: Context, row: Row) -> dict[str, Any]:
    both = row.number("needed") is not None and row.number("have") is not None
    name = f"{context.name(row.text('department'))} {row.text('post')}"
    return {"post": typed(row, "post"), "department": context.name(row.text("department")) if row.text("department") else "",
            "needed": context.number(row, "needed", f"{name} {label(context, 'registers.gaps.needed')}"),
            "have": context.number(row, "have", f"{name} {label(context, 'registers.gaps.have')}"),
            "gap": _missing(context, [row], f"{name} {label(context, 'registers.gaps.gap')}") if both else None,
            "measure": chosen(context, row, "measure"), "due": written(row, "due"), "late": past(context, row),
            "days": since(context, row, "due", "days_late")}


# ---- training

def _reach(row: Row) -> float:
    """Passed ÷ planned; a course without a result comes last."""
    planned, passed = row.number("planned_people"), row.number("passed")
    return 2.0 if not planned or passed is None else passed / planned


def _rate(context: Context, rows: Sequence[Row], name: str) -> Figure | None:
    """Passed ÷ planned people of the courses that have a result."""
    known = [row for row in rows if row.number("planned_people") and row.number("passed") is not None]
    if not known:
        return None
    return context.percent(sum(row.number("passed") or 0.0 for row in known),
                           sum(row.number("planned_people") or 0.0 for row in known), name,
                           total(row.at("passed") for row in known), total(row.at("planned_people") for row in known),
                           how=context.word("people.how_passed"))


def _few(context: Context, row: Row) -> bool:
    """True where fewer of the planned people came than R13 asks for."""
    planned, came = row.number("planned_people"), row.number("actual_people")
    return bool(planned) and came is not None and came / (planned or 1) * 100 < parameter(context, "R13", "share").value - 1e-9


def _course(context: Context, row: Row) -> dict[str, Any]:
    name, unheld = row.text("course"), row.number("actual_people") is None and row.number("passed") is None
    return {"course": typed(row, "course"), "kind": chosen(context, row, "kind"),
            "department": context.name(row.text("department")) if row.text("department") else context.word("whole"),
            "date": written(row, "date"), "late": unheld and past(context, row, "date"), "few": _few(context, row),
            **{key: context.number(row, key, f"{name} {label(context, f'registers.training.{key}')}")
               for key in ("planned_people", "actual_people", "passed")},
            "rate": _rate(context, [row], f"{name} {context.word('people.rate')}")}


# ---- tasks that cross departments

def _cross(context: Context, evidence: Evidence, major: Major, task: Row) -> dict[str, Any]:
    """A task with the departments that take part and how far it is by the newest report."""
    row = next(reversed(evidence.status.said.get(task.key, [])), None)
    due = evidence.status.due(task)
    return {"task": task.key, "name": typed(task, "name"), "department": context.name(task.department),
            "owner": person(context, task, "owner"), "due": due.isoformat() if due else "",
            "others": [context.name(each) for each in major.beside(task)],
            "actual": context.number(row, "actual", f"{task.key} {context.word('actual')}", "%") if row else None,
            "colour": evidence.status.colour_of(task, row, counted=True) if row else None}


# ---- partners

def state_of(context: Context, row: Row) -> str:
    """Whether a partner's evaluation is missing, older than R18 allows, or soon to be."""
    last, until = row.day("date"), valid_until(context, row)
    if last is None or until is None or row.number("score") is None:
        return "missing"
    return "expired" if until < context.portfolio.as_of else "soon" if until <= context.portfolio.as_of + SOON else "valid"


def valid_until(context: Context, row: Row) -> date | None:
    """So many months after the evaluation (R18 months), the month's last day where it has no such day."""
    last = row.day("date")
    if last is None:
        return None
    year, month = divmod(last.year * 12 + last.month - 1 + int(parameter(context, "R18", "months").value), 12)
    return date(year, month + 1, min(last.day, monthrange(year, month + 1)[1]))


def _partner(context: Context, state: str, row: Row) -> dict[str, Any]:
    until = valid_until(context, row)
    return {"partner": typed(row, "partner"), "kind": chosen(context, row, "kind"), "date": written(row, "date"),
            "score": context.number(row, "score", f"{row.key} {label(context, 'registers.partners.score')}"),
            "conclusion": typed(row, "conclusion"), "state": context.word(f"people.partner_{state}"),
            "until": until.isoformat() if until else "", "grave": state in ("missing", "expired")}


def _lead(context: Context, gaps: list[Row], courses: list[Row], partners: list[tuple[str, Row]]) -> Markup:
    """Who is missing without a measure, which courses missed their people, which partners are to be evaluated."""
    weak, late = [row for row in gaps if _weak(row)], [row for row in gaps if not _weak(row) and past(context, row)]
    few, rate = [row for row in courses if _few(context, row)], _rate(context, courses, context.word("people.figure_rate"))
    stale, soon = ([row for state, row in partners if state in states] for states in (("missing", "expired"), ("soon",)))
    facts = {"gap": _missing(context, gaps, context.word("people.figure_gap")), "rate": rate or "", **{
        name: counted(context, rows, column, f"people.figure_{name}") for name, rows, column in (
            ("posts", gaps, "post"), ("weak", weak, "post"), ("late", late, "due"), ("few", few, "actual_people"),
            ("stale", stale, "partner"), ("soon", soon, "date"), ("partners", [row for _, row in partners], "partner"))}}
    parts = [f"gaps_{'weak' if weak else 'late' if late else 'planned'}" if gaps else "",
             f"training_{'few' if few else 'reached'}" if rate else "",
             f"partners_{'stale' if stale else 'soon' if soon else 'valid'}" if partners else ""]
    return together(context, [context.say(f"people.lead_{part}", **facts) for part in parts if part]) or context.say(
        "people.lead_none")
