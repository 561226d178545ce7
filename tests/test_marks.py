"""Marks on the cells of a workbook that is open in LibreOffice: where they stand, and that nothing of them is left."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from addin import cells, clicks, marks, sight
from checks.judge import judge
from templates.wording import say
from tests import open_books
from tests.open_books import FOUND, SHEET, Boxes, Open, cell, codes, looks
from tests.test_terminal import folder, run

pytestmark = [pytest.mark.office, pytest.mark.clicked]
app, opened, boxes = open_books.app, open_books.opened, open_books.boxes


def test_a_finding_is_listed_marked_and_its_address_leads_to_the_cell(tmp_path: Path, opened: Open) -> None:
    book = opened(folder(tmp_path, finish="三月底") / "QA_plan_2026_r1.xlsx")
    clicks.validate()
    assert book.sheets.active.name == FOUND
    assert codes(book) == ["F03"]
    assert book.sheets[FOUND]["C5"].formula == f"=HYPERLINK(\"#'{SHEET}'!{cell('finish')}\",\"{SHEET}!{cell('finish')}\")"
    marked = book.sheets[SHEET][cell("finish")]
    assert marked.color == (0xF9, 0xC9, 0xC9)
    assert "F03" in marked.note.text
    assert "三月底" in marked.note.text
    assert not book.sheets["_marks"].visible
    assert book.sheets[FOUND]["A5"].row_height > 1.5 * book.sheets[FOUND]["A2"].row_height       # the whole message is in sight
    assert "1" in book.sheets[FOUND]["A2"].value


def test_clearing_the_marks_brings_back_exactly_what_was_there(tmp_path: Path, opened: Open) -> None:
    book = opened(folder(tmp_path, finish="三月底", owner="王五", priority="天") / "QA_plan_2026_r1.xlsx")
    tasks = book.sheets[SHEET]
    tasks[cell("owner")].color = (1, 2, 3)
    tasks[cell("priority")].add_note("请核对")
    tasks.activate()
    before = looks(book, tmp_path / "before.xlsx")
    clicks.validate()
    assert looks(book, tmp_path / "marked.xlsx") != before
    assert tasks[cell("priority")].note.text == "请核对"
    clicks.clear_marks()
    assert looks(book, tmp_path / "after.xlsx") == before
    assert book.sheets.active.name == SHEET


def test_marks_are_found_again_after_rows_were_inserted_deleted_and_sorted(
    tmp_path: Path, opened: Open,
) -> None:
    book = opened(folder(tmp_path, finish="三月底", owner="王五", priority="天") / "QA_plan_2026_r1.xlsx")
    tasks = book.sheets[SHEET]
    clicks.validate()
    row = tasks[cell("owner")].row
    tasks.range(f"{row}:{row + 1}").insert("down")
    moved = tasks.range((row + 2, 1), (row + 2, 28))
    assert [each.note is not None for each in moved].count(True) == 3
    moved.move(tasks.range((row, 1)))
    clicks.validate()
    assert len(tasks.notes) == 4                        # and that the inserted row has no self-check
    tasks[row - 1, tasks[cell("priority")].column - 1].color = (9, 9, 9)
    clicks.clear_marks()
    assert not tasks.notes
    assert tasks[row - 1, tasks[cell("owner")].column - 1].color is None
    assert tasks[row - 1, tasks[cell("priority")].column - 1].color == (9, 9, 9)     # somebody's own since
    assert "_marks" not in book.sheet_names


def test_a_second_click_touches_only_the_marks_that_changed(
    tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch,
) -> None:
    period = tmp_path / "period"
    period.mkdir()
    book = opened(folder(period, finish="三月底", owner="王五") / "QA_plan_2026_r1.xlsx")
    tasks = book.sheets[SHEET]
    tasks[cell("owner")].color = (1, 2, 3)
    clicks.validate()
    touched = []
    monkeypatch.setattr(type(book.impl.sheets(SHEET)), "put_notes", lambda _sheet, texts: touched.append(("put", *texts)))
    monkeypatch.setattr(type(book.impl.sheets(SHEET)), "take_notes", lambda _sheet, cells: touched.append(("taken", *cells)))
    clicks.validate()
    assert touched == []
    monkeypatch.undo()
    tasks[cell("owner")].value, tasks[cell("priority")].value = "E1", "天"
    clicks.validate()
    assert {note.location.address.replace("$", "") for note in tasks.notes} == {cell("finish"), cell("priority")}
    assert tasks[cell("owner")].color == (1, 2, 3)
    marked = looks(book, tmp_path / "marked.xlsx")
    clicks.validate()
    assert looks(book, tmp_path / "again.xlsx") == marked
    clicks.clear_marks()
    assert not tasks.notes
    assert (tasks[cell("owner")].color, tasks[cell("priority")].color) == ((1, 2, 3), None)
    assert "_marks" not in book.sheet_names


def test_what_somebody_made_of_a_mark_stays_through_the_next_click(tmp_path: Path, opened: Open) -> None:
    book = opened(folder(tmp_path, finish="三月底", owner="王五", priority="天") / "QA_plan_2026_r1.xlsx")
    tasks = book.sheets[SHEET]
    clicks.validate()
    tasks[cell("finish")].note.text = "已电话问过"
    tasks[cell("owner")].note.delete()
    tasks[cell("priority")].color = (9, 9, 9)
    clicks.validate()
    assert tasks[cell("finish")].note.text == "已电话问过"
    assert tasks[cell("finish")].color == (0xF9, 0xC9, 0xC9)
    assert tasks[cell("owner")].note is not None
    clicks.clear_marks()
    assert [note.text for note in tasks.notes] == ["已电话问过"]
    assert (tasks[cell("finish")].color, tasks[cell("owner")].color) == (None, None)
    assert tasks[cell("priority")].color == (9, 9, 9)


@pytest.mark.proof
def test_marks_of_a_sheet_that_is_protected_since_are_taken_away_when_it_is_free_again(tmp_path: Path, opened: Open) -> None:
    book = opened(folder(tmp_path, finish="三月底") / "QA_plan_2026_r1.xlsx")
    before = looks(book, tmp_path / "before.xlsx")
    clicks.validate()
    book.sheets[SHEET].impl.protect("secret")
    clicks.clear_marks()
    assert book.sheets[SHEET][cell("finish")].note is not None
    book.sheets[SHEET].impl.unprotect("secret")
    clicks.clear_marks()
    assert looks(book, tmp_path / "after.xlsx") == before


def test_a_long_finding_makes_a_note_that_can_be_read(tmp_path: Path, opened: Open) -> None:
    book = opened(folder(tmp_path, finish="三月底" * 200) / "QA_plan_2026_r1.xlsx")
    clicks.validate()
    text = book.sheets[SHEET][cell("finish")].note.text
    assert "F03" in text
    assert "…" in text
    assert len(text) <= marks.LONGEST_NOTE


def test_a_marked_workbook_that_was_saved_is_judged_as_before(tmp_path: Path, opened: Open) -> None:
    path = folder(tmp_path, finish="三月底", owner="王五") / "QA_plan_2026_r1.xlsx"
    _, before, _ = run("validate", tmp_path, "--format", "json")
    book = opened(path)
    clicks.validate()
    book.save()
    _, after, _ = run("validate", tmp_path, "--format", "json")
    assert json.loads(after)["findings"] == json.loads(before)["findings"]
    clicks.clear_marks()
    assert "_marks" not in book.sheet_names


def test_a_protected_sheet_is_checked_and_said_not_to_be_marked(tmp_path: Path, opened: Open) -> None:
    book = opened(folder(tmp_path, finish="三月底") / "QA_plan_2026_r1.xlsx")
    book.sheets[SHEET].impl.protect("secret")
    clicks.validate()
    assert codes(book) == ["F03"]
    assert book.sheets[SHEET][cell("finish")].note is None
    assert SHEET in book.sheets[FOUND]["A3"].value
    clicks.clear_marks()
    assert FOUND not in book.sheet_names


@pytest.mark.parametrize("saved", [False, True])
def test_a_cell_that_changed_while_it_was_checked_is_not_marked(
    tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch, saved: bool,
) -> None:
    book = opened(folder(tmp_path, finish="三月底", owner="王五") / "QA_plan_2026_r1.xlsx")
    if not saved:
        book.sheets[SHEET][cell("task", 9)].value = ""

    def slow(*arguments: Any, **named: Any) -> Any:
        book.sheets[SHEET][cell("owner")].value = "E1"
        return judge(*arguments, **named)

    monkeypatch.setattr(sight, "judge", slow)
    clicks.validate()
    assert sorted(codes(book)) == ["F03", "F04"]
    assert book.sheets[SHEET][cell("owner")].note is None
    told = say("addin", "clicks.changed", "zh-Hans", count=2 if saved else 1)   # of a saved one only that something changed
    assert told in book.sheets[FOUND]["A3"].value
    assert bool(book.sheets[SHEET][cell("finish")].note) is not saved


def test_what_breaks_half_way_leaves_nothing(tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    book = opened(folder(tmp_path, finish="三月底", owner="王五") / "QA_plan_2026_r1.xlsx")
    before = looks(book, tmp_path / "before.xlsx")
    whole = cells.paint
    calls = []

    def breaks(*arguments: Any) -> None:
        whole(*arguments)
        calls.append(1)
        if len(calls) == 2:                             # the first takes old marks away: there are none
            raise ZeroDivisionError

    monkeypatch.setattr(cells, "paint", breaks)
    with pytest.raises(ZeroDivisionError):
        clicks.validate()
    assert looks(book, tmp_path / "after.xlsx") == before


def test_clearing_what_is_not_there_is_said(tmp_path: Path, opened: Open, boxes: Boxes) -> None:
    opened(folder(tmp_path) / "QA_plan_2026_r1.xlsx")
    clicks.clear_marks()
    assert boxes == [(say("addin", "clicks.no_marks", "zh-Hans"), "info")]
