"""The indicators of every department and period: their parts one line each, and the rates side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.consolidated.sheets import FIRST, Sink, at, cell, finish, header
from reports.frames import indicator_frame, rates_by_period
from reports.listing import Column
from templates.books import field_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from checks.portfolio import Portfolio

RATE = 5
"""Column (from 0) of the rate, which is worked out from the two before it."""


def write_indicators(sink: Sink, portfolio: Portfolio) -> None:
    """Two sheets: numerators and denominators with a live rate, and a table of rates by period."""
    frame = indicator_frame(portfolio)
    _parts(sink, portfolio, frame)
    _rates(sink, portfolio, frame)


def _parts(sink: Sink, portfolio: Portfolio, frame: DataFrame) -> None:
    sheet = sink.add(sink.say("indicators"), sink.say("indicators"), sink.say("indicators_note"), "#1F4E79")
    columns = [Column(sink.say("indicator"), 20), Column(sink.say("period"), 10), Column(sink.say("department"), 18),
               Column(sink.say("numerator"), 16, "number"), Column(sink.say("denominator"), 16, "number"),
               Column(sink.say("rate"), 10, "percent"), Column(sink.say("numerator_cells"), 12, "int"),
               Column(sink.say("denominator_cells"), 12, "int"), Column(sink.say("remark"), 22)]
    header(sink, sheet, columns)
    for row, each in enumerate(frame.to_dict("records"), FIRST):
        hidden = each["suppressed"]
        numbers = (each["numerator"], each["denominator"], None, each["above"], each["below"])
        values = (_label(sink, each["indicator"]), each["period"], _who(sink, portfolio, each["department"]),
                  *((None,) * len(numbers) if hidden else numbers), sink.say("suppressed") if hidden else "")
        for column, value in enumerate(values):
            cell(sink, sheet, row, column, value, columns[column].kind)
        if not hidden and each["denominator"] > 0:
            formula = f'=IF({at(row, RATE - 1)}=0,"",{at(row, RATE - 2)}/{at(row, RATE - 1)}*100)'
            sheet.write_formula(row, RATE, formula, sink.format(num_format="0.0"), each["rate"])
    finish(sheet, len(frame), len(columns), 3)


def _rates(sink: Sink, portfolio: Portfolio, frame: DataFrame) -> None:
    """Filter by indicator to compare departments, or by department to see its year; the scale of colours runs with it."""
    sheet = sink.add(sink.say("rates"), sink.say("rates"), sink.say("rates_note"), "#1F4E79")
    table = rates_by_period(frame)
    columns = [Column(sink.say("indicator"), 20), Column(sink.say("department"), 18),
               *(Column(str(period), 9, "percent") for period in table.columns)]
    header(sink, sheet, columns)
    for row, ((indicator, department), rates) in enumerate(zip(table.index, table.to_numpy().tolist(), strict=True), FIRST):
        cell(sink, sheet, row, 0, _label(sink, indicator))
        cell(sink, sheet, row, 1, _who(sink, portfolio, department))
        for column, rate in enumerate(rates, 2):
            if rate == rate:  # noqa: PLR0124 - not a number where it does not apply
                sheet.write_number(row, column, rate, sink.format(num_format="0.0"))
    if len(table):
        sheet.conditional_format(FIRST, 2, FIRST + len(table) - 1, len(columns) - 1, {
            "type": "3_color_scale", "min_type": "num", "mid_type": "num", "max_type": "num", "min_value": 50, "mid_value": 100,
            "max_value": 150, "min_color": "#F3DCD2", "mid_color": "#FFFFFF", "max_color": "#DFEAF3"})
    finish(sheet, len(table), len(columns), 2)


def _label(sink: Sink, key: str) -> str:
    return field_of("organisation.weights.indicator").choices[key].said(sink.locale)


def _who(sink: Sink, portfolio: Portfolio, department: str) -> str:
    return portfolio.name(department) if department else sink.say("whole")
