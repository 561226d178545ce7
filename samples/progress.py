"""Monthly packs: progress that follows the plan, timesheets, use of equipment, spending, acceptance, changes."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from samples.budgets import to_date
from samples.tasks import share_done
from samples.timesheets import timesheet
from samples.world import UNITS, YEAR, World, month_end

if TYPE_CHECKING:
    from samples.folder import Record

SOON = timedelta(days=7)
RECTIFIED = {
    ("P1", 6): {
        "rectification": "RC-P1-02",
        "source": "quality",
        "task": "T-P1-003",
        "problem": "床身导轨面划伤 1 处",
        "department": "P1",
        "person": "E1068",
        "measure": "刮研修复并复检",
        "due": date(YEAR, 6, 18),
        "closed": date(YEAR, 6, 18),
        "recheck": "passed",
    }
}
EXTENDED = {"T-RD-011": ("CH-RD-01", date(YEAR, 6, 26)), "T-P2-003": ("CH-P2-01", date(YEAR, 6, 12))}
"""task → change, new finish: extensions filed before expiry and approved."""
ISSUES = {
    ("FI", 6): {
        "issue": "2026-06-02",
        "raised": date(YEAR, 6, 2),
        "matter": "授信材料需法务核对 2 份合同",
        "to_department": "CO",
        "answered": date(YEAR, 6, 5),
    }
}


def finish_of(task: Record) -> date:
    """When a task is really finished: as planned, or as its approved extension says."""
    key = str(task["task"])
    finish: date = task["finish"]
    return EXTENDED[key][1] if key in EXTENDED else finish


def planned(world: World, task: Record, month: int) -> int:
    """Planned percent at month end: even over workdays, but never more than 45 points before the next month's."""
    start, finish = task["start"], finish_of(task)
    even = share_done(world, start, finish, month_end(month))
    if month_end(month) >= finish:
        return 100
    later = planned(world, task, month + 1) if month < 12 else 100
    value = max(even, later - 45, 1)
    if finish - month_end(month) <= SOON:
        value = max(value, 92)
    return min(value, 99)


def report(world: World) -> None:
    """Fill world.progress for every department and month."""
    hours: dict[tuple[str, date], float] = defaultdict(float)
    for month in world.profile.months:
        for department in UNITS:
            world.progress[department, month] = _pack(world, department, month, hours)


def _pack(
    world: World, department: str, month: int, hours: dict[tuple[str, date], float]
) -> dict[str, list[Record | None]]:
    first, last = date(YEAR, month, 1), month_end(month)
    begun = [task for task in world.tasks(department) if task["start"] <= last]
    accepted = [task for task in begun if task["accepted_by"] and first <= finish_of(task) <= last]
    lines = [line for line in world.budgets[department]["lines"] if line]
    spent = {
        account: (_spent(lines, account, month), _spent(lines, account, month - 1))
        for account in dict.fromkeys(str(line["account"]) for line in lines)
    }
    return {
        "progress": [_row(world, task, month) for task in begun],
        "timesheet": list(timesheet(world, department, first, last, hours)),
        "equipment_use": [
            {
                "asset": row["asset"],
                "task": row["task"],
                "date": day,
                "hours": row["quantity"] * row["hours_per_day"],
            }
            for row in world.plans[department]["equipment"]
            if row
            for day in world.calendar.days(max(first, row["start"]), min(last, row["finish"]))
        ],
        "spending": [
            {"account": account, "month_actual": now - before, "year_actual": now}
            for account, (now, before) in spent.items()
        ],
        "acceptance": [
            {"task": task["task"], "date": finish_of(task), "by": task["accepted_by"], "result": "passed"}
            for task in accepted
        ],
        "rectification": [dict(RECTIFIED[department, month])] if (department, month) in RECTIFIED else [],
        "changes": list(_changes(world, department, month)),
        "issues": [dict(ISSUES[department, month])] if (department, month) in ISSUES else [],
    }


def _row(world: World, task: Record, month: int) -> Record:
    last, finish = month_end(month), finish_of(task)
    done = finish <= last
    plan = planned(world, task, month)
    actual = 92 if task["task"] == "T-MK-006" and month == 6 else plan
    if task["task"] == "T-MK-006" and month == 6:
        plan = 78
    return {
        "task": task["task"],
        "planned": plan,
        "actual": actual,
        "actual_start": task["start"],
        "actual_finish": finish if done else None,
        "status": "done" if done else "in_progress",
        "next_step": None if done else f"下月完成至 {planned(world, task, min(12, month + 1))} %",
        "evidence": f"档案 {task['task'][2:]}-{finish:%m%d}" if done else None,
    }


def _spent(lines: list[Record], account: str, month: int) -> int:
    return to_date(lines, account, month) * 97 // 100


def _changes(world: World, department: str, month: int) -> list[Record]:
    rows: list[Record] = []
    for task in world.tasks(department):
        change = EXTENDED.get(str(task["task"]))
        if change and finish_of(task).month == month:
            asked = world.worked(task["finish"] - timedelta(days=10), back=True)
            rows.append(
                {
                    "change": change[0],
                    "task": task["task"],
                    "field": "finish",
                    "old": task["finish"].isoformat(),
                    "new": change[1].isoformat(),
                    "reason": "外购编码器到货晚 3 周，供方已书面说明",
                    "requested": asked,
                    "approved_by": world.staff[department][0]["person"],
                    "level": "department",
                    "approved": world.calendar.after(asked, 2),
                    "result": "approved",
                }
            )
    if (department, month) == ("PU", 6):
        rows.append(
            {
                "change": "CH-PU-02",
                "account": "660207",
                "field": "budget",
                "old": "720000",
                "new": "780000",
                "amount": 60_000 * world.profile.factor,
                "reason": "新增 2 个周转库位",
                "requested": date(YEAR, 6, 8),
                "approved_by": world.staff["PU"][0]["person"],
                "level": "management",
                "approved": date(YEAR, 6, 12),
                "result": "approved",
            }
        )
    return rows
