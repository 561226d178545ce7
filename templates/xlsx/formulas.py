"""The formulas of a worksheet: their text, for whom it was written, and whether they were ever calculated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.xlsx.address import ColumnNumbers
from templates.xlsx.worksheet import Formula

if TYPE_CHECKING:
    from templates.xlsx.package import Package
    from templates.xlsx.parsing import Attributes
    from templates.xlsx.worksheet import Worksheet

    Written = tuple[Attributes, Attributes, list[str], int]
    """A formula as it was met: its cell, its own attributes, the pieces of its text, the index of its value if any."""


class Formulas:
    """A formula dragged over many cells may be written once: the others name it by number (`si`)."""

    def __init__(self, sheet: Worksheet, package: Package) -> None:
        self.sheet, self.longest, self.allowance = sheet, package.limits.formula, package.allowance
        self.shared: dict[str, Formula] = {}
        self.numbers = ColumnNumbers()
        self.waiting: list[tuple[tuple[int, int], str]] = []
        self.keyed: set[int] = set()

    def take(self, row: int, written: list[Written], cells: list[Attributes], texts: list[str]) -> None:
        """Keep the formulas of one row, beside the cells and texts of its values."""
        tail, count, keyed, spent = str(row), len(cells), self._keyed(row), 0
        formulas, never_calculated, place_of = self.sheet.formulas, self.sheet.never_calculated, self.numbers.position
        for cell, attributes, pieces, place in written:
            at = place_of(cell["r"], row, tail)
            kept = keyed is None or at[1] in keyed
            if not kept and "si" not in attributes:
                continue
            formula = Formula("".join(pieces)[: self.longest], *at)
            spent += 1
            if "si" in attributes:
                formula = self._shared(formula, attributes["si"])
            if kept:
                formulas[at] = formula
                if not (place < count and cells[place] is cell and (texts[place] or cell.get("t") == "str")):
                    never_calculated.add(at)
        self.allowance.spend("formulas", spent, f"{row}:{row}")

    def _keyed(self, row: int) -> set[int] | None:
        """Tell in which columns of a row formulas are kept, None for all: a check may write a hundred beside a row."""
        key_row = self.sheet.key_row
        if not key_row or row <= key_row:
            return None
        if not self.keyed:
            self.keyed = set(self.sheet.column_of.values())
        return self.keyed

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
            if at in self.sheet.formulas:
                self.sheet.formulas[at] = self.shared.get(number, self.sheet.formulas[at])
