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


def certificate_expires(folder: Folder) -> None:
    folder.row("organisation.skills", "", "E1130/起重机作业证")["expires"] = date(YEAR, 5, 31)


def post_short(folder: Folder) -> None:
    """Five operators of level 3 in one week, of whom there are four; the gap has a measure already."""
    folder.row("plan.staffing", "P1", "T-P1-010/数控操作工")["headcount"] = 3


def on_leave(folder: Folder) -> None:
    folder.row("plan.staffing", "RD", "T-RD-012/E1033")["finish"] = date(YEAR, 8, 14)


DEFECTS = (
    one(23, person_overloaded, "R01", E, "plan.staffing", "RD", "T-RD-006/E1042", "share"),
    one(24, machine_overloaded, "R05", E, "plan.equipment", "QA", "T-QA-001/EQ-003", "quantity"),
    one(25, in_maintenance, "R06", E, "plan.equipment", "P1", "T-P1-003/EQ-001", "start"),
    one(26, in_calibration, "R06", E, "plan.equipment", "QA", "T-QA-003/EQ-007", "start"),
    one(27, scrapped, "R07", E, "plan.equipment", "P2", "T-P2-006/EQ-011", "asset"),
    one(28, certificate_expires, "R02", E, "plan.staffing", "P1", "T-P1-007/E1130", "person"),
    one(29, post_short, "R03", E, "plan.staffing", "P1", "T-P1-010/数控操作工", "headcount"),
    one(30, on_leave, "R04", E, "plan.staffing", "RD", "T-RD-012/E1033", "person"),
)
