"""Number formats: codes as Excel writes them, whatever language the office speaks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from . import bridge, looks
from .areas import Area, of_address
from .edits import writable

if TYPE_CHECKING:
    from .books import Book
    from .link import Link
    from .ranges import Range

DATE, TIME, TEXT, LOGICAL = 2, 4, 256, 1024
"""What a format shows: bits of com.sun.star.util.NumberFormat."""
GENERAL, BOOLEAN = "General", "BOOLEAN"
STANDARD = 10_000
"""Formats of one language are numbered from a multiple of this, General first."""
_PIECE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|AM/PM|A/P|General|[YMDHS]+')


def read(block: Range) -> str | None:
    """The format code of all cells, General for logical values as in Excel; None where cells differ."""
    number = looks.shared(block, "NumberFormat")
    if number is None or number % STANDARD == 0:
        return None if number is None else GENERAL
    found = block.sheet.book.api.NumberFormats.getByKey(number)
    return GENERAL if found.Type & LOGICAL else _english(block.link, found.FormatString, found.Locale)


def write(block: Range, code: str) -> None:
    """Give all cells a format code; raises ValueError for what is none."""
    if block.api is not None:
        writable(block)
        block.api.NumberFormat = key(block.sheet.book, code)


def key(book: Book, code: str) -> int:
    """The number under which a book keeps a format code, made where it is new; raises ValueError for what is none."""
    formats = book.api.NumberFormats
    if code.lower() == GENERAL.lower():
        return int(formats.getStandardIndex(bridge.struct("lang.Locale")))
    try:
        return int(formats.addNewConverted(code, _locale("en", "US"), bridge.struct("lang.Locale")))
    except bridge.UnoError:
        raise ValueError(f"{code!r} is no number format") from None


def kinds(block: Range, wanted: int) -> list[tuple[int, Area]]:
    """Where cells have a format of the wanted kinds (bits): the kind and its areas, in few questions however many cells."""
    formats, api = block.sheet.book.api.NumberFormats, block.api
    if len(block) == 1:
        groups: list[Any] = [api]
    else:
        unique = api.getUniqueCellFormatRanges()
        groups = [unique.getByIndex(index) for index in range(unique.getCount())]
    known: dict[int, int] = {}
    found = []
    for group in groups:
        number = group.NumberFormat
        if number % STANDARD == 0:
            continue
        if number not in known:
            known[number] = formats.getByKey(number).Type
        if known[number] & wanted:
            areas = [block.area] if len(block) == 1 else [of_address(each) for each in group.getRangeAddresses()]
            found += [(known[number], area) for area in areas]
    return found


def _english(link: Link, code: str, locale: Any) -> str:
    """A code in Excel's own language and spelling. The office translates, in a list of formats that no book sees."""
    pool = link.formats.NumberFormats
    text = str(pool.getByKey(pool.addNewConverted(code, locale, _locale("en", "US"))).FormatString)
    return _PIECE.sub(lambda match: _spelled(match[0]), text)


def _spelled(piece: str) -> str:
    if piece[0] == "[":
        return piece.lower() if set(piece[1:-1]) <= set("HMS") else piece.title() if piece[1:-1].isalpha() else piece
    return piece.lower() if set(piece) <= set("YMDHS") else piece


def _locale(language: str, country: str) -> Any:
    return bridge.struct("lang.Locale", Language=language, Country=country)
