"""The reply: by when a department answers, and why by then."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from checks.derivation import Derivation, given, total
from checks.rule import value_of
from templates.books import BOOKS

if TYPE_CHECKING:
    from checks.portfolio import Portfolio
    from templates.table import Row

WORKDAYS, MOST_WORKDAYS = 5.0, 60
"""After the cut-off, where no deadline is near; the organisation's parameter sheet may say so for "letters", "workdays"."""
NEAR = timedelta(days=45)
"""A deadline that lies further away belongs to another round of work."""


class Reply(NamedTuple):
    """The day; the deadline that falls on it, else after how many working days, and where that number comes from."""

    day: date
    deadline: Row | None
    workdays: int
    derivation: Derivation


def reply(portfolio: Portfolio, department: str) -> Reply:
    """The next deadline of a book that the department still owes, else some working days after the cut-off."""
    days, derivation = _workdays(portfolio)
    deadline = _deadline(portfolio, department)
    day = deadline.day("due") if deadline else None
    return Reply(day or portfolio.calendar.after(portfolio.as_of, days), deadline, days, derivation)


def _deadline(portfolio: Portfolio, department: str) -> Row | None:
    handed_in: dict[tuple[str, str], int] = {}
    for filled in portfolio.books:
        if filled.identity.department == department:
            key = (filled.identity.book, filled.identity.period)
            handed_in[key] = max(filled.identity.round, handed_in.get(key, 0))
    found: list[tuple[date, Row]] = []
    for row in portfolio.rows("organisation.deadlines"):
        book, due = row.text("book"), row.day("due")
        owed = book in BOOKS and BOOKS[book].owner == "department"
        near = due is not None and portfolio.as_of < due <= portfolio.as_of + NEAR
        if owed and near and due and (row.number("round") or 0) > handed_in.get((book, row.text("period")), -1):
            found.append((due, row))
    return min(found, key=lambda each: each[0])[1] if found else None


def _workdays(portfolio: Portfolio) -> tuple[int, Derivation]:
    for row in portfolio.rows("organisation.parameters"):
        if (row.text("rule").lower(), row.text("parameter")) == ("letters", "workdays"):
            days = float(value_of(WORKDAYS, row["value"]))
            if days.is_integer() and 1 <= days <= MOST_WORKDAYS:
                return int(days), total([row.at("value")])
    return int(WORKDAYS), given(WORKDAYS, "default")
