"""The checks of goals that a department takes over, and of weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book import NIL_WORDS
from templates.colours import one_of
from templates.selfcheck.column import (
    NOT_READ,
    UNCLEAR,
    UNREAD,
    WRONG,
    Column,
    first_of_its_key,
    helper,
    lookup,
    verdict,
)
from templates.selfcheck.reading import blank, despaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from templates.selfcheck.column import Cells

READ = ("baseline", "target", "weight", "due")


def goals() -> Iterator[Column]:
    """The columns of plan.goals."""
    yield first_of_its_key("goals")
    for column in ("direction", "baseline", "target", "told", "finish"):
        yield lookup(f"_company_{column}", "_goal", f"@goals.{column}")
    yield helper("_leap", _leap)
    yield verdict("P16", _not_smart)
    yield from weights("goals", "P17")


def weights(sheet: str, code: str, nameless: Callable[[Cells, int], str] = lambda *_: "0") -> Iterator[Column]:
    """Weights that do not add up to 100, while all of them can be read.

    `nameless` counts those beside which nothing that can be weighed stands (WRONG), or nothing that is read here (UNREAD).
    """
    first, weight = f"{sheet}._first", f"{sheet}._weight"
    yield Column("_weights", None, lambda c: (
        f'IF(COUNTIFS({c(first)},1,{c(weight)},{NOT_READ.replace("?", "~?")})+{c(f"{sheet}^_odd")}+{nameless(c, UNREAD)}>0,'
        f"{NOT_READ},IF(COUNTIF({c(first)},1)+{nameless(c, WRONG)}=SUMPRODUCT(({c(first)}=1)*ISNUMBER({c(weight)})),"
        f"ROUND(SUMIF({c(first)},1,{c(weight)}),6),100))"))
    yield verdict(code, lambda c: (
        f"IF({c('_first')}=1,IF({c(f'{sheet}^_weights')}={NOT_READ},{UNREAD},"
        f"IF({c(f'{sheet}^_weights')}<>100,{WRONG},0)),0)"))


def _leap(c: Cells) -> str:
    """What is wrong with a target: 1 the baseline itself, 2 worse, 3 a leap without a word about it, 0 nothing."""
    base, target, unit = c("_baseline"), c("_target"), despaced(c("unit"))
    up, down = (f'{c("_company_direction")}="{way}"' for way in ("up", "down"))
    rate = f'OR(ISNUMBER(FIND("%",{unit})),ISNUMBER(FIND("％",{unit})),ISNUMBER(FIND("百分",{unit})))'
    ideal = f"OR(AND({target}=0,NOT({up})),AND({target}=100,NOT({down}),{rate}))"
    worse = f"OR(AND({up},{target}<{base}),AND({down},{target}>{base}))"
    note = c("note")
    explained = f"NOT(OR({blank(note)},{one_of(note, sorted(NIL_WORDS))}))"
    far = f"AND({base}<>0,ABS({target}-{base})>ABS({base})*{c('#P16.range')}/100+0.000000001)"
    return (f"IF(COUNT({base},{target})=2,IF({target}={base},IF({ideal},0,1),IF({worse},2,IF(AND({far},NOT({explained})),3,0))),"
            f"IF(OR({base}={NOT_READ},{target}={NOT_READ}),-2,0))")


def _not_smart(c: Cells) -> str:
    """P16, unless the company's own goal says the same with the same numbers: that is told there."""
    at = c("_goal")
    told = (f"AND({c('_company_baseline')}={c('_baseline')},{c('_company_target')}={c('_target')},"
            f"{c('_company_told')}={c('_leap')})")
    late = f"IF(AND({at}>0,ISNUMBER({c('_due')})),{c('_due')}>{c('_company_finish')},FALSE)"
    wrong = f"OR(IF({c('_leap')}>0,NOT({told}),FALSE),{late})"
    unread = f"OR({c('_leap')}=-2,AND({at}>0,{c('_due')}={NOT_READ}))"
    return f"IF({at}={UNCLEAR},{UNREAD},IF(OR({at}=0,{at}=-1),0,IF({wrong},{WRONG},IF({unread},{UNREAD},0))))"
