"""Matching: pair the rows of two sides so that as many as possible find a partner, and the best ones."""

from __future__ import annotations

from collections import defaultdict
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FOUND = 1000.0
"""A pair is worth this more than its weight (0 … 1): no good pair is bought with two that are left alone."""


def best_pairs(weights: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Pairs (left, right) of the greatest number and, among these, the greatest weight; each row once.

    `weights` holds the pairs that are allowed. Rows that share no candidate are matched apart, so the cubic cost of
    the Hungarian method only meets the few rows that are alike.
    """
    found = []
    for lefts, rights in _groups(weights):
        if len(lefts) > len(rights):
            turned = {(right, left): weights[left, right] for left in lefts for right in rights
                      if (left, right) in weights}
            found += [(left, right) for right, left in _assign(rights, lefts, turned)]
        else:
            found += _assign(lefts, rights, weights)
    return sorted(found)


def _groups(weights: Mapping[tuple[int, int], float]) -> list[tuple[list[int], list[int]]]:
    """Rows that are linked by candidates, directly or through others."""
    of_left, of_right = defaultdict(list), defaultdict(list)
    for left, right in weights:
        of_left[left].append(right)
        of_right[right].append(left)
    groups, seen = [], set[int]()
    for start in sorted(of_left):
        if start in seen:
            continue
        lefts, rights, open_ = {start}, set[int](), [start]
        while open_:
            for right in of_left[open_.pop()]:
                if right not in rights:
                    rights.add(right)
                    open_ += [left for left in of_right[right] if left not in lefts]
                    lefts.update(of_right[right])
        seen |= lefts
        groups.append((sorted(lefts), sorted(rights)))
    return groups


def _assign(
    lefts: list[int], rights: list[int], weights: Mapping[tuple[int, int], float],
) -> list[tuple[int, int]]:
    """The Hungarian method with potentials, rows one by one; at most as many lefts as rights (source: e-maxx)."""
    cost = [[-FOUND - weights[left, right] if (left, right) in weights else 0.0 for right in rights] for left in lefts]
    size = len(rights)
    of_left, of_right = [0.0] * (len(lefts) + 1), [0.0] * (size + 1)
    taken = [0] * (size + 1)                            # right → left, both counted from 1; 0 is nobody
    for left in range(1, len(lefts) + 1):
        taken[0], right = left, 0
        least, came, open_ = [inf] * (size + 1), [0] * (size + 1), set(range(1, size + 1))
        used = [0]
        while taken[right]:
            row = taken[right]
            for other in open_:
                reduced = cost[row - 1][other - 1] - of_left[row] - of_right[other]
                if reduced < least[other]:
                    least[other], came[other] = reduced, right
            following = min(open_, key=lambda other: (least[other], other))
            delta = least[following]
            for other in used:
                of_left[taken[other]] += delta
                of_right[other] -= delta
            least = [value - delta for value in least]
            right = following
            open_.remove(right)
            used.append(right)
        while right:
            taken[right] = taken[came[right]]
            right = came[right]
    pairs = [(lefts[taken[right] - 1], rights[right - 1]) for right in range(1, size + 1) if taken[right]]
    return [pair for pair in pairs if pair in weights]
