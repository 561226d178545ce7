"""Books damaged at random: reading gives a book or says why not, soon, and never anything else."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from hostile import NAME, real
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.judge import judge
from checks.portfolio import assemble
from templates.filled import Filled, Unreadable, read
from templates.xlsx.refused import Refused
from templates.xlsx.workbook import Workbook

SECONDS = 2.0
"""CPU time for one file, on a machine whose cores are at work for others, too."""
TOKEN = re.compile(r"<[^>]*>|[^<]+")
VALUE = re.compile(r'"[^"]*"')
TAGS = [
    "<v>", "</v>", "<v/>", "<c>", "</c>", '<c r="B7">', "<row>", "</row>", '<row r="6">', "<is>", "</is>", "<t>", "</t>", "<r>",
    "<rPh>", "<f>", "</f>", '<f t="shared" si="0"/>', "<si>", "</si>", "<sheetData/>", '<mergeCell ref="A1:B2"/>',
    '<dataValidation sqref="A1"/>', "<xm:sqref>", "<x:v>", "<!-- -->", "<!--", "<![CDATA[x]]>", "<![CDATA[", "<?x?>", "<x/>",
    "<x>", '<sheet name="x" r:id="rId1"/>', '<Relationship Id="rId1" Type="/worksheet" Target="/"/>', "<numFmt/>", "<xf/>",
    "<!DOCTYPE x>", "",
]
VALUES = [
    "", "0", "-1", "1", "A1", "a1", "A0", "XFE1", "A1:B2", "A:B", "1:2", "$A$1", "#REF!", "1048577", "9" * 30, "1e999", "NaN",
    "-0", "2026-02-30", "08:30:00", "s", "str", "inlineStr", "d", "b", "e", "n", "x", "shared", "array", "hidden", "veryHidden",
    "rId1", "rId99", "External", "../../x", "/", "_x0000_", "_xD800_", "\u0661", "\ufdfa", "&#0;", "&amp;", "&x;", "\0", "\ud7ff",
    "x" * 40_000, " ", "\n", "yyyy", "[h]", "[", "true", "utf-16", "gbk",
]
Change = tuple[int, int, int, int]
"""What is done, where, and with what, each as a number that is taken modulo what there is."""
changes = st.lists(st.tuples(*[st.integers(0, 10**6)] * 4), min_size=1, max_size=6)
flips = st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 255)), max_size=20)
cuts = st.none() | st.tuples(st.integers(0, 10**7), st.integers(0, 5_000))


def ours(path: Path) -> None:
    path.write_bytes(real()["QA_plan"])


def by_openpyxl(path: Path) -> None:
    """Our book, saved by openpyxl."""
    ours(path)
    openpyxl.load_workbook(path).save(path)


def by_libreoffice(path: Path) -> None:
    """Our book, saved by LibreOffice."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    given_book = path.parent / "given" / NAME
    given_book.parent.mkdir()
    ours(given_book)
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(path.parent), str(given_book)],
                   check=True, capture_output=True, timeout=120)


WRITERS: dict[str, Callable[[Path], None]] = {"ours": ours, "openpyxl": by_openpyxl, "LibreOffice": by_libreoffice}
BOOKS = ["ours", pytest.param("openpyxl", marks=pytest.mark.proof), pytest.param("LibreOffice", marks=pytest.mark.office)]


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """Give a sound book by its writer, written once."""
    books: dict[str, bytes] = {}

    def book(writer: str) -> bytes:
        if writer not in books:
            path = tmp_path_factory.mktemp(writer) / NAME
            WRITERS[writer](path)
            assert isinstance(read(path, NAME), Filled)
            books[writer] = path.read_bytes()
        return books[writer]

    return book


def outcome(path: Path, damaged: bytes, *, judged: bool) -> type:
    """Read a damaged book, by its keys and all as a grid, and let the rules look at what could be read."""
    path.write_bytes(damaged)
    start = time.process_time()
    book = read(path, NAME)
    assert isinstance(book, Filled | Unreadable)
    as_a_grid(path)
    assert time.process_time() - start < SECONDS
    if judged:
        judge(assemble(path.parent, [book], only=path), raising=True)
    return type(book)


