"""Tracing: every figure of a written report is worked out again by other code, and whatever was falsified is found."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest
from click.testing import CliRunner

from addin.terminal import main
from checks.judge import judge
from checks.portfolio import load
from reports.carried import carried
from reports.evaluation import build
from reports.letters import bundle
from reports.pdf import write
from reports.tracing.arithmetic import Arithmetic
from reports.tracing.books import Books, UnreadableError
from reports.tracing.report import read
from reports.tracing.verdict import FREE, cited, givens, verify

HOURS = ("progress/2026-03/IT_progress_2026-03.xlsx", "工时", "D10")


@pytest.fixture(scope="module")
def books(demo: Path) -> Books:
    """The folder's workbooks as they are, each sheet laid out once for all tests."""
    return Books(demo / "seeded_r2")


@pytest.fixture
def traced(demo: Path, sample_report: Path) -> tuple[Path, Path]:
    """The report, and the folder that it was made from."""
    return sample_report, demo / "seeded_r2"


def with_cell(folder: Path, target: Path, cell: tuple[str, str, str], value: object) -> Path:
    """A copy of the books in which one cell holds something else."""
    shutil.copytree(folder, target)
    file, sheet, address = cell
    book = openpyxl.load_workbook(target / file)
    book[sheet][address] = value
    book.save(target / file)
    return target


def falsified(report: Path, target: Path, change: Any) -> Path:
    """A copy of the report that carries other data."""
    with pikepdf.open(report) as pdf:
        said = json.loads(pdf.attachments["figures.json"].get_file().read_bytes())
        change(said)
        pdf.attachments["figures.json"] = pikepdf.AttachedFileSpec(pdf, json.dumps(said).encode(), filename="figures.json")
        pdf.save(target)
    return target


def test_every_figure_of_the_sample_s_report_is_worked_out_again(traced: tuple[Path, Path], books: Books) -> None:
    report, _ = traced
    said = read(report)
    verdict = verify(said, books)
    assert verdict.differences == ()
    assert verdict.figures > 900
    assert verdict.printed > verdict.figures
    free = {note for ref in verdict.searched for _, note in givens(said.figures[ref]["derivation"])} & FREE
    assert free                                              # all others rest on cells and on numbers of formulas alone
    assert len(verdict.searched) < 120


def test_a_changed_cell_is_found_in_the_figures_that_cite_it_and_in_no_other(
    traced: tuple[Path, Path], tmp_path: Path,
) -> None:
    report, folder = traced
    said = read(report)
    citing = {ref for ref, each in said.figures.items() if HOURS in set(cited(each["derivation"]))}
    verdict = verify(said, Books(with_cell(folder, tmp_path / "books", HOURS, 0.5)))
    assert citing
    assert {each.ref for each in verdict.differences} == citing
    assert {each.cell for each in verdict.differences if each.trouble == "cell"} == {HOURS}
    assert {each.ref for each in verdict.differences if each.trouble == "value"} == citing


def test_a_new_report_of_a_changed_cell_differs_in_the_figures_that_cite_it_and_in_no_other(
    traced: tuple[Path, Path], tmp_path: Path,
) -> None:
    report, folder = traced
    portfolio = load(with_cell(folder, tmp_path / "books", HOURS, 7.5))
    other = json.loads(carried(build(portfolio, judge(portfolio), "zh-Hans")))
    before, after = values(read(report).figures), values(other["figures"])
    assert before.keys() == after.keys()
    differ = {cells for (name, cells), value in before.items() if after[name, cells] != value}
    assert differ
    assert all(HOURS in cells for cells in differ)


def values(figures: Any) -> dict[tuple[str, frozenset[tuple[str, str, str]]], float]:
    """By name and cells."""
    return {(each["name"], frozenset(cited(each["derivation"]))): each["value"] for each in figures.values()}


def test_a_cell_that_no_figure_cites_may_change(traced: tuple[Path, Path], tmp_path: Path) -> None:
    report, folder = traced
    said, cell = read(report), (HOURS[0], HOURS[1], "Z90")
    assert all(cell not in set(cited(each["derivation"])) for each in said.figures.values())
    assert verify(said, Books(with_cell(folder, tmp_path / "books", cell, "x"))).differences == ()


