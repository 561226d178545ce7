"""Goals, changes between rounds, the schedule, trends: what these sections say of small portfolios."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from tables import NAME, day, filled, story, task

from checks.indicators.evidence import Evidence
from checks.judge import judge
from checks.portfolio import Portfolio, assemble, load
from reports.carried import carried
from reports.context import Context
from reports.document import document
from reports.figure import Figure
from reports.pdf import Page
from reports.rounds import Pair, moves
from reports.sections.changes import changes
from reports.sections.goals import goals
from reports.sections.honesty import honesty
from reports.sections.progress import progress
from reports.sections.schedule import schedule
from reports.sections.trends import trends
from reports.tracing.books import Books
from reports.tracing.report import Report
from reports.tracing.verdict import verify
from templates.field import LOCALES
from tests.test_evaluation import stray_digits


def sections(portfolio: Portfolio, locale: str = "en", period: str = "") -> tuple[dict, Page]:
    """All five sections and the page that they are set on."""
    context, evidence = Context(portfolio, locale, period), Evidence(portfolio)
    made = {"goals": goals(context), "changes": changes(context), "schedule": schedule(context),
            "trends": trends(context, evidence), "honesty": honesty(context, evidence, judge(portfolio))}
    return made, document(context, "T", sections=made)


def text(markup: object) -> str:
    return re.sub(r"\s+", " ", html.fromstring(f"<p>{markup}</p>").text_content()).strip()


def words(page: Page, key: str) -> str:
    """One section as it is read."""
    return text(page.html.partition(f'<h2 id="{key}"')[2].partition(">")[2].partition("<h2")[0].partition("</body>")[0])


def cells(figure: Figure) -> list[str]:
    return [f"{place.file} {place.key} {place.column}" for place in figure.cells]


# ---- every language, every figure

def full() -> Portfolio:
    """Something in every part of every section but the changes between rounds."""
    plan = {"A": {"goals": [takes("G1")], "tasks": [task("T-A-1", "01-05", "01-16", priority="high"),
                                                   task("T-A-2", "02-02", "05-29", predecessors="T-A-1", kind="cross")]},
            "B": {"tasks": [task("T-B-1", "02-02", "02-13", priority="high", buffer=1)]}}
    reports = {f"A/2026-0{month}": {"progress": [done("T-A-1", "01-16"), told("T-A-2", 10)]} for month in (1, 2, 3)}
    return story(GOALS, plan=plan, progress=reports, as_of=day("03-31"),
                 survey=survey("2025H2", answers("A", 3, 10), answers("B", 2, 2)))


@pytest.mark.parametrize("locale", LOCALES)
def test_no_digit_stands_outside_a_figure(locale: str) -> None:
    for portfolio in (full(), story(), two_rounds()):
        assert stray_digits(sections(portfolio, locale)[1].html) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_without_data_each_section_is_a_sentence(locale: str) -> None:
    made, page = sections(story(), locale)
    assert all(made[key]["lead"] for key in made)
    for key in ("goals", "changes", "schedule", "trends"):
        assert words(page, key).endswith(text(made[key]["lead"]))
        assert "<svg" not in page.html.partition(f'id="{key}"')[2].partition("<h2")[0]


def test_every_figure_of_the_sample_holds_when_it_is_worked_out_again(demo: Path, tmp_path: Path) -> None:
    """Both rounds in one folder, so that figures cite superseded books as well."""
    folder = tmp_path / "both"
    shutil.copytree(demo / "seeded_r2", folder)
    for book in ("plan", "budget"):
        shutil.copytree(demo / "seeded_r1" / book, folder / book, dirs_exist_ok=True)
    portfolio = load(folder)
    made, page = sections(portfolio, "zh-Hans")
    assert made["changes"]["rows"]
    said = json.loads(carried(page))
    report = Report(said["as_of"], said["files"], said["calendar"], said["figures"], said["cells"], {})
    verdict = verify(report, Books(folder))
    assert verdict.figures > 300
    assert [each for each in verdict.differences if each.trouble != "links"] == []
    assert any("_r1.xlsx" in place.file for figure in page.figures.rows.values() for place in figure.cells)


# ---- goals

GOAL = {"name": "营业收入", "indicator": "营业收入", "unit": "万元", "baseline": 100, "target": 120, "direction": "up",
        "finish": day("12-31")}
GOALS = {"goals": [{**GOAL, "goal": "G1"}, {**GOAL, "goal": "G2", "name": "准时交付率"}]}


def takes(goal: str, **more: object) -> dict[str, object]:
    return {"goal": goal, "mode": "whole", "indicator": "营业收入", "unit": "万元", "baseline": 100, "target": 120, "weight": 100,
            **more}


def test_the_matrix_counts_tasks_and_names_the_goal_that_nobody_serves() -> None:
    plan = {"A": {"tasks": [task("T-A-1", "03-02", "03-06"), task("T-A-2", "03-02", "03-06")]},
            "B": {"goals": [takes("G2")], "tasks": [task("T-B-1", "03-02", "03-06")]}}
    made, page = sections(story(GOALS, plan=plan))
    (block,) = made["goals"]["blocks"]
    first, second = block["rows"]
    assert [cell["figure"] and cell["figure"].text for cell in first["cells"]] == ["2", "1"]
    assert cells(first["cells"][0]["figure"]) == [f"A_plan_2026.xlsx T-A-{number} goal" for number in (1, 2)]
    assert (first["total"].value, first["state"]) == (3, "")
    assert [(cell["figure"], cell["taken"]) for cell in second["cells"]] == [(None, False), (None, True)]
    assert (second["total"], second["state"]) == (None, "open")
    assert "Of 2 goals, goals without any task: 1." in words(page, "goals")
    assert "no task" in words(page, "goals")


def test_a_goal_that_is_served_by_its_sub_goals_is_not_open() -> None:
    listed = {"goals": [{**GOAL, "goal": "G1"}, {**GOAL, "goal": "G1-1", "parent_goal": "G1"}]}
    made, page = sections(story(listed, plan={"A": {"tasks": [task("T-A-1", "03-02", "03-06", goal="G1-1")]}, "B": {}}))
    assert [row["state"] for row in made["goals"]["blocks"][0]["rows"]] == ["parts", ""]
    assert "tasks serve every one of them" in words(page, "goals")


def test_tasks_without_a_goal_have_a_row_of_their_own_and_missing_plans_a_sentence() -> None:
    made, page = sections(story(GOALS, plan={"A": {"tasks": [task("T-A-1", "03-02", "03-06", goal=None)]}}))
    last = made["goals"]["blocks"][0]["rows"][-1]
    assert (last["key"], cells(last["total"])) == ("", ["A_plan_2026.xlsx T-A-1 task"])
    assert "Departments without a plan yet: 1" in words(page, "goals")


def test_what_a_goal_lacks_is_marked_and_what_is_no_challenge_is_said() -> None:
    listed = {"goals": [{"goal": "G1", "name": "营业收入", "target": 120, "finish": "十二月底"}, {**GOAL, "goal": "G2"}]}
    plan = {"A": {"goals": [takes("G2", target=100)], "tasks": [task("T-A-1", "03-02", "03-06")]}, "B": {}}
    made, page = sections(story(listed, plan=plan))
    assert "goals to be mended: 2" in words(page, "goals")
    assert words(page, "goals").count("▲ missing") == 3             # indicator, unit, baseline
    assert "▲ unreadable" in words(page, "goals")
    assert "▲ A 部: A goal that is no challenge" in words(page, "goals")
    assert made["goals"]["rows"][1]["takers"] == "A 部"
    whole = sections(story(GOALS, plan={"A": {"goals": [takes("G1")]}, "B": {}}))[0]["goals"]
    assert "goals to be mended: 0" in text(whole["smart"])


def test_many_departments_make_several_pieces_with_the_sums_in_the_last() -> None:
    keys = [f"D{number:02}" for number in range(30)]
    plan = {key: {"tasks": [task(f"T-{key}-1", "03-02", "03-06")]} for key in keys}
    made, _ = sections(story(GOALS, plan=plan, departments=" ".join(keys)))
    assert [len(block["names"]) for block in made["goals"]["blocks"]] == [12, 12, 6]
    totals = [block["rows"][0]["total"] for block in made["goals"]["blocks"]]
    assert (totals[:2], totals[2].value) == ([None, None], 30)


# ---- changes

ACCOUNTS = [{"account": "6602", "name": "差旅费", "class": "expense", "controllable": "yes"},
            {"account": "6001", "name": "主营业务收入", "class": "revenue", "controllable": "no"}]
COVER = {"cover": [{"submitted": day("01-01"), "plan_start": day("01-01"), "plan_finish": day("12-31")}]}


def two_rounds() -> Portfolio:
    """A's plan and budget in two rounds, B's in the second only."""
    own = {"about": [{"name": NAME, "year": 2026}], "accounts": ACCOUNTS,
           "departments": [{"department": key, "name": f"{key} 部"} for key in "AB"]}
    old = [task("T-A-1", "03-02", "03-06"), task("T-A-2", "03-02", "03-20"), task("T-A-3", "03-02", "03-06")]
    new = [task("T-A-1", "03-02", "03-13"), task("T-A-2", "03-02", "03-17"), task("T-A-4", "03-02", "03-06")]
    lines = [{"account": "6602", "m01": 10_000, "m02": 20_000}, {"account": "6001", "m01": 900_000}]
    return assemble(Path(), [
        filled("organisation", own), filled("plan", COVER | {"tasks": old}, "A", round_=1),
        filled("plan", COVER | {"tasks": new}, "A", round_=2), filled("plan", COVER | {"tasks": new[:1]}, "B", round_=2),
        filled("budget", {"lines": lines}, "A", round_=1),
        filled("budget", {"lines": [lines[0] | {"m03": 15_000}, lines[1]]}, "A", round_=2)])


def test_tasks_added_dropped_and_moved_are_counted_in_the_books_that_hold_them() -> None:
    made, page = sections(two_rounds())
    (row,) = made["changes"]["rows"]
    assert [row[part].value for part in ("now", "added", "dropped", "moved")] == [3, 1, 1, 2]
    assert cells(row["dropped"]) == ["A_plan_2026_r1.xlsx T-A-3 task"]
    assert cells(row["added"]) == ["A_plan_2026_r2.xlsx T-A-4 task"]
    listed = [(each["what"], text(each["task"])[:5], each["by"] and each["by"].text) for each in made["changes"]["tasks"]]
    assert listed == [("dropped", "T-A-3", None), ("moved", "T-A-1", "+5"), ("moved", "T-A-2", "−3"), ("added", "T-A-4", None)]
    assert "added: 1, dropped: 1, dates moved: 2. The budgets together grew by 15 thousand CNY." in words(page, "changes")
    assert "Departments without an earlier round: 1." in words(page, "changes")


def test_the_budget_s_difference_comes_from_the_months_of_both_rounds() -> None:
    difference = sections(two_rounds())[0]["changes"]["rows"][0]["difference"]
    assert (difference.value, difference.text) == (15_000, "+15")
    assert sorted(cells(difference)) == [*(f"A_budget_2026_r1.xlsx 6602/ m{month:02}" for month in (1, 2)),
                                         *(f"A_budget_2026_r2.xlsx 6602/ m{month:02}" for month in (1, 2, 3))]


def test_rounds_that_say_the_same_are_said_to_be_the_same() -> None:
    own = {"about": [{"name": NAME, "year": 2026}], "departments": [{"department": "A", "name": "A 部"}]}
    tasks = {"tasks": [task("T-A-1", "03-02", "03-06")]}
    books = [filled("plan", COVER | tasks, "A", round_=each) for each in (1, 2)]
    made, page = sections(assemble(Path(), [filled("organisation", own), *books]))
    assert "The tasks are the same as in the round before (1)" in words(page, "changes")
    assert made["changes"]["tasks"] == []


def test_only_the_round_just_before_is_compared() -> None:
    own = {"about": [{"name": NAME, "year": 2026}], "departments": [{"department": "A", "name": "A 部"}]}
    books = [filled("plan", COVER | {"tasks": [task("T-A-1", "03-02", finish)]}, "A", round_=number)
             for number, finish in ((1, "03-06"), (2, "03-13"), (3, "03-13"))]
    made, _ = sections(assemble(Path(), [filled("organisation", own), *books]))
    assert made["changes"]["rows"][0]["moved"].value == 0


def test_a_plan_of_another_year_is_no_earlier_round() -> None:
    own = {"about": [{"name": NAME, "year": 2026}], "departments": [{"department": "A", "name": "A 部"}]}
    books = [filled("plan", COVER | {"tasks": [task("T-A-1", "03-02", "03-06")]}, "A", period, number)
             for period, number in (("2025", 1), ("2025", 2), ("2026", 2))]
    made, _ = sections(assemble(Path(), [filled("organisation", own), *books]))
    assert [text("→".join(map(str, row["rounds"]))) for row in made["changes"]["rows"]] == ["1→2"]
    alone = sections(assemble(Path(), [filled("organisation", own), books[0], books[2]]))[0]
    assert alone["changes"]["rows"] == []


DATES = st.integers(1, 28).map(lambda number: day(f"03-{number:02}"))
PLANNED = st.dictionaries(st.integers(1, 6), DATES, max_size=6)


@given(PLANNED, PLANNED)
def test_seen_the_other_way_round_added_is_dropped_and_dates_move_back(one: dict[int, date], other: dict[int, date]) -> None:
    books = [filled("plan", COVER | {"tasks": [{"task": f"T-{key}", "start": day("03-01"), "finish": finish}
                                               for key, finish in sorted(plan.items())]}, "A") for plan in (one, other)]
    there, back = moves(Pair(*books)), moves(Pair(*reversed(books)))
    assert [row.key for row in there.added] == [row.key for row in back.dropped]
    assert {(old.key, old["finish"], new["finish"]) for old, new in there.moved} == {
        (new.key, new["finish"], old["finish"]) for old, new in back.moved}
    assert len(there.now) - len(there.added) == len(back.now) - len(back.added)      # the tasks that are in both


# ---- schedule

def told(key: str, actual: int, status: str = "in_progress", **more: object) -> dict[str, object]:
    return {"task": key, "planned": actual, "actual": actual, "status": status, "evidence": "报告", **more}


def done(key: str, finish: str) -> dict[str, object]:
    return told(key, 100, "done", actual_start=day("01-05"), actual_finish=day(finish))


def work(**progress_books: list[dict[str, object]]) -> Portfolio:
    """A: T-A-1 before T-A-2, with a milestone; T-A-3 is due on the cut-off's eve. B: T-B-1 ends its plan."""
    plan = {"A": {"tasks": [task("T-A-1", "03-02", "03-20", priority="high", buffer=2),
                            task("T-A-2", "03-23", "04-10", priority="high", predecessors="T-A-1", buffer=1),
                            task("T-A-3", "03-02", "03-27", priority="low")],
                  "milestones": [{"milestone": "M1", "task": "T-A-2", "name": "样机", "date": day("04-03")}]},
            "B": {"tasks": [task("T-B-1", "03-02", "05-29", priority="medium", kind="cross")]}}
    return story(plan=plan, progress={f"{key}/2026-03": {"progress": rows} for key, rows in progress_books.items()},
                 as_of=day("03-31"))


