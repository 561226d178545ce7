"""Tables: LibreOffice's database ranges, which it saves to .xlsx as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import filters, lines
from .areas import Area, of_address
from .members import offered, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .ranges import Range
    from .sheet import Sheet


@offered
class Table(base_classes.Table):
    """A table, which is an area with a name, headings and a filter; LibreOffice has no table styles."""

    def __init__(self, sheet: Sheet, text: str) -> None:
        self.sheet, self._text = sheet, text

    link = property(lambda self: self.sheet.link)
    parent = property(lambda self: self.sheet)
    api = property(lambda self: self.sheet.book.api.DatabaseRanges.getByName(self._text))

    @property
    def name(self) -> str:
        """The name of the table."""
        return self._text

    @name.setter
    def name(self, value: str) -> None:
        self.api.setName(value)
        self._text = value

    @property
    def display_name(self) -> str:
        """The same as the name."""
        return self._text

    @display_name.setter
    def display_name(self, value: str) -> None:
        self.api.setName(value)
        self._text = value

    @property
    def range(self) -> Range:
        """The whole table, headings included."""
        return self.sheet.block(of_address(self.api.getDataArea()))

    @property
    def header_row_range(self) -> Range | None:
        """The headings; None where the table has none."""
        return self.range.row_at(0) if self.show_headers else None

    @property
    def data_body_range(self) -> Range | None:
        """The rows below the headings, without the totals; None where there are none."""
        area, above, below = self.range.area, int(self.show_headers), int(self.show_totals)
        count = area.rows - above - below
        return self.sheet.block(Area(area.row + above, area.column, count, area.columns)) if count > 0 else None

    @property
    def totals_row_range(self) -> Range | None:
        """The row of totals; None where the table has none."""
        return self.range.row_at(self.range.area.rows - 1) if self.show_totals else None

    @property
    def insert_row_range(self) -> Range | None:
        """None: LibreOffice keeps no row for new entries."""
        return None

    @property
    def show_headers(self) -> bool:
        """Whether the first row holds headings."""
        return bool(self.api.ContainsHeader)

    @show_headers.setter
    def show_headers(self, _value: bool) -> None:
        raise refuse("Table.show_headers =")

    @property
    def show_totals(self) -> bool:
        """Whether the last row holds totals."""
        return bool(self.api.TotalsRow)

    @show_totals.setter
    def show_totals(self, _value: bool) -> None:
        raise refuse("Table.show_totals =")

    @property
    def show_autofilter(self) -> bool:
        """Whether the headings have filter buttons."""
        return bool(self.api.AutoFilter)

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self.api.AutoFilter = bool(value)

    @property
    def autofilter(self) -> filters.AutoFilter:
        """Its filter."""
        return filters.AutoFilter(self.range, self.api)

    @property
    def columns(self) -> lines.TableColumns:
        """Its columns."""
        return lines.TableColumns(self)

    @property
    def rows(self) -> lines.TableRows:
        """Its rows below the headings."""
        return lines.TableRows(self)

    def sort(self, keys: Sequence[int], ascending: Sequence[bool]) -> None:
        """Sort the rows by columns, counted from 1."""
        body = self.data_body_range
        if body is not None:
            body.sort(keys, ascending, False)

    def resize(self, range: Any) -> None:  # noqa: A002 - xlwings names it so
        """Give the table another area (a Range of xlwings)."""
        self.api.setDataArea(self.sheet.address(range.impl.area))


@offered
class Tables(base_classes.Collection, base_classes.Tables):
    """The tables of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    link = property(lambda self: self.sheet.link)
    parent = property(lambda self: self.sheet)
    api = property(lambda self: self.sheet.book.api.DatabaseRanges)

    def _texts(self) -> list[str]:
        kept = self.api
        return [text for text in kept.getElementNames() if kept.getByName(text).getDataArea().Sheet == self.sheet.position]

    def __call__(self, key: str | int) -> Table:
        """A table by its name or its number from 1; raises KeyError."""
        texts = self._texts()
        if isinstance(key, str):
            text = next((each for each in texts if each.lower() == key.lower()), None)
        else:
            text = texts[key - 1] if 1 <= key <= len(texts) else None
        if text is None:
            raise KeyError(key)
        return Table(self.sheet, text)

    def __len__(self) -> int:
        return len(self._texts())

    def __iter__(self) -> Iterator[Table]:
        return iter([Table(self.sheet, text) for text in self._texts()])

    def __contains__(self, key: str) -> bool:
        return any(text.lower() == key.lower() for text in self._texts())

    def add(self, source_type: str | None = None, source: Any = None, link_source: bool | None = None,
            has_headers: bool | None = None, destination: Any = None, table_style_name: str | None = None,
            name: str | None = None) -> Table:
        """Make a range (of xlwings) a table with a filter; a style is dropped, as LibreOffice has none for tables."""
        if source_type or link_source or destination:
            raise NotImplementedError("Tables.add(source_type=, link_source=, destination=) is not available with LibreOffice")
        del table_style_name
        taken = {each.lower() for each in self.api.getElementNames()}
        text = name or next(f"Table{number}" for number in range(1, len(taken) + 2) if f"table{number}" not in taken)
        self.api.addNewByName(text, self.sheet.address(source.impl.area))
        made = self.api.getByName(text)
        made.ContainsHeader, made.AutoFilter = bool(has_headers), True
        return Table(self.sheet, text)


def at(block: Range) -> Table | None:
    """The table of which the first cell is part; None where it is in none."""
    cell = block.sheet.block(block.first).area
    return next((each for each in Tables(block.sheet) if each.range.area.common(cell)), None)
