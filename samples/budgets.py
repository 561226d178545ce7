"""The departments' budgets: lines with months, pay, capital items, settlements and the cash plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samples.world import UNITS, YEAR, World, table

if TYPE_CHECKING:
    from samples.folder import Record

MONTHS = tuple(f"m{month:02}" for month in range(1, 13))
SEASON = {"校园招聘": (3, 4, 5, 6, 9, 10), "机床展": (3, 4, 6, 9), "巡展": (8, 9, 10)}
"""Lines that are spent in some months only."""
CAPITAL = {
    "EQ": (
        ("节能改造", 1_200_000, "KY-2025-011", "T-EQ-003"),
        ("配电柜更新", 1_850_000, "KY-2025-014", None),
        ("行车更新", 1_150_000, "KY-2025-017", None),
    ),
    "IT": (("数据中心存储", 480_000, "KY-2025-021", None), ("等保设备", 420_000, "KY-2025-022", None)),
}
LARGE = 500_000
"""元 from which a capital item needs a feasibility study."""
SETTLED = (("P1", "P2", "660301", 240_000), ("RD", "QA", "660211", 120_000))
"""payer, receiver, account, amount."""


def spread(total: int, months: tuple[int, ...] = tuple(range(1, 13))) -> dict[str, int]:
    """A year's amount over months in whole 元; the last month takes what division leaves."""
    each, rest = divmod(total, len(months))
    return {f"m{month:02}": each + (rest if month == months[-1] else 0) for month in months}


def budget(world: World) -> None:
    """Fill world.budgets."""
    for department, unit in UNITS.items():
        lines = [_line(world, row) for row in table("lines") if row["department"] == department]
        world.budgets[department] = {
            "lines": list(lines),
            "totals": [{}],
            "payroll": [
                {
                    "post": post,
                    "headcount": count,
                    "insurance_rate": 30,
                    "monthly_pay": 26_000 if post == "部长" else 15_500 if post.endswith("工程师") else 9_800,
                }
                for post, count in unit.posts.items()
            ],
            "capital": [
                {
                    "item": item,
                    "amount": amount * world.profile.factor,
                    "feasibility_no": number if amount * world.profile.factor >= LARGE else None,
                    "task": task,
                    "approved_level": "management" if amount * world.profile.factor >= 500_000 else "coordination",
                    "payment_plan": "合同签订 30 %，到货 60 %，质保 10 %",
                }
                for item, amount, number, task in CAPITAL.get(department, ())
            ],
            "settlements": [],
            "cash": _cash(world) if department == "FI" else [],
        }
    for payer, receiver, account, amount in SETTLED:
        for own, other, direction in ((payer, receiver, "pay"), (receiver, payer, "receive")):
            world.budgets[own]["settlements"].append(
                {
                    "other_department": other,
                    "account": account,
                    "amount": amount * world.profile.factor,
                    "direction": direction,
                }
            )
    if world.profile.factor == 1:
        _typed(world)


def to_date(lines: list[Record], account: str, month: int) -> int:
    """Budget of an account from January to a month."""
    return sum(
        line.get(f"m{each:02}", 0) for line in lines if line["account"] == account for each in range(1, month + 1)
    )


def year_of(line: Record) -> int:
    """A line's year: the sum of its months."""
    return sum(line.get(month, 0) for month in MONTHS)


def _line(world: World, row: dict[str, str]) -> Record:
    factor = world.profile.factor
    total, last = int(row["total"]) * factor, int(row["last_budget"]) * factor
    basis = row["basis"] or f"上年预算 {last} 元，按 {YEAR} 年任务量测算"
    return {
        "account": row["account"],
        "item": row["item"],
        "supplier": row["supplier"] or None,
        "last_actual": last * 97 // 100,
        "last_budget": last,
        "basis": basis,
        "task": row["task"] or None,
        **spread(total, SEASON.get(row["item"], tuple(range(1, 13)))),
    }


def _cash(world: World) -> list[Record | None]:
    rows: list[Record | None] = []
    opening = 18_000_000 * world.profile.factor
    for month in range(1, 13):
        inflow = (20_400_000 + 250_000 * month) * world.profile.factor
        outflow = (20_900_000 + 150_000 * month) * world.profile.factor
        rows.append(
            {
                "month": f"{YEAR}-{month:02}",
                "opening": opening,
                "inflow": inflow,
                "outflow": outflow,
                "source": "销售回款",
            }
        )
        opening += inflow - outflow
    return rows


def _typed(world: World) -> None:
    """Totals that somebody typed over: once with the very value, once with less than half a 元 of difference."""
    for department, item, beside in (("P2", "涂料", 0.0), ("CO", "办公", 0.4)):
        for line in world.budgets[department]["lines"]:
            if line and line["item"] == item:
                line["total"] = year_of(line) + beside
