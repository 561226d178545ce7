"""Load per week of people and assets, in percent of what is there: for the heat maps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.assets import Assets
from checks.load import weekly
from checks.rules.equipment import demands_on_assets
from checks.rules.people import demands_on_people

if TYPE_CHECKING:
    from datetime import date

    from checks.load import Demand, Periods
    from checks.portfolio import Portfolio
    from templates.table import Row


@dataclass(frozen=True)
class HeatRow:
    """One person or asset: mean and highest load of each week in percent, and the rows that ask for it."""

    key: str
    name: str
    department: str
    mean: tuple[float, ...]
    most: tuple[float, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class HeatMap:
    """Weeks by their Mondays, and a row for everybody who is asked for anything."""

    weeks: list[date]
    rows: list[HeatRow]


def people(portfolio: Portfolio) -> HeatMap:
    """Load of every person over all departments, percent of the day."""
    demands = demands_on_people(portfolio)
    listed = portfolio.by_key("organisation.people")
    return _map(demands, weekly(demands, portfolio.calendar), listed, dict.fromkeys(listed, 1.0))


def equipment(portfolio: Portfolio) -> HeatMap:
    """Load of every asset: units asked for, percent of the units owned."""
    assets = Assets(portfolio)
    demands = demands_on_assets(portfolio, assets)
    owned = {key: (row.number("quantity") or 0.0) / 100 for key, row in assets.rows.items()}
    return _map(demands, weekly(demands, portfolio.calendar), assets.rows, owned)


def _map(demands: list[Demand], table: Periods, listed: object, whole: dict[str, float]) -> HeatMap:
    names: dict[str, Row] = dict(listed)  # type: ignore[call-overload]
    rows = []
    for key, mean in table.mean.items():
        scale = whole.get(key) or 1.0
        row = names.get(key)
        taking = {(each.row.table.source.file, each.row.index): each.row for each in demands if each.resource == key}
        rows.append(HeatRow(key, row.text("name") if row else key, row.text("department") if row else "",
                            tuple((mean / scale).round(1).tolist()), tuple((table.most[key] / scale).round(1).tolist()),
                            tuple(taking.values())))
    return HeatMap(table.starts, sorted(rows, key=lambda each: (-max(each.most, default=0), each.key)))
