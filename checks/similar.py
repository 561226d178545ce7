"""Similar texts: all pairs that are worded alike, found exactly, and the groups that pairs link.

Every pair is looked at that can reach the ratio: no blocking by first letters or words, which would miss some.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

CHUNK = 256
"""Texts compared with the others at a time: 256 rows of 10,000 scores are 2.5 MB."""
FEW = 64
"""So many texts, those of one plan, are compared one by one: loading numpy would take longer."""
LEAST = 0.01
"""A lower ratio finds nothing: scores are kept in whole percent."""


def alike(texts: Sequence[str], ratio: float) -> Iterator[tuple[int, int]]:
    """Pairs of positions, in no order, of texts whose normalised indel ratio is `ratio` (LEAST … 1) or more.

    Give each text once: of n equal ones all n²/2 pairs are told. The ratio is 1 − (insertions + deletions) ÷ (sum of lengths).
    Sorted by length each text meets only the longer ones, up to a length beyond which the ratio cannot be reached:
    2 · shorter ÷ (shorter + longer) ≥ ratio.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - only where texts are compared

    ratio = max(ratio, LEAST)
    if len(texts) <= FEW:
        yield from ((one, other) for one, other in combinations(range(len(texts)), 2)
                    if fuzz.ratio(texts[one], texts[other], score_cutoff=ratio * 100 - 1e-7))
        return
    import numpy as np  # noqa: PLC0415 - see above
    from rapidfuzz import process  # noqa: PLC0415 - see above

    order = sorted(range(len(texts)), key=lambda each: len(texts[each]))
    ordered = [texts[each] for each in order]
    lengths = np.array([len(each) for each in ordered])
    for begin in range(0, len(ordered), CHUNK):
        chunk = ordered[begin:begin + CHUNK]
        longest = len(chunk[-1]) * (2 / ratio - 1) + 1e-6
        end = int(np.searchsorted(lengths, longest, side="right"))
        scores = process.cdist(chunk, ordered[begin:end], scorer=fuzz.ratio, score_cutoff=ratio * 100 - 1e-7, dtype=np.uint8)
        for row, column in zip(*(each.tolist() for each in np.nonzero(scores)), strict=True):
            if column > row:                            # the chunk meets itself: each pair once, no text itself
                yield order[begin + row], order[begin + column]


class Groups:
    """Positions 0 … count − 1 that are joined pair by pair (union-find with path halving)."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def of(self, position: int) -> int:
        """The position that stands for the group, its first one."""
        above = self._above
        while above[position] != position:
            above[position] = above[above[position]]
            position = above[position]
        return position

    def join(self, one: int, other: int) -> None:
        """Make the groups of two positions one."""
        first, second = sorted((self.of(one), self.of(other)))
        self._above[second] = first

    def join_all(self, positions: Sequence[int], linked: Callable[[int, int], bool]) -> None:
        """Join those of some positions that are linked, directly or through others; who was reached is not asked again."""
        left = list(positions)
        while left:
            open_ = [left.pop()]
            while open_ and left:
                one = open_.pop()
                reached = {other for other in left if linked(one, other)}
                for other in reached:
                    self.join(one, other)
                left = [other for other in left if other not in reached]
                open_ += sorted(reached)

    def joined(self) -> list[list[int]]:
        """The groups of two and more, each in order, by their first position."""
        found: dict[int, list[int]] = {}
        for position in range(len(self._above)):
            found.setdefault(self.of(position), []).append(position)
        return [each for each in found.values() if len(each) > 1]
