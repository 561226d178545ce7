"""A click on Validate in LibreOffice, until the findings show, against the command on the same file: a plan of 500 tasks.

Wall time, from the click on the installed extension to the end of all marks; the folder holds the organisation book and
the plan, of whose tasks every 25th has a mistake.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from benchmarks.turns import show
from templates.blank import write
from templates.books import BOOKS
from templates.identity import Identity
from templates.lists import Lists
from tests.clicking import Office, office, until
from tests.test_terminal import ORGANISATION, PLAN, TASK

TASKS = 500
COMMAND, LISTED, MARKED = "tongchou validate PLAN.xlsx", "click on Validate: findings listed", "… and all cells marked"


def period(folder: Path) -> Path:
    """The plan, in a period folder."""
    lists = Lists.of(ORGANISATION)
    monday = date(2026, 3, 9)                            # weeks without holidays
    tasks = [{**TASK, "task": f"T-QA-{number:03}", "name": f"检验第 {number} 批", "deliverable": f"第 {number} 批检验报告",
              "start": monday + timedelta(weeks=number % 3), "finish": monday + timedelta(weeks=number % 3, days=11),
              **({"owner": "王五"} if number % 25 == 0 else {})} for number in range(1, TASKS + 1)]
    staffing = [{"task": task["task"], "person": "E1", "share": 1} for task in tasks]
    write(folder / "organisation_2026.xlsx", BOOKS["organisation"], Identity("organisation", "2026.1", "示例公司", "2026"),
          records=ORGANISATION)
    path = folder / "QA_plan_2026_r1.xlsx"
    write(path, BOOKS["plan"], Identity("plan", "2026.1", "示例公司", "2026", "QA", 1), lists=lists, rows=TASKS + 50,
          records={**PLAN, "tasks": tasks, "staffing": staffing})
    return path


def measure(here: Office, path: Path, rounds: int) -> dict[str, float]:
    """Seconds of each, medians, in turns."""
    command = [sys.executable, "-m", "addin.terminal", "validate", str(path)]
    spent: dict[str, list[float]] = {COMMAND: [], LISTED: [], MARKED: []}
    for _ in range(rounds + 1):                         # the first one compiles
        began = time.perf_counter()
        subprocess.run(command, check=False, capture_output=True)
        spent[COMMAND].append(time.perf_counter() - began)
        book = here.open(path)
        sheets, began = len(book.sheets), time.perf_counter()
        here.click("validate", book)
        until(lambda book=book, sheets=sheets: book.sheets.active.index > sheets or None)
        until(lambda book=book: book.sheets.active["C5"].value or None)
        spent[LISTED].append(time.perf_counter() - began)
        here.finished()
        spent[MARKED].append(time.perf_counter() - began)
        book.close()
    return {name: statistics.median(each[1:]) for name, each in spent.items()}


def main() -> None:
    with tempfile.TemporaryDirectory() as place, office(Path(place)) as here:
        spent = measure(here, period(Path(place)), 7)
    held = 1.5 * spent[COMMAND] + 1
    show(f"validate {TASKS} tasks", spent, COMMAND, f"held: a click ≤ 1.5 × {COMMAND} + 1 s = {held * 1000:,.0f} ms", "wall ms")


if __name__ == "__main__":
    main()
