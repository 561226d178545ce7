"""One worksheet being written: nothing is dropped in silence, and no value can break the file."""

from __future__ import annotations

import re
from datetime import date
from math import isfinite, isnan
from typing import TYPE_CHECKING, Any

from templates.xlsx.values import CellError

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_TEXT = 32_767
A4 = 9
_SURROGATE = re.compile("[\ud800-\udfff]")
_FIRST_DAY = date(1900, 3, 1)
"""Excel's calendar holds a 29 February 1900; days before it differ between programs."""
_EXACT = 10**15


class Page:
    """Rows and columns are counted from 1, as people see them."""

    def __init__(self, worksheet: Worksheet) -> None:
        self.worksheet = worksheet

    def put(self, row: int, column: int, value: object, style: Format) -> None:
        """Write a value as it is: text stays text even where it looks like a formula; None and NaN leave a blank."""
        at = row - 1, column - 1
        sheet = self.worksheet
        if value is None or value == "" or (isinstance(value, float) and isnan(value)):
            code = sheet.write_blank(*at, None, style)
        elif isinstance(value, CellError):
            code = sheet.write_formula(*at, f"={value}", style, str(value))
        elif isinstance(value, bool):
            code = sheet.write_boolean(*at, value, style)
        elif isinstance(value, int | float) and isfinite(value) and abs(value) < _EXACT:
            code = sheet.write_number(*at, value, style)
        elif isinstance(value, date) and date(value.year, value.month, value.day) >= _FIRST_DAY:
            code = sheet.write_datetime(*at, value, style)
        else:
            code = sheet.write_string(*at, as_text(value), style)
        _sure(code)

    def inline(self, row: int, column: int, value: object, style: Format) -> None:
        """Write a text into the cell itself, anything else as `put` does; for sheets that the reader passes over."""
        if isinstance(value, str) and value:
            self.worksheet.inline(row, column, as_text(value), style)
        else:
            self.put(row, column, value, style)

    def formula(self, row: int, column: int, formula: str, style: Format, value: object) -> None:
        """Write a formula beside the value that it gives, since not every program works it out on opening."""
        shown = str(value) if isinstance(value, str) else value          # an error is stored as one by its text
        _sure(self.worksheet.write_formula(row - 1, column - 1, f"={formula}", style, shown))

    def fill(self, rows: tuple[int, int], column: int, formula: str, style: Format | None) -> None:
        """Put a formula without the equals sign into all rows from the first to the last; see FillingWorksheet."""
        self.worksheet.fill(*rows, column, formula, style)

    def link(self, row: int, column: int, sheet: str, style: Format) -> None:
        """Write the name of a sheet that leads to it."""
        target = "internal:'" + sheet.replace("'", "''") + "'!A1"
        _sure(self.worksheet.write_url(row - 1, column - 1, target, style, sheet))

    def column(self, first: int, last: int, width: float, style: Format | None = None, **options: object) -> None:
        """Set width and format of columns."""
        _sure(self.worksheet.set_column(first - 1, last - 1, width, style, options))

    def row(self, row: int, height: float | None, style: Format | None = None, **options: object) -> None:
        """Set height and format of a row."""
        _sure(self.worksheet.set_row(row - 1, height, style, options))

    def table(self, area: str, options: dict[str, Any]) -> None:
        """Lay an Excel table."""
        _sure(self.worksheet.add_table(area, options))

    def validate(self, area: str, options: dict[str, Any]) -> None:
        """Offer a drop-down, limits or a hint."""
        _sure(self.worksheet.data_validation(area, options))

    def colour(self, area: str, options: dict[str, Any]) -> None:
        """Add a conditional format."""
        _sure(self.worksheet.conditional_format(area, options))


def prepare_print(page: Page, wide: int = 1) -> None:
    """Set A4 landscape, so many pages wide, sheet name and page number below."""
    sheet = page.worksheet
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(wide, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&R&P / &N")


def as_text(value: object) -> str:
    """Give text as a cell can hold it: a list joined by 、, cut where Excel's limit is."""
    if isinstance(value, tuple | list):
        value = "、".join(map(str, value))
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", str(value))[:LONGEST_TEXT]


def _sure(code: object) -> None:
    """XlsxWriter answers with a negative number where it leaves something out."""
    if isinstance(code, int) and code < 0:
        raise ValueError(f"Excel does not allow this (XlsxWriter: {code})")
