"""How much of each resource there is on every working day, in the units of what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import floor
from typing import TYPE_CHECKING

from checks.balance.asks import SCALE
from checks.judge import parameters_of
from checks.load import monday
from checks.people import TRAINING
from checks.rule import RULES
from checks.rules import load_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from checks.balance.asks import Ask, Asks, Of


@dataclass
class Capacities:
    """Capacities on the working days 0 to `far` − 1; later days are like the last one.

    What the plans in force do without a finding stays allowed: a post is judged by the week, so a day on which more are
    wanted than are there is bought with the room of that week's other days.
    """

    asks: Asks
    far: int

    @cached_property
    def days(self) -> list[date]:
        """The working days by number."""
        return [self.asks.workdays.day(number) for number in range(self.far)]

    def of(self, resource: Of, asked: Sequence[Ask]) -> list[int]:
        """Units on every day. `asked` is what asks for it in the plans in force."""
        return {"person": self._person, "away": self._there, "post": self._post, "asset": self._units, "hours": self._hours,
                "closed": self._open}[resource.kind](resource.key, asked)

    def left(self, resource: Of, there: Sequence[int], taken: Sequence[Ask]) -> list[int]:
        """What some rows leave of a capacity, never below 0; of a post their excess is taken off the week's other days."""
        found = list(there)
        for ask in taken:
            for number in range(ask.first, min(ask.last + 1, self.far) if not ask.open_ else 0):
                found[number] -= ask.units
        if resource.kind == "post":
            for begin, end in self._weeks():
                found[begin:end] = _settled(found[begin:end])
        return [max(0, each) for each in found]

    def _weeks(self) -> Iterator[tuple[int, int]]:
        """First working day of every week, and that of the next."""
        begin = 0
        for end in range(1, self.far + 1):
            if end == self.far or monday(self.days[end]) != monday(self.days[begin]):
                yield begin, end
                begin = end

    @cached_property
    def _limit(self) -> float:
        """Per cent of the day that a person may be asked for, as the rule on overload has it."""
        load_rules()
        return float(parameters_of(RULES["R01"], self.asks.portfolio)["limit"])

    def _person(self, person: str, asked: Sequence[Ask]) -> list[int]:
        del person, asked
        return [whole(self._limit)] * self.far

    def _there(self, person: str, asked: Sequence[Ask]) -> list[int]:
        away = [each for each in self.asks.staffing.people.away[person] if each.kind != TRAINING]
        return [0 if any(each.first <= day <= each.last for each in away) else len(asked) + 1 for day in self.days]

    def _post(self, circle: str, asked: Sequence[Ask]) -> list[int]:
        there = [whole(each) for each in self.asks.staffing.present(self.asks.circles[circle], self.days)]
        load = [0] * self.far
        for ask in asked:
            for number in range(ask.first, min(ask.last + 1, self.far) if not ask.open_ else 0):
                load[number] += ask.units
        for begin, end in self._weeks():
            there[begin:end] = _week(there[begin:end], load[begin:end])
        return there

    def _units(self, asset: str, asked: Sequence[Ask]) -> list[int]:
        """On days on which all units are out the rule on maintenance speaks, not that on quantity."""
        del asked
        owned = self.asks.assets.rows[asset].number("quantity") or 0.0
        return [whole(units or owned) for units in self.asks.assets.in_service(asset, self.days)]

    def _hours(self, asset: str, asked: Sequence[Ask]) -> list[int]:
        del asked
        hours, owned = self.asks.assets.hours(asset), self.asks.assets.rows[asset].number("quantity") or 0.0
        return [whole((units or owned) * hours) for units in self.asks.assets.in_service(asset, self.days)]

    def _open(self, asset: str, asked: Sequence[Ask]) -> list[int]:
        return [len(asked) + 1 if units > 0 else 0 for units in self.asks.assets.in_service(asset, self.days)]


def whole(amount: float) -> int:
    """An amount in whole units, never more than there is."""
    return floor(round(amount * SCALE, 6))


def _week(there: list[int], load: list[int]) -> list[int]:
    """The capacities of a week's days: as many as are there.

    Where the week as a whole has room for its load, no less than the load, and the other days give what single days take.
    """
    over = [max(0, asked - units) for asked, units in zip(load, there, strict=True)]
    missing = sum(over)
    room = sum(max(0, units - asked) for asked, units in zip(load, there, strict=True))
    if not missing or missing > room:
        return there
    found = [max(asked, units) for asked, units in zip(load, there, strict=True)]
    for index, units in enumerate(found):
        taken = min(missing, units - load[index]) if not over[index] else 0
        found[index] -= taken
        missing -= taken
    return found


def _settled(left: list[int]) -> list[int]:
    """The days of a week, what some lack taken from what others have."""
    missing = sum(-each for each in left if each < 0)
    found = [max(0, each) for each in left]
    for index, units in enumerate(found):
        taken = min(missing, units)
        found[index] -= taken
        missing -= taken
    return found
