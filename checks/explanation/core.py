"""Cores: of every clash an irreducible set of cells; take any one of them away and the clash is gone."""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from typing import TYPE_CHECKING

from checks.amounts import amount_of
from checks.explanation.crowding import of_asset, of_maintenance, of_person, of_post
from checks.explanation.least import Fact, least
from checks.slips import Slips
from checks.windows import day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from checks.conflicts import Conflict
    from checks.explanation.scene import Scene
    from templates.table import Place, Row


def core(scene: Scene, conflict: Conflict) -> tuple[Place, ...]:
    """The core of a clash: cells of amounts, dates or names, and that of the limit where a cell states it."""
    return tuple(dict.fromkeys(_CORES[conflict.finding.code](scene, conflict)))


def _skill(scene: Scene, conflict: Conflict) -> list[Place]:
    """R02: who is named, what is asked for, and what the list of skills says against it."""
    row, says = scene.row(conflict.finding.anchor), {place.column: place for place in conflict.finding.places[1:]}
    if "level" in says:
        return [row.at("person"), row.at("level"), says["level"]]
    return [row.at("person"), row.at("skill"), *says.values()]


def _away(_: Scene, conflict: Conflict) -> list[Place]:
    """R04: who is named, and one absence; each would do."""
    return list(conflict.finding.places[:2])


def _material(scene: Scene, conflict: Conflict) -> list[Place]:
    """R17: two needs, of two departments, that follow one another."""
    rows = [scene.row(place) for place in conflict.finding.places]
    for one, other in pairwise(rows):
        if one.department != other.department:
            return [one.at("material"), other.at("material")]
    return list(conflict.finding.places)


def _budget(scene: Scene, conflict: Conflict) -> list[Place]:
    """B01, B02: lines and capital items, largest first, until the cap is passed."""
    anchor, cap = scene.row(conflict.finding.anchor), conflict.finding.places[-1]
    limit = (conflict.capacity or 0) + (scene.number("B01", "tolerance") if conflict.finding.code == "B01" else 0)
    facts = [Fact(row.at("account" if row.table.key == "budget.lines" else "amount"), {0: amount})
             for row in counted(scene, conflict, anchor) if (amount := amount_of(row))]
    return [*(fact.place for fact in least(facts, [0], lambda _: limit)), cap]


def counted(scene: Scene, conflict: Conflict, anchor: Row) -> Iterable[Row]:
    """The lines and capital items that a budget clash adds up; `anchor` is one of them."""
    portfolio = scene.portfolio
    book = next(book for book in portfolio.books if book.file == anchor.table.source.file)
    lines = Slips(portfolio).sound(book.tables.get("lines", ()))
    if conflict.finding.code == "B02":
        return [row for row in lines if row.text("account") == conflict.resource]
    accounts = portfolio.by_key("organisation.accounts")
    controllable = [row for row in lines if (account := accounts.get(row.text("account")))
                    and account.text("controllable") == "yes"]
    return [*controllable, *book.tables.get("capital", ())]


def _cash(scene: Scene, conflict: Conflict) -> list[Place]:
    """B09: what goes out, what was there, what comes in; what is nothing is no part of it."""
    row = scene.row(conflict.finding.anchor)
    return [row.at(key) for key in ("outflow", "opening", "inflow") if row.number(key)] or [row.at("outflow")]


def _cells(_: Scene, conflict: Conflict) -> list[Place]:
    """R07, H01–H03: all that the rule names."""
    return list(conflict.finding.places)


def _circle(scene: Scene, conflict: Conflict) -> list[Place]:
    """P14: a shortest circle among the members; in it nobody waits for two of the others."""
    before = {task: [each for each in scene.precedences.before[task] if each in conflict.tasks] for task in conflict.tasks}
    circles = [circle for task in conflict.tasks if (circle := _shortest(task, before))]
    shortest = min(circles, key=len, default=list(conflict.tasks))
    return [scene.windows.tasks[task].at("predecessors") for task in shortest]


def _shortest(task: str, before: Mapping[str, list[str]]) -> list[str]:
    """The shortest way from a task along its predecessors back to itself."""
    came, open_ = {task: ""}, deque([task])
    while open_:
        each = open_.popleft()
        for other in before[each]:
            if other == task:
                way = [each]
                while came[way[-1]]:
                    way.append(came[way[-1]])
                return way[::-1]
            if other not in came:
                came[other] = each
                open_.append(other)
    return []


def _order(scene: Scene, conflict: Conflict) -> list[Place]:
    """P15: start, predecessors and the predecessor's finish; the lag where only it makes the start too early."""
    facts, task = conflict.finding.facts, scene.row(conflict.finding.anchor)
    before = scene.windows.tasks[str(facts["predecessor"])]
    finish, start = day(before, "finish"), day(task, "start")
    by_lag = bool(finish and start and start >= scene.portfolio.calendar.after(finish))
    return [task.at("start"), task.at("predecessors"), before.at("finish"), *([task.at("lag")] if by_lag else [])]


_CORES: Mapping[str, Callable[[Scene, Conflict], list[Place]]] = {
    "R01": of_person, "R02": _skill, "R03": of_post, "R04": _away, "R05": of_asset, "R06": of_maintenance, "R07": _cells,
    "R17": _material, "B01": _budget, "B02": _budget, "B09": _cash, "H01": _cells, "H02": _cells, "H03": _cells,
    "P14": _circle, "P15": _order,
}