def test_bars_lie_on_the_days_of_the_plan_and_progress_stands_in_a_column() -> None:
    made, _ = sections(work(A=[done("T-A-1", "03-20"), told("T-A-2", 40), done("T-A-3", "03-27")]))
    bars = {text(bar["name"])[:5]: bar for bar in made["schedule"]["bars"]}
    assert list(bars) == ["T-A-1", "T-B-1", "T-A-2"]                 # T-A-3 is neither important nor anybody else's
    assert bars["T-A-1"]["plan"] == (1, 20)                          # days from the first of March
    assert bars["T-A-2"]["reached"].text == "40%"
    assert bars["T-A-2"]["milestones"] == [(33.5, False)]
    assert bars["T-B-1"]["reached"] is None
    assert (made["schedule"]["today"], made["schedule"]["days"]) == (31, 92)


def test_what_is_past_its_date_is_hatched_up_to_the_cut_off_and_comes_first() -> None:
    portfolio = work(A=[done("T-A-1", "03-24"), told("T-A-2", 40), told("T-A-3", 60)])
    made, page = sections(portfolio)
    bars = {text(bar["name"])[:5]: bar for bar in made["schedule"]["bars"]}
    assert bars["T-A-3"]["late"] == (27, 31)
    assert bars["T-A-3"]["red"]
    assert bars["T-A-1"]["late"] == (20, 24)                         # done, but four days late
    assert not bars["T-A-1"]["red"]
    assert "red among them, past the due date and not done: 1" in words(page, "schedule")
    context = Context(portfolio, "en")
    assert f'#{progress(context, Evidence(portfolio))["red"].ref}"' in str(schedule(context)["title"])  # one figure, two pages


