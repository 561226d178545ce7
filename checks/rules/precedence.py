"""P14, P15: tasks that wait for one another in a circle, and tasks that start before what they wait for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from checks.pairing import paired
from checks.precedences import Precedences
from checks.rule import Found, found, rule
from checks.windows import Windows, day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from checks.portfolio import Portfolio
    from templates.table import Row

LONGEST_LAG = 20_000
"""Working days; a longer lag is a slip and breaks the order anyway."""


@rule("P14", scope="f", severity="error", clauses=("3.2.2",), columns=("plan.tasks.predecessors",))
def circle(portfolio: Portfolio) -> Iterator[Found]:
    """Tasks that wait for one another in a circle can never start, whatever the dates say.

    There is no plan in which one would want it: work that goes back and forth is two tasks, or one with milestones.
    """
    tasks = portfolio.by_key("plan.tasks")
    for members in Precedences(portfolio).cycles():
        yield found(*(tasks[key].at("predecessors") for key in members), variant="self" if len(members) == 1 else "",
                    task=members[0], tasks=members, chain=" → ".join([*members, members[0]]))


@rule("P15", scope="f", severity="error", clauses=("3.1.4", "3.2.2"),
      columns=("plan.tasks.start", "plan.tasks.predecessors", "plan.tasks.finish"))
def too_early(portfolio: Portfolio) -> Iterator[Found]:
    """A task that starts before its predecessor is finished works with what does not exist yet.

    Not wanted where the two overlap on purpose; then split the first task at what the second really needs.
    """
    precedences, windows = Precedences(portfolio), Windows(portfolio)
    late: set[tuple[str, str]] | None = None
    for key, task in windows.tasks.items():
        start = day(task, "start")
        if start is None or task.unread("lag") or not precedences.before[key] or windows.impossible(task):
            continue
        lag = min(int(task.number("lag") or 0), LONGEST_LAG)
        broken = [(earliest, windows.tasks[before]) for before in precedences.before[key]
                  if not precedences.together(key, before)
                  and (finish := _finish(windows, windows.tasks[before]))
                  and start < (earliest := portfolio.calendar.after(finish, 1 + lag))]
        if not broken:
            continue
        late = _late_hand_overs(portfolio) if late is None else late
        broken = sorted((each for each in broken if (each[1].key, key) not in late),
                        key=lambda each: (each[0], each[1].key), reverse=True)
        if broken:
            earliest, first = broken[0]
            yield found(task.at("start"), task.at("predecessors"), *(each.at("finish") for _, each in broken),
                        task=key, start=start, predecessor=first.key, finish=first.day("finish"), lag=lag,
                        earliest=earliest, until=earliest - timedelta(days=1),
                        days=portfolio.calendar.between(start, earliest))


def _finish(windows: Windows, task: Row) -> date | None:
    return None if windows.impossible(task) else day(task, "finish")


def _late_hand_overs(portfolio: Portfolio) -> set[tuple[str, str]]:
    """Pairs of tasks between which a hand-over is late: that finding says it already."""
    return {(pair.giver.text("task"), pair.taker.text("task")) for pair in paired(portfolio).pairs
            if (given := pair.giver.day("date")) and (needed := pair.taker.day("date")) and given > needed}
