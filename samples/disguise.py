"""Files as other programs and people leave them: other writers, a false dimension, cells pasted over, Taiwan's script."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook as Spreadsheet

from templates.book import NIL_WORDS
from templates.books import BOOKS
from templates.derive import Gathered, Workdays
from templates.geometry import FIRST_ROW, FORM_FIRST_ROW, KEY_ROW, LABEL_ROW
from templates.xlsx.address import Range, a1, ranges
from templates.xlsx.workbook import Workbook as Reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from samples.folder import Record, Sheets, Workbook
    from templates.book import Sheet
    from templates.field import Field
    from templates.identity import Identity
    from templates.lists import Lists

NIL = {"zh-Hans": "无", "zh-Hant": "無", "en": "none"}
"""What a department writes into a sheet in which it has nothing to report."""
DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
AREAS = re.compile(rb'(<(?:dataValidation|conditionalFormatting) [^>]*?sqref=")([^"]*)')
"""Where drop-downs, limits and colours hold."""


def write_foreign(path: Path, workbook: Workbook, lists: Lists) -> None:
    """Write a workbook without our writer: the same geometry, plain cells, formulas never calculated.

    As departments do, it has a sheet of its own and a column of notes to the right of ours.
    """
    spreadsheet, identity = Spreadsheet(), workbook.identity
    book = BOOKS[identity.book]
    spreadsheet.remove(spreadsheet.active)  # type: ignore[arg-type]
    names = {sheet.key: sheet.label.said(identity.locale) for sheet in book.sheets}
    for sheet in book.sheets:
        page = spreadsheet.create_sheet(names[sheet.key])
        page.cell(1, 1 if not sheet.form else 2, f"{book.label.said(identity.locale)} {names[sheet.key]}")
        (_form if sheet.form else _rows)(page, sheet, workbook.sheets, lists, identity.locale)
    draft = spreadsheet.create_sheet("草稿")
    draft.append(["下周要问的事", "数字待核"])
    draft.append(["成本口径", 12345.6])
    about = spreadsheet.create_sheet("_book")
    about.sheet_state = "hidden"
    for pair in {
        "book": book.key,
        "version": identity.version,
        "organisation": identity.organisation,
        "department": identity.department,
        "period": identity.period,
        "round": str(identity.round or ""),
        "locale": identity.locale,
        **{f"sheet:{key}": name for key, name in names.items()},
    }.items():
        about.append(pair)
    spreadsheet.save(path)


def falsify_dimension(path: Path) -> None:
    """Say of every sheet that it is one cell large, as WPS does."""
    _rewrite(
        path,
        lambda part, data: DIMENSION.sub(b'<dimension ref="A1:A1"/>', data, count=1)
        if part.startswith("xl/worksheets/sheet")
        else data,
    )


def paste_over(path: Path, identity: Identity, sheet: str, column: str, rows: int) -> None:
    """Take drop-downs, limits and colours off the first rows of a column, as pasting in Excel or LibreOffice does."""
    declared = BOOKS[identity.book].by_key[sheet]
    number = [field.key for field in declared.fields].index(column) + 1
    hole = Range(FIRST_ROW, number, FIRST_ROW + rows - 1, number)
    with Reader(path) as reader:
        changed = reader.part(declared.label.said(identity.locale))
    _rewrite(path, partial(_spared, changed, hole))


def _spared(changed: str, hole: Range, part: str, data: bytes) -> bytes:
    def rest(match: re.Match[bytes]) -> bytes:
        pieces = [piece for area in ranges(match[2].decode()) for piece in _less(area, hole)]
        corners = [(a1(*piece[:2]), a1(*piece[2:])) for piece in pieces]
        return match[1] + " ".join(first if first == last else f"{first}:{last}" for first, last in corners).encode()

    return AREAS.sub(rest, data) if part == changed else data


def _less(area: Range, hole: Range) -> list[Range]:
    """What is left of an area without some rows of one column."""
    top, left, bottom, right = area
    if not (left <= hole.first_column <= right and top <= hole.last_row and hole.first_row <= bottom):
        return [area]
    first, last, column = max(top, hole.first_row), min(bottom, hole.last_row), hole.first_column
    pieces = [
        Range(top, left, first - 1, right),
        Range(first, left, last, column - 1),
        Range(first, column + 1, last, right),
        Range(last + 1, left, bottom, right),
    ]
    return [each for each in pieces if each.first_row <= each.last_row and each.first_column <= each.last_column]


def _rewrite(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    """Write a file anew with its parts changed."""
    with ZipFile(path) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist()]
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for info, data in parts:
            archive.writestr(info, change(info.filename, data))


def spoken(sheets: Sheets, locale: str) -> Sheets:
    """The records with nil words in the book's language; labels and choices are the writer's, free text stays as typed."""
    return {
        key: [
            dict.fromkeys(record, NIL[locale])
            if record and len(record) == 1 and str(*record.values()).lower() in NIL_WORDS
            else record
            for record in records
        ]
        for key, records in sheets.items()
    }


def traditional(sheets: Sheets, book: str) -> Sheets:
    """The records with their free texts in traditional characters; keys and references stay."""
    convert, texts = (
        _converter(),
        {sheet.key: {field.key for field in sheet.fields if field.type == "text"} for sheet in BOOKS[book].sheets},
    )
    return {
        key: [
            record
            and {
                column: convert(value) if column in texts[key] and isinstance(value, str) else value
                for column, value in record.items()
            }
            for record in records
        ]
        for key, records in sheets.items()
    }


@cache
def _converter() -> Callable[[str], str]:
    import opencc  # noqa: PLC0415 - loads its tables, wanted for one workbook

    convert: Callable[[str], str] = opencc.OpenCC("s2twp").convert
    return convert


def _rows(page: Worksheet, sheet: Sheet, sheets: Sheets, lists: Lists, locale: str) -> None:
    for column, field in enumerate(sheet.fields, 1):
        page.cell(KEY_ROW, column, field.key)
        page.cell(LABEL_ROW, column, field.label.said(locale))
    page.row_dimensions[KEY_ROW].hidden = True
    beside = len(sheet.fields) + 1
    page.cell(LABEL_ROW, beside, "自用备注")
    for row, record in enumerate(sheets.get(sheet.key, []), FIRST_ROW):
        if record is None:
            continue
        for column, field in enumerate(sheet.fields, 1):
            page.cell(row, column, _value(field, sheet, record, row, lists, locale))
        page.cell(row, beside, f"第 {row - FIRST_ROW + 1} 条")


def _form(page: Worksheet, sheet: Sheet, sheets: Sheets, lists: Lists, locale: str) -> None:
    record = (sheets.get(sheet.key) or [{}])[0] or {}
    page.column_dimensions["A"].hidden = True
    for row, field in enumerate(sheet.fields, FORM_FIRST_ROW):
        page.cell(row, 1, field.key)
        page.cell(row, 2, field.label.said(locale))
        value = (
            _gathered(field.derived, sheets, lists) if isinstance(field.derived, Gathered) else record.get(field.key)
        )
        page.cell(row, 3, value)


def _value(field: Field, sheet: Sheet, record: Record, row: int, lists: Lists, locale: str) -> Any:
    value = record.get(field.key)
    if value is None and field.derived:
        if isinstance(field.derived, Workdays):
            return field.derived.value(record.get, lambda _: [], lists.calendar)
        keys = [each.key for each in sheet.fields]
        nil = len([each for each in record.values() if each is not None]) == 1
        return None if nil else "=" + field.derived.formula(lambda key: a1(row, keys.index(key) + 1))
    if isinstance(value, tuple):
        return "、".join(value)
    return field.choices[value].said(locale) if isinstance(value, str) and value in field.choices else value


def _gathered(derived: Gathered, sheets: Sheets, lists: Lists) -> float:
    """The sum over lines and capital, from the months themselves."""
    total = sum(row["amount"] for row in sheets["capital"] if row) if derived.capital else 0
    said = lists.account_class if derived.by == "class" else lists.controllable
    for line in sheets["lines"]:
        if line and derived.by and said.get(line["account"]) == derived.wanted:
            total += sum(line.get(f"m{month:02}", 0) for month in range(1, 13))
    return float(total)
