"""Opening an adapted template: whether it is one of ours and blank, with every column there, and what stands where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from templates.adapted.lists import Column, directory_of, hidden_of
from templates.adapted.words import Head, readme_of
from templates.filled import Unreadable, read
from templates.identity import BOOK_SHEET, LIST_SHEET
from templates.lists import Lists
from templates.making import Making
from templates.table import Row
from templates.wording import known
from templates.xlsx.refused import Refused
from templates.xlsx.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from zipfile import ZipInfo

    from templates.book import Book
    from templates.filled import Filled
    from templates.identity import Identity
    from templates.table import Table
    from templates.xlsx.worksheet import Worksheet


@dataclass(frozen=True)
class Unusable:
    """Why a workbook is no template.

    `refused`: the reader's reason stands in `unread`. `book`: it is another kind of book, named in `places`. `filled`:
    cells that hold data. `missing`: columns as "tasks.owner", a sheet as "tasks", a list as "_lists.people".
    """

    reason: Literal["refused", "book", "filled", "missing"]
    places: tuple[str, ...] = ()
    unread: Unreadable | None = None


@dataclass(frozen=True)
class Template:
    """A template that was found sound: its parts, and where in them stands what differs from book to book."""

    book: Book
    identity: Identity
    names: Mapping[str, str]
    """Key of a declared sheet → its visible name."""
    parts: Mapping[str, str]
    """Visible name of any sheet → its part."""
    entries: tuple[tuple[ZipInfo, bytes], ...]
    """All parts in their order."""
    about: str
    """Name of the sheet `_book` as it is spelt."""
    said: Mapping[str, int]
    """Key in `_book` → row."""
    hidden: Mapping[str, Column]
    """The columns of `_lists` by name."""
    directory: Mapping[str, Column]
    head: Head
    epoch_1904: bool


def open_template(path: Path, book: Book) -> Template | Unusable:
    """Open a template for a kind of book. Never raises for what the file holds."""
    filled = read(path, path.name)
    if isinstance(filled, Unreadable):
        return Unusable("refused", unread=filled)
    if filled.book is not book:
        return Unusable("book", (filled.book.key,))
    missing = tuple(_missing(filled))
    if missing:
        return Unusable("missing", missing)
    data = tuple(cell for table in filled.tables.values() if (cell := _first_data(table)))
    if data:
        return Unusable("filled", data)
    try:
        return _located(path, filled)
    except Refused as refused:                           # of a sheet of the office's own, which nobody has read so far
        return Unusable("refused", unread=Unreadable(path, path.name, filled.sha256, refused.reason, refused.detail))


def _located(path: Path, filled: Filled) -> Template | Unusable:
    identity = replace(filled.identity, locale=known(filled.identity.locale) or "zh-Hans")
    making = Making(filled.book, identity, Lists(), {}, 0)
    names = {key: table.name for key, table in filled.tables.items()}
    with Workbook(path) as workbook:
        ours = {name.strip().lower(): name for name in workbook.sheets if name.strip().lower() in (BOOK_SHEET, LIST_SHEET)}
        if LIST_SHEET not in ours:
            return Unusable("missing", (LIST_SHEET,))
        grids = {name: workbook.sheet(name) for name in workbook.sheets}
        parts = {name: workbook.part(name) for name in workbook.sheets}
        entries = tuple((info, b"".join(workbook.package.chunks(part, workbook.package.limits.part)))
                        for part, info in workbook.package.parts.items())
        epoch_1904 = workbook.epoch_1904
    about, lists = grids[ours[BOOK_SHEET]], grids[ours[LIST_SHEET]]
    others = {name: sheet for name, sheet in grids.items() if name not in (*names.values(), *ours.values())}
    hidden, without = hidden_of(making, lists)
    directory, lost = directory_of(making, others)
    if without or lost:
        return Unusable("missing", (*without, *lost))
    for column in directory.values():
        others.pop(column.sheet, None)
    texts = {table.name: _texts(grids[table.name], _key_row(table)) for table in filled.tables.values()}
    readme = readme_of(making, {name: _texts(sheet) for name, sheet in others.items()})
    department = _department(identity, lists.grid, hidden.get("departments"))
    head = Head(texts | readme, next(iter(readme), ""), identity, department)
    said = {str(value): row for (row, column), value in about.grid.items() if column == 1}
    return Template(filled.book, identity, names, parts, entries, about.name, said, hidden, directory, head, epoch_1904)


def _missing(filled: Filled) -> Iterator[str]:
    for sheet in filled.book.sheets:
        table = filled.tables.get(sheet.key)
        if table is None:
            yield sheet.key
            continue
        yield from (f"{sheet.key}.{each.key}" for each in sheet.fields if each.key not in table.column_of)


def _first_data(table: Table) -> str:
    """The first cell that holds data, "" where none does; a form may be filled in beforehand."""
    if table.declaration.form:
        return ""
    if table.filled:
        row = Row(table, table.filled[0])
        key = next(each.key for each in table.declaration.inputs if not row.blank(each.key))
        return f"{table.name}!{table.address(key, row.index)}"
    return f"{table.name}!{table.first_cell().cell}" if table.nil else ""


def _key_row(table: Table) -> int:
    return min(table.row_of.values()) if table.declaration.form else table.first - 2


def _texts(sheet: Worksheet, before: int = 1 << 20) -> dict[tuple[int, int], str]:
    """The texts above a row that somebody typed: a formula looks after itself."""
    return {at: value for at, value in sheet.grid.items()
            if isinstance(value, str) and at[0] < before and at not in sheet.formulas}


def _department(identity: Identity, grid: Mapping[tuple[int, int], object], column: Column | None) -> str:
    """The name of the department for which the template was made, by its own list; "" where it was for none."""
    entries = [str(grid.get((row, column.number), "")) for row in range(column.first, column.last + 1)] if column else []
    key = identity.department
    return next((entry.removeprefix(key).strip() for entry in entries if key and entry.partition(" ")[0] == key), "")

