"""What indicators are worked out from, each gathered once: status of tasks, effort, assets, spending, changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from checks.answers import Survey, group_in_force, surveys
from checks.assets import Assets
from checks.effort import Effort
from checks.status import Status
from checks.windows import Windows
from templates.identity import span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from checks.portfolio import Portfolio
    from templates.table import Row, Table


@dataclass
class Evidence:
    """A portfolio as indicators look at it; reports of months that end after the cut-off are not looked at."""

    portfolio: Portfolio

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

    def _reports(self, sheet: str) -> list[Table]:
        """The sheets of the reports up to the cut-off, the newest last."""
        tables = [table for table in self.portfolio.tables(f"progress.{sheet}")
                  if (days := span(table.source.period)) and days[1] <= self.portfolio.as_of]
        return sorted(tables, key=lambda table: (table.source.period, table.source.department))

    def spending(self, months: Sequence[str]) -> Iterator[Row]:
        """Rows of spending: where the months begin with January the newest report of each department, else all of them."""
        tables = [table for table in self._reports("spending") if table.source.period in months]
        if months and months[0].endswith("-01"):
            tables = list({table.source.department: table for table in tables}.values())
        for table in tables:
            seen: set[str] = set()
            for row in table:
                if row.text("account") not in seen:
                    seen.add(row.text("account"))
                    yield row

    @cached_property
    def changes(self) -> list[Row]:
        """Approved changes, one that several reports tell as the newest tells it."""
        rows = {(table.source.department, row.key or f"{table.source.file}!{row.index}"): row
                for table in self._reports("changes") for row in table}
        return [row for row in rows.values() if row.text("result") == "approved"]

    @cached_property
    def rectifications(self) -> list[Row]:
        """Rectifications, one that several reports tell as the newest tells it."""
        rows = {row.key or f"{table.source.file}!{row.index}": row for table in self._reports("rectification") for row in table}
        return list(rows.values())
