"""The checks of what the plan asks for: milestones, staffing, equipment, procurement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.books.plan import PROCUREMENT, STAFFING
from templates.selfcheck.column import NOT_READ, UNCLEAR, UNREAD, WRONG, Column, helper, lookup, verdict
from templates.selfcheck.days import counted, up_to, within
from templates.selfcheck.money import approving, beyond
from templates.selfcheck.plan import plan_date
from templates.selfcheck.reading import blank, chosen, despaced, odd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.selfcheck.column import Cells

READ_MILESTONES = ("date",)
READ_STAFFING = ("start", "finish", "headcount", "share", "hours", "level")
READ_EQUIPMENT = ("start", "finish")
READ_PROCUREMENT = ("ordered", "needed", "lead_time", "amount")


def milestones() -> Iterator[Column]:
    """The columns of plan.milestones."""
    yield from _of_task()
    yield verdict("P10", _outside)


def _of_task() -> Iterator[Column]:
    """Window, start and finish of the task that a row belongs to."""
    for column in ("window", "start", "finish"):
        yield lookup(f"_task_{column}", "_task", f"tasks._{column}")


def _outside(c: Cells) -> str:
    task, day, window = c("_task"), c("_date"), c("_task_window")
    outside = f"OR({day}<{c('_task_start')},{day}>{c('_task_finish')})"
    return (f"IF({task}>0,IF({window}=-2,{UNREAD},IF({window}=1,IF({day}={NOT_READ},{UNREAD},"
            f"IF(ISNUMBER({day}),IF({outside},{WRONG},0),0)),0)),IF({task}={UNCLEAR},{UNREAD},0))")


def _used() -> Iterator[Column]:
    """From when to when a row binds its resource: its own dates, else its task's; "?" where that is not read.

    `_window` is 1 where the row has a window, 0 where it has none, -2 where it is not read.
    """
    yield from _of_task()
    for key in ("start", "finish"):
        yield helper(f"_{key}_used", lambda c, key=key: f'IF({c(f"_{key}")}="",{c(f"_task_{key}")},{c(f"_{key}")})')  # type: ignore[misc]
    yield helper("_window", _window)
    yield from counted("_finish_used")
    yield helper("_from", lambda c: (
        f'IF(ISNUMBER({c("_start_used")}),IF({within(c, c("_start_used"))},{up_to(c, c("_start_used") + "-1")},""),"")'))


def _window(c: Cells) -> str:
    task, of_task, start, finish = c("_task"), c("_task_window"), c("_start_used"), c("_finish_used")
    return (f'IF(OR({task}=0,{task}=-1,{start}="!",{finish}="!",{of_task}=-1),0,'
            f"IF(OR({task}={UNCLEAR},{of_task}=-2,{start}={NOT_READ},{finish}={NOT_READ}),-2,"
            f"IF(COUNT({start},{finish})<2,0,IF({start}<={finish},1,0))))")


def _counted(c: Cells) -> str:
    """Whether the working days of the row's window are known."""
    return f"COUNT({c('_from')},{c('_finish_used_at')})=2"


def _overlapping(c: Cells, away: str, resource: str) -> str:
    """How many absences or closures of the row's resource have a day in the row's window."""
    days = f"{c(f'@{away}.last')},\">\"&{c('_from')},{c(f'@{away}.before')},\"<\"&{c('_finish_used_at')}"
    return f"COUNTIFS({c(f'@{away}.{resource}')},{c(f'_{resource}')},{days})"


