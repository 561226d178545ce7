"""Frozen rows and columns of a sheet, and other things that belong to its window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import areas
from .link import OfficeRefusedError
from .members import offered

if TYPE_CHECKING:
    from collections.abc import Callable

    from .sheet import Sheet


@offered
class FreezePanes(base_classes.FreezePanes):
    """The frozen panes of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    link = property(lambda self: self.sheet.link)

    def freeze_at(self, frozen_range: str) -> None:
        """Freeze the rows and columns of a range at the upper left: A1:C2 two rows and three columns, 1:2 two rows.

        Raises ValueError for what is no address, OfficeRefusedError for a hidden sheet.
        """
        area = areas.parse(frozen_range)
        if area is None:
            raise ValueError(f"{frozen_range!r} is no address")
        columns = 0 if area.columns == areas.LAST_COLUMN else area.column + area.columns - 1
        rows = 0 if area.rows == areas.LAST_ROW else area.row + area.rows - 1
        in_window(self.sheet, lambda view: view.freezeAtPosition(columns, rows))

    def unfreeze(self) -> None:
        """Let all rows and columns scroll."""
        in_window(self.sheet, lambda view: view.freezeAtPosition(0, 0))


def in_window(sheet: Sheet, do: Callable[[Any], Any]) -> Any:
    """Do something to a sheet's view: the sheet is brought to the front for it, and the other one comes back."""
    view = sheet.book.api.getCurrentController()
    if view is None or not sheet.api.IsVisible:
        raise OfficeRefusedError(f"sheet {sheet.name} is hidden: it has no view")
    before = view.getActiveSheet()
    view.setActiveSheet(sheet.api)
    try:
        return do(view)
    finally:
        view.setActiveSheet(before)


@offered
class PageSetup(base_classes.PageSetup):
    """How a sheet is printed."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    link = property(lambda self: self.sheet.link)
    api = property(lambda self: self.sheet.book.api.StyleFamilies.getByName("PageStyles").getByName(self.sheet.api.PageStyle))

    @property
    def print_area(self) -> str | None:
        """The address of what is printed; None for all."""
        found = self.sheet.api.getPrintAreas()
        return ",".join(areas.of_address(each).text() for each in found) if found else None

    @print_area.setter
    def print_area(self, value: str | None) -> None:
        wanted = [areas.parse(text) for text in value.split(",")] if value else []
        if None in wanted:
            raise ValueError(f"{value!r} is no address")
        self.sheet.api.setPrintAreas(tuple(self.sheet.address(area) for area in wanted if area))

