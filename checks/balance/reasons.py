"""Why a task moves: what would break if it alone stayed where it is; and why a conflict stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.balance.asks import SCALE
from checks.balance.model import PRESENCE
from checks.balance.proposal import Reason
from checks.scheduling.faults import faults

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from checks.balance.model import Model
    from checks.balance.relaxing import Dropped
    from checks.conflicts import Conflict
    from checks.scheduling.faults import Fault

NOT_DATES = frozenset({"money", "cash", "material"})
"""Kinds of conflicts that no other date mends."""
RANK = {"capacity": 0, "link": 1, "latest": 2, "release": 3, "fixed": 4}
"""Of several faults the one that is told."""


def why_moved(model: Model, start: Sequence[int], number: int) -> Reason:
    """The first thing that breaks with this task alone back in its place; a nearer goal where nothing does."""
    task = model.problem.tasks[number]
    if task.planned is None:
        return Reason("open")
    if task.planned == start[number]:
        return Reason("link")
    broken = [fault for fault in faults(model.problem, [*start[:number], task.planned, *start[number + 1:]])
              if number in fault.tasks]
    if not broken:
        return Reason("objective")
    return _reason(model, number, min(broken, key=lambda fault: (RANK[fault.kind], -fault.excess)), broken)


def _reason(model: Model, number: int, fault: Fault, broken: list[Fault]) -> Reason:
    if fault.kind == "capacity" and fault.resource is not None:
        of = model.resources[fault.resource]
        same = [each for each in broken if each.resource == fault.resource and each.day is not None]
        days = [model.workdays.day(each.day) for each in same if each.day is not None]
        others = sorted({model.keys[task] for each in same for task in each.tasks} - {model.keys[number]})
        return Reason("closed" if of.kind == "closed" else "presence" if of.kind in PRESENCE else "capacity",
                      {"resource": of.key, "kind": of.kind, "name": model.name(of), "others": others,
                       "from": min(days), "to": max(days)})
    if fault.kind == "link":
        other = next(each for each in fault.tasks if each != number)
        bound = max((bound for bound in model.bounds if {bound.before, bound.after} == {model.keys[number], model.keys[other]}),
                    key=lambda bound: (bound.distance, bound.kind == "handover"))
        kind = "follower" if bound.kind == "link" and fault.tasks[0] == number else bound.kind
        return Reason(kind, {"task": model.keys[other], "lag": bound.lag, "handover": bound.key})
    soft = model.soft[number]
    last = model.parts[model.keys[number]].latest
    if fault.kind == "latest" and soft and (last is None or soft.last < last):
        return Reason(soft.why)
    return Reason("deadline" if fault.kind == "latest" else "release")


def why_left(model: Model, conflict: Conflict, interrupted: bool) -> Reason:
    """The constraint that blocks a conflict which the proposal leaves."""
    if beyond := _beyond_dates(conflict):
        return beyond
    numbers = {key: number for number, key in enumerate(model.keys)}
    away = sorted(task for task in conflict.tasks if task not in numbers)
    if away:
        return Reason("left_out", {"tasks": away})
    taking = [numbers[task] for task in conflict.tasks]
    staying = {task: model.parts[task].stays for task in conflict.tasks if model.parts[task].stays}
    if taking and len(staying) == len(taking):
        kind = next((each for each in ("rejected", "begun") if each in staying.values()), "fixed")
        return Reason(kind, {"tasks": sorted(staying)})
    dropped = next((each for each in model.dropped if each.task in taking), None)
    if dropped:
        return _why_dropped(model, dropped)
    if staying and conflict.kind in ("precedence", "handover"):
        return Reason("fixed", {"tasks": sorted(staying)})
    if any({each.before, each.after} <= set(conflict.tasks) for each in model.given_up):
        return Reason("follows", {"tasks": sorted(conflict.tasks)})
    bound = next((task for task in conflict.tasks if model.parts[task].latest is not None), None)
    if bound:
        return Reason("deadline", {"task": bound, "deadline": model.parts[bound].row.day("deadline")})
    return Reason("interrupted" if interrupted else "time")


def _beyond_dates(conflict: Conflict) -> Reason | None:
    """Why other dates do not mend a conflict, whatever they are; None where they might."""
    code, variant = conflict.finding.code, conflict.finding.variant
    if conflict.kind in NOT_DATES or code in ("H01", "H03"):
        return Reason("not_dates", {"kind": conflict.kind})
    if code == "R07":
        return Reason("unusable", {"resource": conflict.resource})
    if code == "R02" and variant != "expires":
        return Reason("skill", {"person": conflict.resource})
    return Reason("circle", {"tasks": list(conflict.tasks)}) if code == "P14" else None


def _why_dropped(model: Model, dropped: Dropped) -> Reason:
    task = model.keys[dropped.task]
    if dropped.resource is None:
        return Reason(dropped.why, {"tasks": [task], "person": model.parts[task].row.text("owner")})
    of = model.resources[dropped.resource]
    if dropped.crowded:
        return Reason("crowded", {"task": task, "resource": of.key, "kind": of.kind, "name": model.name(of)})
    if of.kind in PRESENCE:
        return Reason("presence", {"task": task, "resource": of.key, "name": model.name(of)})
    resource = model.problem.resources[dropped.resource]
    most = max([resource.capacity, *resource.except_on.values()])
    return Reason("capacity_never", {"task": task, "resource": of.key, "kind": of.kind, "name": model.name(of),
                                     "needs": dropped.units / SCALE, "has": most / SCALE})


def missed(model: Model, start: Sequence[int]) -> list[tuple[str, Reason]]:
    """Tasks that end after what they have been given, and by how many working days."""
    found = []
    for fault in faults(model.problem, start):
        if fault.kind == "latest":
            number = fault.tasks[0]
            key, soft = model.keys[number], model.soft[number]
            own = model.parts[key].latest
            if soft and (own is None or soft.last < own):
                found.append((key, Reason(soft.why, {"tasks": [key], "person": model.parts[key].row.text("owner")})))
                continue
            deadline: date | None = model.parts[key].row.day("deadline")
            found.append((key, Reason("deadline", {"task": key, "deadline": deadline, "days": fault.excess})))
        elif fault.kind == "link" and model.problem.tasks[fault.tasks[1]].fixed:
            key = model.keys[fault.tasks[0]]
            found.append((key, Reason("fixed", {"tasks": [model.keys[fault.tasks[1]]], "days": fault.excess})))
    return found
