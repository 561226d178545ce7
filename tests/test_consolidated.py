"""The consolidated book of small portfolios, read back with openpyxl."""

from __future__ import annotations

import openpyxl
import pytest
from tables import day, story, task

from checks.judge import judge
from reports.consolidated.workbook import write

PEOPLE = [{"person": "E1", "name": "沈一凡", "department": "A", "post": "工程师"}]


@pytest.fixture
def book(tmp_path):
    def made(portfolio, locale="en"):
        write(portfolio, judge(portfolio), tmp_path / "consolidated.xlsx", locale)
        return openpyxl.load_workbook(tmp_path / "consolidated.xlsx")
    return made


def clashing(**organisation):
    """A and B both want E1, whole days of the first week, the last of them alone in the second; B's cash runs out."""
    plan = {key: {"tasks": [task(f"T-{key}-1", start, finish)],
                  "staffing": [{"task": f"T-{key}-1", "person": "E1", "share": share}]}
            for key, start, finish, share in (("A", "03-02", "03-13", 50), ("B", "03-06", "03-06", 90))}
    cash = {"cash": [{"month": "2026-08", "opening": 0, "inflow": 0, "outflow": 700}]}
    return story({"people": PEOPLE, "skills": [{"person": "E9", "skill": "证"}], **organisation}, plan=plan, budget={"B": cash})


def rows(sheet):
    return [[each.value for each in row] for row in sheet.iter_rows(min_row=5)]


def test_one_day_of_overload_shows_in_its_week(book):
    sheet = book(clashing())["People by week"]
    assert rows(sheet)[0][4:] == [140, 50]
    assert "Highest day of each week" in sheet["A2"].value
    assert "Mean" not in sheet["A2"].value


@pytest.mark.parametrize(("locale", "word"), [("en", "away"), ("zh-Hans", "不在")])
def test_somebody_who_is_away_has_a_word(book, locale, word):
    absence = {"person": "E1", "start": day("03-09"), "finish": day("03-13"), "kind": "leave"}
    sheet = next(each for each in book(clashing(absences=[absence]), locale) if each["A5"].value == "E1" and each["E5"].value)
    assert rows(sheet)[0][4:] == [140, word]
    assert sheet["D5"].value == f'=IF(COUNTIF(E5:F5,"{word}")>0,"{word}",MAX(E5:F5))'


def test_a_resource_has_its_name_and_a_number_no_stray_point(book):
    sheet = book(clashing())["Conflicts"]
    person, cash = rows(sheet)
    assert (person[3], cash[3]) == ("E1 沈一凡", "B B 部")
    assert [sheet["G5"].number_format, sheet["G5"].value] == ["#,##0", 140]
    assert sheet["J5"].alignment.indent == 1
    assert sheet["J4"].alignment.indent == 1


def test_the_board_adds_up_to_what_the_overview_says(book):
    made = book(clashing())
    overview = {row[0].value: row[1].value for row in made["Overview"].iter_rows(max_row=12)}
    board = made["Submissions"]
    lines = rows(board)
    office, total = lines[-2:]
    assert office[0] == "Coordination office"
    assert office[-3:] == [1, 0, 0]                     # a skill of nobody
    severities = [overview[name] for name in ("error", "warning", "hint")]
    assert [sum(column) for column in zip(*(line[-3:] for line in lines[:-1]), strict=True)] == severities
    assert all(each.startswith("=SUBTOTAL(109,") for each in total[-3:])


def test_headings_have_room_and_the_office_its_name(book):
    portfolio = story({"people": PEOPLE, "skills": [{"person": "E9", "skill": "证"}]}, plan={"A": {"tasks": []}},
                      progress={"A/2026-01": {}})
    made = book(portfolio)
    board = made["Submissions"]
    assert "Monthly progress\n2026-01" in [each.value for each in board[4]]
    assert board.row_dimensions[4].height >= 45
    assert "Coordination office" in [row[2] for row in rows(made["Findings"])]
