"""P09: company goals that nobody works for."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from checks.rule import Found, found, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from templates.table import Row


@rule("P09", scope="x", severity="error", clauses=("1.1", "1.3.2", "2.3.1"),
      columns=("organisation.goals.goal", "plan.goals.goal", "plan.tasks.goal"))
def goal_unserved(portfolio: Portfolio) -> Iterator[Found]:
    """A company goal that no task serves will be missed, and nobody will have been responsible.

    Nothing is concluded while a department has not yet said what it does: its tasks may serve the goal. Not wanted
    for goals that are only watched; leave them out of the company's list.
    """
    if portfolio.unsaid("plan.tasks") or portfolio.unsaid("plan.goals"):
        return
    served = {task.text("goal") for task in portfolio.rows("plan.tasks")}
    unclear = {task.department for task in portfolio.rows("plan.tasks") if not task.text("goal")}
    takers: dict[str, list[Row]] = defaultdict(list)
    for row in portfolio.rows("plan.goals"):
        takers[row.text("goal")].append(row)
    goals = portfolio.by_key("organisation.goals")
    parents = {row.text("parent_goal") for row in goals.values()}
    for goal, row in goals.items():
        departments = [each.department for each in takers[goal]]
        if row.text("goal") and goal not in parents | served and not unclear.intersection(departments):
            yield found(row.at("goal"), *(each.at("goal") for each in takers[goal]), goal=goal, name=row.text("name"),
                        departments=departments, variant="" if departments else "untaken")
