"""The findings as a workbook: one line a finding, each with a link to its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.consolidated.findings import write_findings
from reports.consolidated.sheets import Sink, workbook_at
from templates.identity import BOOK_SHEET

if TYPE_CHECKING:
    from pathlib import Path

    from checks.judge import Judgement
    from checks.portfolio import Portfolio


def write(portfolio: Portfolio, judgement: Judgement, target: Path, locale: str) -> None:
    """Write it whole and then move it into place; raises OSError where it cannot be written."""
    target = target.resolve()
    with workbook_at(target) as workbook:
        write_findings(Sink(workbook, locale, portfolio.root.resolve(), target), portfolio, judgement)
        sheet = workbook.add_worksheet(BOOK_SHEET)
        for row, pair in enumerate({"book": "findings", "version": "1", "locale": locale}.items()):
            sheet.write_row(row, 0, pair)
        sheet.hide()
