"""The checks of the budget: unit slips, caps, explanations, cash, capital items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book import NIL_WORDS
from templates.books.budget import CAPITAL
from templates.books.choices import MONTHS
from templates.colours import one_of
from templates.selfcheck.column import (
    BROKEN,
    DOUBTFUL,
    FILLED,
    GRAVE,
    NIL,
    NO_VALUE,
    NOT_READ,
    UNCLEAR,
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
from templates.selfcheck.reading import blank, chosen, odd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.field import Field
    from templates.selfcheck.column import Cells

READ_LINES = ("last_actual", "last_budget")
READ_CAPITAL = ("amount",)
READ_CASH = ("opening", "inflow", "outflow")
LEVELS = ("department", "coordination", "management")
_M = tuple(MONTHS)


def lines() -> Iterator[Column]:
    """The columns of budget.lines."""
    yield helper("_total", _total, lambda c: _not_read(c, "lines", "_total"))
    yield helper("_amount", lambda c: f'IF(ISNUMBER({c("_total")}),IF({c("_total")}=0,"",{c("_total")}),"")',
                 lambda c: f"IF(COUNT({c('lines._amount')})=0,0,MEDIAN({c('lines._amount')}))")
    yield helper("_slip", _slip)
    yield helper("_sound", lambda c: f'IF({c("_slip")}=0,{c("_total")},IF({c("_slip")}=1,"",{NOT_READ}))')
    for column in ("class", "controllable", "cap"):
        yield lookup(f"_of_{column}", "_account", f"@accounts.{column}")
    yield helper("_class", lambda c: f'IF({c("_account")}>0,{c("_of_class")},IF(MOD({c("_state")},{NIL})>0,"-",""))')
    yield Column("_first_line", None, lambda c: f"IFERROR(MATCH(TRUE,INDEX({_filled(c, 'lines')}>0,0),0),0)")
    yield Column("_incomplete", None, _incomplete)
    yield helper("_counted", lambda c: (
        f'IF({c("_account")}>0,IF({c("_of_controllable")}="yes",{c("_sound")},""),'
        f'IF({c("_account")}={UNCLEAR},{NOT_READ},""))'), lambda c: _not_read(c, "lines", "_counted"))
    yield helper("_leads", lambda c: (
        f"IF(AND({c('_account')}>0,ISNUMBER({c('_sound')})),IF(SUMPRODUCT(({c('lines._account')}={c('_account')})*ISNUMBER({c('lines._sound')})"
        f"*(({c('lines._sound')}>{c('_sound')})+({c('lines._sound')}={c('_sound')})*(ROW({c('lines._sound')})<ROW())))=0,1,0),0)"))
    yield Column("_spent", None, lambda c: f"ROUND(SUM({c('lines._counted')})+SUM({c('capital._amount')}),2)")
    yield Column("_unsummed", None, lambda c: f'COUNTIF({c("lines._counted")},"!")+COUNTIF({c("capital._amount")},"!")')
    yield Column("_largest", None, lambda c: (
        f"IF(COUNT({c('lines._counted')})=0,0,MATCH(MAX({c('lines._counted')}),{c('lines._counted')},0))"))
    yield helper("_due_total", lambda c: f'IF(COUNTA({_months(c)})=0,"",{c("_total")})')
    yield helper("_due_change", _due_change)
    yield helper("_due_rate", _due_rate)
    yield verdict("F06", _typed_over)
    yield verdict("F12", lambda c: f"IF({c('_slip')}=1,{WRONG},IF({c('_slip')}=-2,{UNREAD},0))")
    yield verdict("B01", _above_cap)
    yield verdict("B02", _above_account_cap)
    yield verdict("B05", _unexplained)
    yield verdict("B07", lambda c: f"IF({own(c)}={c('lines^_first_line')},{c('lines^_incomplete')},0)")


def _not_read(c: Cells, sheet: str, column: str) -> str:
    """How many rows hold a number that is not read, or an error."""
    return f'COUNTIF({c(f"{sheet}.{column}")},"~?")+COUNTIF({c(f"{sheet}._state")},{BROKEN})'


def _months(c: Cells) -> str:
    return f"{c(_M[0])}:{c(_M[-1])}"


def _total(c: Cells) -> str:
    """The sum of the months, a typed total where they are blank; "!" where a month is no number, "?" where it is not read."""
    months, typed = _months(c), c("total")
    sums = (f"IF(COUNT({months})=COUNTA({months}),SUM({months}),IF({_unread_month(c)}>=1000,{NO_VALUE},"
            f"IF({_unread_month(c)}>0,{NOT_READ},SUM({months}))))")
    return f"IF(COUNTA({months})=0,IF(ISNUMBER({typed}),{typed},IF({blank(typed)},0,{NOT_READ})),{sums})"


def _unread_month(c: Cells) -> str:
    months = _months(c)
    texts = f"SUMPRODUCT(--ISTEXT({months}),--(LEN(TRIM({months}))>0))"
    return f"IF({c('F03')}={WRONG},1000,{texts})"


def _filled(c: Cells, sheet: str) -> str:
    """1 for each row of a sheet that is filled in, 0 for the others and the label."""
    return f"(({c(f'{sheet}._state')}={FILLED})+({c(f'{sheet}._state')}={BROKEN}))"


def _due_change(c: Cells) -> str:
    """The total less last year's budget."""
    total, last = c("_total"), c("_last_budget")
    none = f'AND({last}="",COUNTA({_months(c)})=0,NOT(ISNUMBER({c("total")})))'
    return (f'IF(OR({total}={NO_VALUE},{last}={NO_VALUE},{none}),"",IF(OR({total}={NOT_READ},{last}={NOT_READ}),{NOT_READ},'
            f"{total}-N({last})))")


