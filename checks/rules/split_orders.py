"""C03: orders that together would have needed a tender."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.purchases import DAYS, THRESHOLD, Purchases, dated
from checks.rule import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio


@rule("C03", scope="x", severity="warning", clauses=("4.2.2", "6.1.3"), columns=("plan.procurement.amount",),
      days=DAYS, threshold=THRESHOLD)
def split(portfolio: Portfolio, days: float, threshold: float) -> Iterator[Found]:
    """Three orders below the limit within a month, to one supplier for one kind of goods, are one order above it.

    The same when two departments place them without knowing of each other. Not wanted for goods that are called off a
    contract which was itself put out to tender; say so by the method.
    """
    suppliers = portfolio.by_key("organisation.suppliers")
    for each in Purchases(portfolio).splits(days, threshold):
        rows = each.rows
        supplier = suppliers.get(rows[0].text("supplier"))
        yield Found(tuple(row.at("amount") for row in rows), {
            "supplier": rows[0].text("supplier"), "name": supplier.text("name") if supplier else "",
            "category": rows[0].text("category"), "count": len(rows), "total": each.total, "threshold": threshold,
            "span": int(days), "from": dated(rows[0]), "to": dated(rows[-1]),
            "materials": list(dict.fromkeys(row.text("material") for row in rows)),
            "departments": sorted({row.department for row in rows})})
