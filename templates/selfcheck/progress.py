"""The checks of a monthly report: progress, changes, issues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.books.progress import CHANGES
from templates.selfcheck.column import NOT_READ, UNREAD, WRONG, Column, first_of_its_key, verdict
from templates.selfcheck.days import after, by, counted, up_to
from templates.selfcheck.reading import blank, chosen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.selfcheck.column import Cells

READ_PROGRESS = ("actual_start", "actual_finish")
READ_ISSUES = ("raised", "answered")


def progress() -> Iterator[Column]:
    """The columns of progress.progress."""
    yield first_of_its_key("progress")
    yield verdict("M04", _impossible_dates)


def _impossible_dates(c: Cells) -> str:
    start, finish = c("_actual_start"), c("_actual_finish")
    backwards = f"IF(COUNT({start},{finish})=2,AND({finish}<{start},{by(c, start)}),FALSE)"
    wrong = f"OR({after(c, start)},{after(c, finish)},{backwards})"
    unread = f"OR({start}={NOT_READ},{finish}={NOT_READ})"
    return f"IF({c('_first')}=1,IF({wrong},{WRONG},IF({unread},{UNREAD},0)),0)"


def changes() -> Iterator[Column]:
    """The columns of progress.changes."""
    yield first_of_its_key("changes")
    yield verdict("C01", lambda c: (
        f"IF(AND({c('_first')}=1,{chosen(c, CHANGES.by_key['result'], 'approved')}),"
        f"IF(OR({blank(c('level'))},{blank(c('approved_by'))},{blank(c('approved'))}),{WRONG},0),0)"))


def issues() -> Iterator[Column]:
    """The columns of progress.issues."""
    yield first_of_its_key("issues")
    yield from counted("_raised")
    yield Column("_as_of_at", None, lambda c: f'IFERROR({up_to(c, c("#as_of"))},"")')
    yield verdict("M10", _unanswered)


def _unanswered(c: Cells) -> str:
    raised, answered, now = c("_raised"), c("_answered"), c("issues^_as_of_at")
    late = f"{now}-{c('_raised_at')}>{c('#M10.workdays')}"
    open_ = f'OR({answered}="",{after(c, answered)})'
    unread = f"OR({raised}={NOT_READ},{answered}={NOT_READ},{c('_raised_at')}={NOT_READ})"
    return (f'IF(OR({c("_first")}<>1,NOT(ISNUMBER({now})),{raised}="",{raised}="!",{answered}="!"),0,'
            f"IF({unread},{UNREAD},IF(AND({open_},{late}),{WRONG},0)))")
