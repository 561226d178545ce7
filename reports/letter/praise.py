"""Praise for a department that has nothing to mend: only what its books bear out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.indicators import indicators
from reports.letter.naming import plain_name
from reports.submission import board

if TYPE_CHECKING:
    from markupsafe import Markup

    from reports.context import Context
    from reports.letter.grounds import Grounds


def praise(context: Context, grounds: Grounds, department: str) -> list[Markup]:
    """A sentence for books that all came, in time where that is known, one for tasks that are all done; else none."""
    portfolio, name = context.portfolio, plain_name(context, department)
    expected, states = board(portfolio)
    found = []
    own = {states[department, each] for each in expected}
    if own and own <= {"on_time", "present"}:
        number = context.figures.count([portfolio.departments[department].at("department")] * len(expected),
                                       f"{name} {context.word('figure.received')}", how=context.word("how.books"))
        found.append(context.say("letters.praise_in_time" if own == {"on_time"} else "letters.praise_books", n=number))
    done = indicators(grounds.evidence, context.period, ["completion"])["completion", department]
    if done.denominator.total and done.numerator.total == done.denominator.total:
        found.append(context.say("letters.praise_tasks", n=context.amount_of(
            done.numerator, f"{name} {context.word('figure.done')}")))
    return found
