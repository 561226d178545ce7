"""F10: drop-downs, colours and self-checks that were lost when cells from elsewhere were pasted over them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from checks.rule import Found, found, rule
from templates.table import Row, Unread
from templates.xlsx.address import sound_ranges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from templates.table import Table
    from templates.xlsx.address import Range


@rule("F10", scope="f", severity="hint", clauses=("2.2.3",))
def lost_by_pasting(portfolio: Portfolio) -> Iterator[Found]:
    """Cells pasted with their formats bring none of our drop-downs and colours along; who types there next gets no help.

    Only columns are judged that have a drop-down; a sheet without any was written by another program, and rows below
    the prepared ones never had one. A wrong value in the column says more. Not wanted where departments copy their
    data from another system every time.
    """
    for book in portfolio.books:
        for table in book.tables.values():
            if table.listed and table.filled and not table.declaration.form:
                yield from _lost(table)
            if table.filled and (checked := table.self_checked):
                yield from _unchecked(table, checked)


def _unchecked(table: Table, checked: set[int]) -> Iterator[Found]:
    """The first filled row without its self-check: a row that was inserted, or over whose last cell something was pasted."""
    last = max(checked)
    index = next((each for each in table.filled if each not in checked and each <= last), None)
    if index is not None:
        yield found(Row(table, index).at(table.declaration.fields[0].key), variant="check")


def _lost(table: Table) -> Iterator[Found]:
    listed, coloured = _areas(table.listed), _areas(table.coloured)
    for field in table.declaration.fields:
        column, values = table.column_of.get(field.key), table.columns.get(field.key, [])
        if column is None or field.derived or field.many or field.type not in ("choice", "ref"):
            continue
        if Unread in map(type, values):
            continue
        filled = [index for index in table.filled if values[index] is not None]
        bare = _first_without(table, filled, listed, column, whole=field.type == "choice")
        pale = _first_without(table, filled, coloured, column, whole=False)
        lost = [index for index in (bare, pale) if index is not None]
        if lost:
            row = Row(table, min(lost))
            yield found(row.at(field.key), variant="choices" if row.index == bare else "colours")


def _first_without(table: Table, filled: list[int], areas: list[Range], column: int, *, whole: bool) -> int | None:
    """The first of the filled rows of a column on which none of the areas lies, as far down as any was prepared.

    A column without any area has lost it as a `whole`, or never had one: choices always have one, references only where
    the list was filled when the template was made.
    """
    own = sorted(area for area in areas if area.first_column <= column <= area.last_column)
    if not filled or (not own and not whole):
        return None
    if any(area.first_row <= table.first + filled[0] and table.first + filled[-1] <= area.last_row for area in own):
        return None
    last, waiting, reached = max(area.last_row for area in areas), iter(own), 0
    following = next(waiting, None)
    for index in filled:
        row = table.first + index
        while following and following.first_row <= row:
            reached = max(reached, following.last_row)
            following = next(waiting, None)
        if reached < row <= last:
            return index
    return None


def _areas(written: list[str]) -> list[Range]:
    return [area for each in written for area in _read(each)]


@lru_cache(8192)
def _read(written: str) -> tuple[Range, ...]:
    """Areas as the file writes them; the books of an organisation write the same ones."""
    return tuple(sound_ranges([written]))
