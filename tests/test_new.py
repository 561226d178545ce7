"""Blank workbooks from a template that the office adapted: what it changed stays, what names a department follows."""

from __future__ import annotations

import json
import re
import shutil
import struct
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from excel_limits import complaints

from templates import adapted
from templates.blank import write
from templates.books import BOOKS
from templates.field import LOCALES
from templates.filled import Filled, read
from templates.geometry import address
from templates.identity import Identity
from templates.lists import Lists
from templates.xlsx.workbook import Workbook
from tests.office import _property, desktop, type_into
from tests.test_terminal import ORGANISATION, PLAN, ROWS, run

if TYPE_CHECKING:
    from collections.abc import Callable

FEW = Lists.of(ORGANISATION)
MANY = Lists.of({
    "departments": [{"department": "QA", "name": "质量部"}, {"department": "RD", "name": "研发部"},
                    {"department": "MK", "name": "市场 & 销售部"}],
    "people": [{"person": f"E{n}", "name": f"人{n}", "department": ("RD", "MK")[n % 2]} for n in range(40)],
    "assets": [{"asset": f"EQ-{n}", "name": f"设备{n}"} for n in range(7)],
    "accounts": [{"account": f"66{n:02}", "name": f"科目{n}", "class": "cost", "controllable": "yes"} for n in range(30)],
    "goals": [], "suppliers": [{"supplier": "S-1", "name": "供方"}],
})
PERIODS = {"year": ("2026", "2027"), "month": ("2026-06", "2027-01"), "half": ("2026H1", "2027H2")}


def made_for(key: str, department: str, period: str, locale: str = "zh-Hans", *, round_: int = 1) -> Identity:
    book = BOOKS[key]
    return Identity(key, book.version, "示例公司", period, department if book.owner == "department" else "",
                    round_ if book.rounds else 0, locale)


def template(path: Path, *, locale: str = "zh-Hans", records: Any = None, book: str = "plan", period: str = "2026",
             department: str = "QA") -> Path:
    """Our blank workbook, as the office starts from it."""
    write(path, BOOKS[book], made_for(book, department, period, locale), lists=FEW, records=records, rows=ROWS)
    return path


def office(tmp_path: Path) -> Path:
    """A folder with an organisation of two departments, QA and RD."""
    folder = tmp_path / "2026"
    write(folder / "organisation_2026.xlsx", BOOKS["organisation"],
          Identity("organisation", "2026.1", "示例公司", "2026"), records=ORGANISATION, rows=ROWS)
    return folder


def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(path: Path, change: Callable[[str, str], str], more: dict[str, bytes] | None = None) -> Path:
    """The same workbook with its XML parts changed one by one, and more parts."""
    kept = parts(path)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, part in kept.items():
            archive.writestr(name, change(name, part.decode()) if name.endswith((".xml", ".rels")) else part)
        for name, part in (more or {}).items():
            archive.writestr(name, part)
    return path


def part_of(path: Path, sheet: str) -> str:
    with Workbook(path) as workbook:
        return workbook.part(sheet)


def grids(path: Path) -> dict[str, tuple[object, ...]]:
    """Per sheet its values, its formulas, and all of its XML around the cells."""
    found: dict[str, tuple[object, ...]] = {}
    with Workbook(path) as workbook, ZipFile(path) as archive:
        for name in workbook.sheets:
            sheet = workbook.sheet(name)
            around = re.sub(rb"<sheetData>.*</sheetData>|<dimension[^>]*>", b"", archive.read(workbook.part(name)),
                            flags=re.DOTALL)
            found[name] = sheet.grid, {at: each.text for at, each in sheet.formulas.items()}, around
    return found


