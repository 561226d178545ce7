"""What each button does to a workbook that is open in LibreOffice: the functions behind the buttons, called as by a click."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pytest
import xlwings

from addin import clicks, live, viewer
from addin.libreoffice import bridge
from templates.books import BOOKS
from templates.wording import say, sentences
from tests import open_books
from tests.open_books import FOUND, SHEET, Boxes, Open, cell, codes, lines
from tests.test_terminal import folder, run

pytestmark = [pytest.mark.office, pytest.mark.clicked]
app, opened, boxes = open_books.app, open_books.opened, open_books.boxes


def as_told(findings: list[dict[str, Any]], locale: str, names: dict[str, str]) -> list[list[str | None]]:
    """Lines of the sheet as the command line's JSON has them."""
    words = sentences("reports", locale)
    told = []
    for each in findings:
        place, *others = each["cells"]
        who = names.get(each["department"], each["department"]) or words["report.office"]
        told.append([words[f"consolidated.severity_{each['severity']}"], each["code"],
                     f"{place['sheet']}!{place['cell']}" if place["cell"] else place["file"],
                     each["title"], each["message"], each["fix"], who, place["file"], each["key"] or None,
                     "\n".join(f"{other['file']} {other['sheet']}!{other['cell']}" for other in others[:20]) or None])
    return told


def without_label(line: list[Any]) -> list[Any]:
    return [*line[:9], *line[10:]]


def department_names(path: Path) -> dict[str, str]:
    """Departments' names by key, read by another program."""
    sheet = openpyxl.load_workbook(path)[BOOKS["organisation"].by_key["departments"].label.hans]
    rows = list(sheet.iter_rows(values_only=True))
    keys = next(row for row in rows if "department" in row)
    start, key, name = rows.index(keys) + 2, keys.index("department"), keys.index("name")
    return {str(row[key]): str(row[name]) for row in rows[start:] if row[key]}


@pytest.mark.parametrize("file", ["plan/P1_plan_2026_r2.xlsx", *(pytest.param(each, marks=pytest.mark.proof) for each in (
    "organisation_2026.xlsx", "plan/MK_plan_2026_r2.xlsx", "budget/FI_budget_2026_r2.xlsx",
    "progress/2026-06/QA_progress_2026-06.xlsx"))])
def test_the_sheet_says_word_for_word_what_the_command_line_says(
    demo: Path, opened: Open, file: str,
) -> None:
    book = opened(demo / "seeded_r2" / file, read_only=True)
    locale = dict(book.sheets["_book"]["A1:B20"].value)["locale"]
    clicks.validate()
    _, out, _ = run("validate", demo / "seeded_r2", "--format", "json", "--locale", locale)
    findings = json.loads(out)["findings"]
    if not file.startswith("organisation"):
        findings = [each for each in findings if any(place["file"] == file for place in each["cells"])]
    expected = as_told(findings, locale, department_names(demo / "seeded_r2" / "organisation_2026.xlsx"))
    shown = xlwings.apps.active.books.active
    assert [without_label(line) for line in lines(shown, say("reports", "consolidated.findings", locale))] == expected
    assert expected


def test_what_is_on_the_screen_is_checked_and_the_file_stays_as_it_is(tmp_path: Path, opened: Open) -> None:
    path = folder(tmp_path, finish="三月底") / "QA_plan_2026_r1.xlsx"
    before = path.read_bytes()
    book = opened(path)
    clicks.validate()
    book.sheets[SHEET][cell("finish")].value = "2026-03-13"
    book.sheets[SHEET][cell("owner")].value = "王五"
    clicks.validate()
    assert codes(book) == ["F04"]
    assert book.sheets[SHEET][cell("finish")].note is None
    assert path.read_bytes() == before
    assert [name for name in book.sheet_names if name.startswith(FOUND)] == [FOUND]


