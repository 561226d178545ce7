"""Rows and columns of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import edits, values
from .areas import Area
from .members import offered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .ranges import Range
    from .tables import Table


@offered
class TableRow(base_classes.TableRow):
    """A row below the headings of a table, counted from 1."""

    def __init__(self, table: Table, number: int) -> None:
        self.table, self._number = table, number

    link = property(lambda self: self.table.link)
    index = property(lambda self: self._number)

    @property
    def range(self) -> Range:
        """Its cells."""
        body = self.table.data_body_range
        if body is None or self._number > body.area.rows:
            raise KeyError(self._number)
        return body.row_at(self._number - 1)

    def delete(self) -> None:
        """Delete its cells; what stands below moves up."""
        edits.delete(self.range, "up")


@offered
class TableRows(base_classes.TableRows):
    """The rows below the headings of a table."""

    def __init__(self, table: Table) -> None:
        self.table = table

    link = property(lambda self: self.table.link)
    parent = property(lambda self: self.table)
    api = property(lambda self: self.table.api)
    column_count = property(lambda self: self.table.range.area.columns)

    def __call__(self, key: int) -> TableRow:
        """A row by its number from 1; raises KeyError."""
        if not 1 <= key <= len(self):
            raise KeyError(key)
        return TableRow(self.table, key)

    def __len__(self) -> int:
        body = self.table.data_body_range
        return body.area.rows if body else 0

    def __iter__(self) -> Iterator[TableRow]:
        return iter([TableRow(self.table, number + 1) for number in range(len(self))])

    def __contains__(self, key: int) -> bool:
        return 1 <= key <= len(self)

    def add(self, values_of_row: Sequence[Any] | None, index: int | None) -> TableRow:
        """Insert a row before another one (counted from 1), or at the end; what stands below moves down."""
        number, area = index or len(self) + 1, self.table.range.area
        place = Area(area.row + int(self.table.show_headers) + number - 1, area.column, 1, area.columns)
        edits.insert(self.table.sheet.block(place), "down")
        self.table.api.setDataArea(self.table.sheet.address(Area(area.row, area.column, area.rows + 1, area.columns)))
        if values_of_row is not None:
            values.write(self.table.sheet.block(place), [["" if value is None else value for value in values_of_row]])
        return TableRow(self.table, number)


@offered
class TableColumn(base_classes.TableColumn):
    """A column of a table, counted from 1."""

    def __init__(self, table: Table, number: int) -> None:
        self.table, self._number = table, number

    link = property(lambda self: self.table.link)
    index = property(lambda self: self._number)

    @property
    def name(self) -> str:
        """Its heading."""
        header = self.table.header_row_range
        return str(header.api.getCellByPosition(self._number - 1, 0).getString()) if header else f"Column{self._number}"

    @property
    def range(self) -> Range:
        """Its cells, heading included."""
        area = self.table.range.area
        return self.table.sheet.block(Area(area.row, area.column + self._number - 1, area.rows))

    @property
    def data_body_range(self) -> Range | None:
        """Its cells below the heading; None where there are none."""
        body = self.table.data_body_range
        return self.table.sheet.block(Area(body.area.row, body.area.column + self._number - 1, body.area.rows)) if body else None

    def delete(self) -> None:
        """Delete its cells; what stands to the right moves left."""
        if self.table.range.area.columns == 1:
            raise ValueError("the last column of a table cannot be deleted")
        edits.delete(self.range, "left")


@offered
class TableColumns(base_classes.Collection, base_classes.TableColumns):
    """The columns of a table."""

    def __init__(self, table: Table) -> None:
        self.table = table

    link = property(lambda self: self.table.link)
    parent = property(lambda self: self.table)
    api = property(lambda self: self.table.api)

    def __call__(self, key: str | int) -> TableColumn:
        """A column by its heading or its number from 1; raises KeyError."""
        found = next((each for each in self if key in (each.name, each.index)), None)
        if found is None:
            raise KeyError(key)
        return found

    def __len__(self) -> int:
        return int(self.table.range.area.columns)

    def __iter__(self) -> Iterator[TableColumn]:
        return iter([TableColumn(self.table, number + 1) for number in range(len(self))])

    def __contains__(self, key: str | int) -> bool:
        return any(key in (each.name, each.index) for each in self)

    def add(self, name: str, index: int | None) -> TableColumn:
        """Insert a column before another one (counted from 1), or at the end; what stands to the right moves right."""
        number, area = index or len(self) + 1, self.table.range.area
        place = Area(area.row, area.column + number - 1, area.rows)
        edits.insert(self.table.sheet.block(place), "right")
        self.table.api.setDataArea(self.table.sheet.address(Area(area.row, area.column, area.rows, area.columns + 1)))
        if self.table.show_headers:
            values.write(self.table.sheet.block(Area(place.row, place.column)), f"'{name}")
        return TableColumn(self.table, number)
