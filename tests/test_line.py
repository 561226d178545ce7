"""The whole line on the sample: every sown defect at its cell and nothing else above a hint; clean is clean."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from tests.excel_limits import complaints
from tests.office import desktop, type_into
from tests.test_terminal import run


def findings(folder: Path) -> tuple[int, list[dict[str, object]]]:
    code, out, _ = run("validate", folder, "--format", "json")
    return code, json.loads(out)["findings"]


def expected(demo: Path, folder: str) -> Counter[tuple[str, str, str, str]]:
    with (demo / "expected.csv").open(encoding="utf-8-sig", newline="") as lines:
        return Counter((row["code"], row["severity"], row["file"], row["cell"]) for row in csv.DictReader(lines)
                       if row["folder"] == folder)


def test_clean_books_give_nothing_above_a_hint(demo: Path) -> None:
    code, found = findings(demo / "clean")
    assert [each for each in found if each["severity"] != "hint"] == []
    assert code == 0


@pytest.mark.parametrize(("folder", "number"), [("seeded_r1", 3), ("seeded_r2", 112)])
def test_every_sown_defect_is_one_finding_at_its_cell_and_nothing_else_is_found(demo: Path, folder: str, number: int) -> None:
    code, found = findings(demo / folder)
    at = Counter((each["code"], each["severity"], each["cells"][0]["file"], each["cells"][0]["cell"])  # type: ignore[index]
                 for each in found)
    wanted = expected(demo, folder)
    assert wanted.total() == number                     # 115 findings of 102 defects
    assert wanted - at == Counter()
    assert {each for each in at - wanted if each[1] != "hint"} == set()
    assert code == 1


def test_a_second_organisation_is_as_clean(elsewhere: Path) -> None:
    code, found = findings(elsewhere)
    assert [each for each in found if each["severity"] != "hint"] == []
    assert code == 0


@pytest.mark.office
def test_a_book_saved_by_libreoffice_is_as_clean(demo: Path, tmp_path: Path) -> None:
    shutil.copytree(demo / "clean", tmp_path / "clean")
    plan = tmp_path / "clean" / "plan" / "RD_plan_2026_r2.xlsx"
    with desktop(tmp_path / "office") as office:
        type_into(office, plan, {})                     # opened and saved, nothing typed
    assert plan.read_bytes() != (demo / "clean" / "plan" / "RD_plan_2026_r2.xlsx").read_bytes()
    code, found = findings(tmp_path / "clean")
    assert [each for each in found if each["severity"] != "hint"] == []
    assert code == 0


@pytest.fixture(scope="module")
def consolidated(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("consolidated") / "consolidated.xlsx"
    assert run("consolidate", demo / "seeded_r2", "-o", target, "--locale", "zh-Hans")[0] == 0
    return target


def test_the_consolidated_book_stacks_all_departments_and_is_passed_over_afterwards(
    demo: Path, consolidated: Path, tmp_path: Path,
) -> None:
    target = shutil.copy(consolidated, tmp_path)
    book = openpyxl.load_workbook(target)
    tasks = next(sheet for sheet in book if sheet.title.endswith("-工作任务"))
    assert tasks.max_row - 4 == 149                     # 148 tasks and the one whose key is repeated
    lines = book["问题清单"]
    assert lines.max_row - 4 == len(findings(demo / "seeded_r2")[1])
    link = lines["D5"].hyperlink
    assert link is not None
    assert link.target.endswith(".xlsx")
    assert lines["D5"].value.split("!")[1] in link.location
    assert complaints(target) == []                     # Excel would not offer to repair it
    run("validate", demo / "seeded_r2", "--format", "xlsx", "-o", tmp_path / "findings.xlsx")
    assert complaints(tmp_path / "findings.xlsx") == []
    (tmp_path / "findings.xlsx").unlink()
    budget = book["预算汇总"]
    assert str(budget.cell(budget.max_row, 18).value).startswith("=SUBTOTAL(")
    (tmp_path / "organisation_2026.xlsx").write_bytes((demo / "clean" / "organisation_2026.xlsx").read_bytes())
    code, out, _ = run("validate", tmp_path, "--format", "json", "--as-of", "2025-01-01")
    assert [each["path"] for each in json.loads(out)["files"]] == ["organisation_2026.xlsx"]
    assert code == 0


@pytest.mark.office
def test_libreoffice_works_out_the_same_sums(consolidated: Path, tmp_path: Path) -> None:
    again = shutil.copy(consolidated, tmp_path / "again.xlsx")
    with desktop(tmp_path / "office") as office:
        type_into(office, again, {"预算汇总": {"F5": 1_000_000}})      # one cell changed: the sums must follow it
    ours, theirs = (openpyxl.load_workbook(path, data_only=True, read_only=True) for path in (consolidated, again))
    before = ours["预算汇总"]["F5"].value
    for name in ("预算汇总", "控制数对照", "指标", "冲突"):
        for row, other in zip(ours[name].iter_rows(min_row=5), theirs[name].iter_rows(min_row=5), strict=False):
            for cell, recalculated in zip(row, other, strict=False):
                if not isinstance(cell.value, int | float):
                    continue
                follows = cell.row == 5 or (name == "预算汇总" and cell.row == ours[name].max_row)
                if not follows:
                    assert recalculated.value == pytest.approx(cell.value, abs=0.01), (name, cell.coordinate)
    last = ours["预算汇总"].max_row
    changed = theirs["预算汇总"].cell(last, 6).value - ours["预算汇总"].cell(last, 6).value
    assert changed == pytest.approx(1_000_000 - before, abs=0.01)
