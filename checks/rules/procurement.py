"""R09, R10, R17: what is ordered too late, from a supplier who may not deliver, or could be bought together."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from checks.purchases import Purchases, dated, expired
from checks.rule import Found, rule
from checks.windows import day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from checks.portfolio import Portfolio
    from templates.table import Row

GRADES = "ABCD"
"""From the best to the worst."""
LONGEST = 36_500
"""Days: nobody waits for more than a hundred years."""


@rule("R09", scope="f", severity="warning", clauses=("3.2.3", "4.2.2"),
      columns=("plan.procurement.needed", "plan.procurement.lead_time", "plan.procurement.ordered", "plan.cover.plan_start"))
def ordered_too_late(portfolio: Portfolio) -> Iterator[Found]:
    """What takes ninety days to arrive and is ordered seventy before it is needed stops the task for twenty.

    Where no order date is planned, nothing is ordered before the plan starts. A blank lead time counts as no time at
    all, and only against a planned order. Not wanted for what is called off a framework contract; type its lead time.
    """
    covers = {row.table.source.file: row for row in portfolio.rows("plan.cover")}
    for row in Purchases(portfolio).rows:
        needed, days = day(row, "needed"), row.number("lead_time")
        cover, planned = covers.get(row.table.source.file), not row.blank("ordered")
        if needed is None or row.unread("lead_time") or (days is None and not planned):
            continue
        earliest = day(row, "ordered") if planned else day(cover, "plan_start") if cover else None
        lead = timedelta(days=min(days or 0, LONGEST))
        latest = needed - lead
        if earliest is None or latest >= earliest:
            continue
        places = [row.at("needed"), *([row.at("lead_time")] if days is not None else [])]
        places += [row.at("ordered")] if planned else [cover.at("plan_start")] if cover else []
        yield Found(tuple(places), {
            "task": row.text("task"), "material": row.text("material"), "needed": needed, "lead_time": days or 0,
            "latest": latest, "ordered": earliest, "days": (earliest - latest).days,
            "possible": earliest + lead}, "" if planned else "start")


@rule("R10", scope="f", severity="warning", clauses=("4.2.2", "5.3.1"), grade="C",
      columns=("plan.procurement.supplier", "organisation.suppliers.admitted", "organisation.suppliers.grade_expires",
               "organisation.suppliers.grade"))
def supplier_unfit(portfolio: Portfolio, grade: str) -> Iterator[Found]:
    """Whoever is not admitted, was not evaluated in time, or did badly, brings late and faulty goods, or a reproach.

    Judged on the day of the order. Not wanted for single purchases in a shop; leave the supplier blank.
    """
    suppliers = portfolio.by_key("organisation.suppliers")
    least = grade.strip().upper() if grade.strip().upper() in GRADES else "C"
    for row in Purchases(portfolio).rows:
        supplier = suppliers.get(row.text("supplier"))
        if supplier is None:
            continue
        faults = {"admitted": supplier.text("admitted") == "no", "grade_expires": expired(row, supplier),
                  "grade": bool(supplier.text("grade")) and supplier.text("grade") > least}
        if columns := [column for column, wrong in faults.items() if wrong]:
            yield Found((row.at("supplier"), *(supplier.at(column) for column in columns)), {
                "task": row.text("task"), "material": row.text("material"), "supplier": supplier.key,
                "name": supplier.text("name"), "expires": day(supplier, "grade_expires"), "date": dated(row),
                "grade": supplier.text("grade"), "least": least}, columns[0])


@rule("R17", scope="x", severity="hint", clauses=("3.1.4", "4.2.2"), columns=("plan.procurement.material",), days=60.0)
def bought_apart(portfolio: Portfolio, days: float) -> Iterator[Found]:
    """Two departments that buy the same thing within weeks get a better price together, and one delivery.

    Needs that follow one another within the days are one finding. Orders that look split are that finding's matter.
    Not wanted for goods under a framework contract, whose price does not depend on the order.
    """
    purchases = Purchases(portfolio)
    split = {_name(row) for each in purchases.splits() for row in each.rows}
    needs: dict[str, list[tuple[date, Row]]] = defaultdict(list)
    for row in purchases.rows:
        if (needed := day(row, "needed")) and (material := purchases.material(row)) and _name(row) not in split:
            needs[material].append((needed, row))
    for dated_rows in needs.values():
        for near in _near(sorted(dated_rows, key=lambda each: each[0]), days):
            rows = [row for _, row in near]
            departments = sorted({row.department for row in rows})
            if len(departments) > 1:
                yield Found(tuple(row.at("material") for row in rows), {
                    "material": rows[0].text("material"), "departments": departments, "from": near[0][0],
                    "to": near[-1][0], "days": (near[-1][0] - near[0][0]).days, "count": len(rows),
                    "tasks": list(dict.fromkeys(row.text("task") for row in rows))})


def _near(dated_rows: list[tuple[date, Row]], days: float) -> Iterator[list[tuple[date, Row]]]:
    """Runs of needs, each at most so many days after the one before."""
    run: list[tuple[date, Row]] = []
    for each in dated_rows:
        if run and (each[0] - run[-1][0]).days > days:
            yield run
            run = []
        run.append(each)
    yield run


def _name(row: Row) -> tuple[str, int]:
    return (row.table.source.file, row.index)
