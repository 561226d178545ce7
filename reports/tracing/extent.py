"""How far the cells of a workbook reach: the second reader lays a sheet out as a rectangle, which a far cell makes endless."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_PLACES, MOST_BYTES, CHUNK, TAG = 4_000_000, 400_000_000, 1 << 20, 4096
"""Places of a sheet's rectangle, bytes of a book's parts, bytes read at once, bytes of the longest tag that is looked at."""
_ADDRESS = rb"""(?:[^<>]*?\s)?r\s*=\s*["']([A-Z]{0,3})(\d{1,7})["'][^<>]*"""
_CELL = re.compile(rb"<(?:[\w.-]+:)?c\s" + _ADDRESS + rb"(?<!/)>")
"""A cell that holds something; those that only have a format take no place."""
_UNNAMED = re.compile(rb"<(?:[\w.-]+:)?c(?:\s(?![^<>]*\br\s*=)[^<>]*)?(?<!/)>")
"""A cell without an address: it stands in the row that its row says, behind the one before."""
_BEGIN = re.compile(rb"<(?:[\w.-]+:)?row\b")
_ROW = re.compile(rb"<(?:[\w.-]+:)?row\s" + _ADDRESS + rb">")


def fits(path: Path) -> bool:
    """True where every sheet of an .xlsx can be laid out. Raises OSError for what is no such file."""
    try:
        with zipfile.ZipFile(path) as book:
            parts = [each for each in book.infolist() if each.filename.lower().endswith(".xml")]
            return (sum(each.file_size for each in parts) <= MOST_BYTES
                    and all(_places(_chunks(book, each)) <= MOST_PLACES for each in parts if "sheet" in each.filename.lower()))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError) as error:
        raise OSError(str(error)) from error


def _chunks(book: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part piece by piece, each with the end of the one before, in which a tag may have begun."""
    with book.open(part) as stream:
        rest = b""
        while piece := stream.read(CHUNK):
            yield rest + piece
            rest = piece[-TAG:]


def _places(chunks: Iterator[bytes]) -> int:
    columns = rows = named = beside = 0
    for chunk in chunks:
        found = _CELL.findall(chunk)
        columns = max([columns, *map(_number, {letters for letters, _ in found})])
        rows = max([rows, *{int(row) for _, row in found}])
        if _UNNAMED.search(chunk):
            beside = max(beside, *(2 * len(_UNNAMED.findall(row)) for row in _BEGIN.split(chunk)))     # a chunk may halve a row
            named = max([named, *{int(row) for _, row in _ROW.findall(chunk)}])
    return (columns + beside) * max(rows, named)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
