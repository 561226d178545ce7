"""What programs and people do to workbooks that are filled in: save, sort, insert, rename; each for all books of a folder."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange

from templates.books import BOOKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def books(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.xlsx"))


def copy(folder: Path, target: Path) -> Path:
    shutil.copytree(folder, target)
    return target


def saved_by_openpyxl(folder: Path) -> Path:
    """Load and save: formulas are kept, their stored values are not."""
    for path in books(folder):
        openpyxl.load_workbook(path).save(path)
    return folder


def saved_by_libreoffice(folder: Path) -> Path:
    """Convert all at once with a profile of its own."""
    home, paths = folder.parent / f"{folder.name}_office", books(folder)
    assert len({path.name for path in paths}) == len(paths)
    subprocess.run(["soffice", f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx",
                    "--outdir", str(home / "made"), *map(str, paths)], check=True, capture_output=True, timeout=300)
    for path in paths:
        (home / "made" / path.name).replace(path)
    return folder


def rewritten(path: Path, change: Callable[[str, str], str]) -> None:
    """The XML parts of a workbook through a function of name and text."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, change(name, content.decode()) if name.endswith(".xml") else content)


def without_self_checks(folder: Path) -> Path:
    """The self-checks cleared: they alone are formulas without a stored value. openpyxl takes minutes to spread them out."""
    for path in books(folder):
        rewritten(path, lambda name, xml: xml if not name.startswith("xl/worksheets/sheet") else re.sub(
            r'<c r="[A-Z]+\d+"(?: s="\d+")?><f(?:[^>]*/>|[^>]*>[^<]*</f>)</c>', "", xml))
    return folder


def with_habits_of_wps(folder: Path) -> Path:
    """A false dimension, lists typed into the drop-downs, texts in runs with a reading aid."""
    for path in books(folder):
        book = openpyxl.load_workbook(path)

        def literal(match: re.Match[str], book: Workbook = book) -> str:
            sheet, area = match[1].replace("$", "").rsplit("!", 1)
            cells = [cell for row in book[sheet.strip("'")][area] for cell in row] if ":" in area else []
            quoted = ",".join(str(cell.value) for cell in cells if cell.value is not None)
            return f'<formula1>"{escape(quoted)}"</formula1>' if 0 < len(quoted) <= 255 else match[0]

        def change(name: str, xml: str, literal: Callable[[re.Match[str]], str] = literal) -> str:
            if name.startswith("xl/worksheets/sheet"):
                xml = re.sub(r'<dimension ref="[^"]*"/>', '<dimension ref="A1"/>', xml)
                return re.sub(r"<formula1>((?:'[^']+'|\w+)!\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?)</formula1>", literal, xml)
            return re.sub(r"<si><t[^>]*>([^<]{2,})</t></si>", in_runs, xml) if name.endswith("sharedStrings.xml") else xml

        rewritten(path, change)
    return folder


def in_runs(match: re.Match[str]) -> str:
    """A shared string in two runs, the second bold, with a reading aid that is no part of it."""
    cut = 1 if not match[1].startswith("&") else match[1].index(";") + 1
    return (f'<si><r><t xml:space="preserve">{match[1][:cut]}</t></r><r><rPr><b/></rPr><t xml:space="preserve">'
            f'{match[1][cut:]}</t></r><rPh sb="0" eb="1"><t>読み</t></rPh><phoneticPr fontId="1"/></si>')


@dataclass
class Moves:
    """Where the cells of each sheet go: rows by number, and how many columns stand further right from a column on."""

    rows: dict[str, dict[int, int]]
    columns: dict[str, int]
    sorting: bool = False
    """Sorting takes cells along, but leaves drop-downs and colours where they are."""

    def of(self, sheet: str, column: int, row: int) -> tuple[int, int]:
        return column + (0 < self.columns.get(sheet, 0) <= column), self.rows.get(sheet, {}).get(row, row)


REFERENCE = re.compile(r"(?:('[^']+'|[^\W\d][\w.]*)!)?(?<![A-Za-z_.])(\$?)([A-Z]{1,3})(\$?)(\d+)(?![\d(A-Za-z_])"
                       r"(?::(\$?)([A-Z]{1,3})(\$?)(\d+))?")


def follow(formula: str, sheet: str, moves: Moves) -> str:
    """A formula whose references follow the cells that were moved; ends of absolute ranges keep their rows."""
    def other(match: re.Match[str]) -> str:
        where = match[1].strip("'") if match[1] else sheet
        said = f"{match[1]}!" if match[1] else ""
        corners = []
        for dollar, letters, fixed, row in (match.groups()[1:5], match.groups()[5:]):
            if letters:
                to, down = moves.of(where, column_index_from_string(letters), int(row))
                corners.append(f"{dollar}{get_column_letter(to)}{fixed}{row if fixed else down}")
        return said + ":".join(corners)

    return REFERENCE.sub(other, formula)


