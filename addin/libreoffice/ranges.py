"""Ranges of cells: which member of xlwings is done where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import edits, finds, formats, formulas, hyperlinks, looks, names, notes, pastes, sizes, tables, values
from .areas import Area, quoted
from .borders import Borders
from .filters import AutoFilter
from .fonts import Characters, Font
from .members import offered
from .validations import DataValidation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .sheet import Sheet


@offered
class Range(base_classes.Range):
    """A rectangle of cells. Place and size are arithmetic; LibreOffice is asked only for what stands in the cells."""

    def __init__(self, sheet: Sheet, area: Area, options: Mapping[str, Any] | None = None, typed: Any = "") -> None:
        self.sheet, self.area, self.arg1_input = sheet, area, typed
        self.options: Mapping[str, Any] = options or {}
        self._api, self._turn = None, 0

    link = property(lambda self: self.sheet.link)

    @property
    def api(self) -> Any:
        """LibreOffice's own range; None for an empty slice. Fetched anew for every question: a kept one moves with the cells."""
        if len(self) and self._turn != self.link.turn:
            self._api, self._turn = self.sheet.api.getCellRangeByPosition(*self.area.corners()), self.link.turn
        return self._api

    @property
    def first(self) -> Area:
        """The first cell."""
        return Area(self.area.row, self.area.column)

    def row_at(self, index: int) -> Range:
        """One row of the range, counted from 0."""
        return self.sheet.block(Area(self.area.row + index, self.area.column, 1, self.area.columns))

    def column_at(self, index: int) -> Range:
        """One column of the range, counted from 0."""
        return self.sheet.block(Area(self.area.row, self.area.column + index, self.area.rows))

    def __len__(self) -> int:
        return self.area.rows * self.area.columns

    def __call__(self, arg1: int, arg2: int | None = None) -> Range:
        """A cell by row and column counted from 1, also outside of the range, or by its number row by row."""
        row, column = divmod(arg1 - 1, self.area.columns) if arg2 is None else (arg1 - 1, arg2 - 1)
        return self.sheet.range((self.area.row + row, self.area.column + column))

    row = property(lambda self: self.area.row)
    column = property(lambda self: self.area.column)
    shape = property(lambda self: (self.area.rows, self.area.columns))
    coords = property(lambda self: (self.sheet.api, self.area.row, self.area.column, self.area.rows, self.area.columns))
    rows = columns = property(lambda self: self)
    address = property(lambda self: self.get_address())

    def get_address(self, row_absolute: bool = True, col_absolute: bool = True, external: bool = False) -> str:
        """$A$1:$B$2; with `external` [book.xlsx]Sheet1!$A$1:$B$2."""
        text = self.area.text(row_absolute=row_absolute, column_absolute=col_absolute) if len(self) else \
            f"{self.first.text()}{{{self.area.rows}x{self.area.columns}}}"
        if not external:
            return text
        place = f"[{self.sheet.book.name}]{self.sheet.name}"
        return f"{place if quoted(self.sheet.name) == self.sheet.name else quoted(place)}!{text}"

    raw_value = property(values.read, values.write)
    formula = formula2 = property(formulas.read, formulas.write)
    formula_array = property(formulas.read_array, formulas.write_array)
    has_array = property(formulas.has_array)

    number_format = property(formats.read, formats.write)
    color = property(looks.colour, looks.set_colour)
    set_colors = looks.set_colours
    wrap_text = property(looks.wrap, looks.set_wrap)
    horizontal_alignment = property(looks.horizontal, looks.set_horizontal)
    vertical_alignment = property(looks.vertical, looks.set_vertical)
    font = property(Font)
    characters = property(Characters)
    borders = property(Borders)
    data_validation = property(DataValidation)

    column_width = property(sizes.column_width, sizes.set_column_width)
    row_height = property(sizes.row_height, sizes.set_row_height)
    width, height, left, top = property(sizes.width), property(sizes.height), property(sizes.left), property(sizes.top)
    row_hidden = property(sizes.rows_hidden, sizes.hide_rows)
    column_hidden = property(sizes.columns_hidden, sizes.hide_columns)
    autofit = sizes.autofit

    clear, clear_contents, clear_formats = edits.clear, edits.clear_contents, edits.clear_formats
    insert, delete, move = edits.insert, edits.delete, edits.move
    merge, unmerge = edits.merge, edits.unmerge
    merge_area, merge_cells = property(edits.merge_area), property(edits.merged)
    group, ungroup = edits.group, edits.ungroup
    copy, paste, copy_from = pastes.copy, pastes.paste, pastes.copy_from

    end, find, replace_all, sort = finds.end, finds.find, finds.replace_all, finds.sort
    current_region = property(finds.current_region)
    get_special_cells, autofill = finds.special_cells, finds.autofill
    autofilter = property(AutoFilter)
    table = property(tables.at)

    hyperlink, add_hyperlink = property(hyperlinks.read), hyperlinks.add
    note, add_note = property(notes.on_cell), notes.add
    name = property(names.of_range, names.give)

    def select(self) -> None:
        """Select the cells, which brings their sheet to the front."""
        self.sheet.book.api.getCurrentController().select(self.api)

    def to_pdf(self, path: str, quality: str) -> None:
        """Print the range into a PDF."""
        self.sheet.book.print_pdf(path, quality, Selection=self.api)
