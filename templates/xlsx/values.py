"""Values: shared strings, numbers, serial dates, error cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from templates.xlsx.parsing import Parsing
from templates.xlsx.refused import Refused

if TYPE_CHECKING:
    from templates.xlsx.formats import Kind
    from templates.xlsx.package import Package

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAY = 86_400_000
_LAST_SERIAL = 2_958_466
"""The day after 9999-12-31."""


class CellError(str):
    """An error value such as #REF!; text that merely looks like one is a str."""

    __slots__ = ()


def plain(text: str) -> str:
    """_x000D_ → CR and so on, as Excel shows it."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        if any("\ud800" <= char <= "\udfff" for char in text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def shared_strings(package: Package, part: str) -> list[str]:
    """The strings of the workbook, rich runs joined, phonetic guides dropped."""
    strings: list[str] = []
    pieces: list[str] = []
    keep = phonetic = False
    limits = package.limits

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal keep, phonetic
        if name == "t":
            keep = not phonetic
        elif name == "si":
            pieces.clear()
            if len(strings) >= limits.strings:
                raise Refused("too_many_strings")
        elif name == "rPh":
            phonetic = True

    def characters(text: str) -> None:
        if keep:
            pieces.append(text)

    def end(name: str) -> None:
        nonlocal keep, phonetic
        if name == "t":
            keep = False
        elif name == "si":
            strings.append(plain("".join(pieces))[: limits.text])
        elif name == "rPh":
            phonetic = False

    parsing = Parsing(package, part, start, end)
    parsing.parser.CharacterDataHandler = characters
    parsing.feed(limits.part, limits.tags)
    return strings


def number(text: str) -> int | float | str | None:
    """An int where the file writes one, else a float; what is no finite number stays text."""
    try:
        if text.isdecimal() and len(text) < 16:
            return int(text)
        value = float(text)
    except ValueError:
        return text.strip() or None
    if value in (float("inf"), float("-inf")) or value != value or "_" in text:  # noqa: PLR0124 - not a number
        return text
    if "." in text or not value.is_integer() or "e" in text.lower() or abs(value) > 1e15:
        return value
    return int(value)


def moment(text: str, kind: Kind, *, epoch_1904: bool) -> object:
    """A serial number as its format shows it; what the calendar does not have stays a number."""
    serial = number(text)
    if serial is None or isinstance(serial, str):
        return serial
    if kind == "elapsed":
        return timedelta(milliseconds=round(serial * _DAY)) if abs(serial) < 1e8 else serial
    if kind == "time" and 0 <= serial < 1:
        return (datetime(2000, 1, 1) + timedelta(milliseconds=min(round(serial * _DAY), _DAY - 1))).time()  # noqa: DTZ001
    base, lowest = (datetime(1904, 1, 1), 0) if epoch_1904 else (datetime(1899, 12, 31 if serial < 60 else 30), 1)  # noqa: DTZ001
    highest = _LAST_SERIAL - 1462 * epoch_1904
    if not lowest <= serial < highest or (60 <= serial < 61 and not epoch_1904):  # 1900-02-29 never was
        return serial
    day, part = divmod(serial, 1)
    if part == 0 and kind == "date":
        return base.date() + timedelta(days=int(day))
    return base + timedelta(days=int(day), milliseconds=round(part * _DAY))


def iso(text: str) -> object:
    """A cell of type d: an ISO date, time or both; anything else stays text."""
    text = text.strip()
    try:
        if "T" not in text and ":" in text:
            return time.fromisoformat(text).replace(tzinfo=None)
        if len(text) == 10:
            return date.fromisoformat(text)
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return text


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

        texts = Table(lambda text: plain(text)[:longest])
        shared = Table(lambda text: CellError("#BAD!") if text else None)
        shared.update(zip(map(str, range(len(strings))), strings, strict=False))
        by_kind = {kind: dated(kind) for kind in set(kinds.values())}
        self.numbers = Table(number)
        self.by_style = {style: by_kind[kind] for style, kind in kinds.items()}
        self.by_type = {
            "s": shared, "str": texts, "inlineStr": texts, "d": Table(iso),
            "b": Table(lambda text: text.strip() in ("1", "true", "on")),
            "e": Table(lambda text: CellError(text.strip())),
        }
