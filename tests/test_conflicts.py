"""Conflicts of the sample: exactly those sown, with their peaks, and every cell that takes part; JSON and table."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from checks.conflicts import KINDS, READINGS
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
def seeded(demo: Path) -> list[dict[str, object]]:
    code, out, err = run("conflicts", demo / "seeded_r2", "--format", "json")
    assert code == 0
    assert "{" not in err
    found = json.loads(out)
    assert (found["version"], found["as_of"]) == (1, "2026-06-30")
    conflicts: list[dict[str, object]] = found["conflicts"]
    return conflicts


def test_the_conflicts_are_those_that_were_sown(demo: Path, seeded: list[dict[str, object]]) -> None:
    with (demo / "expected.csv").open(encoding="utf-8", newline="") as lines:
        wanted = sorted((row["code"], row["file"], row["cell"]) for row in csv.DictReader(lines)
                        if row["folder"] == "seeded_r2" and row["code"] in READINGS)
    assert sorted((each["code"], each["cells"][0]["file"], each["cells"][0]["cell"]) for each in seeded) == wanted  # type: ignore[index]


@pytest.mark.parametrize("code", STATED)
def test_a_conflict_names_resource_period_peak_and_capacity(code: str, seeded: list[dict[str, object]]) -> None:
    each = next(each for each in seeded if each["code"] == code)
    assert tuple(each[key] for key in ("kind", "resource", "from", "to", "peak", "capacity", "excess")) == STATED[code]


def test_every_party_s_cells_and_tasks_are_named(seeded: list[dict[str, object]]) -> None:
    person, post, asset = (next(each for each in seeded if each["code"] == code) for code in ("R01", "R03", "R05"))
    assert person["tasks"] == ["T-RD-006", "T-QA-002"]
    assert post["departments"] == ["P1", "P2"]
    assert [cell["file"] for cell in asset["cells"]] == ["plan/QA_plan_2026_r2.xlsx", "plan/RD_plan_2026_r2.xlsx"]  # type: ignore[attr-defined]
    alone, early, broken = (next(each for each in seeded if each["code"] == code) for code in ("H01", "P15", "R07"))
    assert alone["departments"] == ["P1", "P2"]                              # who was named and has written nothing
    assert early["tasks"] == ["T-P2-005", "T-P2-004"]
    assert broken["from"] is not None
    assert len({each["id"] for each in seeded}) == len(seeded)
    assert {each["kind"] for each in seeded} <= set(KINDS)


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
    assert "plan/QA_plan_2026_r2.xlsx 设备需求!C6" in out
    assert max(map(len, out.splitlines())) <= 80


def test_a_folder_without_conflicts_says_so(tmp_path: Path) -> None:
    code, out, _ = run("conflicts", folder(tmp_path), "--locale", "en")
    assert code == 0
    assert "Conflicts: 0." in out
    assert run("conflicts", tmp_path / "nowhere")[0] == 2
