"""References: a cell may hold a row's key, its name, or both; all become the key."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from templates.table import Table, Unread
from templates.text import comparable, normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from templates.field import Field


@dataclass
class Directory:
    """What can be referred to: target sheet → key, and target sheet → name → keys.

    A target that is not in `keys` at all cannot be judged: whatever refers to it is taken as typed.
    """

    keys: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    names: dict[str, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))

    def add(self, table: Table) -> None:
        """Enter the rows of a table that others may refer to; a form or a table without a key has none."""
        if table.declaration.form or not table.declaration.keys:
            return
        keys, names = self.keys[table.key], self.names[table.key]
        key_column = table.declaration.keys[0]
        for row in table:
            key = row.text(key_column)
            if not key:
                continue
            keys.setdefault(normal(key).lower(), key)
            for named in ("name", "short_name"):
                if named in table.declaration.by_key and (name := row.text(named)):
                    names[comparable(name)].add(key)

    def find(self, target: str, typed: str) -> str | set[str]:
        """The key meant; an empty set where nothing is, several keys where the name is ambiguous."""
        keys, names = self.keys[target], self.names[target]
        text = normal(typed)
        if (key := keys.get(text.lower())) is not None:
            return key
        first, _, rest = text.partition(" ")
        if rest and (key := keys.get(first.lower())) is not None:
            return key
        meant = names.get(comparable(text), set())
        return next(iter(meant)) if len(meant) == 1 else meant

    def listed(self, target: str) -> Mapping[str, str]:
        """Every key of a target, with a name where it has one, for suggesting the nearest."""
        found = dict.fromkeys(self.keys[target].values(), "")
        for name, keys in self.names[target].items():
            found.update(dict.fromkeys(keys, name))
        return found


def resolve(table: Table, directory: Directory, elsewhere: Iterable[str] = ()) -> None:
    """Turn the reference columns of a table into keys, in place.

    `elsewhere` are departments whose rows are not at hand (book refused or missing): a key that bears their id
    (T-<department>-nnn) is taken as typed.
    """
    away = frozenset(elsewhere)
    for column in table.declaration.fields:
        if column.ref is None or column.ref not in directory.keys or column.key not in table.columns:
            continue
        values = table.columns[column.key]
        for index, value in enumerate(values):
            if isinstance(value, str):
                values[index] = _one(column, value, directory, away)
            elif isinstance(value, tuple):
                meant = [_one(column, part, directory, away) for part in value]
                unread = next((each for each in meant if isinstance(each, Unread)), None)
                values[index] = unread or tuple(meant)


def _one(column: Field, typed: str, directory: Directory, away: frozenset[str]) -> object:
    found = directory.find(column.ref or "", typed)
    if isinstance(found, str):
        return found
    if not found and _department_of(typed) in away:
        return typed
    return Unread(typed, "ambiguous" if found else "reference")


def _department_of(key: str) -> str:
    """The department in T-<department>-nnn, RQ-<department>-nn; "" in anything else."""
    parts = normal(key).split("-")
    return parts[1] if len(parts) >= 3 else ""
