"""B07: budgets in which revenue, or all cost and expense, is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.rule import Found, found, rule
from checks.spending import SPENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from templates.table import Place, Row, Table


@rule("B07", scope="f", severity="error", clauses=("4.3.1",),
      columns=("budget.lines.account", "organisation.departments.revenue_owner", "organisation.accounts.class"))
def incomplete(portfolio: Portfolio) -> Iterator[Found]:
    """A budget without its revenue, or with revenue and no cost, makes the result of the whole organisation wrong.

    Nothing is concluded while an account in it cannot be read. 无 says that nothing is spent, but a revenue owner
    earns something. Not wanted for a department whose cost is in another's budget; let it have a line for its own.
    """
    classes = {key: row.text("class") for key, row in portfolio.by_key("organisation.accounts").items()}
    for table in portfolio.tables("budget.lines"):
        found_ = [classes.get(line.text("account"), "") for line in table]
        if "" in found_ or not (len(table) or table.nil):
            continue
        owner = portfolio.departments.get(table.source.department)
        no_revenue = owner is not None and owner.text("revenue_owner") == "yes" and "revenue" not in found_
        nothing_spent = bool(len(table)) and not SPENT & set(found_)
        if no_revenue or nothing_spent:
            variant = "both" if no_revenue and nothing_spent else "revenue" if no_revenue else "spent"
            yield found(_first(table), *([owner.at("revenue_owner")] if owner and no_revenue else []), variant=variant,
                        lines=len(table))


def _first(table: Table) -> Place:
    row: Row | None = next(iter(table), None)
    return row.at("account") if row else table.first_cell()
