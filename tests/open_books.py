"""Workbooks open in LibreOffice whose buttons are clicked: how tests open them, and read what then stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings

from addin import libreoffice
from templates.books import BOOKS
from templates.geometry import address
from templates.wording import say

TASKS = BOOKS["plan"].by_key["tasks"]
SHEET = TASKS.label.hans
FOUND = say("reports", "consolidated.findings", "zh-Hans")
Boxes = list[tuple[str, str | None]]
Open = Callable[..., xlwings.Book]


@pytest.fixture(scope="module")
def app() -> Iterator[xlwings.App]:
    started = libreoffice.start()
    yield started
    started.kill()


@pytest.fixture
def opened(app: xlwings.App) -> Iterator[Open]:
    """Opens a workbook whose buttons are clicked from then on; afterwards all are closed."""
    def open_(path: Path, **how: Any) -> xlwings.Book:
        app.activate()
        book = app.books.open(str(path), **how)
        book.set_mock_caller()
        return book

    yield open_
    for each in list(app.books):
        each.close()


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> Boxes:
    """What is said in message boxes: text and kind. (That a box really shows is seen in test_extension_click.)"""
    told: Boxes = []

    def alert(_app: xlwings.App, prompt: str, _title: str, mode: str) -> str:
        told.append((prompt, mode))
        return "ok"

    monkeypatch.setattr(xlwings.App, "alert", alert)
    return told


def cell(key: str, row: int = 0) -> str:
    return address(TASKS, key, row)


def lines(book: xlwings.Book, title: str = FOUND) -> list[list[Any]]:
    """The lines of a sheet of results, below its headings."""
    sheet = book.sheets[title]
    return sheet.range((5, 1), (max(sheet.used_range.last_cell.row, 6), 11)).value if sheet["A4"].value else []


def codes(book: xlwings.Book) -> list[str]:
    return [line[1] for line in lines(book) if line[1]]


def looks(book: xlwings.Book, path: Path) -> dict[str, Any]:
    """Everything that people see of the cells, by sheet and address, as openpyxl reads a copy.

    The second one: LibreOffice gives cells with a link by formula another font when it saves for the first time.
    """
    book.impl.save_copy(str(path))
    book.impl.save_copy(str(path))
    return {f"{sheet.title}!{each.coordinate}": (each.value, each.number_format, repr(each.fill), repr(each.font),
                                                 repr(each.border), repr(each.alignment), each.comment and each.comment.text)
            for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for each in row}
