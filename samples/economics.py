"""The organisation's monthly figures: budget, actual and last year; profit is what the identity says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samples.world import YEAR, World

if TYPE_CHECKING:
    from samples.folder import Record

YEARLY = {
    "revenue": 260_000_000,
    "cost": 187_200_000,
    "taxes": 1_560_000,
    "selling": 15_600_000,
    "administration": 16_900_000,
    "research": 13_780_000,
    "finance": 1_560_000,
}
SEASON = (1900, 1950, 2150, 2150, 2170, 2200, 2150, 2150, 2250, 2150, 2200, 2580)
"""Revenue of the months in 万元; Σ 26 000."""
DRIFT = (3, -2, 4, -3, 0, 2, -4, 3, -2, 4, -3, 1)
"""By how many thousandths cost swings around its share."""


def figure(world: World) -> None:
    """Fill world.others with the economics book."""
    factor = world.profile.factor
    rows: list[Record | None] = []
    for month, revenue in enumerate(SEASON, start=1):
        whole = revenue * 10_000 * factor
        rows.append(_row(month, "budget", whole, 0))
        if month in world.profile.months:
            rows.append(_row(month, "actual", whole, 0 if month == 5 else DRIFT[month - 1]))
        rows.append(_row(month, "last_year", whole * 23_100 // 26_000, 14 + DRIFT[month - 1]))
    world.others["economics", str(YEAR)] = {"figures": rows}


def _row(month: int, kind: str, revenue: int, swing: int) -> Record:
    """One month; `swing` thousandths of revenue are added to cost."""
    parts = {key: revenue * amount // YEARLY["revenue"] for key, amount in YEARLY.items()}
    parts["cost"] += revenue * swing // 1000
    profit = parts["revenue"] - sum(amount for key, amount in parts.items() if key != "revenue")
    return {
        "month": f"{YEAR}-{month:02}",
        "kind": kind,
        **parts,
        "other": 0,
        "profit_total": profit,
        "profit_net": profit * 85 // 100,
    }
