"""A click in Excel, from the button to Python: what is started, what is refused, and that no workbook has a say in it.

The add-in's VBA runs in LibreOffice (tests/vba.py); the command lines that it would start are then started for real.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from addin.buttons import BUTTONS, CLICKS
from addin.excel import sources
from addin.excel.install import MISREAD
from addin.excel.sources import SETTINGS, WORDS, applescript
from templates.wording import say
from tests import vba
from tests.office import desktop
from tests.vba import Addin, Clicked, opened, told, trust, twin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from addin.excel.project import Module

pytestmark = pytest.mark.office

PYTHON, MAC_PYTHON = r"C:\用户\张 三\python.exe", "/Users/li/py 3/bin/python"
ODD = ["list $(touch X).xlsx", "a`b`.xlsx", '说"明.xlsx', "完成率100%.xlsx", "%PATH%.xlsx", "a|b.xlsx", "x=1.xlsx", "a\nb.xlsx",
       "tab\t.xlsx", "$HOME.xlsx"]
PLAIN = ["QA_plan_2026_r1.xlsx", "R&D plan (2) ^ final!.xlsx", "director's plan; new.xlsx", "计划、预算【终稿】.xlsx",
         "計畫.xlsx", "a,b+c#d@e~{f}[g].xlsx", "工作簿1"]


def said(key: str, detail: str = "") -> str:
    return say("addin", f"box.{key}", "zh-Hant", detail=detail)


class Desk:
    """Workbooks in front of the add-in's twin for Windows and for macOS, in one LibreOffice."""

    def __init__(self, office: Any, home: Path) -> None:
        self.office, self.home = office, home

    def twin(self, settings: dict[str, str], *, mac: bool = False) -> Any:
        path = self.home / f"{'mac' if mac else 'win'}{len(list(self.home.glob('*.xlsm')))}.xlsm"
        twin(path, settings, mac=mac)
        return opened(self.office, path)

    def book(self, name: str, sheets: dict[str, dict[str, str]] | None = None) -> Any:
        workbook = openpyxl.Workbook()
        for title, cells in (sheets or {}).items():
            sheet = workbook.create_sheet(title)
            for row in cells.items():
                sheet.append(row)
        workbook.save(self.home / name)
        return opened(self.office, self.home / name)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    home = tmp_path_factory.mktemp("desk")
    trust(home)
    with desktop(home) as office:
        yield Desk(office, home)


@pytest.fixture(scope="module")
def windows(desk: Desk) -> Iterator[Addin]:
    with desk.book("plan.xlsx"), desk.twin({"INTERPRETER_WIN": PYTHON}) as document:
        yield Addin(document)


@pytest.fixture(scope="module")
def mac(desk: Desk) -> Iterator[Addin]:
    with desk.twin({"INTERPRETER_MAC": MAC_PYTHON}, mac=True) as document:
        yield Addin(document)


def arguments(command: str) -> list[str]:
    """Split a command line as programs on Windows do: quotes group, backslashes count only before a quote."""
    found, at = [], 0
    while match := re.compile(r'\s*((?:\\*"(?:[^"\\]|\\.)*"|[^\s"])+)').match(command, at):
        found.append(re.sub(r'"', "", match[1]))
        at = match.end()
    assert not command[at:].strip()
    return found


def steps(command: str) -> list[str]:
    """Split what cmd.exe is given as cmd.exe does, at each & that no quotes enclose; the rest behind 2> is the log."""
    assert command.count('"') % 2 == 0
    assert "%" not in command
    pieces = re.split(r'("[^"]*")', command.partition(" /C ")[2])
    assert not re.search(r"[|<^()]", "".join(pieces[::2]))
    joined = "".join(piece if number % 2 else re.sub(r"&|2>", "\0", piece) for number, piece in enumerate(pieces))
    return [each.strip() for each in joined.split("\0")]