def test_of_many_tasks_the_red_one_is_not_left_out() -> None:
    many = [task(f"T-A-{number:02}", "03-02", "05-29", priority="high", kind="cross") for number in range(30)]
    plan = {"A": {"tasks": [*many, task("T-A-99", "03-02", "03-20", priority="low")]}}
    made, page = sections(story(plan=plan, progress={"A/2026-03": {"progress": [told("T-A-99", 60)]}}, as_of=day("03-31")))
    names = [text(bar["name"])[:6] for bar in made["schedule"]["bars"]]
    assert (len(names), "T-A-99" in names) == (24, True)
    assert "shown 24 of 31" in words(page, "schedule")


def test_an_extension_that_was_approved_in_time_is_drawn_dashed() -> None:
    asked = {"change": "C1", "task": "T-A-3", "field": "finish", "old": "2026-03-27", "new": "2026-04-03", "reason": "等料",
             "requested": day("03-20"), "approved": day("03-23"), "result": "approved"}
    portfolio = work(A=[told("T-A-3", 60)])
    extended = story(plan={"A": {"tasks": [task("T-A-3", "03-02", "03-27", priority="high")]}},
                     progress={"A/2026-03": {"progress": [told("T-A-3", 60)], "changes": [asked]}}, as_of=day("03-31"))
    (bar,) = sections(extended)[0]["schedule"]["bars"]
    assert bar["moved"] == (27, 34)
    assert bar["late"] is None
    assert all(each["moved"] is None for each in sections(portfolio)[0]["schedule"]["bars"])


