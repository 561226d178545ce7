"""Conditional colours: required cells left empty, values that cannot be right, lines around rows in use."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from templates.book import NIL_WORDS
from templates.geometry import FIRST_ROW, FORM_FIRST_ROW, FORM_VALUE_COLUMN
from templates.xlsx.address import a1, column_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from templates.book import Sheet
    from templates.field import Field
    from templates.page import Page
    from templates.styles import Styles

_LONGEST_LITERAL = 200


def colour_rows(sheet: Sheet, page: Page, styles: Styles, last: int) -> None:
    """Set the rules of a data sheet, each over all prepared rows."""
    used = "+".join(f"COUNTA(${first}{FIRST_ROW}:${end}{FIRST_ROW})" for first, end in _input_spans(sheet))
    required = [index for index, field in enumerate(sheet.fields, 1) if field.required]
    if required:
        cell = a1(FIRST_ROW, required[0])
        empty = f"LEN(TRIM({cell}))=0"
        nil = f",NOT(AND({used}=1,{one_of(f'$A{FIRST_ROW}', sorted(NIL_WORDS))}))" if sheet.mandatory else ""
        areas = [f"{a1(FIRST_ROW, index)}:{a1(last, index)}" for index in required]
        page.colour(areas[0], {
            "type": "formula", "criteria": f"=AND({empty},{used}>0{nil})", "format": styles.missing,
            "multi_range": " ".join(areas),
        })
    for index, field in enumerate(sheet.fields, 1):
        wrong = _wrong(field, a1(FIRST_ROW, index))
        if wrong:
            page.colour(f"{a1(FIRST_ROW, index)}:{a1(last, index)}",
                        {"type": "formula", "criteria": f"={wrong}", "format": styles.wrong})
    page.colour(f"A{FIRST_ROW}:{a1(last, len(sheet.fields))}",
                {"type": "formula", "criteria": f"={used}>0", "format": styles.in_use})


def colour_form(sheet: Sheet, page: Page, styles: Styles) -> None:
    """Set the rules of a form, cell by cell since every line has a type of its own."""
    end = FORM_FIRST_ROW + len(sheet.fields) - 1
    first, last = a1(FORM_FIRST_ROW, FORM_VALUE_COLUMN), a1(end, FORM_VALUE_COLUMN)
    anything = f"COUNTA(${first[0]}${FORM_FIRST_ROW}:${last[0]}${end})>0"
    for row, field in enumerate(sheet.fields, FORM_FIRST_ROW):
        cell = a1(row, FORM_VALUE_COLUMN)
        if field.required:
            page.colour(cell, {"type": "formula", "criteria": f"=AND(LEN(TRIM({cell}))=0,{anything})",
                               "format": styles.missing})
        wrong = _wrong(field, cell)
        if wrong:
            page.colour(cell, {"type": "formula", "criteria": f"={wrong}", "format": styles.wrong})


def _input_spans(sheet: Sheet) -> list[tuple[str, str]]:
    """Give the runs of columns that people fill in; formulas would count as filled though they show nothing."""
    spans = []
    numbered = enumerate(sheet.fields, 1)
    for derived, group in groupby(numbered, key=lambda pair: pair[1].derived is not None):
        columns = [index for index, _field in group]
        if not derived:
            spans.append((column_letters(columns[0]), column_letters(columns[-1])))
    return spans


def _wrong(field: Field, cell: str) -> str | None:
    """Give a condition that is true for a value that cannot be right; None where any text may stand."""
    typed = f"LEN(TRIM({cell}))>0"
    if field.derived:
        return None
    if field.type == "date":
        return f"IF(ISNUMBER({cell}),OR({cell}<36526,{cell}>=73051),{typed})"
    if field.numeric:
        sides = (("<", field.low), (">", field.high))
        bounds = [f"{cell}{sign}{bound:g}" for sign, bound in sides if bound is not None]
        if field.type == "int":
            bounds.append(f"{cell}<>INT({cell})")
        outside = f"OR({','.join(bounds)})" if bounds else "FALSE"
        return f"IF(ISNUMBER({cell}),{outside},{typed})"
    if field.type == "choice":
        accepted = dict.fromkeys(word.lower() for key, words in field.choices.items() for word in (key, *words))
        return f"AND({typed},NOT({one_of(cell, list(accepted))}))"
    return None


def one_of(cell: str, words: Sequence[str]) -> str:
    """Ask whether the cell holds one of the words; conditional formats know no {"a","b"}, literals end at 255."""
    pieces, piece = [], "|"
    for word in words:
        if len(piece) + len(word) > _LONGEST_LITERAL:
            pieces.append(piece)
            piece = ""
        piece += word.replace('"', '""') + "|"
    literal = "&".join(f'"{each}"' for each in [*pieces, piece])
    return f'ISNUMBER(FIND("|"&LOWER(TRIM({cell}))&"|",{literal}))'
