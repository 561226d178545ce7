"""F01, F07, F08, F11: the file itself — what it claims to be, what is strange in it, what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.claims import contradicts, name_says, organisation_name
from checks.rule import Found, found, rule
from templates.table import Place, Row, Table, Unread
from templates.xlsx.values import BAD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from checks.portfolio import Portfolio
    from templates.filled import Filled, Unreadable

REASONS = {
    "encrypted": "encrypted", "old_binary": "old", "xlsb": "old", "opendocument": "old", "lock_file": "lock",
    "no_book": "no_book", "unknown_book": "unknown_book", "organisation": "organisation", "version": "version",
    "department": "department", "claimed": "claimed", "cannot_open": "locked", "empty": "no_workbook",
    "html": "no_workbook", "xml": "no_workbook", "text": "no_workbook", "binary": "no_workbook",
    "no_workbook": "no_workbook", "dtd": "unsafe", "duplicate_part": "twice", "duplicate_sheet": "twice",
    "too_large": "limits", "too_large_inflated": "limits", "part_too_large": "limits", "suspicious_ratio": "limits",
    "too_many_entries": "sheets", "too_many_sheets": "sheets", "too_many_rows": "rows",
    "too_many_strings": "text", "too_much_text": "text",
    "too_many_elements": "formats", "too_many_names": "formats", "too_many_ranges": "formats", "too_deep": "formats",
    "endless_tag": "formats",
}
"""Why a file is refused → which sentence says what to do; all else is a damaged file."""


def department_meant(refused: Unreadable) -> str:
    """Whose book it was meant to be: what its name says, else what it claims itself."""
    said = name_says(refused.file)
    return (said["department"] if said else "") or (refused.claims.department if refused.claims else "") or ""


def book_meant(refused: Unreadable) -> str:
    """Which kind of book it was meant to be, "" where neither name nor content says."""
    said = name_says(refused.file)
    return (refused.claims.book if refused.claims else "") or (said["book"] if said else "") or ""


@rule("F01", scope="x", severity="error", clauses=("2.2.1", "2.2.3", "3.1.2"))
def not_the_book_expected(portfolio: Portfolio) -> Iterator[Found]:
    """A file that is not the book it should be would be consolidated under a wrong name, or not at all.

    Nothing on its content is judged, so that one cause gives one finding. A name that follows no pattern says
    nothing: people rename files.
    """
    for refused in portfolio.refused:
        if refused.reason == "macros":
            continue
        department = department_meant(refused)
        has = any(book.identity.book == book_meant(refused) and book.identity.department == department
                  for book in portfolio.books)
        place = portfolio.department_place(department) if not has else None
        version = next((book.book.version for book in portfolio.books), "")
        yield found(Place(refused.file, department=department), *([place] if place else []), department=department,
                    variant=REASONS.get(refused.reason, "damaged"), detail=refused.detail, reason=refused.reason,
                    expected=_organisation(portfolio) if refused.reason == "organisation" else version)
    for book in (*portfolio.books, *portfolio.superseded):
        if contradicts(book.file, book.identity):
            yield found(Place(book.file, department=book.identity.department), variant="name", severity="warning",
                        department=book.identity.department, expected=book.identity.file_name())


def _organisation(portfolio: Portfolio) -> str:
    return organisation_name(portfolio.organisation) if portfolio.organisation else ""


@rule("F07", scope="f", severity="warning", clauses=("2.2.3", "3.1.2"))
def strange_content(portfolio: Portfolio) -> Iterator[Found]:
    """Error cells, links to other workbooks, merged cells and hidden rows make numbers wrong or unseen.

    Extra sheets and columns belong to the department and are left alone. A file with macros is not opened at all.
    """
    for refused in portfolio.refused:
        if refused.reason == "macros":
            department = department_meant(refused)
            yield found(Place(refused.file, department=department), severity="error", variant="macros",
                        department=department)
    for book in portfolio.books:
        if book.external_links:
            yield found(Place(book.file, department=book.identity.department), variant="links")
        broken = list(_error_cells(book))
        yield from broken or _error_results(book)
        for table in book.tables.values():
            for key, index in table.merged:
                yield found(Row(table, index).at(key), variant="merged")
            if table.hidden:
                places = [_first_filled(Row(table, index)) for index in table.hidden]
                yield found(*places, variant="hidden", rows=len(places))


def _error_cells(book: Filled) -> Iterator[Found]:
    for table in book.tables.values():
        for row in table:
            for field in table.declaration.inputs:
                value = row.raw(field.key)
                if isinstance(value, Unread) and value.why == "error":
                    yield found(row.at(field.key), variant="unwritable" if value.typed == BAD else "", typed=str(value))


def _error_results(book: Filled) -> Iterator[Found]:
    """A derived cell shows an error although no input does: its formula was broken."""
    for table in book.tables.values():
        for row in table:
            for key, shown in table.shown.items():
                value = shown[row.index] if row.index < len(shown) else None
                if isinstance(value, Unread) and value.why == "error":
                    yield found(row.at(key), typed=str(value))


def _first_filled(row: Row) -> Place:
    fields = row.table.declaration.fields
    return row.at(next((field.key for field in fields if not row.blank(field.key)), fields[0].key))


@rule("F08", scope="f", severity="warning", clauses=("2.3.3", "3.1.3"))
def empty_without_nil(portfolio: Portfolio) -> Iterator[Found]:
    """An empty sheet may be forgotten or meant; 无 in its first cell says that it is meant (零报告)."""
    for book in portfolio.books:
        for sheet in book.book.sheets:
            table = book.tables.get(sheet.key)
            if sheet.mandatory and (table is None or (not len(table) and not table.nil)):
                place = table.first_cell() if table is not None else Place(book.file, department=book.identity.department)
                yield found(place, table=f"{book.book.key}.{sheet.key}", variant="gone" if table is None else "empty")


@rule("F11", scope="x", severity="error", clauses=("1.2", "2.3.3", "3.1.2", "5.1.3"), grace=0.0,
      columns=("organisation.deadlines.due", "organisation.submissions.received", "plan.cover.submitted"))
def missing_or_late(portfolio: Portfolio, grace: float) -> Iterator[Found]:
    """Without a department's book the balance of all is guesswork; late ones cost the others their time.

    Only the highest round in the folder is expected. A refused file was handed in: it has its own finding.
    """
    for deadline in portfolio.rows("organisation.deadlines"):
        kind, due = deadline.text("book"), deadline.day("due")
        if due is None or due > portfolio.as_of or not kind:
            continue
        books = [book for book in (*portfolio.books, *portfolio.superseded) if book.identity.book == kind
                 and book.identity.period == deadline.text("period")]
        round_ = int(deadline.number("round") or 0)
        if round_ < max((book.identity.round for book in books), default=0):
            continue
        by_department = {book.identity.department: book for book in books if book.identity.round >= round_}
        if kind in ("plan", "budget", "survey"):
            yield from _missing(portfolio, deadline, set(by_department))
        for department, book in by_department.items():
            received = _received(portfolio, department, deadline, book)
            if received and (received[1] - due).days > grace:
                yield found(received[0], deadline.at("due"), severity="warning", variant="late", department=department,
                            book=kind, due=due, received=received[1], days=(received[1] - due).days)


def _missing(portfolio: Portfolio, deadline: Row, present: set[str]) -> Iterator[Found]:
    kind = deadline.text("book")
    refused = {department_meant(each) for each in portfolio.refused if book_meant(each) == kind}
    refused |= {each.claims.department for each in portfolio.refused if each.claims and each.claims.book == kind}
    facts = {"book": kind, "period": deadline.text("period"), "due": deadline.day("due")}
    if kind == "survey":
        if not present and not refused:
            yield found(deadline.at("due"), variant="missing", **facts)  # type: ignore[arg-type]
        return
    for department, row in portfolio.departments.items():
        if department not in present and department not in refused:
            yield found(row.at("department"), deadline.at("due"), variant="missing", department=department,
                        **facts)  # type: ignore[arg-type]


def _received(portfolio: Portfolio, department: str, deadline: Row, book: Filled) -> tuple[Place, date] | None:
    for row in portfolio.rows("organisation.submissions"):
        same = (row.text("department") == department and row.text("book") == deadline.text("book")
                and row.text("period") == deadline.text("period")
                and (row.number("round") or 0) == (deadline.number("round") or 0))
        if same and (received := row.day("received")):
            return row.at("received"), received
    cover: Table | None = book.tables.get("cover")
    if cover and deadline.text("book") == "plan" and (submitted := Row(cover, 0).day("submitted")):
        return Row(cover, 0).at("submitted"), submitted
    return None
