"""The LibreOffice engine: what is written into cells is what is read from them, and what openpyxl reads from the file."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
import xlwings
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests import engine
from tests.engine import proves, results, saved

app, book, sheet = engine.app, engine.book, engine.sheet
LAW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FEW = settings(LAW, max_examples=15)
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\r")
TEXT = st.text(CHARACTERS, max_size=20).filter(lambda text: text[:1] != "'")
PLAIN = TEXT.filter(lambda text: text[:1] != "=")
NUMBERS = st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False)
MOMENTS = st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 30)).map(
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000))
VALUES = st.one_of(st.none(), st.booleans(), NUMBERS, PLAIN, MOMENTS)


def grids(values: st.SearchStrategy[object]) -> st.SearchStrategy[list[list[object]]]:
    return st.tuples(st.integers(2, 4), st.integers(2, 4)).flatmap(
        lambda size: st.lists(st.lists(values, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]))


def told(value: object) -> object:
    """A value as xlwings gives it: an empty text is an empty cell."""
    return None if value == "" and isinstance(value, str) else value


@proves("Range.raw_value", "Range.raw_value =", "Sheet.range", "Range.shape", "Range.api", "Range.max_cells_per_read",
        "Range.max_cells_per_write", "Sheet.clear")
@LAW
@example(data=[[None, "one\ttwo\nthree"], ["\n\x01", "one\ttwo"]])
@given(data=grids(VALUES))
def test_a_block_is_read_as_it_was_written(sheet: xlwings.Sheet, data: list[list[object]]) -> None:
    sheet.clear()
    sheet["B3"].value = data
    read = sheet["B3"].resize(len(data), len(data[0])).options(ndim=2).value
    assert read == [[told(value) for value in row] for row in data]
    assert [[type(value) for value in row] for row in read] == \
        [[type(told(value)) for value in row] for row in data]


@proves("Range.raw_value", "Range.raw_value =", "Range.clear")
@FEW
@given(text=TEXT)
def test_after_an_apostrophe_any_text_is_text(sheet: xlwings.Sheet, text: str) -> None:
    sheet["A1"].value = f"'{text}"
    assert sheet["A1"].value == (text or None)
    sheet["A1"].clear()


@proves("Range.raw_value =")
@FEW
@given(data=grids(st.one_of(st.none(), st.booleans(), st.integers(-10**9, 10**9),
                            st.text("abc 統籌0=", max_size=8).filter(lambda text: text[:1] != "="),
                            st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(
                                lambda day: day.replace(microsecond=0)))))
def test_openpyxl_reads_the_same_from_the_file(book: xlwings.Book, tmp_path: Path, data: list[list[object]]) -> None:
    sheet = book.sheets[0]
    sheet.clear()
    sheet["A1"].value = data
    cells = results(book, tmp_path)[sheet.name]
    read = [[cells.cell(row + 1, column + 1).value for column in range(len(data[0]))] for row in range(len(data))]
    assert [[value + timedelta(microseconds=500) if isinstance(value, datetime) else value for value in row] for row in read] == \
        [[value + timedelta(microseconds=500) if isinstance(value, datetime) else told(value) for value in row] for row in data]


@proves("Range.raw_value", "Range.raw_value =", "Range.number_format")
def test_dates_are_shown_as_dates_and_keep_a_format_that_shows_one(sheet: xlwings.Sheet) -> None:
    sheet["A2"].number_format = "dd.mm.yyyy"
    sheet["A1"].value = [[date(2026, 1, 5)], [date(2026, 1, 6)], [datetime(2026, 1, 7, 9, 30)]]
    sheet["B1"].value = date(2026, 1, 5)
    assert sheet["A1:A3"].value == [datetime(2026, 1, 5), datetime(2026, 1, 6), datetime(2026, 1, 7, 9, 30)]
    assert [sheet[f"A{row}"].number_format for row in (1, 2, 3)] == ["yyyy-mm-dd hh:mm:ss", "dd.mm.yyyy", "yyyy-mm-dd hh:mm:ss"]
    assert sheet["B1"].number_format == "yyyy-mm-dd"
    assert sheet["B1"].options(dates=date).value == date(2026, 1, 5)


@proves("Range.raw_value")
def test_a_time_alone_is_a_number_as_in_excel(sheet: xlwings.Sheet) -> None:
    sheet["A1"].value = 0.75
    sheet["A1"].number_format = "hh:mm"
    assert sheet["A1"].value == 0.75


@proves("Range.raw_value =", "Range.number_format")
def test_a_number_written_over_a_logical_value_shows_as_a_number(sheet: xlwings.Sheet) -> None:
    sheet["A1"].value = [[True], [False]]
    sheet["A1"].value = [[5], [False]]
    assert sheet["A1:A2"].value == [5, False]
    assert sheet["A1"].number_format == "General"


@proves("Range.raw_value =", "Range.formula")
def test_text_that_begins_with_an_equals_sign_is_a_formula_but_not_in_text_cells(sheet: xlwings.Sheet) -> None:
    sheet["B1"].number_format = "@"
    sheet["A1"].value = [["=1+1", "=1+1", "'=1+1", "="]]
    assert sheet["A1:D1"].value == [2, "=1+1", "=1+1", "="]
    assert sheet["A1:D1"].formula == (("=1+1", "=1+1", "=1+1", "="),)
    assert sheet["C1"].api.getCellByPosition(0, 0).getType().value == "TEXT"


@proves("Range.raw_value =")
def test_text_that_looks_like_a_number_stays_text(book: xlwings.Book, sheet: xlwings.Sheet, tmp_path: Path) -> None:
    sheet["A1"].value = [["007", "2026-01-01", "1e5", "TRUE", " "]]
    assert sheet["A1:E1"].value == ["007", "2026-01-01", "1e5", "TRUE", " "]
    assert [cell.value for cell in saved(book, tmp_path)[sheet.name][1]] == ["007", "2026-01-01", "1e5", "TRUE", " "]


@proves("Range.raw_value")
def test_errors_are_none_or_their_text(book: xlwings.Book, sheet: xlwings.Sheet, tmp_path: Path) -> None:
    sheet["A1"].value = [["=1/0", "=NA()", "=nosuchname", '=INDIRECT("x y")', "=EXP(1000)", '="a"*1', "=1"]]
    line = sheet["A1:G1"]
    assert line.value == [None] * 6 + [1]
    assert line.options(empty="").value == [None] * 6 + [1]
    told = line.options(err_to_str=True).value
    assert told[:6] == ["#DIV/0!", "#N/A", "#NAME?", "#REF!", "#NUM!", "#VALUE!"]
    assert [cell.value for cell in results(book, tmp_path)[sheet.name][1]] == [*told[:6], 1]


@proves("Range.raw_value", "Range.raw_value =")
def test_data_frames_go_in_and_come_out(sheet: xlwings.Sheet) -> None:
    frame = pd.DataFrame({"name": ["a", None], "n": [1.5, float("nan")], "day": pd.to_datetime(["2026-01-05", None]),
                          "count": pd.array([3, None], dtype="Int64"), "ok": [True, False]})
    sheet["A1"].options(index=False).value = frame
    assert sheet["A2:E3"].value == [["a", 1.5, datetime(2026, 1, 5), 3, True], [None, None, None, None, False]]
    read = sheet["A1"].expand("right").resize(3).options(pd.DataFrame, index=False).value
    assert list(read.columns) == list(frame.columns)
    assert read["day"][0] == pd.Timestamp("2026-01-05")


@proves("Range.raw_value", "Range.raw_value =")
def test_numpy_and_decimal_are_numbers(sheet: xlwings.Sheet) -> None:
    sheet["A1"].value = [[np.float32(0.5), np.int64(7), np.bool_(True), Decimal("2.5"), np.datetime64("2026-01-05T10:00")]]
    assert sheet["A1:E1"].value == [0.5, 7, True, 2.5, datetime(2026, 1, 5, 10)]
    sheet["A3"].value = np.arange(6).reshape(2, 3)
    assert (sheet["A3:C4"].options(np.array).value == [[0, 1, 2], [3, 4, 5]]).all()


@proves("Range.raw_value =")
def test_what_no_cell_can_hold_is_refused_by_name(sheet: xlwings.Sheet) -> None:
    with pytest.raises(TypeError, match="set"):
        sheet["A1"].value = {"a"}
    with pytest.raises(ValueError, match="inf"):
        sheet["A1"].value = [[1, float("-inf")]]
    with pytest.raises(ValueError, match="do not fit"):
        sheet["A1:B2"].options("raw").value = [[1, 2, 3]]


@proves("Range.raw_value", "Range.raw_value =")
def test_one_value_fills_a_range_and_a_formula_moves_along(sheet: xlwings.Sheet) -> None:
    sheet["A1:B3"].value = 4
    sheet["C1:C3"].value = "=A1*2+$B$1"
    sheet["A2"].value = 10
    assert sheet["A1:C3"].value == [[4, 4, 12], [10, 4, 24], [4, 4, 12]]
    sheet["A1:B3"].value = None
    assert sheet["A1:B3"].value == [[None, None]] * 3


@proves("Range.raw_value", "Sheet.used_range")
def test_a_whole_column_is_read_as_long_as_it_is(sheet: xlwings.Sheet) -> None:
    sheet["B3"].value = [["x"], ["y"]]
    column = sheet["B:B"].value
    assert len(column) == 1_048_576
    assert column[1:5] == [None, "x", "y", None]


@proves("Range.raw_value")
def test_numbers_and_empty_cells_as_the_reader_wants_them(sheet: xlwings.Sheet) -> None:
    sheet["A1"].value = [[1.6, None], [2, "x"]]
    assert sheet["A1:B2"].options(numbers=int, empty="-").value == [[2, "-"], [2, "x"]]
    assert sheet["A1:B2"].options(transpose=True).value == [[1.6, 2], [None, "x"]]


@proves("Range.formula", "Range.formula =")
@FEW
@given(parts=st.lists(st.sampled_from(
    ["A1", "$B$2", "SUM(A1:B2,1.5)", "'Da ta'!C3", 'IF(A1>1,"a,b;c","")', 'COUNTIFS(A:A,"x",B:B,"<>"&C1)', "-2%",
     "SUM({1,2;3,4})", "'Da ta'!$A$1:$B$2", "TRUE()", "ROUND(1/3,2)", '"=""x"""']), min_size=1, max_size=4))
