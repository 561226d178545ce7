"""Changing cells as a whole: what may be changed, clearing, inserting, deleting, moving, merging."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import bridge
from .areas import LAST_COLUMN, LAST_ROW
from .link import OfficeRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .areas import Area
    from .ranges import Range
    from .sheet import Sheet

VALUES, NOTES, FORMATS, RICH_TEXT = 1 | 2 | 4 | 16, 8, 32 | 64, 256 | 512
"""What can be cleared: bits of com.sun.star.sheet.CellFlags."""


def writable(block: Range) -> None:
    """Raise OfficeRefusedError where a book is read-only, or cells are locked: LibreOffice ignores some changes in silence."""
    sheet = block.sheet
    if sheet.book.read_only:
        raise OfficeRefusedError(f"{sheet.book.name} is open read-only: LibreOffice changes nothing in it")
    if sheet.api.isProtected():
        mixed = len(block) > 1 and block.api.getPropertyState("CellProtection").value == "AMBIGUOUS_VALUE"
        if mixed or block.api.CellProtection.IsLocked:
            raise OfficeRefusedError(f"sheet {sheet.name} is protected and {block.area.text()} is locked")


def all_writable(sheet: Sheet, areas: Sequence[Area]) -> None:
    """The same for many cells, in as few questions as for one."""
    if areas:
        writable(sheet.block(areas[0]))
        if sheet.api.isProtected():
            cells = gathered(sheet, areas)
            if cells.getPropertyState("CellProtection").value == "AMBIGUOUS_VALUE" or cells.CellProtection.IsLocked:
                raise OfficeRefusedError(f"sheet {sheet.name} is protected and some of its cells are locked")


def gathered(sheet: Sheet, areas: Iterable[Area]) -> Any:
    """Many areas as one, to be asked for a property or given it at once."""
    ranges, position = sheet.book.api.createInstance("com.sun.star.sheet.SheetCellRanges"), sheet.position
    ranges.addRangeAddresses(tuple(sheet.address(area, position) for area in areas), False)
    return ranges


def clear_contents(block: Range) -> None:
    """Empty the cells; formats and notes stay."""
    _clear(block, VALUES | RICH_TEXT)


def clear_formats(block: Range) -> None:
    """Take the formats away; values and notes stay."""
    _clear(block, FORMATS)


def clear(block: Range) -> None:
    """Take values, formats and notes away."""
    _clear(block, VALUES | NOTES | FORMATS | RICH_TEXT)


def _clear(block: Range, flags: int) -> None:
    if block.api is not None:
        writable(block)
        block.api.clearContents(flags)


def insert(block: Range, shift: str | None = None, copy_origin: str | None = None) -> None:
    """Insert empty cells, and shift the others down or right; without a say, the way a block is shaped decides."""
    if copy_origin not in (None, "format_from_left_or_above"):
        raise NotImplementedError(f"Range.insert(copy_origin={copy_origin!r}) is not available with LibreOffice")
    how = _whole(block) or {"down": "DOWN", "right": "RIGHT"}[shift or ("right" if _tall(block) else "down")]
    writable(block)
    block.sheet.api.insertCells(block.sheet.address(block.area), bridge.enum("sheet.CellInsertMode", how))


def delete(block: Range, shift: str | None = None) -> None:
    """Delete the cells, and shift the others up or left; without a say, the way the block is shaped decides."""
    how = _whole(block) or {"up": "UP", "left": "LEFT"}[shift or ("left" if _tall(block) else "up")]
    writable(block)
    block.sheet.api.removeRange(block.sheet.address(block.area), bridge.enum("sheet.CellDeleteMode", how))
    block.link.turn += 1


def _whole(block: Range) -> str:
    return "ROWS" if block.area.columns == LAST_COLUMN else "COLUMNS" if block.area.rows == LAST_ROW else ""


def _tall(block: Range) -> bool:
    return block.area.rows > block.area.columns


def move(block: Range, destination: Any) -> None:
    """Move the cells to where the destination (a Range of xlwings) begins, formulas that name them included."""
    target: Range = destination.impl
    writable(block)
    place = target.sheet.place(target.area)
    block.sheet.api.moveRange(place, block.sheet.address(block.area))


def merged(block: Range) -> bool:
    """Whether any cell of the range is part of a merged one."""
    return bool(block.api.getIsMerged()) or merge_area(block).area != block.sheet.block(block.first).area


def merge_area(block: Range) -> Range:
    """The merged cell of which the first cell is part; the cell itself where it is none."""
    cursor = block.sheet.api.createCursorByRange(block.sheet.block(block.first).api)
    cursor.collapseToMergedArea()
    return block.sheet.found(cursor)


def merge(block: Range, across: bool) -> None:
    """Merge the cells into one, or those of every row into one."""
    writable(block)
    rows = [block.row_at(index) for index in range(block.area.rows)] if across else [block]
    for each in rows:
        each.api.merge(True)


def unmerge(block: Range) -> None:
    """Take merged cells apart."""
    writable(block)
    block.api.merge(False)


def group(block: Range, by: str) -> None:
    """Put rows or columns into an outline group."""
    block.sheet.api.group(block.sheet.address(block.area), _orientation(by))


def ungroup(block: Range, by: str) -> None:
    """Take the outline groups of rows or columns apart: whole groups, where Excel would shorten them."""
    block.sheet.api.ungroup(block.sheet.address(block.area), _orientation(by))


def _orientation(by: str) -> Any:
    return bridge.enum("table.TableOrientation", "ROWS" if by.startswith("row") else "COLUMNS")