@pytest.mark.parametrize("how", ["read only", "locked by another", "structure protected"])
def test_a_workbook_that_takes_no_sheet_gets_its_results_in_a_new_one(
    tmp_path: Path, opened: Open, how: str,
) -> None:
    path = folder(tmp_path, finish="三月底") / "QA_plan_2026_r1.xlsx"
    if how == "locked by another":
        (tmp_path / f".~lock.{path.name}#").write_text(",someone,elsewhere,25.11.2026 09:00,file:///x;", encoding="utf-8")
    book = opened(path, read_only=how == "read only")
    if how == "structure protected":
        book.api.protect("secret")
    names = book.sheet_names
    clicks.validate()
    shown = xlwings.apps.active.books.active
    assert book.sheet_names == names
    assert shown.name != book.name
    assert codes(shown) == ["F03"]
    link = shown.sheets[FOUND]["C5"].formula
    assert path.as_uri() in link
    assert cell("finish") in link


def test_a_workbook_that_was_never_saved_is_checked_alone(tmp_path: Path, app: xlwings.App, boxes: Boxes) -> None:
    path = folder(tmp_path, finish="三月底") / "QA_plan_2026_r1.xlsx"
    how = bridge.properties(AsTemplate=True)         # as File > New from a template does it
    app.activate()
    app.impl.link.ask(lambda: app.impl.link.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, how))
    new = app.books.active
    new.set_mock_caller()
    assert not Path(new.fullname).is_absolute()
    clicks.validate()
    assert "F03" in codes(new)
    assert {line[7] for line in lines(new) if line[1]} == {new.name}
    assert "2026-01-01" in new.sheets[FOUND]["A2"].value     # the first day of its period
    assert say("addin", "no_organisation", "zh-Hans") in new.sheets[FOUND]["A3"].value
    clicks.consolidate()
    clicks.open_folder()
    assert boxes == [(say("addin", "clicks.not_saved", "zh-Hans"), "critical")] * 2
    new.close()


def test_a_new_workbook_of_another_kind_is_called_what_its_window_says(app: xlwings.App, tmp_path: Path) -> None:
    app.activate()
    new = app.books.add()
    new.set_mock_caller()
    clicks.validate()
    told = new.sheets.active
    [line, *_] = told.range((5, 1), (6, 11)).value
    assert (line[1], line[2], line[7]) == ("F01", new.name, new.name)
    assert new.name in line[4]
    assert "HYPERLINK" not in told["C5"].formula        # there is no file to lead to
    assert "2000" not in told["A2"].value               # nothing was judged against a day
    assert str(tmp_path) not in str(told.used_range.formula)
    new.close()


def test_a_workbook_of_another_kind_is_one_finding(tmp_path: Path, opened: Open) -> None:
    openpyxl.Workbook().save(folder(tmp_path) / "list.xlsx")
    book = opened(tmp_path / "list.xlsx")
    clicks.validate()
    title = next(name for name in book.sheet_names if name in {say("reports", "consolidated.findings", each) for each in
                                                               ("zh-Hans", "zh-Hant", "en")})
    assert [line[1] for line in lines(book, title) if line[1]] == ["F01"]


def test_an_earlier_round_is_checked_by_itself(tmp_path: Path, opened: Open) -> None:
    first = folder(tmp_path, finish="三月底") / "QA_plan_2026_r1.xlsx"
    later = tmp_path / "QA_plan_2026_r2.xlsx"
    workbook = openpyxl.load_workbook(first)
    head = workbook["_book"]
    next(row for row in head.iter_rows() if row[0].value == "round")[1].value = 2
    workbook.save(later)
    book = opened(first)
    clicks.validate()
    assert codes(book) == ["F03"]


@pytest.mark.parametrize("name", ["a b", "计划【终稿】", "a=b", "it's \"so\"", "R&D #1 (2) 100%"])
def test_a_workbook_may_be_called_anything(tmp_path: Path, opened: Open, name: str) -> None:
    place = tmp_path / name
    place.mkdir()
    path = folder(place, finish="三月底") / "QA_plan_2026_r1.xlsx"
    book = opened(path.rename(place / f"{name}.xlsx"))
    clicks.validate()
    assert "F03" in codes(book)
    organisation = opened(place / "organisation_2026.xlsx")
    clicks.validate()
    assert "F03" in codes(organisation)
    links = [formula for (formula,) in organisation.sheets[FOUND]["C5:C9"].formula if cell("finish") in formula]
    assert (place / f"{name}.xlsx").as_uri() in links[0]


