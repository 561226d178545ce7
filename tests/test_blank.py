"""Blank and filled workbooks as people open them, and what programs find in them."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from excel_limits import complaints
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from templates.blank import write
from templates.book import Book, Sheet
from templates.books import BOOKS
from templates.field import LOCALES, Words, choice, text
from templates.filled import Filled, read
from templates.formula import Layout, normal_form
from templates.geometry import CHECK_KEY, FIRST_ROW
from templates.identity import Identity
from templates.lists import Lists
from templates.ready import FOLDER, ready_name, write_ready
from templates.xlsx.values import CellError

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook.workbook import Workbook

PERIODS = {"year": "2026", "month": "2026-06", "half": "2026H1"}
LISTS = Lists.of({
    "departments": [{"department": "RD", "name": "研发部"}, {"department": "QA", "name": "质量部"}],
    "people": [{"person": "E2", "name": "赵敏", "department": "QA"},
               {"person": "E1", "name": "李娜", "department": "RD"}],
    "accounts": [{"account": "6001", "name": "收入", "class": "revenue", "controllable": "no"},
                 {"account": "6602", "name": "差旅费", "class": "expense", "controllable": "yes"}],
    "goals": [{"goal": "G1", "name": "合格率"}],
})
TASK = {"task": "T-RD-001", "goal": "G1", "name": "振动试验", "description": "三个方向的振动试验", "priority": "high",
        "urgency": "low", "owner": "E1", "supporters": ("E1", "E2"), "deliverable": "试验报告",
        "acceptance_criterion": "合格率≥97.5%", "start": date(2026, 2, 9), "finish": date(2026, 3, 6)}


def identity(book: Book, locale: str = "zh-Hans") -> Identity:
    department = "RD" if book.owner == "department" else ""
    return Identity(book.key, book.version, "示例单位", PERIODS[book.period], department, int(book.rounds), locale)


def made(folder: Path, key: str, locale: str = "zh-Hans", **options: Any) -> Path:
    path = folder / f"{key}.xlsx"
    write(path, BOOKS[key], identity(BOOKS[key], locale), **{"lists": LISTS, **options})
    return path


@pytest.fixture(scope="module")
def blank_plan(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return openpyxl.load_workbook(made(tmp_path_factory.mktemp("blank"), "plan"))


def drop_downs(workbook: Workbook, sheet: str) -> dict[str, Any]:
    """Column letter → its validation, checked to cover all prepared rows."""
    found = {}
    for rule in workbook[sheet].data_validations.dataValidation:
        area = str(rule.sqref)
        assert area.partition(":")[2].endswith("305"), area
        found[area.partition("6")[0]] = rule
    return found


def test_a_plan_says_what_it_is_in_cell_text(blank_plan: Workbook) -> None:
    sheet = blank_plan["_book"]
    said = dict(sheet.iter_rows(max_col=2, values_only=True))
    assert sheet.sheet_state == "hidden"
    assert said["book"] == "plan"
    assert said["department"] == "RD"
    assert said["period"] == "2026"
    assert said["round"] == "1"
    assert said["locale"] == "zh-Hans"
    assert said["sheet:tasks"] == "工作任务"
    assert {key for key in said if key.startswith("sheet:")} == {f"sheet:{each.key}" for each in BOOKS["plan"].sheets}


def test_sheets_stand_in_the_order_of_work(blank_plan: Workbook) -> None:
    declared = [each.label.hans for each in BOOKS["plan"].sheets]
    assert blank_plan.sheetnames == ["填表说明", "自检汇总", *declared, "名录", "_lists", "_checks", "_book"]
    assert blank_plan.active is not None
    assert blank_plan.active.title == "填表说明"


def test_keys_are_hidden_above_labels_that_head_a_table(blank_plan: Workbook) -> None:
    sheet, declared = blank_plan["工作任务"], BOOKS["plan"].by_key["tasks"]
    shown = len(declared.fields) + 1                     # right of them stand hidden columns of the self-checks
    assert [cell.value for cell in sheet[4]][:shown] == [*(field.key for field in declared.fields), CHECK_KEY]
    assert sheet.row_dimensions[4].hidden
    assert [cell.value for cell in sheet[5]][:shown] == [*(field.label.hans for field in declared.fields), "自检"]
    assert sheet.tables["t_tasks"].ref == f"A5:{get_column_letter(sheet.max_column)}305"
    assert sheet.freeze_panes == "B6"
    assert sheet.print_title_rows == "$5:$5"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)


def test_headings_tell_required_optional_and_derived_apart(blank_plan: Workbook) -> None:
    fields = BOOKS["plan"].by_key["tasks"].fields
    fills = {field.key: blank_plan["工作任务"].cell(5, column).fill.fgColor.rgb
             for column, field in enumerate(fields, 1)}
    assert len({fills["owner"], fills["note"], fills["duration"]}) == 3
    assert fills["owner"] == fills["start"]


def test_every_column_has_a_drop_down_or_a_hint(blank_plan: Workbook) -> None:
    fields = BOOKS["plan"].by_key["tasks"].fields
    rules = list(drop_downs(blank_plan, "工作任务").values())
    assert len(rules) == len(fields)
    by_key = {field.key: rule for field, rule in zip(fields, rules, strict=True)}
    assert all(rule.promptTitle and rule.prompt for rule in rules)
    assert by_key["priority"].formula1 == '"高,中,低"'
    assert by_key["priority"].errorStyle == "warning"
    assert by_key["owner"].formula1.startswith("_lists!")
    assert by_key["parent_task"].formula1.startswith("OFFSET('工作任务'!$A$6")
    assert by_key["start"].type == "date"
    assert by_key["supporters"].type in (None, "none")
    assert by_key["duration"].type in (None, "none")


def test_people_are_offered_with_their_names_the_own_department_first(blank_plan: Workbook) -> None:
    lists = blank_plan["_lists"]
    heads = [cell.value for cell in lists[1]]
    column = heads.index("people") + 1
    assert [lists.cell(row, column).value for row in (2, 3)] == ["E1 李娜", "E2 赵敏"]
    assert lists.sheet_state == "hidden"


def test_nobody_is_warned_of_nothing_to_report(blank_plan: Workbook) -> None:
    assert not drop_downs(blank_plan, "人力需求")["A"].showErrorMessage
    assert drop_downs(blank_plan, "设备需求")["A"].showErrorMessage


def test_the_first_sheet_leads_to_the_others(blank_plan: Workbook) -> None:
    links = {cell.value for row in blank_plan["填表说明"].iter_rows() for cell in row if cell.hyperlink}
    assert links == {"自检汇总", *(each.label.hans for each in BOOKS["plan"].sheets)}


def test_choices_too_long_for_a_cell_stand_on_the_list_sheet(tmp_path: Path) -> None:
    many = {f"c{n}": Words(f"第{n:03}种情形", f"第{n:03}種情形", f"Case {n:03}, or so") for n in range(60)}
    book = Book("wide", Words("宽", "寬", "Wide"), (Sheet("one", Words("一", "一", "One"), (
        text("name", Words("名称", "名稱", "Name")), choice("case", Words("情形", "情形", "Case"), many),
    )),), "department")
    path = tmp_path / "wide.xlsx"
    write(path, book, Identity("wide", "1", "", "2026"))
    workbook = openpyxl.load_workbook(path)
    assert drop_downs(workbook, "一")["B"].formula1 == "_lists!$F$2:$F$61"
    assert workbook["_lists"]["F61"].value == "第059种情形"
    assert complaints(path) == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("key", BOOKS)
def test_every_book_keeps_excels_limits(tmp_path: Path, key: str, locale: str) -> None:
    with_lists, without = made(tmp_path / "a", key, locale), made(tmp_path / "b", key, locale, lists=None, rows=12)
    assert complaints(with_lists) == []
    assert complaints(without) == []
    assert with_lists.stat().st_size < 600_000


def test_a_record_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = made(tmp_path, "plan", "en", records={
        "cover": [{"prepared_by": "李娜", "submitted": date(2025, 12, 18)}], "tasks": [None, TASK],
        "risks": [{"risk": "无"}],
    })
    filled = read(path, "plan.xlsx")
    assert isinstance(filled, Filled)
    (row,) = filled.tables["tasks"]
    assert row.at("owner").cell == "L7"
    assert row["priority"] == "high"
    assert row["supporters"] == ("E1", "E2")
    assert row["start"] == date(2026, 2, 9)
    assert filled.tables["risks"].nil
    (cover,) = filled.tables["cover"]
    assert cover["submitted"] == date(2025, 12, 18)
    assert openpyxl.load_workbook(path)["Tasks"]["I7"].value == "High"


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    typed = ["=1+1", '=HYPERLINK("http://x")', "+86", "-", "@sum", "http://example.org", "{=1}", "00123"]
    path = made(tmp_path, "plan", records={"tasks": [{**TASK, "note": each, "task": each} for each in typed]}, rows=12)
    sheet = openpyxl.load_workbook(path)["工作任务"]
    assert [sheet.cell(row, 28).value for row in range(6, 6 + len(typed))] == typed
    assert {sheet.cell(row, 28).data_type for row in range(6, 6 + len(typed))} == {"s"}
    assert not sheet._hyperlinks


def test_what_no_cell_can_hold_does_not_stop_the_writer(tmp_path: Path) -> None:
    odd = [float("nan"), float("inf"), 10**30, "x" * 40_000, "\x01\ud800", date(1, 1, 1), True, b"b"]
    path = made(tmp_path, "plan", records={"tasks": [{**TASK, "budget": each, "note": each} for each in odd]}, rows=12)
    assert complaints(path) == []
    sheet = openpyxl.load_workbook(path)["工作任务"]
    note = [sheet.cell(row, 28).value for row in range(6, 6 + len(odd))]
    assert note[:3] == [None, "inf", str(10**30)]
    assert len(note[3]) == 32_767
    assert note[5] == "0001-01-01"
    assert note[6] is True


cell_values = st.one_of(st.none(), st.text(max_size=20), st.floats(), st.integers(), st.booleans(), st.dates(),
                        st.lists(st.text(max_size=5), max_size=3).map(tuple))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.none() | st.dictionaries(st.sampled_from([f.key for f in BOOKS["budget"].by_key["lines"].fields]),
                                            cell_values), max_size=4))
def test_any_value_in_any_column_is_written(tmp_path: Path, records: list[dict[str, object] | None]) -> None:
    path = made(tmp_path, "budget", records={"lines": records}, rows=3)
    assert complaints(path) == []


def test_a_cell_error_is_written_as_one(tmp_path: Path) -> None:
    path = made(tmp_path, "plan", records={"tasks": [{**TASK, "budget": CellError("#N/A")}]}, rows=12)
    assert openpyxl.load_workbook(path, data_only=True)["工作任务"]["X6"].value == "#N/A"


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = made(tmp_path, "plan", rows=12)
    before = path.read_bytes()
    twice = text("a", Words("同", "同", "Same"))
    book = Book("plan", Words("坏", "壞", "Bad"), (Sheet("s", Words("一", "一", "One"), (twice, twice)),), "department")
    with pytest.raises(Warning, match="table"):
        write(path, book, identity(BOOKS["plan"]))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_workbook_is_the_same_bytes(tmp_path: Path) -> None:
    assert made(tmp_path / "a", "plan").read_bytes() == made(tmp_path / "b", "plan").read_bytes()


def test_ready_made_workbooks_are_fresh(tmp_path: Path) -> None:
    fresh = write_ready(tmp_path)
    assert {path.name for path in FOLDER.glob("*.xlsx")} == {ready_name(book) for book in BOOKS.values()}
    for path in fresh:
        assert _content(FOLDER / path.name) == _content(path), f"stale: python -m templates.ready ({path.name})"


def _content(path: Path) -> dict[str, bytes]:
    """All parts of a workbook."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


