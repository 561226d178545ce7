"""M12: meetings that were not held."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from checks.rule import Found, found, rule
from templates.identity import span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from templates.table import Row

PERIODS = {"monthly": [f"-{month:02}" for month in range(1, 13)], "quarterly": [f"Q{quarter}" for quarter in range(1, 5)]}
"""Kinds of meetings that every period has → the periods of a year, as names of periods end."""


@rule("M12", scope="f", severity="warning", clauses=("5.1.1",),
      columns=("meetings.meetings.date", "meetings.meetings.kind", "organisation.about.year"))
def not_held(portfolio: Portfolio) -> Iterator[Found]:
    """Departments that do not meet settle nothing together, and a gap in the register is also how minutes get lost.

    Periods that follow one another without a meeting are one finding. A row whose kind or date cannot be read may be
    the meeting that is missing. Not wanted where a month's meeting is held on the first days of the next; enter it
    with the date for which it was meant.
    """
    rows = list(portfolio.rows("meetings.meetings"))
    years = sorted({table.source.period[:4] for table in portfolio.tables("meetings.meetings")})
    about = next(portfolio.rows("organisation.about"), None)
    for kind, names in PERIODS.items():
        may_be = [row for row in rows if row.text("kind") in ("", kind)]
        if any(row.day("date") is None for row in may_be):
            continue
        held = sorted((row for row in may_be if row.text("kind")), key=lambda row: (row.day("date"), row.key))
        ended = [f"{year}{name}" for year in years for name in names]
        ended = [period for period in ended if (days := span(period)) and days[1] <= portfolio.as_of]
        for missing, periods in groupby(ended, key=lambda period: not _in(may_be, period)):
            if missing:
                gap = list(periods)
                before, after = _beside(held, gap)
                anchor = before.at("date") if before else about.at("year") if about else None
                if anchor:
                    yield found(anchor, *([after.at("date")] if after else []), variant=kind, months=gap, count=len(gap),
                                before=before.day("date") if before else None, after=after.day("date") if after else None)


def _in(rows: list[Row], period: str) -> bool:
    """True where one of the meetings was held in the period."""
    days = span(period)
    return days is not None and any(days[0] <= when <= days[1] for row in rows if (when := row.day("date")))


def _beside(held: list[Row], gap: list[str]) -> tuple[Row | None, Row | None]:
    """The last meeting before a gap and the first one after it."""
    first, last = span(gap[0]), span(gap[-1])
    before = [row for row in held if first and (when := row.day("date")) and when < first[0]]
    after = [row for row in held if last and (when := row.day("date")) and when > last[1]]
    return (before[-1] if before else None), (after[0] if after else None)