def test_a_formula_is_read_as_it_was_written(sheet: xlwings.Sheet, parts: list[str]) -> None:
    if "Da ta" not in sheet.book.sheet_names:
        sheet.book.sheets.add("Da ta", after=sheet)
    text = "=" + "&".join(parts)
    sheet["D7"].formula = text
    assert sheet["D7"].formula == text


@proves("Range.formula =", "Range.formula2", "Range.formula2 =")
def test_openpyxl_reads_the_formulas_and_their_results(book: xlwings.Book, sheet: xlwings.Sheet, tmp_path: Path) -> None:
    book.sheets.add("数 据", after=sheet)["A1"].value = [[1], [2]]
    sheet["A1"].formula = [["=SUM('数 据'!A1:A2,4)", '=IF(A1>2,"yes, no",FALSE)'], ["text", 5], [None, "=TRUE"]]
    sheet["C1:C2"].formula2 = '=A1&"!"'
    assert sheet["C2"].formula2 == '=A2&"!"'
    cells, shown = saved(book, tmp_path)[sheet.name], results(book, tmp_path)[sheet.name]
    assert [[cell.value for cell in row] for row in cells["A1:C3"]] == \
        [["=SUM('数 据'!A1:A2,4)", '=IF(A1>2,"yes, no",FALSE())', '=A1&"!"'], ["text", 5, '=A2&"!"'], [None, "=TRUE()", None]]
    assert [[cell.value for cell in row] for row in shown["A1:C3"]] == \
        [[7, "yes, no", "7!"], ["text", 5, "text!"], [None, True, None]]


