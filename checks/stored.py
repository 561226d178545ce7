"""Stored values: what derived cells show beside what is derived, and whether they hold the template's formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from templates.formula import Layout, normal_form
from templates.table import Row, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.field import Field
    from templates.filled import Filled
    from templates.table import Table


class Differing(NamedTuple):
    """A derived cell that shows another number than the one derived."""

    book: Filled
    row: Row
    field: Field
    shown: float
    derived: float

    @property
    def place(self) -> str:
        """The column, such as "plan.risks.score"."""
        return f"{self.row.table.key}.{self.field.key}"


def differing(book: Filled, table: Table, tolerance: float) -> Iterator[Differing]:
    """The cells of one table that show another number; amounts may differ by `tolerance` 元, percent by 0.005."""
    for field in table.declaration.fields:
        if field.derived is None or field.key not in table.shown:
            continue
        allowed = tolerance if field.type == "money" else 0.005 if field.type == "percent" else 1e-6
        for row in table:
            shown, derived = _shown(table, field.key, row), row.number(field.key)
            if isinstance(shown, int | float) and derived is not None and abs(shown - derived) > allowed:
                yield Differing(book, row, field, shown, derived)


def _shown(table: Table, key: str, row: Row) -> object:
    values = table.shown[key]
    value = values[row.index] if row.index < len(values) else None
    return value.typed if isinstance(value, Unread) and value.why == "bounds" else value


def holds_template_formula(cell: Differing) -> bool:
    """True where the cell holds the formula that our template puts there, wherever rows and columns were moved."""
    book, row, field = cell.book, cell.row, cell.field
    written = row.table.formulas.get((field.key, row.index))
    if written is None:
        return False
    layout = Layout({key: table.name for key, table in book.tables.items()},
                    {f"{key}.{column}": number for key, table in book.tables.items()
                     for column, number in table.column_of.items()})
    own_row = row.table.row_of.get(field.key, row.table.first + row.index)
    try:
        expected = layout.formula(row.table.declaration, field, own_row)
    except KeyError:                                    # a column of the formula is gone
        return False
    return normal_form(expected, own_row) == normal_form(written.text, written.row)
