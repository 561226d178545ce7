"""The hidden sheet of what self-checks need once for all rows: totals of columns, what a verdict says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.selfcheck.beside import sentence
from templates.selfcheck.checks import TOTAL_COLUMN

if TYPE_CHECKING:
    from templates.making import Making
    from templates.page import Page
    from templates.styles import Styles


def write_totals(making: Making, page: Page, styles: Styles) -> None:
    """Write one row for each total and each sentence, with its name; nothing of a data sheet can push them aside."""
    for row, (sheet, column) in enumerate(making.checks.totals, 1):
        page.inline(row, TOTAL_COLUMN - 1, f"{sheet.key}.{column.key}", styles.quiet)
        if column.is_verdict:
            page.inline(row, TOTAL_COLUMN, sentence(making.locale, column.key, sheet.key), styles.plain)
        elif column.total:
            page.fill((row, row), TOTAL_COLUMN, column.total(making.checks.cells(sheet, elsewhere=True)), styles.plain)
    page.worksheet.protect()
    page.worksheet.hide()
