"""Blank workbooks: the organisation's own, then one per department of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.claims import organisation_name
from checks.portfolio import load
from templates.blank import write
from templates.books import BOOKS
from templates.identity import Identity, span
from templates.lists import Lists
from templates.wording import say

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from templates.filled import Filled

DONE, WRONG_USAGE = 0, 2


def new(directory: Path, book_key: str, period: str | None, round_: int, locale: str | None, console: Console) -> int:
    """Write the blank workbooks into a folder; what already lies there is left alone and said."""
    from addin.commands import system  # noqa: PLC0415 - commands import much

    asked, book = locale or system(), BOOKS[book_key]
    organisation = load(directory).organisation if directory.is_dir() else None
    if organisation is None and book_key != "organisation":
        console.print(say("addin", "new_needs_organisation", asked, path=str(directory)), style="red", markup=False)
        return WRONG_USAGE
    period = period or (organisation.identity.period if organisation else "2026")
    if not span(period):
        console.print(say("addin", "bad_period", asked, typed=period), style="red", markup=False)
        return WRONG_USAGE
    own = locale or (organisation.identity.locale if organisation else asked)
    lists = Lists.of(_records(organisation)) if organisation else Lists()
    departments = [key for key, _ in lists.entries.get("departments", ())] if book.owner == "department" else [""]
    if not departments:
        console.print(say("addin", "new_needs_departments", asked), style="red", markup=False)
        return WRONG_USAGE
    name = organisation_name(organisation) if organisation else ""
    for department in departments:
        identity = Identity(book.key, book.version, name, period, department, round_ if book.rounds else 0, own)
        target = directory / identity.file_name()
        if target.exists():
            console.print(say("addin", "new_exists", asked, path=str(target)), style="yellow", markup=False)
            continue
        write(target, book, identity, lists=lists)
        console.print(say("addin", "written", asked, path=str(target)), markup=False)
    return DONE


def _records(organisation: Filled) -> dict[str, list[dict[str, object]]]:
    return {key: [{field.key: row[field.key] for field in table.declaration.fields} for row in table]
            for key, table in organisation.tables.items()}
