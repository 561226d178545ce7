"""The real command on hostile files: one clear finding or the values as they stand, soon, in little memory, no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

import pytest
from hostile import (
    BOOK,
    CONTENT_TYPES,
    GIGABYTE,
    MEGABYTE,
    NAME,
    RELATIONS,
    STRINGS,
    STYLES,
    TASKS,
    Case,
    around,
    both,
    cell,
    in_front,
    last,
    linked,
    noisy,
    numbered,
    outward,
    part,
    put,
    recoded,
    renamed,
    rows,
    shared,
    sheet,
    sheets_more,
    text,
    with_entities,
)
from rawzip import Entry, entry

from checks.rules.files import REASONS
from templates.field import LOCALES
from templates.filled import Filled, read
from templates.table import Unread
from templates.wording import sentences
from templates.xlsx.address import column_letters
from templates.xlsx.refused import Reason

TIMES, KILOBYTES = 12, 300_000
"""How many times the CPU time of the plan as it was the whole command may take (about 0.4 and 2 to 3 seconds; without bounds
minutes): a ratio in the same run, since machines differ. And its memory."""
SECRET = "a secret of this machine"
LAUGHS = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
MEASURED = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
with open(sys.argv[1], "wb") as out, open(sys.argv[2], "wb") as err:
    code = subprocess.run(sys.argv[3:], stdout=out, stderr=err, timeout=60).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""
"""In a process of its own: a child counts the memory of the one that started it as its own."""
JUDGEMENT = ("<c r=\"BA6\" s=\"1\"><f>IF(LEN(INDEX('工作任务'!$L:$L,ROW()))=0,&quot;&quot;,IF(COUNTIFS('工作任务'!$A$6:$A$2005,"
             "INDEX('工作任务'!$A:$A,ROW()),'工作任务'!$L$6:$L$2005,&quot;&gt;&quot;&amp;%d)&gt;1,1,0))</f><v>0</v></c>")
NUMBER, LETTERS = "<c><v>%d</v></c>", f'<c><v>x%d{"y" * 40}\U0001f600</v></c>'
NOISE = noisy("%d" + "x" * 30, 60_000) + "\U0001f600"
END, FIVE = "</sheetData>", ("tasks", "staffing", "risks", "milestones", "goals")
MODEST, ODD = entry("", b"<worksheet/>"), "xl/media/odd.bin"


def laughs(*names: str) -> list[Case]:
    return [Case(f"a billion laughs in {name}", with_entities(name, LAUGHS, "&a9;"), "dtd") for name in names]


def serials(*numbers: str) -> list[Case]:
    return [Case(f"the date {number}", cell("start", f"<v>{number}</v>", "n"), finds=("F03 start",)) for number in numbers]


def dates(*typed: str) -> list[Case]:
    return [Case(f"the date {each[:20]}", text("start", each), finds=("F03 start",)) for each in typed]


def numbers(*typed: str) -> list[Case]:
    return [Case(f"the quantity {each[:9]}", text("quantity", each), finds=("F03 quantity",)) for each in typed]


def texts(typed: dict[str, str]) -> list[Case]:
    return [Case(f"the text {title}", text("note", each), kept={"note": each}) for title, each in typed.items()]


def encoded(*encodings: str) -> list[Case]:
    return [Case(f"the tasks in {each}", recoded(TASKS, each), "broken_xml") for each in encodings]


SIZES = [
    Case("a gigabyte in one cell",
         in_front(TASKS, END, "x", GIGABYTE, '<row r="9"><c r="F9" t="str"><v>', "</v></c></row>"), "part_too_large"),
    Case("a gigabyte in one shared string", in_front(STRINGS, "</sst>", "x", GIGABYTE, "<si><t>", "</t></si>"),
         "part_too_large"),
    Case("a text of sixty megabytes",
         in_front(TASKS, END, "x", 60 * MEGABYTE, '<row><c t="str"><v>', "</v></c></row>"), "suspicious_ratio"),
    Case("a text of seventy megabytes that packs like others",
         in_front(TASKS, END, noisy("%d" + "检" * 20), 70 * MEGABYTE, '<row><c t="str"><v>', "</v></c></row>"), "too_much_text"),
    Case("sixty megabytes of letters that take four bytes each",
         in_front(STRINGS, "</sst>", noisy(f'<si><t>%d{"x" * 900}\U0001f600</t></si>'), 60 * MEGABYTE), "too_much_text"),
    Case("a form of half a million cells",
         in_front(sheet("cover"), END, f"<row>{noisy(NUMBER, 1 << 17)}</row>", 14 * MEGABYTE), "too_many_rows"),
    Case("five sheets, each of half a million tags",
         both(*(in_front(sheet(key), END, f"<row>{noisy(NUMBER, 1 << 10)}</row>", 4 * MEGABYTE) for key in FIVE)),
         "too_many_elements"),
    Case("a million rows", in_front(TASKS, END, noisy(f"<row>{NUMBER}</row>"), 32 * MEGABYTE), "too_many_rows"),
    Case("a million empty rows", rows(lambda: numbered('<row r="%d"/>', 1_048_000, 7))),
    Case("two million cells without an address", in_front(TASKS, END, f"<row>{'<c/>' * 200}</row>", 7 * MEGABYTE)),
    Case("one cell half a million times",
         in_front(TASKS, END, noisy('<c r="F6"><v>%d</v></c>'), 12 * MEGABYTE, '<row r="6">', "</row>"), "too_many_elements"),
    Case("a value in the last cell of all", rows('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    Case("a task in the last row of all", rows('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "too_many_rows"),
    Case("ten thousand sheets", sheets_more(10_000), "too_many_entries"),
    Case("ten thousand sheets in one part", sheets_more(10_000, "worksheets/sheet4.xml"), "duplicate_sheet"),
    Case("nine hundred sheets", sheets_more(900), "too_many_sheets"),
    Case("a name of a sheet without end", put(BOOK, "</sheets>", new=f'<sheet name="{"长" * 100_000}" r:id="rId1"/>'),
         "bad_reference"),
    Case("a hundred and fifty large sheets beside three that were renamed",
         both(renamed("tasks", "goals", "risks"), sheets_more(
             150, xml=f"<worksheet><sheetData>{noisy(f'<row>{NUMBER}</row>', MEGABYTE // 2)}</sheetData></worksheet>"))),
    Case("a long text for every cell", both(shared("长" * 32_767), rows(
         lambda: numbered(f'<row r="%d"><c t="s"><v>{last()}</v></c><c t="s"><v>{last()}</v></c></row>', 9_000, 7))),
         "too_much_text"),
    Case("letters of which eighteen are made", text("note", "\ufdfa" * 1_800), kept={"note": "صلى الله عليه وسلم" * 1_800}),
    Case("too many letters of which eighteen are made", text("note", "\ufdfa" * 32_000), finds=("F07 note",)),
    Case("half a million shared strings", in_front(STRINGS, "</sst>", noisy("<si><t>%d</t></si>"), 14 * MEGABYTE),
         "too_many_strings"),
    Case("a hundred thousand formats of cells", in_front(STYLES, "</cellXfs>", '<xf numFmtId="14"/>', 3 * MEGABYTE)),
    Case("half a million formats of cells", in_front(STYLES, "</cellXfs>", "<xf/>", 3 * MEGABYTE), "too_many_elements"),
    Case("formulas in every place", rows(lambda: f"<row>{'<c><f/></c>' * 28}</row>" * 20_000), "too_many_elements"),
    Case("two thousand rows, each judged by a hundred and forty formulas of its own",
         in_front(TASKS, END, "".join(f'<row r="6">{noisy(JUDGEMENT, 38_000)}</row>' for _ in range(27)), 72 * MEGABYTE)),
]
XML = [
    *laughs(TASKS, STRINGS, BOOK),
    Case("an entity from a file", with_entities(TASKS, '<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"), "dtd"),
    Case("an entity from the net", with_entities(TASKS, '<!ENTITY a SYSTEM "http://127.0.0.1:9/a">', "&a;"), "dtd"),
    Case("an entity of parameters", with_entities(TASKS, '<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;', ""), "dtd"),
    Case("two million elements in one another", in_front(TASKS, "<sheetData>", "<x>", 6 * MEGABYTE), "too_deep"),
    Case("two million values in one another",
         in_front(TASKS, END, "<v>", 6 * MEGABYTE, '<row r="7"><c r="A7">'), "too_many_elements"),
    Case("elements in one another, their ends in comments and attributes",
         in_front(TASKS, "<sheetData>", "<x a='/>'><!--</x>-->", 7 * MEGABYTE), "too_deep"),
    Case("elements in one another, soon closed", in_front(TASKS, "<sheetData>", "<x>" * 128 + "</x>" * 128, 6 * MEGABYTE)),
    Case("six hundred thousand attributes on one cell", cell("note", "<v>1</v>", more=numbered(' a%d=""', 600_000)),
         "endless_tag"),
    Case("eight million attributes on many cells",
         in_front(TASKS, END, "".join("<c" + numbered(f' a%d="{n}"', 900) + "/>" for n in range(20)), 70 * MEGABYTE,
                  "<row>", "</row>"), "too_many_elements"),
    Case("names without end", around(lambda: numbered("<x%d/>", 400_000)), "too_many_names"),
    Case("an endless comment", in_front(TASKS, "<sheetData>", "x", 7 * MEGABYTE, "<!--", "-->"), "endless_tag"),
    Case("a million references to a letter",
         cell("note", lambda: f"<v>{'&#x41;' * 1_000_000}</v>", "str"), finds=("F07 note",)),
    Case("a NUL", cell("name", "<v>a\0b</v>", "str"), "broken_xml"),
    Case("a reference to NUL", cell("name", "<v>a&#0;b</v>", "str"), "broken_xml"),
    Case("a control character", cell("name", "<v>a\x01b</v>", "str"), "broken_xml"),
    Case("half a character", put(TASKS, "<sheetData>", new=b"\xe4\xb8"), "broken_xml"),
    Case("a tag that is never closed", put(TASKS, "</row>", instead=True), "broken_xml"),
]
ZIP = [
    Case("names that lead out of the folder", both(*(part(name, SECRET) for name in (
        "../../evil.xml", "/etc/evil.xml", "..\\..\\worse.xml", "C:\\evil.xml", "xl/worksheets/../../../evil.xml")))),
    Case("a sheet whose part lies outside",
         put(RELATIONS, 'Target="worksheets/sheet4.xml"', instead=True, new='Target="../../../../etc/passwd"'), "missing_part"),
    Case("the tasks twice", part("again", replace(MODEST, name=TASKS)), "duplicate_part"),
    Case("the tasks twice, spelled otherwise", part("XL\\Worksheets\\Sheet4.xml", MODEST), "duplicate_part"),
    Case("what the book is, twice", part("again", replace(MODEST, name=sheet("_book"))), "duplicate_part"),
    Case("a part that says it is small",
         part(TASKS, lambda: replace(entry("", b"<worksheet>" + b" " * 60 * MEGABYTE), size=1000)), "broken_zip"),
    Case("a part that says it is a gigabyte", part(ODD, Entry("", b"", GIGABYTE, 0)), "part_too_large"),
    Case("a part that says it is a little larger", part(TASKS, replace(MODEST, size=MODEST.size + 9)), "broken_zip"),
    Case("a part with a wrong sum", part(TASKS, replace(MODEST, crc=1)), "broken_zip"),
    Case("a part that is nothing packed", part(TASKS, Entry("", b"\xff" * 99, 99, 0)), "broken_zip"),
    Case("a part packed in an unknown way", part(TASKS, replace(MODEST, method=97)), "broken_zip"),
    Case("one piece of the file for two parts", part(ODD, replace(MODEST, beside=TASKS)), "broken_zip"),
    Case("nine hundred parts of a megabyte", lambda parts: parts.update(
        dict.fromkeys((f"{ODD}{n}" for n in range(900)), entry("", b" " * MEGABYTE))), "too_large_inflated"),
]
FAR = "".join(f'<c r="{column_letters(number)}6" ' for number in range(1, 150))
"""What looks like cells right of all columns."""
CELLS = [
    *(Case(f"far cells in {kind}", both(text("note", "首件"), put(TASKS, '<c r="A6"', new=f"{begin}{FAR}{end}")),
           kept={"note": "首件"})
      for kind, begin, end in (("a comment", "<!-- ", "-->"), ("an instruction", "<?x ", "?>"))),
    *serials("-1", "1e9", "2958466"),
    *dates("2026-02-30"),
    Case("an ISO date that is none", cell("start", "<v>2026-02-30</v>", "d"), finds=("F03 start",)),
    *numbers("1" + "0" * 30_000, "=1+1", "-", "E1"),
    *texts({"of a command": "=cmd|'/c calc'!A0", "of a page": "<script>alert(1)</script><img src=x onerror=alert(1)>",
            "of a file": "file:///etc/passwd", "of a share": "\\\\127.0.0.1\\share\\x.xlsx"}),
    Case("a command where a name should be", text("owner", "=cmd|'/c calc'!A0"), finds=("F04 owner",)),
    Case("a NUL as Excel writes it", text("note", "首件_x0000_检验"), kept={"note": "首件\0检验"}),
    Case("a terminal's escape as Excel writes it", text("owner", "_x001B_]0evil_x0007_"), finds=("F04 owner",)),
    Case("half of a pair", text("note", "首件_xD83D_检验"), kept={"note": "首件\ufffd检验"}),
    Case("32,767 characters", text("note", "检" * 32_767), kept={"note": "检" * 32_767}),
    Case("32,768 characters", text("note", "检" * 32_768), finds=("F07 note",)),
    Case("32,767 characters where a name should be", text("owner", "检" * 32_767), finds=("F04 owner",)),
    Case("three thousand tasks to wait for", text("predecessors", "、".join(["T-QA-009"] * 3_600)), finds=("F04 predecessors",)),
    Case("a string that is not in the table", cell("name", "<v>99999</v>", "s"), finds=("F07 name",)),
    Case("a formula of a megabyte", cell("quantity", f"<f>{'1+' * 500_000}1</f><v>3</v>", "n"), kept={"quantity": 3}),
    Case("rich text in a thousand runs", cell("note", f"<is>{'<r><rPr><b/></rPr><t>首件检验</t></r>' * 1_000}</is>"),
         kept={"note": "首件检验" * 1_000}),
]
AREAS = [
    Case("two million validations without an area", around(lambda: "<dataValidation/>" * 1_900_000), "too_many_ranges"),
    Case("sixty thousand validations", around(lambda: "<dataValidations>" + numbered(
        '<dataValidation type="list" sqref="A%d"><formula1>"a,b"</formula1></dataValidation>', 60_000, 7)
        + "</dataValidations>")),
    Case("a million merged cells", around(lambda: numbered('<mergeCell ref="A1:B%d"/>', 1_000_000, 7)), "too_many_ranges"),
    Case("two hundred thousand conditional formats", around(lambda: numbered(
        '<conditionalFormatting sqref="A%d"><cfRule type="expression"><formula>1</formula></cfRule></conditionalFormatting>',
        200_000, 7)), "too_many_ranges"),
    Case("a million areas of one format", around(lambda: f'<conditionalFormatting sqref="{"A1 " * 300_000}"/>' * 4),
         "too_many_ranges"),
    Case("formats of a whole sheet and of nothing", around('<conditionalFormatting sqref="A:XFD 1:1048576 #REF! A0"/>')),
    Case("all is one cell", around('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), finds=("F07 task",)),
    Case("a merge of nothing", around('<mergeCells><mergeCell ref="#REF!"/></mergeCells>'), "bad_reference"),
    Case("half a million links", around(lambda: numbered('<hyperlink ref="A%d" r:id="x"/>', 500_000, 7))),
    Case("names that mean one another", both(
        put(BOOK, "<calcPr", new='<definedNames><definedName name="a">b+a</definedName><definedName name="b">a</definedName>'
                                 "</definedNames>"), cell("quantity", "<f>a</f><v>3</v>", "n")), kept={"quantity": 3}),
    Case("fifty thousand broken names", put(BOOK, "<calcPr", new=lambda: "<definedNames>" + numbered(
        '<definedName name="n%d">#REF!</definedName>', 50_000) + "</definedNames>")),
]
ENCODINGS = [
    Case("the tasks in UTF-16", recoded(TASKS, "UTF-16")),
    *encoded("GBK", "UTF-7"),
    Case("UTF-8 that says it is UTF-16", recoded(TASKS, "UTF-8", "UTF-16"), "broken_xml"),
    Case("strings in GBK that say they are UTF-8", recoded(STRINGS, "GBK", "UTF-8"), "broken_xml"),
]
LINKS = [
    Case("a link to a file", both(linked("hyperlink", "file:///etc/passwd"),
                                  around('<hyperlinks><hyperlink ref="A6" r:id="rId99"/></hyperlinks>'))),
    Case("a link to a share", both(linked("hyperlink", "\\\\127.0.0.1\\share"), linked("image", "http://127.0.0.1:9/p.png"))),
    Case("another workbook on the net", both(
        part("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
        part("xl/externalLinks/_rels/externalLink1.xml.rels",
             f'<Relationships>{outward("externalLinkPath", "http://127.0.0.1:9/x.xlsx")}</Relationships>')),
        finds=("F07 ",)),
    Case("tasks on the net", put(RELATIONS, 'Target="worksheets/sheet4.xml"', instead=True,
                                 new='Target="http://127.0.0.1:9/x.xml" TargetMode="External"'), "missing_part"),
    Case("macros", part("xl/vbaProject.bin", b"code"), "macros"),
]
CASES = [*SIZES, *XML, *ZIP, *CELLS, *AREAS, *ENCODINGS, *LINKS]
MORE = [
    Case("a gigabyte of blanks between two tags", in_front(TASKS, "<sheetData>", " ", GIGABYTE), "part_too_large"),
    Case("sixty megabytes of attributes of one row",
         in_front(TASKS, END, f'<c x="{NOISE}"><v/></c>', 60 * MEGABYTE, "<row>", "</row>"), "too_much_text"),
    Case("sixty megabytes of formulas in one row",
         in_front(TASKS, END, f'<c r="A6"><f>{NOISE}</f></c>', 60 * MEGABYTE, "<row>", "</row>"), "too_much_text"),
    Case("a long formula that is written a thousand times",
         in_front(TASKS, END, f'<row r="6"><c r="P6"><f>{NOISE}</f></c></row>', 60 * MEGABYTE)),
    Case("a form of texts that should be numbers",
         in_front(sheet("cover"), END, f"<row>{noisy(LETTERS, 1 << 17)}</row>", 40 * MEGABYTE), "too_many_rows"),
    Case("formulas that are all shared", rows(lambda: "".join(
        f"<row><c><f si='{number}'>A</f></c></row>" for number in range(300_000))), "too_many_elements"),
    Case("five sheets, each of a million formats",
         both(*(in_front(sheet(key), END, noisy('<row><c s="%d"/></row>'), 12 * MEGABYTE) for key in FIVE)),
         "too_many_elements"),
    Case("a million hidden rows", rows(lambda: numbered('<row r="%d" hidden="1"/>', 1_048_000, 7))),
    Case("one cell half a million times in as many rows",
         in_front(TASKS, END, noisy('<row r="6"><c r="Q6"><v>%d</v></c></row>'), 15 * MEGABYTE)),
    Case("two million values in one cell",
         in_front(TASKS, END, "<v/>", 7 * MEGABYTE, '<row r="7"><c r="A7">', "</c></row>"), "too_many_elements"),
    Case("a million runs in one shared string",
         in_front(STRINGS, "</sst>", noisy("<r><t>%d</t></r>"), 14 * MEGABYTE, "<si>", "</si>"), "too_many_elements"),
    Case("ten megabytes of formats", in_front(STYLES, "</cellXfs>", noisy('<xf numFmtId="%d"/>'), 10 * MEGABYTE),
         "part_too_large"),
    Case("codes of formats without end", put(STYLES, "<fonts", new=lambda: "<numFmts>" + numbered(
        f'<numFmt numFmtId="%d" formatCode="{"[" * 200}"/>', 15_000, 200) + "</numFmts>")),
    Case("a million cells in one another", in_front(TASKS, END, "<row><c>", 6 * MEGABYTE), "too_deep"),
    Case("a million texts in one another", in_front(STRINGS, "</sst>", "<si><t>", 6 * MEGABYTE), "too_deep"),
    Case("an endless instruction", in_front(TASKS, "<sheetData>", "x", 7 * MEGABYTE, "<?x ", "?>"), "endless_tag"),
    Case("a part that says it is four gigabytes", part(ODD, Entry("", b"", 0xFFFFFFFF, 0)), "part_too_large"),
    Case("an ISO date without end", cell("start", f"<v>{'2026-01-01T' * 9_000}</v>", "d"), finds=("F07 start",)),
    Case("a text turned round", text("owner", "\u202eslx.nalp"), finds=("F04 owner",)),
    Case("an error cell", cell("budget", "<v>#DIV/0!</v>", "e"), finds=("F07 budget",)),
    Case("a type nobody knows", cell("quantity", "<v>3</v>", "x"), kept={"quantity": 3}),
    Case("a shared formula without its first", cell("quantity", '<f t="shared" si="0"/><v>3</v>', "n"), kept={"quantity": 3}),
    Case("UTF-16 that says it is UTF-8", recoded(TASKS, "UTF-16", "UTF-8"), "broken_xml"),
    Case("strings on the net", put(RELATIONS, 'Target="sharedStrings.xml"', instead=True,
                                   new='Target="http://127.0.0.1:9/x.xml" TargetMode="External"'), "no_book"),
    *laughs(STYLES, RELATIONS, CONTENT_TYPES),
    *serials("0", "60", "0.5", "1e308", "-1e308", "9" * 30, "NaN", "inf", "1e999"),
    *dates("2026-13-01", "0000-00-00", "99999-01-01", "二〇二六年三月", "9" * 5_000, " " * 5_000 + "x"),
    *numbers("1,2,3", "+", ".", "1e999", "0x10", "1_000", "NaN", "१२x", "9" * 400, "1," * 9_000),
    *texts({"of a formula": "=1+1", "of a link": '=HYPERLINK("http://127.0.0.1:9/?q="&A1)', "of marks": "[bold]x[/] :smile:",
            "of a template": "{{7*7}} {row} %s %n ${HOME}", "of an error": "#REF!", "of a drop": "'); DROP TABLE tasks;--",
            "of a path": "../../../../etc/passwd", "of a pipe": "@SUM(1+1)*cmd|' /C calc'!A0", "of an entity": "&lt;&amp;&#0;"}),
    *encoded("UTF-16-LE", "UTF-32", "Big5", "UTF-8-sig"),
]
"""More of the same kinds, for the proofs."""


@dataclass(frozen=True)
class Run:
    """What the command said and what it took: seconds on the wall and of CPU, kilobytes at the most."""

    code: int
    wall: float
    cpu: float
    peak: int
    out: str
    err: str


def validate(path: Path, room: Path) -> Run:
    """Run the command as a person would; `room` is where it could write without being told to."""
    out, err = path.with_suffix(".out"), path.with_suffix(".err")
    command = Path(sys.executable).with_name("tongchou"), "validate", path, "--format", "json"
    told = subprocess.run([sys.executable, "-I", "-S", "-c", MEASURED, out, err, *command], check=True, capture_output=True,
                          cwd=room, env={**os.environ, "HOME": str(room), "TMPDIR": str(room), "LC_ALL": "C.UTF-8"})
    run = Run(*json.loads(told.stdout), out.read_text("utf-8"), err.read_text("utf-8"))
    out.unlink()
    err.unlink()
    return run


def contents(directory: Path) -> dict[str, bytes]:
    return {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}


def finding(said: dict[str, str]) -> str:
    return f"{said['code']} {said['column']}"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The plan before anything is done to it; of three runs the second, for Python compiles its modules in the first."""
    folder, room = tmp_path_factory.mktemp("period"), tmp_path_factory.mktemp("room")
    path = Case("", both()).write(folder)
    return sorted((validate(path, room) for _ in range(3)), key=lambda run: run.cpu)[1]


