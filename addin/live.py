"""The workbook on the screen, in Excel or in LibreOffice: the one place that imports xlwings, beside our engine for it."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import Book, Sheet, XlwingsError

from addin import cells
from templates.identity import BOOK_SHEET
from templates.wording import known, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Book", "Live", "Sheet", "Told", "Working", "caller", "reachable", "refusals"]
Working = Callable[[str], Callable[[int, int], None]]
"""Puts a word (its key) into the status bar; gives what is told how many of how many are done."""
MADE: list[Path] = []
"""The folder into which LibreOffice writes a copy of the workbook that was clicked in, where it was told to at the click."""
COPY = "copy.xlsx"
"""How that copy is called once it is complete."""
MOMENT = 0.02
TENTHS = 10
"""The status bar is told of progress so many times; every word to it costs a moment."""
SAVE_COPY = "'tongchou.xlam'!Tongchou.SaveCopy"
"""The add-in's own procedure for what AppleScript has no word for."""


def refusals() -> tuple[type[Exception], ...]:
    """What xlwings raises where an office will not do something: a protected sheet, a locked structure."""
    kinds: list[type[Exception]] = [XlwingsError]
    if sys.platform == "win32":
        import pywintypes  # noqa: PLC0415 - there only

        kinds.append(pywintypes.com_error)
    elif sys.platform == "darwin":
        import appscript  # noqa: PLC0415 - there only

        kinds.append(appscript.reference.CommandError)
    return tuple(kinds)


class Told(Exception):  # noqa: N818 - no mistake of ours: something that people have to be told
    """Why a click is not carried out: a key of the sentences about clicks, and its facts."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key, self.facts = key, facts


@dataclass(frozen=True)
class Live:
    """An open workbook. `path` is where its file lies; None where it was never saved, or lies in a cloud."""

    book: Book
    path: Path | None
    made: Path | None = None
    """The folder into which the office began to write a copy of it at the click."""

    @cached_property
    def said(self) -> Mapping[str, str]:
        """What the workbook on the screen says it is, by key; empty where it is none of ours."""
        there = BOOK_SHEET in cells.sheet_names(self.book)
        rows = self.book.sheets[BOOK_SHEET]["A1:B60"].value if there else []
        return {str(key): str(value) for key, value in reversed(rows) if value is not None}      # the first one counts

    @cached_property
    def locale(self) -> str:
        """The language that the workbook says it speaks, else the system's."""
        from addin.options import system_language  # noqa: PLC0415 - only where the workbook does not say

        return known(self.said.get("locale")) or system_language()

    @property
    def changeable(self) -> bool:
        """Whether it can be given a sheet: LibreOffice changes nothing in a workbook that is open read-only."""
        return not getattr(self.book.impl, "read_only", False)

    @property
    def in_libreoffice(self) -> bool:
        """Whether LibreOffice has it open, and not Excel."""
        return hasattr(self.book.impl, "save_copy")

    def open_in_same_office(self) -> list[Live]:
        """This and every other workbook that the office has open and that lies in a file."""
        own = {self.path: self} if self.path else {}
        others = [each for book in self.book.app.books if (each := Live(book, place(book))).path]
        return list(({each.path: each for each in others} | own).values())

    def copy_into(self, folder: Path) -> Path:
        """Write what is on the screen, saved or not, to a file of its own; the workbook keeps its name and its state.

        What was not changed since it was saved stands in its file just so.
        """
        ending = Path(self.book.name).suffix.lower()
        if self.path and self.untouched:
            target = folder / f"copy{ending}"
            shutil.copyfile(self.path, target)
        elif self.made and self._complete(self.made):
            target = self.made / COPY
        elif self.in_libreoffice:
            target = folder / f"copy{ending if ending == '.xlsm' else '.xlsx'}"
            self.book.impl.save_copy(str(target))
        else:
            target = folder / f"copy{ending or '.xlsx'}"
            if sys.platform == "darwin":
                self.book.app.macro(SAVE_COPY)(self.book.name, str(target))
            else:
                self.book.api.SaveCopyAs(str(target))
        return target

    def _complete(self, folder: Path) -> bool:
        """Wait until the copy is written; False where the office could not, and took the folder away."""
        while folder.is_dir() and not (folder / COPY).is_file():
            if self.book.name:                          # raises where the office has ended or the workbook was closed
                time.sleep(MOMENT)
        return folder.is_dir()

    @property
    def untouched(self) -> bool:
        """Whether nothing was changed since it was saved; False where the office does not say."""
        return bool(getattr(self.book.impl, "saved", False))

    def contents(self) -> Mapping[str, Any] | None:
        """What stands in the cells of every sheet from A1 on, to see later whether somebody has changed a cell.

        None where nothing was changed since it was saved: that is soon asked again.
        """
        if self.untouched:
            return None
        return {name: cells.contents(self.book.sheets[name]) for name in cells.sheet_names(self.book) if not name.startswith("_")}

    def open(self, path: Path) -> None:
        """Open another workbook in the same office."""
        self.book.app.books.open(str(path)).activate()

    def tell(self, key: str, facts: Mapping[str, object], *, wrong: bool = False) -> None:
        """Say something in a box: a sentence about clicks, with its facts."""
        text = say("addin", f"clicks.{key}", self.locale, **facts)
        self.book.app.alert(text.strip(), say("addin", "box.title", self.locale), mode="critical" if wrong else "info")

    @contextmanager
    def working(self) -> Iterator[Working]:
        """Yields what puts a word into the status bar, and gives what is told how many of how many are done."""
        def begin(key: str) -> Callable[[int, int], None]:
            label, shown = say("addin", key, self.locale), [0]
            self.book.app.status_bar = f"{label}…"

            def step(done: int, of: int) -> None:
                if (tenths := TENTHS * done // max(of, 1)) > shown[0]:
                    shown[0] = tenths
                    self.book.app.status_bar = f"{label}… {done} / {of}"

            return step

        try:
            yield begin
        finally:
            self.book.app.status_bar = False


def reachable() -> Path | None:
    """Where copies may lie: on macOS Excel writes into its own container without asking; elsewhere the system's own place."""
    container = Path.home() / "Library" / "Containers" / "com.microsoft.Excel" / "Data"
    return container if sys.platform == "darwin" and container.is_dir() else None


def caller() -> Live:
    """The workbook whose button was clicked.

    xlwings would look into a sheet of the workbook itself for where a cloud's files lie on this machine: a workbook from
    outside is not asked such things.
    """
    for face in ("_xlwindows", "_xlmac"):
        if module := sys.modules.get(f"xlwings.{face}"):
            module.read_config_sheet = lambda _book: {}  # type: ignore[attr-defined]
    book = Book.caller()
    return Live(book, place(book), MADE[0] if MADE else None)


def place(book: Book) -> Path | None:
    """Where the file of a workbook lies; None where there is none on this machine."""
    try:
        path = Path(book.fullname)
    except XlwingsError:                                # in a cloud whose folder here is not known
        return None
    return path.resolve() if path.is_absolute() and path.is_file() else None
