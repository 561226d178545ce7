"""New values in some cells of a worksheet part; every other byte of the part stays as it is.

Whatever a program that we do not know has put around the cells (extensions, pictures, its own attributes) survives,
since nothing of it is parsed into something else and written again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape

from templates.xlsx.address import a1, position, ranges

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from templates.xlsx.parsing import Attributes

Cells = dict[tuple[int, int], object]
"""(row, column), counted from 1 → text, number, bool or date; None empties the cell."""
_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_NO_CELLS = re.compile(rb"<((?:\w+:)?sheetData)\s*/>")
_SPANS = re.compile(rb"""\s+spans=(?:"[^"]*"|'[^']*')""")
_DIMENSION = re.compile(rb"""<(?:\w+:)?dimension\s+ref=["']([^"']*)""")
_ENCODING = re.compile(r"""(<\?xml[^>]*?)\s+encoding=["']([^"']+)["']""")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_UNWRITABLE = re.compile("[\0-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - clocks on the wall


def spliced(part: bytes, cells: Mapping[tuple[int, int], object], *, below: int = 0, epoch_1904: bool = False) -> bytes:
    """The part with new values in these cells.

    A cell keeps its style and loses its formula. A cell that the part does not have yet is dressed like the nearest one
    above it in its column that stands below row `below` (a heading is no example), else like its row or column.
    """
    part = _NO_CELLS.sub(rb"<\1></\1>", as_utf8(part))
    grid = _located(part)
    epoch = _EPOCH_1904 if epoch_1904 else _EPOCH
    by_row: dict[int, dict[int, bytes]] = {}
    for (row, column), value in sorted(cells.items()):
        new = _written(grid.prefix, a1(row, column), _style(grid, row, column, below), value, epoch)
        by_row.setdefault(row, {})[column] = new
    edits = [edit for number, new in by_row.items() for edit in _edits(part, grid, number, new)]
    pieces, at = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):       # stable: what shares a place keeps its order
        pieces += [part[at:start], new]
        at = end
    return _widened(b"".join([*pieces, part[at:]]), cells)


def as_utf8(part: bytes) -> bytes:
    """The part in UTF-8, whatever it was written in: places and replacements are bytes."""
    said = _ENCODING.search(part[:200].decode("latin-1"))
    encoding = "utf-16" if part.startswith(_UTF_16) else said[2].lower() if said else "utf-8"
    if encoding in ("utf-8", "us-ascii"):
        return part
    return _ENCODING.sub(r'\1 encoding="UTF-8"', part.decode(encoding), count=1).encode()


class _Cell(NamedTuple):
    start: int
    end: int
    style: str


@dataclass
class _Row:
    start: int
    inside: int
    """Where its cells begin."""
    style: str
    cells: dict[int, _Cell] = field(default_factory=dict)


@dataclass
class _Grid:
    """Where the rows and cells of a part stand, in bytes."""

    prefix: str = ""
    end: int = 0
    """Where the last row ends."""
    rows: dict[int, _Row] = field(default_factory=dict)
    columns: list[tuple[int, int, str]] = field(default_factory=list)
    """First and last of columns dressed alike, and their style."""


def _located(part: bytes) -> _Grid:
    grid, parser = _Grid(), expat.ParserCreate()
    inside, row, open_cell = False, _Row(0, 0, ""), (0, 0, "")

    def start(name: str, said: Attributes) -> None:
        nonlocal inside, row, open_cell
        prefix, colon, local = name.rpartition(":")
        at = parser.CurrentByteIndex
        if local == "sheetData":
            inside, grid.prefix = True, prefix + colon
        elif local == "col" and not grid.rows:
            grid.columns.append((_number(said.get("min")), _number(said.get("max")), said.get("style", "")))
        elif inside and local == "row":
            number = _number(said.get("r")) or max(grid.rows, default=0) + 1
            row = grid.rows[number] = _Row(at, _tag_end(part, at), said.get("s", ""))
        elif inside and local == "c":
            column = position(said["r"])[1] if "r" in said else max(row.cells, default=0) + 1
            open_cell = column, at, said.get("s", "")

    def end(name: str) -> None:
        nonlocal inside
        local = name.rpartition(":")[2]
        at = parser.CurrentByteIndex
        if local == "sheetData":
            inside, grid.end = False, at
        elif inside and local == "c":
            column, begin, style = open_cell
            row.cells[column] = _Cell(begin, _element_end(part, _tag_end(part, begin), at), style)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(part, True)
    return grid


