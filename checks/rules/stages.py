"""P10: long tasks need milestones or stages, and these must cover the task."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from checks.family import Family
from checks.rule import Found, found, rule
from checks.windows import Windows, day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from checks.windows import Window
    from templates.table import Row


@rule("P10", scope="f", severity="warning", clauses=("3.2.2",), workdays=30.0, gap=10.0,
      columns=("plan.tasks.finish", "plan.tasks.start", "plan.tasks.parent_task", "plan.milestones.date", "plan.tasks.owner"))
def staged(portfolio: Portfolio, workdays: float, gap: float) -> Iterator[Found]:
    """Whether a long task is on time is only seen at its milestones; without them it is 90 % done until the last day.

    Every stage is a task and is judged as one. Not wanted for routine that is the same every month; enter a milestone
    for half the year.
    """
    family, windows = Family(portfolio), Windows(portfolio)
    yield from _unmarked(portfolio, family, windows, workdays)
    for row in portfolio.rows("plan.milestones"):
        task, when = windows.tasks.get(row.text("task")), day(row, "date")
        window = windows.of(task) if task and row.text("task") else None
        if task and window and when and not window[0] <= when <= window[1]:
            bound = "start" if when < window[0] else "finish"
            yield found(row.at("date"), task.at(bound), variant="outside", milestone=row.key, name=row.text("name"),
                        date=when, task=task.key, start=window[0], finish=window[1])
    for parent, stages in family.stages.items():
        known = [(window, each) for each in stages if (window := windows.of(each))]
        known.sort(key=lambda each: (each[0], each[1].key))
        if len(known) == len(stages) and windows.tasks[parent].department not in family.unclear:
            yield from _gaps(portfolio, parent, known, gap)
        yield from _overlaps(portfolio, parent, known)


def _unmarked(portfolio: Portfolio, family: Family, windows: Windows, workdays: float) -> Iterator[Found]:
    """Long tasks with neither; nothing is concluded where it cannot be read to which task a milestone or stage belongs."""
    milestones = list(portfolio.rows("plan.milestones"))
    marked = {row.text("task") for row in milestones}
    unclear = {row.department for row in milestones if not row.text("task")} | family.unclear
    for key, task in family.tasks.items():
        window = windows.of(task)
        if window is None or key in marked or family.stages.get(key) or task.department in unclear:
            continue
        days = portfolio.calendar.days(*window)
        if len(days) > workdays:
            yield found(task.at("finish"), task.at("start"), variant="bare", task=task.key, name=task.text("name"),
                        start=window[0], finish=window[1], days=len(days), limit=workdays, middle=days[(len(days) - 1) // 2])


def _gaps(portfolio: Portfolio, parent: str, known: list[tuple[Window, Row]], gap: float) -> Iterator[Found]:
    """Workdays on which no stage runs, between one stage and the next."""
    covered, before = known[0][0][1], known[0][1]
    for (start, finish), stage in known[1:]:
        idle = portfolio.calendar.days(covered + date.resolution, start - date.resolution)
        if len(idle) > gap:
            yield found(stage.at("start"), before.at("finish"), variant="gap", parent=parent, task=stage.key,
                        before=before.key, start=start, finish=covered, days=len(idle), limit=gap, earliest=idle[0])
        if finish > covered:
            covered, before = finish, stage


def _overlaps(portfolio: Portfolio, parent: str, known: list[tuple[Window, Row]]) -> Iterator[Found]:
    """Stages that begin before earlier ones of the same owner are finished."""
    people = portfolio.by_key("organisation.people")
    for number, ((start, _), stage) in enumerate(known):
        owner = stage.text("owner")
        earlier = [each for (_, finish), each in known[:number] if owner and each.text("owner") == owner and start <= finish]
        if earlier:
            yield found(stage.at("start"), *(each.at("finish") for each in earlier), variant="overlap", severity="hint",
                        parent=parent, task=stage.key, start=start, others=[each.key for each in earlier], owner=owner,
                        name=people[owner].text("name") if owner in people else "")
