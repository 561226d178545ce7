"""The first sheet: for whom the workbook is, how to fill it in, where everything stands. Half a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.datasheet import sheet_help
from templates.page import prepare_print
from templates.styles import BLUE, FAULTY, GREY, ORANGE

if TYPE_CHECKING:
    from templates.making import Making
    from templates.page import Page
    from templates.styles import Styles

_COLOURS = (("required", ORANGE), ("optional", BLUE), ("derived", GREY))
_ADVICE = ("nil", "lists", "many", "dates", "yours", "keep", "send")


def write_readme(making: Making, page: Page, styles: Styles) -> None:
    """Write facts, colours, advice, and the list of sheets with links."""
    for column, width in enumerate((2, 20, 10, 96), 1):
        page.column(column, column, width)
    page.row(1, 30)
    page.put(1, 2, f"{making.identity.organisation} {making.book.label.said(making.locale)}".strip(), styles.title)
    row = 2
    for key, fact in _facts(making):
        page.put(row, 2, making.say(f"blank.{key}"), styles.quiet)
        page.put(row, 3, fact, styles.strong)
        row += 1
    row += 1
    for key, colour in _COLOURS:
        page.put(row, 2, making.say(f"readme.{key}"), styles.swatch(colour))
        page.put(row, 3, making.say(f"readme.{key}_means"), styles.indented)
        row += 1
    page.put(row, 2, making.say("readme.check"), styles.swatch(FAULTY))
    page.put(row, 3, making.say("readme.check_means"), styles.indented)
    row += 2
    for key in _ADVICE:
        if (key == "nil" and not any(sheet.mandatory for sheet in making.book.sheets)) or (
            key in ("lists", "many") and making.book.key == "organisation"
        ):
            continue
        page.put(row, 2, making.say(f"readme.{key}"), styles.strong)
        page.put(row, 3, making.say(f"readme.{key}_text"), styles.indented)
        row += 1
    row += 1
    page.put(row, 2, making.say("readme.sheets"), styles.strong)
    row += 1
    page.link(row, 2, making.health, styles.link)
    page.put(row, 4, making.say("readme.health_text"), styles.note)
    for sheet in making.book.sheets:
        row += 1
        page.link(row, 2, making.names[sheet.key], styles.link)
        page.put(row, 3, making.say("blank.must") if sheet.mandatory else None,
                 styles.swatch(ORANGE) if sheet.mandatory else styles.plain)
        page.put(row, 4, sheet_help(making, sheet), styles.note)
    page.worksheet.hide_gridlines(2)
    prepare_print(page)


def _facts(making: Making) -> list[tuple[str, object]]:
    identity = making.identity
    facts = [("department", making.department), ("period", identity.period), ("round", identity.round),
             ("due", making.due.isoformat() if making.due else ""), ("version", identity.version)]
    return [(key, str(fact)) for key, fact in facts if fact]
