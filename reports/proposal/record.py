"""The record of a proposal inside its workbook: which files it was made from, and every cell that would change.

It stands on a hidden sheet as text, one line a cell, so that Excel, WPS and LibreOffice all keep it, with a sum below it:
whoever types into it by mistake is told so. (The sum is no signature; who means to forge can.)
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from checks.change import Change
from templates.table import Place
from templates.xlsx.address import position
from templates.xlsx.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from checks.balance.proposal import Proposal
    from checks.portfolio import Portfolio

SHEET = "_proposal"
VERSION = 1
SCHEDULED_FROM = frozenset({"organisation", "plan"})
"""The books from which a plan follows: where one of them changed, the proposal speaks of something that is no more."""


@dataclass(frozen=True)
class Record:
    """`sources` has the fingerprint of every file by its name; `lines` the changes by task; `rejected` stay as they are."""

    organisation: str
    period: str
    sources: Mapping[str, str]
    lines: Mapping[str, tuple[Change, ...]]
    rejected: tuple[str, ...] = ()
    supposed: tuple[str, ...] = ()


def recorded(proposal: Proposal) -> Record:
    """What the workbook of a proposal has to remember."""
    lines = {move.task.task: move.changes for move in proposal.moves}
    return Record(*origin(proposal.portfolio), fingerprints(proposal.portfolio, written_to(lines)), lines,
                  proposal.rejected, proposal.supposed)


def origin(portfolio: Portfolio) -> tuple[str, str]:
    """The organisation and the period that a folder is of, as its organisation book says; "" where it has none."""
    identity = portfolio.organisation.identity if portfolio.organisation else None
    return (identity.organisation, identity.period) if identity else ("", "")


def written_to(lines: Mapping[str, Iterable[Change]]) -> set[str]:
    """The files in which something would change."""
    return {change.place.file for changes in lines.values() for change in changes}


def fingerprints(portfolio: Portfolio, also: set[str]) -> dict[str, str]:
    """The sha256 of the books from which a plan follows, and of those in which something would change."""
    return {book.file: book.sha256 for book in portfolio.books if book.identity.book in SCHEDULED_FROM or book.file in also}


def texts(record: Record) -> list[str]:
    """The record as lines of text, the sum last."""
    lines: list[object] = [["proposal", VERSION, record.organisation, record.period]]
    lines += [["source", file, fingerprint] for file, fingerprint in sorted(record.sources.items())]
    lines += [["rejected", task] for task in record.rejected]
    lines += [["supposed", what] for what in record.supposed]
    lines += [["change", task, *_of_place(change.place), change.key, _plain(change.old), _plain(change.new)]
              for task, changes in record.lines.items() for change in changes]
    told = [json.dumps(line) for line in lines]
    return [*told, json.dumps(["sum", _sum(told)])]


def parsed(told: Sequence[str]) -> Record | int | None:
    """The record that lines of text hold; the version where it is another one, None where they were typed into."""
    try:
        *lines, last = [json.loads(each) for each in told]
        if last != ["sum", _sum(told[:-1])]:
            return None
        _, version, organisation, period = lines[0]
        if version != VERSION:
            return int(version)
        changes: dict[str, list[Change]] = {}
        for _, task, *rest in (line for line in lines if line[0] == "change"):
            changes.setdefault(task, []).append(_change(rest))
        return Record(organisation, period, {file: mark for kind, file, mark in _only(lines, "source", 3)},
                      {task: tuple(each) for task, each in changes.items()},
                      tuple(task for _, task in _only(lines, "rejected", 2)),
                      tuple(what for _, what in _only(lines, "supposed", 2)))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, Refused):
        return None                                      # whatever a stranger may have typed there


def _only(lines: list[Any], kind: str, parts: int) -> list[Any]:
    return [line for line in lines if line[0] == kind and len(line) == parts]


def _sum(told: Sequence[str]) -> str:
    return sha256("\n".join(told).encode()).hexdigest()


def _of_place(place: Place) -> list[str]:
    return [place.file, place.sheet, place.cell, place.department, place.table, place.key, place.column]


def _change(parts: list[Any]) -> Change:
    *place, key, old, new = parts
    position(place[2])                                   # refuses what is no cell
    return Change(Place(*place), _meant(old), _meant(new), key)


def _plain(value: object) -> object:
    """A value as JSON takes it; a date says that it is one."""
    if isinstance(value, date):
        return {"date": value.isoformat()[:10]}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {"row": {key: _plain(each) for key, each in value.items()}}
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _meant(value: Any) -> object:
    if isinstance(value, list):
        return tuple(_meant(each) for each in value)
    if isinstance(value, dict):
        row = value.get("row")
        return date.fromisoformat(value["date"]) if row is None else {key: _meant(each) for key, each in row.items()}
    return value
