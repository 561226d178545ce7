"""Reviews of departments: self-evaluation, first review and decision, how far they lie apart, and the grade that follows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from checks.derivation import count, least, most, summed, total
from checks.indicators.score import weight_derivation, weights
from reports.entries import entries
from templates.books import field_of
from templates.text import comparable

if TYPE_CHECKING:
    from checks.derivation import Derivation
    from checks.portfolio import Portfolio
    from templates.table import Row

STEPS = ("self", "first", "final")
APART = 5.0
"""Points by which two of the three may differ without a note (A4.10)."""
GRADES = (("excellent", 90.0), ("good", 80.0), ("middling", 60.0), ("poor", float("-inf")))
"""优 良 中 差 and from how many points on each is given (财预〔2020〕10号)."""


@dataclass
class Reviews:
    """The register of reviews; rows of departments that are not listed are left out."""

    portfolio: Portfolio

    @cached_property
    def of(self) -> dict[str, list[Row]]:
        """The rows by department, in the order of the departments; those without a review have none."""
        found: dict[str, list[Row]] = {department: [] for department in self.portfolio.departments}
        for row in entries(self.portfolio, "registers.reviews"):
            if row.text("department") in found:
                found[row.text("department")].append(row)
        return found

    @cached_property
    def rows(self) -> list[Row]:
        """All of them."""
        return [row for own in self.of.values() for row in own]

    @cached_property
    def _weights(self) -> dict[str, float]:
        return weights(self.portfolio)

    def decided(self, department: str) -> float | None:
        """The points decided for a department; None while one of its indicators is undecided.

        Of several indicators the mean by the weights in force, the plain one where an indicator has no weight.
        """
        own = self.of[department]
        points = [row.number("final") for row in own]
        if not own or None in points:
            return None
        shares = self._shares(own)
        return sum(share * (each or 0.0) for share, each in zip(shares, points, strict=True)) / sum(shares)

    def working(self, department: str) -> Derivation:
        """How these points came about."""
        own = self.of[department]
        if len(own) == 1 or not self._weighted(own):
            return total(row.at("final") for row in own) / count(row.at("final") for row in own)
        shares = [weight_derivation(self.portfolio, indicator_of(row)) for row in own]
        parts = [share * total([row.at("final")]) for share, row in zip(shares, own, strict=True)]
        return summed(parts) / summed(shares)

    def _weighted(self, own: list[Row]) -> bool:
        return all(self._weights.get(indicator_of(row), 0.0) > 0 for row in own)

    def _shares(self, own: list[Row]) -> list[float]:
        return [self._weights[indicator_of(row)] if self._weighted(own) else 1.0 for row in own]


def indicator_of(row: Row) -> str:
    """The key of the indicator that a review is about, told by its key or its name in any language; "" for another one."""
    said = comparable(row.text("indicator"))
    choices = field_of("organisation.weights.indicator").choices
    return next((key for key, words in choices.items() if said in {comparable(each) for each in (key, *words)}), "")


def apart(row: Row) -> float | None:
    """How many points lie between the highest and the lowest of what is there; None of fewer than two."""
    there = [value for step in STEPS if (value := row.number(step)) is not None]
    return round(max(there) - min(there), 6) if len(there) > 1 else None


def apart_working(row: Row) -> Derivation:
    """How that came about."""
    there = [total([row.at(step)]) for step in STEPS if row.number(step) is not None]
    return most(*there) - least(*there)


def wide(row: Row) -> bool:
    """True where a note is wanted."""
    return (apart(row) or 0.0) > APART


def grade_of(points: float) -> str:
    """excellent, good, middling or poor: of points as they are printed, with one decimal."""
    return next(name for name, least_ in GRADES if round(points, 1) >= least_)