def _due_rate(c: Cells) -> str:
    """The change in percent of last year's budget."""
    change, last = c("_due_change"), c("_last_budget")
    return (f'IF(OR({change}={NOT_READ},{last}={NOT_READ}),{NOT_READ},IF(COUNT({change},{last})<2,"",'
            f'IF({last}=0,"",ROUND({change}/{last}*100,2))))')


def _slip(c: Cells) -> str:
    """1 where the unit slipped: a total half to double the factor above or below last year's, else the median."""
    total, factor = c("_total"), c("#F12.factor")

    def against(expected: str) -> str:
        ratio = f"(MAX(ABS({total}),ABS({expected}))/MIN(ABS({total}),ABS({expected})))"
        return f"IF({expected}=0,FALSE,AND({ratio}>={factor}/2,{ratio}<={factor}*2))"

    last, actual, usual = c("_last_budget"), c("_last_actual"), c("lines^_amount")
    known = f"OR(N({last})<>0,N({actual})<>0)"
    slipped = f"OR(IF(N({last})<>0,{against(last)},FALSE),IF(N({actual})<>0,{against(actual)},FALSE))"
    unread = f"OR({last}={NOT_READ},{actual}={NOT_READ})"
    wrong = f'OR({last}="!",{actual}="!")'
    alone = f"IF({wrong},0,IF({c('lines^_total')}>0,-2,IF({against(usual)},1,0)))"
    return (f"IF({total}={NOT_READ},-2,IF(ISNUMBER({total}),IF({total}=0,0,IF({slipped},1,IF({unread},-2,"
            f"IF({known},0,{alone})))),0))")


def _typed_over(c: Cells) -> str:
    """F06: a derived amount that differs from what it is derived from."""
    tolerance = c("#F06.tolerance")
    return worst(derived_differs(c(key), c(f"_due_{short}"), allowed, GRAVE, DOUBTFUL) for key, short, allowed in (
        ("total", "total", tolerance), ("change", "change", tolerance), ("change_rate", "rate", "0.005000001")))


def _above_cap(c: Cells) -> str:
    """B01: at the largest controllable line, where lines and capital items exceed the department's cap."""
    cap, here = c("#cap"), f"{own(c)}={c('lines^_largest')}"
    doubt = f"{c('lines^_counted')}+{c('capital^_unread')}"
    return (f"IF(ISNUMBER({cap}),IF({here},IF({doubt}>0,{UNREAD},IF({c('lines^_unsummed')}>0,0,"
            f"IF(ROUND({c('lines^_spent')}-{cap},2)>{c('#B01.tolerance')},{WRONG},0))),"
            f"IF({c('_counted')}={NOT_READ},{UNREAD},0)),0)")


def _above_account_cap(c: Cells) -> str:
    """B02: at the largest line of an account, where its lines exceed the account's cap."""
    at, sound = c("_account"), c("lines._sound")
    cap = c("_of_cap")
    of_account = f"SUMIF({c('lines._account')},{at},{sound})"
    wrong = f'COUNTIFS({c("lines._account")},{at},{sound},"!")'
    unread = f'COUNTIFS({c("lines._account")},{at},{sound},"~?")+{c("lines^_account")}'
    return (f"IF({at}>0,IF(ISNUMBER({cap}),IF({unread}>0,{UNREAD},IF(AND({c('_leads')}=1,{wrong}=0,"
            f"ROUND({of_account}-{cap},2)>0),{WRONG},0)),0),IF({at}={UNCLEAR},{UNREAD},0))")


def _unexplained(c: Cells) -> str:
    """B05: a change of a line that is not explained."""
    total, last, basis = c("_total"), c("_last_budget"), c("basis")
    change = f"ABS(({total}-{last})/ABS({last})*100)>{c('#B05.rate')}+0.000000001"
    short = f"LEN(TRIM({basis}))<{c('#B05.min_text')}"
    unread = f"OR({total}={NOT_READ},{last}={NOT_READ},{c('_slip')}=-2)"
    return (f'IF(OR({total}="!",{last}="!",{last}="",NOT({short})),0,IF({unread},{UNREAD},'
            f"IF(OR({last}=0,{c('_slip')}=1),0,IF({change},{WRONG},0))))")