def test_each_button_starts_its_function_in_the_interpreter_of_the_add_in(windows: Addin) -> None:
    for each in BUTTONS:
        clicked = windows.click(each.key, "plan.xlsx")
        assert clicked.boxes == []
        [command] = clicked.commands
        assert command.startswith(r'"C:\Windows\System32\cmd.exe" /D /V:OFF /C ')        # no cmd.exe beside the workbook
        drive, folder, start, log = steps(command)
        assert (drive, folder) == ("C:", 'cd "C:\\用户\\张 三"')
        assert arguments(start)[:7] == [PYTHON, "-I", "-X", "utf8", "-B", "-c", f"import {CLICKS}; {CLICKS}.{each.key}()"]
        assert {"--wb=plan.xlsx", "--from_xl=1", "--hwnd=4711"} <= set(arguments(start)[7:])
        assert re.fullmatch(r'"C:\\Temp\\tongchou-[0-9A-F]+\.log"', log)


def test_on_macos_the_script_gets_the_same(mac: Addin) -> None:
    for each in BUTTONS:
        clicked = mac.click(each.key, "plan.xlsx")
        assert clicked.boxes == clicked.commands == []
        [call] = clicked.scripts
        name, _, fields = call.partition("\x1f")
        assert name == "tongchou.applescript VbaHandler"
        assert fields.split("|") == [";", MAC_PYTHON, f"import {CLICKS}; {CLICKS}.{each.key}()", "plan.xlsx",
                                     "C:\\Office", "~/tongchou.log"]
        assert clicked.asides == [f'return POSIX path of ("{MAC_PYTHON}") as string', *clicked.asides[1:]]
        assert not any("plan" in aside for aside in clicked.asides)        # no name or path becomes part of a script


def test_a_workbook_from_outside_has_no_say_in_what_is_started(desk: Desk, windows: Addin, mac: Addin) -> None:
    evil = {"INTERPRETER_WIN": r"\\evil\share\python.exe", "INTERPRETER_MAC": "/evil/python", "INTERPRETER": "/evil/python",
            "PYTHONPATH": "/evil", "ADD_WORKBOOK_TO_PYTHONPATH": "True", "CONDA PATH": "/evil", "CONDA ENV": "evil",
            "USE UDF SERVER": "True", "SHOW CONSOLE": "True", "LICENSE_KEY": "evil", "TEMP DIR": "/evil", "UDF MODULES": "evil"}
    at_home = desk.home / "home"
    at_home.mkdir()
    for path in (desk.home / SETTINGS, desk.home / "xlwings.conf", at_home / SETTINGS):
        path.write_text("".join(f'"{key}","{value}"\n' for key, value in evil.items()), encoding="utf-8")
    ordinary = {each: addin.click("validate", "plan.xlsx") for each, addin in (("win", windows), ("mac", mac))}
    with desk.book("evil.xlsx", {SETTINGS: evil, "xlwings.conf": evil, WORDS: {"running": "evil"}, "evil.py": {"import os": ""}}):
        for each, addin in (("win", windows), ("mac", mac)):
            for key in evil:
                assert "evil" not in addin.ask("Setting", key, "evil.xlsx", str(at_home))
            clicked = addin.click("validate", "evil.xlsx")
            assert str(clicked).replace("evil.xlsx", "plan.xlsx") == str(ordinary[each])


