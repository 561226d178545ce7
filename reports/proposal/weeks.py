"""Hours of overload by week, before and after: a table and charts that belong to it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from reports.consolidated.sheets import FIRST, Sink, at, cell, finish, header
from reports.listing import Column
from reports.proposal.overload import KINDS, overload
from reports.proposal.overview import AFTER, BEFORE, GRID
from reports.proposal.words import told

if TYPE_CHECKING:
    from datetime import date

    from xlsxwriter.worksheet import Worksheet

    from checks.balance.proposal import Proposal

SIZE = (620, 250)
"""Pixels of a chart."""
ROWS = 14
"""Rows that a chart takes."""


def write_weeks(sink: Sink, proposal: Proposal) -> None:
    """One line a week from the first overload to the last, a chart for each kind that has any."""
    before, after = overload(proposal.portfolio), overload(proposal.after)
    weeks = _weeks([week for each in (before, after) for found in each.values() for week in found])
    sheet = sink.add(told(sink, "weeks"), told(sink, "weeks"), told(sink, "weeks_note"), "#C0392B")
    columns = [Column(told(sink, "week"), 11, "date")]
    columns += [Column(f"{told(sink, f'load.{kind}')}\n{told(sink, when)}", 9, "number")
                for kind in KINDS for when in ("before", "after")]
    header(sink, sheet, columns)
    for row, week in enumerate(weeks, FIRST):
        cell(sink, sheet, row, 0, week)
        for number, kind in enumerate(KINDS):
            for column, found in enumerate((before[kind], after[kind]), 1 + 2 * number):
                hours = round(found.get(week, 0.0), 1)
                sheet.write_number(row, column, hours, sink.format(num_format="#,##0.0" if hours % 1 else "#,##0;;–"))
    last = FIRST + len(weeks) - 1
    if not weeks:
        sheet.write_string(FIRST, 0, told(sink, "no_overload"), sink.format(italic=True))
    else:
        sheet.write_string(last + 1, 0, told(sink, "sum"), sink.format(bold=True, top=1))
        for column in range(1, len(columns)):
            total = sum(round((before, after)[(column - 1) % 2][KINDS[(column - 1) // 2]].get(week, 0.0), 1) for week in weeks)
            sheet.write_formula(last + 1, column, f"=SUBTOTAL(109,{at(FIRST, column)}:{at(last, column)})",
                                sink.format(bold=True, top=1, num_format="#,##0"), total)
        _charts(sink, sheet, last, [kind for kind in KINDS if before[kind] or after[kind]])
    finish(sheet, len(weeks), len(columns))


def _weeks(found: list[date]) -> list[date]:
    """All weeks from the first to the last, those without overload too: a chart is to show time as it passes."""
    if not found:
        return []
    first, last = min(found), max(found)
    return [first + timedelta(days=7 * number) for number in range((last - first).days // 7 + 1)]


def _charts(sink: Sink, sheet: Worksheet, last: int, kinds: list[str]) -> None:
    name = sheet.get_name()
    for place, kind in enumerate(kinds):
        chart = sink.workbook.add_chart({"type": "column"})
        for shift, (when, colour) in enumerate((("before", BEFORE), ("after", AFTER))):
            column = 1 + 2 * KINDS.index(kind) + shift
            chart.add_series({"name": told(sink, when), "categories": [name, FIRST, 0, last, 0],
                              "values": [name, FIRST, column, last, column], "fill": {"color": colour}, "gap": 60, "overlap": 0})
        chart.set_title({"name": told(sink, "weeks_of", kind=told(sink, f"load.{kind}")), "name_font": {"size": 11}})
        chart.set_x_axis({"num_format": "mm-dd", "text_axis": True, "num_font": {"size": 8, "rotation": -45}})
        chart.set_y_axis({"num_format": "#,##0", "min": 0, "major_gridlines": GRID})
        chart.set_legend({"position": "top"})
        chart.set_size({"width": SIZE[0], "height": SIZE[1]})
        sheet.insert_chart(FIRST - 1 + place * ROWS, 2 * len(KINDS) + 2, chart)
