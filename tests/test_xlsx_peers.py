"""Cell by cell against openpyxl and python-calamine, on workbooks that XlsxWriter, openpyxl and LibreOffice wrote."""

from __future__ import annotations

import shutil
import subprocess
import warnings
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.datavalidation import DataValidation

from benchmarks.reading import BASE, READ_ONLY, calamine, measure, openpyxl_read_only, tables
from templates.xlsx.values import CellError
from templates.xlsx.workbook import Workbook

ROWS = 40
DAY = datetime(2026, 2, 28)
MOMENT = datetime(2026, 2, 28, 13, 45, 30)


def by_xlsxwriter(path):
    """Write what the project itself writes: styles, formulas with values, drop-downs, hidden parts."""
    book = xlsxwriter.Workbook(path)
    day, clock = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'}), book.add_format({"num_format": "hh:mm:ss"})
    moment, money = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}), book.add_format({"num_format": '#,##0.00"元"'})
    bold, elapsed = book.add_format({"bold": True}), book.add_format({"num_format": "[h]:mm:ss"})
    for name in ("计划", "R&D <2026>"):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["id", "name", "day", "moment", "cost", "formula", "yes", "clock", "error", "elapsed"])
        for row in range(1, ROWS):
            sheet.write_string(row, 0, f"T-{row}")
            sheet.write_string(row, 1, f" 任务 {row % 7} & <x>\n第二行 " if row % 2 else "")
            sheet.write_datetime(row, 2, DAY + timedelta(days=row), day)
            sheet.write_datetime(row, 3, MOMENT + timedelta(hours=row), moment)
            sheet.write_number(row, 4, row / 7, money)
            sheet.write_formula(row, 5, f'=IF(E{row + 1}>1,"large",E{row + 1}*2)', None, "large" if row > 7 else row * 2 / 7)
            sheet.write_boolean(row, 6, row % 2 == 0)
            sheet.write_datetime(row, 7, time(row % 24, row, 1), clock)
            sheet.write_formula(row, 8, "=1/0", None, "#DIV/0!")
            sheet.write_datetime(row, 9, timedelta(hours=row * 3), elapsed)
            sheet.write_blank(row, 11, None, day)
        sheet.write_rich_string(ROWS, 0, "plain ", bold, "bold", " 尾")
        sheet.merge_range(ROWS + 2, 0, ROWS + 3, 2, "merged")
        sheet.data_validation(1, 1, 20, 1, {"validate": "list", "source": ["甲", "乙"]})
        sheet.data_validation(1, 4, 20, 4, {"validate": "decimal", "criteria": ">=", "value": 0})
        sheet.conditional_format(1, 4, 20, 5, {"type": "cell", "criteria": ">", "value": 3, "format": bold})
        sheet.set_row(5, None, None, {"hidden": True})
        sheet.set_column(7, 8, None, None, {"hidden": True})
    book.worksheets()[1].hide()
    book.close()


def by_openpyxl(path):
    """Write what openpyxl writes: formulas without values."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "计划"
    for row in range(1, ROWS):
        sheet.append([f"T-{row}", "文 字" if row % 3 else None, DAY.date() + timedelta(days=row), MOMENT, row / 7, row,
                      f"=E{row}*2", bool(row % 2), time(8, 30), None])
    sheet.merge_cells("L2:M3")
    sheet.row_dimensions[4].hidden = True
    sheet.add_data_validation(DataValidation(type="whole", sqref="F1:F20 H3"))
    book.create_sheet("blank")
    book.create_sheet("last").sheet_state = "veryHidden"
    book["last"]["C9"] = "#N/A"
    book.save(path)


@pytest.fixture(scope="module")
def by_libreoffice(tmp_path_factory):
    """Save the first workbook again with LibreOffice, which calculates and writes in its own way."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    by_xlsxwriter(folder / "given.xlsx")
    subprocess.run(["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx",
                    "--outdir", str(folder / "saved"), str(folder / "given.xlsx")],
                   check=True, capture_output=True, timeout=120)
    return folder / "saved" / "given.xlsx"


