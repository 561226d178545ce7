"""The findings as a workbook: one line a finding, each with a link to its cell."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import xlsxwriter

from reports.consolidated.findings import write_findings
from reports.consolidated.sheets import Sink
from templates.identity import BOOK_SHEET

if TYPE_CHECKING:
    from pathlib import Path

    from checks.judge import Judgement
    from checks.portfolio import Portfolio


def write(portfolio: Portfolio, judgement: Judgement, target: Path, locale: str) -> None:
    """Write it whole and then move it into place; raises OSError where it cannot be written."""
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".~{target.name}.{os.getpid()}")
    workbook = xlsxwriter.Workbook(str(temporary), {"in_memory": True, "strings_to_formulas": False,
                                                    "strings_to_urls": False})
    write_findings(Sink(workbook, locale, portfolio.root.resolve(), target), portfolio, judgement)
    sheet = workbook.add_worksheet(BOOK_SHEET)
    for row, pair in enumerate({"book": "findings", "version": "1", "locale": locale}.items()):
        sheet.write_row(row, 0, pair)
    sheet.hide()
    try:
        workbook.close()
        temporary.replace(target)
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from None
