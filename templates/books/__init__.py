"""Every book, one file each: the single source of truth for sheets and columns."""

from collections.abc import Mapping

from templates.book import Book, Sheet
from templates.books.budget import BUDGET
from templates.books.economics import ECONOMICS
from templates.books.meetings import MEETINGS
from templates.books.organisation import ORGANISATION
from templates.books.plan import PLAN
from templates.books.progress import PROGRESS
from templates.books.registers import REGISTERS
from templates.books.survey import SURVEY
from templates.field import Field

BOOKS: Mapping[str, Book] = {
    book.key: book for book in (ORGANISATION, PLAN, BUDGET, PROGRESS, MEETINGS, REGISTERS, SURVEY, ECONOMICS)
}


def sheet_of(path: str) -> Sheet:
    """Find the sheet at "plan.tasks"; KeyError where there is none."""
    book, _, sheet = path.partition(".")
    return BOOKS[book].by_key[sheet]


def field_of(path: str) -> Field:
    """Find the column at "plan.tasks.owner"; KeyError where there is none."""
    sheet, _, column = path.rpartition(".")
    return sheet_of(sheet).by_key[column]
