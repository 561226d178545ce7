"""How large a workbook from a stranger may be: several times what a department's book needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from templates.xlsx.refused import Refused

if TYPE_CHECKING:
    from templates.xlsx.refused import Reason


@dataclass(frozen=True)
class Limits:
    """Bounds that hold before parsing where they can, else while parsing.

    The largest honest book known has a sheet of 78 MB and two million tags: 2,000 tasks, each judged by a hundred and
    forty formulas of its own. All else was measured on books of departments, with a margin of five and more.
    """

    file: int = 32 << 20
    """Bytes on disk."""
    directory: int = 256 << 10
    """Bytes of the zip's central directory: checked before an object is made per entry."""
    entries: int = 1_000
    inflated: int = 128 << 20
    """Bytes of all parts together, as declared, and of what is inflated of them, however often."""
    part: int = 80 << 20
    """Bytes of one part, as declared and as counted while inflating."""
    small_part: int = 4 << 20
    """Bytes of workbook, relationships, styles: of the last there are tens of thousands in books that were copied often."""
    ratio: int = 400
    """Inflated by packed, of parts above 8 MiB: an honest book of long like texts reaches 250."""
    sheets: int = 200
    rows: int = 20_000
    """Highest row that may hold a value below the key row, in a column with a key."""
    places: int = 400_000
    """Places in all columns with a key: where there are many columns, fewer rows may be filled."""
    characters: int = 8_000_000
    """Text in all columns with a key: a long one may be written once and stand in every cell."""
    written: int = 16_000_000
    """Characters of all texts as the file writes them; Python needs up to four bytes for each."""
    formulas: int = 200_000
    """Formulas that are kept."""
    tags: int = 2_400_000
    """Tags that are parsed in all parts together."""
    attributes: int = 4_000_000
    """Equals signs, by which attributes are counted, in all parts together."""
    small_tags: int = 200_000
    shallow: int = 100_000
    """Tags of one part after which is counted how deep its elements stand in one another."""
    depth: int = 250
    """Elements that may be open beyond those that were so until then."""
    token: int = 1 << 20
    """Bytes of one tag or comment: expat scans an unfinished one again with every piece."""
    names: int = 2_000
    """Different names in one part: the parser keeps every one."""
    areas: int = 1 << 20
    """Characters of all references to areas on one sheet: merges, validations, conditional formats."""
    strings: int = 200_000
    """Entries of the shared string table."""
    text: int = 32_767
    """Characters in one cell, as in Excel; the value of a cell with more is the error value BAD."""
    formula: int = 8_192
    """Characters of one formula, as in Excel; longer text is cut."""


Cost = Literal["inflated", "tags", "attributes", "places", "characters", "written", "formulas"]
_REASONS: dict[Cost, Reason] = {"inflated": "too_large_inflated", "tags": "too_many_elements",
                                "attributes": "too_many_elements", "places": "too_many_rows",
                                "characters": "too_much_text", "written": "too_much_text",
                                "formulas": "too_many_elements"}


class Allowance:
    """What is left of the limits that hold for a workbook as a whole, however many sheets are read, and how often."""

    def __init__(self, limits: Limits) -> None:
        self.left: dict[Cost, int] = {cost: getattr(limits, cost) for cost in _REASONS}

    def spend(self, cost: Cost, amount: int, detail: object = "") -> None:
        """Take from what is left; refuses once nothing is."""
        self.left[cost] -= amount
        if self.left[cost] < 0:
            raise Refused(_REASONS[cost], detail)
