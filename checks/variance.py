"""Variance: how far the spending on an account lies above its budget or below it, and how bad that is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from checks.rule import value_of
from checks.slips import Slips
from checks.spending import SPENT, Spending

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checks.finding import Severity
    from checks.portfolio import Portfolio
    from checks.spending import OnAccount

    Limits = Mapping[Severity, float]
    """Percent of the budget by the severity that they stand for, the worst first."""

ABOVE: Limits = {"error": 100.0, "warning": 95.0, "hint": 80.0}
"""Defaults of B10: spent more than the first, or from the others on."""
BELOW: Limits = {"warning": 80.0, "hint": 90.0}
"""Defaults of B13: spent less than that."""
LAST_MONTH = 12
_ROUNDING = 1e-9


def in_force(portfolio: Portfolio, code: str, defaults: Limits) -> Limits:
    """The limits of B10 or B13 that hold here, for rules that have to know what these say."""
    typed = {severity: portfolio.parameters.get((code, severity)) for severity in defaults}
    return {severity: float(value_of(usual, typed[severity])) if typed[severity] is not None else usual
            for severity, usual in defaults.items()}


@dataclass
class Variance:
    """Which accounts of a portfolio can be judged, and the judgement of one."""

    portfolio: Portfolio

    @cached_property
    def spending(self) -> Spending:
        """Spending and budget by account."""
        return Spending(self.portfolio)

    @cached_property
    def slips(self) -> Slips:
        """Lines that cannot be counted."""
        return Slips(self.portfolio)

    def accounts(self) -> Iterator[OnAccount]:
        """Accounts on which money is spent, that a report tells, of departments whose budget says what they may spend.

        Left out are accounts with a line whose unit slipped, and departments without any line to spend on.
        """
        spending = self.spending
        for department, accounts in spending.accounts.items():
            to_spend = [each for each in accounts.values() if spending.of_class(each.account) in SPENT]
            if spending.budgeted(department) and (any(each.lines for each in to_spend) or not _lines(accounts)):
                yield from (each for each in to_spend if each.told and not self.slips.among(each.lines))

    def above(self, each: OnAccount, limits: Limits) -> Severity | None:
        """How bad it is that so much of the year's budget, with approved changes, was spent (B10).

        Of what lies on unknown accounts all is taken to be on this one.
        """
        spent, allowed, unclear = each.spent, each.allowed, self.spending.unclear(each.department)
        if spent is None or allowed is None or unclear is None or spent <= 0:
            return None
        most = max(allowed + max(unclear, 0.0), 0.0)
        percent = spent / most * 100 if most else float("inf")
        for severity, limit in limits.items():
            if severity == "error" and percent > limit + _ROUNDING:
                return severity
            if severity != "error" and each.month < LAST_MONTH and percent >= limit - _ROUNDING:
                return severity
        return None

    def below(self, each: OnAccount, limits: Limits) -> Severity | None:
        """How bad it is that so little of the budget to date was spent (B13)."""
        spent, due = each.spent, due_by(each)
        if spent is None or not due or due <= 0:
            return None
        return next((severity for severity, limit in limits.items() if spent / due * 100 < limit - _ROUNDING), None)

    @cached_property
    def overspent(self) -> set[tuple[str, str]]:
        """Accounts, with their departments, of which B10 says that too much was spent."""
        limits = in_force(self.portfolio, "B10", ABOVE)
        return {(each.department, each.account) for each in self.accounts() if self.above(each, limits)}

    @cached_property
    def underspent(self) -> set[tuple[str, str]]:
        """Accounts, with their departments, of which B13 says that too little was spent."""
        limits = in_force(self.portfolio, "B13", BELOW)
        return {(each.department, each.account) for each in self.accounts() if self.below(each, limits)}


def due_by(each: OnAccount) -> float | None:
    """元 of an account's budget up to the report's month, less what was approved to be cut.

    What was approved on top is for the rest of the year.
    """
    due, changed = each.to_date(), each.changed
    return None if due is None or changed is None else round(due + min(changed, 0.0), 2)


def _lines(accounts: Mapping[str, OnAccount]) -> bool:
    return any(each.lines for each in accounts.values())
