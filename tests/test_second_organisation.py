"""All rules on an organisation that shares nothing with the sample but its trade: names, departments, ids, year.

The defects are those of the sample, sown into the other's records before these are renamed; findings are looked up in the
renamed records, and nothing of the first organisation stands in the packages that judge.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from checks.judge import judge
from checks.portfolio import load
from checks.rule import RULES
from samples.defects import sown
from samples.demo import ELSEWHERE, IDS, WORDS, write_folders
from samples.folder import Folder
from samples.organisations import create, gather, renamed
from samples.world import YEAR, Profile, World
from templates.book import NIL_WORDS
from templates.calendar import Calendar
from templates.identity import Identity

ROOT = Path(__file__).parent.parent
OTHER = replace(ELSEWHERE, months=(1, 2, 3, 4, 5, 6), factor=1)
"""Other seed, names and sizes; six months and the sample's amounts, which some of the defects are told in."""
SAID = IDS | WORDS
WORD = re.compile("|".join([rf"(?<![A-Za-z0-9]){key}(?![A-Za-z0-9])" for key in IDS] + list(WORDS)))


def later(value: Any) -> Any:
    """A value one year later; neither year has a 29 February."""
    if isinstance(value, tuple):
        return tuple(map(later, value))
    if isinstance(value, date):
        return value.replace(year=value.year + 1)
    return re.sub(r"202[56]", lambda year: str(int(year[0]) + 1), value) if isinstance(value, str) else value


def elsewhere(folder: Folder) -> Folder:
    """The folder of another organisation, a year later, whose calendar sheet lets people work on the same dates."""
    result = Folder()
    for source, each in zip(folder, renamed(folder, WORDS, IDS), strict=True):
        sheets = {key: [record and {column: later(value) for column, value in record.items()} for record in records]
                  for key, records in each.sheets.items()}
        identity = each.identity
        result.add(identity.book, sheets, organisation=identity.organisation, period=later(identity.period),
                   department=identity.department, turn=identity.round, hand=source.hand)
        result.book(identity.book, identity.department, later(identity.period)).pasted = source.pasted
    organisation = result.book("organisation").sheets
    organisation["about"] = [{**row, "year": YEAR + 1} for row in organisation["about"] if row]
    before, after = Calendar(), Calendar()
    days = [date(YEAR, 1, 1) + timedelta(number) for number in range(365)]
    organisation["calendar"] = [{"date": later(day), "working": "yes" if before.works(day) else "no"}
                                for day in days if before.works(day) != after.works(later(day))]
    return result


def composed(world: World) -> tuple[dict[str, Folder], set[tuple[str, str, str, str]], set[str]]:
    """Clean and seeded, the findings to be made (code, severity, file, cell), and the codes sown."""
    seeded = gather(world, 2, plain=True)
    seeded.book("budget", "FI").hand = "foreign"        # only this writer puts a true error value into a cell
    defects = sown("seeded_r2")
    for defect in defects:
        defect.sow(seeded)
    folders = {"clean": elsewhere(gather(world, 2, plain=True)), "seeded": elsewhere(seeded)}
    wanted = set()
    for each in (each for defect in defects for each in defect.expected):
        department, row, period = (later(WORD.sub(lambda match: SAID[match[0]], said))
                                   for said in (each.department, each.row, each.period))
        _, code, severity, _, file, _, _, _, cell = replace(each, department=department, row=row, period=period).line(
            "seeded", folders["seeded"])
        wanted.add((code, severity, file, cell))
    return folders, wanted, {code for defect in defects for code in defect.codes}


Places = set[tuple[str, str, str, str]]
TOLD_BY_YX = ("B12", "warning", "budget/YX_budget_2027_r2.xlsx", "B8")
TOLD_BY_KF = ("B12", "warning", "budget/KF_budget_2027_r2.xlsx", "B9")
"""One expense of two departments is told to the first by its id: MK before RD, but KF, which was RD, before YX."""


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Places, set[str]]:
    target = tmp_path_factory.mktemp("other")
    folders, wanted, codes = composed(create(OTHER))
    write_folders(target, folders, rows=30)
    return target, wanted, codes


def found(folder: Path) -> dict[tuple[str, str, str, str], frozenset[str]]:
    """Code, severity, file and cell of every finding, with the departments that take part."""
    return {(each.code, each.severity, each.anchor.file, each.anchor.cell): frozenset(place.department for place in each.places)
            for each in judge(load(folder), raising=True).findings}


def test_clean_it_is_silent(other: tuple[Path, Places, set[str]]) -> None:
    assert [each for each in found(other[0] / "clean") if each[1] != "hint"] == []


def test_every_defect_is_found_at_its_cell_and_nothing_else(other: tuple[Path, Places, set[str]]) -> None:
    folder, wanted, codes = other
    assert len(wanted) > 100
    assert set(RULES) - codes <= {"F01", "F11"}         # these are sown in the first round's folder
    judged = found(folder / "seeded")
    above = {each for each in judged if each[1] != "hint"}
    assert (wanted - judged.keys(), above - wanted) == ({TOLD_BY_YX}, {TOLD_BY_KF})
    assert judged[TOLD_BY_KF] == {"KF", "YX"}


def test_it_shares_no_id_of_a_department_and_no_year(other: tuple[Path, Places, set[str]]) -> None:
    books = [Identity.file_name(book.identity) for book in load(other[0] / "seeded").books]
    assert {name.partition("_")[0] for name in books} >= set(IDS.values())
    assert not {name.partition("_")[0] for name in books} & set(IDS)
    assert all("2026" not in name or name.startswith("survey_2026H2") for name in books)


TERMS = {"营业收入", "利润总额", "成本费用率", "统筹管理部"}
"""Lines of every income statement, which the sample has goals for; and the regulation's own name for the office."""


def words_of_the_sample() -> set[str]:
    """Ids and names of the sample organisation: master data, tasks, risks, hand-overs, requests."""
    keys = {"about": ("name", "short_name", "regulation"), "departments": ("department", "name"), "people": ("person", "name"),
            "assets": ("asset", "name"), "materials": ("material", "name"), "accounts": ("account", "name"),
            "suppliers": ("supplier", "name"), "goals": ("goal", "name"), "tasks": ("task", "name"), "risks": ("risk",),
            "milestones": ("milestone", "name"), "handovers": ("handover",), "requests": ("request",), "capital": ("item",)}
    return {record[key] for book in gather(create(Profile()), 2) for sheet, columns in keys.items() for record in book.rows(sheet)
            for key in columns if isinstance(record.get(key), str)} - NIL_WORDS - TERMS


def test_nothing_of_the_sample_stands_in_the_packages() -> None:
    """Sentences aside: wording/ holds examples for people, and decides nothing."""
    words = words_of_the_sample()
    assert len(words) > 900
    assert words >= {"RD", "EQ-007", "660203", "E1042", "李娜", "研发部", "T-QA-006", "华岳智能装备有限公司"}
    plain = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    pattern = re.compile(rf"(?<![A-Za-z0-9_.-])(?:{plain})(?![A-Za-z0-9_-])")
    assert pattern.search('if department == "RD":')
    told = {f"{path.relative_to(ROOT)}: {match[0]}" for layer in ("templates", "checks", "reports", "addin")
            for path in (ROOT / layer).rglob("*") if path.suffix in TEXTS and "wording" not in path.parts
            for match in pattern.finditer(path.read_text(encoding="utf-8"))}
    assert told == {"checks/rules/duplicates.py: 研发部"}       # an example in a docstring that people read


TEXTS = {".py", ".toml", ".html", ".css", ".svg", ".xml", ".bas", ".xba", ".txt"}
