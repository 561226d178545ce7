"""F02–F05: cells by their declaration — blank, unreadable, unknown, said twice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from checks.owners import Owners
from checks.rule import Found, found, rule
from templates.field import LOCALES
from templates.table import Row, Unread
from templates.text import LONGEST, comparable, normal
from templates.wording import known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from templates.field import Field

YEARS: dict[str, Any] = {"from": 2000.0, "to": 2100.0}
"""Parameters of F03; `from` is no name that Python takes."""
ALIKE = 45
"""Percent of rapidfuzz's ratio from which an entry is suggested."""
ACROSS_DEPARTMENTS = ("plan.tasks", "plan.requests")


def _cells(portfolio: Portfolio) -> Iterator[tuple[Row, Field, object]]:
    """Every input cell of every filled row."""
    for book in portfolio.books:
        for table in book.tables.values():
            for row in table:
                for field in table.declaration.inputs:
                    yield row, field, row.raw(field.key)


@rule("F02", scope="f", severity="error", clauses=("3.1.2", "3.1.3", "3.2.1", "5.2.1"))
def blank_required(portfolio: Portfolio) -> Iterator[Found]:
    """A task without an owner or a date cannot be balanced, followed up or accepted."""
    for row, field, value in _cells(portfolio):
        if field.required and value is None and field.key in row.table.column_of:
            yield found(row.at(field.key), variant="form" if row.table.declaration.form else "")


@rule("F03", scope="f", severity="error", clauses=("3.1.2", "4.3.1"), **YEARS)
def unreadable(portfolio: Portfolio, **years: float) -> Iterator[Found]:
    """What cannot be read as a date or number would silently drop out of every sum and comparison.

    Text that can be read (2026年3月2日, full-width digits) is accepted without a word.
    """
    for row, field, value in _cells(portfolio):
        if isinstance(value, Unread) and value.why in ("date", "number", "bounds"):
            yield found(row.at(field.key), variant=_unread_as(field, value.why), typed=value.typed, low=field.low,
                        high=field.high)
        elif field.type == "date" and (day := row.day(field.key)) and not years["from"] <= day.year <= years["to"]:
            yield found(row.at(field.key), variant="date", typed=day)


def _unread_as(field: Field, why: str) -> str:
    """The sentence that says what is expected: a date, a whole number, a number between bounds or above one."""
    if field.type == "date":
        return "date"
    if why == "bounds":
        return "bounds" if field.high is not None else "least"
    return "whole" if field.type == "int" else ""


@rule("F04", scope="f", severity="error", clauses=("3.1.2",))
def unknown(portfolio: Portfolio) -> Iterator[Found]:
    """A name that is nowhere listed links to nothing; the nearest listed one is suggested."""
    offers, owners = _Offers(portfolio), Owners(portfolio)
    for row, field, value in _cells(portfolio):
        if isinstance(value, Unread) and value.why in ("choice", "reference", "ambiguous"):
            if (row.table.key, field.key) == ("plan.tasks", "owner") and owners.named(row):
                continue                                # several owners are another rule's matter
            if row.table.key == "survey.answers" and field.choices:
                continue                                # and so are options that were not offered
            near = offers.nearest(str(value.typed), row, field)
            if field.choices:
                offered = offers.listed(row, field)
                yield found(row.at(field.key), variant="choice", typed=value.typed, nearest=near,
                            example=near or offered[0], choices=offered)
            else:
                yield found(row.at(field.key), typed=value.typed, nearest=near,
                            variant="ambiguous" if value.why == "ambiguous" else "" if near else "unlike")


class _Offers:
    """What may stand in cells, gathered once for each list: a column pasted from elsewhere holds thousands of strangers."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._directory = portfolio.directory
        self._locale = {book.file: known(book.identity.locale) or LOCALES[0] for book in portfolio.books}
        self._offered: dict[tuple[str, ...], dict[str, str]] = {}
        self._found: dict[tuple[tuple[str, ...], str], str] = {}

    def nearest(self, typed: str, row: Row, field: Field) -> str:
        """The listed entry most like what was typed, as it is suggested; "" where nothing is alike."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where something is wrong

        where, wanted = self._where(row, field), comparable(typed[:LONGEST])
        offered = self._offered[where]
        if (where, wanted) not in self._found:
            match = process.extractOne(wanted, list(offered), scorer=fuzz.ratio, score_cutoff=ALIKE)
            self._found[where, wanted] = offered[match[0]] if match else ""
        return self._found[where, wanted]

    def listed(self, row: Row, field: Field) -> list[str]:
        """All that may stand in the cell, in the order in which it is offered."""
        return list(self._offered[self._where(row, field)].values())

    def _where(self, row: Row, field: Field) -> tuple[str, ...]:
        locale = self._locale.get(row.table.source.file, LOCALES[0])
        where = (row.table.key, field.key, locale) if field.choices else (field.ref or "",)
        if where not in self._offered:
            self._offered[where] = self._choices(field, locale) if field.choices else self._listed(field.ref or "")
        return where

    def _choices(self, field: Field, locale: str) -> dict[str, str]:
        return {comparable(words.said(locale)): words.said(locale) for words in field.choices.values()}

    def _listed(self, sheet: str) -> dict[str, str]:
        """Keys and names, as compared, with what is suggested for them; of equal names the first."""
        offered: dict[str, str] = {}
        for key, name in self._directory.listed(sheet).items():
            for each in (key, name) if name else (key,):
                offered.setdefault(comparable(each), f"{key} {name}".strip())
        return offered


@rule("F05", scope="f", severity="error", clauses=("3.1.2", "3.1.4"))
def said_twice(portfolio: Portfolio) -> Iterator[Found]:
    """Two rows with one key: whatever refers to it means one of them, nobody knows which."""
    for book in portfolio.books:
        for table in book.tables.values():
            if table.declaration.form or table.key == "survey.answers":    # answers given twice are another rule's
                continue
            yield from _twice(list(table))
    for key in ACROSS_DEPARTMENTS:
        firsts: dict[tuple[str, str], Row] = {}
        for row in portfolio.rows(key):
            firsts.setdefault((row.department, normal(row.key).lower()), row)
        yield from _twice(list(firsts.values()))


def _twice(rows: list[Row]) -> Iterator[Found]:
    same: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in rows:
        keys = [field.key for field in row.table.declaration.fields if field.is_key]
        values = tuple(normal(str(row.raw(key))).lower() if row.raw(key) is not None else None for key in keys)
        if any(value is not None for value in values):
            same[values].append(row)
    for twins in same.values():
        if len(twins) > 1:
            key = next(field.key for field in twins[0].table.declaration.fields if field.is_key)
            yield found(twins[1].at(key), twins[0].at(key), *(row.at(key) for row in twins[2:]),
                        typed=twins[1].key, count=len(twins), first=twins[0].at(key).cell, partner=twins[0].department,
                        variant="" if len({row.department for row in twins}) == 1 else "departments")
