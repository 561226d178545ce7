"""Agenda and papers of a coordination meeting 协调会: what it has to settle, who speaks, room for what is resolved."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from checks.conflicts import conflicts
from checks.derivation import workdays_after
from checks.explanation.explanation import explain
from checks.explanation.told import cost, told
from checks.indicators.evidence import Evidence
from checks.message import describe
from checks.monthly import last_words
from reports.agenda import agenda, speakers
from reports.coloured import coloured, remark
from reports.context import Context
from reports.document import document
from reports.entries import chosen, person, since, together, typed, waits, written
from reports.figure import typed_sentence
from reports.index import index
from templates.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checks.explanation.explanation import Explanation
    from checks.judge import Judgement
    from checks.portfolio import Portfolio
    from reports.agenda import Matter
    from reports.coloured import Coloured
    from reports.pdf import Page
    from templates.table import Row

MOST_CELLS, MOST_NAMED = 6, 2
"""Cells of a clash, tasks named in a line of the agenda."""
REGULAR = "monthly"
"""The kind of meeting since which resolutions fell due; without one the last of any kind."""


def build(portfolio: Portfolio, judgement: Judgement, locale: str, period: str = "") -> Page:
    """Work out the agenda and its papers; nothing is read or written. Repairs are sought: seconds for a folder."""
    context, evidence = Context(portfolio, locale, period), portfolio.shared(Evidence)
    matters, rest = agenda(portfolio, conflicts(judgement.findings))
    explained = explain(portfolio, judgement, [each.conflict for each in matters])
    last = _last_meeting(portfolio)
    red = [each for each in coloured(evidence.status) if each.colour == "red"]
    due, asked = _due(portfolio, last), _unanswered(portfolio)
    counted = {"clashes": [each.conflict.finding.anchor for each in matters], "red": [each.row.at("actual") for each in red],
               "resolutions": [row.at("due") for row in due], "issues": [row.at("raised") for row in asked]}
    parts = [context.say(f"meeting.lead_{key}", n=context.figures.count(cells, context.word(f"meeting.{key}_name")))
             for key, cells in counted.items() if cells]
    facts: dict[str, Any] = {
        "lead": together(context, parts) if parts else context.word("meeting.lead_none"),
        "matters": [_matter(context, each, explained[each.conflict]) for each in matters],
        "red": [_of_department(context, key, group, evidence) for key, group in _by_department(context, red)],
        "resolutions": [_resolution(context, row) for row in due], "issues": [_issue(context, row) for row in asked],
        "rest": [_brief(context, each, why) for each, why in rest], "last": _held(context, last),
        "room": [context.word(f"meeting.room_{column}") for column in ("matter", "person", "due")],
        "present": typed_sentence(listed(dict.fromkeys(_names(context, [*(party for each in matters for party in each.parties),
                                                                        *(each.task.department for each in red)])), locale)),
    }
    return document(context, context.word("meeting.title"), template="meeting", index=index(context), **facts)


def _matter(context: Context, each: Matter, explanation: Explanation) -> dict[str, Any]:
    """A clash with the first repair, which is the cheapest one, and its price."""
    finding, best = each.conflict.finding, next(iter(explanation.repairs), None)
    said = describe(finding, context.locale, context.names)
    core = [f"{place.file} {place.sheet}!{place.cell}" for place in explanation.core[:MOST_CELLS]]
    speaking = [typed_sentence(f"{context.name(party)} {listed(_people(context, persons), context.locale)}".strip())
                for party, persons in speakers(context.portfolio, each).items()]
    return {**_head(context, each), "message": typed_sentence(said.message), "speaking": speaking,
            "repair": typed_sentence(told(best, context.locale, context.names)) if best else "",
            "price": typed_sentence(cost(best, context.locale)) if best else "",
            "otherwise": typed_sentence(said.fix), "core": core, "decide": context.word(f"meeting.decide.{each.conflict.kind}"),
            "parties": typed_sentence(listed(_names(context, each.parties), context.locale))}


def _head(context: Context, each: Matter) -> dict[str, Any]:
    finding = each.conflict.finding
    days = dict.fromkeys(day.isoformat() for day in (each.conflict.start, each.conflict.finish) if day)
    return {"severity": finding.severity, "code": finding.code, "days": list(days),
            "title": typed_sentence(describe(finding, context.locale, context.names).title)}


def _brief(context: Context, each: Matter, why: str) -> dict[str, Any]:
    """A clash that is not on the agenda, in one line."""
    place = each.conflict.finding.anchor
    return {**_head(context, each), "why": context.word(f"meeting.why_{why}"), "cell": f"{place.file} {place.sheet}!{place.cell}",
            "parties": typed_sentence(listed(_names(context, each.parties), context.locale)),
            "about": typed_sentence(each.conflict.resource)}


def _by_department(context: Context, red: Sequence[Coloured]) -> list[tuple[str, list[Coloured]]]:
    order = list(context.portfolio.departments)
    ranked = sorted(red, key=lambda each: order.index(each.task.department) if each.task.department in order else len(order))
    return [(key, list(group)) for key, group in groupby(ranked, key=lambda each: each.task.department)]


def _of_department(context: Context, key: str, red: Sequence[Coloured], evidence: Evidence) -> dict[str, Any]:
    """A department's red tasks with who answers for each, why it is late, and what comes next."""
    rows = []
    for each in red:
        late = context.figures.add(each.days_late, f"{each.days_late:,}", f"{each.task.key} {context.word('days_late')}",
                                   workdays_after(evidence.status.changes.due_cell(each.task), context.portfolio.as_of),
                                   ) if each.days_late else ""
        rows.append({"task": each.task.key, "name": typed(each.task, "name"), "owner": person(context, each.task, "owner"),
                     "due": each.due.isoformat(), "late": late,
                     "reason": typed(each.row, "delay_reason") or remark(context, evidence.status, each),
                     "next": typed(each.row, "next_step"),
                     "actual": context.number(each.row, "actual", f"{each.task.key} {context.word('actual')}", "%")})
    named = [each.task.text("name") or each.task.key for each in red[:MOST_NAMED]]
    return {"department": typed_sentence(context.name(key)), "rows": rows, "more": len(red) > MOST_NAMED,
            "named": typed_sentence(listed(named, context.locale))}


