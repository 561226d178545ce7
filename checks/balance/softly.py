"""Days beyond which a task has nobody to do it: certificates that expire, owners who join and leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.windows import day
from templates.text import comparable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checks.balance.asks import Asks
    from checks.balance.taking_part import Part

FAR = 1 << 40


@dataclass(frozen=True)
class Soft:
    """First and last start of a task by what is not in the task's own row; kept where that is possible at all.

    `why` says what sets the last one: skill, owner, handover.
    """

    first: int = 0
    last: int = FAR
    why: str = ""


def soft_limits(asks: Asks, parts: Mapping[str, Part], promised: Mapping[str, int]) -> dict[str, Soft]:
    """By task, where there is one. `promised` are last starts by hand-overs to nobody's task."""
    found: dict[str, Soft] = {}

    def narrow(key: str, first: int, last: int, why: str) -> None:
        old = found.get(key, Soft())
        found[key] = Soft(max(old.first, first), min(old.last, last), why if last < old.last else old.why)

    for key, last in promised.items():
        narrow(key, 0, last, "handover")
    people, workdays = asks.staffing.people, asks.workdays
    for key, part in parts.items():
        owner = people.rows.get(part.row.text("owner"))
        joined, left = (day(owner, "joined"), day(owner, "left")) if owner else (None, None)
        first = workdays.number(joined) if joined else 0
        last = workdays.last(left) - part.duration + 1 if left else FAR
        if (joined or left) and (part.start is None or first <= part.start <= last):     # else it wants another owner
            narrow(key, first, last, "owner")
    for ask in asks:
        row = ask.row
        if ask.of.kind != "person" or ask.task not in parts or not row.text("skill"):
            continue
        has = people.skills.get((ask.of.key, comparable(row.text("skill"))))
        expires = day(has, "expires") if has else None
        if expires:
            part = parts[ask.task]
            ends = ask.last if ask.open_ or part.start is None else ask.last - part.start
            narrow(ask.task, 0, workdays.last(expires) - ends, "skill")
    return found
