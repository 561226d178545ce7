"""The self-checks of one workbook: where their hidden columns and totals stand, what stands in them, what they look at."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from templates.filling import ROW
from templates.formula import LIST_FIRST_ROW, quoted
from templates.geometry import LABEL_ROW
from templates.identity import CHECK_SHEET, LIST_SHEET
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
TOTAL_COLUMN = 2
"""The column of the sheet of totals in which they stand; beside them what they are called."""
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
        found = [column for column in self._of[sheet.key] if column.formula and not column.inline]
        return [Placed(column, len(sheet.fields) + 2 + index) for index, column in enumerate(found)]

    @cached_property
    def totals(self) -> list[tuple[Sheet, Column]]:
        """What is said once for all rows of a sheet, in the order of the sheet of totals: totals, sentences of verdicts."""
        return [(sheet, column) for sheet in self.making.book.sheets for column in self._of[sheet.key]
                if column.is_verdict or (column.total and not column.inline)]

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        """"tasks.P03" → its row on the sheet of totals."""
        return {f"{sheet.key}.{column.key}": row for row, (sheet, column) in enumerate(self.totals, 1)}

    def once(self, sheet: str, key: str) -> str:
        """The cell of a total, or of a verdict's sentence, by the sheet's key and the column's."""
        return f"{CHECK_SHEET}!${column_letters(TOTAL_COLUMN)}${self._rows[f'{sheet}.{key}']}"

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

    def verdicts(self, sheet: Sheet) -> list[Column]:
        """The verdicts of a sheet, in the order in which they are said."""
        return [column for column in self._of[sheet.key] if column.is_verdict]

    def wrong(self, sheet: Sheet, verdict: Column) -> tuple[str, int]:
        """The column that says that a rule is broken, and what stands in it then: an error cell is a state of the row."""
        return (self.letters(sheet, verdict.key), WRONG) if verdict.formula else (self.letters(sheet, "_state"), BROKEN)

    def cells(self, sheet: Sheet, *, elsewhere: bool = False) -> Callable[[str], str]:
        """Answer what the formulas of a sheet ask for, see Cells; `elsewhere` where they stand on another one."""
        layout, here = self.making.layout, "" if elsewhere else sheet.key
        inline = {column.key: column.formula for column in self._of[sheet.key] if column.inline and column.formula}

        def cell(key: str) -> str:
            if key.startswith("@"):
                return self._list(key[1:])
            if key.startswith("#"):
                return self._constant(key[1:])
            name, once, column = key.partition("^")
            if once:
                return self.once(name or sheet.key, column)
            if key in inline:
                return f"({inline[key](cell)})"
            if "." not in key:
                letters = self._places.get(f"{sheet.key}.{key}") or column_letters(layout.columns[f"{sheet.key}.{key}"])
                return f"{letters}{ROW}"
            name, _, column = key.partition(".")
            name = name or sheet.key
            whole = f"{name}.{column}"
            if whole in layout.rows:
                return self._from(here, name, f"${column_letters(layout.columns[whole])}${layout.rows[whole]}")
            letters = self._places.get(whole) or column_letters(layout.columns[whole])
            return self._from(here, name, f"${letters}${LABEL_ROW}:${letters}${layout.last}")

        return cell

    def _constant(self, name: str) -> str:
        if name == "as_of":
            return f"{quoted(self.making.health)}!${column_letters(AS_OF[1])}${AS_OF[0]}"
        number, _ = self._on_list_sheet[CONSTANTS]
        return f"{LIST_SHEET}!${column_letters(number)}${LIST_FIRST_ROW + self.constants.index(name)}"

    def _from(self, here: str, name: str, reference: str) -> str:
        return reference if name == here else f"{quoted(self.making.names[name])}!{reference}"

    def _list(self, name: str) -> str:
        number, length = self._on_list_sheet[name]
        letters = column_letters(number)
        return f"{LIST_SHEET}!${letters}${LIST_FIRST_ROW}:${letters}${LIST_FIRST_ROW + max(length, 2) - 1}"


def _serial(value: object) -> object:
    """A date as its number: beside stand-ins for dates it would else be written in a format that a copy cannot know."""
    return (value - date(1899, 12, 30)).days if isinstance(value, date) else value
