"""Values: cells read into and written from rows of Python values, many at a time."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from . import formats, formulas
from .areas import Area
from .edits import gathered, writable
from .formats import BOOLEAN, DATE, GENERAL, LOGICAL, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .ranges import Range

DAY = timedelta(days=1)
MILLISECONDS = 24 * 60 * 60 * 1000
"""Of a day: times are told to the millisecond, as Excel does."""
ISO_DAY, ISO_TIME = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"
"""What a date is shown as where the cell shows no date yet."""
MANY = 100_000
"""More cells than this are read no farther than the sheet is used."""
ERRORS = {502: "#VALUE!", 503: "#NUM!", 504: "#VALUE!", 519: "#VALUE!", 521: "#NULL!", 522: "#VALUE!", 523: "#NUM!",
          524: "#REF!", 525: "#NAME?", 532: "#DIV/0!", 32767: "#N/A"}
"""LibreOffice's error numbers as Excel's texts; any other is shown as Err:number."""


class CellError(str):
    """The error that a cell shows, such as #DIV/0!; empty where nobody asked for its text."""

    __slots__ = ()


def read(block: Range) -> Any:
    """One value, or rows of values: float, str, bool, datetime, CellError, "" for empty; None for an empty slice."""
    if block.api is None:
        return None
    rows = _all(block)
    return rows[0][0] if len(block) == 1 else rows


def _all(block: Range) -> Sequence[Sequence[Any]]:
    area = block.area
    inner = area.common(block.sheet.used_range.area) if len(block) > MANY else area
    if inner is None:
        return [[""] * area.columns for _ in range(area.rows)]
    if inner != area:
        return _padded(_all(block.sheet.block(inner, block.options)), inner, area)
    rows: Sequence[Any] = block.api.getDataArray()
    errors = any(None in row for row in rows)
    for kind, part in formats.kinds(block, DATE | LOGICAL):
        rows = rows if isinstance(rows, list) else list(map(list, rows))
        _tell(rows, _within(part, area), block.sheet.book.epoch() if kind & DATE else None)
    if errors:
        rows = rows if isinstance(rows, list) else list(map(list, rows))
        _errors(block, rows)
    return _tabbed(block, rows)


def _padded(rows: Sequence[Sequence[Any]], inner: Area, area: Area) -> list[list[Any]]:
    left, right = inner.column - area.column, area.column + area.columns - inner.column - inner.columns
    return [*([""] * area.columns for _ in range(inner.row - area.row)),
            *([""] * left + list(row) + [""] * right for row in rows),
            *([""] * area.columns for _ in range(area.row + area.rows - inner.row - inner.rows))]


def _within(part: Area, area: Area) -> tuple[range, range]:
    """Rows and columns of a part, counted from the first cell of the whole."""
    row, column = part.row - area.row, part.column - area.column
    return range(row, row + part.rows), range(column, column + part.columns)


def _tell(rows: list[list[Any]], part: tuple[range, range], epoch: datetime | None) -> None:
    """Turn the numbers of a part into dates, or without an epoch into logical values."""
    known: dict[float, Any] = {}                        # the same days come again and again
    for index in part[0]:
        row = rows[index]
        for column in part[1]:
            if type(value := row[column]) is float:
                if value not in known:
                    known[value] = bool(value) if epoch is None else moment(value, epoch)
                row[column] = known[value]


def moment(number: float, epoch: datetime) -> datetime | float:
    """The date and time of a day number, to the millisecond; the number itself where no calendar reaches."""
    try:
        return epoch + timedelta(milliseconds=round(number * MILLISECONDS))
    except OverflowError:
        return number


def _errors(block: Range, rows: list[list[Any]]) -> None:
    """Put errors where LibreOffice gave nothing; their texts, a question each, only where they are wanted."""
    wanted = block.options.get("err_to_str")
    for row, line in enumerate(rows):
        for column, value in enumerate(line):
            if value is None:
                line[column] = CellError(error_text(block, row, column) if wanted else "")


def _tabbed(block: Range, rows: Sequence[Any]) -> Sequence[Any]:
    """The rows with their tabs: in texts of several lines LibreOffice gives U+0001 for them, cell by cell it does not."""
    found = [(row, column) for row, line in enumerate(rows) for column, value in enumerate(line)
             if isinstance(value, str) and "\x01" in value and "\n" in value]
    mended = list(map(list, rows)) if found else rows
    for row, column in found:
        mended[row][column] = block.api.getCellByPosition(column, row).getString()
    return mended