def test_slack_is_counted_for_open_tasks_only() -> None:
    made, page = sections(work(A=[done("T-A-1", "03-20")]))
    rows = {row["name"]: [row[key].value for key in ("none", "tight", "open")] for row in made["schedule"]["slack"]}
    assert rows == {"A 部": [1, 0, 2], "B 部": [1, 0, 1]}             # T-A-2 and T-B-1 end their departments' plans
    assert [text(each["name"])[:5] for each in made["schedule"]["critical"]] == ["T-A-2", "T-B-1"]
    assert "Open tasks: 3. Without slack: 2" in words(page, "schedule")


def test_a_chain_has_its_buffers_and_the_room_behind_its_last_task() -> None:
    (chain,) = sections(work())[0]["schedule"]["chains"]
    assert [text(each) for each in chain["tasks"]] == ["T-A-1", "T-A-2"]
    assert (chain["buffer"].value, chain["room"].value, chain["tight"]) == (3, 0, True)
    plan = {"A": {"tasks": [task("T-A-1", "03-02", "03-20"), task("T-A-2", "03-23", "04-10", predecessors="T-A-1"),
                            task("T-A-9", "05-06", "05-29")]}}
    (chain,) = sections(story(plan=plan))[0]["schedule"]["chains"]
    assert not chain["tight"]
    assert chain["room"].value == 33                                 # workdays from April 11 to May 29, without the holidays
    assert cells(chain["room"]) == ["A_plan_2026.xlsx T-A-2 finish", "A_plan_2026.xlsx T-A-9 finish"]


