"""Lines: what a department has to mend, one cell a line, so that the first lines clear most."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.finding import SEVERITIES, position
from checks.repeats import Repeat, repeats
from templates.xlsx.address import position as row_and_column
from templates.xlsx.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checks.finding import Finding, Severity
    from templates.table import Place


@dataclass(frozen=True)
class Line:
    """One cell, or the first of a column with the same fault: all that it clears when it is mended, worst first."""

    place: Place
    faults: tuple[Repeat, ...]

    @property
    def findings(self) -> list[Finding]:
        """Everything that this line clears."""
        return [each for told in self.faults for each in (told.first, *told.others)]

    @property
    def severity(self) -> Severity:
        """The worst of it."""
        return min((told.first.severity for told in self.faults), key=SEVERITIES.index)


def lines(findings: Iterable[Finding], department: str) -> list[Line]:
    """Errors before warnings before hints; among these what clears most, then by workbook, sheet, row and column.

    Alike faults of a column stand together as one (`checks.repeats`), and so do several faults of one cell.
    """
    cells: dict[object, list[Repeat]] = {}
    for number, told in enumerate(repeats(findings)):
        place = own_place(told.first, department)
        cells.setdefault((place.file, place.sheet, place.cell) if place.cell and not told.others else number, []).append(told)
    found = [Line(own_place(faults[0].first, department), tuple(sorted(faults, key=_badness))) for faults in cells.values()]
    return sorted(found, key=lambda line: (SEVERITIES.index(line.severity), -len(line.findings), *_walk(line.place)))


def own_place(finding: Finding, department: str) -> Place:
    """Where the department mends it: its own cell where one takes part, else where the finding points to."""
    if finding.department == department:
        return finding.anchor
    return next((place for place in finding.places if place.department == department and place.cell), finding.anchor)


def _badness(told: Repeat) -> int:
    return SEVERITIES.index(told.first.severity)


def _walk(place: Place) -> tuple[str, tuple[int, int], tuple[int, int]]:
    """The way through a workbook; what names a whole file comes before its cells."""
    with suppress(Refused):
        return (place.file, position(place.table), row_and_column(place.cell))
    return (place.file, position(place.table), (0, 0))
