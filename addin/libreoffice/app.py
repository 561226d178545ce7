"""An app: a running office."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import boxes
from .books import Books
from .members import offered, refuse
from .sheet import Sheet

if TYPE_CHECKING:
    from .link import Link
    from .process import Office
    from .ranges import Range

RUNNING: list[App] = []
"""Every office to which this process is connected."""
EXCEL = "16.0"
"""The Excel whose interface we offer: xlwings asks before it looks for the calling book."""
CALCULATION = {True: "automatic", False: "manual"}


@offered
class App(base_classes.App):
    """A running office. Beyond xlwings: `product`."""

    def __init__(self, engine: Any, link: Link, office: Office | None = None) -> None:
        self.engine, self._link, self.office = engine, link, office
        self._alerts = True
        self._status: Any = None
        self._status_text: str | bool = False

    link = property(lambda self: self._link)
    api = property(lambda self: self.link.desktop)
    books = property(Books)
    version = property(lambda _self: EXCEL)

    @property
    def pid(self) -> int:
        """The process of an office that we started; of another one a number that stands for its pipe."""
        return self.office.process.pid if self.office else zlib.crc32(self.link.pipe.encode())

    @property
    def product(self) -> str:
        """Name and version of the office, such as LibreOffice 7.4.7.2."""
        return boxes.product(self.link)

    def activate(self, steal_focus: bool = False) -> None:
        """Make this office the one that xlwings means, and bring it to the front."""
        RUNNING.sort(key=lambda app: app is not self)
        if steal_focus and len(self.books):
            self.books.active.activate()

    @property
    def selection(self) -> Range | None:
        """The selected cells of the book in front, the first area of several; None where no cells are selected."""
        book = self.books.active
        found = book.api.getCurrentSelection()
        if found is None or not found.supportsService("com.sun.star.sheet.SheetCellRange"):
            if found is None or not found.supportsService("com.sun.star.sheet.SheetCellRanges"):
                return None
            found = found.getByIndex(0)
        return Sheet(book, found.getSpreadsheet()).found(found)

    @property
    def windowed(self) -> bool:
        """Whether the office has windows: not one that we started without."""
        return not self.office or self.office.visible

    @property
    def visible(self) -> bool:
        """Whether its windows show; never without a screen."""
        return any(boxes.window(book).isVisible() for book in self.books) if self.windowed else False

    @visible.setter
    def visible(self, visible: bool) -> None:
        if self.windowed:
            for book in self.books:
                boxes.window(book).setVisible(visible)

    @property
    def display_alerts(self) -> bool:
        """Kept as it is set: asked through this link, LibreOffice never shows questions of its own."""
        return self._alerts

    @display_alerts.setter
    def display_alerts(self, value: bool) -> None:
        self._alerts = bool(value)

    @property
    def screen_updating(self) -> bool:
        """Whether changes show at once."""
        return not any(book.api.hasControllersLocked() for book in self.books)

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        for book in self.books:
            while value and book.api.hasControllersLocked():
                book.api.unlockControllers()
            if not value and not book.api.hasControllersLocked():
                book.api.lockControllers()

    @property
    def calculation(self) -> str:
        """How the book in front calculates: automatic or manual."""
        return CALCULATION[bool(self.books.active.api.isAutomaticCalculationEnabled())]

    @calculation.setter
    def calculation(self, value: str) -> None:
        if value not in CALCULATION.values():
            raise refuse(f"App.calculation = {value!r}")
        for book in self.books:
            book.api.enableAutomaticCalculation(value == "automatic")

    def calculate(self) -> None:
        """Calculate every formula of every book."""
        for book in self.books:
            book.api.calculateAll()

    @property
    def status_bar(self) -> str | bool:
        """What we show at the bottom of the book in front; False where we show nothing."""
        return self._status_text

    @status_bar.setter
    def status_bar(self, value: str | bool | None) -> None:
        self._status_text = value or False
        if self._status is not None and value:
            self._status.setText(str(value))
        elif self._status is not None:
            self._status.end()
            self._status = None
        elif value:
            self._status = self.books.active.api.getCurrentController().getFrame().createStatusIndicator()
            self._status.start(str(value), 0)

    def alert(self, prompt: str, title: str | None, buttons: str | None, mode: str | None, callback: Any) -> str:
        """Show a message and wait, however long, for the answer: ok, cancel, yes or no. Without a screen nobody answers."""
        del callback                                    # for xlwings Server
        return boxes.ask(self, prompt or "", title or "", buttons or "ok", mode)

    def quit(self) -> None:
        """Close all books without saving them, and end the office."""
        for book in self.books:
            book.close()
        RUNNING.remove(self)
        try:
            self.link.desktop.terminate()
        finally:
            self.link.close()
            if self.office:
                self.office.end(within=20)

    def kill(self) -> None:
        """End an office that we started, whatever it does; raises NotImplementedError for another one."""
        if not self.office:
            raise NotImplementedError("App.kill of an office that was not started here is not available with LibreOffice")
        if self in RUNNING:
            RUNNING.remove(self)
        self.link.close()
        self.office.end()
