"""What self-checks cost: size, writing, reading beside the same books without them; loading, calculating, editing in an office.

Reading and writing in seconds of processor time; the office in wall time, since it works in a process of its own.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

from addin import libreoffice
from samples.demo import compose
from templates.blank import write
from templates.books import BOOKS
from templates.filled import read
from templates.geometry import FIRST_ROW, PREPARED_ROWS
from templates.identity import Identity
from templates.lists import Lists

if TYPE_CHECKING:
    from collections.abc import Callable

TASKS = 500
SIZE, WRITING, EDIT, WHOLE, READING = 600_000, 2.0, 0.05, 2.0, 1.5
"""Bytes and seconds of a plan for 300 rows; seconds of an edit and of 500 tasks as a whole; reading against without."""
EDITED = ("priority", "owner", "start", "finish", "buffer", "predecessors", "name", "task")
WITHOUT = {"templates.datasheet.write_checks": None, "templates.datasheet.colour_checks": None,
           "templates.datasheet.check_heads": [], "templates.blank.write_health": None, "templates.blank.write_totals": None}


def best(work: Callable[[], object], rounds: int, clock: Callable[[], float] = time.process_time) -> float:
    """The shortest of several rounds, in seconds."""
    times = []
    for _ in range(rounds):
        began = clock()
        work()
        times.append(clock() - began)
    return min(times)


def bare(path: Path, identity: Identity, lists: Lists, records: Any) -> None:
    """Write a book without self-checks."""
    patches = [mock.patch(name, lambda *_, said=said: said) for name, said in WITHOUT.items()]
    for patch in patches:
        patch.start()
    try:
        write(path, BOOKS[identity.book], identity, lists=lists, records=records)
    finally:
        for patch in patches:
            patch.stop()


def long_plan(path: Path, lists: Lists, count: int) -> None:
    """Write a plan of so many tasks, ten at a time for a week, each with staffing and a predecessor; nothing is wrong in it."""
    own = [key for key, _ in lists.entries["people"] if lists.department_of[key] == "RD"]
    days = [day for day in map(date(2026, 1, 5).__add__, map(timedelta, range(360))) if lists.calendar.works(day)]
    tasks = [{"task": f"T-RD-{number:03}", "goal": "G5", "name": f"任务 {number}",
              "description": f"完成第 {number} 台样机的装配", "priority": "medium", "urgency": "low", "owner": own[0],
              "start": days[number // 10 * 4], "finish": days[number // 10 * 4 + 3], "deliverable": f"验收单 {number}",
              "acceptance_criterion": "合格率 98 %", "predecessors": (f"T-RD-{number - 10:03}",) if number >= 10 else None}
             for number in range(count)]
    staffing = [{"task": task["task"], "person": own[1], "share": 20} for task in tasks]
    write(path, BOOKS["plan"], Identity("plan", BOOKS["plan"].version, "示例单位", "2026", "RD", 1), lists=lists,
          records={"tasks": tasks, "staffing": staffing})


def office(path: Path, rounds: int) -> dict[str, float]:
    """Seconds of loading, of working out everything, of one edit until the row, the title and the summary say what is wrong."""
    app = libreoffice.start()
    try:
        began = time.perf_counter()
        book = app.books.open(str(path))
        found = {"load": time.perf_counter() - began}
        document, page = book.api, book.sheets[BOOKS["plan"].by_key["tasks"].label.hans].api
        total = document.Sheets.getByIndex(1).getCellByPosition(1, 2)
        found["whole"] = best(document.calculateAll, rounds, time.perf_counter)
        keys = [field.key for field in BOOKS["plan"].by_key["tasks"].fields]
        for key in EDITED:
            cell, message = (page.getCellByPosition(column, FIRST_ROW + 1) for column in (keys.index(key), len(keys)))

            def edit(cell: Any = cell, message: Any = message) -> str:
                cell.setFormula(cell.getFormula())
                return f"{message.getString()}{page.getCellByPosition(5, 0).getString()}{total.getString()}"

            found[key] = best(edit, rounds, time.perf_counter)
    finally:
        app.quit()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    folder = compose()[0]["clean"]
    lists = Lists.of(folder.book("organisation").sheets)
    with tempfile.TemporaryDirectory() as place:
        path, other = Path(place) / "with.xlsx", Path(place) / "without.xlsx"
        plan = folder.book("plan", "RD")
        seconds = best(lambda: write(path, BOOKS["plan"], plan.identity, lists=lists, records=plan.sheets), asked.rounds)
        print(f"plan for 300 rows: {path.stat().st_size:,} bytes (held: {SIZE:,}), written in {seconds:.2f} s "
              f"(held: {WRITING:g})")
        total = {path: 0.0, other: 0.0}
        for book in folder:
            write(path, BOOKS[book.identity.book], book.identity, lists=lists, records=book.sheets)
            bare(other, book.identity, lists, book.sheets)
            times = [{each: best(lambda each=each: read(each, each.name), 1) for each in total} for _ in range(asked.rounds + 4)]
            for each in total:                                    # in turn, so that a busy moment hits both
                total[each] += min(time[each] for time in times)
        print(f"reading {len(folder.books)} books: {total[path]:.2f} s, without self-checks {total[other]:.2f} s, "
              f"ratio {total[path] / total[other]:.2f} (held: {READING:g})")
        for name, rows in (("plan for 300 rows", 0), ("300 tasks", PREPARED_ROWS), (f"{TASKS} tasks", TASKS)):
            if rows:
                long_plan(path, lists, rows)
            else:
                write(path, BOOKS["plan"], plan.identity, lists=lists, records=plan.sheets)
            found = office(path, asked.rounds)
            load, whole = found.pop("load"), found.pop("whole")
            edits = ", ".join(f"{key} {value * 1000:.0f}" for key, value in found.items())
            print(f"{name} in LibreOffice: load {load:.2f} s, whole {whole:.2f} s (held: {WHOLE:g} s); "
                  f"one edit (held: {EDIT * 1000:g} ms): {edits}")


if __name__ == "__main__":
    main()
