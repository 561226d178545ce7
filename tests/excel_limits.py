"""Excel's own limits: what Excel would repair, refuse or cut in a workbook, told without Excel.

The writing libraries let most of these pass in silence, so every workbook that we write is looked at here.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from itertools import combinations
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from templates.xlsx.address import LAST_COLUMN, LAST_ROW, column_number, ranges

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Element = etree._Element
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

LONGEST_FORMULA, DEEPEST, LONGEST_LITERAL, MOST_ARGUMENTS = 8_192, 64, 255, 255
LONGEST_PROMPT, LONGEST_TITLE, LONGEST_LIST = 255, 32, 255
LONGEST_TEXT, LONGEST_SHEET_NAME, LONGEST_NAME, LONGEST_ADDRESS, LONGEST_HEADER_FOOTER = 32_767, 31, 255, 2_079, 255
MOST_LINKS, MOST_FORMATS, MOST_NUMBER_FORMATS, MOST_FONTS = 65_530, 64_000, 250, 1_024
WIDEST, TALLEST, FIRST_SERIAL, LAST_SERIAL = 255, 409.5, 61, 2_958_465
"""Serial 61 is 1900-03-01: Excel's calendar holds a 29 February 1900, so days before it differ between programs."""

COMMON = frozenset(re.findall(r"[A-Z.]+", """
    ABS AND ASC AVERAGE CEILING CHAR CHOOSE CLEAN CODE COLUMN COLUMNS CONCATENATE COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS
    DATE DATEDIF DAY EDATE EOMONTH EXACT FALSE FIND FLOOR HLOOKUP HYPERLINK IF IFERROR INDEX INDIRECT INT ISBLANK ISERR
    ISERROR ISLOGICAL ISNA ISNONTEXT ISNUMBER ISTEXT LARGE LEFT LEN LOOKUP LOWER MATCH MAX MEDIAN MID MIN MOD MONTH N NA
    NETWORKDAYS NETWORKDAYS.INTL NOT OFFSET OR PROPER REPLACE REPT RIGHT ROUND ROUNDDOWN ROUNDUP ROW ROWS SEARCH SIGN
    SMALL SUBSTITUTE SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT T TEXT TRIM TRUE UPPER VALUE VLOOKUP WEEKDAY WORKDAY
    WORKDAY.INTL YEAR
"""))
"""Functions that Excel 2016, WPS and LibreOffice 7.4 all know under one name."""

_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_QUOTED_SHEET = re.compile(r"'(?:[^']|'')*'")
_FUNCTION = re.compile(r"([A-Za-z_][\w.]*)\(")
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_CELL_LIKE = re.compile(r"[A-Z]{1,3}\d{1,7}|R(\d*)C(\d*)|[RC]", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d][\w.]*|\\[\w.]*")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DATE_CODE = re.compile(r"[ymd]", re.IGNORECASE)
_DATE_NUMBERS = frozenset([*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)])


class Area(NamedTuple):
    """A table, merged area or filter, and its cells."""

    what: str
    ranges: list[tuple[int, int, int, int]]


def complaints(path: Path) -> list[str]:
    """What Excel would not take as it is, each as "part: what is wrong"; empty for a sound workbook."""
    with zipfile.ZipFile(path) as archive:
        package = {name: archive.read(name) for name in archive.namelist()}
    found = [f"{name}: {what}" for name in package if name.endswith((".xml", ".rels"))
             for what in _part(name, package)]
    return found + [f"xl/workbook.xml: {what}" for what in _across(package)]


