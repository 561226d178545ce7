"""Monthly reports that are owed and not there: what they would say is in no rate and no score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.rules.progress import expected_months

if TYPE_CHECKING:
    from checks.portfolio import Portfolio


def unreported(portfolio: Portfolio) -> dict[str, list[str]]:
    """By department the months (2026-03) up to the cut-off of which its report is missing; without those that miss none."""
    there = {(table.source.department, table.source.period) for table in portfolio.tables("progress.progress")}
    months = expected_months(portfolio)
    missing = {department: [month for month in months if (department, month) not in there]
               for department in portfolio.departments}
    return {department: each for department, each in missing.items() if each}
