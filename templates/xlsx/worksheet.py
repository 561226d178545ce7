"""One worksheet: a grid above the key row, columns by key below it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from templates.xlsx.address import LAST_ROW, Range, a1, column_letters, position, ranges
from templates.xlsx.parsing import Parsing
from templates.xlsx.refused import Refused

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

    from templates.xlsx.package import Package
    from templates.xlsx.values import Tables

Attributes = dict[str, str]
FindKeys = Callable[[int, dict[int, object]], "dict[int, str] | None"]
"""(row, column → value) → column → key at the key row, else None; asked for every row until then."""
_TRUE = ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class Formula:
    """The text of a formula and the cell for which it was written: a shared one stands at its first cell only."""

    text: str
    row: int
    column: int


@dataclass
class Worksheet:
    """`key_row` 0: none was found and everything is in `grid`. `columns[key][i]` stands in row key_row + 1 + i."""

    name: str
    state: str = "visible"
    key_row: int = 0
    grid: dict[tuple[int, int], object] = field(default_factory=dict)
    columns: dict[str, list[object]] = field(default_factory=dict)
    column_of: dict[str, int] = field(default_factory=dict)
    formulas: dict[tuple[int, int], Formula] = field(default_factory=dict)
    never_calculated: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)
    validations: list[tuple[str, list[Range]]] = field(default_factory=list)
    conditional: list[list[Range]] = field(default_factory=list)


def read_worksheet(package: Package, part: str, sheet: Worksheet, tables: Tables, find_keys: FindKeys) -> Worksheet:
    """Fill in the sheet from its part."""
    reading = _Reading(package, sheet, tables, find_keys)
    parsing = Parsing(package, part, reading.start, reading.end, always_end=False)
    reading.parser = parsing.parser
    try:
        parsing.feed(package.limits.part, package.limits.tags)
        reading.finish()
    finally:
        del reading.parser
    return sheet


class _Reading:
    """Text is collected inside v, t and f only.

    `cells` and `texts` of the row at hand go in step, one text per cell that has a value; flush() turns them into
    values. A blank cell costs one event and no more: there may be thousands of prepared ones.
    """

    def __init__(self, package: Package, sheet: Worksheet, tables: Tables, find_keys: FindKeys) -> None:
        self.limits, self.sheet, self.tables, self.find_keys = package.limits, sheet, tables, find_keys
        self.cells: list[Attributes] = []
        self.texts: list[str] = []
        self.written: list[tuple[Attributes, int, Attributes, list[str]]] = []
        self.shared: dict[str, Formula] = {}
        self.cell: Attributes = {}
        self.phonetic: Attributes | None = None
        self.row = 0
        self.columns: dict[str, list[object]] | None = None
        self.ignored: set[str] = set()
        self.sqref: list[str] | None = None
        self.owner: list[Range] = []
        self.collecting = False
        self.take_text = self.texts.append
        self.parser: XMLParserType

    def start(self, name: str, attributes: Attributes) -> None:
        """An element starts."""
        if name == "c":
            if "r" not in attributes:
                attributes["r"] = self._following()
            self.cell = attributes
        elif name == "v":
            self._collect()
        elif name == "f":
            pieces: list[str] = []
            self.written.append((self.cell, len(self.cells), attributes, pieces))
            self.parser.CharacterDataHandler, self.collecting = pieces.append, False
        elif name == "row":
            self._new_row(attributes)
        elif name == "t":
            if self.phonetic is not self.cell:
                self._collect(more=True)
        elif name == "is":
            if self.cells and self.cells[-1] is self.cell:       # v beside is: the inline string counts
                self._align()
                self.cells.pop()
                self.texts.pop()
        elif name == "rPh":
            self.phonetic = self.cell
            self._mute()
        else:
            self._other(name, attributes)

    def end(self, name: str) -> None:
        """An element ends; told only in documents with text between elements."""
        if name in ("v", "t", "f"):
            self._mute()

    def finish(self) -> None:
        """The part is over."""
        self._take_sqref()
        self._flush()
        columns = self.sheet.columns.values()
        length = max(map(len, columns), default=0)
        for column in columns:
            column.extend([None] * (length - len(column)))

    def _mute(self) -> None:
        self.parser.CharacterDataHandler, self.collecting = None, False

    def _collect(self, *, more: bool = False) -> None:
        if self.cells and self.cells[-1] is self.cell:
            if more and not self.collecting:
                self.parser.CharacterDataHandler, self.collecting = self.take_text, True
            elif not more:
                self._mute()
            return
        if len(self.texts) != len(self.cells):
            self._align()
        self.cells.append(self.cell)
        if not self.collecting:
            self.parser.CharacterDataHandler, self.collecting = self.take_text, True

    def _align(self) -> None:
        """The last cell's text was empty, or came in pieces."""
        if self.cells:
            last = len(self.cells) - 1
            self.texts[last:] = ["".join(self.texts[last:])]
        else:
            self.texts.clear()

    def _following(self) -> str:
        """The address of a cell that does not say its own: right of the cell before it in its row."""
        return a1(self.row, position(self.cell["r"])[1] + 1 if self.cell else 1)

    def _new_row(self, attributes: Attributes) -> None:
        self._flush()
        self.cell = {}
        said = attributes.get("r")
        if said is not None and not (said.isdecimal() and len(said) < 8):
            raise Refused("bad_reference", said[:40])
        self.row = int(said) if said else self.row + 1
        if not 0 < self.row <= LAST_ROW:
            raise Refused("bad_reference", self.row)
        if attributes.get("hidden") in _TRUE:
            self.sheet.hidden_rows.add(self.row)

    def _flush(self) -> None:
        """The only loop that runs per value."""
        self._align()
        sheet, columns, tail = self.sheet, self.columns, str(self.row)
        below, record = self.row - sheet.key_row - 1, {}
        style_of, type_of, numbers = self.tables.by_style.get, self.tables.by_type.get, self.tables.numbers
        for cell, text in zip(self.cells, self.texts, strict=False):
            kind = cell.get("t")
            if kind is None or kind == "n":
                value = style_of(cell.get("s", ""), numbers)[text]
            else:
                value = type_of(kind, numbers)[text]
            if columns is None:
                at = position(cell["r"])
                sheet.grid[at] = record[at[1]] = value
                continue
            letters = cell["r"].removesuffix(tail)
            column = columns.get(letters)
            if column is not None and len(column) == below:
                column.append(value)
            elif column is not None or letters not in self.ignored:
                self._place(cell["r"], letters, value)
        if self.written:
            self._keep_formulas()
        self.cells.clear()
        self.texts.clear()
        if columns is None and record:
            self._try_keys(record)

    def _try_keys(self, record: dict[int, object]) -> None:
        keys = self.find_keys(self.row, record)
        if keys:
            self.sheet.key_row, self.columns = self.row, {}
            for number, key in keys.items():
                if key not in self.sheet.columns:               # a copied column bears the same key: the first counts
                    self.sheet.column_of[key] = number
                    self.sheet.columns[key] = self.columns[column_letters(number)] = []

    def _keep_formulas(self) -> None:
        for cell, index, attributes, pieces in self.written:
            row, column = position(cell["r"])
            text = "".join(pieces)[: self.limits.formula]
            formula = Formula(text, row, column)
            if attributes.get("t") == "shared":
                name = attributes.get("si", "")
                formula = self.shared.setdefault(name, formula) if text else self.shared.get(name, formula)
            self.sheet.formulas[row, column] = formula
            has_value = index < len(self.cells) and self.cells[index] is cell
            if not has_value or not (self.texts[index] or cell.get("t") == "str"):
                self.sheet.never_calculated.add((row, column))
        self.written.clear()

    def _place(self, ref: str, letters: str, value: object) -> None:
        """A gap, a column without a key, rows out of order, or a cell that names another row than its own."""
        row, number = position(ref)
        column = (self.columns or {}).get(column_letters(number))
        index = row - self.sheet.key_row - 1
        if column is None:
            if row == self.row:
                self.ignored.add(letters)
        elif row > self.limits.rows:
            raise Refused("too_many_rows", ref)
        elif index >= 0:
            column.extend([None] * (index + 1 - len(column)))
            column[index] = value

    def _other(self, name: str, attributes: Attributes) -> None:
        self._mute()
        self._take_sqref()
        sheet = self.sheet
        if name == "mergeCell":
            sheet.merged += ranges(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in _TRUE:
            sheet.hidden_columns.append((int(attributes.get("min", 1)), int(attributes.get("max", 1))))
        elif name in ("dataValidation", "x14:dataValidation"):
            self.owner = ranges(attributes.get("sqref", ""))
            sheet.validations.append((attributes.get("type", "none"), self.owner))
        elif name in ("conditionalFormatting", "x14:conditionalFormatting"):
            self.owner = ranges(attributes.get("sqref", ""))
            sheet.conditional.append(self.owner)
        elif name == "xm:sqref":                                 # its text ends where the next element starts
            self.sqref = []
            self.parser.CharacterDataHandler = self.sqref.append

    def _take_sqref(self) -> None:
        if self.sqref is not None:
            self.owner.extend(ranges("".join(self.sqref)))
            self.sqref = None
