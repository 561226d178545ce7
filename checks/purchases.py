"""Purchases: what the plans buy, when and from whom; orders that look like one that was split; suppliers out of date."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from checks.rule import value_of
from checks.windows import day
from templates.text import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from checks.portfolio import Portfolio
    from templates.table import Row

DAYS, THRESHOLD = 30.0, 100_000.0
"""Defaults of C03: calendar days within which orders are added up, 元 from which they need a tender."""


@dataclass(frozen=True)
class Split:
    """Orders of one supplier and category that together reach the threshold, by their days."""

    rows: tuple[Row, ...]

    @property
    def total(self) -> float:
        """元 of all of them."""
        return round(sum(row.number("amount") or 0.0 for row in self.rows), 2)


@dataclass
class Purchases:
    """The procurement rows of a portfolio that buy something, in the order of the books."""

    portfolio: Portfolio

    @cached_property
    def rows(self) -> list[Row]:
        """Rows that are not taken from stock; where the method cannot be read nobody knows, and they are left out."""
        return [row for row in self.portfolio.rows("plan.procurement")
                if row.text("method") != "stock" and not row.unread("method")]

    def material(self, row: Row) -> str:
        """What is bought, the same for a material's number, its name, and both together; "" where nothing is said."""
        typed, directory = row.text("material"), self.portfolio.directory
        meant = directory.find("organisation.materials", typed) if "organisation.materials" in directory.keys else ""
        return meant if isinstance(meant, str) and meant else comparable(typed)

    def splits(self, days: float | None = None, threshold: float | None = None) -> Iterator[Split]:
        """Orders that look like one: same supplier and category, each below the threshold, the sum not, no tender.

        Any orders within `days` of one another; chains that share an order are one. None: as C03 has it in force.
        """
        span = self._in_force("days", DAYS) if days is None else days
        least = self._in_force("threshold", THRESHOLD) if threshold is None else threshold
        for orders in self._small_orders(least):
            runs: list[tuple[int, int]] = []
            start, total = 0, 0.0
            for end, (when, row) in enumerate(orders):
                total += row.number("amount") or 0.0
                while (when - orders[start][0]).days > span:
                    total -= orders[start][1].number("amount") or 0.0
                    start += 1
                if round(total, 2) >= least:
                    runs.append((runs.pop()[0] if runs and start <= runs[-1][1] else start, end))
            yield from (Split(tuple(row for _, row in orders[first:last + 1])) for first, last in runs)

    def _small_orders(self, threshold: float) -> Iterator[list[tuple[date, Row]]]:
        """By supplier and category the orders below the threshold that went to no tender, by their days."""
        found: dict[tuple[str, str], list[tuple[date, Row]]] = defaultdict(list)
        for row in self.rows:
            amount, when, category = row.number("amount"), dated(row), comparable(row.text("category"))
            if amount is None or when is None or row.text("method") == "tender":
                continue
            if row.text("supplier") and category and 0 < amount < threshold:
                found[row.text("supplier"), category].append((when, row))
        for orders in found.values():
            yield sorted(orders, key=lambda order: order[0])

    def _in_force(self, name: str, default: float) -> float:
        typed = self.portfolio.parameters.get(("C03", name))
        return default if typed is None else float(value_of(default, typed))

    @cached_property
    def expired_suppliers(self) -> set[str]:
        """Suppliers from whom something is bought after their evaluation has expired."""
        suppliers = self.portfolio.by_key("organisation.suppliers")
        return {supplier.key for row in self.rows if (supplier := suppliers.get(row.text("supplier"))) and expired(row, supplier)}


def dated(row: Row) -> date | None:
    """The day of an order: when it is placed, where none is given when it is needed; None where it cannot be read."""
    return day(row, "needed" if row.blank("ordered") else "ordered")


def expired(row: Row, supplier: Row) -> bool:
    """True where the supplier's evaluation no longer holds on the day of the order."""
    when, until = dated(row), day(supplier, "grade_expires")
    return bool(when and until and until < when)
