"""Derived columns of a filled book: our own value beside what the cell showed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.table import Row, Unread

if TYPE_CHECKING:
    from templates.calendar import Calendar
    from templates.filled import Filled
    from templates.table import Table


def derive(filled: Filled, accounts: Table | None, calendar: Calendar) -> None:
    """Fill in the derived columns of every table, in place. References must have been resolved before.

    Where an input is still open, a typed value stands (a duration typed before the dates are known); where one cannot
    be read, neither can what follows from it.
    """
    unread: list[str] = []

    def listing(name: str) -> list[object]:
        sheet, _, column = name.partition(".")
        table = accounts if sheet == "accounts" else filled.tables.get(sheet)
        if table is None:
            return []
        if any(row.unread(column) for row in table):
            unread.append(name)
        return [row[column] for row in table]

    for table in filled.tables.values():                 # a book's sums come after the sheets that they sum up
        for column in table.declaration.fields:
            if column.derived is None:
                continue
            length = max([len(values) for values in (*table.columns.values(), *table.shown.values())], default=1)
            values: list[object] = [None] * length
            table.columns[column.key] = values
            for row in table:
                unread.clear()
                value: object = column.derived.value(row.__getitem__, listing, calendar)
                if unread or any(row.unread(key) for key in column.derived.inputs):
                    value = Unread(_shown(table, column.key, row), "error")
                elif value is None and any(row.blank(key) for key in column.derived.inputs):
                    value = _typed(table, column.key, row)
                values[row.index] = value


def _typed(table: Table, key: str, row: Row) -> float | None:
    if (key, row.index) in table.formulas:
        return None
    value = _shown(table, key, row)
    return value if isinstance(value, int | float) and not isinstance(value, Unread) else None


def _shown(table: Table, key: str, row: Row) -> object:
    values = table.shown.get(key, [])
    return values[row.index] if row.index < len(values) else None