@pytest.fixture(scope="module")
def usual(plain: Run) -> list[str]:
    """What is found in the plan before anything is done to it: at best nothing, at any rate no error."""
    said = json.loads(plain.out)
    assert said["counts"]["error"] == 0
    return [finding(each) for each in said["findings"]]


@pytest.mark.parametrize("case", [
    *(pytest.param(case, id=case.title) for case in CASES),
    *(pytest.param(case, id=case.title, marks=pytest.mark.proof) for case in MORE),
])
def test_a_hostile_file_is_one_clear_finding_or_is_read_as_it_stands(
    case: Case, tmp_path: Path, plain: Run, usual: list[str],
) -> None:
    """Within a few seconds and 300 MB, with nothing written, no traceback and nothing of this machine told."""
    folder, room = tmp_path / "period", tmp_path / "room"
    folder.mkdir()
    room.mkdir()
    path = case.write(folder)
    before = contents(folder)
    run = validate(path, room)
    print(f"{case.title}: {run.wall:.2f} s, {run.cpu:.2f} s of CPU, {run.peak / 1024:.0f} MB")  # noqa: T201 - seen with -rP
    said = json.loads(run.out)
    found = [each for each in said["findings"] if finding(each) not in usual]
    if case.reason:
        assert [each["facts"].get("reason", "macros") for each in found] == [case.reason]
        assert [each["cells"][0] for each in found] == [{"file": NAME, "sheet": "", "cell": ""}]
    else:
        assert [finding(each) for each in found] == list(case.finds)
        first_task = read_first_task(path)
        assert {key: first_task[key] for key in case.kept} == case.kept
    assert [each["status"] for each in said["files"] if each["path"] == NAME] == ["refused" if case.reason else "read"]
    assert run.code == (1 if said["counts"]["error"] else 0)
    assert run.err == ""
    assert "root:" not in run.out
    assert contents(folder) == before
    assert contents(room) == {}
    assert run.cpu < plain.cpu * TIMES
    assert run.peak < KILOBYTES


