"""Hours that people book, as the staffing rows plan them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from samples.tasks import OWNERS

if TYPE_CHECKING:
    from datetime import date

    from samples.folder import Record
    from samples.world import World


def timesheet(
    world: World, department: str, first: date, last: date, hours: dict[tuple[str, date], float]
) -> list[Record]:
    """An entry per person, task and day, as the staffing rows plan; nobody gets more than eight hours."""
    tasks = {task["task"]: task for task in world.tasks(department)}
    posts: dict[str, list[str]] = defaultdict(list)
    away = {row["person"] for row in world.organisation["absences"] if row} | set(OWNERS.values())
    for record in world.staff[department]:
        if record["person"] not in away:
            posts[record["post"]].append(record["person"])
    entries: list[Record] = []
    for row in world.plans[department]["staffing"]:
        if row is None:
            continue
        task = tasks[row["task"]]
        start, finish = row.get("start") or task["start"], row.get("finish") or task["finish"]
        days = world.calendar.days(max(first, start), min(last, finish))
        amount = 0.08 * (row.get("share") or 50)
        for person in _who(row, posts, days, amount, hours):
            for day in days:
                hours[person, day] += amount
                entries.append({"person": person, "task": row["task"], "date": day, "hours": round(amount, 2)})
    return sorted(entries, key=lambda entry: (entry["date"], entry["person"], entry["task"]))


def _who(
    row: Record, posts: dict[str, list[str]], days: list[date], amount: float, hours: dict[tuple[str, date], float]
) -> list[str]:
    if row.get("person"):
        return [str(row["person"])]
    free = [
        person for person in posts.get(str(row["post"]), ()) if all(hours[person, day] + amount <= 6 for day in days)
    ]
    return free[: int(row["headcount"])]
