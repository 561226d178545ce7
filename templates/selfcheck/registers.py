"""The checks of the office's registers: compliance, stocktake, gaps, training, partners, improvements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book import NIL_WORDS
from templates.books.registers import COMPLIANCE, GAPS, PARTNERS
from templates.colours import one_of
from templates.selfcheck.column import NO_VALUE, NOT_READ, UNREAD, WRONG, Column, first_of_its_key, helper, verdict
from templates.selfcheck.days import after, by, past
from templates.selfcheck.derived import derived_differs
from templates.selfcheck.reading import blank, chosen, odd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.selfcheck.column import Cells

EVALUATED = ("supplier", "customer", "partner")


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
        f'IF(AND(N({c(planned)})>0,{c(actual)}="",{by(c, c("#period_end"))}),{WRONG},0)))'))


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
        f"IF(AND({c('_first')}=1,OR({past(c, c('_due'))},{c('_due')}={NOT_READ})),"
        f'IF({c("_closed")}="!",0,IF(OR({c("_due")}={NOT_READ},{c("_closed")}={NOT_READ}),{UNREAD},'
        f'IF(OR({c("_closed")}="",{after(c, c("_closed"))}),{WRONG},0))),0)'))
