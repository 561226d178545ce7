"""Formulas: Excel's way of writing them into LibreOffice's, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from . import bridge, formats
from .areas import Area
from .edits import writable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .ranges import Range
    from .sheet import Sheet

EXCEL_WORDS, ALL_WORDS, EXCEL_REFERENCES = 4, 0x7FFFFFFF, 1
"""FormulaLanguage.XL_ENGLISH, every FormulaMapGroup, AddressConvention.XL_A1."""
_STRING = re.compile(r'("(?:[^"]|"")*")')
_BARE = re.compile(r"\b(TRUE|FALSE)\b(?!\s*\()", re.IGNORECASE)
_PREFIX = re.compile(r"_xlfn\.(?:_xlws\.)?", re.IGNORECASE)
_FOREIGN = re.compile(r"[!{\['#~@]")
"""In Excel's formulas: sheets, arrays, books, errors, which only a parser turns into LibreOffice's."""
_PLACE = re.compile(r"=(?:'((?:[^']|'')+)'|(\w+))!(\$[A-Za-z]{1,3}\$\d+)")
_OUR_PLACE = re.compile(r"=\$((?:'(?:[^']|'')+'|\w+))\.(\$[A-Z]{1,3}\$\d+)")
"""A formula that only names a cell of another sheet, Excel's way and LibreOffice's: soon turned without a parser."""
_OURS = re.compile(r"[{\['#~!]|\.(?!\d)")
"""The same in LibreOffice's own, where a dot parts sheet and cell."""


@dataclass(frozen=True)
class Grammar:
    """Both ways of writing the formulas of a sheet; LibreOffice's parsers are fetched where plain text does not do."""

    sheet: Sheet

    @cached_property
    def excel(self) -> Any:
        """LibreOffice's parser, told to read and write as Excel does in English."""
        make = self.sheet.book.api.createInstance
        parser = make("com.sun.star.sheet.FormulaParser")
        words = make("com.sun.star.sheet.FormulaOpCodeMapper").getAvailableMappings(EXCEL_WORDS, ALL_WORDS)
        bridge.put(parser, "OpCodeMap", bridge.sequence("sheet.FormulaOpCodeMapEntry", words))
        parser.FormulaConvention = EXCEL_REFERENCES
        return parser

    @cached_property
    def calc(self) -> Any:
        """LibreOffice's parser, told to read and write as its own programming interface does."""
        parser = self.sheet.book.api.createInstance("com.sun.star.sheet.FormulaParser")
        parser.CompileEnglish = True
        return parser

    @cached_property
    def names(self) -> frozenset[str]:
        """The sheets that formulas can name."""
        return frozenset(self.sheet.book.sheet_names)

    def to_calc(self, text: str, area: Area) -> str:
        """Turn "=SUM(A1,Data!B2)" into "=SUM(A1;$Data.B2)"; a text that cannot be parsed becomes an error in the cell."""
        if (place := _PLACE.fullmatch(text)) and (name := (place[1] or place[2]).replace("''", "'")) in self.names:
            return "=$'" + name.replace("'", "''") + f"'.{place[3]}"
        parts = _STRING.split(_PREFIX.sub("", text[1:]))
        parts[::2] = [_BARE.sub(r"\1()", part) for part in parts[::2]]
        if any(_FOREIGN.search(part) for part in parts[::2]):
            place = self.sheet.place(area)
            return "=" + str(self.calc.printFormula(self.excel.parseFormula("".join(parts), place), place))
        parts[::2] = [part.replace(",", ";") for part in parts[::2]]
        return "=" + "".join(parts)

    def to_excel(self, text: str, area: Area) -> str:
        """Turn "=SUM(A1;$Data.B2)" into "=SUM(A1,Data!B2)"; the braces of an array formula go."""
        text = text[1:-1] if text.startswith("{=") else text
        if place := _OUR_PLACE.fullmatch(text):
            return f"={place[1]}!{place[2]}"
        parts = _STRING.split(text[1:])
        if any(_OURS.search(part) for part in parts[::2]):
            place = self.sheet.place(area)
            return "=" + str(self.excel.printFormula(self.calc.parseFormula(text[1:], place), place))
        parts[::2] = [part.replace(";", ",") for part in parts[::2]]
        return "=" + "".join(parts)

    def filled(self, text: str, area: Area) -> list[list[str]]:
        """The formula of the first cell in every cell of an area, its relative references moved along, LibreOffice's way."""
        tokens = self.calc.parseFormula(self.to_calc(text, area)[1:], self.sheet.place(area))
        return [["=" + str(self.calc.printFormula(tokens, self.sheet.place(Area(row, column))))
                 for column in range(area.column, area.column + area.columns)]
                for row in range(area.row, area.row + area.rows)]


