"""Answers in a proposal's workbook, read back after people and programs had it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from proposals import folder, proposal

from checks.portfolio import load
from reports.proposal.answers import Answers, answers, changed, concerning
from reports.proposal.record import SHEET
from reports.proposal.refusal import Refusal
from reports.proposal.workbook import write
from templates.field import LOCALES

MOVES = {"T-QA-001": -20, "T-QA-002": 3, "T-RD-001": 10}


@pytest.fixture
def period(tmp_path: Path) -> Path:
    return folder(tmp_path / "period")


@pytest.fixture
def book(tmp_path: Path, period: Path) -> Path:
    write(proposal(period, MOVES), tmp_path / "balance.xlsx", "zh-Hans")
    return tmp_path / "balance.xlsx"


def typed(path: Path, said: dict[str, object], then: Any = None) -> Path:
    """Type answers by task with openpyxl, as a program that we did not write would save them."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["调整清单"]
    for row in sheet.iter_rows(min_row=5):
        if row[1].value in said:
            row[8].value = said[row[1].value]
    if then:
        then(workbook)
    workbook.save(path)
    return path


def read(path: Path) -> Answers:
    given = answers(path)
    assert isinstance(given, Answers), given
    return given


def refused(path: Path) -> Refusal:
    given = answers(path)
    assert isinstance(given, Refusal)
    for locale in LOCALES:
        assert path.name in given.said(locale)
    return given


def test_every_line_is_accepted_until_somebody_says_no(book: Path) -> None:
    assert set(read(book).accepted) == set(MOVES)
    given = read(typed(book, {"T-QA-001": "否", "T-RD-001": None}))
    assert (given.accepted, given.rejected, given.unanswered) == (("T-QA-002",), ("T-QA-001",), ("T-RD-001",))


@pytest.mark.parametrize(("word", "meant"), [
    ("否", False), (" No ", False), ("no", False), ("×", False), (False, False), (0, False),
    ("Yes", True), ("是", True), ("ｙ", True), (True, True), ("√", True), ("", None), (" ", None)])
def test_the_answer_in_any_language_and_as_people_shorten_it(book: Path, word: object, meant: bool | None) -> None:
    assert read(typed(book, {"T-RD-001": word})).given["T-RD-001"] is meant


def test_the_record_knows_every_cell_and_every_source(book: Path, period: Path) -> None:
    portfolio, record = load(period), read(book).record
    assert record.lines == {move.task.task: move.changes for move in proposal(period, MOVES).moves}
    assert record.sources == {each.file: each.sha256 for each in portfolio.books}
    assert (record.organisation, record.period) == ("示例公司", "2026")


def shuffled(workbook: Any) -> None:
    """Lines in another order, columns inserted and hidden, a filter on, a remark beside, the sheet renamed."""
    sheet = workbook["调整清单"]
    rows = [[each.value for each in row] for row in sheet.iter_rows(min_row=5)]
    for number, row in enumerate(reversed(rows), 5):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    sheet.insert_cols(1)
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[5].hidden = True
    sheet["P6"] = "已电话沟通"
    sheet.title = "研发部意见"


def test_sorting_hiding_filtering_and_renaming_change_no_answer(book: Path) -> None:
    given = read(typed(book, {"T-QA-002": "否"}, shuffled))
    assert given.given == {"T-QA-001": True, "T-QA-002": False, "T-RD-001": True}


@pytest.mark.office
def test_what_libreoffice_saved_is_read_the_same(tmp_path: Path, book: Path) -> None:
    from office import desktop, type_into  # noqa: PLC0415 - only where LibreOffice is

    before = read(book).record
    sheet = openpyxl.load_workbook(book)["调整清单"]
    row = next(each[0].row for each in sheet.iter_rows(min_row=5) if each[1].value == "T-RD-001")
    with desktop(tmp_path) as office:
        type_into(office, book, {"调整清单": {f"I{row}": "否"}})
    given = read(book)
    assert given.record == before
    assert given.rejected == ("T-RD-001",)


def test_a_rejection_binds_until_it_is_let_go(tmp_path: Path, period: Path) -> None:
    again = tmp_path / "again.xlsx"
    write(proposal(period, {"T-QA-002": 3}, rejected=("T-RD-001",)), again, "zh-Hans")
    assert read(again).rejected == ("T-RD-001",)
    assert read(typed(again, {"T-RD-001": None})).rejected == ("T-RD-001",)
    assert set(read(typed(again, {"T-QA-002": "否"})).rejected) == {"T-QA-002", "T-RD-001"}
    assert read(typed(again, {"T-RD-001": "是"})).rejected == ("T-QA-002",)


def test_a_lost_line_is_no_answer(book: Path) -> None:
    given = read(typed(book, {}, lambda workbook: workbook["调整清单"].delete_rows(5)))
    assert len(given.accepted) == 2
    assert len(given.unanswered) == 1


def edited(workbook: Any) -> None:
    sheet = workbook[SHEET]
    row = next(each[0] for each in sheet.iter_rows() if '"change"' in str(each[0].value))
    row.value = str(row.value).replace("2026", "2027")


def copied(workbook: Any) -> None:
    sheet = workbook["调整清单"]
    last = sheet.max_row + 1
    sheet.cell(last, 2).value, sheet.cell(last, 9).value = "T-RD-001", "否"


@pytest.mark.parametrize(("said", "then", "reason"), [
    ({"T-RD-001": "也许"}, None, "answer"),
    ({}, edited, "edited"),
    ({}, lambda workbook: workbook[SHEET].delete_rows(3), "edited"),
    ({}, lambda workbook: workbook[SHEET].__setitem__("A2", "[" * 30_000), "edited"),
    ({}, lambda workbook: workbook.remove(workbook[SHEET]), "not_balance"),
    ({}, lambda workbook: workbook.remove(workbook["调整清单"]), "no_lines"),
    ({}, copied, "contradiction"),
    ({}, lambda workbook: workbook["调整清单"].__setitem__("B5", "T-XX-9"), "unknown_task"),
])
def test_what_cannot_be_taken_for_an_answer_is_refused(book: Path, said: dict[str, object], then: Any, reason: str) -> None:
    assert refused(typed(book, said, then)).reason == reason


def test_a_file_of_another_kind_is_refused(tmp_path: Path, period: Path) -> None:
    assert refused(period / "plan" / "QA_plan_2026_r2.xlsx").reason == "not_balance"
    other = tmp_path / "notes.xlsx"
    other.write_text("hello")
    assert refused(other).reason == "unreadable"
    assert refused(tmp_path / "nowhere.xlsx").reason == "unreadable"


def test_answers_are_about_one_folder(tmp_path: Path, book: Path, period: Path) -> None:
    assert concerning(read(book), load(period)) is None
    (period / "organisation_2026.xlsx").unlink()
    refusal = concerning(read(book), load(period))
    assert refusal
    assert refusal.reason == "other_folder"
    assert "示例公司 2026" in refusal.said("zh-Hans")


def test_files_that_changed_since_are_named(tmp_path: Path, book: Path, period: Path) -> None:
    given = read(book)
    assert changed(given, load(period)) == ()
    plan = period / "plan" / "RD_plan_2026_r2.xlsx"
    workbook = openpyxl.load_workbook(plan)
    workbook.save(plan)
    assert changed(given, load(period)) == ("plan/RD_plan_2026_r2.xlsx",)
    shutil.move(plan, tmp_path / "away.xlsx")
    assert changed(given, load(period)) == ("plan/RD_plan_2026_r2.xlsx",)
