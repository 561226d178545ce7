"""F06, F09: derived cells typed over, sums that do not tie out (勾稽)."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from checks.rule import Found, found, rule
from templates.derive import Gathered
from templates.formula import Layout, normal_form
from templates.table import Row, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from templates.field import Field
    from templates.filled import Filled
    from templates.table import Place, Table

TIE_OUTS = ("budget.lines.total", "budget.totals.revenue", "budget.totals.cost", "budget.totals.expense",
            "budget.totals.capital", "budget.totals.controllable", "budget.cash.closing")


@rule("F06", scope="f", severity="error", clauses=("3.1.2", "4.3.1"), tolerance=0.5)
def typed_over(portfolio: Portfolio, tolerance: float) -> Iterator[Found]:
    """A total typed by hand no longer follows its parts; every report would carry the typed one.

    The very value that is derived may be typed: nothing is wrong with it.
    """
    for book, row, field, shown, derived in _differing(portfolio, tolerance):
        if not _is_template_formula(book, row, field):
            yield found(row.at(field.key), *_inputs(book, row, field), typed=shown, derived=derived)


@rule("F09", scope="f", severity="error", clauses=("4.3.1", "4.3.2"), tolerance=0.5, columns=TIE_OUTS)
def tie_out(portfolio: Portfolio, tolerance: float) -> Iterator[Found]:
    """Sums must tie out: months to total, sheets to totals, a month's opening to the closing before it.

    What a typed-over or broken cell already explains is not said again.
    """
    differing = list(_differing(portfolio, tolerance))
    over = {book.file for book, row, field, *_ in differing if not _is_template_formula(book, row, field)}
    for book, row, field, shown, derived in differing:
        follows = isinstance(field.derived, Gathered) and book.file in over
        if f"{row.table.key}.{field.key}" in TIE_OUTS and not follows and _is_template_formula(book, row, field):
            yield found(row.at(field.key), *_inputs(book, row, field), typed=shown, derived=derived)
    for table in portfolio.tables("budget.cash"):
        months = sorted(table, key=lambda row: row.text("month"))
        for before, row in itertools.pairwise(months):
            closing, opening = before.number("closing"), row.number("opening")
            if closing is not None and opening is not None and abs(opening - closing) > tolerance:
                yield found(row.at("opening"), before.at("closing"), variant="opening", typed=opening, derived=closing,
                            difference=opening - closing, month=before.text("month"))


def _differing(portfolio: Portfolio, tolerance: float) -> Iterator[tuple[Filled, Row, Field, float, float]]:
    """Derived cells that show another number than the one derived."""
    for book in portfolio.books:
        for table in book.tables.values():
            for field in table.declaration.fields:
                if field.derived is None or field.key not in table.shown:
                    continue
                allowed = tolerance if field.type == "money" else 0.005 if field.type == "percent" else 1e-6
                for row in table:
                    shown, derived = _shown(table, field.key, row), row.number(field.key)
                    if isinstance(shown, int | float) and derived is not None and abs(shown - derived) > allowed:
                        yield book, row, field, shown, derived


def _shown(table: Table, key: str, row: Row) -> object:
    values = table.shown[key]
    value = values[row.index] if row.index < len(values) else None
    return value.typed if isinstance(value, Unread) and value.why == "bounds" else value


def _is_template_formula(book: Filled, row: Row, field: Field) -> bool:
    """True where the cell holds the formula that our template puts there, wherever rows and columns were moved."""
    written = row.table.formulas.get((field.key, row.index))
    if written is None:
        return False
    layout = Layout({key: table.name for key, table in book.tables.items()},
                    {f"{key}.{column}": number for key, table in book.tables.items()
                     for column, number in table.column_of.items()})
    own_row = row.table.row_of.get(field.key, row.table.first + row.index)
    try:
        expected = layout.formula(row.table.declaration, field, own_row)
    except KeyError:                                    # a column of the formula is gone
        return False
    return normal_form(expected, own_row) == normal_form(written.text, written.row)


def _inputs(book: Filled, row: Row, field: Field) -> Iterator[Place]:
    if isinstance(field.derived, Gathered):
        for sheet, column in (("lines", "total"), ("capital", "amount")):
            for each in book.tables.get(sheet, ()):
                if each.number(column):
                    yield each.at(column)
        return
    for key in field.derived.inputs if field.derived else ():
        if not row.blank(key):
            yield row.at(key)