def formula_complaints(formula: str, longest: int = LONGEST_FORMULA) -> Iterator[str]:
    """What Excel would not take in a formula; `longest` is 255 in a validation."""
    if len(formula) > longest:
        yield f"formula of {len(formula)} characters, {longest} are allowed"
    for literal in _LITERAL.findall(formula):
        if len(literal.replace('""', '"')) > LONGEST_LITERAL:
            yield f"text of {len(literal)} characters in a formula, {LONGEST_LITERAL} are allowed"
    bare = _LITERAL.sub('""', formula)
    outside = _QUOTED_SHEET.sub("x", bare)
    if re.search(r"\[\d+\]|\[[^\]]*\.xl\w+\]", bare):
        yield f"refers to another workbook: {formula[:60]}"
    if "#REF!" in bare:
        yield f"refers to cells that are gone: {formula[:60]}"
    for function in sorted({each.upper() for each in _FUNCTION.findall(outside)}):
        if function not in COMMON:
            yield f"function {function} is not common to all programs"
    depth, arguments = _depth(outside)
    if depth > DEEPEST:
        yield f"functions nested {depth} deep, {DEEPEST} are allowed"
    if arguments > MOST_ARGUMENTS:
        yield f"{arguments} arguments in one function, {MOST_ARGUMENTS} are allowed"


def _depth(formula: str) -> tuple[int, int]:
    """Deepest nesting, and most arguments of one function."""
    stack, deepest, most = [1], 0, 1
    for mark in formula:
        if mark == "(":
            stack.append(1)
        elif mark == ")" and len(stack) > 1:
            most = max(most, stack.pop())
        elif mark == ",":
            stack[-1] += 1
        deepest = max(deepest, len(stack) - 1)
    return deepest, most


def _part(name: str, package: dict[str, bytes]) -> Iterator[str]:
    root = etree.fromstring(package[name])
    if name.startswith("xl/worksheets/") and name.endswith(".xml"):
        yield from _Worksheet(name, root, package).complaints()
    for prefix, look in _LOOKS.items():
        if name.startswith(prefix) and name.endswith(".xml"):
            yield from look(root)
    if name.endswith(".rels"):
        for target in (relation.get("Target", "") for relation in root):
            if len(target) > LONGEST_ADDRESS:
                yield f"hyperlink of {len(target)} characters, {LONGEST_ADDRESS} are allowed"


def _strings(root: Element) -> Iterator[str]:
    for item in root:
        yield from _text("".join(item.itertext(f"{MAIN}t")))


def _link(_root: Element) -> Iterator[str]:
    yield "link to another workbook"


def _workbook(root: Element) -> Iterator[str]:
    names = [str(sheet.get("name")) for sheet in root.iter(f"{MAIN}sheet")]
    for name in names:
        if not 0 < len(name) <= LONGEST_SHEET_NAME:
            yield f"sheet name of {len(name)} characters: {name}"
        if re.search(r"[\[\]:*?/\\]", name) or name.startswith("'") or name.endswith("'"):
            yield f"sheet name with a forbidden character: {name}"
        if name.lower() == "history":
            yield f"reserved sheet name: {name}"
    yield from (f"two sheets named {name}" for name in _twice(names))
    if root.find(f"{MAIN}externalReferences") is not None:
        yield "link to another workbook"
    for defined in root.iter(f"{MAIN}definedName"):
        name = str(defined.get("name"))
        if not name.startswith("_xlnm."):
            yield from _name("defined name", name)
        yield from formula_complaints(defined.text or "")


def _name(what: str, name: str) -> Iterator[str]:
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        yield f"{what} is no name: {name}"
    elif _CELL_LIKE.fullmatch(name):
        yield f"{what} looks like a cell: {name}"


def _styles(root: Element) -> Iterator[str]:
    for path, most in ((f"{MAIN}cellXfs/{MAIN}xf", MOST_FORMATS), (f"{MAIN}fonts/{MAIN}font", MOST_FONTS),
                       (f"{MAIN}numFmts/{MAIN}numFmt", MOST_NUMBER_FORMATS)):
        count = len(root.findall(path))
        if count > most:
            yield f"{count} of {path.rpartition('}')[2]}, {most} are allowed"


def _text(text: str) -> Iterator[str]:
    length = len(text.encode("utf-16-le")) // 2
    if length > LONGEST_TEXT:
        yield f"text of {length} characters, {LONGEST_TEXT} are allowed"
    if _CONTROL.search(text):
        yield "control character in text"


