"""Completion (A4.1) and on-time rate (A4.1b) of the baseline's tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.indicators.indicator import DENOMINATOR, NUMERATOR, Entry
from checks.windows import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.indicators.evidence import Evidence
    from checks.indicators.period import Period


def completion(evidence: Evidence, period: Period) -> Iterator[Entry]:
    """Done tasks ÷ tasks whose effective due date lies in the period.

    Beside it: tasks cancelled by an approved change, which are not counted, tasks whose due date nobody can tell
    (`undated`), and reported tasks outside the baseline.
    """
    status = evidence.status
    for task in status.baseline.values():
        due = status.due(task)
        if due is None:
            yield Entry(task.department, "undated", 1, task, "finish")
        if not period.holds(due):
            continue
        if status.cancelled(task):
            yield Entry(task.department, "cancelled", 1, task, "finish")
            continue
        yield Entry(task.department, DENOMINATOR, 1, task, "finish")
        if status.done(task):
            yield Entry(task.department, NUMERATOR, 1, status.said[task.key][-1], "actual_finish")
    for key, rows in status.said.items():
        if key not in status.baseline and key not in status.parents:
            yield Entry(rows[-1].department, "outside", 1, rows[-1], "task")


def on_time(evidence: Evidence, period: Period) -> Iterator[Entry]:
    """Tasks done by their original due date ÷ tasks whose original due date lies in the period.

    Beside it: those excused, that is done later than planned but by a date that was approved in time.
    """
    status = evidence.status
    for task in status.baseline.values():
        original, start = day(task, "finish"), day(task, "start")
        if not period.holds(original) or original is None or (start and original < start):
            continue
        if status.cancelled(task):
            yield Entry(task.department, "cancelled", 1, task, "finish")
            continue
        yield Entry(task.department, DENOMINATOR, 1, task, "finish")
        finished = status.said[task.key][-1].day("actual_finish") if status.done(task) else None
        due = status.due(task)
        if finished and finished <= original:
            yield Entry(task.department, NUMERATOR, 1, status.said[task.key][-1], "actual_finish")
        elif finished and due and due > original and finished <= due:
            yield Entry(task.department, "excused", 1, status.said[task.key][-1], "actual_finish")
