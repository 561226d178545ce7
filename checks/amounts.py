"""Amounts: what a budget line or capital item comes to in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from templates.table import Row


def amount_of(row: Row) -> float | None:
    """元 of a budget line (its derived total, whatever was typed over it) or capital item; a blank one comes to 0.

    None where it cannot be counted: a month or the amount cannot be read.
    """
    key = "total" if row.table.key == "budget.lines" else "amount"
    return None if row.unread(key) else float(row.number(key) or 0)


def sum_of(rows: list[Row]) -> float | None:
    """元 of several lines and items together, to the fen; None where one of them cannot be counted."""
    amounts = [amount for row in rows if (amount := amount_of(row)) is not None]
    return round(sum(amounts), 2) if len(amounts) == len(rows) else None


def largest(rows: list[Row]) -> Row:
    """The row that comes to most, the first of equal ones."""
    return max(rows, key=lambda row: amount_of(row) or 0)
