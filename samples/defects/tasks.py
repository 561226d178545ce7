"""Tasks: vague wording, the same work twice, everything important; schedules without stages, buffers, or working days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samples.defects.defect import E, H, W, one
from samples.world import YEAR

if TYPE_CHECKING:
    from samples.folder import Folder


def vague(folder: Folder) -> None:
    folder.row("plan.tasks", "QA", "T-QA-010").update(name="进一步加强质量管理相关工作", deliverable="相关材料")


def same_test(folder: Folder) -> None:
    """QA tests the same machine as RD, under a name of its own typist."""
    folder.row("plan.tasks", "QA", "T-QA-004")["name"] = "HY-8样机振动測試"


def same_report(folder: Folder) -> None:
    for department, key in (("P1", "T-P1-013"), ("MK", "T-MK-011")):
        folder.row("plan.tasks", department, key)["deliverable"] = "HY-8 首批交付验收报告"


def unmarked(folder: Folder) -> None:
    milestones = folder.book("plan", "RD").sheets["milestones"]
    milestones[:] = [row for row in milestones if row and row["task"] != "T-RD-014"]


def no_buffer(folder: Folder) -> None:
    folder.row("plan.tasks", "P1", "T-P1-002")["buffer"] = 0


def all_important(folder: Folder) -> None:
    """The first nine of MK are high, each with a risk; the tenth that was is not any more."""
    risks = folder.book("plan", "MK").sheets["risks"]
    foreseen = {row["task"] for row in risks if row}
    for task in folder.book("plan", "MK").rows("tasks"):
        task["priority"] = "high" if task["task"] <= "T-MK-009" else "low" if task["priority"] == "low" else "medium"
        if task["priority"] == "high" and task["task"] not in foreseen:
            likeness = next(row for row in risks if row)
            risks.append(likeness | {"risk": f"RK-MK-{task['task'][-3:]}", "task": task["task"], "owner": task["owner"],
                                     "due": date(YEAR, 12, 18), "closed": None})


def left_to_the_end(folder: Folder) -> None:
    """30 % by the end of October, the rest in two months."""
    curve = folder.row("plan.curve", "IT", "T-IT-004")
    curve.update({f"m{month:02}": min(30, 4 * (month - 2)) if month > 2 else 0 for month in range(1, 11)}, m11=65, m12=100)


def few_hours(folder: Folder) -> None:
    folder.row("plan.staffing", "QA", "T-QA-012/CMM 检验员")["hours"] = 8


def on_labour_day(folder: Folder) -> None:
    folder.row("plan.tasks", "MK", "T-MK-010")["start"] = date(YEAR, 5, 1)


DEFECTS = (
    one(9, vague, "P05", W, "plan.tasks", "QA", "T-QA-010", "name"),
    one(11, same_test, "P07", W, "plan.tasks", "RD", "T-RD-007", "name"),
    one(12, same_report, "P08", E, "plan.tasks", "P1", "T-P1-013", "deliverable"),
    one(17, unmarked, "P10", W, "plan.tasks", "RD", "T-RD-014", "finish"),
    one(18, no_buffer, "P11", W, "plan.tasks", "P1", "T-P1-002", "buffer"),
    one(19, all_important, "P13", W, "plan.tasks", "MK", "T-MK-001", "priority"),
    one(22, left_to_the_end, "P18", W, "plan.curve", "IT", "T-IT-004", "m11"),
    one(83, on_labour_day, "P19", H, "plan.tasks", "MK", "T-MK-010", "start"),
    one(89, few_hours, "P12", W, "plan.staffing", "QA", "T-QA-012/CMM 检验员", "hours"),
)
