"""Load before and after as a heat map: two lines a person, post or asset that is ever overloaded or whose load changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checks.staffing import Staffing
from reports import loads
from reports.consolidated.loads import GONE, GONE_OF, STEPS
from reports.consolidated.sheets import FIRST, Sink, at, cell, finish, header
from reports.listing import Column
from reports.proposal.words import told

if TYPE_CHECKING:
    from datetime import date

    from xlsxwriter.worksheet import Worksheet

    from checks.balance.proposal import Proposal
    from checks.portfolio import Portfolio
    from reports.loads import HeatMap, HeatRow

FULL = 100.0
LEADING = 5
"""Columns before the weeks: kind, who, department, before or after, highest."""
MOST_ON_A_PAGE = 30
"""Weeks that are still readable on one page of A4; more go onto two pages side by side."""
Who = tuple[str, str, str]


class Pair(NamedTuple):
    """One resource before and after, week by week; percent, and whether nothing of it is there all week."""

    kind: str
    who: Who
    before: tuple[tuple[float, bool], ...]
    after: tuple[tuple[float, bool], ...]


def write_heat(sink: Sink, proposal: Proposal) -> None:
    """Percent of what is there on the highest day of each week, in the colours of the consolidated book."""
    weeks, pairs = compared(proposal.portfolio, proposal.after)
    sheet = sink.add(told(sink, "heat"), told(sink, "heat"), told(sink, "heat_note"), "#C0392B")
    columns = [Column(told(sink, "kind"), 8), Column(told(sink, "who"), 22), Column(told(sink, "department"), 11),
               Column(told(sink, "when"), 7), Column(told(sink, "highest"), 7, "int")]
    header(sink, sheet, columns + [Column(f"{week:%m-%d}", 3.6) for week in weeks])
    sheet.fit_to_pages(2 if len(weeks) > MOST_ON_A_PAGE else 1, 0)
    sheet.repeat_columns(0, LEADING - 1)
    upright = sink.format(bold=True, bg_color="#DCE6F1", bottom=1, rotation=90, font_size=8, align="center", valign="vcenter")
    for column, week in enumerate(weeks, LEADING):
        sheet.write_string(FIRST - 1, column, f"{week:%m-%d}", upright)
    sheet.set_row(FIRST - 1, 36)
    row = FIRST
    for pair in pairs:
        for when, values in (("before", pair.before), ("after", pair.after)):
            _line(sink, sheet, row, proposal.portfolio, pair, when, values)
            row += 1
    if not pairs:
        sheet.write_string(FIRST, 0, told(sink, "no_overload"), sink.format(italic=True))
    else:
        _colours(sink, sheet, row - 1, LEADING - 1 + len(weeks))
    finish(sheet, row - FIRST, LEADING + len(weeks), LEADING)


def compared(before: Portfolio, after: Portfolio) -> tuple[list[date], list[Pair]]:
    """The weeks of both, and every resource that is above capacity in one of them, or that differs; the fullest first."""
    maps = [(kind, each(before), each(after))
            for kind, each in (("person", _people), ("post", _posts), ("asset", loads.equipment))]
    weeks = sorted({week for _, *both in maps for each in both for week in each.weeks})
    pairs: list[Pair] = []
    for kind, old, new in maps:
        rows = [_by_who(each, weeks) for each in (old, new)]
        nothing = tuple((0.0, False) for _ in weeks)
        for who in dict.fromkeys([*rows[0], *rows[1]]):
            one, other = (each.get(who, nothing) for each in rows)
            if one != other or any(value > FULL for value, _ in one + other):
                pairs.append(Pair(kind, who, one, other))
    used = [number for number in range(len(weeks))
            if any(each[number][0] for pair in pairs for each in (pair.before, pair.after))]
    first, end = (used[0], used[-1] + 1) if used else (0, 0)
    return weeks[first:end], [pair._replace(before=pair.before[first:end], after=pair.after[first:end]) for pair in pairs]


def _people(portfolio: Portfolio) -> HeatMap:
    return loads.people(Staffing(portfolio))


def _posts(portfolio: Portfolio) -> HeatMap:
    return loads.posts(Staffing(portfolio))


def _by_who(heat: HeatMap, weeks: list[date]) -> dict[Who, tuple[tuple[float, bool], ...]]:
    at_week = [heat.weeks.index(week) if week in heat.weeks else None for week in weeks]

    def values(row: HeatRow) -> tuple[tuple[float, bool], ...]:
        return tuple((0.0, False) if number is None else (row.most[number], row.gone[number]) for number in at_week)

    return {(row.key, row.name, row.department): values(row) for row in heat.rows}


def _line(
    sink: Sink, sheet: Worksheet, row: int, portfolio: Portfolio, pair: Pair, when: str, values: tuple[tuple[float, bool], ...],
) -> None:
    key, name, department = pair.who
    last = {"bottom": 1, "bottom_color": "#C9CFD6"} if when == "after" else {}
    small = sink.format(num_format="0", align="center", font_size=8, **last)
    gone = sink.word(f"conflicts.{GONE_OF[pair.kind]}_gone")
    who = f"{key} {name}".strip() if name != key else key
    for column, text in enumerate((told(sink, f"load.{pair.kind}"), who, portfolio.name(department), told(sink, when))):
        cell(sink, sheet, row, column, text)
        if last:
            sheet.write_string(row, column, text, sink.format(**last))
    weeks = f"{at(row, LEADING)}:{at(row, LEADING - 1 + len(values))}"
    nothing = any(value == loads.NOTHING_THERE for value, _ in values)
    sheet.write_formula(row, LEADING - 1, f'=IF(COUNTIF({weeks},"{gone}")>0,"{gone}",MAX({weeks}))', small,
                        gone if nothing else max(value for value, _ in values))
    for column, (value, away) in enumerate(values, LEADING):
        if value == loads.NOTHING_THERE:
            sheet.write_string(row, column, gone, small)
        elif value:
            sheet.write_number(row, column, value, small)
        else:
            sheet.write_blank(row, column, None, sink.format(bg_color=GONE, **last) if away else small)


def _colours(sink: Sink, sheet: Worksheet, last: int, column: int) -> None:
    for kind in GONE_OF:
        word = sink.word(f"conflicts.{GONE_OF[kind]}_gone")
        sheet.conditional_format(FIRST, LEADING - 1, last, column, {
            "type": "cell", "criteria": "==", "value": f'"{word}"', "stop_if_true": True,
            "format": sink.workbook.add_format({"bg_color": STEPS[0][1], "font_color": STEPS[0][2]})})
    for low, fill, ink in STEPS:
        sheet.conditional_format(FIRST, LEADING - 1, last, column, {
            "type": "cell", "criteria": ">=", "value": low, "stop_if_true": True,
            "format": sink.workbook.add_format({"bg_color": fill, "font_color": ink})})
