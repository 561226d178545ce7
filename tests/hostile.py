"""Hostile and odd files: a real plan of our own writer, its `_book` intact, with something put in that nobody meant well."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

import rawzip
from handmade import KINDS
from rawzip import Entry, repeated
from test_terminal import folder

from templates.books import BOOKS
from templates.xlsx.address import column_letters

NAME = "QA_plan_2026_r1.xlsx"
Parts = dict[str, "bytes | Entry"]
Change = Callable[[Parts], None]
Made = str | bytes | Callable[[], str | bytes]
STRINGS, STYLES, BOOK = "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"
RELATIONS, CONTENT_TYPES = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
FIELDS = list(BOOKS["plan"].by_key["tasks"].by_key)
GIGABYTE, MEGABYTE = 1 << 30, 1 << 20


@dataclass(frozen=True)
class Case:
    """`reason` is why the file is to be refused; else it is read, `finds` are the codes and columns of its findings.

    `kept` are values of the first task that are to be read as they stand.
    """

    title: str
    change: Change
    reason: str = ""
    finds: tuple[str, ...] = ()
    kept: dict[str, object] = field(default_factory=dict)

    def write(self, directory: Path) -> Path:
        """Write the period folder: the organisation's book and the hostile plan."""
        whole, path = real(), directory / NAME
        (directory / "organisation_2026.xlsx").write_bytes(whole["organisation"])
        parts: Parts = dict(parts_of_plan())
        self.change(parts)
        rawzip.write(path, [replace(each, name=each.name or name) if isinstance(each, Entry) else rawzip.entry(name, each)
                            for name, each in parts.items()])
        return path


@cache
def real() -> dict[str, bytes]:
    """The bytes of an organisation's book and of a plan in which nothing is wrong."""
    with tempfile.TemporaryDirectory() as directory:
        folder(Path(directory))
        return {path.name.partition("_2026")[0]: path.read_bytes() for path in Path(directory).iterdir()}


@cache
def parts_of_plan() -> dict[str, bytes]:
    """The parts of the plan by name."""
    with tempfile.TemporaryFile() as file:
        file.write(real()["QA_plan"])
        with zipfile.ZipFile(file) as package:
            return {name: package.read(name) for name in package.namelist()}


def sheet(key: str) -> str:
    """The part of one of the plan's sheets, or of `_book` or `_lists`."""
    label = BOOKS["plan"].by_key[key].label.hans if key in BOOKS["plan"].by_key else key
    names = re.findall(r'<sheet name="([^"]+)"', parts_of_plan()[BOOK].decode())
    return f"xl/worksheets/sheet{names.index(label) + 1}.xml"


TASKS = sheet("tasks")


def put(name: str, mark: str, *, new: Made = "", instead: bool = False) -> Change:
    """Put something in front of a mark that stands in a part, or instead of it."""
    def change(parts: Parts) -> None:
        head, found, tail = cut(parts, name, mark)
        parts[name] = head + made(new) + (b"" if instead else found) + tail

    return change


def in_front(name: str, mark: str, unit: str, size: int, before: str = "", after: str = "") -> Change:
    """So many bytes of one text, with something before and after it, in front of a mark."""
    def change(parts: Parts) -> None:
        head, found, tail = cut(parts, name, mark)
        parts[name] = repeated("", head + before.encode(), unit.encode(), size, after.encode() + found + tail)

    return change


def cut(parts: Parts, name: str, mark: str) -> tuple[bytes, bytes, bytes]:
    """A part before a mark, the mark, and the part behind it."""
    content = parts[name]
    assert isinstance(content, bytes)
    head, found, tail = content.partition(mark.encode())
    assert found, f"{name} holds no {mark!r}"
    return head, found, tail


def made(new: Made) -> bytes:
    """What is to be put in, which may be made only now because it is large."""
    text = new() if callable(new) else new
    return text if isinstance(text, bytes) else text.encode()


def rows(new: Made, key: str = "tasks") -> Change:
    """More rows below those of a sheet."""
    return put(sheet(key), "</sheetData>", new=new)


def around(new: Made) -> Change:
    """Something behind the rows of the tasks."""
    return put(TASKS, "<conditionalFormatting", new=new)


