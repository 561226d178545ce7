"""F10: drop-downs and colours lost by pasting, in books as our writer, openpyxl, LibreOffice, Excel and WPS leave them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from office import _property, desktop
from tables import said

from checks.judge import judge
from checks.portfolio import assemble
from samples.disguise import falsify_dimension, paste_over, write_foreign
from samples.folder import Workbook
from templates.blank import write
from templates.books import BOOKS
from templates.filled import read
from templates.identity import Identity
from templates.lists import Lists
from templates.xlsx.workbook import Workbook as Reader

IDENTITY = Identity("plan", BOOKS["plan"].version, "示例单位", "2026", "A", 1)
LISTS = Lists.of({"people": [{"person": "E1", "name": "李娜", "department": "A"}], "goals": [{"goal": "G1", "name": "准时"}]})
SHEET = BOOKS["plan"].by_key["tasks"].label.hans
PRIORITY, OWNER = "hint: plan.tasks {} priority", "hint: plan.tasks {} owner"


def tasks(count=3, **more):
    return [{"task": f"T-A-{number}", "goal": "G1", "name": "编制说明书", "priority": "high", "urgency": "low", "owner": "E1",
             "start": date(2026, 3, 2), "finish": date(2026, 3, 6), **more} for number in range(1, count + 1)]


@pytest.fixture
def plan(tmp_path):
    """Writes A's plan; `pasted` are columns whose first rows were pasted over."""

    def make(records=None, *pasted, rows=20, over=3):
        path = tmp_path / "A_plan_2026_r1.xlsx"
        write(path, BOOKS["plan"], IDENTITY, lists=LISTS, rows=rows, records={"tasks": records or tasks()})
        for column in pasted:
            paste_over(path, IDENTITY, "tasks", column, over)
        return path

    return make


def found(path):
    return said(assemble(path.parent, [read(path, path.name)]), "F10")


def rewritten(path, pattern, put, *, sheet=SHEET):
    """Replace by a regular expression what the part of a sheet says."""
    with Reader(path) as reader:
        part = reader.part(sheet)
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before = parts[part]
    parts[part] = re.sub(pattern.encode(), put if callable(put) else put.encode(), before, flags=re.DOTALL)
    assert parts[part] != before
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_a_column_that_was_pasted_over(plan):
    assert found(plan(None, "priority")) == [PRIORITY.format("T-A-1")]
    assert found(plan(None, "owner")) == [OWNER.format("T-A-1")]
    assert found(plan(None, "priority", "owner", "urgency")) == [
        PRIORITY.format("T-A-1"), "hint: plan.tasks T-A-1 urgency", OWNER.format("T-A-1")]
    assert found(plan()) == []


def test_it_points_at_the_first_filled_cell_that_lost_it(plan):
    records = tasks()
    records[0] = {**records[0], "priority": None}
    assert found(plan(records, "priority")) == [PRIORITY.format("T-A-2")]
    assert found(plan([{**each, "priority": None} for each in records], "priority")) == []
    only = rewritten(plan(tasks(5)), 'sqref="I6:I25"', 'sqref="I6:I7 I9:I25"')
    assert found(only) == [PRIORITY.format("T-A-3")]


def test_columns_without_a_drop_down_are_not_judged(plan):
    assert found(plan(None, "name", "start", "supporters", "duration", "task")) == []


def test_a_wrong_value_says_more(plan):
    records = tasks()
    records[2] = {**records[2], "priority": "特高", "owner": "某人"}
    path = plan(records, "priority", "owner", "urgency")
    assert found(path) == ["hint: plan.tasks T-A-1 urgency", OWNER.format("T-A-1")]     # alone, owners are not looked up
    codes = [each.code for each in judge(assemble(path.parent, [read(path, path.name)]), raising=True).findings
             if each.anchor.column == "priority"]
    assert codes == ["F04"]


def test_rows_below_the_prepared_ones_never_had_any(plan):
    path = plan(rows=5)
    book = openpyxl.load_workbook(path)
    for row in range(11, 31):
        for column in range(1, 16):
            book[SHEET].cell(row, column, book[SHEET].cell(6, column).value)
    book.save(path)
    assert len(read(path, path.name).tables["tasks"]) == 23
    assert found(path) == []


def test_pasting_down_to_the_last_prepared_row(plan):
    assert found(plan(tasks(8), "priority", over=20)) == [PRIORITY.format("T-A-1")]      # choices always had one
    assert found(plan(tasks(8), "owner", over=20)) == []                                 # references perhaps never did
    half = rewritten(plan(tasks(8)), 'sqref="I6:I25"', 'sqref="I6:I9"')
    assert found(half) == [PRIORITY.format("T-A-5")]


