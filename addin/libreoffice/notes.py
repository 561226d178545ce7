"""Notes on cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from .areas import Area, parse
from .edits import NOTES, all_writable, writable
from .members import offered

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from .ranges import Range
    from .sheet import Sheet


@offered
class Note(base_classes.Note):
    """A note on a cell."""

    def __init__(self, sheet: Sheet, cell: Area) -> None:
        self.sheet, self.cell = sheet, cell

    link = property(lambda self: self.sheet.link)
    api = property(lambda self: self.sheet.block(self.cell).api.getCellByPosition(0, 0).getAnnotation())

    @property
    def text(self) -> str:
        """What the note says."""
        return str(self.api.getString())

    @text.setter
    def text(self, value: str) -> None:
        writable(self.location)
        self.api.setString(value)

    @property
    def author(self) -> str:
        """Who wrote it; empty where LibreOffice was not told."""
        return str(self.api.getAuthor())

    @property
    def location(self) -> Range:
        """The cell on which it is."""
        return self.sheet.block(self.cell)

    def delete(self) -> None:
        """Take the note away."""
        writable(self.location)
        self.location.api.clearContents(NOTES)


def on_sheet(sheet: Sheet) -> list[Note]:
    """All notes of a sheet."""
    kept = sheet.api.Annotations
    return [Note(sheet, _cell(kept.getByIndex(index).getPosition())) for index in range(kept.getCount())]


def on_cell(block: Range) -> Note | None:
    """The note of the first cell; None where there is none."""
    cell = block.sheet.block(block.first)
    return Note(block.sheet, block.first) if cell.api.queryContentCells(NOTES).getCount() else None


def add(block: Range, text: str) -> Note:
    """Put a note on a cell."""
    writable(block)
    block.sheet.api.Annotations.insertNew(block.sheet.place(block.first), text)
    return Note(block.sheet, block.first)


def texts(sheet: Sheet) -> dict[str, str]:
    """What all notes of a sheet say, by their cells (A1)."""
    kept = sheet.api.Annotations
    notes = [kept.getByIndex(index) for index in range(kept.getCount())]
    return {_address(note.getPosition()): str(note.getString()) for note in notes}


def put(sheet: Sheet, wanted: Mapping[str, str]) -> None:
    """Put notes on cells (A1) that have none. The screen stands still meanwhile: drawing each would take half of the time."""
    areas = {cell: area for cell in wanted if (area := parse(cell))}
    all_writable(sheet, list(areas.values()))
    kept, position, book = sheet.api.Annotations, sheet.position, sheet.book.api
    book.lockControllers()
    try:
        for cell, area in areas.items():
            kept.insertNew(sheet.place(area, position), wanted[cell])
    finally:
        book.unlockControllers()


def take(sheet: Sheet, cells: Collection[str]) -> None:
    """Take the notes of cells (A1) away, the last one first, so that the others keep their numbers."""
    all_writable(sheet, list(filter(None, map(parse, cells))))
    kept, book = sheet.api.Annotations, sheet.book.api
    book.lockControllers()
    try:
        for index in reversed(range(kept.getCount())):
            if _address(kept.getByIndex(index).getPosition()) in cells:
                kept.removeByIndex(index)
    finally:
        book.unlockControllers()


def _cell(place: Any) -> Area:
    return Area(place.Row + 1, place.Column + 1)


def _address(place: Any) -> str:
    return _cell(place).text(row_absolute=False, column_absolute=False)
