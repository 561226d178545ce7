"""A filled workbook: what it says it is, and its sheets as tables that know their cells."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from templates.book import NIL_WORDS
from templates.books import BOOKS
from templates.geometry import CHECK_KEY
from templates.identity import BOOK_SHEET, Identity
from templates.table import Source, Table, Unread
from templates.text import normal
from templates.understand import understand
from templates.xlsx.package import Limits, Refused
from templates.xlsx.values import Lookup
from templates.xlsx.workbook import Workbook

if TYPE_CHECKING:
    from pathlib import Path

    from templates.book import Book, Sheet
    from templates.xlsx.worksheet import Worksheet

KEY_ROWS = 12
"""The key row is looked for in this many rows from the top, and among some inserted ones below."""
FORM_ROWS = 500
"""A form and `_book` are read down to this row: they have some twenty."""
LONGEST_WORD = 255
"""Characters of what a workbook says it is, as of a short field."""


@dataclass
class Filled:
    """A workbook that was read: what it says it is, and its tables by sheet."""

    path: Path
    file: str
    sha256: str
    identity: Identity
    book: Book
    tables: dict[str, Table] = field(default_factory=dict)
    external_links: bool = False


@dataclass(frozen=True)
class Unreadable:
    """A workbook that was not read: `reason` is a stable word, `claims` what it says it is, where it got that far."""

    path: Path
    file: str
    sha256: str
    reason: str
    detail: str = ""
    claims: Identity | None = None


def read(path: Path, file: str, limits: Limits | None = None) -> Filled | Unreadable:
    """Read one workbook. Never raises for what a stranger may put into a file.

    `file` is the name under which its cells are known, relative to the period folder.
    """
    sha256 = ""
    claims: Identity | None = None
    try:
        with Workbook(path, limits or Limits()) as workbook:
            sha256 = _fingerprint(path)
            said = _said(workbook)
            claims = _claims(said)
            if workbook.macros:
                return Unreadable(path, file, sha256, "macros", claims=claims)
            if claims is None:
                return Unreadable(path, file, sha256, "no_book")
            book = BOOKS.get(claims.book)
            if book is None:
                return Unreadable(path, file, sha256, "unknown_book", claims.book, claims)
            if claims.version != book.version:
                return Unreadable(path, file, sha256, "version", claims.version, claims)
            filled = Filled(path, file, sha256, claims, book, external_links=workbook.external_links)
            _read_sheets(workbook, filled, said)
            return filled
    except Refused as refused:
        return Unreadable(path, file, sha256 or _fingerprint(path), refused.reason, str(refused.detail), claims)


def kind_of(path: Path) -> str:
    """The kind of book that a file says it is, "" where it cannot be read."""
    try:
        with Workbook(path) as workbook:
            claims = _claims(_said(workbook))
    except Refused:
        return ""
    return claims.book if claims else ""


def _fingerprint(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _said(workbook: Workbook) -> dict[str, str]:
    """The keys and values of `_book`."""
    name = next((name for name in workbook.sheets if name.strip().lower() == BOOK_SHEET), None)
    if name is None:
        return {}
    grid = workbook.head(name, FORM_ROWS).grid
    keys = {normal(str(value)): row for (row, column), value in grid.items() if column == 1 and value is not None}
    values = {row: grid.get((row, 2)) for row in keys.values()}
    return {key: normal(_whole(values[row]))[:LONGEST_WORD] for key, row in keys.items()}


def _whole(value: object) -> str:
    return "" if value is None else str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _claims(said: dict[str, str]) -> Identity | None:
    if not said.get("book"):
        return None
    number = said.get("round", "")
    return Identity(
        said["book"], said.get("version", ""), said.get("organisation", ""), said.get("period", ""),
        said.get("department", ""), int(number) if number.isdecimal() and len(number) < 4 else 0,
        said.get("locale", "zh-Hans"),
    )


def _read_sheets(workbook: Workbook, filled: Filled, said: dict[str, str]) -> None:
    source = Source(filled.file, filled.identity.book, filled.identity.department, filled.identity.period,
                    filled.identity.round)
    taken: set[str] = set()
    missing: list[Sheet] = []
    for declaration in filled.book.sheets:
        name = said.get(f"sheet:{declaration.key}", "")
        if name in workbook.sheets:
            taken.add(name)
            _keep(filled, source, declaration, name, workbook)
        if declaration.key not in filled.tables:
            missing.append(declaration)
    others = [name for name in workbook.sheets if missing and name not in taken and not name.startswith("_")]
    heads = {name: set(workbook.head(name, 5 * KEY_ROWS).grid.values()) for name in others}
    for declaration in missing:                       # somebody renamed the sheet: it is known by its keys
        for name in others:
            enough = len(heads[name] & declaration.by_key.keys()) >= _wanted(declaration)
            if enough and name not in taken and _keep(filled, source, declaration, name, workbook):
                taken.add(name)
                break


def _wanted(declaration: Sheet) -> int:
    """How many of a sheet's keys must be there for it to be known by them."""
    return max(1, (len(declaration.by_key) + 1) // 2)


def _keep(filled: Filled, source: Source, declaration: Sheet, name: str, workbook: Workbook) -> bool:
    table = Table(source, declaration, name)
    known = declaration.by_key.keys()
    wanted = _wanted(declaration)

    def find_keys(row: int, values: dict[int, object]) -> dict[int, str] | None:
        if row > 5 * KEY_ROWS:
            return None
        keys = {column: value for column, value in values.items() if isinstance(value, str) and value in known}
        return keys if len(keys) >= wanted else None

    if declaration.form:
        found = _form(table, workbook.head(name, FORM_ROWS), wanted)
    else:
        found = _rows(table, workbook.sheet(name, find_keys))
    if found:
        filled.tables[declaration.key] = table
    return found


def _form(table: Table, sheet: Worksheet, wanted: int) -> bool:
    keys: dict[int, dict[str, int]] = {}
    for (row, column), value in sheet.grid.items():
        if isinstance(value, str) and value in table.declaration.by_key:
            keys.setdefault(column, {}).setdefault(value, row)
    if not keys:
        return False
    column, rows = max(keys.items(), key=lambda each: len(each[1]))
    if len(rows) < wanted:
        return False
    table.row_of = rows
    table.column_of = dict.fromkeys(rows, column + 2)
    table.filled = [0]
    for key, row in rows.items():
        declared = table.declaration.by_key[key]
        typed = sheet.grid.get((row, column + 2))
        target = table.shown if declared.derived else table.columns
        target[key] = [understand(declared, typed)]
        table.typed[key] = [typed]
        if (row, column + 2) in sheet.formulas:
            table.formulas[key, 0] = sheet.formulas[row, column + 2]
        if (row, column + 2) in sheet.never_calculated:
            table.never_calculated.add((key, 0))
    return True


def _rows(table: Table, sheet: Worksheet) -> bool:
    if not sheet.key_row:
        return False
    table.first = sheet.key_row + 2                   # the labels stand between the keys and the data
    table.column_of = dict(sheet.column_of)
    filled: set[int] = set()
    for key, values in sheet.columns.items():
        declared = table.declaration.by_key[key]
        meant = Lookup(partial(understand, declared))  # a text that stands in many cells is understood once
        table.typed[key] = typed = values[1:]
        understood = [None if value is None else meant[value] if type(value) is str else understand(declared, value)
                      for value in typed]
        if declared.derived:
            table.shown[key] = understood
        else:
            table.columns[key] = understood
            filled.update([index for index, value in enumerate(understood) if value is not None])
    key_at = {column: key for key, column in table.column_of.items()}
    if sheet.grid.get((sheet.key_row, max(key_at) + 1)) == CHECK_KEY:
        table.checks = sheet
    for (row, column), formula in sheet.formulas.items():
        if column in key_at and row >= table.first:
            table.formulas[key_at[column], row - table.first] = formula
    table.never_calculated = {(key_at[column], row - table.first) for row, column in sheet.never_calculated
                              if column in key_at and row >= table.first}
    table.filled = _without_nil(table, sorted(filled))
    table.hidden = [index for index in table.filled if table.first + index in sheet.hidden_rows]
    table.listed = [area for kind, *areas in sheet.validated if kind == "list" for area in areas]
    table.coloured = [area for areas in sheet.formatted for area in areas]
    last = table.first + max(table.filled, default=-1)
    for first_row, first_column, last_row, last_column in sheet.merged:
        merged = [column for column in range(first_column, last_column + 1) if column in key_at]
        if merged and first_row <= last and last_row >= table.first:
            table.merged.append((key_at[merged[0]], max(first_row, table.first) - table.first))
    return True


def _without_nil(table: Table, filled: list[int]) -> list[int]:
    """A row whose only word is 无 is a nil return, not a record."""
    kept = []
    for index in filled:
        words = [values[index] for values in table.columns.values() if values[index] is not None]
        word = words[0].typed if len(words) == 1 and isinstance(words[0], Unread) else words[0]
        if isinstance(word, tuple):
            word = word[0]
        if len(words) == 1 and isinstance(word, str) and normal(word).lower() in NIL_WORDS:
            table.nil = True
        else:
            kept.append(index)
    return kept
