"""Decisions: what waits for somebody with the authority to decide it, and which changes were approved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from checks.changes import Changes
from checks.derivation import total
from checks.message import describe
from checks.status import Status
from reports.doubts import doubt_of, doubts
from reports.entries import chosen, counted, label, person, shown_of, since, together, typed, written
from reports.figure import typed_sentence
from reports.major import MANAGEMENT, Major
from templates.books.choices import APPROVAL
from templates.books.organisation import MATTERS

if TYPE_CHECKING:
    from markupsafe import Markup

    from checks.finding import Finding
    from checks.judge import Judgement
    from reports.context import Context
    from reports.figure import Figure
    from templates.table import Row

MOST = 10
MONEY = frozenset({"budget"})
"""Fields of a change that are amounts."""
_AMOUNT = re.compile(r"-?\d+(\.\d+)?")


def decisions(context: Context, judgement: Judgement) -> dict[str, Any]:
    """S11: approvals that do not hold, money and major tasks for the top management, changes that wait and that were approved."""
    major, changes, status = Major(context.portfolio), Changes(context.portfolio), Status(context.portfolio)
    wrong = [each for each in judgement.findings if each.code == "C01"]
    approved = sorted((row for row in changes.told if changes.approved(row) and context.period.holds(
        row.day("approved") or row.day("requested"))), key=lambda row: (written(row, "approved"), row.key))
    waiting = sorted((row for row in changes.told if _waits(context, changes, row)),
                     key=lambda row: (_needed(major, row) != MANAGEMENT, written(row, "requested"), row.key))
    doubted = doubts(judgement.findings)
    return {"lead": _lead(context, wrong, major, waiting, approved, status),
            "wrong": [_wrong(context, each) for each in wrong[:MOST]],
            "wrong_shown": shown_of(context, [each.anchor for each in wrong], MOST),
            "limits": _limits(context), "spending": [_spending(context, row) for row in major.spending[:MOST]],
            "spending_shown": shown_of(context, [row.at("amount") for row in major.spending], MOST),
            "tasks": [_task(context, major, status, row) for row in major.tasks[:MOST]],
            "tasks_shown": shown_of(context, [row.at("task") for row in major.tasks], MOST),
            "waiting": [{**_change(context, row), "needed": _level(context, _needed(major, row)), "age": since(
                context, row, "requested", "decisions.figure_age")} for row in waiting[:MOST]],
            "waiting_shown": shown_of(context, [row.at("requested") for row in waiting], MOST),
            "approved": [{**_change(context, row), "doubted": doubt_of(row, doubted), "date": written(row, "approved"),
                          "by": person(context, row, "approved_by"), "level": chosen(context, row, "level")}
                         for row in approved[:MOST]],
            "approved_shown": shown_of(context, [row.at("result") for row in approved], MOST),
            "approved_sub": _approved_sub(context, approved, [row for row in approved if doubt_of(row, doubted)])}


def _waits(context: Context, changes: Changes, row: Row) -> bool:
    """True where a change was asked for and by the cut-off neither approved nor rejected."""
    asked = row.day("requested")
    return bool(asked and asked <= context.portfolio.as_of and row.text("result") != "rejected" and not row.unread("result")
                and not changes.approved(row))


def _needed(major: Major, row: Row) -> str:
    """The level that may approve a change; "" where no limits say so, or its amount cannot be read."""
    return "" if row.unread("amount") else major.authority.needed("change", abs(row.number("amount") or 0))


def _level(context: Context, key: str) -> str:
    return APPROVAL[key].said(context.locale) if key else ""


def _wrong(context: Context, finding: Finding) -> dict[str, Any]:
    said, place = describe(finding, context.locale, context.names), finding.anchor
    return {"title": typed_sentence(said.title), "message": typed_sentence(said.message), "fix": typed_sentence(said.fix),
            "department": context.name(finding.department), "cell": f"{place.file} {place.sheet}!{place.cell}"}


def _limits(context: Context) -> list[tuple[str, Figure]]:
    """From which amount on the management decides, by matter; matters that it decides from nothing on are left out."""
    return [(words.said(context.locale), context.money(
        row.number("amount_from") or 0.0, f"{words.said(context.locale)} {label(context, 'organisation.approvals.amount_from')}",
        total([row.at("amount_from")]))) for row in context.portfolio.rows("organisation.approvals")
        if row.text("level") == MANAGEMENT and row.number("amount_from") and (words := MATTERS.get(row.text("matter")))]


def _amount(context: Context, row: Row, column: str = "amount") -> Figure | None:
    value = row.number(column)
    name = f"{row.key} {label(context, f'{row.table.key}.{column}')}"
    return None if value is None else context.money(value, name, total([row.at(column)]))


def _spending(context: Context, row: Row) -> dict[str, Any]:
    matter = "capital" if row.table.key == "budget.capital" else "procurement"
    return {"matter": MATTERS[matter].said(context.locale), "department": context.name(row.department),
            "what": typed(row, "item" if matter == "capital" else "material"), "task": row.text("task"),
            "amount": _amount(context, row), "level": chosen(context, row, "approved_level")}


def _task(context: Context, major: Major, status: Status, task: Row) -> dict[str, Any]:
    row = next(reversed(status.said.get(task.key, [])), None)
    due = status.due(task)
    return {"task": task.key, "name": typed(task, "name"), "department": context.name(task.department),
            "others": [context.name(each) for each in major.beside(task)],
            "amount": _amount(context, task, "budget"), "due": due.isoformat() if due else "",
            "why": context.word(f"decisions.{'dear' if major.dear(task) else 'shared'}"),
            "colour": status.colour_of(task, row, counted=True) if row else None, "done": status.done(task)}


def _change(context: Context, row: Row) -> dict[str, Any]:
    return {"change": row.key, "department": context.name(row.department), "subject": row.text("task") or row.text("account"),
            "field": chosen(context, row, "field"), "old": _value(row, "old"), "new": _value(row, "new"),
            "amount": _amount(context, row), "reason": typed(row, "reason"), "requested": written(row, "requested")}


def _value(row: Row, column: str) -> Markup | str:
    """What a change is from or to: money as people read it, all else as typed."""
    text = str(row.raw(column)).strip() if not row.blank(column) else ""
    amount = row.text("field") in MONEY and _AMOUNT.fullmatch(text)
    return typed_sentence(f"{float(text):,.10g}") if amount else typed(row, column)


def _approved_sub(context: Context, approved: list[Row], doubted: list[Row]) -> Markup:
    """How many changes were approved, how much money they are about, and how many of them do not hold."""
    money = [row for row in approved if row.number("amount") is not None]
    amount = context.money(sum(row.number("amount") or 0.0 for row in money), context.word("decisions.figure_amount"),
                           total(row.at("amount") for row in money))
    number = counted(context, approved, "result", "decisions.figure_approved")
    return together(context, [
        context.say("decisions.approved_sub", amount=amount, n=number),
        context.say("decisions.approved_doubted",
                    n=counted(context, doubted, "change", "since.doubted_name")) if doubted else ""])


def _lead(
    context: Context, wrong: list[Finding], major: Major, waiting: list[Row], approved: list[Row], status: Status,
) -> Markup:
    """What only somebody with authority can settle, the gravest first."""
    unnamed = [row for row in major.spending if row.blank("approved_level")]
    red = [task for task, row in status.newest_rows() if status.colour_of(task, row, counted=True) == "red"]
    late = [task for task in major.tasks if task in red]
    high = [row for row in waiting if _needed(major, row) == MANAGEMENT]
    facts = {"wrong": context.figures.count([each.anchor for each in wrong], context.word("decisions.figure_wrong")), **{
        name: counted(context, rows, column, f"decisions.figure_{name}") for name, rows, column in (
            ("unnamed", unnamed, "amount"), ("waiting", waiting, "requested"), ("high", high, "requested"),
            ("tasks", major.tasks, "task"), ("late", late, "finish"), ("approved", approved, "result"))}}
    parts = ["wrong" if wrong else "", "unnamed" if unnamed else "", "waiting" if waiting else "",
             f"tasks_{'late' if late else 'watch'}" if major.tasks else ""]
    said = [context.say(f"decisions.lead_{part}", **facts) for part in parts if part]
    if not (wrong or unnamed or waiting):
        said.insert(0, context.say(f"decisions.lead_{'settled' if approved else 'none'}", **facts))
    return together(context, said)
