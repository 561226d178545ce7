"""Rectification 整改通知: what was found wrong with a department's work and is not put right yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.address import address
from reports.entries import chosen, past, person, since, typed, written
from reports.figure import clean
from reports.letter.left_out import left_out

if TYPE_CHECKING:
    from markupsafe import Markup

    from reports.context import Context
    from reports.letter.grounds import Share
    from templates.table import Row

MOST = 15
"""Rectifications that are printed."""


def rectifying(context: Context, share: Share) -> dict[str, Any]:
    """The rows of the notice, the first due first."""
    return {"rows": [_row(context, row) for row in share.rectifications[:MOST]],
            "more": left_out(context, "rectifications", [row.at("due") for row in share.rectifications[MOST:]])}


def _row(context: Context, row: Row) -> dict[str, Any]:
    return {**address(row.at("due")), "key": clean(row.key), "source": chosen(context, row, "source"),
            "problem": typed(row, "problem"), "task": typed(row, "task"), "person": person(context, row, "person"),
            "due": written(row, "due"), "states": list(_states(context, row)), "late": past(context, row)}


def _states(context: Context, row: Row) -> list[Markup | str]:
    """What stands in the way of closing it."""
    states: list[Markup | str] = [context.word("letters.recheck_failed")] if row.text("recheck") == "failed" else []
    if not past(context, row):
        return [*states, context.word("letters.not_due")]
    days = since(context, row, "due", "days_late")
    return [*states, context.say("letters.late_some", n=days) if days else context.word("letters.late_none")]
