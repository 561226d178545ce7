"""A book made from an adapted template: a copy of its parts, byte for byte but for what differs from book to book.

Copied at the level of the package, not opened and saved: no library writes back all that Excel, WPS or LibreOffice put
into a workbook (drop-downs over other sheets, text boxes, pictures in a page's head, values of formulas).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZipFile

from templates.adapted.lists import Ranges, contents, refilled
from templates.adapted.words import placed, said
from templates.identity import LIST_SHEET
from templates.making import Making
from templates.selfcheck.checks import AS_OF
from templates.selfcheck.constants import cut_off
from templates.whole import whole
from templates.xlsx.amended import CHAIN, like, without_chain
from templates.xlsx.splicing import as_utf8, spliced

if TYPE_CHECKING:
    from pathlib import Path

    from templates.adapted.template import Template
    from templates.identity import Identity
    from templates.lists import Lists
    from templates.xlsx.splicing import Cells

_CALCULATION = re.compile(rb"<((?:\w+:)?calcPr)\b([^>]*?)(/?)>")
_ON_LOAD = re.compile(rb"""\s+fullCalcOnLoad=["'][^"']*["']""")
_TITLE = re.compile(rb"(<dc:title(?:\s[^<>]*)?>)([^<]*)(?=</dc:title>)")
_AS_TEMPLATE, _AS_WORKBOOK = b"spreadsheetml.template.main+xml", b"spreadsheetml.sheet.main+xml"


def write(template: Template, path: Path, identity: Identity, lists: Lists) -> None:
    """Write the book of one department, whole or not at all; its language is the template's."""
    making = Making(template.book, replace(identity, locale=template.identity.locale), lists, {}, 0)
    cells = _cells(template, making)
    ranges = Ranges(template.hidden, template.directory, making)
    with whole(path) as partial, ZipFile(partial, "w") as archive:
        for info, part in template.entries:
            name = info.filename
            if name != CHAIN:
                archive.writestr(like(info), _part(template, making, ranges, name, part, *cells.get(name, ({}, 0))))


def _cells(template: Template, making: Making) -> dict[str, tuple[Cells, int]]:
    """What changes cell by cell: part → cells, and the row below which their neighbours are an example for new ones."""
    by_sheet = {sheet: (cells, 1) for sheet, cells in said(template.head, making).items()}
    free = max(template.said.values(), default=0) + 1
    about: Cells = {}
    for key, value in making.identity.said(template.names).items():
        row = template.said.get(key)
        if row is None:
            row, free = free, free + 1
            about[row, 1] = key
        about[row, 2] = value
    by_sheet[template.about] = about, 0
    values = contents(making)
    columns = {f"{LIST_SHEET}.{name}": column for name, column in template.hidden.items()} | {**template.directory}
    for name, column in columns.items():
        kept, _ = by_sheet.get(column.sheet, ({}, 0))
        by_sheet[column.sheet] = kept | refilled(column, values[name]), column.first - 1
    if making.checks.asks_for_cut_off and making.health in template.parts:
        by_sheet[making.health] = by_sheet.get(making.health, ({}, 1))[0] | {AS_OF: cut_off(making)}, 1
    return {template.parts[sheet]: change for sheet, change in by_sheet.items()}


def _part(
    template: Template, making: Making, ranges: Ranges, name: str, part: bytes, cells: Cells, below: int,
) -> bytes:
    part = without_chain(name, part)
    if name == "[Content_Types].xml":
        return part.replace(_AS_TEMPLATE, _AS_WORKBOOK)
    if name == "docProps/core.xml":
        return _titled(template, making, part)
    if not name.endswith(".xml") or not name.startswith("xl/"):
        return part
    part = ranges.moved(placed(as_utf8(part), making))
    if cells:
        part = spliced(part, cells, below=below, epoch_1904=template.epoch_1904)
    return _CALCULATION.sub(_recalculated, part) if name == "xl/workbook.xml" else part


def _titled(template: Template, making: Making, part: bytes) -> bytes:
    """The title among the file's properties, where it is still the one that we gave it."""
    old, new = (identity.file_name().removesuffix(".xlsx") for identity in (template.identity, making.identity))
    return _TITLE.sub(lambda match: match[1] + (escape(new).encode() if match[2] == old.encode() else match[2]), part)


def _recalculated(match: re.Match[bytes]) -> bytes:
    """Formulas of the office's own may show what has changed: every program is to work them out on opening."""
    return b"<" + match[1] + _ON_LOAD.sub(b"", match[2]).rstrip() + b' fullCalcOnLoad="1"' + match[3] + b">"
