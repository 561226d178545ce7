"""Hostile and broken files: each is refused for its own reason, soon, and never with another exception."""

from __future__ import annotations

import os
import random
import struct
import time
import zipfile
import zlib
from contextlib import nullcontext
from pathlib import Path
from typing import get_args

import pytest
import xlsxwriter
from handmade import KINDS, MAIN, package, parts_of, relationships, strings, workbook, worksheet

from templates.xlsx.package import Limits, Refused
from templates.xlsx.refused import Reason
from templates.xlsx.workbook import Workbook

SECONDS = 5.0
ONE = worksheet('<row r="1"><c r="A1"><v>1</v></c></row>')
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def read(path, limits=None):
    """Read all of a workbook."""
    with Workbook(path, limits) as book:
        return {name: book.sheet(name) for name in book.sheets}


def refusal(path, limits=None):
    """Tell why a file is refused; it has to be soon."""
    start = time.process_time()
    with pytest.raises(Refused) as refused:
        read(path, limits)
    assert time.process_time() - start < SECONDS
    assert str(refused.value).startswith(refused.value.reason)
    return refused.value.reason


def raw(content):
    """Make a file of these bytes."""
    return lambda path: path.write_bytes(content)


def book(sheet=ONE, **parts):
    """Make a workbook whose one sheet, string table or styles are hostile; a large one is given by a function."""
    def written(part):
        return part() if callable(part) else part

    return lambda path: workbook(path, written(sheet), **{name: written(part) for name, part in parts.items()})


def changed(**changes):
    """Make a workbook of which some parts were replaced; the names are those of the last folder's file."""
    def write(path):
        parts = parts_of({"甲": ONE})
        for name, content in changes.items():
            parts[next(part for part in parts if name in part.replace(".", "_"))] = content
        return package(path, parts)

    return write


def truncated(path):
    whole = workbook(path, ONE).read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])


def overwritten(path):
    """A workbook in which some bytes of a packed part were lost."""
    noise = "".join(random.Random(1).choices("abcdefgh", k=5000))
    whole = bytearray(workbook(path, worksheet(f'<row r="1"><c r="A1" t="str"><v>{noise}</v></c></row>')).read_bytes())
    middle = len(whole) // 2
    whole[middle:middle + 40] = bytes(40)
    path.write_bytes(whole)


def locked(path):
    """A workbook whose parts are marked as encrypted."""
    whole = bytearray(workbook(path, ONE).read_bytes())
    at = whole.find(b"PK\1\2")
    while at >= 0:
        whole[at + 8] |= 1
        at = whole.find(b"PK\1\2", at + 4)
    path.write_bytes(whole)


def squeezed_oddly(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as file:
        for name, part in parts_of({"甲": ONE}).items():
            file.writestr(name, part)


def twice(path):
    with zipfile.ZipFile(path, "w") as file:
        for name, part in [*parts_of({"甲": ONE}).items(), ("XL\\Worksheets\\sheet1.xml", ONE.replace(">1<", ">2<"))]:
            file.writestr(name, part)


def bomb(path):
    """Sixty megabytes of blank space."""
    parts = parts_of({"甲": ONE})
    parts["xl/worksheets/sheet1.xml"] = ONE.replace("<row", " " * (60 << 20) + "<row", 1)
    package(path, parts)


def bombs(path):
    """Parts that are bearable each, and too much together."""
    filler = os.urandom(4096).hex() * 400
    package(path, {**parts_of({"甲": ONE}), **{f"xl/media/image{number}.png": filler for number in range(100)}})


def modest(path):
    """A part that declares a thousand bytes and inflates to sixty megabytes."""
    bomb(path)
    whole = path.read_bytes()
    size = struct.pack("<L", len(ONE.encode()) + (60 << 20))
    assert whole.count(size) == 2
    path.write_bytes(whole.replace(size, struct.pack("<L", 1000)))


def boastful(path):
    """A part that declares a little more than it holds."""
    workbook(path, ONE)
    size, more = (struct.pack("<L", len(ONE.encode()) + extra) for extra in (0, 9))
    assert path.read_bytes().count(size) == 2
    path.write_bytes(path.read_bytes().replace(size, more))


def shared_bytes(path):
    """Two entries of the directory that point to one and the same place."""
    whole = bytearray(package(path, {**parts_of({"甲": ONE}), "one.bin": "x" * 9, "two.bin": "x" * 9}).read_bytes())
    places = [whole.rindex(name) - 4 for name in (b"one.bin", b"two.bin")]
    whole[places[1]:places[1] + 4] = whole[places[0]:places[0] + 4]
    path.write_bytes(whole)


def crowded(path):
    """A zip of a hundred thousand entries, all the same bytes, of which zipfile would make as many objects."""
    name = b"x"
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 0, 0, 0, zlib.crc32(b""), 0, 0, len(name), 0) + name
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0, 0, 0, 0, 0, 0) + name
    directory = entry * 100_000
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(directory), len(local), 0)
    path.write_bytes(local + directory + end)


