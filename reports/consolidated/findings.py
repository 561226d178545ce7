"""The findings, one line each, with a link to the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports import listing
from reports.consolidated.sheets import Sink, column_range, finish, header, write_lines

if TYPE_CHECKING:
    from checks.judge import Judgement
    from checks.portfolio import Portfolio


def write_findings(sink: Sink, portfolio: Portfolio, judgement: Judgement) -> None:
    """All findings, worst first within a department."""
    told = listing.findings(portfolio, judgement.findings, sink.locale)
    sheet = sink.add(told.title, told.title, sink.say("findings_note"), "#C0392B")
    header(sink, sheet, told.columns)
    write_lines(sink, sheet, told)
    finish(sheet, len(told.lines), len(told.columns), 2)
    area = column_range(0, len(told.lines)).replace("$", "")
    for severity, colour in listing.COLOURS.items():
        word = sink.say(f"severity_{severity}")
        sheet.conditional_format(area, {"type": "cell", "criteria": "==", "format": sink.format(bg_color=colour),
                                        "value": f'"{word}"'})
