"""What must come before what: predecessors with their lag, and hand-overs from the giver's task to the taker's."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checks.pairing import paired
from checks.precedences import Precedences
from checks.rules.precedence import LONGEST_LAG
from checks.windows import day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checks.balance.taking_part import Part
    from checks.portfolio import Portfolio
    from checks.workdays import Workdays


@dataclass(frozen=True)
class Bound:
    """`after` starts at least `distance` working days after the start of `before`; `kind` link or handover."""

    before: str
    after: str
    distance: int
    kind: str
    key: str = ""
    """Of a hand-over the giver's number."""
    lag: int = 0


@dataclass
class Limits:
    """Days that a hand-over sets to a task whose other side hangs on no task: not before, not after, by task."""

    release: dict[str, int] = field(default_factory=dict)
    latest: dict[str, int] = field(default_factory=dict)


def precedences(portfolio: Portfolio, parts: Mapping[str, Part]) -> list[Bound]:
    """Predecessors between tasks that take part; within a circle none can hold.

    A task that stays and starts on a day off has to have what it waits for on the working day before.
    """
    known = Precedences(portfolio)
    found = []
    for key, part in parts.items():
        if part.row.unread("lag"):
            continue
        lag = min(int(part.row.number("lag") or 0), LONGEST_LAG)
        start = day(part.row, "start")
        off = bool(part.stays and start and not portfolio.calendar.works(start))
        found += [Bound(before, key, parts[before].duration + lag + off, "link", lag=lag) for before in known.before[key]
                  if before in parts and before != key and not known.together(key, before)]
    return found


def hand_overs(portfolio: Portfolio, parts: Mapping[str, Part], workdays: Workdays) -> tuple[list[Bound], Limits]:
    """Hand-overs stated by both sides: a date moves with its task, and what is given may not come after it is needed."""
    found, limits = [], Limits()
    for pair in paired(portfolio).pairs:
        given, needed = day(pair.giver, "date"), day(pair.taker, "date")
        giver, taker = parts.get(pair.giver.text("task")), parts.get(pair.taker.text("task"))
        if given is None or needed is None or giver is taker:
            continue
        late = workdays.number(given) - workdays.last(needed)
        gives, takes = giver.start if giver else None, taker.start if taker else None
        if giver and taker and gives is not None and takes is not None:
            found.append(Bound(giver.key, taker.key, takes - gives + late, "handover", pair.giver.key))
        elif taker and takes is not None and not pair.giver.text("task"):
            limits.release[taker.key] = max(limits.release.get(taker.key, 0), takes + late)
        elif giver and gives is not None and not pair.taker.text("task"):
            limits.latest[giver.key] = min(limits.latest.get(giver.key, gives - late), gives - late)
    return found, limits


def without_circles(bounds: list[Bound]) -> list[Bound]:
    """The bounds that can be kept together, in their order: not those that would close a circle."""
    after: dict[str, list[str]] = defaultdict(list)
    kept = []
    for bound in bounds:
        if not _reaches(after, bound.after, bound.before):
            after[bound.before].append(bound.after)
            kept.append(bound)
    return kept


def _reaches(after: Mapping[str, list[str]], start: str, goal: str) -> bool:
    open_, seen = [start], {start}
    while open_:
        task = open_.pop()
        if task == goal:
            return True
        ahead = [each for each in after.get(task, ()) if each not in seen]
        seen.update(ahead)
        open_ += ahead
    return False
