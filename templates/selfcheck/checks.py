"""The self-checks of one workbook: where their hidden columns stand, what stands in them, what they ask of other sheets."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from templates.filling import ROW
from templates.formula import LIST_FIRST_ROW, quoted
from templates.geometry import FIRST_ROW, LABEL_ROW
from templates.identity import LIST_SHEET
from templates.selfcheck.column import BROKEN, WRONG, Column
from templates.selfcheck.constants import constant
from templates.selfcheck.master import master
from templates.selfcheck.subjects import columns_in, noting
from templates.xlsx.address import column_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from templates.book import Sheet
    from templates.making import Making

AS_OF = (3, 5)
"""Row and column of the cut-off on the sheet that sums up: whoever knows a better one types it there."""
CONSTANTS = "constants"
"""The column of the list sheet that holds the constants; beside it their names."""


class Placed(NamedTuple):
    """A hidden column at its place."""

    column: Column
    number: int

    @property
    def letters(self) -> str:
        """Its letters."""
        return column_letters(self.number)


class Checks:
    """What the writer puts beside the sheets; the formulas of a sheet are made once."""

    def __init__(self, making: Making) -> None:
        self.making = making
        self._of = columns_in(making.book)
        self._asked: dict[str, set[str]] = {}
        """What the formulas of a sheet ask for, by the sheet's key."""
        for sheet in making.book.sheets:
            asked: set[str] = set()
            for column in self._of[sheet.key]:
                for write in (column.formula, column.total):
                    if write:
                        write(noting(asked))
            self._asked[sheet.key] = asked

    @cached_property
    def asks_for_cut_off(self) -> bool:
        """Whether one of the book's rules looks at the day against which dates are judged."""
        return any("#as_of" in asked for asked in self._asked.values())

    @cached_property
    def constants(self) -> list[str]:
        """Names of the constants that the book asks for, in their order on the list sheet."""
        return sorted({key[1:] for asked in self._asked.values() for key in asked if key.startswith("#")} - {"as_of"})

    @cached_property
    def lists(self) -> Mapping[str, list[object]]:
        """The columns that the book adds to the list sheet: constants with their names, and master data."""
        names = sorted({key[1:] for asked in self._asked.values() for key in asked if key.startswith("@")})
        found: dict[str, list[object]] = {}
        if self.constants:
            found[f"{CONSTANTS}.name"] = [*self.constants]
            found[CONSTANTS] = [_serial(constant(self.making, name)) for name in self.constants]
        return found | {name: [_serial(value) for value in master(self.making, name)] for name in names}

    @cached_property
    def _on_list_sheet(self) -> Mapping[str, tuple[int, int]]:
        """Name of a column of the list sheet → its number and length."""
        from templates.listsheet import hidden_columns  # noqa: PLC0415 - it asks us what to add

        return {name: (number, len(values)) for number, (name, values) in enumerate(hidden_columns(self.making).items(), 1)}

    def columns(self, sheet: Sheet) -> list[Placed]:
        """The hidden columns of a sheet, from the second one right of its own; the first holds the message."""
        found = [column for column in self._of[sheet.key] if not column.inline]
        if found:
            asked = sorted(key for key in self._asked[sheet.key] if self._is_brought(sheet, key))
            found += [Column(key, None, lambda c, key=key: c(f"={key}")) for key in asked]  # type: ignore[misc]
        return [Placed(column, len(sheet.fields) + 2 + index) for index, column in enumerate(found)]

    @staticmethod
    def _is_brought(sheet: Sheet, key: str) -> bool:
        """Whether a cell of another sheet is brought over into a column of its own: constants, what stands above columns."""
        return key.startswith("#") or ("^" in key and key.partition("^")[0] not in ("", sheet.key))

    @cached_property
    def _places(self) -> Mapping[str, str]:
        """"tasks._key" → letters of the hidden column."""
        messages = {f"{sheet.key}._message": column_letters(number) for sheet in self.making.book.sheets
                    if (number := self.message_column(sheet)) is not None}
        return messages | {f"{sheet.key}.{placed.column.key}": placed.letters
                           for sheet in self.making.book.sheets for placed in self.columns(sheet)}

    def letters(self, sheet: Sheet, key: str) -> str:
        """The letters of a hidden column."""
        return self._places[f"{sheet.key}.{key}"]

    def message_column(self, sheet: Sheet) -> int | None:
        """The number of the column that says what is wrong, None for a sheet without self-checks."""
        return len(sheet.fields) + 1 if self._of[sheet.key] else None

    def verdicts(self, sheet: Sheet) -> list[Placed]:
        """The verdicts of a sheet, in the order in which they are said."""
        return [placed for placed in self.columns(sheet) if placed.column.is_verdict]

    def wrong(self, sheet: Sheet, verdict: Placed) -> tuple[str, int]:
        """The column that says that a rule is broken, and what stands in it then: an error cell is a state of the row."""
        if verdict.column.formula:
            return verdict.letters, WRONG
        return self.letters(sheet, "_state"), BROKEN

    def cells(self, sheet: Sheet) -> Callable[[str], str]:
        """Answer what formulas beside a sheet ask for; see Cells."""
        layout = self.making.layout
        inline = {column.key: column.formula for column in self._of[sheet.key] if column.inline and column.formula}

        def cell(key: str) -> str:
            if key.startswith("@"):
                return self._list(key[1:])
            if key.startswith("="):
                return self._brought(sheet, key[1:])
            if self._is_brought(sheet, key):
                return f"${self._places[f'{sheet.key}.{key}']}${LABEL_ROW}"
            name, above, column = key.partition("^")
            if above:
                return f"${self._places[f'{name or sheet.key}.{column}']}${LABEL_ROW}"
            if key in inline:
                return f"({inline[key](cell)})"
            if "." not in key:
                letters = self._places.get(f"{sheet.key}.{key}") or column_letters(layout.columns[f"{sheet.key}.{key}"])
                return f"{letters}{ROW}"
            name, _, column = key.partition(".")
            name = name or sheet.key
            whole = f"{name}.{column}"
            if whole in layout.rows:
                return self._from(sheet, name, f"${column_letters(layout.columns[whole])}${layout.rows[whole]}")
            letters = self._places.get(whole) or column_letters(layout.columns[whole])
            return self._from(sheet, name, f"${letters}${FIRST_ROW}:${letters}${layout.last}")

        return cell

    def _brought(self, sheet: Sheet, key: str) -> str:
        """The cell elsewhere from which one is brought over."""
        if key == "#as_of":
            return f"{quoted(self.making.health)}!${column_letters(AS_OF[1])}${AS_OF[0]}"
        if key.startswith("#"):
            number, _ = self._on_list_sheet[CONSTANTS]
            return f"{LIST_SHEET}!${column_letters(number)}${LIST_FIRST_ROW + self.constants.index(key[1:])}"
        name, _, column = key.partition("^")
        return self._from(sheet, name, f"${self._places[f'{name}.{column}']}${LABEL_ROW}")

    def _from(self, sheet: Sheet, name: str, reference: str) -> str:
        return reference if name == sheet.key else f"{quoted(self.making.names[name])}!{reference}"

    def _list(self, name: str) -> str:
        number, length = self._on_list_sheet[name]
        letters = column_letters(number)
        return f"{LIST_SHEET}!${letters}${LIST_FIRST_ROW}:${letters}${LIST_FIRST_ROW + max(length, 2) - 1}"


def _serial(value: object) -> object:
    """A date as its number: beside stand-ins for dates it would else be written in a format that a copy cannot know."""
    return (value - date(1899, 12, 30)).days if isinstance(value, date) else value
