"""A proposal as a workbook, as JSON and on a terminal."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from proposals import folder, proposal
from rich.cells import cell_len
from rich.console import Console

from addin import proposals, proposed
from checks.balance.proposal import Reason, Unresolved
from checks.portfolio import load
from reports.proposal.heat import compared
from reports.proposal.overload import overload
from reports.proposal.reasons import Subject, sentence
from reports.proposal.workbook import write
from templates.field import LOCALES
from templates.wording import sentences

MOVES = {"T-QA-001": -20, "T-RD-001": 10}


@pytest.fixture
def period(tmp_path: Path) -> Path:
    return folder(tmp_path / "period")


def book(period: Path, locale: str = "en", **more: Any) -> Any:
    target = period.parent / f"balance.{locale}.xlsx"
    write(proposal(period, MOVES, **more), target, locale)
    return openpyxl.load_workbook(target)


def lines(sheet: Any) -> list[list[object]]:
    return [[each.value for each in row] for row in sheet.iter_rows(min_row=5) if any(each.value is not None for each in row)]


def test_a_line_says_what_moves_from_when_to_when_why_and_what_it_settles(period: Path) -> None:
    sheet = book(period)["Changes"]
    qa, rd = lines(sheet)
    assert [str(each).removesuffix(" 00:00:00") for each in rd[:8]] == [
        "研发部", "T-RD-001", "T-RD-001 检验", "2026-03-02", "2026-03-13", "2026-03-16", "2026-03-27", "10"]
    assert rd[8:] == ["Yes", "There is not enough of E1 张三 at that time; this makes room.", rd[10], "工作任务!N6", 3]
    assert "E1" in str(rd[10])
    assert qa[7] == -20
    assert sheet["L6"].hyperlink.target.replace("\\", "/") == "period/plan/RD_plan_2026_r2.xlsx"
    assert sheet["L6"].hyperlink.location == "'工作任务'!N6"
    assert sheet["D6"].number_format == "yyyy-mm-dd"
    assert sheet.auto_filter.ref == "A4:M6"


def test_the_answer_is_chosen_from_a_list_and_coloured(period: Path) -> None:
    for locale, words in (("zh-Hans", '"是,否"'), ("zh-Hant", '"是,否"'), ("en", '"Yes,No"')):
        sheet = next(each for each in book(period, locale) if each["I3"].value == "accept")
        validation, = sheet.data_validations.dataValidation
        assert (str(validation.sqref), validation.formula1) == ("I5:I6", words)
        assert len(sheet.conditional_formatting["I5:I6"]) == 3
        assert sheet.row_dimensions[3].hidden


def test_every_cell_that_would_change_is_listed(period: Path) -> None:
    told = [(row[1], row[2], row[3], row[5], str(row[6])[:10], str(row[7])[:10]) for row in lines(book(period)["Cells"])]
    assert told[3:] == [
        ("T-RD-001", "plan/RD_plan_2026_r2.xlsx", "工作任务!N6", "Start", "2026-03-02", "2026-03-16"),
        ("T-RD-001", "plan/RD_plan_2026_r2.xlsx", "工作任务!O6", "Finish", "2026-03-13", "2026-03-27"),
        ("T-RD-001", "plan/RD_plan_2026_r2.xlsx", "里程碑!D6", "Date", "2026-03-13", "2026-03-27")]
    assert len(told) == sum(len(move.changes) for move in proposal(period, MOVES).moves)


def test_before_and_after_stand_side_by_side(period: Path) -> None:
    sheet = book(period)["Overview"]
    told = {row[0].value: [each.value for each in row[1:4]] for row in sheet.iter_rows(min_row=5, max_row=13)}
    assert told["Conflicts"] == [1, 0, "=C6-B6"]
    assert told["Mean delay of departments (workdays)"] == [2, 2.5, "=C8-B8"]
    assert told["Tasks moved"] == [None, 2, None]
    said = " ".join(str(each.value) for row in sheet.iter_rows() for each in row if each.value)
    assert "tongchou balance period --with balance.en.xlsx -o balance.en_2.xlsx" in said
    assert "tongchou balance period --accept balance.en.xlsx -o accepted" in said
    assert "Tasks that move: 2; conflicts settled: 1; conflicts that stay: 0" in said


def test_hours_of_overload_by_week_and_their_charts(period: Path) -> None:
    made = proposal(period, MOVES)
    assert overload(made.portfolio) == {"person": {date(2026, 3, 2): 40.0, date(2026, 3, 9): 40.0}, "post": {}, "asset": {}}
    assert overload(made.after)["person"] == {}
    rows = lines(book(period)["Overload hours"])
    assert [(str(row[0])[:10], row[1], row[2]) for row in rows[:2]] == [("2026-03-02", 40, 0), ("2026-03-09", 40, 0)]
    with zipfile.ZipFile(period.parent / "balance.en.xlsx") as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name]
    assert [kind for each in charts for kind in re.findall(r"<c:(barChart|lineChart)>", each)].count("barChart") == 2
    assert any("<c:lineChart>" in each for each in charts)        # what fairness costs


def test_the_heat_map_compares_the_weeks_of_what_is_overloaded(period: Path) -> None:
    made = proposal(period, MOVES)
    weeks, (pair,) = compared(made.portfolio, made.after)
    before = {week: value for week, (value, _) in zip(weeks, pair.before, strict=True) if value}
    after = {week: value for week, (value, _) in zip(weeks, pair.after, strict=True) if value}
    assert pair.who == ("E1", "张三", "QA")
    assert before == {date(2026, 3, 2): 200, date(2026, 3, 9): 200, date(2026, 6, 1): 100}
    assert max(after.values()) == 100
    assert compared(made.portfolio, made.portfolio)[1][0].before == compared(made.portfolio, made.portfolio)[1][0].after
    sheet = book(period)["Load by week"]
    assert [row[3] for row in lines(sheet)] == ["Before", "After"]
    assert sheet["E5"].value.startswith("=IF(COUNTIF(F5:")


def test_who_bears_what_and_what_stays(period: Path) -> None:
    made = proposal(period, {})
    conflict = made.unresolved[0].conflict
    late = (Unresolved(conflict, Reason("fixed", {"tasks": ["T-QA-001"]})),
            Unresolved(None, Reason("deadline", {"task": "T-RD-001", "deadline": date(2026, 3, 20), "days": 5}), "T-RD-001"))
    sheets = book(period, unresolved=late)
    assert [row[:6] for row in lines(sheets["Burden"])[:2]] == [["研发部", 1, 10, 0, 5, 10], ["质量部", 1, 0, 20, 0, 15]]
    clash, missed = lines(sheets["Unresolved"])
    assert clash[:2] == ["People", "E1 张三"]
    assert clash[5] == "T-QA-001 cannot be moved: allow it in the column Movable, or settle it with the department."
    assert missed[4:6] == ["T-RD-001 misses its deadline.",
                           "T-RD-001 has to be finished by 2026-03-20, and ends 5 working days later at the earliest."]
    assert lines(sheets["Left out"])[0][1] == "T-QA-009"


def test_text_from_cells_is_never_a_formula(tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://example.com","x")'
    made = book(folder(tmp_path / "period", name=evil))
    cell = made["Changes"]["C6"]
    assert (cell.value, cell.data_type) == (evil, "s")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_workbook_speaks_one_language(tmp_path: Path, locale: str) -> None:
    period = folder(tmp_path / "period", locale="en", name="first inspection")
    sheets = book(period, locale)
    assert sheets.sheetnames[-2:] == ["_book", "_proposal"]
    words = {value for key, value in sentences("reports", locale).items() if key.startswith("proposal.")}
    headings = {str(each.value) for name in sheets.sheetnames[1:4] for each in sheets[name][4] if each.value}
    assert {each for each in headings if not re.fullmatch(r"\d\d-\d\d", each)} <= words
    if locale == "en":
        assert not re.search("[\u4e00-\u9fff]", "".join(sheets.sheetnames))


def test_a_proposal_in_the_folder_is_no_submitted_book(period: Path) -> None:
    write(proposal(period, MOVES), period / "balance.xlsx", "en")
    again = load(period)
    assert [each.file for each in again.refused] == []
    assert "balance.xlsx" not in [each.file for each in again.books]


def test_nothing_to_move_is_said(period: Path) -> None:
    target = period.parent / "nothing.xlsx"
    write(proposal(period, {}), target, "en")
    sheets = openpyxl.load_workbook(target)
    assert sheets["Changes"]["A5"].value == "No task has to move."
    assert sheets["Overview"]["A3"].value == "No task has to move. Conflicts unresolved: 1."


KINDS: dict[Subject, str] = {
    "reason": "capacity presence closed follower link handover deadline objective open release skill owner rejected",
    "blocked": "fixed presence crowded follows "
               "deadline not_dates skill owner handover unusable capacity_never circle time interrupted rejected begun "
               "stages left_out period",
    "left_out": "dates window need duplicate"}
FACTS: dict[str, object] = {
    "resource": "E1", "kind": "person", "name": "张三", "others": ["T-1", "T-2"], "from": date(2026, 3, 2),
    "to": date(2026, 3, 6),
    "task": "T-3", "tasks": [f"T-{number}" for number in range(9)], "lag": 2, "handover": "H-1", "deadline": date(2026, 4, 1),
    "release": date(2026, 1, 5), "person": "E1", "needs": 3, "has": 2, "sheet": "人力需求", "cell": "B7", "days": 4,
    "department": "QA"}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("subject", KINDS)
def test_a_reason_is_a_sentence_whatever_is_known_of_it(period: Path, subject: Subject, locale: str) -> None:
    portfolio = load(period)
    for kind in KINDS[subject].split():
        singles: list[dict[str, object]] = [{name: value} for name, value in FACTS.items()]
        for facts in ({}, FACTS, *singles):
            said = sentence(subject, Reason(kind, facts), portfolio, locale)
            assert said
            assert "{" not in said
            assert "—" not in said


def test_a_reason_says_as_much_as_is_known(period: Path) -> None:
    portfolio = load(period)

    def said(kind: str, /, **facts: object) -> str:
        return sentence("reason", Reason(kind, facts), portfolio, "en")

    assert said("link") == "It has to wait for a predecessor to finish."
    assert said("link", task="T-3", lag=0) == "It has to wait for T-3 to finish."
    assert said("link", task="T-3", lag=2) == "It has to wait for T-3 to finish, and 2 working days more."
    assert said("presence", resource="E1", **{"from": date(2026, 3, 2), "to": date(2026, 3, 2)}) == (
        "E1 张三 is not there (2026-03-02); this avoids those days.")
    assert said("capacity", resource="/检验员//0", kind="post", name="检验员") == (
        "There is not enough of 检验员 at that time; this makes room.")
    with pytest.raises(KeyError):
        said("weather")


def test_personal_data_in_names_stay_masked(tmp_path: Path) -> None:
    period = folder(tmp_path / "period", name="请联系 13812345678")
    assert "13812345678" not in json.dumps(proposed.told(proposal(period, MOVES), "en"), ensure_ascii=False)
    assert "13812345678" not in str(lines(book(period)["Changes"]))


def test_the_json_is_as_agreed(period: Path) -> None:
    told = json.loads(json.dumps(proposed.told(proposal(period, MOVES), "en")))
    assert {"version", "status", "objective", "value", "bound", "gap", "before", "after", "schedule", "changes", "burden",
            "unresolved", "left_out"} <= told.keys()
    assert told["schedule"][2] == {"task": "T-RD-001", "department": "RD", "start": "2026-03-16", "finish": "2026-03-27",
                                   "old_start": "2026-03-02", "old_finish": "2026-03-13"}
    change = next(each for each in told["changes"] if each["task"] == "T-RD-001")
    assert {key: change[key] for key in ("department", "column", "old", "new", "book", "sheet", "key", "file", "cell")} == {
        "department": "RD", "column": "start", "old": "2026-03-02", "new": "2026-03-16", "book": "plan", "sheet": "tasks",
        "key": "T-RD-001", "file": "plan/RD_plan_2026_r2.xlsx", "cell": "N6"}
    assert change["reason"].startswith("There is not enough of E1")
    assert told["burden"][1] == {"department": "RD", "days_delayed": 5, "workload": 10, "share": 0.5}
    assert told["left_out"][0]["reason"] == "It has neither dates that can be used nor a duration."
    assert told["gap"] == 0.5
    supposed = proposed.told(proposal(period, {}), "en", proposal(period, MOVES))
    assert supposed["base"]["after"]["moves"] == 2
    assert supposed["unresolved"][0]["conflict"].startswith("R01:")


def screen(made: Any, locale: str, **more: Any) -> list[str]:
    console = Console(width=80, record=True, file=open("/dev/null", "w"), highlight=False)  # noqa: PTH123, SIM115
    proposals.show(console, made, locale, **more)
    return console.export_text().splitlines()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_terminal_shows_it_within_80_columns(period: Path, locale: str) -> None:
    told = screen(proposal(period, MOVES), locale)
    assert all(cell_len(line.rstrip()) <= 80 for line in told if "tongchou" not in line)
    text = "\n".join(told)
    assert "2026-03-02 … 2026-03-13 → 2026-03-16 … 2026-03-27  ▶ +10" in text
    assert "◀ −20" in text
    assert "▼ 1" in text
    assert "{" not in text


def test_the_terminal_names_the_next_commands_with_the_real_files(period: Path) -> None:
    target = period.parent / "balance (1).xlsx"
    text = "\n".join(screen(proposal(period, MOVES), "en", target=target))
    assert f'tongchou balance {period} --with "{target}" -o "{period.parent / "balance (1)_2.xlsx"}"' in text
    assert f'tongchou balance {period} --accept "{target}" -o {period.parent / "accepted"}' in text
    assert "-o balance.xlsx" in "\n".join(screen(proposal(period, MOVES), "en"))
    assert "tongchou" not in "\n".join(screen(proposal(period, {}), "en", target=target))
