"""The sample organisation holds what its page says, and its clean data are clean by counting anew."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

import openpyxl
import pytest

from samples.decoys import disturb
from samples.defects import DEFECTS, sown
from samples.demo import compose
from samples.organisations import create, gather
from samples.world import Profile

HEADCOUNT = {"CO": 5, "RD": 32, "QA": 18, "PU": 12, "P1": 46, "P2": 38, "EQ": 15, "MK": 22, "FI": 9, "HR": 8, "IT": 10}
CAP = {
    "CO": 800_000,
    "RD": 13_780_000,
    "QA": 3_900_000,
    "PU": 2_250_000,
    "P1": 6_400_000,
    "P2": 5_300_000,
    "EQ": 7_800_000,
    "MK": 15_600_000,
    "FI": 2_100_000,
    "HR": 3_600_000,
    "IT": 3_450_000,
}
TASKS = {"CO": 8, "RD": 22, "QA": 15, "PU": 12, "P1": 20, "P2": 16, "EQ": 12, "MK": 14, "FI": 9, "HR": 10, "IT": 10}
OFF = {
    date(2026, 1, 1),
    date(2026, 1, 2),
    *(date(2026, 2, day) for day in (16, 17, 18, 19, 20, 23)),
    date(2026, 4, 6),
    date(2026, 5, 1),
    date(2026, 5, 4),
    date(2026, 5, 5),
    date(2026, 6, 19),
    date(2026, 9, 25),
    date(2026, 10, 1),
    date(2026, 10, 2),
    date(2026, 10, 5),
    date(2026, 10, 6),
    date(2026, 10, 7),
}
MADE_UP = {
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 2, 28),
    date(2026, 5, 9),
    date(2026, 9, 20),
    date(2026, 10, 10),
}


def works(day: date) -> bool:
    return day in MADE_UP or (day.weekday() < 5 and day not in OFF)


def workdays(start: date, finish: date) -> list[date]:
    days = [start + timedelta(days=i) for i in range((finish - start).days + 1)]
    return [day for day in days if works(day)]


@pytest.fixture(scope="module")
def clean():
    """The clean records before people's habits are put on them."""
    return gather(create(Profile()), 2)


def rows(folder, sheet):
    """All records of one kind, with their department."""
    book, table = sheet.split(".")
    return [
        (each.stands_for, row)
        for each in folder
        if each.identity.book == book
        for row in each.rows(table)
        if len(row) > 1
    ]


def tasks_of(folder):
    return {row["task"]: row for _, row in rows(folder, "plan.tasks")}


def test_the_calendar_typed_here_has_248_workdays():
    assert len(workdays(date(2026, 1, 1), date(2026, 12, 31))) == 248


def test_numbers_of_files(demo):
    counts = {name: len(list((demo / name).rglob("*.xlsx"))) for name in ("clean", "seeded_r1", "seeded_r2")}
    assert counts == {"clean": 94, "seeded_r1": 23, "seeded_r2": 93 if "M01" in demo_codes(demo) else 94}


def demo_codes(demo):
    with (demo / "expected.csv").open(encoding="utf-8") as file:
        return {line["code"] for line in csv.DictReader(file)}


def test_people_tasks_and_caps_as_the_page_says(clean):
    assert Counter(row["department"] for _, row in rows(clean, "organisation.people")) == HEADCOUNT
    assert sum(HEADCOUNT.values()) == 215
    assert Counter(department for department, _ in rows(clean, "plan.tasks")) == TASKS
    assert sum(TASKS.values()) == 148
    assert {
        row["department"]: row["cap"] for _, row in rows(clean, "organisation.caps") if not row.get("account")
    } == CAP
    assert sum(CAP.values()) == 64_980_000
    people = {row["person"]: row["name"] for _, row in rows(clean, "organisation.people")}
    assert len(set(people.values())) == 215
    assert (people["E1033"], people["E1042"], people["E1077"], people["E1150"]) == ("李娜", "沈一凡", "刘洋", "周强")
    assert len(rows(clean, "organisation.assets")) == 24


