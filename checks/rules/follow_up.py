"""M10, M13: resolutions, issues and improvements that nobody follows up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.monthly import last_words
from checks.rule import Found, found, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio


@rule("M10", scope="f", severity="warning", clauses=("1.3.4", "5.1.1", "5.1.2"), workdays=5.0,
      columns=("meetings.resolutions.due", "meetings.resolutions.status", "meetings.resolutions.person",
               "progress.issues.raised", "progress.issues.answered"))
def not_followed_up(portfolio: Portfolio, workdays: float) -> Iterator[Found]:
    """What was resolved and not done comes up again at the next meeting; who hears nothing stops asking for help.

    A resolution is done by its due date, that day included, and has one person; an issue has an answer, if only a
    first one. Not wanted for resolutions that merely take note of something: they need no entry.
    """
    for row in portfolio.firsts("meetings.resolutions"):
        due, status = row.day("due"), row.text("status")
        facts: dict[str, Any] = {"resolution": row.key, "matter": row.text("matter"), "due": due,
                                 "partner": row.text("department")}
        if due and due < portfolio.as_of and status == "open":
            yield found(row.at("due"), row.at("status"), variant="overdue", **facts, as_of=portfolio.as_of,
                        days=portfolio.calendar.between(due, portfolio.as_of))
        if row.blank("person") and status != "dropped":
            yield found(row.at("person"), variant="person", **facts)
    for row in last_words(portfolio, "issues"):
        raised, answered = row.day("raised"), row.day("answered")
        if raised is None or row.unread("answered") or (answered and answered <= portfolio.as_of):
            continue
        if (days := portfolio.calendar.between(raised, portfolio.as_of)) > workdays:
            asked = row.text("to_department")
            yield found(row.at("raised"), row.at("answered"), variant="issue" if asked else "nobody", issue=row.key,
                        matter=row.text("matter"), raised=raised, as_of=portfolio.as_of, days=days, limit=workdays,
                        partner=asked)


@rule("M13", scope="f", severity="warning", clauses=("2.2.5",),
      columns=("registers.improvements.due", "registers.improvements.closed"))
def not_improved(portfolio: Portfolio) -> Iterator[Found]:
    """An evaluation whose lessons nobody carries out was a waste of time, and the next one will find the same.

    Closed on its due date is in time; whether closed late is for the report to show. Not wanted for wishes without a
    date; leave them out of the register until somebody takes them on.
    """
    people = portfolio.by_key("organisation.people")
    for row in portfolio.firsts("registers.improvements"):
        due, closed = row.day("due"), row.day("closed")
        if due and due < portfolio.as_of and not row.unread("closed") and (closed is None or closed > portfolio.as_of):
            owner = people.get(row.text("owner"))
            yield found(row.at("due"), row.at("closed"), improvement=row.key, measure=row.text("measure"), due=due,
                        person=f"{owner.key} {owner.text('name')}" if owner else None, as_of=portfolio.as_of,
                        days=portfolio.calendar.between(due, portfolio.as_of))
