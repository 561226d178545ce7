"""Number formats: which styles show a date or a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from templates.xlsx.parsing import parse_small

if TYPE_CHECKING:
    from templates.xlsx.package import Package

Kind = Literal["date", "time", "datetime", "elapsed"]
_BUILT_IN: dict[int, Kind] = {
    **dict.fromkeys([14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58], "date"),  # type: ignore[dict-item]
    **dict.fromkeys([18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56], "time"),  # type: ignore[dict-item]
    22: "datetime", 46: "elapsed",
}
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general|am/pm|a/p', re.IGNORECASE)


def kind_of(code: str) -> Kind | None:
    """What a format code shows: date, time, datetime, elapsed, or None for a number."""
    bare = _LITERAL.sub("", code).partition(";")[0].lower()
    if "[" in bare:
        return "elapsed"
    clock = "h" in bare or "s" in bare
    day = "y" in bare or "d" in bare or ("m" in bare and not clock)
    return "datetime" if day and clock else "date" if day else "time" if clock else None


def date_styles(package: Package, part: str) -> dict[str, Kind]:
    """Style index, as written in s=, → kind, for the styles that show a date or time."""
    formats: dict[str, str] = {}
    styles: list[str] = []
    section = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal section
        if name in ("numFmts", "cellXfs", "cellStyleXfs", "cellStyles", "dxfs", "fonts"):
            section = name
        elif name == "numFmt" and section == "numFmts":  # conditional formats have elements of the same name
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and section == "cellXfs":
            styles.append(attributes.get("numFmtId", "0"))

    parse_small(package, part, start)
    kinds: dict[str, Kind] = {}
    for index, number in enumerate(styles):
        code = formats.get(number)
        kind = kind_of(code) if code is not None else _BUILT_IN.get(int(number) if number.isdecimal() else 0)
        if kind:
            kinds[str(index)] = kind
    return kinds
