"""Priority rules: numbers per task, the smallest first, from which schedules are generated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.scheduling.board import FAR

if TYPE_CHECKING:
    from checks.scheduling.board import Board


def priorities(board: Board) -> dict[str, list[int]]:
    """Ten rules of the literature (Kolisch 1996; Lova, Tormos 2001), and the plan in force where there is one.

    Latest finish and start (own: in the task's project, all: over all projects), slack, most total successors, shortest
    activity from the shortest project, project of least work first, shortest first. Limits count where there are any.
    """
    tasks, duration, earliest = board.problem.tasks, board.duration, board.earliest
    count = range(len(tasks))
    free = [max((earliest[task] + duration[task] for task in each), default=0) for each in board.problem.members]
    end = max(free, default=0)
    own = [min(free[tasks[task].project] - board.own_tail[task], board.due[task]) for task in count]
    whole = [min(end - board.tail[task], board.due[task]) for task in count]
    reach = [0] * len(tasks)
    for task in reversed(board.order):                  # the followers of every task as bits
        for other, _ in board.after[task]:
            reach[task] |= reach[other] | 1 << other
    work = [sum(units * length for task in each for _, units, _, length in board.takes[task]) for each in board.problem.members]
    by_work = {project: place for place, project in enumerate(sorted(range(board.problem.projects), key=work.__getitem__))}
    far = 10 * end + 1
    found = {
        "latest finish, own": [own[task] + duration[task] for task in count],
        "latest start, own": own,
        "latest finish, all": [whole[task] + duration[task] for task in count],
        "latest start, all": whole,
        "slack, own": [own[task] - earliest[task] for task in count],
        "slack, all": [whole[task] - earliest[task] for task in count],
        "most followers": [-reach[task].bit_count() for task in count],
        "shortest project": [free[tasks[task].project] * far + own[task] + duration[task] for task in count],
        "least work": [by_work[tasks[task].project] * far + own[task] + duration[task] for task in count],
        "shortest first": [earliest[task] + duration[task] for task in count],
    }
    if any(day < FAR for day in board.due):
        found["limits"] = [min(board.due[task], end + whole[task]) for task in count]
    if any(task.planned is not None for task in tasks):
        found["plan"] = [earliest[number] if task.planned is None else task.planned for number, task in enumerate(tasks)]
    return found
