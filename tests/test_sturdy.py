"""The same findings for the same records, whatever programs, people and languages did to the workbooks that hold them.

One folder full of defects, rewritten as openpyxl, LibreOffice, WPS, sorting, inserting and renaming leave it. What may
differ is said at each habit by its code and its reason; all else must be found as before.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string
from python_calamine import CalamineWorkbook

from checks.judge import judge
from checks.portfolio import load
from checks.rule import RULES
from checks.rules import load_rules
from samples.demo import compose, write_folders
from samples.world import UNITS
from templates.books import BOOKS, field_of
from tests.habits import (
    Moves,
    books,
    copy,
    data_sheets,
    rearranged,
    renamed,
    saved_by_libreoffice,
    saved_by_openpyxl,
    sorted_the_other_way,
    with_habits_of_wps,
    with_rows_and_columns_inserted,
    without_self_checks,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from checks.finding import Finding
    from templates.field import Locale
    from templates.table import Place

KEPT_MONTHS = ("2026-05", "2026-06")
STORED = {("K01", ("RK-P1-04",))}
"""What only a stored value shows: a product typed long ago beside the formula. openpyxl stores no values of formulas."""
FIRST_ROW = {"B07", "F10", "S01"}
"""Rules about a whole sheet or group that point to its first row, whichever that is."""
FIRST_OF = {"E01", "E04", "P13", "P17", "S03"}
"""Rules that name all rows of a group, the first one first."""
Where = Callable[["Place"], tuple[str, ...]]


@pytest.fixture(scope="module")
def checked(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with its self-checks."""
    target = copy(demo / "seeded_r2", tmp_path_factory.mktemp("sturdy") / "original")
    for month in (target / "progress").iterdir():
        if month.name not in KEPT_MONTHS:
            shutil.rmtree(month)
    return target


