"""The sheet of results in an open workbook: a listing that can be sorted and filtered, whose cells jump to what they name."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from addin import traces
from addin.cells import sheet_names, unmeasured
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


def show(live: Live, told: Listing, about: Sequence[str], *, file: str, address: Callable[[str], str]) -> Sheet:
    """Show a listing as a new sheet, `about` above it; returns the sheet.

    It stands in the workbook on the screen, or a new one where that cannot be given a sheet. `file` names the workbook on the
    screen among the places of the listing; `address` says how to link to another file, "" for one that lies nowhere.
    """
    book, own = live.book, file
    noted = traces.read(book) if live.changeable else []
    gone = _titled(noted, told.title)
    before = _removed(book, gone)
    name = traces.free_name(book, told.title)
    if live.changeable and _add(book, name):
        traces.exchange(book, noted, gone, [traces.Trace(name, "A1", before)])
    else:
        traces.exchange(book, noted, gone, [])
        book, own = live.book.app.books.add(), ""
        book.sheets[0].name = name = told.title
    sheet = book.sheets[name]
    with unmeasured(book):
        _fill(sheet, told, about, lambda place: _link(place, own, address))
    sheet.range((2, 1), (HEADINGS + len(told.lines), 1)).rows.autofit()
    if told.lines:
        with suppress(NotImplementedError):             # Excel's table keeps its headings in view by itself
            sheet.freeze_panes.freeze_at(f"A1:{a1(HEADINGS, 2)}")
    book.activate()
    sheet.activate()
    return sheet


def clear(book: Book, title: str = "") -> bool:
    """Take our sheets away, of one title or all; False where there is none. The sheet that was in front comes back."""
    noted = traces.read(book)
    found = _titled(noted, title)
    back = _removed(book, found)
    traces.exchange(book, noted, found, [])
    if found and back in sheet_names(book):
        book.sheets[back].activate()
    return bool(found)


def _titled(noted: Sequence[traces.Trace], title: str) -> list[traces.Trace]:
    return [each for each in noted if not each.colour and each.sheet.startswith(title)]


def _removed(book: Book, ours: Sequence[traces.Trace]) -> str:
    """Take sheets of ours away; the name of the sheet that is in front, or of the one that was before a sheet of ours was."""
    in_front = book.sheets.active.name
    for each in ours:
        book.sheets[each.sheet].delete()
        in_front = each.before if each.sheet == in_front else in_front
    return in_front


def _add(book: Book, name: str) -> bool:
    """Add a sheet at the end; False where the workbook's structure is protected."""
    try:
        book.sheets.add(name, after=book.sheets[len(book.sheets) - 1])
    except refusals():
        return False
    return True


def _fill(sheet: Sheet, told: Listing, about: Sequence[str], link: Callable[[Place], str]) -> None:
    """Write the listing, the heights of its rows and its view excepted."""
    columns, lines = told.columns, told.lines
    said = [told.title, *about[:HEADINGS - 2]]
    above = sheet.range((1, 1), (len(said), 1))
    above.number_format = "@"
    sheet["A1"].font.bold, sheet["A1"].font.size = True, 15
    sheet["A1"].row_height = TITLE_HEIGHT
    sheet.range((2, 1), (HEADINGS - 1, 1)).font.color = NOTE_COLOUR
    above.value = [[line] for line in said]
    if not lines:
        return
    last = HEADINGS + len(lines)
    head, body = sheet.range((HEADINGS, 1), (HEADINGS, len(columns))), sheet.range((HEADINGS + 1, 1), (last, len(columns)))
    head.font.bold, head.color, head.wrap_text = True, HEADING_COLOUR, True
    body.wrap_text, body.vertical_alignment = True, "top"
    sheet.range((HEADINGS, 1), (last, len(columns))).number_format = "@"    # or Excel makes numbers and formulas of texts
    links = []
    for number, column in enumerate(columns, 1):
        cells = sheet.range((HEADINGS + 1, number), (last, number))
        cells.column_width = column.width
        if column.link:
            links.append((number, cells))
            cells.number_format, cells.font.color = "General", LINK_COLOUR
        elif FORMATS[column.kind] != "@":
            cells.number_format = FORMATS[column.kind]
    sheet.range((HEADINGS + 1, 1), (last, 1)).set_colors([[COLOURS[each]] for each in told.severities])
    sheet.range((HEADINGS, 1), (last, len(columns))).value = [[each.heading for each in columns],
                                                              *([_written(value) for value in line] for line in lines)]
    for number, cells in links:
        values = [line[number - 1] for line in lines]
        cells.formula = [[_formula(link(value.place), value.text)] if isinstance(value, Link) else [""] for value in values]
    sheet.tables.add(sheet.range((HEADINGS, 1), (last, len(columns))), table_style_name="TableStyleLight1")

def _written(value: object) -> object:
    """A value as it is written; the place of a link is left empty for its formula."""
    return value if isinstance(value, int | float | date) else "" if value is None or isinstance(value, Link) else str(value)


def _link(place: Place, own: str, address: Callable[[str], str]) -> str:
    """Where a cell of the listing leads: a place in this workbook, or another file and a place in it; "" for nowhere."""
    inside = f"#{traces.quoted(place.sheet)}!{place.cell}" if place.cell else ""
    if place.file == own and inside:
        return inside
    file = address(place.file)
    return file + inside if file else ""


def _formula(target: str, text: str) -> str:
    """A link as a formula, where it leads somewhere; what a file or a sheet is called is text in it, and nothing else."""
    return f"=HYPERLINK({_literal(target)},{_literal(text)})" if 0 < len(target) <= LONGEST_LINK else f"={_literal(text)}"


def _literal(text: str) -> str:
    pieces = [text[start:start + LONGEST_LITERAL] for start in range(0, len(text), LONGEST_LITERAL)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


