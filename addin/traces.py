"""Traces: what we put into somebody's open workbook, noted in its hidden sheet `_marks`, to be taken away again exactly."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from addin.cells import sheet_names
from addin.unused import unused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from addin.live import Book, Sheet

SHEET = "_marks"
FIRST = "tongchou 1"
"""What stands in A1: the form of the sheet."""
_REFERENCE = re.compile(r"=\$?(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d{1,7})")


@dataclass(frozen=True)
class Trace:
    """A sheet of ours (`cell` is its A1, `colour` "", `before` the sheet that was in front), or a cell of theirs.

    `before` is the colour that the cell had, "" for none, `colour` the one that it was given (#RRGGBB); `note` is the note
    that it was given, "" where it had one already, which is left alone. `row` is where it is noted, 0 for nowhere yet.
    """

    sheet: str
    cell: str
    before: str = ""
    colour: str = ""
    note: str = ""
    row: int = field(default=0, compare=False)


def read(book: Book) -> list[Trace]:
    """What was noted, at the cells where it stands now: a formula that names a cell moves with it.

    A cell that was deleted since is left out.
    """
    sheet = _own(book)
    last = sheet.used_range.last_cell.row if sheet else 0
    if not sheet or last < 2:
        return []
    formulas = sheet.range((2, 1), (last + 1, 1)).formula
    texts = sheet.range((2, 2), (last + 1, 4)).value
    found = []
    for row, ((formula,), (before, colour, note)) in enumerate(zip(formulas, texts, strict=True), 2):
        if match := _REFERENCE.fullmatch(formula or ""):
            name = match[1].replace("''", "'") if match[1] else match[2]
            found.append(Trace(name, f"{match[3]}{match[4]}", before or "", colour or "", note or "", row))
    return found


def exchange(book: Book, noted: Sequence[Trace], gone: Sequence[Trace], new: Sequence[Trace]) -> None:
    """Of what is `noted` (as `read` gave it) forget what is gone, and note what is new, before it is put into the workbook.

    Only the rows in between are written. The hidden sheet goes with the last that is noted.
    """
    if not gone and not new:
        return
    sheet = _own(book)
    if len(gone) == len(noted) and not new:
        if sheet:
            with in_front(book):
                sheet.delete()
        return
    sheet = sheet or _made(book)
    free = sorted(each.row for each in gone)
    more = len(new) - len(free)
    start = sheet.used_range.last_cell.row + 1 if more > 0 else 0
    rows: dict[int, Trace | None] = dict.fromkeys(free)
    rows |= zip([*free, *range(start, start + more)], new, strict=False)
    first, last = min(rows), max(rows)
    forgotten = set(gone)
    kept = {each.row: each for each in noted if each not in forgotten}
    _write(sheet, first, [rows.get(row) or kept.get(row) for row in range(first, last + 1)])


def free_name(book: Book, wanted: str) -> str:
    """A name for a new sheet: as wanted, or with a number where the workbook has a sheet of that name."""
    taken = {name.lower() for name in sheet_names(book)}
    return unused(wanted, lambda name: name.lower() in taken)


def _own(book: Book) -> Sheet | None:
    found = (book.sheets[name] for name in sheet_names(book) if name.startswith(SHEET))
    return next((sheet for sheet in found if sheet["A1"].value == FIRST), None)


def _made(book: Book) -> Sheet:
    with in_front(book):
        sheet = book.sheets.add(free_name(book, SHEET), after=book.sheets[len(book.sheets) - 1])
        sheet["A1"].value = FIRST
        sheet.visible = False
    return sheet


def _write(sheet: Sheet, first: int, rows: Sequence[Trace | None]) -> None:
    last = first + len(rows) - 1
    texts = sheet.range((first, 2), (last, 4))
    texts.number_format = "@"
    texts.value = [[each.before, each.colour, each.note] if each else ["", "", ""] for each in rows]
    sheet.range((first, 1), (last, 1)).formula = [[f"={quoted(each.sheet)}!{_absolute(each.cell)}" if each else ""]
                                                  for each in rows]


def quoted(name: str) -> str:
    """A sheet's name as it stands in formulas."""
    return "'" + name.replace("'", "''") + "'"


def _absolute(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell[len(letters):]}"


@contextmanager
def in_front(book: Book) -> Iterator[None]:
    """Adding or deleting a sheet brings another to the front; afterwards the one that was there is there again."""
    before = book.sheets.active
    try:
        yield
    finally:
        before.activate()
