"""What looks wrong and is not: odd but legitimate ways of filling in a workbook. Every folder of round 2 holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samples.folder import Folder
    from templates.field import Locale

HANDS = {"FI": "foreign", "QA": "wps"}
"""Departments whose books another program saved."""
NAMES = {("plan", "CO"): "计划副本(2).xlsx"}
"""Files that people renamed."""
LOCALES: dict[tuple[str, str], Locale] = {("plan", "MK"): "zh-Hant"}
"""Books of an office in Taiwan, which types in its own script, too."""


def disturb(folder: Folder) -> None:
    """Make a folder look as if people had filled it in.

    Some decoys lie in the data tables instead: shared people (T-RD-016, T-QA-011), make-up workdays (T-MK-010), nil
    words, like names of different products (T-QA-004), two cranes on one day, extensions, equal orders in different
    categories, one material 75 days apart.
    """
    tasks = folder.book("plan", "P1").sheets["tasks"]
    tasks.insert(3, None)
    dated = folder.row("plan.tasks", "HR", "T-HR-002")
    dated["start"], dated["finish"] = "２０２６－０３－０２", "2026年3月20日"
    dated["owner"] = f"{dated['owner']}  "
    coated = folder.book("plan", "P2").sheets["tasks"]
    first = next(index for index, task in enumerate(coated) if task and task["task"] == "T-P2-004")
    coated[first], coated[first + 1] = coated[first + 1], coated[first]
    folder.book("plan", "FI").sheets["tasks"].sort(key=lambda task: str(task["finish"]) if task else "")
    folder.row("plan.procurement", "PU", "T-PU-009/刀片")["supplier"] = "天成刀具(苏州)有限公司"
    folder.row("budget.lines", "P2", "660207/刃具")["supplier"] = "天成刀具（苏州）有限公司"