MONTHS = {f"m{month:02}": 1000.1 * month for month in range(1, 13)}
FILLED = {
    "plan": {"tasks": [TASK, None, {**TASK, "start": date(2026, 2, 14), "finish": date(2026, 2, 14)},
                       {**TASK, "start": date(2027, 1, 4), "finish": date(2027, 1, 8)}, {**TASK, "finish": "月底"},
                       {**TASK, "duration": 5}],
             "risks": [{"risk": "K1", "likelihood": 4, "impact": 5}, {"risk": "K2", "likelihood": "3", "impact": 2}]},
    "budget": {"lines": [{"account": "6602", "item": "差旅", "last_budget": 60_000, **MONTHS},
                         {"account": "6001", "m01": 500_000}, {"account": "差旅费", "m02": 5}, None,
                         {"account": "6602", "last_budget": 0, "m03": "3", "m04": 4.005},
                         {"account": "6602", "total": 77, "last_budget": 3, "m05": 1}, {"item": "空"}],
               "capital": [{"item": "设备", "amount": 1_200_000}, {"item": "二", "amount": "十万"}],
               "cash": [{"month": "2026-01", "opening": 1, "inflow": 2.5, "outflow": 5}, {"month": "2026-02"},
                        {"month": "2026-03", "opening": 1, "inflow": CellError("#REF!")}]},
    "registers": {"gaps": [{"post": "钳工", "needed": 5, "have": 3}, {"post": "焊工", "needed": 2}]},
}


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_stored_values_are_those_that_libreoffice_works_out(tmp_path: Path) -> None:
    """The copy bears no stored value, so that LibreOffice has to work out every formula."""
    source, bare, worked = tmp_path / "source", tmp_path / "bare", tmp_path / "worked"
    bare.mkdir()
    for key, records in FILLED.items():
        path = made(source, key, records=records, rows=12)
        openpyxl.load_workbook(path).save(bare / path.name)
    subprocess.run(["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to",
                    "xlsx", "--outdir", worked, *bare.iterdir()], check=True, capture_output=True, timeout=120)
    compared = 0
    for key, book in ((key, BOOKS[key]) for key in FILLED):
        stored, given_ = (openpyxl.load_workbook(folder / f"{key}.xlsx", data_only=True) for folder in (source, worked))
        formulas = openpyxl.load_workbook(source / f"{key}.xlsx")
        for sheet in book.sheets:
            for row in formulas[sheet.label.hans].iter_rows():
                for cell in row:
                    checks = not sheet.form and (cell.row < FIRST_ROW or cell.column > len(sheet.fields))
                    if cell.data_type == "f" and not checks:              # self-checks bear no value, here or there
                        ours, theirs = (each[sheet.label.hans][cell.coordinate].value for each in (stored, given_))
                        if isinstance(ours, int | float):
                            assert theirs == pytest.approx(ours), (sheet.key, cell.coordinate, cell.value)
                        else:
                            assert (ours or "") == (theirs or ""), (sheet.key, cell.coordinate, cell.value)
                        compared += 1
    assert compared > 60