def test_a_falsified_value_is_found(traced: tuple[Path, Path], books: Books, tmp_path: Path) -> None:
    report, _ = traced
    ref = next(ref for ref, each in read(report).figures.items() if each["name"] == "全单位 任务完成率 2026")

    def higher(said: Any) -> None:
        said["figures"][ref].update(value=99.9, text="99.9%")

    verdict = verify(read(falsified(report, tmp_path / "report.pdf", higher)), books)
    assert {(each.ref, each.trouble) for each in verdict.differences} == {(ref, "value"), (ref, "text")}


def test_a_number_that_no_formula_has_is_found(traced: tuple[Path, Path], books: Books, tmp_path: Path) -> None:
    report, _ = traced
    ref = next(ref for ref, each in read(report).figures.items() if each["derivation"][0] == "count")

    def padded(said: Any) -> None:
        figure = said["figures"][ref]
        figure["derivation"] = ["plus", ["count", *figure["derivation"][1:2]], ["given", figure["value"] - 1, "x"]]

    verdict = verify(read(falsified(report, tmp_path / "report.pdf", padded)), books)
    assert (ref, "constant") in {(each.ref, each.trouble) for each in verdict.differences}


def test_contents_that_were_falsified_are_found_although_the_workbook_is_the_same(
    traced: tuple[Path, Path], books: Books, tmp_path: Path,
) -> None:
    report, _ = traced

    def other(said: Any) -> None:
        said["cells"][HOURS[0]][HOURS[1]][HOURS[2]] = 4711

    verdict = verify(read(falsified(report, tmp_path / "report.pdf", other)), books)
    assert {(each.trouble, each.cell) for each in verdict.differences} == {("cell", HOURS)}


def test_a_report_without_figures_has_nothing_to_be_verified(traced: tuple[Path, Path], tmp_path: Path) -> None:
    empty = falsified(traced[0], tmp_path / "report.pdf", lambda said: said["figures"].clear())
    code, _, err = run(empty, "--books", traced[1], "--verify", "--locale", "en")
    assert (code, "no figures" in " ".join(err.split())) == (2, True)


def test_a_falsified_text_is_found(traced: tuple[Path, Path], books: Books, tmp_path: Path) -> None:
    report, _ = traced
    ref = next(iter(read(report).figures))

    def other(said: Any) -> None:
        said["figures"][ref]["text"] = "7,777"

    verdict = verify(read(falsified(report, tmp_path / "report.pdf", other)), books)
    assert [(each.ref, each.trouble) for each in verdict.differences] == [(ref, "text")]


@pytest.mark.parametrize(("value", "text", "scale", "belongs"), [
    (30_000, "3", 10_000, True), (30_000, "3.0", 10_000, True), (30_000, "30", 1_000, True), (30_000, "30,000", 1, True),
    (30_000, "3", 1, False), (30_000, "30", 1, False), (30_000, "30,000", 10_000, False),        # in another unit
    (-2, "−2", 1, True), (-2, "2", 1, False), (2, "−2", 1, False), (2, "+2", 1, True), (-2, "+2", 1, False),
    (66.666, "66.7%", 1, True), (66.666, "66.6%", 1, False), (7, "7 / 9", 1, False), (7, "seven", 1, False),
    (12, "12 万元", 1, False), (12, "12 million", 1, False), (12, "(12)", 1, False), (12, "–12", 1, False),
])
def test_a_text_belongs_to_a_value_in_its_own_unit_with_its_own_sign(
    traced: tuple[Path, Path], tmp_path: Path, value: float, text: str, scale: int, belongs: bool,
) -> None:
    said = read(traced[0])
    figure = {**said.figures["F0001"], "derivation": ["given", value, "default"], "value": value, "text": text, "scale": scale,
              "printed": {}}
    verdict = verify(replace(said, figures={"F0001": figure}, printed={}, files={}), Books(tmp_path))
    assert [each.trouble for each in verdict.differences] == ([] if belongs else ["text"])


def test_a_figure_that_is_printed_and_not_carried_is_found(traced: tuple[Path, Path], books: Books, tmp_path: Path) -> None:
    report, _ = traced
    ref = next(iter(read(report).figures))
    verdict = verify(read(falsified(report, tmp_path / "report.pdf", lambda said: said["figures"].pop(ref))), books)
    assert {(each.ref, each.trouble) for each in verdict.differences} == {(ref, "unknown")}


