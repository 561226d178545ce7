"""The declarations of every book: the single source of truth for sheets and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.books.budget import BUDGET
from templates.books.economics import ECONOMICS
from templates.books.meetings import MEETINGS
from templates.books.organisation import ORGANISATION
from templates.books.plan import PLAN
from templates.books.progress import PROGRESS
from templates.books.registers import REGISTERS
from templates.books.survey import SURVEY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from templates.book import Book, Sheet
    from templates.field import Field

BOOKS: Mapping[str, Book] = {book.key: book for book in (
    ORGANISATION, PLAN, BUDGET, PROGRESS, MEETINGS, REGISTERS, SURVEY, ECONOMICS,
)}


def sheet_of(name: str) -> Sheet:
    """The declaration of "plan.tasks"; KeyError where there is none."""
    book, _, sheet = name.partition(".")
    return BOOKS[book].by_key[sheet]


def field_of(name: str) -> Field:
    """The declaration of "plan.tasks.owner"; KeyError where there is none."""
    sheet, _, key = name.rpartition(".")
    return sheet_of(sheet).by_key[key]
