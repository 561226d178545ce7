"""Supervision 督办单: a department's tasks in the three colours; one that was red a month ago already is urged again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.derivation import workdays_after
from reports.address import address
from reports.coloured import remark
from reports.entries import label, person, together, typed
from reports.figure import clean, typed_sentence
from reports.letter.left_out import left_out

if TYPE_CHECKING:
    from markupsafe import Markup

    from reports.coloured import Coloured
    from reports.context import Context
    from reports.letter.grounds import Grounds, Share

MOST = 15
"""Tasks that are printed."""


def supervision(context: Context, grounds: Grounds, share: Share) -> dict[str, Any]:
    """The rows of the notice, the worst first, and what is asked of whoever answers for them."""
    rows = [_row(context, grounds, each) for each in share.tasks[:MOST]]
    ask = context.say("letters.tasks_ask", reason=label(context, "progress.progress.delay_reason"),
                      step=label(context, "progress.progress.next_step"))
    again = any(row["again"] for row in rows)
    return {"rows": rows, "ask": together(context, [ask, context.word("letters.again_ask") if again else ""]),
            "more": left_out(context, "tasks", [each.row.at("actual") for each in share.tasks[MOST:]])}


def _row(context: Context, grounds: Grounds, item: Coloured) -> dict[str, Any]:
    task, row = item.task, item.row
    actual = context.number(row, "actual", f"{task.key} {context.word('actual')}", "%")
    planned = context.number(row, "planned", f"{task.key} {context.word('planned')}", "%")
    own = [context.say(f"letters.{name}", text=typed(row, column)) if not row.blank(column) else ""
           for name, column in (("reason", "delay_reason"), ("step", "next_step"))]
    return {**address(row.at("actual")), "colour": item.colour, "label": context.word(f"colour.{item.colour}"),
            "task": clean(task.key), "name": typed_sentence(task.text("name")), "person": person(context, task, "owner"),
            "due": item.due.isoformat(), "actual": actual, "planned": planned, "why": _why(context, grounds, item),
            "again": item.colour == "red" and task.key in grounds.again, "told": [each for each in own if each]}


def _why(context: Context, grounds: Grounds, item: Coloured) -> Markup | str:
    """Why it has its colour, by what is compared: the days, the last acceptance, the progress."""
    if item.colour == "blue":
        return context.word("letters.soon")
    if item.colour == "yellow":
        return context.word("letters.failed" if grounds.evidence.status.failed(item.task.key) else "letters.behind")
    called = remark(context, grounds.evidence.status, item)
    return together(context, [_late(context, grounds, item), context.say("letters.called", remark=called) if called else ""])


def _late(context: Context, grounds: Grounds, item: Coloured) -> Markup | str:
    """How many workdays a red task is late."""
    if not item.days_late:
        return context.word("letters.late_none")
    due = grounds.evidence.status.changes.due_cell(item.task)
    return context.say("letters.late_some", n=context.figures.add(
        item.days_late, f"{item.days_late:,}", f"{item.task.key} {context.word('days_late')}",
        workdays_after(due, context.portfolio.as_of)))