def _number(said: str | None) -> int:
    return int(said) if said and said.isdecimal() else 0


def _tag_end(part: bytes, start: int) -> int:
    match = _TAG.match(part, start)
    return match.end() if match else start


def _element_end(part: bytes, inside: int, at: int) -> int:
    """Where an element ends whose start tag ends at `inside`: there, if it has no content, else after its end tag."""
    return inside if part[inside - 2:inside] == b"/>" else _tag_end(part, at)


def _style(grid: _Grid, number: int, column: int, below: int) -> str:
    row = grid.rows.get(number)
    if row and column in row.cells:
        return row.cells[column].style
    above = [each for each, other in grid.rows.items() if below < each < number and column in other.cells]
    if above:
        return grid.rows[max(above)].cells[column].style
    by_column = (style for first, last, style in grid.columns if first <= column <= last)
    return (row.style if row else "") or next(by_column, "")


def _edits(part: bytes, grid: _Grid, number: int, new: dict[int, bytes]) -> Iterator[tuple[int, int, bytes]]:
    """For the cells of one row, in their order: from where to where the part gives way, and to what."""
    close = f"</{grid.prefix}row>".encode()
    row = grid.rows.get(number)
    if row is None:
        place = min((each.start for other, each in grid.rows.items() if other > number), default=grid.end)
        if cells := b"".join(new.values()):
            yield place, place, f'<{grid.prefix}row r="{number}">'.encode() + cells + close
        return
    tag = part[row.start:row.inside]
    if not new.keys() <= row.cells.keys():
        tag = _SPANS.sub(b"", tag)                       # a cell more may stand outside of what they say
    empty = tag.endswith(b"/>")
    yield row.start, row.inside, tag[:-2] + b">" if empty else tag
    after = max((cell.end for cell in row.cells.values()), default=row.inside)
    for column, content in new.items():
        cell = row.cells.get(column)
        place = min((each.start for other, each in row.cells.items() if other > column), default=after)
        yield (cell.start, cell.end, content) if cell else (place, place, content)
    if empty:
        yield row.inside, row.inside, close


def _written(prefix: str, address: str, style: str, value: object, epoch: datetime) -> bytes:
    start = f'<{prefix}c r="{address}"' + (f' s="{style}"' if style else "")
    if value is None or value == "":
        return f"{start}/>".encode() if style else b""
    if isinstance(value, date):
        day = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
        value = (day - epoch) / timedelta(days=1)
    if isinstance(value, bool | int | float):
        kind = ' t="b"' if isinstance(value, bool) else ""
        return f"{start}{kind}><{prefix}v>{value:.17g}</{prefix}v></{prefix}c>".encode()
    text = escape(_UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", str(value)))
    return (f'{start} t="inlineStr"><{prefix}is><{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}is>'
            f"</{prefix}c>").encode()


def _widened(part: bytes, cells: Mapping[tuple[int, int], object]) -> bytes:
    """The part with its dimension stretched over the new cells: some programs read no further than it says."""
    match = _DIMENSION.search(part)
    if match is None or not cells:
        return part
    rows, columns = zip(*cells, strict=True)
    said = ranges(match[1].decode())[0]
    if said.first_row <= min(rows) and max(rows) <= said.last_row and (
            said.first_column <= min(columns) and max(columns) <= said.last_column):
        return part
    first = a1(min(said.first_row, *rows), min(said.first_column, *columns))
    last = a1(max(said.last_row, *rows), max(said.last_column, *columns))
    return part[:match.start(1)] + f"{first}:{last}".encode() + part[match.end(1):]
