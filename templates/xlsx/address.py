"""Cell addresses: A1 and ranges, in rows and columns counted from 1."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from templates.xlsx.refused import Refused

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_WHOLE_COLUMNS = re.compile(r"([A-Za-z]{1,3}):([A-Za-z]{1,3})")
_WHOLE_ROWS = re.compile(r"([1-9][0-9]{0,6}):([1-9][0-9]{0,6})")


class Range(NamedTuple):
    """A rectangle of cells, both corners included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


def column_number(letters: str) -> int:
    """Turn letters into a number: A → 1, AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(LAST_COLUMN)
def column_letters(number: int) -> str:
    """Turn a number into letters: 1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def a1(row: int, column: int) -> str:
    """Name a cell: (7, 2) → B7."""
    return f"{column_letters(column)}{row}"


def position(reference: str) -> tuple[int, int]:
    """Find row and column: B7 → (7, 2); refuses what is no cell of a sheet."""
    match = _REFERENCE.fullmatch(reference)
    if match:
        row, column = int(match[2]), column_number(match[1])
        if row <= LAST_ROW and column <= LAST_COLUMN:
            return row, column
    raise Refused("bad_reference", reference[:40])


class ColumnNumbers(dict[str, int]):
    """Column letters → number, each worked out once; KeyError for what is no column."""

    def __missing__(self, letters: str) -> int:
        if _LETTERS.fullmatch(letters) and (number := column_number(letters)) <= LAST_COLUMN:
            self[letters] = number
            return number
        raise KeyError(letters)

    def position(self, reference: str, row: int, tail: str) -> tuple[int, int]:
        """Find row and column of a cell that most likely stands in `row`, which in digits is `tail`."""
        try:
            return row, self[reference.removesuffix(tail)]
        except KeyError:
            return position(reference)


def ordinal(said: str | None, highest: int) -> int:
    """Read a row or column number as a file writes it; refuses what is none."""
    if said and said.isdecimal() and said.isascii() and len(said) < 8:
        number = int(said)
        if 0 < number <= highest:
            return number
    raise Refused("bad_reference", (said or "")[:40])


def ranges(sqref: str) -> list[Range]:
    """Read areas separated by white space: cells, blocks, whole columns A:C, whole rows 2:3."""
    return [_range(part.replace("$", "")) for part in sqref.split()]


def sound_ranges(sqrefs: list[str]) -> list[Range]:
    """Read areas as `ranges` does, without those that are none, such as #REF!."""
    found = []
    for part in " ".join(sqrefs).split():
        with suppress(Refused):
            found += ranges(part)
    return found


def _range(part: str) -> Range:
    first, colon, last = part.partition(":")
    if columns := _WHOLE_COLUMNS.fullmatch(part):
        first, last = f"{columns[1]}1", f"{columns[2]}{LAST_ROW}"
    elif rows := _WHOLE_ROWS.fullmatch(part):
        first, last = f"A{rows[1]}", f"XFD{rows[2]}"
    (row, column), (other_row, other_column) = position(first), position(last if colon else first)
    return Range(min(row, other_row), min(column, other_column), max(row, other_row), max(column, other_column))
