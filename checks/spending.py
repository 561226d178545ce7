"""Spending: what departments spent on each account by their newest report, beside budget and approved changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from checks.amounts import sum_of
from checks.changes import Changes
from checks.firsts import firsts
from checks.monthly import sheets
from templates.books.choices import MONTHS
from templates.identity import span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from checks.portfolio import Portfolio
    from templates.table import Row, Table

SPENT = frozenset({"cost", "expense"})
"""Classes of accounts on which money is spent: revenue is earned, capital items name no account."""


@dataclass(frozen=True)
class OnAccount:
    """One account of a department in a year. Amounts are in 元; None stands for one that cannot be counted.

    `month` is the last one that counts: that of the newest report, without one the last that ended by the cut-off.
    `told` is the account's row in that report, `changes` are the approved ones that name the account.
    """

    department: str
    account: str
    month: int
    told: Row | None
    lines: tuple[Row, ...]
    changes: tuple[Row, ...]

    @property
    def spent(self) -> float | None:
        """From January to the report's month; None where no report tells the account."""
        return self.told.number("year_actual") if self.told else None

    @property
    def budget(self) -> float | None:
        """The year's budget, without changes."""
        return sum_of(list(self.lines))

    @property
    def changed(self) -> float | None:
        """The approved changes together; a cut is negative, a blank amount comes to 0."""
        if any(row.unread("amount") for row in self.changes):
            return None
        return round(sum(row.number("amount") or 0 for row in self.changes), 2)

    @property
    def allowed(self) -> float | None:
        """The year's budget with the approved changes."""
        budget, changed = self.budget, self.changed
        return None if budget is None or changed is None else round(budget + changed, 2)

    def to_date(self, month: int | None = None) -> float | None:
        """The budget of the months up to one (1 … 12), by default to the report's, without changes."""
        keys = list(MONTHS)[:self.month if month is None else month]
        if any(row.unread(key) for row in self.lines for key in keys):
            return None
        return round(sum(row.number(key) or 0 for row in self.lines for key in keys), 2)


@dataclass
class Spending:
    """The spending of a portfolio's departments by account. Reports of months that end after the cut-off do not count."""

    portfolio: Portfolio

    @cached_property
    def reports(self) -> Mapping[str, Table]:
        """By department the sheet of spending in its newest report that has one."""
        return {table.source.department: table for table in sheets(self.portfolio, "spending")}

    @cached_property
    def _budgets(self) -> Mapping[str, list[Table]]:
        """By department the budget of the report's year; without a report the newest."""
        found: dict[str, list[Table]] = defaultdict(list)
        for table in self.portfolio.tables("budget.lines"):
            found[table.source.department].append(table)
        newest = {key: max(table.source.period for table in tables) for key, tables in found.items()}
        return {key: [table for table in tables if table.source.period == self._year(key, newest[key])]
                for key, tables in found.items()}

    def _year(self, department: str, otherwise: str) -> str:
        report = self.reports.get(department)
        return report.source.period[:4] if report else otherwise

    @cached_property
    def accounts(self) -> Mapping[str, Mapping[str, OnAccount]]:
        """By department and account, wherever a report, a budget line or an approved change names one."""
        departments = dict.fromkeys([*self.portfolio.departments, *self.reports, *self._budgets])
        return {department: self._of(department) for department in departments}

    def _of(self, department: str) -> Mapping[str, OnAccount]:
        report, budgets = self.reports.get(department), self._budgets.get(department, [])
        year = self._year(department, budgets[0].source.period if budgets else "")
        month = _month(report, year, self.portfolio.as_of)
        told = {row.text("account"): row for row in (firsts(report) if report else ())}
        lines, changes = defaultdict(list), defaultdict(list)
        for line in (line for table in budgets for line in table):
            lines[line.text("account")].append(line)
        for change in self._changes.approved_of(department, year):
            changes[change.text("account")].append(change)
        return {account: OnAccount(department, account, month, told.get(account), tuple(lines[account]), tuple(changes[account]))
                for account in dict.fromkeys([*told, *lines, *changes]) if account}

    @cached_property
    def _changes(self) -> Changes:
        return Changes(self.portfolio)

    def budgeted(self, department: str) -> bool:
        """True where it is known what a department may spend: its budget is there, with rows or 无."""
        return any(len(table) or table.nil for table in self._budgets.get(department, ()))

    def unclear(self, department: str) -> float | None:
        """元 of budget lines and approved changes of which it is not known on which account they are."""
        lines = [line for table in self._budgets.get(department, ()) for line in table if not line.text("account")]
        changes = [change for change in self._changes.told if change.department == department
                   and change.unread("account") and self._changes.approved(change)]
        amounts = [sum_of(lines), *(change.number("amount") for change in changes)]
        return None if None in amounts else sum(amount or 0 for amount in amounts)

    def of_class(self, account: str) -> str:
        """The class of an account (revenue, cost, expense, capital), "" where the list does not say."""
        row = self._listed.get(account)
        return row.text("class") if row else ""

    @cached_property
    def _listed(self) -> Mapping[str, Row]:
        return self.portfolio.by_key("organisation.accounts")


def _month(report: Table | None, year: str, as_of: date) -> int:
    """The month of the report; without one the number of the year's months that ended by the cut-off."""
    if report:
        return int(report.source.period[5:7])
    return sum(1 for month in range(1, 13) if (days := span(f"{year}-{month:02}")) and days[1] <= as_of)
