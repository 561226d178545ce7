"""Personal data: found by their checksums, and masked in whatever leaves the house."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.judge import judge
from checks.masking import hits, masked
from checks.portfolio import load
from reports.carried import carried
from reports.evaluation import build
from samples.broken_case import write_case
from templates.field import LOCALES
from tests.test_terminal import run


@pytest.mark.parametrize(("text", "kind"), [
    ("11010519491231002X", "identity"),                     # the example of GB 11643
    ("11010519491231002x", "identity"),
    ("110105 19491231 002X", "identity"),
    ("440524188001010014", "identity"),                     # its other one
    ("A123456789", "identity"),                             # Taiwan's
    ("身分證F131104093", "identity"),
    ("A800000014", "identity"),                             # of a foreign resident, since 2021
    ("13812345678", "mobile"),
    ("+86 138-1234-5678", "mobile"),
    ("0912345678", "mobile"),
    ("+886-912-345-678", "mobile"),
    ("4111111111111111", "card"),
    ("6222 0212 3456 7890 12", "card"),
    ("3530-1113-3330-0000", "card"),
])
def test_what_is_right_by_its_checksum_is_found(text, kind):
    assert [hit.kind for hit in hits(text)] == [kind]
    shown = masked(text)
    assert len(shown) == len(text)
    assert shown.count("*") >= 5
    assert masked(shown) == shown


@pytest.mark.parametrize("text", [
    "110105194912310021",                                   # wrong check digit
    "110105194913310029",                                   # no such month
    "A123456788", "A323456789", "Ä123456789",
    "4111111111111112", "2026030215300012", "0000000000000000",
    "911100001000060217",                                   # a firm's credit code
    "12812345678", "1381234567", "138123456789", "0812345678",
    "HT-13812345678", "PO_4111111111111111", "13812345678-01", "X13812345678", "13812345678.5", "3.13812345678",
    "XA123456789", "A123456789B", "1,381,234,567", "2026-03-02 2026-03-20", "010-12345678",
])
def test_what_is_not_or_is_part_of_a_longer_code_is_left_alone(text):
    assert hits(text) == []
    assert masked(text) == text


def test_several_in_one_text_keep_what_stands_between_them():
    text = "王某13812345678/13912345678，身份证 11010519491231002X。"
    assert masked(text) == "王某138******78/139******78，身份证 110*************2X。"


@given(st.text(alphabet="0123456789 -Xx甲A+.", max_size=60))
def test_masking_keeps_the_length_and_leaves_nothing_to_mask(text):
    assert len(masked(text)) == len(text)
    assert hits(masked(text)) == []


CASE = """
as_of = 2026-03-31
[organisation]
people = [
  {person = "E-A", name = "林一 13800000001", department = "A", post = "工程师 13800000002", hours_per_day = 8},
  {person = "E-B", name = "周二", department = "B", post = "技师", hours_per_day = 8},
]
waivers = [
  {code = "H04", department = "A", reason = "电话 13800000003 已确认", granted_by = "王 13800000004", until = 2026-12-31},
]
[[books]]
book = "plan"
department = "A"
[books.sheets]
tasks = [
  {task = "T-A-001", description = "编制说明书 1 份，联系 13800000005", name = "编制说明书 13800000006", goal = "13800000007"},
  {task = "T-A-002", name = "安装导轨 2 根", deliverable = "安装记录 2 份", owner = "张三 13800000008"},
]
staffing = [
  {task = "T-A-001", person = "E-A", share = 90}, {task = "T-A-002", person = "E-A", share = 90},
  {task = "T-A-002", post = "工程师 13800000002", headcount = 9},
]
procurement = [{task = "T-A-001", material = "轴承（找 13800000009）", quantity = 8, needed = 2026-03-02}]
handovers = [
  {handover = "H-1", side = "give", other_department = "B", deliverable = "图纸 13800000010", acceptance_criterion = "按惯例"},
]
[[books]]
book = "plan"
department = "B"
[books.sheets]
tasks = [{task = "T-B-001", name = "装配主轴 4 套", description = "装配并跑合主轴 4 套", deliverable = "跑合记录 4 份"}]
procurement = [{task = "T-B-001", material = "轴承（找 13800000009）", quantity = 80, needed = 2026-03-23}]
[[books]]
book = "budget"
department = "A"
[books.sheets]
lines = [{item = "客户走访 13800000011", m01 = 500, total = 900}]
[[books]]
book = "progress"
department = "A"
period = "2026-03"
[books.sheets]
progress = [{task = "T-A-001", next_step = "打 13800000012"}]
issues = [{issue = "W-1", raised = 2026-03-02, matter = "请找 13800000013"}]
[[books]]
book = "survey"
period = "2026H1"
[books.sheets]
cover = [{period = "2026H1", sent = 10}]
answers = [{respondent = "R1", department = "A", rated_department = "B", q1 = "not", comment = "13800000014"}]
"""
NUMBER = re.compile(r"138000000\d\d")


@pytest.fixture(scope="module")
def typed(tmp_path_factory):
    """A folder in which people's numbers stand wherever text may stand."""
    case, target = tmp_path_factory.mktemp("case"), tmp_path_factory.mktemp("folder")
    (case / "case.toml").write_text(CASE, encoding="utf-8")
    write_case(case, target)
    return target


def cells(path: Path) -> str:
    """Everything that a workbook says."""
    book = openpyxl.load_workbook(path)
    return "\n".join([str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
                     + book.sheetnames)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_output_says_a_number_that_somebody_typed(typed, tmp_path, locale):
    words = ("--locale", locale)
    said = {"table": run("validate", typed, *words)[1], "json": run("validate", typed, "--format", "json", *words)[1],
            "clashes": run("conflicts", typed, *words)[1],
            "clashes json": run("conflicts", typed, "--format", "json", *words)[1]}
    run("validate", typed, "--format", "xlsx", "-o", tmp_path / "findings.xlsx", *words)
    run("consolidate", typed, "-o", tmp_path / "consolidated.xlsx", *words)
    said |= {"findings": cells(tmp_path / "findings.xlsx"), "consolidated": cells(tmp_path / "consolidated.xlsx")}
    portfolio = load(typed)
    page = build(portfolio, judge(portfolio, raising=True), locale)
    said |= {"page": page.html, "figures": carried(page)}
    assert {name: sorted(set(NUMBER.findall(text))) for name, text in said.items() if NUMBER.search(text)} == {}
    for name in ("table", "json", "findings", "consolidated", "page"):
        assert len(set(re.findall(r"138\*{6}\d\d", said[name]))) > 5, name      # they were there to be said


def test_every_cell_with_a_number_is_found(typed):
    found = [each for each in judge(load(typed)).findings if each.code == "C04"]
    assert {(each.anchor.table, each.anchor.column) for each in found} == {
        ("organisation.people", "name"), ("organisation.people", "post"), ("organisation.waivers", "reason"),
        ("organisation.waivers", "granted_by"), ("plan.tasks", "description"), ("plan.tasks", "name"),
        ("plan.procurement", "material"), ("plan.handovers", "deliverable"), ("plan.staffing", "post"),
        ("budget.lines", "item"), ("progress.progress", "next_step"), ("progress.issues", "matter"),
        ("survey.answers", "comment")}
