"""R01: people who are to be in two places at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import timedelta
from math import inf
from typing import TYPE_CHECKING

from checks.load import Demand, month, monthly, peaks
from checks.rule import Found, rule
from checks.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from checks.load import Peak, Periods
    from checks.portfolio import Portfolio
    from templates.table import Place, Row

HOURS_PER_DAY = 8.0
AWAY = frozenset({"leave", "trip", ""})
"""Absences on which an assignment is another finding's matter; training may well be the task itself."""


def demands_on_people(portfolio: Portfolio) -> list[Demand]:
    """What staffing rows ask of named persons, in percent of their day.

    The share as typed; without one, the hours spread evenly over the row's working days; without either, all day.
    """
    people, windows = portfolio.by_key("organisation.people"), Windows(portfolio)
    demands = []
    for row in portfolio.rows("plan.staffing"):
        person, window = row.text("person"), windows.used(row)
        if not person or window is None or row.unread("share") or (row.unread("hours") and row.blank("share")):
            continue
        share, hours = row.number("share"), row.number("hours")
        if share is None and hours is not None:
            listed = people.get(person)
            per_day = (listed.number("hours_per_day") if listed else None) or HOURS_PER_DAY
            workdays = portfolio.calendar.workdays(*window)
            share = hours / workdays / per_day * 100 if workdays else 0.0
        demands.append(Demand(person, row, *window, 100.0 if share is None else float(share)))
    return demands


@rule("R01", scope="x", severity="error", clauses=("2.3.2", "3.1.4", "3.2.3"),
      columns=("plan.staffing.share", "plan.staffing.hours"), limit=100.0, hint=90.0)
def overloaded(portfolio: Portfolio, limit: float, hint: float) -> Iterator[Found]:
    """Nobody can give more than the whole day; departments that plan apart do not see what the other one asks.

    Days of absence are left to the finding on the absence. The hint warns of months without room for anything that
    goes wrong. Not wanted where shares are typed as rough upper bounds; raise the limit instead of typing less.
    """
    demands = demands_on_people(portfolio)
    absent = _absences(portfolio)

    def capacity(person: str, days: Sequence[date]) -> list[float]:
        limits = [limit] * len(days)
        for first, last in absent.get(person, ()):
            begin, end = bisect_left(days, first), bisect_right(days, last)
            limits[begin:end] = [inf] * max(0, end - begin)
        return limits

    people = portfolio.by_key("organisation.people")
    taken: dict[str, set[date]] = defaultdict(set)
    for peak in peaks(demands, capacity, portfolio.calendar):
        taken[peak.resource].update(month(day) for day in peak.days)
        yield _found(peak.rows, people.get(peak.resource), peak, limit)
    yield from _busy_months(demands, monthly(demands, portfolio.calendar), hint, taken, people)


def _absences(portfolio: Portfolio) -> dict[str, list[tuple[date, date]]]:
    """Days on which a person is away, has not joined or has left."""
    from datetime import date  # noqa: PLC0415 - the only values made here

    absent: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for row in portfolio.rows("organisation.absences"):
        first, last = row.day("start"), row.day("finish")
        if first and last and row.text("kind") in AWAY:
            absent[row.text("person")].append((first, last))
    for person in portfolio.by_key("organisation.people").values():
        if joined := person.day("joined"):
            absent[person.key].append((date.min, joined - timedelta(days=1)))
        if left := person.day("left"):
            absent[person.key].append((left + timedelta(days=1), date.max))
    return absent


def _found(rows: Sequence[Row], person: Row | None, peak: Peak, limit: float) -> Found:
    return Found(_places(rows), {
        "person": peak.resource, "name": person.text("name") if person else "", "peak": peak.load, "limit": limit,
        "excess": peak.load - limit, "from": peak.start, "to": peak.finish, "days": len(peak.days),
        "tasks": list(dict.fromkeys(row.text("task") for row in rows))})


def _places(rows: Iterable[Row]) -> tuple[Place, ...]:
    """The cells that say how much: hours where only they are typed."""
    return tuple(dict.fromkeys(row.at("hours" if row.blank("share") and not row.blank("hours") else "share")
                               for row in rows))


def _busy_months(
    demands: Sequence[Demand], table: Periods, hint: float, taken: Mapping[str, set[date]], people: Mapping[str, Row],
) -> Iterator[Found]:
    """Months in a row without room, once; a month that already has an error is left out."""
    own: dict[str, list[Demand]] = defaultdict(list)
    for each in sorted(demands, key=lambda each: (each.start, each.row.department, each.row.key)):
        if each.amount:
            own[each.resource].append(each)
    for person, means in table.mean.items():
        runs: list[list[int]] = []
        for index, (start, mean) in enumerate(zip(table.starts, means.tolist(), strict=True)):
            if mean > hint + 1e-9 and start not in taken.get(person, ()):
                if runs and runs[-1][-1] == index - 1:
                    runs[-1].append(index)
                else:
                    runs.append([index])
        for run in runs:
            months = [table.starts[index] for index in run]
            rows = [each.row for each in own[person]
                    if any(month(each.start) <= name <= each.finish for name in months)]
            listed = people.get(person)
            yield Found(_places(rows), {
                "person": person, "name": listed.text("name") if listed else "",
                "peak": float(max(means[index] for index in run)), "limit": hint,
                "from": months[0], "to": months[-1], "days": len(months),
                "months": [name.isoformat()[:7] for name in months],
                "tasks": list(dict.fromkeys(row.text("task") for row in rows))}, "busy", "hint")
