"""R18: suppliers, customers and partners of whom nobody knows how good they are."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from checks.firsts import firsts
from checks.purchases import Purchases
from checks.rule import Found, found, rule
from checks.windows import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio

EVALUATED = frozenset({"supplier", "customer", "partner"})
"""Kinds that are to be evaluated; associations and government departments are not."""


@rule("R18", scope="f", severity="warning", clauses=("4.2.2", "5.3.1"), months=12.0,
      columns=("registers.partners.date", "registers.partners.score"))
def not_evaluated(portfolio: Portfolio, months: float) -> Iterator[Found]:
    """Whoever was good two years ago need not be so today; those without a score cannot be compared at all.

    A supplier who bears the same number in the list of suppliers, and from whom something is bought after the
    evaluation there expired, has that finding. Not wanted for partners with whom nothing is under way; delete the row.
    """
    expired = {supplier.lower() for supplier in Purchases(portfolio).expired_suppliers}
    before = _months_before(portfolio.as_of, int(months))
    for table in portfolio.tables("registers.partners"):
        for row in firsts(table):
            if row.text("kind") not in EVALUATED or row.unread("date") or row.unread("score"):
                continue
            if row.text("kind") == "supplier" and row.text("partner").lower() in expired:
                continue
            last = day(row, "date")
            missing = [column for column in ("date", "score") if row.blank(column)]
            if missing:
                yield found(row.at("date"), *(row.at(column) for column in missing), variant="missing",
                            partner_no=row.text("partner"), columns=missing)
            elif last and last < before:
                yield found(row.at("date"), variant="old", partner_no=row.text("partner"), date=last, months=int(months),
                            score=row.number("score"), as_of=portfolio.as_of)


def _months_before(when: date, months: int) -> date:
    """The same day so many months earlier, the month's last one where it has no such day."""
    year, month = divmod(when.year * 12 + when.month - 1 - months, 12)
    year = max(year, 1)
    return date(year, month + 1, min(when.day, monthrange(year, month + 1)[1]))
