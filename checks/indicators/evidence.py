"""What indicators are worked out from, each gathered once: status of tasks, effort, assets, spending, changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from checks.answers import Survey, group_in_force, surveys
from checks.assets import Assets
from checks.effort import Effort
from checks.firsts import firsts
from checks.monthly import last_words, sheets
from checks.status import Status
from checks.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from checks.indicators.indicator import Indicator
    from checks.indicators.period import Period
    from checks.portfolio import Portfolio
    from templates.table import Row


class Use(NamedTuple):
    """Hours on a day, as a row of a report says."""

    day: date
    hours: float
    row: Row


@dataclass
class Evidence:
    """A portfolio as indicators look at it; reports of months that end after the cut-off are not looked at."""

    portfolio: Portfolio
    known: dict[tuple[str, Period], dict[str, Indicator]] = field(default_factory=dict)
    """Indicators that were worked out already, by key and period, then by department."""

    @cached_property
    def status(self) -> Status:
        """What is known of the tasks."""
        return Status(self.portfolio)

    @cached_property
    def effort(self) -> Effort:
        """Planned and available hours."""
        return Effort(self.portfolio)

    @cached_property
    def windows(self) -> Windows:
        """From when to when a row runs."""
        return Windows(self.portfolio)

    @cached_property
    def assets(self) -> Assets:
        """Equipment and rooms."""
        return Assets(self.portfolio)

    @cached_property
    def classes(self) -> Mapping[str, str]:
        """Account → its class."""
        return {key: row.text("class") for key, row in self.portfolio.by_key("organisation.accounts").items()}

    @cached_property
    def surveys(self) -> list[Survey]:
        """Every survey, the newest last."""
        return surveys(self.portfolio)

    @cached_property
    def group(self) -> float:
        """From how many persons on a rating is shown."""
        return group_in_force(self.portfolio)

    @cached_property
    def booked(self) -> list[Use]:
        """Hours that people booked, by readable day."""
        return [Use(day, hours, row) for row in self.portfolio.rows("progress.timesheet")
                if (hours := row.number("hours")) is not None and (day := row.day("date"))]

    @cached_property
    def used(self) -> list[Use]:
        """Hours that equipment was used, by readable day."""
        return [Use(day, hours, row) for row in self.portfolio.rows("progress.equipment_use")
                if (hours := row.number("hours")) is not None and (day := row.day("date")) and row.text("asset")]

    @cached_property
    def unclear(self) -> set[str]:
        """Tasks with a staffing row of which nobody can tell what it plans, or when."""
        return {row.text("task") for row in self.portfolio.rows("plan.staffing")
                if self.effort.planned(row) is None or self.windows.used(row) is None} - {""}

    @cached_property
    def staffed(self) -> list[tuple[Row, date, date]]:
        """All other staffing rows, with the first and last day of each."""
        found = ((row, self.windows.used(row)) for row in self.portfolio.rows("plan.staffing")
                 if row.text("task") not in self.unclear)
        return [(row, *window) for row, window in found if window]

    def spending(self, months: Sequence[str]) -> Iterator[Row]:
        """Rows of spending: from January on each account's newest row of each department, else every month's.

        An account that the newest report forgets keeps the sum that was told before.
        """
        rows = [row for table in sheets(self.portfolio, "spending") if table.source.period in months for row in firsts(table)]
        if months and months[0].endswith("-01"):
            return iter({(row.department, row.text("account") or row.at("account")): row for row in rows}.values())
        return iter(rows)

    @cached_property
    def changes(self) -> list[Row]:
        """Changes approved by the cut-off, one that several reports tell as the newest tells it."""
        return [change for change in self.status.changes.told if self.status.changes.approved(change)]

    @cached_property
    def rectifications(self) -> list[Row]:
        """Rectifications, one that several reports tell as the newest tells it."""
        return list(last_words(self.portfolio, "rectification"))
