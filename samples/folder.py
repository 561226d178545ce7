"""A folder of workbooks before it is written: plain records that can be looked up by key, changed and given a place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from templates.book import VERSION, Sheet
from templates.books import BOOKS, sheet_of
from templates.geometry import address
from templates.identity import Identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.field import Locale

Record = dict[str, Any]
Sheets = dict[str, list[Record | None]]
Hand = Literal["ours", "foreign", "wps"]
"""Who writes the file: our writer, a writer that shares nothing with it, or ours with the dimension WPS leaves."""


@dataclass
class Workbook:
    """One file. `stands_for` is the department whose place the file takes, whatever it says inside.

    Over the cells of `pasted` (sheet, column) others were pasted, with their formats.
    """

    path: str
    identity: Identity
    sheets: Sheets
    hand: Hand = "ours"
    stands_for: str = ""
    pasted: set[tuple[str, str]] = field(default_factory=set)

    def rows(self, sheet: str) -> list[Record]:
        """The filled records of a sheet, in order."""
        return [record for record in self.sheets.get(sheet, []) if record]


@dataclass
class Folder:
    """All workbooks of one period folder, by path."""

    books: dict[str, Workbook] = field(default_factory=dict)

    def add(
        self,
        book: str,
        sheets: Sheets,
        *,
        organisation: str,
        period: str,
        department: str = "",
        turn: int = 0,
        locale: Locale = "zh-Hans",
        hand: Hand = "ours",
        name: str = "",
    ) -> None:
        """Enter a workbook; files of departments lie in a folder per book, progress packs in one per month."""
        identity = Identity(book, VERSION, organisation, period, department, turn, locale)
        above = "" if not department else f"{book}/{period}/" if book == "progress" else f"{book}/"
        path = above + (name or identity.file_name())
        self.books[path] = Workbook(path, identity, sheets, hand, department)

    def book(self, book: str, department: str = "", period: str = "") -> Workbook:
        """The workbook that stands for a department's book; of several periods the last where none is named."""
        found = [
            each
            for each in self.books.values()
            if each.identity.book == book and each.stands_for == department and period in {"", each.identity.period}
        ]
        return max(found, key=lambda each: each.identity.period)

    def row(self, sheet: str, department: str, key: str, period: str = "") -> Record:
        """A record by its sheet ("plan.tasks") and row key ("T-QA-006", "E1130/起重机作业证")."""
        name, _, table = sheet.partition(".")
        records = self.book(name, department, period).sheets[table]
        record = records[index_of(sheet_of(sheet), records, key)]
        assert record is not None  # noqa: S101 - index_of passes over blank rows
        return record

    def cell(
        self, sheet: str, department: str, key: str, column: str, *, period: str = "", nth: int = 0
    ) -> tuple[str, str]:
        """Path and A1 address of a record's cell; `nth` picks among rows of one key."""
        name, _, table = sheet.partition(".")
        workbook, declaration = self.book(name, department, period), sheet_of(sheet)
        records = workbook.sheets.get(table, [])
        index = 0 if declaration.form or not key else index_of(declaration, records, key, nth)
        return workbook.path, address(declaration, column, index)

    def rekeyed(self, path: str, **changes: Any) -> None:
        """Let a file say something else about itself."""
        self.books[path].identity = replace(self.books[path].identity, **changes)

    def __iter__(self) -> Iterator[Workbook]:
        return iter(self.books.values())


def key_of(declaration: Sheet, record: Record) -> str:
    """The record's key as findings write it: key columns joined by "/"."""
    parts = []
    for keys in declaration.keys:
        value = next((record[key] for key in keys.split("|") if record.get(key) not in {None, ""}), "")
        parts.append(str(value))
    return "/".join(parts)


def index_of(declaration: Sheet, records: list[Record | None], key: str, nth: int = 0) -> int:
    """Index of the nth record that bears a key, blank rows counted; LookupError where none does."""
    found = [index for index, record in enumerate(records) if record and key_of(declaration, record) == key]
    if len(found) <= nth:
        raise LookupError(f"{declaration.key}: {key}")
    return found[nth]


def declared(book: str) -> list[str]:
    """Keys of a book's sheets."""
    return [sheet.key for sheet in BOOKS[book].sheets]