@pytest.mark.parametrize(("key", "locale"), list(zip(BOOKS, LOCALES * 3, strict=False)))
def test_a_template_left_as_it_was_gives_the_book_that_we_would_write(tmp_path: Path, key: str, locale: str) -> None:
    """Other department, organisation, year, round, longer and shorter lists: values, formulas, drop-downs, all of it."""
    before, after = PERIODS[BOOKS[key].period]
    old = replace(made_for(key, "QA", before, locale), organisation="旧公司")
    new = made_for(key, "MK", after, locale, round_=2)
    write(tmp_path / "t.xlsx", BOOKS[key], old, lists=FEW, rows=ROWS)
    opened = adapted.open_template(tmp_path / "t.xlsx", BOOKS[key])
    assert isinstance(opened, adapted.Template)
    adapted.write(opened, tmp_path / "made.xlsx", new, MANY)
    write(tmp_path / "ours.xlsx", BOOKS[key], new, lists=MANY, rows=ROWS)
    assert grids(tmp_path / "made.xlsx") == grids(tmp_path / "ours.xlsx")
    made, ours = parts(tmp_path / "made.xlsx"), parts(tmp_path / "ours.xlsx")
    assert list(made) == list(ours)
    assert {name for name in made if made[name] != ours[name] and "/sheet" not in name} <= {
        "xl/sharedStrings.xml", "docProps/core.xml"}
    assert new.file_name().removesuffix(".xlsx").encode() in made["docProps/core.xml"]
    assert list(adapted.still_named(opened.head, after)) == []
    assert complaints(tmp_path / "made.xlsx") == []


def test_lists_that_were_long_become_short_again(tmp_path: Path) -> None:
    write(tmp_path / "t.xlsx", BOOKS["plan"], made_for("plan", "RD", "2026"), lists=MANY, rows=ROWS)
    opened = adapted.open_template(tmp_path / "t.xlsx", BOOKS["plan"])
    assert isinstance(opened, adapted.Template)
    adapted.write(opened, tmp_path / "made.xlsx", made_for("plan", "QA", "2026"), FEW)
    write(tmp_path / "ours.xlsx", BOOKS["plan"], made_for("plan", "QA", "2026"), lists=FEW, rows=ROWS)
    assert grids(tmp_path / "made.xlsx") == grids(tmp_path / "ours.xlsx")


def test_every_department_gets_its_book_and_what_is_there_stays(tmp_path: Path) -> None:
    folder, source = office(tmp_path), template(tmp_path / "t.xlsx")
    (folder / "QA_plan_2026_r1.xlsx").write_bytes(b"somebody's work")
    code, _, err = run("new", folder, "--book", "plan", "--from", source, "--locale", "en")
    assert code == 0
    assert (folder / "QA_plan_2026_r1.xlsx").read_bytes() == b"somebody's work"
    assert "QA_plan_2026_r1.xlsx is there already" in err.replace("\n", "")
    made = read(folder / "RD_plan_2026_r1.xlsx", "")
    assert isinstance(made, Filled)
    assert (made.identity.department, made.identity.organisation, made.identity.locale) == ("RD", "示例公司", "zh-Hans")
    assert {each.name for each in folder.iterdir()} == {
        "organisation_2026.xlsx", "QA_plan_2026_r1.xlsx", "RD_plan_2026_r1.xlsx"}


X14 = ('<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="http://schemas.microsoft.com/office/'
       'spreadsheetml/2009/9/main"><x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" '
       'count="{count}">{rules}</x14:dataValidations></ext></extLst>')
PICTURE = b"\x89PNG a logo, or anything else that we do not understand"


