"""A click in LibreOffice, from the button to the process: what is started, what is refused, and what the office keeps.

The extension is the installed one; the interpreter that it starts is a stand-in which tells how it was called.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from addin import libreoffice
from addin.buttons import BUTTONS
from addin.extension import run
from addin.libreoffice import bridge
from templates.wording import sentences
from tests import clicking
from tests.clicking import Office, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings

pytestmark = [pytest.mark.office, pytest.mark.clicked]

STAND_IN = """#!{python} -B
import json, os, pathlib, sys, time
home = pathlib.Path(__file__).parent
told = dict(argv=sys.argv[1:], cwd=os.getcwd(), language=os.environ["LC_ALL"], session=os.getsid(0), pid=os.getpid(),
            stdin=os.readlink("/proc/self/fd/0"), log=os.readlink("/proc/self/fd/2"))
(home / f"{{time.monotonic_ns()}}.part").write_text(json.dumps(told))
[part] = [each for each in home.glob("*.part") if json.loads(each.read_text())["pid"] == os.getpid()]
part.rename(part.with_suffix(".json"))
exec((home / "does").read_text())
"""
WAITS = "while not (home / 'go').exists(): time.sleep(0.02)\n"


class Desk:
    """One office, its stand-in for an interpreter, and the folder where logs go."""

    def __init__(self, home: Path) -> None:
        self.home, self.logs = home / "环境 x", home / "logs"
        self.python, self.profile = self.home / "python", home / "profile"
        for folder in (self.home, self.logs):
            folder.mkdir()
        self.python.write_text(STAND_IN.format(python=sys.executable), encoding="utf-8")
        self.python.chmod(0o755)

    def does(self, code: str) -> None:
        """What the stand-in is to do from now on."""
        (self.home / "does").write_text(code, encoding="utf-8")
        for each in (*self.home.glob("*.json"), self.home / "go"):
            each.unlink(missing_ok=True)

    def starts(self, python: str | Path) -> None:
        """Which interpreter the installed extension starts."""
        [settings] = (self.profile / "user" / "uno_packages").rglob("settings.json")
        settings.write_text(json.dumps({"python": str(python)}), encoding="utf-8")

    def calls(self, number: int = 1) -> list[dict[str, Any]]:
        """How the stand-in was called, so many times, in that order."""
        told = until(lambda: found if len(found := sorted(self.home.glob("*.json"))) >= number else None)
        assert len(told) == number
        return [json.loads(each.read_text(encoding="utf-8")) for each in told]

    def go(self) -> None:
        """Let those that wait go on."""
        (self.home / "go").touch()


def started(home: Path) -> Iterator[tuple[Desk, Office]]:
    """An office whose buttons start a stand-in, and whose temporary folder is the desk's."""
    desk, before = Desk(home), os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = str(desk.logs)
    try:
        with clicking.office(home) as office:
            yield desk, office
    finally:
        os.environ.pop("TMPDIR")
        if before is not None:
            os.environ["TMPDIR"] = before


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Office]]:
    yield from started(tmp_path_factory.mktemp("office"))


@pytest.fixture
def desk(shared: tuple[Desk, Office]) -> Iterator[Desk]:
    desk, office = shared
    desk.does("")
    desk.starts(desk.python)
    yield desk
    desk.go()
    office.finished()
    while office.boxes():
        office.box()
    office.app.activate()
    for each in list(office.app.books):
        each.close()


@pytest.fixture
def office(desk: Desk, shared: tuple[Desk, Office]) -> Office:
    return shared[1]


@pytest.fixture
def book(office: Office) -> xlwings.Book:
    return office.app.books.add()


def said(key: str, detail: object = "", locale: str = "en") -> str:
    return sentences("addin", locale)[f"box.{key}"].replace("{detail}", str(detail))


def logs(desk: Desk) -> list[Path]:
    return sorted(desk.logs.glob("tongchou-*.log"))


def identity(book: xlwings.Book) -> str:
    return str(book.impl.api.RuntimeUID)


