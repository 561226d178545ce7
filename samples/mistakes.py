"""One short function per seeded defect: it changes the records of a folder and nothing else."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING

from samples.budgets import MONTHS, spread, year_of
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


def no_owner(folder: Folder) -> None:
    folder.row("plan.tasks", "QA", "T-QA-006")["owner"] = None


def two_owners(folder: Folder) -> None:
    folder.row("plan.tasks", "PU", "T-PU-004").update(owner="王磊、赵敏", supporters=None)


def owner_leaves(folder: Folder) -> None:
    folder.row("organisation.people", "", "E1077")["left"] = date(YEAR, 4, 30)


def backwards(folder: Folder) -> None:
    folder.row("plan.tasks", "MK", "T-MK-003").update(start=date(YEAR, 3, 20), finish=date(YEAR, 3, 2))


def unreadable_date(folder: Folder) -> None:
    folder.row("plan.tasks", "EQ", "T-EQ-005")["finish"] = "2026年5月三十日前"


def goal_unserved(folder: Folder) -> None:
    """Every task of G6 serves another goal of its department instead."""
    for workbook in folder:
        if workbook.identity.book == "plan":
            for task in workbook.rows("tasks"):
                if task.get("goal") == "G6":
                    task["goal"] = "G7"


def no_goal(folder: Folder) -> None:
    folder.row("plan.tasks", "IT", "T-IT-008")["goal"] = None


def cycle(folder: Folder) -> None:
    folder.row("plan.tasks", "RD", "T-RD-004")["predecessors"] = ("T-RD-009",)


def too_early(folder: Folder) -> None:
    folder.row("plan.tasks", "P2", "T-P2-005")["start"] = date(YEAR, 7, 13)


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


def promised_late(folder: Folder) -> None:
    """The drawings come four workdays late, and with them the task that makes them."""
    folder.row("plan.handovers", "RD", "H-RD-02")["date"] = date(YEAR, 4, 24)
    folder.row("plan.tasks", "RD", "T-RD-003")["finish"] = date(YEAR, 4, 24)


def one_sided(folder: Folder) -> None:
    """The giver lists nothing of the paint line; its row was the sheet's last."""
    rows = folder.book("plan", "P2").sheets["handovers"]
    rows[:] = [row for row in rows if row and row["handover"] != "H-P2-04"]


def above_cap(folder: Folder) -> None:
    """Controllable lines of P1 add up to 6 512 000."""
    line = folder.row("budget.lines", "P1", "660210/设备维修")
    controllable = sum(year_of(each) for each in folder.book("budget", "P1").rows("lines"))
    line.update(spread(year_of(line) + 6_512_000 - controllable))


def total_typed(folder: Folder) -> None:
    folder.row("budget.lines", "HR", "660204/校园招聘")["total"] = 500_000


def controllable_typed(folder: Folder) -> None:
    folder.book("budget", "EQ").sheets["totals"] = [{"controllable": 1_250_000}]


def no_risks(folder: Folder) -> None:
    folder.book("plan", "HR").sheets["risks"] = []


def unknown_department(folder: Folder) -> None:
    folder.row("plan.handovers", "PU", "H-PU-03")["other_department"] = "生产1部"


def repeated_key(folder: Folder) -> None:
    """A sixteenth row: other work under a number that is taken."""
    again = dict(folder.row("plan.tasks", "QA", "T-QA-005"))
    again.update(
        name="供方来料抽检",
        description="供方来料抽检：11 月完成 24 批抽检，形成抽检台账",
        deliverable="来料抽检台账",
        acceptance_criterion="24 批抽检合格率 ≥ 98 %",
        start=date(YEAR, 11, 16),
        finish=date(YEAR, 12, 4),
        priority="low",
        urgency="medium",
    )
    folder.book("plan", "QA").sheets["tasks"].append(again)


def broken_reference(folder: Folder) -> None:
    folder.row("budget.cash", "FI", f"{YEAR}-04")["inflow"] = "#REF!"


def no_report(folder: Folder) -> None:
    del folder.books[folder.book("progress", "IT", f"{YEAR}-05").path]


def red(folder: Folder) -> None:
    """Sixty percent in June, hence no more than that in May."""
    folder.row("progress.progress", "RD", "T-RD-011", f"{YEAR}-06").update(
        actual=60, status="in_progress", actual_finish=None, evidence=None, next_step="7 月复测 3 个轴"
    )
    may = folder.row("progress.progress", "RD", "T-RD-011", f"{YEAR}-05")
    may["actual"] = min(may["actual"], 50)


def blue(folder: Folder) -> None:
    folder.row("progress.progress", "MK", "T-MK-006", f"{YEAR}-06")["actual"] = 70


def yellow(folder: Folder) -> None:
    folder.row("progress.progress", "P1", "T-P1-012", f"{YEAR}-06").update(planned=70, actual=45)


def opening_lower(folder: Folder) -> None:
    """July opens 50 000 below June's closing; later months follow what was typed."""
    for month in range(7, len(MONTHS) + 1):
        folder.row("budget.cash", "FI", f"{YEAR}-{month:02}")["opening"] -= 50_000


def deliverable_is_name(folder: Folder) -> None:
    task = folder.row("plan.tasks", "CO", "T-CO-006")
    task["deliverable"] = task["name"]
