"""F06, F09: derived cells typed over, sums that do not tie out (勾稽)."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from checks.rule import Found, found, rule
from checks.stored import differing, holds_template_formula
from templates.derive import Gathered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from checks.stored import Differing
    from templates.table import Place

TIE_OUTS = ("budget.lines.total", "budget.totals.revenue", "budget.totals.cost", "budget.totals.expense",
            "budget.totals.capital", "budget.totals.controllable", "budget.cash.closing")


@rule("F06", scope="f", severity="error", clauses=("3.1.2", "4.3.1"), tolerance=0.5)
def typed_over(portfolio: Portfolio, tolerance: float) -> Iterator[Found]:
    """A total typed by hand no longer follows its parts; every report would carry the typed one.

    The very value that is derived may be typed: nothing is wrong with it.
    """
    for cell in _differing(portfolio, tolerance):
        if not holds_template_formula(cell):
            yield found(*_cells(cell), typed=cell.shown, derived=cell.derived)


@rule("F09", scope="f", severity="error", clauses=("4.3.1", "4.3.2"), tolerance=0.5, columns=TIE_OUTS)
def tie_out(portfolio: Portfolio, tolerance: float) -> Iterator[Found]:
    """Sums must tie out: months to total, sheets to totals, a month's opening to the closing before it.

    What a typed-over or broken cell already explains is not said again.
    """
    cells = list(_differing(portfolio, tolerance))
    over = {cell.book.file for cell in cells if not holds_template_formula(cell)}
    for cell in cells:
        follows = isinstance(cell.field.derived, Gathered) and cell.book.file in over
        if cell.place in TIE_OUTS and not follows and holds_template_formula(cell):
            yield found(*_cells(cell), typed=cell.shown, derived=cell.derived)
    for table in portfolio.tables("budget.cash"):
        months = sorted(table, key=lambda row: row.text("month"))
        for before, row in itertools.pairwise(months):
            closing, opening = before.number("closing"), row.number("opening")
            if closing is not None and opening is not None and abs(opening - closing) > tolerance:
                yield found(row.at("opening"), before.at("closing"), variant="opening", typed=opening, derived=closing,
                            difference=opening - closing, month=before.text("month"))


def _differing(portfolio: Portfolio, tolerance: float) -> Iterator[Differing]:
    for book in portfolio.books:
        for table in book.tables.values():
            yield from differing(book, table, tolerance)


def _cells(cell: Differing) -> Iterator[Place]:
    """The cell, then the inputs that it derives from."""
    yield cell.row.at(cell.field.key)
    if isinstance(cell.field.derived, Gathered):
        for sheet, column in (("lines", "total"), ("capital", "amount")):
            for each in cell.book.tables.get(sheet, ()):
                if each.number(column):
                    yield each.at(column)
        return
    for key in cell.field.derived.inputs if cell.field.derived else ():
        if not cell.row.blank(key):
            yield cell.row.at(key)
