"""Borders of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import bridge, looks
from .areas import Area
from .edits import writable
from .members import offered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .ranges import Range

LINES = {"continuous": 0, "dot": 1, "dash": 2, "double": 15, "dash_dot": 16, "dash_dot_dot": 17}
"""xlwings' words for com.sun.star.table.BorderLineStyle; of its double lines only the thin one is saved as such."""
WIDTHS = {"hairline": 2, "thin": 26, "medium": 62, "thick": 88}
"""In hundredths of a millimetre, as LibreOffice takes them from .xlsx."""
THREAD = 18
"""Each line of a double one, and the space between them."""
OUTER = {"edge_top": "TopBorder2", "edge_bottom": "BottomBorder2", "edge_left": "LeftBorder2", "edge_right": "RightBorder2"}
DIAGONAL = {"diagonal_down": "DiagonalTLBR2", "diagonal_up": "DiagonalBLTR2"}
UNSET = base_classes._UNSET  # noqa: SLF001 - what xlwings passes for what was not said


@offered
class Border(base_classes.Border):
    """One side of a range."""

    def __init__(self, block: Range, side: str) -> None:
        self.block, self.side = block, side

    link = property(lambda self: self.block.link)
    api = property(lambda self: _line(self.block, self.side))

    @property
    def line_style(self) -> str | None:
        """How the line is drawn; None for none, and where it differs."""
        line = self.api
        return next((word for word, number in LINES.items() if number == line.LineStyle), None) if _drawn(line) else None

    @line_style.setter
    def line_style(self, value: str | None) -> None:
        _draw(self.block, self.side, line_style=value)

    @property
    def weight(self) -> str | None:
        """How thick the line is; None for none, and where it differs."""
        line = self.api
        return min(WIDTHS, key=lambda word: abs(WIDTHS[word] - line.LineWidth)) if _drawn(line) else None

    @weight.setter
    def weight(self, value: str) -> None:
        _draw(self.block, self.side, weight=value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        """The colour of the line; None for none, and where it differs."""
        line = self.api
        return looks.colour_of(line.Color) if _drawn(line) else None

    @color.setter
    def color(self, value: Sequence[int] | str | int) -> None:
        _draw(self.block, self.side, color=value)


@offered
class Borders(base_classes.Borders):
    """All sides of a range."""

    def __init__(self, block: Range) -> None:
        self.parent = block

    link = property(lambda self: self.parent.link)
    api = property(lambda self: self.parent.api.TableBorder2)

    def __getitem__(self, key: str) -> Border:
        """One side, such as edge_top, inside_horizontal or diagonal_down."""
        return Border(self.parent, key)

    @property
    def line_style(self) -> str | None:
        """How the grid is drawn; None for none, and where it differs."""
        found: str | None = self._common("line_style")
        return found

    @line_style.setter
    def line_style(self, value: str | None) -> None:
        self.set(base_classes.BORDER_GRID_SIDES, line_style=value)

    @property
    def weight(self) -> str | None:
        """How thick the grid is; None for none, and where it differs."""
        found: str | None = self._common("weight")
        return found

    @weight.setter
    def weight(self, value: str) -> None:
        self.set(base_classes.BORDER_GRID_SIDES, weight=value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        """The colour of the grid; None for none, and where it differs."""
        found: tuple[int, int, int] | None = self._common("color")
        return found

    @color.setter
    def color(self, value: Sequence[int] | str | int) -> None:
        self.set(base_classes.BORDER_GRID_SIDES, color=value)

    def set(self, which: Any = "all", *, line_style: Any = UNSET, weight: Any = UNSET, color: Any = UNSET) -> None:
        """Draw several sides."""
        said = {"line_style": line_style, "weight": weight, "color": color}
        for side in which:
            _draw(self.parent, side, **{name: value for name, value in said.items() if value is not UNSET})

    def clear(self, which: Any = "everything") -> None:
        """Take several sides away."""
        self.set(which, line_style=None)

    def _common(self, attribute: str) -> Any:
        found = {getattr(self[side], attribute) for side in base_classes.BORDER_GRID_SIDES if _parts(self.parent, side)}
        return found.pop() if len(found) == 1 else None


def _parts(block: Range, side: str) -> list[tuple[Range, str]]:
    """The cells on which a side of the range is kept, and under which name; inside, both neighbours keep it."""
    area, sheet = block.area, block.sheet
    if side in DIAGONAL:
        return [(block, DIAGONAL[side])]
    if side == "inside_horizontal":
        size = area.rows - 1, area.columns
        return [(sheet.block(Area(area.row, area.column, *size)), "BottomBorder2"),
                (sheet.block(Area(area.row + 1, area.column, *size)), "TopBorder2")] if area.rows > 1 else []
    if side == "inside_vertical":
        size = area.rows, area.columns - 1
        return [(sheet.block(Area(area.row, area.column, *size)), "RightBorder2"),
                (sheet.block(Area(area.row, area.column + 1, *size)), "LeftBorder2")] if area.columns > 1 else []
    edge = {"edge_top": block.row_at(0), "edge_bottom": block.row_at(area.rows - 1),
            "edge_left": block.column_at(0), "edge_right": block.column_at(area.columns - 1)}[side]
    return [(edge, OUTER[side])]


def _line(block: Range, side: str) -> Any:
    """The line of a side, None where there is none or cells differ."""
    parts = _parts(block, side)
    if not parts:
        return None
    where, name = parts[0]
    return _of_each(where, name)


def _of_each(where: Range, name: str) -> Any:
    """A border that every cell has; the office tells that of a range as its outline, so each cell is asked."""
    lines = [where.api.getCellByPosition(column, row).getPropertyValue(name)
             for row in range(where.area.rows) for column in range(where.area.columns)]
    told = {(line.LineStyle, line.LineWidth, line.Color) for line in lines}
    return lines[0] if len(told) == 1 else None


def _drawn(line: Any) -> bool:
    return line is not None and line.LineWidth > 0


def _draw(block: Range, side: str, **said: Any) -> None:
    """Draw a side; what is not said stays, or is a thin continuous black line where there was none."""
    writable(block)
    for where, name in _parts(block, side):
        for row in range(where.area.rows):
            for column in range(where.area.columns):
                cell = where.api.getCellByPosition(column, row)
                cell.setPropertyValue(name, _changed(cell.getPropertyValue(name), said))


def _changed(line: Any, said: dict[str, Any]) -> Any:
    if "line_style" in said and said["line_style"] is None:
        return bridge.struct("table.BorderLine2")
    if not _drawn(line):
        line = bridge.struct("table.BorderLine2", LineStyle=LINES["continuous"], LineWidth=WIDTHS["thin"], Color=0)
    if "line_style" in said:
        if said["line_style"] not in LINES:
            raise NotImplementedError(f"Border.line_style = {said['line_style']!r} is not available with LibreOffice")
        line.LineStyle = LINES[said["line_style"]]
    if "weight" in said:
        line.LineWidth = WIDTHS[said["weight"]]
    if "color" in said:
        line.Color = looks.colour_number(said["color"])
    double = line.LineStyle == LINES["double"]
    line.LineWidth = 3 * THREAD if double else line.LineWidth
    line.OuterLineWidth = THREAD if double else line.LineWidth
    line.InnerLineWidth = line.LineDistance = THREAD if double else 0
    return line
