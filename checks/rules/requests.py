"""H05, H06: requests and hand-overs that nobody was named for, asked too late or taken up by nobody."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from checks.rule import Found, found, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from templates.table import Row


@rule("H05", scope="f", severity="warning", clauses=("2.3.3", "5.2.3"),
      columns=("plan.handovers.liaison", "plan.requests.liaison", "plan.requests.to_departments"))
def no_liaison(portfolio: Portfolio) -> Iterator[Found]:
    """Two departments that work together without a person on each side write to each other's heads, and wait.

    Of a hand-over each side names its own person, of a request everyone who is asked has one. Not wanted for
    departments that share an office; name its person under the department in the list of people.
    """
    people = portfolio.by_key("organisation.people")
    belongs = {key: row.text("department") for key, row in people.items()}
    for row in portfolio.rows("plan.handovers"):
        person, of = row.text("liaison"), belongs.get(row.text("liaison"), "")
        if row.blank("liaison") or (of and of != row.department):
            yield found(row.at("liaison"), variant="other" if person else "", handover=row.key,
                        deliverable=row.text("deliverable"), partner=row.text("other_department"), person=person,
                        name=people[person].text("name") if of else "", other_department=of)
    for row in portfolio.rows("plan.requests"):
        named = [belongs.get(person, "") for person in row.many("liaison")]
        missing = [each for each in row.many("to_departments") if each not in named]
        if missing and "" not in named and not row.unread("liaison"):
            yield found(row.at("liaison"), row.at("to_departments"), variant="request", request=row.key,
                        matter=row.text("matter"), departments=missing, count=len(missing))


@rule("H06", scope="x", severity="warning", clauses=("5.2.1", "5.2.2"), workdays=10.0,
      columns=("plan.requests.to_departments", "plan.requests.needed", "plan.requests.raised", "plan.tasks.request",
               "organisation.departments.department"))
def not_allocated(portfolio: Portfolio, workdays: float) -> Iterator[Found]:
    """A request that no task of the department asked takes up is not refused, it is forgotten.

    Nothing is concluded of a department whose plan is not there, or in which a task's request cannot be read. Raised
    too shortly before it is needed, a request only upsets what was planned. Not wanted for help that takes an hour;
    that needs no request.
    """
    unknown = portfolio.unsaid("plan.tasks")
    serving: dict[str, set[str]] = defaultdict(set)
    for task in portfolio.firsts("plan.tasks"):
        serving[task.text("request")].add(task.department)
        if task.unread("request"):
            unknown.add(task.department)
    for row in portfolio.firsts("plan.requests"):
        idle = [each for each in row.many("to_departments")
                if each in portfolio.departments and each not in serving[row.text("request")] | unknown]
        if idle and row.text("request"):
            places = [place for each in idle if (place := portfolio.department_place(each))]
            yield found(row.at("to_departments"), *places, variant="untaken", request=row.key,
                        matter=row.text("matter"), departments=idle, count=len(idle))
        yield from _too_late(portfolio, row, workdays)


def _too_late(portfolio: Portfolio, row: Row, workdays: float) -> Iterator[Found]:
    raised, needed = row.day("raised"), row.day("needed")
    if raised and needed and (left := portfolio.calendar.between(raised, needed)) < workdays:
        yield found(row.at("needed"), row.at("raised"), variant="late", request=row.key, matter=row.text("matter"),
                    raised=raised, needed=needed, days=left, workdays=workdays,
                    earliest=portfolio.calendar.after(raised, max(1, int(workdays))))
