"""What changed since an earlier state: tasks done, overdue or caught up, acceptances, changes, rectifications, receipts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reports.coloured import coloured
from reports.doubts import doubts
from reports.entries import together
from reports.figure import typed_sentence
from templates.wording import listed

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from markupsafe import Markup

    from checks.finding import Finding
    from checks.indicators.evidence import Evidence
    from reports.context import Context
    from templates.table import Place, Row

MOST_NAMED = 3
"""Records named in one line."""


class Changed(NamedTuple):
    """One kind of change: the key of its sentence, and what changed, each with its cell and its name."""

    key: str
    cells: list[tuple[Place, str]]


def since(context: Context, now: Evidence, then: Evidence, findings: Iterable[Finding] = ()) -> list[Markup]:
    """A sentence for every kind of change that the books tell, the weightiest first; none where nothing changed.

    Of changes approved it says how many do not hold by the findings.
    """
    wrong = doubts(findings)
    return [_said(context, each, wrong) for each in (*_tasks(now, then), *_records(now, then)) if each.cells]


def _said(context: Context, each: Changed, wrong: Container[tuple[str, str]]) -> Markup:
    count = context.figures.count([place for place, _ in each.cells], context.word(f"since.{each.key}_name"))
    names = typed_sentence(listed((name for _, name in each.cells[:MOST_NAMED]), context.locale))
    more = len(each.cells) > MOST_NAMED
    doubted = [place for place, _ in each.cells if each.key == "changes" and (place.file, place.key) in wrong]
    return together(context, [
        context.say(f"since.{each.key}_{'more' if more else 'all'}", n=count, names=names),
        context.say("since.doubted", n=context.figures.count(doubted, context.word("since.doubted_name"))) if doubted else ""])


def _tasks(now: Evidence, then: Evidence) -> Iterator[Changed]:
    """Tasks that became done, turned red, or are red no more."""
    red, was_red = ({each.task.key: each for each in coloured(evidence.status) if each.colour == "red"}
                    for evidence in (now, then))
    done = [task for task in now.status.baseline.values() if now.status.done(task) and not then.status.done(task)]
    yield Changed("red", [(each.row.at("actual"), _name(each.task)) for key, each in red.items() if key not in was_red])
    yield Changed("done", [(now.status.said[task.key][-1].at("actual_finish"), _name(task)) for task in done])
    yield Changed("caught_up", [(each.row.at("actual"), _name(each.task)) for key, each in was_red.items() if key not in red])


def _records(now: Evidence, then: Evidence) -> Iterator[Changed]:
    """What bears a date between the two days."""
    first, last = then.portfolio.as_of, now.portfolio.as_of

    def between(rows: Iterable[Row], column: str, name: str) -> list[tuple[Place, str]]:
        return [(row.at(column), row.text(name)) for row in rows if (day := row.day(column)) and first < day <= last]

    last_ones = [rows[-1] for rows in now.status.acceptances.values()]
    yield Changed("failed", between((row for row in last_ones if row.text("result") == "failed"), "date", "task"))
    yield Changed("changes", between(now.changes, "approved", "change"))
    yield Changed("rectified", between((row for row in now.rectifications if row.text("recheck") != "failed"), "closed",
                                       "rectification"))
    departments = now.portfolio.departments
    yield Changed("received", [(place, now.portfolio.name(name)) for place, name in between(
        now.portfolio.rows("organisation.submissions"), "received", "department") if name in departments])


def _name(task: Row) -> str:
    return f"{task.key} {task.text('name')}"
