"""A department types its plan into LibreOffice, with three mistakes; they arrive in findings, workbook and PDF."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from templates.blank import write
from templates.books import BOOKS
from templates.geometry import address
from templates.identity import Identity
from tests.office import desktop, type_into
from tests.test_terminal import ORGANISATION, PLAN, TASK, run


def typed(table: str, *records: dict[str, object]) -> dict[str, object]:
    """Cells of a sheet of the plan, by address, as somebody types them."""
    sheet = BOOKS["plan"].by_key[table]
    said = {}
    for index, record in enumerate(records):
        for key, value in record.items():
            choices = sheet.by_key[key].choices
            said[address(sheet, key, index)] = choices[value].hans if value in choices else value
    return said


@pytest.mark.office
@pytest.mark.clicked
def test_a_plan_typed_in_libreoffice_goes_through_the_whole_line(tmp_path: Path) -> None:
    write(tmp_path / "organisation_2026.xlsx", BOOKS["organisation"],
          Identity("organisation", "2026.1", "示例公司", "2026"), records=ORGANISATION)
    assert run("new", tmp_path, "--book", "plan", "--locale", "zh-Hans")[0] == 0
    plan, sheets = tmp_path / "QA_plan_2026_r1.xlsx", BOOKS["plan"].by_key
    second = {**TASK, "task": "T-QA-002", "name": "终检", "deliverable": "终检", "owner": "赵六",
              "start": date(2026, 4, 1), "finish": "四月底"}
    cells = {"tasks": typed("tasks", TASK, second), "goals": typed("goals", *PLAN["goals"]),
             "cover": typed("cover", *PLAN["cover"]),
             "staffing": typed("staffing", *PLAN["staffing"], {"task": "T-QA-002", "person": "E1", "share": 20}),
             "risks": typed("risks", *PLAN["risks"]), "handovers": typed("handovers", *PLAN["handovers"])}
    with desktop(tmp_path / "office") as office:
        type_into(office, plan, {sheets[key].label.hans: values for key, values in cells.items()})

    code, out, _ = run("validate", tmp_path, "--format", "json", "--locale", "zh-Hans")
    found = {(each["code"], each["cells"][0]["cell"]) for each in json.loads(out)["findings"]
             if each["cells"][0]["file"] == plan.name}
    tasks = sheets["tasks"]
    assert found == {("F03", address(tasks, "finish", 1)), ("F04", address(tasks, "owner", 1)),
                     ("P04", address(tasks, "deliverable", 1))}
    assert code == 1

    assert run("consolidate", tmp_path, "-o", tmp_path / "all.xlsx", "--locale", "zh-Hans")[0] == 0
    book = openpyxl.load_workbook(tmp_path / "all.xlsx")
    lines = [[cell.value for cell in row] for row in book["问题清单"].iter_rows(min_row=5)]
    assert {(line[1], line[3].split("!")[1]) for line in lines if line[4] == plan.name} == found

    assert run("report", tmp_path, "-o", tmp_path / "all.pdf", "--locale", "zh-Hans")[0] == 0
    text = subprocess.run(["pdftotext", tmp_path / "all.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "四月底" in text
    assert "赵六" in text
