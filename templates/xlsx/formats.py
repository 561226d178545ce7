"""Number formats: which styles show a date or a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from templates.xlsx.parsing import parse_small

if TYPE_CHECKING:
    from templates.xlsx.package import Package
    from templates.xlsx.parsing import Attributes

Kind = Literal["date", "time", "datetime", "elapsed"]
_BUILT_IN: dict[Kind, str] = {
    "date": "14 15 16 17 27 28 29 30 31 36 50 51 52 53 54 57 58",   # 27 and up: as Excel in China and Japan has them
    "time": "18 19 20 21 32 33 34 35 45 47 55 56",
    "datetime": "22",
    "elapsed": "46",
}
_KIND_OF_BUILT_IN: dict[str, Kind] = {number: kind for kind, numbers in _BUILT_IN.items() for number in numbers.split()}
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general|am/pm|a/p', re.IGNORECASE)
_LONGEST = 255
"""Characters of a format code, as in Excel; the search above would be slow in endless ones."""
_SECTIONS = frozenset({"numFmts", "cellXfs", "cellStyleXfs", "cellStyles", "dxfs", "fonts"})


def kind_of(code: str) -> Kind | None:
    """Tell what a format code shows: date, time, datetime, elapsed, or None for a number.

    Only the first section counts, and there only the letters that stand for parts of a date: not literal text in
    quotes, colours, conditions or languages in brackets. An m beside an h or s is minutes.
    """
    bare = _LITERAL.sub("", code).partition(";")[0].lower()
    if "[" in bare:
        return "elapsed"
    clock = "h" in bare or "s" in bare
    day = "y" in bare or "d" in bare or ("m" in bare and not clock)
    if day:
        return "datetime" if clock else "date"
    return "time" if clock else None


def date_styles(package: Package, part: str) -> dict[str, Kind]:
    """Map style index, as written in s=, to kind, for the styles that show a date or time."""
    formats: dict[str, str] = {}
    styles: list[str] = []
    section = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal section
        if name in _SECTIONS:
            section = name
        elif name == "numFmt" and section == "numFmts":  # conditional formats have elements of the same name
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and section == "cellXfs":
            styles.append(attributes.get("numFmtId", "0"))

    parse_small(package, part, start)
    kinds = {number: kind_of(code[:_LONGEST]) for number, code in formats.items()}
    shown = [kinds[number] if number in kinds else _KIND_OF_BUILT_IN.get(number) for number in styles]
    return {str(index): kind for index, kind in enumerate(shown) if kind}