def _incomplete(c: Cells) -> str:
    """B07: a revenue owner without a revenue line, or no line of cost or expense; nothing while an account is not known."""
    none = "+".join(f'COUNTIF({c("lines._class")},"{each}")' for each in ("cost", "expense"))
    revenue = f'AND({c("#revenue_owner")}=1,COUNTIF({c("lines._class")},"revenue")=0)'
    unknown = f'COUNTIF({c("lines._class")},"-")'
    return (f"IF({c('#lists')}=0,0,IF({c('lines^_account')}>0,{UNREAD},IF({unknown}>0,0,"
            f"IF(OR({revenue},{none}=0),{WRONG},0))))")


def capital() -> Iterator[Column]:
    """The columns of budget.capital."""
    number = "feasibility_no"
    yield Column("_unread", None, lambda c: _not_read(c, "capital", "_amount"))
    yield from approving("capital")
    yield verdict("B06", lambda c: (
        f"IF(OR({blank(c(number))},{one_of(c(number), sorted(NIL_WORDS))}),IF({c('_amount')}={NOT_READ},{UNREAD},"
        f"IF(ISNUMBER({c('_amount')}),IF({c('_amount')}>={c('#B06.amount')},{WRONG},0),0)),0)"))
    yield verdict("C01", lambda c: beyond(c, "capital", "1"))


def approving(matter: str) -> Iterator[Column]:
    """The lowest level that may approve an amount: 1 the department … 3 the management, 4 nobody."""
    yield helper("_level_needed", lambda c: (
        f'IF(ISNUMBER({c("_amount")}),4-SUMPRODUCT(MAX(({c("@approvals.matter")}="{matter}")'
        f"*({c('@approvals.from')}<={c('_amount')})*({c('@approvals.to')}>={c('_amount')})*(4-{c('@approvals.level')}))),0)"))


def beyond(c: Cells, matter: str, judged: str) -> str:
    """C01: an amount that nobody may approve, or whose approver may not."""
    amount, needed = c("_amount"), c("_level_needed")
    field: Field = CAPITAL.by_key["approved_level"]
    named = "0"
    for number, level in enumerate(LEVELS, 1):
        named = f"IF({chosen(c, field, level)},{number},{named})"
    low = f"AND({named}>0,{named}<{needed})"
    unread = f"OR({amount}={NOT_READ},{judged}=-2)"
    level_unread = f"IF(OR({blank(c('approved_level'))},{named}>0),FALSE,{odd(c, c('approved_level'))})"
    return (f"IF(AND({judged}<>0,{c(f'#limits_{matter}')}>0),IF({unread},{UNREAD},IF(ISNUMBER({amount}),IF({amount}>0,"
            f"IF({needed}=4,{WRONG},IF({level_unread},{UNREAD},IF({low},{WRONG},0))),0),0)),0)")


def cash() -> Iterator[Column]:
    """The columns of budget.cash."""
    keys = [f"_{key}" for key in READ_CASH]
    yield helper("_closing", lambda c: (
        f'IF(OR({_any(c, keys, NO_VALUE)}),"",IF(OR({_any(c, keys, NOT_READ)}),{NOT_READ},'
        f'IF(COUNT({",".join(map(c, keys))})=0,IF({blank(c("closing"))},"",{NOT_READ}),'
        f"N({c(keys[0])})+N({c(keys[1])})-N({c(keys[2])}))))"))
    yield helper("_rank", lambda c: (
        f'IF(MOD({c("_state")},{NIL})=0,"",SUMPRODUCT({_filled(c, "cash")}*((MID({c("cash._key")},3,9)<MID({c("_key")},3,9))'
        f"+(MID({c('cash._key')},3,9)=MID({c('_key')},3,9))*(ROW({c('cash._key')})<ROW())))+1)"))
    yield verdict("B09", lambda c: (
        f"IF(COUNT({','.join(map(c, keys))})=3,IF(ROUND({c('_closing')},2)<{c('#B09.safety')},{WRONG},0),"
        f"IF({c('_closing')}={NOT_READ},{UNREAD},0))"))
    yield verdict("F06", lambda c: derived_differs(c("closing"), c("_closing"), c("#F06.tolerance")))
    yield verdict("F09", _opening)


def _any(c: Cells, keys: list[str], value: str) -> str:
    return ",".join(f"{c(key)}={value}" for key in keys)


def _opening(c: Cells) -> str:
    """F09: a month that opens with another balance than the one before closed with."""
    before = f"MATCH({c('_rank')}-1,{c('cash._rank')},0)"
    closing = f"INDEX({c('cash._closing')},{before})"
    return (f"IF({c('_rank')}<=1,0,IF(ISNUMBER({before}),IF(OR({closing}={NOT_READ},{c('_opening')}={NOT_READ}),{UNREAD},"
            f"IF(AND(ISNUMBER({closing}),ISNUMBER({c('_opening')})),"
            f"IF(ABS({c('_opening')}-{closing})>{c('#F09.tolerance')},{WRONG},0),0)),{UNREAD}))")
