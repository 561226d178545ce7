"""How a workbook says what it is: the hidden sheet `_book`, the file name, periods."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

BOOK_SHEET = "_book"
LIST_SHEET = "_lists"
CHECK_SHEET = "_checks"
"""The hidden sheet of what self-checks need once for all rows: totals and sentences."""
OURS = frozenset({"consolidated", "balance", "findings"})
"""What the system itself writes; passed over where it is found in a folder."""

_PERIOD = re.compile(r"(?P<year>20\d\d)(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?")
_NAME = re.compile(
    r"(?:(?P<department>[A-Za-z0-9]+)_)?(?P<book>[a-z]+)_(?P<period>20\d\d(?:H[12]|Q[1-4]|-\d\d)?)(?:_r(?P<round>\d+))?",
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a workbook says about itself in `_book`."""

    book: str
    version: str
    organisation: str
    period: str
    department: str = ""
    round: int = 0
    locale: str = "zh-Hans"

    def file_name(self) -> str:
        """The proposed name: <department>_<book>_<period>_r<round>.xlsx, parts left out where there are none."""
        parts = [self.department, self.book, self.period, f"r{self.round}" if self.round else ""]
        return "_".join(part for part in parts if part) + ".xlsx"

    def said(self, names: Mapping[str, str]) -> dict[str, str]:
        """What stands in `_book`, key by key; `names` maps a sheet's key to its visible name."""
        said = {"book": self.book, "version": self.version, "organisation": self.organisation,
                "department": self.department, "period": self.period, "round": str(self.round or ""),
                "locale": self.locale}
        return said | {f"sheet:{key}": name for key, name in names.items()}


def named(stem: str) -> re.Match[str] | None:
    """The parts of a file name that follows the pattern; None says nothing, people rename files."""
    return _NAME.fullmatch(stem)


def span(period: str) -> tuple[date, date] | None:
    """First and last day of 2026, 2026H1, 2026Q2 or 2026-06; None for anything else."""
    match = _PERIOD.fullmatch(period)
    if not match:
        return None
    first, months = 1, 12
    if match["half"]:
        first, months = 1 + 6 * (int(match["half"]) - 1), 6
    elif match["quarter"]:
        first, months = 1 + 3 * (int(match["quarter"]) - 1), 3
    elif match["month"]:
        first, months = int(match["month"]), 1
    year, after = int(match["year"]), first + months
    last = date(year + (after > 12), after - 12 * (after > 12), 1) - timedelta(days=1)
    return date(year, first, 1), last
