"""Self-checks at work in LibreOffice: typed wrong and corrected, sorted, inserted, deleted; the engine says the same."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from samples.demo import compose
from samples.folder import Folder
from templates.blank import write
from templates.books import BOOKS
from templates.geometry import FIRST_ROW
from templates.lists import Lists
from templates.making import Making
from templates.selfcheck import subjects
from templates.selfcheck.column import UNREAD, WRONG, Column, verdict
from templates.selfcheck.constants import cut_off
from templates.selfcheck.coverage import COVERAGE
from tests.office import _property, desktop
from tests.selfchecking import CUT_OFF, ROWS, Compared, differences, found_by_engine, opened, read_out, verdict_columns

pytestmark = pytest.mark.office
TASKS = BOOKS["plan"].by_key["tasks"]
COLUMN = {field.key: number for number, field in enumerate(TASKS.fields)}
MESSAGE, HIDDEN = len(TASKS.fields), len(TASKS.fields) + 1


@pytest.fixture(scope="module")
def folders() -> dict[str, Folder]:
    return compose()[0]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with desktop(tmp_path_factory.mktemp("office")) as running:
        yield running


def written(folder: Path, folders: dict[str, Folder], name: str = "clean", department: str = "RD", book: str = "plan") -> Path:
    workbook = folders[name].book(book, department)
    organisation = folders[name].book("organisation")
    lists = Lists.of(organisation.sheets)
    write(folder / "organisation_2026.xlsx", BOOKS["organisation"], organisation.identity, lists=lists,
          records=organisation.sheets)
    path = folder / workbook.identity.file_name()
    write(path, BOOKS[book], workbook.identity, lists=lists, records=workbook.sheets, rows=60)
    return path


def tasks_of(document: Any) -> Any:
    return document.Sheets.getByName(TASKS.label.hans)


def said(document: Any) -> dict[str, str]:
    """Task → what its row says, where it says something."""
    page = tasks_of(document)
    rows = page.getCellRangeByPosition(0, FIRST_ROW - 1, MESSAGE, FIRST_ROW + 59).getDataArray()
    return {str(row[0]): str(row[MESSAGE]) for row in rows if row[MESSAGE]}


def test_a_wrong_value_is_told_and_the_message_goes_when_it_is_corrected(
    tmp_path: Path, office: Any, folders: dict[str, Folder],
) -> None:
    document = opened(office, written(tmp_path, folders))
    page = tasks_of(document)
    try:
        assert said(document) == {}
        finish = page.getCellByPosition(COLUMN["finish"], FIRST_ROW + 1)
        task, right = page.getCellByPosition(0, FIRST_ROW + 1).String, finish.Value
        finish.Value = page.getCellByPosition(COLUMN["start"], FIRST_ROW + 1).Value - 1
        assert "完成日期早于开始日期" in said(document)[task]
        finish.String = "四月底"
        assert "日期或数字无法识别" in said(document)[task]
        finish.String = "2026年4月30日"
        assert said(document)[task].startswith("未在此检查： F03")
        finish.Value = right
        assert said(document) == {}
    finally:
        document.close(True)


def test_the_title_counts_and_the_sums_follow(tmp_path: Path, office: Any, folders: dict[str, Folder]) -> None:
    document = opened(office, written(tmp_path, folders))
    page, health = tasks_of(document), document.Sheets.getByName("自检汇总")

    def titles() -> str:
        return "".join(map(str, page.getCellRangeByPosition(1, 0, MESSAGE, 0).getDataArray()[0]))

    try:
        assert "✓" in titles()
        assert "✓" in health.getCellRangeByName("B3").String
        page.getCellByPosition(COLUMN["owner"], FIRST_ROW + 2).String = "E1010、E1011"
        assert "✗ 有 1 行待改" in titles()
        assert "1" in health.getCellRangeByName("B3").String
    finally:
        document.close(True)


def test_sorting_and_deleting_rows_do_no_harm(tmp_path: Path, office: Any, folders: dict[str, Folder]) -> None:
    document = opened(office, written(tmp_path, folders, "seeded_r2", "RD"))
    page = tasks_of(document)
    try:
        before = said(document)
        assert before
        cursor = page.createCursor()
        cursor.gotoEndOfUsedArea(False)
        area = page.getCellRangeByPosition(0, FIRST_ROW - 1, cursor.RangeAddress.EndColumn, FIRST_ROW + 30)
        field = _field(COLUMN["name"])
        area.sort((_property("SortFields", field), _property("ContainsHeader", False)))
        document.calculateAll()
        assert said(document) == before
        row = next(number for number in range(FIRST_ROW - 1, FIRST_ROW + 30)
                   if page.getCellByPosition(0, number).String and page.getCellByPosition(0, number).String not in before)
        page.Rows.removeByIndex(row, 1)
        document.calculateAll()
        assert {task: text for task, text in before.items() if task in said(document)} == before
    finally:
        document.close(True)


def _field(column: int) -> Any:
    import uno  # noqa: PLC0415 - see tests.office

    each = uno.createUnoStruct("com.sun.star.table.TableSortField")
    each.Field, each.IsAscending = column, False
    return uno.Any("[]com.sun.star.table.TableSortField", (each,))


def test_the_first_row_may_be_deleted(tmp_path: Path, office: Any, folders: dict[str, Folder]) -> None:
    document = opened(office, written(tmp_path, folders))
    page, goals = tasks_of(document), document.Sheets.getByName(BOOKS["plan"].by_key["goals"].label.hans)
    try:
        for sheet in (page, goals):
            sheet.Rows.removeByIndex(FIRST_ROW - 1, 1)
            cursor = sheet.createCursor()
            cursor.gotoEndOfUsedArea(False)
            area = sheet.getCellRangeByPosition(0, 0, cursor.RangeAddress.EndColumn, FIRST_ROW + 20)
            assert [formula for row in area.getFormulaArray() for formula in row
                    if formula.startswith("=") and "#REF!" in formula] == []
        first, second = (page.getCellByPosition(0, FIRST_ROW - 1 + number).String for number in (4, 5))
        page.getCellByPosition(COLUMN["predecessors"], FIRST_ROW + 3).String = first
        page.getCellByPosition(0, FIRST_ROW + 4).String = first
        found = said(document)
        assert "编号重复" in found[first]
        page.getCellByPosition(0, FIRST_ROW + 4).String = second
        assert "P14" in _rules(page, FIRST_ROW + 3)
    finally:
        document.close(True)


@pytest.mark.parametrize("at", [0, 2, 58])
def test_rows_of_the_table_alone_may_be_deleted_or_inserted(
    tmp_path: Path, office: Any, folders: dict[str, Folder], at: int,
) -> None:
    """Excel's "Delete > Table Rows" and "Insert > Table Rows Above": what stands beside a table stays where it is."""
    import uno  # noqa: PLC0415 - see tests.office

    document = opened(office, written(tmp_path, folders))
    page = tasks_of(document)
    table = document.DatabaseRanges.getByName("t_tasks").DataArea
    rows = replaced(table, StartRow=FIRST_ROW - 1 + at, EndRow=FIRST_ROW + at)
    try:
        assert (table.StartRow, table.StartColumn) == (FIRST_ROW - 2, 0)
        page.removeRange(rows, uno.Enum("com.sun.star.sheet.CellDeleteMode", "UP"))
        page.insertCells(replaced(rows, EndRow=rows.StartRow), uno.Enum("com.sun.star.sheet.CellInsertMode", "DOWN"))
        cursor = page.createCursor()
        cursor.gotoEndOfUsedArea(False)
        area = page.getCellRangeByPosition(0, 0, cursor.RangeAddress.EndColumn, FIRST_ROW + 30)
        assert not any("#REF!" in formula for row in area.getFormulaArray() for formula in row)
        before = said(document)
        assert not any("编号重复" in text for text in before.values())
        first, last = (page.getCellByPosition(0, FIRST_ROW + number).String for number in (5, 6))
        page.getCellByPosition(COLUMN["owner"], FIRST_ROW + 6).String = "E1010、E1011"
        page.getCellByPosition(COLUMN["predecessors"], FIRST_ROW + 6).String = first
        start, other = (page.getCellByPosition(COLUMN["start"], FIRST_ROW + number) for number in (5, 6))
        other.Value = start.Value
        found = said(document)
        assert {task for task in found if found[task] != before.get(task)} == {last}
        assert "责任人只能填一位" in found[last]
        assert {"P01", "P15"} <= _rules(page, FIRST_ROW + 6)
        page.getCellByPosition(0, FIRST_ROW + 6).String = first
        assert "编号重复" in said(document)[first]
    finally:
        document.close(True)


