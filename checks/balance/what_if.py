"""What if: other capacities, other caps, tasks left away, as a portfolio of its own; the books stay as they are."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from checks.change import added, applied, changed
from checks.people import People
from templates.text import comparable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checks.change import Change
    from checks.portfolio import Portfolio
    from templates.filled import Filled
    from templates.table import Row, Table

LEVEL = 4
"""The highest level of a skill: whoever is imagined can do all that is asked of the post."""


@dataclass(frozen=True)
class Wrong:
    """A setting that cannot be followed: a stable word (balance.wrong.<kind>) and facts for its sentence."""

    kind: str
    facts: Mapping[str, object] = field(default_factory=dict)


def supposed(portfolio: Portfolio, settings: Sequence[str], without: Sequence[str]) -> Portfolio | Wrong:
    """The portfolio with settings (capacity:ASSET=2, capacity:POST=6, cap:DEPARTMENT=6500000), and without some tasks."""
    changes: list[Change] = []
    for setting in settings:
        found = _setting(portfolio, setting)
        if isinstance(found, Wrong):
            return found
        changes += found
    known = portfolio.by_key("plan.tasks")
    for task in without:
        if task not in known:
            return Wrong("no_task", {"typed": task})
    return _without(applied(portfolio, changes), frozenset(without))


def _setting(portfolio: Portfolio, setting: str) -> list[Change] | Wrong:
    what, equals, typed = setting.partition("=")
    kind, colon, name = what.strip().partition(":")
    try:
        value = float(typed.replace(",", ""))
    except ValueError:
        value = -1.0
    if not equals or not colon or kind not in ("capacity", "cap") or not 0 <= value < float("inf"):
        return Wrong("setting", {"typed": setting})
    return _cap(portfolio, name.strip(), value) if kind == "cap" else _capacity(portfolio, name.strip(), value)


def _cap(portfolio: Portfolio, name: str, value: float) -> list[Change] | Wrong:
    department, _, account = name.partition("/")
    row = next((row for row in portfolio.rows("organisation.caps")
                if (row.text("department"), row.text("account")) == (department, account)), None)
    return [changed(row, "cap", value)] if row else Wrong("no_cap", {"typed": name})


def _capacity(portfolio: Portfolio, name: str, value: float) -> list[Change] | Wrong:
    """Of an asset its quantity; of a post (or department/post) its people: those that are missing are imagined."""
    asset = portfolio.by_key("organisation.assets").get(name)
    if asset:
        return [changed(asset, "quantity", value)]
    department, slash, post = name.rpartition("/")
    have = [row for row in portfolio.rows("organisation.people")
            if comparable(row.text("post")) == comparable(post) and (not slash or row.text("department") == department)]
    if not have:
        return Wrong("no_resource", {"typed": name})
    if value != int(value) or value < len(have):
        return Wrong("fewer_people", {"typed": name, "have": len(have)})
    return _people(portfolio, have[0], int(value) - len(have))


def _people(portfolio: Portfolio, like: Row, count: int) -> list[Change]:
    """Rows for people of a post who have every skill that is asked of it."""
    asked = {row.text("skill") for row in portfolio.rows("plan.staffing")
             if comparable(row.text("post")) == comparable(like.text("post")) and row.text("skill")}
    skills = next(iter(portfolio.tables("organisation.skills")), None)
    found = []
    taken = People(portfolio).rows
    names = (f"+{number}" for number in range(1, len(taken) + count + 1) if f"+{number}" not in taken)
    for _, name in zip(range(count), names, strict=False):
        found.append(added(like.table, {"person": name, "name": name, "department": like.text("department"),
                                        "post": like.text("post"), "hours_per_day": like.number("hours_per_day")}))
        found += [added(skills, {"person": name, "skill": skill, "level": LEVEL}) for skill in sorted(asked) if skills]
    return found


def _without(portfolio: Portfolio, tasks: frozenset[str]) -> Portfolio:
    """A task goes with all its rows; what waited for it waits no longer."""
    if not tasks:
        return portfolio
    books = [_book_without(book, tasks) if book.identity.book == "plan" else book for book in portfolio.books]
    return replace(portfolio, books=books)


def _book_without(book: Filled, tasks: frozenset[str]) -> Filled:
    return replace(book, tables={key: _table_without(table, tasks) for key, table in book.tables.items()})


def _table_without(table: Table, tasks: frozenset[str]) -> Table:
    columns = table.columns
    if "predecessors" in columns:
        columns = columns | {"predecessors": [_fewer(value, tasks) for value in columns["predecessors"]]}
    gone = [row.index for row in table if row.text("task") in tasks]
    return replace(table, columns=columns, filled=[index for index in table.filled if index not in gone])


def _fewer(value: object, tasks: frozenset[str]) -> object:
    if isinstance(value, tuple):
        return tuple(each for each in value if each not in tasks) or None
    return None if value in tasks else value
