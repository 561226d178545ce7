"""Departments that work in three languages at once: the same findings, the same numbers, one language in what is made."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from samples.demo import compose, write_folders
from samples.world import UNITS
from templates.blank import write
from templates.books import BOOKS
from templates.field import LOCALES
from templates.filled import Filled, read
from templates.identity import Identity
from templates.lists import Lists
from templates.table import Unread
from templates.text import normal
from templates.understand import understand
from templates.wording import sentences
from templates.xlsx.workbook import Workbook
from tests.test_terminal import ORGANISATION, PLAN, TASK, run

if TYPE_CHECKING:
    from templates.field import Locale

OFFICE: tuple[tuple[str, Locale], ...] = (
    ("organisation", "zh-Hant"), ("registers", "en"), ("meetings", "zh-Hans"), ("economics", "zh-Hant"), ("survey", "en"))
MIXED: dict[tuple[str, str], Locale] = {
    (book, department): LOCALES[(number + turn) % 3]
    for number, department in enumerate(UNITS) for turn, book in enumerate(("plan", "budget", "progress"))
} | {(book, ""): locale for book, locale in OFFICE}
MIXED["plan", "MK"] = "zh-Hant"
"""Its Taiwan office writes in its own script in every folder."""


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeded folder of the second round with the books of one department in several languages."""
    target = tmp_path_factory.mktemp("mixed")
    folders, _ = compose(locales=MIXED)
    write_folders(target, {"seeded_r2": folders["seeded_r2"]}, rows=30)
    return target / "seeded_r2"


def findings(folder: Path, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("validate", folder, "--format", "json", *options)[1])["findings"]
    return found


def without_words(finding: dict[str, Any]) -> tuple[object, ...]:
    """What is found where, message texts and visible sheet names aside."""
    return (*(finding[key] for key in ("code", "severity", "department", "key", "column")),
            [(cell["file"], cell["cell"]) for cell in finding["cells"]])


def test_the_books_are_in_three_languages(mixed: Path) -> None:
    books = [read(path, path.name) for path in sorted(mixed.rglob("*.xlsx"))]
    assert {book.identity.locale for book in books if isinstance(book, Filled)} == set(LOCALES)
    names = {book.tables["tasks"].name for book in books if isinstance(book, Filled) and book.identity.book == "plan"}
    assert names == {"工作任务", "工作項目", "Tasks"}
    nil = {book.identity.locale for book in books if isinstance(book, Filled) and book.identity.book == "plan"
           and book.tables["handovers"].nil}
    assert len(nil) > 1                                 # three departments report nothing, not all in one language


def test_the_same_is_found_in_the_same_order(demo: Path, mixed: Path) -> None:
    ordinary = [without_words(each) for each in findings(demo / "seeded_r2")]
    assert len(ordinary) > 50
    assert [without_words(each) for each in findings(mixed)] == ordinary


def test_the_language_of_messages_is_asked_for_or_the_offices(mixed: Path) -> None:
    for options, locale in (((), MIXED["organisation", ""]), (("--locale", "en"), "en")):
        told = {each["title"] for each in findings(mixed, *options) if each["code"] == "F02"}
        assert told == {sentences("checks", locale)["F02.title"]}


def consolidated(folder: Path, target: Path) -> dict[str, dict[tuple[int, int], object]]:
    assert run("consolidate", folder, "-o", target, "--locale", "en")[0] == 0
    with Workbook(target) as workbook:
        return {name: workbook.sheet(name).grid for name in workbook.sheets}


LABELS = sorted({label for book in BOOKS.values() for sheet in book.sheets for label in sheet.label}, key=len, reverse=True)
SHEET_NAME = re.compile(f"(?:{'|'.join(map(re.escape, LABELS))})(?=!)")
WORDED = {sentences("reports", "en")[f"consolidated.{key}"] for key in ("message", "fix")}


def compared(grid: dict[tuple[int, int], object]) -> dict[tuple[int, int], object]:
    """A sheet's cells without those that are made of sentences, and without the names of the departments' sheets."""
    worded = {column for (row, column), value in grid.items() if row == 4 and value in WORDED}
    return {(row, column): SHEET_NAME.sub("", value) if isinstance(value, str) and "!" in value else value
            for (row, column), value in grid.items() if column not in worded}


def test_the_consolidated_book_has_the_same_numbers_and_one_language(demo: Path, mixed: Path, tmp_path: Path) -> None:
    ordinary, made = consolidated(demo / "seeded_r2", tmp_path / "a.xlsx"), consolidated(mixed, tmp_path / "b.xlsx")
    assert list(made) == list(ordinary)
    for name in made:
        assert compared(made[name]) == compared(ordinary[name]), name
    assert not re.search("[\u4e00-\u9fff]", "".join(made))
    looked = 0
    for book in BOOKS.values():
        for sheet in book.sheets:
            grid = made.get(f"{book.label.en}-{sheet.label.en}"[:31], {})
            for column, field in enumerate(sheet.fields, 4):           # department, file and row stand before them
                chinese = {word for labels in field.choices.values() for word in labels[:2]} - {
                    labels.en for labels in field.choices.values()}
                words = {value for (row, at), value in grid.items() if at == column and row > 4}
                assert not grid or grid[4, column] == field.label.en
                assert words & chinese == set(), (book.key, sheet.key, field.key)
                looked += len(words & {labels.en for labels in field.choices.values()})
    assert looked > 50


def test_a_word_of_any_language_means_one_thing_in_its_column() -> None:
    for book in BOOKS.values():
        for sheet in book.sheets:
            for field in sheet.fields:
                meant: dict[str, str] = {}
                for key, labels in field.choices.items():
                    for word in (key, *labels):
                        assert meant.setdefault(normal(word).lower(), key) == key, f"{book.key}.{sheet.key}.{field.key}: {word}"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("typed", [
    {"priority": "高", "urgency": "Medium", "owner": "E1"}, {"priority": "high", "urgency": "ｌｏｗ", "owner": "張三"},
    {"priority": "LOW", "urgency": "低", "owner": "E1 张三", "movable": "Yes", "kind": "專案", "supporters": "张三，e2"},
])
def test_a_department_may_type_in_any_language_by_key_or_by_name(tmp_path: Path, locale: str, typed: dict[str, str]) -> None:
    """The list offers one language; what was copied from another department's plan is understood all the same."""
    write(tmp_path / "organisation_2026.xlsx", BOOKS["organisation"],
          Identity("organisation", "2026.1", "示例公司", "2026"), records=ORGANISATION)
    nil = {"zh-Hans": "無", "zh-Hant": "None", "en": "无"}[locale]
    records = {**PLAN, "tasks": [{**TASK, **typed}], "risks": [{"risk": nil}], "handovers": [{"handover": nil}]}
    write(tmp_path / "QA_plan_2026_r1.xlsx", BOOKS["plan"], Identity("plan", "2026.1", "示例公司", "2026", "QA", 1, locale),
          lists=Lists.of(ORGANISATION), records=records)
    assert [each for each in findings(tmp_path / "QA_plan_2026_r1.xlsx") if each["code"] in ("F02", "F03", "F04", "F08")] == []


def test_a_choice_in_the_other_script_is_understood() -> None:
    """Labels are compared as all texts are: 較滿意 is the 较满意 of the list, though Taiwan's list says 尚滿意."""
    answers = BOOKS["survey"].by_key["answers"].by_key["q1"]
    assert understand(answers, "較滿意") == "fairly"
    assert understand(answers, "很 满 意") == Unread("很 满 意", "choice")
