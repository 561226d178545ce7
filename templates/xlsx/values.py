"""Values: what the text of a cell means by the cell's type and style."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from templates.xlsx.formats import Kind
    from templates.xlsx.package import Package
    from templates.xlsx.parsing import Attributes

Number = int | float
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATE = re.compile("[\ud800-\udfff]")
_GROWTH = 18
"""Characters that NFKC makes of one, at the most."""
_DAY = 86_400_000
"""Milliseconds: a finer part of a serial number is noise of its binary fraction."""
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - clocks on the wall, as in the whole workbook
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_ONE_DAY = timedelta(days=1)
_ISO = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})?(?:[T ]?(?P<clock>[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?))?"
                  r"(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_KEPT = 64
"""Characters of a text whose value is kept for the next cell with the same."""
_LONGEST_NUMBER = 64
"""Characters; Excel writes 24 at most."""


class CellError(str):
    """An error value such as #REF!; text that merely looks like one is a str."""

    __slots__ = ()


BAD = CellError("#BAD!")
"""The value of a cell that Excel could not have written: no such shared string, or a text beyond the limit."""


def plain(text: str, longest: int) -> str:
    """Unescape _x000D_ and the like, as Excel does; BAD where the text is longer than a cell can hold.

    There are letters of which normalising makes a sentence: that must not be longer either, for every text is normalised.
    """
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        if _SURROGATE.search(text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if len(text) * _GROWTH > longest and len(unicodedata.normalize("NFKC", text[:longest])) > longest:
        return BAD
    return text if len(text) <= longest else BAD


def number(text: str) -> Number | str | None:
    """Read an int where the file writes one, else a float; what is no finite number stays text."""
    if len(text) > _LONGEST_NUMBER:
        return BAD
    if text.isascii() and text.isdecimal() and len(text) < 16:
        return int(text)
    try:
        value = float(text)
    except ValueError:
        return text.strip() or None
    if not math.isfinite(value) or "_" in text or not text.isascii():  # Python reads 1_000 and １２ too
        return text
    if "." in text or not value.is_integer() or "e" in text.lower() or abs(value) > 1e15:
        return value
    return int(value)


def moment(text: str, kind: Kind, *, epoch_1904: bool) -> object:
    """Read a serial number as its format shows it; what the calendar does not have stays a number.

    A date format shows a date, or a datetime where the number has a fraction.
    """
    serial = number(text)
    if serial is None or isinstance(serial, str):
        return serial
    try:
        if kind == "elapsed":
            return timedelta(milliseconds=round(serial * _DAY))
        if kind == "time" and 0 <= serial < 1:
            return (_EPOCH + timedelta(milliseconds=min(round(serial * _DAY), _DAY - 1))).time()
        return _date(serial, kind, epoch_1904=epoch_1904)
    except OverflowError:
        return serial


def _date(serial: Number, kind: Kind, *, epoch_1904: bool) -> object:
    base = _EPOCH_1904 if epoch_1904 else _EPOCH
    if serial < (0 if epoch_1904 else 1):
        return serial
    if not epoch_1904 and serial < 61:               # Excel counts a 29 February 1900, as Lotus did
        if serial >= 60:
            return serial
        base += _ONE_DAY
    day, part = divmod(serial, 1)
    if part == 0 and kind == "date":
        return base.date() + timedelta(days=int(day))
    return base + timedelta(days=int(day), milliseconds=round(part * _DAY))


def iso(text: str) -> object:
    """Read a cell of type d: an ISO date, time or both, its zone dropped; anything else stays text."""
    text = text.strip()
    if len(text) > _LONGEST_NUMBER:
        return BAD
    match = _ISO.fullmatch(text)
    if not match or not (match["day"] or match["clock"]):
        return text or None
    try:
        day = date.fromisoformat(match["day"]) if match["day"] else None
        clock = time.fromisoformat(match["clock"]) if match["clock"] else None
    except ValueError:
        return text
    return datetime.combine(day, clock) if day and clock else day or clock


class Lookup(dict[str, object]):
    """Text of a cell → its value, worked out once for each text that is not too long to be kept."""

    def __init__(self, convert: Callable[[str], object]) -> None:
        super().__init__()
        self.convert = convert

    def __missing__(self, text: str) -> object:
        value = self.convert(text)
        if len(text) <= _KEPT:
            self[text] = value
        return value


class Tables:
    """One lookup for each way to read a text: by the cell's type, and for numbers by its style."""

    def __init__(self, strings: list[str], kinds: dict[str, Kind], package: Package, *, epoch_1904: bool) -> None:
        self.package = package
        by_kind = {kind: Lookup(partial(moment, kind=kind, epoch_1904=epoch_1904)) for kind in set(kinds.values())}
        texts = Lookup(self._text)
        self.longest = max(map(len, strings), default=0)
        """Characters of the longest text met so far."""
        self.shared = Lookup(lambda text: BAD if text.strip() else None)
        self.shared.update(zip(map(str, range(len(strings))), strings, strict=False))
        self.numbers = Lookup(number)
        self.by_style: dict[str | None, Lookup] = {style: by_kind[kind] for style, kind in kinds.items()}
        self.by_type = {
            "s": self.shared, "str": texts, "inlineStr": texts, "d": Lookup(iso),
            "b": Lookup(lambda text: text.strip() in ("1", "true", "on") if text.strip() else None),
            "e": Lookup(lambda text: CellError(text.strip()[:32]) if text.strip() else None),
        }

    def value(self, cell: Attributes, text: str) -> object:
        """What a text means in a cell with these attributes."""
        kind = cell.get("t", "n")
        lookup = self.by_style.get(cell.get("s"), self.numbers) if kind == "n" else self.by_type.get(kind, self.numbers)
        return lookup[text]

    def _text(self, text: str) -> str:
        """The text that a cell holds itself."""
        self.package.allowance.spend("written", len(text))
        text = plain(text, self.package.limits.text)
        self.longest = max(self.longest, len(text))
        return text