def cell(key: str, inside: Made, kind: str = "inlineStr", more: Made = "") -> Change:
    """One cell of the first task, its style kept."""
    address = f"{column_letters(FIELDS.index(key) + 1)}6".encode()

    def change(parts: Parts) -> None:
        xml = parts[TASKS]
        assert isinstance(xml, bytes)
        row = re.search(rb'<row r="6".*?(?=</row>)', xml)
        assert row
        old = re.compile(rb'<c r="%s"( s="\d+")?[^>]*?(/>|>.*?</c>)' % address).search(xml, *row.span())
        style = old[1] or b"" if old else b""
        new = b'<c r="%s"%s t="%s"%s>%s</c>' % (address, style, kind.encode(), made(more), made(inside))
        beyond = re.compile(rb'<c r="(?:%s)6"' % b"|".join(column_letters(number + 1).encode() for number in range(
            FIELDS.index(key) + 1, 300)))
        after = beyond.search(xml, *row.span())           # programs write cells in order
        at = after.start() if after else row.end()
        first, last = old.span() if old else (at, at)
        parts[TASKS] = xml[:first] + new + xml[last:]

    return change


def text(key: str, typed: str) -> Change:
    """Text in one cell of the first task."""
    return cell(key, f'<is><t xml:space="preserve">{escape(typed)}</t></is>')


def part(name: str, content: str | bytes | Entry | Callable[[], Entry]) -> Change:
    """A part of its own, or instead of the one there."""
    def change(parts: Parts) -> None:
        new = content() if callable(content) else content
        parts[name] = new.encode() if isinstance(new, str) else new

    return change


def both(*changes: Change) -> Change:
    """One change after the other."""
    def change(parts: Parts) -> None:
        for each in changes:
            each(parts)

    return change


def recoded(name: str, encoding: str, said: str = "") -> Change:
    """A part in another encoding, which it declares by its own or another name."""
    def change(parts: Parts) -> None:
        content = parts[name]
        assert isinstance(content, bytes)
        parts[name] = content.decode().replace("UTF-8", said or encoding, 1).encode(encoding, "replace")

    return change


def with_entities(name: str, declared: str, used: str) -> Change:
    """A document type with entities, and one of them used right inside of the root."""
    def change(parts: Parts) -> None:
        content = parts[name]
        assert isinstance(content, bytes)
        root = re.search(rb"<(?![?!])[^>]+>", content)
        assert root
        kind = f"<!DOCTYPE x [{declared}]>".encode()
        parts[name] = content[:root.start()] + kind + root[0] + used.encode() + content[root.end():]

    return change


def shared(text: str) -> Change:
    """One more shared string, whose number is `last`."""
    return put(STRINGS, "</sst>", new=f"<si><t>{escape(text)}</t></si>")


def last() -> int:
    """The number of a shared string that was added."""
    strings = parts_of_plan()[STRINGS]
    return strings.count(b"<si>")


def numbered(pattern: str, times: int, first: int = 0) -> str:
    """A text over and over, each with its number."""
    return "".join(pattern % number for number in range(first, first + times))


def noisy(pattern: str, size: int = 1 << 16) -> str:
    """A text over and over, each time with another number, so that it packs no better than what people write."""
    dice = Random(1)
    return "".join(pattern % dice.randrange(10**5, 10**6) for _ in range(size // len(pattern % 100_000)))


def outward(kind: str, target: str) -> str:
    """A relationship that leads out of the package."""
    return f'<Relationship Id="rId99" Type="{KINDS}/{kind}" Target="{target}" TargetMode="External"/>'


def linked(kind: str, target: str) -> Change:
    """The tasks with such a relationship."""
    return put(TASKS.replace("worksheets/", "worksheets/_rels/") + ".rels", "</Relationships>", new=outward(kind, target))


def sheets_more(count: int, target: str = "", xml: str = "<worksheet/>") -> Change:
    """More sheets in the index, each with a part of its own, or all with the same."""
    def change(parts: Parts) -> None:
        numbers = range(count)
        put(BOOK, "</sheets>", new="".join(f'<sheet name="s{n}" sheetId="{n + 100}" r:id="x{n}"/>' for n in numbers))(parts)
        put(RELATIONS, "</Relationships>", new="".join(
            f'<Relationship Id="x{n}" Type="{KINDS}/worksheet" Target="{target or f"worksheets/more{n}.xml"}"/>'
            for n in numbers))(parts)
        if not target:
            made = rawzip.entry("", xml.encode())
            parts.update({f"xl/worksheets/more{n}.xml": made for n in numbers})

    return change


def renamed(*keys: str) -> Change:
    """Sheets that are no longer called what `_book` says."""
    labels = [BOOKS["plan"].by_key[key].label.hans for key in keys]
    return both(*(put(BOOK, f'name="{label}"', instead=True, new=f'name="我的{label}"') for label in labels))
