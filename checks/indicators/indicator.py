"""An indicator: a rate that knows every cell above and below the line, and what was left out and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from checks.derivation import Derivation, count, summed
from templates.text import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checks.indicators.period import Period
    from templates.table import Place, Row

NUMERATOR, DENOMINATOR, PERSONS = "numerator", "denominator", "persons"
"""Parts; of `persons` each is counted once, however often the cell names him."""


class Entry(NamedTuple):
    """What one cell gives to one part of a department's indicator.

    `part` is the numerator, the denominator, or the name of something that stands beside the rate or was left out of it.
    `working` says how the amount came about; what is counted has none.
    """

    department: str
    part: str
    amount: float
    row: Row
    column: str
    working: Derivation | None = None


@dataclass(frozen=True)
class Sum:
    """Amounts with their cells."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def total(self) -> float:
        """All amounts together, rounded to a millionth: hours are sums of fractions."""
        return round(sum(each.amount for each in self.entries), 6)

    @cached_property
    def cells(self) -> tuple[Place, ...]:
        """Every cell, once, in the order in which they were counted."""
        return tuple(dict.fromkeys(each.row.at(each.column) for each in self.entries))

    @cached_property
    def derivation(self) -> Derivation:
        """How the total came about."""
        return summed(each.working or count([each.row.at(each.column)]) for each in self.entries)

    @property
    def largest(self) -> Entry | None:
        """What gives most."""
        return max(self.entries, key=lambda each: each.amount, default=None)

    def __len__(self) -> int:
        return len(self.entries)


@dataclass(frozen=True)
class Indicator:
    """One rate of one department ("" for all together) in one period."""

    key: str
    department: str
    period: Period
    numerator: Sum = field(default_factory=Sum)
    denominator: Sum = field(default_factory=Sum)
    beside: Mapping[str, Sum] = field(default_factory=dict)
    least: float = 0
    """So many persons must stand behind it."""

    @property
    def suppressed(self) -> bool:
        """True where the group is too small to be shown: its members could be told apart."""
        return bool(self.denominator) and len(self.other(PERSONS)) < self.least

    @property
    def rate(self) -> float | None:
        """Percent; None (不适用) without a denominator, and for a group that is too small."""
        whole = self.denominator.total
        return None if whole <= 0 or self.suppressed else self.numerator.total / whole * 100

    def other(self, part: str) -> Sum:
        """What stands beside the rate under a name."""
        return self.beside.get(part, Sum())


def gather(
    key: str, period: Period, entries: Iterable[Entry], departments: Iterable[str], *, least: float = 0,
) -> dict[str, Indicator]:
    """The indicator of every department and, under "", of all together: from sums, never as a mean of rates.

    What belongs to no listed department is in no indicator. A group too small to be shown is not in the whole either:
    the whole less the others would give it away.
    """
    parts: dict[str, dict[str, list[Entry]]] = {each: defaultdict(list) for each in departments if each}
    for entry in entries:
        if entry.department in parts:
            parts[entry.department][entry.part].append(entry)
    found = {department: _indicator(key, department, period, own, least) for department, own in parts.items()}
    whole: dict[str, list[Entry]] = defaultdict(list)
    for department, own in parts.items():
        for part, listed in own.items() if not found[department].suppressed else ():
            whole[part] += listed
    return {"": _indicator(key, "", period, whole, least), **found}


def _indicator(key: str, department: str, period: Period, parts: Mapping[str, list[Entry]], least: float) -> Indicator:
    sums = {part: Sum(tuple(_once(entries) if part == PERSONS else entries)) for part, entries in parts.items()}
    beside = {part: each for part, each in sums.items() if part not in (NUMERATOR, DENOMINATOR)}
    return Indicator(key, department, period, sums.get(NUMERATOR, Sum()), sums.get(DENOMINATOR, Sum()), beside, least)


def _once(entries: Iterable[Entry]) -> list[Entry]:
    """The first entry of everybody whom the cells name; a blank cell is somebody of whom nothing more is known."""
    persons: dict[object, Entry] = {}
    for each in entries:
        name = normal(each.row.text(each.column)).lower()
        persons.setdefault(name or each.row.at(each.column), each)
    return list(persons.values())
