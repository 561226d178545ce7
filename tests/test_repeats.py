"""One fault in many cells of a column is told once, with the other cells beside it; JSON keeps every one."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from checks.judge import judge
from checks.portfolio import load
from checks.repeats import repeats
from reports.evaluation import build
from templates.blank import write
from templates.books import BOOKS
from templates.identity import Identity
from templates.lists import Lists
from tests.test_terminal import ORGANISATION, PLAN, TASK, folder, run

if TYPE_CHECKING:
    from pathlib import Path


def without_owner(tmp_path: Path, *rows: int, tasks: int = 8) -> Path:
    """A plan of tasks in rows 6 …, those in some rows without an owner."""
    folder(tmp_path)
    records = [{**TASK, "task": f"T-QA-{row:03}", "name": f"首件检验 {row} 号", "deliverable": f"检验报告 {row} 号",
                "owner": None if row in rows else "E1"} for row in range(6, 6 + tasks)]
    write(tmp_path / "QA_plan_2026_r1.xlsx", BOOKS["plan"], Identity("plan", "2026.1", "示例公司", "2026", "QA", 1),
          lists=Lists.of(ORGANISATION), records={**PLAN, "tasks": records, "staffing": [{"task": "T-QA-006", "person": "E1",
                                                                                       "share": 5}]})
    return tmp_path


def test_many_blank_cells_of_a_column_are_one_entry_on_the_terminal(tmp_path: Path) -> None:
    out = run("validate", without_owner(tmp_path, 6, 8, 9, 10, 12), "--locale", "en")[1]
    assert len(re.findall(r"■ F02", out)) == 1
    assert "The same in 4 more: L8–L10, L12." in out


def test_few_are_told_one_by_one(tmp_path: Path) -> None:
    out = run("validate", without_owner(tmp_path, 6, 8, 9), "--locale", "en")[1]
    assert len(re.findall(r"■ F02", out)) == 3
    assert ": L" not in out


@pytest.mark.parametrize(("locale", "sentence"), [
    ("en", "The same in 4 more: L8–L10, L12."), ("zh-Hans", "同样的问题另有 4 处：L8–L10、L12。"),
    ("zh-Hant", "同樣的問題另有 4 處：L8–L10、L12。")])
def test_the_report_does_the_same_and_still_counts_all(locale: str, sentence: str, tmp_path: Path) -> None:
    portfolio = load(without_owner(tmp_path, 6, 8, 9, 10, 12))
    judgement = judge(portfolio)
    page = build(portfolio, judgement, locale)
    assert page.html.count(sentence) == 1
    assert sum(each.code == "F02" for each in judgement.findings) == 5


def test_json_keeps_every_finding(tmp_path: Path) -> None:
    found = json.loads(run("validate", without_owner(tmp_path, 6, 8, 9, 10, 12), "--format", "json")[1])["findings"]
    assert [each["cells"][0]["cell"] for each in found if each["code"] == "F02"] == ["L6", "L8", "L9", "L10", "L12"]


def test_nothing_is_lost_and_a_long_list_is_cut(tmp_path: Path) -> None:
    findings = judge(load(without_owner(tmp_path, *range(6, 70, 2), tasks=64))).findings
    told = repeats(findings)
    assert sum(1 + len(each.others) for each in told) == len(findings)
    blank = next(each for each in told if each.first.code == "F02")
    assert blank.also("en").endswith("….")
    assert blank.also("en").count("L") == 12
