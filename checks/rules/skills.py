"""R02: people named for work that they may not or cannot do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.people import People
from checks.rule import Found, rule
from checks.windows import Windows, day
from templates.text import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio


@rule("R02", scope="f", severity="error", clauses=("3.2.3", "4.1.1"),
      columns=("plan.staffing.person", "organisation.skills.level", "organisation.skills.expires"))
def unskilled(portfolio: Portfolio) -> Iterator[Found]:
    """Work that asks for a certificate and gets somebody without it is stopped, or, worse, is not.

    Skills are compared by their names. Not wanted where somebody learns on the job: give the learner a row of its own
    that asks for no skill.
    """
    if not portfolio.tables("organisation.skills"):
        return
    people, windows = People(portfolio), Windows(portfolio)
    for row in portfolio.rows("plan.staffing"):
        person, skill = row.text("person"), row.text("skill")
        if person not in people.rows or not skill:
            continue
        has, window = people.skills.get((person, comparable(skill))), windows.used(row)
        wanted = int(row.number("level") or 0)
        facts: dict[str, object] = {"task": row.text("task"), "person": person, "name": people.rows[person].text("name"),
                 "skill": f"{skill} L{wanted}" if wanted else skill, "start": window[0] if window else None,
                 "finish": window[1] if window else None}
        if has is None:
            yield Found((row.at("person"),), facts, "skill")
            continue
        expires = day(has, "expires")
        low = not has.unread("level") and (has.number("level") or 0) < wanted
        over = bool(expires and window and expires < window[1])
        if low or over:
            places = [row.at("person"), *([has.at("level")] if low else []), *([has.at("expires")] if over else [])]
            facts |= {"level": has.number("level"), "expires": expires}
            yield Found(tuple(places), facts, "level" if low else "expires")
