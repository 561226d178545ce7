"""The answers in a proposal's workbook: which lines the office accepted, which it rejected, and what they would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.masking import masked
from reports.proposal.record import SHEET, Record, fingerprints, origin, parsed, written_to
from reports.proposal.refusal import Refusal
from templates.books.choices import YES_NO
from templates.field import Words, choice
from templates.filled import KEY_ROWS, kind_of
from templates.table import Unread
from templates.text import normal
from templates.understand import understand
from templates.xlsx.refused import Refused
from templates.xlsx.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from checks.portfolio import Portfolio

TASK, ACCEPT = "task", "accept"
"""Keys of the columns that are read back; they stand in a hidden row above the headings."""
ACCEPTED = choice(ACCEPT, Words("采纳", "採納", "Accept"), YES_NO)
_SHORT = {"y": True, "true": True, "1": True, "√": True, "✓": True, "n": False, "false": False, "0": False, "×": False,
          "✗": False}
"""What people type instead of the words of the drop-down."""


@dataclass(frozen=True)
class Answers:
    """`given` has every line by its task: True accepted, False rejected, None where nothing is said."""

    path: Path
    record: Record
    given: Mapping[str, bool | None]

    @property
    def accepted(self) -> tuple[str, ...]:
        """Tasks whose lines are to be written."""
        return tuple(task for task in self.record.lines if self.given.get(task) is True)

    @property
    def rejected(self) -> tuple[str, ...]:
        """Tasks that the next run leaves where they are; those of earlier runs too, unless they are let go now."""
        now = [task for task in self.record.lines if self.given.get(task) is False]
        return (*now, *(task for task in self.record.rejected if self.given.get(task) is not True and task not in now))

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Tasks of whose lines nothing is said: neither written nor bound."""
        return tuple(task for task in self.record.lines if self.given.get(task) is None)


def answers(path: Path) -> Answers | Refusal:
    """Read the answers, in whatever order the lines stand now. Never raises for what the file may hold.

    Rows that a filter hides count as well. Whether they belong to a folder, `concerning` says.
    """
    try:
        with Workbook(path) as workbook:
            hidden = next((name for name in workbook.sheets if name.strip().lower() == SHEET), None)
            if hidden is None:
                return Refusal("not_balance", (path.name,), kind_of(path))
            cells = sorted(workbook.sheet(hidden).grid.items())
            record = parsed([str(value) for (_, column), value in cells if column == 1])
            lines = _lines(workbook)
    except Refused as refused:
        return Refusal("unreadable", (path.name,), f"{refused.reason} {refused.detail}".strip())
    if not isinstance(record, Record):
        return Refusal("edited", (path.name,)) if record is None else Refusal("version", (path.name,), str(record))
    if lines is None:
        return Refusal("no_lines", (path.name,))
    return _given(path, record, lines)


def _given(path: Path, record: Record, lines: list[tuple[str, object]]) -> Answers | Refusal:
    given: dict[str, bool | None] = {}
    known = {masked(task): task for task in (*record.lines, *record.rejected)}     # as the sheet shows them
    for shown, typed in lines:
        task = known.get(shown)
        if task is None:
            return Refusal("unknown_task", (path.name,), shown)
        said = _said(typed)
        if isinstance(said, str):
            return Refusal("answer", (path.name, task), said)
        if task in given and given[task] is not said:
            return Refusal("contradiction", (path.name,), task)
        given[task] = said
    return Answers(path, record, {task: given.get(task) for task in (*record.lines, *record.rejected)})


def concerning(given: Answers, portfolio: Portfolio) -> Refusal | None:
    """Why the answers are not about a folder; None where they are."""
    record, ours = given.record, origin(portfolio)
    if (record.organisation, record.period) != ours:
        return Refusal("other_folder", (given.path.name,), f"{record.organisation} {record.period}".strip())
    return None


def changed(given: Answers, portfolio: Portfolio) -> tuple[str, ...]:
    """Files that are not what they were when the proposal was made: saved since, gone, or new ones that it did not know."""
    before, now = given.record.sources, fingerprints(portfolio, written_to(given.record.lines))
    return tuple(sorted(file for file in {*before, *now} if before.get(file) != now.get(file)))


def _lines(workbook: Workbook) -> list[tuple[str, object]] | None:
    """Task and answer of every line; None where no sheet has them."""
    for name in workbook.sheets:
        if not name.startswith("_"):
            sheet = workbook.sheet(name, _keys)
            if sheet.key_row:
                pairs = zip(sheet.columns[TASK][1:], sheet.columns[ACCEPT][1:], strict=True)
                return [(normal(str(task)), typed) for task, typed in pairs if task is not None]
    return None


def _keys(row: int, values: dict[int, object]) -> dict[int, str] | None:
    keys = {column: str(value) for column, value in values.items() if value in (TASK, ACCEPT)}
    return keys if row <= KEY_ROWS and set(keys.values()) == {TASK, ACCEPT} else None


def _said(typed: object) -> bool | str | None:
    """Yes, no or nothing; a text that is neither as it was typed."""
    if isinstance(typed, str) and (short := _SHORT.get(normal(typed).lower())) is not None:
        return short
    if isinstance(typed, bool | int | float):
        return bool(typed)
    meant = understand(ACCEPTED, typed)
    return str(meant) if isinstance(meant, Unread) else None if meant is None else meant == "yes"
