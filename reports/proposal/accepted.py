"""Accepted lines, written into copies of the departments' workbooks in which only the cells concerned differ."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from checks.change import ADDED
from reports.consolidated.sheets import typed
from reports.proposal.answers import changed, concerning
from reports.proposal.record import SCHEDULED_FROM
from reports.proposal.refusal import Refusal
from templates.books import sheet_of
from templates.table import Row
from templates.wording import say
from templates.xlsx.address import position
from templates.xlsx.amended import Amendment, amend, shared_from
from templates.xlsx.refused import Refused
from templates.xlsx.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from checks.change import Change
    from checks.portfolio import Portfolio
    from reports.proposal.answers import Answers
    from templates.filled import Filled
    from templates.table import Table
    from templates.xlsx.splicing import Cells

Written = dict[str, dict[str, "Cells"]]
"""File → visible sheet → cells."""


@dataclass(frozen=True)
class Stale:
    """A line that was not written: its cell no longer holds the old value, belongs to something else, or is a shared formula."""

    task: str
    change: Change
    why: Literal["differs", "moved", "formula"]
    now: object

    def said(self, locale: str) -> str:
        """The sentence for people."""
        place = self.change.place
        return say("reports", f"proposal.stale.{self.why}", locale, task=self.task, file=place.file, sheet=place.sheet,
                   cell=place.cell, now=self.now, old=self.change.old)


@dataclass(frozen=True)
class Copies:
    """What was written: the copies, the tasks in them, lines that were refused, how many lines were not accepted.

    `untouched` counts the plans in which nothing was accepted, so that there is no copy of them.
    """

    files: tuple[Path, ...]
    tasks: tuple[str, ...]
    stale: tuple[Stale, ...]
    left: int
    untouched: int


def write(
    given: Answers, portfolio: Portfolio, target: Path, step: Callable[[int, int], None] | None = None, *, anyway: bool = False,
) -> Copies | Refusal:
    """Write the accepted lines into copies below `target`, under the files' own names; no source is touched.

    Refused where the books changed since the proposal was made; `anyway` then goes by the cells: a line of which one no
    longer holds its old value is left out as a whole. Raises OSError where a copy cannot be written.
    """
    if refusal := concerning(given, portfolio) or _target(target, portfolio) or _nothing(given):
        return refusal
    if not anyway and (files := changed(given, portfolio)):
        return Refusal("changed", files)
    stale, tasks, cells = _sorted_out(given, portfolio)
    paths = {file: target / file for file in cells}
    if there := tuple(str(path) for path in paths.values() if path.exists()):
        return Refusal("exists", there)
    for number, (file, sheets) in enumerate(sorted(cells.items()), 1):
        book = _book(portfolio, file)
        below = {table.name: table.first - 1 for table in book.tables.values()} if book else {}
        amendments = {name: Amendment(each, below.get(name, 0)) for name, each in sheets.items()}
        try:
            amend(portfolio.root / file, paths[file], amendments)
        except Refused as refused:                       # somebody took it away while it was looked at
            return Refusal("unreadable", (file,), refused.reason)
        if step:
            step(number, len(cells))
    plans = [book.file for book in portfolio.books if book.identity.book in SCHEDULED_FROM and book is not portfolio.organisation]
    return Copies(tuple(paths[file] for file in sorted(paths)), tasks, stale, len(given.record.lines) - len(given.accepted),
                  len(set(plans) - cells.keys()))


def _target(target: Path, portfolio: Portfolio) -> Refusal | None:
    """Copies inside of the period folder would be read as books of their own."""
    root, where = portfolio.root.resolve(), target.resolve()
    return Refusal("inside", (str(target),)) if where == root or root in where.parents else None


def _nothing(given: Answers) -> Refusal | None:
    if given.record.supposed:
        return Refusal("supposed", (given.path.name,), "、".join(given.record.supposed))
    return None if given.accepted else Refusal("nothing", (given.path.name,))


def _book(portfolio: Portfolio, file: str) -> Filled | None:
    return next((book for book in portfolio.books if book.file == file), None)


def _sorted_out(given: Answers, portfolio: Portfolio) -> tuple[tuple[Stale, ...], tuple[str, ...], Written]:
    """Lines that cannot be written, the tasks of those that can, and their cells."""
    changes = [change for task in given.accepted for change in given.record.lines[task]]
    shared = _shared(portfolio, changes)
    stale, tasks = [], []
    cells: Written = defaultdict(lambda: defaultdict(dict))
    for task in given.accepted:
        found = [each for change in given.record.lines[task] if (each := _stale(task, change, portfolio, shared))]
        stale += found[:1]
        if not found:
            tasks.append(task)
            for change in given.record.lines[task]:
                cells[change.place.file][change.place.sheet] |= _cells(change, portfolio)
    return tuple(stale), tuple(tasks), cells


def _shared(portfolio: Portfolio, changes: Iterable[Change]) -> dict[tuple[str, str], set[tuple[int, int]]]:
    """By file and sheet, cells whose formula stands for others too."""
    sheets: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        sheets[change.place.file].add(change.place.sheet)
    found: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for file, names in sheets.items():
        book = _book(portfolio, file)
        if book:
            with Workbook(book.path) as workbook:
                found |= {(file, name): shared_from(workbook.sheet(name)) for name in names if name in workbook.sheets}
    return found


def _stale(
    task: str, change: Change, portfolio: Portfolio, shared: Mapping[tuple[str, str], set[tuple[int, int]]],
) -> Stale | None:
    """Why a cell cannot be written; None where it can."""
    table, place = _table(portfolio, change), change.place
    if table is None or (change.key != ADDED and change.column not in table.declaration.by_key):
        return Stale(task, change, "moved", None)
    if change.key == ADDED:
        index = max(table.filled, default=-1) + 1
        return None if table.address(_first_column(table), index) == place.cell else Stale(task, change, "moved", None)
    index = 0 if table.declaration.form else position(place.cell)[0] - table.first
    row = Row(table, index)
    if index < 0 or table.address(change.column, index) != place.cell or row.key != change.key:
        return Stale(task, change, "moved", row[change.column] if index >= 0 else None)
    if row[change.column] != change.old:
        return Stale(task, change, "differs", row.raw(change.column))
    if position(place.cell) in shared.get((place.file, place.sheet), set()):
        return Stale(task, change, "formula", row[change.column])
    return None


def _table(portfolio: Portfolio, change: Change) -> Table | None:
    """The table that the change means, as it is now."""
    book = _book(portfolio, change.place.file)
    table = book.tables.get(change.sheet) if book and book.identity.book == change.book else None
    return table if table and table.name == change.place.sheet else None


def _first_column(table: Table) -> str:
    """The column in whose first cell a new row is said to stand."""
    return table.declaration.fields[0].key


def _cells(change: Change, portfolio: Portfolio) -> Cells:
    """The cells of a change with what is typed into them: choices by their labels, lists joined."""
    table = _table(portfolio, change)
    book = _book(portfolio, change.place.file)
    if table is None or book is None:
        return {}
    fields, locale = sheet_of(change.place.table).by_key, book.identity.locale
    row, column = position(change.place.cell)
    if isinstance(change.new, dict):
        return {(row, table.column_of[key]): typed(value, fields[key], locale) for key, value in change.new.items()
                if value is not None and key in table.column_of}
    return {(row, column): typed(change.new, fields[change.column], locale)}
