"""R01: people who are to be in two places at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from math import inf
from typing import TYPE_CHECKING

from checks.load import month, monthly, peaks
from checks.people import TRAINING
from checks.rule import Found, rule
from checks.staffing import Staffing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from checks.load import Peak
    from checks.portfolio import Portfolio
    from templates.table import Place, Row


@rule("R01", scope="x", severity="error", clauses=("2.3.2", "3.1.4", "3.2.3"),
      columns=("plan.staffing.share", "plan.staffing.hours"), limit=100.0, hint=90.0)
def overloaded(portfolio: Portfolio, limit: float, hint: float) -> Iterator[Found]:
    """Nobody can give more than the whole day; departments that plan apart do not see what the other one asks.

    Days of absence are left to the finding on the absence. The hint warns of months without room for anything that
    goes wrong. Not wanted where shares are typed as rough upper bounds; raise the limit instead of typing less.
    """
    staffing = Staffing(portfolio)

    def capacity(person: str, days: Sequence[date]) -> list[float]:
        limits = [limit] * len(days)
        for away in staffing.people.away.get(person, ()):
            if away.kind != TRAINING:
                begin, end = bisect_left(days, away.first), bisect_right(days, away.last)
                limits[begin:end] = [inf] * max(0, end - begin)
        return limits

    people = staffing.people.rows
    taken: dict[str, set[date]] = defaultdict(set)
    for peak in peaks(staffing.of_persons, capacity, portfolio.calendar):
        taken[peak.resource].update(month(day) for day in peak.days)
        yield _overload(people.get(peak.resource), peak, limit)
    yield from _busy_months(staffing, hint, taken)


def _overload(person: Row | None, peak: Peak, limit: float) -> Found:
    return Found(_places(peak.rows), {
        "person": peak.resource, "name": person.text("name") if person else "", "peak": peak.load, "limit": limit,
        "excess": peak.load - limit, "from": peak.start, "to": peak.finish, "days": len(peak.days),
        "tasks": list(dict.fromkeys(row.text("task") for row in peak.rows))}, "over")


def _places(rows: Iterable[Row]) -> tuple[Place, ...]:
    """The cells that say how much: hours where only they are typed."""
    return tuple(dict.fromkeys(row.at("hours" if row.blank("share") and not row.blank("hours") else "share")
                               for row in rows))


def _busy_months(staffing: Staffing, hint: float, taken: Mapping[str, set[date]]) -> Iterator[Found]:
    """Months in a row without room, once; a month that already has an error is left out."""
    demands, table = staffing.of_persons, monthly(staffing.of_persons, staffing.portfolio.calendar)
    people = staffing.people.rows
    for number, (person, means, _) in enumerate(table):
        runs: list[list[int]] = []
        for index, (start, mean) in enumerate(zip(table.starts, means, strict=True)):
            if mean > hint + 1e-9 and start not in taken.get(person, ()):
                if runs and runs[-1][-1] == index - 1:
                    runs[-1].append(index)
                else:
                    runs.append([index])
        for run in runs:
            months = [table.starts[index] for index in run]
            rows = sorted((demands.rows[each] for each in demands.asking(number).tolist() if demands.amounts[each]
                           and any(month(_day(demands.first[each])) <= name <= _day(demands.last[each]) for name in months)),
                          key=lambda row: (row.department, row.key, row.index))
            listed = people.get(person)
            yield Found(_places(rows), {
                "person": person, "name": listed.text("name") if listed else "",
                "peak": max(means[index] for index in run), "limit": hint,
                "from": months[0], "to": months[-1], "days": len(months),
                "months": [name.isoformat()[:7] for name in months],
                "tasks": list(dict.fromkeys(row.text("task") for row in rows))}, "busy", "hint")


def _day(ordinal: int) -> date:
    from datetime import date  # noqa: PLC0415 - the only values made here

    return date.fromordinal(int(ordinal))
