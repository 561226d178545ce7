"""People: who is listed, who is there on a day, who has a skill."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from checks.derivation import Derivation, given, total, workdays
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

    def per_day(self, person: str) -> Derivation:
        """How `hours` come about."""
        row = self.rows.get(person)
        return total([row.at("hours_per_day")]) if row and row.number("hours_per_day") else given(HOURS_PER_DAY, "hours_per_day")

    def days_there(self, person: str, first: date, last: date) -> Derivation:
        """How many working days from a first to a last one somebody is there."""
        row, away = self.rows[person], self.away.get(person, ())
        joined, left = (row.at(key) if any(each.kind == key for each in away) else None for key in ("joined", "left"))
        gone = [(each.row.at("start"), each.row.at("finish")) for each in away if each.column == "start"]
        return workdays([(joined, left)], (first, last), gone)

    @cached_property
    def skills(self) -> Mapping[tuple[str, str], Row]:
        """Rows of the list of skills by person and skill, its name as it compares."""
        found: dict[tuple[str, str], Row] = {}
        for row in self.portfolio.rows("organisation.skills"):
            found.setdefault((row.text("person"), comparable(row.text("skill"))), row)
        return found

    def skill(self, person: str, skill: str) -> Row | None:
        """The row that says how well somebody knows something."""
        return self.skills.get((person, comparable(skill)))

    def skilled(self, person: str, skill: str, level: int) -> date | None:
        """The last day on which a person has a skill at a level (date.max: for ever), None where it never does.

        A level or date that cannot be read is taken for enough: it has its own finding.
        """
        row = self.skill(person, skill)
        if row is None or (level and not row.unread("level") and (row.number("level") or 0) < level):
            return None
        return day(row, "expires") or date.max
