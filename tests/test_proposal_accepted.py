"""Accepted lines in copies of the departments' workbooks: those cells, and nothing else."""

from __future__ import annotations

import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from proposals import folder, plan, proposal, task

from addin.terminal import main
from checks.change import added
from checks.portfolio import load
from reports.proposal.accepted import Copies, write
from reports.proposal.answers import Answers, answers
from reports.proposal.refusal import Refusal
from reports.proposal.workbook import write as write_book
from templates.field import LOCALES
from templates.filled import Filled, read
from templates.table import Row
from tests.habits import without_self_checks

RD, QA = "plan/RD_plan_2026_r2.xlsx", "plan/QA_plan_2026_r2.xlsx"


def given(period: Path, moves: dict[str, int], said: dict[str, str] | None = None) -> Answers:
    """The answers to a proposal for a folder, with no where a line is rejected."""
    book = period.parent / "balance.xlsx"
    write_book(proposal(period, moves), book, "zh-Hans")
    workbook = openpyxl.load_workbook(book)
    for row in workbook["调整清单"].iter_rows(min_row=5):
        row[8].value = (said or {}).get(str(row[1].value), row[8].value)
    workbook.save(book)
    found = answers(book)
    assert isinstance(found, Answers)
    return found


def copies(found: Answers, period: Path, *, anyway: bool = False) -> Copies:
    made = write(found, load(period), period.parent / "二下", anyway=anyway)
    assert isinstance(made, Copies), made
    return made


def refusal(found: Answers, period: Path, target: Path) -> Refusal:
    made = write(found, load(period), target)
    assert isinstance(made, Refusal)
    assert all("{" not in made.said(locale) for locale in LOCALES)
    return made


def differing(one: Path, other: Path) -> dict[str, tuple[object, object]]:
    """Every cell of every sheet, hidden ones too, that openpyxl sees differently: value, format, validation apart."""
    before, after = openpyxl.load_workbook(one), openpyxl.load_workbook(other)
    assert before.sheetnames == after.sheetnames
    found = {}
    for sheet in before:
        assert sheet.dimensions == after[sheet.title].dimensions
        for row in sheet.iter_rows():
            for cell in row:
                same = after[sheet.title][cell.coordinate]
                if cell.value != same.value:
                    found[f"{sheet.title}!{cell.coordinate}"] = cell.value, same.value
                assert cell.number_format == same.number_format
                assert cell.style_id == same.style_id
    return found


def unlike(one: Path, other: Path) -> list[str]:
    """Names of the parts that differ in one byte; the zips hold the same names in the same order, packed the same way."""
    with zipfile.ZipFile(one) as before, zipfile.ZipFile(other) as after:
        names = [(each.filename, each.compress_type, each.date_time) for each in before.infolist()]
        assert names == [(each.filename, each.compress_type, each.date_time) for each in after.infolist()]
        return [name for name, _, _ in names if before.read(name) != after.read(name)]


def saved_by_us(path: Path) -> None:
    """As the generator wrote it."""
    assert path.exists()


def saved_by_openpyxl(path: Path) -> None:
    openpyxl.load_workbook(path).save(path)


def saved_by_libreoffice(path: Path) -> None:
    from office import desktop, type_into  # noqa: PLC0415 - only where LibreOffice is

    with desktop(path.parent.parent.parent) as office:
        type_into(office, path, {})


@pytest.mark.parametrize("save", [saved_by_us, saved_by_openpyxl, pytest.param(saved_by_libreoffice, marks=pytest.mark.office)])
def test_only_the_cells_of_the_line_differ(tmp_path: Path, save: object) -> None:
    period = folder(tmp_path / "period")
    save(period / RD)                                   # type: ignore[operator]
    before = (period / RD).read_bytes()
    made = copies(given(period, {"T-RD-001": 10}), period)
    assert made.files == (tmp_path / "二下" / RD,)
    assert (made.tasks, made.stale, made.left, made.untouched) == (("T-RD-001",), (), 0, 1)
    assert (period / RD).read_bytes() == before
    told = {cell: (str(old)[:10], str(new)[:10]) for cell, (old, new) in differing(period / RD, made.files[0]).items()}
    assert sorted(told.values()) == [("2026-03-02", "2026-03-16"), ("2026-03-13", "2026-03-27"), ("2026-03-13", "2026-03-27")]
    assert {cell.partition("!")[0] for cell in told} == {"工作任务", "里程碑"}
    assert len(unlike(period / RD, made.files[0])) == 2            # the parts of these two sheets


