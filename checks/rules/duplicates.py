"""P07, P08: two tasks that are the same work, two departments that both answer for one deliverable 职责交叉."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from checks.family import Family
from checks.rule import Found, rule, value_of
from checks.similar import Groups, alike
from checks.windows import Windows
from templates.text import codes, comparable, normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from checks.portfolio import Portfolio
    from templates.table import Row

MIN_LENGTH = 8.0
"""Default of P08 min_length: shorter deliverables (报告, 合同) are the same by chance."""
LONGEST = 255
"""Characters of a name that are compared; whatever is longer is no name, and would take minutes to compare."""
LEVELS = ("year", "quarter", "month", "")
PRIORITIES = ("high", "medium", "low", "")


@rule("P07", scope="f", severity="warning", clauses=("3.1.4", "3.2.1"), columns=("plan.tasks.name",), ratio=0.85)
def same_work(portfolio: Portfolio, ratio: float) -> Iterator[Found]:
    """Work that two plan is paid for twice, or done by nobody, because each believes that the other does it.

    Compared are names that name the same codes, of tasks at the same time. A task and its stages, and tasks that serve
    one request, may be called alike; so may those of which it cannot be read whether they do. Not wanted where every
    workshop does the same for itself; say in the name whose it is.
    """
    kin, windows = Kin(portfolio), Windows(portfolio)
    tasks = [(task, window) for task in kin.tasks if comparable(task.text("name")) and (window := windows.of(task))]
    duty = {task.key: number for number, group in enumerate(_same_duty(portfolio, kin)) for task in group}

    def linked(one: int, other: int) -> bool:
        (first, ours), (second, theirs) = tasks[one], tasks[other]
        told = first.key in duty and duty[first.key] == duty.get(second.key)
        return ours[0] <= theirs[1] and theirs[0] <= ours[1] and not told and not kin.related(first, second)

    groups = Groups(len(tasks))
    for same in _by_codes([task.text("name") for task, _ in tasks]):
        for positions in same.values():
            groups.join_all(positions, linked)
        wordings = list(same)
        for one, other in alike(wordings, ratio) if len(wordings) > 1 else ():
            for left, right in product(same[wordings[one]], same[wordings[other]]):
                if groups.of(left) != groups.of(right) and linked(left, right):
                    groups.join(left, right)
    for members in groups.joined():
        rows = _lead_first([tasks[each][0] for each in members])
        variant = "own" if len({row.department for row in rows}) == 1 else "level" if _higher(rows) else ""
        yield Found(tuple(row.at("name") for row in rows), _facts(rows) | {"names": [row.text("name") for row in rows]}, variant)


@rule("P08", scope="x", severity="error", clauses=("2.3.2", "3.1.4", "3.2.1"), columns=("plan.tasks.deliverable",),
      min_length=MIN_LENGTH)
def same_duty(portfolio: Portfolio, min_length: float) -> Iterator[Found]:
    """What two departments both answer for is either made twice, or each waits for the other to make it.

    Whoever only contributes writes down the own part. A task and its stages, and tasks that serve one request, may end
    in the same thing. Not wanted for forms that every department hands in; say whose it is: 研发部…表.
    """
    for rows in _same_duty(portfolio, Kin(portfolio), min_length):
        yield Found(tuple(row.at("deliverable") for row in rows), _facts(rows) | {"deliverable": rows[0].text("deliverable")},
                    "level" if _higher(rows) else "")


@dataclass
class Kin:
    """The tasks of a portfolio, the first of each key, and which of them need not be compared."""

    portfolio: Portfolio

    @cached_property
    def _family(self) -> Family:
        return Family(self.portfolio)

    @cached_property
    def tasks(self) -> list[Row]:
        """The tasks in the order of the plans; a key that differs in its case only is the same."""
        found: dict[str, Row] = {}
        for task in self._family.tasks.values():
            if task.text("task"):
                found.setdefault(normal(task.key).lower(), task)
        return list(found.values())

    def related(self, one: Row, other: Row) -> bool:
        """True where one task is a stage of the other or both serve one request, or it cannot be read whether."""
        asked, also = one.text("request"), other.text("request")
        if asked and asked == also:
            return True
        if (one.unread("request") and not other.blank("request")) or (other.unread("request") and not one.blank("request")):
            return True
        if one.blank("parent_task") and other.blank("parent_task"):
            return False
        above, over = self._family.above(one), self._family.above(other)
        return above is None or over is None or one.key in over or other.key in above


def _by_codes(names: Sequence[str]) -> Iterable[Mapping[str, list[int]]]:
    """Positions of the names by wording, apart for each set of codes: names that differ in a code are never compared."""
    found: dict[frozenset[str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for position, name in enumerate(names):
        found[codes(name)][comparable(name)[:LONGEST]].append(position)
    return found.values()


def _same_duty(portfolio: Portfolio, kin: Kin, min_length: float | None = None) -> list[list[Row]]:
    """Tasks of several departments with one deliverable, who should lead first; by P08's length in force where none is given."""
    typed = portfolio.parameters.get(("P08", "min_length"))
    least = min_length if min_length is not None else MIN_LENGTH if typed is None else float(value_of(MIN_LENGTH, typed))
    same: dict[str, list[int]] = defaultdict(list)
    for position, task in enumerate(kin.tasks):
        if len(deliverable := comparable(task.text("deliverable"))) >= least:
            same[deliverable].append(position)

    def linked(one: int, other: int) -> bool:
        first, second = kin.tasks[one], kin.tasks[other]
        return first.department != second.department and not kin.related(first, second)

    groups = Groups(len(kin.tasks))
    for positions in same.values():
        groups.join_all(positions, linked)
    return [_lead_first([kin.tasks[each] for each in members]) for members in groups.joined()]


def _lead_first(rows: list[Row]) -> list[Row]:
    """The higher level keeps the work 就高不就低; of one level the higher priority, then whoever starts first."""
    from datetime import date  # noqa: PLC0415 - only its last day

    def rank(row: Row) -> tuple[int, int, date, str]:
        return (LEVELS.index(row.text("level")), PRIORITIES.index(row.text("priority")), row.day("start") or date.max, row.key)

    return sorted(rows, key=rank)


def _higher(rows: list[Row]) -> bool:
    """True where the first task's level is above that of every other, all levels being known."""
    levels = [LEVELS.index(row.text("level")) for row in rows]
    return levels[-1] < LEVELS.index("") and all(levels[0] < each for each in levels[1:])


def _facts(rows: list[Row]) -> dict[str, object]:
    return {"tasks": [row.key for row in rows], "lead": rows[0].key, "lead_name": rows[0].text("name"),
            "partner": rows[0].department, "others": [row.key for row in rows[1:]], "count": len(rows),
            "departments": list(dict.fromkeys(row.department for row in rows))}
