"""Notes on cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from .areas import Area
from .edits import NOTES, writable
from .members import offered

if TYPE_CHECKING:
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


def _cell(place: Any) -> Area:
    return Area(place.Row + 1, place.Column + 1)
