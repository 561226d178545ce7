"""The writer: a declaration becomes a workbook, blank or with records in it."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter

from templates import listsheet
from templates.formula import Layout
from templates.geometry import (
    FIRST_ROW,
    FORM_FIRST_ROW,
    FORM_LABEL_COLUMN,
    FORM_VALUE_COLUMN,
    KEY_ROW,
    LABEL_ROW,
    PREPARED_ROWS,
)
from templates.identity import BOOK_SHEET, span
from templates.lists import Lists, Records
from templates.readme import write_readme
from templates.styles import Styles
from templates.validation import colour, hint, validation
from templates.wording import helps, say
from templates.xlsx.values import CellError

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from templates.book import Book, Sheet
    from templates.field import Field
    from templates.identity import Identity

Record = Mapping[str, object]
LONGEST_TEXT = 32_767


def write(
    path: Path, book: Book, identity: Identity, *, lists: Lists | None = None, records: Records | None = None,
    rows: int = PREPARED_ROWS,
) -> None:
    """Write a workbook; whole or not at all.

    Records hold choices and references by key, text in any other cell as typed; None is a blank row. A derived cell
    gets its formula with the value that it will show, unless the record holds one for it.
    """
    filled = {key: list(values) for key, values in (records or {}).items()}
    rows = max(rows, *(len(values) for values in filled.values()), 1) if filled else rows
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".~{path.name}.{os.getpid()}")
    with warnings.catch_warnings():
        warnings.simplefilter("error")                  # XlsxWriter drops what Excel would not take, with a warning
        _Writer(temporary, book, identity, lists or Lists(), filled, rows).write()
    temporary.replace(path)


class _Writer:
    """One workbook on its way out."""

    def __init__(
        self, path: Path, book: Book, identity: Identity, lists: Lists, records: Mapping[str, Sequence[Record | None]],
        rows: int,
    ) -> None:
        self.book, self.identity, self.lists, self.records, self.rows = book, identity, lists, records, rows
        self.locale = identity.locale
        self.workbook = xlsxwriter.Workbook(str(path), {
            "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True})
        days = span(identity.period)
        self.workbook.set_properties({"title": book.label.said(self.locale), "company": identity.organisation,
                                      "created": datetime.combine(days[0] if days else date(2000, 1, 1), time())})
        self.styles = Styles(self.workbook, self.locale)
        self.values = listsheet.list_values(lists, days[0].year if days else None)
        self.layout = Layout.of(book, self.locale, rows, {key: len(each) for key, each in self.values.items()})
        self.sources = listsheet.ranges(lists, self.locale)
        self.sources |= {f"{book.key}.{sheet.key}": "=" + self.layout.column(f"{sheet.key}.{sheet.keys[0]}")
                         for sheet in book.sheets if not sheet.form and "|" not in "".join(sheet.keys) and sheet.keys}

    def write(self) -> None:
        """All sheets, in their order."""
        names = dict(self.lists.entries.get("departments", ()))
        department = names.get(self.identity.department, self.identity.department)
        write_readme(self.workbook, self.styles, self.book, self.identity, department)
        for sheet in self.book.sheets:
            worksheet = self.workbook.add_worksheet(sheet.label.said(self.locale))
            (self._form if sheet.form else self._data)(sheet, worksheet)
            self._head(sheet, worksheet, department)
        if self.book.key != "organisation":
            listsheet.write_directory(self.workbook, self.styles, self.lists, self.locale)
        listsheet.write_lists(self.workbook, self.values)
        self._identity()
        self.workbook.get_worksheet_by_name(self.book.sheets[0].label.said(self.locale)).set_first_sheet()
        self.workbook.worksheets()[0].activate()
        self.workbook.worksheets()[0].set_first_sheet()
        self.workbook.close()

    def _head(self, sheet: Sheet, worksheet: Worksheet, department: str) -> None:
        worksheet.set_row(0, 24)
        worksheet.write_string(0, 1 if sheet.form else 0, f"{sheet.label.said(self.locale)}　{department}".strip(),
                               self.styles.title)
        unit = say("templates", "unit.label", self.locale, unit=sheet.unit.said(self.locale)) if sheet.unit else ""
        worksheet.write_string(1, 1 if sheet.form else 0, unit, self.styles.quiet)
        help_ = helps(self.locale).get(f"{self.book.key}.{sheet.key}._", "")
        worksheet.write_string(2, 1 if sheet.form else 0, help_, self.styles.quiet)
        worksheet.set_landscape()
        worksheet.set_paper(9)
        worksheet.fit_to_pages(1, 0)
        worksheet.set_footer(f"&L{self.book.label.said(self.locale)}　&A&R&P / &N")
        worksheet.set_tab_color("#C55A11" if sheet.mandatory else "#5B8DB8")

    def _data(self, sheet: Sheet, worksheet: Worksheet) -> None:
        records = self.records.get(sheet.key, ())
        last = FIRST_ROW + self.rows - 1
        for number, field in enumerate(sheet.fields):
            worksheet.set_column(number, number, field.shown_width, self.styles.cell(field))
            worksheet.write_string(KEY_ROW - 1, number, field.key)
            worksheet.data_validation(FIRST_ROW - 1, number, last - 1, number,
                                      validation(f"{self.book.key}.{sheet.key}", field, self.locale, self.sources))
        for row in range(LABEL_ROW - 1):
            worksheet.set_row(row, None, self.styles.make())
        worksheet.set_row(KEY_ROW - 1, None, None, {"hidden": True})
        worksheet.set_row(LABEL_ROW - 1, 32)
        worksheet.add_table(LABEL_ROW - 1, 0, last - 1, len(sheet.fields) - 1, {
            "name": f"t_{sheet.key}", "style": "Table Style Light 1", "banded_rows": False,
            "columns": [{"header": field.label.said(self.locale), "header_format": self.styles.heading(field)}
                        for field in sheet.fields]})
        for index, record in enumerate(records):
            for number, field in enumerate(sheet.fields):
                if record is not None and record.get(field.key) is not None:
                    self._cell(worksheet, FIRST_ROW + index, number + 1, field, record[field.key])
        for number, field in enumerate(sheet.fields):
            if field.derived:
                self._derived(sheet, worksheet, number, field, records)
        colour(worksheet, self.styles, sheet, FIRST_ROW, last)
        worksheet.freeze_panes(FIRST_ROW - 1, 1)
        worksheet.repeat_rows(LABEL_ROW - 1)

    def _derived(
        self, sheet: Sheet, worksheet: Worksheet, number: int, field: Field, records: Sequence[Record | None],
    ) -> None:
        style = self.styles.cell(field)
        for index in range(self.rows):
            record = (records[index] if index < len(records) else None) or {}
            if record.get(field.key) is None:
                formula = "=" + self.layout.formula(sheet, field, FIRST_ROW + index)
                worksheet.write_formula(FIRST_ROW + index - 1, number, formula, style, self._shows(sheet, field, record))

    def _shows(self, sheet: Sheet, field: Field, record: Record) -> float | str:
        """What the formula will show: the spreadsheet sees real dates and numbers, no text that merely reads as one."""
        if field.derived is None or (not record and not sheet.form):
            return ""

        def get(key: str) -> object:
            value = record.get(key)
            if value is None and (other := sheet.by_key.get(key)) and other.derived:
                value = self._shows(sheet, other, record)
            return value if isinstance(value, date | int | float) else None

        inputs = [record.get(key) for key in field.derived.inputs]
        error = next((value for value in inputs if isinstance(value, CellError)), None)
        value = field.derived.value(get, self._listing, self.lists.calendar)
        return str(error) if error else "" if value is None else value

    def _listing(self, name: str) -> list[object]:
        sheet_key, _, column = name.partition(".")
        if sheet_key == "accounts":
            return self.values["accounts" if column == "account" else f"accounts.{column}"]
        sheet = self.book.by_key[sheet_key]
        rows = [record for record in self.records.get(sheet_key, ()) if record]
        return [row.get(column) if row.get(column) is not None or not sheet.by_key[column].derived
                else self._shows(sheet, sheet.by_key[column], row) for row in rows]

    def _form(self, sheet: Sheet, worksheet: Worksheet) -> None:
        record = next((each for each in self.records.get(sheet.key, ()) if each), {})
        worksheet.set_column(0, 0, 14, None, {"hidden": True})
        worksheet.set_column(1, 1, 26)
        worksheet.set_column(2, 2, 40)
        worksheet.set_column(3, 3, 60)
        for row, field in enumerate(sheet.fields, FORM_FIRST_ROW):
            worksheet.write_string(row - 1, 0, field.key)
            worksheet.write_string(row - 1, FORM_LABEL_COLUMN - 1, field.label.said(self.locale), self.styles.heading(field))
            name = f"{self.book.key}.{sheet.key}"
            worksheet.write_string(row - 1, FORM_VALUE_COLUMN, hint(name, field, self.locale), self.styles.quiet)
            worksheet.data_validation(row - 1, 2, row - 1, 2, validation(name, field, self.locale, self.sources))
            style = self.styles.cell(field)
            if record.get(field.key) is not None:
                self._cell(worksheet, row, FORM_VALUE_COLUMN, field, record[field.key])
            elif field.derived:
                formula = "=" + self.layout.formula(sheet, field, row)
                worksheet.write_formula(row - 1, 2, formula, style, self._shows(sheet, field, record))
            else:
                worksheet.write_blank(row - 1, 2, None, style)
            if field.required:
                cell = f"$C${row}"
                worksheet.conditional_format(row - 1, 2, row - 1, 2, {
                    "type": "formula", "criteria": f"=LEN({cell})=0",
                    "format": self.workbook.add_format({"bg_color": "#FFE8D6"})})

    def _cell(self, worksheet: Worksheet, row: int, column: int, field: Field, value: object) -> None:
        style, at = self.styles.cell(field), (row - 1, column - 1)
        if isinstance(value, CellError):
            worksheet.write_formula(*at, f"={value}", style, str(value))
        elif isinstance(value, bool):
            worksheet.write_boolean(*at, value, style)
        elif isinstance(value, int | float):
            worksheet.write_number(*at, value, style)
        elif isinstance(value, datetime | date):
            when = value if isinstance(value, datetime) else datetime.combine(value, time())
            worksheet.write_datetime(*at, when, style)
        else:
            text = "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
            if text in field.choices:
                text = field.choices[text].said(self.locale)
            worksheet.write_string(*at, text[:LONGEST_TEXT], style)

    def _identity(self) -> None:
        sheet = self.workbook.add_worksheet(BOOK_SHEET)
        identity = self.identity
        pairs = {"book": identity.book, "version": identity.version, "organisation": identity.organisation,
                 "department": identity.department, "period": identity.period,
                 "round": str(identity.round) if identity.round else "", "locale": identity.locale,
                 **{f"sheet:{each.key}": each.label.said(self.locale) for each in self.book.sheets}}
        for row, (key, value) in enumerate(pairs.items()):
            sheet.write_string(row, 0, key)
            sheet.write_string(row, 1, value)
        sheet.hide()


