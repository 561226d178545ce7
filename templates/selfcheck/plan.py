"""The checks of the plan's tasks: owners, windows, deliverables, buffers, predecessors, stages, resources, risks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.books.plan import TASKS
from templates.selfcheck.column import (
    BROKEN,
    DOUBTFUL,
    FILLED,
    GRAVE,
    NOT_READ,
    UNCLEAR,
    UNKNOWN,
    UNREAD,
    WRONG,
    Column,
    helper,
    lookup,
    own,
    verdict,
    worst,
)
from templates.selfcheck.derived import derived_differs
from templates.selfcheck.reading import Outcome, blank, chosen, date, department_in, despaced, first_word, found, holds, holds_one

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.selfcheck.column import Cells

READ = ("start", "finish", "buffer", "lag")
_SEPARATORS = "、，,;；"
MOST = 6
"""Predecessors in one cell that are followed."""
_MATCHES = range(1, MOST + 1)
_NONE, _DOUBT = -999_999, -999_998
"""In place of the working day on which a task ends: it has none, or it is not read."""


def several(c: Cells) -> str:
    """Whether the owner's cell names several persons, parted as lists are."""
    text = f'SUBSTITUTE(SUBSTITUTE({c("owner")}," ",""),CHAR(10),"、")'
    for sign in _SEPARATORS:
        text = f'SUBSTITUTE({text},"{sign}"," ")'
    return f'ISNUMBER(FIND(" ",TRIM({text})))'


def columns() -> Iterator[Column]:
    """The columns of plan.tasks."""
    yield from _windows()
    yield from _predecessors()
    yield helper("_first", lambda c: f'IF({c("_key")}="",1,IF(MATCH({c("_key")},{c("tasks._key")},0)={own(c)},1,0))',
                 lambda c: "+".join(f"COUNTIFS({c('tasks._first')},1,{c('tasks._state')},{state})" for state in (FILLED, BROKEN)))
    yield Column("_parent_open", None, lambda c: f"COUNTIFS({c('tasks._parent_task')},{UNKNOWN},{c('tasks._first')},1)")
    yield helper("_high", lambda c: f"IF({chosen(c, TASKS.by_key['priority'], 'high')},1,0)",
                 lambda c: f"COUNTIFS({c('tasks._high')},1,{c('tasks._first')},1)")
    yield Column("_twice", None, lambda c: f"COUNTIF({c('tasks._first')},0)")
    yield from _owners()
    yield helper("_due_duration", lambda c: (
        f'IF(COUNT({c("_start")},{c("_finish")})=2,IF({c("_finish")}<{c("_start")},"",IF({_known_days(c)},{duration(c)},{NOT_READ})),'
        f'IF(AND(OR({c("_start")}={NOT_READ},{c("_finish")}={NOT_READ}),{c("_start")}<>"",{c("_finish")}<>"",{c("_start")}<>"!",'
        f'{c("_finish")}<>"!"),{NOT_READ},""))'))
    yield verdict("F06", lambda c: derived_differs(c("duration"), c("_due_duration"), "0.000001", whole=True))
    yield verdict("P03", lambda c: f"IF({c('_window')}=-1,{WRONG},IF({c('_window')}=-2,{UNREAD},0))")
    yield verdict("P04", lambda c: f"IF(AND(NOT({blank(c('name'))}),{_same(c)}),{WRONG},0)")
    yield verdict("P05", _too_short)
    yield verdict("P06", lambda c: unmeasurable(c, "acceptance_criterion"))
    yield verdict("P10", _unmarked)
    yield verdict("P11", _no_buffer)
    yield verdict("P13", lambda c: (
        f"IF(AND({c('_high')}=1,{_first(c)},{c('tasks^_first')}>={c('#P13.tasks')},"
        f"{c('tasks^_high')}*100>{c('#P13.share')}*{c('tasks^_first')}+0.000000001),{WRONG},0)"))
    yield verdict("P14", lambda c: (
        f'IF({c("_before")}="",0,IF(AND({_first(c)},{c("_read")}>0),IF({_waiting(c)},{WRONG},'
        f"IF({c('_read')}=2,{UNREAD},0)),0))"))
    yield verdict("P15", _too_early)
    yield verdict("P17", _outside_parent)
    yield verdict("P19", _day_off)
    yield verdict("R11", _without_resources)
    yield verdict("K04", _unforeseen)


