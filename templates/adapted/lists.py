"""The lists of a template and the ranges that name them: both grow and shrink with the organisation's lists."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from templates.formula import LIST_FIRST_ROW, quoted
from templates.identity import LIST_SHEET
from templates.listsheet import SPARE, directory_columns, hidden_columns, used
from templates.xlsx.address import column_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from templates.making import Making
    from templates.xlsx.splicing import Cells
    from templates.xlsx.worksheet import Worksheet

_FORMULA = re.compile(
    rb"(<(?P<tag>(?:\w+:)?(?:f|formula|formula1|formula2|calculatedColumnFormula|definedName))(?:\s[^>]*)?>)"
    rb"(?P<text>[^<]+)(?=</(?P=tag)>)",
)
_OF_A_DROP_DOWN = (b"formula1", b"xm:f")
"""Where a drop-down says whence it takes its list: the second as Excel 2010 and later write it for other sheets."""
_RANGE = re.compile(r"(?P<sheet>'(?:[^']|'')+'|[\w.]+)!\$?(?P<column>[A-Z]{1,3})\$?(?P<first>\d+)"
                    r"(?::\$?[A-Z]{1,3}\$?(?P<last>\d+))?")
_OWN_WORDS = "choice."
"""Lists that do not come from the organisation book: the words of long choices."""


class Column(NamedTuple):
    """A list's column in the template; `last` is its last row with a value, `first` - 1 where it is empty."""

    sheet: str
    number: int
    first: int
    last: int


def hidden_of(making: Making, sheet: Worksheet) -> tuple[dict[str, Column], list[str]]:
    """The columns of `_lists` by their name, and which are missing."""
    wanted = [name for name in hidden_columns(making) if not name.startswith(_OWN_WORDS)]
    found = _columns(sheet, LIST_FIRST_ROW - 1, LIST_FIRST_ROW, wanted)
    needed = [name for name in wanted if name not in making.checks.lists]    # a template may be older than self-checks
    return found, [f"{LIST_SHEET}.{name}" for name in needed if name not in found]


def directory_of(making: Making, sheets: Mapping[str, Worksheet]) -> tuple[dict[str, Column], list[str]]:
    """The columns of the directory by their key, wherever sheet, row and columns were moved, and which are missing."""
    wanted = [key for name in used(making) for key in directory_columns(making, name)]
    best: dict[str, Column] = {}
    for sheet in sheets.values():
        for row in {row for (row, _), value in sheet.grid.items() if value in wanted}:
            found = _columns(sheet, row, row + 2, wanted)
            best = max(best, found, key=len)
    return best, [f"directory.{key}" for key in wanted if key not in best]


def _columns(sheet: Worksheet, row: int, first: int, wanted: Iterable[str]) -> dict[str, Column]:
    found: dict[str, Column] = {}
    for (at, number), value in sheet.grid.items():
        if at == row and isinstance(value, str) and value in wanted:
            last = max((each for each, column in sheet.grid if column == number and each >= first), default=first - 1)
            found.setdefault(value, Column(sheet.name, number, first, last))
    return found


def contents(making: Making) -> dict[str, Sequence[object]]:
    """What is to stand in the columns of `_lists` and of the directory, by their names."""
    found: dict[str, Sequence[object]] = {f"{LIST_SHEET}.{name}": values for name, values in hidden_columns(making).items()}
    for name in used(making):
        found |= directory_columns(making, name)
    return found


def refilled(column: Column, values: Sequence[object]) -> Cells:
    """The cells of a list's column: its new values, then blanks as far down as old ones stood."""
    rows = range(column.first, max(column.last + 1, column.first + len(values)))
    return {(row, column.number): values[row - column.first] if row - column.first < len(values) else None for row in rows}


class Ranges:
    """The ranges over lists in a template's formulas → those that a book with other lists needs."""

    def __init__(self, hidden: Mapping[str, Column], directory: Mapping[str, Column], making: Making) -> None:
        self._ends: dict[tuple[str, str, int], tuple[set[int], int]] = {}
        """Sheet in lower case, column and first row → where a range over the list may end, and its new end."""
        self._source: dict[tuple[str, str, int], str] = {}
        """The same → what a drop-down of the list offers."""
        values = contents(making)
        for name, column in hidden.items():
            end = column.first + len(values[f"{LIST_SHEET}.{name}"]) - 1
            where, letters = _where(column), column_letters(column.number)
            self._ends[where] = {column.last, max(column.last, column.first + 1)}, max(end, column.first + 1)
            if end >= column.first:
                self._source[where] = f"{column.sheet}!${letters}${column.first}:${letters}${end}"
        for name, column in directory.items():
            end = column.first + (len(values[name]) or SPARE) - 1
            where, letters = _where(column), column_letters(column.number)
            self._ends[where] = {column.last if column.last >= column.first else column.first + SPARE - 1}, end
            if name not in hidden:
                continue
            offered = self._source.get(_where(hidden[name]),
                                       f"{quoted(column.sheet)}!${letters}${column.first}:${letters}${end}")
            self._source[where] = self._source[_where(hidden[name])] = offered

    def moved(self, part: bytes) -> bytes:
        """A part with its ranges over lists as long as the lists now are."""
        return _FORMULA.sub(self._formula, part)

    def _formula(self, match: re.Match[bytes]) -> bytes:
        text = unescape(match["text"].decode())
        whole = _RANGE.fullmatch(text)
        place = self._place(whole) if whole else None
        if whole and place and match["tag"].endswith(_OF_A_DROP_DOWN):
            new = self._source.get(place, text)
        else:
            new = _RANGE.sub(self._range, text)
        return match[0] if new == text else match[1] + escape(new).encode()

    def _place(self, match: re.Match[str]) -> tuple[str, str, int] | None:
        """The list over all of which a range goes, None for any other range."""
        sheet = match["sheet"]
        name = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
        place = name.lower(), match["column"], int(match["first"])
        ends, _ = self._ends.get(place, (set(), 0))
        return place if int(match["last"] or match["first"]) in ends else None

    def _range(self, match: re.Match[str]) -> str:
        place = self._place(match)
        if place is None or not match["last"]:              # a single cell is no list, however short the list is
            return match[0]
        return match[0].removesuffix(match["last"]) + str(self._ends[place][1])


def _where(column: Column) -> tuple[str, str, int]:
    return column.sheet.lower(), column_letters(column.number), column.first
