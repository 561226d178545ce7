"""The owner of a task: one person, there while the task lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.selfcheck.column import NOT_READ, UNCLEAR, UNREAD, WRONG, Column, lookup, verdict
from templates.selfcheck.reading import holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.selfcheck.column import Cells

SEPARATORS = "、，,;；"


def several(c: Cells) -> str:
    """Whether the owner's cell names several persons, parted as lists are."""
    text = f'SUBSTITUTE(SUBSTITUTE({c("owner")}," ",""),CHAR(10),"、")'
    for sign in SEPARATORS:
        text = f'SUBSTITUTE({text},"{sign}"," ")'
    return f'ISNUMBER(FIND(" ",TRIM({text})))'


def owners() -> Iterator[Column]:
    """Whom the owner's cell names."""
    yield Column("_loose", _two_persons, inline=True)
    for column in ("department", "joined", "left"):
        yield lookup(f"_{column}", "_owner", f"@people.{column}")
    yield verdict("P01", lambda c: f"IF({several(c)},{WRONG},IF({c('_loose')}=1,{UNREAD},0))")
    yield verdict("P02", _owner_not_there)


def _two_persons(c: Cells) -> str:
    """1 where two persons may be meant: other signs than those of lists between them, or a space between two known words."""
    x = f"TRIM({c('owner')})"
    words = (f'LEFT({x},FIND(" ",{x})-1)', f'MID({x},FIND(" ",{x})+1,99)')
    known = ",".join(f'COUNTIF({c("@people.name")},{word})+COUNTIF({c("@people.key")},"k|"&{word})>0' for word in words)
    return (f"IF(AND({c('_owner')}<0,{c('#lists')}=1),"
            f"IF(OR({holds(c, x, 'loose')},IFERROR(AND({known}),FALSE)),1,0),0)")


def _owner_not_there(c: Cells) -> str:
    owner, start, finish = c("_owner"), c("_start"), c("_finish")
    elsewhere = f'AND({c("_department")}<>"-",{c("_department")}<>{c("#own")})'
    left = f"AND(ISNUMBER({finish}),{c('_left')}<{finish})"
    joined = f"AND(ISNUMBER({start}),{c('_joined')}>{start})"
    unread = f"OR({start}={NOT_READ},{finish}={NOT_READ},{c('_window')}=-2)"
    return (f"IF({owner}>0,IF({elsewhere},{WRONG},IF({c('_window')}=-1,0,IF({unread},{UNREAD},"
            f"IF(OR({left},{joined}),{WRONG},0)))),IF({owner}={UNCLEAR},{UNREAD},0))")
