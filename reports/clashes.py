"""Where the numbers of a conflict, and the loads of the heat maps, come from: cells, worked out for the worst day or week."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from checks.derivation import HUNDRED, Derivation, total
from checks.judge import threshold
from checks.load import loads
from checks.rules.posts import shortages
from checks.slips import Slips
from reports.spending import inputs

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from checks.asked import Asked, Span
    from checks.conflicts import Conflict
    from checks.demand import Demands
    from checks.rules.posts import Shortage
    from reports.loads import HeatRow


Pair = tuple["Derivation", "Derivation"]
"""What is asked for, and what is there."""


class Numbers(NamedTuple):
    """How peak, capacity and excess come about."""

    peak: Derivation
    capacity: Derivation
    excess: Derivation


@dataclass
class Clashes:
    """The derivations of one portfolio's conflicts."""

    asked: Asked

    def of(self, each: Conflict) -> Numbers | None:
        """Of a conflict that has a peak and a capacity which can be found again; None for all others."""
        work_out = {"R01": self._person, "R03": self._post, "R05": self._asset, "B01": self._cap, "B02": self._cap,
                    "B09": self._cash}.get(each.finding.code)
        pair = work_out(each) if work_out and each.peak is not None and each.capacity is not None else None
        if pair is None:
            return None
        peak, capacity = pair
        return Numbers(peak, capacity, capacity - peak if each.kind == "cash" else peak - capacity)

    def of_person(self, row: HeatRow, week: int) -> Derivation:
        """The load of a heat map's row in its fullest week, percent."""
        span = (row.worst[week], row.worst[week])
        return self.asked.of_person(row.resource, span) / self._limit * HUNDRED

    def of_post(self, row: HeatRow, week: int) -> Derivation:
        """The same of a post: only what is asked of just this circle."""
        span, staffing = (row.worst[week], row.worst[week]), self.asked.staffing
        post = staffing.posts[row.resource]
        return self.asked.of_circles([row.resource], span) / self.asked.there_of_post(post, span) * HUNDRED

    def of_asset(self, row: HeatRow, week: int) -> Derivation:
        """The same of equipment."""
        span, hours = (row.worst[week], row.worst[week]), bool(row.way[week])
        return (self.asked.of_asset(row.resource, span, hours=hours)
                / self.asked.there_of_asset(row.resource, span, hours=hours) * HUNDRED)

    @cached_property
    def _limit(self) -> Derivation:
        return threshold(self.asked.portfolio, "R01", "limit")[1]

    def _person(self, each: Conflict) -> Pair | None:
        span = self._worst(each, self.asked.staffing.of_persons, lambda days: [0.0] * len(days))
        return (self.asked.of_person(each.resource, span), self._limit) if span else None

    def _asset(self, each: Conflict) -> Pair | None:
        hours, assets = each.unit == "hours", self.asked.assets
        factor = assets.hours(each.resource) if hours else 1.0
        span = self._worst(each, assets.demands(hours=hours),
                           lambda days: [units * factor for units in assets.in_service(each.resource, days)])
        return (self.asked.of_asset(each.resource, span, hours=hours),
                self.asked.there_of_asset(each.resource, span, hours=hours)) if span else None

    def _worst(self, each: Conflict, demands: Demands, there: Callable[[list[date]], list[float]]) -> Span | None:
        """The day of the conflict on which most is lacking, the first of equal ones; None where it has no day."""
        table = loads(demands, self.asked.portfolio.calendar)
        load = table.of(each.resource).tolist()
        within = [number for number, when in enumerate(table.days) if each.start and each.finish
                  and each.start <= when <= each.finish]
        lack = [units - has for units, has in zip(load, there(table.days), strict=True)]
        worst = max(within, key=lambda number: lack[number], default=None)
        return None if worst is None else (table.days[worst], table.days[worst])

    def _post(self, each: Conflict) -> Pair | None:
        short = next((short for short in self._shortages if short.days[0] == each.start and
                      tuple(row.at("headcount") for row in short.rows) == each.finding.places), None)
        return (self.asked.of_post(short.post, short.worst), self.asked.there_of_post(short.post, short.worst)) if short else None

    @cached_property
    def _shortages(self) -> list[Shortage]:
        return list(shortages(self.asked.staffing))

    def _cap(self, each: Conflict) -> Pair | None:
        """Sound lines of the accounts concerned, for the whole cap with capital items, against the cap."""
        portfolio, slips = self.asked.portfolio, Slips(self.asked.portfolio)
        book = next((book for book in portfolio.books if book.file == each.finding.anchor.file), None)
        if book is None:
            return None
        accounts = portfolio.by_key("organisation.accounts")
        whole = each.finding.code == "B01"
        rows = [(row, "total") for row in slips.sound(book.tables.get("lines", ()))
                if (accounts[row.text("account")].text("controllable") == "yes" if whole and row.text("account") in accounts
                    else row.text("account") == each.resource)]
        rows += [(row, "amount") for row in book.tables.get("capital", ())] if whole else []
        return total(place for row, key in rows for place in inputs(row, key)), total(each.finding.places[1:2])

    def _cash(self, each: Conflict) -> Pair | None:
        outflow, *others = each.finding.places
        return total(others) - total([outflow]), threshold(self.asked.portfolio, "B09", "safety")[1]
