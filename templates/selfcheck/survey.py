"""The checks of survey answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.books.survey import ANSWERS, QUESTIONS
from templates.selfcheck.column import DOUBTFUL, GRAVE, UNCLEAR, UNREAD, WRONG, Column, helper, is_odd, verdict, worst
from templates.selfcheck.reading import blank, chosen, odd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.selfcheck.column import Cells

def answers() -> Iterator[Column]:
    """The columns of survey.answers."""
    yield helper("_who", lambda c: f'UPPER(TRIM({c("respondent")}))')
    yield helper("_unclear", lambda c: f"COUNTIFS({c('answers._who')},{c('_who')},{c('answers._rated_department')},{UNCLEAR})")
    yield helper("_twin", lambda c: (
        f'IF(OR({c("_who")}="",{c("_rated_department")}<=0),"",{c("_who")}&"|"&{c("_rated_department")})'))
    yield helper("_strange", lambda c: (
        worst(_strange(c, key) for key in QUESTIONS)))
    yield verdict("S02", _not_counted)
    yield verdict("S03", _without_comment)


def _strange(c: Cells, key: str) -> str:
    """What an option that is not offered adds."""
    return f"IF(OR({blank(c(key))},{chosen(c, ANSWERS.by_key[key])}),0,IF({odd(c, c(key))},{DOUBTFUL},{GRAVE}))"


def _twice(c: Cells) -> str:
    return f'AND({c("_twin")}<>"",COUNTIF({c("answers._twin")},{c("_twin")})>1)'


def _oneself(c: Cells) -> str:
    return f"AND({c('_department')}>0,{c('_department')}={c('_rated_department')})"


def _doubtful(c: Cells) -> str:
    """Whether it cannot be read here if the row counts."""
    return (f"OR({is_odd(c)},{c('_strange')}={UNREAD},{c('_department')}={UNCLEAR},{c('_rated_department')}={UNCLEAR},"
            f"{c('_unclear')}>0)")


def _not_counted(c: Cells) -> str:
    """S02: an option that is not offered, a second vote, the own department."""
    return (f"IF({c('_strange')}={WRONG},{WRONG},IF({_twice(c)},IF({is_odd(c)},{UNREAD},{WRONG}),"
            f"IF({_oneself(c)},{WRONG},IF({_doubtful(c)},{UNREAD},0))))")


def _without_comment(c: Cells) -> str:
    """S03: somebody is dissatisfied and does not say why; rows that do not count are left out."""
    dissatisfied = f"OR({','.join(chosen(c, ANSWERS.by_key[key], 'not') for key in QUESTIONS)})"
    out = f"OR({c('_strange')}={WRONG},{_twice(c)},{_oneself(c)})"
    judged = f"IF({dissatisfied},IF({out},0,IF({_doubtful(c)},{UNREAD},{WRONG})),IF({c('_strange')}={UNREAD},{UNREAD},0))"
    return f"IF({blank(c('comment'))},{judged},0)"
