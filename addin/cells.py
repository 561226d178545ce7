"""Many cells of an open workbook at once: their colours, notes and contents in as few questions as the office allows.

Each question to LibreOffice takes a moment, and it answers some that xlwings has no word for; Excel is asked cell by cell.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from templates.xlsx.address import position

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from addin.live import Book, Sheet

HANDFUL = 50
"""Notes that are put at once; then the status bar says how many there are."""


def sheet_names(book: Book) -> list[str]:
    """The names of all sheets in their order."""
    quick: list[str] | None = getattr(book.impl, "sheet_names", None)
    return book.sheet_names if quick is None else quick


@contextmanager
def unmeasured(book: Book) -> Iterator[None]:
    """LibreOffice measures the rows again at every change; while much is written it is enough to do so once, afterwards."""
    before = getattr(book.impl, "measuring", None)
    if before is None:
        yield
        return
    book.impl.measuring = False
    try:
        yield
    finally:
        book.impl.measuring = before


def contents(sheet: Sheet) -> Any:
    """What stands in the cells of a sheet from A1 on, row by row."""
    found = getattr(sheet.impl, "contents", None)
    if found is None:
        last = sheet.used_range.last_cell
        found = sheet.range((1, 1), (max(last.row, 2), max(last.column, 2))).raw_value    # one cell alone is no block
    return found


def value(rows: Any, cell: str) -> Any:
    """What stands in a cell of what `contents` gave; None outside of it."""
    row, column = position(cell)
    try:
        return rows[row - 1][column - 1] if rows[row - 1][column - 1] != "" else None
    except (IndexError, TypeError):
        return None


def colours(sheet: Sheet, cells: Collection[str]) -> dict[str, str]:
    """The backgrounds of cells as #RRGGBB, "" for none."""
    quick = getattr(sheet.impl, "colours", None)
    found = quick(list(cells)) if quick else {cell: sheet[cell].color for cell in cells}
    return {cell: "#{:02X}{:02X}{:02X}".format(*colour) if colour else "" for cell, colour in found.items()}


def paint(sheet: Sheet, wanted: Mapping[str, str]) -> None:
    """Give cells their backgrounds, "" none. Raises one of `live.refusals` where the sheet is protected."""
    if not wanted:
        return
    places = {position(cell): colour or None for cell, colour in wanted.items()}
    rows, columns = [row for row, _ in places], [column for _, column in places]
    first, last = (min(rows), min(columns)), (max(rows), max(columns))
    grid: list[list[Any]] = [[...] * (last[1] - first[1] + 1) for _ in range(last[0] - first[0] + 1)]
    for (row, column), colour in places.items():
        grid[row - first[0]][column - first[1]] = colour
    sheet.range(first, last).set_colors(grid)


def notes(sheet: Sheet) -> dict[str, str]:
    """What all notes of a sheet say, by cell."""
    quick = getattr(sheet.impl, "note_texts", None)
    return quick() if quick else {note.location.address.replace("$", ""): note.text for note in sheet.notes}


def put_notes(sheet: Sheet, wanted: Mapping[str, str]) -> Iterator[int]:
    """Put notes on cells that have none, a handful at a time; yields how many each time. Raises as `paint` does."""
    quick = getattr(sheet.impl, "put_notes", None)
    told = list(wanted.items())
    for start in range(0, len(told), HANDFUL):
        some = dict(told[start:start + HANDFUL])
        if quick:
            quick(some)
        else:
            for cell, text in some.items():
                sheet[cell].add_note(text)
        yield len(some)


def take_notes(sheet: Sheet, cells: Collection[str]) -> None:
    """Take the notes of cells away. Raises as `paint` does."""
    quick = getattr(sheet.impl, "take_notes", None)
    if quick and cells:
        quick(cells)
    elif cells:
        for note in sheet.notes:
            if note.location.address.replace("$", "") in cells:
                note.delete()