def as_excel_saves(name: str, part: str) -> str:
    """Drop-downs over other sheets become extensions, formulas shared ones; a logo, a page's picture, a calc chain."""
    if name == "[Content_Types].xml":
        return part.replace("</Types>", '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-'
                            'officedocument.spreadsheetml.calcChain+xml"/></Types>')
    if name == "xl/_rels/workbook.xml.rels":
        return part.replace("</Relationships>", '<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/'
                            'officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/></Relationships>')
    if name == "xl/workbook.xml":
        return part.replace(' fullCalcOnLoad="1"', "").replace("</definedNames>", '<definedName name="people">'
                            "_lists!$G$2:$G$3</definedName></definedNames>")
    if "worksheets/sheet" not in name or "<dataValidation " not in part:
        return part
    rules = re.findall(r'<dataValidation type="list"[^>]*sqref="([^"]*)"[^>]*><formula1>(_lists![^<]*)</formula1>'
                       r"</dataValidation>", part)
    part = re.sub(r'<dataValidation type="list"[^>]*><formula1>_lists![^<]*</formula1></dataValidation>', "", part)
    moved = "".join(f'<x14:dataValidation type="list"><x14:formula1><xm:f>{source}</xm:f></x14:formula1>'
                    f"<xm:sqref>{area}</xm:sqref></x14:dataValidation>" for area, source in rules)
    return part.replace("</worksheet>", X14.format(count=len(rules), rules=moved) + "</worksheet>") if rules else part


def test_what_a_library_would_lose_on_saving_survives_byte_for_byte(tmp_path: Path) -> None:
    source = rewritten(template(tmp_path / "t.xlsx"), as_excel_saves,
                       {"xl/calcChain.xml": b"<calcChain/>", "xl/media/image1.png": PICTURE})
    opened = adapted.open_template(source, BOOKS["plan"])
    assert isinstance(opened, adapted.Template)
    adapted.write(opened, tmp_path / "made.xlsx", made_for("plan", "MK", "2026"), MANY)
    before, after = parts(source), parts(tmp_path / "made.xlsx")
    tasks = part_of(source, "工作任务")
    assert b"<xm:f>_lists!$G$2:$G$41</xm:f>" in after[tasks]           # people: 2 have become 40
    assert b"<xm:f>_lists!$F$2:$F$4</xm:f>" in after[tasks]            # departments
    around = [re.sub(rb"<sheetData>.*</sheetData>|<xm:f>[^<]*|<formula1>[^<]*", b"", each[tasks], flags=re.DOTALL)
              for each in (before, after)]
    assert around[0] == around[1]
    assert after["xl/media/image1.png"] == PICTURE
    assert b"_lists!$G$2:$G$41</definedName>" in after["xl/workbook.xml"]
    assert b'fullCalcOnLoad="1"' in after["xl/workbook.xml"]
    assert before.keys() - after.keys() == {"xl/calcChain.xml"}      # Excel makes it anew, and stops at a wrong one
    assert not any(b"calcChain" in part for part in after.values())


def test_the_offices_words_stay_and_its_places_are_filled(tmp_path: Path) -> None:
    def reword(name: str, part: str) -> str:
        if name == "xl/sharedStrings.xml":
            title = "{organisation}{department}{period}年第{round}轮任务单"
            part = part.replace("工作任务 · 部门工作计划 · 2026 · QA 质量部", title)
            part = part.replace(">任务名称<", ">做什么（写具体）<").replace(">期间<", ">计划年度<")
        part = part.replace('name="任务名称"', 'name="做什么（写具体）"') if "/tables/" in name else part
        return part.replace("&amp;L&amp;A", "&amp;L{department}") if "worksheets/sheet" in name else part

    source = rewritten(template(tmp_path / "t.xlsx"), reword)
    opened = adapted.open_template(source, BOOKS["plan"])
    assert isinstance(opened, adapted.Template)
    adapted.write(opened, tmp_path / "made.xlsx", made_for("plan", "MK", "2027", round_=2), MANY)
    made = openpyxl.load_workbook(tmp_path / "made.xlsx")
    assert made["工作任务"]["A1"].value == "示例公司市场 & 销售部2027年第2轮任务单"
    assert made["工作任务"]["F5"].value == "做什么（写具体）"
    assert "&amp;L市场 &amp;&amp; 销售部" in parts(tmp_path / "made.xlsx")[part_of(source, "工作任务")].decode()
    assert made["风险"]["A1"].value == "风险 · 部门工作计划 · 2027 · MK 市场 & 销售部"
    assert [cell.value for cell in made["填表说明"]["C"][1:4]] == ["MK 市场 & 销售部", "2027", "2"]
    assert complaints(tmp_path / "made.xlsx") == []