def test_sums_take_in_a_row_inserted_above_the_first(tmp_path: Path, office: Any, folders: dict[str, Folder]) -> None:
    document = opened(office, written(tmp_path, folders, "clean", "P2", "budget"))
    capital, totals = (document.Sheets.getByName(BOOKS["budget"].by_key[key].label.hans) for key in ("capital", "totals"))
    keys = [field.key for field in BOOKS["budget"].by_key["totals"].fields]
    total = totals.getCellByPosition(2, 4 + keys.index("capital"))
    amount = [field.key for field in BOOKS["budget"].by_key["capital"].fields].index("amount")
    try:
        before = total.Value
        capital.Rows.insertByIndex(FIRST_ROW - 1, 1)
        capital.getCellByPosition(amount, FIRST_ROW - 1).Value = 1000
        assert total.Value == before + 1000
    finally:
        document.close(True)


def replaced(area: Any, **changed: int) -> Any:
    """Another range of cells."""
    import uno  # noqa: PLC0415 - see tests.office

    names = ("Sheet", "StartColumn", "StartRow", "EndColumn", "EndRow")
    return uno.createUnoStruct("com.sun.star.table.CellRangeAddress",
                               *(changed.get(name, getattr(area, name)) for name in names))


def _rules(page: Any, row: int) -> set[str]:
    """The rules that are wrong in a row."""
    return {code for column, code in verdict_columns("plan", TASKS).items() if page.getCellByPosition(column, row).Value == WRONG}


