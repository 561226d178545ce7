"""The findings, one line each, with a link to the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.message import column_label, describe
from reports.consolidated.sheets import FIRST, Column, Sink, cell, column_range, finish, header, link, room
from templates.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.worksheet import Worksheet

    from checks.finding import Finding
    from checks.judge import Judgement
    from checks.portfolio import Portfolio

COLOURS = {"error": "#F9C9C9", "warning": "#FFE8B8", "hint": "#DCE9F7"}


def write_findings(sink: Sink, portfolio: Portfolio, judgement: Judgement) -> None:
    """All findings, worst first within a department."""
    sheet = sink.add(sink.say("findings"), sink.say("findings"), sink.say("findings_note"), "#C0392B")
    columns = [Column(sink.say("severity"), 8), Column(sink.say("code"), 7), Column(sink.say("department"), 16),
               Column(sink.say("cell"), 26, link=True), Column(sink.say("file"), 30), Column(sink.say("record"), 18),
               Column(sink.say("column"), 14), Column(sink.say("title_column"), 18), Column(sink.say("message"), 60),
               Column(sink.say("fix"), 50), Column(sink.say("others"), 30)]
    header(sink, sheet, columns)
    rows = _lines(sink, sheet, columns, portfolio, judgement.findings)
    finish(sheet, rows, len(columns), 2)
    area = column_range(0, rows).replace("$", "")
    for severity, colour in COLOURS.items():
        sheet.conditional_format(area, {"type": "cell", "criteria": "==", "format": sink.format(bg_color=colour),
                                        "value": f'"{_word(sink, severity)}"'})


def _word(sink: Sink, severity: str) -> str:
    return say("reports", f"consolidated.severity_{severity}", sink.locale)


def _lines(
    sink: Sink, sheet: Worksheet, columns: Sequence[Column], portfolio: Portfolio, findings: Iterable[Finding],
) -> int:
    names = {key: portfolio.name(key) for key in portfolio.departments}
    row = FIRST
    for finding in findings:
        said, place = describe(finding, sink.locale, names), finding.anchor
        where = f"{place.sheet}!{place.cell}" if place.cell else place.file
        cell(sink, sheet, row, 0, _word(sink, finding.severity))
        cell(sink, sheet, row, 1, finding.code)
        cell(sink, sheet, row, 2, names.get(finding.department, finding.department) or sink.word("office"))
        link(sink, sheet, row, 3, place, where, row - FIRST)
        others = "\n".join(f"{each.file} {each.sheet}!{each.cell}" for each in finding.places[1:21])
        values = (place.file, place.key, column_label(place, place.column, sink.locale), said.title, said.message,
                  said.fix, others)
        for number, value in enumerate(values, 4):
            cell(sink, sheet, row, number, value)
        room(sheet, row, columns[4:], values)
        row += 1
    return row - FIRST
