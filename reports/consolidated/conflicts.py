"""The conflicts, one line each: resource, period, what is wanted and what is there, tasks, every cell that takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.conflicts import conflicts
from reports import listing
from reports.consolidated.sheets import FIRST, Sink, at, finish, header, number_format, write_lines

if TYPE_CHECKING:
    from checks.judge import Judgement
    from checks.portfolio import Portfolio

PEAK = 6
"""Column (from 0) of what is wanted; what is there and the difference follow."""


def write_conflicts(sink: Sink, portfolio: Portfolio, judgement: Judgement) -> None:
    """By kind, then by day; the difference is a formula."""
    found = conflicts(judgement.findings)
    told = listing.conflicts(portfolio, found, sink.locale)
    sheet = sink.add(told.title, told.title, sink.say("conflicts_note"), "#C0392B")
    header(sink, sheet, told.columns)
    write_lines(sink, sheet, told)
    for row, each in enumerate(found, FIRST):
        if each.peak is not None and each.capacity is not None and each.excess is not None:
            excess = f"=ROUND({at(row, PEAK)}-{at(row, PEAK + 1)},6)"
            if abs(each.peak - each.capacity - each.excess) < 1e-6:      # of a shortage it is the other way round
                style = sink.format(num_format=number_format("number", each.excess))
                sheet.write_formula(row, PEAK + 2, excess, style, each.excess)
    if not found:
        sheet.write_string(FIRST, 0, sink.say("no_conflicts"), sink.format(italic=True))
    finish(sheet, len(found), len(told.columns), 4)
