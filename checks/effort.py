"""Effort: the hours that staffing rows plan, and the hours that a department's people have."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean
from typing import TYPE_CHECKING

from checks.derivation import Derivation, count, given, summed, total, workdays
from checks.people import HOURS_PER_DAY, People
from checks.windows import Windows
from templates.text import comparable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from checks.portfolio import Portfolio
    from templates.table import Row


@dataclass
class Effort:
    """Planned and available hours of a portfolio; whoever asks for many rows keeps one."""

    portfolio: Portfolio

    @cached_property
    def _people(self) -> People:
        return People(self.portfolio)

    @cached_property
    def _windows(self) -> Windows:
        return Windows(self.portfolio)

    @cached_property
    def _staff(self) -> Mapping[str, list[Row]]:
        """The people of each department."""
        found: dict[str, list[Row]] = defaultdict(list)
        for person in self._people.rows.values():
            found[person.text("department")].append(person)
        return found

    @cached_property
    def _day_of_post(self) -> Mapping[tuple[str, str], float]:
        """Mean hours per day of the people of a post, by department and post; department "" means all."""
        hours: dict[tuple[str, str], list[float]] = defaultdict(list)
        for person in self._people.rows.values():
            for department in ("", person.text("department")):
                hours[department, comparable(person.text("post"))].append(self._people.hours(person.key))
        return {key: fmean(each) for key, each in hours.items()}

    def planned(self, row: Row) -> float | None:
        """Hours that a staffing row plans (requirements A4.2a): as typed; else heads × share × hours per day × workdays.

        A named person is one head; a blank head-count is one, a blank share all day. A post has the hours per day of
        the people who fill it, 8 where nobody does. None where a cell that decides cannot be read, where the window
        is not known, and for a row of no task.
        """
        if not row.text("task") or row.unread("hours"):
            return None
        if (typed := row.number("hours")) is not None:
            return float(typed)
        return self.offered(row)

    def offered(self, row: Row) -> float | None:
        """Hours that a staffing row's heads have for it over its window, whatever hours are typed; see `planned`."""
        window, per_day = self._windows.used(row), self._per_day(row)
        if window is None or per_day is None:
            return None
        return per_day * self.portfolio.calendar.workdays(*window)

    def planned_in(self, row: Row, first: date, last: date) -> float | None:
        """The part of `planned` from a first to a last day, both included: spread evenly over the row's workdays."""
        whole, window = self.planned(row), self._windows.used(row)
        if whole is None or window is None:
            return None
        calendar = self.portfolio.calendar
        workdays = calendar.workdays(*window)
        if not workdays:                                 # a weekend's work counts when it is over
            return whole if first <= window[1] <= last else 0.0
        return whole * calendar.workdays(max(window[0], first), min(window[1], last)) / workdays

    def working(self, row: Row, first: date, last: date) -> Derivation:
        """How `planned_in` comes about from the row's cells and those of its task, person or post."""
        edges, window = self._windows.edges(row), self._windows.used(row)
        within = workdays([edges], (first, last))
        if row.number("hours") is not None:
            hours = total([row.at("hours")])
            return hours * within / workdays([edges]) if window and self.portfolio.calendar.workdays(*window) else hours
        share = given(100, "all_day") if row.blank("share") else total([row.at("share")])
        return self._heads(row) * share / given(100, "percent") * within

    def _heads(self, row: Row) -> Derivation:
        """Heads × hours per day of a staffing row."""
        if row.text("person"):
            return self._people.per_day(row.text("person"))
        heads = given(1, "one_head") if row.blank("headcount") else total([row.at("headcount")])
        department, post = "" if row.text("pool") == "all" else row.department, comparable(row.text("post"))
        staff = [person for person in self._people.rows.values()
                 if comparable(person.text("post")) == post and department in ("", person.text("department"))]
        if not staff:
            return heads * given(HOURS_PER_DAY, "hours_per_day")
        return heads * summed(self._people.per_day(person.key) for person in staff) / count(
            person.at("person") for person in staff)

    def working_there(self, person: Row, first: date, last: date) -> Derivation:
        """How `there` comes about: hours per day × the working days on which somebody is there."""
        return self._people.per_day(person.key) * self._people.days_there(person.key, first, last)

    def available(self, department: str, start: date, finish: date) -> float:
        """Hours of a department's people over the workdays from start to finish, less their absences of every kind."""
        return sum(self.there(person, start, finish) for person in self._staff.get(department, ()))

    def there(self, person: Row, start: date, finish: date) -> float:
        """Hours of one person over the workdays from start to finish, less absences of every kind."""
        days = self.portfolio.calendar.days(start, finish)
        return self._people.hours(person.key) * sum(self._people.there(person.key, days))

    @property
    def staff(self) -> Iterable[Row]:
        """Everybody who is listed."""
        return self._people.rows.values()

    def _per_day(self, row: Row) -> float | None:
        if any(row.unread(key) for key in ("share", "person", "pool", "headcount")):
            return None
        share = row.number("share")
        if row.text("person"):
            heads, hours = 1.0, self._people.hours(row.text("person"))
        else:
            count = row.number("headcount")
            heads = 1.0 if count is None else float(count)
            department = "" if row.text("pool") == "all" else row.department
            hours = self._day_of_post.get((department, comparable(row.text("post"))), HOURS_PER_DAY)
        return heads * hours * (100.0 if share is None else float(share)) / 100
