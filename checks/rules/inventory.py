"""R08, R15, R16: assets that stand idle, that were not found where the books say, whose inspection is overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.assets import Assets
from checks.firsts import firsts
from checks.load import loads
from checks.rule import Found, found, rule
from checks.windows import Windows, day
from templates.book import NIL_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from checks.portfolio import Portfolio


@rule("R08", scope="x", severity="hint", clauses=("3.2.3", "4.2.1"), columns=("organisation.assets.asset",), share=30.0)
def idle(portfolio: Portfolio, share: float) -> Iterator[Found]:
    """A machine that nobody plans to use costs as much as one that runs; somebody else may need it.

    Hours planned over hours available, both over the working days from the first plan's start to the last plan's
    finish, days in maintenance left out. While a department's plan is not there nobody knows what it would use. Not
    wanted for what must stand ready, like a fire pump; set its status to idle, or waive the finding.
    """
    period = _period(portfolio)
    if period is None or set(portfolio.departments) - {table.source.department for table in portfolio.tables("plan.tasks")}:
        return
    assets, days = Assets(portfolio), portfolio.calendar.days(*period)
    planned, unclear = _hours_planned(portfolio, assets, days), _unclear(portfolio)
    for asset, row in assets.rows.items():
        if row.text("status") != "in_use" or not row.text("asset") or not row.number("quantity") or (
                row.unread("hours_per_day") or asset in unclear):
            continue
        units = (sum(assets.in_service(asset, days)) if assets.maintenance.get(asset)
                 else (row.number("quantity") or 0.0) * len(days))
        capacity, hours = units * assets.hours(asset), planned.get(asset, 0.0)
        if capacity > 0 and hours < capacity * share / 100 - 1e-9:
            yield found(row.at("asset"), variant="" if hours else "never", asset=asset, name=row.text("name"),
                        percent=round(hours / capacity * 100, 1), share=share, hours=round(hours, 1),
                        capacity=round(capacity, 1), start=period[0], finish=period[1])


def _period(portfolio: Portfolio) -> tuple[date, date] | None:
    """From the first plan's start to the last plan's finish, as the covers say."""
    spans = [(first, last) for row in portfolio.rows("plan.cover")
             if (first := day(row, "plan_start")) and (last := day(row, "plan_finish")) and first <= last]
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None


def _hours_planned(portfolio: Portfolio, assets: Assets, days: list[date]) -> dict[str, float]:
    """Unit-hours that the plans ask for on the days, by asset."""
    demands = assets.demands(hours=True)
    table = loads(demands, portfolio.calendar)
    wanted = set(days)
    columns = [number for number, when in enumerate(table.days) if when in wanted]
    sums = table.table[:, columns].sum(axis=1).tolist()
    return dict(zip(demands.resources, sums, strict=True))


def _unclear(portfolio: Portfolio) -> set[str]:
    """Assets that a row asks for of which it cannot be read when, how many or how long."""
    windows = Windows(portfolio)
    return {row.text("asset") for row in portfolio.rows("plan.equipment")
            if windows.used(row) is None or row.number("quantity") is None or row.unread("hours_per_day")}


@rule("R15", scope="f", severity="warning", clauses=("4.2.1",),
      columns=("registers.stocktake.counted_quantity", "registers.stocktake.book_quantity", "registers.stocktake.disposal"))
def not_found(portfolio: Portfolio) -> Iterator[Found]:
    """What was counted differs from the books (账实不符), and nobody has decided what becomes of the difference.

    无 under disposal is none. Not wanted while the difference is still being looked into; say that there.
    """
    assets = portfolio.by_key("organisation.assets")
    for table in portfolio.tables("registers.stocktake"):
        for row in firsts(table):
            book, counted = row.number("book_quantity"), row.number("counted_quantity")
            settled = row.text("disposal").lower() not in {"", *NIL_WORDS}
            if book is None or counted is None or book == counted or settled:
                continue
            asset = assets.get(row.text("asset"))
            yield found(row.at("counted_quantity"), row.at("book_quantity"), variant="" if counted < book else "more",
                        asset=row.text("asset"), name=asset.text("name") if asset else "", book_quantity=book,
                        counted=counted, difference=round(abs(counted - book), 6))


@rule("R16", scope="f", severity="warning", clauses=("4.2.3",), columns=("organisation.assets.inspection_due",))
def inspection_overdue(portfolio: Portfolio) -> Iterator[Found]:
    """Equipment without a valid inspection must not run, and whoever lets it run answers for what happens.

    Only what is in use is judged. Not wanted where the inspection was passed and only the date is old; enter the next one.
    """
    for row in portfolio.firsts("organisation.assets"):
        due = day(row, "inspection_due")
        if row.text("status") == "in_use" and due and due < portfolio.as_of:
            yield found(row.at("inspection_due"), asset=row.text("asset"), name=row.text("name"), due=due, as_of=portfolio.as_of,
                        days=(portfolio.as_of - due).days)
