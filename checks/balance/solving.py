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

SHARED = {"away": ("person",), "closed": ("asset", "hours")}
"""By what says whether somebody or something is there: what is shared of them while they are."""
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
    """The model without what a task needs of a resource.

    Who is asked for too much before going is asked for too much still: nobody is planned for days of absence instead.
    """
    tasks, of = list(model.problem.tasks), model.resources[resource]
    shared = {number for number, each in enumerate(model.resources)
              if each.key == of.key and each.kind in SHARED.get(of.kind, ())}
    gone = [need for need in tasks[task].needs if need.resource in shared]
    gone = gone or [need for need in tasks[task].needs if need.resource == resource]
    tasks[task] = replace(tasks[task], needs=tuple(need for need in tasks[task].needs if need not in gone))
    dropped = [Dropped(task, need.resource, need.units, crowded=True) for need in gone]
    return replace(model, problem=replace(model.problem, tasks=tasks), dropped=[*model.dropped, *dropped])
