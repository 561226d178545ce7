"""A form: one record, the keys in hidden column A, then label, value and help side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.colours import colour_form
from templates.datasheet import write_head, written
from templates.dropdowns import hint, validation
from templates.geometry import FORM_FIRST_ROW, FORM_KEY_COLUMN, FORM_LABEL_COLUMN, FORM_VALUE_COLUMN
from templates.making import Stale
from templates.page import prepare_print
from templates.xlsx.address import a1

if TYPE_CHECKING:
    from templates.book import Sheet
    from templates.making import Making
    from templates.page import Page
    from templates.styles import Styles

HELP_COLUMN = FORM_VALUE_COLUMN + 1


def write_form(making: Making, sheet: Sheet, page: Page, styles: Styles) -> None:
    """Write the whole sheet; derived lines get their formula."""
    page.column(FORM_KEY_COLUMN, FORM_KEY_COLUMN, 14, None, hidden=True)
    page.column(FORM_LABEL_COLUMN, FORM_LABEL_COLUMN, 22)
    page.column(FORM_VALUE_COLUMN, FORM_VALUE_COLUMN, 32)
    page.column(HELP_COLUMN, HELP_COLUMN, 64)
    write_head(making, sheet, page, styles, FORM_LABEL_COLUMN)
    for column, head in ((FORM_LABEL_COLUMN, "item"), (FORM_VALUE_COLUMN, "content"), (HELP_COLUMN, "help")):
        page.put(FORM_FIRST_ROW - 1, column, making.say(f"blank.{head}"), styles.heading())
    records = making.records.get(sheet.key, ())
    record = (records[0] if records else None) or {}
    shown = making.shown[sheet.key][0]
    for row, field in enumerate(sheet.fields, FORM_FIRST_ROW):
        page.row(row, 24)
        page.put(row, FORM_KEY_COLUMN, field.key, styles.quiet)
        page.put(row, FORM_LABEL_COLUMN, field.label.said(making.locale), styles.label(field))
        page.put(row, HELP_COLUMN, hint(making, sheet, field), styles.note)
        style, value = styles.data(field, boxed=True), record.get(field.key)
        if field.derived and (value is None or isinstance(value, Stale)):
            page.formula(row, FORM_VALUE_COLUMN, making.formula(sheet, field.key, row), style, shown.get(field.key, ""))
        else:
            page.put(row, FORM_VALUE_COLUMN, written(making, field, value), style)
        page.validate(a1(row, FORM_VALUE_COLUMN), validation(making, sheet, field))
    colour_form(sheet, page, styles)
    page.worksheet.freeze_panes(FORM_FIRST_ROW - 1, 0)
    prepare_print(page)
