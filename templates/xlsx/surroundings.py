"""What stands around the cells of a worksheet: merges, hidden columns, validations, conditional formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.xlsx.address import LAST_COLUMN, Range, ordinal, ranges
from templates.xlsx.refused import Refused

if TYPE_CHECKING:
    from templates.xlsx.parsing import Attributes
    from templates.xlsx.worksheet import Worksheet

TRUE = ("1", "true", "on")


class Surroundings:
    """Takes the elements of a worksheet part that are no cells.

    A validation whose list stands on another sheet is an extension of Excel 2010 (x14): its range is not an attribute
    but the text of an element inside.
    """

    def __init__(self, sheet: Worksheet, most: int) -> None:
        self.sheet, self.left = sheet, most
        self.owner: list[Range] = []
        self.sqref: list[str] = []

    def element(self, name: str, attributes: Attributes) -> list[str] | None:
        """Take one element; where its text is wanted, the list to which it is to be appended."""
        self.finish()
        local = name.rpartition(":")[2]
        if local == "mergeCell":
            self.sheet.merged += self._ranges(attributes.get("ref", ""))
        elif local == "col":
            self._column(attributes)
        elif local == "dataValidation":
            self.owner = self._ranges(attributes.get("sqref", ""))
            self.sheet.validations.append((attributes.get("type", "none"), self.owner))
        elif local == "conditionalFormatting":
            self.owner = self._ranges(attributes.get("sqref", ""))
            self.sheet.conditional.append(self.owner)
        return self.sqref if local == "sqref" else None

    def _ranges(self, sqref: str) -> list[Range]:
        """Read areas; one attribute may name a million, so they are counted by their characters."""
        self.left -= len(sqref)
        if self.left < 0:
            raise Refused("too_many_ranges", self.sheet.name)
        return ranges(sqref)

    def _column(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in TRUE:
            first = ordinal(attributes.get("min"), LAST_COLUMN)
            last = ordinal(attributes.get("max"), LAST_COLUMN)
            self.sheet.hidden_columns.append((first, last))

    def finish(self) -> None:
        """Take the text of the element before, if it was wanted: it is over."""
        if self.sqref:
            self.owner.extend(self._ranges("".join(self.sqref)))
            self.sqref = []