def test_a_formula_is_known_wherever_its_row_went() -> None:
    book = BOOKS["plan"]
    sheet = book.by_key["risks"]
    layout = Layout.of(book, {"risks": "风险"}, 300, {})
    first, later = (layout.formula(sheet, sheet.by_key["score"], row) for row in (6, 90))
    assert first != later
    assert normal_form(first, 6) == normal_form(later, 90)
    assert normal_form(first, 6) != normal_form(first, 7)


def test_a_formula_is_known_after_a_column_was_inserted() -> None:
    book = BOOKS["plan"]
    sheet = book.by_key["risks"]
    columns = {f"risks.{field.key}": number + 1 for number, field in enumerate(sheet.fields, 1)}
    moved = Layout({"risks": "风险"}, columns).formula(sheet, sheet.by_key["score"], 8)
    assert normal_form(moved, 8) == normal_form('=IF(COUNT($F8, $G8)<2,"",F8*G8)', 8)


@pytest.mark.parametrize(("written", "row", "same"), [
    ("SUM('预算表'!$A$6:$A$305)", 6, "sum(预算表!A6:A412)"),
    ("SUM(F6:Q6)", 6, " SUM( $F6:$Q6 )"),
    ("_xlfn.ISFORMULA(A6)", 6, "isformula(a6)"),
    ("COUNTIFS(_lists!$B$2:$B$3,A6)", 6, "COUNTIFS('_lists'!$B$2:$B$90,A6)"),
    ("SUM('it''s'!A1:A9)", 1, "SUM('it''s'!A1:A10)"),
])
def test_one_formula_in_two_spellings_is_one(written: str, row: int, same: str) -> None:
    assert normal_form(written, row) == normal_form(same, row)


@pytest.mark.parametrize(("written", "other"), [
    ("A6*B6", "A6*C6"), ("A6*B6", "A6*B7"), ('IF(A6="a b",1)', 'IF(A6="ab",1)'), ('IF(A6="x",1)', 'IF(A6="X",1)'),
    ("SUM(F6:Q6)", "SUM(F6:P6)"), ("SUM(one!A1:A9)", "SUM(two!A1:A9)"), ("LOG10(A6)", "LOG(A6)"), ("A6+1", "A6+2"),
])
def test_two_formulas_stay_two(written: str, other: str) -> None:
    assert normal_form(written, 6) != normal_form(other, 6)


def test_a_form_refers_to_its_own_lines() -> None:
    book = BOOKS["budget"]
    layout = Layout.of(book, {each.key: each.label.hans for each in book.sheets}, 10, {"accounts": 1})
    formula = layout.formula(book.by_key["totals"], book.by_key["totals"].by_key["revenue"], 5)
    assert "'预算表'!$A$5:$A$15" in formula
    assert "_lists!$C$2:$C$3" in formula