def _same(c: Cells) -> str:
    return f"{despaced(c('name'))}={despaced(c('deliverable'))}"


def _first(c: Cells) -> str:
    """Whether the row is the first one of its key: that one counts."""
    return f"{c('_first')}=1"


def _windows() -> Iterator[Column]:
    """The plan's own window; the task's: 1 can be, 0 open, -1 impossible, -2 not read; its days on the calendar."""
    yield plan_date("start")
    yield plan_date("finish")
    yield helper("_window", _window)
    for key in ("start", "finish"):
        yield from counted(f"_{key}")


def plan_date(key: str) -> Column:
    """A date of the cover, above a sheet's rows; one that cannot be right counts as blank."""
    return Column(f"_plan_{key}", None, lambda c: date(c, f"cover.plan_{key}", Outcome(wrong='""')))


def _window(c: Cells) -> str:
    start, finish, first, last = c("_start"), c("_finish"), c("tasks^_plan_start"), c("tasks^_plan_finish")
    left = f"OR(AND(ISNUMBER({first}),{start}<{first}),AND(ISNUMBER({last}),{finish}>{last}))"
    return (f"IF(COUNT({start},{finish})=2,IF({finish}<{start},-1,IF(OR({first}={NOT_READ},{last}={NOT_READ}),-2,"
            f"IF(IF(COUNT({first},{last})=2,{last}<{first},FALSE),1,IF({left},-1,1)))),"
            f"IF(OR({start}={NOT_READ},{finish}={NOT_READ}),-2,0))")


def within(c: Cells, day: str) -> str:
    """Whether a day lies in the calendar that comes along."""
    return f"AND({day}>{c('#first_day')},{day}<={c('#last_day')})"


def counted(day: str) -> Iterator[Column]:
    """The working days up to a day, and whether people work on it.

    `<day>_at` counts from the first day of the calendar that comes along up to the day, that one included; "?" outside of
    it. `<day>_works` is 1 where people work on the day, 0 where they do not.
    """
    yield Column(f"{day}_at", lambda c: (
        f'IF(ISNUMBER({c(day)}),IF({within(c, c(day))},{up_to(c, c(day))},{NOT_READ}),"")'))
    yield Column(f"{day}_works", lambda c: f'IF(ISNUMBER({c(f"{day}_at")}),{c(f"{day}_at")}-{up_to(c, c(day) + "-1")},"")',
                 inline=True)


def up_to(c: Cells, day: str) -> str:
    """The number of working days up to a day of the calendar that comes along, that one included."""
    return f"INDEX({c('@workdays')},{day}-{c('#first_day')}+1)"


def _predecessors() -> Iterator[Column]:
    """Up to six predecessors; `_read`: 1 all of them can be found, 0 one is nowhere, 2 one cannot be read.

    `_chain` holds all six between bars, "" where one is nowhere.
    """
    text = "TRIM({0})"
    for sign in _SEPARATORS[1:]:
        text = f'SUBSTITUTE({text},"{sign}","、")'

    def parted(c: Cells) -> str:
        return text.format(f'SUBSTITUTE({c("predecessors")},CHAR(10),"、")')

    yield helper("_before", parted)
    for number in _MATCHES:
        yield helper(f"_before{number}", lambda c, number=number: _match(c, number))  # type: ignore[misc]
    yield helper("_read", lambda c: (
        f"IF(COUNTIF({_block(c)},{UNKNOWN})>0,0,IF(OR(COUNTIF({_block(c)},{UNCLEAR})>0,"
        f'LEN({c("_before")})-LEN(SUBSTITUTE({c("_before")},"、",""))>={MOST}),2,1))'))
    yield helper("_chain", lambda c: (
        f'IF({c("_before")}="","",IF({c("_read")}>0,"|"&' + '&"|"&'.join(c(f"_before{number}") for number in _MATCHES)
        + '&"|",""))'))
    yield helper("_ends", lambda c: (
        f"IF({c('_window')}=-1,{_NONE},IF(OR({c('_window')}=-2,{c('_finish_at')}={NOT_READ}),{_DOUBT},"
        f"IF(ISNUMBER({c('_finish_at')}),{c('_finish_at')},{_NONE})))"))


