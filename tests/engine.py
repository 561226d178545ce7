"""An office for the tests of the LibreOffice engine, and the proof that a test really asks what it says it proves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings
from openpyxl.workbook import Workbook

from addin import libreoffice
from addin.libreoffice import coverage

ASKED: set[str] = set()
"""Accessors of the engine's classes that the running test used."""


def proves(*accessors: str) -> Callable[[Any], Any]:
    """Say which members of xlwings' interface a test proves against LibreOffice; it fails when it does not use them."""
    def marked(function: Any) -> Any:
        @wraps(function)
        def proving(*arguments: Any, **named: Any) -> None:
            ASKED.clear()
            function(*arguments, **named)
            assert not (never := set(accessors) - ASKED), f"said to be proved, never used: {sorted(never)}"

        return pytest.mark.office(proving)

    return marked


def listen() -> None:
    """Note every use of a member of the engine's classes in ASKED."""
    for name, kind in coverage.kinds().items():
        for member, accessors in coverage.interface()[name].items():
            own = next(vars(each)[member] for each in kind.__mro__ if member in vars(each))
            if isinstance(own, property):
                noted: Any = property(_noted(own.fget, accessors[0]), own.fset and _noted(own.fset, accessors[-1]))
            elif isinstance(own, staticmethod):
                noted = staticmethod(_noted(own.__func__, accessors[0]))
            else:
                noted = _noted(own, accessors[0])
            setattr(kind, member, noted)


def _noted(function: Any, accessor: str) -> Any:
    def noting(*arguments: Any, **named: Any) -> Any:
        ASKED.add(accessor)
        return function(*arguments, **named)

    noting.__qualname__ = getattr(function, "__qualname__", "")
    return noting


listen()


@pytest.fixture(scope="module")
def app() -> Iterator[xlwings.App]:
    """One private office without windows for a module."""
    started = libreoffice.start()
    yield started
    if started.impl in libreoffice.ENGINE.apps:
        started.kill()


@pytest.fixture
def book(app: xlwings.App) -> Iterator[xlwings.Book]:
    """A new book; afterwards every book is closed, also those that a failed test left open."""
    app.activate()
    yield app.books.add()
    for each in list(app.books):
        each.close()


@pytest.fixture
def sheet(book: xlwings.Book) -> xlwings.Sheet:
    """The first sheet of a new book."""
    return book.sheets[0]


def saved(book: xlwings.Book, folder: Path) -> Workbook:
    """Save as .xlsx and read with openpyxl, formulas as formulas."""
    path = folder / "saved.xlsx"
    book.save(path)
    return openpyxl.load_workbook(path)


def results(book: xlwings.Book, folder: Path) -> Workbook:
    """Save as .xlsx and read with openpyxl, formulas as their results."""
    path = folder / "results.xlsx"
    book.save(path)
    return openpyxl.load_workbook(path, data_only=True)
