"""Staffing: what the plans' rows ask of named persons and of posts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from checks.demand import Demand, Demands
from checks.people import HOURS_PER_DAY, People
from checks.windows import Windows
from templates.text import comparable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from checks.portfolio import Portfolio
    from templates.table import Row

WHOLE = 100.0
"""Percent of the day that a row asks for where it says nothing."""


@dataclass(frozen=True, order=True)
class Post:
    """Whom a row without a name asks for: a post, of one department or ("") of all, perhaps with a skill and level.

    `post` and `skill` as they compare (normalised), not as typed.
    """

    post: str
    department: str = ""
    skill: str = ""
    level: int = 0

    @property
    def key(self) -> str:
        """The name under which its load is counted."""
        return "/".join((self.department, self.post, self.skill, str(self.level)))

    def includes(self, other: Post) -> bool:
        """True where whoever fills the other post fills this one, too."""
        return (self.post == other.post and self.department in ("", other.department)
                and (not self.skill or (self.skill == other.skill and self.level <= other.level)))


@dataclass
class Staffing:
    """The staffing rows of a portfolio as demands."""

    portfolio: Portfolio

    @cached_property
    def people(self) -> People:
        """The people who are asked for."""
        return People(self.portfolio)

    @cached_property
    def windows(self) -> Windows:
        """From when to when a row asks."""
        return Windows(self.portfolio)

    @cached_property
    def of_persons(self) -> Demands:
        """Percent of a named person's day: the share as typed; else the hours spread over the workdays; else all of it."""
        demands = []
        for row in self.portfolio.rows("plan.staffing"):
            person, window = row.text("person"), self.windows.used(row)
            if person and window and (share := self.of_person(row, self.portfolio.calendar.workdays(*window))) is not None:
                demands.append(Demand(person, row, *window, share))
        return Demands.packed(demands)

    @cached_property
    def of_posts(self) -> Demands:
        """Persons of a post who are wanted all day: head-count times share; else the hours spread over the workdays."""
        demands = []
        for row in self.portfolio.rows("plan.staffing"):
            window, wanted = self.windows.used(row), self.post(row)
            if wanted and window and (heads := self.of_post(row, self.portfolio.calendar.workdays(*window))) is not None:
                demands.append(Demand(wanted.key, row, *window, heads))
        return Demands.packed(demands)

    @cached_property
    def posts(self) -> Mapping[str, Post]:
        """The posts that are asked for, by their key."""
        asked = (self.post(row) for row in self.portfolio.rows("plan.staffing"))
        return {post.key: post for post in asked if post}

    def post(self, row: Row) -> Post | None:
        """The post that a row asks for; None where it names a person or nobody, or where what it asks cannot be read."""
        if row.blank("post") or not row.blank("person") or row.unread("level") or row.unread("pool"):
            return None
        skill = comparable(row.text("skill"))
        return Post(comparable(row.text("post")), "" if row.text("pool") == "all" else row.department, skill,
                    int(row.number("level") or 0) if skill else 0)

    def of_person(self, row: Row, workdays: int) -> float | None:
        """Percent of the day that a row over so many workdays asks of the person it names; None where it cannot be read."""
        return _share(row, workdays, self.people.hours(row.text("person")))

    def of_post(self, row: Row, workdays: int) -> float | None:
        """How many persons all day a row over so many workdays asks for; None where it cannot be read."""
        share = _share(row, workdays, HOURS_PER_DAY)
        if share is None or row.unread("headcount"):
            return None
        by_hours = row.blank("share") and not row.blank("hours")
        heads = 1.0 if by_hours or row.blank("headcount") else row.number("headcount") or 0.0
        return heads * share / WHOLE

    @cached_property
    def _of_post(self) -> Mapping[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.people.rows.values():
            found[comparable(row.text("post"))].append(row)
        return found

    def fitting(self, post: Post) -> list[tuple[Row, date]]:
        """The people who fill a post, each with the last day on which the skill holds."""
        from datetime import date  # noqa: PLC0415 - only its last day

        found = []
        for row in self._of_post.get(post.post, ()):
            until = self.people.skilled(row.key, post.skill, post.level) if post.skill else date.max
            if until and post.department in ("", row.text("department")):
                found.append((row, until))
        return found

    def present(self, post: Post, days: Sequence[date]) -> list[float]:
        """How many people of a post are there, with a valid skill, on each of the days, which are in order."""
        count = [0.0] * len(days)
        for row, until in self.fitting(post):
            for index, there in enumerate(self.people.there(row.key, days)):
                count[index] += there and days[index] <= until
        return count


def _share(row: Row, workdays: int, hours_per_day: float) -> float | None:
    if row.unread("share") or (row.unread("hours") and row.blank("share")):
        return None
    share, hours = row.number("share"), row.number("hours")
    if share is None and hours is not None:
        return hours / workdays / hours_per_day * WHOLE if workdays else 0.0
    return WHOLE if share is None else float(share)
