"""From what stands in a cell to what is meant, by the column's declaration; what cannot be understood stays as typed."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from templates.table import Unread
from templates.text import comparable, items, normal
from templates.xlsx.values import CellError

if TYPE_CHECKING:
    from templates.field import Field

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_NUMBER = re.compile(r"[+-]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?")
_CURRENCY = re.compile(r"^[¥$]|元$")
DATE_SERIALS = range(36_526, 73_051)
"""Serial numbers of 2000-01-01 … 2099-12-31: a bare number in a date column is a date that lost its format."""

YEARS = range(2000, 2101)
"""A date outside was hardly meant: 2 typed in a date cell is 1900-01-02."""


def understand(field: Field, typed: object) -> object:
    """The value of one cell: None for a blank one, else as the declaration's type says, else Unread."""
    if typed is None:
        return None
    if isinstance(typed, CellError):
        return Unread(typed, "error")
    if isinstance(typed, str):
        typed = normal(typed)
        if not typed:
            return None
    if field.type == "date":
        return _date(typed)
    if field.numeric:
        return _number(field, typed)
    if field.type == "choice":
        key = _choices(field).get(_plain(typed).lower())
        return key or _in_other_script(field, _plain(typed)) or Unread(typed, "choice")
    if field.many:
        return tuple(dict.fromkeys(items(_plain(typed)))) or None
    return _plain(typed)


def _date(typed: object) -> object:
    value = _day(typed)
    return Unread(value, "bounds") if isinstance(value, date) and value.year not in YEARS else value


def _day(typed: object) -> object:
    if isinstance(typed, datetime):
        return typed.date()
    if isinstance(typed, date):
        return typed
    if isinstance(typed, int | float) and not isinstance(typed, bool) and int(typed) in DATE_SERIALS:
        return date(1899, 12, 30) + timedelta(days=int(typed))
    if isinstance(typed, str) and (match := _DATE.fullmatch(typed)):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return Unread(typed, "date")
    return Unread(typed, "date")


def _number(field: Field, typed: object) -> object:
    value = typed
    if isinstance(typed, str):
        plain = _CURRENCY.sub("", typed.removesuffix("%") if field.type == "percent" else typed).strip()
        if not plain or not _NUMBER.fullmatch(plain):
            return Unread(typed, "number")
        value = float(plain.replace(",", ""))
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value or abs(value) > 1e15:  # noqa: PLR0124
        return Unread(typed, "number")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if field.type == "int" and not isinstance(value, int):
        return Unread(typed, "number")
    if (field.low is not None and value < field.low) or (field.high is not None and value > field.high):
        return Unread(value, "bounds")
    return value


@lru_cache(maxsize=512)
def _choice_table(field_key: str, words: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, str]:
    del field_key
    return {normal(word).lower(): key for key, labels in words for word in (key, *labels)}


def _choices(field: Field) -> dict[str, str]:
    """Any of the three languages' labels, or the key itself → the key."""
    return _choice_table(field.key, tuple((key, tuple(words)) for key, words in field.choices.items()))


def _in_other_script(field: Field, typed: str) -> str | None:
    """The choice whose label is the same in simplified characters and without spaces; asked only where none is equal."""
    wanted = comparable(typed)
    return next((key for key, labels in field.choices.items() if wanted in map(comparable, (key, *labels))), None)


def _plain(typed: object) -> str:
    """Text of whatever stands in a text column: a number without its .0, a date as ISO."""
    if isinstance(typed, bool):
        return "TRUE" if typed else "FALSE"
    if isinstance(typed, float) and typed.is_integer():
        return str(int(typed))
    if isinstance(typed, datetime) and typed.time() == time():
        return typed.date().isoformat()
    return str(typed)
