"""A seeded defect: what is done to the records of a folder, and which findings must follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from samples.places import Expected

if TYPE_CHECKING:
    from collections.abc import Callable

    from samples.folder import Folder

E, W, H = "error", "warning", "hint"
Round = Literal["seeded_r1", "seeded_r2"]


@dataclass(frozen=True)
class Defect:
    """One defect of the page's table; it is sown only where all its codes are known."""

    number: int
    folder: Round
    sow: Callable[[Folder], None]
    expected: tuple[Expected, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The codes that the defect must raise."""
        return frozenset(each.code for each in self.expected)


def one(
    number: int, sow: Callable[[Folder], None], *place: str, nth: int = 0, folder: Round = "seeded_r2",
) -> Defect:
    """A defect with one finding: code, severity, sheet, department, row, column, period."""
    return many(number, sow, place, nth=nth, folder=folder)


def many(
    number: int, sow: Callable[[Folder], None], *places: tuple[str, ...], nth: int = 0, folder: Round = "seeded_r2",
) -> Defect:
    """A defect with several findings, each as in `one`."""
    expected = []
    for place in places:
        code, severity, sheet, department, row, column, period = (*place, *[""] * (7 - len(place)))
        expected.append(Expected(code, severity, sheet, department, row, column, period, nth))
    return Defect(number, folder, sow, tuple(expected))
