"""How fast workbooks are read: our reader against python-calamine, openpyxl and expat, on the same files."""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

import openpyxl
import python_calamine
import xlsxwriter
from rich.console import Console
from rich.table import Table

from templates.xlsx.address import a1
from templates.xlsx.package import Limits
from templates.xlsx.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable

KEY_ROW = 2
BASE = "python-calamine"
LIMITS = Limits()


def department(path: Path, rows: int = 300, prepared: int = 200) -> None:
    """Write five sheets of twenty columns, with styles, drop-downs and prepared rows, as a department has them."""
    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": "yyyy-mm-dd", "border": 1})
    money = book.add_format({"num_format": "#,##0.00", "border": 1})
    plain = book.add_format({"border": 1})
    for number in range(5):
        sheet = book.add_worksheet(f"表{number}")
        sheet.write_row(0, 0, ["部门计划"])
        sheet.write_row(1, 0, [f"key{column}" for column in range(20)])
        for row in range(2, 2 + rows):
            for column in range(12):
                sheet.write_string(row, column, f"部门{row % 40}任务{column}" if column else f"T-{number}-{row}", plain)
            for column in range(12, 16):
                sheet.write_datetime(row, column, datetime(2026, 1 + row % 12, 1 + column), day)  # noqa: DTZ001
            for column in range(16, 20):
                sheet.write_number(row, column, row * 17 % 1000 / 4, money)
        for row in range(2 + rows, 2 + rows + prepared):
            for column in range(20):
                sheet.write_blank(row, column, None, plain)
        sheet.data_validation(2, 3, 1 + rows + prepared, 3, {"validate": "list", "source": ["部门1", "部门2"]})
    book.close()


def checked(path: Path, rows: int = 500) -> None:
    """Write one sheet in which every row carries eight formulas that judge it."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("计划")
    sheet.write_row(1, 0, [f"key{column}" for column in range(20)])
    for row in range(2, 2 + rows):
        for column in range(12):
            sheet.write_string(row, column, f"任务{row % 50}")
        for column in range(12, 20):
            text = f'=IF(COUNTIF($A$3:$A$502,{a1(row + 1, 1)})>1,"重复 "&{a1(row + 1, column - 10)},"")'
            sheet.write_formula(row, column, text, None, "")
    book.close()


def plain_grid(path: Path, rows: int = 1500) -> None:
    """Write what openpyxl writes: no cached values, every string shared."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet(index=0)
    book.remove(book.worksheets[1])
    sheet.append(["title"])
    sheet.append([f"key{column}" for column in range(20)])
    for row in range(rows):
        sheet.append([f"任务{row * column % 97}" if column % 2 else row * column / 8 for column in range(20)])
    book.save(path)


def ours(path: Path) -> object:
    def keys(row: int, values: dict[int, object]) -> dict[int, str] | None:
        return {column: str(value) for column, value in values.items()} if row == KEY_ROW else None

    with Workbook(path, LIMITS) as book:
        return [book.sheet(name, keys) for name in book.sheets]


def ours_as_grid(path: Path) -> object:
    with Workbook(path, LIMITS) as book:
        return [book.sheet(name) for name in book.sheets]


def calamine(path: Path) -> object:
    book = python_calamine.CalamineWorkbook.from_path(path)
    return [book.get_sheet_by_index(index).to_python(skip_empty_area=False) for index in range(len(book.sheet_names))]


def openpyxl_twice(path: Path) -> object:
    """Load values and formulas, which takes two loads."""
    return openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)


def expat_empty(path: Path) -> object:
    """Parse with handlers that do nothing: no reader built on expat in Python can be faster."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet") or name == "xl/sharedStrings.xml":
                parser = expat.ParserCreate()
                parser.buffer_text = True
                parser.StartElementHandler = lambda _name, _attributes: None
                heard: list[str] = []
                parser.CharacterDataHandler = heard.append
                parser.Parse(package.read(name), True)
    return None


BOOKS: dict[str, Callable[[Path], None]] = {
    "department book, 5 × 300 × 20": department,
    "self-checking book, 4,000 formulas": checked,
    "openpyxl's, 1,500 × 20": plain_grid,
}
READERS: dict[str, Callable[[Path], object]] = {
    BASE: calamine,
    "expat, empty handlers": expat_empty,
    "ours, columns by key": ours,
    "ours, grid": ours_as_grid,
    "openpyxl, two loads": openpyxl_twice,
}


def measure(path: Path, rounds: int) -> dict[str, float]:
    """Median CPU milliseconds of each reader, taken in turns so that a slow moment of the machine hits all."""
    spent: dict[str, list[float]] = {name: [] for name in READERS}
    for turn in range(rounds):
        for name, read in READERS.items():
            if read is openpyxl_twice and turn >= 3:     # twenty times slower, and steady
                continue
            start = time.process_time()
            result = read(path)
            spent[name].append((time.process_time() - start) * 1000)
            del result
    return {name: statistics.median(times) for name, times in spent.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        for number, (title, write) in enumerate(BOOKS.items()):
            path = Path(folder, f"{number}.xlsx")
            write(path)
            table = Table("reader", "CPU ms", f"× {BASE}", "× expat", title=f"{title} ({path.stat().st_size:,} bytes)")
            spent = measure(path, rounds)
            for name, median in spent.items():
                table.add_row(name, f"{median:.1f}", f"{median / spent[BASE]:.2f}",
                              f"{median / spent['expat, empty handlers']:.2f}")
            console.print(table)


if __name__ == "__main__":
    main()
