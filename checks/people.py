"""People: who is listed, who is there on a day, who has a skill."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from checks.windows import day
from templates.text import comparable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checks.portfolio import Portfolio
    from templates.table import Row

HOURS_PER_DAY = 8.0
TRAINING = "training"
"""The absence on which somebody may be assigned all the same: it may well be the task itself."""


class Away(NamedTuple):
    """Days on which a person is not there; `column` of `row` says why (start of an absence, joined, left)."""

    first: date
    last: date
    kind: str
    row: Row
    column: str


@dataclass
class People:
    """The people of a portfolio by key, with their absences and skills."""

    portfolio: Portfolio

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """People by key."""
        return self.portfolio.by_key("organisation.people")

    def hours(self, person: str) -> float:
        """Hours per day."""
        row = self.rows.get(person)
        return (row.number("hours_per_day") if row else None) or HOURS_PER_DAY

    @cached_property
    def away(self) -> Mapping[str, list[Away]]:
        """By person the days not there, by their first; what cannot be read is left out.

        The kind is that of the absence (leave, trip, training, "" where none is typed), or joined, left.
        """
        found: dict[str, list[Away]] = defaultdict(list)
        for row in self.portfolio.rows("organisation.absences"):
            first, last = day(row, "start"), day(row, "finish")
            if first and last and first <= last and row.text("person"):
                found[row.text("person")].append(Away(first, last, row.text("kind"), row, "start"))
        for person, row in self.rows.items():
            if joined := day(row, "joined"):
                found[person].append(Away(date.min, joined - timedelta(days=1), "joined", row, "joined"))
            if left := day(row, "left"):
                found[person].append(Away(left + timedelta(days=1), date.max, "left", row, "left"))
        return {person: sorted(each, key=lambda away: (away.first, away.last)) for person, each in found.items()}

    def there(self, person: str, days: Sequence[date]) -> list[bool]:
        """True on those of the days, which are in order, on which the person is there."""
        present = [True] * len(days)
        for each in self.away.get(person, ()):
            begin, end = bisect_left(days, each.first), bisect_right(days, each.last)
            present[begin:end] = [False] * max(0, end - begin)
        return present

    @cached_property
    def skills(self) -> Mapping[tuple[str, str], Row]:
        """Rows of the list of skills by person and skill, its name as it compares."""
        found: dict[tuple[str, str], Row] = {}
        for row in self.portfolio.rows("organisation.skills"):
            found.setdefault((row.text("person"), comparable(row.text("skill"))), row)
        return found

    def skilled(self, person: str, skill: str, level: int) -> date | None:
        """The last day on which a person has a skill at a level (date.max: for ever), None where it never does.

        A level or date that cannot be read is taken for enough: it has its own finding.
        """
        row = self.skills.get((person, comparable(skill)))
        if row is None or (level and not row.unread("level") and (row.number("level") or 0) < level):
            return None
        return day(row, "expires") or date.max
