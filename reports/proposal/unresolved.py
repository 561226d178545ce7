"""What a proposal leaves: conflicts with the constraint that blocks each, and tasks that could not be scheduled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reports import listing
from reports.consolidated import sheets
from reports.consolidated.sheets import FIRST, Sink, cell, finish, header, link, room
from reports.listing import Column, Link
from reports.proposal.reasons import sentence
from reports.proposal.words import told

if TYPE_CHECKING:
    from checks.balance.proposal import Proposal, Unresolved

SHOWN = (0, 3, 4, 5, 13, 12, 11, 15)
"""Columns of a listing of conflicts that are wanted here: kind, resource, from, to, message, cell, departments, others."""
RAISED = (0, 1, 2, 3, 5, 8, 9)
"""The same of a listing of findings: severity, code, department, cell, record, message, what to do."""
BLOCKED = 5
"""Column (from 0) of what blocks it, behind the message."""
WIDTHS = {1: 22, 3: 12, 4: 46, 6: 18, 7: 16, 8: 30}


def write_unresolved(sink: Sink, proposal: Proposal) -> None:
    """One line a conflict, with a link to its cell."""
    portfolio, locale = proposal.portfolio, sink.locale
    left = [(each.conflict, each) for each in proposal.unresolved if each.conflict]
    found = listing.conflicts(portfolio, [conflict for conflict, _ in left], locale).arranged(SHOWN)
    columns = [*found.columns[:BLOCKED], Column(told(sink, "blocked_by"), 44), *found.columns[BLOCKED:]]
    lines = tuple((*line[:BLOCKED], sentence("blocked", each.blocked_by, portfolio, locale), *line[BLOCKED:])
                  for line, (_, each) in zip(found.lines, left, strict=True))
    lines += tuple(_missed(sink, proposal, each) for each in proposal.unresolved if not each.conflict)
    widened = tuple(replace(each, width=WIDTHS.get(number, each.width)) for number, each in enumerate(columns))
    made = replace(found, columns=widened, lines=lines)
    sheet = sink.add(told(sink, "unresolved"), told(sink, "unresolved"), told(sink, "unresolved_note"), "#C0392B")
    header(sink, sheet, made.columns)
    sheets.write_lines(sink, sheet, made)
    if not lines:
        sheet.write_string(FIRST, 0, told(sink, "no_unresolved"), sink.format(italic=True))
    sheet.print_area(0, 0, FIRST + len(lines), len(made.columns) - 2)
    finish(sheet, len(lines), len(made.columns), 2)


def _missed(sink: Sink, proposal: Proposal, each: Unresolved) -> tuple[object, ...]:
    """The line of a task that misses its deadline."""
    portfolio = proposal.portfolio
    row = portfolio.by_key("plan.tasks").get(each.task)
    after = next((task for task in proposal.schedule if task.task == each.task), None)
    place = row.at("deadline") if row else None
    return (told(sink, "deadline"), f"{each.task} {row.text('name') if row else ''}".strip(), after.start if after else None,
            after.finish if after else None, told(sink, "deadline_missed", task=each.task),
            sentence("blocked", each.blocked_by, portfolio, sink.locale),
            Link(place, f"{place.sheet}!{place.cell}") if place else "", portfolio.name(row.department) if row else "", "")


def write_raised(sink: Sink, proposal: Proposal) -> None:
    """What the rules would find in the books as they would be, and do not find now; no sheet where there is nothing."""
    if proposal.raised:
        found = listing.findings(proposal.after, proposal.raised, sink.locale).arranged(RAISED)
        sheet = sink.add(told(sink, "raised"), told(sink, "raised"), told(sink, "raised_note"), "#C0392B")
        header(sink, sheet, found.columns)
        sheets.write_lines(sink, sheet, found)
        finish(sheet, len(found.lines), len(found.columns), 2)


def write_left_out(sink: Sink, proposal: Proposal) -> None:
    """One line a task, or a row of it, and what it lacks."""
    portfolio = proposal.portfolio
    sheet = sink.add(told(sink, "left_out"), told(sink, "left_out"), told(sink, "left_out_note"), "#8A8F98")
    columns = [Column(told(sink, "department"), 16), Column(told(sink, "task"), 14), Column(told(sink, "name"), 34),
               Column(told(sink, "lacks"), 54), Column(told(sink, "cell"), 26, link=True)]
    header(sink, sheet, columns)
    for row, each in enumerate(proposal.left_out, FIRST):
        task = portfolio.by_key("plan.tasks").get(each.task)
        values: list[object] = [portfolio.name(each.department), each.task, task.text("name") if task else "",
                                sentence("left_out", each.reason, portfolio, sink.locale)]
        for column, value in enumerate(values):
            cell(sink, sheet, row, column, value)
        if task:
            place = task.at("start" if each.reason.kind in ("dates", "window") else "task")
            link(sink, sheet, row, len(values), place, f"{place.sheet}!{place.cell}", row - FIRST)
        room(sheet, row, columns, values)
    if not proposal.left_out:
        sheet.write_string(FIRST, 0, told(sink, "no_left_out"), sink.format(italic=True))
    finish(sheet, len(proposal.left_out), len(columns), 2)
