"""The consolidated book (汇总): what all departments handed in, in one workbook made to be worked in."""

from __future__ import annotations

from reports.consolidated.workbook import write

__all__ = ["write"]
