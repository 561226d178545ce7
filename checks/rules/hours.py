"""P12: hours that do not fit the heads, the share and the days of their own row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.effort import Effort
from checks.rule import Found, found, rule
from checks.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio


@rule("P12", scope="f", severity="warning", clauses=("3.2.2",), high=100.0, low=10.0,
      columns=("plan.staffing.hours", "plan.staffing.start", "plan.staffing.finish", "plan.staffing.headcount",
               "plan.staffing.share"))
def unlikely_hours(portfolio: Portfolio, high: float, low: float) -> Iterator[Found]:
    """More hours than the days hold cannot be worked; very few are mostly days typed as hours.

    Only rows with hours of their own are judged. Not wanted for a few hours of advice spread over months; give that row
    the days on which it is wanted, or a small share.
    """
    effort, windows = Effort(portfolio), Windows(portfolio)
    for row in portfolio.rows("plan.staffing"):
        hours, window, offered = row.number("hours"), windows.used(row), None
        if hours is not None and window is not None:
            offered = effort.offered(row)
        if hours is None or window is None or offered is None:
            continue
        if offered * low / 100 - 1e-9 <= hours <= offered * high / 100 + 1e-9:
            continue
        yield found(row.at("hours"), row.at("start"), row.at("finish"), variant="many" if hours > offered * low / 100 else "few",
                    task=row.text("task"), who=row.text("person") or row.text("post") or "—", hours=hours, available=offered,
                    start=window[0], finish=window[1], workdays=portfolio.calendar.workdays(*window),
                    percent=round(hours / offered * 100, 1) if offered else None, low=low, high=high,
                    least=offered * low / 100, most=offered * high / 100)
