"""A sheet of the consolidated book: title, table, filters, links back to file and cell."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from math import isfinite
from typing import TYPE_CHECKING

from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.workbook import Workbook

from checks.masking import masked
from reports.listing import LONGEST_TEXT, Column, Link
from templates.room import LINE_HEIGHT, lines
from templates.whole import whole
from templates.wording import say
from templates.xlsx.address import a1, column_letters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from reports.listing import Listing
    from templates.field import Field
    from templates.table import Place

FIRST = 4
"""Row (from 0) of the first record: title, note, blank, headings above it."""
MOST_LINKS = 60_000
"""Excel takes 65,530 links a sheet; later rows name their cell without a link."""
FONTS = {"zh-Hans": "微软雅黑", "zh-Hant": "微軟正黑體", "en": "Calibri"}
NUMBER_FORMATS = {"date": "yyyy-mm-dd", "money": "#,##0.00", "percent": "0.##", "int": "0", "number": "#,##0.##"}
WHOLE = {"percent": "0", "number": "#,##0"}
"""Of whole numbers: Excel shows the point of "0.##" even where nothing follows it."""
NUMBERS = frozenset({"money", "percent", "int", "number", "date"})
"""Kinds of values that stand at the right of their column."""
LEAST_HEADING = 30
"""Points."""
LONGEST_NAME = 31


@dataclass
class Sink:
    """The workbook being written: its formats, its language, and where its links start from."""

    workbook: Workbook
    locale: str
    root: Path
    target: Path
    _formats: dict[str, Format] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)

    def say(self, key: str, **facts: object) -> str:
        """A sentence of the consolidated book."""
        return say("reports", f"consolidated.{key}", self.locale, **facts)

    def word(self, key: str) -> str:
        """A word that the reports share: kinds of conflicts, units."""
        return say("reports", f"report.{key}", self.locale)

    def format(self, **properties: object) -> Format:
        """A format, made once."""
        key = repr(sorted(properties.items()))
        if key not in self._formats:
            base = {"font_name": FONTS[self.locale], "font_size": 10, "valign": "top"}
            self._formats[key] = self.workbook.add_format({**base, **properties})
        return self._formats[key]

    def name(self, wanted: str) -> str:
        """A sheet name that Excel takes and that is not in use."""
        plain = "".join("_" if char in "[]:*?/\\'" else char for char in wanted)[:LONGEST_NAME]
        name, number = plain, 2
        while name.lower() in self._names:
            name, number = f"{plain[:LONGEST_NAME - 3]}_{number}", number + 1
        self._names.add(name.lower())
        return name

    def add(self, wanted: str, title: str, note: str = "", colour: str = "#5B8DB8") -> Worksheet:
        """A worksheet with title, note and print set-up."""
        sheet = self.workbook.add_worksheet(self.name(wanted))
        sheet.set_row(0, 24)
        sheet.write_string(0, 0, title, self.format(bold=True, font_size=15))
        sheet.write_string(1, 0, note, self.format(font_color="#6B7280", font_size=9))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(FIRST - 1)
        sheet.set_footer("&L&A&R&P / &N")
        sheet.set_tab_color(colour)
        return sheet

    def url(self, place: Place) -> str:
        """A link to a cell of a department's file, relative to where this book lies."""
        relative = os.path.relpath(self.root / place.file, self.target.parent).replace(os.sep, "/")
        sheet = place.sheet.replace("'", "''")
        return f"external:{relative}#'{sheet}'!{place.cell}" if place.cell else f"external:{relative}"


def header(sink: Sink, sheet: Worksheet, columns: Sequence[Column], row: int = FIRST - 1) -> None:
    """Headings with the room that they need, widths."""
    for number, column in enumerate(columns):
        style = sink.format(bold=True, bg_color="#DCE6F1", bottom=1, text_wrap=True, valign="vcenter",
                            align="right" if column.kind in NUMBERS else "left", indent=int(column.kind == "unit"))
        sheet.set_column(number, number, column.width)
        sheet.write_string(row, number, column.heading, style)
    sheet.set_row(row, max(LEAST_HEADING, LINE_HEIGHT * max((lines(each.heading, each.width) for each in columns), default=1)))