def crowded_quietly(path):
    """The same, where only the record for large zips tells the size."""
    crowded(path)
    whole = path.read_bytes()
    directory = len(whole) - 22 - 31
    large = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 100_000, 100_000, directory, 31)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, len(whole) - 22, 1)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 64, 31, 0)
    path.write_bytes(whole[:-22] + large + locator + end)


def folders(path):
    """A zip of nothing but folders."""
    package(path, {f"{number}/": "" for number in range(3000)})


def many_sheets(path):
    package(path, parts_of({f"s{number}": ONE for number in range(201)}))


def sheets_listed(path, *listed):
    parts = parts_of({"甲": ONE, "乙": ONE})
    each = "".join(f'<sheet name="{name}" sheetId="1" r:id="{key}"/>' for name, key in listed)
    parts["xl/workbook.xml"] = f'<workbook xmlns="{MAIN}" xmlns:r="{KINDS}"><sheets>{each}</sheets></workbook>'
    package(path, parts)


def without_its_sheet(path):
    parts = parts_of({"甲": ONE})
    del parts["xl/worksheets/sheet1.xml"]
    package(path, parts)


def other_package(main):
    """Make a package whose main part is something else."""
    return lambda path: package(path, {"_rels/.rels": relationships({"1": ("officeDocument", main)}), main: "<w:document/>"})


def in_the_sheet(hostile):
    """Make a workbook with something in front of its rows."""
    def sheet():
        return worksheet('<row r="1"><c r="A1"><v>1</v></c></row>', before=hostile() if callable(hostile) else hostile)

    return book(sheet)


def numbered(pattern, times):
    return "".join(pattern % number for number in range(times))


def entities(root, body="&a;"):
    return f'<!DOCTYPE {root} [<!ENTITY a "lol">]><{root} xmlns="{MAIN}">{body}</{root}>'