def staffing() -> Iterator[Column]:
    """The columns of plan.staffing."""
    yield from _used()
    yield Column("_post", lambda c: (
        f'"p|"&IF({chosen(c, STAFFING.by_key["pool"], "all")},"",{c("#own")})&"|"&LOWER({despaced(c("post"))})'), inline=True)
    yield Column("_hours_of_post", inline=True, formula=lambda c: (
        f"IFERROR(INDEX({c('@posts.hours')},MATCH({c('_post')},{c('@posts.key')},0)),8)"))
    yield Column("_skilled", lambda c: f'"s|"&{c("_person")}&"|"&LOWER({despaced(c("skill"))})', inline=True)
    yield helper("_skill_at", lambda c: f"MATCH({c('_skilled')},{c('@skills.key')},0)")
    for column, of in (("level", "skills"), ("expires", "skills")):
        yield lookup(f"_has_{column}", "_skill_at", f"@{of}.{column}")
    for column in ("hours", "joined", "left", "joined_at", "left_at"):
        yield lookup(f"_of_{column}", "_person", f"@people.{column}")
    yield lookup("_task_owner", "_task", "tasks._owner")
    yield Column("_gone", inline=True, formula=lambda c: (
        f"IF(N({c('_person')})>0,{_overlapping(c, 'absences', 'person')},0)"))
    yield helper("_offered", _offered)
    yield verdict("P12", _unlikely)
    yield verdict("R02", _unskilled)
    yield verdict("R04", _away)


def _offered(c: Cells) -> str:
    """Heads × hours per day × share, of one day; "" where a cell that decides is wrong, "?" where it is not read."""
    person, head, share = c("_person"), c("_headcount"), c("_share")
    pool = STAFFING.by_key["pool"]
    wrong = f'OR({person}=-1,{head}="!",{share}="!",NOT(OR({blank(c("pool"))},{chosen(c, pool)})))'
    unread = f"OR({person}={UNCLEAR},{head}={NOT_READ},{share}={NOT_READ})"
    hours = (f'IF({person}>0,{c("_of_hours")},IF({head}="",1,{head})*{c("_hours_of_post")})*IF({share}="",100,{share})/100')
    return f'IF({wrong},IF({odd(c, c("pool"))},{NOT_READ},""),IF({unread},{NOT_READ},{hours}))'


def _unlikely(c: Cells) -> str:
    """P12: hours that do not fit heads, share and days."""
    hours, offered = c("_hours"), f"{c('_offered')}*({c('_finish_used_at')}-{c('_from')})"
    outside = (f"OR({hours}<{offered}*{c('#P12.low')}/100-0.000000001,{hours}>{offered}*{c('#P12.high')}/100+0.000000001)")
    unread = f"OR({hours}={NOT_READ},{c('_offered')}={NOT_READ},{c('_window')}=-2,NOT({_counted(c)}))"
    return (f'IF(OR({hours}="",{hours}="!",{c("_offered")}="",{c("_window")}=0),0,'
            f"IF({unread},{UNREAD},IF({outside},{WRONG},0)))")


def _unskilled(c: Cells) -> str:
    """R02: a skill that the person does not have, not at that level, or not until the end."""
    low = f'AND({c("_has_level")}<>"?",{c("_has_level")}<N({c("_level")}))'
    over = f"AND({c('_window')}=1,{c('_has_expires')}<N({c('_finish_used')}))"
    unread = f"OR({c('_level')}={NOT_READ},{c('_window')}=-2)"
    return (f"IF({blank(c('skill'))},0,IF({c('_person')}>0,IF(ISNUMBER({c('_skill_at')}),IF(OR({low},{over}),{WRONG},"
            f"IF({unread},{UNREAD},0)),{WRONG}),IF({c('_person')}={UNCLEAR},{UNREAD},0)))")


def _away(c: Cells) -> str:
    """R04: working days on leave or a trip, before joining or after leaving."""
    person, first, last = c("_person"), c("_from"), c("_finish_used_at")
    owner = f"AND({c('_task')}>0,{c('_task_owner')}={person})"
    told_joined = f"AND({owner},ISNUMBER({c('_task_start')}),N({c('_task_start')})<{c('_of_joined')})"
    told_left = f"AND({owner},ISNUMBER({c('_task_finish')}),N({c('_task_finish')})>{c('_of_left')})"
    early = f"IF(MIN({last},{c('_of_joined_at')})>{first},NOT({told_joined}),FALSE)"
    late = f"IF({last}>MAX({first},{c('_of_left_at')}),NOT({told_left}),FALSE)"
    none = f'OR(AND(ISNUMBER({c("_share")}),{c("_share")}=0),AND(ISNUMBER({c("_hours")}),{c("_hours")}=0))'
    judged = (f"IF(AND({c('_gone')}>0,{last}>{first}),{WRONG},IF(OR({early},{late}),"
              f"IF({c('_task_owner')}={UNCLEAR},{UNREAD},{WRONG}),0))")
    unread = f"OR({c('_window')}=-2,NOT({_counted(c)}),{c('_share')}={NOT_READ},{c('_hours')}={NOT_READ})"
    return (f"IF({person}>0,IF(OR({c('_window')}=0,{none}),0,IF({unread},{UNREAD},{judged})),"
            f"IF({person}={UNCLEAR},{UNREAD},0))")


