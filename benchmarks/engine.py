"""Reading and writing a block through the LibreOffice engine against LibreOffice's own bare calls, in turns.

Wall time: half of the work is done in the office's process, where our clock of CPU seconds does not reach.
"""

from __future__ import annotations

import argparse
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pandas as pd

from addin import libreoffice
from benchmarks.turns import in_turns, show

if TYPE_CHECKING:
    import xlwings

ROWS, COLUMNS = 2_000, 20
READ, WRITE = "bare getDataArray", "bare setDataArray"
HELD = 4.0


def block() -> list[list[object]]:
    """Twelve columns of text, four of dates, four of numbers, some cells empty: what a department's sheet holds."""
    day = datetime(2026, 1, 1)  # noqa: DTZ001 - cells know no zone
    return [[*(f"部门{row % 40}任务{column}" if (row + column) % 9 else None for column in range(12)),
             *(day + timedelta(days=row % 365) for _ in range(4)), *(row * column / 8 for column in range(4))]
            for row in range(ROWS)]


def measure(sheet: xlwings.Sheet, rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """Seconds of each way of reading, and of writing; medians."""
    data = block()
    cells = sheet["A1"].resize(ROWS, COLUMNS)
    cells.value = data
    bare = cells.api.getDataArray()
    raw = cells.options("raw")
    reading = {
        READ: cells.api.getDataArray,
        "engine: as lists": lambda: cells.value,
        "engine: as a DataFrame": lambda: cells.options(pd.DataFrame, index=False).value,
        "engine: raw": lambda: raw.value,
    }
    writing = {
        WRITE: lambda: cells.api.setDataArray(bare),
        "engine: lists": lambda: setattr(cells, "value", data),
    }
    return in_turns(reading, rounds, clock=time.perf_counter), in_turns(writing, rounds, clock=time.perf_counter)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    app = libreoffice.start()
    try:
        reading, writing = measure(app.books.add().sheets[0], asked.rounds)
    finally:
        app.quit()
    size = f"{ROWS:,} × {COLUMNS} cells"
    show(f"read {size}", reading, READ, f"held: as lists ≤ {HELD:g} × {READ}", "wall ms")
    show(f"write {size}", writing, WRITE, "", "wall ms")


if __name__ == "__main__":
    main()
