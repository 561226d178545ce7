"""Explanations: for every clash its core, and up to three verified repairs, cheapest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.explanation.core import core
from checks.explanation.scene import Scene
from checks.explanation.search import Search
from checks.explanation.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from checks.conflicts import Conflict
    from checks.explanation.move import Repair
    from checks.judge import Judgement
    from checks.portfolio import Portfolio
    from templates.table import Place


@dataclass(frozen=True)
class Explanation:
    """Why a clash is one, and what would remove it.

    `core`: cells that cannot all hold; take any one away and the clash is gone. `repairs`: none where no change, or pair
    of changes, that we know of removes the clash without a new error.
    """

    core: tuple[Place, ...]
    repairs: tuple[Repair, ...]


def explain(
    portfolio: Portfolio, judgement: Judgement, conflicts: Sequence[Conflict], step: Callable[[int, int], None] | None = None,
) -> Mapping[Conflict, Explanation]:
    """The explanation of each of a portfolio's clashes; `step` is told how many of how many are done.

    Of two that share cells and period the explanation is the same.
    """
    scene = Scene(portfolio)
    trial = Trial(scene, judgement)
    found: dict[Conflict, Explanation] = {}
    for number, conflict in enumerate(conflicts, 1):
        found[conflict] = Explanation(core(scene, conflict), Search(scene, trial, conflict).repairs())
        if step:
            step(number, len(conflicts))
    return found
