"""The LibreOffice engine: tables, filters and what may be typed; openpyxl reads them from the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import xlwings
from openpyxl.worksheet.table import Table

from addin.libreoffice import OfficeRefusedError
from tests import engine
from tests.engine import proves, saved

app, book, sheet = engine.app, engine.book, engine.sheet
STAFF = [["name", "n", "since"], ["an", 1, date(2026, 1, 5)], ["bo", 2, date(2026, 2, 5)], ["an", 3, date(2026, 3, 5)],
         ["cy", 4, date(2026, 4, 5)]]


@pytest.fixture
def staff(sheet: xlwings.Sheet) -> xlwings.Range:
    """Four people from B2 on."""
    sheet["B2"].value = STAFF
    return sheet["B2:D6"]


def shown(block: xlwings.Range) -> list[int]:
    """The rows that show."""
    return [row.row for row in block.rows if not row.rows.hidden]


@proves("Sheet.tables", "Tables.add", "Collection.__call__", "Collection.__len__", "Collection.__iter__",
        "Collection.__contains__", "Collection.api", "Collection.parent", "Table.name", "Table.name =", "Table.display_name",
        "Table.display_name =", "Table.range", "Table.header_row_range", "Table.data_body_range", "Table.parent", "Table.api",
        "Table.show_autofilter", "Table.show_autofilter =", "Table.resize", "Range.table", "Table.insert_row_range",
        "Table.totals_row_range", "Table.show_headers", "Table.show_totals", "Sheet.range")
def test_a_table_is_named_found_and_saved(book: xlwings.Book, staff: xlwings.Range, tmp_path: Path) -> None:
    sheet = staff.sheet
    table = sheet.tables.add(staff, name="Staff")
    assert (table.name, table.range, table.header_row_range.value, table.data_body_range.address) == \
        ("Staff", staff, STAFF[0], "$B$3:$D$6")
    assert (sheet["C4"].table, sheet["A1"].table, sheet["Staff"].address, table.parent) == (table, None, "$B$3:$D$6", sheet)
    assert (len(sheet.tables), sheet.tables[0], sheet.tables["staff"], "staff" in sheet.tables, "x" in sheet.tables) == \
        (1, table, table, True, False)
    assert [each.name for each in sheet.tables] == ["Staff"]
    assert (table.insert_row_range, table.totals_row_range, table.show_headers, table.show_totals) == (None, None, True, False)
    assert (sheet.tables.api.hasByName("Staff"), table.api.ContainsHeader, sheet.tables.impl.parent.name) == \
        (True, True, sheet.name)
    table.show_autofilter = False
    assert table.show_autofilter is False
    table.show_autofilter = True
    table.display_name = "People"
    assert (table.name, table.display_name) == ("People", "People")
    table.name = "Staff2"
    table.resize(sheet["B2:D5"])
    assert table.data_body_range.address == "$B$3:$D$5"
    read = saved(book, tmp_path)[sheet.name].tables["Staff2"]
    assert (read.ref, read.autoFilter.ref, [column.name for column in read.tableColumns]) == ("B2:D5", "B2:D5", STAFF[0])
    with pytest.raises(KeyError):
        sheet.tables["none"]
    with pytest.raises(NotImplementedError, match=r"Table\.table_style"):
        table.table_style = "TableStyleMedium2"
    with pytest.raises(NotImplementedError, match=r"Table\.show_totals"):
        table.show_totals = True


@proves("Table.range", "Tables.add", "Collection.__call__")
def test_tables_of_a_file_are_found_and_kept(app: xlwings.App, book: xlwings.Book, tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    for row in (["a", "b"], [1, 2], [3, 4]):
        made.active.append(row)
    made.active.add_table(Table(displayName="Mine", ref="A1:B3"))
    made.save(tmp_path / "made.xlsx")
    opened = app.books.open(tmp_path / "made.xlsx")
    sheet = opened.sheets[0]
    assert sheet.tables["Mine"].data_body_range.value == [[1, 2], [3, 4]]
    sheet["D1"].value = [["x"], [1]]
    assert sheet.tables.add(sheet["D1:D2"]).name == "Table1"
    assert set(saved(opened, tmp_path)[sheet.name].tables) == {"Mine", "Table1"}


@proves("Table.rows", "Table.columns", "TableRows.add", "TableRow.index", "TableRow.range", "TableRow.delete",
        "TableColumns.add", "TableColumn.name", "TableColumn.index", "TableColumn.range", "TableColumn.data_body_range",
        "TableColumn.delete", "Table.sort", "Table.resize")
def test_rows_and_columns_of_a_table_come_and_go(staff: xlwings.Range) -> None:
    sheet = staff.sheet
    sheet["B8"].value = "below"
    table = sheet.tables.add(staff, name="Staff")
    table.rows.add(["di", 5, None])
    assert table.rows.add(["ed", 0, None], index=1).range.value == ["ed", 0, None]
    assert (len(table.rows), table.data_body_range.columns[0].value, sheet["B10"].value) == \
        (6, ["ed", "an", "bo", "an", "cy", "di"], "below")
    table.rows[-1].delete()
    table.rows(1).delete()
    assert ([row.index for row in table.rows], table.data_body_range.columns[1].value, sheet["B8"].value) == \
        ([1, 2, 3, 4], [1, 2, 3, 4], "below")
    table.columns.add("note")
    assert table.columns.add("007", index=1).range.address == "$B$2:$B$6"
    assert [column.name for column in table.columns] == ["007", "name", "n", "since", "note"]
    assert (table.columns["n"].index, table.columns("n").data_body_range.value) == (3, [1, 2, 3, 4])
    table.columns["007"].delete()
    table.columns["note"].delete()
    table.sort([1, 2], ascending=[True, False])
    assert table.data_body_range.columns[1].value == [3, 1, 2, 4]
    table.update(pd.DataFrame({"name": ["x"], "n": [9]}), index=False)
    assert (table.range.address, table.range.value, sheet["B4"].value) == ("$B$2:$C$3", [["name", "n"], ["x", 9]], None)


@proves("Range.autofilter", "AutoFilter.apply_values", "AutoFilter.apply_comparison", "AutoFilter.criteria", "AutoFilter.clear",
        "Range.row_hidden")
def test_a_filter_over_a_range(book: xlwings.Book, staff: xlwings.Range, tmp_path: Path) -> None:
    sheet = staff.sheet
    rows = staff.autofilter
    assert [each.type for each in rows.criteria] == ["none"] * 3
    rows.apply_values(1, ["an", "cy"])
    assert shown(staff) == [2, 3, 5, 6]
    rows.apply_comparison(2, "between", 2, 3)
    assert shown(staff) == [2, 5]
    told = rows.criteria
    assert (told[0].impl["values"], told[1].operator, told[1].value1, told[1].value2) == (["an", "cy"], "between", "2", "3")
    assert [each.type for each in told] == ["values", "comparison", "none"]
    read = saved(book, tmp_path)[sheet.name].auto_filter
    assert (read.ref, read.filterColumn[0].filters.filter) == ("B2:D6", ["an", "cy"])
    assert [(each.operator, each.val) for each in read.filterColumn[1].customFilters.customFilter] == \
        [("greaterThanOrEqual", "2"), ("lessThanOrEqual", "3")]
    rows.clear(1)
    assert shown(staff) == [2, 4, 5]
    rows.clear()
    assert shown(staff) == [2, 3, 4, 5, 6]
    rows.apply_comparison(3, "greater_than", date(2026, 2, 28))
    assert shown(staff) == [2, 5, 6]
    rows.apply_comparison(3, "not_equal_to", date(2026, 4, 5))
    assert shown(staff) == [2, 3, 4, 5]
    for refused in (lambda: rows.apply_comparison(1, "equal_to", None), lambda: rows.apply_comparison(2, "not_between", 1, 2)):
        with pytest.raises(NotImplementedError, match="apply_comparison"):
            refused()
    with pytest.raises(OfficeRefusedError, match="another range"):
        sheet["F1:G5"].autofilter.apply_values(1, ["x"])


@proves("Table.autofilter", "AutoFilter.apply_top_items", "AutoFilter.apply_bottom_items", "AutoFilter.apply_top_percent",
        "AutoFilter.apply_bottom_percent", "AutoFilter.criteria", "AutoFilter.clear")
def test_a_filter_over_a_table(book: xlwings.Book, staff: xlwings.Range, tmp_path: Path) -> None:
    rows = staff.sheet.tables.add(staff, name="Staff").autofilter
    rows.apply_top_items(2, 2)
    assert (shown(staff), rows.criteria[1].type, rows.criteria[1].count) == ([2, 5, 6], "top_items", 2)
    assert saved(book, tmp_path)[staff.sheet.name].tables["Staff"].autoFilter.filterColumn[0].top10.val == 2
    rows.apply_bottom_items(2, 1)
    assert (shown(staff), rows.criteria[1].type) == ([2, 3], "bottom_items")
    rows.apply_top_percent(2, 25)
    assert (shown(staff), rows.criteria[1].type, rows.criteria[1].percent) == ([2, 6], "top_percent", 25)
    rows.apply_bottom_percent(2, 10)
    assert (shown(staff), rows.criteria[1].type) == ([2, 3], "bottom_percent")
    rows.clear()
    assert shown(staff) == [2, 3, 4, 5, 6]


@proves("Range.data_validation", "DataValidation.set_list", "DataValidation.set_rule", "DataValidation.delete",
        "DataValidation.api")
def test_what_may_be_typed(book: xlwings.Book, sheet: xlwings.Sheet, tmp_path: Path) -> None:
    sheet["F1"].value = [["x"], ["y"]]
    sheet["F1:F2"].name = "choices"
    sheet["A1:A3"].data_validation.set_list(["是", "no"], in_cell_dropdown=True)
    sheet["B1"].data_validation.set_list(sheet["F1:F2"])
    sheet["C1"].data_validation.set_list(book.names["choices"], in_cell_dropdown=False)
    sheet["D1"].data_validation.set_whole_number("between", 1, "=F9")
    sheet["D2"].data_validation.set_date("greater_than", date(2026, 1, 5))
    sheet["D3"].data_validation.set_custom("=LEN(D3)<5")
    rules = {cell: sheet[cell].data_validation for cell in ("A1:A3", "B1", "C1", "D1", "D2", "D3", "E1", "A1:B1")}
    assert {cell: rule.type for cell, rule in rules.items()} == {
        "A1:A3": "list", "B1": "list", "C1": "list", "D1": "whole_number", "D2": "date", "D3": "custom", "E1": "none",
        "A1:B1": "inconsistent"}
    assert (rules["A1:A3"].source, rules["B1"].source, rules["C1"].source) == ("是,no", "=Sheet1!$F$1:$F$2", "=choices")
    assert (rules["A1:A3"].in_cell_dropdown, rules["C1"].in_cell_dropdown, rules["D1"].in_cell_dropdown) == (True, False, None)
    assert (rules["D1"].operator, rules["D1"].formula1, rules["D1"].formula2) == ("between", "=1", "=F9")
    assert (rules["D2"].operator, rules["D2"].formula1, rules["D3"].formula) == ("greater_than", "=DATE(2026,1,5)", "=LEN(D3)<5")
    assert (rules["D1"].alert_style, rules["D1"].ignore_blank, rules["E1"].alert_style) == ("stop", True, None)
    assert rules["D1"].api.getFormula1() == "1"
    read = {str(each.sqref): each for each in saved(book, tmp_path)[sheet.name].data_validations.dataValidation}
    assert (read["A1:A3"].type, read["A1:A3"].formula1, read["B1"].formula1, read["C1"].formula1) == \
        ("list", '"是,no"', "Sheet1!$F$1:$F$2", "choices")
    assert (read["D1"].type, read["D1"].operator, read["D1"].formula2, read["D2"].type, read["D3"].formula1) == \
        ("whole", "between", "F9", "date", "LEN(D3)<5")
    with pytest.raises(NotImplementedError, match="quotation"):
        sheet["A1"].data_validation.set_list(['say "no"'])
    sheet["A1:A3"].data_validation.delete()
    assert sheet["A1"].data_validation.type == "none"
