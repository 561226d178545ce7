"""Moves: single changes that somebody could make, and repairs: one or two of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from checks.explanation.price import ARRANGING, KNOCK_ON, PARTY, WEIGHT, YUAN_A_DAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checks.change import Change
    from templates.table import Place


@dataclass(frozen=True)
class Move:
    """One change in all the cells that it takes. `kind` names its sentence, `subject` what is changed.

    `days`: working days moved, or person-days given up; `tasks`: other tasks that move along; `money` in 元; `extra`: a
    surcharge in days; `parties`: departments concerned beside those whose cells change ("" for the office).
    """

    kind: str
    subject: str
    changes: tuple[Change, ...]
    days: float = 0.0
    tasks: int = 0
    money: float = 0.0
    extra: float = 0.0
    parties: frozenset[str] = frozenset()
    facts: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def key(self) -> tuple[str, ...]:
        """What tells it from every other one."""
        return (self.kind, self.subject, *(str(change.new) for change in self.changes))

    @cached_property
    def places(self) -> frozenset[Place]:
        """The cells that change."""
        return frozenset(change.place for change in self.changes)

    @cached_property
    def concerned(self) -> frozenset[str]:
        """Departments that have to agree."""
        return self.parties | {change.department for change in self.changes}

    @cached_property
    def own_price(self) -> float:
        """The price without what further departments add."""
        weighed = WEIGHT.get(self.kind, 1.0) * self.days
        return weighed + KNOCK_ON * self.tasks + self.money / YUAN_A_DAY + ARRANGING[self.kind] + self.extra


@dataclass(frozen=True)
class Repair:
    """One or two moves that together remove a clash; `warnings` counts what they newly raise."""

    moves: tuple[Move, ...]
    warnings: int = 0

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its moves."""
        return tuple(move.kind for move in self.moves)

    @property
    def key(self) -> frozenset[tuple[str, ...]]:
        """What tells it from every other one."""
        return frozenset(move.key for move in self.moves)

    @property
    def changes(self) -> tuple[Change, ...]:
        """All cells that change."""
        return tuple(change for move in self.moves for change in move.changes)

    @property
    def days(self) -> float:
        """Working days moved, or person-days given up."""
        return round(sum(move.days for move in self.moves), 2)

    @property
    def tasks(self) -> int:
        """Other tasks that move along."""
        return sum(move.tasks for move in self.moves)

    @property
    def money(self) -> float:
        """元."""
        return round(sum(move.money for move in self.moves), 2)

    @cached_property
    def price(self) -> float:
        """In working days (see price)."""
        parties = frozenset[str]().union(*(move.concerned for move in self.moves))
        return round(sum(move.own_price for move in self.moves) + PARTY * (len(parties) - 1), 6)

    @property
    def fits(self) -> bool:
        """True where no cell is changed twice."""
        return len(self.moves) < 2 or self.moves[0].places.isdisjoint(self.moves[1].places)