def test_a_circle_of_tasks_is_no_chain_without_end() -> None:
    plan = {"A": {"tasks": [task("T-A-1", "03-02", "03-20", predecessors="T-A-2"),
                            task("T-A-2", "03-23", "04-10", predecessors="T-A-1"),
                            task("T-A-3", "04-13", "04-17", predecessors="T-A-2")]}}
    (chain,) = sections(story(plan=plan))[0]["schedule"]["chains"]
    assert [text(each) for each in chain["tasks"]] == ["T-A-2", "T-A-3"]


def test_a_thin_buffer_stands_beside_what_it_should_be() -> None:
    plan = {"A": {"tasks": [task("T-A-1", "03-02", "03-27", priority="high", buffer=1)]}}
    (thin,) = sections(story(plan=plan))[0]["schedule"]["thin"]
    assert (thin["has"].value, thin["wanted"].value, thin["why"]) == (1, 2.0, "High priority")    # a tenth of 20 workdays
    assert sections(story(plan={"A": {"tasks": [task("T-A-1", "03-02", "03-27", priority="low")]}}))[0]["schedule"]["thin"] == []


# ---- trends

def answers(rated: str, pleased: int, persons: int, **more: object) -> list[dict[str, object]]:
    """So many persons rate A or B; those pleased choose one way, the others another, nobody the same all the way down."""
    chosen = {True: ("satisfied", "fairly", "satisfied", "fairly", "neutral"),
              False: ("neutral", "neutral", "neutral", "not", "fairly")}
    return [{"respondent": f"R{number:03}", "department": "B" if rated == "A" else "A", "rated_department": rated,
             "comment": "交付偏晚", **{f"q{one}": option for one, option in enumerate(chosen[number < pleased], 1)}, **more}
            for number in range(persons)]