def test_the_copy_is_the_plan_that_was_proposed(tmp_path: Path) -> None:
    period = folder(tmp_path / "period")
    made = proposal(period, {"T-RD-001": 10})
    copy = copies(given(period, {"T-RD-001": 10}), period).files[0]
    found = read(copy, RD)
    assert isinstance(found, Filled)
    after = next(book for book in made.after.books if book.file == RD)
    assert found.identity == after.identity
    for column in ("start", "finish"):
        assert found.tables["tasks"].columns[column] == after.tables["tasks"].columns[column]
    assert not made.unresolved


def test_rejected_and_open_lines_are_not_written(tmp_path: Path) -> None:
    period = folder(tmp_path / "period")
    made = copies(given(period, {"T-QA-001": -20, "T-QA-002": 3, "T-RD-001": 10}, {"T-QA-001": "否", "T-RD-001": ""}), period)
    assert [each.name for each in made.files] == ["QA_plan_2026_r2.xlsx"]
    assert (made.tasks, made.left, made.untouched) == (("T-QA-002",), 2, 1)
    assert len(differing(period / QA, made.files[0])) == 3


def test_nothing_accepted_writes_nothing(tmp_path: Path) -> None:
    period = folder(tmp_path / "period")
    assert refusal(given(period, {"T-RD-001": 10}, {"T-RD-001": "否"}), period, tmp_path / "二下").reason == "nothing"
    assert not (tmp_path / "二下").exists()


def test_no_source_and_no_earlier_copy_is_ever_overwritten(tmp_path: Path) -> None:
    period = folder(tmp_path / "period")
    found = given(period, {"T-RD-001": 10})
    for target in (period, period / "二下", tmp_path / "period" / ".." / "period"):
        assert refusal(found, period, target).reason == "inside"
    copy = copies(found, period).files[0]
    kept = copy.read_bytes()
    assert refusal(found, period, tmp_path / "二下").reason == "exists"
    assert copy.read_bytes() == kept
    assert sorted(each.name for each in copy.parent.iterdir()) == [copy.name]


def test_books_that_changed_since_are_refused_by_name(tmp_path: Path) -> None:
    period = folder(tmp_path / "period")
    found = given(period, {"T-RD-001": 10})
    saved_by_openpyxl(period / QA)
    told = refusal(found, period, tmp_path / "二下")
    assert (told.reason, told.names) == ("changed", (QA,))
    assert "QA_plan_2026_r2.xlsx" in told.said("zh-Hant")
    assert not (tmp_path / "二下").exists()


def test_a_cell_that_holds_something_else_now_keeps_its_line_back(tmp_path: Path) -> None:
    period = folder(tmp_path / "period")
    found = given(period, {"T-QA-001": -20, "T-QA-002": 3})
    plan(period / QA, "QA", task("T-QA-001", date(2026, 3, 3), date(2026, 3, 13)),
         task("T-QA-002", date(2026, 6, 1), date(2026, 6, 5)))
    made = copies(found, period, anyway=True)
    assert made.tasks == ("T-QA-002",)
    assert [each.why for each in made.stale] == ["differs"]
    said = made.stale[0].said("en")
    assert all(part in said for part in ("T-QA-001", QA, "工作任务!N6", "2026-03-03", "2026-03-02"))


def test_the_command_carries_out_what_still_fits_when_told_to(tmp_path: Path) -> None:
    period = folder(tmp_path / "period")
    given(period, {"T-QA-001": -20, "T-QA-002": 3})
    plan(period / QA, "QA", task("T-QA-001", date(2026, 3, 3), date(2026, 3, 13)),
         task("T-QA-002", date(2026, 6, 1), date(2026, 6, 5)))
    words = ["balance", str(period), "--accept", str(period.parent / "balance.xlsx"), "-o", str(tmp_path / "二下"),
             "--locale", "en"]
    refused = CliRunner().invoke(main, words)
    assert (refused.exit_code, "--anyway" in refused.stderr) == (2, True)
    assert not (tmp_path / "二下").exists()
    done = CliRunner().invoke(main, [*words, "--anyway"])
    assert done.exit_code == 0
    assert "T-QA-001" in done.output                          # named as left out
    assert (tmp_path / "二下" / QA).exists()


