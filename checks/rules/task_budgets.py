"""B03, B04: tasks and budget lines must speak of the same money."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from checks.amounts import amount_of, sum_of
from checks.rule import Found, found, rule
from checks.slips import Slips

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checks.portfolio import Portfolio
    from templates.table import Row

SHEETS = ("budget.lines", "budget.capital")


@rule("B03", scope="x", severity="warning", clauses=("1.1", "3.1.4", "3.2.3", "4.3.1"),
      columns=("plan.tasks.budget", "budget.lines.task", "budget.lines.account", "organisation.accounts.project_account"))
def unlinked_money(portfolio: Portfolio) -> Iterator[Found]:
    """Money that a task counts on and no line holds will not be there; a project's line without task has no use.

    A line that names a part of a task is money of the task, too. Nothing is concluded where the department's budget
    is not there or a task in it cannot be read. Not wanted for accounts that pay for more than tasks: they are no
    project accounts.
    """
    named, parts = _naming(portfolio), _parts(portfolio)
    spoken = {table.source.department for table in portfolio.tables("budget.lines") if len(table) or table.nil}
    judged = spoken - _unreadable(portfolio)
    for key, task in portfolio.by_key("plan.tasks").items():
        budget = task.number("budget")
        if not budget or not task.text("task") or task.department not in judged:
            continue
        if not any(named.get(each) for each in (key, *_below(key, parts))):
            yield found(task.at("budget"), task=key, name=task.text("name"), budget=budget)
    accounts = portfolio.by_key("organisation.accounts")
    for line in portfolio.rows("budget.lines"):
        account = accounts.get(line.text("account"))
        if account is not None and account.text("project_account") == "yes" and line.blank("task") and amount_of(line) != 0:
            yield found(line.at("task"), line.at("account"), variant="line", account=account.key,
                        name=account.text("name"), item=line.text("item"), total=line.number("total"))


@rule("B04", scope="x", severity="warning", clauses=("3.1.4", "3.2.3", "4.3.1"), difference=5.0,
      columns=("plan.tasks.budget", "budget.lines.account", "budget.capital.amount"))
def unequal_money(portfolio: Portfolio, difference: float) -> Iterator[Found]:
    """The plan and the budget of a task are written by different people; whoever approves one relies on the other.

    The difference counts in percent of the lines and capital items. Of a task with parts the lines may name the task
    alone or its parts as well; nothing is said of one with a line whose unit slipped. Not wanted where tasks are only
    estimated roughly; widen the difference.
    """
    named, parts, unreadable, slips = _naming(portfolio), _parts(portfolio), _unreadable(portfolio), Slips(portfolio)
    for key, task in portfolio.by_key("plan.tasks").items():
        budget, own = task.number("budget"), named.get(key, [])
        whole = own + [row for each in _below(key, parts) for row in named.get(each, ())]
        rows = own or whole
        total, in_all = sum_of(rows), sum_of(whole)
        if budget is None or not task.text("task") or not whole or total is None or in_all is None or slips.among(whole):
            continue
        if min(_apart(budget, total), _apart(budget, in_all)) <= difference + 1e-9:
            continue
        if total < budget and task.department in unreadable:
            continue                                    # the line whose task cannot be read may be what is missing
        yield found(task.at("budget"), *(row.at("account" if row.table.key == "budget.lines" else "amount") for row in rows),
                    variant="more" if budget > total else "", task=key, name=task.text("name"), budget=budget, total=total,
                    count=len(rows), difference=round(abs(budget - total), 2), percent=round(_apart(budget, total), 1),
                    allowed=difference)


def _naming(portfolio: Portfolio) -> Mapping[str, list[Row]]:
    """Budget lines and capital items by the task that they name."""
    found_: dict[str, list[Row]] = defaultdict(list)
    for sheet in SHEETS:
        for row in portfolio.rows(sheet):
            if row.text("task"):
                found_[row.text("task")].append(row)
    return found_


def _unreadable(portfolio: Portfolio) -> set[str]:
    """Departments with a line or item whose task cannot be read: it may be any of theirs."""
    return {row.department for sheet in SHEETS for row in portfolio.rows(sheet) if row.unread("task")}


def _parts(portfolio: Portfolio) -> Mapping[str, list[str]]:
    """Tasks by their parent task."""
    found_: dict[str, list[str]] = defaultdict(list)
    for key, task in portfolio.by_key("plan.tasks").items():
        if task.text("task") and task.text("parent_task"):
            found_[task.text("parent_task")].append(key)
    return found_


def _below(task: str, parts: Mapping[str, list[str]]) -> list[str]:
    """The parts of a task, their parts and so on; parents in a circle are walked round once."""
    found_, open_ = list[str](), list(parts.get(task, ()))
    while open_:
        if (each := open_.pop()) != task and each not in found_:
            found_.append(each)
            open_ += parts.get(each, ())
    return found_


def _apart(budget: float, total: float) -> float:
    """By how many percent of the lines the budget differs; 100 where the lines hold nothing."""
    return abs(budget - total) / abs(total or budget or 1) * 100
