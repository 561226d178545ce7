"""Text as people type it: normalised once, split into lists, compared across scripts."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 300
"""Characters of typed text that are shown in one place."""
_SEPARATOR = re.compile(r"[、,;\n\r]+")
_CODE = re.compile(r"[A-Za-z]+-?\d+")
_MARKS = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_INVISIBLE = dict.fromkeys(map(ord, _MARKS))


def normal(text: str) -> str:
    """NFKC (full-width letters, digits and marks become plain ones), without invisible marks, trimmed."""
    return unicodedata.normalize("NFKC", text).translate(_INVISIBLE).strip()


def printable(text: str, longest: int = LONGEST) -> str:
    """Text from a cell or a file name as a screen or a page can carry it: no control or direction marks, not endless.

    An escape character would steer a terminal; 32,000 characters without a break cost a page half a minute.
    """
    kept = "".join(char if char in "\n\t" or _carried(char) else " " for char in text)
    return kept if len(kept) <= longest else kept[: longest - 1] + "…"


def _carried(char: str) -> bool:
    code = ord(char)
    return (code >= 0x20 and not 0x7F <= code <= 0x9F and not 0xD800 <= code <= 0xDFFF
            and code not in _INVISIBLE and char not in "\ufffe\uffff")


def items(text: str) -> list[str]:
    """The parts of a list in one cell: 、 ， , ; and line breaks separate; empty parts are dropped."""
    return [part for part in (piece.strip() for piece in _SEPARATOR.split(normal(text))) if part]


@cache
def _converter() -> Callable[[str], str]:
    import opencc  # noqa: PLC0415 - loads its tables, wanted only where texts are compared

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert


@lru_cache(maxsize=100_000)
def comparable(text: str) -> str:
    """For comparing: normalised, traditional characters mapped to simplified ones, lower case, without spaces."""
    return re.sub(r"\s+", "", _converter()(normal(text))).lower()


def spellings(text: str) -> list[str]:
    """How a text may be written in cells whose spaces are taken out and whose letters are small: in either script."""
    plain, simplified = re.sub(r"\s+", "", normal(text)).lower(), comparable(text)
    return list(dict.fromkeys((plain, simplified, *(convert(simplified) for convert in _traditional()))))


@cache
def _traditional() -> tuple[Callable[[str], str], ...]:
    import opencc  # noqa: PLC0415 - see above

    return tuple(opencc.OpenCC(kind).convert for kind in ("s2t", "s2tw"))


def codes(text: str) -> frozenset[str]:
    """Code tokens such as HY-8 or EQ001: texts that name different ones are about different things."""
    return frozenset(token.upper().replace("-", "") for token in _CODE.findall(normal(text)))
