"""Which tasks take part in balancing, which of them stay where they are, and between which days the others may move."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checks.balance.asks import last_of
from checks.balance.proposal import LeftOut, Reason
from checks.family import Family
from checks.windows import Windows, day

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from checks.portfolio import Portfolio
    from checks.workdays import Workdays
    from templates.table import Row

IMPORTANCE = {"high": 3, "medium": 2, "low": 1}


@dataclass(frozen=True)
class Bounds:
    """What is given from outside: tasks whose line was rejected; a day before which all stays and nothing comes to stand."""

    rejected: Collection[str] = ()
    since: date | None = None


@dataclass(frozen=True)
class Part:
    """A task that takes part. Days are working days by number; `start` is None while the dates are open.

    `stays` says why it does not move (fixed, stages, rejected, begun), "" where it may. `wish` is the day from which its
    department counts a delay: "not before" where it is typed, else the planned start.
    """

    key: str
    row: Row
    start: int | None
    duration: int
    stays: str
    release: int
    latest: int | None
    wish: int

    @property
    def weight(self) -> int:
        """How dear it is to move it: importance times urgency (regulation 1.3.3), from 1 to 9."""
        return IMPORTANCE.get(self.row.text("priority"), 1) * IMPORTANCE.get(self.row.text("urgency"), 1)


@dataclass
class TakingPart:
    """The tasks of a portfolio, sorted out."""

    parts: dict[str, Part] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)


def sort_out(portfolio: Portfolio, workdays: Workdays, bounds: Bounds) -> TakingPart:
    """Every task once; of tasks that share a key the first one takes part."""
    found, family, windows = TakingPart(), Family(portfolio), Windows(portfolio)
    since = workdays.number(bounds.since) if bounds.since else 0
    covers = {row.table.source.file: row for row in portfolio.rows("plan.cover")}
    for row in portfolio.rows("plan.tasks"):
        key = row.text("task")
        if not key:
            continue
        if key in found.parts or (family.tasks[key].index, family.tasks[key].table) != (row.index, row.table):
            found.left_out.append(LeftOut(row.department, key, Reason("duplicate")))
            continue
        window, duration = windows.of(row), int(row.number("duration") or 0)
        begins = _begins(row, covers, workdays)
        if window:
            start, last = workdays.number(window[0]), workdays.last(window[1])
            stays = _stays(row, family, bounds, window[0], short=last < start)
            found.parts[key] = _part(row, start, max(0, last - start + 1), stays, begins, since, workdays, family, windows)
        elif duration > 0 and row.blank("start") and row.blank("finish"):
            found.parts[key] = _part(row, None, duration, "", begins, since, workdays, family, windows)
        else:
            found.left_out.append(LeftOut(row.department, key, Reason("window" if windows.impossible(row) else "dates")))
    return found


def _begins(row: Row, covers: dict[str, Row], workdays: Workdays) -> int:
    """The first day on which a task may start: as typed, else the first day of its department's plan."""
    cover = covers.get(row.table.source.file)
    found = day(row, "release") or (day(cover, "plan_start") if cover else None)
    return workdays.number(found) if found else 0


def _stays(row: Row, family: Family, bounds: Bounds, start: date, *, short: bool) -> str:
    if row.text("movable") == "no" or short:
        return "fixed"
    if family.stages.get(row.key):
        return "stages"
    if row.key in bounds.rejected:
        return "rejected"
    return "begun" if bounds.since and start < bounds.since else ""


def _part(row: Row, start: int | None, duration: int, stays: str, begins: int, since: int, workdays: Workdays, family: Family,
          windows: Windows) -> Part:
    release = max(since, begins if start is None else min(begins, start) if row.blank("release") else begins)
    due = last_of(row, "deadline", workdays)
    ends = [due] if due is not None else []
    parent = family.parent(row)
    around = windows.of(parent) if parent else None
    if around and start is not None:                    # a stage that lies inside its task stays inside
        first, last = workdays.number(around[0]), workdays.last(around[1])
        if first <= start and start + duration - 1 <= last:
            release = max(release, first)
            ends.append(last)
    wish = start if start is not None and row.blank("release") else release
    return Part(row.key, row, start, duration, stays, release, min(ends) - duration + 1 if ends else None, wish)
