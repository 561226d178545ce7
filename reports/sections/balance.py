"""The balanced plan: what moves and why, load before and after, who bears what, and what stays unresolved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.conflicts import KINDS
from checks.derivation import Derivation, given, summed, workdays
from checks.message import describe
from checks.staffing import Staffing
from reports import loads
from reports.context import plain
from reports.figure import typed_sentence
from reports.proposal.reasons import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from checks.balance.proposal import Move, Proposal, Unresolved
    from checks.conflicts import Conflict
    from checks.portfolio import Portfolio
    from reports.context import Context
    from reports.figure import Figure
    from templates.table import Place

MOST = 30
"""Moves listed; the workbook of the proposal has all of them."""


def balance(context: Context, proposal: Proposal, hints: Sequence[Conflict]) -> dict[str, Any]:
    """The proposal in a page or two; figures cite the cells that would change. `hints` are conflicts that nobody must settle."""
    count = context.figures.count
    moved = count([each.changes[0].place for each in proposal.moves], context.word("figure.moves"))
    many = proposal.after_figures.days
    days = context.figures.add(many, plain(many), context.word("figure.move_days"),
                               summed(_by(each, abs(each.by)) for each in proposal.moves if each.by))
    resolved = count(_anchors(proposal.resolved), context.word("figure.resolved"))
    left = count(_anchors([each.conflict for each in proposal.unresolved if each.conflict]), context.word("figure.unresolved"))
    key = "balance.lead" if proposal.moves else "balance.lead_none"
    return {"lead": context.say(key, moves=moved, days=days, resolved=resolved, left=left), "found": bool(proposal.schedule),
            "aside": context.say("balance.aside", n=count(_anchors(hints), context.word("figure.aside"))) if hints else "",
            "kinds": _kinds(context, proposal), "load": _load(context, proposal),
            "moves": [_move(context, each) for each in proposal.moves[:MOST]],
            "note": context.say("balance.note", shown=count([each.changes[0].place for each in proposal.moves[:MOST]],
                                                            context.word("figure.shown")), all=moved),
            "burden": _burden(context, proposal),
            "left": [_left(context, each) for each in proposal.unresolved]}


def _anchors(found: Sequence[Conflict]) -> list[Place]:
    return [each.finding.anchor for each in found]


def _kinds(context: Context, proposal: Proposal) -> list[tuple[str, Figure, Figure]]:
    """Conflicts by kind, before and after."""
    after = [each.conflict for each in proposal.unresolved if each.conflict]
    before = [*proposal.resolved, *after]
    return [(context.word(f"kind.{kind}"),
             context.figures.count(_anchors([each for each in before if each.kind == kind]),
                                   f"{context.word('balance.before')} {context.word(f'kind.{kind}')}"),
             context.figures.count(_anchors([each for each in after if each.kind == kind]),
                                   f"{context.word('balance.after')} {context.word(f'kind.{kind}')}"))
            for kind in KINDS if any(each.kind == kind for each in before)]


def _load(context: Context, proposal: Proposal) -> dict[str, Any]:
    """How many people, posts and pieces of equipment are asked for too much, week by week, before and after."""
    old, new = _crowded(proposal.portfolio), _crowded(proposal.after)
    weeks = sorted({*old, *new})
    most = {name: max(found.values(), key=len, default=[]) for name, found in (("before", old), ("after", new))}
    figures = {name: context.figures.count(found, f"{context.word(f'balance.{name}')} {context.word('figure.crowded')}",
                                           how=context.word("how.crowded")) for name, found in most.items()}
    return {"rows": [(len(old.get(week, ())), len(new.get(week, ()))) for week in weeks], "months": context.months(weeks),
            **figures}


def _crowded(portfolio: Portfolio) -> dict[date, list[Place]]:
    """By week a cell for every person, post and piece of equipment that is asked for more than it can give."""
    staffing = Staffing(portfolio)
    found: dict[date, list[Place]] = {}
    for heat in (loads.people(staffing), loads.posts(staffing), loads.equipment(portfolio)):
        for number, week in enumerate(heat.weeks):
            found.setdefault(week, []).extend(
                each.rows[0].at("task") for each in heat.rows if each.most[number] > loads.LIMIT + 1e-6)
    return found


def _move(context: Context, each: Move) -> dict[str, Any]:
    task = each.task
    by = context.figures.add(each.by, f"{each.by:+d}", f"{task.task} {context.word('figure.move_days')}",
                             _by(each, each.by))
    old = [day.isoformat() for day in (task.old_start, task.old_finish) if day]
    return {"department": context.name(task.department), "task": typed_sentence(f"{task.task} {task.name}"), "old": old,
            "new": [task.start.isoformat(), task.finish.isoformat()], "by": by,
            "why": typed_sentence(sentence("reason", each.reason, context.portfolio, context.locale))}


def _by(move: Move, by: int) -> Derivation:
    """How a number of working days, or its opposite, comes about from the old start; the new one was searched for."""
    cell = next(change.place for change in move.changes if change.column == "start")
    new = move.task.start
    later = workdays([(cell, new)]) - given(1, "itself")
    earlier = workdays([(new, cell)]) - workdays([(cell, cell)])
    days = later if move.by > 0 else earlier
    return days if by > 0 else given(0, "least") - days


def _burden(context: Context, proposal: Proposal) -> list[tuple[str, Figure]]:
    """Departments that end later than they could with everything at hand."""
    return [(context.name(each.department), context.figures.add(
        each.days_delayed, plain(each.days_delayed), f"{context.name(each.department)} {context.word('figure.delay')}",
        given(each.days_delayed, "searched"), how=context.word("how.delay"))) for each in proposal.burden if each.days_delayed]


def _left(context: Context, each: Unresolved) -> dict[str, Any]:
    why = typed_sentence(sentence("blocked", each.blocked_by, context.portfolio, context.locale))
    if each.conflict is None:
        return {"what": typed_sentence(f"{context.word('balance.deadline')} {each.task}"), "why": why, "code": ""}
    said = describe(each.conflict.finding, context.locale, context.names)
    return {"what": typed_sentence(f"{said.title} {each.conflict.resource}"), "why": why, "code": each.conflict.finding.code}
