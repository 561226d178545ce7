"""Defined names of a book and of its sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import formulas
from .areas import Area, quoted
from .link import OfficeRefusedError
from .members import offered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .books import Book
    from .ranges import Range
    from .sheet import Sheet

FIRST_CELL = Area(1, 1)
"""Where names are read from, so that relative ones mean something."""


@offered
class Names(base_classes.Names):
    """The names of a sheet, or of a whole book: then those of its sheets, too, written Sheet1!name."""

    def __init__(self, book: Book, sheet: Sheet | None = None) -> None:
        self.book, self.sheet = book, sheet

    link = property(lambda self: self.book.link)
    api = property(lambda self: (self.sheet or self.book).api.NamedRanges)

    def _all(self) -> list[Name]:
        scopes: list[Sheet | None] = [self.sheet] if self.sheet else [None, *self.book.sheets]
        return [Name(self.book, scope, text) for scope in scopes
                for text in (scope or self.book).api.NamedRanges.getElementNames()]

    def _found(self, text: str) -> Name | None:
        scope, mark, own = text.rpartition("!")
        if mark:
            wanted = scope.strip("'").replace("''", "'").lower()
            sheet = next((each for each in self.book.sheets if each.name.lower() == wanted), None)
            return Name(self.book, sheet, own) if sheet and sheet.api.NamedRanges.hasByName(own) else None
        return Name(self.book, self.sheet, own) if self.api.hasByName(own) else None

    def __call__(self, name_or_index: str | int) -> Name:
        """A name by its text or its number from 1; raises KeyError."""
        if isinstance(name_or_index, str):
            found = self._found(name_or_index)
            if not found:
                raise KeyError(name_or_index)
            return found
        return self._all()[name_or_index - 1]

    def snapshot(self) -> list[tuple[str, Name]]:
        """Every name with its text."""
        return [(each.name, each) for each in self._all()]

    def contains(self, name_or_index: str | int) -> bool:
        """Whether there is such a name."""
        return bool(self._found(name_or_index)) if isinstance(name_or_index, str) else 1 <= name_or_index <= len(self)

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Name]:
        return iter(self._all())

    def add(self, name: str, refers_to: str) -> Name:
        """Define a name: "=Sheet1!$A$1:$B$2", "=SUM(Sheet1!A1,1)"; a name that is there is defined anew."""
        scope, mark, own = name.rpartition("!")
        sheet = self.book.sheets(scope.strip("'")) if mark else self.sheet
        names, words = (sheet or self.book).api.NamedRanges, formulas.Grammar(sheet or self.book.sheets(1))
        if names.hasByName(own):
            names.removeByName(own)
        names.addNewByName(own, words.to_calc(_formula(refers_to), FIRST_CELL)[1:], words.sheet.place(FIRST_CELL), 0)
        return Name(self.book, sheet, own)


@offered
class Name(base_classes.Name):
    """A defined name."""

    def __init__(self, book: Book, sheet: Sheet | None, text: str) -> None:
        self.book, self.sheet, self._text = book, sheet, text

    link = property(lambda self: self.book.link)
    api = property(lambda self: (self.sheet or self.book).api.NamedRanges.getByName(self._text))

    @property
    def name(self) -> str:
        """Its text; Sheet1!text where it belongs to a sheet."""
        return f"{quoted(self.sheet.name)}!{self._text}" if self.sheet else self._text

    @name.setter
    def name(self, value: str) -> None:
        own = value.rpartition("!")[2]
        self.api.setName(own)
        self._text = own

    @property
    def refers_to(self) -> str:
        """What it stands for, as a formula of Excel."""
        words = formulas.Grammar(self.sheet or self.book.sheets(1))
        return words.to_excel(f"={self.api.getContent()}", FIRST_CELL)

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        words = formulas.Grammar(self.sheet or self.book.sheets(1))
        self.api.setContent(words.to_calc(_formula(value), FIRST_CELL)[1:])

    @property
    def refers_to_range(self) -> Range:
        """The cells for which it stands; raises OfficeRefusedError where it stands for none."""
        cells = self.api.getReferredCells()
        if cells is None:
            raise OfficeRefusedError(f"the name {self._text} stands for no cells")
        return self.book.sheet_number(cells.getRangeAddress().Sheet).found(cells)

    def delete(self) -> None:
        """Take the name away."""
        (self.sheet or self.book).api.NamedRanges.removeByName(self._text)


def of_range(block: Range) -> Name | None:
    """The name that stands for exactly these cells; None where there is none."""
    each: Name
    for each in Names(block.sheet.book):
        cells: Any = each.api.getReferredCells()
        if cells is not None and cells.getRangeAddress().Sheet == block.sheet.position \
                and block.sheet.found(cells).area == block.area:
            return each
    return None


def give(block: Range, name: str) -> None:
    """Name these cells."""
    Names(block.sheet.book).add(name, f"={quoted(block.sheet.name)}!{block.area.text()}")


def _formula(text: str) -> str:
    return text if text.startswith("=") else f"={text}"


