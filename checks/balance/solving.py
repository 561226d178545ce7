"""Solve a model; a need that finds no room beside those of others is taken out, so that everything else can be balanced."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from checks.balance.relaxing import Dropped
from checks.scheduling.balanced import balanced
from checks.scheduling.problem import NoRoomError

if TYPE_CHECKING:
    from collections.abc import Callable

    from checks.balance.model import Model
    from checks.scheduling.balanced import Solution
    from checks.scheduling.problem import Objective

LEAST = 0.5
"""Seconds that another try gets at least."""


def solved(
    model: Model, objective: Objective, *, seconds: float, seed: int, repeatable: bool,
    step: Callable[[float, int | None, int], None] | None = None,
) -> tuple[Model, Solution]:
    """The schedule, and the model as it could be solved: somebody leaves, and more is asked of them before than fits.

    All tries together keep the time limit, but for a moment each.
    """
    begun, left = time.monotonic(), seconds
    while True:
        try:
            return model, balanced(model.problem, objective, seconds=left, seed=seed, repeatable=repeatable, step=step)
        except NoRoomError as none:
            model = _without(model, none.task, none.resource)
        left = seconds if repeatable else max(LEAST, seconds - (time.monotonic() - begun))


def _without(model: Model, task: int, resource: int) -> Model:
    """The model without what a task needs of a resource."""
    tasks = list(model.problem.tasks)
    gone = [need for need in tasks[task].needs if need.resource == resource]
    tasks[task] = replace(tasks[task], needs=tuple(need for need in tasks[task].needs if need.resource != resource))
    dropped = Dropped(task, resource, max(need.units for need in gone), crowded=True)
    return replace(model, problem=replace(model.problem, tasks=tasks), dropped=[*model.dropped, dropped])
