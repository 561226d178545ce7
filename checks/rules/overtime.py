"""R12: people who worked longer than the law allows."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from checks.overtime import Overtime
from checks.rule import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.overtime import Booked
    from checks.portfolio import Portfolio
    from templates.table import Place


@rule("R12", scope="x", severity="error", clauses=("4.1.1", "6.1.3"), columns=("progress.timesheet.hours",),
      month=36.0, day=3.0)
def too_much_overtime(portfolio: Portfolio, month: float, day: float) -> Iterator[Found]:
    """Tired people make mistakes, and the labour law (劳动法第41条) allows 3 hours a day and 36 a month at most.

    On a working day what exceeds the person's day is overtime, on other days all of it. Hours on leave and on days off
    have a finding of their own and only count towards the month. Not wanted where working time is averaged over a
    longer period (综合计算工时制); raise the limits.
    """
    overtime = Overtime(portfolio)
    for entries in overtime.months():
        person = entries[0].person
        who = overtime.people.rows[person]
        facts: dict[str, object] = {"person": person, "name": who.text("name"), "usual": overtime.people.hours(person)}
        if places := _beyond(entries, month):
            yield Found(places, facts | {"month": entries[0].day.isoformat()[:7], "hours": _sum(entries), "limit": month,
                                         "excess": round(_sum(entries) - month, 2),
                                         "days": len({each.day for each in entries})}, "month")
        for when, of_day in groupby(entries, key=lambda each: each.day):
            own = list(of_day)
            if (places := _beyond(own, day)) and portfolio.calendar.works(when) and not overtime.on_leave(person, when):
                yield Found(places, facts | {"date": when, "hours": _sum(own), "limit": day,
                                             "booked": round(overtime.hours[person, when], 2),
                                             "excess": round(_sum(own) - day, 2)}, "day")


def _sum(entries: list[Booked]) -> float:
    return round(sum(each.overtime for each in entries), 2)


def _beyond(entries: list[Booked], limit: float) -> tuple[Place, ...]:
    """The entry with which the sum exceeds the limit, then the others; nothing where it never does."""
    total = 0.0
    for each in entries:
        total += each.overtime
        if total > limit + 1e-6:
            return (each.row.at("hours"), *(other.row.at("hours") for other in entries if other is not each))
    return ()