def test_what_somebody_typed_is_text_in_the_list_whatever_it_begins_with(tmp_path: Path, opened: Open) -> None:
    evil = '=HYPERLINK("http://evil","x")'
    book = opened(folder(tmp_path, task=evil, finish="三月底") / "QA_plan_2026_r1.xlsx")
    clicks.validate()
    told = book.sheets[FOUND]
    last = told.used_range.last_cell.row
    assert evil in [line[8] for line in lines(book)]
    kinds = [told[row, column].impl.api.getCellByPosition(0, 0).Type.value for row in range(4, last) for column in range(11)]
    assert kinds.count("FORMULA") == last - 4           # the links, and nothing else
    assert all(formula.startswith("=HYPERLINK(\"#'") for (formula,) in told.range((5, 3), (last + 1, 3)).formula if formula)


def test_the_consolidated_book_opens_and_an_older_one_is_kept(tmp_path: Path, opened: Open) -> None:
    book = opened(folder(tmp_path, finish="三月底") / "QA_plan_2026_r1.xlsx")
    results = tmp_path / say("addin", "clicks.results", "zh-Hans")
    clicks.consolidate()
    first = next(results.glob("*.xlsx"))
    made = xlwings.apps.active.books.active
    assert Path(made.fullname) == first
    assert any("F03" in str(row) for row in made.sheets[FOUND].used_range.value)
    book.sheets[SHEET][cell("finish")].value = "2026-03-13"
    before = first.read_bytes()
    clicks.consolidate()
    assert len(list(results.glob("*.xlsx"))) == 2
    assert first.read_bytes() == before
    assert "F03" not in str(xlwings.apps.active.books.active.sheets[FOUND].used_range.value)    # what is on the screen counts
    assert json.loads(run("validate", tmp_path, "--format", "json")[1])["files"][1]["path"] == "organisation_2026.xlsx"


@pytest.mark.proof                                      # the sample organisation three times over
def test_a_rejected_line_of_a_proposal_stays_and_agreed_ones_are_carried_out(
    demo: Path, tmp_path: Path, opened: Open, boxes: Boxes,
) -> None:
    period = tmp_path / "2026"
    shutil.copytree(demo / "seeded_r2", period)
    before = {path: path.read_bytes() for path in period.rglob("*.xlsx")}
    opened(period / "organisation_2026.xlsx")
    clicks.balance()
    proposal = xlwings.apps.active.books.active
    sheet = proposal.sheets[say("reports", "proposal.lines", "zh-Hans")]
    _, tasks, accept = answered(sheet)
    rejected = tasks[0]
    accept(0, "否")
    proposal.set_mock_caller()
    clicks.balance()                                    # proposes again
    again = xlwings.apps.active.books.active
    assert again.fullname != proposal.fullname
    told = answered(again.sheets[say("reports", "proposal.lines", "zh-Hans")])
    assert rejected not in told[1] or told[0][told[1].index(rejected)] == "否"
    again.set_mock_caller()
    clicks.balance()                                    # carries out
    copies = list((tmp_path / f"2026 {say('reports', 'proposal.copies', 'zh-Hans')}").rglob("*.xlsx"))
    assert copies
    assert {path: path.read_bytes() for path in before} == before
    assert [kind for _, kind in boxes] in ([], ["info"])                # no viewer of folders is installed here, perhaps


def answered(sheet: xlwings.Sheet) -> tuple[list[str], list[str], Callable[[int, str], None]]:
    """Answers and tasks of a proposal's lines, and what gives another answer."""
    rows = sheet.used_range.value
    keys = next(number for number, row in enumerate(rows) if "task" in row and "accept" in row)
    task, accept = rows[keys].index("task"), rows[keys].index("accept")
    lines_ = [(number, row) for number, row in enumerate(rows) if number > keys + 1 and row[task]]

    def answer(line: int, text: str) -> None:
        sheet[lines_[line][0], accept].value = text

    return [row[accept] for _, row in lines_], [row[task] for _, row in lines_], answer


