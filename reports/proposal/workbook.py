"""The proposal as a workbook: its sheets in their order, written whole and then moved into place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.consolidated.sheets import Sink, workbook_at
from reports.proposal import record
from reports.proposal.burden import write_burden
from reports.proposal.heat import write_heat
from reports.proposal.lines import write_cells, write_lines
from reports.proposal.overview import write_contents, write_overview
from reports.proposal.unresolved import write_left_out, write_raised, write_unresolved
from reports.proposal.weeks import write_weeks
from templates.book import VERSION
from templates.identity import BOOK_SHEET

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from checks.balance.proposal import Proposal


def write(proposal: Proposal, target: Path, locale: str, step: Callable[[int, int], None] | None = None) -> None:
    """Write the workbook of a proposal; raises OSError where the target cannot be written, and then leaves nothing."""
    target = target.resolve()
    with workbook_at(target) as workbook:
        sink = Sink(workbook, locale, proposal.portfolio.root.resolve(), target)
        row = write_overview(sink, proposal, proposal.portfolio.title or proposal.portfolio.root.resolve().name)
        parts = (write_lines, write_cells, write_heat, write_weeks, write_burden, write_unresolved, write_raised, write_left_out)
        for number, part in enumerate(parts, 1):
            part(sink, proposal)
            if step:
                step(number, len(parts))
        write_contents(sink, row)
        _identity(sink, proposal)
        _record(sink, proposal)


def _identity(sink: Sink, proposal: Proposal) -> None:
    organisation, period = record.origin(proposal.portfolio)
    sheet = sink.workbook.add_worksheet(BOOK_SHEET)
    pairs = {"book": "balance", "version": VERSION, "organisation": organisation, "period": period, "locale": sink.locale,
             "as_of": proposal.portfolio.as_of.isoformat(), "objective": proposal.objective, "status": proposal.status}
    for row, (key, value) in enumerate(pairs.items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    sheet.hide()


def _record(sink: Sink, proposal: Proposal) -> None:
    sheet = sink.workbook.add_worksheet(record.SHEET)
    for row, text in enumerate(record.texts(record.recorded(proposal))):
        sheet.write_string(row, 0, text)
    sheet.hide()
