"""Each of Excel's limits is caught in a workbook that breaks it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from excel_limits import COMMON, complaints, formula_complaints

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "xl/tables/table1.xml"
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A workbook with everything that is judged, and nothing wrong."""
    path = tmp_path / "sound.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("First")
        workbook.add_worksheet("Second")
        sheet.add_table("A1:B3", {"name": "t_first", "columns": [{"header": "one"}, {"header": "two"}]})
        sheet.write_number("A2", 46_000, workbook.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_formula("D2", "=SUM(A2,1)", None, 46_001)
        sheet.write_string("D3", "plain words")
        sheet.data_validation("B2:B3", {"validate": "list", "source": ["yes", "no"], "input_title": "Title",
                                        "input_message": "Prompt", "error_title": "Error", "error_message": "Message"})
        sheet.conditional_format("B2:B3", {"type": "formula", "criteria": "=LEN($B2)=0",
                                           "format": workbook.add_format({"bold": True})})
        sheet.write_url("E1", "https://example.org/page")
        sheet.merge_range("G1:H1", "merged")
        workbook.define_name("Own_name", "=First!$A$2")
        sheet.set_footer("&P")
        sheet.set_column("A:A", 20)
        sheet.set_row(4, 30)
    assert complaints(path) == []
    return path


def broken(sound: Path, part: str, old: str, new: str) -> str:
    """The complaints about the sound workbook with one thing changed in one part."""
    path = sound.with_name("broken.xlsx")
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode()
            if name == part:
                assert old in content
                content = content.replace(old, new)
            target.writestr(name, content)
    return "\n".join(complaints(path))


@pytest.mark.parametrize(("part", "old", "new", "said"), [
    ("xl/workbook.xml", 'name="Second"', f'name="{"n" * 32}"', "sheet name of 32 characters"),
    ("xl/workbook.xml", 'name="Second"', 'name="a/b"', "forbidden character"),
    ("xl/workbook.xml", 'name="Second"', "name=\"it'\"", "forbidden character"),
    ("xl/workbook.xml", 'name="Second"', 'name="History"', "reserved sheet name"),
    ("xl/workbook.xml", 'name="Second"', 'name="FIRST"', "two sheets named"),
    ("xl/workbook.xml", "Own_name", "Z1", "defined name looks like a cell"),
    ("xl/workbook.xml", "Own_name", "own name", "defined name is no name"),
    ("xl/workbook.xml", "<definedNames>", "<externalReferences/><definedNames>", "link to another workbook"),
    ("xl/workbook.xml", "First!$A$2", "[1]First!$A$2", "refers to another workbook"),
    (TABLE, 'displayName="t_first"', 'displayName="T1"', "table name looks like a cell"),
    (TABLE, 'displayName="t_first"', 'displayName="t first"', "table name is no name"),
    (TABLE, 'name="two"', 'name="ONE"', "two table headers"),
    (TABLE, 'name="two"', 'name="other"', "table header other stands over 'two'"),
    (TABLE, 'ref="A1:B3"', 'ref="A1:C3"', "2 headers for 3 columns"),
    (TABLE, 'ref="A1:B3"', 'ref="A1:B1"', "has no row"),
    (SHEET, "G1:H1", "B1:H1", "overlaps merged area"),
    (SHEET, "<mergeCells", '<autoFilter ref="A1:B3"/><mergeCells', "overlaps the sheet's filter"),
    (SHEET, 'r="D3"', 'r="D1048577"', "outside of the sheet"),
    (SHEET, 'r="D3"', 'r="XFE3"', "outside of the sheet"),
    (SHEET, 'r="D2"', 'r="D2" cm="1"', "dynamic array"),
    (SHEET, "<f>", '<f t="array" ref="D2">', "array formula"),
    (SHEET, "SUM(A2,1)", "SUM([2]Other!A2,1)", "refers to another workbook"),
    (SHEET, "SUM(A2,1)", "SUM(#REF!,1)", "cells that are gone"),
    (SHEET, "SUM(A2,1)", "_xlfn.XLOOKUP(A2,1)", "XLOOKUP is not common"),
    (SHEET, "SUM(A2,1)", "1" + "+1" * 4_096, "formula of 8193 characters"),
    (SHEET, "<v>46000</v>", "<v>2</v>", "date outside of 1900-03-01"),
    (SHEET, "<v>46000</v>", "<v>-1</v>", "date outside of 1900-03-01"),
    (SHEET, "<v>46000</v>", "<v>NaN</v>", "no number"),
    (SHEET, "<v>46000</v>", "<v>inf</v>", "no number"),
    (SHEET, "<v>46000</v>", "<v>many</v>", "no number"),
    (SHEET, 'prompt="Prompt"', f'prompt="{"p" * 256}"', "prompt of 256 characters"),
    (SHEET, 'promptTitle="Title"', f'promptTitle="{"p" * 33}"', "promptTitle of 33 characters"),
    (SHEET, 'error="Message"', f'error="{"p" * 256}"', "error of 256 characters"),
    (SHEET, 'errorTitle="Error"', f'errorTitle="{"p" * 33}"', "errorTitle of 33 characters"),
    (SHEET, '"yes,no"', f'"{"y" * 256}"', "list of 256 characters"),
    (SHEET, '"yes,no"', "A1" + "+1" * 127, "formula of 256 characters"),
    (SHEET, '"yes,no"', '{"yes","no"}', "validation with a list in braces"),
    (SHEET, '"yes,no"', "[1]Other!A1:A9", "refers to another workbook"),
    (SHEET, "</dataValidations>", '<dataValidation sqref="B3"/></dataValidations>', "two validations of one cell"),
    (SHEET, "LEN($B2)=0", 'OR($B2={"a","b"})', "conditional format with a list in braces"),
    (SHEET, "LEN($B2)=0", "[3]Other!A1=0", "refers to another workbook"),
    (SHEET, "&amp;P", "f" * 256, "header or footer of 256 characters"),
    (SHEET, 'width="20.7109375"', 'width="256"', "wider than 255"),
    (SHEET, 'ht="30"', 'ht="410"', "higher than 409.5"),
    (SHEET, '<hyperlink ref="E1"', "<hyperlink/>" * 65_530 + '<hyperlink ref="E1"', "65531 hyperlinks"),
    ("xl/worksheets/_rels/sheet1.xml.rels", "https://example.org/page", "https://" + "u" * 2_080, "hyperlink of 2088"),
    ("xl/sharedStrings.xml", "plain words", "w" * 32_768, "text of 32768 characters"),
    ("xl/sharedStrings.xml", "plain words", "😀" * 16_384, "text of 32768 characters"),
    ("xl/styles.xml", "<cellXfs", f"<cellXfs>{'<xf/>' * 64_001}</cellXfs><cellXfs", "of xf, 64000 are allowed"),
    ("xl/styles.xml", "<fonts", f"<fonts>{'<font/>' * 1_025}</fonts><fonts", "of font, 1024 are allowed"),
])
def test_a_broken_limit_is_told(sound: Path, part: str, old: str, new: str, said: str) -> None:
    assert said in broken(sound, part, old, new)


def test_two_tables_of_one_name_are_told(sound: Path) -> None:
    with zipfile.ZipFile(sound, "a") as file:
        file.writestr("xl/tables/table2.xml", file.read(TABLE).decode().replace("t_first", "T_FIRST"))
    assert any("two tables named" in each for each in complaints(sound))


@pytest.mark.parametrize(("formula", "said"), [
    ("IF(1," * 65 + "1" + ")" * 65, "nested 65 deep"),
    (f'LEN("{"x" * 256}")', "text of 256 characters in a formula"),
    ("SUM(" + ",".join("1" for _ in range(256)) + ")", "256 arguments"),
    ("TEXTJOIN(A1)", "TEXTJOIN is not common"),
    ("'C:\\[book.xlsx]sheet'!A1", "refers to another workbook"),
])
def test_a_bad_formula_is_told(formula: str, said: str) -> None:
    assert said in "\n".join(formula_complaints(formula))


@pytest.mark.parametrize("formula", [
    "IF(1," * 64 + "1" + ")" * 64,
    f'LEN("{"x" * 255}")',
    'IF(A1="TEXTJOIN(","(((",1)',
    "SUM('sheet (1)'!A1:A9)",
    'COUNTIFS(_lists!$B$2:$B$9,">="&A1)',
])
def test_a_sound_formula_passes(formula: str) -> None:
    assert list(formula_complaints(formula)) == []


def test_newer_functions_are_not_on_the_list() -> None:
    assert not COMMON & {"XLOOKUP", "FILTER", "LET", "TEXTJOIN", "CONCAT", "IFS", "SWITCH", "MAXIFS", "SEQUENCE"}
