"""Which checks each sheet has: those that follow from its declaration, and the ones of its subject."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from templates.selfcheck import (
    economics,
    goals,
    meetings,
    money,
    organisation,
    owners,
    plan,
    progress,
    registers,
    resources,
    risks,
    survey,
)
from templates.selfcheck.column import MARK, Column
from templates.selfcheck.fields import declared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from templates.book import Book, Sheet
    from templates.selfcheck.column import Write


class Subject(NamedTuple):
    """The fields whose normalised values are used, and the columns that use them."""

    read: tuple[str, ...]
    columns: Callable[[], Iterator[Column]]
    several: Write | None = None


SUBJECTS = {
    "plan.goals": Subject(goals.READ, goals.goals),
    "plan.tasks": Subject(plan.READ, plan.columns, owners.several),
    "plan.milestones": Subject(resources.READ_MILESTONES, resources.milestones),
    "plan.staffing": Subject(resources.READ_STAFFING, resources.staffing),
    "plan.equipment": Subject(resources.READ_EQUIPMENT, resources.equipment),
    "plan.procurement": Subject(resources.READ_PROCUREMENT, resources.procurement),
    "plan.risks": Subject(risks.READ, risks.risks),
    "plan.requests": Subject((), risks.requests),
    "plan.handovers": Subject((), risks.handovers),
    "budget.lines": Subject(money.READ_LINES, money.lines),
    "budget.capital": Subject(money.READ_CAPITAL, money.capital),
    "budget.cash": Subject(money.READ_CASH, money.cash),
    "progress.progress": Subject(progress.READ_PROGRESS, progress.progress),
    "progress.changes": Subject((), progress.changes),
    "progress.issues": Subject(progress.READ_ISSUES, progress.issues),
    "meetings.resolutions": Subject(("due",), meetings.resolutions),
    "registers.compliance": Subject((), registers.compliance),
    "registers.stocktake": Subject(("book_quantity", "counted_quantity"), registers.stocktake),
    "registers.gaps": Subject(("needed", "have"), registers.gaps),
    "registers.training": Subject(("planned_people", "actual_people"), registers.training),
    "registers.partners": Subject(("date", "score"), registers.partners),
    "registers.improvements": Subject(("due", "closed"), registers.improvements),
    "survey.answers": Subject((), survey.answers),
    "economics.figures": Subject(economics.READ_FIGURES, economics.figures),
    "organisation.weights": Subject(("weight",), organisation.indicator_weights),
    "organisation.assets": Subject(("inspection_due",), organisation.assets),
}


def columns_of(book: Book, sheet: Sheet) -> tuple[Column, ...]:
    """The hidden columns of a data sheet, helpers first, then the verdicts; none of a form."""
    if sheet.form:
        return ()
    subject = SUBJECTS.get(f"{book.key}.{sheet.key}", Subject((), lambda: iter(())))
    found = [*declared(book, sheet, subject.read, subject.several), *subject.columns()]
    helpers = [column for column in found if not column.is_verdict]
    verdicts = sorted((column for column in found if column.is_verdict), key=lambda column: _order(column.key))
    return (*helpers, Column("_wrong", None, lambda c: f'COUNTIF({c("._message")},"{MARK}*")'), *verdicts)


def columns_in(book: Book) -> dict[str, tuple[Column, ...]]:
    """The hidden columns by sheet. References that only F04 asks for stand inside its formula, but not in the plan.

    There an edited task number has F04 of every row worked out anew, and would have these with it.
    """
    found = {sheet.key: columns_of(book, sheet) for sheet in book.sheets}
    if book.key == "plan":
        return found
    asked = Counter(_whole(name, key) for name, columns in found.items() for column in columns for key in _asked(column))
    return {sheet.key: tuple(replace(column, inline=True) if _is_alone(sheet, column, asked) else column
                             for column in found[sheet.key]) for sheet in book.sheets}


def _whole(sheet: str, key: str) -> str:
    """What is asked for, with its sheet; the cell of the row as "tasks|_key"."""
    if key.startswith((".", "^")):
        return sheet + key
    return key if key.startswith(("@", "#")) or "." in key or "^" in key else f"{sheet}|{key}"


def _asked(column: Column) -> set[str]:
    asked: set[str] = set()
    for write in (column.formula, column.total):
        if write:
            write(noting(asked))
    return asked


def _is_alone(sheet: Sheet, column: Column, asked: Counter[str]) -> bool:
    refers = any(field.ref and f"_{field.key}" == column.key for field in sheet.inputs)
    alone = asked[f"{sheet.key}|{column.key}"] == 1 and not asked[f"{sheet.key}^{column.key}"]
    return refers and column.formula is not None and alone and asked[f"{sheet.key}.{column.key}"] == int(column.total is not None)


def noting(asked: set[str]) -> Callable[[str], str]:
    """Cells that note what is asked for."""
    def cell(key: str) -> str:
        asked.add(key)
        return "A1"

    return cell


def _order(code: str) -> tuple[bool, str]:
    """Error cells first, then what stands in the cells, then the rest."""
    return not code.startswith("F"), code.replace("F07", "F00")
