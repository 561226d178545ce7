"""The coordination score (A4.10): weighted indicators of a department, less points for red tasks; ranks as bands."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING

from checks.derivation import count, given, least, most, summed, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from checks.derivation import Derivation
    from checks.indicators.indicator import Indicator
    from checks.portfolio import Portfolio
    from templates.table import Place

WEIGHTS = {"completion": 35.0, "on_time": 10.0, "people_use": 10.0, "asset_use": 5.0, "budget_use": 15.0,
           "satisfaction": 15.0, "rectification": 5.0, "compliance": 5.0}
"""Default weights, where the organisation book has none."""
BAND_OF_USE = frozenset({"people_use", "asset_use", "budget_use"})
WIDTH = 0.3
"""How far from 100 % of use the score falls to nothing."""
POINTS_PER_RED, MOST_POINTS = 2.0, 10.0
SHIFT, NEAR = 0.1, 0.05
"""Ranks that swap when every weight may change by this share, or points that print alike, are one band."""


@dataclass(frozen=True)
class Score:
    """Points from 0 to 100 of a department; None where no indicator applies. `parts` are the scores 0 … 1 that apply."""

    department: str
    points: float | None
    parts: Mapping[str, float]
    red: tuple[Place, ...]
    band: tuple[int, int] = (0, 0)
    """First and last rank that the department may take; (0, 0) where it has no points."""

    @property
    def lost(self) -> float:
        """Points taken off for red tasks."""
        return min(POINTS_PER_RED * len(self.red), MOST_POINTS)


def weights(portfolio: Portfolio) -> dict[str, float]:
    """The weights in force by indicator; the defaults where the organisation book lists none."""
    listed: dict[str, float | int | None] = {}
    for row in portfolio.rows("organisation.weights"):
        listed.setdefault(row.text("indicator"), row.number("weight"))
    readable = {key: float(weight) for key, weight in listed.items() if key in WEIGHTS and weight is not None}
    return readable or dict(WEIGHTS)


def weight_derivation(portfolio: Portfolio, key: str) -> Derivation:
    """Where the weight of an indicator comes from."""
    rows = [row for row in portfolio.rows("organisation.weights") if row.text("indicator") == key]
    if weights(portfolio) == WEIGHTS and not (rows and rows[0].number("weight") is not None):
        return given(WEIGHTS[key], "default")
    return total([rows[0].at("weight")]) if rows else given(0, "not_weighted")


def working(score: Score, of: Mapping[tuple[str, str], Indicator], portfolio: Portfolio) -> Derivation:
    """How a department's points came about."""
    one, zero = given(1, "whole"), given(0, "least")
    weighted, whole = [], []
    for key in score.parts:
        each, weight = of[key, score.department], weight_derivation(portfolio, key)
        share = each.numerator.derivation / each.denominator.derivation
        far = most(share - one, one - share) / given(WIDTH, "width")
        weighted.append(weight * (most(zero, one - far) if key in BAND_OF_USE else least(one, share)))
        whole.append(weight)
    points = summed(weighted) / summed(whole) * given(100, "percent")
    if not score.red:
        return points
    lost = least(count(score.red) * given(POINTS_PER_RED, "per_red"), given(MOST_POINTS, "most_red"))
    return most(zero, points - lost)


def part(key: str, rate: float) -> float:
    """A rate in percent as a score from 0 to 1: the rate itself; of use the nearness to 100 %."""
    share = rate / 100
    return max(0.0, 1 - abs(share - 1) / WIDTH) if key in BAND_OF_USE else min(1.0, share)


def scores(
    indicators: Iterable[Indicator], weight_of: Mapping[str, float], red: Mapping[str, Sequence[Place]],
) -> list[Score]:
    """The scores of departments, best first; those without points last, in the order in which they came."""
    parts: dict[str, dict[str, float]] = {}
    for each in indicators:
        if each.department:
            own = parts.setdefault(each.department, {})
            if each.rate is not None and weight_of.get(each.key, 0) > 0:
                own[each.key] = part(each.key, each.rate)
    found = [Score(department, _points(own, weight_of, len(red.get(department, ()))), own, tuple(red.get(department, ())))
             for department, own in parts.items()]
    ranked = sorted((each for each in found if each.points is not None), key=lambda each: -(each.points or 0.0))
    return [*_banded(ranked, weight_of), *(each for each in found if each.points is None)]


def comparable(scored: Iterable[Score]) -> bool:
    """True where all scores rest on the same indicators: else ranks compare what cannot be compared."""
    return len({frozenset(each.parts) for each in scored if each.points is not None}) <= 1


def _points(parts: Mapping[str, float], weight_of: Mapping[str, float], red: int) -> float | None:
    whole = sum(weight_of[key] for key in parts)
    if not whole:
        return None
    points = sum(weight_of[key] * value for key, value in parts.items()) / whole * 100
    return max(0.0, points - min(POINTS_PER_RED * red, MOST_POINTS))


def _banded(ranked: Sequence[Score], weight_of: Mapping[str, float]) -> list[Score]:
    """Neighbours that might swap share a band."""
    bands: list[list[int]] = [[0]] if ranked else []
    for number, (one, other) in enumerate(pairwise(ranked), 1):
        if _may_swap(one, other, weight_of):
            bands[-1].append(number)
        else:
            bands.append([number])
    return [Score(ranked[number].department, ranked[number].points, ranked[number].parts, ranked[number].red,
                  (band[0] + 1, band[-1] + 1)) for band in bands for number in band]


def _may_swap(one: Score, other: Score, weight_of: Mapping[str, float]) -> bool:
    """True where some change of the weights, each by up to SHIFT either way, turns the order round or makes the points alike."""
    keys = sorted({*one.parts, *other.parts})
    for shifts in product((1 - SHIFT, 1 + SHIFT), repeat=len(keys)):
        shifted = {key: weight_of[key] * shift for key, shift in zip(keys, shifts, strict=True)}
        first, second = (_points(each.parts, shifted, len(each.red)) or 0.0 for each in (one, other))
        if second >= first - NEAR:
            return True
    return False
