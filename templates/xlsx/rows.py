"""The rows of a worksheet: texts become values, values find their place in grid or columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from templates.xlsx.address import ColumnNumbers, column_letters, position
from templates.xlsx.refused import Refused

if TYPE_CHECKING:
    from templates.xlsx.limits import Limits
    from templates.xlsx.parsing import Attributes
    from templates.xlsx.values import Tables
    from templates.xlsx.worksheet import Worksheet

FindKeys = Callable[[int, dict[int, object]], "dict[int, str] | None"]
"""(row, column → value) → column → key at the key row, else None; asked for every row with values until then."""


class Rows:
    """Above and in the key row values go to the sheet's grid, below it to the columns that have a key."""

    def __init__(self, sheet: Worksheet, tables: Tables, limits: Limits, find_keys: FindKeys) -> None:
        self.sheet, self.tables, self.limits, self.find_keys = sheet, tables, limits, find_keys
        self.columns: dict[str, list[object]] | None = None
        """Letters → values, once the key row is known."""
        self.ignored: set[str] = set()
        self.numbers = ColumnNumbers()
        self.last = limits.rows
        """The last row that may hold a value in a column with a key."""

    def take(self, row: int, cells: list[Attributes], texts: list[str]) -> None:
        """Take one row: the attributes of its cells that have a value, in step with their texts."""
        values = self._values(cells, texts)
        if self.columns is None:
            self._above(row, cells, values)
        else:
            self._below(row, cells, values, self.columns)

    def _values(self, cells: list[Attributes], texts: list[str]) -> list[object]:
        shared, numbers = self.tables.shared, self.tables.numbers
        style_of, type_of = self.tables.by_style.get, self.tables.by_type.get
        values: list[object] = []
        for cell, text in zip(cells, texts, strict=True):
            kind = cell.get("t")
            if kind == "s":
                values.append(shared[text])
            elif kind is None or kind == "n":
                values.append(style_of(cell.get("s"), numbers)[text])
            else:
                values.append(type_of(kind, numbers)[text])
        return values

    def _below(self, row: int, cells: list[Attributes], values: list[object], columns: dict[str, list[object]]) -> None:
        tail, ignored = str(row), self.ignored
        index = row - self.sheet.key_row - 1 if row <= self.last else -1
        for cell, value in zip(cells, values, strict=True):
            letters = cell["r"].removesuffix(tail)
            column = columns.get(letters)
            if column is not None and len(column) == index:
                column.append(value)
            elif column is not None or letters not in ignored:
                at = position(cell["r"])
                self._place(at, value)
                if column_letters(at[1]) == letters:
                    ignored.add(letters)

    def _place(self, at: tuple[int, int], value: object) -> None:
        """Place what does not simply come next: gaps, columns without a key, disorder, a cell of another row."""
        row, number = at
        index = row - self.sheet.key_row - 1
        column = (self.columns or {}).get(column_letters(number))
        if value is None:
            return
        if index < 0:
            self.sheet.grid[at] = value
        elif column is not None:
            if row > self.last:
                raise Refused("too_many_rows", row)
            column.extend([None] * (index + 1 - len(column)))
            column[index] = value

    def _above(self, row: int, cells: list[Attributes], values: list[object]) -> None:
        tail, numbers, grid = str(row), self.numbers, self.sheet.grid
        record: dict[int, object] = {}
        for cell, value in zip(cells, values, strict=True):
            if value is None:
                continue
            try:
                number = numbers[cell["r"].removesuffix(tail)]
            except KeyError:
                at = position(cell["r"])
                grid[at] = value
            else:
                grid[row, number] = record[number] = value
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
        self.columns = columns                                   # one value far down makes every column as long
        self.last = min(self.limits.rows, row + self.limits.values // max(len(columns), 1))
        for at in [at for at in sheet.grid if at[0] > row]:      # rows out of order
            self._place(at, sheet.grid.pop(at))

    def finish(self) -> None:
        """Make all columns equally long."""
        columns = self.sheet.columns.values()
        length = max(map(len, columns), default=0)
        for column in columns:
            column.extend([None] * (length - len(column)))
