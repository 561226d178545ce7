"""What every department bears: tasks and days moved, delay, share; and what it would cost to spare the one worst off."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reports.consolidated.sheets import FIRST, LEAST_HEADING, Sink, at, cell, finish, header
from reports.listing import Column
from reports.proposal.overview import AFTER, GRID
from reports.proposal.words import told

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from checks.balance.proposal import Proposal

BAR, CHART = "#8FB0D0", (560, 300)
"""Colour of the bars; width and height of the chart in pixels."""


def write_burden(sink: Sink, proposal: Proposal) -> None:
    """One line a department, bars in the cells; below them the price of sparing the one that is treated worst."""
    sheet = sink.add(told(sink, "burden"), told(sink, "burden"), told(sink, "burden_note"), "#1F7A4D")
    columns = [Column(told(sink, "department"), 20), Column(told(sink, "moved_tasks"), 12, "int"),
               Column(told(sink, "moved_later"), 14, "int"), Column(told(sink, "moved_earlier"), 14, "int"),
               Column(told(sink, "delay"), 16, "int"), Column(told(sink, "workload"), 16, "int"),
               Column(told(sink, "share"), 16, "percent")]
    header(sink, sheet, columns)
    moves = Counter(move.task.department for move in proposal.moves)
    later: Counter[str] = Counter()
    earlier: Counter[str] = Counter()
    for move in proposal.moves:
        later[move.task.department] += max(0, move.by)
        earlier[move.task.department] += max(0, -move.by)
    row = FIRST
    for each in sorted(proposal.burden, key=lambda burden: (-burden.share, -burden.days_delayed, burden.department)):
        key = each.department
        cell(sink, sheet, row, 0, proposal.portfolio.name(key))
        for column, value in enumerate((moves[key], later[key], earlier[key], each.days_delayed, each.workload), 1):
            sheet.write_number(row, column, value, sink.format(num_format="#,##0"))
        share = f"=IF({at(row, 5)}=0,0,{at(row, 4)}/{at(row, 5)})"
        sheet.write_formula(row, 6, share, sink.format(num_format="0.0%"), each.share)
        row += 1
    for column in range(1, 7):
        if row > FIRST:
            sheet.conditional_format(FIRST, column, row - 1, column, {
                "type": "data_bar", "bar_solid": True, "bar_color": BAR, "min_type": "num", "min_value": 0,
                "data_bar_2010": True})
    if proposal.fairness:
        _fairness(sink, sheet, row + 2, proposal)
    finish(sheet, row - FIRST, len(columns))


def _fairness(sink: Sink, sheet: Worksheet, top: int, proposal: Proposal) -> None:
    """The curve as a table and as a chart: the worst delay that can be had for so many per cent more in all."""
    sheet.write_string(top, 0, told(sink, "fairness"), sink.format(bold=True, font_size=12))
    sheet.write_string(top + 1, 0, told(sink, "fairness_note"), sink.format(font_color="#6B7280", font_size=9))
    heading = sink.format(bold=True, bg_color="#DCE6F1", bottom=1, text_wrap=True, align="right")
    for column, key in enumerate(("price", "worst", "total_delay")):
        sheet.write_string(top + 2, column, told(sink, key), heading)
    sheet.set_row(top + 2, LEAST_HEADING)
    first = top + 3
    for row, each in enumerate(proposal.fairness, first):
        sheet.write_number(row, 0, each.price, sink.format(num_format="0%"))
        sheet.write_number(row, 1, each.worst, sink.format(num_format="0.0%"))
        sheet.write_number(row, 2, each.total, sink.format(num_format="#,##0"))
    last, name = first + len(proposal.fairness) - 1, sheet.get_name()
    chart = sink.workbook.add_chart({"type": "line"})
    chart.add_series({"name": told(sink, "worst"), "categories": [name, first, 0, last, 0], "values": [name, first, 1, last, 1],
                      "line": {"color": AFTER, "width": 2},
                      "marker": {"type": "circle", "size": 6, "fill": {"color": AFTER}}})
    chart.set_title({"name": told(sink, "fairness"), "name_font": {"size": 11}, "overlay": False})
    chart.set_x_axis({"name": told(sink, "price"), "num_format": "0%"})
    chart.set_y_axis({"name": told(sink, "worst"), "num_format": "0%", "min": 0, "major_gridlines": GRID})
    chart.set_legend({"none": True})
    chart.set_size({"width": CHART[0], "height": CHART[1]})
    sheet.insert_chart(top + 2, 3, chart, {"x_offset": 12})
