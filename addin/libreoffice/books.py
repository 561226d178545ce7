"""Books: the workbooks that an office has open."""

from __future__ import annotations

from datetime import datetime
from numbers import Integral
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import XlwingsError, base_classes

from . import bridge, files
from .members import offered, refuse
from .names import Names
from .sheet import Sheet
from .sheets import Sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .app import App


@offered
class Books(base_classes.Books):
    """The workbooks that an office has open."""

    def __init__(self, app: App) -> None:
        self.app = app

    link = property(lambda self: self.app.link)
    api = property(lambda self: self.link.desktop.Components)

    def _all(self) -> list[Book]:
        listed, found = self.api.createEnumeration(), []
        while listed.hasMoreElements():
            document = listed.nextElement()
            if files.is_workbook(document):
                found.append((int(document.RuntimeUID), Book(self.app, document)))
        return [book for _, book in sorted(found, key=lambda each: each[0])]        # as they were opened

    @property
    def active(self) -> Book:
        """The book in front; raises XlwingsError where none is open."""
        document = self.link.desktop.getCurrentComponent()
        if files.is_workbook(document):
            return Book(self.app, document)
        books = self._all()
        if not books:
            raise XlwingsError("no workbook is open in LibreOffice")
        return books[0]

    def __call__(self, name_or_index: str | int) -> Book:
        """A book by its name, in any case, or by its number from 1; raises KeyError."""
        books = self._all()
        if isinstance(name_or_index, Integral):
            if not 1 <= name_or_index <= len(books):
                raise KeyError(name_or_index)
            return books[int(name_or_index) - 1]
        found = next((each for each in books if each.name.lower() == str(name_or_index).lower()), None)
        if found is None:
            raise KeyError(name_or_index)
        return found

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Book]:
        return iter(self._all())

    def __contains__(self, key: str) -> bool:
        return any(each.name.lower() == key.lower() for each in self._all())

    def add(self) -> Book:
        """Make a new book."""
        return Book(self.app, self.link.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, ()))

    def open(self, fullname: str, update_links: bool | None = None, read_only: bool | None = None, format: Any = None,  # noqa: A002 - xlwings names it so
             password: str | None = None, write_res_password: Any = None, ignore_read_only_recommended: Any = None,
             origin: Any = None, delimiter: str | None = None, editable: Any = None, notify: Any = None, converter: Any = None,
             add_to_mru: Any = None, local: Any = None, corrupt_load: Any = None) -> Book:
        """Open a file; one that somebody else has open is opened read-only. Its macros never run.

        Raises OfficeRefusedError for what is no workbook.
        """
        said = {"format": format, "write_res_password": write_res_password, "origin": origin, "editable": editable,
                "converter": converter, "local": local, "corrupt_load": corrupt_load}
        del ignore_read_only_recommended, notify, add_to_mru            # LibreOffice does not ask
        for name, value in said.items():
            if value:
                raise refuse(f"Books.open({name}=)")
        return Book(self.app, files.load(self.link.desktop, fullname, read_only=bool(read_only), password=password,
                                         update_links=bool(update_links), delimiter=delimiter))


@offered
class Book(base_classes.Book):
    """A workbook. Beyond xlwings: `read_only`, `saved`, `save_copy`, `sheet_names`, `measuring`."""

    def __init__(self, app: App, api: Any) -> None:
        self._app, self._api = app, api
        self.digit: float | None = None
        """The width of a digit, once somebody has asked for it."""

    app = property(lambda self: self._app)
    link = property(lambda self: self._app.link)
    api = property(lambda self: self._api)
    sheets = property(Sheets)
    names = property(Names)

    @property
    def fullname(self) -> str:
        """The path of its file; its title where it was never saved."""
        url = str(self.api.getURL())
        return bridge.system_path(url) if url.startswith("file:") else url or str(self.api.Title)

    @property
    def name(self) -> str:
        """The name of its file; its title where it was never saved."""
        return Path(self.fullname).name

    @property
    def read_only(self) -> bool:
        """Whether it cannot be saved where it was opened from: asked for, or somebody else has it open."""
        return bool(self.api.isReadonly())

    @property
    def saved(self) -> bool:
        """Whether nothing changed since it was saved."""
        return not self.api.isModified()

    @property
    def sheet_names(self) -> list[str]:
        """The names of its sheets in their order, without asking each."""
        return list(self.api.Sheets.getElementNames())

    @property
    def measuring(self) -> bool:
        """Whether rows are measured again, between the first cell and the last, at every change of cells."""
        return bool(self.api.IsAdjustHeightEnabled)

    @measuring.setter
    def measuring(self, value: bool) -> None:
        if value != self.measuring:                     # LibreOffice counts how often it was told to stop
            self.api.IsAdjustHeightEnabled = value

    def folder(self) -> Path:
        """The folder of its file; the current one where it was never saved."""
        return Path(self.fullname).parent if self.api.getURL() else Path.cwd()

    def epoch(self) -> datetime:
        """The day that dates are counted from: 1899-12-30, or 1904-01-01 where the book says so."""
        day = self.api.NullDate
        return datetime(day.Year, day.Month, day.Day)  # noqa: DTZ001 - cells know no zone

    def sheet_number(self, position: int) -> Sheet:
        """A sheet by its place, from 0."""
        return Sheet(self, self.api.Sheets.getByIndex(position))

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save the book: .xlsx, .xlsm, .xltx, .xls, .ods, .csv; a .pdf is printed and the book keeps its name.

        A new book without a path goes into the current folder, as .xlsx. LibreOffice 7.4 does not encrypt .xlsx when
        told a password: refused. Raises FileNotFoundError for a folder that is not there, OfficeRefusedError where the
        file cannot be written.
        """
        if password:
            raise refuse("Book.save(password=)")
        if path is None and not self.api.getURL():
            path = f"{self.name}.xlsx"
        target = Path(path).absolute() if path else None
        if target and not target.parent.is_dir():
            raise FileNotFoundError(f"there is no folder {target.parent}")          # LibreOffice would make it
        files.store(self.api, str(target) if target else None)

    def save_copy(self, path: str) -> None:
        """Write what is on the screen to a file whose ending says how; the book keeps its name and what is not saved yet."""
        files.store_copy(self.api, path)

    def close(self) -> None:
        """Close the book without saving it."""
        self.api.setModified(False)
        self.api.close(True)

    def activate(self) -> None:
        """Bring the book to the front."""
        view = self.api.getCurrentController()
        if view:
            view.getFrame().activate()
            view.getFrame().getContainerWindow().toFront()

    def to_pdf(self, path: str, quality: str) -> None:
        """Print the sheets that show into a PDF."""
        self.print_pdf(path, quality)

    def print_pdf(self, path: str, quality: str, **what: object) -> None:
        """Print the book, or `Selection=` of it, into a PDF."""
        files.print_pdf(self.api, path, quality, **what)
