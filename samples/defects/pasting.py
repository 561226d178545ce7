"""Cells that were pasted over with others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samples.defects.defect import H, one

if TYPE_CHECKING:
    from samples.folder import Folder


def priorities_pasted(folder: Folder) -> None:
    folder.book("plan", "MK").pasted.add(("tasks", "priority"))


DEFECTS = (one(59, priorities_pasted, "F10", H, "plan.tasks", "MK", "T-MK-001", "priority"),)
