"""The writer: a workbook from its declaration, blank or with records in it."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

import xlsxwriter

from templates.datasheet import write_rows
from templates.filling import FillingWorksheet
from templates.formsheet import write_form
from templates.geometry import PREPARED_ROWS
from templates.identity import BOOK_SHEET, CHECK_SHEET, LIST_SHEET, span
from templates.lists import Lists
from templates.listsheet import used, write_directory, write_lists
from templates.making import Making
from templates.page import Page
from templates.readme import write_readme
from templates.selfcheck.health import write_health
from templates.selfcheck.totals import write_totals
from templates.styles import BLUE, GREY, ORANGE, Styles
from templates.whole import whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from templates.book import Book
    from templates.identity import Identity
    from templates.lists import Records

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(
    path: Path, book: Book, identity: Identity, *, lists: Lists | None = None, records: Records | None = None,
    rows: int = PREPARED_ROWS, due: date | None = None,
) -> None:
    """Write the workbook, whole or not at all.

    `records` maps a sheet's key to its records (column key → value; None for a blank row); choices and references by
    key, lists as tuples, anything that is no value of its column as typed. Derived cells get their formula and its
    value, unless the record holds a value for them (a Stale one stands beside the formula). At least `rows` rows are
    prepared in each sheet.
    """
    kept = {key: [record or None for record in rows_of] for key, rows_of in (records or {}).items()}
    making = Making(book, identity, lists or Lists(), kept, rows, due)
    with whole(path) as partial, _strict():
        _write(partial, making)


@contextmanager
def _strict() -> Iterator[None]:
    """XlsxWriter warns where it leaves something out; for us that is a mistake."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        yield


def _write(path: Path, making: Making) -> None:
    workbook = xlsxwriter.Workbook(str(path), _OPTIONS)
    styles = Styles(workbook, making.locale)
    first = span(making.identity.period)
    workbook.set_properties({
        "title": making.identity.file_name().removesuffix(".xlsx"),
        "created": datetime.combine(first[0], time(), UTC) if first else datetime(2000, 1, 1, tzinfo=UTC),
    })

    def page(name: str, tab: str | None) -> Page:
        worksheet = workbook.add_worksheet(name, FillingWorksheet)
        if tab:
            worksheet.set_tab_color(tab)
        return Page(worksheet)

    write_readme(making, page(making.readme, None), styles)
    write_health(making, page(making.health, GREY), styles)
    for sheet in making.book.sheets:
        at = page(making.names[sheet.key], ORANGE if sheet.mandatory else BLUE)
        (write_form if sheet.form else write_rows)(making, sheet, at, styles)
    if used(making):
        write_directory(making, page(making.directory, GREY), styles)
    write_lists(making, page(LIST_SHEET, None), styles)
    write_totals(making, page(CHECK_SHEET, None), styles)
    _write_identity(making, page(BOOK_SHEET, None), styles)
    workbook.close()


def _write_identity(making: Making, page: Page, styles: Styles) -> None:
    """Say what the workbook is, in cell text, so that every program keeps it."""
    for row, (key, value) in enumerate(making.identity.said(making.names).items(), 1):
        page.put(row, 1, key, styles.plain)
        page.put(row, 2, value, styles.of(num_format="@"))
    page.column(1, 2, 24)
    page.worksheet.hide()
