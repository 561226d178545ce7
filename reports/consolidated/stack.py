"""Every sheet of every department, stacked, with department, file and row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.consolidated.sheets import FIRST, Sink, cell, finish, header, link, typed
from reports.listing import Column
from templates.books import BOOKS

if TYPE_CHECKING:
    from checks.portfolio import Portfolio
    from templates.book import Book, Sheet


def write_stacks(sink: Sink, portfolio: Portfolio) -> None:
    """One sheet per declared sheet that holds anything."""
    for book in BOOKS.values():
        if book.key == "organisation":
            continue
        for sheet in book.sheets:
            if any(portfolio.rows(f"{book.key}.{sheet.key}")):
                _write_stack(sink, portfolio, book, sheet)


def _write_stack(sink: Sink, portfolio: Portfolio, book: Book, sheet: Sheet) -> None:
    label = sheet.label.said(sink.locale)
    title = f"{book.label.said(sink.locale)}　{label}"
    unit = sheet.unit.said(sink.locale) if sheet.unit else ""
    worksheet = sink.add(f"{book.label.said(sink.locale)}-{label}", title, unit, "#8A8F98")
    leading = [Column(sink.say("department"), 16), Column(sink.say("file"), 30, link=True), Column(sink.say("row"), 7)]
    columns = leading + [Column(field.label.said(sink.locale), min(field.shown_width, 30),
                                field.type) for field in sheet.fields]
    header(sink, worksheet, columns)
    row = FIRST
    for record in portfolio.rows(f"{book.key}.{sheet.key}"):
        first = record.at(sheet.fields[0].key)
        cell(sink, worksheet, row, 0, portfolio.name(record.department))
        link(sink, worksheet, row, 1, first, first.file, row - FIRST)
        cell(sink, worksheet, row, 2, int("".join(char for char in first.cell if char.isdigit())), "int")
        for number, field in enumerate(sheet.fields, len(leading)):
            kind = field.type if field.type in ("date", "money", "percent", "int", "number") else "text"
            cell(sink, worksheet, row, number, typed(record.raw(field.key), field, sink.locale), kind)
        row += 1
    finish(worksheet, row - FIRST, len(columns), len(leading))
