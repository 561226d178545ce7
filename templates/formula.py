"""The formulas of derived columns in a given workbook, and a form in which two formulas can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from templates.geometry import FIRST_ROW, FORM_FIRST_ROW, FORM_VALUE_COLUMN, PREPARED_ROWS
from templates.identity import LIST_SHEET
from templates.xlsx.address import column_letters, column_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from templates.book import Book, Sheet
    from templates.field import Field

LIST_COLUMNS = {"days_off": 1, "make_up_days": 2, "accounts": 3, "accounts.class": 4, "accounts.controllable": 5}
"""The first columns of the hidden list sheet, the same in every book."""
LIST_FIRST_ROW = 2

_TOKEN = re.compile(
    r'(?P<text>"(?:[^"]|"")*")'
    r"|(?:(?P<sheet>'(?:[^']|'')+'|[^\W\d][\w.]*)!)?"
    r"(?P<first>\$?[A-Za-z]{1,3}\$?\d+)(?::(?P<last>\$?[A-Za-z]{1,3}\$?\d+))?(?![\w(.!])"
    r"|(?P<word>[^\W\d][\w.]*)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d+)")


@dataclass(frozen=True)
class Layout:
    """Where the columns of one workbook stand: visible names, columns by "sheet.key", the first and last data row.

    A form's cells stand in `rows`, by "sheet.key" too. How long a list or a column is matters to the writer alone:
    normal_form() knows no lengths.
    """

    names: Mapping[str, str]
    columns: Mapping[str, int]
    first: int = FIRST_ROW
    last: int = FIRST_ROW + PREPARED_ROWS - 1
    list_lengths: Mapping[str, int] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Book, names: Mapping[str, str], rows: int, list_lengths: Mapping[str, int]) -> Layout:
        """Give the layout of a workbook that we write."""
        numbered = [(sheet, f"{sheet.key}.{each.key}", index) for sheet in book.sheets
                    for index, each in enumerate(sheet.fields)]
        return cls(
            names,
            {name: FORM_VALUE_COLUMN if sheet.form else index + 1 for sheet, name, index in numbered},
            FIRST_ROW, FIRST_ROW + rows - 1, list_lengths,
            {name: FORM_FIRST_ROW + index for sheet, name, index in numbered if sheet.form},
        )

    def column(self, name: str) -> str:
        """Give the absolute range of a whole column ("lines.total", "_lists.days_off"); never a single cell.

        A data column begins with its label, so that a row inserted above the first one belongs to it.
        """
        sheet, _, key = name.partition(".")
        if sheet == LIST_SHEET:
            number, first = LIST_COLUMNS[key], LIST_FIRST_ROW
            last = LIST_FIRST_ROW + self.list_lengths.get(key, 0) - 1
        else:
            number, first, last = self.columns[name], self.first - 1, self.last
        letters = column_letters(number)
        place = LIST_SHEET if sheet == LIST_SHEET else quoted(self.names[sheet])
        return f"{place}!${letters}${first}:${letters}${max(last, first + 1)}"

    def cells(self, sheet: Sheet, row: int) -> Callable[[str], str]:
        """Answer what Derivation.formula asks for: a same-row cell by key, a whole column by "sheet.key"."""

        def cell(key: str) -> str:
            if "." in key:
                return self.column(key)
            name = f"{sheet.key}.{key}"
            return f"{column_letters(self.columns[name])}{self.rows.get(name, row) if sheet.form else row}"

        return cell

    def formula(self, sheet: Sheet, declared: Field, row: int) -> str:
        """Give the template's formula of a derived column in a row, without the equals sign."""
        if declared.derived is None:
            raise ValueError(f"{declared.key} is not derived")
        return declared.derived.formula(self.cells(sheet, row))


def normal_form(formula: str, row: int) -> str:
    """Rewrite a formula written in `row`, so that equal ones are equal wherever they stand, however long ranges are.

    A cell of the same row becomes A@, one of another row A@-2; a range down a column keeps its column only (A:A),
    since its length differs from file to file. Dollar signs, quotes of sheet names, spaces, case and the prefixes of
    newer functions go; texts in quotes stay as they are.
    """
    parts = []
    for match in _TOKEN.finditer(formula.strip().removeprefix("=")):
        if match["text"]:
            parts.append(match["text"])
        elif match["first"]:
            sheet = match["sheet"] or ""
            if sheet.startswith("'"):
                sheet = sheet[1:-1].replace("''", "'")
            parts.append((f"{sheet.upper()}!" if sheet else "") + _reference(match["first"], match["last"], row))
        elif match["word"]:
            parts.append(match["word"].upper().removeprefix("_XLFN."))
        elif not match["other"].isspace() and match["other"] != "$":
            parts.append(match["other"])
    return "".join(parts)


def quoted(name: str) -> str:
    """Give a sheet's name as formulas write it."""
    return "'" + name.replace("'", "''") + "'"


def _reference(first: str, last: str | None, row: int) -> str:
    start, end = _position(first), _position(last or first)
    if last is None:
        return _seen(*start, row)
    if start[0] == end[0] and start[1] != end[1]:
        return f"{_seen(*start, row)}:{_seen(*end, row)}"
    return f"{column_letters(start[1])}:{column_letters(end[1])}"


def _position(ref: str) -> tuple[int, int]:
    match = _CELL.fullmatch(ref)
    if match is None:
        raise ValueError(ref)
    return int(match[2]), column_number(match[1])


def _seen(at: int, column: int, row: int) -> str:
    return f"{column_letters(column)}@" + (f"{at - row:+d}" if at != row else "")