def _last_meeting(portfolio: Portfolio) -> Row | None:
    held = [row for row in portfolio.rows("meetings.meetings") if (day := row.day("date")) and day <= portfolio.as_of]
    regular = [row for row in held if row.text("kind") == REGULAR]
    return max(regular or held, key=lambda row: (row.day("date"), row.index), default=None)


def _held(context: Context, last: Row | None) -> dict[str, Any] | None:
    return {"kind": chosen(context, last, "kind"), "day": written(last, "date")} if last else None


def _due(portfolio: Portfolio, last: Row | None) -> list[Row]:
    """Resolutions that are open and due, and all that fell due since the last meeting; the open ones first."""
    since_day, found = last.day("date") if last else None, []
    for row in portfolio.rows("meetings.resolutions"):
        due, status = row.day("due"), row.text("status")
        if due is None or due > portfolio.as_of or status == "dropped":
            continue
        if status != "done" or (since_day and due > since_day):
            found.append(row)
    return sorted(found, key=lambda row: (row.text("status") == "done", row.day("due"), row.key))


def _resolution(context: Context, row: Row) -> dict[str, Any]:
    return {"key": row.key, "matter": typed(row, "matter"), "department": typed_sentence(context.name(row.text("department"))),
            "person": person(context, row, "person"), "due": written(row, "due"), "status": chosen(context, row, "status"),
            "open": row.text("status") != "done",
            "late": since(context, row, "due", "days_late") if row.text("status") != "done" else None}


def _unanswered(portfolio: Portfolio) -> list[Row]:
    """Issues raised by the cut-off and not answered by then, the oldest first."""
    rows = [row for row in last_words(portfolio, "issues") if waits(portfolio, row)]
    return sorted(rows, key=lambda row: (row.day("raised"), row.department, row.key))


def _issue(context: Context, row: Row) -> dict[str, Any]:
    return {"key": row.key, "matter": typed(row, "matter"), "by": typed_sentence(context.name(row.department)),
            "to": typed_sentence(context.name(row.text("to_department"))), "raised": written(row, "raised"),
            "waiting": since(context, row, "raised", "meeting.waiting")}


def _names(context: Context, departments: Sequence[str]) -> list[str]:
    return [context.name(each) for each in departments]


def _people(context: Context, persons: Sequence[str]) -> list[str]:
    rows = context.portfolio.by_key("organisation.people")
    return [rows[key].text("name") or key if key in rows else key for key in persons]
