"""What others rely on: the JSON of `balance`, word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addin.contract import VERSION, cell, plain
from checks.masking import masked
from checks.message import describe
from reports.proposal.reasons import sentence

if TYPE_CHECKING:
    from checks.balance.proposal import Figures, LeftOut, Move, Proposal, Reason, Unresolved
    from checks.change import Change
    from reports.proposal.reasons import Subject


def told(proposal: Proposal, locale: str, base: Proposal | None = None) -> dict[str, Any]:
    """`balance --format json`: every task scheduled, every cell that would change, who bears what, and what stays.

    `base` is the proposal without what was supposed (`--set`, `--without`): its figures stand beside.
    """
    portfolio = proposal.portfolio
    names = {key: portfolio.name(key) for key in portfolio.departments}
    found: dict[str, Any] = {
        "version": VERSION, "as_of": portfolio.as_of.isoformat(), "status": proposal.status, "objective": proposal.objective,
        "value": proposal.value, "bound": proposal.bound, "gap": proposal.gap, "interrupted": proposal.interrupted,
        "before": _figures(proposal.before_figures), "after": _figures(proposal.after_figures),
        "schedule": [{"task": masked(each.task), "department": each.department, "start": plain(each.start),
                      "finish": plain(each.finish), "old_start": plain(each.old_start), "old_finish": plain(each.old_finish)}
                     for each in proposal.schedule],
        "changes": [_change(proposal, move, change, locale) for move in proposal.moves for change in move.changes],
        "burden": [{"department": each.department, "days_delayed": each.days_delayed, "workload": each.workload,
                    "share": each.share} for each in proposal.burden],
        "unresolved": [_unresolved(proposal, each, locale, names) for each in proposal.unresolved],
        "left_out": [_left_out(proposal, each, locale) for each in proposal.left_out],
        "resolved": [masked(each.key) for each in proposal.resolved],
        "rejected": [masked(each) for each in proposal.rejected],
        "fairness": [{"price": each.price, "worst": each.worst, "total": each.total} for each in proposal.fairness],
        "raised": [{"code": each.code, "severity": each.severity, "department": each.department,
                    "key": masked(each.anchor.key), "column": each.anchor.column,
                    "message": describe(each, locale, names).message} for each in proposal.raised],
        "supposed": list(proposal.supposed),
        "begun": [masked(each.task.task) for each in proposal.moves if each.begun],
        "extra": [{"resource": masked(each.of.key), "name": masked(each.name), "units": each.units, "tasks": list(each.tasks)}
                  for each in proposal.extra]}
    return found if base is None else found | {"base": {"status": base.status, "value": base.value, "bound": base.bound,
                                                        "after": _figures(base.after_figures)}}


def _figures(figures: Figures) -> dict[str, Any]:
    return {"delay": figures.delay, "makespan": figures.makespan, "moves": figures.moves, "days": figures.days,
            "late": figures.late, "conflicts": dict(figures.conflicts)}


def _change(proposal: Proposal, move: Move, change: Change, locale: str) -> dict[str, Any]:
    place = change.place
    return {"department": change.department, "task": masked(move.task.task), "column": change.column, "old": plain(change.old),
            "new": plain(change.new),
            **_reason(proposal, "reason", move.reason, locale, "reason"), "book": change.book, "sheet": change.sheet,
            "key": masked(change.key), "file": place.file, "visible_sheet": place.sheet, "cell": place.cell, "workdays": move.by,
            "resolves": [masked(each) for each in move.resolves]}


def _reason(proposal: Proposal, subject: Subject, reason: Reason, locale: str, key: str) -> dict[str, Any]:
    """A sentence under `key`; beside it its kind and facts for programs."""
    return {key: sentence(subject, reason, proposal.portfolio, locale), f"{key}_kind": reason.kind,
            f"{key}_facts": {name: plain(value) for name, value in reason.facts.items()}}


def _unresolved(proposal: Proposal, each: Unresolved, locale: str, names: dict[str, str]) -> dict[str, Any]:
    told_of = {"conflict": masked(each.key), **_reason(proposal, "blocked", each.blocked_by, locale, "blocked_by")}
    if each.conflict is None:
        return told_of | {"kind": "deadline", "tasks": [masked(each.task)], "cells": []}
    said = describe(each.conflict.finding, locale, names)
    return told_of | {"kind": each.conflict.kind, "tasks": [masked(task) for task in each.conflict.tasks],
                      "title": said.title, "message": said.message,
                      "cells": [cell(place) for place in each.conflict.finding.places]}


def _left_out(proposal: Proposal, each: LeftOut, locale: str) -> dict[str, Any]:
    return {"department": each.department, "task": masked(each.task),
            **_reason(proposal, "left_out", each.reason, locale, "reason")}
