"""Repeats: one fault in many cells of a column, told once with the other cells beside it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from templates.wording import listed, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checks.finding import Finding

LEAST = 4
"""So many cells are told as one; fewer are sooner mended than explained."""
MOST = 12
"""Stretches of cells that are named; a reader looks down the column for the rest."""


@dataclass(frozen=True)
class Repeat:
    """Findings of one rule, kind and severity in one column of one sheet; `first` is told in full."""

    first: Finding
    others: tuple[Finding, ...] = ()

    def also(self, locale: str) -> str:
        """A sentence that names the other cells, "" where there are none."""
        if not self.others:
            return ""
        cells = _stretches(each.anchor.cell for each in self.others)
        named = listed(cells[:MOST], locale) + ("…" if len(cells) > MOST else "")
        return say("checks", "repeats", locale, count=len(self.others), cells=named)


def repeats(findings: Iterable[Finding]) -> list[Repeat]:
    """Findings in their order; those of one kind in one column stand together where the first of them stood."""
    same: dict[tuple[object, ...], list[Finding]] = {}
    for number, each in enumerate(findings):
        place = each.anchor
        kind = (each.code, each.variant, each.severity, each.department, place.file, place.table, place.column)
        same.setdefault(kind if place.cell and place.column else (number,), []).append(each)
    found: list[Repeat] = []
    for group in same.values():
        found += [Repeat(group[0], tuple(group[1:]))] if len(group) >= LEAST else [Repeat(each) for each in group]
    return found


def _stretches(cells: Iterable[str]) -> list[str]:
    """Cells of one column as stretches of neighbours: L7, L9–L14."""
    known = sorted({(int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), cell) for cell in cells})
    if not known:
        return []
    ends = [number for number, ((row, _), (after, _)) in enumerate(pairwise(known)) if after != row + 1]
    stretches = zip([0, *(each + 1 for each in ends)], [*ends, len(known) - 1], strict=True)
    return [known[first][1] if first == last else f"{known[first][1]}–{known[last][1]}" for first, last in stretches]