def error_text(block: Range, row: int, column: int) -> str:
    """The error that a cell of the range shows, counted from 0."""
    code = block.api.getCellByPosition(column, row).getError()
    return ERRORS.get(code, f"Err:{code}")


def write(block: Range, data: Any) -> None:
    """Write rows of values, or one value into all cells.

    Text stays text, except that "=…" is a formula (not in cells of format @) and a leading apostrophe is dropped, as
    Excel does. A date is shown as one, keeping the format of a cell that shows dates already.
    """
    if block.api is None:
        return
    writable(block)
    if not isinstance(data, list | tuple):
        if formulas.is_formula(data) and not formats.kinds(block, TEXT):
            formulas.write(block, data)
            return
        data = [[data] * block.area.columns] * block.area.rows
    if len(data) != block.area.rows or any(len(row) != block.area.columns for row in data):
        raise ValueError(f"the values do not fit into {block.area.text()}")
    _Writing(block).write(data)


class _Writing:
    """One block being written: what LibreOffice takes as it is, and what has to follow."""

    def __init__(self, block: Range) -> None:
        self.block, self.formulas = block, dict[tuple[int, int], str]()
        self.kind = {(row, column): kind for kind, part in formats.kinds(block, DATE | LOGICAL | TEXT)
                     for rows, columns in [_within(part, block.area)] for row in rows for column in columns}
        self.dates, self.logical = dict[tuple[int, int], bool](), set[tuple[int, int]]()
        self.epoch: datetime | None = None

    def write(self, data: Sequence[Sequence[Any]]) -> None:
        """Write all cells at once, then their formulas, then the formats that they need."""
        rows = tuple(tuple([value if type(value) is float or (type(value) is str and value[:1] not in ("=", "'"))
                            else self._taken(value, (row, column)) for column, value in enumerate(line)])
                     for row, line in enumerate(data))
        self.block.api.setDataArray(rows)
        for places in _runs(self.formulas):
            part = self.block.sheet.block(self._area(places))
            formulas.write(part, [[self.formulas[place]] for place in places])
        for code, cells in self._wanted().items():
            gathered(self.block.sheet, map(self._area, _runs(cells))).NumberFormat = formats.key(self.block.sheet.book, code)

    def _taken(self, value: Any, place: tuple[int, int]) -> float | str:
        """A value as LibreOffice takes it; what else it needs is noted."""
        if isinstance(value, str):
            if formulas.is_formula(value) and not self.kind.get(place, 0) & TEXT:
                self.formulas[place] = value
                return ""
            return value[1:] if value[:1] == "'" else value
        if isinstance(value, bool):
            self.logical.add(place)
            return float(value)
        if isinstance(value, date):
            self.epoch = self.epoch or self.block.sheet.book.epoch()
            when = value.replace(tzinfo=None) if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001 - cells know no zone
            self.dates[place] = when.time() != datetime.min.time()
            return (when - self.epoch) / DAY
        if value is None:
            return ""
        try:
            return float(value)
        except (TypeError, ValueError):
            raise TypeError(f"a {type(value).__name__} cannot be written into a cell: {value!r}") from None

    def _wanted(self) -> dict[str, set[tuple[int, int]]]:
        """Format codes and the cells that need them."""
        timed = {column for (_, column), time in self.dates.items() if time}
        wanted: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for place in self.dates:
            if not self.kind.get(place, 0) & DATE:
                wanted[ISO_TIME if place[1] in timed else ISO_DAY].add(place)
        for place, kind in self.kind.items():
            if kind & LOGICAL and place not in self.logical and place not in self.dates:
                wanted[GENERAL].add(place)
        for place in self.logical:
            if not self.kind.get(place, 0) & LOGICAL:
                wanted[BOOLEAN].add(place)
        return wanted

    def _area(self, places: Sequence[tuple[int, int]]) -> Area:
        row, column = places[0]
        return Area(self.block.area.row + row, self.block.area.column + column, len(places))


def _runs(places: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Cells (row, column) below each other, each run as a list."""
    ordered = sorted(places, key=lambda place: (place[1], place[0]))
    for _, run in groupby(enumerate(ordered), key=lambda each: (each[1][1], each[1][0] - each[0])):
        yield [place for _, place in run]