def test_a_row_that_went_elsewhere_keeps_its_line_back(tmp_path: Path) -> None:
    period = folder(tmp_path / "period")
    found = given(period, {"T-QA-001": -20})
    plan(period / QA, "QA", task("T-QA-002", date(2026, 3, 2), date(2026, 3, 13)),
         task("T-QA-001", date(2026, 3, 2), date(2026, 3, 13)))
    made = write(found, load(period), tmp_path / "二下", anyway=True)
    assert isinstance(made, Copies)
    assert (made.files, made.tasks) == ((), ())
    assert [each.why for each in made.stale] == ["moved"]


def with_formulas(path: Path, cells: dict[str, str]) -> None:
    """Put what stands inside of a cell into cells of the sheet of tasks: a formula and its stored value."""
    sheet = f"xl/worksheets/sheet{openpyxl.load_workbook(path).sheetnames.index('工作任务') + 1}.xml"
    with zipfile.ZipFile(path) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(path, "w") as archive:
        for info, part in parts:
            for address, inside in cells.items() if info.filename == sheet else ():
                cell = re.search(rf'<c r="{address}"( s="\d+")><v>\d+</v></c>'.encode(), part)
                assert cell
                part = part.replace(cell[0], f'<c r="{address}"'.encode() + cell[1] + f">{inside}</c>".encode())  # noqa: PLW2901
            archive.writestr(info, part)


def test_a_formula_gives_way_unless_other_cells_share_it(tmp_path: Path) -> None:
    period = folder(tmp_path / "period")
    with_formulas(period / RD, {"O6": "<f>DATE(2026,3,13)</f><v>46094</v>"})
    with_formulas(period / QA, {"O6": '<f t="shared" ref="O6:O7" si="9000">DATE(2026,3,13)</f><v>46094</v>',
                                "O7": '<f t="shared" si="9000"/><v>46178</v>'})
    made = copies(given(period, {"T-RD-001": 10, "T-QA-001": -20, "T-QA-002": 3}), period)
    assert set(made.tasks) == {"T-RD-001", "T-QA-002"}
    assert [(each.why, each.change.place.cell) for each in made.stale] == [("formula", "O6")]
    formulas = [openpyxl.load_workbook(each)["工作任务"] for each in made.files]
    assert str(formulas[1]["O6"].value)[:10] == "2026-03-27"
    assert formulas[0]["O6"].value == "=DATE(2026,3,13)"


def test_a_row_more_is_written_below_the_last_one(tmp_path: Path) -> None:
    period = folder(tmp_path / "period")
    made = proposal(period, {"T-RD-001": 10})
    table = next(each for each in made.portfolio.tables("plan.staffing") if each.source.department == "RD")
    more = added(table, {"task": "T-RD-001", "person": "E2", "share": 50, "pool": "all", "start": date(2026, 3, 16)})
    move = made.moves[0]
    book = tmp_path / "balance.xlsx"
    write_book(replace(made, moves=(replace(move, changes=(more,)),)), book, "en")
    found = answers(book)
    assert isinstance(found, Answers)
    copy = read(copies(found, period).files[0], RD)
    assert isinstance(copy, Filled)
    staffing = copy.tables["staffing"]
    row = Row(staffing, staffing.filled[-1])
    assert (row.text("task"), row.text("person"), row["share"], row.text("pool"), row["start"]) == (
        "T-RD-001", "E2", 50, "all", date(2026, 3, 16))
    assert row.index == 1


@pytest.mark.proof
def test_a_department_of_the_sample_organisation_gets_its_whole_plan_back(demo: Path, tmp_path: Path) -> None:
    period = tmp_path / "seeded_r2"
    shutil.copytree(demo / "seeded_r2", period)
    tasks = load(period).by_key("plan.tasks")
    moves = {key: 2 for key in tasks if key.startswith(("T-RD-", "T-P1-"))}
    found = given(period, moves)
    made = copies(found, period)
    lines = found.record.lines
    assert len(made.tasks) == len(lines) > 25
    wanted = {(change.place.file, f"{change.place.sheet}!{change.place.cell}"): change.new
              for changes in lines.values() for change in changes if change.old != change.new}
    told = {}
    files = [path.relative_to(tmp_path / "二下").as_posix() for path in made.files]
    for file in files:                                  # the parts that differ are compared elsewhere, self-checks with them
        (tmp_path / "before" / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(period / file, tmp_path / "before" / file)
    before, after = without_self_checks(tmp_path / "before"), without_self_checks(tmp_path / "二下")
    for file in files:
        told |= {(file, cell): new for cell, (_, new) in differing(before / file, after / file).items()}
    assert told.keys() == wanted.keys()
    assert {str(told[each])[:10] == str(wanted[each]) for each in wanted} == {True}
