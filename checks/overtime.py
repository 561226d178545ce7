"""Overtime: hours that people booked beyond their day, from the timesheets of all departments."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from checks.load import DIGITS, month
from checks.monthly import sheets
from checks.people import People
from templates.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checks.portfolio import Portfolio
    from templates.table import Table

    PersonDay = tuple[str, date]

LEAVE = frozenset({"leave", ""})
"""Kinds of absence on which nobody works; one without a kind is leave."""


@dataclass(frozen=True)
class Booked:
    """An entry of a timesheet with hours of overtime, that is those that were booked last on their day."""

    person: str
    day: date
    row: Row
    overtime: float


@dataclass
class Overtime:
    """Entries of the reports up to the cut-off, of people who are listed and whose hours per day can be read."""

    portfolio: Portfolio

    @cached_property
    def people(self) -> People:
        """Whose hours per day and absences count."""
        return People(self.portfolio)

    @cached_property
    def hours(self) -> Mapping[PersonDay, float]:
        """Hours that a person booked on a day, over all tasks and departments."""
        booked: dict[PersonDay, float] = defaultdict(float)
        for _, _, person, when, hours in self._entries():
            booked[person, when] += hours
        return booked

    def _entries(self) -> Iterator[tuple[Table, int, str, date, float]]:
        """Table, index, person, day and hours of every entry that can be read; column by column, they are many."""
        known = {key for key, row in self.people.rows.items() if not row.unread("hours_per_day")}
        cut_off = self.portfolio.as_of
        for table in sheets(self.portfolio, "timesheet"):
            persons, days, hours = (table.columns.get(key) for key in ("person", "date", "hours"))
            if not persons or not days or not hours:    # the sheet lost a column
                continue
            for index in table.filled:
                person, when, count = persons[index], days[index], hours[index]
                if isinstance(count, int | float) and isinstance(when, date) and when <= cut_off and person in known:
                    yield table, index, str(person), when, count

    @cached_property
    def _usual(self) -> Mapping[PersonDay, float]:
        """Of every day with overtime the hours that are none: those of the person, 0 where nobody works."""
        works = {when: self.portfolio.calendar.works(when) for when in {when for _, when in self.hours}}
        own = {person: self.people.hours(person) for person in {person for person, _ in self.hours}}
        return {(person, when): usual for (person, when), booked in self.hours.items()
                if booked > (usual := own[person] if works[when] else 0.0) + 10 ** -DIGITS}

    def months(self) -> Iterator[list[Booked]]:
        """The entries with overtime of a person in a month, by day, and on a day in the order of the books."""
        entries = [(person, when, Row(table, index), hours) for table, index, person, when, hours in self._entries()
                   if (person, when) in self._usual] if self._usual else []
        entries.sort(key=lambda each: each[:2])
        for _, own in groupby(entries, key=lambda each: (each[0], month(each[1]))):
            found: list[Booked] = []
            for (person, when), of_day in groupby(own, key=lambda each: each[:2]):
                total, over = 0.0, 0.0
                for _, _, row, hours in of_day:
                    total += hours
                    more = round(max(0.0, total - self._usual[person, when]), DIGITS) - over
                    over += more
                    if more > 0:
                        found.append(Booked(person, when, row, more))
            yield found

    def on_leave(self, person: str, when: date) -> bool:
        """True on a day of leave; a trip or training is work."""
        return any(each.first <= when <= each.last for each in self.people.away.get(person, ()) if each.kind in LEAVE)
