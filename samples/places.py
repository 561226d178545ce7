"""The answer key: one line per expected finding, at its first cell, by the geometry of our own workbooks."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from samples.folder import Folder

HEADINGS = ("folder", "code", "severity", "department", "file", "sheet", "row", "column", "cell")
OF_A_DEPARTMENT = frozenset({"organisation.departments", "organisation.submissions"})
"""The office's sheets whose rows are about one department: the finding is that department's."""


@dataclass(frozen=True)
class Expected:
    """A finding by keys; `sheet` without a column means the file itself, `nth` picks among rows of one key."""

    code: str
    severity: str
    sheet: str
    department: str = ""
    row: str = ""
    column: str = ""
    period: str = ""
    nth: int = 0

    def line(self, name: str, folder: Folder) -> tuple[str, ...]:
        """Its line in the answer key; the folder must already hold the defect."""
        book, _, sheet = self.sheet.partition(".")
        if not self.column:
            path = folder.book(book, self.department, self.period).path
            return (name, self.code, self.severity, self.department, path, "", "", "", "")
        about = self.row.partition("/")[0] if self.sheet in OF_A_DEPARTMENT else self.department
        path, cell = folder.cell(self.sheet, self.department, self.row, self.column, period=self.period, nth=self.nth)
        return (name, self.code, self.severity, about, path, sheet, self.row, self.column, cell)


def write(path: Path, lines: Iterable[tuple[str, ...]]) -> None:
    """Write expected.csv (UTF-8)."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADINGS)
        writer.writerows(lines)