def test_the_ready_made_blank_names_no_department_its_books_do(tmp_path: Path) -> None:
    source = tmp_path / "t.xlsx"
    write(source, BOOKS["plan"], Identity("plan", "2026.1", "", "2026", round=1), rows=ROWS)
    opened = adapted.open_template(source, BOOKS["plan"])
    assert isinstance(opened, adapted.Template)
    adapted.write(opened, tmp_path / "made.xlsx", made_for("plan", "QA", "2026"), FEW)
    write(tmp_path / "ours.xlsx", BOOKS["plan"], made_for("plan", "QA", "2026"), lists=FEW, rows=ROWS)
    made, ours = grids(tmp_path / "made.xlsx"), grids(tmp_path / "ours.xlsx")
    assert {name for name in made if made[name] != ours[name]} == {"填表说明"}
    said = openpyxl.load_workbook(tmp_path / "made.xlsx")["填表说明"]
    assert [[cell.value for cell in row] for row in said["B1:C5"]] == [
        ["示例公司 部门工作计划", None], ["填报部门", "QA 质量部"], ["期间", "2026"], ["轮次", "1"], ["模板版本", "2026.1"]]


def test_a_name_that_every_book_would_bear_is_said(tmp_path: Path) -> None:
    def reword(name: str, part: str) -> str:
        return part.replace("工作任务 · 部门工作计划 · 2026 · QA 质量部", "质量部任务") if "sharedStrings" in name else part

    folder, source = office(tmp_path), rewritten(template(tmp_path / "t.xlsx"), reword)
    code, _, err = run("new", folder, "--book", "plan", "--from", source, "--locale", "en")
    assert code == 0
    assert "工作任务!A1 in the template still say 质量部" in err
    assert "{department}" in err
    shutil.copy(source, folder / "t.xlsx")
    assert "t.xlsx lies inside" in run("new", folder, "--book", "plan", "--from", folder / "t.xlsx", "--locale", "en")[2]


def test_the_template_may_be_saved_as_one(tmp_path: Path) -> None:
    """A .xltx says in its content types that it is a template; Excel opens no .xlsx that says so."""
    def as_template(name: str, part: str) -> str:
        return part.replace("spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml") if name.startswith("[") else part

    folder, source = office(tmp_path), rewritten(template(tmp_path / "t.xltx"), as_template)
    assert run("new", folder, "--book", "plan", "--from", source)[0] == 0
    assert b"template.main" in parts(source)["[Content_Types].xml"]
    assert b"template.main" not in parts(folder / "QA_plan_2026_r1.xlsx")["[Content_Types].xml"]


def without(word: str) -> Callable[[Path], None]:
    """The word is deleted wherever it stands."""
    return lambda path: said_otherwise(path, word, "")


def said_otherwise(path: Path, word: str, other: str) -> None:
    rewritten(path, lambda name, part: part.replace(f"<t>{word}</t>", f"<t>{other}</t>") if "sharedS" in name else part)


def drop(sheet: str) -> Callable[[Path], None]:
    """The sheet is deleted."""
    def remove(path: Path) -> None:
        rewritten(path, lambda name, part: re.sub(f'<sheet name="{sheet}"[^>]*>', "", part) if "workbook.xml" in name else part)
    return remove