@proves("Range.formula", "Range.formula =")
def test_constants_stand_in_formulas_as_excel_shows_them(sheet: xlwings.Sheet) -> None:
    sheet["A1"].value = [[10, 0.1, True, date(2026, 1, 5), "007", None]]
    assert sheet["A1:F1"].formula == (("10", "0.1", "TRUE", "46027", "007", ""),)
    sheet["A2"].formula = [["1.5", True, "x"]]
    assert sheet["A2:C2"].value == [1.5, True, "x"]
    with pytest.raises(TypeError, match="date"):
        sheet["A3"].formula = date(2026, 1, 5)


@proves("Range.formula_array", "Range.formula_array =", "Range.has_array")
def test_array_formulas(book: xlwings.Book, sheet: xlwings.Sheet, tmp_path: Path) -> None:
    sheet["A1"].value = [[1], [2], [3]]
    sheet["C1:C3"].formula_array = "=A1:A3*2"
    sheet["E1"].formula_array = "=SUM(A1:A3*A1:A3)"
    assert sheet["C1:C3"].value == [2, 4, 6]
    assert sheet["E1"].value == 14
    assert sheet["C1:C3"].formula_array == "=A1:A3*2"
    assert (sheet["C2"].has_array, sheet["A1"].has_array) == (True, False)
    assert saved(book, tmp_path)[sheet.name]["C1"].value.ref == "C1:C3"


@proves("Range.raw_value")
def test_a_book_that_counts_from_1904_gives_the_same_days(app: xlwings.App, book: xlwings.Book, tmp_path: Path) -> None:
    old = openpyxl.Workbook()
    old.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    old.active["A1"] = datetime(2026, 1, 5, 12)
    old.save(tmp_path / "mac.xlsx")
    sheet = app.books.open(tmp_path / "mac.xlsx").sheets[0]
    assert sheet["A1"].value == datetime(2026, 1, 5, 12)
    sheet["A2"].value = datetime(2026, 1, 6)
    assert sheet["A2"].value == datetime(2026, 1, 6)
