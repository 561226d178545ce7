"""P09: company goals that nobody works for. P16: goals that are no challenge, out of reach, or due too late."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from checks.rule import Found, found, rule
from templates.book import NIL_WORDS
from templates.text import normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from templates.table import Row

FULL = 100
"""The ideal of a rate in percent that is better the higher it is; of what is better the lower, it is 0."""


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


@rule("P16", scope="f", severity="error", clauses=("2.1.1", "3.1.1"), range=50.0,
      columns=("plan.goals.target", "plan.goals.baseline", "plan.goals.due", "plan.goals.note", "organisation.goals.target",
               "organisation.goals.baseline", "organisation.goals.direction", "organisation.goals.finish"))
def not_smart(portfolio: Portfolio, **limits: float) -> Iterator[Found]:
    """A target that is reached already moves nobody, one that nobody believes in neither, one due too late helps no more.

    A target at its ideal, 0 accidents or 100 %, may stay where it is; a leap may be explained in the note. A department
    that takes over the company's own numbers is not told what the company is told. Not wanted for goals that are only
    to be held; leave them out of the list and watch them as indicators.
    """
    company = portfolio.by_key("organisation.goals")
    leap = limits["range"]
    said: dict[tuple[str, str], tuple[float | None, float | None]] = {}
    for goal, row in company.items():
        if variant := _wrong(row, row.text("direction"), leap):
            said[goal, variant] = _numbers(row)
            yield _target(row, goal, variant, leap, row.text("direction"))
    for row in portfolio.rows("plan.goals"):
        goal, own = row.text("goal"), company.get(row.text("goal"))
        if not goal:
            continue
        direction = own.text("direction") if own else ""
        variant = _wrong(row, direction, leap)
        if variant and said.get((goal, variant)) != _numbers(row):
            yield _target(row, goal, variant, leap, direction)
        due, finish = row.day("due"), own.day("finish") if own else None
        if own and due and finish and due > finish:
            yield found(row.at("due"), own.at("finish"), variant="late", goal=goal, name=own.text("name"), due=due, finish=finish)


def _numbers(row: Row) -> tuple[float | None, float | None]:
    return row.number("baseline"), row.number("target")


def _target(row: Row, goal: str, variant: str, leap: float, direction: str) -> Found:
    baseline, target = row.number("baseline") or 0, row.number("target") or 0
    return found(row.at("target"), row.at("baseline"), variant=variant, goal=goal, name=row.text("indicator"),
                 unit=row.text("unit"), baseline=baseline, target=target, range=leap,
                 change=round(abs(target - baseline) / abs(baseline) * 100, 1) if baseline else None,
                 lowest=baseline - abs(baseline) * leap / 100, highest=baseline + abs(baseline) * leap / 100,
                 direction=direction)


def _wrong(row: Row, direction: str, leap: float) -> str:
    """What is wrong with a target: same, worse (than the baseline), leap; "" where nothing is or a number is not known.

    In which direction it should move is not known where none is typed or none can be read.
    """
    baseline, target = _numbers(row)
    if baseline is None or target is None:
        return ""
    ideal = ((target == 0 and direction != "up")
             or (target == FULL and direction != "down" and any(sign in normal(row.text("unit")) for sign in ("%", "百分"))))
    if target == baseline:
        return "" if ideal else "same"
    if (direction == "up" and target < baseline) or (direction == "down" and target > baseline):
        return "worse"
    explained = row.unread("note") or normal(row.text("note")).lower() not in {"", *NIL_WORDS}
    far = baseline != 0 and abs(target - baseline) > abs(baseline) * leap / 100 + 1e-9
    return "leap" if far and not explained else ""
