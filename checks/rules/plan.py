"""P01–P04: one owner, who belongs here and stays; a window that can be; a deliverable that is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.owners import Owners
from checks.rule import Found, found, rule
from checks.windows import Windows, day
from templates.text import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio


@rule("P01", scope="f", severity="error", clauses=("2.3.1", "2.3.2", "3.1.3", "3.2.1"), columns=("plan.tasks.owner",))
def several_owners(portfolio: Portfolio) -> Iterator[Found]:
    """Where two people are responsible, each waits for the other: exactly one answers for a task.

    Others who work on it stand in the column for supporters. Not wanted where a task is owned by a board as such;
    name its chair.
    """
    owners = Owners(portfolio)
    for task in portfolio.rows("plan.tasks"):
        if people := owners.named(task):
            yield found(task.at("owner"), task=task.key, people=people, count=len(people), first=people[0],
                        others=people[1:])


@rule("P02", scope="f", severity="error", clauses=("2.3.2", "3.2.1"),
      columns=("plan.tasks.owner", "organisation.people.department", "organisation.people.joined",
               "organisation.people.left"))
def owner_not_there(portfolio: Portfolio) -> Iterator[Found]:
    """An owner of another department, or one who is not there for the whole task, cannot answer for it.

    Not wanted where people are lent for a year; enter them under the department that they work for.
    """
    people, windows = portfolio.by_key("organisation.people"), Windows(portfolio)
    for task in portfolio.rows("plan.tasks"):
        person = people.get(task.text("owner"))
        if person is None:
            continue
        possible = windows.impossible(task) is None
        start, finish = (day(task, "start"), day(task, "finish")) if possible else (None, None)
        joined, left = person.day("joined"), person.day("left")
        wrong = {
            "elsewhere": bool(person.text("department")) and person.text("department") != task.department,
            "left": bool(left and finish and left < finish),
            "joined": bool(joined and start and joined > start),
        }
        if any(wrong.values()):
            columns = {"elsewhere": "department", "left": "left", "joined": "joined"}
            yield found(task.at("owner"), *(person.at(columns[each]) for each in wrong if wrong[each]),
                        variant=next(each for each in wrong if wrong[each]), task=task.key, person=person.key,
                        name=person.text("name"), other_department=person.text("department"), start=start,
                        finish=finish, joined=joined, left=left)


@rule("P03", scope="f", severity="error", clauses=("3.1.3", "3.2.1", "3.2.2"),
      columns=("plan.tasks.finish", "plan.tasks.start", "plan.cover.plan_start", "plan.cover.plan_finish"))
def impossible_window(portfolio: Portfolio) -> Iterator[Found]:
    """A task that ends before it starts, or lies outside the plan, cannot be scheduled; nothing is counted with it.

    Not wanted outside the plan's window for work that runs over the turn of the year; give the part of this year,
    or widen the window on the cover.
    """
    windows = Windows(portfolio)
    for task in portfolio.rows("plan.tasks"):
        if wrong := windows.impossible(task):
            yield found(*wrong.places, variant=wrong.variant, task=task.key, start=task.day("start"),
                        finish=task.day("finish"), plan_start=wrong.plan[0], plan_finish=wrong.plan[1])


@rule("P04", scope="f", severity="error", clauses=("3.2.1",), columns=("plan.tasks.deliverable", "plan.tasks.name"))
def deliverable_is_name(portfolio: Portfolio) -> Iterator[Found]:
    """A deliverable that repeats the task's name says what is done, not what will lie on the table in the end.

    Not wanted for tasks that are named after their product; then name the work: 编制… .
    """
    for task in portfolio.rows("plan.tasks"):
        name, deliverable = comparable(task.text("name")), comparable(task.text("deliverable"))
        if name and name == deliverable:
            yield found(task.at("deliverable"), task.at("name"), task=task.key, name=task.text("name"))
