"""The consolidated book as a whole: its sheets in their order, written whole and then moved into place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.consolidated.board import write_board
from reports.consolidated.budget import write_budget
from reports.consolidated.conflicts import write_conflicts
from reports.consolidated.findings import write_findings
from reports.consolidated.indicators import write_indicators
from reports.consolidated.loads import write_loads
from reports.consolidated.sheets import Sink, workbook_at
from reports.consolidated.stack import write_stacks
from templates.book import VERSION
from templates.identity import BOOK_SHEET

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from checks.judge import Judgement
    from checks.portfolio import Portfolio


def write(
    portfolio: Portfolio, judgement: Judgement, target: Path, locale: str,
    step: Callable[[int, int], None] | None = None,
) -> None:
    """Write the consolidated book; raises OSError where the target cannot be written, and then leaves nothing."""
    target = target.resolve()
    with workbook_at(target) as workbook:
        sink = Sink(workbook, locale, portfolio.root.resolve(), target)
        parts: list[Callable[[], None]] = [
            lambda: _overview(sink, portfolio, judgement),
            lambda: write_board(sink, portfolio, judgement),
            lambda: write_findings(sink, portfolio, judgement),
            lambda: write_conflicts(sink, portfolio, judgement),
            lambda: write_indicators(sink, portfolio),
            lambda: write_loads(sink, portfolio),
            lambda: write_budget(sink, portfolio),
            lambda: write_stacks(sink, portfolio),
        ]
        for number, part in enumerate(parts, 1):
            part()
            if step:
                step(number, len(parts))
        _contents(sink)
        _identity(sink, portfolio)


def _overview(sink: Sink, portfolio: Portfolio, judgement: Judgement) -> None:
    sheet = sink.add(sink.say("overview"), sink.say("title", organisation=portfolio.title),
                     sink.say("cut_off", date=portfolio.as_of), "#1F4E79")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    facts = {"files": len(portfolio.books), "refused": len(portfolio.refused), "departments": len(portfolio.departments),
             **{f"severity_{each}": judgement.count(each) for each in ("error", "warning", "hint")},
             "waived": len(judgement.waived)}
    for row, (key, value) in enumerate(facts.items(), 3):
        sheet.write_string(row, 0, sink.say(key), sink.format())
        sheet.write_number(row, 1, value, sink.format(align="left"))
    sheet.repeat_rows(0)
    sheet.set_row(11, 48)
    sheet.write_string(11, 0, sink.say("how"), sink.format(bold=True))
    sheet.write_string(11, 1, sink.say("how_text"), sink.format(text_wrap=True))


def _contents(sink: Sink) -> None:
    """Links to all sheets, on the first one; written last, when their names are known."""
    first, *others = sink.workbook.worksheets()
    first.write_string(13, 0, sink.say("sheets"), sink.format(bold=True))
    for row, each in enumerate(others, 14):
        name = each.get_name()
        first.write_url(row, 0, f"internal:'{name}'!A1", sink.format(font_color="#1F4E79", underline=1), name)


def _identity(sink: Sink, portfolio: Portfolio) -> None:
    sheet = sink.workbook.add_worksheet(BOOK_SHEET)
    own = portfolio.organisation.identity if portfolio.organisation else None
    pairs = {"book": "consolidated", "version": VERSION, "organisation": portfolio.title,
             "period": own.period if own else "", "locale": sink.locale}
    for row, (key, value) in enumerate(pairs.items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    sheet.hide()