def test_line_breaks_and_wide_blanks(tmp_path: Path, office: Any, folders: dict[str, Folder]) -> None:
    document = opened(office, written(tmp_path, folders))
    page = tasks_of(document)
    try:
        tasks = [page.getCellByPosition(0, FIRST_ROW + number).String for number in range(5)]
        for number, (key, typed) in enumerate([("name", "\u3000"), ("name", "\u00a0\n"), ("owner", "E1010\n"),
                                               ("finish", "2026-06-22\n"), ("goal", "\tG5")]):
            page.getCellByPosition(COLUMN[key], FIRST_ROW + number).String = typed
        found = said(document)
        assert [found[task][:1] for task in tasks] == ["✗", "✗", "未", "未", "未"]
        assert [code in found[task] for task, code in zip(tasks[2:], ("F04", "F03", "F04"), strict=True)] == [True] * 3
    finally:
        document.close(True)


def test_an_inserted_row_has_no_check_and_the_engine_notices(tmp_path: Path, office: Any, folders: dict[str, Folder]) -> None:
    path = written(tmp_path, folders)
    document = opened(office, path)
    page = tasks_of(document)
    try:
        page.Rows.insertByIndex(FIRST_ROW, 1)
        for key in ("name", "description", "deliverable", "acceptance_criterion"):
            page.getCellByPosition(COLUMN[key], FIRST_ROW).String = "验收单 1 份，三方签字"
        page.getCellByPosition(0, FIRST_ROW).String = "T-RD-901"
        document.calculateAll()
        assert "T-RD-901" not in said(document)
        below = page.getCellByPosition(COLUMN["owner"], FIRST_ROW + 1)
        below.String = "E1010、E1011"
        assert list(said(document).values()) == ["✗ 责任人只能填一位"]
        document.storeToURL(path.as_uri(), (_property("FilterName", "Calc MS Excel 2007 XML"),))
    finally:
        document.close(True)
    from checks.judge import judge  # noqa: PLC0415 - for this alone
    from checks.portfolio import load  # noqa: PLC0415

    lost = [each for each in judge(load(tmp_path, only=path), raising=True, codes={"F10"}).findings if each.variant == "check"]
    assert [each.anchor.cell for each in lost] == [f"A{FIRST_ROW + 1}"]


