"""R05–R07: equipment that two want, that is being maintained, or that is not usable at all."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from checks.assets import UNUSABLE, Assets
from checks.load import peaks
from checks.rule import Found, rule
from checks.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from checks.load import Peak
    from checks.portfolio import Portfolio


@rule("R05", scope="x", severity="error", clauses=("3.1.4", "3.2.3", "4.2.3"),
      columns=("plan.equipment.quantity", "plan.equipment.hours_per_day", "organisation.assets.quantity"))
def too_few_units(portfolio: Portfolio) -> Iterator[Found]:
    """A machine stands in one place: what two departments book for the same day, one of them will not have.

    Units in maintenance do not count; days on which all are out have their own finding. Two tasks that share a unit
    within a day type a part of it (0.5). Not wanted for goods that are not scarce: take them off the list of assets.
    """
    assets = Assets(portfolio)
    said: dict[str, set[date]] = {}
    for hours in (False, True):
        def capacity(asset: str, days: Sequence[date], per_unit: bool = hours) -> list[float]:
            factor = assets.hours(asset) if per_unit else 1.0
            return [units * factor if units > 0 or not assets.maintenance.get(asset) else inf
                    for units in assets.in_service(asset, days)]

        for peak in peaks(assets.demands(hours=hours), capacity, portfolio.calendar):
            if not said.setdefault(peak.resource, set()).intersection(peak.days):
                yield _found(assets, peak, hours=hours)
            said[peak.resource].update(peak.days)


def _found(assets: Assets, peak: Peak, *, hours: bool) -> Found:
    rows = peak.rows
    return Found(tuple(dict.fromkeys(row.at("quantity") for row in rows)), {
        "asset": peak.resource, "name": assets.rows[peak.resource].text("name"), "peak": peak.load,
        "capacity": peak.capacity, "excess": peak.load - peak.capacity, "from": peak.start, "to": peak.finish,
        "days": len(peak.days), "tasks": list(dict.fromkeys(row.text("task") for row in rows)),
        "departments": sorted({row.department for row in rows})}, "hours" if hours else "")


@rule("R06", scope="f", severity="error", clauses=("3.1.4", "4.2.3"),
      columns=("plan.equipment.start", "organisation.maintenance.start"))
def in_maintenance(portfolio: Portfolio) -> Iterator[Found]:
    """While every unit is in maintenance, calibration or inspection, nothing can be done with it.

    Not wanted where the maintenance can be moved; then move its window in the organisation book.
    """
    assets, windows = Assets(portfolio), Windows(portfolio)
    for row in portfolio.rows("plan.equipment"):
        asset, window = row.text("asset"), windows.used(row)
        if window is None or assets.usable(asset) is None or not assets.maintenance.get(asset):
            continue
        if days := assets.out_on(asset, portfolio.calendar.days(*window)):
            upkeep = [each for first, last, each in assets.maintenance[asset]
                      if any(first <= day <= last for day in days)]
            yield Found((row.at("start"), *dict.fromkeys(each.at("start") for each in upkeep)), {
                "task": row.text("task"), "asset": asset, "name": assets.rows[asset].text("name"),
                "start": window[0], "finish": window[1], "from": days[0], "to": days[-1], "days": len(days),
                "free": portfolio.calendar.after(days[-1])})


@rule("R07", scope="f", severity="error", clauses=("3.1.4", "4.2.1"),
      columns=("plan.equipment.asset", "organisation.assets.status"))
def unusable(portfolio: Portfolio) -> Iterator[Found]:
    """What is scrapped or under repair cannot be planned with.

    Not wanted where the repair ends before the use; the office then sets the status, and a maintenance window for
    the days until then.
    """
    assets, windows = portfolio.by_key("organisation.assets"), Windows(portfolio)
    for row in portfolio.rows("plan.equipment"):
        asset = assets.get(row.text("asset"))
        if asset is not None and asset.text("status") in UNUSABLE:
            start, finish = windows.used(row) or (None, None)
            yield Found((row.at("asset"), asset.at("status")), {
                "task": row.text("task"), "asset": asset.key, "name": asset.text("name"), "from": start, "to": finish},
                variant=asset.text("status"))
