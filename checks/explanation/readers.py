"""Readers: which rules look at which columns. Where none of these changes, a rule says what it said before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checks.judge import parameters_of
from checks.rule import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from checks.portfolio import Portfolio
    from templates.table import Table

Columns = dict[str, list[object]]
ALL = "*"
"""Stands for every column of a sheet."""


class _Watched(Columns):
    """The columns of a sheet that write down which of them are looked at."""

    def __init__(self, table: Table, seen: set[tuple[str, str]]) -> None:
        super().__init__(table.columns)
        self.table, self.seen = table.key, seen

    def get(self, key: str, default: Any = None) -> Any:
        self.seen.add((self.table, key))
        return super().get(key, default)

    def __getitem__(self, key: str) -> list[object]:
        self.seen.add((self.table, key))
        return super().__getitem__(key)

    def __iter__(self) -> Iterator[str]:
        self.seen.add((self.table, ALL))
        return super().__iter__()

    def keys(self) -> Any:
        self.seen.add((self.table, ALL))
        return super().keys()

    def values(self) -> Any:
        self.seen.add((self.table, ALL))
        return super().values()

    def items(self) -> Any:
        self.seen.add((self.table, ALL))
        return super().items()


def readers(portfolio: Portfolio, codes: Iterable[str]) -> Mapping[str, set[tuple[str, str]]]:
    """Rule → the columns (table, column or "*") that it looked at in this portfolio; each of the rules runs once.

    A rule sees nothing but the cells that it reads: with the same values there it goes the same way and says the same.
    """
    found: dict[str, set[tuple[str, str]]] = {}
    seen: set[tuple[str, str]] = set()
    books = [replace(book, tables={key: _watched(table, seen) for key, table in book.tables.items()})
             for book in portfolio.books]
    own = portfolio.organisation
    organisation = next((book for book in books if own and book.file == own.file), own)
    for code in codes:
        seen.clear()
        rule = RULES[code]
        fresh = replace(portfolio, books=books, organisation=organisation)   # what one rule keeps, the next must not find
        try:
            for _ in rule.check(fresh, **parameters_of(rule, portfolio)):
                pass
        except Exception:  # noqa: BLE001 - a rule that crashes has its finding; nothing is known of what it reads
            seen |= {(table.key, ALL) for book in books for table in book.tables.values()}
        found[code] = set(seen)
    return found


def _watched(table: Table, seen: set[tuple[str, str]]) -> Table:
    watched = replace(table, columns=_Watched(table, seen))
    watched.places.update(table.places)
    return watched