HOSTILE = [
    ("an empty file", raw(b""), "empty"),
    ("a table as text", raw("编号,名称\n1,甲\n".encode("gbk")), "text"),
    ("a table as UTF-16 text", raw("编号\t名称\n".encode("utf-16")), "text"),
    ("a web page", raw(b"\xef\xbb\xbf\r\n<HTML><body><table></table></body></HTML>"), "html"),
    ("a web table", raw(b"<table><tr><td>1</td></tr></table>"), "html"),
    ("an XML spreadsheet of 2003", raw(b'<?xml version="1.0"?><Workbook/>'), "xml"),
    ("a picture", raw(b"\x89PNG\r\n\x1a\n" + bytes(50)), "binary"),
    ("what Excel leaves beside an open workbook", raw(b"\x05zhang".ljust(55) + b"\x05\0" + b"z\0h\0a\0n\0g\0".ljust(108)),
     "lock_file"),
    ("an .xls or .et", raw(OLE), "old_binary"),
    ("a workbook with a password", raw(OLE + "EncryptedPackage".encode("utf-16-le") + OLE), "encrypted"),
    ("parts with a password", locked, "encrypted"),
    ("an .xlsb", other_package("xl/workbook.bin"), "xlsb"),
    ("an .ods", lambda path: package(path, {"mimetype": "x", "content.xml": "<x/>"}), "opendocument"),
    ("a .docx", other_package("word/document.xml"), "no_workbook"),
    ("a zip of something", lambda path: package(path, {"readme.txt": "hello"}), "no_workbook"),
    ("a workbook part of another kind", changed(workbook_xml="<document/>"), "no_workbook"),
    ("half a download", truncated, "truncated"),
    ("a zip without end", raw(b"PK\3\4" + bytes(90)), "truncated"),
    ("lost bytes", overwritten, "broken_zip"),
    ("an unusual compression", squeezed_oddly, "broken_zip"),
    ("a part that lies about its size", modest, "broken_zip"),
    ("a directory of nonsense", raw(b"PK\3\4" + bytes(90) + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 46, 9, 0)),
     "broken_zip"),
    ("a part twice", twice, "duplicate_part"),
    ("two sheets of one name", lambda path: sheets_listed(path, ("Plan", "rId1"), ("PLAN", "rId2")), "duplicate_sheet"),
    ("two names for one sheet", lambda path: sheets_listed(path, ("甲", "rId1"), ("乙", "rId1")), "duplicate_sheet"),
    ("a sheet without a relationship", lambda path: sheets_listed(path, ("甲", "rId7")), "missing_part"),
    ("a sheet outside of the package", changed(workbook_xml_rels=relationships(
        {"rId1": ("worksheet", 'worksheets/sheet1.xml" TargetMode="External')})), "missing_part"),
    ("a sheet without a part", without_its_sheet, "missing_part"),
    ("blank space, packed well", bomb, "suspicious_ratio"),
    ("many large parts", bombs, "too_large_inflated"),
    ("a zip of many entries", crowded, "too_many_entries"),
    ("a zip of many entries, told in the other record", crowded_quietly, "too_many_entries"),
    ("a zip of many folders", folders, "too_many_entries"),
    ("many sheets", many_sheets, "too_many_sheets"),
    ("an unfinished sheet", book(ONE[:-20]), "broken_xml"),
    ("an empty sheet part", book(""), "broken_xml"),
    ("two roots", book(ONE + "<more/>"), "broken_xml"),
    ("broken relationships", changed(workbook_xml_rels="<Relationships"), "broken_xml"),
    ("broken styles", book(styles="<styleSheet><cellXfs></styleSheet>"), "broken_xml"),
    ("a broken string table", book(strings="<sst><si>"), "broken_xml"),
    ("an encoding nobody knows", book(ONE.replace("UTF-8", "klingon")), "broken_xml"),
    ("an encoding of many bytes", book(ONE.replace("UTF-8", "gb18030")), "broken_xml"),
    ("an encoding that is none", book(ONE.replace("UTF-8", "base64")), "broken_xml"),
    ("an entity in a sheet", book(entities("worksheet")), "dtd"),
    ("an entity in the strings", book(strings=entities("sst")), "dtd"),
    ("an entity in the styles", book(styles=entities("styleSheet")), "dtd"),
    ("an entity in the workbook", changed(workbook_xml=entities("workbook")), "dtd"),
    ("entities of entities", book('<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><x>&c;</x>'),
     "dtd"),
    ("an entity from a file", book('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'), "dtd"),
    ("a DTD from elsewhere", book('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><worksheet/>'), "dtd"),
    ("an endless attribute", in_the_sheet(lambda: f'<sheetPr codeName="{"x" * (7 << 20)}"/>'), "endless_tag"),
    ("an endless comment", in_the_sheet(lambda: f'<!--{"x" * (7 << 20)}-->'), "endless_tag"),
    ("an endless tag", in_the_sheet(lambda: "<sheetPr" + numbered(' a%d=""', 600_000) + "/>"), "endless_tag"),
    ("names without end", in_the_sheet(lambda: numbered("<x%d/>", 400_000)), "too_many_names"),
    ("attributes without end", in_the_sheet(lambda: numbered('<x a%d=""/>', 400_000)), "too_many_names"),
    ("elements in elements", in_the_sheet(lambda: "<x>" * 2_100_000), "too_deep"),
    ("values in values", book(lambda: worksheet(f'<row r="1"><c r="A1">{"<v>" * 2_100_000}')), "too_many_elements"),
    ("formulas in one cell", book(lambda: worksheet(f'<row r="1"><c r="A1">{"<f/>" * 900_000}</c></row>')), "too_many_elements"),
    ("styles without end", book(styles=lambda: f'<styleSheet>{"<x/>" * 300_000}</styleSheet>'), "too_many_elements"),
    ("texts without end", book(strings=lambda: strings(*["<t/>"] * 200_001)), "too_many_strings"),
    ("a row of more cells than columns", book(lambda: worksheet(f'<row r="1">{"<c r=$A1$><v>1</v></c>" * 20_000}</row>'
                                                               .replace("$", '"'))), "too_many_elements"),
    ("more values than a workbook has", book(lambda: worksheet(f"<row>{'<c><v>1</v></c>' * 1_000}</row>" * 401)),
     "too_many_rows"),
    ("more formulas than a workbook has", book(lambda: worksheet(f"<row>{'<c><f/></c>' * 1_000}</row>" * 201)),
     "too_many_elements"),
    ("areas without end", in_the_sheet(lambda: f'<mergeCell ref="{"A1 " * 300_000}"/>' * 4), "too_many_ranges"),
    ("validations without end", in_the_sheet(lambda: "<dataValidation/>" * 300_000), "too_many_ranges"),
    ("areas without end in a text", in_the_sheet(lambda: f'<xm:sqref>{"A1 " * 600_000}</xm:sqref>'), "too_many_ranges"),
    ("a row that is no number", book(worksheet('<row r="one"/>')), "bad_reference"),
    ("a row of another script", book(worksheet('<row r="１"/>')), "bad_reference"),
    ("a row zero", book(worksheet('<row r="0"/>')), "bad_reference"),
    ("a row of many digits", book(worksheet(f'<row r="{"9" * 5000}"/>')), "bad_reference"),
    ("a cell nowhere", book(worksheet('<row r="1"><c r="ZZZ1"><v>1</v></c></row>')), "bad_reference"),
    ("a cell with an empty address", book(worksheet('<row r="1"><c r=""><v>1</v></c></row>')), "bad_reference"),
    ("a value without a cell", book(worksheet('<row r="1"><v>1</v></row>')), "bad_reference"),
    ("a text without a cell", book(worksheet("<is><t>1</t></is>")), "bad_reference"),
    ("a formula without a cell", book(worksheet('<row r="1"><f>1</f></row>')), "bad_reference"),
    ("a cell beside the last column", book(worksheet('<row r="1"><c r="XFD1"/><c><v>1</v></c></row>')), "bad_reference"),
    ("a hidden column that is no number", in_the_sheet('<cols><col min="a" max="3" hidden="1"/></cols>'), "bad_reference"),
    ("a hidden column without an end", in_the_sheet('<cols><col min="1" hidden="1"/></cols>'), "bad_reference"),
    ("a merge of nothing", in_the_sheet('<mergeCell ref="A1:#REF!"/>'), "bad_reference"),
    ("a sheet whose name is a story", lambda path: sheets_listed(path, ("甲" * 256, "rId1")), "bad_reference"),
    ("two parts of the same bytes", shared_bytes, "broken_zip"),
    ("a part that declares more than there is", boastful, "broken_zip"),
]
BY_LIMIT = [
    ("too_large", Limits(file=500)), ("part_too_large", Limits(part=100)), ("too_many_entries", Limits(entries=3)),
    ("too_many_entries", Limits(directory=100)), ("too_large_inflated", Limits(inflated=500)),
    ("too_many_rows", Limits(places=0)), ("too_deep", Limits(shallow=0, depth=3)),
    ("too_many_sheets", Limits(sheets=0)), ("part_too_large", Limits(small_part=100)),
    ("too_many_elements", Limits(tags=5)), ("too_many_elements", Limits(small_tags=2)), ("too_many_names", Limits(names=3)),
]


