"""Rounds: a department's book beside the one that it handed in a round earlier, where that one lies in the folder too."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checks.firsts import firsts
from reports.spending import inputs
from templates.text import normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from templates.filled import Filled
    from templates.table import Place, Row


@dataclass(frozen=True)
class Pair:
    """A book and the one that it replaces: the highest of the lower rounds of the same department and period."""

    old: Filled
    new: Filled


@dataclass(frozen=True)
class Moves:
    """How a plan's tasks differ from those of the round before; of tasks that share a key the first one counts."""

    now: list[Row] = field(default_factory=list)
    added: list[Row] = field(default_factory=list)
    dropped: list[Row] = field(default_factory=list)
    moved: list[tuple[Row, Row]] = field(default_factory=list)
    """Tasks, old and new, of which the start or the finish is another; dates that cannot be read are not compared."""


def pairs(portfolio: Portfolio, book: str) -> dict[str, Pair]:
    """By department its newest book of a kind (plan, budget) that has an earlier round in the folder."""
    found: dict[str, Pair] = {}
    for new in portfolio.books:
        own = new.identity
        earlier = [each for each in portfolio.superseded if own.book == book == each.identity.book
                   and (each.identity.department, each.identity.period) == (own.department, own.period)]
        if earlier:
            found[own.department] = Pair(max(earlier, key=lambda each: each.identity.round), new)
    return {department: found[department] for department in portfolio.departments if department in found}


def moves(pair: Pair) -> Moves:
    """Compare two plans task by task."""
    old, new = ({normal(row.key).lower(): row for row in _tasks(book)} for book in (pair.old, pair.new))
    return Moves(list(new.values()), [row for key, row in new.items() if key not in old],
                 [row for key, row in old.items() if key not in new],
                 [(old[key], row) for key, row in new.items() if key in old and _moved(old[key], row)])


def _tasks(book: Filled) -> Iterator[Row]:
    return (row for row in firsts(book.tables["tasks"]) if row.text("task")) if "tasks" in book.tables else iter(())


def _moved(old: Row, new: Row) -> bool:
    return any((before := old.day(key)) and (after := new.day(key)) and before != after for key in ("start", "finish"))


def planned(book: Filled, portfolio: Portfolio) -> tuple[float, list[Place]]:
    """A budget's controllable lines and capital items together, and the cells that make them up; 元."""
    controllable = {row.key for row in portfolio.rows("organisation.accounts") if row.text("controllable") == "yes"}
    rows = [(row, "total") for row in book.tables.get("lines", ()) if row.text("account") in controllable]
    rows += [(row, "amount") for row in book.tables.get("capital", ())]
    amounts = [(amount, inputs(row, key)) for row, key in rows if (amount := row.number(key))]
    return sum(amount for amount, _ in amounts), [place for _, places in amounts for place in places]
