"""Chains: tasks of which each waits for the one before, and the room that is left behind the last of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.precedences import Precedences
from checks.windows import Windows, day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from checks.slack import Slack
    from templates.table import Place, Row


@dataclass(frozen=True)
class Chain:
    """Tasks in the order of their work; `slack` is the least of theirs, `room` that of the last one (workdays).

    `limit` is the cell of the day that bounds the last one: its deadline, or the last finish of its department.
    """

    tasks: tuple[Row, ...]
    slack: int
    room: int
    limit: Place


def chains(portfolio: Portfolio, slack: Slack) -> list[Chain]:
    """The chains of two or more tasks, each back from its last one along the predecessor that finishes last.

    Those without slack first, then the longest. Tasks that wait for one another in a circle end a chain.
    """
    precedences, windows = Precedences(portfolio), Windows(portfolio)
    waited_for = {each for before in precedences.before.values() for each in before}
    dated = [row for row in windows.tasks.values() if windows.of(row)]
    ends = {row.department: row for row in sorted(dated, key=lambda row: str(row.day("finish")))}
    found = []
    for last in precedences.before:
        tasks = tuple(_back(last, precedences, windows)) if last not in waited_for else ()
        slacks = [free for row in tasks if (free := slack.of(row.key)) is not None]
        if len(tasks) > 1 and len(slacks) == len(tasks):
            bound = tasks[-1].at("deadline") if day(tasks[-1], "deadline") else ends[tasks[-1].department].at("finish")
            found.append(Chain(tasks, min(slacks), slacks[-1], bound))
    return sorted(found, key=lambda each: (each.slack, -len(each.tasks), each.tasks[-1].key))


def _back(last: str, precedences: Precedences, windows: Windows) -> Iterator[Row]:
    """The tasks of a chain from the first to the last."""
    walked: list[str] = []
    key: str | None = last
    while key is not None and key not in walked and windows.of(windows.tasks[key]):
        walked.append(key)
        before = [each for each in precedences.before[key]
                  if windows.of(windows.tasks[each]) and not precedences.together(each, walked[-1])]
        key = max(before, key=lambda each: (str(windows.tasks[each].day("finish")), each), default=None)
    return (windows.tasks[each] for each in reversed(walked))