@pytest.fixture(scope="module")
def original(checked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeded folder of the second round with the progress of two months: 49 books, defects of nearly all rules."""
    return without_self_checks(copy(checked, tmp_path_factory.mktemp("cleared") / "original"))


@cache
def findings(folder: Path) -> list[Finding]:
    """What is found in a folder that is not changed any more."""
    return judge(load(folder), raising=True).findings


class Told(NamedTuple):
    """A finding without its words; cells are counted."""

    code: str
    severity: str
    variant: str
    department: str
    anchor: tuple[str, ...]
    cells: frozenset[tuple[tuple[str, ...], int]]


def by_key(place: Place) -> tuple[str, ...]:
    return (place.department, place.table, place.key, place.column)


def by_cell(place: Place) -> tuple[str, ...]:
    return (*by_key(place), place.file, place.cell)


def told(folder: Path, where: Where = by_key) -> Counter[Told]:
    """What is found, its anchor, and the other cells; sentences and visible names aside."""
    return Counter(Told(each.code, each.severity, each.variant, each.department, where(each.anchor),
                        frozenset(Counter(map(where, each.places)).items())) for each in findings(folder))


def told_of_sorted(folder: Path) -> Counter[Told]:
    """The same where the first row of several is another one now."""
    return Counter(each._replace(
        anchor=(each.anchor[1], each.anchor[3]) if each.code in FIRST_ROW | FIRST_OF else each.anchor,
        cells=frozenset() if each.code in FIRST_ROW else each.cells) for each in told(folder).elements())


def shown(folder: Path) -> Counter[tuple[object, ...]]:
    """What stands in the cells that findings point to, as a reader sees it that shares nothing with ours."""
    open_books: dict[str, CalamineWorkbook] = {}
    sheets: dict[tuple[str, str], Sequence[Sequence[object]]] = {}
    seen: Counter[tuple[object, ...]] = Counter()
    for place in {place for each in findings(folder) for place in each.places if place.cell}:
        if field_of(f"{place.table}.{place.column}").derived:
            continue
        book = open_books.setdefault(place.file, CalamineWorkbook.from_path(folder / place.file))
        if (place.file, place.sheet) not in sheets:
            sheets[place.file, place.sheet] = book.get_sheet_by_name(place.sheet).to_python(skip_empty_area=False)
        rows = sheets[place.file, place.sheet]
        column, row = re.fullmatch(r"([A-Z]+)(\d+)", place.cell).groups()  # type: ignore[union-attr]
        line = rows[int(row) - 1] if int(row) <= len(rows) else []
        at = column_index_from_string(column) - 1
        seen[*by_key(place), str(line[at]) if at < len(line) else ""] += 1
    return seen


def difference(before: Counter[Told], after: Counter[Told]) -> tuple[list[Told], list[Told]]:
    """What is no longer found, and what is found only now, readable when a test fails."""
    return sorted((before - after).elements(), key=str), sorted((after - before).elements(), key=str)


def without_stored(found: Counter[Told]) -> Counter[Told]:
    return Counter({each: count for each, count in found.items() if (each.code, each.anchor[2:3]) not in STORED})


def few_books(folder: Path, target: Path, *names: str) -> Path:
    """The organisation's book, and those whose names begin so."""
    few = copy(folder, target)
    for path in books(few):
        if not path.name.startswith(("organisation", *names)):
            path.unlink()
    return few


def test_the_folder_holds_defects_of_nearly_all_rules(original: Path) -> None:
    found = told(original)
    load_rules()
    assert set(RULES) - {each.code for each in found} <= {"F01", "F11"}     # both are about whole files
    assert {(each.code, each.anchor[2:3]) for each in found} >= STORED


def test_self_checks_change_nothing(original: Path, checked: Path, tmp_path: Path) -> None:
    """Neither as they are nor spread out by openpyxl."""
    assert difference(told(original, by_cell), told(checked, by_cell)) == ([], [])
    before = few_books(checked, tmp_path / "few", "MK_plan")
    saved = saved_by_openpyxl(copy(before, tmp_path / "saved"))
    assert difference(without_stored(told(before, by_cell)), told(saved, by_cell)) == ([], [])


def test_saved_by_openpyxl(original: Path, tmp_path: Path) -> None:
    folder = saved_by_openpyxl(copy(original, tmp_path / "saved"))
    before, after = told(original, by_cell), told(folder, by_cell)
    assert difference(without_stored(before), after) == ([], [])
    assert sum(before.values()) - sum(after.values()) == len(STORED)


@pytest.mark.proof
@pytest.mark.office
def test_saved_by_libreoffice(original: Path, tmp_path: Path) -> None:
    folder = saved_by_libreoffice(copy(original, tmp_path / "saved"))
    assert difference(told(original, by_cell), told(folder, by_cell)) == ([], [])


@pytest.mark.proof
def test_with_the_habits_of_wps(original: Path, tmp_path: Path) -> None:
    folder = with_habits_of_wps(copy(original, tmp_path / "wps"))
    with zipfile.ZipFile(folder / "plan" / "RD_plan_2026_r2.xlsx") as package:
        xml = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))
    assert xml.count('<dimension ref="A1"/>') > 10
    assert '<formula1>"高,中,低"</formula1>' in xml
    assert xml.count("<rPh ") > 100
    assert difference(told(original, by_cell), told(folder, by_cell)) == ([], [])


def test_sorted_the_other_way(original: Path, tmp_path: Path) -> None:
    folder = sorted_the_other_way(copy(original, tmp_path / "sorted"))
    tasks = openpyxl.load_workbook(folder / "plan" / "RD_plan_2026_r2.xlsx")["工作任务"]
    assert [tasks.cell(row, 1).value for row in (6, 27)] == ["T-RD-022", "T-RD-001"]
    before, after = told_of_sorted(original), told_of_sorted(folder)
    assert difference(without_stored(before), after) == ([], [])
    moved = {each.code for each in without_stored(told(original)) - told(folder)}
    assert moved == FIRST_ROW | FIRST_OF                # nothing is excused that needs no excuse


def test_rows_and_columns_inserted(original: Path, tmp_path: Path) -> None:
    folder = with_rows_and_columns_inserted(copy(original, tmp_path / "inserted"))
    assert difference(without_stored(told(original)), told(folder)) == ([], [])
    cells = {(each.code, each.anchor) for each in told(original, by_cell)}
    assert len({(each.code, each.anchor) for each in told(folder, by_cell)} - cells) > 60
    before, after = shown(original), shown(folder)      # other cells, which hold what the ones before held
    stale = [each for each in before if each[2:3] in {key for _, key in STORED}]
    assert set(before - after) <= set(stale)


