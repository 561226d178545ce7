"""R04: people assigned while they are away, before they join or after they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.people import TRAINING, People
from checks.rule import Found, rule
from checks.windows import Windows, day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from checks.people import Away
    from checks.portfolio import Portfolio
    from templates.table import Row


@rule("R04", scope="f", severity="error", clauses=("3.1.4", "3.2.3"),
      columns=("plan.staffing.person", "organisation.absences.start", "organisation.people.joined",
               "organisation.people.left"))
def away(portfolio: Portfolio) -> Iterator[Found]:
    """Work planned for somebody who is on leave will lie there, and nobody will have been told.

    Training is no absence here: it may be the task itself. An owner who joins too late or leaves too early has a
    finding on the task. Not wanted where somebody works part of a leave; end it earlier in the organisation book.
    """
    people, windows = People(portfolio), Windows(portfolio)
    for row in portfolio.rows("plan.staffing"):
        person, window = row.text("person"), windows.used(row)
        if window is None or person not in people.rows or 0 in (row.number("share"), row.number("hours")):
            continue
        task, days = windows.tasks.get(row.text("task")), portfolio.calendar.days(*window)
        met = [(each, missed) for each in people.away.get(person, ())
               if each.kind != TRAINING and not (each.kind in ("joined", "left") and _owns(task, person, each))
               and (missed := [when for when in days if each.first <= when <= each.last])]
        if met:
            missed = sorted({when for _, days_missed in met for when in days_missed})
            who = people.rows[person]
            yield Found((row.at("person"), *dict.fromkeys(each.row.at(each.column) for each, _ in met)), {
                "task": row.text("task"), "person": person, "name": who.text("name"), "start": window[0], "finish": window[1],
                "from": missed[0], "to": missed[-1], "days": len(missed), "joined": who.day("joined"),
                "left": who.day("left"), "back": _back(portfolio, max((each for each, _ in met), key=lambda each: each.last)),
                "spans": [[f"{lost[0]}", f"{lost[-1]}"] for _, lost in met]}, _variant([each.kind for each, _ in met]))


def _owns(task: Row | None, person: str, each: Away) -> bool:
    """True where the owner is not there for the whole task: that finding says it already."""
    if task is None or task.text("owner") != person:
        return False
    start, finish = day(task, "start"), day(task, "finish")
    return bool(finish and each.first <= finish) if each.kind == "left" else bool(start and start <= each.last)


def _variant(kinds: Sequence[str]) -> str:
    """The sentence for the reasons in their order; whoever leaves in the end does not come back, whatever came before."""
    if len(set(kinds)) == 1:
        return kinds[0] if kinds[0] in ("joined", "left", "trip") else "leave"
    return "gone" if kinds[-1] == "left" else ""


def _back(portfolio: Portfolio, each: Away) -> date | None:
    """The first working day after an absence, None where nobody comes back."""
    return None if each.kind == "left" else portfolio.calendar.after(each.last)