@pytest.fixture(params=["XlsxWriter", "openpyxl", pytest.param("LibreOffice", marks=pytest.mark.office)])
def path(request, tmp_path):
    """Give a workbook of each of the three writers."""
    if request.param == "LibreOffice":
        return request.getfixturevalue("by_libreoffice")
    {"XlsxWriter": by_xlsxwriter, "openpyxl": by_openpyxl}[request.param](tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def same(ours, theirs):
    """Compare two values; a date is the same as its midnight, and milliseconds are enough."""
    if isinstance(ours, date) and not isinstance(ours, datetime) and isinstance(theirs, datetime):
        ours = datetime.combine(ours, time())
    if isinstance(theirs, date) and not isinstance(theirs, datetime) and isinstance(ours, datetime):
        theirs = datetime.combine(theirs, time())
    if isinstance(ours, time) and isinstance(theirs, time):
        ours, theirs = datetime.combine(DAY, ours), datetime.combine(DAY, theirs)
    if isinstance(ours, datetime | timedelta) and type(ours) is type(theirs):
        return abs(ours - theirs) < timedelta(milliseconds=2)
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return ours is theirs
    if isinstance(ours, int | float) and isinstance(theirs, int | float):
        return ours == theirs or abs(ours - theirs) <= 1e-12 * abs(ours)
    return type(theirs) in (type(ours), type(ours).__base__) and ours == theirs


def differences(ours, theirs):
    """List the cells whose values differ; an empty text is as good as none, which the others do not tell apart."""
    ours = {at: value for at, value in ours.items() if value != ""}
    theirs = {at: value for at, value in theirs.items() if value not in ("", None)}
    return {at: (ours.get(at), theirs.get(at)) for at in ours.keys() | theirs.keys() if not same(ours.get(at), theirs.get(at))}


def test_every_cell_agrees_with_openpyxl(path):
    warnings.simplefilter("ignore")
    values, formulas = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
    with Workbook(path) as book:
        assert list(book.sheets) == values.sheetnames
        assert list(book.sheets.values()) == [sheet.sheet_state for sheet in values]
        compared = 0
        for name in book.sheets:
            ours, theirs = book.sheet(name), values[name]
            texts = {(cell.row, cell.column): cell.value for row in theirs for cell in row}
            assert differences(ours.grid, texts) == {}
            written = {(cell.row, cell.column): cell.value for row in formulas[name] for cell in row if cell.data_type == "f"}
            assert {at: "=" + formula.text for at, formula in ours.formulas.items()} == written
            assert sorted(ours.merged) == sorted((m.min_row, m.min_col, m.max_row, m.max_col)
                                                 for m in theirs.merged_cells.ranges)
            assert ours.hidden_rows == {row for row, shown in theirs.row_dimensions.items() if shown.hidden}
            assert sorted((kind, sorted(areas)) for kind, areas in ours.validations) == sorted(
                (each.type, sorted((area.min_row, area.min_col, area.max_row, area.max_col) for area in each.sqref.ranges))
                for each in theirs.data_validations.dataValidation)
            compared += len(ours.grid)
    assert compared > 250


def test_every_cell_agrees_with_calamine(path):
    """Error cells are left out: calamine gives them as blanks."""
    theirs = python_calamine.CalamineWorkbook.from_path(str(path))
    with Workbook(path) as book:
        assert list(book.sheets) == theirs.sheet_names
        for name in book.sheets:
            rows = theirs.get_sheet_by_name(name).to_python(skip_empty_area=False)
            values = {(row, column): value for row, each in enumerate(rows, 1) for column, value in enumerate(each, 1)}
            ours = {at: value for at, value in book.sheet(name).grid.items() if not isinstance(value, CellError)}
            assert differences(ours, values) == {}


def test_columns_hold_what_the_grid_holds(path):
    """The fast way by keys and the plain way without tell the same of every cell."""
    with Workbook(path) as book:
        for name in book.sheets:
            grid = book.sheet(name).grid
            top = min(grid, default=(0, 0))[0]

            def keys(row, values, top=top):
                return {column: f"key{column}" for column in values} if row == top else None

            sheet = book.sheet(name, keys)
            told = dict(sheet.grid)
            for key, values in sheet.columns.items():
                told |= {(sheet.key_row + 1 + index, sheet.column_of[key]): value
                         for index, value in enumerate(values) if value is not None}
            assert told == {at: value for at, value in grid.items() if at[0] == top or at[1] in sheet.column_of.values()}


def test_formulas_of_openpyxl_were_never_calculated_and_those_of_libreoffice_were(by_libreoffice, tmp_path):
    by_openpyxl(tmp_path / "book.xlsx")
    with Workbook(tmp_path / "book.xlsx") as book:
        sheet = book.sheet("计划")
        assert sheet.never_calculated == sheet.formulas.keys() != set()
    with Workbook(by_libreoffice) as book:
        sheet = book.sheet("计划")
        assert sheet.formulas.keys() != sheet.never_calculated == set()
        assert sheet.grid[2, 9] == "#DIV/0!"
        assert isinstance(sheet.grid[2, 9], CellError)


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=20)
numbers = st.integers(-10**12, 10**12) | st.floats(allow_nan=False, allow_infinity=False, width=32)
days = st.dates(date(1900, 3, 1), date(9999, 12, 31))
moments = st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 30)).map(lambda when: when.replace(microsecond=0))
cells = st.one_of(texts, numbers, st.booleans(), days, moments)
places = st.tuples(st.integers(1, 60), st.integers(1, 40))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(grid=st.dictionaries(places, cells, max_size=30), constant_memory=st.booleans())
def test_a_grid_of_any_values_comes_back_from_the_file(tmp_path, grid, constant_memory):
    """Written by XlsxWriter, with shared strings or, in constant memory, with inline ones."""
    book = xlsxwriter.Workbook(tmp_path / "grid.xlsx", {"constant_memory": constant_memory, "strings_to_formulas": False,
                                                        "strings_to_urls": False, "strings_to_numbers": False})
    day, moment = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    sheet = book.add_worksheet("甲")
    for (row, column), value in sorted(grid.items()):
        if isinstance(value, date):
            sheet.write_datetime(row - 1, column - 1, value, moment if isinstance(value, datetime) else day)
        else:
            sheet.write(row - 1, column - 1, value)
    book.close()
    with Workbook(tmp_path / "grid.xlsx") as read:
        assert differences(read.sheet("甲").grid, grid) == {}


@pytest.mark.proof
def test_the_sample_is_read_in_three_times_the_time_of_calamine_and_a_third_of_that_of_openpyxl(demo):
    """CPU time, in turns at every book; openpyxl reads values only, we formulas, hidden rows and meanings as well."""
    warnings.simplefilter("ignore")
    books = sorted((demo / "clean").rglob("*.xlsx"))
    spent = measure(books, {"ours": tables, BASE: calamine, READ_ONLY: openpyxl_read_only}, 3)
    assert spent["ours"] <= 3 * spent[BASE]
    assert spent["ours"] <= spent[READ_ONLY] / 3
