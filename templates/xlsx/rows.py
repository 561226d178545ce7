"""The rows of a worksheet: texts become values, values find their place in grid or columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from templates.xlsx.address import LAST_COLUMN, ColumnNumbers, a1, column_letters, position
from templates.xlsx.refused import Refused

if TYPE_CHECKING:
    from templates.xlsx.package import Package
    from templates.xlsx.parsing import Attributes
    from templates.xlsx.values import Tables
    from templates.xlsx.worksheet import Worksheet

FindKeys = Callable[[int, dict[int, object]], "dict[int, str] | None"]
"""(row, column → value) → column → key at the key row, else None; asked for every row with values until then."""
_ROUGHLY = 16
"""Sheets whose text may be reckoned roughly: the longest one in every place."""


class Rows:
    """Above and in the key row values go to the sheet's grid, below it to the columns that have a key."""

    def __init__(self, sheet: Worksheet, tables: Tables, package: Package, find_keys: FindKeys) -> None:
        self.sheet, self.tables, self.find_keys = sheet, tables, find_keys
        self.limits, self.allowance = package.limits, package.allowance
        self.columns: dict[str, list[object]] | None = None
        """Letters → values, once the key row is known."""
        self.beyond = b""
        """Once the key row is known: how the tag of a cell right of all keys begins; programs write cells in order."""
        self.ignored: set[str] = set()
        self.numbers = ColumnNumbers()
        self.last = self.limits.rows
        """The last row that may hold a value in a column with a key."""

    def take(self, row: int, cells: list[Attributes], texts: list[str]) -> None:
        """Take one row: the attributes of its cells that have a value, in step with their texts."""
        if self.columns is None:
            self._above(row, cells, texts)
        else:
            self._below(row, cells, texts, self.columns)

    def _below(self, row: int, cells: list[Attributes], texts: list[str], columns: dict[str, list[object]]) -> None:
        """Take a row below the key row: most values come next in a column with a key, or stand in one without."""
        shared, numbers, ignored = self.tables.shared, self.tables.numbers, self.ignored
        style_of, type_of = self.tables.by_style.get, self.tables.by_type.get
        tail = str(row)
        index = row - self.sheet.key_row - 1 if row <= self.last else -1
        for cell, text in zip(cells, texts, strict=True):
            letters = cell["r"].removesuffix(tail)
            column = columns.get(letters)
            if column is None and letters in ignored:
                continue
            kind = cell.get("t")
            if kind == "s":
                value = shared[text]
            elif kind is None or kind == "n":
                value = style_of(cell.get("s"), numbers)[text]
            else:
                value = type_of(kind, numbers)[text]
            if column is not None and len(column) == index:
                column.append(value)
            elif column is not None and index >= 0:
                self._put(column, index, value)
            else:
                at = position(cell["r"])
                self._place(at, value)
                if column is None and column_letters(at[1]) == letters:
                    ignored.add(letters)

    def _put(self, column: list[object], index: int, value: object) -> None:
        """Put a value after a gap, or where there already is one."""
        if value is not None:
            column.extend([None] * (index + 1 - len(column)))
            column[index] = value

    def _place(self, at: tuple[int, int], value: object) -> None:
        """Place what does not stand where its row says: disorder, a cell of another row, one too far down."""
        row, number = at
        index = row - self.sheet.key_row - 1
        column = (self.columns or {}).get(column_letters(number))
        if value is None:
            return
        if index < 0:
            self.sheet.grid[at] = value
        elif column is not None:
            if row > self.last:
                raise Refused("too_many_rows", a1(row, number))
            self._put(column, index, value)

    def _above(self, row: int, cells: list[Attributes], texts: list[str]) -> None:
        tail, numbers, grid, tables = str(row), self.numbers, self.sheet.grid, self.tables
        record: dict[int, object] = {}
        for cell, text in zip(cells, texts, strict=True):
            value = tables.value(cell, text)
            if value is None:
                continue
            try:
                number = numbers[cell["r"].removesuffix(tail)]
            except KeyError:
                at = position(cell["r"])
                grid[at] = value
            else:
                grid[row, number] = record[number] = value
        self.allowance.spend("places", len(record), f"{row}:{row}")
        keys = self.find_keys(row, record) if record else None
        if keys:
            self._begin_columns(row, keys)

    def _begin_columns(self, row: int, keys: dict[int, str]) -> None:
        sheet = self.sheet
        columns: dict[str, list[object]] = {}
        sheet.key_row = row
        for number, key in sorted(keys.items()):
            if key not in sheet.columns:                         # a copied column bears the same key: the first counts
                sheet.column_of[key] = number
                sheet.columns[key] = columns[column_letters(number)] = []
        self.beyond = f'<c r="{column_letters(max(keys) + 1)}'.encode() if max(keys) < LAST_COLUMN else b""
        self.columns = columns                                   # one value far down makes every column as long
        self.last = min(self.limits.rows, row + self.allowance.left["places"] // max(len(columns), 1))
        for at in [at for at in sheet.grid if at[0] > row]:      # rows out of order
            self._place(at, sheet.grid.pop(at))

    def finish(self) -> None:
        """Make all columns equally long, and count what they hold."""
        columns = self.sheet.columns.values()
        length = max(map(len, columns), default=0)
        for column in columns:
            column.extend([None] * (length - len(column)))
        last = self.sheet.key_row + length
        self.allowance.spend("places", length * len(columns), f"{last}:{last}")
        characters = length * len(columns) * self.tables.longest
        if characters > self.limits.characters // _ROUGHLY:
            characters = sum(len(value) for column in columns for value in column if isinstance(value, str))
        self.allowance.spend("characters", characters)
