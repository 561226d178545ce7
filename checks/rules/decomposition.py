"""P17: goals and tasks that are broken down must add up to what they came from 目标分解."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from checks.family import Family
from checks.firsts import firsts
from checks.rule import Found, found, rule
from checks.windows import Windows, day
from templates.text import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checks.portfolio import Portfolio
    from templates.table import Row

DIGITS = 6
"""Sums are rounded to this, so that 0.1 + 0.2 is 0.3."""
WHOLE = 100


@rule("P17", scope="f", severity="error", clauses=("1.1", "2.2.2"),
      columns=("plan.goals.target", "plan.goals.weight", "organisation.goals.target", "organisation.goals.additive",
               "organisation.goals.start", "organisation.goals.finish", "plan.tasks.start", "plan.tasks.finish"))
def does_not_add_up(portfolio: Portfolio) -> Iterator[Found]:
    """What nobody took over of a goal will be missing at the end of the year, though every department reaches its own.

    Departments are added up only for goals that are marked as additive, and only when all of them have said what they
    take over. Not wanted where a reserve is kept back; take it over under the department that keeps it.
    """
    goals = portfolio.by_key("organisation.goals")
    yield from _departments(portfolio, goals)
    yield from _sub_goals(goals)
    yield from _weights(portfolio)
    yield from _stages(portfolio)


def _departments(portfolio: Portfolio, goals: Mapping[str, Row]) -> Iterator[Found]:
    """Targets that departments take over against the company's.

    Of a goal with sub-goals these are judged, each by itself; where somebody takes over the goal as a whole, only the
    goal is, with all that is taken over below it. One that nobody took over and no task serves is another finding.
    """
    rows = [row for table in portfolio.tables("plan.goals") for row in firsts(table)]
    if portfolio.unsaid("plan.goals") or any(not row.text("goal") for row in rows):
        return
    takers: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        takers[row.text("goal")].append(row)
    below = _below(goals)
    served = {task.text("goal") for task in portfolio.rows("plan.tasks")}
    in_whole = {each for goal in goals if takers.get(goal) for each in below[goal]}
    for goal, row in goals.items():
        taken = [each for part in (goal, *below[goal]) for each in takers.get(part, ())]
        if row.text("additive") != "yes" or goal in in_whole or (below[goal] and not takers.get(goal)):
            continue
        total, target = _sum(taken, "target"), row.number("target")
        if total is None or target is None or round(total - target, DIGITS) == 0 or not (taken or goal in served):
            continue
        yield found(*(each.at("target") for each in taken), row.at("target"),
                    variant="untaken" if not taken else "over" if total > target else "under", goal=goal, name=row.text("name"),
                    unit=row.text("unit"), total=total, target=target, difference=round(abs(total - target), DIGITS),
                    departments=list(dict.fromkeys(each.department for each in taken)))


def _sub_goals(goals: Mapping[str, Row]) -> Iterator[Found]:
    """Sub-goals against their goal: targets, unless they are rates or said not to add up, and dates."""
    children: dict[str, list[Row]] = defaultdict(list)
    for goal, row in goals.items():
        if row.text("parent_goal") in goals and row.text("parent_goal") != goal:
            children[row.text("parent_goal")].append(row)
    unclear = any(row.unread("parent_goal") for row in goals.values())
    for goal, parts in children.items():
        row, target, total = goals[goal], goals[goal].number("target"), _sum(parts, "target")
        alike = not unclear and all(_adds_up(each, row) for each in (row, *parts))
        if alike and total is not None and target is not None and (difference := round(total - target, DIGITS)):
            yield found(*(each.at("target") for each in parts), row.at("target"),
                        variant="more_parts" if difference > 0 else "parts", goal=goal, name=row.text("name"),
                        unit=row.text("unit"), total=total, target=target, difference=abs(difference),
                        parts=[each.key for each in parts])
        for each in parts:
            yield from _outside(each, row, "goal")


def _adds_up(row: Row, goal: Row) -> bool:
    """True where a goal may be added up with others of that unit; where it is not said, all but rates may."""
    said, unit = row.text("additive"), comparable(row.text("unit"))
    summed = said == "yes" or (row.blank("additive") and "%" not in unit)
    return summed and unit == comparable(goal.text("unit"))


def _weights(portfolio: Portfolio) -> Iterator[Found]:
    for table in portfolio.tables("plan.goals"):
        rows = list(firsts(table))
        total = _sum(rows, "weight")
        if rows and total is not None and total != WHOLE:
            yield found(*(row.at("weight") for row in rows), variant="weights", total=total, count=len(rows),
                        difference=round(abs(total - WHOLE), DIGITS))


def _stages(portfolio: Portfolio) -> Iterator[Found]:
    family, windows = Family(portfolio), Windows(portfolio)
    for parent, stages in family.stages.items():
        for stage in stages:
            if windows.of(stage) and windows.of(family.tasks[parent]):
                yield from _outside(stage, family.tasks[parent], "stage")


def _outside(part: Row, whole: Row, kind: str) -> Iterator[Found]:
    """A part that starts before or ends after the whole; where both, that is one finding."""
    start, finish, first, last = day(part, "start"), day(part, "finish"), day(whole, "start"), day(whole, "finish")
    columns = ["finish"] if finish and last and finish > last else []
    columns += ["start"] if start and first and start < first else []
    if columns:
        yield found(*(part.at(each) for each in columns), *(whole.at(each) for each in columns), variant=kind, part=part.key,
                    whole=whole.key, name=whole.text("name"), start=start, finish=finish, first=first, last=last)


def _below(goals: Mapping[str, Row]) -> dict[str, list[str]]:
    """By goal its sub-goals, their sub-goals and so on; goals in a circle are walked round once."""
    found_: dict[str, list[str]] = {goal: [] for goal in goals}
    for goal in goals:
        above, seen = goals[goal].text("parent_goal"), {goal}
        while above in goals and above not in seen:
            found_[above].append(goal)
            seen.add(above)
            above = goals[above].text("parent_goal")
    return found_


def _sum(rows: list[Row], key: str) -> float | None:
    """None where a number is blank or cannot be read."""
    numbers = [row.number(key) for row in rows]
    known = [each for each in numbers if each is not None]
    return round(sum(known), DIGITS) if len(known) == len(numbers) else None
