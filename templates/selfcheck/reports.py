"""The checks of what is reported: progress, changes, issues, meetings, registers, survey, economics, the office's own lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book import NIL_WORDS
from templates.books.meetings import RESOLUTIONS
from templates.books.organisation import ASSETS
from templates.books.progress import CHANGES
from templates.books.registers import COMPLIANCE, GAPS, PARTNERS
from templates.books.survey import ANSWERS, QUESTIONS
from templates.colours import one_of
from templates.selfcheck.column import (
    DOUBTFUL,
    GRAVE,
    NO_VALUE,
    NOT_READ,
    UNCLEAR,
    UNREAD,
    WRONG,
    Column,
    helper,
    is_odd,
    verdict,
    worst,
)
from templates.selfcheck.derived import derived_differs
from templates.selfcheck.goals import first_of_its_key, weights
from templates.selfcheck.plan import counted, up_to
from templates.selfcheck.reading import blank, chosen, odd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.selfcheck.column import Cells

READ_PROGRESS = ("actual_start", "actual_finish")
READ_ISSUES = ("raised", "answered")
READ_FIGURES = ("revenue", "cost", "taxes", "selling", "administration", "research", "finance", "other", "profit_total")
EVALUATED = ("supplier", "customer", "partner")


def _after(c: Cells, day: str) -> str:
    """Whether a day that is read lies after the cut-off."""
    return f"IF(COUNT({day},{c('#as_of')})=2,{day}>{c('#as_of')},FALSE)"


def _by(c: Cells, day: str) -> str:
    return f"IF(COUNT({day},{c('#as_of')})=2,{day}<={c('#as_of')},FALSE)"


def _past(c: Cells, day: str) -> str:
    return f"IF(COUNT({day},{c('#as_of')})=2,{day}<{c('#as_of')},FALSE)"


def progress() -> Iterator[Column]:
    """The columns of progress.progress."""
    yield first_of_its_key("progress")
    yield verdict("M04", _impossible_dates)


def _impossible_dates(c: Cells) -> str:
    start, finish = c("_actual_start"), c("_actual_finish")
    backwards = f"IF(COUNT({start},{finish})=2,AND({finish}<{start},{_by(c, start)}),FALSE)"
    wrong = f"OR({_after(c, start)},{_after(c, finish)},{backwards})"
    unread = f"OR({start}={NOT_READ},{finish}={NOT_READ})"
    return f"IF({c('_first')}=1,IF({wrong},{WRONG},IF({unread},{UNREAD},0)),0)"


def changes() -> Iterator[Column]:
    """The columns of progress.changes."""
    yield first_of_its_key("changes")
    yield verdict("C01", lambda c: (
        f"IF(AND({c('_first')}=1,{chosen(c, CHANGES.by_key['result'], 'approved')}),"
        f"IF(OR({blank(c('level'))},{blank(c('approved_by'))},{blank(c('approved'))}),{WRONG},0),0)"))


def issues() -> Iterator[Column]:
    """The columns of progress.issues."""
    yield first_of_its_key("issues")
    yield from counted("_raised")
    yield Column("_as_of_at", None, lambda c: f'IFERROR({up_to(c, c("#as_of"))},"")')
    yield verdict("M10", _unanswered)


def _unanswered(c: Cells) -> str:
    raised, answered, now = c("_raised"), c("_answered"), c("issues^_as_of_at")
    late = f"{now}-{c('_raised_at')}>{c('#M10.workdays')}"
    open_ = f'OR({answered}="",{_after(c, answered)})'
    unread = f"OR({raised}={NOT_READ},{answered}={NOT_READ},{c('_raised_at')}={NOT_READ})"
    return (f'IF(OR({c("_first")}<>1,NOT(ISNUMBER({now})),{raised}="",{raised}="!",{answered}="!"),0,'
            f"IF({unread},{UNREAD},IF(AND({open_},{late}),{WRONG},0)))")


def resolutions() -> Iterator[Column]:
    """The columns of meetings.resolutions."""
    yield first_of_its_key("resolutions")
    yield verdict("M10", _not_followed_up)


def _not_followed_up(c: Cells) -> str:
    """M10: a resolution that is overdue, or has no person."""
    status = RESOLUTIONS.by_key["status"]
    overdue = f"AND({_past(c, c('_due'))},{chosen(c, status, 'open')})"
    nobody = f"AND({blank(c('person'))},NOT({chosen(c, status, 'dropped')}))"
    unread = f"OR({c('_due')}={NOT_READ},IF({chosen(c, status)},FALSE,{odd(c, c('status'))}))"
    return f"IF({c('_first')}=1,IF(OR({overdue},{nobody}),{WRONG},IF({unread},{UNREAD},0)),0)"


def compliance() -> Iterator[Column]:
    """The columns of registers.compliance."""
    result = COMPLIANCE.by_key["result"]
    yield verdict("C02", lambda c: (
        f"IF({blank(c('rectification'))},IF({chosen(c, result, 'not_met')},{WRONG},0),0)"))


def stocktake() -> Iterator[Column]:
    """The columns of registers.stocktake."""
    yield first_of_its_key("stocktake")
    yield verdict("R15", lambda c: (
        f"IF(AND({c('_first')}=1,OR({blank(c('disposal'))},{one_of(c('disposal'), sorted(NIL_WORDS))})),"
        f"IF(COUNT({c('_book_quantity')},{c('_counted_quantity')})=2,"
        f"IF({c('_book_quantity')}<>{c('_counted_quantity')},IF({c('^_odd')}>0,{UNREAD},{WRONG}),0),"
        f"IF(OR({c('_book_quantity')}={NOT_READ},{c('_counted_quantity')}={NOT_READ}),{UNREAD},0)),0)"))


def gaps() -> Iterator[Column]:
    """The columns of registers.gaps."""
    yield helper("_gap", _gap)
    yield verdict("F06", lambda c: derived_differs(c("gap"), c("_gap"), "0.000001"))
    yield verdict("R14", _without_measure)


def _either(c: Cells, value: str) -> str:
    return f"OR({c('_needed')}={value},{c('_have')}={value})"


def _gap(c: Cells) -> str:
    """How many people are missing."""
    needed, have = c("_needed"), c("_have")
    return (f'IF({_either(c, NO_VALUE)},"",IF({_either(c, NOT_READ)},{NOT_READ},'
            f'IF(COUNT({needed},{have})=0,IF({blank(c("gap"))},"",{NOT_READ}),N({needed})-N({have}))))')


def _without_measure(c: Cells) -> str:
    """R14: a gap that is open, without measure or due date."""
    needed, have, measure = c("_needed"), c("_have"), GAPS.by_key["measure"]
    strange = f"NOT(OR({blank(c('measure'))},{chosen(c, measure)}))"
    closed = f"IF(COUNT({needed},{have})=2,ROUND({needed}-{have},6)<=0,FALSE)"
    said = f"IF({strange},IF({odd(c, c('measure'))},{UNREAD},0),{WRONG})"
    missing = f"OR({blank(c('measure'))},{blank(c('due'))})"
    return (f"IF(AND({missing},NOT({_either(c, NO_VALUE)})),IF({_either(c, NOT_READ)},{UNREAD},"
            f"IF({closed},0,{said})),0)")


def training() -> Iterator[Column]:
    """The columns of registers.training."""
    planned, actual = "_planned_people", "_actual_people"
    yield verdict("R13", lambda c: (
        f"IF(OR({c(planned)}={NOT_READ},{c(actual)}={NOT_READ}),{UNREAD},IF(AND(N({c(planned)})>0,ISNUMBER({c(actual)})),"
        f"IF({c(actual)}/{c(planned)}*100<{c('#R13.share')}-0.000000001,{WRONG},0),"
        f'IF(AND(N({c(planned)})>0,{c(actual)}="",{_by(c, c("#period_end"))}),{WRONG},0)))'))


def partners() -> Iterator[Column]:
    """The columns of registers.partners."""
    kind = PARTNERS.by_key["kind"]
    months = "EDATE({0},-{1})"
    yield first_of_its_key("partners")
    yield verdict("R18", lambda c: (
        f"IF(AND({c('_first')}=1,{chosen(c, kind, *EVALUATED)}),"
        f'IF(OR({c("_date")}="!",{c("_score")}="!"),0,IF(OR({c("_date")}={NOT_READ},{c("_score")}={NOT_READ}),{UNREAD},'
        f'IF(OR({c("_date")}="",{c("_score")}=""),{WRONG},IF(ISNUMBER({c("#as_of")}),'
        f"IF({c('_date')}<{months.format(c('#as_of'), c('#R18.months'))},{WRONG},0),0)))),0)"))


def improvements() -> Iterator[Column]:
    """The columns of registers.improvements."""
    yield first_of_its_key("improvements")
    yield verdict("M13", lambda c: (
        f"IF(AND({c('_first')}=1,OR({_past(c, c('_due'))},{c('_due')}={NOT_READ})),"
        f'IF({c("_closed")}="!",0,IF(OR({c("_due")}={NOT_READ},{c("_closed")}={NOT_READ}),{UNREAD},'
        f'IF(OR({c("_closed")}="",{_after(c, c("_closed"))}),{WRONG},0))),0)'))


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


def figures() -> Iterator[Column]:
    """The columns of economics.figures."""
    yield verdict("E03", _profit)


def _profit(c: Cells) -> str:
    """E03: a profit that does not follow from its parts."""
    keys = [c(f"_{key}") for key in READ_FIGURES]
    costs = "-".join(f"N({key})" for key in keys[1:7])
    due = f"ROUND({c('_revenue')}-{costs}+N({c('_other')}),2)"
    open_ = ",".join(f'{c(f"_{key}")}=""' for key in ("revenue", "cost", "profit_total"))
    wrong, unread = (",".join(f"{key}={value}" for key in keys) for value in (NO_VALUE, NOT_READ))
    return (f"IF(OR({open_},{wrong}),0,IF(OR({unread}),{UNREAD},"
            f"IF(ABS(ROUND({c('_profit_total')}-{due},2))>{c('#E03.tolerance')},{WRONG},0)))")


def indicator_weights() -> Iterator[Column]:
    """The columns of organisation.weights."""
    yield first_of_its_key("weights")
    yield from weights("weights", "E04")


def assets() -> Iterator[Column]:
    """The columns of organisation.assets."""
    status = ASSETS.by_key["status"]
    yield first_of_its_key("assets")
    yield verdict("R16", lambda c: (
        f"IF(AND({c('_first')}=1,{chosen(c, status, 'in_use')}),IF({_past(c, c('_inspection_due'))},{WRONG},"
        f"IF({c('_inspection_due')}={NOT_READ},{UNREAD},0)),0)"))


__all__ = ["answers", "assets", "changes", "compliance", "figures", "gaps", "improvements", "indicator_weights", "issues",
           "partners", "progress", "resolutions", "stocktake", "training"]
