"""The commands as somebody types them: what goes to standard output, what to standard error, and the exit code."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from addin.terminal import main
from checks.rule import RULES
from checks.rules import load_rules
from templates.blank import write
from templates.books import BOOKS
from templates.identity import Identity
from templates.lists import Lists

ORGANISATION = {
    "about": [{"name": "示例公司", "year": 2026}],
    "departments": [{"department": "QA", "name": "质量部"}, {"department": "RD", "name": "研发部"}],
    "people": [{"person": "E1", "name": "张三", "department": "QA", "post": "检验员"},
               {"person": "E2", "name": "李四", "department": "RD", "post": "工程师"}],
    "goals": [{"goal": "G1", "name": "交付", "indicator": "准时交付率", "unit": "%", "baseline": 88, "target": 95,
               "finish": date(2026, 12, 31)}],
}
TASK = {"task": "T-QA-001", "goal": "G1", "name": "首件检验", "description": "对首件做全尺寸检验并出报告", "priority": "medium",
        "urgency": "medium", "owner": "E1", "start": date(2026, 3, 2), "finish": date(2026, 3, 13),
        "deliverable": "检验报告", "acceptance_criterion": "报告签字", "buffer": 2}
PLAN = {
    "cover": [{"submitted": date(2025, 12, 1), "plan_start": date(2026, 1, 1), "plan_finish": date(2026, 12, 31)}],
    "goals": [{"goal": "G1", "mode": "whole", "indicator": "准时交付率", "unit": "%", "baseline": 88, "target": 95,
               "weight": 100}],
    "tasks": [TASK], "staffing": [{"task": "T-QA-001", "person": "E1", "share": 50}],
    "risks": [{"risk": "无"}], "handovers": [{"handover": "无"}],
}


ROWS = 30
"""Prepared rows of small workbooks: whatever opens, compares or saves them does so in a tenth of the time."""


def folder(tmp_path: Path, **changed: object) -> Path:
    """A period folder with an organisation and the plan of QA, its task changed as asked."""
    lists = Lists.of(ORGANISATION)
    write(tmp_path / "organisation_2026.xlsx", BOOKS["organisation"],
          Identity("organisation", "2026.1", "示例公司", "2026"), records=ORGANISATION, rows=ROWS)
    write(tmp_path / "QA_plan_2026_r1.xlsx", BOOKS["plan"], Identity("plan", "2026.1", "示例公司", "2026", "QA", 1),
          lists=lists, records={**PLAN, "tasks": [{**TASK, **changed}]}, rows=ROWS)
    return tmp_path


def run(*words: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_a_folder_with_nothing_wrong_gives_0(tmp_path: Path) -> None:
    code, out, _ = run("validate", folder(tmp_path), "--format", "json")
    assert json.loads(out)["findings"] == []
    assert code == 0


def test_a_wrong_date_is_found_at_its_cell_and_gives_1(tmp_path: Path) -> None:
    code, out, err = run("validate", folder(tmp_path, finish="三月底"), "--format", "json")
    found = json.loads(out)
    assert [(each["code"], each["cells"]) for each in found["findings"]] == [
        ("F03", [{"file": "QA_plan_2026_r1.xlsx", "sheet": BOOKS["plan"].by_key["tasks"].label.hans, "cell": "O6"}])]
    assert "三月底" in found["findings"][0]["message"]
    assert found["counts"] == {"error": 1, "warning": 0, "hint": 0, "waived": 0}
    assert code == 1
    assert "{" not in err                               # machine output goes to standard output alone


def test_one_workbook_is_judged_with_the_organisation_above_it(tmp_path: Path) -> None:
    code, out, _ = run("validate", folder(tmp_path, owner="王五") / "QA_plan_2026_r1.xlsx", "--format", "json")
    assert [(each["code"], each["column"]) for each in json.loads(out)["findings"]] == [("F04", "owner")]
    assert code == 1


def test_without_an_organisation_references_are_not_judged_and_that_is_said(tmp_path: Path) -> None:
    (folder(tmp_path, owner="王五") / "organisation_2026.xlsx").unlink()
    code, out, err = run("validate", tmp_path / "QA_plan_2026_r1.xlsx", "--format", "json", "--locale", "en")
    assert json.loads(out)["findings"] == []
    assert "organisation book" in err
    assert code == 0


def test_a_year_without_a_holiday_plan_is_said_once_and_is_no_finding(tmp_path: Path) -> None:
    away = {"start": date(2031, 3, 3), "finish": date(2031, 3, 14)}
    code, out, err = run("validate", folder(tmp_path, **away), "--format", "json", "--locale", "en")
    assert err.count("2031") == 1
    assert {each["code"] for each in json.loads(out)["findings"]} == {"P03"}         # outside the plan, nothing else
    assert code == 1
    assert "plan of" not in run("validate", folder(tmp_path), "--locale", "en")[2]


@pytest.mark.parametrize(("name", "content", "word"), [
    ("a.xlsx", b"", "F01"), ("b.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "F01"),
    ("c.xlsx", b"<html><table></table></html>", "F01"), ("d.xlsx", b"PK\3\4 broken", "F01"),
])
def test_a_file_that_cannot_be_read_is_one_finding_and_the_others_go_on(
    tmp_path: Path, name: str, content: bytes, word: str,
) -> None:
    folder(tmp_path)
    (tmp_path / name).write_bytes(content)
    code, out, _ = run("validate", tmp_path, "--format", "json")
    found = json.loads(out)
    assert [(each["code"], each["cells"]) for each in found["findings"]] == [(word, [{"file": name, "sheet": "", "cell": ""}])]
    assert [each["status"] for each in found["files"] if each["path"] == name] == ["refused"]
    assert code == 1


def test_lock_files_and_other_files_are_passed_over_in_a_folder(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "~$QA_plan_2026_r1.xlsx").write_bytes(bytes(165))
    (tmp_path / "notes.txt").write_text("hello")
    code, out, _ = run("validate", tmp_path, "--format", "json")
    assert len(json.loads(out)["files"]) == 2
    assert code == 0


def test_wrong_usage_gives_2(tmp_path: Path) -> None:
    assert run("validate", tmp_path / "nowhere")[0] == 2
    assert run("validate", tmp_path)[0] == 2                    # an empty folder
    assert run("validate", folder(tmp_path), "--as-of", "soon")[0] == 2
    assert run("new", tmp_path / "other", "--book", "plan")[0] == 2


@pytest.mark.parametrize("form", ["json", "table", "xlsx"])
def test_what_cannot_be_written_is_said_and_leaves_nothing_behind(form: str, tmp_path: Path) -> None:
    target = folder(tmp_path / "period") / "out"
    target.mkdir()
    (target / "kept.txt").write_text("kept")
    code, _, err = run("validate", tmp_path / "period", "--format", form, "-o", target, "--locale", "en")
    assert code == 2                                            # 1 would mean that errors were found
    assert "Traceback" not in err
    assert str(target) in err.replace("\n", "")
    assert [each.name for each in (tmp_path / "period").iterdir() if each.name.startswith(".")] == []


def test_a_rule_that_crashes_is_one_finding_and_the_others_still_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_portfolio: object, **_parameters: object) -> None:
        raise ZeroDivisionError

    load_rules()
    monkeypatch.setitem(RULES, "F04", replace(RULES["F04"], check=broken))
    code, out, _ = run("validate", folder(tmp_path, finish="三月底", owner="无此人"), "--format", "json", "--locale", "en")
    found = {each["code"]: each for each in json.loads(out)["findings"]}
    assert code == 1
    assert found["F04"]["severity"] == "warning"
    assert "ZeroDivisionError" in found["F04"]["message"]
    assert found["F03"]["cells"][0]["cell"] == "O6"


def test_what_somebody_typed_cannot_steer_the_terminal(tmp_path: Path) -> None:
    name = "\x1b]0evil\x07\u202e" + "长" * 5_000
    _, out, _ = run("validate", folder(tmp_path, owner=name), "--locale", "en")
    assert "F04" in out
    assert not {"\x1b", "\x07", "\u202e"} & set(out)
    assert out.count("长") < 700


def test_the_cut_off_lies_within_a_century(tmp_path: Path) -> None:
    assert run("validate", folder(tmp_path), "--as-of", "9999-12-31")[0] == 2
    assert run("validate", tmp_path, "--as-of", "2099-12-31")[0] in (0, 1)


def test_blank_plans_are_made_for_every_department_and_nothing_is_overwritten(tmp_path: Path) -> None:
    folder(tmp_path)
    before = (tmp_path / "QA_plan_2026_r1.xlsx").read_bytes()
    code, _, err = run("new", tmp_path, "--book", "plan", "--locale", "zh-Hans")
    assert code == 0
    assert (tmp_path / "RD_plan_2026_r1.xlsx").is_file()
    assert (tmp_path / "QA_plan_2026_r1.xlsx").read_bytes() == before
    assert "QA_plan_2026_r1.xlsx" in err


def test_findings_as_a_workbook_are_passed_over_by_the_next_run(tmp_path: Path) -> None:
    target = folder(tmp_path, finish="三月底") / "findings.xlsx"
    assert run("validate", tmp_path, "--format", "xlsx", "-o", target)[0] == 1
    assert target.is_file()
    assert len(json.loads(run("validate", tmp_path, "--format", "json")[1])["files"]) == 2
    assert run("validate", target)[0] == 1              # named explicitly, it is refused


def test_the_catalogue_and_the_dictionary_are_printed(tmp_path: Path) -> None:
    rules = json.loads(run("rules", "--format", "json")[1])
    assert {"code", "scope", "severity", "clauses", "parameters", "columns", "formula", "title", "message", "fix"} <= set(
        rules["rules"][0])
    families = Counter(each["code"][0] for each in rules["rules"])
    assert families == {"F": 12, "P": 19, "H": 7, "R": 18, "B": 13, "M": 13, "S": 3, "E": 5, "K": 5, "C": 4}
    assert len({each["code"] for each in rules["rules"]}) == 99
    assert json.loads(run("schema")[1])["books"][0]["book"] == "organisation"


def test_doctor_says_what_works() -> None:
    code, out, _ = run("doctor", "--locale", "en")
    assert code == 0
    assert "✓ Python" in out
