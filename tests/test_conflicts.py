"""Conflicts of the sample: exactly those sown, with peaks, cells, cores and repairs that hold; JSON and table."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from checks.change import applied
from checks.conflicts import KINDS, READINGS, conflicts
from checks.explanation.explanation import explain
from checks.judge import judge
from checks.portfolio import load
from tests.test_terminal import folder, run

STATED = {
    "R01": ("person", "E1042", "2026-03-09", "2026-03-13", 140, 100, 40),
    "R02": ("skill", "E1130", "2026-06-01", "2026-06-12", None, None, None),
    "R03": ("post", "数控操作工（数控操作 L3）", "2026-07-20", "2026-07-24", 5, 4, 1),
    "R04": ("person", "E1033", "2026-08-03", "2026-08-14", None, None, 10),
    "R05": ("asset", "EQ-003", "2026-05-20", "2026-05-22", 2, 1, 1),
    "B01": ("money", "P1", None, None, 6_512_000, 6_400_000, 112_000),
    "B02": ("money", "660203", None, None, 1_540_000, 1_520_000, 20_000),
    "B09": ("cash", "FI", "2026-08-01", "2026-08-31", -1_300_000, 0, 1_300_000),
    "H02": ("handover", "H-RD-02", "2026-04-20", "2026-04-24", None, None, 4),
    "P15": ("precedence", "T-P2-005", "2026-07-13", "2026-07-19", None, None, 5),
}
"""What the sample's page says of its defects 23, 28, 29, 30, 24, 39, 64, 48, 35, 21."""


@pytest.fixture(scope="module")
def seeded(demo: Path) -> list[dict[str, Any]]:
    code, out, err = run("conflicts", demo / "seeded_r2", "--format", "json")
    assert code == 0
    assert "{" not in err
    found = json.loads(out)
    assert (found["version"], found["as_of"]) == (1, "2026-06-30")
    listed: list[dict[str, Any]] = found["conflicts"]
    return listed


def test_the_conflicts_are_those_that_were_sown(demo: Path, seeded: list[dict[str, Any]]) -> None:
    with (demo / "expected.csv").open(encoding="utf-8", newline="") as lines:
        wanted = sorted((row["code"], row["file"], row["cell"]) for row in csv.DictReader(lines)
                        if row["folder"] == "seeded_r2" and row["code"] in READINGS)
    assert sorted((each["code"], each["cells"][0]["file"], each["cells"][0]["cell"]) for each in seeded) == wanted


@pytest.mark.parametrize("code", STATED)
def test_a_conflict_names_resource_period_peak_and_capacity(code: str, seeded: list[dict[str, Any]]) -> None:
    each = next(each for each in seeded if each["code"] == code)
    assert tuple(each[key] for key in ("kind", "resource", "from", "to", "peak", "capacity", "excess")) == STATED[code]


def test_every_party_s_cells_and_tasks_are_named(seeded: list[dict[str, Any]]) -> None:
    person, post, asset = (next(each for each in seeded if each["code"] == code) for code in ("R01", "R03", "R05"))
    assert person["tasks"] == ["T-RD-006", "T-QA-002"]
    assert post["departments"] == ["P1", "P2"]
    assert [cell["file"] for cell in asset["cells"]] == ["plan/QA_plan_2026_r2.xlsx", "plan/RD_plan_2026_r2.xlsx"]
    alone, early, broken = (next(each for each in seeded if each["code"] == code) for code in ("H01", "P15", "R07"))
    assert alone["departments"] == ["P1", "P2"]                              # who was named and has written nothing
    assert early["tasks"] == ["T-P2-005", "T-P2-004"]
    assert broken["from"] is not None
    assert len({each["id"] for each in seeded}) == len(seeded)
    assert {each["kind"] for each in seeded} <= set(KINDS)


WITH_REPAIRS = {"person", "post", "skill", "asset", "maintenance", "money", "cash", "handover", "precedence", "material"}


def test_every_sown_clash_has_a_core_and_a_repair(seeded: list[dict[str, Any]]) -> None:
    assert {each["kind"] for each in seeded if each["core"] and each["repairs"]} == WITH_REPAIRS
    for each in seeded:
        cells = {tuple(cell.items()) for cell in each["core"]}
        assert len(cells) == len(each["core"]) >= 2, each["id"]
        assert {tuple(cell) for cell in each["core"]} == {("file", "sheet", "cell")}
        assert 1 <= len(each["repairs"]) <= 3, each["id"]


