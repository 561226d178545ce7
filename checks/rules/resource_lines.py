"""R11: tasks for which nobody and nothing is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.rule import Found, found, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio

LINES = ("plan.staffing", "plan.equipment", "plan.procurement")


@rule("R11", scope="f", severity="warning", clauses=("1.1", "3.1.3", "3.2.3"), columns=("plan.tasks.task",))
def without_resources(portfolio: Portfolio) -> Iterator[Found]:
    """A task that needs nobody, no machine and no material will not be done, or somebody does it whom nobody counts.

    Tasks with sub-tasks take theirs. A line of another department counts as well; a staffing sheet that is empty
    altogether has its own finding. Not wanted for tasks that are done
    elsewhere altogether; give them a staffing line of a few hours for whoever follows them up.
    """
    tasks = portfolio.by_key("plan.tasks")
    parents = {row.text("parent_task") for row in tasks.values()}
    provided = {row.text("task") for key in LINES for row in portfolio.rows(key)}
    told = {table.source.file for table in portfolio.tables("plan.staffing") if len(table) or table.nil}
    for row in tasks.values():
        key = row.text("task")
        if key and key not in parents and key not in provided and row.table.source.file in told:
            yield found(row.at("task"), task=key, name=row.text("name"))
