"""B10, B13: accounts on which a department spent more than it may, or much less than it planned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.rule import Found, found, rule
from checks.variance import ABOVE, BELOW, Variance, due_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from checks.spending import OnAccount
    from checks.variance import Limits
    from templates.table import Row


@rule("B10", scope="x", severity="error", clauses=("4.3.1", "6.2.2"),
      columns=("progress.spending.year_actual", "budget.lines.account", "progress.changes.amount"),
      error=ABOVE["error"], warning=ABOVE["warning"], hint=ABOVE["hint"])
def above_budget(portfolio: Portfolio, error: float, warning: float, hint: float) -> Iterator[Found]:
    """Money is easier to ask for than to give back: an account is changed before it is overspent, not after.

    What is spent counts against the year's budget with the approved changes; before the last month a full account
    is said in time. Not wanted for accounts that are paid once a year, early: widen the two lower steps.
    """
    variance = Variance(portfolio)
    limits: Limits = {"error": error, "warning": warning, "hint": hint}
    for each in variance.accounts():
        severity, told = variance.above(each, limits), each.told
        if severity and told:
            allowed, spent = each.allowed or 0.0, each.spent or 0.0
            variant = severity if severity != "error" else "overspent" if allowed > 0 else "unbudgeted"
            yield found(told.at("year_actual"), *(line.at("account") for line in each.lines),
                        *(change.at("amount") for change in each.changes), severity=severity, variant=variant,
                        **_account(portfolio, each), budget=each.budget, changes=each.changed, allowed=allowed,
                        left=round(allowed - spent, 2), excess=round(spent - allowed, 2),
                        percent=round(spent / allowed * 100, 1) if allowed > 0 else None, limit=limits[severity])


@rule("B13", scope="x", severity="warning", clauses=("4.3.1",),
      columns=("progress.spending.year_actual", "budget.lines.account"), warning=BELOW["warning"], hint=BELOW["hint"])
def below_budget(portfolio: Portfolio, warning: float, hint: float) -> Iterator[Found]:
    """Money that is planned and not spent was taken from others, or the work that it is for is not being done.

    Not wanted for accounts whose bills come late; enter them in the budget's months in which they come.
    """
    variance = Variance(portfolio)
    limits: Limits = {"warning": warning, "hint": hint}
    for each in variance.accounts():
        severity, told, due = variance.below(each, limits), each.told, due_by(each)
        if severity and told and due:
            spent = each.spent or 0.0
            yield found(told.at("year_actual"), *(line.at("account") for line in each.lines), severity=severity,
                        **_account(portfolio, each), due=due, percent=round(spent / due * 100, 1),
                        difference=round(due - spent, 2), limit=limits[severity])


def _account(portfolio: Portfolio, each: OnAccount) -> dict[str, Any]:
    """Facts that both rules tell."""
    account: Row | None = portfolio.by_key("organisation.accounts").get(each.account)
    return {"account": each.account, "name": account.text("name") if account else "", "spent": each.spent,
            "month": each.told.table.source.period if each.told else ""}