def test_goals_add_up(clean):
    goals = {row["goal"]: row for _, row in rows(clean, "organisation.goals")}
    assert len(goals) == 12
    assert goals["G1"]["target"] == 26_000 == sum(goals[f"G1-{part}"]["target"] for part in (1, 2, 3))
    assert sum(goal.get("weight") or 0 for goal in goals.values()) == 100
    weights = defaultdict(int)
    for department, row in rows(clean, "plan.goals"):
        weights[department] += row["weight"]
    assert set(weights.values()) == {100}
    served = {row["goal"] for _, row in rows(clean, "plan.tasks")}
    assert served >= set(goals) - {"G1"}
    taken = {row["goal"]: row["target"] for department, row in rows(clean, "plan.goals") if department == "MK"}
    assert (taken["G1-1"], taken["G1-2"], taken["G1-3"]) == (11_000, 9_500, 5_500)


def test_every_budget_is_within_its_cap(clean):
    accounts = {row["account"]: row for _, row in rows(clean, "organisation.accounts")}
    spent = defaultdict(int)
    for department, row in rows(clean, "budget.lines"):
        if accounts[row["account"]]["controllable"] == "yes":
            spent[department] += sum(row.get(f"m{month:02}", 0) for month in range(1, 13))
        rise = sum(row.get(f"m{month:02}", 0) for month in range(1, 13)) / row["last_budget"] - 1
        assert abs(rise) <= 0.15 or len(row["basis"]) >= 10
    for department, row in rows(clean, "budget.capital"):
        spent[department] += row["amount"]
    assert all(spent[department] <= CAP[department] for department in CAP)
    assert sum(row["amount"] for department, row in rows(clean, "budget.capital") if department == "EQ") == 4_200_000
    assert spent["P1"] == 6_360_000


def test_nobody_and_no_machine_is_overloaded(clean):
    tasks, load, use = tasks_of(clean), defaultdict(float), defaultdict(lambda: [0.0, 0.0])
    hours = {row["asset"]: row for _, row in rows(clean, "organisation.assets")}
    for _, row in rows(clean, "plan.staffing"):
        task = tasks[row["task"]]
        if row.get("person"):
            for day in workdays(row.get("start") or task["start"], row.get("finish") or task["finish"]):
                load[row["person"], day] += row["share"]
    assert max(load.values()) <= 100
    assert load["E1042", date(2026, 3, 10)] == 100
    assert load["E1035", date(2026, 6, 16)] == 100
    for _, row in rows(clean, "plan.equipment"):
        for day in workdays(row["start"], row["finish"]):
            use[row["asset"], day][0] += row["quantity"]
            use[row["asset"], day][1] += row["quantity"] * row["hours_per_day"]
    for (asset, day), (units, hours_used) in use.items():
        assert units <= hours[asset]["quantity"], (asset, day)
        assert hours_used <= hours[asset]["quantity"] * hours[asset]["hours_per_day"], (asset, day)
        assert hours[asset]["status"] == "in_use"
    shut = [
        (row["asset"], day)
        for _, row in rows(clean, "organisation.maintenance")
        for day in workdays(row["start"], row["finish"])
    ]
    assert not set(shut) & set(use)


def test_posts_have_people_enough_in_every_week(clean):
    tasks, wanted, have = tasks_of(clean), defaultdict(float), Counter()
    for _, row in rows(clean, "organisation.people"):
        have[row["department"], row["post"]] += 1
    for department, row in rows(clean, "plan.staffing"):
        if row.get("post") and row["pool"] == "own":
            task = tasks[row["task"]]
            for day in workdays(task["start"], task["finish"]):
                wanted[department, row["post"], day] += row["headcount"]
    assert {key for key, count in wanted.items() if count > have[key[:2]]} == set()


def test_tasks_follow_one_another_and_carry_what_they_must(clean):
    tasks = tasks_of(clean)
    staffed = {row["task"] for _, row in rows(clean, "plan.staffing")}
    risky = {row["task"] for _, row in rows(clean, "plan.risks")}
    dated = {row["task"] for _, row in rows(clean, "plan.milestones")}
    parents = {task["parent_task"] for task in tasks.values()}
    high = Counter()
    for key, task in tasks.items():
        for before in task["predecessors"] or ():
            assert task["start"] > tasks[before]["finish"], key
        assert task["start"] <= task["finish"]
        assert works(task["start"]), key
        assert works(task["finish"]), key
        length = len(workdays(task["start"], task["finish"]))
        assert task["buffer"] >= max(1, length / 10)
        assert key in staffed
        assert length <= 30 or key in dated or key in parents
        if task["priority"] == "high":
            high[key.split("-")[1]] += 1
            assert key in risky
    assert all(count <= 0.4 * TASKS[department] for department, count in high.items())