def equipment() -> Iterator[Column]:
    """The columns of plan.equipment."""
    yield from _used()
    yield lookup("_unusable", "_asset", "@assets.unusable")
    yield Column("_closed", inline=True, formula=lambda c: (
        f"IF(N({c('_asset')})>0,{_overlapping(c, 'closures', 'asset')},0)"))
    yield verdict("R06", _in_maintenance)
    yield verdict("R07", lambda c: (
        f"IF({c('_asset')}>0,IF({c('_unusable')}=1,{WRONG},0),IF({c('_asset')}={UNCLEAR},{UNREAD},0))"))


def _in_maintenance(c: Cells) -> str:
    """R06: a working day on which maintenance leaves no unit in service."""
    asset = c("_asset")
    out = f"AND({c('_closed')}>0,{c('_finish_used_at')}>{c('_from')})"
    unread = f"OR({c('_window')}=-2,NOT({_counted(c)}))"
    return (f"IF({asset}>0,IF(OR({c('_window')}=0,{c('_unusable')}<>0),0,IF({unread},{UNREAD},IF({out},{WRONG},0))),"
            f"IF({asset}={UNCLEAR},{UNREAD},0))")


def procurement() -> Iterator[Column]:
    """The columns of plan.procurement."""
    method = PROCUREMENT.by_key["method"]
    yield plan_date("start")
    yield helper("_bought", lambda c: (
        f"IF({chosen(c, method, 'stock')},0,IF(OR({blank(c('method'))},{chosen(c, method)}),1,IF({odd(c, c('method'))},-2,0)))"))
    yield from approving("procurement")
    for column in ("admitted", "grade", "expires"):
        yield lookup(f"_supplier_{column}", "_supplier", f"@suppliers.{column}")
    yield verdict("R09", _too_late)
    yield verdict("R10", _unfit)
    yield verdict("C01", lambda c: beyond(c, "procurement", c("_bought")))


def _too_late(c: Cells) -> str:
    """R09: needed less its lead time lies before the order, or before the plan starts."""
    needed, lead, ordered, start = c("_needed"), c("_lead_time"), c("_ordered"), c("procurement^_plan_start")
    earliest = f'IF({ordered}="",{start},{ordered})'
    judged = f"IF({needed}-N({lead})<{earliest},{WRONG},0)"
    wrong = f'OR({needed}="",{needed}="!",{lead}="!",{ordered}="!",AND({lead}="",{ordered}=""),{earliest}="")'
    unread = f"OR({needed}={NOT_READ},{lead}={NOT_READ},{earliest}={NOT_READ},{c('_bought')}=-2)"
    return f"IF(OR({c('_bought')}=0,{wrong}),0,IF({unread},{UNREAD},{judged}))"


def _unfit(c: Cells) -> str:
    """R10: a supplier not admitted, of a low grade, or whose evaluation has expired on the day of the order."""
    at = c("_supplier")
    day = f'IF({c("_ordered")}="",{c("_needed")},{c("_ordered")})'
    faults = (f"OR({c('_supplier_admitted')}=0,{c('_supplier_grade')}>{c('#R10.grade')},"
              f"AND(ISNUMBER({day}),{c('_supplier_expires')}<{day}))")
    return (f"IF({c('_bought')}=0,0,IF({at}>0,IF({c('_bought')}=-2,{UNREAD},IF({faults},{WRONG},"
            f"IF({day}={NOT_READ},{UNREAD},0))),IF({at}={UNCLEAR},{UNREAD},0)))")
