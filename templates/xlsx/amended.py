"""A copy of a workbook with new values in some of its cells; every other byte of every part stays as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zipfile import ZipFile, ZipInfo

from templates.whole import whole
from templates.xlsx.splicing import spliced
from templates.xlsx.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from templates.xlsx.splicing import Cells
    from templates.xlsx.worksheet import Worksheet

CHAIN = "xl/calcChain.xml"
"""The order in which formulas were last worked out: a note of Excel to itself, wrong once a formula is gone."""
_CHAIN_NAMED = re.compile(rb"<(?:Override|Relationship)\b[^>]*calcChain\.xml[^>]*/>")
_NAMES_PARTS = ("[Content_Types].xml", "workbook.xml.rels")


@dataclass(frozen=True)
class Amendment:
    """New values for some cells of one sheet; below row `below` the cells are an example for those that are not there yet."""

    cells: Cells
    below: int = 0


def amend(source: Path, target: Path, amendments: Mapping[str, Amendment]) -> None:
    """Write a copy of `source` with new values in cells of its sheets, by their visible names; read back before it is there.

    A date goes into a cell that held text as text (2026-03-16), lest people see a bare number in a cell without a date
    format. Where a formula gives way, the calculation chain is left out. Raises Refused for a source that cannot be read,
    OSError where the target cannot be written, RuntimeError where the copy does not say what it should.
    """
    with Workbook(source) as workbook:
        before = {name: workbook.sheet(name) for name in workbook.sheets}
        parts = {name: workbook.part(name) for name in workbook.sheets}
        entries = [(info, b"".join(workbook.package.chunks(part, workbook.package.limits.part)))
                   for part, info in workbook.package.parts.items()]
        epoch_1904 = workbook.epoch_1904
    unchained = any(at in before[name].formulas for name, each in amendments.items() for at in each.cells)
    wanted = {name: {at: _typed(value, before[name].grid.get(at)) for at, value in each.cells.items()}
              for name, each in amendments.items()}
    with whole(target) as partial:
        for _ in range(2):
            new = {parts[name]: (cells, amendments[name].below) for name, cells in wanted.items()}
            with ZipFile(partial, "w") as archive:
                for info, part in entries:
                    if not (unchained and info.filename == CHAIN):
                        archive.writestr(like(info), _part(info.filename, part, new, unchained=unchained, epoch_1904=epoch_1904))
            bare = _compared(partial, before, wanted)
            if not bare:
                return
            for name, at in bare:                        # a cell without a date format would show a number
                wanted[name][at] = str(wanted[name][at])


def shared_from(sheet: Worksheet) -> set[tuple[int, int]]:
    """Cells whose formula other cells share: it stands there for all of them, so it cannot give way alone."""
    return {(each.row, each.column) for at, each in sheet.formulas.items() if at != (each.row, each.column)}


def without_chain(name: str, part: bytes) -> bytes:
    """A part without the mention of the calculation chain, which is left out of the copy."""
    return _CHAIN_NAMED.sub(b"", part) if name.endswith(_NAMES_PARTS) else part


def _typed(value: object, old: object) -> object:
    return value.isoformat() if isinstance(value, date) and isinstance(old, str) else value


def like(info: ZipInfo) -> ZipInfo:
    """The entry of a copied part: its name, time and way of packing."""
    fresh = ZipInfo(info.filename, info.date_time)
    fresh.compress_type, fresh.create_system, fresh.external_attr = info.compress_type, info.create_system, info.external_attr
    return fresh


def _part(
    name: str, part: bytes, new: Mapping[str, tuple[Cells, int]], *, unchained: bool, epoch_1904: bool,
) -> bytes:
    if name in new:
        cells, below = new[name]
        return spliced(part, cells, below=below, epoch_1904=epoch_1904)
    return without_chain(name, part) if unchained else part


def _compared(copy: Path, before: Mapping[str, Worksheet], wanted: Mapping[str, Cells]) -> list[tuple[str, tuple[int, int]]]:
    """Dates that came back as bare numbers from cells that were blank; anything else that differs is our own mistake."""
    bare = []
    with Workbook(copy) as workbook:
        for name, old in before.items():
            new, cells = workbook.sheet(name), wanted.get(name, {})
            if ({at: value for at, value in new.grid.items() if at not in cells}
                    != {at: value for at, value in old.grid.items() if at not in cells}):
                raise RuntimeError(f"{copy}: more changed on {name} than was asked for")
            if {at: each for at, each in old.formulas.items() if at not in cells} != new.formulas:
                raise RuntimeError(f"{copy}: a formula on {name} changed")
            for at, value in cells.items():
                came = new.grid.get(at)
                came = came.date() if isinstance(came, datetime) and isinstance(value, date) else came
                if came == value or (came is None and value == ""):
                    continue
                number = isinstance(value, date) and isinstance(came, int)
                if not number:
                    raise RuntimeError(f"{copy}: {name} {at} holds {came!r}, not {value!r}")
                if old.grid.get(at) is None:
                    bare.append((name, at))
    return bare