def test_colours_alone(plan):
    def spared(match):
        return match[0].replace(b"I6:I25", b"I8:I25").replace(b"A6:AB25", b"A6:H25 I8:I25 J6:AB25")

    path = rewritten(plan(), "<conditionalFormatting [^>]*>", spared)
    assert found(path) == [PRIORITY.format("T-A-1")]
    finding = next(each for each in judge(assemble(path.parent, [read(path, path.name)]), raising=True).findings
                   if each.code == "F10")
    assert finding.variant == "colours"
    assert found(rewritten(plan(), "<conditionalFormatting.*</conditionalFormatting>", "")) == []


def test_books_of_other_programs_have_none_to_lose(plan, tmp_path):
    path = tmp_path / "A_plan_2026_r1.xlsx"
    write_foreign(path, Workbook(path.name, IDENTITY, {"tasks": tasks()}), LISTS)
    assert len(read(path, path.name).tables["tasks"]) == 3
    assert found(path) == []


def test_openpyxl_keeps_them_and_wps_says_a_false_dimension(plan):
    for change in (lambda path: openpyxl.load_workbook(path).save(path), falsify_dimension):
        for pasted in ((), ("priority",)):
            path = plan(None, *pasted)
            change(path)
            assert found(path) == [PRIORITY.format("T-A-1")] * len(pasted)


EXTENSION = (
    '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    'uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}"><x14:dataValidations '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="list" '
    'allowBlank="1"><x14:formula1><xm:f>_lists!$A$1:$A$9</xm:f></x14:formula1><xm:sqref>{}</xm:sqref>'
    "</x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
)
"""How Excel keeps a drop-down whose list stands on another sheet."""


def test_drop_downs_as_excel_keeps_them(plan):
    for areas, lost in (("L6:L25", []), ("L8:L25", [OWNER.format("T-A-1")]), ("L6 L7:L8 L9:L25", [])):
        path = rewritten(plan(), '<dataValidation [^>]*sqref="L6:L25".*?</dataValidation>', "")
        assert found(rewritten(path, "</worksheet>", EXTENSION.format(areas))) == lost


def test_areas_in_crumbs_and_areas_that_are_none(plan):
    crumbs = " ".join(f"I{row}" for row in range(25, 5, -1))
    assert found(rewritten(plan(), 'sqref="I6:I25"', f'sqref="{crumbs}"')) == []
    assert found(rewritten(plan(), 'sqref="I6:I25"', 'sqref="#REF! I6:I25"')) == []
    assert found(rewritten(plan(), 'sqref="I6:I25"', 'sqref="I:I"')) == []


def test_a_table_in_crumbs_is_judged_at_once(plan):
    records = tasks(2000)
    crumbs = " ".join(f"I{row}" for row in range(6, 2006))
    path = rewritten(plan(records, rows=2000), 'sqref="I6:I2005"', f'sqref="{crumbs}"')
    assert found(path) == []


def pasted_in_libreoffice(office, path: Path, cells: str = "") -> None:
    """Paste cells of a new sheet over some of ours, with their formats, and save as .xlsx; without cells only save."""
    document = office.loadComponentFromURL(path.as_uri(), "_blank", 0, (_property("Hidden", True),))
    try:
        if cells:
            document.Sheets.insertNewByName("草稿", 99)
            target = document.Sheets.getByName(SHEET).getCellRangeByName(cells)
            source = document.Sheets.getByName("草稿").getCellRangeByPosition(
                0, 0, target.Columns.Count - 1, target.Rows.Count - 1)
            source.setDataArray(target.getDataArray())
            document.Sheets.getByName(SHEET).copyRange(target.getCellByPosition(0, 0).CellAddress, source.RangeAddress)
        document.storeToURL(path.as_uri(), (_property("FilterName", "Calc MS Excel 2007 XML"),))
    finally:
        document.close(True)


@pytest.mark.office
def test_pasting_in_libreoffice(plan, tmp_path):
    path = plan()
    with desktop(tmp_path / "office") as office:
        pasted_in_libreoffice(office, path)
        assert found(path) == []
        pasted_in_libreoffice(office, path, "I7:J8")
        assert found(path) == [PRIORITY.format("T-A-2"), "hint: plan.tasks T-A-2 urgency"]