def data_sheets(book: Workbook) -> Iterator[tuple[Worksheet, int, list[int]]]:
    """The data sheets with their key row and the rows that hold something in an input column."""
    names = {str(key.value).partition(":")[2]: str(value.value) for key, value in book["_book"]["A1:B40"]
             if str(key.value).startswith("sheet:")}
    for declaration in BOOKS[next(row[1].value for row in book["_book"]["A1:B40"] if row[0].value == "book")].sheets:
        if declaration.form:
            continue
        sheet = book[names[declaration.key]]
        key_row = next(row for row in range(1, 13) if sheet.cell(row, 1).value == declaration.fields[0].key)
        inputs = [column for column, field in enumerate(declaration.fields, 1) if not field.derived]
        rows = [row for row in range(key_row + 2, sheet.max_row + 1)
                if any(sheet.cell(row, column).value is not None for column in inputs)]
        yield sheet, key_row, rows


def rearranged(book: Workbook, moves: Moves) -> None:
    """Every cell goes to its new place and takes along its format; formulas, drop-downs and colours follow."""
    for sheet in book:
        cells = [cell for cell in sheet._cells.values() if isinstance(cell, Cell)]
        sheet._cells.clear()
        for name in list(sheet.tables):
            del sheet.tables[name]                      # turned into an ordinary range first
        for cell in cells:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.value = follow(cell.value, sheet.title, moves)
            cell.column, cell.row = moves.of(sheet.title, cell.column, cell.row)
            sheet._cells[cell.row, cell.column] = cell
        if moves.sorting:
            continue
        for validation in sheet.data_validations.dataValidation:
            validation.sqref = MultiCellRange(areas(str(validation.sqref), sheet.title, moves))
        colours = sheet.conditional_formatting
        sheet.conditional_formatting = ConditionalFormattingList()
        for each in colours:
            for rule in each.rules:
                sheet.conditional_formatting.add(areas(str(each.sqref), sheet.title, moves), rule)


def areas(said: str, sheet: str, moves: Moves) -> str:
    """The areas of a drop-down after a column was inserted; they reach down as far as the rows do now."""
    def corner(match: re.Match[str]) -> str:
        to, down = moves.of(sheet, column_index_from_string(match[1]), int(match[2]))
        last = max(moves.rows.get(sheet, {}).values(), default=0)
        return f"{get_column_letter(to)}{max(down, last) if match.start() and said[match.start() - 1] == ':' else down}"

    return re.sub(r"([A-Z]+)(\d+)", corner, said)


def sorted_the_other_way(folder: Path) -> Path:
    """The rows of every data sheet in reverse order."""
    for path in books(folder):
        book = openpyxl.load_workbook(path)
        rearranged(book, Moves({sheet.title: dict(zip(rows, reversed(rows), strict=True))
                                for sheet, _, rows in data_sheets(book)}, {}, sorting=True))
        book.save(path)
    return folder


def with_rows_and_columns_inserted(folder: Path) -> Path:
    """A blank row under every second row, a blank column left of the third, and the department's notes on the right."""
    for path in books(folder):
        book = openpyxl.load_workbook(path)
        moves = Moves({}, {})
        for sheet, key_row, rows in data_sheets(book):
            first = key_row + 2
            moves.rows[sheet.title] = {row: row + (row - first) // 2 for row in range(first, sheet.max_row + 1)}
            moves.columns[sheet.title] = 3
            notes = sheet.max_column + 2
            sheet.cell(key_row + 1, notes, "自用备注")
            for row in rows:
                sheet.cell(row, notes, "下周再问")
        rearranged(book, moves)
        book.save(path)
    return folder


def renamed(folder: Path) -> Path:
    """Sheets and files have names of their own; the files come in the opposite order."""
    paths = books(folder)
    for number, path in enumerate(reversed(paths)):
        book = openpyxl.load_workbook(path, read_only=True)
        names = {name: f"({place}) {name[:8]} 改" for place, name in enumerate(book.sheetnames)
                 if not name.startswith("_")}
        book.close()

        def change(part: str, xml: str, names: dict[str, str] = names) -> str:
            for name, new in names.items() if part == "xl/workbook.xml" or part.startswith("xl/worksheets/sheet") else ():
                xml = re.sub(rf'(<sheet [^>]*?name="){re.escape(name)}"', rf'\g<1>{new}"', xml).replace(f"'{name}'!", f"'{new}'!")
                xml = re.sub(rf"(?<![\w']){re.escape(name)}!", f"'{new}'!", xml)
            return xml

        rewritten(path, change)
        path.rename(path.with_name(f"final version ({number}).xlsx"))
    return folder