def read(block: Range) -> Any:
    """Formulas as in Excel, constants as text, empty cells as ""; one text, or a tuple of rows."""
    api = block.api
    if api is None:
        return None
    values, texts, words = api.getDataArray(), api.getFormulaArray(), Grammar(block.sheet)
    logical = {(row, column) for _, area in formats.kinds(block, formats.LOGICAL)
               for row in range(area.row, area.row + area.rows) for column in range(area.column, area.column + area.columns)}
    area = block.area
    rows = []
    for row, (line, said) in enumerate(zip(values, texts, strict=True), area.row):
        rows.append(tuple(
            words.to_excel(text, Area(row, column)) if _is_formula(text, value)
            else _constant(value, (row, column) in logical)
            for column, (value, text) in enumerate(zip(line, said, strict=True), area.column)))
    return rows[0][0] if len(block) == 1 else tuple(rows)


def _is_formula(text: str, value: object) -> bool:
    """A text that begins with = is shown as it is, a formula never is its own result."""
    return text.startswith(("=", "{=")) and text != value


def _constant(value: object, logical: bool) -> str:
    if isinstance(value, float):
        return str(bool(value)).upper() if logical else f"{value:.15g}"
    return str(value or "")


def write(block: Range, data: Any) -> None:
    """Write formulas, and constants as somebody would type them in English; one text fills all cells as in Excel."""
    api = block.api
    if api is None:
        return
    writable(block)
    words = Grammar(block.sheet)
    if not isinstance(data, list | tuple):
        rows: Sequence[Sequence[str]] = (words.filled(data, block.area) if is_formula(data) and len(block) > 1
                                         else [[_typed(data, words, block.area)] * block.area.columns] * block.area.rows)
    else:
        rows = [[_typed(value, words, Area(row, column)) for column, value in enumerate(line, block.area.column)]
                for row, line in enumerate(data, block.area.row)]
    api.setFormulaArray(tuple(map(tuple, rows)))


def is_formula(value: object) -> bool:
    """Whether Excel takes a value for a formula."""
    return isinstance(value, str) and len(value) > 1 and value[0] == "="


def _typed(value: object, words: Grammar, area: Area) -> str:
    if isinstance(value, bool):
        return f"={str(value).upper()}()"
    if isinstance(value, datetime | date):
        raise TypeError("a date is no formula: write it as a value")
    if is_formula(value):
        return words.to_calc(str(value), area)
    return "" if value is None else str(value)


def read_array(block: Range) -> str | None:
    """The array formula of the range; the formula of a single cell that is none."""
    text = block.api.getArrayFormula()
    if text:
        return Grammar(block.sheet).to_excel(text, block.area)
    return str(read(block)) if len(block) == 1 else None


def write_array(block: Range, text: str) -> None:
    """Give the range one array formula."""
    writable(block)
    block.api.setArrayFormula(Grammar(block.sheet).to_calc(text if text.startswith("=") else f"={text}", block.area))


def has_array(block: Range) -> bool:
    """Whether the range is one array formula, or part of one."""
    return bool(block.api is not None and block.api.getArrayFormula())
