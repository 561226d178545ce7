"""Assets, their stock-take and inspections; what is bought, from whom, and split orders."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samples.defects.defect import H, W, one
from samples.world import YEAR

if TYPE_CHECKING:
    from samples.folder import Folder


def idle(folder: Folder) -> None:
    """Two chambers of 248 workdays each, planned for 60 days in all."""
    plan = folder.book("plan", "RD")
    folder.row("plan.equipment", "RD", "T-RD-012/EQ-008")["quantity"] = 1
    plan.sheets["equipment"].remove(folder.row("plan.equipment", "RD", "T-RD-019/EQ-008"))


def ordered_late(folder: Folder) -> None:
    folder.row("plan.procurement", "RD", "T-RD-010/电主轴")["ordered"] = date(YEAR - 1, 12, 20)


def evaluation_expired(folder: Folder) -> None:
    folder.row("organisation.suppliers", "", "S-017")["grade_expires"] = date(YEAR - 1, 10, 31)


def split_orders(folder: Folder) -> None:
    """Three orders of the tool crib in three weeks, to one supplier, under one name."""
    for key, amount in (("T-PU-009/刀片", 96_000), ("T-PU-009/刀杆", 94_000), ("T-PU-010/钻头", 97_000)):
        folder.row("plan.procurement", "PU", key).update(supplier="S-023", category="刀具", amount=amount)


def one_missing(folder: Folder) -> None:
    folder.row("registers.stocktake", "", "EQ-014")["counted_quantity"] = 11


def inspection_overdue(folder: Folder) -> None:
    folder.row("organisation.assets", "", "EQ-006")["inspection_due"] = date(YEAR, 5, 31)


def bought_apart(folder: Folder) -> None:
    """P1 needs its bearings three weeks after RD, and orders them in time."""
    folder.row("plan.procurement", "P1", "T-P1-014/轴承 7014C").update(
        needed=date(YEAR, 8, 24), ordered=date(YEAR, 7, 6)
    )


def not_evaluated(folder: Folder) -> None:
    folder.row("registers.partners", "", "PT-07")["date"] = date(YEAR - 1, 3, 31)


DEFECTS = (
    one(32, ordered_late, "R09", W, "plan.procurement", "RD", "T-RD-010/电主轴", "needed"),
    one(33, evaluation_expired, "R10", W, "plan.procurement", "RD", "T-RD-013/光栅尺", "supplier"),
    one(50, split_orders, "C03", W, "plan.procurement", "PU", "T-PU-009/刀片", "amount"),
    one(84, idle, "R08", H, "organisation.assets", "", "EQ-008", "asset"),
    one(96, one_missing, "R15", W, "registers.stocktake", "", "EQ-014", "counted_quantity"),
    one(97, inspection_overdue, "R16", W, "organisation.assets", "", "EQ-006", "inspection_due"),
    one(98, bought_apart, "R17", H, "plan.procurement", "RD", "T-RD-015/轴承 7014C", "material"),
    one(99, not_evaluated, "R18", W, "registers.partners", "", "PT-07", "date"),
)
