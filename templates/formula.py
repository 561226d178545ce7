"""The formulas of derived columns in a given workbook, and a form in which two formulas can be compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from templates.geometry import FIRST_ROW, PREPARED_ROWS
from templates.identity import LIST_SHEET
from templates.xlsx.address import column_letters

if TYPE_CHECKING:
    from templates.book import Book, Sheet
    from templates.field import Field

LIST_COLUMNS = {"days_off": 1, "make_up_days": 2, "accounts": 3, "accounts.class": 4, "accounts.controllable": 5}
"""Columns of the hidden list sheet; their values start in row 2."""
_RANGE = re.compile(r"([A-Z]{1,3})\d+:([A-Z]{1,3})\d+")
_CELL = re.compile(r"(?<![A-Z_.])([A-Z]{1,3})(\d+)(?![\d(])")


@dataclass(frozen=True)
class Layout:
    """Where the columns of one workbook stand: visible names, columns by "sheet.key", the first and last data row."""

    names: Mapping[str, str]
    columns: Mapping[str, int]
    first: int = FIRST_ROW
    last: int = FIRST_ROW + PREPARED_ROWS - 1
    list_lengths: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Book, locale: str, rows: int, list_lengths: Mapping[str, int]) -> Layout:
        """The layout of a workbook that we write."""
        return cls(
            {sheet.key: sheet.label.said(locale) for sheet in book.sheets},
            {f"{sheet.key}.{each.key}": number for sheet in book.sheets for number, each in enumerate(sheet.fields, 1)},
            FIRST_ROW, FIRST_ROW + rows - 1, list_lengths,
        )

    def column(self, name: str) -> str:
        """Absolute range of a whole data column ("lines.total", "_lists.days_off")."""
        sheet, _, key = name.partition(".")
        if sheet == LIST_SHEET:
            letters, first, last = column_letters(LIST_COLUMNS[key]), 2, max(2, 1 + self.list_lengths.get(key, 0))
            return f"{LIST_SHEET}!${letters}${first}:${letters}${last}"
        letters = column_letters(self.columns[name])
        return f"'{self.names[sheet]}'!${letters}${self.first}:${letters}${self.last}"

    def cells(self, sheet: Sheet, row: int) -> Callable[[str], str]:
        """What Derivation.formula asks for: a same-row cell by key, a whole column by "sheet.key"."""

        def cell(key: str) -> str:
            if "." in key:
                return self.column(key)
            return f"{column_letters(self.columns[f'{sheet.key}.{key}'])}{row}"

        return cell

    def formula(self, sheet: Sheet, declared: Field, row: int) -> str:
        """The template's formula of a derived column in a row, without the equals sign."""
        if declared.derived is None:
            raise ValueError(f"{declared.key} is not derived")
        return declared.derived.formula(self.cells(sheet, row))


def normal_form(formula: str, row: int) -> str:
    """A formula written in `row`, so that equal ones are equal wherever they stand and however long ranges are."""
    text = formula.lstrip("=").replace("$", "").replace("'", "").replace(" ", "").upper().replace("_XLFN.", "")
    text = _RANGE.sub(lambda match: match[0] if _same_row(match[0], row) else f"{match[1]}:{match[2]}", text)
    return _CELL.sub(lambda match: f"{match[1]}@" if int(match[2]) == row else match[0], text)


def _same_row(area: str, row: int) -> bool:
    return {int(number) for number in re.findall(r"\d+", area)} == {row}
