"""Cell addresses: A1 and ranges, in rows and columns counted from 1."""

from __future__ import annotations

import re

from templates.xlsx.refused import Refused

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_REF = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


def column_number(letters: str) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def a1(row: int, column: int) -> str:
    """(7, 2) → B7."""
    return f"{column_letters(column)}{row}"


def position(ref: str) -> tuple[int, int]:
    """B7 → (7, 2); refuses what is no cell of a sheet."""
    match = _REF.fullmatch(ref)
    if match:
        row, column = int(match[2]), column_number(match[1])
        if row <= LAST_ROW and column <= LAST_COLUMN:
            return row, column
    raise Refused("bad_reference", ref[:40])


def ranges(sqref: str) -> list[Range]:
    """The areas of a space-separated list; whole columns A:C and whole rows 2:3 included."""
    found = []
    for part in sqref.split():
        first, _, last = part.replace("$", "").partition(":")
        if first.isalpha():
            first, last = f"{first}1", f"{last or first}{LAST_ROW}"
        elif first.isdecimal():
            first, last = f"A{first}", f"XFD{last or first}"
        (row, column), (other_row, other_column) = position(first), position(last or first)
        found.append((min(row, other_row), min(column, other_column), max(row, other_row), max(column, other_column)))
    return found
