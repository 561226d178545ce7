"""The submission board: which department handed in what, when, and how many findings it has."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from checks.finding import SEVERITIES
from reports.consolidated.sheets import FIRST, Sink, at, cell, finish, header
from reports.listing import Column
from reports.submission import STATES, board
from templates.books import BOOKS

if TYPE_CHECKING:
    from checks.judge import Judgement
    from checks.portfolio import Portfolio

COLOURS = {"on_time": "#DDEFE3", "late": "#FFE8B8", "missing": "#F9C9C9", "refused": "#F2B8A0"}


def write_board(sink: Sink, portfolio: Portfolio, judgement: Judgement) -> None:
    """Departments, and the office, by expected books; words and colour; counts of findings with a total of what is shown."""
    sheet = sink.add(sink.say("board"), sink.say("board"), sink.say("cut_off", date=portfolio.as_of), "#1F4E79")
    expected, states = board(portfolio)
    columns = [Column(sink.say("department"), 18)]
    columns += [Column(f"{BOOKS[each.book].label.said(sink.locale)}\n{each.period}", 12) for each in expected]
    columns += [Column(sink.say(f"severity_{severity}"), 8, "int") for severity in SEVERITIES]
    header(sink, sheet, columns)
    row = FIRST
    counts = Counter((finding.department if finding.department in portfolio.departments else "", finding.severity)
                     for finding in judgement.findings)
    for department in [*portfolio.departments, ""]:
        cell(sink, sheet, row, 0, portfolio.name(department) if department else sink.word("office"))
        for number, each in enumerate(expected if department else (), 1):
            cell(sink, sheet, row, number, sink.say(f"state_{states[department, each]}"))
        for number, severity in enumerate(SEVERITIES, 1 + len(expected)):
            sheet.write_number(row, number, counts[department, severity], sink.format())
        row += 1
    cell(sink, sheet, row, 0, sink.say("subtotal"))
    for number, severity in enumerate(SEVERITIES, 1 + len(expected)):
        formula = f"=SUBTOTAL(109,{at(FIRST, number)}:{at(row - 1, number)})"
        sheet.write_formula(row, number, formula, sink.format(bold=True, top=1), judgement.count(severity))
    for state in STATES:
        if state in COLOURS:
            sheet.conditional_format(FIRST, 1, row - 1, max(len(expected), 1), {
                "type": "cell", "criteria": "==", "value": f'"{sink.say(f"state_{state}")}"',
                "format": sink.format(bg_color=COLOURS[state])})
    finish(sheet, row - FIRST, len(columns))
