"""Each button clicked in LibreOffice, on the extension as it was built and installed: what the office then shows."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from addin.buttons import BUTTONS
from templates.books import BOOKS
from templates.geometry import address
from templates.wording import say
from tests import clicking
from tests.clicking import Office, until
from tests.open_books import FOUND, codes, lines
from tests.test_terminal import folder, run

pytestmark = [pytest.mark.office, pytest.mark.clicked]
TASKS = BOOKS["plan"].by_key["tasks"]
SHEET, FINISH = TASKS.label.hans, address(TASKS, "finish", 0)
NAMES = ["计划【终稿】.xlsx", "a b=c 'd'.xlsx", 'R&D "x" 100%.xlsx']


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the openers lie that the office finds instead of the system's: they write down what they were to show."""
    home = tmp_path_factory.mktemp("office")
    (home / "bin").mkdir()
    (home / "bin" / "xdg-open").write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >> "{home}/shown"\n', encoding="utf-8")
    (home / "bin" / "xdg-open").chmod(0o755)
    return home


@pytest.fixture(scope="module")
def shared(home: Path) -> Iterator[Office]:
    before = os.environ["PATH"]
    os.environ["PATH"] = f"{home / 'bin'}:{before}"
    with clicking.office(home) as started:
        os.environ["PATH"] = before
        yield started


@pytest.fixture
def office(shared: Office) -> Iterator[Office]:
    yield shared
    shared.finished()
    shared.app.activate()
    for each in list(shared.app.books):
        each.close()


def said(key: str, **facts: object) -> str:
    return say("addin", f"clicks.{key}", "zh-Hans", **facts)


def test_every_button_does_its_work(office: Office, home: Path, tmp_path: Path) -> None:
    book = office.open(folder(tmp_path, finish="三月底") / "QA_plan_2026_r1.xlsx")
    book.sheets[SHEET].activate()
    names = book.sheet_names
    office.clicked("validate", book)
    assert codes(book) == ["F03"]
    assert "三月底" in book.sheets[SHEET][FINISH].note.text
    office.clicked("conflicts", book)
    assert say("reports", "consolidated.conflicts", "zh-Hans") in book.sheet_names
    office.clicked("clear_marks", book)
    assert book.sheet_names == names
    assert book.sheets[SHEET][FINISH].note is None
    office.clicked("consolidate", book)
    results = tmp_path / said("results")
    assert office.app.books.active.fullname == str(results / f"{said('consolidated')}.xlsx")
    office.clicked("balance", book)
    assert Path(office.app.books.active.fullname) == results / f"{said('balance')}.xlsx"
    office.clicked("report", book)
    office.clicked("open_folder", book)
    shown = (home / "shown").read_text(encoding="utf-8").splitlines()[-2:]
    assert shown == [str(results / f"{said('evaluation')}.pdf"), str(tmp_path)]
    assert Path(shown[0]).read_bytes().startswith(b"%PDF")
    assert {each.key for each in BUTTONS} == {"validate", "consolidate", "conflicts", "balance", "report", "clear_marks",
                                              "open_folder"}
    assert office.boxes() == 0


@pytest.mark.proof
def test_every_button_does_its_work_on_the_sample_organisation(
    office: Office, home: Path, demo: Path, tmp_path: Path,
) -> None:
    period = tmp_path / "2026"
    shutil.copytree(demo / "seeded_r2", period)
    book = office.open(period / "plan" / "P1_plan_2026_r2.xlsx")
    names = book.sheet_names
    office.clicked("validate", book)
    _, out, _ = run("validate", period, "--format", "json", "--locale", "zh-Hans")
    expected = [each for each in json.loads(out)["findings"]
                if any(place["file"] == "plan/P1_plan_2026_r2.xlsx" for place in each["cells"])]
    assert [(line[1], line[3], line[4], line[5]) for line in lines(book)] == [
        (each["code"], each["title"], each["message"], each["fix"]) for each in expected]
    office.clicked("conflicts", book)
    _, out, _ = run("conflicts", period, "--format", "json")
    clashes = book.sheets[say("reports", "consolidated.conflicts", "zh-Hans")]
    assert clashes.used_range.last_cell.row == 4 + len(json.loads(out)["conflicts"])
    office.clicked("clear_marks", book)
    assert book.sheet_names == names
    office.clicked("consolidate", book)
    made = office.app.books.active
    assert Path(made.fullname).parent == period / said("results")
    assert len(made.sheets[FOUND].used_range.value) > 100
    office.clicked("report", book)
    office.clicked("open_folder", book)
    shown = (home / "shown").read_text(encoding="utf-8").splitlines()[-2:]
    assert shown == [str(period / said("results") / f"{said('evaluation')}.pdf"), str(period)]
    assert Path(shown[0]).stat().st_size > 500_000
    assert office.boxes() == 0


def test_what_is_found_is_what_the_command_line_finds(office: Office, demo: Path) -> None:
    book = office.open(demo / "seeded_r2" / "organisation_2026.xlsx", read_only=True)
    office.clicked("validate", book)
    _, out, _ = run("validate", demo / "seeded_r2", "--format", "json", "--locale", "zh-Hans")
    expected = json.loads(out)["findings"]
    found = lines(office.app.books.active)
    assert [(line[1], line[3], line[4], line[5]) for line in found] == [
        (each["code"], each["title"], each["message"], each["fix"]) for each in expected]
    assert len(expected) > 100


def test_what_is_typed_and_not_saved_counts(office: Office, tmp_path: Path) -> None:
    path = folder(tmp_path, finish="三月底") / "QA_plan_2026_r1.xlsx"
    before = path.read_bytes()
    book = office.open(path)
    book.sheets[SHEET][FINISH].value = "2026-03-13"
    office.clicked("validate", book)
    assert codes(book) == []
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_may_be_called_anything(office: Office, tmp_path: Path, name: str) -> None:
    path = folder(tmp_path, finish="三月底") / "QA_plan_2026_r1.xlsx"
    book = office.open(path.rename(tmp_path / name))
    office.clicked("validate", book)
    assert "F03" in codes(book)


