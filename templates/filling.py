"""Formulas of many rows, written once where that is allowed, and without values: every program works them out on opening.

XlsxWriter writes a formula into each cell, and a value beside it. What it lacks is added to its worksheet here: formulas
that the cells below share, as Excel itself writes them. A shared formula may look at fixed cells of other sheets, but not
at relative ones: there Excel does not move along.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from xlsxwriter.worksheet import Worksheet

from templates.xlsx.address import a1

if TYPE_CHECKING:
    from xlsxwriter.format import Format

_ELSEWHERE = re.compile(r"!(?:\$?[A-Z]{1,3}\$?[0-9\x01]+:)?\$?[A-Z]{1,3}\x01")
"""A cell of the row's own number on another sheet."""
ROW = "\x01"
"""Stands for the number of the row in a formula that is put into many rows."""


class Filled(NamedTuple):
    """A cell that we write ourselves: what stands in its element, its format, its type."""

    inner: str
    format: Format | None
    kind: str = ""


class FillingWorksheet(Worksheet):  # type: ignore[misc] # XlsxWriter is untyped
    """A worksheet that takes columns of formulas."""

    def __init__(self) -> None:
        super().__init__()
        self._shares = 0

    def fill(self, first: int, last: int, column: int, formula: str, style: Format | None) -> None:
        """Put a formula into the rows from a first to a last one, counted from 1 as the column is."""
        place = column - 1
        self._check_dimensions(first - 1, place)
        self._check_dimensions(last - 1, place)
        for row, inner in zip(range(first, last + 1), self._inner(first, last, column, escape(formula)), strict=True):
            self.table[row - 1][place] = Filled(inner, style)

    def inline(self, row: int, column: int, text: str, style: Format) -> None:
        """Put a text that stands in the cell itself: whoever does not read this sheet need not read its texts."""
        self._check_dimensions(row - 1, column - 1)
        held = escape(self._escape_control_characters(text))
        self.table[row - 1][column - 1] = Filled(f'<is><t xml:space="preserve">{held}</t></is>', style, ' t="inlineStr"')

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """The formula as it is: XlsxWriter looks each up for a hundred newer functions, and none of ours has one."""
        del expand_future_functions
        return formula.removeprefix("=")

    def _inner(self, first: int, last: int, column: int, formula: str) -> list[str]:
        if first == last or _ELSEWHERE.search(formula):
            head, *rest = formula.split(ROW)
            return [f"<f>{head}{''.join(f'{row}{each}' for each in rest)}</f>" for row in range(first, last + 1)]
        share, self._shares = self._shares, self._shares + 1
        text = formula.replace(ROW, str(first))
        master = f'<f t="shared" ref="{a1(first, column)}:{a1(last, column)}" si="{share}">{text}</f>'
        return [master, *[f'<f t="shared" si="{share}"/>'] * (last - first)]

    def _write_cell(self, row: int, col: int, cell: object) -> None:
        if isinstance(cell, Filled):
            style = f' s="{cell.format._get_xf_index()}"' if cell.format else ""  # noqa: SLF001
            self.fh.write(f'<c r="{a1(row + 1, col + 1)}"{style}{cell.kind}>{cell.inner}</c>')
        else:
            super()._write_cell(row, col, cell)
