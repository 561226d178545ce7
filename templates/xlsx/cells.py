"""The cells of a worksheet part as they come from the parser, gathered row by row."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from templates.xlsx.address import LAST_COLUMN, LAST_ROW, a1, ordinal, position
from templates.xlsx.formulas import Formulas
from templates.xlsx.parsing import Parsing
from templates.xlsx.refused import Refused
from templates.xlsx.rows import Rows
from templates.xlsx.surroundings import TRUE, Surroundings

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.parsers.expat import XMLParserType

    from templates.xlsx.formulas import Written
    from templates.xlsx.package import Package
    from templates.xlsx.parsing import Attributes
    from templates.xlsx.rows import FindKeys
    from templates.xlsx.values import Tables
    from templates.xlsx.worksheet import Worksheet


def read_worksheet(package: Package, part: str, sheet: Worksheet, tables: Tables, find_keys: FindKeys) -> None:
    """Fill in the sheet from its part."""
    limits = package.limits
    rows = Rows(sheet, tables, package, find_keys)
    cells = Cells(sheet, rows, Formulas(sheet, package))
    parsing = Parsing(package, part, cells.start, cells.end, pause=cells.pause, always_end=False, beyond=cells.beyond)
    cells.parser = parsing.parser
    try:
        parsing.feed(limits.part)
        cells.finish()
        sheet.beyond = [*parsing.passing.passed, *parsing.passing.passed_empty]
    finally:
        del cells.parser                                 # it knows the cells, too


class Cells:
    """Text is collected inside v, t and f only.

    `cells` and `texts` of the row at hand go in step, one text for each cell that has a value, so that a cell without
    one costs a single event: there may be thousands of prepared ones. Rows and formulas work on whole rows.
    """

    parser: XMLParserType

    def __init__(self, sheet: Worksheet, rows: Rows, formulas: Formulas) -> None:
        self.sheet, self.rows, self.formulas = sheet, rows, formulas
        self.surroundings = Surroundings(sheet, rows.limits.areas)
        self.cells: list[Attributes] = []
        self.texts: list[str] = []
        self.append = self.texts.append
        self.written: list[Written] = []
        self.row = 0
        self.nowhere: Attributes = {"r": ""}             # before the first cell of a row; no value can stand there
        self.cell = self.nowhere
        self.nameless = self.nowhere                     # the last cell that did not say its address; its column:
        self.column = 0
        self.inline: Attributes | None = None            # the last cell that held its text itself
        self.phonetic: Attributes | None = None          # the last cell in which phonetic guides began
        self.hears = False
        """True while text goes to `texts`."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the start of an element: the hottest function of the reader."""
        if name == "v":
            if self.cell is self.inline:                 # in a cell with both the inline text counts
                self._mute()
                return
            if not self.hears:
                self.parser.CharacterDataHandler, self.hears = self.append, True
            if len(self.texts) != len(self.cells):
                self._align()
            self.cells.append(self.cell)
        elif name == "c":
            if "r" not in attributes:
                attributes["r"] = self._following()
                self.nameless = attributes
            self.cell = attributes
        elif (take := _RARER.get(name)) is not None:
            take(self, attributes)
        else:
            self._mute()
            if (wanted := self.surroundings.element(name, attributes)) is not None:
                self.parser.CharacterDataHandler = wanted.append

    def end(self, name: str) -> None:
        """Take the end of an element; told only of documents with white space between tags."""
        if name in ("v", "t", "f"):
            self._mute()

    def pause(self) -> None:
        """Refuse a row of more cells than a sheet has columns, or of more text than a workbook: it waits for its end."""
        if len(self.cells) > LAST_COLUMN or len(self.written) > LAST_COLUMN:
            raise Refused("too_many_elements", f"{self.row}:{self.row}")
        texts = (self.texts, self.surroundings.sqref, *(cell.values() for cell in self.cells),
                 *(pieces for _, _, pieces, _ in self.written), *(said.values() for _, said, _, _ in self.written))
        if sum(map(len, chain.from_iterable(texts))) > self.rows.limits.written:
            raise Refused("too_much_text", f"{self.row}:{self.row}")

    def beyond(self, ended: bool) -> bytes:
        """How the tag of a cell right of all keys begins, b"" while these are not known; a row that ended may hold them."""
        if ended and (self.cells or self.written):
            self._flush()
        return self.rows.beyond

    def finish(self) -> None:
        """Hand over the last row."""
        self._flush()
        self.surroundings.finish()
        self.formulas.finish()
        self.rows.finish()

    def _align(self) -> None:
        """Bring texts in step with cells: the last cell's text was empty, or came in pieces."""
        if len(self.texts) < len(self.cells):
            self.append("")
        elif self.cells:
            last = len(self.cells) - 1
            self.texts[last:] = ["".join(self.texts[last:])]
        else:
            self.texts.clear()

    def _mute(self) -> None:
        self.parser.CharacterDataHandler, self.hears = None, False

    def _following(self) -> str:
        """Address a cell that does not say its own: it stands right of the cell before it in its row."""
        if self.cell is not self.nameless:
            self.column = 0 if self.cell is self.nowhere else position(self.cell["r"])[1]
        self.column += 1
        return a1(self.row, self.column)

    def _formula(self, attributes: Attributes) -> None:
        pieces: list[str] = []
        self.written.append((self.cell, attributes, pieces, len(self.cells)))
        self.parser.CharacterDataHandler, self.hears = pieces.append, False

    def _inline(self, _: Attributes) -> None:
        """Begin an inline string: a value before it in the same cell counts no more."""
        self.inline = self.cell
        if self.cells and self.cells[-1] is self.cell:
            self.cells.pop()
            del self.texts[len(self.cells):]

    def _text(self, _: Attributes) -> None:
        """Take one run of an inline string."""
        if self.phonetic is self.cell:
            return
        if not self.hears:
            self.parser.CharacterDataHandler, self.hears = self.append, True
        if not self.cells or self.cells[-1] is not self.cell:
            if len(self.texts) != len(self.cells):
                self._align()
            self.cells.append(self.cell)

    def _phonetic(self, _: Attributes) -> None:
        self.phonetic = self.cell
        self._mute()

    def _new_row(self, attributes: Attributes) -> None:
        if self.cells or self.written:                   # thousands of rows may be there for their height only
            self._flush()
        self.cell = self.nowhere
        said = attributes.get("r")
        self.row = self.row + 1 if said is None else ordinal(said, LAST_ROW)
        if "hidden" in attributes and attributes["hidden"] in TRUE:
            self.sheet.hidden_rows.add(self.row)

    def _flush(self) -> None:
        """Hand over the row at hand."""
        if len(self.texts) != len(self.cells):
            self._align()
        if self.cells:
            self.rows.take(self.row, self.cells, self.texts)
        if self.written:
            self.formulas.take(self.row, self.written, self.cells, self.texts)
            self.written.clear()
        self.cells.clear()
        self.texts.clear()


_RARER: dict[str, Callable[[Cells, Attributes], None]] = {
    "row": Cells._new_row,  # noqa: SLF001 - the table of its own methods
    "is": Cells._inline,  # noqa: SLF001
    "t": Cells._text,  # noqa: SLF001
    "f": Cells._formula,  # noqa: SLF001
    "rPh": Cells._phonetic,  # noqa: SLF001
}
