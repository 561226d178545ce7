"""The cells of workbooks as calamine reads them: nothing of our own reader, which the report used."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from reports.tracing.extent import fits

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from python_calamine import CalamineWorkbook

_AREA = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")
_DATE = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D?")
MOST_CELLS, LONGEST = 200_000, 80
MOST_BYTES, ENDINGS = 200_000_000, frozenset({".xlsx", ".xlsm"})
_ORIGIN = date(1899, 12, 30)


Why = Literal["no_number", "no_day", "too_many", "too_long", "by_zero", "no_result", "no_file"]


class UnreadableError(Exception):
    """A derivation that cannot be worked out: why, and for which cell, file or days."""

    def __init__(self, why: Why, what: str = "") -> None:
        super().__init__(why, what)
        self.why, self.what = why, what[:LONGEST]


@dataclass
class Books:
    """The workbooks below a folder; each is opened, and each of its sheets laid out, when its first cell is asked for.

    `known` are the digests (file → SHA-256) by which one is found again that has another name now.
    """

    folder: Path
    known: Mapping[str, str] = field(default_factory=dict)
    _books: dict[str, CalamineWorkbook] = field(default_factory=dict)
    _sheets: dict[tuple[str, str], list[list[Any]]] = field(default_factory=dict)

    def fingerprint(self, file: str) -> str | None:
        """SHA-256 of a file; None where it is not there."""
        try:
            return _sha256(self.path(file))
        except OSError:
            return None

    def path(self, file: str) -> Path:
        """Where a file lies. Raises OSError for one that is nowhere, or outside of the folder: a report names what it likes."""
        try:
            path = (self.folder / file).resolve()
        except ValueError as error:                      # a NUL, or what no file system can write
            raise OSError(file) from error
        if path.is_relative_to(self.folder.resolve()) and path.is_file():
            return path
        if self.known.get(file, "") in self._renamed:
            return self._renamed[self.known[file]]
        raise OSError(file)

    @cached_property
    def _renamed(self) -> dict[str, Path]:
        """Workbooks below the folder that the report does not know by their names, by digest."""
        found: dict[str, Path] = {}
        for path in sorted(self.folder.rglob("*")):
            if path.suffix.lower() in ENDINGS and path.is_file() and path.relative_to(self.folder).as_posix() not in self.known:
                with suppress(OSError):
                    found.setdefault(_sha256(path), path)
        return found

    def value(self, file: str, sheet: str, cell: str) -> object:
        """What stands in a cell: number, text, date; None for a blank one, or where there is no such cell any more."""
        rows, (column, row) = self._of(file, sheet), _where(cell)
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        return None if value == "" else value

    def number(self, file: str, sheet: str, cell: str) -> float:
        """The number in a cell, 0 for a blank one. Raises UnreadableError, OSError without the file."""
        value = self.value(file, sheet, cell)
        if value is None or isinstance(value, int | float):
            return float(value or 0)
        plain = unicodedata.normalize("NFKC", str(value)).translate(_INVISIBLE)
        text = plain.strip().strip("¥$元% ").replace(",", "")
        try:
            return float(text) if text else 0.0
        except ValueError:
            raise UnreadableError("no_number", f"{file} {sheet}!{cell}") from None

    def day(self, file: str, sheet: str, cell: str) -> date | None:
        """The date in a cell; None where there is none."""
        value = self.value(file, sheet, cell)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if isinstance(value, int | float):
            return _ORIGIN + timedelta(days=int(value))
        match = _DATE.match(unicodedata.normalize("NFKC", str(value)).strip()) if value else None
        with suppress(ValueError):                       # the thirtieth of February
            return date(*map(int, match.groups())) if match else None
        return None

    def _of(self, file: str, sheet: str) -> list[list[Any]]:
        """The rows of a sheet, none where there is no such sheet. Raises OSError for a book that cannot be read."""
        if (file, sheet) not in self._sheets:
            from python_calamine import CalamineError  # noqa: PLC0415 - only where a report is worked out again

            try:
                book = self._books[file] = self._books.get(file) or self._open(file)
                rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False) if sheet in book.sheet_names else []
            except (OSError, CalamineError) as error:
                raise OSError(file) from error
            except BaseException as error:               # what panics in Rust is no Exception
                if type(error).__name__ != "PanicException":
                    raise
                raise OSError(file) from error
            self._sheets[file, sheet] = rows
        return self._sheets[file, sheet]

    def _open(self, file: str) -> CalamineWorkbook:
        from python_calamine import CalamineWorkbook  # noqa: PLC0415

        path = self.path(file)
        if not fits(path):
            raise OSError(file)
        return CalamineWorkbook.from_path(path)


def _sha256(path: Path) -> str:
    """Raises OSError for a file that is larger than any workbook."""
    with path.open("rb") as file:
        if file.seek(0, 2) > MOST_BYTES:
            raise OSError(path.name)
        file.seek(0)
        return hashlib.file_digest(file, "sha256").hexdigest()


def _where(cell: str) -> tuple[int, int]:
    """Column and row of an A1 address, from 0."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1, int(cell[len(letters):]) - 1


def size(areas: str) -> int:
    """How many cells "A1 B2:B9" are."""
    return sum(max(0, int(last or first) - int(first) + 1) for _, first, _, last in _AREA.findall(areas))


def addresses(areas: str) -> list[str]:
    """The single cells of "A1 B2:B9", in order. Raises UnreadableError where they are more than any report cites."""
    found: list[str] = []
    for letters, first, _, last in _AREA.findall(areas):
        rows = range(int(first), int(last or first) + 1)
        if len(rows) + len(found) > MOST_CELLS:
            raise UnreadableError("too_many", areas)
        found += [f"{letters}{row}" for row in rows]
    return found


def print_of(value: object) -> object:
    """A cell's content as a report carries it: numbers as they are, dates as ISO, texts as a digest."""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    text = unicodedata.normalize("NFKC", str(value)).translate(_INVISIBLE).strip()
    return digest(text) if text else None


def digest(text: str) -> str:
    """The first sixteen hexadecimal digits of a text's SHA-256."""
    return f"#{hashlib.sha256(text.encode()).hexdigest()[:16]}"


_INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF])
"""Marks that a report drops from typed text before it takes the digest."""
