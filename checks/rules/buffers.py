"""P11: tasks on which much depends, and chains of tasks, without time to spare."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

from checks.precedences import Precedences
from checks.risks import open_risks, score_of
from checks.rule import Found, found, rule
from checks.similar import Groups
from checks.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checks.portfolio import Portfolio
    from checks.windows import Window
    from templates.table import Row


@rule("P11", scope="f", severity="warning", clauses=("3.2.2",), days=1.0, share=10.0, score=15.0, chain=3.0,
      columns=("plan.tasks.buffer", "plan.tasks.priority", "plan.tasks.predecessors", "plan.risks.likelihood"))
def no_buffer(portfolio: Portfolio, days: float, share: float, score: float, chain: float) -> Iterator[Found]:
    """What must not fail needs a few days for what nobody foresaw; in a tight chain every delay reaches the end.

    A blank buffer is none. Risks that are closed need no time any more. Not wanted for work on a date that cannot be
    moved, such as a fair; plan the buffer into what comes before it.
    """
    windows = Windows(portfolio)
    risky: dict[str, list[Row]] = defaultdict(list)
    for risk in open_risks(portfolio):
        if (score_of(risk) or 0) >= score:
            risky[risk.text("task")].append(risk)
    said: set[str] = set()
    for task in portfolio.rows("plan.tasks"):
        window, buffer, high = windows.of(task), _buffer(task), task.text("priority") == "high"
        risks = risky.get(task.key, []) if task.text("task") else []
        if window is None or buffer is None or not (high or risks):
            continue
        workdays = portfolio.calendar.workdays(*window)
        least = max(days, workdays * share / 100)
        if buffer < least - 1e-9:
            said.add(task.key)
            yield found(task.at("buffer"), *([task.at("priority")] if high else []), *(each.at("likelihood") for each in risks),
                        variant="" if high and risks else "risk" if risks else "high", task=task.key, name=task.text("name"),
                        buffer=buffer, least=ceil(least - 1e-9), workdays=workdays, risks=[each.key for each in risks],
                        score=max((score_of(each) or 0 for each in risks), default=0))
    yield from _chains(Chains(portfolio, windows, frozenset(said)), chain)


def _chains(chains: Chains, least: float) -> Iterator[Found]:
    for tasks in chains.of(least):
        rows = [chains.windows.tasks[each] for each in tasks]
        yield found(*(row.at("buffer") for row in rows), variant="chain", tasks=tasks, count=len(tasks), chain=" → ".join(tasks),
                    task=tasks[-1], finish=rows[-1].day("finish"))


def _buffer(task: Row) -> float | None:
    """Workdays of buffer, 0 where none is typed, None where it cannot be read."""
    return None if task.unread("buffer") else float(task.number("buffer") or 0)


@dataclass
class Chains:
    """Tasks without a buffer of which one starts on the very workday on which the one before allows it.

    `told` are tasks whose missing buffer is said already: it would loosen the chain. Tasks that wait for one another in
    a circle, or start too early, have their own findings.
    """

    portfolio: Portfolio
    windows: Windows
    told: frozenset[str]

    @cached_property
    def _tight(self) -> Mapping[str, Window]:
        return {key: window for key, task in self.windows.tasks.items()
                if key not in self.told and _buffer(task) == 0 and (window := self.windows.of(task))}

    @cached_property
    def _links(self) -> list[tuple[str, str]]:
        """(before, after), in the order of the later one's start."""
        precedences, found = Precedences(self.portfolio), []
        for key in sorted(self._tight, key=lambda each: (self._tight[each], each)):
            task = self.windows.tasks[key]
            if task.unread("lag"):
                continue
            gap = 1 + int(task.number("lag") or 0)
            found += [(before, key) for before in precedences.before[key]
                      if before in self._tight and not precedences.together(before, key)
                      and self._follows(self._tight[before], self._tight[key], gap)]
        return found

    def _follows(self, before: Window, after: Window, gap: int) -> bool:
        """True where a task starts on the gap-th workday after the one before, no earlier and no later."""
        calendar = self.portfolio.calendar
        return after[0] > before[1] and calendar.works(after[0]) and calendar.between(before[1], after[0]) == gap

    def of(self, least: float) -> list[list[str]]:
        """Chains of at least so many tasks, in the order of their starts; chains that share a task are one."""
        ahead: dict[str, int] = defaultdict(lambda: 1)  # tasks of the longest chain that ends here, itself included
        behind: dict[str, int] = defaultdict(lambda: 1)
        for before, after in self._links:
            ahead[after] = max(ahead[after], ahead[before] + 1)
        for before, after in reversed(self._links):
            behind[before] = max(behind[before], behind[after] + 1)
        links = [(before, after) for before, after in self._links if ahead[before] + behind[after] >= least]
        tasks = sorted({task for link in links for task in link}, key=lambda each: (self._tight[each], each))
        number = {task: index for index, task in enumerate(tasks)}
        groups = Groups(len(tasks))
        for before, after in links:
            groups.join(number[before], number[after])
        return [[tasks[each] for each in members] for members in groups.joined()]
