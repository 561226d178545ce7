"""The .oxt as a file: its parts fit together and say what the table of buttons says, and it is the same on every machine."""

from __future__ import annotations

import ast
import inspect
import io
import json
import os
import subprocess
import sys
import zipfile
from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from PIL import Image

from addin import buttons
from addin.buttons import BUTTONS, CLICKS, heading
from addin.extension import build
from addin.extension.file import IDENTIFIER, content
from addin.extension.menus import LANGUAGES, SERVICE, TOOLBAR, addons, window_state
from templates.field import LOCALES
from templates.wording import sentences

if TYPE_CHECKING:
    from pathlib import Path

OOR = "{http://openoffice.org/2001/registry}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ABOUT = "{http://openoffice.org/extensions/description/2006}"
LINK = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    [path] = build(tmp_path_factory.mktemp("oxt"))
    assert path.name == "tongchou.oxt"
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def node(tree: etree._Element, *names: str) -> etree._Element:
    """The node at the end of a path of names."""
    for name in names:
        [tree] = [each for each in tree if each.get(f"{OOR}name") == name]
    return tree


def value(tree: etree._Element, name: str) -> str:
    [said] = node(tree, name)
    return said.text


def worded(tree: etree._Element, name: str) -> dict[str, str]:
    return {each.get(LANG): each.text for each in node(tree, name)}


def test_every_xml_part_is_well_formed_and_everything_declared_is_there(parts: dict[str, bytes]) -> None:
    trees = {name: etree.fromstring(part) for name, part in parts.items() if name.endswith((".xml", ".xcu"))}
    assert set(trees) == {"META-INF/manifest.xml", "description.xml", "Addons.xcu", "CalcWindowState.xcu"}
    declared = {each.get(name) for each in trees["META-INF/manifest.xml"] for name in each.attrib
                if name.endswith("full-path")}
    assert declared == {"job.py", "Addons.xcu", "CalcWindowState.xcu"}
    described = {each.get(LINK) for each in trees["description.xml"].iter() if each.get(LINK)}
    pictures = {each.text.removeprefix("%origin%/") for each in trees["Addons.xcu"].iter()
                if each.text and each.text.startswith("%origin%/")}
    read = {"META-INF/manifest.xml", "description.xml", "settings.json", "words.json", "LICENSE"}
    assert declared | described | pictures | read == set(parts)


def test_it_says_who_it_is_in_three_languages(parts: dict[str, bytes]) -> None:
    about = etree.fromstring(parts["description.xml"])
    assert about.find(f"{ABOUT}identifier").get("value") == IDENTIFIER
    assert about.find(f"{ABOUT}version").get("value") == version("tongchou")
    assert {each.get("lang") for each in about.find(f"{ABOUT}display-name")} == set(LANGUAGES.values())
    for each in about.find(f"{ABOUT}extension-description"):
        assert parts[each.get(LINK)].decode()
    assert len({each.text for each in about.find(f"{ABOUT}display-name")}) == len(LANGUAGES)
    assert about.find(f"{ABOUT}registration") is None                      # no licence to be agreed to
    assert parts["LICENSE"].startswith(b"MIT License")


@pytest.mark.parametrize("where", [("OfficeMenuBar", "org.tongchou.menu", "Submenu"), ("OfficeToolBar", TOOLBAR)])
def test_menu_and_toolbar_show_the_buttons_of_the_table_in_their_order(where: tuple[str, ...]) -> None:
    entries = list(node(etree.fromstring(addons().encode()), "AddonUI", *where))
    names = [each.get(f"{OOR}name") for each in entries]
    assert names == sorted(names)
    assert len(set(map(len, names))) == 1                                  # LibreOffice puts shorter names first
    assert [value(each, "URL") for each in entries] == [f"service:{SERVICE}?{each.key}" for each in BUTTONS]
    assert [worded(each, "Title") for each in entries] == [
        {tag: each.label(locale) for locale, tag in LANGUAGES.items()} for each in BUTTONS]
    assert {value(each, "Context") for each in entries} == {"com.sun.star.sheet.SpreadsheetDocument"}


def test_menu_and_toolbar_are_called_after_the_tab_in_excel() -> None:
    expected = {tag: heading(locale) for locale, tag in LANGUAGES.items()}
    menu = node(etree.fromstring(addons().encode()), "AddonUI", "OfficeMenuBar", "org.tongchou.menu")
    bar = node(etree.fromstring(window_state().encode()), "UIElements", "States", f"private:resource/toolbar/addon_{TOOLBAR}")
    assert worded(menu, "Title") == worded(bar, "UIName") == expected
    assert set(LANGUAGES) == set(LOCALES)
    assert [value(bar, name) for name in ("Visible", "Docked", "Style")] == ["true", "true", "2"]


def test_any_words_stay_words(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = "R&D <\"plan\"> 'x' ]]>"
    monkeypatch.setattr(buttons, "say", lambda *_: odd)
    for text in (addons(), window_state()):
        titles = [each for each in etree.fromstring(text.encode()).iter() if each.get(LANG)]
        assert titles
        assert {each.text for each in titles} == {odd}


def test_every_address_ends_in_a_public_function_that_needs_no_argument() -> None:
    texts = {each.text or "" for each in etree.fromstring(addons().encode()).iter()}
    keys = {text.partition("?")[2] for text in texts if text.startswith("service:")}
    assert keys == {each.key for each in BUTTONS}
    for key in keys:
        function = getattr(import_module(CLICKS), key)
        assert not key.startswith("_")
        assert inspect.isfunction(function)
        inspect.signature(function).bind()


def test_every_button_has_pictures_of_the_sizes_that_libreoffice_asks_for(parts: dict[str, bytes]) -> None:
    tree = etree.fromstring(addons().encode())
    images = {value(each, "URL"): node(each, "UserDefinedImages") for each in node(tree, "AddonUI", "Images")}
    assert set(images) == {f"service:{SERVICE}?{each.key}" for each in BUTTONS}
    for held in images.values():
        for name, size in (("ImageSmallURL", 16), ("ImageBigURL", 26)):
            with Image.open(io.BytesIO(parts[value(held, name).removeprefix("%origin%/")])) as picture:
                assert (picture.size, picture.format) == ((size, size), "PNG")


def test_the_component_is_one_for_older_pythons_and_imports_nothing_of_ours(parts: dict[str, bytes]) -> None:
    tree = ast.parse(parts["job.py"], feature_version=(3, 8))
    taken = {alias.name.partition(".")[0] for each in ast.walk(tree) if isinstance(each, ast.Import) for alias in each.names}
    taken |= {each.module.partition(".")[0] for each in ast.walk(tree) if isinstance(each, ast.ImportFrom) and each.module}
    assert taken <= sys.stdlib_module_names | {"uno", "unohelper", "com"}
    assert f'EXTENSION, SERVICE = "{IDENTIFIER}", "{SERVICE}"' in parts["job.py"].decode()


def test_every_sentence_that_the_component_says_is_there(parts: dict[str, bytes]) -> None:
    words = json.loads(parts["words.json"])
    assert words == {locale: {key.removeprefix("box."): text for key, text in sentences("addin", locale).items()
                              if key.startswith("box.")} for locale in LOCALES}
    called = [each for each in ast.walk(ast.parse(parts["job.py"])) if isinstance(each, ast.Call)]
    keys = {argument.value for each in called if getattr(each.func, "id", "") in ("RefusedError", "tell")
            for argument in each.args if isinstance(argument, ast.Constant) and argument.value}
    assert keys == {"no_workbook", "busy", "no_interpreter", "lost_interpreter", "broken", "failed"}
    assert all(keys | {"title"} <= set(said) for said in words.values())


def test_only_installing_writes_down_an_interpreter(parts: dict[str, bytes]) -> None:
    assert json.loads(parts["settings.json"]) == {}
    with zipfile.ZipFile(io.BytesIO(content({"python": "/opt/统筹/python"}))) as archive:
        assert json.loads(archive.read("settings.json")) == {"python": "/opt/统筹/python"}
        assert {name for name in parts if archive.read(name) != parts[name]} == {"settings.json"}


def test_the_same_bytes_whatever_the_machine(tmp_path: Path) -> None:
    elsewhere = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Taipei", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"}
    code = "import pathlib, sys; from addin.extension import build; build(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, tmp_path / "again"], env=elsewhere, check=True)
    [path] = build(tmp_path)
    assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == sorted(archive.namelist())
        assert {(each.compress_type, each.date_time[:3]) for each in archive.infolist()} == {
            (zipfile.ZIP_STORED, (1980, 1, 1))}                            # compressors differ, clocks too
