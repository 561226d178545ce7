"""Traces: what we put into somebody's open workbook, noted in its hidden sheet `_marks`, to be taken away again exactly."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

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
    that it was given, "" where it had one already, which is left alone.
    """

    sheet: str
    cell: str
    before: str = ""
    colour: str = ""
    note: str = ""


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
    for (formula,), (before, colour, note) in zip(formulas, texts, strict=True):
        if match := _REFERENCE.fullmatch(formula or ""):
            name = match[1].replace("''", "'") if match[1] else match[2]
            found.append(Trace(name, f"{match[3]}{match[4]}", before or "", colour or "", note or ""))
    return found


def write(book: Book, traces: Sequence[Trace]) -> None:
    """Note what is going to be put into the workbook, before it is; what was noted earlier is kept."""
    if not traces:
        return
    sheet = _own(book)
    if sheet is None:
        with in_front(book):
            sheet = book.sheets.add(free_name(book, SHEET), after=book.sheets[len(book.sheets) - 1])
            sheet["A1"].value = FIRST
            sheet.visible = False
    start = sheet.used_range.last_cell.row + 1
    end = start + len(traces) - 1
    sheet.range((start, 2), (end, 4)).number_format = "@"
    sheet.range((start, 2), (end, 4)).value = [[each.before, each.colour, each.note] for each in traces]
    sheet.range((start, 1), (end, 1)).formula = [[f"={quoted(each.sheet)}!{_absolute(each.cell)}"] for each in traces]


def forget(book: Book, gone: Sequence[Trace]) -> None:
    """Note no longer what has been taken away; the hidden sheet goes with the last of it."""
    kept = [each for each in read(book) if each not in gone]
    if sheet := _own(book):
        with in_front(book):
            sheet.delete()
    write(book, kept)


def free_name(book: Book, wanted: str) -> str:
    """A name for a new sheet: as wanted, or with a number where the workbook has a sheet of that name."""
    taken = {name.lower() for name in book.sheet_names}
    numbered = (f"{wanted} ({number})" for number in count(2))
    return wanted if wanted.lower() not in taken else next(name for name in numbered if name.lower() not in taken)


def _own(book: Book) -> Sheet | None:
    return next((each for each in book.sheets if each.name.startswith(SHEET) and each["A1"].value == FIRST), None)


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