def test_cells_that_the_sample_s_page_names_are_the_core(seeded: list[dict[str, Any]]) -> None:
    person, unit, cap = (next(each for each in seeded if each["code"] == code) for code in ("R01", "R05", "B02"))
    assert person["core"] == person["cells"]
    assert [cell["sheet"] for cell in unit["core"]] == ["设备需求", "设备需求", "设备场地"]
    assert [cell["sheet"] for cell in cap["core"]] == ["预算表", "预算表", "预算控制数"]


def test_repairs_say_what_changes_where_and_what_it_costs(seeded: list[dict[str, Any]]) -> None:
    repairs = {each["code"]: each["repairs"] for each in seeded}
    assert repairs["R06"][0] == {
        "what": "在 T-P1-003 之内把 EQ-001 的使用后移 3 个工作日（2026-06-15 至 2026-06-24），任务日期不变",
        "changes": [{"department": "P1", "book": "plan", "sheet": "equipment", "key": "T-P1-003/EQ-001", "column": "start",
                     "old": "2026-06-10", "new": "2026-06-15", "cell": "D7"},
                    {"department": "P1", "book": "plan", "sheet": "equipment", "key": "T-P1-003/EQ-001", "column": "finish",
                     "old": "2026-06-18", "new": "2026-06-24", "cell": "E7"}],
        "cost": {"days": 3, "tasks": 0, "money": 0}}
    added = repairs["H01"][0]["changes"][0]
    assert [added[key] for key in ("department", "sheet", "key", "column", "old")] == ["P2", "handovers", "+", "", None]
    assert {key: added["new"][key] for key in ("side", "other_department", "date", "quantity")} == {
        "side": "give", "other_department": "P1", "date": "2026-08-17", "quantity": 60}
    assert repairs["B02"][-1]["cost"] == {"days": 0, "tasks": 0, "money": 20_000}
    assert repairs["B02"][-1]["changes"][0]["department"] == ""             # caps are the office's
    assert "E1111" in repairs["R01"][0]["what"]                              # the skill, the level, nothing else to do


def test_first_repairs_hold_when_all_rules_look_again(demo: Path) -> None:
    portfolio = load(demo / "seeded_r2")
    judgement = judge(portfolio, raising=True)
    chosen = [each for each in conflicts(judgement.findings)
              if each.finding.code in ("R01", "R02", "R04", "R05", "R06", "B01", "H01", "H02")]
    known = {finding.identity for finding in judgement.findings}
    for conflict, explanation in explain(portfolio, judgement, chosen).items():
        after = judge(applied(portfolio, explanation.repairs[0].changes), raising=True).findings
        assert conflict.finding.identity not in {finding.identity for finding in after}, conflict.key
        assert {finding.identity for finding in after if finding.severity == "error"} <= known, conflict.key


def test_the_clean_sample_has_none(demo: Path) -> None:
    found = json.loads(run("conflicts", demo / "clean", "--format", "json")[1])["conflicts"]
    assert [each for each in found if each["severity"] != "hint"] == []


def test_as_a_table_each_kind_has_its_heading_and_fits_the_screen(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    code, out, _ = run("conflicts", demo / "seeded_r2", "--locale", "en")
    assert code == 0
    for heading in ("People (2)", "Posts (1)", "Hand-overs (3)", "Conflicts: 17.", "People 2, Posts 1"):
        assert heading in out
    assert "140 / 100%" in out
    assert "  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒ short by 1,300,000 CNY" in out
    assert "◆ plan/QA_plan_2026_r2.xlsx 设备需求!C6" in out
    assert "1. Move T-P2-005 5 workdays later (2026-07-20 – 2026-08-21) · workdays: 5" in " ".join(out.split())
    assert max(map(len, out.splitlines())) <= 80


def test_a_folder_without_conflicts_says_so(tmp_path: Path) -> None:
    code, out, _ = run("conflicts", folder(tmp_path), "--locale", "en")
    assert code == 0
    assert "Conflicts: 0." in out
    assert run("conflicts", tmp_path / "nowhere")[0] == 2
