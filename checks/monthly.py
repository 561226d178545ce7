"""The monthly reports up to the cut-off: their sheets in order, and the last word on what is told again every month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.firsts import firsts
from templates.identity import span
from templates.text import normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from templates.table import Row, Table


def sheets(portfolio: Portfolio, sheet: str) -> list[Table]:
    """One sheet ("changes") of every report of a month that ended by the cut-off, the newest last."""
    tables = [table for table in portfolio.tables(f"progress.{sheet}")
              if (days := span(table.source.period)) and days[1] <= portfolio.as_of]
    return sorted(tables, key=lambda table: (table.source.period, table.source.department))


def last_words(portfolio: Portfolio, sheet: str) -> Iterator[Row]:
    """Of a record that a department tells in several months the newest row, of one month's rows the first.

    Departments may number their records alike. A row without a key is a record of its own.
    """
    rows: dict[tuple[str, str], Row] = {}
    for table in sheets(portfolio, sheet):
        for row in firsts(table):
            key = normal(row.key).lower()
            rows[row.department if key else table.source.file, key or str(row.index)] = row
    return iter(rows.values())