def test_a_file_that_somebody_else_has_open_gets_its_results_beside_it(office: Office, tmp_path: Path) -> None:
    path = folder(tmp_path, finish="三月底") / "QA_plan_2026_r1.xlsx"
    (tmp_path / f".~lock.{path.name}#").write_text(",someone,elsewhere,25.11.2026 09:00,file:///x;", encoding="utf-8")
    book = office.open(path)
    office.clicked("validate", book)
    shown = office.app.books.active
    assert shown.name != book.name
    assert codes(shown) == ["F03"]


def test_a_protected_sheet_is_listed(office: Office, tmp_path: Path) -> None:
    book = office.open(folder(tmp_path, finish="三月底") / "QA_plan_2026_r1.xlsx")
    book.sheets[SHEET].impl.protect("secret")
    office.clicked("validate", book)
    assert codes(book) == ["F03"]
    assert SHEET in book.sheets[FOUND]["A3"].value


def test_without_a_workbook_a_sentence_says_what_to_do(office: Office) -> None:
    office.click("validate")
    assert office.box().text == say("addin", "box.no_workbook", "en")


def test_a_new_workbook_belongs_to_no_folder(office: Office) -> None:
    book = office.app.books.add()
    office.click("consolidate", book)
    assert office.box().text == say("addin", "clicks.not_saved", "en")


def test_a_second_click_while_the_first_one_works_is_refused(office: Office, demo: Path, tmp_path: Path) -> None:
    book = office.open(demo / "seeded_r2" / "organisation_2026.xlsx", read_only=True)
    other = office.open(folder(tmp_path, finish="三月底") / "QA_plan_2026_r1.xlsx")
    began = time.monotonic()
    office.click("validate", book)
    assert time.monotonic() - began < 1                 # the window is free at once
    office.click("validate", book)
    assert office.box().text == say("addin", "box.busy", "en")
    office.click("validate", other)                     # another workbook does not wait
    office.finished()
    assert codes(other) == ["F03"]


def test_a_failure_is_one_sentence_that_names_a_log(office: Office, tmp_path: Path) -> None:
    book = office.open(folder(tmp_path) / "QA_plan_2026_r1.xlsx")
    office.click("no_such_button", book)
    box = office.box()
    log = Path(next(line for line in box.text.splitlines() if line.endswith(".log")))
    assert box.text == say("addin", "box.failed", "en", detail=str(log))
    assert "no such button" in log.read_text(encoding="utf-8")
    log.unlink()


def test_a_workbook_that_is_closed_meanwhile_is_no_failure(office: Office, demo: Path, tmp_path: Path) -> None:
    book = office.open(demo / "seeded_r2" / "organisation_2026.xlsx", read_only=True)
    kept = office.open(folder(tmp_path) / "QA_plan_2026_r1.xlsx")
    office.click("validate", book)
    until(lambda: office.running() or None)
    time.sleep(1)
    book.close()
    office.finished()
    time.sleep(1)
    assert office.boxes() == 0
    assert kept.sheet_names


def test_two_offices_work_at_once(office: Office, tmp_path: Path) -> None:
    with clicking.office(tmp_path) as second:
        books = []
        for number, each in enumerate((office, second)):
            place = tmp_path / str(number)
            place.mkdir()
            books.append(each.open(folder(place, finish="三月底") / "QA_plan_2026_r1.xlsx"))
        for each, book in zip((office, second), books, strict=True):
            each.click("validate", book)
        for each, book in zip((office, second), books, strict=True):
            each.finished()
            assert codes(book) == ["F03"]


def test_an_office_that_dies_in_mid_run_leaves_nothing_behind(demo: Path, tmp_path: Path) -> None:
    with clicking.office(tmp_path) as dying:
        place = tmp_path / "period"
        place.mkdir()
        book = dying.open(folder(place) / "QA_plan_2026_r1.xlsx")
        big = dying.open(demo / "seeded_r2" / "organisation_2026.xlsx", read_only=True)
        del book
        dying.click("validate", big)
        child = until(lambda: dying.running() or None)[0]
        time.sleep(0.8)
        os.killpg(dying.office.process.pid, signal.SIGKILL)
        until(lambda: not Path(f"/proc/{child}").exists() or _ended(child) or None)
    assert sorted(path.name for path in place.iterdir() if not path.name.startswith(".~lock")) == [
        "QA_plan_2026_r1.xlsx", "organisation_2026.xlsx"]


def _ended(child: int) -> bool:
    """A process whose parent is gone and that nobody has asked for its end yet."""
    return ") Z " in Path(f"/proc/{child}/stat").read_text(encoding="utf-8")


def test_the_address_in_the_list_leads_to_the_cell_of_another_file(office: Office, tmp_path: Path) -> None:
    path = folder(tmp_path, finish="三月底") / "QA_plan_2026_r1.xlsx"
    book = office.open(tmp_path / "organisation_2026.xlsx")
    office.clicked("validate", book)
    link = next(formula for (formula,) in book.sheets[FOUND]["C5:C9"].formula if FINISH in formula)
    target = link.removeprefix('=HYPERLINK("').partition('"')[0]
    office.link.ask(lambda: office.link.desktop.loadComponentFromURL(target, "_blank", 0, ()))     # as following it does
    assert office.app.books.active.fullname == str(path)
    assert office.app.books.active.sheets.active.name == SHEET
    assert office.app.selection.address.replace("$", "") == FINISH
