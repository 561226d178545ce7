"""Rectification (A4.4a) and compliance (A4.4b)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.indicators.indicator import DENOMINATOR, NUMERATOR, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.indicators.evidence import Evidence
    from checks.indicators.period import Period


def rectification(evidence: Evidence, period: Period) -> Iterator[Entry]:
    """Rectifications closed by their due date ÷ those due in the period; closed with a failed recheck is not closed.

    Counted for the department that has to rectify. Beside it those still open at the cut-off, and of these the overdue.
    """
    cut_off = evidence.portfolio.as_of
    for row in evidence.rectifications:
        due, closed = row.day("due"), row.day("closed")
        if due is None or row.unread("closed"):
            continue
        department, done = row.text("department"), row.text("recheck") != "failed"
        if closed is None or closed > cut_off or not done:
            yield Entry(department, "open", 1, row, "due")
            if due < cut_off:
                yield Entry(department, "overdue", 1, row, "due")
        if period.holds(due):
            yield Entry(department, DENOMINATOR, 1, row, "due")
            if closed and closed <= due and done:
                yield Entry(department, NUMERATOR, 1, row, "closed")


def compliance(evidence: Evidence, period: Period) -> Iterator[Entry]:
    """Items met ÷ items checked in the period, for the department that was checked."""
    for row in evidence.portfolio.rows("registers.compliance"):
        if period.holds(row.day("checked")) and row.text("result"):
            yield Entry(row.text("subject"), DENOMINATOR, 1, row, "checked")
            if row.text("result") == "met":
                yield Entry(row.text("subject"), NUMERATOR, 1, row, "result")
