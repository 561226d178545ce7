"""How a number came about from cells: an expression that anybody who doubts it can work out again.

Derivations are added, subtracted, multiplied and divided like numbers: `total(hours) / total(planned)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from templates.table import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    Edge = Place | date | None
    Span = tuple[Edge, Edge]

Operation = Literal["count", "total", "given", "workdays", "plus", "minus", "times", "over", "least", "most", "root", "rounded"]


@dataclass(frozen=True)
class Derivation:
    """One step: what is done (`operation`) with cells, with other derivations, or a number that no cell holds.

    `count`: so many cells are listed; one that is listed twice counts twice. `total`: the sum of the numbers in the cells,
    a blank one is 0. `given`: `number`, for the reason `note` (a key of the wording). `workdays`: working days that lie in
    one of the `spans` (first and last day, each a cell, a day, or None for open) and in `within`, but in none of `less`. All
    others take `parts`.
    """

    operation: Operation
    cells: tuple[Place, ...] = ()
    parts: tuple[Derivation, ...] = ()
    number: float = 0.0
    note: str = ""
    spans: tuple[Span, ...] = ()
    less: tuple[Span, ...] = ()
    within: tuple[date, date] | None = None

    def __add__(self, other: Derivation) -> Derivation:
        return self._flat("plus", other)

    def __sub__(self, other: Derivation) -> Derivation:
        return Derivation("minus", parts=(self, other))

    def __mul__(self, other: Derivation) -> Derivation:
        return self._flat("times", other)

    def __truediv__(self, other: Derivation) -> Derivation:
        return Derivation("over", parts=(self, other))

    def _flat(self, operation: Operation, other: Derivation) -> Derivation:
        """A sum of sums is one sum: what people read should not be deeper than it need be."""
        return Derivation(operation, parts=tuple(part for each in (self, other) for part in (
            each.parts if each.operation == operation else (each,))))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every cell that takes part, once, in the order in which they come."""
        return tuple(dict.fromkeys(place for step in self._steps() for place in step.own))

    @property
    def own(self) -> list[Place]:
        """The cells of this step itself."""
        edges = [edge for span in (*self.spans, *self.less) for edge in span if isinstance(edge, Place)]
        return [*self.cells, *edges]

    def _steps(self) -> Iterator[Derivation]:
        left = [self]
        while left:
            step = left.pop()
            yield step
            left += reversed(step.parts)


HUNDRED = Derivation("given", number=100, note="percent")
"""From shares to percent and back."""


def count(places: Iterable[Place]) -> Derivation:
    """The number of cells."""
    return Derivation("count", tuple(places))


def total(places: Iterable[Place]) -> Derivation:
    """The sum of the numbers in cells."""
    return Derivation("total", tuple(places))


def given(number: float, note: str) -> Derivation:
    """A number that no cell holds: a default, or what a search found."""
    return Derivation("given", number=number, note=note)


def summed(parts: Iterable[Derivation]) -> Derivation:
    """Many together; counts are one count and totals one total, so that what is long stays flat."""
    flat = list(parts)
    counted = [place for part in flat if part.operation == "count" for place in part.cells]
    added = [place for part in flat if part.operation == "total" for place in part.cells]
    others = [part for part in flat if part.operation not in ("count", "total")]
    kept = [*([count(counted)] if counted else []), *([total(added)] if added else []), *others]
    return kept[0] if len(kept) == 1 else Derivation("plus", parts=tuple(kept)) if kept else count(())


def least(*parts: Derivation) -> Derivation:
    """The smallest of some numbers."""
    return Derivation("least", parts=parts)


def most(*parts: Derivation) -> Derivation:
    """The largest of some numbers."""
    return Derivation("most", parts=parts)


def root(part: Derivation) -> Derivation:
    """The square root."""
    return Derivation("root", parts=(part,))


def rounded(part: Derivation, digits: int) -> Derivation:
    """Rounded to so many decimals (`number`)."""
    return Derivation("rounded", parts=(part,), number=digits)


def workdays(spans: Iterable[Span], within: tuple[date, date] | None = None, less: Iterable[Span] = ()) -> Derivation:
    """Working days of the calendar in any of the spans and in none of `less`."""
    return Derivation("workdays", spans=tuple(spans), less=tuple(less), within=within)


def workdays_after(edge: Edge, last: date) -> Derivation:
    """Working days that lie after a day, up to a last one: how late something is."""
    return workdays([(edge, last)]) - workdays([(edge, edge)])
