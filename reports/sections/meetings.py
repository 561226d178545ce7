"""Meetings held and missed, resolutions that are not carried out, and questions that nobody has answered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from checks.derivation import total
from checks.monthly import last_words
from checks.rules.meetings import not_held
from reports.entries import counted, entries, past, person, shown_of, since, together, typed, waits, written
from reports.parameters import parameter
from templates.books import field_of
from templates.identity import span

if TYPE_CHECKING:
    from markupsafe import Markup

    from reports.context import Context
    from reports.figure import Figure
    from templates.table import Row

MOST = 10


def meetings(context: Context) -> dict[str, Any]:
    """S9: meetings of the period by kind, resolutions that are open, issues without an answer."""
    held = [row for row in entries(context.portfolio, "meetings.meetings") if context.period.holds(row.day("date"))]
    missed = _missed(context)
    resolved = [row for row in entries(context.portfolio, "meetings.resolutions") if row.text("status") != "dropped"]
    open_ = sorted((row for row in resolved if row.text("status") == "open"),
                   key=lambda row: (row.day("due") or date.max, row.key))
    told = list(last_words(context.portfolio, "issues"))
    waiting = sorted((row for row in told if waits(context.portfolio, row)),
                     key=lambda row: (row.day("raised") or date.max, row.key))
    return {"lead": _lead(context, held, missed, resolved, open_, waiting),
            "kinds": _kinds(context, held, missed) if held or missed else [],
            "resolutions": [_resolution(context, row) for row in open_[:MOST]],
            "resolutions_shown": shown_of(context, [row.at("status") for row in open_], MOST),
            "issues": [_issue(context, row) for row in waiting[:MOST]],
            "issues_shown": shown_of(context, [row.at("raised") for row in waiting], MOST),
            "issues_sub": _issues_sub(context, told)}


def _missed(context: Context) -> dict[str, list[str]]:
    """By kind the months and quarters of the period that are over and in which no meeting was held, as M12 finds them."""
    found: dict[str, list[str]] = {}
    for each in not_held(context.portfolio):
        gap = each.facts["months"]
        for name in gap if isinstance(gap, list) else []:
            days = span(name)
            if days and context.period.first <= days[0] and days[1] <= context.period.last:
                found.setdefault(each.variant, []).append(name)
    return found


def _kinds(context: Context, held: list[Row], missed: dict[str, list[str]]) -> list[dict[str, Any]]:
    found = []
    for kind, words in field_of("meetings.meetings.kind").choices.items():
        own, name = [row for row in held if row.text("kind") == kind], words.said(context.locale)
        known = [row for row in own if row.number("expected") and row.number("attended") is not None]
        came, due = ([row.at(column) for row in known] for column in ("attended", "expected"))
        share = context.percent(
            sum(row.number("attended") or 0.0 for row in known), sum(row.number("expected") or 0.0 for row in known),
            f"{name} {context.word('meetings.attendance')}", total(came), total(due)) if known else None
        if own or missed.get(kind):
            held_ = context.figures.count([row.at("date") for row in own], f"{name} {context.word('meetings.held')}")
            found.append({"name": name, "share": share, "missed": missed.get(kind, []), "held": held_})
    return found


def _resolution(context: Context, row: Row) -> dict[str, Any]:
    meeting = context.portfolio.by_key("meetings.meetings").get(row.text("meeting"))
    return {"key": row.key, "matter": typed(row, "matter"), "department": context.name(row.text("department")),
            "owner": person(context, row, "person"), "due": written(row, "due"), "late": past(context, row),
            "days": since(context, row, "due", "days_late"), "resolved": written(meeting, "date") if meeting else ""}


def _issue(context: Context, row: Row) -> dict[str, Any]:
    asked = row.text("to_department")
    return {"matter": typed(row, "matter"), "from": context.name(row.department), "raised": written(row, "raised"),
            "to": context.name(asked) if asked else "", "age": _age(context, row), "old": _too_old(context, row)}


def _age(context: Context, row: Row) -> Figure | None:
    return since(context, row, "raised", "meetings.figure_age")


def _too_old(context: Context, row: Row) -> bool:
    """True where nobody answered within the working days of M10."""
    age = _age(context, row)
    return age is not None and age.value > _patience(context).value


def _patience(context: Context) -> Figure:
    """Working days within which an issue should have a first answer."""
    return parameter(context, "M10", "workdays")


def _issues_sub(context: Context, told: list[Row]) -> Markup:
    """How many issues were raised in the period, how many of these have an answer."""
    raised = [row for row in told if context.period.holds(row.day("raised"))]
    answered = [row for row in raised if row.day("answered") and not waits(context.portfolio, row)]
    return context.say("meetings.issues_sub", n=counted(context, raised, "raised", "meetings.figure_raised"),
                       answered=counted(context, answered, "answered", "meetings.figure_answered"), days=_patience(context))


def _lead(
    context: Context, held: list[Row], missed: dict[str, list[str]], resolved: list[Row], open_: list[Row], waiting: list[Row],
) -> Markup:
    """Which resolutions nobody carried out, whether meetings were missed, who waits for an answer; only of what there is."""
    late = [row for row in open_ if past(context, row)]
    due = [row for row in resolved if (when := row.day("due")) and when <= context.portfolio.as_of]
    nobody = [row for row in open_ if row.blank("person")]
    old = [row for row in waiting if _too_old(context, row)]
    done = [row for row in due if row.text("status") == "done"]
    facts = {name: counted(context, rows, column, f"meetings.figure_{name}") for name, rows, column in (
        ("due", due, "due"), ("done", done, "status"), ("late", late, "due"), ("nobody", nobody, "status"),
        ("open", open_, "status"), ("resolved", resolved, "resolution"), ("held", held, "date"), ("waiting", waiting, "raised"),
        ("old", old, "raised"))}
    parts = [f"resolved_{'late' if late else 'open' if open_ else 'done'}" if resolved else "", "nobody" if nobody else "",
             f"held_{'missed' if missed else 'all'}" if held or missed else "",
             f"issues_{'old' if old else 'waiting'}" if waiting else ""]
    return together(context, [context.say(f"meetings.lead_{part}", **facts) for part in parts if part]) or context.say(
        "meetings.lead_none")