def survey(half: str, *rows: list[dict[str, object]]) -> dict[str, dict[str, list[dict[str, object]]]]:
    return {half: {"cover": [{"period": half, "sent": 10}], "answers": [row for each in rows for row in each]}}


def test_every_indicator_has_a_point_for_each_month_and_satisfaction_one_for_each_survey() -> None:
    plan = {"A": {"tasks": [task(f"T-A-{month}", f"0{month}-02", f"0{month}-20") for month in (1, 2, 3)]}}
    reports = {f"A/2026-0{month}": {"progress": [done(f"T-A-{number}", f"0{number}-20") for number in (1, 2, 3)
                                                 if number <= month and number != 2]} for month in (1, 2, 3)}
    portfolio = story(plan=plan, progress=reports, survey=survey("2025H2", answers("A", 10, 10)), departments="A",
                      as_of=day("03-31"))
    made, page = sections(portfolio)
    cell = {each["name"]: each for each in made["trends"]["cells"]}
    assert [figure and figure.text for figure in cell["Task completion rate"]["points"]] == ["100.0%", "0.0%", "100.0%"]
    assert cell["Task completion rate"]["newest"].text == "100.0%"
    assert cell["Rectification rate"]["points"] == [None, None, None]
    assert text(cell["Satisfaction"]["when"]) == "2025H2"
    assert "not applicable" in words(page, "trends")


