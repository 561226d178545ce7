"""New values in a worksheet part, and nothing else in it touched."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from handmade import MAIN, parts_of, styles, worksheet
from handmade import package as packed

from templates.xlsx.splicing import spliced
from templates.xlsx.workbook import Workbook


def read(tmp_path: Path, part: bytes, *codes: str, properties: str = "") -> dict[tuple[int, int], object]:
    path = packed(tmp_path / "a.xlsx", parts_of({"甲": part.decode()}, styles=styles(*codes), properties=properties))
    with Workbook(path) as workbook:
        return workbook.sheet("甲").grid


def test_only_the_cells_asked_for_change() -> None:
    row = '<row r="2" spans="1:2" ht="20" x14ac:dyDescent="0.25"><c r="A2" s="3"><v>1</v></c><c r="C2"/><extLst/></row>'
    before = worksheet(f'<row r="1"/>{row}<row r="9"><c r="A9"><v>9</v></c></row>', after='<extLst><ext uri="x"/></extLst>')
    after = spliced(before.encode(), {(2, 1): "新"}).decode()
    start, end = before.index('<row r="2"'), before.index('<row r="9"')
    assert after.startswith(before[:start])
    assert after.endswith(before[end:])
    assert after[start:len(after) - len(before) + end] == (
        '<row r="2" spans="1:2" ht="20" x14ac:dyDescent="0.25">'
        '<c r="A2" s="3" t="inlineStr"><is><t xml:space="preserve">新</t></is></c>'
        '<c r="C2"/><extLst/></row>')


def test_cells_and_rows_that_are_not_there_yet_get_their_place_in_the_order(tmp_path: Path) -> None:
    rows = '<row r="2"><c r="B2"><v>2</v></c></row><row r="5"/>'
    cells = {(1, 1): "a", (2, 1): "b", (2, 3): "c", (3, 1): "d", (4, 2): "e", (5, 1): "f", (7, 1): "g"}
    part = spliced(worksheet(rows).encode(), cells)
    assert read(tmp_path, part) == {**cells, (2, 2): 2}
    assert [part.index(f'r="{number}"'.encode()) for number in (1, 2, 3, 4, 5, 7)] == sorted(
        part.index(f'r="{number}"'.encode()) for number in (1, 2, 3, 4, 5, 7))


@pytest.mark.parametrize("rows", ["<sheetData/>", "<sheetData></sheetData>", "<sheetData />"])
def test_a_sheet_without_cells_gets_some(tmp_path: Path, rows: str) -> None:
    part = worksheet("").replace("<sheetData></sheetData>", rows).encode()
    assert read(tmp_path, spliced(part, {(3, 2): 7})) == {(3, 2): 7}


def test_every_kind_of_value_comes_back(tmp_path: Path) -> None:
    odd = ' a & <b> "c" 　_x000D_ \x01 \r end '
    values = {(1, 1): odd, (1, 2): 1.25, (1, 3): -7, (1, 4): True, (2, 1): date(2026, 5, 9), (2, 2): datetime(2026, 5, 9, 12)}
    part = worksheet('<row r="2"><c r="A2" s="1"/><c r="B2" s="2"/></row>').encode()
    assert read(tmp_path, spliced(part, values), "yyyy-mm-dd", "yyyy-mm-dd hh:mm") == values


def test_dates_are_counted_from_the_workbooks_own_day_one(tmp_path: Path) -> None:
    part = spliced(worksheet('<row r="1"><c r="A1" s="1"/></row>').encode(), {(1, 1): date(2026, 5, 9)}, epoch_1904=True)
    assert read(tmp_path, part, "14", properties='<workbookPr date1904="1"/>') == {(1, 1): date(2026, 5, 9)}


def test_a_cell_loses_its_formula_and_a_blank_keeps_its_style(tmp_path: Path) -> None:
    row = ('<row r="1"><c r="A1" s="4" t="str"><f>B1&amp;"x"</f><v>x</v></c><c r="B1" s="5"><v>1</v></c>'
           '<c r="C1"><v>2</v></c></row>')
    part = spliced(worksheet(row).encode(), {(1, 1): "y", (1, 2): None, (1, 3): None})
    assert b"<f>" not in part
    assert b'<c r="B1" s="5"/>' in part
    assert b'r="C1"' not in part
    assert read(tmp_path, part) == {(1, 1): "y"}


def test_a_new_cell_is_dressed_like_the_one_above_it_but_not_like_a_heading() -> None:
    rows = ('<row r="1"><c r="A1" s="9"/><c r="B1" s="9"/><c r="C1" s="9"/></row><row r="2"><c r="A2" s="3"/></row>'
            '<row r="4" s="6" customFormat="1"/>')
    part = spliced(worksheet(rows, before='<cols><col min="2" max="2" style="5"/></cols>').encode(),
                   {(3, 1): "a", (3, 2): "b", (3, 3): "c", (4, 2): "d"}, below=1)
    assert b'<c r="A3" s="3" ' in part
    assert b'<c r="B3" s="5" ' in part
    assert b'<c r="C3" t=' in part
    assert b'<c r="B4" s="6" ' in part


def test_the_dimension_stretches_over_what_is_new() -> None:
    part = worksheet("", before='<dimension ref="B2:C3"/>').encode()
    assert b'<dimension ref="A2:C9"/>' in spliced(part, {(9, 1): "x"})
    assert b'<dimension ref="B2:C3"/>' in spliced(part, {})


@pytest.mark.parametrize("part", [
    f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    worksheet("<row><c><v>1</v></c></row>"),
    worksheet('<row r="1" note="a>b"><!-- <c r="A1"> --><c r="A1" note=">"><v>1</v></c></row>'),
])
def test_parts_as_other_programs_write_them(tmp_path: Path, part: str) -> None:
    assert read(tmp_path, spliced(part.encode(), {(1, 2): "b", (2, 1): "c"})) == {(1, 1): 1, (1, 2): "b", (2, 1): "c"}


@pytest.mark.parametrize("encoding", ["UTF-16", "ISO-8859-1"])
def test_a_part_in_another_encoding_becomes_utf_8(tmp_path: Path, encoding: str) -> None:
    part = worksheet('<row r="1"><c r="A1" t="str"><v>é</v></c></row>').replace("UTF-8", encoding).encode(encoding)
    assert read(tmp_path, spliced(part, {(1, 2): "新"})) == {(1, 1): "é", (1, 2): "新"}