def _match(c: Cells, number: int) -> str:
    """The position of one predecessor."""
    x = f'TRIM(MID(SUBSTITUTE({c("_before")},"、",REPT(" ",99)),{(number - 1) * 99 + 1},99))'
    keys = c("tasks._key")
    doubt = f"OR({department_in(x)}=\"|\",{c('tasks^_odd')}>0)"
    unknown = f'IF(ISNUMBER(FIND("|"&{department_in(x)}&"|",{c("#away")})),-3,IF({doubt},{UNCLEAR},{UNKNOWN}))'
    return f'IF({c("_before")}="",0,IF({x}="",0,{found(c, first_word(x), keys, x, unknown)}))'


def _block(c: Cells) -> str:
    return f"{c('_before1')}:{c(f'_before{MOST}')}"


def _mutual(c: Cells, number: int) -> str:
    """Whether the predecessor names this task in turn; the task itself included."""
    return f'ISNUMBER(FIND("|"&{own(c)}&"|",INDEX({c("tasks._chain")},{c(f"_before{number}")})))'


def _waiting(c: Cells) -> str:
    return "OR(" + ",".join(f"IF({c(f'_before{number}')}>0,{_mutual(c, number)},FALSE)" for number in _MATCHES) + ")"


def _owners() -> Iterator[Column]:
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


def _too_short(c: Cells) -> str:
    text = despaced(c("description"))
    return (f"IF({blank(c('description'))},0,IF(LEN({text})<{c('#P05.min_length')},"
            f"IF({holds(c, text, 'several')},{UNREAD},{WRONG}),0))")


def unmeasurable(c: Cells, key: str) -> str:
    """Whether a criterion holds neither a number nor a word that is answered by yes or no, nor a standard."""
    text = despaced(c(key))
    digits = "0123456789"                                # most criteria hold one
    words = f"SUMPRODUCT(--ISNUMBER(FIND({c('@criteria')},LOWER({text}))))"
    return (f"IF(LEN({text})=0,0,IF({holds_one(c(key), digits)},0,IF({holds(c, c(key), 'measures')},0,"
            f"IF({words}=0,{WRONG},0))))")


def duration(c: Cells) -> str:
    """Working days of the task, both ends included."""
    return f"({c('_finish_at')}-{c('_start_at')}+{c('_start_works')})"


def _known_days(c: Cells) -> str:
    return f"COUNT({c('_start_at')},{c('_finish_at')})=2"


def _unmarked(c: Cells) -> str:
    """P10: a long task with neither milestone nor stage; nothing is said where it cannot be read whose they are."""
    marked = f"COUNTIF({c('milestones._task')},{own(c)})+{_stages(c)}-IF({c('_parent_task')}={own(c)},1,0)"
    return (f"IF(AND({_first(c)},{c('_window')}=1),IF(OR({c('milestones^_task_open')}>0,{c('tasks^_parent_open')}>0),0,"
            f"IF({_known_days(c)},IF({duration(c)}<={c('#P10.workdays')},0,IF({marked}>0,0,"
            f"IF({c('milestones^_task')}+{c('tasks^_parent_task')}>0,{UNREAD},{WRONG}))),{UNREAD})),"
            f"IF({c('_window')}=-2,{UNREAD},0))")


def _no_buffer(c: Cells) -> str:
    """P11: too little buffer on a task of high priority or with a serious risk."""
    serious = f"COUNTIFS({c('risks._task')},{own(c)},{c('risks._serious')},1)"
    buffer, risky = c("_buffer"), f'IF({c("_key")}="",0,IF({c("risks^_state")}=0,0,{serious}))'
    least = f"MAX({c('#P11.days')},{duration(c)}*{c('#P11.share')}/100)"
    thin = f"IF(N({buffer})<{least}-0.000000001,{WRONG},0)"
    doubt = f"OR({c('risks^_task')}+{c('risks^_serious')}>0,{c('_first')}<>1)"
    asked = f"IF({c('_high')}=1,1,IF({risky}>0,1,IF({doubt},2,0)))"
    judged = f"IF({buffer}={NOT_READ},{UNREAD},IF({_known_days(c)},IF({asked}=1,{thin},IF({thin}=0,0,{UNREAD})),{UNREAD}))"
    return (f'IF({c("_window")}=1,IF(OR({buffer}="!",{asked}=0),0,{judged}),'
            f"IF(AND({c('_window')}=-2,{asked}>0),{UNREAD},0))")


