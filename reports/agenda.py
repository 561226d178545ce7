"""The agenda of a coordination meeting: clashes to be settled there and clashes that are not, and who speaks to each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from checks.conflicts import KINDS
from checks.finding import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checks.conflicts import Conflict
    from checks.portfolio import Portfolio
    from templates.table import Row

Why = Literal["over", "own", "later"]
"""Not for this meeting: the days are over, one department settles it alone, or there is no time for it."""
MOST = 24
"""Clashes that a meeting gets through; the next ones are only listed."""
ABOVE = frozenset({"money", "cash"})
"""Kinds that a department cannot settle alone, however few take part: caps and funds are given from above."""
OWNED = {"asset": "organisation.assets", "maintenance": "organisation.assets", "person": "organisation.people",
         "skill": "organisation.people"}
"""By kind, where it stands to whom its resource belongs."""


@dataclass(frozen=True)
class Matter:
    """A clash and who has to agree; "" stands for the coordination office."""

    conflict: Conflict
    parties: tuple[str, ...]


def agenda(portfolio: Portfolio, conflicts: Iterable[Conflict]) -> tuple[list[Matter], list[tuple[Matter, Why]]]:
    """What the meeting has to settle, errors first, then what comes soonest; and the rest, each with the reason why not."""
    wanted: list[Matter] = []
    rest: list[tuple[Matter, Why]] = []
    for conflict in conflicts:
        matter = Matter(conflict, tuple(_parties(portfolio, conflict)))
        if conflict.finish and conflict.finish < portfolio.as_of:
            rest.append((matter, "over"))
        elif len(matter.parties) == 1 and conflict.kind not in ABOVE:
            rest.append((matter, "own"))
        else:
            wanted.append(matter)
    wanted.sort(key=lambda each: (SEVERITIES.index(each.conflict.finding.severity), each.conflict.start or portfolio.as_of,
                                  KINDS.index(each.conflict.kind)))
    later: list[tuple[Matter, Why]] = [(each, "later") for each in wanted[MOST:]]
    return wanted[:MOST], [*later, *rest]


def _parties(portfolio: Portfolio, conflict: Conflict) -> dict[str, None]:
    """Whose cells take part, to whom the resource belongs, and the office where a cap would have to change."""
    parties = dict.fromkeys(conflict.departments)
    owner = portfolio.by_key(OWNED[conflict.kind]).get(conflict.resource) if conflict.kind in OWNED else None
    if owner and owner.text("department"):
        parties[owner.text("department")] = None
    if conflict.kind == "money" or not parties:
        parties[""] = None
    return parties


def speakers(portfolio: Portfolio, matter: Matter) -> Mapping[str, list[str]]:
    """By party the persons' keys: who answers for the tasks concerned, the liaison of a hand-over, else the head."""
    tasks = [task for key in matter.conflict.tasks if (task := portfolio.by_key("plan.tasks").get(key))]
    handovers = [row for place in matter.conflict.finding.places if place.table == "plan.handovers"
                 and (row := portfolio.by_key("plan.handovers").get(place.key))]
    found = {}
    for party in matter.parties:
        named = _named(tasks, party, "owner") or _named(handovers, party, "liaison")
        head = portfolio.departments.get(party)
        found[party] = named or ([head.text("head")] if head and head.text("head") else [])
    return found


def _named(rows: Iterable[Row], department: str, column: str) -> list[str]:
    return list(dict.fromkeys(row.text(column) for row in rows if row.department == department and row.text(column)))
