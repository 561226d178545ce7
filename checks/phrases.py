"""Phrases: whether a text says something of a list of words, and what is left of it without them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from templates.text import comparable, normal

if TYPE_CHECKING:
    from collections.abc import Iterable

BULLET = re.compile(r"(?:(?:^|[;。\n,])[ \t]*\d{1,2}[).、]|\(\d{1,2}\))\s*(?=[^\d\s])")
"""The number of an item in a list, which counts nothing; in normalised text."""
_DIGIT = "〇零一二两三四五六七八九十半"
_UNIT = ("[个台套件份项张页册本卷批家户人名位组条处期场轮遍天日周月季年秒元吨克米升级辆架间篇款类种道度倍班]|"
         "次(?!性)|小时|分钟?|公斤|千克|毫米|厘米|公里|平方米|立方米|等奖|成(?=以|[,;。、]|$)")
COUNT = re.compile(
    f"[百千万{_DIGIT}]分之[百{_DIGIT}]|(?<![几数{_DIGIT}百千万亿])(?:(?<![统唯同单专进任某每逐])一(?![个种道度])|(?!一|十分(?!钟))[{_DIGIT}])"
    f"[{_DIGIT}百千万亿点]*(?:{_UNIT})")
"""Chinese numerals with a unit, in comparable text; not 一个 as an article, 十分 as "very", 统一 as "unify"."""
_BESIDE_HAN = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")


def says(text: str, phrase: str) -> bool:
    """True where a phrase stands in a text; a Latin one as whole words, any other in either script."""
    return bool(whole(phrase).search(normal(text))) if phrase.isascii() else comparable(phrase) in comparable(text)


@cache
def whole(phrase: str) -> re.Pattern[str]:
    """A Latin phrase as whole words, in either case."""
    words = r"\s+".join(map(re.escape, normal(phrase).split()))
    return re.compile(f"(?<![A-Za-z0-9]){words}(?![A-Za-z0-9])", re.IGNORECASE)


def spoken(text: str) -> str:
    """Comparable, but with the spaces between Latin words."""
    return _BESIDE_HAN.sub("", " ".join(comparable(part) for part in normal(text).split()))


def cut(text: str, phrases: Iterable[str]) -> tuple[str, list[str]]:
    """What is left of a spoken text without the phrases (";" in their places), and those that stood in it.

    The longest come first, so that of phrases within one another only the outer one is told.
    """
    said = []
    for phrase in sorted(phrases, key=len, reverse=True):
        rest = whole(phrase).sub(";", text) if phrase.isascii() else text.replace(comparable(phrase), ";")
        if rest != text:
            said.append(phrase)
            text = rest
    return text, said
