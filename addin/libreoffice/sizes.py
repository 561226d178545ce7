"""Sizes and places on the sheet: column widths in characters as Excel counts them, everything else in points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import bridge
from .areas import Area
from .edits import writable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .books import Book
    from .ranges import Range

POINT, TWIP = 2540 / 72, 2540 / 1440
"""In hundredths of a millimetre, in which LibreOffice measures."""
MARGIN = 5 / 7
"""Excel keeps this share of a digit free beside the characters that it counts in a column (5 of 7 pixels)."""


def column_width(block: Range) -> float | None:
    """How many digits of the standard font a column holds; None where columns differ, 0 when hidden."""
    if block.api is None:
        return 0
    widths = _common(block.api.Columns.getByIndex(index).Width for index in range(_count(block, "columns")))
    return None if widths is None else round(max(widths / digit(block.sheet.book) - MARGIN, 0), 2)


def set_column_width(block: Range, value: float) -> None:
    """Make the columns as wide as so many digits of the standard font."""
    if block.api is not None:
        writable(block)
        block.api.Columns.Width = round((value + MARGIN) * digit(block.sheet.book))


def digit(book: Book) -> float:
    """The width of the widest digit in the book's standard font, asked once."""
    if book.digit is None:
        style = book.api.StyleFamilies.getByName("CellStyles").getByName("Default")
        look = bridge.struct("awt.FontDescriptor", Name=style.CharFontName, Height=int(style.CharHeight * 20))
        font = book.api.ReferenceDevice.getFont(look)
        book.digit = float(max(font.getCharWidths(bridge.letter("0"), bridge.letter("9"))) * TWIP)
    return book.digit


def row_height(block: Range) -> float | None:
    """The height of the rows in points; None where rows differ."""
    if block.api is None:
        return 0
    height = _common(block.api.Rows.getByIndex(index).Height for index in range(_count(block, "rows")))
    return None if height is None else round(height / POINT, 2)


def set_row_height(block: Range, value: float) -> None:
    """Make the rows so many points high."""
    if block.api is not None:
        writable(block)
        block.api.Rows.Height = round(value * POINT)


def _common(sizes: Iterable[int]) -> int | None:
    found = set()
    for size in sizes:
        found.add(size)
        if len(found) > 1:
            return None
    return found.pop()


def _count(block: Range, way: str) -> int:
    """Rows or columns to look at: beyond what is used one stands for the rest."""
    used, area = block.sheet.used_range.area, block.area
    if way == "columns":
        return max(1, min(area.columns, used.column + used.columns + 1 - area.column))
    return max(1, min(area.rows, used.row + used.rows + 1 - area.row))


def width(block: Range) -> float:
    """The width of the range in points."""
    return 0.0 if block.api is None else float(round(block.api.Size.Width / POINT, 2))


def height(block: Range) -> float:
    """The height of the range in points."""
    return 0.0 if block.api is None else float(round(block.api.Size.Height / POINT, 2))


def left(block: Range) -> float:
    """How far the range stands from the left edge of the sheet, in points."""
    return 0.0 if block.api is None else float(round(block.api.Position.X / POINT, 2))


def top(block: Range) -> float:
    """How far the range stands from the upper edge of the sheet, in points."""
    return 0.0 if block.api is None else float(round(block.api.Position.Y / POINT, 2))


def autofit(block: Range, axis: str | None = None) -> None:
    """Make columns as wide and rows as high as what they hold; `axis` "c" or "r" for one of them."""
    if block.api is not None:
        if axis in (None, "c", "columns"):
            block.api.Columns.OptimalWidth = True
        if axis in (None, "r", "rows"):
            block.api.Rows.OptimalHeight = True


def rows_hidden(block: Range) -> bool | None:
    """Whether the rows are hidden; None where they differ."""
    seen = {row for part in _seen(block, Area(block.area.row, 1, block.area.rows, block.sheet.last_column))
            for row in range(part.StartRow, part.EndRow + 1)}
    return None if 0 < len(seen) < block.area.rows else not seen


def columns_hidden(block: Range) -> bool | None:
    """Whether the columns are hidden; None where they differ."""
    seen = {column for part in _seen(block, Area(1, block.area.column, block.sheet.last_row, block.area.columns))
            for column in range(part.StartColumn, part.EndColumn + 1)}
    return None if 0 < len(seen) < block.area.columns else not seen


def _seen(block: Range, area: Area) -> tuple[Any, ...]:
    return tuple(block.sheet.block(area).api.queryVisibleCells().getRangeAddresses())


def hide_rows(block: Range, value: bool) -> None:
    """Hide the rows, or show them."""
    block.api.Rows.IsVisible = not value


def hide_columns(block: Range, value: bool) -> None:
    """Hide the columns, or show them."""
    block.api.Columns.IsVisible = not value