@pytest.mark.parametrize(("indicator", "weight", "code"), [
    ("on_time", 30, "E04"), ("on_time", 40, ""), ("nobody knows", 30, "F04"), (None, 30, ""), ("on_time", "much", "F03"),
])
def test_weights_are_judged_while_all_is_known(
    tmp_path: Path, office: Any, folders: dict[str, Folder], indicator: str | None, weight: object, code: str,
) -> None:
    organisation = folders["clean"].book("organisation")
    path = tmp_path / "organisation_2026.xlsx"
    weights = [{"indicator": "budget_use", "weight": 60}, {"indicator": indicator, "weight": weight}]
    write(path, BOOKS["organisation"], organisation.identity, lists=Lists.of(organisation.sheets), rows=30,
          records={**organisation.sheets, "weights": weights})
    document = opened(office, path)
    try:
        verdicts = read_out(document, "organisation").verdicts
    finally:
        document.close(True)
    told = {(row, each) for (sheet, row), said in verdicts.items() if sheet == "weights" for each in said if said[each] == WRONG}
    wanted = {(row, each) for sheet, row, each in found_by_engine(tmp_path, path, date(2026, 6, 30)) if sheet == "weights"}
    assert told == wanted
    assert {each for _, each in told} == ({code} if code else set())


def test_rows_above_and_sheets_between_bend_no_formula(tmp_path: Path, folders: dict[str, Folder]) -> None:
    """In an office of its own: LibreOffice 7.4 at times dies where it had a saved workbook open before."""
    with desktop(tmp_path / "office") as office:
        _insert(opened(office, written(tmp_path, folders)))


def _insert(document: Any) -> None:
    page = tasks_of(document)
    try:
        page.Rows.insertByIndex(0, 2)
        document.Sheets.insertNewByName("附表", 1)
        page.getCellByPosition(COLUMN["owner"], FIRST_ROW + 3).String = "E1010、E1011"
        cursor = page.createCursor()
        cursor.gotoEndOfUsedArea(False)
        area = page.getCellRangeByPosition(MESSAGE, FIRST_ROW + 1, cursor.RangeAddress.EndColumn, FIRST_ROW + 30)
        assert not any("#REF!" in formula for row in area.getFormulaArray() for formula in row)
        assert [row[0] for row in area.getDataArray() if row[0]] == ["✗ 责任人只能填一位"]
    finally:
        document.close(True)


@pytest.mark.parametrize(("name", "department", "book"), [
    ("clean", "HR", "plan"), ("clean", "P2", "budget"), ("seeded_r2", "RD", "plan"), ("seeded_r2", "PU", "plan"),
    ("seeded_r2", "FI", "budget"), ("seeded_r2", "", "registers"), ("seeded_r2", "", "economics"),
])
def test_the_sample_says_what_the_engine_says(
    tmp_path: Path, office: Any, folders: dict[str, Folder], name: str, department: str, book: str,
) -> None:
    path = written(tmp_path, folders, name, department, book)
    document = opened(office, path)
    try:
        out = read_out(document, book)
    finally:
        document.close(True)
    found = found_by_engine(tmp_path, path, date(2025, 12, 19) if book == "plan" else date(2000, 1, 1))
    wrong = {(sheet, row, code) for (sheet, row), verdicts in out.verdicts.items()
             for code, value in verdicts.items() if value == WRONG}
    dated = {"K05", "M10", "M13", "R16", "R18", "R13"}
    assert {each for each in wrong if each[2] not in dated} == {
        each for each in found if each[2] not in dated and each in {(s, r, c) for (s, r), v in out.verdicts.items() for c in v}}
    if name == "clean":
        assert not wrong
        assert all(text.startswith("未在此检查") for text in out.messages.values() if text)


