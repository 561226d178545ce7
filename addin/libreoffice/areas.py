"""Areas of a sheet: rows and columns counted from 1, and their addresses as Excel writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
_COLUMN = re.compile(r"\$?([A-Za-z]{1,3})")
_ROW = re.compile(r"\$?([1-9]\d{0,6})")


@dataclass(frozen=True)
class Area:
    """A rectangle of cells: its first row and column, how many of each; none of either after an empty slice."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    def text(self, *, row_absolute: bool = True, column_absolute: bool = True) -> str:
        """The address: A1, $A$1:$B$2, $A:$C for whole columns, $1:$3 for whole rows."""
        row, column = "$" if row_absolute else "", "$" if column_absolute else ""
        first = f"{column}{letters(self.column)}", f"{row}{self.row}"
        last = f"{column}{letters(self.column + self.columns - 1)}", f"{row}{self.row + self.rows - 1}"
        if self.rows == LAST_ROW:
            return f"{first[0]}:{last[0]}"
        if self.columns == LAST_COLUMN:
            return f"{first[1]}:{last[1]}"
        return "".join(first) if self.rows == self.columns == 1 else f"{''.join(first)}:{''.join(last)}"

    def corners(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom as LibreOffice counts them: from 0, all included."""
        return self.column - 1, self.row - 1, self.column + self.columns - 2, self.row + self.rows - 2

    def spanned(self, other: Area) -> Area:
        """The smallest area that holds both."""
        row, column = min(self.row, other.row), min(self.column, other.column)
        return Area(row, column, max(self.row + self.rows, other.row + other.rows) - row,
                    max(self.column + self.columns, other.column + other.columns) - column)

    def common(self, other: Area) -> Area | None:
        """The cells of both; None where there are none."""
        row, column = max(self.row, other.row), max(self.column, other.column)
        rows = min(self.row + self.rows, other.row + other.rows) - row
        columns = min(self.column + self.columns, other.column + other.columns) - column
        return Area(row, column, rows, columns) if rows > 0 and columns > 0 else None


def of_address(address: Any) -> Area:
    """The area of LibreOffice's CellRangeAddress."""
    return Area(address.StartRow + 1, address.StartColumn + 1, address.EndRow - address.StartRow + 1,
                address.EndColumn - address.StartColumn + 1)


def parse(text: str) -> Area | None:
    """The area that an address names: A1, $A$1:B2, A:C, 1:3; None for anything else, such as a name."""
    first, colon, last = text.strip().partition(":")
    if (one := _CELL.fullmatch(first)) and (other := _CELL.fullmatch(last if colon else first)):
        return _cell(one).spanned(_cell(other))
    if colon and (one := _COLUMN.fullmatch(first)) and (other := _COLUMN.fullmatch(last)):
        return Area(1, number(one[1]), LAST_ROW).spanned(Area(1, number(other[1]), LAST_ROW))
    if colon and (one := _ROW.fullmatch(first)) and (other := _ROW.fullmatch(last)):
        return Area(int(one[1]), 1, 1, LAST_COLUMN).spanned(Area(int(other[1]), 1, 1, LAST_COLUMN))
    return None


def number(column: str) -> int:
    """Turn letters into a number: A → 1, AA → 27."""
    found = 0
    for letter in column.upper():
        found = found * 26 + ord(letter) - 64
    return found


def letters(column: int) -> str:
    """Turn a number into letters: 1 → A, 27 → AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def quoted(sheet: str) -> str:
    """A sheet's name as it stands before an address."""
    return sheet if sheet.isidentifier() and sheet.isascii() else "'" + sheet.replace("'", "''") + "'"


def _cell(match: re.Match[str]) -> Area:
    return Area(int(match[2]), number(match[1]))
