"""Values: what the text of a cell means by the cell's type and style."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from templates.xlsx.formats import Kind

Number = int | float
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DAY = 86_400_000
"""Milliseconds: a finer part of a serial number is noise of its binary fraction."""
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - clocks on the wall, as in the whole workbook
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_ONE_DAY = timedelta(days=1)
_ISO_DATE_LENGTH = 10
_LONGEST_NUMBER = 64
"""Characters; Excel writes 24 at most."""


class CellError(str):
    """An error value such as #REF!; text that merely looks like one is a str."""

    __slots__ = ()


BAD = CellError("#BAD!")
"""The value of a cell that Excel could not have written: no such shared string, or a text beyond the limit."""


def plain(text: str, longest: int) -> str:
    """Unescape _x000D_ and the like, as Excel does; BAD where the text is longer than a cell can hold."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        if _SURROGATE.search(text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
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
    try:
        if text[2:3] == ":":
            return time.fromisoformat(text).replace(tzinfo=None)
        if len(text) == _ISO_DATE_LENGTH:
            return date.fromisoformat(text)
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return text or None


class Table(dict[str, object]):
    """Text of a cell → its value, worked out once for each text."""

    def __init__(self, convert: Callable[[str], object]) -> None:
        super().__init__()
        self.convert = convert

    def __missing__(self, text: str) -> object:
        self[text] = value = self.convert(text)
        return value


class Tables:
    """One table for each way to read a text: by the cell's type, and for numbers by its style."""

    def __init__(self, strings: list[str], kinds: dict[str, Kind], longest: int, *, epoch_1904: bool) -> None:
        def dated(kind: Kind) -> Table:
            return Table(lambda text: moment(text, kind, epoch_1904=epoch_1904))

        texts = Table(lambda text: plain(text, longest))
        by_kind = {kind: dated(kind) for kind in set(kinds.values())}
        self.shared = Table(lambda text: BAD if text.strip() else None)
        self.shared.update(zip(map(str, range(len(strings))), strings, strict=False))
        self.numbers = Table(number)
        self.by_style: dict[str | None, Table] = {style: by_kind[kind] for style, kind in kinds.items()}
        self.by_type = {
            "s": self.shared, "str": texts, "inlineStr": texts, "d": Table(iso),
            "b": Table(lambda text: text.strip() in ("1", "true", "on") if text.strip() else None),
            "e": Table(lambda text: CellError(text.strip()[:32]) if text.strip() else None),
        }