def test_a_letter_s_numbers_are_read_back_too(demo: Path, books: Books, tmp_path: Path) -> None:
    portfolio = load(demo / "seeded_r2")
    write(bundle(portfolio, judge(portfolio), "zh-Hans"), tmp_path / "letters.pdf")
    said = read(tmp_path / "letters.pdf")
    assert verify(said, books).differences == ()
    assert said.printed.keys() == said.figures.keys()
    ref, figure = next((ref, each) for ref, each in said.figures.items() if each["value"] > 1)

    def higher(other: Any) -> None:
        other["figures"][ref].update(value=figure["value"] + 1, text=f"{figure['value'] + 1:g}",
                                     printed={f"{figure['value'] + 1:g}": 1})

    verdict = verify(read(falsified(tmp_path / "letters.pdf", tmp_path / "other.pdf", higher)), books)
    assert {(each.ref, each.trouble) for each in verdict.differences} == {(ref, "value"), (ref, "printed"), (ref, "links")}


def test_a_missing_workbook_is_named(traced: tuple[Path, Path], tmp_path: Path) -> None:
    report, folder = traced
    shutil.copytree(folder, tmp_path / "books")
    (tmp_path / "books" / HOURS[0]).unlink()
    verdict = verify(read(report), Books(tmp_path / "books"))
    assert {(each.trouble, each.cell) for each in verdict.differences} == {("file", (HOURS[0], "", ""))}
    assert len({each.ref for each in verdict.differences}) == len(verdict.differences)
    code, out, _ = run(report, "--verify", "--books", tmp_path / "books", "--locale", "en")
    assert code == 1
    assert out.count(HOURS[0]) == 1                          # in one line, however many figures rest on it


def test_a_renamed_workbook_is_found_by_its_content(traced: tuple[Path, Path], tmp_path: Path) -> None:
    report, folder = traced
    shutil.copytree(folder, tmp_path / "books")
    (tmp_path / "books" / HOURS[0]).rename(tmp_path / "books" / "progress" / "三月 IT.xlsx")
    code, out, _ = run(report, "--verify", "--books", tmp_path / "books", "--locale", "en")
    assert code == 0
    assert "has another name now: progress/三月 IT.xlsx." in " ".join(out.split())


def test_a_workbook_that_reaches_too_far_to_be_laid_out_is_told_and_the_others_go_on(
    traced: tuple[Path, Path], books: Books, tmp_path: Path,
) -> None:
    report, folder = traced
    books = with_cell(folder, tmp_path / "books", (HOURS[0], HOURS[1], "XFD1048576"), 1)
    verdict = verify(read(report), Books(books))
    assert {(each.trouble, each.cell[0]) for each in verdict.differences} == {("file", HOURS[0])}


@pytest.mark.parametrize(("step", "value"), [
    (["over", ["given", 1, ""], ["given", 4, ""]], 0.25),
    (["minus", ["given", 1, ""], ["given", 4, ""]], -3),
    (["rounded", 1, ["root", ["given", 2, ""]]], 1.4),
    (["most", ["given", 0, ""], ["least", ["given", 3, ""], ["given", 2, ""]]], 2),
    (["workdays", [["2026-01-01", "2026-01-11"]], [], None], 6),                    # New Year; work on Sunday the 4th
    (["workdays", [["2026-01-01", "2026-01-11"]], [["2026-01-05", "2026-01-05"]], ["2026-01-04", "2026-01-06"]], 2),
    (["workdays", [["2026-01-06", "2026-01-05"]], [], None], 0),
])
def test_the_arithmetic(tmp_path: Path, step: list[Any], value: float) -> None:
    assert Arithmetic(Books(tmp_path), []).value(step) == value


# ---- the command

