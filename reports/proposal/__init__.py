"""The proposal (平衡方案) as a workbook to decide in: written, read back, and its accepted lines put into copies of the books."""

from __future__ import annotations

from reports.proposal.workbook import write

__all__ = ["write"]
