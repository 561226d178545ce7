"""Self-checks against the engine: what formulas say once LibreOffice worked them out, what the rules find in the same file."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

from checks.judge import judge
from checks.portfolio import load
from templates.blank import write
from templates.books import BOOKS
from templates.geometry import CHECK_KEY, FIRST_ROW, KEY_ROW
from templates.identity import Identity
from templates.lists import Lists
from templates.making import Making
from templates.selfcheck.column import BROKEN, UNREAD, WRONG
from templates.selfcheck.constants import cut_off
from templates.selfcheck.coverage import COVERAGE, covers
from tests.mutating import SILENT, forms, mutated
from tests.office import _property

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from checks.finding import Finding
    from samples.folder import Folder
    from templates.book import Sheet
    from tests.mutating import Mutated

MEMBERS = frozenset({"F05", "P13", "P14", "S02", "E04", "P17"})
"""Codes of which every cell of the own sheet is wrong, not the first alone."""
Verdicts = dict[tuple[str, int], dict[str, int]]
"""(sheet, row) → code → what the formula says."""


@dataclass
class Recalculated:
    """A workbook after LibreOffice worked it out: verdicts, messages, and whether a verdict was no number."""

    verdicts: Verdicts = field(default_factory=dict)
    messages: dict[tuple[str, int], str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)


def opened(office: Any, path: Path) -> Any:
    """The workbook, opened and worked out from scratch."""
    document = office.loadComponentFromURL(path.as_uri(), "_blank", 0, (_property("Hidden", True),))
    document.calculateAll()
    return document


def read_out(document: Any, book: str, locale: str = "zh-Hans") -> Recalculated:
    """What the self-checks of an open workbook say, row by row."""
    found = Recalculated()
    for sheet in BOOKS[book].sheets:
        name = sheet.label.said(locale)
        if sheet.form or not document.Sheets.hasByName(name):
            continue
        page = document.Sheets.getByName(name)
        cursor = page.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last = cursor.RangeAddress
        data = page.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow).getDataArray()
        keys = data[KEY_ROW - 1]
        if CHECK_KEY not in keys:
            continue
        message, columns = keys.index(CHECK_KEY), verdict_columns(book, sheet)
        for row, values in enumerate(data[FIRST_ROW - 1 :], FIRST_ROW):
            said = {code: values[number] for number, code in columns.items()}
            said["F07"] = float(values[message + 1] == BROKEN)              # it has no column: the row's state says so
            for code, value in said.items():
                if value not in (0.0, 1.0, 2.0):
                    found.broken.append(f"{sheet.key}!{row} {code}: {value!r}")
            found.verdicts[sheet.key, row] = {code: int(value) for code, value in said.items() if isinstance(value, float)}
            found.messages[sheet.key, row] = str(values[message])
    return found


def verdict_columns(book: str, sheet: Sheet) -> dict[int, str]:
    """The columns that hold the verdicts of a sheet, counted from 0, and their codes."""
    checks = Making(BOOKS[book], Identity(book, BOOKS[book].version, "", "2026"), Lists(), {}, ROWS, None).checks
    return {placed.number - 1: placed.column.key for placed in checks.columns(sheet) if placed.column.is_verdict}


def found_by_engine(root: Path, path: Path, as_of: date) -> dict[tuple[str, int, str], list[Finding]]:
    """What the rules find in one workbook, of what formulas cover: (sheet, row, code) → findings."""
    portfolio = load(root, only=path, as_of=as_of)
    judged = judge(portfolio, raising=True, codes=frozenset(COVERAGE))
    found: dict[tuple[str, int, str], list[Finding]] = defaultdict(list)
    for finding in judged.findings:
        if not covers(finding.code, finding.variant, finding.anchor.table, finding.anchor.column):
            continue
        places = finding.places if finding.code in MEMBERS else finding.places[:1]
        if finding.code == "P17" and finding.variant != "weights":
            places = finding.places[:1]
        if finding.code == "S02" and finding.variant != "twice":
            places = finding.places[:1]
        for place in places:
            if place.file == finding.anchor.file and place.table == finding.anchor.table and place.cell:
                row = int("".join(mark for mark in place.cell if mark.isdigit()))
                found[place.table.partition(".")[2], row, finding.code].append(finding)
    return found


OWN_ROW = frozenset(
    {"F02", "F03", "F04", "F07", "P01", "P04", "P05", "P06", "H04", "H05", "K02", "K03", "B06", "B09", "C02", "E03"}
)
"""Codes that look at their own row and at lists alone."""


@dataclass
class Compared:
    """How many verdicts agree, those that read nothing, and what does not agree."""

    wrong: Counter[str] = field(default_factory=Counter)
    """Code → rows that both call wrong."""
    unread: Counter[str] = field(default_factory=Counter)
    verdicts: int = 0
    complaints: list[str] = field(default_factory=list)


def compare(
    result: Compared, said: Recalculated, found: Mapping[tuple[str, int, str], Any], changed: Mutated, known: frozenset[str]
) -> None:
    """Hold every verdict of a workbook against the engine's."""
    book = BOOKS[changed.book.identity.book]
    of_row = {
        (sheet, FIRST_ROW + index): forms(book.by_key[sheet], row, known)
        for sheet, rows in changed.records.items()
        for index, row in enumerate(rows)
        if row and not book.by_key[sheet].form
    }
    in_book = set().union(*of_row.values()) if of_row else set()
    for (sheet, row), verdicts in said.verdicts.items():
        own = of_row.get((sheet, row), set())
        for code, verdict in verdicts.items():
            wanted, place = (sheet, row, code) in found, f"{changed.book.path} {sheet}!{row} {code}"
            seen = own if code in OWN_ROW else in_book
            if seen & SILENT and not (code == "F07" and "error" in own):
                continue
            result.verdicts += 1
            if verdict == UNREAD:
                result.unread[code] += 1
                if not (in_book if code == "F04" else seen) - SILENT:      # what is nowhere may be a key that cannot be read
                    result.complaints.append(f"{place}: not checked, but nothing in it is hard to read")
            elif (verdict == WRONG) != wanted and not (COVERAGE[code].at_least and wanted):
                result.complaints.append(
                    f"{place}: formula {verdict}, engine {wanted}: {changed.records[sheet][row - FIRST_ROW]}"
                )
            result.wrong[code] += verdict == WRONG and wanted
    result.complaints += [f"{changed.book.path} {each}" for each in said.broken]


