"""Crowding: the cells behind more demand than there is of a person, a post, an asset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.explanation.least import Fact, least
from checks.load import monday
from checks.people import TRAINING
from checks.rules.posts import shortages

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from checks.conflicts import Conflict
    from checks.demand import Demands
    from checks.explanation.scene import Scene
    from templates.table import Place, Row


def of_person(scene: Scene, conflict: Conflict) -> list[Place]:
    """R01: shares, largest first, until the person's limit is passed; days of absence are another clash."""
    limit = scene.number("R01", "limit")
    gone = [away for away in scene.people.away.get(conflict.resource, ()) if away.kind != TRAINING]
    facts = _asking(scene, conflict, scene.staffing.of_persons, lambda when: not any(
        away.first <= when <= away.last for away in gone))
    return [fact.place for fact in least(facts, _days(scene, conflict), lambda _: limit)]


def of_post(scene: Scene, conflict: Conflict) -> list[Place]:
    """R03: head-counts, weekly means, largest first, until they pass the people who are there."""
    calendar, demands = scene.portfolio.calendar, scene.staffing.of_posts
    short = next(each for each in shortages(scene.staffing) if each.days[0] == conflict.start and
                 tuple(row.at("headcount") for row in each.rows) == conflict.finding.places)
    weeks: dict[date, list[date]] = {}
    inside = [number for number, key in enumerate(demands.resources) if short.post.includes(scene.staffing.posts[key])]
    members = [each for number in inside for each in demands.asking(number).tolist()]
    facts, first, last = [], min(demands.first[members]), max(demands.last[members])
    for when in calendar.days(monday(_date(first)), _sunday(_date(last))):
        weeks.setdefault(monday(when), []).append(when)
    for each in members:
        window = calendar.days(_date(demands.first[each]), _date(demands.last[each]))
        weight: dict[date, float] = {}
        for when in window:
            weight[monday(when)] = weight.get(monday(when), 0) + demands.amounts[each] / len(weeks[monday(when)])
        facts.append(Fact(demands.rows[each].at("headcount"), weight))

    def there(week: date) -> float:
        return sum(scene.staffing.present(short.post, weeks[week])) / len(weeks[week])

    return [fact.place for fact in least(facts, list(dict.fromkeys(map(monday, short.days))), there)]


def of_asset(scene: Scene, conflict: Conflict) -> list[Place]:
    """R05: units (or unit-hours) asked for and in maintenance, largest first, until they pass those owned."""
    asset, calendar = conflict.resource, scene.portfolio.calendar
    row, hours = scene.assets.rows[asset], conflict.finding.variant == "hours"
    factor = scene.assets.hours(asset) if hours else 1.0
    owned = (row.number("quantity") or 0.0) * factor
    facts = _asking(scene, conflict, scene.assets.demands(hours=hours))
    for first, last, upkeep in scene.assets.maintenance.get(asset, ()):
        units = upkeep.number("quantity")
        out = owned if units is None else units * factor
        facts.append(Fact(upkeep.at("start"), dict.fromkeys(calendar.days(first, last), out), taking=True))
    return [*(fact.place for fact in least(facts, _days(scene, conflict), lambda _: owned)), row.at("quantity")]


def of_maintenance(scene: Scene, conflict: Conflict) -> list[Place]:
    """R06: the use, and on one of its days the windows, largest first, until no unit is left."""
    owned_row = scene.assets.rows[conflict.resource]
    owned = owned_row.number("quantity") or 0.0
    best: list[Place] = []
    for when in _days(scene, conflict):
        outs: list[tuple[float, Row]] = sorted(
            ((owned if (units := each.number("quantity")) is None else units, each)
             for first, last, each in scene.assets.maintenance[conflict.resource] if first <= when <= last),
            key=lambda each: -each[0])
        taken, total = [], 0.0
        for units, each in outs:
            taken.append(each)
            total += units
            if total >= owned:
                break
        if total >= owned and (not best or len(taken) < len(best)):
            best = [each.at("start") for each in taken]
    counted = any(not scene.row(place).blank("quantity") for place in best)
    return [conflict.finding.anchor, *best, *([owned_row.at("quantity")] if counted else [])]


def _asking(
    scene: Scene, conflict: Conflict, demands: Demands, judged: Callable[[date], bool] = lambda _: True,
) -> list[Fact]:
    """What every row asks of the clash's resource, with the cell that the rule names for it."""
    resource = list(demands.resources).index(conflict.resource)
    places = {(place.file, place.table, scene.row(place).index): place for place in conflict.finding.places}
    facts = []
    for each in demands.asking(resource).tolist():
        row = demands.rows[each]
        place = places.get((row.table.source.file, row.table.key, row.index))
        if place and demands.amounts[each] > 0:
            days = scene.portfolio.calendar.days(_date(demands.first[each]), _date(demands.last[each]))
            facts.append(Fact(place, {when: float(demands.amounts[each]) for when in days if judged(when)}))
    return facts


def _days(scene: Scene, conflict: Conflict) -> list[date]:
    if conflict.start is None or conflict.finish is None:
        return []
    return scene.portfolio.calendar.days(conflict.start, conflict.finish)


def _date(ordinal: int) -> date:
    from datetime import date  # noqa: PLC0415 - the only values made here

    return date.fromordinal(int(ordinal))


def _sunday(when: date) -> date:
    return _date(monday(when).toordinal() + 6)
