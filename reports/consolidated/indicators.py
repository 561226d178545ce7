"""The indicators of every department and period, with numerator, denominator and a rate that is worked out from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.indicators import INDICATORS, indicators
from checks.indicators.evidence import Evidence
from checks.indicators.period import begun, to_date
from reports.consolidated.sheets import FIRST, Column, Sink, at, cell, finish, header
from templates.books import field_of

if TYPE_CHECKING:
    from checks.portfolio import Portfolio

RATE = 5


def write_indicators(sink: Sink, portfolio: Portfolio) -> None:
    """One line per indicator, period and department; departments to which one does not apply are left out."""
    sheet = sink.add(sink.say("indicators"), sink.say("indicators"), sink.say("indicators_note"), "#1F4E79")
    columns = [Column(sink.say("indicator"), 20), Column(sink.say("period"), 10), Column(sink.say("department"), 18),
               Column(sink.say("numerator"), 16, "number"), Column(sink.say("denominator"), 16, "number"),
               Column(sink.say("rate"), 10, "percent"), Column(sink.say("numerator_cells"), 12, "int"),
               Column(sink.say("denominator_cells"), 12, "int"), Column(sink.say("remark"), 22)]
    header(sink, sheet, columns)
    labels = field_of("organisation.weights.indicator").choices
    evidence, row = Evidence(portfolio), FIRST
    for period in [*begun(portfolio), to_date(portfolio)]:
        of = indicators(evidence, period)
        for key in INDICATORS:
            for department in ["", *portfolio.departments]:
                each = of[key, department]
                if not each.denominator and not each.numerator:
                    continue
                name = portfolio.name(department) if department else sink.say("whole")
                hidden = each.suppressed
                values = (labels[key].said(sink.locale), period.name, name, None if hidden else each.numerator.total,
                          None if hidden else each.denominator.total, None, len(each.numerator), len(each.denominator),
                          sink.say("suppressed") if hidden else "")
                for column, value in enumerate(values):
                    cell(sink, sheet, row, column, value, columns[column].kind)
                if each.rate is not None:
                    formula = f'=IF({at(row, RATE - 1)}=0,"",{at(row, RATE - 2)}/{at(row, RATE - 1)}*100)'
                    sheet.write_formula(row, RATE, formula, sink.format(num_format="0.0"), each.rate)
                row += 1
    finish(sheet, row - FIRST, len(columns), 3)
