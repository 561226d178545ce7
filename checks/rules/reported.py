"""M03, M04: reports that contradict the one before, or the calendar."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from checks.firsts import firsts
from checks.monthly import sheets
from checks.rule import Found, found, rule
from checks.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from checks.portfolio import Portfolio
    from templates.table import Row


@rule("M03", scope="x", severity="warning", clauses=("6.1.1",), columns=("progress.progress.actual",), jump=50.0)
def unsteady(portfolio: Portfolio, jump: float) -> Iterator[Found]:
    """Work that is done stays done, and hardly anybody does half a task in a month: one of the two reports is wrong.

    Each report is compared with the department's one before; where months are missing in between, so much more may
    have been done. Not wanted for tasks that take a few days; their progress is better reported only when they are done.
    """
    for rows in Status(portfolio).said.values():
        for department in dict.fromkeys(row.department for row in rows):
            told = [row for row in rows if row.department == department and row.number("actual") is not None]
            for before, row in pairwise(told):
                was, now, months = before.number("actual") or 0, row.number("actual") or 0, _months(before, row)
                if now < was or now - was > jump * months + 1e-9:
                    yield found(row.at("actual"), before.at("actual"), variant="falls" if now < was else "jump",
                                task=row.text("task"), actual=now, before=was, points=abs(now - was), limit=jump,
                                month=row.table.source.period, earlier=before.table.source.period)


def _months(before: Row, row: Row) -> int:
    """How many months lie between two reports, 1 where they follow one another."""
    first, last = (each.table.source.period for each in (before, row))
    return max(1, (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]))


@rule("M04", scope="f", severity="error", clauses=("6.1.1",),
      columns=("progress.progress.actual_start", "progress.progress.actual_finish"))
def impossible_dates(portfolio: Portfolio) -> Iterator[Found]:
    """What has not happened yet has no actual date; a planned one typed in its place makes late work look done.

    Of reports that repeat the same date the newest is named. Not wanted for dates that are agreed and all but certain:
    they become actual when they have passed.
    """
    cut_off = portfolio.as_of
    said: dict[tuple[object, ...], Found] = {}
    for table in sheets(portfolio, "progress"):
        for row in firsts(table):
            start, finish = row.day("actual_start"), row.day("actual_finish")
            facts: dict[str, Any] = {"task": row.text("task") or row.key, "start": start, "finish": finish, "as_of": cut_off}
            own = (table.source.department, row.key or row.index)
            for key, day in (("actual_start", start), ("actual_finish", finish)):
                if day and day > cut_off:
                    said[*own, key, day] = found(row.at(key), variant="future", column=key, date=day, **facts)
            if _backwards(start, finish, cut_off):
                said[*own, start, finish] = found(row.at("actual_finish"), row.at("actual_start"), variant="backwards", **facts)
    yield from said.values()


def _backwards(start: date | None, finish: date | None, cut_off: date) -> bool:
    """True where the finish lies before the start, unless the start has not come yet: that is said already."""
    return bool(start and finish and finish < start <= cut_off)