@pytest.mark.proof
@pytest.mark.parametrize("name", ["clean", "seeded_r1", "seeded_r2"])
def test_every_book_of_the_sample_says_what_the_engine_says(
    tmp_path: Path, office: Any, folders: dict[str, Folder], name: str,
) -> None:
    """With the cut-off of each book, so that rules about days are among them; what is not checked here is let pass."""
    organisation = folders[name].book("organisation")
    lists = Lists.of(organisation.sheets)
    write(tmp_path / "organisation_2026.xlsx", BOOKS["organisation"], organisation.identity, lists=lists,
          records=organisation.sheets)
    told, differing = 0, []
    for each in folders[name]:
        identity, kind = each.identity, BOOKS[each.identity.book]
        if identity.book == "organisation":
            continue
        path, due = tmp_path / identity.file_name(), CUT_OFF if identity.book not in ("plan", "progress") else None
        write(path, kind, identity, lists=lists, records=each.sheets, rows=ROWS, due=due)
        document = opened(office, path)
        try:
            out = read_out(document, identity.book, identity.locale)
        finally:
            document.close(True)
        found = found_by_engine(tmp_path, path, cut_off(Making(kind, identity, lists, {}, ROWS, due)) or date(2000, 1, 1))
        for (sheet, row), verdicts in out.verdicts.items():
            told += sum(verdict == WRONG for verdict in verdicts.values())
            differing += [f"{path.name} {sheet}!{row} {code}: {verdict}" for code, verdict in verdicts.items()
                          if verdict != UNREAD and (verdict == WRONG) != ((sheet, row, code) in found)
                          and not (COVERAGE[code].at_least and (sheet, row, code) in found)]
        path.unlink()
    assert differing == []
    assert (told > 0) == (name == "seeded_r2")              # the first round has faults of whole files alone


def show(result: Compared) -> str:
    return "\n".join(result.complaints[:20]) + f"\n{dict(result.wrong)}\n{dict(result.unread)}"


def test_three_hundred_changes_and_no_difference(tmp_path: Path, office: Any, folders: dict[str, Folder]) -> None:
    result = differences(office, tmp_path, folders["clean"], seed=1, books=12, changes=25)
    assert result.complaints == [], show(result)
    assert len(result.wrong) >= 25
    assert result.wrong.total() > result.unread.total()


def test_a_falsified_formula_is_found_out(
    tmp_path: Path, office: Any, folders: dict[str, Folder], monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The comparison must be able to fail: one formula that says nothing of blank cells is noticed."""
    def falsified(column: Column) -> Column:
        return verdict("F02", lambda _: "0") if column.key == "F02" else column

    real = subjects.columns_of
    monkeypatch.setattr(subjects, "columns_of", lambda book, sheet: tuple(map(falsified, real(book, sheet))))
    result = differences(office, tmp_path, folders["clean"], seed=1, books=3, changes=25)
    assert {complaint.split()[2].rstrip(":") for complaint in result.complaints} == {"F02"}


@pytest.mark.proof
def test_five_thousand_changes_and_no_difference(tmp_path: Path, office: Any, folders: dict[str, Folder]) -> None:
    result = differences(office, tmp_path, folders["clean"], seed=2026, books=200, changes=25)
    assert result.complaints == [], show(result)
    assert sum(result.wrong[code] > 0 for code in COVERAGE) >= 40, show(result)


@pytest.mark.skipif(shutil.which("ssconvert") is None, reason="Gnumeric is not installed")
def test_gnumeric_gives_the_same_where_it_can(tmp_path: Path, folders: dict[str, Folder]) -> None:
    """Gnumeric evaluates only the first of several texts inside FIND, so it can be asked about rules without such lists."""
    book = folders["clean"].book("plan", "QA")
    rows = [dict(row) for row in book.sheets["tasks"] if row]
    rows[0]["name"] = None
    rows[1]["deliverable"] = rows[1]["name"]
    rows[2]["finish"] = date(2026, 1, 2)
    path = tmp_path / "plan.xlsx"
    lists = Lists.of(folders["clean"].book("organisation").sheets)
    write(path, BOOKS["plan"], replace(book.identity), lists=lists, records={**book.sheets, "tasks": rows}, rows=30)
    subprocess.run(["ssconvert", "--recalc", path, tmp_path / "out.xlsx"], check=True, capture_output=True, timeout=120)
    import openpyxl  # noqa: PLC0415 - for this alone

    page = openpyxl.load_workbook(tmp_path / "out.xlsx", data_only=True)[TASKS.label.hans]
    heads = {code: number + 1 for number, code in verdict_columns("plan", TASKS).items()}
    for code, wrong in (("F02", [0]), ("P04", [1]), ("P03", [2])):
        told = [number for number in range(len(rows)) if page.cell(FIRST_ROW + number, heads[code]).value == 1]
        assert told == wrong, code