def test_handovers_are_stated_by_both_sides(clean):
    sides = defaultdict(dict)
    for department, row in rows(clean, "plan.handovers"):
        sides[row["deliverable"]][row["side"]] = (department, row)
    for deliverable, both in sides.items():
        (_, given), (_, taken) = both["give"], both["take"]
        assert given["date"] <= taken["date"], deliverable
        assert given["quantity"] == taken["quantity"]
        assert given["specification"] == taken["specification"]
    assert len(sides) == 11


def test_progress_is_on_schedule_at_the_end_of_june(clean):
    tasks, reported = tasks_of(clean), {}
    for each in clean:
        if each.identity.book == "progress":
            for row in each.rows("progress"):
                month = int(each.identity.period[-2:])
                before = reported.get((row["task"], month - 1), 0 if month == 1 else None)
                if before is not None and (row["task"], month - 1) in reported:
                    assert 0 <= row["actual"] - before <= 50, (row["task"], month)
                reported[row["task"], month] = row["actual"]
                assert row["actual"] >= row["planned"] - 10
                assert (
                    (row["status"] == "done")
                    == (row["actual"] == 100)
                    == bool(row["evidence"] and row["actual_finish"])
                )
    for key, task in tasks.items():
        if task["start"] <= date(2026, 6, 30):
            assert (key, 6) in reported
        if task["finish"] <= date(2026, 6, 30):
            assert reported[key, 6] == 100
        elif task["finish"] <= date(2026, 7, 7):
            assert reported[key, 6] >= 90


def test_nobody_books_more_than_eight_hours_a_day(clean):
    booked = defaultdict(float)
    for each in clean:
        if each.identity.book == "progress":
            for row in each.rows("timesheet"):
                booked[row["person"], row["date"]] += row["hours"]
                assert works(row["date"])
    assert 0 < max(booked.values()) <= 8


def test_settlements_and_cash_and_economics_tie_out(clean):
    stated = Counter()
    for department, row in rows(clean, "budget.settlements"):
        pair = tuple(sorted((department, row["other_department"])))
        stated[pair, row["account"]] += row["amount"] * (1 if row["direction"] == "pay" else -1)
    assert set(stated.values()) == {0}
    cash = [row for _, row in rows(clean, "budget.cash")]
    for before, after in pairwise(cash):
        assert before["opening"] + before["inflow"] - before["outflow"] == after["opening"] >= 0
    may = clean.row("economics.figures", "", "2026-05/actual")
    assert (may["revenue"], may["cost"], may["profit_total"]) == (21_700_000, 15_624_000, 1_953_000)
    assert sum(row["revenue"] for _, row in rows(clean, "economics.figures") if row["kind"] == "budget") == 260_000_000


def test_rows_that_defects_speak_of_exist(clean):
    for sheet, department, key in (
        ("plan.risks", "P1", "RK-P1-02"),
        ("plan.risks", "P1", "RK-P1-04"),
        ("plan.risks", "RD", "RK-RD-03"),
        ("plan.risks", "QA", "RK-QA-02"),
        ("plan.risks", "EQ", "RK-EQ-02"),
        ("plan.requests", "MK", "RQ-MK-01"),
        ("plan.staffing", "P1", "T-P1-007/E1130"),
        ("plan.staffing", "P1", "T-P1-010/数控操作工"),
        ("plan.staffing", "RD", "T-RD-012/E1033"),
        ("plan.staffing", "QA", "T-QA-012/CMM 检验员"),
        ("plan.staffing", "IT", "T-IT-006/软件工程师"),
        ("plan.procurement", "RD", "T-RD-015/轴承 7014C"),
        ("plan.procurement", "PU", "T-PU-010/钻头"),
        ("plan.curve", "IT", "T-IT-004"),
        ("budget.lines", "MK", "660206/巡展"),
        ("budget.lines", "MK", "660206/机床展"),
        ("budget.lines", "RD", "660206/机床展"),
        ("budget.lines", "HR", "660203/内训"),
        ("budget.capital", "EQ", "节能改造"),
        ("budget.settlements", "P1", "P2/660301"),
        ("registers.gaps", "", "P1/焊工"),
        ("registers.partners", "", "PT-07"),
        ("registers.improvements", "", "IM-03"),
        ("meetings.resolutions", "", "A-0412"),
        ("organisation.skills", "", "E1130/起重机作业证"),
        ("survey.answers", "", "R005/HR"),
        ("survey.answers", "", "R118/RD"),
        ("survey.answers", "", "R119/RD"),
        ("progress.changes", "RD", "CH-RD-01"),
        ("progress.changes", "PU", "CH-PU-02"),
        ("progress.rectification", "P1", "RC-P1-02"),
        ("progress.issues", "FI", "2026-06-02"),
        ("progress.acceptance", "P1", "T-P1-005/2026-06-12"),
        ("progress.equipment_use", "QA", "EQ-003/T-QA-011/2026-06-10"),
    ):
        assert clean.row(sheet, department, key), (sheet, key)
    assert clean.row("progress.timesheet", "P1", "E1098/T-P1-004/2026-05-21", "2026-05")


