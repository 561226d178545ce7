"""One worksheet: a grid above the key row, columns by key below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from templates.xlsx.address import Range, sound_ranges

_CELL = re.compile(rb'<c r="[A-Z]{1,3}([0-9]{1,7})"[^>]*>\s*<f\b')


class Formula(NamedTuple):
    """The text of a formula and the cell for which it was written: a shared one stands at its first cell only."""

    text: str
    row: int
    column: int


@dataclass
class Worksheet:
    """What a sheet holds. Rows and columns count from 1, as in Excel.

    `key_row` 0: none was found and every value is in `grid`; else `grid` ends with it and `columns[key][i]` stands in
    row key_row + 1 + i, all columns being equally long; cells below it in a column without a key are left out.
    """

    name: str
    state: str = "visible"
    """visible, hidden or veryHidden."""
    key_row: int = 0
    grid: dict[tuple[int, int], object] = field(default_factory=dict)
    """(row, column) → value, cells with a value only."""
    columns: dict[str, list[object]] = field(default_factory=dict)
    column_of: dict[str, int] = field(default_factory=dict)
    formulas: dict[tuple[int, int], Formula] = field(default_factory=dict)
    never_calculated: set[tuple[int, int]] = field(default_factory=set)
    """Formulas without a stored value: no program with a calculation engine has saved them."""
    beyond: list[bytes] = field(default_factory=list)
    """How the first cells right of all keys begin, in rows that hold something and in the last below; few ask."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last of each hidden run."""
    merged: list[Range] = field(default_factory=list)
    validated: list[list[str]] = field(default_factory=list)
    """Type of each validation, then the areas where it holds, as written: few readers ask for them."""
    formatted: list[list[str]] = field(default_factory=list)
    """Areas of each conditional format, as written."""

    @property
    def validations(self) -> list[tuple[str, list[Range]]]:
        """Type (list, whole, date, …) and where it holds; what is no area is left out."""
        return [(kind, sound_ranges(areas)) for kind, *areas in self.validated]

    @property
    def formulas_beyond(self) -> set[int]:
        """Rows with a formula in the column right of all keys: those that hold something else, and the last prepared ones."""
        cells = (_CELL.match(each) for each in self.beyond)
        return {int(cell[1]) for cell in cells if cell}

    @property
    def conditional(self) -> list[list[Range]]:
        """Where each conditional format holds; what is no area is left out."""
        return [sound_ranges(areas) for areas in self.formatted]
