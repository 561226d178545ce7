"""The add-in put where Excel opens it and taken away: what is written, what is refused, and that nothing else is touched."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from addin.excel import build, install, uninstall
from addin.excel.install import MISREAD, NAME, SCRIPT
from addin.excel.machine import Machine
from addin.excel.sources import SETTINGS, WORDS
from templates.field import LOCALES
from templates.wording import sentences
from templates.xlsx.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from addin.outcome import Outcome

WINDOWS, MACOS = "win32", "darwin"


def machine(home: Path, system: str, python: Path = Path(sys.executable)) -> Machine:
    return Machine(system, home, home / "AppData" / "Roaming" if system == WINDOWS else None, python)


def used_before(home: Path, system: str) -> Machine:
    """A user who has started Excel once."""
    here = machine(home, system)
    assert here.office
    (here.office / "Other").mkdir(parents=True)
    return here


def tree(home: Path) -> dict[str, bytes | None]:
    return {str(path.relative_to(home)): path.read_bytes() if path.is_file() else None for path in sorted(home.rglob("*"))}


def settings(addin: Path) -> dict[object, object]:
    with Workbook(addin) as workbook:
        grid = workbook.sheet(SETTINGS).grid
    return {grid[row, 1]: grid.get((row, 2)) for row, column in grid if column == 1}


@pytest.mark.parametrize(("system", "folder", "key"), [
    (WINDOWS, "AppData/Roaming/Microsoft/Excel/XLSTART", "INTERPRETER_WIN"),
    (MACOS, "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel", "INTERPRETER_MAC"),
])
@pytest.mark.parametrize("locale", LOCALES)
def test_the_add_in_lies_where_excel_starts_it_and_names_this_interpreter(
    tmp_path: Path, system: str, folder: str, key: str, locale: str,
) -> None:
    outcome = install(locale, used_before(tmp_path, system))
    assert outcome.done
    assert outcome.files[0] == tmp_path / folder / NAME
    held = settings(outcome.files[0])
    assert held[key] == sys.executable
    assert [name for name in held if str(name).startswith("INTERPRETER") and held[name]] == [key]
    with Workbook(outcome.files[0]) as workbook:
        assert workbook.sheet(WORDS).grid[1, 2] == sentences("addin", locale)["box.title"]


def test_on_macos_the_script_is_put_where_excel_may_run_it(tmp_path: Path) -> None:
    outcome = install("en", used_before(tmp_path, MACOS))
    script = tmp_path / "Library" / "Application Scripts" / "com.microsoft.Excel" / SCRIPT
    assert outcome.files[1] == script
    assert "quoted form of" in script.read_text(encoding="utf-8")


@pytest.mark.parametrize("system", [WINDOWS, MACOS])
@pytest.mark.parametrize("times", [1, 2])
def test_uninstalling_leaves_everything_as_it_was(tmp_path: Path, system: str, times: int) -> None:
    here = used_before(tmp_path, system)
    before = tree(tmp_path)
    for locale in LOCALES[:times]:
        assert install(locale, here).done
    assert tree(tmp_path) != before
    outcome = uninstall(here)
    assert (outcome.key, outcome.done) == ("removed", True)
    assert len(outcome.files) == (2 if system == MACOS else 1)
    assert tree(tmp_path) == before
    assert uninstall(here).key == "nothing_installed"
    assert tree(tmp_path) == before


@pytest.mark.parametrize("system", [WINDOWS, MACOS])
def test_a_start_folder_that_was_there_stays_and_so_does_what_others_put_in(tmp_path: Path, system: str) -> None:
    here = used_before(tmp_path, system)
    assert here.start
    here.start.mkdir(parents=True)
    before = tree(tmp_path)
    install("en", here)
    uninstall(here)
    assert tree(tmp_path) == before
    install("en", here)
    (here.start / "PERSONAL.XLSB").write_bytes(b"mine")
    uninstall(here)
    assert tree(tmp_path).keys() - before.keys() == {str((here.start / "PERSONAL.XLSB").relative_to(tmp_path))}


def test_a_folder_made_for_us_stays_once_somebody_else_uses_it(tmp_path: Path) -> None:
    here = used_before(tmp_path, WINDOWS)
    install("en", here)
    assert here.start
    (here.start / "PERSONAL.XLSB").write_bytes(b"mine")
    install("zh-Hans", here)
    assert uninstall(here).done
    assert [each.name for each in here.start.iterdir()] == ["PERSONAL.XLSB"]


def test_another_language_takes_the_place_of_the_first(tmp_path: Path) -> None:
    here = used_before(tmp_path, WINDOWS)
    first, second = (install(locale, here) for locale in ("en", "zh-Hant"))
    assert first.files == second.files
    assert here.start
    assert [each.name for each in here.start.iterdir()] == [NAME]


@pytest.mark.parametrize("content", [b"", b"PK\3\4 no zip", b"another add-in"])
def test_a_file_of_that_name_that_is_not_ours_is_left_alone(tmp_path: Path, content: bytes) -> None:
    here = used_before(tmp_path, WINDOWS)
    assert here.start
    here.start.mkdir()
    (here.start / NAME).write_bytes(content)
    before = tree(tmp_path)
    assert install("en", here).key == "not_ours"
    assert uninstall(here).key == "nothing_installed"
    assert tree(tmp_path) == before


def test_a_script_of_that_name_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    here = used_before(tmp_path, MACOS)
    assert here.scripts
    here.scripts.mkdir(parents=True)
    (here.scripts / SCRIPT).write_text("display dialog 1", encoding="utf-8")
    before = tree(tmp_path)
    assert install("en", here).key == "not_ours"
    uninstall(here)
    assert tree(tmp_path) == before


def test_an_add_in_that_was_only_built_is_recognised_and_replaced(tmp_path: Path) -> None:
    here = used_before(tmp_path, WINDOWS)
    assert here.start
    here.start.mkdir()
    build(tmp_path / "built")[0].rename(here.start / NAME)
    assert install("en", here).done
    assert settings(here.start / NAME)["INTERPRETER_WIN"] == sys.executable


def refused(install_now: Callable[[], Outcome], home: Path) -> str:
    before = tree(home)
    outcome = install_now()
    assert not outcome.done
    assert tree(home) == before
    return outcome.key


def test_where_there_is_no_excel_that_is_said(tmp_path: Path) -> None:
    here = machine(tmp_path, "linux")
    assert refused(lambda: install("en", here), tmp_path) == "no_excel"
    assert uninstall(here).key == "no_excel"


@pytest.mark.parametrize("system", [WINDOWS, MACOS])
def test_where_excel_was_never_started_nothing_is_made(tmp_path: Path, system: str) -> None:
    assert refused(lambda: install("en", machine(tmp_path, system)), tmp_path) == "never_started"


@pytest.mark.parametrize("sign", sorted(MISREAD - {"\0"}))
def test_an_interpreter_that_no_command_line_can_name_is_refused(tmp_path: Path, sign: str) -> None:
    used_before(tmp_path, WINDOWS)
    here = machine(tmp_path, WINDOWS, Path(f"/opt/a{sign}b/python"))
    assert refused(lambda: install("en", here), tmp_path) == "odd_interpreter"


def test_an_interpreter_without_our_package_is_refused(tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", bare], check=True)
    used_before(tmp_path, WINDOWS)
    for python in (bare / "bin" / "python", tmp_path / "none", Path("python3")):
        assert refused(lambda python=python: install("en", machine(tmp_path, WINDOWS, python)), tmp_path) == "lost_in_isolation"


def test_a_place_that_cannot_be_written_is_said_with_its_reason(tmp_path: Path) -> None:
    here = used_before(tmp_path, WINDOWS)
    assert here.start
    here.start.write_bytes(b"a file where the folder should be")
    assert refused(lambda: install("en", here), tmp_path) == "cannot_write"
    assert "XLSTART" in install("en", here).said("en")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_outcome_has_its_sentence(tmp_path: Path, locale: str) -> None:
    here = used_before(tmp_path, WINDOWS)
    outcomes = [install(locale, here), uninstall(here), uninstall(here), install(locale, machine(tmp_path, "linux")),
                install(locale, machine(tmp_path / "new", WINDOWS)),
                install(locale, machine(tmp_path, WINDOWS, Path("/a%/python"))),
                install(locale, machine(tmp_path, WINDOWS, Path("/none")))]
    assert len({each.said(locale) for each in outcomes}) == len(outcomes)
    assert str(here.start) in outcomes[0].said(locale)
    assert not any("{" in each.said(locale) for each in outcomes)
