"""Blank workbooks: the organisation's own, then one per department of it; ours, or from a template that the office adapted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.claims import organisation_name
from checks.portfolio import load
from checks.rules.files import REASONS
from templates import adapted, blank
from templates.adapted import Template, Unusable
from templates.books import BOOKS
from templates.identity import Identity, span
from templates.lists import Lists
from templates.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.console import Console

    from templates.book import Book
    from templates.filled import Filled

DONE, WRONG_USAGE = 0, 2


def new(
    directory: Path, book_key: str, period: str | None, round_: int, locale: str | None, console: Console,
    source: Path | None = None,
) -> int:
    """Write the blank workbooks into a folder; what already lies there is left alone and said.

    `source` is one of our blank workbooks as the office adapted it: books made from it speak its language, and `locale`
    is that of the messages alone.
    """
    from addin.commands import system  # noqa: PLC0415 - commands import much

    asked, book = locale or system(), BOOKS[book_key]

    def wrong(sentence: str) -> int:
        console.print(sentence, style="red", markup=False)
        return WRONG_USAGE

    template = adapted.open_template(source, book) if source else None
    if isinstance(template, Unusable):
        return wrong(_complaint(template, book, str(source), asked))
    organisation = load(directory).organisation if directory.is_dir() else None
    if organisation is None and book_key != "organisation":
        return wrong(say("addin", "new_needs_organisation", asked, path=str(directory)))
    made_for = organisation.identity if organisation else template.identity if template else None
    period = period or (made_for.period if made_for else "2026")
    if not span(period):
        return wrong(say("addin", "bad_period", asked, typed=period))
    own = locale or (organisation.identity.locale if organisation else asked)
    lists = Lists.of(_records(organisation)) if organisation else Lists()
    departments = [key for key, _ in lists.entries.get("departments", ())] if book.owner == "department" else [""]
    if not departments:
        return wrong(say("addin", "new_needs_departments", asked))
    name = organisation_name(organisation) if organisation else made_for.organisation if made_for else ""
    books = [Identity(book.key, book.version, name, period, department, round_ if book.rounds else 0, own)
             for department in departments]
    done = _make(directory, books, lists, template, asked, console)
    if template and source and done == DONE:
        for warning in _warnings(template, source, directory, period, asked):
            console.print(warning, style="yellow", markup=False)
    return done


def _make(
    directory: Path, books: list[Identity], lists: Lists, template: Template | None, locale: str, console: Console,
) -> int:
    for identity in books:
        target = directory / identity.file_name()
        if target.exists():
            console.print(say("addin", "new_exists", locale, path=str(target)), style="yellow", markup=False)
            continue
        try:
            if template:
                adapted.write(template, target, identity, lists)
            else:
                blank.write(target, BOOKS[identity.book], identity, lists=lists)
        except OSError as error:                       # no permission, the disk is full
            console.print(say("addin", "cannot_write", locale, path=str(target), why=error.strerror or str(error)),
                          style="red", markup=False)
            return WRONG_USAGE
        console.print(say("addin", "written", locale, path=str(target)), markup=False)
    return DONE


def _warnings(template: Template, source: Path, directory: Path, period: str, locale: str) -> Iterator[str]:
    """What the office should know: names that every book would bear alike, a template that would be taken for a book."""
    cells = list(adapted.still_named(template.head, period))
    if cells:
        named = [each for each in (template.head.department, template.identity.period) if each and each != period]
        yield say("addin", "new_from_names", locale, cells=cells, named=named)
    if source.resolve().is_relative_to(directory.resolve()):
        yield say("addin", "new_from_inside", locale, path=str(source), folder=str(directory))


def _complaint(unusable: Unusable, book: Book, path: str, locale: str) -> str:
    """Why a workbook cannot be the template, and what to do."""
    places = unusable.places
    if unusable.unread:
        reason, detail = unusable.unread.reason, unusable.unread.detail
        key = "F07.macros" if reason == "macros" else f"F01.{REASONS[reason]}" if reason in REASONS else "F01"
        why = say("checks", f"{key}.message", locale, file=unusable.unread.file, detail=detail, expected=book.version)
        return say("addin", "new_from_refused", locale, path=path, why=why)
    if unusable.reason == "book":
        return say("addin", "new_from_book", locale, path=path, option=f"--book {places[0]}", wanted=book.label.said(locale),
                   book=BOOKS[places[0]].label.said(locale))
    if unusable.reason == "filled":
        return say("addin", "new_from_filled", locale, path=path, cells=places)
    return say("addin", "new_from_missing", locale, path=path, columns=[_label(book, place, locale) for place in places])


def _label(book: Book, place: str, locale: str) -> str:
    """What people call a column ("tasks.owner") or a sheet ("tasks"); the hidden lists and the directory by their own."""
    key, _, column = place.partition(".")
    if key == "directory":
        return f"{say('templates', 'lists.sheet_name', locale)} ({column})"
    if key not in book.by_key:
        return f"{key} ({column})" if column else key
    sheet = book.by_key[key]
    name = sheet.label.said(locale)
    return f"{name} {sheet.by_key[column].label.said(locale)} ({column})" if column else name


def _records(organisation: Filled) -> dict[str, list[dict[str, object]]]:
    return {key: [{field.key: row[field.key] for field in table.declaration.fields} for row in table]
            for key, table in organisation.tables.items()}
