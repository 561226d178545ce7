"""K01–K05: risks whose score is stale, that nobody works on, that are merely accepted, that nobody saw, that are overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.risks import SCORE, closed, score_of, serious_from
from checks.rule import Found, found, rule
from checks.stored import differing, holds_template_formula

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio

ANSWER = ("response", "measure", "trigger", "owner", "due")
"""What a serious risk must have."""


@rule("K01", scope="f", severity="error", clauses=("3.2.4",),
      columns=("plan.risks.likelihood", "plan.risks.impact", "plan.risks.score"))
def stale_score(portfolio: Portfolio) -> Iterator[Found]:
    """A score that was saved before it was worked out anew is what everybody sees, and what they act on.

    Only where the template's own formula stands in the cell; a score typed over it is another finding. Always wanted:
    nothing needs to be changed but saving the file again.
    """
    for book in portfolio.books:
        table = book.tables.get("risks")
        for cell in differing(book, table, 0) if table else ():
            if cell.field.key == "score" and holds_template_formula(cell):
                yield found(cell.row.at("likelihood"), cell.row.at("impact"), risk=cell.row.key, shown=cell.shown,
                            score=cell.derived, likelihood=cell.row.number("likelihood"), impact=cell.row.number("impact"))


@rule("K02", scope="f", severity="error", clauses=("2.1.3", "3.2.4"), score=SCORE,
      columns=tuple(f"plan.risks.{key}" for key in (*ANSWER, "likelihood", "impact")))
def unanswered(portfolio: Portfolio, score: float) -> Iterator[Found]:
    """A serious risk needs an answer before it happens: what is done, by whom, until when, and what sets it off.

    A cell that holds something unreadable is not empty. Not wanted for risks that the company insures as a whole; say so
    as the measure.
    """
    for risk in portfolio.rows("plan.risks"):
        value = score_of(risk)
        empty = [key for key in ANSWER if risk.blank(key)]
        if value is not None and value >= score and empty:
            yield found(*(risk.at(key) for key in empty), risk=risk.key, description=risk.text("description"), score=value,
                        limit=score, columns=empty)


@rule("K03", scope="f", severity="error", clauses=("3.2.4",), score=SCORE,
      columns=("plan.risks.response", "plan.risks.likelihood", "plan.risks.impact"))
def merely_accepted(portfolio: Portfolio, score: float) -> Iterator[Found]:
    """Accepting is an answer to small risks; a serious one is avoided, made smaller or passed on.

    Not wanted where management has decided to bear it; have the office waive the finding, with the reason.
    """
    for risk in portfolio.rows("plan.risks"):
        value = score_of(risk)
        if value is not None and value >= score and risk.text("response") == "accept":
            yield found(risk.at("response"), risk.at("likelihood"), risk=risk.key, description=risk.text("description"),
                        score=value, limit=score, likelihood=risk.number("likelihood"), impact=risk.number("impact"))


@rule("K04", scope="f", severity="warning", clauses=("3.2.4",), columns=("plan.tasks.priority", "plan.risks.task"))
def unforeseen(portfolio: Portfolio) -> Iterator[Found]:
    """Of a task that must not fail somebody should have asked what could make it fail.

    Nothing is concluded of a department whose sheet of risks is empty without 无, or in which a risk's task cannot be
    read. Not wanted for tasks that are nearly done when the plan is made; give them a lower priority.
    """
    foreseen = {risk.text("task") for risk in portfolio.rows("plan.risks")}
    for book in portfolio.books:
        risks, tasks = book.tables.get("risks"), book.tables.get("tasks")
        if risks is None or tasks is None or not (len(risks) or risks.nil) or any(not risk.text("task") for risk in risks):
            continue
        for task in tasks:
            if task.text("priority") == "high" and task.text("task") and task.key not in foreseen:
                yield found(task.at("priority"), task=task.key, name=task.text("name"))


@rule("K05", scope="f", severity="warning", clauses=("3.2.4",),
      columns=("plan.risks.due", "plan.risks.closed", "plan.risks.measure"))
def not_followed_up(portfolio: Portfolio) -> Iterator[Found]:
    """A measure without a date is a wish, and one whose date has passed should be done, or the risk be looked at anew.

    A serious risk without a date has its own finding. Not wanted for measures that run all year; let them be due when
    the task is.
    """
    serious = serious_from(portfolio)
    for risk in portfolio.rows("plan.risks"):
        due, value = risk.day("due"), score_of(risk)
        facts: dict[str, object] = {"risk": risk.key, "description": risk.text("description"), "measure": risk.text("measure"),
                                    "due": due, "as_of": portfolio.as_of}
        if risk.blank("due") and risk.text("measure") and not closed(portfolio, risk) and (value is None or value < serious):
            yield Found((risk.at("due"),), facts, "undated")
        elif due and due < portfolio.as_of and not risk.unread("closed") and not closed(portfolio, risk):
            yield Found((risk.at("due"), risk.at("closed")),
                        facts | {"days": portfolio.calendar.between(due, portfolio.as_of)}, "overdue")