def as_a_grid(path: Path) -> None:
    with suppress(Refused), Workbook(path) as book:
        for name in book.sheets:
            sheet = book.sheet(name)
            assert isinstance(sheet.validations, list)
            assert isinstance(sheet.conditional, list)


def flipped(whole: bytes, bits: list[tuple[int, int]], cut: tuple[int, int] | None) -> bytes:
    damaged = bytearray(whole)
    for place, byte in bits:
        damaged[place % len(whole)] = byte
    if cut:
        place = cut[0] % len(whole)
        del damaged[place:place + cut[1]]
    return bytes(damaged)


def rewritten(whole: bytes, wanted: list[Change]) -> bytes:
    """The book with the XML of some parts changed, the zip being sound."""
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    names = [name for name in parts if name.endswith((".xml", ".rels")) and "theme" not in name]
    for what, where, place, other in wanted:
        name = names[where % len(names)]
        tokens = TOKEN.findall(parts[name].decode("utf-8", "surrogateescape"))
        if tokens:
            changed(tokens, what, place % len(tokens), other)
        parts[name] = "".join(tokens).encode("utf-8", "surrogateescape")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def changed(tokens: list[str], what: int, place: int, other: int) -> None:
    """Delete, double, exchange, put in a tag, change an attribute or a text."""
    tag, value = TAGS[other % len(TAGS)], VALUES[other % len(VALUES)]
    attributes = list(VALUE.finditer(tokens[place]))
    if attributes and what % 3:                         # most is hidden in attributes
        found = attributes[other % len(attributes)]
        tokens[place] = tokens[place][:found.start() + 1] + value + tokens[place][found.end() - 1:]
    elif what % 6 == 0:
        del tokens[place:place + 1 + other % 3]
    elif what % 6 == 1:
        tokens[place:place] = tokens[place:place + 1 + other % 40]
    elif what % 6 == 2:
        tokens[place], tokens[other % len(tokens)] = tokens[other % len(tokens)], tokens[place]
    elif what % 6 == 3:
        tokens.insert(place, tag)
    else:
        tokens[place] = tag if tokens[place].startswith("<") else value


def often(examples: int) -> settings:
    """Ever the same examples in the ordinary tests, other ones in each proof."""
    return settings(max_examples=examples, deadline=None, derandomize=examples != MANY, database=None,
                    suppress_health_check=list(HealthCheck))


MANY = 2_500
EXAMPLES = [pytest.param(80, id="some"), pytest.param(MANY, id="many", marks=pytest.mark.proof)]


@pytest.mark.parametrize("writer", BOOKS)
@pytest.mark.parametrize("examples", EXAMPLES)
def test_bytes_exchanged_or_lost_anywhere(
    written: Callable[[str], bytes], tmp_path: Path, writer: str, examples: int,
) -> None:
    whole, outcomes = written(writer), set()

    @often(examples)
    @given(flips, cuts)
    def check(bits: list[tuple[int, int]], cut: tuple[int, int] | None) -> None:
        outcomes.add(outcome(tmp_path / NAME, flipped(whole, bits, cut), judged=examples == MANY))

    check()
    assert outcomes == {Filled, Unreadable}, "damage too small or too large proves nothing"


@pytest.mark.parametrize("writer", BOOKS)
@pytest.mark.parametrize("examples", EXAMPLES)
def test_tags_attributes_and_texts_changed_in_a_sound_zip(
    written: Callable[[str], bytes], tmp_path: Path, writer: str, examples: int,
) -> None:
    whole, outcomes = written(writer), set()

    @often(examples)
    @given(changes)
    def check(wanted: list[Change]) -> None:
        outcomes.add(outcome(tmp_path / NAME, rewritten(whole, wanted), judged=examples == MANY))

    check()
    assert outcomes == {Filled, Unreadable}, "damage too small or too large proves nothing"
