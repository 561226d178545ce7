"""The cells of workbooks as calamine reads them: nothing of our own reader, which the report used."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_AREA = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")
_DATE = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D?")
MOST_CELLS, LONGEST = 200_000, 80
_ORIGIN = date(1899, 12, 30)


@dataclass
class Books:
    """The workbooks below a folder; each is opened when its first cell is asked for."""

    folder: Path
    _sheets: dict[str, dict[str, list[list[Any]]]] = field(default_factory=dict)

    def fingerprint(self, file: str) -> str | None:
        """SHA-256 of a file; None where it is not there."""
        try:
            return hashlib.sha256(self._path(file).read_bytes()).hexdigest()
        except OSError:
            return None

    def _path(self, file: str) -> Path:
        """Where a file lies. Raises OSError for one outside of the folder: a report names what it likes."""
        try:
            path = (self.folder / file).resolve()
        except ValueError as error:                      # a NUL, or what no file system can write
            raise OSError(file) from error
        if not path.is_relative_to(self.folder.resolve()):
            raise OSError(file)
        return path

    def value(self, file: str, sheet: str, cell: str) -> object:
        """What stands in a cell: number, text, date; None for a blank one, or where there is no such cell any more."""
        rows, (column, row) = self._of(file).get(sheet, []), _where(cell)
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        return None if value == "" else value

    def number(self, file: str, sheet: str, cell: str) -> float:
        """The number in a cell, 0 for a blank one. Raises ValueError for what is no number."""
        value = self.value(file, sheet, cell)
        if value is None or isinstance(value, int | float):
            return float(value or 0)
        plain = unicodedata.normalize("NFKC", str(value)).translate(_INVISIBLE)
        text = plain.strip().strip("¥$元% ").replace(",", "")
        return float(text) if text else 0.0

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
        return date(*map(int, match.groups())) if match else None

    def _of(self, file: str) -> dict[str, list[list[Any]]]:
        if file not in self._sheets:
            from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - only where a report is worked out again

            try:
                book = CalamineWorkbook.from_path(self._path(file))
            except CalamineError as error:
                raise OSError(str(error)) from error
            self._sheets[file] = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                                  for name in book.sheet_names}
        return self._sheets[file]


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
    """The single cells of "A1 B2:B9", in order. Raises ValueError where they are more than any report cites."""
    found: list[str] = []
    for letters, first, _, last in _AREA.findall(areas):
        rows = range(int(first), int(last or first) + 1)
        if len(rows) + len(found) > MOST_CELLS:
            raise ValueError(areas[:LONGEST])
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
