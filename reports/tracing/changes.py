"""What is no longer as it was when a report was made: files with another content, another name or none, and cited cells."""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.tracing.books import print_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.tracing.books import Books
    from reports.tracing.report import Report

Place = tuple[str, str, str]


@dataclass(frozen=True)
class Changes:
    """`touched` files are other files now, `gone` cannot be read, `moved` have another name (old → new).

    `cells`: file, sheet, A1 → what the cell held and what it holds, in the form in which a report carries it.
    """

    touched: tuple[str, ...]
    gone: frozenset[str]
    moved: Mapping[str, str]
    cells: Mapping[Place, tuple[object, object]]


def changes(report: Report, books: Books) -> Changes:
    """Compare the files and cells of a report with the books as they are, cells also where the file is the same."""
    touched, gone, moved, cells = [], set(), {}, {}
    for file, was in report.files.items():
        with suppress(OSError):
            now = books.path(file).relative_to(books.folder.resolve()).as_posix()
            if now != file:
                moved[file] = now
        if books.fingerprint(file) != was:
            touched.append(file)
        try:
            cells.update(_changed(report, books, file))
        except OSError:
            gone.add(file)
    return Changes(tuple(touched), frozenset(gone), moved, cells)


def _changed(report: Report, books: Books, file: str) -> dict[Place, tuple[object, object]]:
    """The cited cells of a file that hold something else. Raises OSError for a file that cannot be read."""
    books.path(file)
    pairs = {(file, sheet, cell): (held, print_of(books.value(file, sheet, cell)))
             for sheet, cells in report.cells.get(file, {}).items() for cell, held in cells.items()}
    return {place: pair for place, pair in pairs.items() if not _same(*pair)}


def _same(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-12)
    if one == "#":                                       # of a secret text nothing more is known
        return isinstance(other, str) and other.startswith("#")
    return one == other
