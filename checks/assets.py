"""Assets: which can be used, how many units are in service on a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from checks.demand import Demand, Demands
from checks.derivation import Derivation, given, summed, total, workdays
from checks.windows import Windows, day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from checks.portfolio import Portfolio
    from templates.table import Row

HOURS_PER_DAY = 8.0
UNUSABLE = frozenset({"scrapped", "repair"})


@dataclass
class Assets:
    """The equipment and rooms of a portfolio by key, with their maintenance windows."""

    portfolio: Portfolio

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """Assets by key."""
        return self.portfolio.by_key("organisation.assets")

    @cached_property
    def maintenance(self) -> Mapping[str, list[tuple[date, date, Row]]]:
        """Windows in which units are out of service, by asset; those that cannot be read are left out."""
        found: dict[str, list[tuple[date, date, Row]]] = defaultdict(list)
        for row in self.portfolio.rows("organisation.maintenance"):
            first, last = day(row, "start"), day(row, "finish")
            if first and last and first <= last and not row.unread("quantity"):
                found[row.text("asset")].append((first, last, row))
        return found

    def demands(self, *, hours: bool = False) -> Demands:
        """What equipment rows ask of usable assets: units, or unit-hours per day (all of the day where none are typed)."""
        windows, demands = Windows(self.portfolio), []
        for row in self.portfolio.rows("plan.equipment"):
            asset, quantity, window = row.text("asset"), row.number("quantity"), windows.used(row)
            if window is None or quantity is None or self.usable(asset) is None or row.unread("hours_per_day"):
                continue
            typed = row.number("hours_per_day")
            factor = (self.hours(asset) if typed is None else typed) if hours else 1.0
            demands.append(Demand(asset, row, *window, quantity * factor))
        return Demands.packed(demands)

    def usable(self, asset: str) -> Row | None:
        """The asset, if it is listed, has a quantity and is neither scrapped nor under repair."""
        row = self.rows.get(asset)
        usable = row is not None and row.number("quantity") is not None and row.text("status") not in UNUSABLE
        return row if usable else None

    def hours(self, asset: str) -> float:
        """Hours per day and unit."""
        row = self.rows.get(asset)
        return (row.number("hours_per_day") if row else None) or HOURS_PER_DAY

    def in_service(self, asset: str, days: Iterable[date]) -> list[float]:
        """Units in service on each day, never below 0."""
        row = self.rows[asset]
        owned = row.number("quantity") or 0.0
        windows = self.maintenance.get(asset, [])
        return [max(0.0, owned - sum(_units(each, owned) for first, last, each in windows if first <= when <= last))
                for when in days]

    def offered(self, asset: str, days: list[date]) -> float:
        """Unit-hours that an asset in use or idle offers over some days; 0 for one that cannot be used."""
        return sum(self.in_service(asset, days)) * self.hours(asset) if self.usable(asset) else 0.0

    def per_day(self, asset: str) -> Derivation:
        """How `hours` come about."""
        row = self.rows.get(asset)
        return total([row.at("hours_per_day")]) if row and row.number("hours_per_day") else given(HOURS_PER_DAY, "hours_per_day")

    def working(self, asset: str, first: date, last: date) -> Derivation:
        """How `offered` comes about."""
        return self.units(asset, first, last) * self.per_day(asset)

    def units(self, asset: str, first: date, last: date) -> Derivation:
        """How the units in service, added up over the working days, come about.

        Windows of all units are one where they overlap; of others each takes off its own.
        """
        owned = total([self.rows[asset].at("quantity")])
        windows = [row for start, finish, row in self.maintenance.get(asset, []) if start <= last and finish >= first]
        whole = [(row.at("start"), row.at("finish")) for row in windows if row.blank("quantity")]
        out = [owned * workdays(whole, (first, last))] if whole else []
        out += [total([row.at("quantity")]) * workdays([(row.at("start"), row.at("finish"))], (first, last), whole)
                for row in windows if not row.blank("quantity")]
        units = owned * workdays([(first, last)])
        return units - summed(out) if out else units

    def out_on(self, asset: str, days: Iterable[date]) -> list[date]:
        """Those days on which maintenance leaves no unit in service."""
        if not self.maintenance.get(asset):
            return []
        days = list(days)
        return [when for when, units in zip(days, self.in_service(asset, days), strict=True) if units <= 0]


def _units(maintenance: Row, owned: float) -> float:
    """Units out of service; all where none are named."""
    units = maintenance.number("quantity")
    return owned if units is None else units
