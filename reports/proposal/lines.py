"""The lines of a proposal: one for every task that would move, with the answer; and every cell that would change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from checks.change import ADDED
from checks.message import column_label, describe
from reports.consolidated.sheets import FIRST, Sink, at, cell, finish, header, link, room, typed
from reports.listing import Column
from reports.proposal.answers import ACCEPT, TASK
from reports.proposal.reasons import sentence
from reports.proposal.words import told
from templates.books import field_of, sheet_of
from templates.books.choices import YES_NO
from templates.wording import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.worksheet import Worksheet

    from checks.balance.proposal import Move, Proposal
    from checks.change import Change

KEYS = FIRST - 2
"""Row (from 0) of the hidden keys, above the headings."""
TASKS, ANSWERS = 1, 8
"""Columns (from 0) of the task and of the answer."""
GREEN, RED, ORANGE = "#DDEFE3", "#F9C9C9", "#FFE8B8"


def write_lines(sink: Sink, proposal: Proposal) -> None:
    """What moves, from when to when, why, what it resolves, and yes or no; tasks rejected earlier below."""
    say_ = partial(told, sink)
    sheet = sink.add(say_("lines"), say_("lines"), say_("lines_note"), "#C55A11")
    columns = [Column(say_("department"), 12), Column(say_("task"), 11), Column(say_("name"), 22),
               *(Column(say_(key), 10.5, "date") for key in ("old_start", "old_finish", "new_start", "new_finish")),
               Column(say_("moved"), 9, "int"), Column(say_("accept"), 8), Column(say_("reason"), 38),
               Column(say_("resolves"), 28), Column(say_("cell"), 22, link=True), Column(say_("cells_count"), 8, "int")]
    header(sink, sheet, columns)
    sheet.write_string(KEYS, TASKS, TASK)
    sheet.write_string(KEYS, ANSWERS, ACCEPT)
    sheet.set_row(KEYS, None, None, {"hidden": True})
    titles = _titles(proposal, sink.locale)
    row = FIRST
    for move in sorted(proposal.moves, key=lambda each: (each.task.department, each.task.start, each.task.task)):
        _line(sink, sheet, row, columns, proposal, move, titles)
        row += 1
    for task in proposal.rejected:
        _kept(sink, sheet, row, columns, proposal, task)
        row += 1
    _answers(sink, sheet, row)
    if row == FIRST:
        sheet.write_string(FIRST, 0, say_("no_lines"), sink.format(italic=True))
    sheet.print_area(0, 0, max(row - 1, FIRST), len(columns) - 3)
    finish(sheet, row - FIRST, len(columns), 3)


def _line(
    sink: Sink, sheet: Worksheet, row: int, columns: list[Column], proposal: Proposal, move: Move, titles: Mapping[str, str],
) -> None:
    task, portfolio = move.task, proposal.portfolio
    settled = [titles[key] for key in move.resolves if key in titles]
    values: list[object] = [
        portfolio.name(task.department), task.task, task.name, task.old_start, task.old_finish, task.start, task.finish,
        move.by if task.old_start else None, "" if move.begun else YES_NO["yes"].said(sink.locale),
        sentence("reason", move.reason, portfolio, sink.locale), "\n".join(dict.fromkeys(settled))]
    _write(sink, sheet, row, columns, values)
    sheet.write_number(row, len(values) + 1, len(move.changes), sink.format())
    if move.changes:
        place = move.changes[0].place
        link(sink, sheet, row, len(values), place, f"{place.sheet}!{place.cell}", row - FIRST)


def _kept(sink: Sink, sheet: Worksheet, row: int, columns: list[Column], proposal: Proposal, task: str) -> None:
    """A task that an earlier answer keeps where it is; with yes it may move again."""
    found = proposal.portfolio.by_key("plan.tasks").get(task)
    values: list[object] = [proposal.portfolio.name(found.department) if found else "", task, found.text("name") if found else "",
                            found.day("start") if found else None, found.day("finish") if found else None, None, None, None,
                            YES_NO["no"].said(sink.locale), say("checks", "balance.reason.rejected", sink.locale)]
    _write(sink, sheet, row, columns, values)


def _write(sink: Sink, sheet: Worksheet, row: int, columns: list[Column], values: list[object]) -> None:
    for column, (value, declared) in enumerate(zip(values, columns, strict=False)):
        if column == ANSWERS and not value:
            sheet.write_blank(row, column, None, sink.format(bold=True, align="center"))
        elif column == ANSWERS:
            sheet.write_string(row, column, str(value), sink.format(bold=True, align="center"))
        elif column == ANSWERS - 1 and isinstance(value, int):
            sheet.write_number(row, column, value, sink.format(num_format="+0;−0;0"))
        else:
            cell(sink, sheet, row, column, value, declared.kind)
    room(sheet, row, columns, values)


def _answers(sink: Sink, sheet: Worksheet, end: int) -> None:
    """The drop-down of the answers, and their colours."""
    words = {key: label.said(sink.locale) for key, label in YES_NO.items()}
    last = max(end - 1, FIRST)
    title, hint = told(sink, "accept"), told(sink, "accept_hint")
    sheet.data_validation(FIRST, ANSWERS, last, ANSWERS, {
        "validate": "list", "source": list(words.values()), "input_title": title, "input_message": hint,
        "error_title": title, "error_message": hint})
    area, answer = f"{at(FIRST, ANSWERS)}:{at(last, ANSWERS)}", at(FIRST, ANSWERS)
    for criteria, colour in ((f'=TRIM({answer})="{words["yes"]}"', GREEN), (f'=TRIM({answer})="{words["no"]}"', RED),
                             (f'=AND(TRIM({answer})="",${at(FIRST, TASKS)}<>"")', ORANGE)):
        fill = sink.workbook.add_format({"bg_color": colour})
        sheet.conditional_format(area, {"type": "formula", "criteria": criteria, "format": fill})


def write_cells(sink: Sink, proposal: Proposal) -> None:
    """Cell by cell what would be written, each with a link to where it stands now."""
    say_ = partial(told, sink)
    sheet = sink.add(say_("cells"), say_("cells"), say_("cells_note"), "#C55A11")
    columns = [Column(say_("department"), 12), Column(say_("task"), 12), Column(say_("file"), 30),
               Column(say_("cell"), 20, link=True), Column(say_("record"), 20), Column(say_("column"), 14),
               Column(say_("old"), 14, "date"), Column(say_("new"), 14, "date")]
    header(sink, sheet, columns)
    row = FIRST
    for move in sorted(proposal.moves, key=lambda each: (each.task.department, each.task.start, each.task.task)):
        for change in move.changes:
            place = change.place
            key = "" if change.key == ADDED else change.key
            values = [proposal.portfolio.name(change.department), move.task.task, place.file, None, key,
                      column_label(place, change.column, sink.locale), shown(change, change.old, sink.locale),
                      shown(change, change.new, sink.locale)]
            for column, value in enumerate(values):
                cell(sink, sheet, row, column, value)
            link(sink, sheet, row, 3, place, f"{place.sheet}!{place.cell}", row - FIRST)
            room(sheet, row, columns, values)
            row += 1
    if row == FIRST:
        sheet.write_string(FIRST, 0, say_("no_lines"), sink.format(italic=True))
    finish(sheet, row - FIRST, len(columns), 2)


def shown(change: Change, value: object, locale: str) -> object:
    """A value as people read it; a record that is added as its columns, one a line."""
    if isinstance(value, dict):
        fields = sheet_of(change.place.table).by_key
        return "\n".join(f"{column_label(change.place, key, locale)}: {typed(each, fields[key], locale)}"
                         for key, each in value.items() if each is not None)
    return typed(value, field_of(f"{change.place.table}.{change.column}"), locale) if change.column else value


def _titles(proposal: Proposal, locale: str) -> dict[str, str]:
    """Conflicts by their ids: title and what is fought over."""
    portfolio = proposal.portfolio
    names = {key: portfolio.name(key) for key in portfolio.departments}
    found = [*proposal.resolved, *(each.conflict for each in proposal.unresolved if each.conflict)]
    return {each.key: f"{describe(each.finding, locale, names).title} {each.resource}" for each in found}
