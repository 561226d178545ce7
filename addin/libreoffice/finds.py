"""Finding cells: ends of data, regions, text, kinds of cells; sorting and replacing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import bridge
from .areas import Area, of_address
from .edits import VALUES, writable
from .members import refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .ranges import Range

DOWN, UP, RIGHT, LEFT = (1, 0), (-1, 0), (0, 1), (0, -1)
DIRECTIONS = {"down": DOWN, "d": DOWN, "up": UP, "u": UP, "right": RIGHT, "r": RIGHT, "left": LEFT, "l": LEFT}
NUMBERS, WORDS = 1 | 2, 4
"""Bits of com.sun.star.sheet.CellFlags."""
FORMULA_RESULTS = {None: 7, "text": 2, "errors": 4}
"""Bits of com.sun.star.sheet.FormulaResult."""
IN_FORMULAS, IN_VALUES = 0, 1


def end(block: Range, direction: str) -> Range:
    """Where Ctrl and an arrow key lead from the first cell: the end of the data, the next data, or the edge of the sheet."""
    down, right = DIRECTIONS[direction]
    sheet, start = block.sheet, block.first
    strip = (Area(1, start.column, sheet.last_row) if down else Area(start.row, 1, 1, sheet.last_column))
    at, last = (start.row, sheet.last_row) if down else (start.column, sheet.last_column)
    filled = sorted((part.row, part.row + part.rows - 1) if down else (part.column, part.column + part.columns - 1)
                    for part in map(of_address, sheet.block(strip).api.queryContentCells(VALUES).getRangeAddresses()))
    found = _end_of_run(_joined(filled), at, last, down + right)
    return sheet.block(Area(found, start.column) if down else Area(start.row, found))


def _joined(runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbouring runs as one: LibreOffice tells numbers, text and formulas apart."""
    joined: list[tuple[int, int]] = []
    for first, last in runs:
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _end_of_run(runs: Sequence[tuple[int, int]], at: int, last: int, step: int) -> int:
    for first, final in runs:
        goal = final if step > 0 else first
        if first <= at <= final and at != goal:
            return goal
    if step > 0:
        return next((first for first, _ in runs if first > at), last)
    return next((final for _, final in reversed(runs) if final < at), 1)


def current_region(block: Range) -> Range:
    """The block of data around the range, up to empty rows and columns."""
    cursor = block.sheet.api.createCursorByRange(block.api)
    cursor.collapseToCurrentRegion()
    return block.sheet.found(cursor)


def find(block: Range, text: str, whole: bool, direction: str, order: str, match_case: bool) -> Range | None:
    """The first cell that shows the text (* and ? stand for anything), or the last one; None where there is none."""
    look = block.api.createSearchDescriptor()
    look.SearchString, look.SearchWords, look.SearchCaseSensitive = text, whole, match_case
    look.SearchWildcard, look.SearchType = True, IN_VALUES
    look.SearchBackwards, look.SearchByRow = direction == "backward", order == "rows"
    found = block.api.findFirst(look)
    return None if found is None else block.sheet.found(found)


def replace_all(block: Range, old: str, new: str, whole: bool, match_case: bool) -> None:
    """Replace a text in constants and formulas."""
    writable(block)
    look = block.api.createReplaceDescriptor()
    look.SearchString, look.ReplaceString, look.SearchType = old, new, IN_FORMULAS
    look.SearchWords, look.SearchCaseSensitive, look.SearchWildcard = whole, match_case, True
    block.api.replaceAll(look)


def special_cells(block: Range, cell_type: str, value_type: str | None) -> list[Range]:
    """Areas of blank, visible, constant or formula cells. Numbers and logical values are one to LibreOffice: refused."""
    if value_type in ("numbers", "logical"):
        raise refuse(f"Range.get_special_cells(value_type={value_type!r})")
    if cell_type == "constants" and value_type == "errors":
        return []                                       # LibreOffice keeps them as formulas
    inner = block.area.common(block.sheet.used_range.area)
    if inner is None:
        return []
    api = block.sheet.block(inner).api
    if cell_type == "blanks":
        found = api.queryEmptyCells()
    elif cell_type == "visible":
        found = api.queryVisibleCells()
    elif cell_type == "formulas":
        found = api.queryFormulaCells(FORMULA_RESULTS[value_type])
    else:
        found = api.queryContentCells(WORDS if value_type == "text" else NUMBERS | WORDS)
    return [block.sheet.block(of_address(each)) for each in found.getRangeAddresses()]


def sort(block: Range, keys: Sequence[int], ascending: Sequence[bool], has_headers: bool) -> None:
    """Sort the rows by columns, counted from 1."""
    writable(block)
    fields = tuple(bridge.struct("table.TableSortField", Field=column - 1, IsAscending=up)
                   for column, up in zip(keys, ascending, strict=True))
    block.api.sort(bridge.properties(
        SortFields=bridge.sequence("table.TableSortField", fields), ContainsHeader=has_headers, IsSortColumns=False))


def autofill(block: Range, destination: Any, type_: str) -> None:
    """Continue the cells of the range into a larger one that begins with it, down or to the right."""
    if type_ != "fill_default":
        raise refuse(f"Range.autofill(type_={type_!r})")
    target: Range = destination.impl
    writable(target)
    down = target.area.rows > block.area.rows
    target.api.fillAuto(bridge.enum("sheet.FillDirection", "TO_BOTTOM" if down else "TO_RIGHT"),
                        block.area.rows if down else block.area.columns)
