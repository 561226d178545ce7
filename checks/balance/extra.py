"""The cheapest extra capacity that makes a plan feasible: how many more units of what, found by trying."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checks.balance.asks import SCALE
from checks.balance.solving import solved
from checks.scheduling.faults import faults

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checks.balance.asks import Of
    from checks.balance.model import Model
    from checks.scheduling.problem import Problem

MOST = 3
"""Units more are tried up to this number: whoever lacks more should plan otherwise."""
SECONDS = 1.0
"""For one try."""
WITH = {"asset": ("asset", "hours"), "post": ("post",)}
"""What one more piece of equipment or person adds to; a person's day cannot be lengthened."""


@dataclass(frozen=True)
class Extra:
    """`units` more of a resource: then `tasks` can be done in time."""

    of: Of
    name: str
    units: int
    tasks: tuple[str, ...]


def cheapest(model: Model, start: Sequence[int]) -> list[Extra]:
    """Every resource of which the fewest more units make each task end in time; nothing where none does."""
    late = sorted({task for fault in faults(model.problem, start) if fault.kind in ("latest", "link") for task in fault.tasks})
    if not late:
        return []
    candidates = [of for of in model.resources if of.kind in WITH and _wanted(model, of, late)]
    for units in range(1, MOST + 1):
        found = [Extra(of, model.name(of), units, tuple(model.keys[each] for each in late)) for of in candidates
                 if _in_time(replace(model, problem=_more(model, of, units)))]
        if found:
            return found
    return []


def _in_time(model: Model) -> bool:
    """True where a plan was found in which nothing is late and nobody goes without."""
    tried, solution = solved(model, "moves", seconds=SECONDS, seed=1, repeatable=False)
    return not solution.lateness and len(tried.dropped) == len(model.dropped)


def _wanted(model: Model, of: Of, late: Sequence[int]) -> bool:
    """True where a late task, or one that it waits for, needs the resource."""
    numbers = {number for number, each in enumerate(model.resources) if each.key == of.key and each.kind in WITH[of.kind]}
    open_, seen = list(late), set(late)
    while open_:
        task = open_.pop()
        if any(need.resource in numbers for need in model.problem.tasks[task].needs):
            return True
        ahead = [before for before, _ in model.problem.before[task] if before not in seen]
        seen.update(ahead)
        open_ += ahead
    return False


def _more(model: Model, of: Of, units: int) -> Problem:
    hours = model.hours_of(of.key) if of.kind == "asset" else 1.0
    resources = [replace(resource, capacity=resource.capacity + add, except_on={
        day: there + add for day, there in resource.except_on.items()})
        if other.key == of.key and other.kind in WITH[of.kind] and (add := round(
            units * SCALE * (hours if other.kind == "hours" else 1))) else resource
        for other, resource in zip(model.resources, model.problem.resources, strict=True)]
    return replace(model.problem, resources=resources)