def _too_early(c: Cells) -> str:
    """P15: a start before the working day after the latest predecessor's finish plus lag; mutual ones do not count."""
    ends = [f"INDEX({c('tasks._ends')},{c(f'_before{number}')})" for number in _MATCHES]
    latest = ",".join(f"IF({c(f'_before{number}')}>0,IF({_mutual(c, number)},{_NONE},N({end})),{_NONE})"
                      for number, end in zip(_MATCHES, ends, strict=True))
    early = f"{c('_start_at')}-N({c('_lag')})<MAX({latest})+1"
    doubt = ",".join(f"IF({c(f'_before{number}')}>0,{end}={_DOUBT},FALSE)"
                     for number, end in zip(_MATCHES, ends, strict=True))
    unread = (f"OR({c('_read')}=2,{c('_lag')}={NOT_READ},{c('_start_at')}={NOT_READ},{c('_start')}={NOT_READ},"
              f"{c('_window')}=-2)")
    judged = f"IF({early},{WRONG},IF(OR({doubt}),{UNREAD},0))"
    return (f'IF(OR({c("_before")}="",NOT({_first(c)}),{c("_read")}=0,{c("_window")}=-1,{c("_lag")}="!",{c("_start")}="",'
            f'{c("_start")}="!"),0,IF({unread},{UNREAD},{judged}))')


def _outside_parent(c: Cells) -> str:
    """P17: a stage whose window leaves that of its parent."""
    parent = c("_parent_task")
    window = f"INDEX({c('tasks._window')},{parent})"
    outside = f"OR({c('_finish')}>INDEX({c('tasks._finish')},{parent}),{c('_start')}<INDEX({c('tasks._start')},{parent}))"
    return (f"IF(AND({_first(c)},{parent}>0,{parent}<>{own(c)}),IF(AND({c('_window')}=1,{window}=1),"
            f"IF({outside},{WRONG},0),IF(OR({c('_window')}=-2,{window}=-2),{UNREAD},0)),"
            f"IF(AND({parent}={UNCLEAR},{c('_window')}<>0),{UNREAD},0))")


def _day_off(c: Cells) -> str:
    """P19: a start or finish on a day on which nobody works, in a year whose calendar is known."""
    def judged(key: str) -> str:
        day = c(f"_{key}")
        known = f'ISNUMBER(FIND("|"&YEAR({day})&"|",{c("#years")}))'
        off = f"IF({within(c, day)},IF({c(f'_{key}_works')}=0,IF({known},{GRAVE},0),0),{DOUBTFUL})"
        return f"IF(ISNUMBER({day}),{off},IF({day}={NOT_READ},{DOUBTFUL},0))"

    return f"IF({c('_window')}=-1,0,IF({c('_window')}=-2,{UNREAD},{worst(map(judged, ('start', 'finish')))}))"


def _without_resources(c: Cells) -> str:
    """R11: neither a line of staffing, equipment or procurement, nor a stage that has its own."""
    sheets = ("staffing", "equipment", "procurement")
    doubt = "+".join(c(f"{sheet}^_task") for sheet in sheets)
    judged = f"IF({_stages(c)}>0,0,IF({doubt}+{c('tasks^_parent_task')}>0,{UNREAD},{WRONG}))"
    for sheet in reversed(sheets):
        judged = f"IF(COUNTIF({c(f'{sheet}._task')},{own(c)})>0,0,{judged})"
    return f'IF(AND({_first(c)},{c("_key")}<>"",{c("staffing^_state")}>0),{judged},0)'


def _stages(c: Cells) -> str:
    """How many stages a task has, itself included where it is named as its own."""
    return f"COUNTIFS({c('tasks._parent_task')},{own(c)},{c('tasks._first')},1)"


def _unforeseen(c: Cells) -> str:
    """K04: high priority without a risk."""
    at = f"IF({c('_first')}=0,MATCH({c('_key')},{c('tasks._key')},0),{own(c)})"       # of a repeated number the first row
    none = f"COUNTIF({c('risks._task')},{at})=0"
    return (f'IF(AND({c("_high")}=1,{c("_key")}<>"",{c("risks^_state")}>0,{c("risks^_task_open")}=0),'
            f"IF({none},IF({c('risks^_task')}>0,{UNREAD},{WRONG}),0),0)")


__all__ = ["READ", "columns", "counted", "duration", "plan_date", "several", "unmeasurable", "up_to", "within"]
