"""A change to a department's book that somebody may accept: one cell, or one row more; and the books as they would be."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from templates.derived import derive
from templates.table import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checks.portfolio import Portfolio
    from templates.calendar import Calendar
    from templates.filled import Filled
    from templates.table import Row, Table

ADDED = "+"
"""The key of a change that adds a row; then `new` is the record."""


@dataclass(frozen=True)
class Change:
    """One cell's value before and after. `place` is the cell; of an added row the sheet's first free one."""

    place: Place
    old: object
    new: object
    key: str = ""

    @property
    def department(self) -> str:
        """Whose book it is; "" for the organisation book."""
        return self.place.department

    @property
    def book(self) -> str:
        """Key of the book, such as "plan"."""
        return self.place.table.partition(".")[0]

    @property
    def sheet(self) -> str:
        """Key of the sheet, such as "tasks"."""
        return self.place.table.partition(".")[2]

    @property
    def column(self) -> str:
        """Key of the column; "" where a row is added."""
        return self.place.column


def changed(row: Row, column: str, new: object) -> Change:
    """A new value for one cell."""
    return Change(row.at(column), row[column], new, row.key)


def added(table: Table, record: Mapping[str, object]) -> Change:
    """One row more in a sheet, below its last filled one."""
    first = table.first_cell()
    index = max(table.filled, default=-1) + 1
    place = Place(first.file, first.sheet, table.address(first.column, index), first.department, first.table, ADDED, "")
    return Change(place, None, dict(record), ADDED)


def applied(portfolio: Portfolio, changes: Iterable[Change]) -> Portfolio:
    """The portfolio as it would be with these changes, and with what the sheets derive from them.

    Nothing of the given one is touched.
    """
    by_file: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_file[change.place.file].append(change)
    books = [_book(book, by_file[book.file]) if book.file in by_file else book for book in portfolio.books]
    own = portfolio.organisation
    organisation = next((new for new in books if own and new.file == own.file), own)
    accounts = organisation.tables.get("accounts") if organisation else None
    books = [_derived_anew(book, accounts, portfolio.calendar) if book.file in by_file else book for book in books]
    organisation = next((new for new in books if own and new.file == own.file), own)
    return replace(portfolio, books=books, organisation=organisation)


def _book(book: Filled, changes: list[Change]) -> Filled:
    tables = dict(book.tables)
    for change in changes:
        table = tables[change.sheet]
        if table is book.tables[change.sheet]:
            table = tables[change.sheet] = _copy(table)
        if change.key == ADDED and isinstance(change.new, dict):
            _add(table, change.new)
        else:
            column = table.columns[change.column]
            index = 0 if table.declaration.form else _row_number(change.place.cell) - table.first
            column += [None] * (index + 1 - len(column))
            column[index] = change.new
    return replace(book, tables=tables)


def _copy(table: Table) -> Table:
    copy = replace(table, columns={key: list(values) for key, values in table.columns.items()}, filled=list(table.filled),
                   nil=table.nil)
    copy.places.update(table.places)                    # the same cells have the same addresses
    return copy


def _add(table: Table, record: Mapping[str, object]) -> None:
    index = max(table.filled, default=-1) + 1
    for column in table.declaration.fields:
        values = table.columns.setdefault(column.key, [])
        values += [None] * (index + 1 - len(values))
        values[index] = record.get(column.key)
    table.filled.append(index)
    table.nil = False


def _derived_anew(book: Filled, accounts: Table | None, calendar: Calendar) -> Filled:
    """The book with its derived columns worked out again; as in Excel, the cells show the new values where these moved."""
    derived = {key: [field.key for field in table.declaration.fields if field.derived] for key, table in book.tables.items()}
    tables = dict(book.tables)
    for key, columns in derived.items():
        if columns:
            tables[key] = replace(book.tables[key], columns=dict(book.tables[key].columns), shown=dict(book.tables[key].shown))
            tables[key].places.update(book.tables[key].places)
    anew = replace(book, tables=tables)
    derive(anew, accounts, calendar)
    for key, columns in derived.items():
        for column in columns:
            old, new = book.tables[key].columns.get(column, []), tables[key].columns[column]
            shown = list(tables[key].shown.get(column, []))
            for index in range(min(len(old), len(new), len(shown))):
                if old[index] != new[index]:
                    shown[index] = new[index]
            tables[key].shown[column] = shown
    return anew


def _row_number(cell: str) -> int:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
