"""The LibreOffice engine: offices, books and sheets; two offices at once; an office that dies or falls silent."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlwings

from addin import libreoffice
from addin.libreoffice import OfficeGoneError, OfficeRefusedError, boxes, bridge, process
from addin.libreoffice.process import Office
from tests import engine
from tests.engine import proves, results, saved

app, book, sheet = engine.app, engine.book, engine.sheet


@pytest.fixture
def other() -> Iterator[Office]:
    """An office that the engine did not start for itself: it only listens on its pipe."""
    office = process.launch()
    for _ in range(300):
        try:
            bridge.open_pipe(office.pipe).dispose()
            break
        except bridge.UnoError:
            time.sleep(0.1)
    yield office
    office.end()


@pytest.fixture(scope="module")
def german() -> Iterator[xlwings.App]:
    """A second office, which speaks German."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LC_ALL", "de_DE.UTF-8")
        started = libreoffice.start()
    yield started
    started.kill()


def write_on(sheet: xlwings.Sheet) -> None:
    """Write large blocks until the office dies in the middle of one."""
    for _ in range(500):
        sheet["A1"].resize(2000, 10).value = [["text"] * 10] * 2000


@proves("App.books", "Books.add", "Books.active", "Books.__call__", "Books.__len__", "Books.__iter__", "Books.api", "Book.name",
        "Book.fullname", "Book.app", "Book.close", "Book.activate", "Book.api", "App.api", "App.pid", "App.version",
        "App.activate", "Apps.__iter__", "Apps.__len__", "Apps.keys", "Apps.__getitem__")
def test_books_are_found_by_name_and_number(app: xlwings.App, book: xlwings.Book) -> None:
    second = app.books.add()
    names = [each.name for each in app.books]
    assert names == [book.name, second.name]
    assert (app.books[0], app.books[-1], app.books[second.name.upper()], len(app.books)) == (book, second, second, 2)
    book.activate()
    assert app.books.active == xlwings.books.active == book
    second.activate()
    assert (app.books.active, second.fullname) == (second, second.name)
    assert (second.app, app.pid in xlwings.apps.keys(), xlwings.apps[app.pid], len(xlwings.apps) >= 1) == \
        (app, True, app, True)  # noqa: SIM118
    assert app.version >= 15
    assert app.impl.product.startswith("LibreOffice")
    assert app.books.api.hasElements()
    assert app.api.getCurrentComponent().Title == second.api.Title
    second.close()
    with pytest.raises(KeyError):
        app.books["second"]
    assert [each.name for each in app.books] == [book.name]