@pytest.mark.parametrize(("make", "reason"), [pytest.param(make, reason, id=title) for title, make, reason in HOSTILE])
def test_a_hostile_or_broken_file_is_refused_for_its_reason(tmp_path, make, reason):
    path = tmp_path / "given.xlsx"
    make(path)
    assert refusal(path) == reason


@pytest.mark.parametrize(("reason", "limits"), BY_LIMIT)
def test_limits_are_the_callers(tmp_path, reason, limits):
    path = workbook(tmp_path / "given.xlsx", ONE)
    assert read(path)["甲"].grid == {(1, 1): 1}
    assert refusal(path, limits) == reason


def test_every_reason_there_is_can_be_met():
    elsewhere = {"cannot_open", "too_much_text"}
    met = {reason for _, _, reason in HOSTILE} | {reason for reason, _ in BY_LIMIT} | elsewhere
    assert met == set(get_args(Reason))


def test_what_cannot_be_opened_is_refused(tmp_path, monkeypatch):
    assert refusal(tmp_path / "missing.xlsx") == "cannot_open"
    assert refusal(tmp_path) == "cannot_open"
    assert refusal(Path("name\0with zero.xlsx")) == "cannot_open"
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert refusal(tmp_path / "pipe.xlsx") == "cannot_open"
    path = workbook(tmp_path / "guarded.xlsx", ONE)

    def forbidden(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    assert refusal(path) == "cannot_open"


@pytest.mark.parametrize("sheet", [
    '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
    f'<row><c t="str"><v>{"x" * 600}</v></c></row><row><c t="inlineStr"><is><t>{"y" * 600}</t></is></c></row>',
    f'<row r="1"><c r="A1" t="x"><v>{"x" * 1_001}</v></c></row>', f'<row r="1"><c r="A1" x="{"x" * 1_001}"><v>1</v></c></row>',
    f'<row r="1"><c r="A1"><f>{"1+" * 501}</f></c></row>', f'<row r="1"><c r="A1"><f x="{"x" * 1_001}"/></c></row>',
], ids=["shared", "inline", "of another type", "attributes", "formulas", "attributes of formulas"])
def test_text_is_counted_wherever_it_may_stand(tmp_path, sheet):
    path = workbook(tmp_path / "given.xlsx", worksheet(sheet),
                    strings=strings(f"<r><t>{'s' * 600}</t></r><r><t>{'s' * 401}</t></r>"))
    read(path, Limits(written=3_000))
    assert refusal(path, Limits(written=1_000)) == "too_much_text"


def test_a_text_that_is_written_once_counts_in_every_cell(tmp_path):
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>{min(row - 1, 1)}</v></c></row>' for row in range(1, 101))
    path = workbook(tmp_path / "given.xlsx", worksheet(rows), strings=strings("<t>id</t>", f"<t>{'x' * 100}</t>"))
    for most, reason in ((9_900, ""), (9_899, "too_much_text")):
        with Workbook(path, Limits(characters=most)) as book, pytest.raises(Refused) if reason else nullcontext() as refused:
            book.sheet("甲", keys)
        assert not reason or refused.value.reason == reason


def test_what_is_read_of_a_workbook_in_many_pieces_is_counted_together(tmp_path):
    path = workbook(tmp_path / "given.xlsx", worksheet(f"<row>{'<c><v>1</v></c>' * 100}</row>"))
    with Workbook(path, Limits(tags=1_000)) as book:
        assert book.sheet("甲").grid == book.sheet("甲").grid
        with pytest.raises(Refused, match="too_many_elements"):
            book.sheet("甲")


@pytest.mark.parametrize("make", [crowded, crowded_quietly])
def test_the_entries_of_a_zip_are_counted_before_they_are_listed(tmp_path, make):
    make(tmp_path / "given.xlsx")
    assert refusal(tmp_path / "given.xlsx", Limits(entries=1_000_000)) == "too_many_entries"


def test_a_path_may_be_given_as_text(tmp_path):
    assert read(str(workbook(tmp_path / "given.xlsx", ONE)))["甲"].grid == {(1, 1): 1}


def test_a_file_whose_reading_ended_can_be_removed_and_replaced(tmp_path):
    """Windows would not let go of an open one."""
    handles = Path("/proc/self/fd")
    if not handles.exists():
        pytest.skip("open files cannot be counted here")
    before = len(list(handles.iterdir()))
    for title, make, _ in HOSTILE:
        if title in ("an empty file", "half a download", "a part twice", "two roots", "an entity in the workbook"):
            make(tmp_path / "given.xlsx")
            refusal(tmp_path / "given.xlsx")
    read(workbook(tmp_path / "given.xlsx", ONE))
    assert len(list(handles.iterdir())) == before


def test_a_part_without_a_name_is_nobodys(tmp_path):
    path = package(tmp_path / "given.xlsx", parts_of({"甲": ONE}) | {"Q.bin": b"anything"})
    path.write_bytes(path.read_bytes().replace(b"Q.bin", b"\0.bin"))
    assert read(path)["甲"].grid == {(1, 1): 1}


def test_one_value_far_down_does_not_make_thousands_of_long_columns(tmp_path):
    """All columns are as long as the longest: 16,384 of 50,000 places would take six gigabytes."""
    wide = "".join(f'<c t="str"><v>k{number}</v></c>' for number in range(16_384))
    far = '<row r="50000"><c r="A50000"><v>1</v></c></row>'
    path = workbook(tmp_path / "given.xlsx", worksheet(f'<row r="1">{wide}</row>{far}'))
    with Workbook(path) as book, pytest.raises(Refused, match="too_many_rows"):
        book.sheet("甲", lambda _, values: {column: str(value) for column, value in values.items()})


def test_long_format_codes_do_not_hang(tmp_path):
    codes = f'<numFmts><numFmt numFmtId="200" formatCode="{"[" * 900_000}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>'
    start = time.process_time()
    read(workbook(tmp_path / "given.xlsx", ONE, styles=f"<styleSheet>{codes}</styleSheet>"))
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("text", ["9" * (9 << 20), "[" * (9 << 20), "_x000" * (1 << 20)], ids=["digits", "brackets", "escapes"])
@pytest.mark.parametrize("kind", ["n", "str", "d", "e", "b", "s"])
def test_long_values_do_not_hang(tmp_path, kind, text):
    path = workbook(tmp_path / "given.xlsx", worksheet(f'<row r="1"><c r="A1" t="{kind}"><v>{text}</v></c></row>'))
    start = time.process_time()
    value = read(path, Limits(ratio=10_000))["甲"].grid[1, 1]
    assert time.process_time() - start < SECONDS
    assert value is False or len(value) <= 32_767


def honest(path):
    """Write a workbook such as a department fills in."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("计划")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(1, 0, ["id", "name", "day", "cost"])
    for row in range(2, 12):
        sheet.write_row(row, 0, [f"T-{row}", f"任务{row % 3}"])
        sheet.write_number(row, 2, 46_000 + row, day)
        sheet.write_formula(row, 3, f"=SUM(C{row}:C{row + 1})", None, row / 4)
    sheet.data_validation("B3:B12", {"validate": "list", "source": "=_lists!$A$1:$A$3"})
    sheet.merge_range("F1:G2", "merged")
    book.add_worksheet("_lists").hide()
    book.close()
    return path


def keys(_row, values):
    return {column: value for column, value in values.items() if isinstance(value, str)} if "id" in values.values() else None


def survives(path):
    """Read a damaged file with and without keys: a normal read or Refused, within bounds."""
    start = time.process_time()
    try:
        with Workbook(path) as book:
            for name in book.sheets:
                book.sheet(name)
                book.sheet(name, keys)
        done = True
    except Refused:
        done = False
    assert time.process_time() - start < SECONDS
    return done


@pytest.mark.parametrize("seed", range(6))
def test_bytes_flipped_in_the_file_do_not_crash_the_reader(tmp_path, seed):
    dice = random.Random(seed)
    whole = honest(tmp_path / "honest.xlsx").read_bytes()
    path = tmp_path / "damaged.xlsx"
    for _ in range(120):
        damaged = bytearray(whole)
        for _ in range(dice.choice([1, 1, 3, 20])):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        path.write_bytes(damaged[: dice.choice([len(damaged), len(damaged), dice.randrange(len(damaged))])])
        survives(path)


@pytest.mark.parametrize("seed", range(6))
def test_damaged_parts_do_not_crash_the_reader(tmp_path, seed):
    """Here the zip is sound and only the XML is not: words of it are exchanged, dropped, doubled, made extreme."""
    dice = random.Random(seed)
    with zipfile.ZipFile(honest(tmp_path / "honest.xlsx")) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    words = ['""', '"-1"', '"99999999999999999999"', '"A1"', '"ZZ99:B1"', '"shared"', '"inlineStr"', '"\u0661"', '"1"', '"d"',
             "<v/>", "<is>", "</is>", "<t>", "<f>", "</f>", "<c>", "<row>", '<row r="3"/>', "<v>x</v>", "&#0;", "&amp;", " ",
             "<xm:sqref>", "<rPh/>", "<sheetData/>", "</c>", "NaN", "1e999", "_xDC00_", "<x:c>", "<!-- -->", "<![CDATA[x]]>"]
    outcomes = []
    for _ in range(120):
        name = dice.choice([name for name in parts if "xl/" in name or ".rels" in name])
        text = parts[name]
        for _ in range(dice.choice([1, 2, 5])):
            tokens = [at for at, char in enumerate(text) if char in '<>"']
            at, to = sorted(dice.choices(tokens, k=2))
            to = to if dice.random() < 0.2 else min(len(text), at + dice.choice([0, 1, 4]))
            text = text[:at] + dice.choice([*words, text[at:to]]) + text[to:]
        outcomes.append(survives(package(tmp_path / "damaged.xlsx", {**parts, name: text})))
    assert {True, False} == set(outcomes), "damage too small or too large proves nothing"
