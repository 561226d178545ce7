"""The .xlam as a file: what other programs read in it is what our sources say, and it is the same on every machine."""

from __future__ import annotations

import inspect
import io
import os
import posixpath
import re
import subprocess
import sys
import zipfile
from importlib import import_module
from typing import TYPE_CHECKING

import olefile
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from addin.buttons import BUTTONS, CLICKS, heading
from addin.excel import build, sources
from addin.excel.compound import compound
from addin.excel.compression import compressed
from addin.excel.ribbon import CALLBACK, ribbon
from addin.excel.sources import SETTINGS, WORDS, WheelError, modules, taken
from templates.field import LOCALES
from templates.filled import Unreadable, read
from templates.wording import sentences
from templates.xlsx.workbook import Workbook
from tests.office import _property, desktop
from tests.vba import expanded, procedure, sources_in

if TYPE_CHECKING:
    from pathlib import Path

UI = "{http://schemas.microsoft.com/office/2006/01/customui}"
ALLOWED = {                                            # the part of the customUI schema that a simple tab needs
    "customUI": ({"ribbon"}, set()),
    "ribbon": ({"tabs"}, {"startFromScratch"}),
    "tabs": ({"tab"}, set()),
    "tab": ({"group"}, {"id", "label", "keytip", "insertAfterMso", "insertBeforeMso", "visible"}),
    "group": ({"button"}, {"id", "label", "image", "imageMso", "supertip", "screentip", "keytip", "visible"}),
    "button": (set(), {"id", "tag", "label", "image", "imageMso", "size", "supertip", "screentip", "keytip", "onAction",
                       "enabled", "visible", "showLabel", "showImage", "description"}),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return build(tmp_path_factory.mktemp("xlam"))


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(map(str.lower, names)))
        return {name: archive.read(name) for name in names}


def test_three_files_one_a_language(files: list[Path]) -> None:
    assert [path.name for path in files] == [f"tongchou-{locale}.xlam" for locale in LOCALES]


def test_the_sources_read_back_are_those_that_went_in(files: list[Path]) -> None:
    for path in files:
        assert sources_in(path) == {module.name: module.source for module in modules()}


def test_the_licences_of_what_is_taken_travel_with_it(files: list[Path]) -> None:
    found = sources_in(files[0])
    for words in ("BSD 3-clause license", "Copyright (C) 2014-present, Zoomer Analytics LLC", "All rights reserved",
                  "Redistributions in binary form must reproduce", "THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND",
                  "Changed for Tongchou"):
        assert words in found["xlwings"]
    assert "(c) Tim Hall" in found["Dictionary"]
    assert "@license: MIT" in found["Dictionary"]
    assert "Zoomer Analytics LLC, BSD 3-clause" in sources.applescript()


def test_the_container_has_no_defect_that_a_strict_reader_sees(files: list[Path]) -> None:
    container = parts(files[0])["xl/vbaProject.bin"]
    with olefile.OleFileIO(io.BytesIO(container), raise_defects=olefile.DEFECT_UNSURE) as ole:
        assert ole.parsing_issues == []
        streams = {"/".join(each) for each in ole.listdir()}
        assert ole.openstream("VBA/_VBA_PROJECT").read()[2:4] == b"\xff\xff"      # no compiled code: read the sources
        listed = ole.openstream("PROJECT").read().decode("cp1252")
    assert streams == {"PROJECT", "PROJECTwm", "VBA/dir", "VBA/_VBA_PROJECT", *(f"VBA/{each.name}" for each in modules())}
    assert re.findall(r"^(?:Module|Class|Document)=(\w+)", listed, re.MULTILINE) == [each.name for each in modules()]


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text("Sub End\r\n", max_size=9000), st.text("ab", max_size=9000)))
def test_what_is_compressed_is_read_back_whole(text: str) -> None:
    assert expanded(compressed(text.encode())) == text.encode()


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=8), st.integers(0, 12000), min_size=1, max_size=40))
def test_any_streams_make_a_container_that_a_strict_reader_reads(sizes: dict[str, int]) -> None:
    streams = {name: bytes((len(name) + at) % 251 for at in range(size)) for name, size in sizes.items()}
    held = io.BytesIO(compound({"A folder": dict(streams), **{f"{name} too": data for name, data in streams.items()}}))
    with olefile.OleFileIO(held, raise_defects=olefile.DEFECT_UNSURE) as ole:
        assert ole.parsing_issues == []
        assert len(ole.listdir()) == 2 * len(streams)
        for name, data in streams.items():
            assert ole.openstream(f"A folder/{name}").read() == data
            assert ole.openstream(f"{name} too").read() == data