@pytest.mark.parametrize(("spoil", "words"), [
    (lambda path: path.write_bytes(b"PK\3\4 broken"), ("已损坏", "已損壞|已損毀", "damaged")),
    (lambda path: path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)), (r"\.xls", r"\.xls", r"\.xls")),
    (drop("_book"), ("_book", "_book", "_book")),
    (lambda path: said_otherwise(path, "2026.1", "2025.3"), (r"2025\.3", r"2025\.3", r"2025\.3.*2026\.1")),
    (without("deliverable"), ("工作任务 交付成果", "工作項目 產出物", r"Tasks Deliverable \(deliverable\)")),
    (drop("风险"), ("风险", "風險", "Risks")),
    (without("submitted"), ("封面 报送日期", "封面 報送日期", "Cover Submitted on")),
    (drop("_lists"), ("_lists", "_lists", "_lists")),
    (without("people"), (r"_lists \(people\)", r"名錄 \(people\)", r"_lists \(people\).*Directory \(people\)")),
    (without("goals.name"), ("名录", "名錄", r"Directory \(goals\.name\)")),
    (lambda path: template(path, records={"tasks": [None, {"note": "x"}]}), ("填过内容：工作任务!AB7", "AB7", "AB7")),
    (lambda path: template(path, records={"risks": [{"risk": "无"}]}), ("已经填过", "已經填過", "filled in already: 风险!A6")),
    (lambda path: template(path, book="budget"), ("部门预算", "部門預算", "--book budget")),
])
def test_what_cannot_be_a_template_is_said_and_nothing_is_written(
    tmp_path: Path, spoil: Callable[[Path], None], words: tuple[str, ...],
) -> None:
    folder, source = office(tmp_path), template(tmp_path / "t.xlsx")
    spoil(source)
    for locale, word in zip(LOCALES, words, strict=True):
        code, out, err = run("new", folder, "--book", "plan", "--from", source, "--locale", locale)
        assert re.search(word, err.replace("\n", "")), err
        assert (code, out) == (2, "")
    assert [each.name for each in folder.iterdir()] == ["organisation_2026.xlsx"]


def test_a_form_may_be_filled_in_beforehand(tmp_path: Path) -> None:
    folder = office(tmp_path)
    source = template(tmp_path / "t.xlsx", records={"cover": [{"reviewed_by": "王总", "plan_start": date(2026, 1, 1)}]})
    assert run("new", folder, "--book", "plan", "--from", source)[0] == 0
    made = read(folder / "RD_plan_2026_r1.xlsx", "")
    assert isinstance(made, Filled)
    (cover,) = made.tables["cover"]
    assert cover["plan_start"] == date(2026, 1, 1)


def test_a_template_that_openpyxl_has_saved_is_one_too(tmp_path: Path) -> None:
    """It writes texts into the cells and ranges with their letters as numbers."""
    folder, source = office(tmp_path), template(tmp_path / "t.xlsx")
    workbook = openpyxl.load_workbook(source)
    workbook["工作任务"].insert_rows(1)
    workbook["名录"].title = "代码表"
    workbook.save(source)
    shorter = {"people": ORGANISATION["people"][:1]}
    write(folder / "organisation_2026.xlsx", BOOKS["organisation"],
          Identity("organisation", "2026.1", "示例公司", "2026"), records={**ORGANISATION, **shorter}, rows=ROWS)
    assert run("new", folder, "--book", "plan", "--from", source)[0] == 0
    made = openpyxl.load_workbook(folder / "RD_plan_2026_r1.xlsx")
    assert made["工作任务"]["A2"].value == "工作任务 · 部门工作计划 · 2026 · RD 研发部"
    assert [made["代码表"].cell(row, 4).value for row in (4, 5, 6)] == ["编号", "E1", None]
    rules = {rule.formula1 for rule in made["工作任务"].data_validations.dataValidation}
    assert "_lists!$G$2:$G$2" in rules


def logo(path: Path) -> Path:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixels = b"".join(b"\0" + b"\xc8\x1e\x1e" * 60 for _ in range(20))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 60, 20, 8, 2, 0, 0, 0))
                     + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b""))
    return path


