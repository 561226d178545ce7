"""The formulas of a worksheet: their text, for whom it was written, and whether they were ever calculated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.xlsx.address import ColumnNumbers
from templates.xlsx.worksheet import Formula

if TYPE_CHECKING:
    from templates.xlsx.parsing import Attributes
    from templates.xlsx.worksheet import Worksheet

    Written = tuple[Attributes, Attributes, list[str], int]
    """A formula as it was met: its cell, its own attributes, the pieces of its text, the index of its value if any."""


class Formulas:
    """A formula dragged over many cells may be written once: the others name it by number (`si`)."""

    def __init__(self, sheet: Worksheet, longest: int) -> None:
        self.sheet, self.longest = sheet, longest
        self.shared: dict[str, Formula] = {}
        self.numbers = ColumnNumbers()
        self.waiting: list[tuple[tuple[int, int], str]] = []

    def take(self, row: int, written: list[Written], cells: list[Attributes], texts: list[str]) -> None:
        """Keep the formulas of one row, beside the cells and texts of its values."""
        tail = str(row)
        for cell, attributes, pieces, place in written:
            at = self.numbers.position(cell["r"], row, tail)
            formula = Formula("".join(pieces)[: self.longest], at[0], at[1])
            if "si" in attributes:
                formula = self._shared(formula, attributes["si"])
            self.sheet.formulas[at] = formula
            has_value = place < len(cells) and cells[place] is cell and (texts[place] or cell.get("t") == "str")
            if not has_value:
                self.sheet.never_calculated.add(at)

    def _shared(self, formula: Formula, number: str) -> Formula:
        if formula.text:
            self.shared[number] = formula
        elif number in self.shared:
            return self.shared[number]
        else:                                            # its first cell may still come
            self.waiting.append(((formula.row, formula.column), number))
        return formula

    def finish(self) -> None:
        """Give the cells that came before their formula's first cell its text."""
        for at, number in self.waiting:
            self.sheet.formulas[at] = self.shared.get(number, self.sheet.formulas[at])
