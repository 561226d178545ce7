"""Apps: the offices to which we are connected, the one that was asked for last first."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import process
from .app import RUNNING, App
from .link import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .books import Book


class Apps(base_classes.Apps):
    """The offices to which this process is connected."""

    def __init__(self, engine: Any) -> None:
        self.engine = engine

    def __iter__(self) -> Iterator[App]:
        RUNNING[:] = [app for app in RUNNING if app.link.alive()]
        return iter(list(RUNNING))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __getitem__(self, pid: int) -> App:
        """An office by its number; raises KeyError."""
        found = next((app for app in self if app.pid == pid), None)
        if found is None:
            raise KeyError(pid)
        return found

    def keys(self) -> list[int]:
        """The numbers of the offices."""
        return [app.pid for app in self]

    def add(self, spec: str | None = None, add_book: bool | None = None, xl: Any = None, visible: bool | None = None) -> App:
        """Start an office; `spec` names its program. It has windows unless `visible` is False or there is no screen."""
        del xl                                          # Excel's own object
        office = process.launch(visible=visible is not False and screen(), program=spec)
        app = App(self.engine, process.answer(office), office)
        RUNNING.insert(0, app)
        if add_book:
            app.books.add()
        return app

    def join(self, pipe: str, patience: float) -> App:
        """Connect to the office that listens on a pipe; the one that is connected already is found again."""
        for app in self:
            if app.link.pipe == pipe:
                app.activate()
                return app
        app = App(self.engine, Link(pipe, patience))
        RUNNING.insert(0, app)
        return app

    @staticmethod
    def cleanup() -> None:
        """Forget the offices that have ended."""
        RUNNING[:] = [app for app in RUNNING if app.link.alive()]


def screen() -> bool:
    """Whether windows can show here."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def find_book(app: App, said: str) -> Book:
    """A book by LibreOffice's own number for it (RuntimeUID), by its path or by its name; raises KeyError."""
    books: list[Book] = list(app.books)
    told = [(app.link.ask(lambda book=book: str(book.api.RuntimeUID)), book.fullname, book.name) for book in books]
    for way in range(3):
        for book, words in zip(books, told, strict=True):
            if words[way] == said:
                return book
    raise KeyError(said)
