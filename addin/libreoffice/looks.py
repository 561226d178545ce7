"""How cells look: colour, wrapping, alignment."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from . import bridge
from .areas import Area, parse
from .edits import gathered, writable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .ranges import Range
    from .sheet import Sheet

    Colour = tuple[int, int, int]

NONE = -1
"""LibreOffice's number for no colour, automatic colour."""
HORIZONTAL = {"general": "STANDARD", "left": "LEFT", "center": "CENTER", "right": "RIGHT", "justify": "BLOCK", "fill": "REPEAT"}
VERTICAL = {"top": 1, "center": 2, "bottom": 3, "justify": 4}
BOTTOM_BY_DEFAULT = 0
DISTRIBUTED = 1


def shared(block: Range, name: str) -> Any:
    """A property that all cells have in common; None where they differ."""
    api = block.api
    if api is None or (len(block) > 1 and api.getPropertyState(name).value == "AMBIGUOUS_VALUE"):
        return None
    return api.getPropertyValue(name)


def give(block: Range, name: str, value: object) -> None:
    """Give all cells a property; raises OfficeRefusedError on a protected sheet, where LibreOffice would silently do nothing."""
    if block.api is not None:
        writable(block)
        block.api.setPropertyValue(name, value)


def colour_of(number: int | None) -> Colour | None:
    """LibreOffice's number of a colour as red, green, blue; None for none."""
    return None if number is None or number == NONE else (number >> 16 & 255, number >> 8 & 255, number & 255)


def colour_number(colour: Sequence[int] | str | int | None) -> int:
    """The number of a colour given as (r, g, b), #RRGGBB, Excel's own number, or None for none."""
    if colour is None:
        return NONE
    if isinstance(colour, str):
        return int(colour.removeprefix("#"), 16)
    if isinstance(colour, int):                         # Excel counts blue first
        return (colour & 255) << 16 | colour & 255 << 8 | colour >> 16 & 255
    red, green, blue = colour
    return int(red) << 16 | int(green) << 8 | int(blue)


def colour(block: Range) -> Colour | None:
    """The background that all cells have; None for none, and where they differ."""
    return colour_of(shared(block, "CellBackColor"))


def colours(sheet: Sheet, cells: Sequence[str]) -> dict[str, Colour | None]:
    """The backgrounds of cells (A1), None for none, in few questions where neighbours look alike."""
    found: dict[str, Colour | None] = {}
    heaps = [sorted(filter(None, map(parse, cells)), key=lambda area: (area.column, area.row))]
    while heaps:
        heap = heaps.pop()
        if not heap:
            continue
        ranges = gathered(sheet, heap)
        if len(heap) > 1 and ranges.getPropertyState("CellBackColor").value == "AMBIGUOUS_VALUE":
            heaps += [heap[:len(heap) // 2], heap[len(heap) // 2:]]
        else:
            background = colour_of(ranges.CellBackColor)
            found |= dict.fromkeys([area.text(row_absolute=False, column_absolute=False) for area in heap], background)
    return found


def set_colour(block: Range, value: Sequence[int] | str | int | None) -> None:
    """Give all cells a background, or none."""
    if block.api is not None:
        writable(block)
        _fill(block, block.api, colour_number(value))


def set_colours(block: Range, colours: Sequence[Sequence[Any]]) -> None:
    """Give every cell its own background: a grid as large as the range, in which ... leaves a cell as it is."""
    writable(block)
    wanted: dict[int, list[Area]] = defaultdict(list)
    for row, line in enumerate(colours):
        for column, value in enumerate(line):
            if value is not ...:
                wanted[colour_number(value)].append(Area(block.area.row + row, block.area.column + column))
    for number, areas in wanted.items():
        _fill(block, gathered(block.sheet, areas), number)


def _fill(block: Range, cells: Any, number: int) -> None:
    """A background; for none the cells' own is dropped, so that a cell without one is again as it was before it had one.

    LibreOffice would measure every row between the first cell and the last for it, which no background makes higher.
    """
    book = block.sheet.book
    measured, book.measuring = book.measuring, False
    try:
        if number == NONE:
            cells.setPropertyToDefault("CellBackColor")
        if number != NONE or cells.CellBackColor != NONE:   # the cells' style has a colour
            cells.CellBackColor = number
    finally:
        book.measuring = measured


def wrap(block: Range) -> bool | None:
    """Whether text breaks into lines; None where cells differ."""
    found = shared(block, "IsTextWrapped")
    return None if found is None else bool(found)


def set_wrap(block: Range, value: bool) -> None:
    """Break text into lines, or not."""
    give(block, "IsTextWrapped", bool(value))


def horizontal(block: Range) -> str | None:
    """The horizontal alignment in xlwings' words; None where cells differ."""
    found, method = shared(block, "HoriJustify"), shared(block, "HoriJustifyMethod")
    if found is None or method is None:
        return None
    if found.value == "BLOCK" and method == DISTRIBUTED:
        return "distributed"
    return next((word for word, name in HORIZONTAL.items() if name == found.value), None)


def set_horizontal(block: Range, value: str) -> None:
    """Align cells horizontally. LibreOffice cannot centre across a selection."""
    if value == "center_across_selection":
        raise NotImplementedError("Range.horizontal_alignment = 'center_across_selection' is not available with LibreOffice")
    give(block, "HoriJustify", bridge.enum("table.CellHoriJustify", HORIZONTAL.get(value, "BLOCK")))
    give(block, "HoriJustifyMethod", DISTRIBUTED if value == "distributed" else 0)


def vertical(block: Range) -> str | None:
    """The vertical alignment in xlwings' words; None where cells differ."""
    found, method = shared(block, "VertJustify"), shared(block, "VertJustifyMethod")
    if found is None or method is None:
        return None
    if found == VERTICAL["justify"] and method == DISTRIBUTED:
        return "distributed"
    return "bottom" if found == BOTTOM_BY_DEFAULT else next(word for word, number in VERTICAL.items() if number == found)


def set_vertical(block: Range, value: str) -> None:
    """Align cells vertically."""
    give(block, "VertJustify", VERTICAL.get(value, VERTICAL["justify"]))
    give(block, "VertJustifyMethod", DISTRIBUTED if value == "distributed" else 0)
