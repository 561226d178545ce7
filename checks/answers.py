"""The answers of a survey: which rows and which cells of them count, how a department was rated, who sent one back.

Every survey book (half-year) is looked at by itself. Source of the formula: requirements A4.3.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from checks.rule import value_of
from templates.books.survey import QUESTIONS
from templates.table import Unread
from templates.text import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checks.portfolio import Portfolio
    from templates.filled import Filled
    from templates.table import Place, Row, Table

SATISFIED = frozenset({"satisfied", "fairly"})
NO_OPINION = "unknown"
"""The option 不了解: chosen, but no judgement."""
GROUP = 5.0
"""Default of S01 group: of fewer persons a result is suppressed, they could be told apart."""


@dataclass(frozen=True)
class Tally:
    """How a department was rated: the cells that are counted.

    `satisfied` holds the cells that say satisfied or fairly satisfied, `valid` all that judge, `persons` one
    respondent cell for everybody who gave a valid answer.
    """

    satisfied: tuple[Place, ...]
    valid: tuple[Place, ...]
    persons: tuple[Place, ...]

    @property
    def rate(self) -> float | None:
        """Satisfaction in percent, None (不适用) without a valid answer."""
        return len(self.satisfied) / len(self.valid) * 100 if self.valid else None


@dataclass
class Survey:
    """One survey book. Rows are those of its sheet of answers: one person about one department."""

    book: Filled

    @property
    def period(self) -> str:
        """The half-year, such as 2026H1."""
        return self.book.identity.period

    @property
    def table(self) -> Table:
        """The sheet of answers."""
        return self.book.tables["answers"]

    @cached_property
    def cover(self) -> Row | None:
        """The form that says how many were sent; None where the sheet is lost."""
        return next(iter(self.book.tables.get("cover", ())), None)

    @property
    def sent(self) -> float | None:
        """Questionnaires sent, None where the cell is blank or unreadable."""
        return self.cover.number("sent") if self.cover else None

    @cached_property
    def returned(self) -> Mapping[str, Place]:
        """Who sent a questionnaire back: respondent → the first cell that names him, whether his answers count or not."""
        found: dict[str, Place] = {}
        for row in self.table:
            if person := respondent(row):
                found.setdefault(person, row.at("respondent"))
        return found

    @property
    def response(self) -> float | None:
        """Response rate in percent; None where nothing was sent or it is not known."""
        return len(self.returned) / self.sent * 100 if self.sent else None

    @cached_property
    def twice(self) -> list[list[Row]]:
        """Rows in which one person rates one department more than once, together, in the order of the sheet.

        None of them counts: nobody knows which one is meant.
        """
        same: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.table:
            if respondent(row) and row.text("rated_department"):
                same[respondent(row), _same(row.text("rated_department"))].append(row)
        return [rows for rows in same.values() if len(rows) > 1]

    @cached_property
    def of_themselves(self) -> list[Row]:
        """Rows in which somebody rates the own department."""
        return [row for row in self.table
                if row.text("department") and _same(row.text("department")) == _same(row.text("rated_department"))]

    @cached_property
    def strange(self) -> list[tuple[Row, list[str]]]:
        """Rows with an option that is not offered, and the questions where it stands."""
        found = [(row, [key for key in QUESTIONS if _not_offered(row, key)]) for row in self.table]
        return [(row, keys) for row, keys in found if keys]

    @cached_property
    def rows(self) -> list[Row]:
        """The rows that count: neither said twice, nor of one's own department, nor with an option that is not offered."""
        out = {row.index for rows in self.twice for row in rows}
        out |= {row.index for row in self.of_themselves} | {row.index for row, _ in self.strange}
        return [row for row in self.table if row.index not in out]

    @cached_property
    def rated(self) -> Mapping[str, list[Row]]:
        """By department the rows that count and hold a valid answer; a department named in vain stands with none."""
        found: dict[str, list[Row]] = {row.text("rated_department"): [] for row in self.table if row.text("rated_department")}
        for row in self.rows:
            if row.text("rated_department") and any(judges(row, key) for key in QUESTIONS):
                found[row.text("rated_department")].append(row)
        return found

    def tally(self, department: str = "", questions: Iterable[str] = QUESTIONS) -> Tally:
        """Count a department's valid answers to some questions, all unless named; "" counts the whole organisation."""
        rows = self.rated.get(department, []) if department else [row for rows in self.rated.values() for row in rows]
        asked = tuple(questions)
        persons: dict[str, Place] = {}
        satisfied: list[Place] = []
        valid: list[Place] = []
        for row in rows:
            judged = [key for key in asked if judges(row, key)]
            valid += [row.at(key) for key in judged]
            satisfied += [row.at(key) for key in judged if row.text(key) in SATISFIED]
            if judged:
                persons.setdefault(respondent(row) or f"\n{row.index}", row.at("respondent"))
        return Tally(tuple(satisfied), tuple(valid), tuple(persons.values()))


def surveys(portfolio: Portfolio) -> list[Survey]:
    """The surveys of a portfolio, the newest last."""
    books = [book for book in portfolio.books if book.identity.book == "survey" and "answers" in book.tables]
    return [Survey(book) for book in sorted(books, key=lambda book: book.identity.period)]


def group_in_force(portfolio: Portfolio) -> float:
    """From how many persons on a result is shown, so that every report suppresses what S01 calls suppressed."""
    typed = portfolio.parameters.get(("S01", "group"))
    return GROUP if typed is None else float(value_of(GROUP, typed))


def respondent(row: Row) -> str:
    """Who answers, as compared; "" where the cell is blank."""
    return _same(row.text("respondent"))


def chosen(row: Row) -> list[str]:
    """The options chosen in a row, question by question; blank and unreadable cells are left out."""
    return [option for key in QUESTIONS if (option := row.text(key))]


def judges(row: Row, question: str) -> bool:
    """True where the cell holds a valid answer: one of the options but 不了解."""
    return row.text(question) not in ("", NO_OPINION)


def _not_offered(row: Row, question: str) -> bool:
    value = row.raw(question)
    return isinstance(value, Unread) and value.why == "choice"


def _same(text: str) -> str:
    return normal(text).lower()
