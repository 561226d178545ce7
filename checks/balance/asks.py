"""What rows of the plans ask of people, posts and equipment, by working day, in whole units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from checks.assets import Assets
from checks.people import TRAINING
from checks.staffing import Staffing
from checks.windows import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from checks.staffing import Post
    from checks.workdays import Workdays
    from templates.table import Row

SCALE = 100
"""Units in a person of a post, in a piece of equipment, in an hour; a person's day has as many in every per cent."""


class Of(NamedTuple):
    """A resource by kind and key.

    Kinds: person (per cent of the day), away (is the person there), post (a circle of people, all day), asset (units),
    hours (unit-hours a day), closed (is any unit in service).
    """

    kind: str
    key: str


class Ask(NamedTuple):
    """A row wants `units` of a resource on the working days `first` to `last`, both included.

    Where its task's dates are open, days are counted from the task's start (`open_`).
    """

    of: Of
    task: str
    row: Row
    first: int
    last: int
    units: int
    open_: bool = False


@dataclass
class Asks:
    """All that the plans of a portfolio ask. `durations` are the working days of tasks whose dates are open."""

    portfolio: Portfolio
    workdays: Workdays
    durations: dict[str, int]

    @cached_property
    def staffing(self) -> Staffing:
        """The rows of staffing."""
        return Staffing(self.portfolio)

    @cached_property
    def assets(self) -> Assets:
        """The equipment."""
        return Assets(self.portfolio)

    @cached_property
    def circles(self) -> dict[str, Post]:
        """The circles of people that rows ask for: posts as asked for, and each post in all departments."""
        from checks.staffing import Post  # noqa: PLC0415 - a name of the type block above

        asked = self.staffing.posts.values()
        return {post.key: post for post in (*asked, *(Post(each.post) for each in asked))}

    def __iter__(self) -> Iterator[Ask]:
        yield from self._of_people()
        yield from self._of_equipment()

    @cached_property
    def unclear(self) -> list[Row]:
        """Rows that ask for something and cannot be counted: an amount or a date that cannot be read, or is missing."""
        rows = [*self.portfolio.rows("plan.staffing"), *self.portfolio.rows("plan.equipment")]
        counted = {id_of(ask.row) for ask in self}
        return [row for row in rows if row.text("task") and id_of(row) not in counted and not self._asks_nothing(row)]

    def _asks_nothing(self, row: Row) -> bool:
        """Zero of something, equipment that cannot be used anyway, neither person nor post: other findings say so."""
        if row.table.key == "plan.equipment":
            return self.assets.usable(row.text("asset")) is None or row.number("quantity") == 0
        return (not row.text("person") and row.blank("post")) or 0 in (
            row.number("share"), row.number("hours"), row.number("headcount"))

    def _span(self, row: Row) -> tuple[int, int, bool] | None:
        """First and last working day, and whether they are counted from the task's start."""
        window = self.staffing.windows.used(row)
        if window:
            first, last = self.workdays.number(window[0]), self.workdays.last(window[1])
            return (first, last, False) if first <= last else None
        duration = self.durations.get(row.text("task"), 0)
        return (0, duration - 1, True) if duration and row.blank("start") and row.blank("finish") else None

    def _of_people(self) -> Iterator[Ask]:
        staffing, people = self.staffing, self.staffing.people.rows
        judged = bool(self.portfolio.tables("organisation.people"))
        for row in self.portfolio.rows("plan.staffing"):
            span, task, person = self._span(row), row.text("task"), row.text("person")
            if span is None:
                continue
            first, last, open_ = span
            if person and (share := staffing.of_person(row, last - first + 1)):
                yield Ask(Of("person", person), task, row, first, last, units(share), open_)
                if person in people and self._absent(person):
                    yield Ask(Of("away", person), task, row, first, last, 1, open_)
            post = staffing.post(row)
            if post and judged and (heads := staffing.of_post(row, last - first + 1)):
                for key, circle in self.circles.items():
                    if circle.includes(post):
                        yield Ask(Of("post", key), task, row, first, last, units(heads), open_)

    def _absent(self, person: str) -> bool:
        return any(away.kind != TRAINING for away in self.staffing.people.away.get(person, ()))

    def _of_equipment(self) -> Iterator[Ask]:
        for row in self.portfolio.rows("plan.equipment"):
            span, asset, quantity = self._span(row), row.text("asset"), row.number("quantity")
            if span is None or not quantity or self.assets.usable(asset) is None or row.unread("hours_per_day"):
                continue
            first, last, open_ = span
            typed, task = row.number("hours_per_day"), row.text("task")
            hours = self.assets.hours(asset) if typed is None else typed
            yield Ask(Of("asset", asset), task, row, first, last, units(quantity), open_)
            if hours:
                yield Ask(Of("hours", asset), task, row, first, last, units(quantity * hours), open_)
            if self.assets.maintenance.get(asset):
                yield Ask(Of("closed", asset), task, row, first, last, 1, open_)


def id_of(row: Row) -> tuple[str, str, int]:
    """What tells a row from all others."""
    return row.table.source.file, row.table.key, row.index


def units(amount: float) -> int:
    """An amount in whole units, never less than it is."""
    return ceil(round(amount * SCALE, 6))


def last_of(row: Row, key: str, workdays: Workdays) -> int | None:
    """Number of the last working day that a date allows; None where none is typed."""
    found = day(row, key)
    return workdays.last(found) if found else None