def _table(root: Element) -> Iterator[str]:
    yield from _name("table name", str(root.get("displayName")))
    heads = [str(column.get("name")) for column in root.iter(f"{MAIN}tableColumn")]
    yield from (f"two table headers {head}" for head in _twice(heads))
    first_row, first_column, last_row, last_column = ranges(str(root.get("ref")))[0]
    if last_column - first_column + 1 != len(heads):
        yield f"table {root.get('displayName')} has {len(heads)} headers for {last_column - first_column + 1} columns"
    if last_row == first_row:
        yield f"table {root.get('displayName')} has no row"
    for formula in root.iter(f"{MAIN}calculatedColumnFormula"):
        yield from formula_complaints(formula.text or "")


_LOOKS = {"xl/workbook.xml": _workbook, "xl/styles.xml": _styles, "xl/sharedStrings.xml": _strings,
          "xl/externalLinks/": _link, "xl/tables/": _table}


def _across(package: dict[str, bytes]) -> Iterator[str]:
    tables = [str(etree.fromstring(content).get("displayName")) for name, content in package.items()
              if name.startswith("xl/tables/") and name.endswith(".xml")]
    yield from (f"two tables named {name}" for name in _twice(tables))


def _twice(names: list[str]) -> list[str]:
    counted = Counter(name.lower() for name in names)
    return sorted({name for name in names if counted[name.lower()] > 1})


class _Worksheet:
    """One sheet with what it takes to judge it: shared texts, date styles, its tables."""

    def __init__(self, name: str, root: Element, package: dict[str, bytes]) -> None:
        self.root = root
        self.strings = ["".join(item.itertext(f"{MAIN}t"))
                        for item in etree.fromstring(package.get("xl/sharedStrings.xml", b"<x/>"))]
        self.dates = _date_styles(package.get("xl/styles.xml", b"<x/>"))
        rels = join(dirname(name), "_rels", name.rpartition("/")[2] + ".rels")
        targets = {each.get("Id"): normpath(join(dirname(name), str(each.get("Target"))))
                   for each in etree.fromstring(package.get(rels, b"<x/>"))}
        self.tables = [etree.fromstring(package[targets[part.get(RELATION)]]) for part in root.iter(f"{MAIN}tablePart")]
        self.texts: dict[str, str] = {}

    def complaints(self) -> Iterator[str]:
        """All about the sheet."""
        for cell in self.root.iter(f"{MAIN}c"):
            yield from (f"{cell.get('r')} {what}" for what in self._cell(cell))
        yield from self._areas()
        yield from self._heads()
        for rule in self.root.iter(f"{MAIN}dataValidation"):
            yield from (f"{rule.get('sqref')} {what}" for what in _validation(rule))
        for formula in self.root.iterfind(f"{MAIN}conditionalFormatting/{MAIN}cfRule/{MAIN}formula"):
            yield from formula_complaints(formula.text or "")
            if re.search(r"[{}]", _LITERAL.sub("", formula.text or "")):
                yield f"conditional format with a list in braces: {(formula.text or '')[:60]}"
        yield from self._sizes()

    def _sizes(self) -> Iterator[str]:
        links = len(list(self.root.iter(f"{MAIN}hyperlink")))
        if links > MOST_LINKS:
            yield f"{links} hyperlinks, {MOST_LINKS} are allowed"
        for text in self.root.iterfind(f"{MAIN}headerFooter/*"):
            if len(text.text or "") > LONGEST_HEADER_FOOTER:
                yield f"header or footer of {len(text.text or '')} characters, {LONGEST_HEADER_FOOTER} are allowed"
        for column in self.root.iter(f"{MAIN}col"):
            if float(column.get("width", 0)) > WIDEST:
                yield f"column {column.get('min')} is wider than {WIDEST}"
        for row in self.root.iter(f"{MAIN}row"):
            if float(row.get("ht", 0)) > TALLEST:
                yield f"row {row.get('r')} is higher than {TALLEST}"

    def _cell(self, cell: Element) -> Iterator[str]:
        match = _CELL.fullmatch(cell.get("r", ""))
        if not match or int(match[2]) > LAST_ROW or column_number(match[1]) > LAST_COLUMN:
            yield "lies outside of the sheet"
        if cell.get("cm") or cell.get("vm"):
            yield "is a dynamic array or rich value"
        formula, value = cell.find(f"{MAIN}f"), cell.findtext(f"{MAIN}v", "")
        if formula is not None:
            if formula.get("t") in ("array", "dataTable"):
                yield "is an array formula"
            yield from formula_complaints(formula.text or "")
        kind = cell.get("t", "n")
        if kind == "s":
            self.texts[cell.get("r", "")] = self.strings[int(value)]
        elif kind in ("str", "inlineStr"):
            text = "".join(cell.itertext(f"{MAIN}t")) or value
            self.texts[cell.get("r", "")] = text
            yield from _text(text)
        elif kind == "n" and value:
            yield from _number(value, dated=cell.get("s", "0") in self.dates)

    def _areas(self) -> Iterator[str]:
        areas = [Area(f"table {each.get('displayName')}", ranges(each.get("ref", ""))) for each in self.tables]
        areas += [Area(f"merged area {each.get('ref')}", ranges(each.get("ref", "")))
                  for each in self.root.iter(f"{MAIN}mergeCell")]
        areas += [Area("the sheet's filter", ranges(each.get("ref", "")))
                  for each in self.root.iterfind(f"{MAIN}autoFilter")]
        areas += [Area("array formula", ranges(each.get("ref", "")))
                  for each in self.root.iter(f"{MAIN}f") if each.get("t") == "array"]
        for one, other in combinations(areas, 2):
            if any(a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]
                   for a in one.ranges for b in other.ranges):
                yield f"{one.what} overlaps {other.what}"
        validated = [area for each in self.root.iter(f"{MAIN}dataValidation") for area in ranges(each.get("sqref", ""))]
        if any(a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]
               for a, b in combinations(validated, 2)):
            yield "two validations of one cell"

    def _heads(self) -> Iterator[str]:
        """A table's headers are the texts of its first row."""
        for table in self.tables:
            row, first, *_rest = ranges(table.get("ref", ""))[0]
            at = {column_number(_CELL.fullmatch(ref)[1]): text for ref, text in self.texts.items()  # type: ignore[index]
                  if ref.endswith(str(row)) and int(_CELL.fullmatch(ref)[2]) == row}  # type: ignore[index]
            for column, head in enumerate(table.iter(f"{MAIN}tableColumn"), first):
                if at.get(column) != head.get("name"):
                    yield f"table header {head.get('name')} stands over {at.get(column)!r}"