def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["trace", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


def test_the_command_shows_a_figure_with_its_cells(traced: tuple[Path, Path]) -> None:
    report, folder = traced
    code, out, _ = run(report, "全单位 任务完成率 2026H1", "--books", folder, "--locale", "en")
    assert code == 0
    assert re.search(r"divided = 0\.\d+", out)                # what each step gives
    assert "进展!E6" in out
    assert "the same as in the report" in out


def test_the_command_lists_all_figures(traced: tuple[Path, Path]) -> None:
    report, _ = traced
    code, out, _ = run(report, "--locale", "en")
    assert code == 0
    assert out.count("\n") > len(read(report).figures)


def test_the_command_verifies_and_says_what_differs(traced: tuple[Path, Path], tmp_path: Path) -> None:
    report, folder = traced
    code, out, _ = run(report, "--verify", "--books", with_cell(folder, tmp_path / "books", HOURS, 0.5), "--locale", "en")
    assert code == 1
    assert "工时!D10 held 4, it holds 0.5 now" in " ".join(out.split())


def test_wrong_usage_is_said_plainly(traced: tuple[Path, Path], tmp_path: Path) -> None:
    report, folder = traced
    (tmp_path / "none.pdf").write_text("no pdf")
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "other.pdf")
    for arguments, message in [((report, "--verify"), "--books FOLDER"), ((tmp_path / "none.pdf",), "no PDF"),
                               ((tmp_path / "other.pdf",), "no report of ours"), ((report, "F9999"), "no figure"),
                               ((report, "--books", folder, "--as-of", "2026-01-31"), "cut-off")]:
        code, out, err = run(*arguments, "--locale", "en")
        assert (code, out) == (2, "")
        assert message in err


# ---- reports from strangers

def broken(said: Any, **changed: Any) -> None:
    said["figures"] = {"F0001": {**next(iter(said["figures"].values())), **changed}}


@pytest.mark.parametrize("changed", [
    {"derivation": ["total", ["../../etc/passwd", "x", "A1"]]},                  # of no file that is listed
    {"derivation": ["total", ["organisation_2026.xlsx", "x", "A1:A9999999"]]},
    {"derivation": ["total", ["organisation_2026.xlsx", "x", "no cell"]]},
    {"derivation": ["count", ["organisation_2026.xlsx", "x", "A1:ZZ3"]]},
    {"derivation": ["workdays", [[["organisation_2026.xlsx", "x", "A1:A9"], None]], [], None]},
    {"derivation": ["system", ["given", 1, ""]]}, {"derivation": ["over", ["given", 1, ""]]},
    {"derivation": {}}, {"derivation": []}, {"value": "7"}, {"text": 7}, {"scale": 100}, {"printed": None},
    {"printed": {"7": 0}},
])
def test_a_report_of_another_form_is_no_report(traced: tuple[Path, Path], tmp_path: Path, changed: dict[str, Any]) -> None:
    other = falsified(traced[0], tmp_path / "report.pdf", lambda said: broken(said, **changed))
    code, _, err = run(other, "--books", traced[1], "--verify", "--locale", "en")
    assert (code, "no report of ours" in err) == (2, True)


def test_steps_within_steps_without_end_are_no_report(traced: tuple[Path, Path], tmp_path: Path) -> None:
    step: list[Any] = ["given", 1, ""]
    for _ in range(500):
        step = ["plus", step]
    other = falsified(traced[0], tmp_path / "report.pdf", lambda said: broken(said, derivation=step))
    assert run(other, "--locale", "en")[0] == 2


def test_a_file_outside_of_the_folder_is_not_read(traced: tuple[Path, Path], tmp_path: Path) -> None:
    shutil.copy(traced[1] / HOURS[0], tmp_path / "secret.xlsx")
    (tmp_path / "books").mkdir()

    def elsewhere(said: Any) -> None:
        said["files"]["../secret.xlsx"] = "0"
        broken(said, derivation=["total", ["../secret.xlsx", HOURS[1], HOURS[2]]], value=8, text="8", printed={}, scale=1)

    verdict = verify(read(falsified(traced[0], tmp_path / "report.pdf", elsewhere)), Books(tmp_path / "books"))
    troubles = {each.trouble for each in verdict.differences if each.ref == "F0001"}
    assert "file" in troubles
    assert "value" not in troubles


def test_days_without_end_are_not_counted(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="9999"):
        Arithmetic(Books(tmp_path), []).value(["workdays", [["0001-01-01", "9999-12-31"]], [], None])
    century, arithmetic = [["1950-01-01", "2049-12-31"]] * 20, Arithmetic(Books(tmp_path), [], _days_left=1_000_000)
    assert arithmetic.value(["workdays", century, [], None]) > 25_000
    with pytest.raises(UnreadableError, match="2049"):        # nor are they, many times over
        arithmetic.value(["workdays", [*century], [], None])
