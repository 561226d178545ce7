"""A click on Validate in LibreOffice, until the findings show, against the command on the same file: a plan of 500 tasks.

Wall time, from the click on the installed extension to the end of all marks: in a workbook as it was saved, again after
one of its mistakes was mended, and in one that was changed and not saved. The folder holds the organisation book and the
plan, of whose tasks every 25th has a mistake.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.turns import show
from templates.blank import write
from templates.books import BOOKS
from templates.geometry import address
from templates.identity import Identity
from templates.lists import Lists
from templates.wording import say
from tests.clicking import Office, office, until
from tests.test_terminal import ORGANISATION, PLAN, TASK

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings

TASKS, EVERY, ROUNDS = 500, 25, 7
COMMAND = "tongchou validate PLAN.xlsx"
SAVED, AGAIN, CHANGED = "as it was saved", "clicked again, one cell mended", "changed and not saved"
LISTED, MARKED = "{}: findings listed", "{}: all cells marked"
SHEET = BOOKS["plan"].by_key["tasks"]
FOUND = say("reports", "consolidated.findings", "zh-Hans")


def period(folder: Path) -> Path:
    """The plan, in a period folder."""
    lists = Lists.of(ORGANISATION)
    monday = date(2026, 3, 9)                            # weeks without holidays
    tasks = [{**TASK, "task": f"T-QA-{number:03}", "name": f"检验第 {number} 批", "deliverable": f"第 {number} 批检验报告",
              "start": monday + timedelta(weeks=number % 3), "finish": monday + timedelta(weeks=number % 3, days=11),
              **({"owner": "王五"} if number % EVERY == 0 else {})} for number in range(1, TASKS + 1)]
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
    spent: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds + 1):                         # the first one compiles
        began = time.perf_counter()
        subprocess.run(command, check=False, capture_output=True)
        spent[COMMAND].append(time.perf_counter() - began)
        with _opened(here, path) as book:
            _click(here, book, SAVED, spent)
            book.sheets[SHEET.label.hans].activate()
            book.sheets[SHEET.label.hans][address(SHEET, "owner", EVERY - 1)].value = "E1"
            _click(here, book, AGAIN, spent)
        with _opened(here, path) as book:
            book.sheets[SHEET.label.hans][address(SHEET, "name", TASKS - 1)].value = "出厂检验"
            _click(here, book, CHANGED, spent)
    return {name: statistics.median(each[1:]) for name, each in spent.items()}


@contextmanager
def _opened(here: Office, path: Path) -> Iterator[xlwings.Book]:
    book = here.open(path)
    book.sheets[SHEET.label.hans].activate()
    yield book
    book.close()


def _click(here: Office, book: xlwings.Book, what: str, spent: dict[str, list[float]]) -> None:
    began = time.perf_counter()
    here.click("validate", book)
    until(lambda: _listed(book) or None)
    spent[LISTED.format(what)].append(time.perf_counter() - began)
    here.finished()
    spent[MARKED.format(what)].append(time.perf_counter() - began)


def _listed(book: xlwings.Book) -> bool:
    """Whether the new list is in front and complete: the last that happens to it is that its headings are frozen."""
    view = book.impl.api.getCurrentController()
    return bool(view.getActiveSheet().getName() == FOUND and view.hasFrozenPanes())


def main() -> None:
    with tempfile.TemporaryDirectory() as place, office(Path(place)) as here:
        spent = measure(here, period(Path(place)), ROUNDS)
    held = 1.5 * spent[COMMAND] + 1
    missed = [name for name, each in spent.items() if name.endswith(LISTED.format("")) and each > held]
    show(f"validate {TASKS} tasks", spent, COMMAND,
         f"a click until the findings are listed ≤ 1.5 × {COMMAND} + 1 s = {held * 1000:,.0f} ms: "
         f"{'missed: ' + ', '.join(missed) if missed else 'held'}", "wall ms")


if __name__ == "__main__":
    main()
