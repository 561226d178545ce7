"""Where things stand in a workbook that we write; the reader goes by the key row and needs none of this."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.xlsx.address import a1

if TYPE_CHECKING:
    from templates.book import Sheet

TITLE_ROW, UNIT_ROW, HELP_ROW, KEY_ROW, LABEL_ROW, FIRST_ROW = range(1, 7)
"""Rows of a data sheet: the hidden keys in row 4, the visible labels in row 5, data from row 6."""
FORM_FIRST_ROW = 5
FORM_KEY_COLUMN, FORM_LABEL_COLUMN, FORM_VALUE_COLUMN = 1, 2, 3
CHECK_KEY = "_check"
"""What stands in the key row above the messages of the self-checks."""
PREPARED_ROWS = 300
"""Rows for which drop-downs, colours and formulas are prepared."""


def address(sheet: Sheet, key: str, index: int = 0) -> str:
    """A1 address of a column's cell in the record with this index (from 0); a form has one record."""
    position = [field.key for field in sheet.fields].index(key)
    if sheet.form:
        return a1(FORM_FIRST_ROW + position, FORM_VALUE_COLUMN)
    return a1(FIRST_ROW + index, position + 1)