def test_a_month_without_a_report_is_a_hollow_point() -> None:
    plan = {"A": {"tasks": [task("T-A-1", "01-05", "01-16"), task("T-A-2", "02-02", "03-20")]}}
    reports = {f"A/2026-0{month}": {"progress": [done("T-A-1", "01-16"), told("T-A-2", 50)]} for month in (1, 3)}
    made, _ = sections(story(plan=plan, progress=reports, departments="A", as_of=day("03-31")))
    starred = {each["name"]: each["starred"] for each in made["trends"]["cells"]}
    assert starred["Task completion rate"] == [False, True, False]
    assert starred["Compliance rate"] == [False, False, False]       # registers need no monthly report
    assert made["trends"]["starred"]


def test_departments_are_compared_with_half_a_year_before_where_both_halves_say_something() -> None:
    both = survey("2025H2", answers("A", 10, 10)) | survey("2026H1", answers("A", 0, 10), answers("B", 10, 10))
    made, page = sections(story(survey=both, as_of=day("06-30")))
    (half,) = made["trends"]["halves"]
    assert half["name"] == "Satisfaction"
    assert [row["name"] for row in half["rows"]] == ["All departments", "A 部"]      # nobody rated B before
    old, new = half["rows"][1]["old"], half["rows"][1]["new"]
    assert half["rows"][1]["by"].value == pytest.approx(new.value - old.value)
    assert half["rows"][1]["by"].text.startswith("−")
    assert "against half a year before" in words(page, "trends")


def test_before_the_plan_year_only_surveys_are_looked_at() -> None:
    """The plan of this year says nothing of last year's budget: 0 of it spent would be a lie."""
    budget = {"A": {"lines": [{"account": "6602", **{f"m{month:02}": 1000 for month in range(1, 13)}}]}}
    spent = {"A/2026-06": {"spending": [{"account": "6602", "month_actual": 1000, "year_actual": 6000}]}}
    made, page = sections(story({"accounts": ACCOUNTS}, budget=budget, progress=spent, as_of=day("06-30")))
    assert made["trends"]["halves"] == []
    assert "departments cannot be compared with it yet" in words(page, "trends")


def test_in_the_second_half_all_indicators_are_compared_with_the_first() -> None:
    plan = {"A": {"tasks": [task("T-A-1", "02-02", "02-20"), task("T-A-2", "08-03", "08-21")]}}
    reports = {"A/2026-08": {"progress": [done("T-A-1", "02-20"), told("T-A-2", 50)]}}
    made, _ = sections(story(plan=plan, progress=reports, departments="A", as_of=day("08-31")))
    rates = {each["name"]: [(row["old"].text, row["new"].text) for row in each["rows"]] for each in made["trends"]["halves"]}
    assert rates["Task completion rate"] == [("100.0%", "0.0%"), ("100.0%", "0.0%")]


def test_the_lead_names_what_got_worse_most() -> None:
    plan = {"A": {"tasks": [task("T-A-1", "01-05", "01-16"), task("T-A-2", "02-02", "02-20")]}}
    late = {f"A/2026-0{month}": {"progress": [done("T-A-1", "01-16"), told("T-A-2", 50)]} for month in (1, 2)}
    assert "“Task completion rate” got worse most: from 100.0% (2026-01) to 0.0% (2026-02)" in words(
        sections(story(plan=plan, progress=late, departments="A", as_of=day("02-28")))[1], "trends")
    fine = {f"A/2026-0{month}": {"progress": [done("T-A-1", "01-16"), done("T-A-2", "02-20")]} for month in (1, 2)}
    assert "no indicator got worse" in words(
        sections(story(plan=plan, progress=fine, departments="A", as_of=day("02-28")))[1], "trends")
