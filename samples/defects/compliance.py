"""Approvals, checks that are not met, personal data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samples.defects.defect import E, W, one

if TYPE_CHECKING:
    from samples.folder import Folder


def personal_data(folder: Folder) -> None:
    """The number that the standard itself gives as its example."""
    folder.row("plan.tasks", "HR", "T-HR-007")["note"] = "首批扫描：王某，身份证号 11010519491231002X"


def approved_too_low(folder: Folder) -> None:
    folder.row("progress.changes", "PU", "CH-PU-02").update(level="department", amount=620_000, new="1340000")


def not_mended(folder: Folder) -> None:
    folder.row("registers.compliance", "", "合同用印登记").update(result="not_met", rectification=None)


DEFECTS = (
    one(58, personal_data, "C04", W, "plan.tasks", "HR", "T-HR-007", "note"),
    one(68, approved_too_low, "C01", E, "progress.changes", "PU", "CH-PU-02", "level", "2026-06"),
    one(69, not_mended, "C02", W, "registers.compliance", "", "合同用印登记", "rectification"),
)
