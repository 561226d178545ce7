"""Criteria: whether anybody could say of an acceptance criterion that it was met."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.phrases import BULLET, COUNT, says, whole
from checks.rule import value_of
from templates.text import comparable, items, normal

if TYPE_CHECKING:
    from checks.portfolio import Portfolio

CRITERIA = ("通过、合格、不合格、签字、盖章、签收、批准、备案、获证、取得证书、上线、验收单、"
            "发布、入库、归档、到货、完成率、无遗留、零缺陷、零事故、passed、signed、approved、released、certified、delivered")
"""Words that are answered by yes or no."""
NEVER = "领导满意、达到要求、符合要求、质量良好、基本完成、较好、as required、satisfactory"
"""Phrases that say nothing by themselves; what is left without them must do."""

_STANDARD = re.compile(r"(?<![a-z])(?:gb(?:/t)?|iso(?:/iec)?|iec|jb(?:/t)?|cns|q/[a-z]+)[\s-]*\d", re.IGNORECASE)
_NAME = re.compile(r"(?<![a-z0-9])[a-z][a-z0-9]*(?:-[a-z0-9]+)+", re.IGNORECASE)
"""A number in the name of a thing (AB-8) measures nothing."""
_SYMBOL = re.compile(r"[\d≥≤≧≦<>±%‰]")
_BY_MEANS_OF = re.compile("通过(?=不断|进一步|加强|强化|提高|提升|推进|优化|完善|改善|改进|努力)")
"""通过 as a preposition is no "passed"."""


@dataclass(frozen=True)
class Measure:
    """What makes a criterion measurable in one organisation: yes/no words, its standards; and what never does."""

    words: tuple[str, ...]
    never: tuple[str, ...]
    standards: tuple[str, ...]

    def fits(self, criterion: str) -> bool:
        """True where a criterion holds a number, a standard or a yes/no word."""
        if _STANDARD.search(normal(criterion)) or any(says(criterion, each) for each in self.standards):
            return True
        latin = normal(criterion)
        for phrase in filter(str.isascii, self.never):
            latin = whole(phrase).sub(" ", latin)
        plain = comparable(_NAME.sub(" ", BULLET.sub(" ", latin)))
        for phrase in self.never:
            plain = plain.replace(comparable(phrase), ";")
        if _SYMBOL.search(plain) or COUNT.search(plain):
            return True
        plain = _BY_MEANS_OF.sub("", plain)
        return any(says(latin if word.isascii() else plain, word) for word in self.words)


def measure(portfolio: Portfolio, criteria: str = "", never: str = "") -> Measure:
    """The measure of a portfolio: with these lists, else as P06 has them in force; standards as listed in its book."""
    standards = [text for row in portfolio.rows("organisation.quality")
                 for text in (row.text("standard"), row.text("name")) if text]
    return Measure(tuple(items(criteria or _in_force(portfolio, "criteria", CRITERIA))),
                   tuple(items(never or _in_force(portfolio, "never", NEVER))), tuple(standards))


def _in_force(portfolio: Portfolio, name: str, default: str) -> str:
    typed = portfolio.parameters.get(("P06", name))
    return default if typed is None else str(value_of(default, typed))
