"""The model: a portfolio's plans as a scheduling problem, with the way back to tasks, resources and cells."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from checks.assets import Assets
from checks.balance.asks import Asks
from checks.balance.capacities import Capacities
from checks.balance.links import hand_overs, precedences, without_circles
from checks.balance.proposal import LeftOut, Reason
from checks.balance.relaxing import Dropped, possible_links, relaxed
from checks.balance.softly import soft_limits
from checks.balance.taking_part import Bounds, sort_out
from checks.scheduling.problem import Link, Need, Problem, Resource, Task
from checks.shifts import Shifts
from checks.windows import day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checks.balance.asks import Ask, Of
    from checks.balance.links import Bound
    from checks.balance.softly import Soft
    from checks.balance.taking_part import Part
    from checks.portfolio import Portfolio
    from checks.workdays import Workdays

PRESENCE = frozenset({"away", "closed"})
"""Kinds of resources that say whether somebody or something is there at all."""
AHEAD = 250
"""Working days beyond the last date of any plan for which capacities are looked up one by one: a year."""


@dataclass(frozen=True)
class Model:
    """Task number n of the problem is `keys[n]`, resource number n is `resources[n]`, link number n is `bounds[n]`.

    `dropped` are needs and limits that nothing within the plans' freedom can meet: they are left to the findings.
    """

    problem: Problem
    keys: Sequence[str]
    parts: Mapping[str, Part]
    departments: Sequence[str]
    resources: Sequence[Of]
    bounds: Sequence[Bound]
    given_up: Sequence[Bound]
    """Orders that the plans break, and that what they keep leaves no room for."""
    dropped: Sequence[Dropped]
    left_out: Sequence[LeftOut]
    soft: Sequence[Soft | None]
    circle_names: Mapping[str, str]
    workdays: Workdays
    shifts: Shifts

    def name(self, of: Of) -> str:
        """What people call a resource."""
        table = {"post": "", "person": "organisation.people", "away": "organisation.people"}.get(of.kind, "organisation.assets")
        row = self.shifts.portfolio.by_key(table).get(of.key) if table else None
        return row.text("name") if row else self.circle_names.get(of.key, of.key)

    def hours_of(self, asset: str) -> float:
        """Hours per day of a unit of equipment."""
        return Assets(self.shifts.portfolio).hours(asset)


def model_of(portfolio: Portfolio, bounds: Bounds | None = None) -> Model:
    """Read the plans into a problem. Whatever cannot be read is listed and left out; nothing stops it."""
    shifts = Shifts(portfolio)
    workdays = shifts.workdays
    taking = sort_out(portfolio, workdays, bounds or Bounds())
    parts = taking.parts
    keys = list(parts)
    asks = Asks(portfolio, workdays, {key: part.duration for key, part in parts.items() if part.start is None})
    links, limits = hand_overs(portfolio, parts, workdays)
    kept = [bound for bound in without_circles([*precedences(portfolio, parts), *links])
            if not (parts[bound.before].stays and parts[bound.after].stays)]
    departments = sorted({part.row.department for part in parts.values()})
    resources, needs = _resources(asks, parts)
    tasks = [_task(part, needs.get(key, ()), departments.index(part.row.department)) for key, part in parts.items()]
    for key, first in limits.release.items():
        number = keys.index(key)
        tasks[number] = replace(tasks[number], release=max(tasks[number].release, first))
    number_of = {key: number for number, key in enumerate(keys)}
    problem = Problem(tasks, [Link(number_of[bound.before], number_of[bound.after], bound.distance) for bound in kept],
                      [resource for _, resource in resources], len(departments))
    ends = _ends(portfolio, parts, workdays)
    within = [ends if of.kind in PRESENCE else None for of, _ in resources]
    possible = possible_links(problem, within)
    given_up = [bound for number, bound in enumerate(kept) if number not in possible]
    problem, kept = replace(problem, links=[problem.links[each] for each in possible]), [kept[each] for each in possible]
    soft = soft_limits(asks, parts, limits.latest)
    problem, dropped = relaxed(problem, [soft.get(key) for key in keys], within)
    names = {ask.of.key: ask.row.text("post") for ask in asks if ask.of.kind == "post"}
    unclear = [LeftOut(row.department, row.text("task"),
                       Reason("need", {"sheet": row.table.name, "cell": row.at("task").cell, "file": row.table.source.file}))
               for row in asks.unclear if row.text("task") in parts]
    return Model(problem, keys, parts, departments, [of for of, _ in resources], kept, given_up, dropped,
                 [*taking.left_out, *unclear], [soft.get(key) for key in keys], names, workdays, shifts)


def _ends(portfolio: Portfolio, parts: Mapping[str, Part], workdays: Workdays) -> int:
    """The day after the last one of all plans."""
    found = [part.start + part.duration for part in parts.values() if part.start is not None]
    found += [workdays.last(last) + 1 for row in portfolio.rows("plan.cover") if (last := day(row, "plan_finish"))]
    return max(found, default=0)


def _task(part: Part, needs: Sequence[Need], project: int) -> Task:
    fixed = bool(part.stays)
    release = part.start if fixed and part.start is not None else part.release
    return Task(part.duration, project, () if fixed else tuple(needs), release, None if fixed else part.latest, part.start,
                part.wish, fixed, part.weight)


def _resources(asks: Asks, parts: Mapping[str, Part]) -> tuple[list[tuple[Of, Resource]], dict[str, list[Need]]]:
    """Resources that can be short, less what stays asks of them; and what every task that may move needs of them."""
    by_resource: dict[Of, list[Ask]] = defaultdict(list)
    for ask in asks:
        by_resource[ask.of].append(ask)
    far = 1 + AHEAD + max((ask.last for asked in by_resource.values() for ask in asked if not ask.open_), default=0)
    capacities = Capacities(asks, far)
    resources: list[tuple[Of, Resource]] = []
    needs: dict[str, list[Need]] = defaultdict(list)
    for of in sorted(by_resource):
        asked = by_resource[of]
        moving = [ask for ask in asked if ask.task in parts and not parts[ask.task].stays]
        staying = [ask for ask in asked if ask.task not in parts or parts[ask.task].stays]
        there = capacities.of(of, asked)
        if not moving or sum(ask.units for ask in asked) <= min(there):
            continue
        tail = there[-1]
        there = capacities.left(of, there, staying)
        for task, own in _by_task(moving).items():
            needs[task] += _needs(len(resources), own, parts[task])
        resources.append((of, Resource(":".join(of), tail, {day: units for day, units in enumerate(there) if units != tail})))
    return resources, needs


def _by_task(asked: Sequence[Ask]) -> dict[str, list[Ask]]:
    found: dict[str, list[Ask]] = defaultdict(list)
    for ask in asked:
        found[ask.task].append(ask)
    return found


def _needs(resource: int, asked: Sequence[Ask], part: Part) -> list[Need]:
    """What the rows of one task ask of one resource, added up, as stretches of days that do not overlap.

    A row's own dates keep their distance to the task's start; days before it are not counted.
    """
    steps: dict[int, int] = defaultdict(int)
    for ask in asked:
        origin = 0 if ask.open_ or part.start is None else part.start
        steps[max(0, ask.first - origin)] += ask.units
        steps[max(0, ask.last + 1 - origin)] -= ask.units
    days, found, units = sorted(steps), [], 0
    for begin, end in pairwise(days):
        units += steps[begin]
        if units:
            found.append(Need(resource, units, begin, end - begin))
    return found