def configured(office: Office, path: str, name: str, value: str) -> None:
    provider = office.link.service("configuration.ConfigurationProvider")
    node = office.link.ask(lambda: provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationUpdateAccess", bridge.properties(nodepath=path)))
    office.link.ask(lambda: node.setPropertyValue(name, value))
    office.link.ask(node.commitChanges)


def test_each_button_starts_the_interpreter_of_the_extension_with_its_key(desk: Desk, office: Office, book: xlwings.Book) -> None:
    for each in BUTTONS:
        office.clicked(each.key, book)
    assert office.no_box()
    calls = desk.calls(len(BUTTONS))
    [pipe] = {call["argv"][7] for call in calls}
    for each, call in zip(BUTTONS, calls, strict=True):
        assert call["argv"][:9] == ["-I", "-X", "utf8", "-B", "-m", "addin.extension.run", each.key, pipe, identity(book)]
        assert call["cwd"] == str(desk.home)
        assert call["session"] == call["pid"]                              # not ended with the office's own group
        assert call["stdin"] == "/dev/null"
    assert re.fullmatch(r"tongchou[0-9a-f]{32}", pipe)
    assert pipe != office.link.pipe


def test_the_office_listens_on_the_pipe_and_knows_the_book_by_that_number(desk: Desk, office: Office, book: xlwings.Book) -> None:
    book.sheets[0]["A1"].value = "mine"
    office.clicked("validate", book)
    [call] = desk.calls()
    app = libreoffice.connect(*call["argv"][7:9])
    try:
        assert [each.sheets[0]["A1"].value for each in app.books] == ["mine"]
    finally:
        app.impl.link.close()


TAKES = """
if len(sys.argv) > 10:
    copy = pathlib.Path(sys.argv[10], "copy.xlsx")
    while not copy.exists():
        time.sleep(0.02)
    (home / "copy.xlsx").write_bytes(copy.read_bytes())
"""


def test_a_workbook_that_was_changed_is_copied_while_the_process_starts(desk: Desk, office: Office, tmp_path: Path) -> None:
    desk.does(TAKES)
    book = office.app.books.add()
    book.save(tmp_path / "plan.xlsx")
    book.sheets[0]["A1"].value = "changed"
    for button in ("validate", "clear_marks"):
        office.clicked(button, book)
    asked, quick = desk.calls(2)
    assert len(quick["argv"]) == 9                      # nothing is read to clear marks
    assert openpyxl.load_workbook(desk.home / "copy.xlsx").active["A1"].value == "changed"
    until(lambda: not Path(asked["argv"][9]).exists() or None)
    assert book.name == "plan.xlsx"
    book.save()
    office.clicked("validate", book)
    assert len(desk.calls(3)[2]["argv"]) == 9           # what is in the file is read there


def test_no_copy_is_left_where_the_process_does_not_wait_for_it(desk: Desk, office: Office, book: xlwings.Book) -> None:
    office.clicked("validate", book)
    [call] = desk.calls()
    until(lambda: not Path(call["argv"][9]).exists() or None)
    assert office.no_box()
    assert list(desk.logs.glob("tongchou-*")) == []


def test_no_two_offices_have_the_same_pipe(desk: Desk, office: Office, book: xlwings.Book, tmp_path: Path) -> None:
    office.clicked("validate", book)
    for other_desk, other in started(tmp_path):
        other_desk.does("")
        other_desk.starts(other_desk.python)
        other.clicked("validate", other.app.books.add())
        assert other_desk.calls()[0]["argv"][7] != desk.calls()[0]["argv"][7]
        assert other.no_box()


@pytest.mark.parametrize(("language", "system", "locale"), [
    ("zh-CN", "zh_CN.UTF-8", "zh-Hans"), ("zh-TW", "zh_TW.UTF-8", "zh-Hant"), ("zh-HK", "zh_TW.UTF-8", "zh-Hant"),
    ("en-GB", "en_US.UTF-8", "en"), ("de", "en_US.UTF-8", "en")])
def test_the_process_and_the_boxes_speak_the_language_of_the_office(
    desk: Desk, office: Office, book: xlwings.Book, language: str, system: str, locale: str,
) -> None:
    configured(office, "/org.openoffice.Setup/L10N", "ooLocale", language)
    try:
        office.clicked("validate", book)
        assert desk.calls()[0]["language"] == system
        desk.starts("")
        office.click("validate", book)
        assert office.box() == (said("title", locale=locale), said("no_interpreter", locale=locale))
    finally:
        configured(office, "/org.openoffice.Setup/L10N", "ooLocale", "en-US")


def test_without_a_workbook_a_sentence_says_what_to_do(desk: Desk, office: Office) -> None:
    office.click("validate")
    assert office.box() == (said("title"), said("no_workbook"))
    assert office.no_box()


@pytest.mark.parametrize("python", ["", "python", "bin/python3"])
def test_only_an_interpreter_with_its_whole_path_is_started(desk: Desk, office: Office, book: xlwings.Book, python: str) -> None:
    desk.starts(python)
    office.click("validate", book)
    assert office.box().text == said("no_interpreter", python)


def test_an_interpreter_that_is_gone_is_named(desk: Desk, office: Office, book: xlwings.Book) -> None:
    for gone in (desk.home / "gone", desk.home):                           # nothing there, or a folder
        desk.starts(gone)
        office.click("validate", book)
        assert office.box().text == said("lost_interpreter", gone)


def test_where_the_office_may_not_start_it_the_reason_is_told(desk: Desk, office: Office, book: xlwings.Book) -> None:
    desk.starts(desk.home / "does")
    office.click("validate", book)
    text = office.box().text
    assert text.startswith(said("broken", "\0").partition("\0")[0])
    assert "Permission denied" in text
    assert logs(desk) == []


def test_a_failure_is_one_sentence_that_names_its_log(desk: Desk, office: Office, book: xlwings.Book) -> None:
    desk.does("raise RuntimeError('boom 统筹')")
    office.click("validate", book)
    box = office.box()
    [log] = logs(desk)
    assert box == (said("title"), said("failed", log))
    assert "RuntimeError: boom 统筹" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o077 == 0                                 # for nobody else to read
    assert office.no_box()
    log.unlink()


def test_success_is_silent_and_leaves_no_log(desk: Desk, office: Office, book: xlwings.Book) -> None:
    desk.does("print('a warning', file=sys.stderr)")
    office.clicked("validate", book)
    assert Path(desk.calls()[0]["log"]).parent == desk.logs
    until(lambda: not logs(desk) or None)
    assert office.no_box()


def test_the_office_is_free_at_once_and_a_second_click_in_the_book_is_refused(
    desk: Desk, office: Office, book: xlwings.Book,
) -> None:
    desk.does(WAITS)
    began = time.monotonic()
    office.click("validate", book)
    assert time.monotonic() - began < 1
    desk.calls()
    book.sheets[0]["A1"].value = "still here"
    office.click("report", book)
    assert office.box().text == said("busy")
    desk.go()
    office.finished()
    office.clicked("report", book)
    assert [call["argv"][6] for call in desk.calls(2)] == ["validate", "report"]


def test_two_books_do_not_wait_for_each_other(desk: Desk, office: Office, book: xlwings.Book) -> None:
    desk.does(WAITS)
    other = office.app.books.add()
    for each in (book, other):
        office.click("validate", each)
    assert [call["argv"][8] for call in desk.calls(2)] == [identity(book), identity(other)]
    assert len(office.running()) == 2
    desk.go()
    office.finished()
    assert office.no_box()


def test_a_book_that_is_closed_meanwhile_does_not_disturb(desk: Desk, office: Office, book: xlwings.Book) -> None:
    desk.does(WAITS + "raise SystemExit(1)")
    office.click("validate", book)
    desk.calls()
    book.close()
    desk.go()
    [log] = logs(desk)
    assert office.box().text == said("failed", log)                        # in front of whatever is there then
    log.unlink()


@pytest.mark.parametrize(("typed", "value"), [("typed", "typed"), ("=1+1", 2.0), ("12", 12.0)])
def test_what_is_being_typed_counts(desk: Desk, office: Office, book: xlwings.Book, typed: str, value: object) -> None:
    sheet = book.sheets[0]
    sheet["B3"].select()
    office.type(book, typed)
    assert sheet["B3"].value is None                                       # it is not in the cell yet
    office.clicked("validate", book)
    assert sheet["B3"].value == value
    assert [cell.value for cell in (sheet["A1"], sheet["A2"])] == [None, None]
    assert selected(book) == ["$Sheet1.$B$3"]


@pytest.mark.parametrize("cells", ["A1", "A2", "C5:D9"])
def test_wherever_it_is_typed(desk: Desk, office: Office, book: xlwings.Book, cells: str) -> None:
    book.sheets[0][cells].select()
    office.type(book, "x")
    office.clicked("validate", book)
    first = cells.partition(":")[0]
    assert book.sheets[0][first].value == "x"
    assert book.sheets[0].used_range.address == book.sheets[0][first].address


def test_what_is_typed_on_a_protected_sheet_with_an_open_cell_counts(desk: Desk, office: Office, book: xlwings.Book) -> None:
    api = book.impl.api.Sheets.getByIndex(0)
    cell = api.getCellRangeByName("B3")
    free = cell.CellProtection
    free.IsLocked = False
    cell.CellProtection = free
    api.protect("secret")
    book.sheets[0]["B3"].select()
    office.type(book, "x")
    office.clicked("validate", book)
    assert book.sheets[0]["B3"].value == "x"
    assert selected(book) == ["$Sheet1.$B$3"]
    assert office.no_box()
    assert len(desk.calls()) == 1


def selected(book: xlwings.Book) -> list[str]:
    chosen = book.impl.api.getCurrentController().getSelection()
    if hasattr(chosen, "AbsoluteName"):
        return [chosen.AbsoluteName]
    return [chosen.getByIndex(number).AbsoluteName for number in range(chosen.getCount())]


@pytest.mark.parametrize("areas", [["B2:D4"], ["B2", "D4:E9", "A20"], ["A1:AMJ1048576"], ["C1:C1048576"], ["A7:AMJ7"]])
def test_what_is_selected_and_what_is_in_sight_stays(desk: Desk, office: Office, book: xlwings.Book, areas: list[str]) -> None:
    document = book.impl.api
    view, sheet = document.getCurrentController(), document.Sheets.getByIndex(0)
    ranges = document.createInstance("com.sun.star.sheet.SheetCellRanges")
    ranges.addRangeAddresses(tuple(sheet.getCellRangeByName(each).getRangeAddress() for each in areas), False)
    view.select(ranges if len(areas) > 1 else ranges.getByIndex(0))
    view.setFirstVisibleRow(300)
    view.setFirstVisibleColumn(12)
    before = selected(book)
    office.clicked("validate", book)
    assert selected(book) == before
    assert (view.getFirstVisibleRow(), view.getFirstVisibleColumn()) == (300, 12)
    assert office.no_box()


def test_a_selected_drawing_stays_selected(desk: Desk, office: Office, book: xlwings.Book) -> None:
    document = book.impl.api
    shape = document.createInstance("com.sun.star.drawing.RectangleShape")
    shape.setSize(bridge.struct("awt.Size", Width=2000, Height=1000))
    document.Sheets.getByIndex(0).getDrawPage().add(shape)
    document.getCurrentController().select(shape)
    office.clicked("validate", book)
    chosen = document.getCurrentController().getSelection()
    assert chosen.getCount() == 1
    assert chosen.getByIndex(0).supportsService("com.sun.star.drawing.RectangleShape")
    assert len(desk.calls()) == 1


def test_frozen_panes_stay_where_they_are(desk: Desk, office: Office, book: xlwings.Book) -> None:
    view = book.impl.api.getCurrentController()
    view.freezeAtPosition(2, 3)
    book.sheets[0]["F50"].select()
    view.getByIndex(view.getCount() - 1).setFirstVisibleRow(40)
    before = [(pane.getFirstVisibleColumn(), pane.getFirstVisibleRow())
              for pane in (view.getByIndex(number) for number in range(view.getCount()))]
    office.type(book, "x")
    office.clicked("validate", book)
    assert book.sheets[0]["F50"].value == "x"
    assert before == [(pane.getFirstVisibleColumn(), pane.getFirstVisibleRow())
                      for pane in (view.getByIndex(number) for number in range(view.getCount()))]


def test_an_office_quits_while_a_click_is_at_work(tmp_path: Path) -> None:
    for desk, office in started(tmp_path):
        desk.starts(desk.python)
        desk.does(WAITS + "raise SystemExit(1)")
        book = office.app.books.add()
        office.click("validate", book)
        [call] = desk.calls()
        office.link.ask(lambda book=book: book.impl.api.setModified(False))
        assert office.link.ask(office.link.desktop.terminate)
        office.office.process.wait(20)
        assert Path(f"/proc/{call['pid']}").exists()                       # it finds out by itself
        desk.go()


def test_a_click_whose_office_is_gone_ends_quietly() -> None:
    run.main("validate", "tongchou0000", "1")


def test_only_keys_of_buttons_are_accepted() -> None:
    for key in ("main", "__doc__", "os", ""):
        with pytest.raises(SystemExit, match="no such button"):
            run.main(key, "tongchou0000", "1")
