"""The budget report 预算汇总与执行: consolidated by department and account, spent against planned, variances, cash."""

from reports.budgeting.page import build

__all__ = ["build"]