def read_first_task(path: Path) -> dict[str, object]:
    """Values of the first task as understood, those not understood as typed."""
    filled = read(path, NAME)
    assert isinstance(filled, Filled)
    raw = {key: values[0] for key, values in filled.tables["tasks"].columns.items() if values}
    return {key: value.typed if isinstance(value, Unread) else value for key, value in raw.items()}


def test_hostile_files_in_a_folder_are_one_finding_each_and_the_others_are_read(tmp_path: Path) -> None:
    folder, room = tmp_path / "period", tmp_path / "room"
    folder.mkdir()
    room.mkdir()
    hostile = {f"{number}.xlsx": case for number, case in enumerate(case for case in CASES if case.reason in (
        "dtd", "too_many_rows", "duplicate_part", "too_deep", "endless_tag", "macros"))}
    for name, case in hostile.items():
        case.write(folder).rename(folder / name)
    Case("", both()).write(folder)
    said = json.loads(validate(folder, room).out)
    about = [each["cells"][0]["file"] for each in said["findings"] if each["code"] in ("F01", "F07")]
    assert sorted(about) == sorted(hostile)
    assert {each["path"] for each in said["files"] if each["status"] == "read"} == {NAME, "organisation_2026.xlsx"}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_reason_to_refuse_tells_what_to_do(locale: str) -> None:
    """Only what is damaged may share the general sentence; a file too large, or meant badly, has one of its own."""
    damaged = set(get_args(Reason)) - REASONS.keys()
    assert damaged == {"truncated", "broken_zip", "broken_xml", "bad_reference", "missing_part"}
    words = sentences("checks", locale)
    for variant in set(REASONS.values()):
        assert words[f"F01.{variant}.message"] != words["F01.message"]
        assert len(words[f"F01.{variant}.fix"]) > 8
