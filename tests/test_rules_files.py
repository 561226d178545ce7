"""F06, F08, F09, F11: totals typed over, sheets left empty, sums that do not tie out, books that are missing or late."""

from __future__ import annotations

import pytest
from tables import day, said, story

from checks.judge import judge
from checks.portfolio import load
from samples.folder import Folder
from templates.blank import write
from templates.books import BOOKS

MONTHS = {f"m{number:02}": 1000 for number in range(1, 13)}


def totals(tmp_path, **cells):
    """What F06 says of a budget of one line that was written to a file."""
    folder = Folder()
    office = {"about": [{"name": "示例单位", "year": 2026}], "departments": [{"department": "A", "name": "A 部"}],
              "accounts": [{"account": "6602", "name": "差旅费", "class": "expense"}]}
    folder.add("organisation", office, organisation="示例单位", period="2026")
    folder.add("budget", {"lines": [{"account": "6602", "item": "走访", **MONTHS, **cells}]}, organisation="示例单位",
               period="2026", department="A")
    for workbook in folder:
        write(tmp_path / workbook.path, BOOKS[workbook.identity.book], workbook.identity, records=workbook.sheets, rows=3)
    found = judge(load(tmp_path, as_of=day("01-01")), raising=True).findings
    return [each.places[0].column for each in found if each.code == "F06" and each.places[0].table == "budget.lines"]


@pytest.mark.parametrize("typed", [11_000, 0, 120_000])
def test_a_total_typed_over_its_months(typed, tmp_path):
    assert totals(tmp_path, total=typed) == ["total"]


def test_the_very_total_or_half_a_yuan_beside_it_may_be_typed(tmp_path):
    assert totals(tmp_path / "same", total=12_000) == totals(tmp_path / "near", total=12_000.4) == []
    assert totals(tmp_path / "left") == []


@pytest.mark.parametrize("sheet", ["tasks", "goals", "risks"])
def test_a_mandatory_sheet_without_a_row_or_a_word(sheet):
    assert any(line.startswith(f"warning: plan.{sheet} ") for line in said(story(plan={"A": {sheet: []}}), "F08"))


def test_a_sheet_that_says_nil_or_need_not_be_filled_is_not_empty():
    assert said(story(plan={"A": {}}), "F08") == []
    assert said(story(plan={"A": {"equipment": [], "procurement": []}}), "F08") == []


def cash(*rows):
    return story(budget={"A": {"cash": [{"month": month, "opening": opening, "inflow": 20, "outflow": 5, "closing": closing}
                                        for month, opening, closing in rows]}})


def test_a_month_that_opens_with_another_sum_than_the_last_one_closed_with():
    assert said(cash(("2026-03", 10, 25), ("2026-04", 30, 45)), "F09") == [
        "error: budget.cash 2026-04 opening; budget.cash 2026-03 closing"]
    assert said(cash(("2026-04", 30, 45), ("2026-03", 10, 25)), "F09") == [
        "error: budget.cash 2026-04 opening; budget.cash 2026-03 closing"]           # sorted otherwise
    assert len(said(cash(("2026-03", 10, 25), ("2026-04", 24, 39), ("2026-05", 40, 55)), "F09")) == 2


def test_months_that_follow_from_one_another():
    assert said(cash(("2026-03", 10, 25), ("2026-04", 25.4, 40.4)), "F09") == []     # within half a yuan
    assert said(cash(("2026-03", 10, 25), ("2026-04", None, 15)), "F09") == []


def due(book="plan", when="03-01", **more):
    return {"deadlines": [{"book": book, "period": "2026", "round": 0, "due": day(when)}], **more}


def received(when):
    return [{"department": "A", "book": "plan", "period": "2026", "round": 0, "received": day(when)}]


def test_books_that_are_due_and_missing():
    assert len(said(story(due(), plan={"A": {}}, as_of=day("03-02")), "F11")) == 1
    assert len(said(story(due(), as_of=day("03-02")), "F11")) == 2
    assert len(said(story(due("budget"), plan={"A": {}, "B": {}}, as_of=day("03-02")), "F11")) == 2
    assert said(story(due(), plan={"A": {}}, as_of=day("02-28")), "F11") == []       # not due yet
    assert said(story(due(), plan={"A": {}, "B": {}}, as_of=day("03-02")), "F11") == []


def test_a_book_that_came_late():
    late = story(due(submissions=received("03-03")), plan={"A": {}, "B": {}}, as_of=day("03-10"))
    assert [line.split(":")[0] for line in said(late, "F11")] == ["warning"]
    assert said(story(due(submissions=received("03-01")), plan={"A": {}, "B": {}}, as_of=day("03-10")), "F11") == []
    grace = [{"rule": "F11", "parameter": "grace", "value": "2"}]
    assert said(story(due(submissions=received("03-03"), parameters=grace), plan={"A": {}, "B": {}}, as_of=day("03-10")),
                "F11") == []