def _number(value: str, *, dated: bool) -> Iterator[str]:
    try:
        number = float(value)
    except ValueError:
        yield f"is no number: {value}"
        return
    if number != number or abs(number) == float("inf"):  # noqa: PLR0124
        yield f"is no number: {value}"
    elif dated and not FIRST_SERIAL <= number <= LAST_SERIAL + 1:
        yield f"is a date outside of 1900-03-01 to 9999-12-31: {value}"


def _date_styles(styles: bytes) -> frozenset[str]:
    root = etree.fromstring(styles)
    codes = {each.get("numFmtId"): each.get("formatCode", "") for each in root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt")}
    dated = {number for number, code in codes.items() if _DATE_CODE.search(re.sub(r'"[^"]*"|\[[^\]]*\]', "", code))}
    dated |= {str(number) for number in _DATE_NUMBERS}
    return frozenset(str(index) for index, xf in enumerate(root.iterfind(f"{MAIN}cellXfs/{MAIN}xf"))
                     if xf.get("numFmtId") in dated)


def _validation(rule: Element) -> Iterator[str]:
    for name, most in (("prompt", LONGEST_PROMPT), ("error", LONGEST_PROMPT), ("promptTitle", LONGEST_TITLE),
                       ("errorTitle", LONGEST_TITLE)):
        length = len(rule.get(name, ""))
        if length > most:
            yield f"{name} of {length} characters, {most} are allowed"
    for formula in (rule.findtext(f"{MAIN}formula1", ""), rule.findtext(f"{MAIN}formula2", "")):
        if rule.get("type") == "list" and formula.startswith('"'):
            if len(formula) - 2 > LONGEST_LIST:
                yield f"list of {len(formula) - 2} characters, {LONGEST_LIST} are allowed"
        else:
            yield from formula_complaints(formula, LONGEST_PROMPT)
            if "{" in _LITERAL.sub("", formula):
                yield "validation with a list in braces"
