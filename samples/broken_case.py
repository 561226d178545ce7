"""Broken cases: the smallest workbooks in which a rule finds something, told as records and written as files.

A case is a folder with `case.toml` (what is filled in) and `expected.toml` (what is found). case.toml may hold
`as_of`, sheets of the organisation book under [organisation], and any number of [[books]]: `book`, `department`,
`period`, `round`, `file` (another name), `identity` (what `_book` is to say instead), `pasted` (pairs of sheet and
column that were pasted over) and `sheets`. Dates are TOML dates, anything else typed text; "" leaves a cell blank,
{} a row; "#REF!" is an error cell, {stale = 9} what a formula shows that was not calculated anew.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from checks.judge import judge
from checks.portfolio import load
from samples.disguise import paste_over
from templates.blank import write
from templates.books import BOOKS
from templates.identity import Identity
from templates.lists import Lists
from templates.making import Stale
from templates.xlsx.values import CellError

if TYPE_CHECKING:
    from checks.finding import Finding

BROKEN = Path(__file__).parent / "broken"
ROWS = 20
ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
_WRITTEN: dict[str, bytes] = {}
"""Books by what stands in them: most cases have the same organisation."""
Record = dict[str, object]
Sheets = dict[str, list[Record]]


def cases() -> list[Path]:
    """Every broken case, by name."""
    return sorted(path.parent for path in BROKEN.glob("*/case.toml"))


def write_case(folder: Path, target: Path) -> date:
    """Write a case's workbooks below `target`; gives the cut-off at which it is to be judged."""
    base, case = _toml(BROKEN / "base.toml"), _toml(folder / "case.toml")
    organisation: Sheets = base["organisation"] | case.get("organisation", {})
    name = str(organisation["about"][0]["name"])
    lists = Lists.of({key: [_plain(record) for record in rows] for key, rows in organisation.items()})
    for told in ({"book": "organisation", "sheets": organisation}, *case.get("books", ())):
        book = BOOKS[told["book"]]
        identity = Identity(book.key, book.version, name, str(told.get("period", "2026")), told.get("department", ""),
                            told.get("round", 0))
        sheets = _completed(identity, {**told.get("sheets", {})}, base["defaults"])
        file = told.get("file", identity.file_name())
        said = replace(identity, **told.get("identity", {}))
        content = repr((said, sheets, organisation))
        if content in _WRITTEN:
            (target / file).write_bytes(_WRITTEN[content])
        else:
            write(target / file, book, said, lists=lists, rows=ROWS, records={
                key: [_record(record) for record in rows] for key, rows in sheets.items()})
            _WRITTEN[content] = (target / file).read_bytes()
        for sheet, column in told.get("pasted", ()):
            paste_over(target / file, said, sheet, column, len(sheets[sheet]))
    return date.fromisoformat(str(case.get("as_of", base["as_of"])))


@cache
def examples() -> dict[str, Finding]:
    """What every case's own rule finds in it, by code: an example for the catalogue."""
    found = {}
    for folder in cases():
        with TemporaryDirectory() as place:
            as_of = write_case(folder, Path(place))
            own = [each for each in judge(load(Path(place), as_of=as_of)).findings if each.code == folder.name]
        found.update({each.code: each for each in own[:1]})
    return found


def expected(folder: Path) -> list[dict[str, Any]]:
    """What is found in a case: code, severity and cells as [table, row key, column], the anchor first."""
    found: list[dict[str, Any]] = _toml(folder / "expected.toml")["findings"]
    return found


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _completed(identity: Identity, sheets: Sheets, defaults: dict[str, Record]) -> Sheets:
    """A book with the cells that the case does not care about: defaults, cover, staffing, 无 in mandatory sheets."""
    book = BOOKS[identity.book]
    if book.key == "plan":
        sheets.setdefault("cover", [{}])
        if sheets.get("tasks") and "staffing" not in sheets:
            keys = dict.fromkeys(str(record["task"]) for record in sheets["tasks"] if record.get("task"))
            sheets["staffing"] = [{"task": key, "person": f"E-{identity.department}", "share": 10} for key in keys]
    done: Sheets = {}
    for sheet in book.sheets:
        usual = {key: value.replace("{department}", identity.department) if isinstance(value, str) else value
                 for key, value in defaults.get(f"{book.key}.{sheet.key}", {}).items()}
        if sheet.key in sheets:
            done[sheet.key] = [usual | record if record or sheet.form else {} for record in sheets[sheet.key]]
        elif sheet.mandatory:
            done[sheet.key] = [{sheet.fields[0].key: "无"}]
    return done


def _record(record: Record) -> Record | None:
    cells = _plain(record)
    return {key: CellError(value) if isinstance(value, str) and value in ERRORS
            else Stale(value["stale"]) if isinstance(value, dict) else value for key, value in cells.items()} or None


def _plain(record: Record) -> Record:
    return {key: value for key, value in record.items() if value != ""}
