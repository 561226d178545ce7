"""The least number of facts that together pass a limit: what asks, and what takes away from what is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.load import DIGITS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from templates.table import Place


@dataclass(frozen=True)
class Fact:
    """A cell and how much it weighs on each day (or week); `taking` where it takes away from what is there."""

    place: Place
    weight: Mapping[Any, float]
    taking: bool = False


def over(facts: Sequence[Fact], day: object, limit: float) -> bool:
    """True where the facts clash on a day: together above the limit, while something of it is still there.

    What takes everything away is another clash.
    """
    gone = sum(fact.weight.get(day, 0) for fact in facts if fact.taking)
    total = sum(fact.weight.get(day, 0) for fact in facts)
    return round(total, DIGITS) > round(limit, DIGITS) and (not gone or gone < limit)


def least(facts: Sequence[Fact], days: Sequence[Any], limit: Callable[[Any], float]) -> list[Fact]:
    """An irreducible set of facts that clash, of the least size for one of the days; empty where they do not clash.

    Per day the facts largest first until the limit is passed: each is at least as large as the last one, without which
    they fit, so no smaller set passes. A deletion pass over all of the days follows, for limits differ from day to day.
    """
    best: list[Fact] = []
    for day in days:
        items = sorted((fact for fact in facts if fact.weight.get(day, 0) > 0), key=lambda fact: -fact.weight[day])
        for size in range(1, len(items) + 1):
            if over(items[:size], day, limit(day)):
                if not best or size < len(best):
                    best = items[:size]
                break
    for fact in list(best):
        rest = [each for each in best if each is not fact]
        if any(over(rest, day, limit(day)) for day in days):
            best = rest
    return best
