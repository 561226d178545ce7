"""Load of people, posts and assets on the highest day of each week, as heat-mapped tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.staffing import Staffing
from reports import loads
from reports.consolidated.sheets import FIRST, Sink, at, cell, finish, header
from reports.listing import Column

if TYPE_CHECKING:
    from checks.portfolio import Portfolio

GONE_OF = {"person": "people", "post": "posts", "asset": "assets"}
STEPS = ((100.0001, "#8F2D00", "#FFFFFF"), (90, "#6F8FB0", "#FFFFFF"), (70, "#A5BBD1", "#1F2933"),
         (50, "#D3DEEA", "#1F2933"), (0.0001, "#EEF2F6", "#1F2933"))
"""From this many percent on: fill and ink. Dark means too much, readable in grey too."""
GONE = "#D9D9D9"
"""Weeks in which nothing is there."""


def write_loads(sink: Sink, portfolio: Portfolio) -> None:
    """One sheet for people, one for posts, one for equipment."""
    staffing = Staffing(portfolio)
    _write(sink, portfolio, "people_load", loads.people(staffing), "person", "name")
    _write(sink, portfolio, "posts_load", loads.posts(staffing), "post", "skill")
    _write(sink, portfolio, "assets_load", loads.equipment(portfolio), "asset", "asset_name")


def _write(sink: Sink, portfolio: Portfolio, title: str, heat: loads.HeatMap, key: str, name: str) -> None:
    sheet = sink.add(sink.say(title), sink.say(title), sink.say("load_note"), "#C0392B")
    leading = [Column(sink.say(key), 10), Column(sink.say(name), 18), Column(sink.say("department"), 14),
               Column(sink.say("peak"), 8, "int")]
    header(sink, sheet, leading + [Column(f"{week:%m-%d}", 6.5) for week in heat.weeks])
    number, absent = sink.format(num_format="0", align="center"), sink.format(bg_color=GONE)
    gone = sink.word(f"conflicts.{GONE_OF[key]}_gone")
    row = FIRST
    for each in heat.rows:
        for position, word in enumerate((each.key, each.name, portfolio.name(each.department))):
            cell(sink, sheet, row, position, word)
        weeks, nothing = f"{at(row, 4)}:{at(row, 3 + len(heat.weeks))}", loads.NOTHING_THERE in each.most
        sheet.write_formula(row, 3, f'=IF(COUNTIF({weeks},"{gone}")>0,"{gone}",MAX({weeks}))', number,
                            gone if nothing else max(each.most, default=0))
        for position, (value, away) in enumerate(zip(each.most, each.gone, strict=True), 4):
            if value == loads.NOTHING_THERE:
                sheet.write_string(row, position, gone, number)
            elif value:
                sheet.write_number(row, position, value, number)
            elif away:
                sheet.write_blank(row, position, None, absent)
        row += 1
    if row > FIRST:
        sheet.conditional_format(FIRST, 3, row - 1, 3 + len(heat.weeks), {
            "type": "cell", "criteria": "==", "value": f'"{gone}"', "stop_if_true": True,
            "format": sink.workbook.add_format({"bg_color": STEPS[0][1], "font_color": STEPS[0][2]})})
        for low, fill, ink in STEPS:
            sheet.conditional_format(FIRST, 3, row - 1, 3 + len(heat.weeks), {
                "type": "cell", "criteria": ">=", "value": low, "stop_if_true": True,
                "format": sink.workbook.add_format({"bg_color": fill, "font_color": ink})})
    finish(sheet, row - FIRST, 4 + len(heat.weeks), 4)
