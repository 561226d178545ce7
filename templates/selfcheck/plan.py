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
    first,
    helper,
    own,
    verdict,
    worst,
)
from templates.selfcheck.days import counted, duration, known_days, within
from templates.selfcheck.derived import derived_differs
from templates.selfcheck.owners import owners
from templates.selfcheck.predecessors import predecessors, too_early, waiting
from templates.selfcheck.reading import Outcome, blank, chosen, date, despaced, holds, holds_one

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.selfcheck.column import Cells

READ = ("start", "finish", "buffer", "lag")


def columns() -> Iterator[Column]:
    """The columns of plan.tasks."""
    yield from _windows()
    yield from predecessors()
    yield helper("_first", lambda c: f'IF({c("_key")}="",1,IF(MATCH({c("_key")},{c("tasks._key")},0)={own(c)},1,0))',
                 lambda c: "+".join(f"COUNTIFS({c('tasks._first')},1,{c('tasks._state')},{state})" for state in (FILLED, BROKEN)))
    yield Column("_parent_open", None, lambda c: f"COUNTIFS({c('tasks._parent_task')},{UNKNOWN},{c('tasks._first')},1)")
    yield helper("_high", lambda c: f"IF({chosen(c, TASKS.by_key['priority'], 'high')},1,0)",
                 lambda c: f"COUNTIFS({c('tasks._high')},1,{c('tasks._first')},1)")
    yield Column("_twice", None, lambda c: f"COUNTIF({c('tasks._first')},0)")
    yield from owners()
    yield helper("_due_duration", lambda c: (
        f'IF(COUNT({c("_start")},{c("_finish")})=2,IF({c("_finish")}<{c("_start")},"",IF({known_days(c)},{duration(c)},{NOT_READ})),'
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
        f"IF(AND({c('_high')}=1,{first(c)},{c('tasks^_first')}>={c('#P13.tasks')},"
        f"{c('tasks^_high')}*100>{c('#P13.share')}*{c('tasks^_first')}+0.000000001),{WRONG},0)"))
    yield verdict("P14", lambda c: (
        f'IF({c("_before")}="",0,IF(AND({first(c)},{c("_read")}>0),IF({waiting(c)},{WRONG},'
        f"IF({c('_read')}=2,{UNREAD},0)),0))"))
    yield verdict("P15", too_early)
    yield verdict("P17", _outside_parent)
    yield verdict("P19", _day_off)
    yield verdict("R11", _without_resources)
    yield verdict("K04", _unforeseen)


def _same(c: Cells) -> str:
    return f"{despaced(c('name'))}={despaced(c('deliverable'))}"


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


def _unmarked(c: Cells) -> str:
    """P10: a long task with neither milestone nor stage; nothing is said where it cannot be read whose they are."""
    marked = f"COUNTIF({c('milestones._task')},{own(c)})+{_stages(c)}-IF({c('_parent_task')}={own(c)},1,0)"
    return (f"IF(AND({first(c)},{c('_window')}=1),IF(OR({c('milestones^_task_open')}>0,{c('tasks^_parent_open')}>0),0,"
            f"IF({known_days(c)},IF({duration(c)}<={c('#P10.workdays')},0,IF({marked}>0,0,"
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
    judged = f"IF({buffer}={NOT_READ},{UNREAD},IF({known_days(c)},IF({asked}=1,{thin},IF({thin}=0,0,{UNREAD})),{UNREAD}))"
    return (f'IF({c("_window")}=1,IF(OR({buffer}="!",{asked}=0),0,{judged}),'
            f"IF(AND({c('_window')}=-2,{asked}>0),{UNREAD},0))")


def _outside_parent(c: Cells) -> str:
    """P17: a stage whose window leaves that of its parent."""
    parent = c("_parent_task")
    window = f"INDEX({c('tasks._window')},{parent})"
    outside = f"OR({c('_finish')}>INDEX({c('tasks._finish')},{parent}),{c('_start')}<INDEX({c('tasks._start')},{parent}))"
    return (f"IF(AND({first(c)},{parent}>0,{parent}<>{own(c)}),IF(AND({c('_window')}=1,{window}=1),"
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
    return f'IF(AND({first(c)},{c("_key")}<>"",{c("staffing^_state")}>0),{judged},0)'


def _stages(c: Cells) -> str:
    """How many stages a task has, itself included where it is named as its own."""
    return f"COUNTIFS({c('tasks._parent_task')},{own(c)},{c('tasks._first')},1)"


def _unforeseen(c: Cells) -> str:
    """K04: high priority without a risk."""
    at = f"IF({c('_first')}=0,MATCH({c('_key')},{c('tasks._key')},0),{own(c)})"       # of a repeated number the first row
    none = f"COUNTIF({c('risks._task')},{at})=0"
    return (f'IF(AND({c("_high")}=1,{c("_key")}<>"",{c("risks^_state")}>0,{c("risks^_task_open")}=0),'
            f"IF({none},IF({c('risks^_task')}>0,{UNREAD},{WRONG}),0),0)")
