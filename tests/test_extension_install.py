"""The extension put into LibreOffice and taken away: by the command, in real profiles, and nothing else is touched."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from addin import excel, extension, faces
from addin.extension import file, install, uninstall
from addin.extension.file import IDENTIFIER
from addin.extension.menus import RESOURCE
from addin.libreoffice import bridge, extensions, process
from addin.outcome import Outcome
from addin.zipped import zipped
from templates.field import LOCALES
from templates.wording import say, sentences
from tests.test_terminal import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from addin.libreoffice.link import Link

STATES = "/org.openoffice.Office.UI.CalcWindowState/UIElements/States"


def said(key: str, locale: str = "en") -> str:
    return say("addin", f"extension.{key}", locale).strip()


@contextmanager
def running(profile: Path) -> Iterator[Link]:
    """A user's LibreOffice."""
    office = process.launch(profile=profile)
    link = process.answer(office)
    try:
        yield link
    finally:
        link.ask(link.desktop.terminate)
        link.close()
        office.end(within=20)


def settings(profile: Path) -> list[dict[str, str]]:
    """The settings of every extension of ours that lies in a profile."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in (profile / "user" / "uno_packages").rglob("settings.json")]


def configuration(link: Link, path: str, *, change: bool = False) -> Any:
    provider = link.service("configuration.ConfigurationProvider")
    kind = "ConfigurationUpdateAccess" if change else "ConfigurationAccess"
    return link.ask(lambda: provider.createInstanceWithArguments(
        f"com.sun.star.configuration.{kind}", bridge.properties(nodepath=path)))


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The profile of somebody who has made LibreOffice their own: another extension, another language of theirs, a template."""
    home = tmp_path_factory.mktemp("used")
    other = home / "other.oxt"
    other.write_bytes(zipped({
        "META-INF/manifest.xml": b'<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest"/>',
        "description.xml": b'<description xmlns="http://openoffice.org/extensions/description/2006">'
                           b'<identifier value="org.other"/><version value="3"/></description>'}))
    profile = home / "用户 profile"
    with running(profile) as link:
        extensions.add(link, str(other))
        node = configuration(link, "/org.openoffice.UserProfile/Data", change=True)
        link.ask(lambda: node.setPropertyValue("sn", "张三"))
        link.ask(node.commitChanges)
    (profile / "user" / "template").mkdir(exist_ok=True)
    (profile / "user" / "template" / "mine.ott").write_bytes(b"mine")
    return profile


def untouched(profile: Path) -> bool:
    """Whether what was the user's own is there as it was."""
    with running(profile) as link:
        name = configuration(link, "/org.openoffice.UserProfile/Data").getByName("sn")
        other = extensions.version(link, "org.other")
    return (name, other, (profile / "user" / "template" / "mine.ott").read_bytes()) == ("张三", "3", b"mine")


@pytest.mark.office
@pytest.mark.clicked
def test_the_command_installs_again_and_uninstalls_and_touches_nothing_else(used: Path) -> None:
    for locale in LOCALES[:2]:
        code, out, err = run("addin", "install", "--profile", used, "--locale", locale)
        assert (code, out, err.strip()) == (0, "", said("installed", locale))
        found = settings(used)                          # what was replaced is swept away at the office's next start
        assert found
        assert all(each == {"python": sys.executable} for each in found)
    assert untouched(used)
    code, out, err = run("addin", "uninstall", "--profile", used, "--locale", "zh-Hant")
    assert (code, out, err.strip()) == (0, "", said("removed", "zh-Hant"))
    assert untouched(used)
    with running(used) as link:
        assert extensions.version(link, IDENTIFIER) is None
        assert not configuration(link, STATES).hasByName(RESOURCE)
    code, _, err = run("addin", "uninstall", "--profile", used, "--locale", "en")
    assert (code, err.strip()) == (0, said("nothing_installed"))


@pytest.mark.office
@pytest.mark.clicked
@pytest.mark.proof
def test_another_version_is_replaced_and_the_toolbar_stays_as_the_user_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    profile = tmp_path / "profile"
    for version in ("0.0.9", "99.0"):                                      # an older one, then a newer one
        monkeypatch.setattr(file, "version", lambda _, version=version: version)
        assert install(profile).done
        with running(profile) as link:
            assert extensions.version(link, IDENTIFIER) == version
            if version == "0.0.9":
                assert configuration(link, STATES).getByName(RESOURCE).Visible
                states = configuration(link, STATES, change=True)
                link.ask(lambda states=states: states.getByName(RESOURCE).setPropertyValue("Visible", False))
                link.ask(states.commitChanges)
        monkeypatch.undo()
        assert install(profile).key == "installed"
    with running(profile) as link:
        assert extensions.version(link, IDENTIFIER) not in ("0.0.9", "99.0", None)
        bar = configuration(link, STATES).getByName(RESOURCE)
        assert (bar.Visible, bar.Style, bar.UIName) == (False, 2, "Coordination")


