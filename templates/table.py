"""A filled sheet: columns by key, where every value knows its cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from templates.xlsx.address import column_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.book import Sheet
    from templates.xlsx.worksheet import Formula, Worksheet

Why = Literal["date", "number", "bounds", "choice", "reference", "ambiguous", "error"]


@dataclass(frozen=True, slots=True)
class Unread:
    """A value that could not be understood, kept as typed for the checks to judge."""

    typed: object
    why: Why

    def __str__(self) -> str:
        return str(self.typed)


@dataclass(frozen=True, slots=True)
class Source:
    """Which workbook a table comes from; `file` is relative to the period folder, department "" for the office's."""

    file: str
    book: str = ""
    department: str = ""
    period: str = ""
    round: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """One cell, by address for people and by keys for programs. A refused file has neither sheet nor cell."""

    file: str
    sheet: str = ""
    cell: str = ""
    department: str = ""
    table: str = ""
    key: str = ""
    column: str = ""

    def __hash__(self) -> int:
        return hash((self.file, self.sheet, self.cell))      # quicker than all seven, and all that tells cells apart


@dataclass
class Table:
    """Values by column key; the row with index i stands in Excel row `first + i`, in a form each key in its own row.

    `columns` hold understood values (None, str, int, float, date, tuple of keys) or Unread; derived columns hold our
    own value, what the cell showed stands in `shown`. `filled` are the indexes of rows that somebody filled in.
    """

    source: Source
    declaration: Sheet
    name: str
    first: int = 0
    column_of: dict[str, int] = field(default_factory=dict)
    row_of: dict[str, int] = field(default_factory=dict)
    columns: dict[str, list[object]] = field(default_factory=dict)
    shown: dict[str, list[object]] = field(default_factory=dict)
    formulas: dict[tuple[str, int], Formula] = field(default_factory=dict)
    never_calculated: set[tuple[str, int]] = field(default_factory=set)
    filled: list[int] = field(default_factory=list)
    nil: bool = False
    hidden: list[int] = field(default_factory=list)
    merged: list[tuple[str, int]] = field(default_factory=list)
    stray: list[tuple[str, str]] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    """Areas of the drop-downs, as the file writes them (I6:I305); few ask for them."""
    coloured: list[str] = field(default_factory=list)
    """Areas of the conditional colours, likewise."""
    typed: dict[str, list[object]] = field(default_factory=dict)
    """By column what stands in the file, before anybody understood it."""
    checks: Worksheet | None = None
    """The sheet whose first column beyond the keys holds self-checks, None where there are none."""
    places: dict[tuple[int, str], Place] = field(default_factory=dict, init=False, repr=False)
    """Places that were asked for: an indicator names ten thousand cells, several times."""

    @property
    def key(self) -> str:
        """Such as "plan.tasks"."""
        return f"{self.source.book}.{self.declaration.key}"

    @property
    def self_checked(self) -> set[int]:
        """Indexes of the rows that have their self-check: of those that hold something, and the last prepared one."""
        return {row - self.first for row in self.checks.formulas_beyond} if self.checks else set()

    def address(self, key: str, index: int) -> str:
        """A1 address of a cell; of a column that the sheet lost, the row's first cell."""
        row = self.row_of.get(key, self.first) if self.declaration.form else self.first + index
        return f"{column_letters(self.column_of.get(key) or min(self.column_of.values(), default=1))}{row}"

    def __iter__(self) -> Iterator[Row]:
        return (Row(self, index) for index in self.filled)

    def __len__(self) -> int:
        return len(self.filled)

    def first_cell(self) -> Place:
        """The first own cell of the data area, where 无 would stand."""
        return Row(self, 0).at(self.declaration.fields[0].key)


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table; reading a cell gives what was understood, None for a blank or unreadable one."""

    table: Table
    index: int

    def raw(self, key: str) -> object:
        """The value as understood, or Unread."""
        column = self.table.columns.get(key)
        return column[self.index] if column and self.index < len(column) else None

    def typed(self, key: str) -> object:
        """What stands in the file: a choice's label, a name instead of a key."""
        column = self.table.typed.get(key)
        return column[self.index] if column and self.index < len(column) else None

    def __getitem__(self, key: str) -> object:
        value = self.raw(key)
        return None if isinstance(value, Unread) else value

    def text(self, key: str) -> str:
        """Understood text or key, "" where there is none."""
        value = self[key]
        return value if isinstance(value, str) else "" if value is None else str(value)

    def number(self, key: str) -> float | None:
        """Understood number."""
        value = self[key]
        return value if isinstance(value, int | float) else None

    def day(self, key: str) -> date | None:
        """Understood date."""
        value = self[key]
        return value if isinstance(value, date) else None

    def many(self, key: str) -> tuple[str, ...]:
        """Keys of a list cell; of a single one, its key alone."""
        value = self[key]
        return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()

    def blank(self, key: str) -> bool:
        """True where nothing was typed (unreadable text is something)."""
        return self.raw(key) is None

    def unread(self, key: str) -> bool:
        """True where something was typed that could not be understood."""
        return isinstance(self.raw(key), Unread)

    @property
    def key(self) -> str:
        """The record's key: its key columns joined by "/", as expected.csv and findings write them."""
        return "/".join(self._part(keys) for keys in self.table.declaration.keys)

    @property
    def department(self) -> str:
        """The department whose workbook this is, "" for the office's."""
        return self.table.source.department

    def at(self, key: str) -> Place:
        """The place of one of its cells."""
        table = self.table
        place = table.places.get((self.index, key))
        if place is None:
            place = table.places[self.index, key] = Place(
                table.source.file, table.name, table.address(key, self.index), self.department, table.key, self.key, key)
        return place

    def _part(self, keys: str) -> str:
        for key in keys.split("|"):
            value = self.raw(key)
            if value is not None:
                return "、".join(value) if isinstance(value, tuple) else str(value)
        return ""
