"""People and equipment asked for too much."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samples.defects.defect import E, one
from samples.world import YEAR

if TYPE_CHECKING:
    from samples.folder import Folder


def person_overloaded(folder: Folder) -> None:
    folder.row("plan.staffing", "RD", "T-RD-006/E1042")["share"] = 100


def machine_overloaded(folder: Folder) -> None:
    folder.row("plan.equipment", "QA", "T-QA-001/EQ-003").update(start=date(YEAR, 5, 18), finish=date(YEAR, 5, 22))


def in_maintenance(folder: Folder) -> None:
    folder.row("plan.equipment", "P1", "T-P1-003/EQ-001").update(start=date(YEAR, 6, 10), finish=date(YEAR, 6, 18))


def in_calibration(folder: Folder) -> None:
    folder.row("plan.equipment", "QA", "T-QA-003/EQ-007").update(start=date(YEAR, 4, 15), finish=date(YEAR, 4, 15))


def scrapped(folder: Folder) -> None:
    folder.row("plan.equipment", "P2", "T-P2-006/EQ-010")["asset"] = "EQ-011"


DEFECTS = (
    one(23, person_overloaded, "R01", E, "plan.staffing", "RD", "T-RD-006/E1042", "share"),
    one(24, machine_overloaded, "R05", E, "plan.equipment", "QA", "T-QA-001/EQ-003", "quantity"),
    one(25, in_maintenance, "R06", E, "plan.equipment", "P1", "T-P1-003/EQ-001", "start"),
    one(26, in_calibration, "R06", E, "plan.equipment", "QA", "T-QA-003/EQ-007", "start"),
    one(27, scrapped, "R07", E, "plan.equipment", "P2", "T-P2-006/EQ-011", "asset"),
)
