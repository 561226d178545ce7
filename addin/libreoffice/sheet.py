"""A sheet of a book."""

from __future__ import annotations

from numbers import Integral
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import addressing, bridge, looks, notes, panes
from .areas import LAST_COLUMN, LAST_ROW, Area, of_address
from .link import OfficeRefusedError
from .members import offered, refuse
from .names import Names
from .ranges import Range
from .tables import Tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .books import Book

VERY_HIDDEN = 2
"""Excel's number for a sheet that its own menu does not list."""


@offered
class Sheet(base_classes.Sheet):
    """A sheet.

    Beyond xlwings: `protected`, `protect`, `unprotect`, `tab_color`, and for many cells in few questions `contents`,
    `colours`, `note_texts`, `put_notes`, `take_notes`.
    """

    def __init__(self, book: Book, api: Any) -> None:
        self._book, self._api, self._turn = book, api, book.link.turn

    @property
    def api(self) -> Any:
        """LibreOffice's own sheet. One that is kept shrinks when cells are deleted: it is then fetched anew."""
        if self._turn != self.link.turn:
            self._turn, address = self.link.turn, self._api.getRangeAddress()
            if (address.StartRow, address.EndRow, address.EndColumn) != (0, LAST_ROW - 1, LAST_COLUMN - 1):
                self._api = self._book.api.Sheets.getByIndex(address.Sheet)
        return self._api

    book = property(lambda self: self._book)
    link = property(lambda self: self._book.link)
    last_row, last_column = LAST_ROW, LAST_COLUMN

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.api.getName())

    @name.setter
    def name(self, value: str) -> None:
        self.api.setName(value)
        if self.name != value:
            raise OfficeRefusedError(f"a sheet cannot be named {value}: there is one, or it is no name")

    @property
    def position(self) -> int:
        """Its place in the book, from 0."""
        return int(self.api.getRangeAddress().Sheet)

    @property
    def index(self) -> int:
        """Its place in the book, from 1."""
        return self.position + 1

    def block(self, area: Area, options: Mapping[str, Any] | None = None) -> Range:
        """The cells of an area."""
        return Range(self, area, options)

    def found(self, cells: Any) -> Range:
        """Cells that LibreOffice found on this sheet."""
        return Range(self, of_address(cells.getRangeAddress()))

    def address(self, area: Area, position: int | None = None) -> Any:
        """An area of this sheet as LibreOffice's CellRangeAddress; who wants many asks for the sheet's position once."""
        left, top, right, bottom = area.corners()
        return bridge.struct("table.CellRangeAddress", Sheet=self.position if position is None else position,
                             StartColumn=left, StartRow=top, EndColumn=right, EndRow=bottom)

    def place(self, area: Area, position: int | None = None) -> Any:
        """The first cell of an area as LibreOffice's CellAddress."""
        return bridge.struct("table.CellAddress", Sheet=self.position if position is None else position,
                             Column=area.column - 1, Row=area.row - 1)

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        """Cells by address, by name, by (row, column), by a range; from the first argument to the second.

        Raises IndexError for what lies outside of the sheet, KeyError for a name that nobody defined.
        """
        if isinstance(arg1, Integral) and isinstance(arg2, Integral):
            arg1, arg2 = (int(arg1), int(arg2)), None
        area = addressing.area_of(self, arg1)
        if arg2 is not None:
            area = area.spanned(addressing.area_of(self, arg2))
        if area.row < 1 or area.column < 1 or area.corners()[2] >= LAST_COLUMN or area.corners()[3] >= LAST_ROW:
            raise IndexError(f"{arg1} lies outside of the sheet, whose rows and columns are counted from 1")
        return Range(self, area, typed=arg1)

    cells = property(lambda self: self.block(Area(1, 1, LAST_ROW, LAST_COLUMN)))
    names = property(lambda self: Names(self.book, self))
    colours = looks.colours
    note_texts, put_notes, take_notes = notes.texts, notes.put, notes.take
    notes = property(notes.on_sheet)                    # from here on the name is taken
    tables = property(Tables)
    freeze_panes = property(panes.FreezePanes)
    page_setup = property(panes.PageSetup)

    @property
    def used_range(self) -> Range:
        """From the first used cell to the last; A1 where there is none."""
        cursor = self.api.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return self.found(cursor)

    @property
    def contents(self) -> tuple[tuple[str | float, ...], ...]:
        """What stands in its cells from A1 on, dates as numbers: soon had, to see later whether something changed."""
        cursor = self.api.createCursor()
        cursor.gotoEndOfUsedArea(True)
        return tuple(cursor.getDataArray())


    @property
    def visible(self) -> bool:
        """Whether its tab shows. LibreOffice does not tell very hidden sheets from hidden ones."""
        return bool(self.api.IsVisible)

    @visible.setter
    def visible(self, value: bool | int) -> None:
        if value is not True and value == VERY_HIDDEN:
            raise refuse("Sheet.visible = 2 (very hidden)")
        self.api.IsVisible = bool(value)
        if bool(self.api.IsVisible) != bool(value):
            raise OfficeRefusedError(f"{self.name} is the last sheet that shows: it cannot be hidden")

    @property
    def protected(self) -> bool:
        """Whether locked cells cannot be changed."""
        return bool(self.api.isProtected())

    def protect(self, password: str = "") -> None:
        """Lock the cells that are marked as locked."""
        self.api.protect(password)

    def unprotect(self, password: str = "") -> None:
        """Unlock them; raises OfficeRefusedError for a wrong password."""
        try:
            self.api.unprotect(password)
        except bridge.UnoError:
            raise OfficeRefusedError(f"sheet {self.name} stays protected: the password is wrong") from None

    @property
    def tab_color(self) -> tuple[int, int, int] | None:
        """The colour of its tab; None for none."""
        return looks.colour_of(self.api.TabColor)

    @tab_color.setter
    def tab_color(self, value: Any) -> None:
        self.api.TabColor = looks.colour_number(value)

    def activate(self) -> None:
        """Bring the sheet to the front."""
        view = self.book.api.getCurrentController()
        if view:
            view.setActiveSheet(self.api)

    select = activate

    def clear(self) -> None:
        """Take values, formats and notes away."""
        self.used_range.clear()

    def clear_contents(self) -> None:
        """Empty the cells."""
        self.used_range.clear_contents()

    def clear_formats(self) -> None:
        """Take the formats away."""
        self.cells.clear_formats()

    def autofit(self, axis: str | None = None) -> None:
        """Make columns ("c") and rows ("r") as large as what they hold."""
        self.used_range.autofit(axis)

    def delete(self) -> None:
        """Delete the sheet; raises OfficeRefusedError for the last one."""
        if self.api.IsVisible and not any(each.name != self.name and each.visible for each in self.book.sheets):
            raise OfficeRefusedError(f"{self.name} is the last sheet that shows: it cannot be deleted")
        self.book.api.Sheets.removeByName(self.name)

    def copy(self, before: Sheet | None, after: Sheet | None) -> None:
        """Copy the sheet before or after another one, also into another book of the same office."""
        target = before or after
        if target is None:
            raise ValueError("either before or after which sheet has to be said")
        position, kept = target.position + (before is None), target.book.api.Sheets
        if target.book.api.RuntimeUID == self.book.api.RuntimeUID:
            taken = {each.lower() for each in kept.getElementNames()}
            kept.copyByName(self.name, next(name for number in range(2, len(taken) + 3)
                                            if (name := f"{self.name} ({number})").lower() not in taken), position)
        else:
            kept.importSheet(self.book.api, self.name, position)

    def move(self, before: Sheet | None, after: Sheet | None) -> None:
        """Move the sheet before or after another one of the book."""
        target = before or after
        if target is None:
            raise ValueError("either before or after which sheet has to be said")
        self.book.api.Sheets.moveByName(self.name, target.position + (before is None))

    @property
    def pivot_tables(self) -> Any:
        """Not available."""
        raise refuse("Sheet.pivot_tables")