def adapt(desk: Any, path: Path, picture: Path) -> None:
    """What an office does: a letterhead with a logo, a column moved, one added that looks names up, a sheet renamed."""
    import uno  # noqa: PLC0415 - Debian's, linked into the environment by ./run setup

    document = desk.loadComponentFromURL(path.as_uri(), "_blank", 0, (_property("Hidden", True),))
    tasks, directory = document.Sheets.getByName("工作任务"), document.Sheets.getByName("名录")
    tasks.Rows.insertByIndex(0, 2)
    tasks.getCellRangeByName("A1").String = "{organisation}　{department}"
    tasks.Columns.insertByIndex(5, 1)                   # the owner, so far in L, comes to stand in F
    tasks.moveRange(tasks.getCellRangeByName("F1").CellAddress, tasks.getCellRangeByName("M1:M307").RangeAddress)
    tasks.Columns.removeByIndex(12, 1)
    tasks.getCellRangeByName("AC7").String = "姓名"
    tasks.getCellRangeByName("AC8").Formula = '=IF(F8="";"";VLOOKUP(F8;$名录.$D$5:$E$6;2;0))'
    tasks.getCellRangeByName("A7:AB7").CellBackColor = 0xCCFFCC
    tasks.Name = "任务清单"
    directory.Rows.insertByIndex(0, 1)
    document.Sheets.insertNewByName("填报要求", 1)
    document.Sheets.getByName("填报要求").getCellRangeByName("A1").String = "请 {department} 于 12 月 5 日前报送"
    shape = document.createInstance("com.sun.star.drawing.GraphicObjectShape")
    shape.Size = uno.createUnoStruct("com.sun.star.awt.Size", 3000, 1000)
    shape.GraphicURL = picture.as_uri()
    tasks.DrawPage.add(shape)
    document.storeToURL(path.as_uri(), (_property("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)


@pytest.mark.office
def test_a_template_adapted_in_libreoffice_gives_books_that_are_filled_in_and_judged_like_ours(tmp_path: Path) -> None:
    folder, source = office(tmp_path), template(tmp_path / "t.xlsx")
    with desktop(tmp_path / "office") as desk:
        adapt(desk, source, logo(tmp_path / "logo.png"))
        assert run("new", folder, "--book", "plan", "--from", source)[0] == 0
        made = folder / "QA_plan_2026_r1.xlsx"
        blank = read(made, made.name)
        assert isinstance(blank, Filled)
        cells: dict[str, dict[str, object]] = {}
        for key, records in PLAN.items():
            table, sheet = blank.tables[key], BOOKS["plan"].by_key[key]
            for index, record in enumerate(records):
                for column, value in record.items():
                    choices = sheet.by_key[column].choices
                    typed = choices[str(value)].hans if value in choices else value
                    cells.setdefault(table.name, {})[table.address(column, index)] = typed
        cells["任务清单"]["X8"] = "十万"                  # the budget, two rows further down than ours has it
        type_into(desk, made, cells)
    assert blank.tables["tasks"].address("owner", 0) == "F8"
    assert address(BOOKS["plan"].by_key["tasks"], "owner") == "L6"
    found = json.loads(run("validate", made, "--format", "json")[1])["findings"]
    assert [(each["code"], each["cells"][0]["sheet"], each["column"]) for each in found] == [("F03", "任务清单", "budget")]

    before = parts(source)
    after = parts(folder / "RD_plan_2026_r1.xlsx")
    pictures = {name for name in before if "media" in name or "drawing" in name}
    assert pictures
    assert {name: after[name] for name in pictures} == {name: before[name] for name in pictures}
    filled = openpyxl.load_workbook(made, data_only=True)
    assert filled["任务清单"]["A1"].value == "示例公司　质量部"
    assert filled["任务清单"]["AC8"].value == "张三"      # the office's own formula finds the name in the longer list
    assert filled["填报要求"]["A1"].value == "请 质量部 于 12 月 5 日前报送"
    assert filled["任务清单"]["P8"].value == 10          # the working days of the task, by the list of days off
    assert filled["任务清单"]["A7"].fill.fgColor.rgb == "FFCCFFCC"
    assert complaints(folder / "RD_plan_2026_r1.xlsx") == []
