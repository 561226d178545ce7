"""Hand-overs: which row of the giver and which row of the taker speak of the same thing."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checks.firsts import firsts
from checks.matching import best_pairs
from checks.rule import value_of
from templates.text import codes, comparable, normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checks.portfolio import Portfolio
    from templates.table import Row

RATIO = 0.7
"""How alike two deliverables must be worded to be taken for the same, from 0 to 1."""
_WORD = re.compile(r"(?<!\w)-\d+(?:\.\d+)?|\d+(?:\.\d+)?|[A-Za-z]+|[^\W\dA-Za-z_]+|[≥≤<>±%°]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
OPPOSITE = {"give": "take", "take": "give"}


@dataclass(frozen=True)
class Pair:
    """The two statements of one hand-over."""

    giver: Row
    taker: Row
    similarity: float


@dataclass(frozen=True)
class Pairing:
    """All hand-overs of a portfolio: those stated by both sides, and rows that nobody answers."""

    pairs: list[Pair] = field(default_factory=list)
    alone: list[Row] = field(default_factory=list)


def ratio_in_force(portfolio: Portfolio) -> float:
    """The similarity that H01 asks for, so that every rule on hand-overs sees the same pairs."""
    typed = portfolio.parameters.get(("H01", "ratio"))
    return RATIO if typed is None else float(value_of(RATIO, typed))


def similarity(one: str, other: str) -> float:
    """Normalised indel ratio of two wordings; 0 where they name different codes."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only where texts are compared

    if codes(one) != codes(other):
        return 0.0
    return fuzz.ratio(comparable(one), comparable(other)) / 100


def same_words(one: str, other: str) -> bool:
    """True where two short texts say the same numbers, words and signs, in whatever order, script and punctuation."""
    return _words(one) == _words(other)


def _words(text: str) -> list[str]:
    found = _WORD.findall(_THOUSANDS.sub("", normal(text)))
    return sorted(repr(float(word)) if word[-1].isdigit() else comparable(word) for word in found)


def paired(portfolio: Portfolio, ratio: float | None = None) -> Pairing:
    """Pair the hand-overs of every two departments.

    A department of which nothing is known is left out; so is a row whose side, partner or deliverable cannot be
    read, and with it the row that would answer it.
    """
    least = ratio_in_force(portfolio) if ratio is None else ratio
    stated: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    unclear: dict[str, list[Row]] = defaultdict(list)
    for table in portfolio.tables("plan.handovers"):
        for row in firsts(table):
            if all(row.text(key) for key in ("side", "other_department", "deliverable")):
                stated[row.department, row.text("other_department"), row.text("side")].append(row)
            else:
                unclear[row.department].append(row)
    pairing, answered = Pairing(), set[tuple[str, int]]()
    for (giver, taker, side), gives in sorted(stated.items()):
        if side != "give":
            continue
        takes = stated.get((taker, giver, "take"), [])
        for left, right, value in _matched(gives, takes, least):
            pairing.pairs.append(Pair(gives[left], takes[right], value))
            answered |= {_name(gives[left]), _name(takes[right])}
    unknown = portfolio.unsaid("plan.handovers")
    for (own, partner, _), rows in sorted(stated.items()):
        open_ = [row for row in rows if _name(row) not in answered]
        if partner in unknown or partner not in portfolio.departments or not open_:
            continue
        excused = {left for left, _, _ in _matched(open_, unclear[partner], least, own)}
        pairing.alone.extend(row for number, row in enumerate(open_) if number not in excused)
    return pairing


def _name(row: Row) -> tuple[str, int]:
    return (row.table.source.file, row.index)


def _matched(
    ours: Sequence[Row], theirs: Sequence[Row], least: float, department: str = "",
) -> Iterable[tuple[int, int, float]]:
    """The best assignment; among equal wordings the nearest dates belong together."""
    alike = {(left, right): value for left, one in enumerate(ours) for right, other in enumerate(theirs)
             if (value := _alike(one, other, department)) >= least - 1e-9}
    weights = {pair: value + _nearness(ours[pair[0]], theirs[pair[1]]) for pair, value in alike.items()}
    return [(*pair, alike[pair]) for pair in best_pairs(weights)]


def _alike(one: Row, other: Row, department: str) -> float:
    """Similarity; where the other row is unclear, what cannot be read agrees with anything."""
    if other.text("side") not in ("", OPPOSITE[one.text("side")]):
        return 0.0
    if department and other.text("other_department") not in ("", department):
        return 0.0
    if not other.text("deliverable"):
        return 1.0
    return similarity(one.text("deliverable"), other.text("deliverable"))


def _nearness(one: Row, other: Row) -> float:
    """A thousandth of the weight, to choose between equal wordings: same quantity, near dates."""
    days = (first - second).days if (first := one.day("date")) and (second := other.day("date")) else 3650
    same = one.number("quantity") is not None and one.number("quantity") == other.number("quantity")
    return 0.0005 * (1 - min(abs(days), 3650) / 3650) + 0.0005 * same
