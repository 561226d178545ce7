"""The sheets of a book, as a collection."""

from __future__ import annotations

from numbers import Integral
from typing import TYPE_CHECKING

from xlwings import base_classes

from .link import OfficeRefusedError
from .members import offered
from .sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .books import Book


@offered
class Sheets(base_classes.Sheets):
    """The sheets of a book."""

    def __init__(self, book: Book) -> None:
        self.book = book

    link = property(lambda self: self.book.link)
    api = property(lambda self: self.book.api.Sheets)

    @property
    def active(self) -> Sheet:
        """The sheet in front."""
        view = self.book.api.getCurrentController()
        return Sheet(self.book, view.getActiveSheet() if view else self.api.getByIndex(0))

    def __call__(self, name_or_index: str | int) -> Sheet:
        """A sheet by its name, in any case, or by its number from 1; raises KeyError."""
        kept = self.api
        if isinstance(name_or_index, Integral):
            if not 1 <= name_or_index <= kept.getCount():
                raise KeyError(name_or_index)
            return Sheet(self.book, kept.getByIndex(int(name_or_index) - 1))
        name = next((each for each in kept.getElementNames() if each.lower() == str(name_or_index).lower()), None)
        if name is None:
            raise KeyError(name_or_index)
        return Sheet(self.book, kept.getByName(name))

    def __contains__(self, key: str) -> bool:
        return key.lower() in {name.lower() for name in self.api.getElementNames()}

    def __len__(self) -> int:
        return int(self.api.getCount())

    def __iter__(self) -> Iterator[Sheet]:
        kept = self.api
        return iter([Sheet(self.book, kept.getByIndex(index)) for index in range(kept.getCount())])

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        """Add a sheet before or after another one, else before the active one, and bring it to the front.

        Raises OfficeRefusedError where the book's structure is protected: LibreOffice itself would add it all the same.
        """
        if self.book.api.isProtected():
            raise OfficeRefusedError(f"the structure of {self.book.name} is protected: it takes no sheet")
        taken = {each.lower() for each in self.api.getElementNames()}
        name = name or next(f"Sheet{number}" for number in range(1, len(taken) + 2) if f"sheet{number}" not in taken)
        position = before.position if before else after.position + 1 if after else self.active.position
        self.api.insertNewByName(name, position)
        made = self(name)
        made.activate()
        return made
