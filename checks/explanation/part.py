"""The part of a portfolio that asks for some people, posts and equipment: all that rules on these look at."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from templates.table import Row
from templates.text import comparable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from checks.change import Change
    from checks.conflicts import Conflict
    from checks.explanation.scene import Scene
    from checks.portfolio import Portfolio
    from templates.filled import Filled

COUNTED = frozenset({"R01", "R02", "R03", "R04", "R05", "R06", "R07"})
"""Rules that count what is asked of each person, post or asset by itself."""
SHEETS = ("plan.staffing", "plan.equipment")
THINNED = ("tasks", "staffing", "equipment")


@dataclass(frozen=True)
class Asked:
    """People and assets by key, posts as they compare, and rows by name that are kept whatever they ask for."""

    resources: set[tuple[str, str]] = field(default_factory=set)
    rows: dict[str, Row] = field(default_factory=dict)

    def note(self, row: Row) -> None:
        """Add what a row asks for."""
        self.resources.update(resources_of(row))


def resources_of(row: Row) -> Iterator[tuple[str, str]]:
    """What a row asks for: ("person", key), ("asset", key), or ("post", as it compares); rows of other sheets nothing."""
    if row.table.key == "plan.equipment":
        yield "asset", row.text("asset")
    elif row.table.key != "plan.staffing":
        return
    elif person := row.text("person"):
        yield "person", person
    elif post := comparable(row.text("post")):
        yield "post", post


def asked_in(scene: Scene, conflict: Conflict) -> Asked:
    """What the rows of a clash ask for."""
    asked = Asked()
    for place in conflict.finding.places:
        asked.note(scene.row(place))
    return asked


def asked_by(scene: Scene, after: Portfolio, changes: Iterable[Change]) -> Asked:
    """What the rows that change, or whose task moves, ask for, before and after."""
    asked = Asked()
    for change in changes:
        if change.place.table in SHEETS:
            row = scene.row(change.place)
            asked.rows[scene.name(row)] = row
        elif change.place.table == "plan.tasks":
            asked.rows.update((scene.name(row), row) for row in scene.rows_of.get(scene.row(change.place).text("task"), ()))
    tables = {(book.file, table.key): table for book in after.books for table in book.tables.values() if table.key in SHEETS}
    for row in asked.rows.values():
        asked.note(row)
        asked.note(Row(tables[row.table.source.file, row.table.key], row.index))
    return asked


def part(scene: Scene, portfolio: Portfolio, asked: Asked) -> Portfolio:
    """The portfolio with only the rows that ask for these, and their tasks; every row that stays keeps its address.

    `portfolio` is the scene's, perhaps with some cells changed.
    """
    kept: dict[tuple[str, str], set[int]] = defaultdict(set)
    rows = [*asked.rows.values(), *(row for resource in asked.resources for row in scene.asking.get(resource, ()))]
    tasks = [scene.windows.tasks[key] for key in {row.text("task") for row in rows} if key in scene.windows.tasks]
    for row in (*rows, *tasks):
        kept[row.table.source.file, row.table.declaration.key].add(row.index)
    return replace(portfolio, books=[_thinned(book, kept) for book in portfolio.books])


def _thinned(book: Filled, kept: Mapping[tuple[str, str], set[int]]) -> Filled:
    if book.identity.book != "plan":
        return book
    tables = {key: replace(table, filled=sorted(kept.get((book.file, key), ()))) if key in THINNED else table
              for key, table in book.tables.items()}
    return replace(book, tables=tables)