@pytest.mark.office
@pytest.mark.clicked
def test_a_libreoffice_that_is_running_goes_on_and_listens_to_nobody_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    profile, pipes = tmp_path / "profile", []
    launch = process.launch
    with running(profile) as link:
        book = link.ask(lambda: link.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, ()))
        book.Sheets.getByIndex(0).getCellByPosition(0, 0).String = "not saved"
        monkeypatch.setattr(process, "launch", lambda **how: pipes.append(made := launch(**how)) or made)
        for work, key in ((install, "installed_running"), (install, "installed_running"), (uninstall, "removed_running")):
            assert work(profile).key == key
            assert (extensions.version(link, IDENTIFIER) is None) == (work is uninstall)
        assert book.Sheets.getByIndex(0).getCellByPosition(0, 0).String == "not saved"
        assert book.isModified()
        assert len(pipes) == 3
        for each in pipes:
            with pytest.raises(bridge.UnoError):
                bridge.open_pipe(each.pipe)
        book.close(True)


@pytest.mark.office
@pytest.mark.clicked
def test_a_profile_that_cannot_be_written_is_said_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    code, _, err = run("addin", "install", "--profile", tmp_path / "file" / "profile", "--locale", "en")
    assert code == 2
    assert "Not a directory" in err
    assert str(tmp_path / "file" / "profile") in err
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"mine"]


@pytest.mark.office
@pytest.mark.clicked
def test_uninstalling_where_there_is_no_profile_makes_none(tmp_path: Path) -> None:
    assert uninstall(tmp_path / "profile").key == "nothing_installed"
    assert list(tmp_path.iterdir()) == []


def interpreter(home: Path, lines: str) -> str:
    path = home / "python"
    path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_a_python_without_libreoffices_module_is_refused_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The wrapper takes the module away from what is run as a button would be."""
    hides = f"exec '{sys.executable}' -I -c \"import sys; sys.modules['uno'] = None; $3\""
    monkeypatch.setattr(sys, "executable", interpreter(tmp_path, hides))
    for work in ("install", "uninstall"):
        code, out, err = run("addin", work, "--profile", tmp_path / "profile", "--locale", "en")
        assert (code, out) == (2, "")
        assert "apt install python3-uno" in err
        assert str(tmp_path / "python") in err
    assert not (tmp_path / "profile").exists()


def test_a_python_that_does_not_find_us_by_itself_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", bare], check=True)
    for python in (bare / "bin" / "python", tmp_path / "none"):
        monkeypatch.setattr(sys, "executable", str(python))
        assert install(tmp_path / "profile").key == "lost_in_isolation"
    assert not (tmp_path / "profile").exists()


def test_without_libreoffice_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [work(tmp_path / "profile").key for work in (install, uninstall)] == ["no_office", "no_office"]


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_on_windows_and_macos_it_is_not_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr(sys.modules["addin.extension.installing"], "sys", type("Elsewhere", (), {"platform": system}))
    assert [work(tmp_path).key for work in (install, uninstall)] == ["not_offered", "not_offered"]


@pytest.mark.parametrize(("into_excel", "into_libreoffice", "code"), [
    (True, False, 0), (False, True, 0), (True, True, 0), (False, False, 2)])
def test_one_face_is_enough_and_each_says_one_sentence(
    monkeypatch: pytest.MonkeyPatch, into_excel: bool, into_libreoffice: bool, code: int,
) -> None:
    outcomes = [Outcome("excel", "installed" if into_excel else "never_started", done=into_excel, path="/p"),
                Outcome("extension", "installed" if into_libreoffice else "not_offered", done=into_libreoffice)]
    monkeypatch.setattr(faces, "EXCEL", (sys.platform,))
    for module, outcome in zip((excel, extension), outcomes, strict=True):
        for name in ("install", "uninstall"):
            monkeypatch.setattr(module, name, lambda *_, outcome=outcome: outcome)
    for work in ("install", "uninstall"):
        got, out, err = run("addin", work, "--locale", "en")
        assert (got, out) == (code, "")
        assert err.splitlines() == [outcome.said("en") for outcome in outcomes]


def test_building_writes_four_files_and_says_where(tmp_path: Path) -> None:
    code, out, err = run("addin", "build", "-o", tmp_path / "out", "--locale", "en")
    assert (code, out) == (0, "")
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == ["tongchou-en.xlam", "tongchou-zh-Hans.xlam", "tongchou-zh-Hant.xlam", "tongchou.oxt"]
    assert sorted(Path(line.removeprefix("Written: ")).name for line in err.splitlines()) == written
    (tmp_path / "file").touch()
    code, _, err = run("addin", "build", "-o", tmp_path / "file", "--locale", "en")
    assert code == 2
    assert str(tmp_path / "file") in err


@pytest.mark.parametrize("locale", LOCALES)
def test_every_outcome_has_its_sentence(locale: str) -> None:
    keys = {key.removeprefix("extension.") for key in sentences("addin", locale) if key.startswith("extension.")}
    told = [Outcome("extension", key, done=True, path="/p", why="why").said(locale) for key in keys - {"name", "about"}]
    assert len(set(told)) == len(told) == 11
    assert not any("{" in each for each in told)
