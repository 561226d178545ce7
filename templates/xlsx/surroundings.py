"""What stands around the cells of a worksheet: merges, hidden columns, validations, conditional formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.xlsx.address import LAST_COLUMN, ordinal, ranges
from templates.xlsx.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from templates.xlsx.parsing import Attributes
    from templates.xlsx.worksheet import Worksheet

TRUE = ("1", "true", "on")
_ENTRY = 4
"""Characters for which an area counts besides its own: a million empty ones are too many as well."""


class Surroundings:
    """Takes the elements of a worksheet part that are no cells.

    A validation whose list stands on another sheet is an extension of Excel 2010 (x14): its areas are not an attribute
    but the text of an element inside.
    """

    def __init__(self, sheet: Worksheet, most: int) -> None:
        self.sheet, self.left = sheet, most
        self.owner: list[str] = []
        self.sqref: list[str] = []

    def element(self, name: str, attributes: Attributes) -> list[str] | None:
        """Take one element; where its text is wanted, the list to which it is to be appended."""
        if self.sqref:
            self.finish()
        local = name.rpartition(":")[2] if ":" in name else name
        if local == "sqref":
            return self.sqref
        if local in _TAKEN:
            _TAKEN[local](self, attributes)
        return None

    def _merge(self, attributes: Attributes) -> None:
        self.sheet.merged += ranges(self._counted(attributes.get("ref", "")))

    def _validation(self, attributes: Attributes) -> None:
        self.owner = [attributes.get("type", "none"), self._counted(attributes.get("sqref", ""))]
        self.sheet.validated.append(self.owner)

    def _conditional(self, attributes: Attributes) -> None:
        self.owner = [self._counted(attributes.get("sqref", ""))]
        self.sheet.formatted.append(self.owner)

    def _counted(self, sqref: str) -> str:
        """Count areas by their characters: one attribute may name a million."""
        self.left -= len(sqref) + _ENTRY
        if self.left < 0:
            raise Refused("too_many_ranges")
        return sqref

    def _column(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in TRUE:
            first = ordinal(attributes.get("min"), LAST_COLUMN)
            last = ordinal(attributes.get("max"), LAST_COLUMN)
            self._counted("")
            self.sheet.hidden_columns.append((first, last))

    def finish(self) -> None:
        """Take the text of the element before, if it was wanted: it is over."""
        if self.sqref:
            self.owner.append(self._counted("".join(self.sqref)))
            self.sqref = []


_TAKEN: dict[str, Callable[[Surroundings, Attributes], None]] = {
    "mergeCell": Surroundings._merge,  # noqa: SLF001 - the table of its own methods
    "dataValidation": Surroundings._validation,  # noqa: SLF001
    "conditionalFormatting": Surroundings._conditional,  # noqa: SLF001
    "col": Surroundings._column,  # noqa: SLF001
}
