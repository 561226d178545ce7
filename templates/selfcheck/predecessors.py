"""Predecessors of a task: up to six in one cell, found, followed, and waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.selfcheck.column import NOT_READ, UNCLEAR, UNKNOWN, UNREAD, WRONG, Column, first, helper, own
from templates.selfcheck.owners import SEPARATORS
from templates.selfcheck.reading import department_in, first_word, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.selfcheck.column import Cells

MOST = 6
"""Predecessors in one cell that are followed."""
_MATCHES = range(1, MOST + 1)
_NONE, _DOUBT = -999_999, -999_998
"""In place of the working day on which a task ends: it has none, or it is not read."""


def predecessors() -> Iterator[Column]:
    """Up to six predecessors, `_number` of them; `_read`: 1 all can be found, 0 one is nowhere, 2 one cannot be read.

    `_chain` holds all six between bars, "" where one is nowhere.
    """
    text = "TRIM({0})"
    for sign in SEPARATORS[1:]:
        text = f'SUBSTITUTE({text},"{sign}","、")'

    def parted(c: Cells) -> str:
        return text.format(f'SUBSTITUTE({c("predecessors")},CHAR(10),"、")')

    yield helper("_before", parted)
    yield helper("_number", lambda c: (
        f'IF({c("_before")}="",0,LEN({c("_before")})-LEN(SUBSTITUTE({c("_before")},"、",""))+1)'))
    for number in _MATCHES:
        yield helper(f"_before{number}", lambda c, number=number: _match(c, number))  # type: ignore[misc]
    yield helper("_read", lambda c: (
        f"IF({c('_number')}=0,1,IF(COUNTIF({_block(c)},{UNKNOWN})>0,0,"
        f"IF(OR(COUNTIF({_block(c)},{UNCLEAR})>0,{c('_number')}>{MOST}),2,1)))"))
    yield helper("_chain", lambda c: (
        f'IF({c("_number")}=0,"",IF({c("_read")}=0,"","|"&{c("_before1")}&"|"&IF({c("_number")}=1,"",'
        + '&"|"&'.join(c(f"_before{number}") for number in _MATCHES[1:]) + '&"|")))'))
    yield helper("_ends", lambda c: (
        f"IF({c('_window')}=-1,{_NONE},IF(OR({c('_window')}=-2,{c('_finish_at')}={NOT_READ}),{_DOUBT},"
        f"IF(ISNUMBER({c('_finish_at')}),{c('_finish_at')},{_NONE})))"))


def _match(c: Cells, number: int) -> str:
    """The position of one predecessor."""
    x = f'TRIM(MID(SUBSTITUTE({c("_before")},"、",REPT(" ",99)),{(number - 1) * 99 + 1},99))'
    if number == 1:
        x = f"IF({c('_number')}=1,{c('_before')},{x})"
    keys = c("tasks._key")
    doubt = f"OR({department_in(x)}=\"|\",{c('tasks^_odd')}>0)"
    unknown = f'IF(ISNUMBER(FIND("|"&{department_in(x)}&"|",{c("#away")})),-3,IF({doubt},{UNCLEAR},{UNKNOWN}))'
    return f'IF({c("_number")}<{number},0,IF({x}="",0,{found(c, first_word(x), keys, x, unknown)}))'


def _block(c: Cells) -> str:
    return f"{c('_before1')}:{c(f'_before{MOST}')}"


def _mutual(c: Cells, number: int) -> str:
    """Whether the predecessor names this task in turn; the task itself included."""
    return f'ISNUMBER(FIND("|"&{own(c)}&"|",INDEX({c("tasks._chain")},{c(f"_before{number}")})))'


def waiting(c: Cells) -> str:
    """Whether the task and one of its predecessors wait for one another."""
    each = [f"IF({c(f'_before{number}')}>0,{_mutual(c, number)},FALSE)" for number in _MATCHES]
    return f"IF({c('_number')}=1,{each[0]},OR({','.join(each)}))"


def too_early(c: Cells) -> str:
    """P15: a start before the working day after the latest predecessor's finish plus lag; mutual ones do not count."""
    ends = [f"INDEX({c('tasks._ends')},{c(f'_before{number}')})" for number in _MATCHES]
    latest = [f"IF({c(f'_before{number}')}>0,IF({_mutual(c, number)},{_NONE},N({end})),{_NONE})"
              for number, end in zip(_MATCHES, ends, strict=True)]
    early = f"{c('_start_at')}-N({c('_lag')})<IF({c('_number')}=1,{latest[0]},MAX({','.join(latest)}))+1"
    doubt = [f"IF({c(f'_before{number}')}>0,{end}={_DOUBT},FALSE)" for number, end in zip(_MATCHES, ends, strict=True)]
    unread = (f"OR({c('_read')}=2,{c('_lag')}={NOT_READ},{c('_start_at')}={NOT_READ},{c('_start')}={NOT_READ},"
              f"{c('_window')}=-2)")
    judged = f"IF({early},{WRONG},IF(IF({c('_number')}=1,{doubt[0]},OR({','.join(doubt)})),{UNREAD},0))"
    return (f'IF(OR({c("_number")}=0,NOT({first(c)}),{c("_read")}=0,{c("_window")}=-1,{c("_lag")}="!",{c("_start")}="",'
            f'{c("_start")}="!"),0,IF({unread},{UNREAD},{judged}))')