def keys_of(folder: Folder) -> frozenset[str]:
    """The keys of all lists and tasks of a folder, in small letters."""
    found = set()
    for book in folder:
        for sheet in BOOKS[book.identity.book].sheets:
            keys = [column.key for column in sheet.fields if column.is_key]
            found.update(str(row[key]).strip().lower() for row in book.rows(sheet.key) for key in keys if row.get(key))
    return frozenset(found)


def differences(office: Any, root: Path, folder: Folder, seed: int, books: int, changes: int) -> Compared:
    """Change workbooks of a folder at random, write them, have them worked out, and compare; the seed gives the same ones."""
    rng, result, known = Random(seed), Compared(), keys_of(folder)
    organisation = folder.book("organisation")
    lists = Lists.of(organisation.sheets)
    write(root / "organisation_2026.xlsx", BOOKS["organisation"], organisation.identity, lists=lists, records=organisation.sheets)
    there = [book for book in folder if book.identity.locale == "zh-Hans" and book.identity.book != "organisation"]
    kinds = {kind: [book for book in there if book.identity.book == kind] for kind in BOOKS if kind != "organisation"}
    for number in range(books):
        kind = TURNS[number % len(TURNS)]
        changed = mutated(rng, folder, rng.choice(kinds[kind]), changes)
        identity = changed.book.identity
        path, due = root / identity.file_name(), CUT_OFF if kind not in ("plan", "progress") else None
        write(path, BOOKS[kind], identity, lists=lists, records=changed.records, rows=ROWS, due=due)
        as_of = cut_off(Making(BOOKS[kind], identity, lists, {}, ROWS, due)) or date(2000, 1, 1)
        document = opened(office, path)
        try:
            said = read_out(document, kind)
        finally:
            document.close(True)
        compare(result, said, found_by_engine(root, path, as_of), changed, known)
        path.unlink()
    return result


TURNS = (
    "plan",
    "budget",
    "plan",
    "progress",
    "plan",
    "registers",
    "plan",
    "budget",
    "economics",
    "plan",
    "survey",
    "plan",
    "meetings",
)
"""Kinds of books in turn; plans have the most rules."""
CUT_OFF, ROWS = date(2026, 6, 30), 60
