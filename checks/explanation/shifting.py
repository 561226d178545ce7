"""Shifting: a task to other days with all that hangs on it, or a row to other days inside its task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.change import changed
from checks.explanation.move import Move
from checks.explanation.price import EARLIER
from checks.windows import day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from checks.explanation.scene import Scene
    from checks.windows import Window
    from templates.table import Row

FARTHEST = 30
"""Working days: what has to move farther is planned anew."""
ALONG = 3
"""Other tasks that may have to move along; more of them are a new plan."""


def shifts(scene: Scene, task: str) -> list[Move]:
    """The task earlier or later by 1 … 30 working days, with the tasks that would no longer be in order."""
    by = (by for distance in range(1, FARTHEST + 1) for by in (distance, -distance))
    return scene.offered("shift", task, lambda: (move for days in by if (move := shifted(scene, task, days))))


def shifted(scene: Scene, task: str, by: int) -> Move | None:
    """The task by so many working days; None where it, or a task that must move along, may not be moved so far."""
    along = _along(scene, task, by)
    if along is None:
        return None
    changes = [change for each, days in along.items() for change in scene.shifts.of(each, days)]
    window = _window(scene, task, by)
    return Move("shift", task, tuple(changes), abs(by), len(along) - 1, extra=EARLIER if by < 0 else 0.0, facts={
        "task": task, "by": by, "start": window[0], "finish": window[1], "along": [each for each in along if each != task],
    }) if window else None


def _along(scene: Scene, task: str, by: int) -> Mapping[str, int] | None:
    """By task the working days that it moves: the task itself, and followers (or predecessors) out of order by then."""
    moving, open_ = {task: by}, [task]
    while open_:
        each = open_.pop(0)
        if not may_move(scene, each, moving[each]) or len(moving) > ALONG + 1:
            return None
        for other, days in _pushed(scene, each, moving):
            if abs(days) > abs(moving.get(other, 0)):
                if other == task:
                    return None
                moving[other] = days
                open_.append(other)
    return moving


def _pushed(scene: Scene, task: str, moving: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Tasks that were in order with a task and no longer are, with how far they must go."""
    later, workdays = moving[task] > 0, scene.shifts.workdays
    for other in scene.followers.get(task, ()) if later else scene.precedences.before[task]:
        before, after = (task, other) if later else (other, task)
        first, second = scene.windows.of(scene.windows.tasks[before]), scene.windows.of(scene.windows.tasks[after])
        if first is None or second is None or scene.precedences.together(before, after):
            continue
        lag = int(scene.windows.tasks[after].number("lag") or 0)
        room = workdays.number(second[0]) - workdays.last(first[1]) - 1 - lag
        missing = moving.get(before, 0) - moving.get(after, 0) - room
        if room >= 0 and missing > 0:
            yield other, moving.get(other, 0) + (missing if later else -missing)


def may_move(scene: Scene, task: str, by: int) -> bool:
    """True where a task may move so far: it is readable, movable, and stays between its limits.

    These are release and deadline, the plan's own window, and days on which the owner is there as before.
    """
    row = scene.windows.tasks[task]
    old, new = scene.windows.of(row), _window(scene, task, by)
    if old is None or new is None or not scene.readable(row) or row.text("movable") == "no" or task in scene.doubled:
        return False
    cover = scene.covers.get(row.table.source.file)
    firsts = [day(row, "release"), day(cover, "plan_start") if cover else None]
    lasts = [day(row, "deadline"), day(cover, "plan_finish") if cover else None]
    if (by < 0 and any(first and new[0] < first for first in firsts)) or (
            by > 0 and any(last and new[1] > last for last in lasts)):
        return False
    return _missing(scene, row.text("owner"), new) <= _missing(scene, row.text("owner"), old)


def _missing(scene: Scene, person: str, window: Window) -> int:
    """Working days of a window on which a person is not there."""
    return scene.people.there(person, scene.portfolio.calendar.days(*window)).count(False) if person else 0


def _window(scene: Scene, task: str, by: int) -> Window | None:
    """First and last day of a task that moves."""
    window, workdays = scene.windows.of(scene.windows.tasks[task]), scene.shifts.workdays
    if window is None or workdays.number(window[0]) + by < 0:
        return None
    start, finish = workdays.day(workdays.number(window[0]) + by), workdays.day(max(0, workdays.last(window[1]) + by))
    return start, max(start, finish)


def sooner(scene: Scene, task: str, by: int) -> Move | None:
    """The same task finished so many working days sooner: what hangs on it ends with it, what it gives is given by then.

    None where it may not be changed, or nothing would be left of it.
    """
    row, workdays = scene.windows.tasks[task], scene.shifts.workdays
    window = scene.windows.of(row)
    if window is None or not scene.readable(row) or row.text("movable") == "no" or task in scene.doubled:
        return None
    finish = workdays.day(max(0, workdays.last(window[1]) - by))
    if finish < window[0]:
        return None
    changes = [changed(row, "finish", finish)]
    for each in scene.shifts.of(task, -by):
        hanging = scene.row(each.place)
        ends = each.column == "finish" or (each.column == "date" and hanging.text("side") != "take")
        if each.sheet != "tasks" and ends and (old := day(hanging, each.column)) and old > finish:
            if (start := day(hanging, "start")) and start > finish:
                return None
            changes.append(changed(hanging, each.column, finish))
    return Move("sooner", task, tuple(changes), by, facts={"task": task, "by": by, "finish": finish, "start": window[0]})


def inside(scene: Scene, row: Row) -> Iterator[Move]:
    """A row with dates of its own to other days of its task."""
    task, workdays = scene.windows.tasks.get(row.text("task")), scene.shifts.workdays
    window, whole = scene.windows.used(row), scene.windows.of(task) if task else None
    if window is None or whole is None or row.blank("start") or row.blank("finish") or not scene.readable(row):
        return
    start, finish = workdays.number(window[0]), workdays.last(window[1])
    for first in range(workdays.number(whole[0]), workdays.last(whole[1]) + 1 - max(0, finish - start)):
        if by := first - start:
            new: tuple[date, date] = workdays.day(first), workdays.day(max(first, finish + by))
            changes = changed(row, "start", new[0]), changed(row, "finish", new[1])
            yield Move("inside", scene.name(row), changes, abs(by), extra=EARLIER if by < 0 else 0.0, facts={
                "task": row.text("task"), "asked": scene.asked(row), "by": by, "start": new[0], "finish": new[1]})
