"""How fast workbooks are read: our reader, python-calamine, openpyxl, pandas and bare expat on the same files, in turns."""

from __future__ import annotations

import argparse
import tempfile
import warnings
import zipfile
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

import openpyxl
import pandas as pd
import python_calamine
import xlsxwriter

from benchmarks.turns import in_turns, show
from samples.demo import build
from templates import filled
from templates.xlsx.address import a1
from templates.xlsx.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Reader = Callable[[Path], object]

KEY_ROW = 2


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


def tables(path: Path) -> object:
    """Our whole reading: what the book is, its sheets as tables, every value understood."""
    return filled.read(path, path.name)


def columns(path: Path) -> object:
    """Our bare reader, all sheets: columns by key, formulas, hidden rows, validations."""
    def keys(row: int, values: dict[int, object]) -> dict[int, str] | None:
        return {column: str(value) for column, value in values.items()} if row == KEY_ROW else None

    with Workbook(path) as book:
        return [book.sheet(name, keys) for name in book.sheets]


def grid(path: Path) -> object:
    """Our bare reader, all sheets, every value by its address."""
    with Workbook(path) as book:
        return [book.sheet(name) for name in book.sheets]


def calamine(path: Path) -> object:
    book = python_calamine.CalamineWorkbook.from_path(path)
    return [book.get_sheet_by_index(index).to_python(skip_empty_area=False) for index in range(len(book.sheet_names))]


def openpyxl_read_only(path: Path) -> object:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    values = [list(sheet.iter_rows(values_only=True)) for sheet in book]
    book.close()
    return values


def openpyxl_twice(path: Path) -> object:
    """Load values and formulas, as a checker needs both."""
    return openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)


def pandas_calamine(path: Path) -> object:
    return pd.read_excel(path, sheet_name=None, header=None, engine="calamine")


def pandas_openpyxl(path: Path) -> object:
    return pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl")


def expat_empty(path: Path) -> object:
    """Parse with handlers that do nothing: no reader built on expat in Python can be faster."""
    heard: list[str] = []
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet") or name == "xl/sharedStrings.xml":
                parser = expat.ParserCreate()
                parser.buffer_text = True
                parser.StartElementHandler = lambda _name, _attributes: None
                parser.CharacterDataHandler = heard.append
                parser.Parse(package.read(name), True)
    return heard


OURS, BASE, READ_ONLY = "ours, whole reading into tables", "python-calamine", "openpyxl, read-only"
FEW = {READ_ONLY: 3, "openpyxl, two loads": 3, "pandas, openpyxl": 3}
"""Rounds of those that are ten times slower than the others, and steady."""
OTHERS: dict[str, Reader] = {
    BASE: calamine, "expat, empty handlers": expat_empty, READ_ONLY: openpyxl_read_only, "openpyxl, two loads": openpyxl_twice,
    "pandas, calamine": pandas_calamine, "pandas, openpyxl": pandas_openpyxl,
}
MADE: dict[str, Callable[[Path], None]] = {
    "department book, 5 × 300 × 20": department,
    "self-checking book, 4,000 formulas": checked,
    "openpyxl's, 1,500 × 20": plain_grid,
}


def measure(paths: Iterable[Path], readers: Mapping[str, Reader], rounds: int) -> dict[str, float]:
    """CPU seconds that each reader needs for all the files: of every file the median, the readers taking turns at it."""
    spent = dict.fromkeys(readers, 0.0)
    for path in paths:
        ways = {name: partial(read, path) for name, read in readers.items()}
        for name, median in in_turns(ways, rounds, FEW).items():
            spent[name] += median
    return spent


def main() -> None:
    """The sample organisation; with --made also books that are larger, with formulas, or written by openpyxl."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--made", action="store_true", help="measure the made-up books, too")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")                     # openpyxl says what it leaves out
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder, "demo"))
        sample = sorted(Path(folder, "demo", "clean").rglob("*.xlsx"))
        spent = measure(sample, {OURS: tables, "ours, bare reader": grid, **OTHERS}, asked.rounds)
        size = sum(path.stat().st_size for path in sample)
        show(f"{len(sample)} workbooks of the sample, {size:,} bytes", spent, BASE,
             f"held: whole reading ≤ 3 × {BASE}; {READ_ONLY}, ≥ 3 × whole reading, here {spent[READ_ONLY] / spent[OURS]:.1f} ×")
        for number, (title, write) in enumerate(MADE.items() if asked.made else ()):
            path = Path(folder, f"{number}.xlsx")
            write(path)
            spent = measure([path], {"ours, columns by key": columns, "ours, grid": grid, **OTHERS}, asked.rounds)
            show(f"{title}, {path.stat().st_size:,} bytes", spent, BASE)


if __name__ == "__main__":
    main()
