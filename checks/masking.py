"""Personal data in text: identity numbers, mobile numbers and bank cards, found by their checksums, shown masked.

Whatever text leaves the house (sentences, JSON, workbooks, pages) passes through `masked`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = Literal["identity", "mobile", "card"]
SHOWN_FIRST, SHOWN_LAST = 3, 2
"""Characters that stay visible, so that somebody recognises the number without being able to use it."""

_MAYBE = re.compile(r"[0-9](?:[ -]?[0-9]){8}")
"""Nine digits in a row, at most a blank or hyphen between two of them: texts without are done with."""
_BEFORE = r"(?<![0-9A-Za-z])(?<![0-9A-Za-z][-_])(?<![0-9]\.)"
_BEHIND = r"(?![0-9A-Za-z])(?![-_.][0-9A-Za-z])"
"""A longer code (HT-13812345678, 13812345678-01) that merely holds such digits is none."""


class Hit(NamedTuple):
    """Where personal data stand in a text, from `start` up to, not including, `end`."""

    start: int
    end: int
    kind: Kind


def hits(text: str) -> list[Hit]:
    """The personal data in a text, in order."""
    if not _MAYBE.search(text):
        return []
    found: list[Hit] = []
    taken: set[int] = set()
    for kind, pattern, holds in _KINDS:
        for match in pattern.finditer(text):
            if taken.isdisjoint(range(*match.span())) and holds(re.sub("[ -]", "", match[0]).upper()):
                found.append(Hit(*match.span(), kind))
                taken.update(range(*match.span()))
    return sorted(found)


def masked(text: str) -> str:
    """The text with the middle of every identity number, mobile number and bank card as asterisks."""
    for start, end, _ in reversed(hits(text)):
        first, last = start + SHOWN_FIRST, end - SHOWN_LAST
        text = f"{text[:first]}{'*' * (last - first)}{text[last:]}"
    return text


def _resident(number: str) -> bool:
    """GB 11643-1999: a date of birth from the 7th digit on, and Σ a(i) · 2^(i−1) ≡ 1 modulo 11, counted from behind."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    values = [10 if each == "X" else int(each) for each in reversed(number)]
    return born.year >= 1800 and sum(value << place for place, value in enumerate(values)) % 11 == 1


_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
"""Taiwan's letters of the first registration, in the order of their numbers from 10 on."""
_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)


def _taiwanese(number: str) -> bool:
    """The letter stands for two digits; the eleven digits, weighted, add up to a multiple of 10."""
    letter = _LETTERS.index(number[0]) + 10
    digits = [letter // 10, letter % 10, *map(int, number[1:])]
    return sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 10 == 0


def _card(number: str) -> bool:
    """Luhn (ISO/IEC 7812-1). Cards of banks begin with 3 to 6 or 9; 18 digits with 9 in front are a firm's credit code."""
    if number[0] not in "34569" or (number[0] == "9" and len(number) == 18):
        return False
    doubled = [int(each) * (1 + place % 2) for place, each in enumerate(reversed(number))]
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0


def _anything(_number: str) -> bool:
    """Mobile numbers have no checksum."""
    return True


_KINDS: tuple[tuple[Kind, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("identity", re.compile(_BEFORE + r"[1-9][0-9]{5} ?[0-9]{8} ?[0-9]{3}[0-9Xx]" + _BEHIND), _resident),
    ("identity", re.compile(_BEFORE + r"[A-Za-z][1289][0-9]{8}" + _BEHIND), _taiwanese),
    ("card", re.compile(_BEFORE + r"[0-9]{4}([ -]?)[0-9]{4}\1[0-9]{4}\1[0-9]{4}(?:\1[0-9]{1,3})?" + _BEHIND), _card),
    ("mobile", re.compile(_BEFORE + r"(?:(?:\+|00)?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}" + _BEHIND), _anything),
    ("mobile", re.compile(_BEFORE + r"(?:(?:\+|00)?886[ -]?9|09)[0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{3}" + _BEHIND), _anything),
)
"""What is looked for, the surest first: of overlapping hits the first one counts."""
