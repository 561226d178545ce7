"""The facade: a workbook lists its sheets in their order and reads one at a time."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

from templates.xlsx.formats import date_styles
from templates.xlsx.limits import Limits
from templates.xlsx.package import Package
from templates.xlsx.parsing import parse_small
from templates.xlsx.refused import Refused
from templates.xlsx.values import Tables, shared_strings
from templates.xlsx.worksheet import FindKeys, Worksheet, read_worksheet

if TYPE_CHECKING:
    from pathlib import Path

_TRUE = ("1", "true", "on")


class Workbook:
    """A workbook whose package and index were found sound; raises Refused otherwise. Use as a context manager."""

    def __init__(self, path: Path, limits: Limits | None = None) -> None:
        self.package = Package(path, limits or Limits())
        self.sheets: dict[str, str] = {}
        """Worksheets in their order: name → visible, hidden or veryHidden."""
        self.macros = False
        self.epoch_1904 = False
        self._parts: dict[str, str] = {}
        try:
            self._index()
        except BaseException:
            self.package.close()
            raise

    def _index(self) -> None:
        package = self.package
        if "mimetype" in package and "content.xml" in package:
            raise Refused("opendocument")
        main = next((target for kind, target in package.relations("").values() if kind == "officeDocument"),
                    "xl/workbook.xml")
        if main.endswith(".bin"):
            raise Refused("xlsb")
        if main not in package:
            raise Refused("no_workbook")
        self._relations = package.relations(main)
        self._one = {kind: target for kind, target in reversed(self._relations.values())}
        self._is_workbook = False
        parse_small(package, main, self._element)
        if not self._is_workbook:
            raise Refused("no_workbook", main)
        if len(set(self._parts.values())) < len(self._parts):
            raise Refused("duplicate_part", "two sheets share a part")
        self.macros = self.macros or any(part.endswith("vbaproject.bin") for part in package.parts)
        self.external_links = any(part.startswith("xl/externallinks/") for part in package.parts)

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbook":
            self._is_workbook = True
        elif name == "workbookPr":
            self.epoch_1904 = attributes.get("date1904") in _TRUE
        elif name == "sheet":
            key = next((value for each, value in attributes.items() if each.endswith(":id")), "")
            kind, target = self._relations.get(key, ("", ""))
            if "macrosheet" in kind.lower():
                self.macros = True
            if kind == "worksheet":
                self._add(attributes.get("name", ""), attributes.get("state", "visible"), target)

    def _add(self, name: str, state: str, target: str) -> None:
        if name.lower() in (each.lower() for each in self.sheets):
            raise Refused("duplicate_part", f"two sheets are called {name[:40]}")
        if len(self.sheets) >= self.package.limits.sheets:
            raise Refused("too_many_sheets")
        self.sheets[name] = state
        self._parts[name] = target

    @cached_property
    def _tables(self) -> Tables:
        package = self.package
        strings, styles = self._one.get("sharedStrings"), self._one.get("styles")
        return Tables(
            shared_strings(package, strings) if strings and strings in package else [],
            date_styles(package, styles) if styles and styles in package else {},
            package.limits.text, epoch_1904=self.epoch_1904,
        )

    def sheet(self, name: str, find_keys: FindKeys | None = None) -> Worksheet:
        """Read one sheet; without find_keys, or where it finds none, everything is in the grid."""
        return read_worksheet(self.package, self._parts[name], Worksheet(name, self.sheets[name]), self._tables,
                              find_keys or (lambda _row, _record: None))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.package.close()
