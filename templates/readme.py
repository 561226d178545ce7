"""The first sheet of a workbook: half a page on how to fill it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.styles import DERIVED, OPTIONAL, REQUIRED
from templates.wording import helps, say

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

    from templates.book import Book
    from templates.identity import Identity
    from templates.styles import Styles

STEPS = ("colours", "nil", "lists", "many", "dates", "yours", "keep", "send")


def write_readme(workbook: Workbook, styles: Styles, book: Book, identity: Identity, department: str) -> None:
    """Who fills in what, the colours, the eight things to know, and the sheets as links."""
    locale = identity.locale
    sheet = workbook.add_worksheet(say("templates", "readme.sheet_name", locale))
    sheet.set_tab_color("#1F4E79")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 3)
    sheet.set_column(1, 1, 22)
    sheet.set_column(2, 2, 88)
    sheet.set_row(0, 30)
    who = department or identity.organisation
    sheet.write_string(0, 1, f"{who}　{book.label.said(locale)}　{identity.period}".strip(), styles.title)
    round_ = say("templates", "readme.round", locale, round=identity.round) if identity.round else ""
    sheet.write_string(1, 1, f"{identity.organisation}　{round_}".strip(), styles.quiet)
    row = 3
    for colour, key in ((REQUIRED, "required"), (OPTIONAL, "optional"), (DERIVED, "derived")):
        sheet.write_string(row, 1, say("templates", f"readme.{key}", locale), styles.make(bg_color=colour, bold=True, border=1,
                                                                                       border_color="#D3D8DE"))
        sheet.write_string(row, 2, say("templates", f"readme.{key}_means", locale), styles.make(text_wrap=True, indent=1))
        row += 1
    row += 1
    for number, key in enumerate(STEPS[1:], 1):
        sheet.write_string(row, 1, f"{number}　{say('templates', f'readme.{key}', locale)}", styles.make(bold=True))
        sheet.write_string(row, 2, say("templates", f"readme.{key}_text", locale), styles.make(text_wrap=True, indent=1))
        row += 1
    row += 1
    sheet.write_string(row, 1, say("templates", "readme.sheets", locale), styles.make(bold=True))
    row += 1
    known = helps(locale)
    for each in book.sheets:
        name = each.label.said(locale)
        sheet.write_url(row, 1, f"internal:'{name}'!A1", styles.make(font_color="#1F4E79", underline=1), name)
        needed = say("templates", "readme.mandatory", locale) if each.mandatory else ""
        help_ = known.get(f"{book.key}.{each.key}._", "")
        sheet.write_string(row, 2, f"{needed}{help_}", styles.make(text_wrap=True, indent=1))
        row += 1
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
