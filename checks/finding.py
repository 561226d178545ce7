"""A finding: what is wrong, how bad, in which cells, with the facts that its sentences need."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from templates.books import BOOKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from templates.table import Place

Severity = Literal["error", "warning", "hint"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")


@dataclass(frozen=True)
class Finding:
    """`places` holds the anchor first, then every other cell that takes part.

    `variant` picks the sentence where a rule has several. Identity across rounds is code, department, record key and
    column, never the row.
    """

    code: str
    severity: Severity
    department: str
    places: tuple[Place, ...]
    facts: Mapping[str, object] = field(default_factory=dict)
    variant: str = ""

    @property
    def anchor(self) -> Place:
        """Where to jump."""
        return self.places[0]

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """The same finding in another round or a sorted sheet has the same identity."""
        return (self.code, self.department, self.anchor.key, self.anchor.column)


@dataclass(frozen=True)
class Waived:
    """A finding that the coordination office excused."""

    finding: Finding
    reason: str
    granted_by: str
    until: str


def order(finding: Finding) -> tuple[object, ...]:
    """Sorting: by department, worst first, then where it stands."""
    place = finding.anchor
    return (finding.department, SEVERITIES.index(finding.severity), place.file, position(place.table),
            *_address(place.cell), finding.code, finding.variant)


@cache
def position(table: str) -> tuple[int, int]:
    """Which book and sheet of it "plan.tasks" is: the order of work, whatever language their names are in."""
    book, _, sheet = table.partition(".")
    return (list(BOOKS).index(book), list(BOOKS[book].by_key).index(sheet)) if sheet else (-1, -1)


def _address(cell: str) -> tuple[int, int, str]:
    letters = cell.rstrip("0123456789")
    return (int(cell[len(letters):] or 0), len(letters), letters)