def test_the_test_above_would_see_a_workbook_that_has_a_say(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """With xlwings as its authors publish it, the sheet in the workbook wins: this is what the changes are for."""
    def stock() -> tuple[Module, ...]:
        *others, xlwings = sources.modules()
        where = "'Workbook Sheet Config\n            If "
        asked = 'SheetExists(ActiveWorkbook, PROJECT_NAME & ".conf") = True'
        assert xlwings.source.count(f"{where}False Then") == 1
        return *others, replace(xlwings, source=xlwings.source.replace(f"{where}False Then", f"{where}{asked} Then"))

    monkeypatch.setattr(vba, "modules", stock)
    with (desk.book("evil2.xlsx", {SETTINGS: {"INTERPRETER_WIN": r"\\evil\python.exe", "X": "Y"}}),
          desk.twin({"INTERPRETER_WIN": PYTHON}) as document):
        [command] = Addin(document).click("validate", "evil2.xlsx").commands
    assert r'"\\evil\python.exe"' in command


@pytest.mark.parametrize("name", ODD)
def test_names_that_could_be_misread_are_refused(windows: Addin, mac: Addin, name: str) -> None:
    for addin in (windows, mac):
        assert addin.ask("Odd", name) == "True"


def test_the_code_in_excel_refuses_what_installing_refuses(windows: Addin) -> None:
    taken = {sign for sign in map(chr, range(1, 0x180)) if windows.ask("Odd", f"a{sign}b") == "True"}
    assert taken == MISREAD - {"\0"}


def test_a_workbook_with_such_a_name_is_told_to_be_renamed(desk: Desk, windows: Addin, mac: Addin) -> None:
    for name in ("list $(touch X).xlsx", "完成率100%.xlsx"):
        with desk.book(name):
            for addin in (windows, mac):
                assert addin.click("report", name) == Clicked([], [], [said("odd_name", name)], [])


@pytest.mark.parametrize("name", PLAIN)
def test_names_that_people_use_are_not_refused(windows: Addin, name: str) -> None:
    assert windows.ask("Odd", name) == "False"


def test_without_an_open_workbook_a_sentence_says_what_to_do(windows: Addin, mac: Addin) -> None:
    for addin in (windows, mac):
        assert addin.click("validate") == Clicked([], [], [said("no_workbook")], [])


def test_a_workbook_that_is_only_shown_is_not_mistaken_for_the_one_behind_it(windows: Addin) -> None:
    assert windows.click("validate", "plan.xlsx", "protected") == Clicked([], [], [said("protected_view")], [])


@pytest.mark.parametrize("python", ["", "python", "pythonw", r"bin\python.exe", "C:python.exe", r"C:\100%\python.exe",
                                    r'C:\a"b\python.exe'])
def test_only_an_interpreter_with_its_whole_path_is_started(desk: Desk, windows: Addin, python: str) -> None:
    with desk.twin({"INTERPRETER_WIN": python}) as document:
        assert Addin(document).click("validate", "plan.xlsx") == Clicked([], [], [said("no_interpreter", python)], [])


def test_an_interpreter_that_is_gone_is_named(desk: Desk, windows: Addin) -> None:
    gone = r"C:\gone\python.exe"
    with desk.twin({"INTERPRETER_WIN": gone}) as document:
        assert Addin(document).click("validate", "plan.xlsx") == Clicked([], [], [said("lost_interpreter", gone)], [])


def test_a_failure_is_one_sentence_that_names_the_log(windows: Addin) -> None:
    clicked = windows.click("consolidate", "plan.xlsx", code=1)
    log = steps(clicked.commands[0])[-1].strip('"')
    assert clicked.boxes == [said("failed", log)]


def test_where_excel_may_not_start_anything_the_reason_is_told(windows: Addin) -> None:
    [box] = windows.click("consolidate", "plan.xlsx", code=70).boxes
    assert box.rstrip(" ") == said("broken", "70 ")
    assert windows.ask("Status") == "False"


def test_a_copy_of_what_is_on_the_screen_is_saved_for_python(desk: Desk, mac: Addin, tmp_path: Path) -> None:
    with desk.book("QA_plan_2026_r1.xlsx", {"Tasks": {"task": "T-QA-001"}}) as book:
        book.Sheets.getByName("Tasks").getCellRangeByName("A1").String = "changed, not saved"
        assert mac.ask("Copied", "QA_plan_2026_r1.xlsx", str(tmp_path / "copy.xlsx")) == "QA_plan_2026_r1.xlsx"
        with opened(desk.office, tmp_path / "copy.xlsx") as copy:       # LibreOffice writes .xls, whatever the ending
            assert copy.Sheets.getByName("Tasks").getCellRangeByName("A1").String == "changed, not saved"
        assert book.getURL().endswith("QA_plan_2026_r1.xlsx")


def test_while_python_works_the_status_bar_says_so(windows: Addin, mac: Addin) -> None:
    windows.click("report", "plan.xlsx")
    assert windows.ask("Status") == "False"                                # it has waited
    mac.click("report", "plan.xlsx")
    assert mac.ask("Status") == said("running")                            # it goes on in the background


def test_on_macos_a_shell_that_cannot_start_python_is_told_at_once(mac: Addin, tmp_path: Path) -> None:
    clicked = mac.click("report", "plan.xlsx", code=1, home=str(tmp_path))
    assert clicked.boxes == [said("failed", f"{tmp_path}/tongchou.log")]
    assert mac.ask("Status") == "False"
    assert mac.click("report", "plan.xlsx", code=70).boxes == [said("no_script")]
    assert mac.ask("Status") == "False"


def test_on_macos_a_failure_is_told_at_the_end_once_and_its_log_kept(mac: Addin, tmp_path: Path) -> None:
    assert told(mac.ask("Cleaned", str(tmp_path))).boxes == []             # some other program that uses xlwings has ended
    (tmp_path / "tongchou.log").write_text("", encoding="utf-8")
    assert told(mac.ask("Cleaned", str(tmp_path))).boxes == []
    (tmp_path / "tongchou.log").write_text("Traceback (most recent call last):\n  boom\n", encoding="utf-8")
    assert told(mac.ask("Cleaned", str(tmp_path))).boxes == [said("failed", f"{tmp_path}/tongchou-failed.log")]
    assert "boom" in (tmp_path / "tongchou-failed.log").read_text(encoding="utf-8")
    assert not (tmp_path / "tongchou.log").exists()
    assert told(mac.ask("Cleaned", str(tmp_path))).boxes == []


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter with a stand-in for our package that tells how it was called."""
    home = tmp_path_factory.mktemp("a b") / "环境"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    [site] = home.glob("lib/python*/site-packages")
    (site / "addin").mkdir()
    (site / "addin" / "__init__.py").touch()
    (site / "xlwings.py").touch()
    (site / "addin" / "clicks.py").write_text(
        "import json, os, sys, xlwings\n"
        "def validate():\n"
        "    told = {'argv': sys.argv, 'path': sys.path, 'xlwings': xlwings.__file__, 'utf8': sys.flags.utf8_mode}\n"
        "    sys.stderr.write(json.dumps(told) + '\\n')\n", encoding="utf-8")
    return home / "bin" / "python"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder, perhaps that of the workbook, in which somebody laid modules under the names of ours and of the library's."""
    folder = tmp_path / "来件"
    (folder / "addin").mkdir(parents=True)
    trap = f"open({str(tmp_path / 'TRAPPED')!r}, 'a').close()\n"
    for name in ("addin/__init__", "addin/clicks", "xlwings", "json", "sitecustomize", "usercustomize", "site"):
        (folder / f"{name}.py").write_text(f"{trap}def validate(): pass\n", encoding="utf-8")
    return folder


def surroundings(folder: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(folder), "PYTHONSTARTUP": str(folder / "json.py"), "PYTHONHOME": "",
            "PYTHONUSERBASE": str(folder)}


def test_the_command_reaches_our_function_and_nothing_that_lies_where_it_starts(
    windows: Addin, python: Path, hostile: Path, tmp_path: Path,
) -> None:
    [command] = windows.click("validate", "plan.xlsx").commands
    start = arguments(steps(command)[2])
    done = subprocess.run([python, *start[1:]], cwd=hostile, env=surroundings(hostile), capture_output=True, text=True,
                          check=True)
    told_of = json.loads(done.stderr)
    assert told_of["argv"] == ["-c", "--wb=plan.xlsx", "--from_xl=1", r"--app=C:\Office\app\Microsoft Excel", "--hwnd=4711"]
    assert told_of["utf8"] == 1
    assert "site-packages" in told_of["xlwings"]
    assert not any(each in ("", ".", str(hostile)) for each in told_of["path"])
    assert not (tmp_path / "TRAPPED").exists()
    bare = [each for each in start[1:] if each != "-I"]
    subprocess.run([python, *bare], cwd=hostile, env={**os.environ}, capture_output=True, check=False)
    assert (tmp_path / "TRAPPED").exists()                                 # without -I the trap would have shut


@pytest.mark.parametrize("name", PLAIN[:-1])
def test_a_name_that_is_not_refused_arrives_whole(desk: Desk, windows: Addin, python: Path, name: str) -> None:
    with desk.book(name):
        clicked = windows.click("validate", name)
    assert clicked.boxes == []
    [command] = clicked.commands
    start = arguments(steps(command)[2])
    done = subprocess.run([python, *start[1:]], capture_output=True, text=True, check=True)
    assert json.loads(done.stderr)["argv"][1] == f"--wb={name}"


def shell_command(fields: dict[str, str]) -> str:
    """What the AppleScript gives to the shell: its own expression, put together as AppleScript does."""
    expression = applescript().partition("set ShellCommand to ")[2].partition("\n\ttry")[0].replace("¬\n", " ")
    token = re.compile(r'\s*(?:(quoted form of )?(?:"((?:[^"\\]|\\.)*)"|(\w+)|\(("[^"]*") & (\w+)\))|(&))')
    pieces, at = [], 0
    while match := token.match(expression, at):
        at = match.end()
        quoted, text, name, inner, inner_name, _ = match.groups()
        if match[6]:
            continue
        if text is not None:
            whole = re.sub(r"\\(.)", r"\1", text)
        else:
            whole = fields[name] if name else inner.strip('"') + fields[inner_name]
        pieces.append("'" + whole.replace("'", "'\\''") + "'" if quoted else whole)
    assert not expression[at:].strip()
    return "".join(pieces)


@pytest.mark.parametrize("name", [*PLAIN, "list $(touch TRAPPED).xlsx", "a`touch TRAPPED`.xlsx", "a'; touch TRAPPED; '.xlsx",
                                  'a" & touch TRAPPED & ".xlsx', "a\ntouch TRAPPED\n.xlsx"])
def test_the_shell_on_macos_takes_any_name_for_a_name(mac: Addin, python: Path, hostile: Path, tmp_path: Path, name: str) -> None:
    """Even those that the add-in refuses beforehand."""
    [call] = mac.click("validate", "plan.xlsx", home=str(tmp_path)).scripts
    names = re.search(r"set \{([^}]*)\}", applescript())
    assert names
    fields = dict(zip(names[1].split(", "), call.partition("\x1f")[2].split("|"), strict=True))
    assert fields["LOG_FILE"] == str(tmp_path / "tongchou.log")
    fields |= {"PythonInterpreter": str(python), "WorkbookName": name}
    subprocess.run(["/bin/sh", "-c", shell_command(fields)], cwd=hostile, env=surroundings(hostile), check=True)
    log = tmp_path / "tongchou.log"
    for _ in range(200):
        if log.exists() and log.read_text(encoding="utf-8").endswith("\n"):
            break
        time.sleep(0.05)
    assert json.loads(log.read_text(encoding="utf-8"))["argv"] == ["-c", f"--wb={name}", "--from_xl=1", r"--app=C:\Office"]
    assert not (tmp_path / "TRAPPED").exists()
    assert not (hostile / "TRAPPED").exists()


def test_the_shell_gets_its_words_apart(python: Path) -> None:
    words = shlex.split(shell_command({"PythonInterpreter": str(python), "PythonCommand": "x", "WorkbookName": "w",
                                       "ApplicationFullName": "a", "LOG_FILE": "l"}))
    assert words == [str(python), "-I", "-X", "utf8", "-B", "-u", "-W", "ignore", "-c", "import xlwings; x", "--wb=w",
                     "--from_xl=1", "--app=a", ">", "/dev/null", "2>l", "&"]