@pytest.mark.proof
def test_conflicts_are_listed_and_marks_stay(demo: Path, tmp_path: Path, opened: Open) -> None:
    del tmp_path
    _, out, _ = run("conflicts", demo / "seeded_r2", "--format", "json")
    expected = json.loads(out)["conflicts"]
    book = opened(demo / "seeded_r2" / "organisation_2026.xlsx", read_only=True)
    clicks.conflicts()
    shown = xlwings.apps.active.books.active
    assert shown.name != book.name
    sheet = shown.sheets[say("reports", "consolidated.conflicts", "zh-Hans")]
    told = sheet.range((5, 1), (4 + len(expected), 16)).value
    assert [[line[1], line[2], line[13], line[14]] for line in told] == [
        [each["code"], each["title"], each["message"], each["fix"]] for each in expected]
    assert [line[6] for line in told] == [each["peak"] for each in expected]
    assert sheet[4 + len(expected), 0].value is None


def test_the_report_is_written_and_shown(
    tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch, boxes: Boxes,
) -> None:
    openers = tmp_path / "bin"
    openers.mkdir()
    (openers / "xdg-open").write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >> "{tmp_path}/shown"\n', encoding="utf-8")
    (openers / "xdg-open").chmod(0o755)
    monkeypatch.setenv("PATH", str(openers), prepend=":")
    period = tmp_path / "期间"
    period.mkdir()
    opened(folder(period) / "QA_plan_2026_r1.xlsx")
    clicks.report()
    clicks.open_folder()
    pdf, shown = (tmp_path / "shown").read_text(encoding="utf-8").splitlines()
    assert Path(pdf).read_bytes().startswith(b"%PDF")
    assert Path(pdf).is_relative_to(period)
    assert Path(shown) == period
    assert boxes == []


def test_where_nothing_shows_files_the_path_is_told(
    tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch, boxes: Boxes,
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    opened(folder(tmp_path) / "QA_plan_2026_r1.xlsx")
    clicks.open_folder()
    assert boxes == [(say("addin", "clicks.folder", "zh-Hans", path=str(tmp_path)), "info")]


def test_a_folder_without_an_organisation_book_is_said(tmp_path: Path, opened: Open, boxes: Boxes) -> None:
    (folder(tmp_path) / "organisation_2026.xlsx").unlink()
    opened(tmp_path / "QA_plan_2026_r1.xlsx")
    for button in (clicks.consolidate, clicks.conflicts, clicks.report):
        button()
    assert boxes == [(say("addin", "clicks.no_folder", "zh-Hans"), "critical")] * 3
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith(".~")) == ["QA_plan_2026_r1.xlsx"]


def test_where_nothing_can_be_written_nothing_is_left(
    tmp_path: Path, opened: Open, boxes: Boxes,
) -> None:
    opened(folder(tmp_path) / "QA_plan_2026_r1.xlsx")
    (tmp_path / say("addin", "clicks.results", "zh-Hans")).write_text("a file in the way", encoding="utf-8")
    clicks.consolidate()
    assert len(boxes) == 1
    assert "无法写入" in boxes[0][0]


def test_nothing_wrong_is_said_too(tmp_path: Path, opened: Open) -> None:
    book = opened(folder(tmp_path) / "QA_plan_2026_r1.xlsx")
    clicks.validate()
    assert codes(book) == []
    assert "0" in book.sheets[FOUND]["A2"].value


def test_a_viewer_that_fails_at_once_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xdg-open").write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    (tmp_path / "xdg-open").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert not viewer.shown(tmp_path)


def test_a_workbook_is_not_asked_where_its_cloud_lies(
    tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened(folder(tmp_path) / "QA_plan_2026_r1.xlsx")
    for name in ("_xlwindows", "_xlmac"):
        face = ModuleType(name)
        face.read_config_sheet = lambda _book: {"ONEDRIVE_COMMERCIAL_WIN": "elsewhere"}  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, f"xlwings.{name}", face)
    live.caller()
    assert [sys.modules[f"xlwings.{name}"].read_config_sheet(None) for name in ("_xlwindows", "_xlmac")] == [{}, {}]
