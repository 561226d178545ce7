"""The checks of risks, requests and hand-overs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.books.plan import RISKS
from templates.selfcheck.column import BROKEN, NOT_READ, UNCLEAR, UNREAD, WRONG, helper, lookup, verdict
from templates.selfcheck.derived import derived_differs
from templates.selfcheck.plan import unmeasurable
from templates.selfcheck.reading import blank, chosen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.selfcheck.column import Cells, Column

READ = ("likelihood", "impact", "due", "closed")
ANSWER = ("response", "measure", "trigger", "owner", "due")


def risks() -> Iterator[Column]:
    """The columns of plan.risks."""
    yield helper("_score", lambda c: (
        f"IF(COUNT({c('_likelihood')},{c('_impact')})=2,{c('_likelihood')}*{c('_impact')},"
        f'IF(OR({c("_likelihood")}={NOT_READ},{c("_impact")}={NOT_READ}),{NOT_READ},""))'))
    yield helper("_closed_by", lambda c: (
        f"IF(ISNUMBER({c('_closed')}),IF(ISNUMBER({c('#as_of')}),IF({c('_closed')}<={c('#as_of')},1,0),2),"
        f"IF({c('_closed')}={NOT_READ},2,0))"))
    yield helper("_serious", lambda c: (
        f"IF({c('_score')}={NOT_READ},{UNREAD},IF(AND(ISNUMBER({c('_score')}),N({c('_score')})>={c('#P11.score')}),"
        f"IF({c('_closed_by')}=0,1,IF({c('_closed_by')}=2,{UNREAD},0)),0))"),
        lambda c: f"COUNTIF({c('risks._serious')},{UNREAD})+COUNTIF({c('risks._state')},{BROKEN})")
    yield verdict("F06", lambda c: derived_differs(c("score"), c("_score"), "0.000001", whole=True))
    yield verdict("K02", _unanswered)
    yield verdict("K03", lambda c: _serious(c, "K03", chosen(c, RISKS.by_key["response"], "accept")))
    yield verdict("K05", _undated)


def _serious(c: Cells, code: str, faulty: str) -> str:
    """A verdict on risks from a score on: what is faulty about them."""
    score = c("_score")
    return (f"IF({faulty},IF({score}={NOT_READ},{UNREAD},IF(ISNUMBER({score}),"
            f"IF({score}>={c(f'#{code}.score')},{WRONG},0),0)),0)")


def _unanswered(c: Cells) -> str:
    """K02: a serious risk without an answer."""
    return _serious(c, "K02", f"OR({','.join(blank(c(key)) for key in ANSWER)})")


def _undated(c: Cells) -> str:
    """K05: a measure without a date, or one whose date has passed by the cut-off and that is not closed."""
    score, closed = c("_score"), c("_closed_by")
    serious = f"IF(ISNUMBER({score}),{score}>={c('#K02.score')},FALSE)"
    undated = (f"IF({closed}=1,0,IF({closed}=2,{UNREAD},IF({score}={NOT_READ},{UNREAD},IF({serious},0,{WRONG}))))")
    past = f"IF(ISNUMBER({c('#as_of')}),{c('_due')}<{c('#as_of')},FALSE)"
    overdue = f'IF({past},IF(OR({closed}=1,{c("_closed")}="!"),0,IF({closed}=2,{UNREAD},{WRONG})),0)'
    return (f"IF(ISNUMBER({c('_due')}),{overdue},IF({c('_due')}={NOT_READ},{UNREAD},"
            f'IF(AND({c("_due")}="",NOT({blank(c("measure"))})),{undated},0)))')


def requests() -> Iterator[Column]:
    """The columns of plan.requests."""
    yield verdict("H04", lambda c: f"IF({blank(c('acceptance_criterion'))},{WRONG},{unmeasurable(c, 'acceptance_criterion')})")


def handovers() -> Iterator[Column]:
    """The columns of plan.handovers."""
    yield lookup("_liaison_of", "_liaison", "@people.department")
    yield verdict("H04", lambda c: unmeasurable(c, "acceptance_criterion"))
    yield verdict("H05", lambda c: (
        f"IF({blank(c('liaison'))},{WRONG},IF({c('_liaison')}>0,IF(AND({c('_liaison_of')}<>\"-\","
        f"{c('_liaison_of')}<>{c('#own')}),{WRONG},0),IF({c('_liaison')}={UNCLEAR},{UNREAD},0)))"))


__all__ = ["READ", "handovers", "requests", "risks"]