@pytest.mark.office
def test_rows_and_columns_inserted_and_worked_out_anew_by_libreoffice(original: Path, tmp_path: Path) -> None:
    """Formulas that follow their cells give what is derived: no sum is said to be wrong."""
    few = few_books(original, tmp_path / "few", "P1_plan", "P1_budget", "MK_plan", "MK_budget")
    folder = saved_by_libreoffice(with_rows_and_columns_inserted(copy(few, tmp_path / "inserted")))
    lines = load(folder).own("budget.lines", "P1")
    assert lines is not None
    assert not lines.never_calculated
    assert sum(isinstance(each, int | float) for each in lines.shown["total"]) >= 6
    assert difference(without_stored(told(few)), told(folder)) == ([], [])


@pytest.mark.proof
def test_sheets_and_files_renamed(original: Path, tmp_path: Path) -> None:
    folder = renamed(copy(original, tmp_path / "renamed"))
    assert {path.name[:13] for path in books(folder)} == {"final version"}
    assert difference(told(original), told(folder)) == ([], [])
    assert shown(folder) == shown(original)
    assert {place.sheet[:1] for each in findings(folder) for place in each.places} == {"("}


@pytest.mark.parametrize("locale", [pytest.param("en", marks=pytest.mark.proof), "zh-Hant"])
def test_in_another_language_and_everything_at_once(original: Path, tmp_path: Path, locale: Locale) -> None:
    """Departments of three languages in one folder are in test_languages; here all of them change, and then resave, sort
    and rename."""
    every = {(book, department): locale for book in BOOKS for department in ("", *UNITS)}
    folders, _ = compose(locales=every)
    folder = folders["seeded_r2"]
    for path in [path for path, each in folder.books.items() if each.identity.book == "progress"
                 and each.identity.period not in KEPT_MONTHS]:
        del folder.books[path]
    write_folders(tmp_path, {"other": folder}, rows=30)
    assert {each.identity.locale for each in folder} == {locale}
    assert difference(told(original, by_cell), told(tmp_path / "other", by_cell)) == ([], [])
    if locale == "en":
        all_at_once = renamed(sorted_the_other_way(without_self_checks(copy(tmp_path / "other", tmp_path / "all"))))
        assert difference(without_stored(told_of_sorted(original)), told_of_sorted(all_at_once)) == ([], [])


def test_whole_files_that_are_not_what_they_should_be(demo: Path, tmp_path: Path) -> None:
    """The first round has an old template, a late book and a copy of another's plan, which only its name gives away."""
    first = without_self_checks(copy(demo / "seeded_r1", tmp_path / "first"))
    assert {each.code for each in told(first)} == {"F01", "F11"}
    saved = with_habits_of_wps(saved_by_openpyxl(copy(first, tmp_path / "saved")))
    assert told(saved, by_cell) == told(first, by_cell)
    lost, new = difference(told(first), told(renamed(copy(first, tmp_path / "renamed"))))
    assert [(each.code, each.variant, each.department) for each in lost] == [("F01", "claimed", "HR")]
    assert [(each.code, each.variant, each.department) for each in new] == [       # two plans of RD now, none of HR
        ("F01", "claimed", "RD"), ("F01", "claimed", "RD"), ("F11", "missing", "HR")]


def test_the_comparisons_bite(original: Path, tmp_path: Path) -> None:
    """One owner filled in, one row put further down: each is seen, by exactly the comparison that should see it."""
    folder = copy(original, tmp_path / "changed")
    path = folder / "plan" / "QA_plan_2026_r2.xlsx"
    owner = next(each.anchor for each in findings(original) if each.code == "F02" and each.anchor.key == "T-QA-006")
    book = openpyxl.load_workbook(path)
    book[owner.sheet][owner.cell] = "E1109"
    book.save(path)
    lost, new = difference(told(original), told(folder))
    assert ([each.code for each in lost], new) == (["F02"], [])

    moved = copy(original, tmp_path / "moved")
    path = moved / "plan" / "EQ_plan_2026_r2.xlsx"
    book = openpyxl.load_workbook(path)
    sheets = list(data_sheets(book))
    sheet, _, rows = next(each for each in sheets if each[0].title == "工作任务")
    rearranged(book, Moves({sheet.title: {row: row + 2 for row in range(rows[0], rows[-1] + 300)}}, {}))
    book.save(path)
    assert difference(told(original), told(moved)) == ([], [])
    lost, new = difference(told(original, by_cell), told(moved, by_cell))
    assert {each.code for each in lost} == {each.code for each in new} >= {"F03"}
