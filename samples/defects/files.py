"""Files that are not what they should be, and what is missing or strange in them."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING

from samples.defects.defect import E, W, one
from samples.world import YEAR

if TYPE_CHECKING:
    from samples.folder import Folder


def old_template(folder: Folder) -> None:
    folder.rekeyed(folder.book("plan", "P2").path, version="2025.3")


def foreign_plan(folder: Folder) -> None:
    """The file in the place of HR holds RD's plan."""
    submitted, own = folder.book("plan", "HR"), folder.book("plan", "RD")
    submitted.identity, submitted.sheets = own.identity, deepcopy(own.sheets)


def late(folder: Folder) -> None:
    folder.row("organisation.submissions", "", "IT/budget/2026/1")["received"] = date(2025, 12, 8)


def no_risks(folder: Folder) -> None:
    folder.book("plan", "HR").sheets["risks"] = []


def broken_reference(folder: Folder) -> None:
    folder.row("budget.cash", "FI", f"{YEAR}-04")["inflow"] = "#REF!"


DEFECTS = (
    one(1, old_template, "F01", E, "plan", "P2", folder="seeded_r1"),
    one(2, foreign_plan, "F01", E, "plan", "HR", folder="seeded_r1"),
    one(3, late, "F11", W, "organisation.submissions", "", "IT/budget/2026/1", "received", folder="seeded_r1"),
    one(51, no_risks, "F08", W, "plan.risks", "HR", "", "risk"),
    one(63, broken_reference, "F07", W, "budget.cash", "FI", "2026-04", "inflow"),
)
