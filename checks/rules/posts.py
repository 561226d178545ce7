"""R03: posts of which more people are wanted than there are."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from checks.load import DIGITS, loads, mean_over, monday, runs_over, starts_of
from checks.rule import Found, rule
from checks.staffing import Post, Staffing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from checks.portfolio import Portfolio
    from templates.table import Row


class Shortage(NamedTuple):
    """Weeks in a row in which a post is short: its working days with demand; people wanted and there in the worst week."""

    post: Post
    weeks: int
    days: list[date]
    wanted: float
    there: float
    worst: tuple[date, date]
    rows: tuple[Row, ...]


@rule("R03", scope="x", severity="error", clauses=("3.1.4", "3.2.3", "4.1.1"), columns=("plan.staffing.headcount",))
def too_few_people(portfolio: Portfolio) -> Iterator[Found]:
    """More hands are planned with than the posts have: some of the tasks will stand still, nobody knows which.

    Counted per week, people against people all day; who is wanted in a narrower circle (a skill, one department) is
    wanted in the wider one as well. Not wanted for posts that are hired by the day; enter those people, or name a firm.
    """
    if not portfolio.tables("organisation.people"):
        return
    for short in shortages(Staffing(portfolio)):
        first = short.rows[0]
        level = f" L{short.post.level}" if short.post.level else ""
        yield Found(tuple(row.at("headcount") for row in short.rows), {
            "post": first.text("post") + (f"（{first.text('skill')}{level}）" if short.post.skill else ""),
            "partner": short.post.department, "peak": round(short.wanted, 2), "capacity": round(short.there, 2),
            "excess": round(short.wanted - short.there, 2), "weeks": short.weeks, "from": short.days[0],
            "to": short.days[-1], "tasks": list(dict.fromkeys(row.text("task") for row in short.rows)),
            "departments": sorted({row.department for row in short.rows})}, "own" if short.post.department else "")


def shortages(staffing: Staffing) -> Iterator[Shortage]:
    """Where posts are short, the narrowest circle first: a skill, a department, at last the post in all departments.

    A circle's demand is that of all circles inside of it, whose people are among its own. Of a wider one only weeks
    are told in which no narrower one is short.
    """
    import numpy as np  # noqa: PLC0415 - only where load is counted

    demands = staffing.of_posts
    table = loads(demands, staffing.portfolio.calendar, whole=monday)
    if not table.days:
        return
    starts = starts_of(table.days, monday)
    posts = [staffing.posts[key] for key in demands.resources]
    said: dict[Post, set[int]] = defaultdict(set)
    circles = {*posts, *(Post(post.post) for post in posts)}
    for post in sorted(circles, key=lambda each: (sum(each.includes(other) for other in circles), each)):
        inside = [number for number, other in enumerate(posts) if post.includes(other)]
        daily = table.table[inside].sum(axis=0, keepdims=True)
        wanted = np.round(mean_over(daily, starts), DIGITS)
        there = mean_over(np.array([staffing.present(post, table.days)]), starts)
        narrower = set().union(*(said[other] for other in circles if other != post and post.includes(other)))
        there[:, sorted(narrower)] = np.inf
        for _, begin, end in runs_over(wanted, there):
            said[post].update(range(begin, end))
            worst = begin + int(np.argmax(wanted[0, begin:end] - there[0, begin:end]))
            first, last = starts[begin], starts[end] if end < len(starts) else len(table.days)
            members = np.concatenate([table.members(number, first, last) for number in inside])
            days = [table.days[index] for index in range(first, last) if daily[0, index] > 0]
            yield Shortage(post, end - begin, days, float(wanted[0, worst]), float(there[0, worst]),
                           _week(table.days, starts, worst), table.rows(members))


def _week(days: list[date], starts: list[int], number: int) -> tuple[date, date]:
    """The first and the last working day of a week."""
    end = starts[number + 1] if number + 1 < len(starts) else len(days)
    return days[starts[number]], days[end - 1]
