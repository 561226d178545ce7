"""Self-checks beside the sheets: which rules they tell, what they share with the rules, how they are written and read."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from excel_limits import complaints

from addin.contract import rules
from checks.criteria import CRITERIA
from checks.judge import judge
from checks.portfolio import assemble
from checks.rule import RULES
from checks.rules import load_rules
from templates import adapted
from templates.blank import write
from templates.book import Book, Sheet
from templates.books import BOOKS, field_of
from templates.field import LOCALES, Words, text
from templates.filled import Filled, read
from templates.geometry import CHECK_KEY, FIRST_ROW, KEY_ROW
from templates.identity import Identity
from templates.lists import Lists
from templates.making import Making
from templates.selfcheck import master
from templates.selfcheck.constants import PARAMETERS
from templates.selfcheck.coverage import COVERAGE, NOT_TOLD, formula_of
from templates.selfcheck.guide import DOCS, markdown
from templates.selfcheck.subjects import SUBJECTS, columns_of

if TYPE_CHECKING:
    from pathlib import Path

IDENTITY = Identity("plan", BOOKS["plan"].version, "示例单位", "2026", "RD", 1)
LISTS = Lists.of({
    "departments": [{"department": "RD", "name": "研发部"}, {"department": "QA", "name": "质量部"}],
    "people": [{"person": "E1", "name": "李娜", "department": "RD", "left": date(2026, 6, 30)}],
    "goals": [{"goal": "G1", "name": "准时"}],
    "deadlines": [{"book": "plan", "period": "2026", "round": 1, "due": date(2025, 12, 5)}],
    "parameters": [{"rule": "P13", "parameter": "share", "value": "25"}],
})
TASKS = [{"task": f"T-RD-{number}", "goal": "G1", "name": "振动试验", "owner": "E1"} for number in range(3)]


def plan(folder: Path, **options: Any) -> Path:
    path = folder / "RD_plan_2026_r1.xlsx"
    write(path, BOOKS["plan"], IDENTITY, lists=LISTS, **options)
    return path


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return openpyxl.load_workbook(plan(tmp_path_factory.mktemp("plan"), rows=30))


def test_more_than_thirty_rules_are_told_and_every_other_one_says_why_not() -> None:
    load_rules()
    told = {each["code"]: each["formula"] for each in rules()["rules"]}
    assert sum(value is not False for value in told.values()) >= 50
    assert {code for code, value in told.items() if value is False} == {code for codes in NOT_TOLD.values() for code in codes}
    assert {code: formula_of(code) for code in RULES} == told
    several_rows_or_master_data = "P02 P11 P12 P13 P14 P15 P17 P19 R02 R04 R06 R07 R10 R11 F05 K04 B01 B02"
    assert all(told[code] for code in several_rows_or_master_data.split())


def test_every_verdict_belongs_to_a_rule_that_is_said_to_be_told() -> None:
    columns = [column for book in BOOKS.values() for sheet in book.sheets for column in columns_of(book, sheet)]
    assert {column.key for column in columns if column.is_verdict} == set(COVERAGE)
    for coverage in COVERAGE.values():
        assert all(field_of(place) for place in coverage.columns | coverage.without_columns)
    assert all(name.partition(".")[2] in BOOKS[name.partition(".")[0]].by_key for name in SUBJECTS)


def test_parameters_and_words_are_those_of_the_rules() -> None:
    load_rules()
    for name, value in PARAMETERS.items():
        code, _, parameter = name.partition(".")
        assert RULES[code].parameters[parameter] == value, name
    assert master.CRITERIA == CRITERIA


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_for_clerks_is_fresh(locale: str) -> None:
    page = DOCS / f"self-checks.{locale}.md"
    assert page.read_text(encoding="utf-8") == markdown(locale) + "\n", "stale: python -m templates.selfcheck.guide"


def test_a_plan_for_three_hundred_rows_stays_small(tmp_path: Path) -> None:
    path = plan(tmp_path)
    assert path.stat().st_size < 600_000
    assert complaints(path) == []


def test_messages_stand_at_the_right_end_of_the_table_the_rest_is_hidden(workbook: Any) -> None:
    sheet = workbook["工作任务"]
    fields = len(BOOKS["plan"].by_key["tasks"].fields)
    assert sheet.cell(KEY_ROW, fields + 1).value == CHECK_KEY
    assert sheet.cell(KEY_ROW + 1, fields + 1).value == "自检"
    assert sheet.tables["t_tasks"].ref == f"A5:{openpyxl.utils.get_column_letter(sheet.max_column)}35"
    hidden = [each for each in sheet.column_dimensions.values() if each.hidden]
    assert [(each.min, each.max) for each in hidden] == [(fields + 2, sheet.max_column)]


def test_formulas_are_shared_unless_they_look_at_another_sheets_row(tmp_path: Path) -> None:
    with zipfile.ZipFile(plan(tmp_path)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")}
    assert all(part.count('<f t="shared" si=') > 10 * part.count("<f>") for part in parts.values() if 't="shared"' in part)
    masters = [each.partition("</f>")[0] for part in parts.values() for each in part.split('<f t="shared" ref=')[1:]]
    assert masters
    for formula in masters:                            # what a shared formula asks of other sheets it asks of fixed cells
        for reference in re.sub('"[^"]*"', "", formula.partition(">")[2]).split("!")[1:]:
            assert reference.startswith("$"), formula[:80]


def test_no_formula_holds_a_list_for_libreoffice_would_bend_it() -> None:
    """LibreOffice 7.4 groups no cells whose formula holds one: each moves the references of all when a row is inserted."""
    for book in BOOKS.values():
        checks = Making(book, Identity(book.key, book.version, "", "2026"), Lists(), {}, 300, None).checks
        for sheet in book.sheets:
            cells = checks.cells(sheet)
            for column in (placed.column for placed in checks.columns(sheet)):
                assert not any("{" in write(cells) for write in (column.formula, column.total) if write), column.key


def test_master_data_are_protected_and_parameters_in_force(workbook: Any) -> None:
    lists = workbook["_lists"]
    assert lists.protection.sheet
    assert lists.sheet_state == "hidden"
    heads = {cell.value: cell.column for cell in lists[1]}
    names = [cell.value for cell in lists[openpyxl.utils.get_column_letter(heads["constants.name"])]]
    row = names.index("P13.share") + 1
    assert lists.cell(row, heads["constants"]).value == 25
    assert lists.cell(2, heads["people.left"]).value == (date(2026, 6, 30) - date(1899, 12, 30)).days


def test_the_cut_off_is_the_day_on_which_the_round_is_due(workbook: Any) -> None:
    sheet = workbook["自检汇总"]
    assert sheet["E3"].value.date() == date(2025, 12, 5)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight in (None, 1)
    assert sheet.page_setup.orientation == "landscape"


def test_the_reader_passes_over_self_checks(tmp_path: Path) -> None:
    filled = read(plan(tmp_path, records={"tasks": TASKS}), "plan.xlsx")
    assert isinstance(filled, Filled)
    table = filled.tables["tasks"]
    assert CHECK_KEY not in table.column_of
    assert {0, 1, 2, 299} <= table.self_checked <= set(range(300))
    assert [row.text("task") for row in table] == ["T-RD-0", "T-RD-1", "T-RD-2"]
    assert {key for key, _ in table.formulas} == {"duration"}
    said = {finding.code for finding in judge(assemble(tmp_path, [filled]), raising=True).findings}
    assert not said & {"F07", "F10"}


@pytest.mark.parametrize("size", [701, 4_096, 1 << 18])
def test_what_is_passed_over_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    path = plan(tmp_path, records={"tasks": [TASKS[0], None, None, *TASKS[1:]], "risks": [{"risk": "无"}],
                                   "goals": [{"goal": "G1"}]})
    at_once = read(path, "p.xlsx")
    monkeypatch.setattr("templates.xlsx.package.FIRST", size)
    monkeypatch.setattr("templates.xlsx.package.CHUNK", size)
    passing, whole = read(path, "p.xlsx"), None
    with monkeypatch.context() as patch:
        patch.setattr("templates.xlsx.passing.Passing.over", lambda _, piece: piece)
        whole = read(path, "p.xlsx")
    assert isinstance(passing, Filled)
    assert isinstance(whole, Filled)
    assert isinstance(at_once, Filled)
    for key, table in whole.tables.items():
        other = passing.tables[key]
        for each in (other, at_once.tables[key]):                            # wherever a piece ends
            assert table.declaration.form or each.self_checked >= {*table.filled, 299}
        assert (other.columns, other.shown, other.formulas, other.filled, other.nil) == (
            table.columns, table.shown, table.formulas, table.filled, table.nil)
        assert (other.first, other.column_of, other.listed, other.coloured) == (
            table.first, table.column_of, table.listed, table.coloured)


@pytest.mark.parametrize("tag", [rb'<c r="A6"\1', rb'<c\1 r="A6"'])
def test_a_wanted_cell_behind_the_self_checks_is_read_or_the_book_refused(tmp_path: Path, tag: bytes) -> None:
    path = plan(tmp_path, records={"tasks": TASKS}, rows=5)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    number = openpyxl.load_workbook(path, read_only=True).sheetnames.index("工作任务") + 1
    sheet = f"xl/worksheets/sheet{number}.xml"
    changed = re.sub(rb'(<c r="A6".*?</c>)(.*?)(?=</row>)', rb"\2\1", parts[sheet], flags=re.DOTALL)
    changed = re.sub(rb'<c r="A6"( s="\d+")', tag, changed)
    assert changed != parts[sheet]
    before = read(path, "p.xlsx")
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, changed if name == sheet else content)
    after = read(path, "p.xlsx")
    assert isinstance(before, Filled)
    if isinstance(after, Filled):
        assert after.tables["tasks"].columns == before.tables["tasks"].columns
    else:
        assert (after.reason, after.detail) == ("broken_xml", "工作任务")


def test_an_absence_without_a_first_day_binds_nobody() -> None:
    rows = [{"person": "E1", "start": start, "finish": date(2026, 8, 9), "kind": "trip"} for start in (None, date(2026, 8, 3))]
    lists = Lists.of({"people": [{"person": "E1", "name": "李娜"}], "absences": rows})
    making = Making(BOOKS["plan"], IDENTITY, lists, {}, 30, None)
    assert [len(master.master(making, f"absences.{column}")) for column in ("person", "before", "last")] == [1, 1, 1]


def test_a_row_without_its_self_check_is_a_hint(tmp_path: Path) -> None:
    path = plan(tmp_path, records={"tasks": TASKS}, rows=30)
    book = openpyxl.load_workbook(path)
    column = len(BOOKS["plan"].by_key["tasks"].fields) + 1
    book["工作任务"].cell(FIRST_ROW + 1, column, "粘贴")
    book.save(path)
    filled = read(path, path.name)
    assert isinstance(filled, Filled)
    lost = [finding for finding in judge(assemble(tmp_path, [filled]), raising=True, codes={"F10"}).findings
            if finding.variant == "check"]
    assert [finding.anchor.cell for finding in lost] == ["A7"]


def test_an_adapted_template_brings_the_master_data_of_the_new_organisation(tmp_path: Path) -> None:
    write(tmp_path / "t.xlsx", BOOKS["plan"], IDENTITY, lists=Lists(), rows=30)
    template = adapted.open_template(tmp_path / "t.xlsx", BOOKS["plan"])
    assert isinstance(template, adapted.Template)
    adapted.write(template, tmp_path / "made.xlsx", replace(IDENTITY, department="QA"), LISTS)
    made = openpyxl.load_workbook(tmp_path / "made.xlsx")
    heads = {cell.value: cell.column for cell in made["_lists"][1]}
    assert made["_lists"].cell(2, heads["people.key"]).value == "k|E1"
    assert made["自检汇总"]["E3"].value.date() == date(2025, 12, 5)
    assert complaints(tmp_path / "made.xlsx") == []


def test_a_template_older_than_self_checks_still_serves(tmp_path: Path) -> None:
    write(tmp_path / "t.xlsx", BOOKS["plan"], IDENTITY, lists=LISTS, rows=30)
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    heads = {cell.value: cell.column for cell in book["_lists"][1]}
    book["_lists"].delete_cols(heads["constants.name"], len(heads))
    book.save(tmp_path / "t.xlsx")
    assert isinstance(adapted.open_template(tmp_path / "t.xlsx", BOOKS["plan"]), adapted.Template)


def test_a_book_that_we_do_not_know_has_the_checks_of_its_declaration(tmp_path: Path) -> None:
    book = Book("own", Words("自", "自", "Own"), (Sheet("one", Words("一", "一", "One"), (
        text("name", Words("名", "名", "Name"), required=True),
    )),), "organisation")
    write(tmp_path / "own.xlsx", book, Identity("own", "1", "", "2026"))
    assert complaints(tmp_path / "own.xlsx") == []
    assert [column.key for column in columns_of(book, book.sheets[0]) if column.is_verdict] == ["F07", "F02"]
