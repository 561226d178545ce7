"""The submission board: what was expected of whom, and whether it is there, late, missing or refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from checks.rules.files import book_meant, department_meant
from checks.rules.progress import expected_months
from templates.books import BOOKS
from templates.identity import span

if TYPE_CHECKING:
    from datetime import date

    from checks.portfolio import Portfolio

State = Literal["on_time", "late", "missing", "refused", "present"]
STATES: tuple[State, ...] = ("on_time", "present", "late", "missing", "refused")
"""`present`: handed in, without a deadline or a date to compare."""


@dataclass(frozen=True, order=True)
class Expected:
    """One book of one period that every department owes."""

    book: str
    period: str


def board(portfolio: Portfolio) -> tuple[list[Expected], dict[tuple[str, Expected], State]]:
    """Columns (expected books in the books' order, then by period) and the state of every department in them."""
    order = list(BOOKS)
    expected = sorted(set(_expected(portfolio)), key=lambda each: (order.index(each.book), each.period))
    return expected, {(department, each): _state(portfolio, department, each)
                      for department in portfolio.departments for each in expected}


def _expected(portfolio: Portfolio) -> list[Expected]:
    due = [Expected(row.text("book"), row.text("period")) for row in portfolio.rows("organisation.deadlines")
           if row.text("book") in BOOKS and (day := row.day("due")) and day <= portfolio.as_of]
    due += [Expected("progress", month) for month in expected_months(portfolio)]
    there = [Expected(book.identity.book, book.identity.period) for book in portfolio.books]
    there = [each for each in there                          # reports of months that had not begun by the cut-off came too early
             if each.book != "progress" or not (days := span(each.period)) or days[0] <= portfolio.as_of]
    refused = [Expected(each.claims.book, each.claims.period) for each in portfolio.refused if each.claims]
    return [each for each in (*due, *there, *refused)
            if each.book in BOOKS and BOOKS[each.book].owner == "department" and span(each.period)]


def _state(portfolio: Portfolio, department: str, expected: Expected) -> State:
    books = [book for book in portfolio.books if book.identity.department == department
             and book.identity.book == expected.book and book.identity.period == expected.period]
    if not books:
        refused = any(department_meant(each) == department and book_meant(each) == expected.book
                      and (each.claims is None or each.claims.period == expected.period) for each in portfolio.refused)
        return "refused" if refused else "missing"
    due, received = _dates(portfolio, department, expected, max(book.identity.round for book in books))
    if due is None or received is None:
        return "present"
    return "late" if received > due else "on_time"


def _dates(portfolio: Portfolio, department: str, expected: Expected, round_: int) -> tuple[date | None, date | None]:
    def same(row: object) -> bool:
        return (row.text("book") == expected.book and row.text("period") == expected.period  # type: ignore[attr-defined]
                and int(row.number("round") or 0) == round_)  # type: ignore[attr-defined]

    due = next((row.day("due") for row in portfolio.rows("organisation.deadlines") if same(row)), None)
    received = next((row.day("received") for row in portfolio.rows("organisation.submissions")
                     if same(row) and row.text("department") == department), None)
    if received is None and expected.book == "plan":
        cover = portfolio.own("plan.cover", department)
        received = next((row.day("submitted") for row in cover), None) if cover else None
    return due, received
