"""The facade: a workbook lists its sheets in their order and reads one at a time."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from templates.xlsx.cells import read_worksheet
from templates.xlsx.formats import date_styles
from templates.xlsx.limits import Limits
from templates.xlsx.package import Package
from templates.xlsx.parsing import parse_small
from templates.xlsx.refused import Refused
from templates.xlsx.relations import Relation, content_types, relations
from templates.xlsx.strings import shared_strings
from templates.xlsx.surroundings import TRUE
from templates.xlsx.values import Tables
from templates.xlsx.worksheet import Worksheet

if TYPE_CHECKING:
    from typing import Self

    from templates.xlsx.parsing import Attributes
    from templates.xlsx.rows import FindKeys

_LONGEST_NAME = 255
"""Characters; Excel takes 31, other programs more."""
_STATES = ("visible", "hidden", "veryHidden")


class Workbook:
    """A workbook whose package and index were found sound. Use it as a context manager.

    Opening and reading raise Refused, and nothing else, for whatever the file may hold.
    """

    def __init__(self, path: Path | str, limits: Limits | None = None) -> None:
        self.package = Package(Path(path), limits or Limits())
        self.sheets: dict[str, str] = {}
        """Worksheets in their order: name → visible, hidden or veryHidden."""
        self.epoch_1904 = False
        self._parts: dict[str, str] = {}
        self._relations: dict[str, Relation] = {}
        self._root = ""
        try:
            self._index()
            self.macros = self._has_macros()
            self.external_links = self._has("externallink", "xl/externallinks/")
        except BaseException:
            self.package.close()
            raise

    def _index(self) -> None:
        package = self.package
        if "mimetype" in package and "content.xml" in package:
            raise Refused("opendocument")
        main = next((target for kind, target in relations(package, "").values() if kind == "officeDocument"),
                    "xl/workbook.xml")
        if main.endswith(".bin"):
            raise Refused("xlsb")
        if main not in package:
            raise Refused("no_workbook")
        self._relations = relations(package, main)
        parse_small(package, main, self._element)
        if self._root != "workbook":
            raise Refused("no_workbook", main)

    def _element(self, name: str, attributes: Attributes) -> None:
        self._root = self._root or name
        if name == "workbookPr":
            self.epoch_1904 = attributes.get("date1904") in TRUE
        elif name == "sheet":
            key = next((value for each, value in attributes.items() if each.endswith(":id")), "")
            relation = self._relations.get(key)
            if relation is None:                     # better refused than a sheet short
                raise Refused("missing_part", f"of sheet {attributes.get('name', '')[:40]}")
            if relation.kind == "worksheet":
                self._add(attributes.get("name", ""), attributes.get("state", ""), relation.target)

    def _add(self, name: str, state: str, target: str) -> None:
        if len(name) > _LONGEST_NAME:
            raise Refused("bad_reference", f"sheet {name[:40]}…")
        if any(name.lower() == each.lower() for each in self.sheets) or target in self._parts.values():
            raise Refused("duplicate_sheet", name)
        if len(self.sheets) >= self.package.limits.sheets:
            raise Refused("too_many_sheets", self.package.limits.sheets)
        self.sheets[name] = state if state in _STATES else "visible"
        self._parts[name] = target

    def _has(self, kind: str, folder: str) -> bool:
        return (any(relation.kind.lower() == kind for relation in self._relations.values())
                or any(part.startswith(folder) for part in self.package.parts))

    def _has_macros(self) -> bool:
        """Code of Visual Basic, sheets of Excel 4 macros, or a workbook that says it may hold either."""
        return (any(part.endswith("vbaproject.bin") for part in self.package.parts)
                or any("macro" in each or "vbaproject" in each for each in content_types(self.package))
                or self._has("xlmacrosheet", "xl/macrosheets/") or self._has("xlintlmacrosheet", "xl/macrosheets/"))

    @cached_property
    def _tables(self) -> Tables:
        package = self.package
        one = {kind: target for kind, target in self._relations.values() if target in package}
        return Tables(
            shared_strings(package, one["sharedStrings"]) if "sharedStrings" in one else [],
            date_styles(package, one["styles"]) if "styles" in one else {},
            package, epoch_1904=self.epoch_1904,
        )

    def sheet(self, name: str, find_keys: FindKeys | None = None) -> Worksheet:
        """Read one sheet; without find_keys, or where it finds none, everything is in the grid.

        `find_keys(row, {column: value})` is asked for each row with values until it returns {column: key}.
        """
        sheet = Worksheet(name, self.sheets[name])
        self._read(sheet, find_keys or _no_keys)
        return sheet

    def part(self, name: str) -> str:
        """The part that holds a sheet, as the zip names it."""
        return self.package.parts[self._parts[name]].filename

    def head(self, name: str, rows: int) -> Worksheet:
        """Read a sheet into the grid down to a row at least; the first value below it ends the reading."""
        sheet = Worksheet(name, self.sheets[name])

        def enough(row: int, _: dict[int, object]) -> None:
            if row > rows:
                raise _EnoughError

        with suppress(_EnoughError):
            self._read(sheet, enough)
        return sheet

    def _read(self, sheet: Worksheet, find_keys: FindKeys) -> None:
        tables, part = self._tables, self._parts[sheet.name]
        try:
            read_worksheet(self.package, part, sheet, tables, find_keys)
        except Refused as refused:                       # people know a sheet by its name, not by its part
            said = refused.detail
            where = said.removeprefix(part) if said.startswith(part) else f"!{said}" if said else ""
            raise Refused(refused.reason, sheet.name + where) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.package.close()


class _EnoughError(Exception):
    """What was wanted of a sheet has been read."""


def _no_keys(_row: int, _values: dict[int, object]) -> None:
    """Find no key row."""