@proves("Books.open", "Book.save", "Book.fullname", "Book.close")
@pytest.mark.parametrize("ending", [".xlsx", ".xlsm", ".ods", ".xls"])
def test_what_is_saved_is_opened_again(app: xlwings.App, book: xlwings.Book, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"统筹 plan{ending}"
    book.sheets[0]["A1"].value = [["任务", 1.5, True]]
    book.save(path)
    assert (book.fullname, book.name, book.impl.saved) == (str(path), path.name, True)
    assert app.books.open(path) == book
    book.close()
    again = app.books.open(path)
    assert again.sheets[0]["A1:C1"].value == ["任务", 1.5, True]
    again.sheets[0]["A1"].value = "changed"
    assert not again.impl.saved
    again.save()
    again.sheets[0]["A1"].value = "lost"
    again.close()
    assert app.books.open(path).sheets[0]["A1"].value == "changed"


@proves("Book.save", "Books.open")
def test_csv_and_a_book_without_a_path(
    app: xlwings.App, book: xlwings.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    book.sheets[0]["A1"].value = [["a", 1], ["b;c", 2]]
    title = book.name
    book.save()
    assert (tmp_path / f"{title}.xlsx").exists()
    book.save("table.csv")
    assert (tmp_path / "table.csv").read_text(encoding="utf-8").splitlines() == ["a,1", "b;c,2"]
    book.close()
    (tmp_path / "other.csv").write_text("x;1\ny;2\n", encoding="utf-8")
    assert app.books.open(tmp_path / "other.csv", delimiter=";").sheets[0]["A1:B2"].value == [["x", 1], ["y", 2]]


@proves("Book.save", "Book.to_pdf", "Sheet.visible", "Sheet.visible =")
def test_a_pdf_is_printed_and_the_book_keeps_its_name(book: xlwings.Book, tmp_path: Path) -> None:
    book.sheets[0]["A1"].value = "one"
    second = book.sheets.add("Second", after=book.sheets[0])
    second["A1"].value = "two"
    book.save(tmp_path / "plan.xlsx")
    book.save(tmp_path / "all.pdf")
    book.to_pdf(tmp_path / "small.pdf", include=["Second"], quality="minimum")
    assert book.fullname == str(tmp_path / "plan.xlsx")
    assert all((tmp_path / name).read_bytes().startswith(b"%PDF") for name in ("all.pdf", "small.pdf"))
    assert [each.visible for each in book.sheets] == [True, True]


@proves("Book.save", "Books.open")
def test_what_cannot_be_opened_or_saved_says_so(app: xlwings.App, book: xlwings.Book, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        book.save(tmp_path / "nowhere" / "x.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(OfficeRefusedError):
        book.save(tmp_path / "folder.xlsx")
    with pytest.raises(ValueError, match=r"\.ods"):
        book.save(tmp_path / "x.docx")
    with pytest.raises(NotImplementedError, match="password"):
        book.save(tmp_path / "x.xlsx", password="secret")
    (tmp_path / "letter.xlsx").write_bytes(b"PK\x03\x04 no package")
    with pytest.raises(OfficeRefusedError):
        app.books.open(tmp_path / "letter.xlsx")
    (tmp_path / "letter.html").write_text("<html><body>no workbook</body></html>", encoding="utf-8")
    with pytest.raises(OfficeRefusedError, match="no workbook"):
        app.books.open(tmp_path / "letter.html")
    with pytest.raises(FileNotFoundError):
        app.books.open(tmp_path / "none.xlsx")
    with pytest.raises(NotImplementedError, match="local"):
        app.books.open(tmp_path / "letter.xlsx", local=True)
    assert len(app.books) == 1


@proves("Books.open", "Book.save")
def test_a_book_opened_read_only_is_told_and_not_overwritten(app: xlwings.App, book: xlwings.Book, tmp_path: Path) -> None:
    book.sheets[0]["A1"].value = "kept"
    saved(book, tmp_path)
    book.close()
    before = (tmp_path / "saved.xlsx").read_bytes()
    again = app.books.open(tmp_path / "saved.xlsx", read_only=True)
    assert again.impl.read_only
    assert again.sheets[0]["A1"].value == "kept"
    with pytest.raises(OfficeRefusedError, match="read-only"):
        again.sheets[0]["A1"].value = "lost"
    with pytest.raises(OfficeRefusedError):
        again.save()
    again.close()
    assert (tmp_path / "saved.xlsx").read_bytes() == before


@proves("Book.sheets", "Sheets.add", "Sheets.__call__", "Sheets.__len__", "Sheets.__iter__", "Sheets.active", "Sheets.api",
        "Sheet.name", "Sheet.name =", "Sheet.index", "Sheet.book", "Sheet.delete", "Sheet.copy", "Sheet.move", "Sheet.activate",
        "Sheet.select", "Sheet.api")
def test_sheets_come_go_and_move(app: xlwings.App, book: xlwings.Book, tmp_path: Path) -> None:
    first = book.sheets[0]
    last = book.sheets.add("统筹", after=first)
    middle = book.sheets.add(before=last)
    assert book.sheets.add().name == "Sheet3"           # before the active one
    assert (book.sheet_names, book.sheets.active.name, len(book.sheets)) == (["Sheet1", "Sheet3", "Sheet2", "统筹"], "Sheet3", 4)
    book.sheets["sheet3"].delete()
    middle.name = "Middle"
    assert (middle.index, last.index, book.sheets["middle"], middle.book) == (2, 3, middle, book)
    first["A1"].value = "copied"
    copy = first.copy(after=last)
    assert (copy["A1"].value, copy.index) == ("copied", 4)
    first.copy(before=first, name="Front")
    last.move(before=book.sheets["Front"])
    middle.move(after=copy)
    assert book.sheet_names == ["统筹", "Front", "Sheet1", copy.name, "Middle"]
    last.activate()
    assert book.sheets.active == last
    middle.select()
    assert book.sheets.active == middle
    elsewhere = app.books.add()
    first.copy(after=elsewhere.sheets[0], name="From there")
    assert (elsewhere.sheet_names, elsewhere.sheets[1]["A1"].value) == (["Sheet1", "From there"], "copied")
    with pytest.raises(KeyError):
        book.sheets["none"]
    with pytest.raises(ValueError, match="already present"):
        book.sheets.add("middle")
    with pytest.raises(OfficeRefusedError, match="cannot be named"):
        middle.name = "Front"
    assert saved(book, tmp_path).sheetnames == book.sheet_names
    assert (first.api.Name, book.sheets.api.getCount()) == ("Sheet1", 5)


@proves("Sheet.visible", "Sheet.visible =", "Sheet.delete")
def test_hidden_sheets_and_the_last_one_that_shows(app: xlwings.App, book: xlwings.Book, tmp_path: Path) -> None:
    second = book.sheets.add("Second", after=book.sheets[0])
    second.visible = False
    assert (second.visible, book.sheets[0].visible) == (False, True)
    for hide in (lambda: setattr(book.sheets[0], "visible", False), book.sheets[0].delete):
        with pytest.raises(OfficeRefusedError, match="last sheet that shows"):
            hide()
    with pytest.raises(NotImplementedError, match="very hidden"):
        second.visible = 2
    assert saved(book, tmp_path)["Second"].sheet_state == "hidden"
    secret = openpyxl.Workbook()
    secret.create_sheet("very").sheet_state = "veryHidden"
    secret.save(tmp_path / "very.xlsx")
    assert app.books.open(tmp_path / "very.xlsx").sheets["very"].visible is False


@proves("Sheet.freeze_panes", "FreezePanes.freeze_at", "FreezePanes.unfreeze", "Sheet.page_setup", "PageSetup.print_area",
        "PageSetup.print_area =", "PageSetup.api")
def test_views_of_sheets(book: xlwings.Book, sheet: xlwings.Sheet, tmp_path: Path) -> None:
    rows, columns, both = (book.sheets.add(name, after=book.sheets[-1]) for name in ("Rows", "Columns", "Both"))
    sheet.activate()
    rows.freeze_panes.freeze_at("1:2")
    columns.freeze_panes.freeze_at(columns["A:A"])
    both.freeze_panes.freeze_at("A1:C2")
    sheet.freeze_panes.freeze_at("A1")
    sheet.freeze_panes.unfreeze()
    both["A1"].value = 1
    both.page_setup.print_area = "A1:C2"
    assert (both.page_setup.print_area, rows.page_setup.print_area, book.sheets.active) == ("$A$1:$C$2", None, sheet)
    assert both.page_setup.api.IsLandscape is False
    sheet.impl.tab_color = both.impl.tab_color = (0, 255, 0)
    sheet.impl.tab_color = None
    assert (both.impl.tab_color, sheet.impl.tab_color) == ((0, 255, 0), None)
    read = saved(book, tmp_path)
    assert [read[name].freeze_panes for name in ("Sheet1", "Rows", "Columns", "Both")] == [None, "A3", "B1", "D3"]
    assert (read["Both"].print_area, read["Both"].sheet_properties.tabColor.rgb) == ("'Both'!$A$1:$C$2", "FF00FF00")
    both.page_setup.print_area = None
    assert both.page_setup.print_area is None
    both.visible = False
    with pytest.raises(OfficeRefusedError, match="hidden"):
        both.freeze_panes.unfreeze()


@proves("App.calculation", "App.calculation =", "App.calculate", "App.screen_updating", "App.screen_updating =")
def test_an_office_calculates_and_shows_when_told(
    app: xlwings.App, book: xlwings.Book, sheet: xlwings.Sheet, tmp_path: Path,
) -> None:
    sheet["A1"].value = [[1, "=A1*2"]]
    app.calculation = "manual"
    sheet["A1"].value = 5
    assert (app.calculation, sheet["B1"].value) == ("manual", 2)
    app.calculate()
    assert sheet["B1"].value == 10
    app.calculation = "automatic"
    assert results(book, tmp_path)[sheet.name]["B1"].value == 10
    with pytest.raises(NotImplementedError, match="semiautomatic"):
        app.calculation = "semiautomatic"
    with app.properties(screen_updating=False, display_alerts=False):
        assert (app.screen_updating, book.api.hasControllersLocked(), app.display_alerts) == (False, True, False)
    assert (app.screen_updating, book.api.hasControllersLocked(), app.display_alerts) == (True, False, True)
    app.visible = True                                  # there is no screen: nothing shows, nothing fails
    assert app.visible is False


@proves("App.alert")
def test_a_message_is_asked_in_libreoffice(app: xlwings.App, book: xlwings.Book) -> None:
    box = app.impl.link.ask(lambda: boxes.message(app.impl, "有 3 个错误", "统筹", "yes_no", "critical"))
    assert (box.MessageText, box.CaptionText) == ("有 3 个错误", "统筹")
    assert (app.alert("有 3 个错误", buttons="yes_no"), app.alert("done", "title")) == \
        ("cancel", "ok")     # nobody is there to click
    with pytest.raises(ValueError, match="buttons"):
        app.alert("x", buttons="maybe")
    app.status_bar = "正在检查…"
    assert app.status_bar == "正在检查…"
    app.status_bar = False
    assert app.status_bar is False


@proves("App.quit")
def test_connecting_finds_the_book_whose_button_was_clicked(
    other: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    joined = libreoffice.connect(other.pipe)
    first = joined.books.add()
    first.save(tmp_path / "Städte 漢 a=b.xlsx")
    second = joined.books.add()
    assert libreoffice.connect(other.pipe) == joined == xlwings.apps.active
    for caller in (second.api.RuntimeUID, second.name):
        assert libreoffice.connect(other.pipe, caller=caller) == joined
        assert xlwings.Book.caller() == second
    libreoffice.connect(other.pipe, caller=first.fullname)
    assert xlwings.Book.caller().fullname == first.fullname
    with pytest.raises(KeyError):
        libreoffice.connect(other.pipe, caller="nobody.xlsx")
    del xlwings.Book._mock_caller
    first.save(tmp_path / "Städte 漢.xlsx")
    monkeypatch.setattr(sys, "argv", ["addin", "validate", f"--wb={first.fullname}", "--from_xl=1"])
    assert xlwings.Book.caller() == first               # as xlwings' own RunPython calls
    with pytest.raises(NotImplementedError, match="kill"):
        joined.kill()
    joined.quit()
    assert other.process.wait(20) == 0
    assert joined not in xlwings.apps


@proves("App.activate", "Apps.__iter__", "Books.open")
def test_two_offices_at_once_do_not_meet(app: xlwings.App, german: xlwings.App, book: xlwings.Book, tmp_path: Path) -> None:
    mine, theirs = book.sheets[0], german.books.add().sheets[0]
    mine["A1"].value, theirs["A1"].value = "mine", "theirs"
    assert (mine["A1"].value, theirs["A1"].value, german.pid == app.pid) == ("mine", "theirs", False)
    german.activate()
    assert xlwings.apps.active == german
    app.activate()
    assert xlwings.apps.active == app
    book.save(tmp_path / "shared.xlsx")
    borrowed = german.books.open(tmp_path / "shared.xlsx")          # the first office has it open
    assert (borrowed.sheets[0]["A1"].value, borrowed.impl.read_only, book.impl.read_only) == ("mine", True, False)


@proves("Range.number_format", "Range.number_format =", "Range.formula", "Range.raw_value", "Range.raw_value =")
def test_an_office_that_speaks_german_is_asked_in_english(german: xlwings.App, tmp_path: Path) -> None:
    book = german.books.add()
    sheet = book.sheets[0]
    sheet["A1"].value = [[1.5, True, datetime(2026, 1, 5), "=SUM(A1,1)>2", "1,5"]]
    assert sheet["A1:E1"].value == [1.5, True, datetime(2026, 1, 5), True, "1,5"]
    assert sheet["A1:E1"].formula == (("1.5", "TRUE", "46027", "=SUM(A1,1)>2", "1,5"),)
    for code in ("General", "#,##0.00", "yyyy-mm-dd hh:mm", "0.00E+00", "0%"):
        sheet["A1"].number_format = code
        assert sheet["A1"].number_format == code
    assert sheet["A1"].api.getCellByPosition(0, 0).getString() == "150%"
    sheet["A1"].number_format = "0.0"
    assert sheet["A1"].api.getCellByPosition(0, 0).getString() == "1,5"
    read = saved(book, tmp_path)[sheet.name]
    assert (read["A1"].value, read["A1"].number_format, read["D1"].value) == (1.5, "0.0", "=SUM(A1,1)>2")
    assert (read["C1"].value, read["C1"].number_format.replace("\\", "")) == (datetime(2026, 1, 5), "yyyy-mm-dd")


@proves("Apps.add", "Apps.cleanup", "Apps.__iter__")
def test_an_office_that_dies_is_told_and_forgotten(app: xlwings.App) -> None:
    dying = xlwings.App(visible=False)
    sheet = dying.books[0].sheets[0]
    assert xlwings.apps.active == dying
    threading.Timer(0.3, os.killpg, (dying.impl.office.process.pid, signal.SIGKILL)).start()
    started = time.monotonic()
    with pytest.raises(OfficeGoneError, match="has ended"):
        write_on(sheet)
    for use in (lambda: sheet["A1"].value, lambda: setattr(sheet["A1"], "value", 1), lambda: sheet.name,
                lambda: dying.books.add(), lambda: sheet["A1"].formula, lambda: sheet.book.save("x.xlsx")):
        with pytest.raises(OfficeGoneError, match="has ended"):
            use()
    assert time.monotonic() - started < 10
    xlwings.apps.cleanup()
    assert dying not in xlwings.apps
    assert app in xlwings.apps
    dying.impl.office.end()
    assert not Path(dying.impl.office.profile).exists()


@proves("App.kill")
def test_an_office_that_falls_silent_is_given_up_and_killed() -> None:
    silent = libreoffice.start()
    silent.impl.link.patience = 1
    sheet = silent.books.add().sheets[0]
    os.killpg(silent.impl.office.process.pid, signal.SIGSTOP)
    started = time.monotonic()
    with pytest.raises(OfficeGoneError, match="did not answer"):
        _ = sheet["A1"].value
    with pytest.raises(OfficeGoneError):
        sheet["A1"].value = 1
    with pytest.raises(OfficeGoneError, match="did not answer"):
        libreoffice.connect(silent.impl.link.pipe, patience=0.5)
    silent.kill()
    assert time.monotonic() - started < 5
    assert silent.impl.office.process.poll() is not None
    assert silent not in xlwings.apps


@pytest.mark.office
def test_an_office_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OfficeGoneError, match="no LibreOffice listens"):
        libreoffice.connect("nobody-listens-here")
    with pytest.raises(OfficeGoneError, match="at once"):
        libreoffice.start(program="/bin/false")