def test_every_part_is_declared_and_every_relationship_leads_somewhere(files: list[Path]) -> None:
    for path in files:
        held = parts(path)
        types = etree.fromstring(held["[Content_Types].xml"])
        overrides = {each.get("PartName").lstrip("/") for each in types if each.get("PartName")}
        defaults = {each.get("Extension") for each in types if each.get("Extension")}
        assert overrides <= set(held)
        for name, part in held.items():
            assert name in overrides or name.rpartition(".")[2] in defaults
            if name.endswith((".xml", ".rels")):
                etree.fromstring(part)
        reached = {"[Content_Types].xml"}
        for name in held:
            if name.endswith(".rels"):
                reached.add(name)
                folder = posixpath.dirname(posixpath.dirname(name))
                relations = list(etree.fromstring(held[name]))
                assert len({each.get("Id") for each in relations}) == len(relations)
                reached |= {posixpath.normpath(posixpath.join(folder, each.get("Target"))) for each in relations}
        assert reached == set(held)


def test_the_code_names_of_the_sheets_are_modules_of_the_project(files: list[Path]) -> None:
    held = parts(files[0])
    names = re.findall(rb'codeName="(\w+)"', b"".join(part for name, part in held.items() if name.endswith(".xml")))
    assert sorted(each.decode() for each in names) == sorted(
        each.name for each in modules() if each.kind in ("workbook", "sheet"))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_ribbon_holds_only_what_its_schema_allows(locale: str) -> None:
    ui = etree.fromstring(ribbon(locale))
    ids = [each.get("id") for each in ui.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    for element in ui.iter():
        assert element.tag.startswith(UI)
        children, attributes = ALLOWED[element.tag.removeprefix(UI)]
        assert {child.tag.removeprefix(UI) for child in element} <= children
        assert set(element.attrib) <= attributes
        assert ("image" in element.attrib) + ("imageMso" in element.attrib) <= 1
        assert all(len(text) <= 1024 for text in element.attrib.values())
        if "id" in element.attrib:
            assert re.fullmatch(r"[A-Za-z_]\w*", element.get("id"))
        assert element.get("size", "normal") in ("normal", "large")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_tab_shows_the_buttons_of_the_table_in_their_language(locale: str) -> None:
    ui = etree.fromstring(ribbon(locale))
    assert [each.get("label") for each in ui.iter(f"{UI}tab")] == [heading(locale)]
    shown = [(each.get("tag"), each.get("label"), each.get("supertip"), each.get("image")) for each in ui.iter(f"{UI}button")]
    assert shown == [(each.key, each.label(locale), each.tip(locale), each.key) for each in BUTTONS]
    assert len({label for _, label, _, _ in shown}) == len(BUTTONS)
    assert {"zh-Hans": "统筹", "zh-Hant": "統籌", "en": "Coordination"}[locale] == heading(locale)


def test_every_callback_is_a_procedure_that_takes_a_ribbon_control(files: list[Path]) -> None:
    found = sources_in(files[0])
    callbacks = {value for each in etree.fromstring(ribbon("en")).iter() for name, value in each.attrib.items()
                 if name in ("onAction", "onLoad", "loadImage") or (name.startswith("get") and name[3:4].isupper())}
    assert callbacks == {CALLBACK}
    module, _, name = CALLBACK.partition(".")
    first, second, *_ = procedure(found[module], name).split("\n")
    assert first == f"Public Sub {name}(control As IRibbonControl)"
    assert second.strip() == "Start control.Tag"
    assert f'RunPython "import {CLICKS}; {CLICKS}." & task & "()"' in procedure(found[module], "Start")


def test_every_tag_is_a_public_function_that_needs_no_argument() -> None:
    assert all(each.key.isidentifier() and not each.key.startswith("_") for each in BUTTONS)
    for each in BUTTONS:
        function = getattr(import_module(CLICKS), each.key)
        assert inspect.isfunction(function)
        inspect.signature(function).bind()


def test_every_picture_exists_and_has_its_size(files: list[Path]) -> None:
    held = parts(files[0])
    for each in BUTTONS:
        assert held[f"customUI/images/{each.key}.png"] == each.icon(64)
        for size in (16, 26, 32, 64):
            with Image.open(io.BytesIO(each.icon(size))) as picture:
                picture.load()
                assert (picture.size, picture.mode) == ((size, size), "RGBA")
                alpha = picture.getchannel("A")
                assert alpha.getextrema() == (0, 255)                      # neither empty nor a full square
    assert len({each.icon(32) for each in BUTTONS}) == len(BUTTONS)


def test_every_key_that_the_code_says_has_its_sentence_in_the_add_in(files: list[Path]) -> None:
    code = "".join(sources_in(files[0])[name] for name in ("Tongchou", "xlwings"))
    keys = set(re.findall(r'(?:Tell|Words\() ?"(\w+)"|Refusal = "(\w+)"', code))
    said = {first or second for first, second in keys} - {""}
    assert len(said) >= 9
    for path, locale in zip(files, LOCALES, strict=True):
        with Workbook(path) as workbook:
            assert list(workbook.sheets) == [SETTINGS, WORDS]
            grid = workbook.sheet(WORDS).grid
        rows = {grid[row, 1]: grid[row, 2] for row, column in grid if column == 1}
        assert rows == {key.removeprefix("box."): text for key, text in sentences("addin", locale).items()
                        if key.startswith("box.")}
        assert set(rows) == said | {"title", "running", "busy"}


def test_our_own_code_holds_no_chinese_and_no_line_that_the_editor_would_cut(files: list[Path]) -> None:
    for name, source in sources_in(files[0]).items():
        assert source.isascii(), name
        assert max(map(len, source.split("\n"))) < 1023, name


def test_our_reader_takes_it_for_a_file_with_macros(files: list[Path]) -> None:
    for path in files:
        answer = read(path, path.name)
        assert isinstance(answer, Unreadable)
        assert answer.reason == "macros"


def test_openpyxl_opens_it_and_keeps_the_project(files: list[Path], tmp_path: Path) -> None:
    """It opens no add-ins, so it is told that this is a workbook with macros: the rest is the same."""
    held = parts(files[0])
    with zipfile.ZipFile(tmp_path / "a.xlsm", "w") as archive:
        for name, part in held.items():
            archive.writestr(name, part.replace(b"excel.addin.macroEnabled", b"excel.sheet.macroEnabled"))
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsm", keep_vba=True)
    assert workbook.sheetnames == [SETTINGS, WORDS]
    assert workbook[WORDS]["B1"].value == sentences("addin", LOCALES[0])["box.title"]
    workbook.save(tmp_path / "b.xlsm")
    assert parts(tmp_path / "b.xlsm")["xl/vbaProject.bin"] == held["xl/vbaProject.bin"]


@pytest.mark.office
def test_libreoffice_opens_it_with_all_its_modules(files: list[Path], tmp_path: Path) -> None:
    with desktop(tmp_path) as office:
        for path in files:
            document = office.loadComponentFromURL(
                path.as_uri(), "_blank", 0, (_property("Hidden", True), _property("FilterName", "Calc MS Excel 2007 VBA XML")))
            try:
                assert document.Sheets.ElementNames == (SETTINGS, WORDS)
                library = document.BasicLibraries.getByName("Tongchou")
                assert set(library.ElementNames) == {each.name for each in modules()}
                assert "Public Sub Click" in library.getByName("Tongchou")
            finally:
                document.close(True)


def test_the_same_bytes_whatever_the_machine(files: list[Path], tmp_path: Path) -> None:
    elsewhere = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Taipei", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"}
    code = "import pathlib, sys; from addin.excel import build; build(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, tmp_path / "again"], env=elsewhere, check=True)
    for path in files:
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()
        with zipfile.ZipFile(path) as archive:
            assert {(each.compress_type, each.date_time[:3]) for each in archive.infolist()} == {
                (zipfile.ZIP_STORED, (1980, 1, 1))}                        # compressors differ, clocks too


@pytest.mark.parametrize(("old", "new"), [("Option Explicit", "Option Explicit "), ('"0.37.8"', '"0.37.9"'), ("", "'\n")])
def test_another_xlwings_is_refused_until_somebody_looked_at_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, old: str, new: str,
) -> None:
    class Other:
        def locate_file(self, name: str) -> Path:
            return tmp_path / name

    wheel = sources.distribution("xlwings")
    for name in ("xlwings/addin/Dictionary.cls", "xlwings/xlwings_custom_addin.bas"):
        text = wheel.locate_file(name).read_text(encoding="utf-8")
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(sources, "distribution", lambda _: Other())
    refused = 0
    for what in ("dictionary", "module"):
        try:
            taken.__wrapped__(what)
        except WheelError:
            refused += 1
    assert refused


def test_every_change_of_xlwings_says_why() -> None:
    for wanted in sources._changes().values():
        for change in wanted.get("change", ()):
            assert len(change["why"]) > 15
            assert change["old"] != change["new"]