def cell(sink: Sink, sheet: Worksheet, row: int, column: int, value: object, kind: str = "text") -> None:
    """One value; text is text whatever it begins with, and personal data in it are masked."""
    style = (sink.format(num_format=number_format(kind, value)) if kind in NUMBER_FORMATS else
             sink.format(text_wrap=True, indent=1) if kind == "unit" else sink.format(text_wrap=True))
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    elif isinstance(value, date):
        when = value if isinstance(value, datetime) else datetime.combine(value, time())
        sheet.write_datetime(row, column, when, sink.format(num_format="yyyy-mm-dd"))
    else:
        sheet.write_string(row, column, masked(str(value))[:LONGEST_TEXT], style)


def number_format(kind: str, value: object) -> str:
    """The format of a number of a kind; of one that is whole the one without a point."""
    whole = isinstance(value, int | float) and isfinite(value) and round(value, 2) == round(value)
    return WHOLE.get(kind, NUMBER_FORMATS[kind]) if whole else NUMBER_FORMATS[kind]


def room(sheet: Worksheet, row: int, columns: Sequence[Column], values: Sequence[object]) -> None:
    """Make a row as high as its longest text needs."""
    most = max((lines(value, column.width) for column, value in zip(columns, values, strict=False) if isinstance(value, str)),
               default=1)
    if most > 1:
        sheet.set_row(row, LINE_HEIGHT * most)


def link(sink: Sink, sheet: Worksheet, row: int, column: int, place: Place, text: str, before: int) -> None:
    """A link to a cell, as long as Excel takes more of them on this sheet."""
    if before >= MOST_LINKS or len(sink.url(place)) > 2000:
        sheet.write_string(row, column, text, sink.format())
    else:
        sheet.write_url(row, column, sink.url(place), sink.format(font_color="#1F4E79", underline=1), text[:255])


def write_lines(sink: Sink, sheet: Worksheet, told: Listing) -> None:
    """The lines of a listing below the headings, each as high as its longest text needs."""
    for row, line in enumerate(told.lines, FIRST):
        for column, (value, declared) in enumerate(zip(line, told.columns, strict=True)):
            if isinstance(value, Link):
                link(sink, sheet, row, column, value.place, value.text, row - FIRST)
            else:
                cell(sink, sheet, row, column, value, declared.kind)
        room(sheet, row, told.columns, line)


def finish(sheet: Worksheet, rows: int, columns: int, frozen: int = 1) -> None:
    """Filters over the table and panes that keep the headings."""
    sheet.freeze_panes(FIRST, frozen)
    if rows:
        sheet.autofilter(FIRST - 1, 0, FIRST + rows - 1, columns - 1)


def typed(value: object, declared: Field, locale: str) -> object:
    """A value as people read it: a choice by its label, a list joined, unreadable text as typed."""
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    if isinstance(value, str) and value in declared.choices:
        return declared.choices[value].said(locale)
    return value if isinstance(value, str | int | float | date) or value is None else str(value)


Range = Callable[[int], str]


def column_range(column: int, rows: int) -> str:
    """Absolute range of a table's column, counted from 0."""
    letters = column_letters(column + 1)
    return f"${letters}${FIRST + 1}:${letters}${FIRST + max(rows, 1)}"


def at(row: int, column: int) -> str:
    """A1 of a cell counted from 0."""
    return a1(row + 1, column + 1)


@contextmanager
def workbook_at(target: Path) -> Iterator[Workbook]:
    """A workbook that is closed at the end and then whole in its place; raises OSError where it cannot be written."""
    with whole(target) as partial:
        workbook = Workbook(str(partial), {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                           "nan_inf_to_errors": True})
        yield workbook
        try:
            workbook.close()
        except FileCreateError as error:
            raise OSError(str(error)) from None
