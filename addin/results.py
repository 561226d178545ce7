"""The sheet of results in an open workbook: a listing that can be sorted and filtered, whose cells jump to what they name."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from addin import traces
from addin.live import refusals
from reports.listing import COLOURS, Link
from templates.xlsx.address import a1

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from addin.live import Book, Live, Sheet
    from reports.listing import Listing
    from templates.table import Place

HEADINGS = 4
"""Row of the headings: title and what was looked at stand above."""
TITLE_HEIGHT = 26
"""Points; Chinese characters of that size are cut off in less."""
LONGEST_LITERAL = 250
"""Excel takes 255 characters of text in a formula."""
LONGEST_LINK = 2000
HEADING_COLOUR, NOTE_COLOUR, LINK_COLOUR = "#DCE6F1", "#6B7280", "#1F4E79"
FORMATS = {"date": "yyyy-mm-dd", "number": "#,##0.##", "text": "@", "unit": "@"}


def show(live: Live, told: Listing, about: Sequence[str], *, file: str, address: Callable[[str], str]) -> Book:
    """Show a listing as a new sheet, `about` above it; returns the workbook in which it stands.

    That is the one on the screen, or a new one where that cannot be given a sheet. `file` names the workbook on the
    screen among the places of the listing; `address` says how to link to another file.
    """
    book, own = live.book, file
    name, before = traces.free_name(book, told.title), book.sheets.active.name
    if live.changeable and _add(book, name):
        traces.write(book, [traces.Trace(name, "A1", before)])
    else:
        book, own = live.book.app.books.add(), ""
        book.sheets[0].name = name = told.title
    _fill(book.sheets[name], told, about, lambda place: _link(place, own, address))
    book.activate()
    book.sheets[name].activate()
    return book


def clear(book: Book, title: str = "") -> bool:
    """Take our sheets away, of one title or all; False where there is none. The sheet that was in front comes back."""
    found = [each for each in traces.read(book) if not each.colour and each.sheet.startswith(title)]
    in_front = book.sheets.active.name
    traces.forget(book, found)
    for each in found:
        book.sheets[each.sheet].delete()
    if in_front in {each.sheet for each in found}:
        back = next((each.before for each in found if each.before in book.sheet_names), None)
        if back:
            book.sheets[back].activate()
    return bool(found)


def _add(book: Book, name: str) -> bool:
    """Add a sheet at the end; False where the workbook's structure is protected."""
    try:
        book.sheets.add(name, after=book.sheets[len(book.sheets) - 1])
    except refusals():
        return False
    return True


def _fill(sheet: Sheet, told: Listing, about: Sequence[str], link: Callable[[Place], str]) -> None:
    columns, lines = told.columns, told.lines
    sheet["A1"].value = told.title
    sheet["A1"].font.bold, sheet["A1"].font.size = True, 15
    sheet["A1"].row_height = TITLE_HEIGHT
    for row, line in enumerate(about[:HEADINGS - 2], 2):
        sheet[row - 1, 0].number_format = "@"
        sheet[row - 1, 0].value = line
        sheet[row - 1, 0].font.color = NOTE_COLOUR
    if not lines:
        return
    last = HEADINGS + len(lines)
    head = sheet.range((HEADINGS, 1), (HEADINGS, len(columns)))
    head.value = [[each.heading for each in columns]]
    head.font.bold, head.color, head.wrap_text = True, HEADING_COLOUR, True
    for number, column in enumerate(columns, 1):
        cells = sheet.range((HEADINGS + 1, number), (last, number))
        cells.column_width = column.width
        values = [line[number - 1] for line in lines]
        if column.link:
            cells.formula = [[_formula(link(value.place), value.text)] if isinstance(value, Link) else [""] for value in values]
            cells.font.color = LINK_COLOUR
        else:
            cells.number_format = FORMATS[column.kind]  # before the text: Excel would make numbers and formulas of it
            cells.value = [[value if isinstance(value, int | float | date) else _text(value)] for value in values]
    body = sheet.range((HEADINGS + 1, 1), (last, len(columns)))
    body.wrap_text, body.vertical_alignment = True, "top"
    sheet.range((HEADINGS + 1, 1), (last, 1)).set_colors([[COLOURS[each]] for each in told.severities])
    sheet.tables.add(sheet.range((HEADINGS, 1), (last, len(columns))), table_style_name="TableStyleLight1")
    body.rows.autofit()
    with suppress(NotImplementedError):                 # Excel's table keeps its headings in view by itself
        sheet.freeze_panes.freeze_at(f"A1:{a1(HEADINGS, 2)}")


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _link(place: Place, own: str, address: Callable[[str], str]) -> str:
    """Where a cell of the listing leads: a place in this workbook, or another file and a place in it."""
    inside = f"#{traces.quoted(place.sheet)}!{place.cell}" if place.cell else ""
    return inside if place.file == own and inside else address(place.file) + inside


def _formula(target: str, text: str) -> str:
    """A link as a formula; what a file or a sheet is called is text in it, and nothing else."""
    return f"=HYPERLINK({_literal(target)},{_literal(text)})" if len(target) <= LONGEST_LINK else f"={_literal(text)}"


def _literal(text: str) -> str:
    pieces = [text[start:start + LONGEST_LITERAL] for start in range(0, len(text), LONGEST_LITERAL)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


