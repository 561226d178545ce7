"""Entries of registers: who answers for one, until when, how late it is, in the words of the report's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from checks.derivation import workdays, workdays_after
from checks.firsts import firsts
from reports.figure import clean, typed_sentence
from templates.books import field_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from checks.portfolio import Portfolio
    from reports.context import Context
    from reports.figure import Figure
    from templates.table import Place, Row

LONGEST = 80
"""Characters of typed text in a cell of a table: the book has the rest."""


def entries(portfolio: Portfolio, sheet: str) -> Iterator[Row]:
    """The rows of a sheet with a number of its own ("plan.risks"), of those numbered alike in one book the first."""
    return (row for table in portfolio.tables(sheet) for row in firsts(table))


def typed(row: Row, column: str) -> Markup | str:
    """What somebody typed, even where it could not be read, cut to what a table can hold; "" for a blank cell."""
    if row.blank(column):
        return ""
    text = clean(str(row.raw(column)))
    return typed_sentence(text if len(text) <= LONGEST else f"{text[:LONGEST - 1]}…")


def chosen(context: Context, row: Row, column: str) -> Markup | str:
    """A choice in the report's language; as typed where it is none of the list."""
    words = field_of(f"{row.table.key}.{column}").choices.get(row.text(column))
    return words.said(context.locale) if words else typed(row, column)


def label(context: Context, path: str) -> str:
    """The heading of a column ("plan.risks.measure")."""
    return field_of(path).label.said(context.locale)


def person(context: Context, row: Row, column: str) -> Markup | str:
    """The name of the person in a cell; as typed where the list does not know them."""
    listed = context.portfolio.by_key("organisation.people").get(row.text(column))
    return typed_sentence(listed.text("name") or listed.key) if listed else typed(row, column)


def written(row: Row, column: str) -> str:
    """A date as year-month-day; "" where there is none that can be read."""
    day = row.day(column)
    return day.isoformat() if day else ""


def waits(portfolio: Portfolio, row: Row) -> bool:
    """True where an issue was raised and not answered by the cut-off."""
    raised, answered = row.day("raised"), row.day("answered")
    if raised is None or raised > portfolio.as_of or row.unread("answered"):
        return False
    return answered is None or answered > portfolio.as_of


def past(context: Context, row: Row, column: str = "due") -> bool:
    """True where a date lies before the cut-off: what was due on the cut-off itself is not late."""
    day = row.day(column)
    return day is not None and day < context.portfolio.as_of


def since(context: Context, row: Row, column: str, name: str, until: str = "") -> Figure | None:
    """Working days after a date, up to the cut-off or the date in another cell; None where there are none."""
    first, last = row.day(column), row.day(until) if until else context.portfolio.as_of
    days = context.portfolio.calendar.between(first, last) if first and last else 0
    if not days or last is None:
        return None
    own = row.at(column)
    derivation = workdays([(own, row.at(until))]) - workdays([(own, own)]) if until else workdays_after(own, last)
    return context.figures.add(days, f"{days:,}", f"{row.key} {context.word(name)}", derivation)


def counted(context: Context, rows: Iterable[Row], column: str, word: str) -> Figure:
    """How many rows there are, by one cell of each."""
    return context.figures.count([row.at(column) for row in rows], context.word(word))


def together(context: Context, sentences: Iterable[Markup | str]) -> Markup:
    """Sentences one after the other; languages other than Chinese leave a space between two."""
    return escape(" " if context.locale == "en" else "").join(each for each in sentences if each)


def shown_of(context: Context, places: Sequence[Place], most: int) -> Markup | str:
    """How many of how many are listed, by one cell of each; "" where all are."""
    if len(places) <= most:
        return ""
    return shown_places(context, places[:most], places)


def shown_places(context: Context, shown: Sequence[Place], every: Sequence[Place]) -> Markup:
    """The same of any choice."""
    return context.say("later.shown", shown=context.figures.count(shown, context.word("later.figure_listed")),
                       all=context.figures.count(every, context.word("later.figure_registered")))