def test_the_same_seed_gives_the_same_records():
    first, _ = compose(5)
    again, _ = compose(5)
    other, _ = compose(6)
    assert {name: [each.sheets for each in folder] for name, folder in first.items()} == {
        name: [each.sheets for each in folder] for name, folder in again.items()
    }
    assert first["clean"].book("organisation").sheets["people"] != other["clean"].book("organisation").sheets["people"]


def test_the_answer_key_has_a_line_for_every_finding_of_the_sown_defects():
    _, lines = compose()
    wanted = [each for name in ("seeded_r1", "seeded_r2") for defect in sown(name) for each in defect.expected]
    assert len(lines) == len(wanted)
    assert sorted(defect.number for defect in DEFECTS) == list(range(1, 103))


def test_a_defect_waits_for_its_rule():
    folders, lines = compose(codes={"F02"})
    assert {line[1] for line in lines} == {"F02"}
    assert len(folders["seeded_r2"].books) == 94


def test_expected_cells_hold_what_was_sown(demo, tmp_path):
    """The cells of the answer key are read back with openpyxl, which shares nothing with writer and geometry."""
    with (demo / "expected.csv").open(encoding="utf-8") as file:
        key = {(line["code"], line["row"]): line for line in csv.DictReader(file)}

    def typed(code, row):
        line = key[code, row]
        book = openpyxl.load_workbook(demo / line["folder"] / line["file"], read_only=True)
        for each in book.worksheets:
            each.reset_dimensions()                     # one book says false ones
        names = dict(row[:2] for row in book["_book"].iter_rows(max_col=2, values_only=True))
        sheet = book[names[f"sheet:{line['sheet']}"]]
        return sheet[line["cell"]].value

    values = {
        ("F02", "T-QA-006"): None,
        ("F03", "T-EQ-005"): "2026年5月三十日前",
        ("F05", "T-QA-005"): "T-QA-005",
        ("F04", "H-PU-03"): "生产1部",
        ("F06", "660204/校园招聘"): 500_000,
        ("F07", "2026-04"): "#REF!",
        ("P04", "T-CO-006"): "统筹工作年度评估",
        ("R01", "T-RD-006/E1042"): 100,
        ("P01", "T-PU-004"): "王磊、赵敏",
    }
    for (code, row), value in values.items():
        if (code, row) in key:
            assert typed(code, row) == value


def test_decoys_are_in_the_files(demo):
    clean = demo / "clean"
    assert (clean / "plan" / "计划副本(2).xlsx").exists()
    foreign = openpyxl.load_workbook(clean / "plan" / "FI_plan_2026_r2.xlsx")
    assert "草稿" in foreign.sheetnames
    assert (
        openpyxl.load_workbook(clean / "plan" / "QA_plan_2026_r2.xlsx", read_only=True)
        .worksheets[1]
        .calculate_dimension()
        == "A1:A1"
    )
    taiwan = openpyxl.load_workbook(clean / "plan" / "MK_plan_2026_r2.xlsx")
    assert ("locale", "zh-Hant") in [(row[0].value, row[1].value) for row in taiwan["_book"].iter_rows()]


def test_decoys_do_not_hide_a_record(clean):
    folder = gather(create(Profile()), 2)
    before = len(rows(folder, "plan.tasks"))
    disturb(folder)
    assert len(rows(folder, "plan.tasks")) == before
    assert folder.row("plan.tasks", "HR", "T-HR-002")["start"] == "２０２６－０３－０２"


def test_the_second_organisation_shares_no_name_with_the_first(elsewhere):
    files = sorted(path.name for path in elsewhere.rglob("*.xlsx"))
    assert len(files) == 1 + 11 + 11 + 33 + 5
    assert "KF_plan_2026_r2.xlsx" in files
    people = openpyxl.load_workbook(elsewhere / "organisation_2026.xlsx")["人员"]
    assert people.max_row > 215 + 22
