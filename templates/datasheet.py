"""A data sheet: title, unit and help, the hidden keys, and an Excel table of records below its labels."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from templates.colours import colour_rows
from templates.dropdowns import validation
from templates.geometry import FIRST_ROW, HELP_ROW, KEY_ROW, LABEL_ROW, TITLE_ROW, UNIT_ROW
from templates.making import Stale
from templates.page import prepare_print
from templates.room import LINE_HEIGHT, lines
from templates.selfcheck.beside import check_heads, colour_checks, write_checks
from templates.styles import TABLE_STYLE
from templates.wording import helps
from templates.xlsx.address import a1

if TYPE_CHECKING:
    from templates.book import Sheet
    from templates.field import Field
    from templates.making import Making
    from templates.page import Page
    from templates.styles import Styles

WIDEST_PAGE = 230
"""Characters across one landscape page that can still be read; wider sheets go on two pages or more."""


def write_rows(making: Making, sheet: Sheet, page: Page, styles: Styles) -> None:
    """Write the whole sheet, with its records."""
    last, count = making.last_row, len(sheet.fields)
    for column, field in enumerate(sheet.fields, 1):
        page.column(column, column, field.shown_width, styles.data(field))
    write_head(making, sheet, page, styles, 1)
    page.row(KEY_ROW, None, None, hidden=True)
    page.row(LABEL_ROW, 32)
    for column, field in enumerate(sheet.fields, 1):
        page.put(KEY_ROW, column, field.key, styles.quiet)
    heads = [{"header": field.label.said(making.locale), "header_format": styles.heading(field)} for field in sheet.fields]
    heads += check_heads(making, sheet, styles)
    page.table(f"A{LABEL_ROW}:{a1(last, len(heads))}", {
        "name": f"t_{sheet.key}", "style": TABLE_STYLE, "autofilter": True, "columns": heads,
    })
    write_checks(making, sheet, page, styles)
    _write_records(making, sheet, page, styles)
    for column, field in enumerate(sheet.fields, 1):
        page.validate(f"{a1(FIRST_ROW, column)}:{a1(last, column)}", validation(making, sheet, field))
    colour_checks(making, sheet, page, styles)
    colour_rows(sheet, page, styles, last)
    keys = [field.key for field in sheet.fields]
    page.worksheet.freeze_panes(LABEL_ROW, keys.index(sheet.keys[0].partition("|")[0]) + 1 if sheet.keys else 0)
    page.worksheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW}:{a1(last, count)}"})
    wide = ceil(sum(field.shown_width for field in sheet.fields) / WIDEST_PAGE)
    prepare_print(page, wide)
    page.worksheet.print_area(0, 0, last - 1, count - 1)   # beyond stand self-checks in rows that nobody filled
    page.worksheet.repeat_rows(LABEL_ROW - 1)
    if wide > 1:
        page.worksheet.repeat_columns(0, 0)


def write_head(making: Making, sheet: Sheet, page: Page, styles: Styles, column: int) -> None:
    """Write title, unit with the meaning of the colours, and one line of help."""
    book = making.book.label.said(making.locale)
    parts = (sheet.label.said(making.locale), book, making.identity.period, making.department)
    title = " · ".join(dict.fromkeys(part for part in parts if part))
    unit = making.say("unit.label", unit=sheet.unit.said(making.locale)) + "　　" if sheet.unit else ""
    must = making.say("readme.mandatory") if sheet.mandatory else ""
    page.row(TITLE_ROW, 24)
    page.put(TITLE_ROW, column, title, styles.title)
    page.put(UNIT_ROW, column, unit + making.say("blank.legend"), styles.quiet)
    page.put(HELP_ROW, column, must + sheet_help(making, sheet), styles.quiet)


def sheet_help(making: Making, sheet: Sheet) -> str:
    """Say what the sheet is for; where nothing is said, how to report nothing, if it must be filled in."""
    said = helps(making.locale).get(f"{making.book.key}.{sheet.key}._", "")
    return said or (making.say("readme.nil_text") if sheet.mandatory else "")


def written(making: Making, field: Field, value: object) -> object:
    """Give a value as people see it: a choice by its label."""
    if isinstance(value, str) and value in field.choices:
        return field.choices[value].said(making.locale)
    return value


def _lines(making: Making, field: Field, value: object) -> int:
    """How many lines a value takes in its column."""
    text = written(making, field, value)
    return lines(text, field.shown_width) if isinstance(text, str) and not field.derived else 1


def _write_records(making: Making, sheet: Sheet, page: Page, styles: Styles) -> None:
    shown, records = making.shown[sheet.key], making.records.get(sheet.key, ())
    wrapped = [field for field in sheet.fields if styles.wraps(field)]
    for row, record in enumerate(records, FIRST_ROW):
        most = max((_lines(making, field, record.get(field.key)) for field in wrapped), default=1) if record else 1
        if most > 1:
            page.row(row, LINE_HEIGHT * most)
    for column, field in enumerate(sheet.fields, 1):
        style = styles.data(field)
        held = [(record or {}).get(field.key) for record in records]
        typed = [None if isinstance(value, Stale) else value for value in held]
        for row, value in enumerate(typed, FIRST_ROW):
            if value is not None:
                page.put(row, column, written(making, field, value), style)
        if field.derived is None:
            continue
        for index in range(making.last_row - FIRST_ROW + 1):
            if index >= len(typed) or typed[index] is None:
                value = shown[index].get(field.key, "") if index < len(shown) else ""
                row = FIRST_ROW + index
                page.formula(row, column, making.formula(sheet, field.key, row), style, value)

