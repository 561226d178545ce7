"""Risks, quality, meetings, people, decisions and improvements: what the report says of small portfolios."""

from __future__ import annotations

import json
import re

import pytest
from lxml import html
from tables import day, story, task

from checks.derivation import Derivation
from checks.indicators.evidence import Evidence
from checks.judge import judge
from checks.portfolio import load
from checks.rules import load_rules
from reports.carried import carried
from reports.context import Context
from reports.document import document
from reports.reviews import Reviews, grade_of
from reports.sections.decisions import decisions
from reports.sections.improvements import improvements
from reports.sections.meetings import meetings
from reports.sections.people import people
from reports.sections.quality import quality
from reports.sections.risks import risks, zone
from reports.tracing.arithmetic import Arithmetic
from reports.tracing.books import Books
from templates.field import LOCALES
from tests.test_evaluation import stray_digits

PEOPLE = [{"person": "E1", "name": "沈一凡", "department": "A"}, {"person": "E2", "name": "顾晓岚", "department": "B"}]
END = day("03-31")


class Memory:
    """The cells of a story, as the arithmetic of tracing asks for them."""

    def __init__(self, portfolio):
        self.cells = {(place.file, place.sheet, place.cell): row.raw(field.key) for book in portfolio.books
                      for table in book.tables.values() for row in table for field in table.declaration.fields
                      for place in [row.at(field.key)] if not field.derived}

    def number(self, *cell):
        value = self.cells[cell]
        assert value is None or isinstance(value, int | float), (cell, value)
        return float(value or 0)

    def day(self, *cell):
        return self.cells[cell]


def made(portfolio, key, locale="en", asked=""):
    """The page of one section; every figure on it is worked out again, and what is counted is there."""
    load_rules()
    context, evidence = Context(portfolio, locale, asked), Evidence(portfolio)
    work = {"risks": lambda: risks(context), "quality": lambda: quality(context, evidence), "meetings": lambda: meetings(context),
            "people": lambda: people(context, evidence), "decisions": lambda: decisions(context, judge(portfolio)),
            "improvements": lambda: improvements(context, evidence)}
    page = document(context, "报告", sections={key: work[key]()})
    assert stray_digits(page.html) == []
    memory = Memory(portfolio)
    arithmetic = Arithmetic(memory, [])
    for figure, carry in zip(page.figures.rows.values(), json.loads(carried(page))["figures"].values(), strict=True):
        assert arithmetic.value(carry["derivation"]) == pytest.approx(figure.value), figure.name
        assert all(memory.cells[place.file, place.sheet, place.cell] is not None for place in listed(figure.derivation))
    return html.fromstring(page.html)


def listed(derivation: Derivation):
    """The cells that are counted."""
    own = derivation.cells if derivation.operation == "count" else ()
    return [*own, *(place for part in derivation.parts for place in listed(part))]


def said(element):
    return re.sub(r"\s+", " ", element.text_content()).strip()


def lead(page):
    return said(page.xpath('//p[@class="lead"]')[0])


def table(page, heading):
    """The rows of the table whose first heading is this."""
    rows = page.xpath(f'//th[normalize-space(.)="{heading}"]/ancestor::table//tr[td]')
    return [[said(cell) for cell in row.xpath("td")] for row in rows]


# ---- risks

def risk(key, likelihood, impact, **more):
    full = {"response": "mitigate", "measure": "每周核对一次", "trigger": "偏差超过 5 日", "owner": "E1", "due": day("06-30")}
    return {"risk": key, "description": f"{key} 到货延迟", "likelihood": likelihood, "impact": impact, **full, **more}


def risky(*rows):
    return story({"people": PEOPLE}, plan={"A": {"risks": list(rows)}}, as_of=END)


def test_the_zones_are_those_of_the_matrix_that_the_training_texts_print():
    printed = ["小小小小中", "小小中中中", "小中中中重", "小中中重重", "中中重重重"]
    words = {"low": "小", "medium": "中", "high": "重"}
    assert ["".join(words[zone(likelihood * impact)] for impact in range(1, 6)) for likelihood in range(1, 6)] == printed


def test_the_matrix_counts_open_risks_in_their_cells():
    page = made(risky(risk("R1", 3, 4), risk("R2", 3, 4), risk("R3", 1, 1), risk("R4", 5, 5, closed=day("03-02")),
                      risk("R5", 2, 2, closed=day("04-02"))), "risks")
    counts = {each.get("style"): said(each) for each in page.xpath('//span[contains(@class, "risks-count")]')}
    assert sorted(counts.values()) == ["1", "1", "2"]
    assert [value for style, value in counts.items() if "left:62.0mm" in style] == ["2"]      # impact 4
    assert table(page, "Open") == [["High", "0", "0", "0"], ["Medium", "2", "0", "0"], ["Low", "2", "0", "0"]]
    assert "Closed and not drawn: 1." in said(page)
    assert lead(page).startswith("No high risk is open")


def test_a_high_risk_without_a_measure_is_named_and_says_what_is_missing():
    page = made(risky(risk("R1", 5, 4, measure=None, trigger=None), risk("R2", 2, 2)), "risks")
    assert lead(page).startswith("High risks open: 1, of these without a full answer or merely accepted: 1.")
    assert table(page, "Response")[0][5] == "–Missing: Measure, Trigger"


def test_a_high_risk_is_not_answered_by_accepting_it_and_a_small_one_is():
    page = made(risky(risk("R1", 5, 4, response="accept"), risk("R2", 2, 2, response="accept")), "risks")
    assert table(page, "Open")[0] == ["High", "1", "1", "0"]
    assert [("more than acceptance" in row[5]) for row in table(page, "Response")] == [True, False]


def test_measures_past_their_date_come_first_of_those_that_weigh_the_same():
    page = made(risky(risk("R1", 3, 3), risk("R2", 3, 3, due=day("03-26")), risk("R3", 3, 3, due=END)), "risks")
    rows = table(page, "Response")
    assert [row[2].split()[0] for row in rows] == ["R2", "R3", "R1"]
    assert [row[7] for row in rows] == ["2026-03-26overdue 3", "2026-03-31", "2026-06-30"]
    assert "Measures past their date, to be followed up: 1." in lead(page)


def test_ten_risks_are_listed_and_it_is_said_of_how_many():
    page = made(risky(*(risk(f"R{number}", 3, 3) for number in range(12)), risk("R99", None, 3)), "risks")
    assert len(table(page, "Response")) == 10
    assert "Listed: 10 of 12." in said(page)
    assert "without likelihood or impact, so without a value: 1." in said(page)


def test_departments_may_number_their_risks_alike():
    page = made(story({"people": PEOPLE}, plan={key: {"risks": [risk("R1", 5, 5)]} for key in "AB"}, as_of=END), "risks")
    assert table(page, "Open")[0][:2] == ["High", "2"]


def test_a_telephone_number_in_a_measure_is_masked():
    assert "13812345678" not in said(made(risky(risk("R1", 5, 5, measure="联系供方 13812345678")), "risks"))


def test_a_long_measure_is_cut_in_the_table():
    assert table(made(risky(risk("R1", 5, 5, measure="长" * 500)), "risks"), "Response")[0][5] == "长" * 79 + "…"


# ---- quality

TASKS = {"A": {"tasks": [task("T-A-1", "01-05", "02-27", accepted_by="B")]}, "B": {"tasks": [task("T-B-1", "01-05", "02-27")]}}


def mended(*rows, acceptance=(), **more):
    progress = {"A/2026-03": {"rectification": list(rows), "acceptance": list(acceptance)}}
    return story({"people": PEOPLE}, plan=TASKS, progress=progress | more.pop("progress", {}), as_of=END, **more)


def fault(key, due, closed=None, recheck=None):
    return {"rectification": key, "source": "quality", "problem": f"{key} 划伤", "department": "A", "person": "E1",
            "due": day(due), "closed": day(closed) if closed else None, "recheck": recheck}


def test_a_rectification_closed_late_says_by_how_many_workdays():
    page = made(mended(fault("RC-1", "03-10", "03-16", "passed"), fault("RC-2", "03-20", "03-20", "passed")), "quality")
    assert table(page, "Problem") == [["closed late", "RC-1", "A 部", "RC-1 划伤", "沈一凡", "2026-03-10", "2026-03-16", "4"]]
    assert lead(page) == "All rectifications are closed; 50.0% of those due were closed in time."


def test_the_loop_is_listed_gravest_first():
    failed = {"task": "T-A-1", "date": day("03-02"), "by": "B", "result": "failed", "problem": "端子未压紧"}
    page = made(mended(fault("RC-1", "04-10"), fault("RC-2", "03-10"), fault("RC-3", "03-10", "03-09"),
                       fault("RC-4", "03-10", "03-10", "failed"), acceptance=[failed]), "quality")
    assert [row[:2] for row in table(page, "Problem")] == [
        ["not registered", "T-A-1"], ["recheck failed", "RC-4"], ["overdue", "RC-2"], ["closed, no recheck", "RC-3"],
        ["under way", "RC-1"]]
    assert "Rectifications overdue and not closed: 1;" in lead(page)


def test_an_acceptance_that_two_reports_tell_is_one_and_belongs_to_the_task_s_department():
    told = [{"task": "T-A-1", "date": day("02-20"), "by": "B", "result": "passed"}]
    page = made(mended(acceptance=told, progress={"B/2026-03": {"acceptance": told}}), "quality")
    assert [row[:3] for row in table(page, "Passed")] == [["A 部", "1", "–"]]
    assert lead(page) == "Acceptances in the period: 1, all passed."


def test_only_acceptances_of_the_period_count():
    told = [{"task": "T-A-1", "date": day("02-20"), "by": "B", "result": "passed"}]
    assert "Acceptances in the period" in lead(made(mended(acceptance=told), "quality", asked="2026Q1"))
    assert "Acceptances in the period" not in lead(made(mended(acceptance=told), "quality", asked="2026-03"))


def test_items_not_met_say_what_became_of_them():
    items = [{"item": name, "area": area, "subject": "A", "checked": day("03-18"), "result": result, "rectification": mending}
             for name, area, result, mending in (("用印", "operations", "not_met", None), ("付款", "finance", "not_met", "RC-1"),
                                                 ("合同", "people", "met", None))]
    page = made(mended(fault("RC-1", "03-10"), registers={"compliance": items}), "quality")
    assert [(row[0], row[5]) for row in table(page, "Item not met")] == [("用印", "not registered"), ("付款", "RC-1 overdue")]
    assert "Compliance items checked: 3, not met: 2;" in lead(page)
    assert "some items are not met" in said(page)


def test_an_item_checked_in_two_departments_is_two():
    items = [{"item": "用印", "area": "operations", "subject": key, "checked": day("03-18"), "result": result}
             for key, result in (("A", "met"), ("B", "not_met"))]
    page = made(mended(registers={"compliance": items}), "quality")
    assert [(row[0], *row[8:]) for row in table(page, "Passed")] == [("A 部", "1", "1", "100.0%"), ("B 部", "1", "–", "0.0%")]


# ---- meetings

def met(*resolutions, months=(1, 2, 3), issues=()):
    held = [{"meeting": f"M{month}", "kind": "monthly", "date": day(f"{month:02}-09"), "expected": 20, "attended": 19}
            for month in months]
    quarter = [{"meeting": "Q1", "kind": "quarterly", "date": day("03-24")}]
    return story({"people": PEOPLE}, meetings={"meetings": [*held, *quarter], "resolutions": list(resolutions)},
                 progress={"A/2026-03": {"issues": list(issues)}}, as_of=END)


def resolved(key, due, status="open", person="E1"):
    return {"resolution": key, "meeting": "M1", "matter": f"{key} 定稿", "department": "A", "person": person, "due": day(due),
            "status": status}


def test_an_overdue_resolution_has_its_owner_and_its_days():
    page = made(met(resolved("D1", "03-27"), resolved("D2", "03-31"), resolved("D3", "03-02", "done"),
                    resolved("D4", "03-02", "dropped"), resolved("D5", "04-02", person=None)), "meetings")
    assert lead(page).startswith("Resolutions due: 3, done: 1, overdue: 1;")
    assert "without a responsible person, to be named: 1." in lead(page)
    assert [(row[0], row[3], row[6]) for row in table(page, "Matter")] == [
        ("D1", "沈一凡", "overdue 2"), ("D2", "沈一凡", "open"), ("D5", "nobody", "open")]


def test_what_is_open_and_not_due_is_not_called_overdue():
    last, done = met(resolved("D2", "03-31")), met(resolved("D2", "03-20", "done"))
    assert lead(made(last, "meetings")).startswith("No resolution is overdue; those open are not due yet: 1.")
    assert lead(made(done, "meetings")).startswith("All resolutions on the list are done: 1.")


def test_a_month_without_a_meeting_is_named():
    page = made(met(months=(1, 3)), "meetings")
    assert table(page, "Kind") == [["Monthly meeting", "2", "95.0%", "2026-02"], ["Quarterly review", "1", "–", "–"]]
    assert "some months or quarters had none" in lead(page)
    assert "no regular one was missed" in lead(made(met(), "meetings"))


def test_issues_wait_by_workdays_and_those_beyond_the_limit_are_marked():
    days = (("03-23", None), ("03-24", None), ("03-02", "03-05"), ("03-30", "04-02"))
    issues = [{"issue": f"I{number}", "raised": day(raised), "matter": f"I{number} 缺模具", "to_department": "B",
               "answered": day(answered) if answered else None} for number, (raised, answered) in enumerate(days)]
    page = made(met(issues=issues), "meetings")
    assert [(row[0], row[4]) for row in table(page, "Issue")] == [("I0 缺模具", "6"), ("I1 缺模具", "5"), ("I3 缺模具", "1")]
    assert [said(each) for each in page.xpath('//td/span[@class="over"]')] == ["6"]
    assert "Issues without an answer: 3, of these longer than allowed: 1." in lead(page)
    assert "Raised in the period: 4, answered: 1;" in said(page)


# ---- people and partners

def registered(**sheets):
    return story({"people": PEOPLE}, registers=sheets, as_of=END)


def test_a_gap_without_a_measure_comes_first_and_a_filled_post_is_none():
    page = made(registered(gaps=[
        {"post": "焊工", "department": "A", "needed": 8, "have": 6, "measure": "recruit", "due": day("03-26")},
        {"post": "钳工", "department": "A", "needed": 3, "have": 2},
        {"post": "车工", "department": "B", "needed": 2, "have": 2}]), "people")
    assert [(row[0], *row[4:]) for row in table(page, "Post")] == [
        ("钳工", "1", "no measure", "no date"), ("焊工", "2", "Recruiting", "2026-03-26 overdue 3")]
    assert lead(page).startswith("Posts not filled: 2, people missing: 3; without a measure or a date: 1,")


def test_courses_are_judged_by_who_passed_of_whom_it_was_planned_for():
    page = made(registered(training=[
        {"course": "安全", "planned_people": 10, "actual_people": 10, "passed": 9}, {"course": "沟通", "planned_people": 10,
         "actual_people": 7, "passed": 7}, {"course": "五轴", "planned_people": 10, "date": day("02-02")},
        {"course": "编程", "planned_people": 10, "date": day("05-02")}]), "people")
    assert [(row[0], row[5], row[7]) for row in table(page, "Course")] == [
        ("沟通", "7", "70.0%"), ("安全", "10", "90.0%"), ("五轴", "not held", "–"), ("编程", "–", "–")]
    assert lead(page) == "Training: 80.0% passed of the people planned; courses that too few attended, to be repeated: 1."


def test_a_course_held_for_two_departments_is_two():
    courses = [{"course": "安全", "department": key, "planned_people": 10, "actual_people": 10, "passed": passed}
               for key, passed in (("A", 10), ("B", 8))]
    page = made(registered(training=courses), "people")
    assert [(row[2], row[7]) for row in table(page, "Course")] == [("B 部", "80.0%"), ("A 部", "100.0%")]


def partner(key, evaluated, **more):
    return {"partner": key, "kind": "supplier", "score": 88, "date": evaluated, "conclusion": "保留", **more}


def test_an_evaluation_holds_for_the_months_of_the_rule_and_ends_on_its_day():
    page = made(registered(partners=[
        partner("P1", day("01-15")), partner("P2", END.replace(year=2025)), partner("P3", day("03-30").replace(year=2025)),
        partner("P4", day("01-15"), score=None), partner("P5", None, kind="association", score=None)]), "people")
    assert [(row[0], row[6]) for row in table(page, "Partner")] == [
        ("P4", "date or score missing"), ("P3", "ended"), ("P2", "ends soon"), ("P1", "in force")]
    assert "Partners to be evaluated: 4, of these without an evaluation in force: 2;" in lead(page)
    assert "Associations and government, registered and not evaluated: 1." in said(page)


def test_a_cross_department_task_names_who_takes_part_or_says_that_nobody_is_named():
    plan = {"A": {"tasks": [task("T-A-1", "01-05", "04-24", kind="cross", owner="E1", supporters="E2"),
                            task("T-A-2", "01-05", "04-24", kind="cross", owner="E1")]}}
    page = made(story({"people": PEOPLE}, plan=plan, as_of=END), "people")
    assert [(row[0], row[4]) for row in table(page, "Taking part")] == [("T-A-1", "B 部"), ("T-A-2", "none named")]


# ---- decisions

LIMITS = [{"matter": matter, "amount_from": low, "amount_to": high, "level": level}
          for matter in ("change", "procurement", "capital")
          for low, high, level in ((0, 100_000, "department"), (100_000, None, "management"))]
EVERY_PLAN = [{"matter": "plan", "amount_from": 0, "level": "management"}]


def change(key, result, amount, level="department", **more):
    return {"change": key, "account": "6602", "field": "budget", "old": "720000", "new": "780000", "amount": amount,
            "reason": "新增库位", "requested": day("03-09"), "approved_by": "E1", "level": level, "approved": day("03-12"),
            "result": result, **more}


def changed(*changes, plan=None, limits=LIMITS):
    accounts = [{"account": "6602", "name": "差旅费", "class": "expense"}]
    return story({"people": PEOPLE, "approvals": limits, "accounts": accounts}, plan=plan,
                 progress={"A/2026-03": {"changes": list(changes)}}, as_of=END)


def test_an_approval_by_too_low_a_level_waits_for_the_management_and_is_marked():
    page = made(changed(change("C1", "approved", 620_000), change("C2", "approved", 60_000)), "decisions")
    assert lead(page).startswith("Approvals that do not hold: 1;")
    assert [(row[0], "†" in row[5]) for row in table(page, "Level, person, date")] == [("C1", True), ("C2", False)]
    assert "Changes: 2, together 680 thousand CNY. Of these 1 do not hold." in said(page)


def test_amounts_of_a_change_have_their_thousands_apart_and_other_things_stand_as_typed():
    rows = table(made(changed(change("C1", "approved", 60_000), change("C2", "approved", None, field="scope", old="720000")),
                      "decisions"), "Level, person, date")
    assert "720,000 → 780,000" in rows[0][2]
    assert "720000 →" in rows[1][2]


def test_changes_that_wait_stand_with_the_level_that_decides():
    none = {"approved_by": None, "level": None, "approved": None}
    page = made(changed(change("C1", "pending", 60_000, **none), change("C2", None, 600_000, **none),
                        change("C3", "rejected", 600_000)), "decisions")
    assert [(row[0], *row[4:]) for row in table(page, "Decided by")] == [
        ("C2", "600", "Management", "16"), ("C1", "60", "Department", "16")]
    assert lead(page) == "Changes that wait for a decision: 2, of these for the management: 1."


def test_changes_approved_before_the_period_are_not_listed():
    page = made(changed(change("C1", "approved", 60_000)), "decisions", asked="2026Q1")
    assert lead(page) == "Every approval holds and no change waits; changes approved in the period: 1."
    before = changed(change("C1", "approved", 60_000, approved=day("02-12"), requested=day("02-09")))
    assert lead(made(before, "decisions", asked="2026-03")) == (
        "Nothing has to be approved, and nothing was changed in the period.")


def test_purchases_for_the_management_that_name_no_level_come_first():
    bought = [{"task": "T-A-1", "material": name, "quantity": 1, "needed": day("05-04"), "amount": amount,
               "approved_level": level, "method": method} for name, amount, level, method in (
        ("铸件", 900_000, "management", "tender"), ("轴承", 200_000, None, "tender"), ("螺栓", 900, None, "direct"),
        ("钢板", 900_000, None, "stock"))]
    page = made(changed(plan={"A": {"tasks": [task("T-A-1", "01-05", "02-27")], "procurement": bought}}), "decisions")
    assert [(row[2], row[5]) for row in table(page, "Level named")] == [("轴承", "none"), ("铸件", "Management")]
    assert "The management decides from: Change 100, Procurement 100, Capital expenditure 100" in said(page)


@pytest.mark.parametrize(("limits", "major"), [
    ([*LIMITS, *EVERY_PLAN], ["T-A-1", "T-A-2"]),              # every plan goes there: the limits of purchases hold
    ([*LIMITS, {"matter": "plan", "amount_from": 0, "amount_to": 500_000, "level": "department"},
      {"matter": "plan", "amount_from": 500_000, "level": "management"}], ["T-A-2"])])
def test_a_task_is_major_by_its_amount_or_where_it_matters_to_many(limits, major):
    people = [*PEOPLE, {"person": "E3", "name": "陆思远", "department": "C"}]
    tasks = [task("T-A-1", "01-05", "05-29", budget=200_000),
             task("T-A-2", "01-05", "02-27", priority="high", supporters="E2、E3"),
             task("T-A-3", "01-05", "05-29", priority="high", supporters="E2", budget=50_000)]
    late = {"task": "T-A-2", "planned": 100, "actual": 60, "status": "in_progress"}
    portfolio = story({"people": people, "approvals": limits}, plan={"A": {"tasks": tasks}}, as_of=END, departments="A B C",
                      progress={"A/2026-03": {"progress": [late]}})
    page = made(portfolio, "decisions")
    assert [row[0] for row in table(page, "Why major")] == major
    assert table(page, "Why major")[-1][6] == "red"
    assert "of these overdue: 1; the management asks why." in lead(page)


# ---- evaluation and improvements

def reviewed(*rows, **more):
    keys = ("department", "indicator", "self", "first", "final", "note")
    return {"reviews": [dict(zip(keys, row, strict=False)) for row in rows], **more}


def test_a_difference_over_five_points_without_a_note_is_named():
    page = made(story(registers=reviewed(("A", "工作任务完成率", 98, 90, 92), ("B", "completion", 95, 90, 90)), as_of=END),
                "improvements")
    assert [(row[0], row[1], row[5], row[6]) for row in table(page, "Self")] == [
        ("A 部", "Task completion rate", "◆ 8", "note missing"), ("B 部", "Task completion rate", "5", "")]
    assert lead(page).startswith("Reviews that lie more than five points apart without a note: 1;")
    noted = made(story(registers=reviewed(("A", "completion", 98, 90, 92, "复核后扣减")), as_of=END), "improvements")
    assert lead(noted) == "Departments by the grade decided: excellent 1, good 0, middling 0, poor 0."
    assert "复核后扣减" in said(noted)


def test_several_indicators_are_one_decision_by_their_weights_and_none_while_one_is_open():
    rows = [("A", "completion", 90, 90, 90), ("A", "满意度", 70, 70, 70), ("B", "completion", 90, 90, None),
            ("B", "satisfaction", 80, 80, 80)]
    portfolio = story({"weights": [{"indicator": "completion", "weight": 60}, {"indicator": "satisfaction", "weight": 20}]},
                      registers=reviewed(*rows), as_of=END)
    assert Reviews(portfolio).decided("A") == 85.0
    assert Reviews(portfolio).decided("B") is None
    page = made(portfolio, "improvements")
    assert [row[7] for row in table(page, "Self")] == ["85.0 good", "", "", ""]
    assert lead(page) == "Reviews not decided yet: 1."


def test_an_indicator_of_one_s_own_counts_like_the_others():
    portfolio = story(registers=reviewed(("A", "completion", 90, 90, 90), ("A", "创新", 70, 70, 70)), as_of=END)
    assert Reviews(portfolio).decided("A") == 80.0
    assert table(made(portfolio, "improvements"), "Self")[1][1] == "创新"


def test_grades_go_by_the_points_as_printed():
    assert [grade_of(points) for points in (89.95, 89.94, 80, 79.9, 60, 59.9, 0)] == [
        "excellent", "good", "good", "middling", "middling", "poor", "poor"]


def scored(*months, finals=(95, 95), spent=(3000, 3000), **more):
    """A and B did their task in January, and spent of 3,000 each; A reports in the months, B in all three."""
    plan = {key: {"tasks": [task(f"T-{key}-1", "01-05", "01-16")]} for key in "AB"}
    budget = {key: {"lines": [{"account": "6602", "m01": 1000, "m02": 1000, "m03": 1000}]} for key in "AB"}
    progress = {f"{key}/2026-{month:02}": {
        "progress": [{"task": f"T-{key}-1", "planned": 100, "actual": 100, "status": "done", "evidence": "报告",
                      "actual_finish": day("01-16")}],
        "spending": [{"account": "6602", "month_actual": 0, "year_actual": amount}]}
        for key, amount in zip("AB", spent, strict=True) for month in (1, 2, 3) if key == "B" or month in months}
    registers = reviewed(*((key, "completion", final, final, final) for key, final in zip("AB", finals, strict=True) if final))
    accounts = [{"account": "6602", "name": "差旅费", "class": "expense"}]
    return story({"accounts": accounts}, plan=plan, budget=budget, progress=progress, registers=registers | more, as_of=END)


def test_proposals_follow_where_all_reports_are_in_and_both_scores_say_the_same():
    page = made(scored(1, 2, 3), "improvements")
    assert [row[:2] for row in table(page, "Proposal")] == [["Commendation", "A 部"], ["Commendation", "B 部"]]
    assert "proposals, not decisions" in said(page)
    assert "the management decides" in lead(page)
    assert [row[1] for row in table(made(scored(1, 2, 3, finals=(95, 70)), "improvements"), "Proposal")] == ["A 部"]
    assert table(made(scored(1, 2, 3, finals=(None, 95)), "improvements"), "Proposal")[0][2] == (
        "Computed 100.0 points; nothing has been decided.")


def test_nothing_is_proposed_where_a_report_is_missing():
    page = made(scored(1, 3), "improvements")
    assert table(page, "Proposal") == []
    assert "Departments whose monthly reports are missing: 1." in said(page)
    assert "Commendation" not in said(page)


def test_nothing_is_proposed_where_scores_rest_on_different_indicators():
    checked = [{"item": "用印", "area": "finance", "subject": "A", "checked": day("03-02"), "result": "met"}]
    page = made(scored(1, 2, 3, compliance=checked), "improvements")
    assert table(page, "Proposal") == []
    assert "do not rest on the same indicators" in said(page)


def test_a_budget_that_is_hardly_used_is_proposed_for_a_look():
    page = made(scored(1, 2, 3, spent=(1500, 3000), finals=(75, 95)), "improvements")
    assert table(page, "Proposal") == [
        ["A look at next year's budget", "A 部", "Budget execution 50.0%, too far from the plan."],
        ["Commendation", "B 部", "Decided 95.0 points, computed 100.0; both give the same grade."]]


def test_improvements_that_are_not_closed_go_into_the_next_plan():
    days = (("03-26", None), ("05-29", None), ("03-10", "03-16"), ("03-10", "03-10"))
    measures = [{"improvement": f"IM-{number}", "source": "评估", "measure": f"改版 {number}", "owner": "E1", "due": day(due),
                 "closed": day(closed) if closed else None} for number, (due, closed) in enumerate(days)]
    page = made(registered(improvements=measures), "improvements")
    assert [(row[0], row[5]) for row in table(page, "Effect")] == [
        ("IM-0", "overdue 3"), ("IM-1", "under way"), ("IM-2", "closed late 4"), ("IM-3", "closed")]
    assert "Improvements: 4, overdue: 1;" in lead(page)
    assert "Those not closed go into the next plan: 2." in said(page)


# ---- all of them

KEYS = ("risks", "quality", "meetings", "people", "decisions", "improvements")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("key", KEYS)
def test_a_section_without_data_says_so_and_stays_short(key, locale):
    page = made(story(), key, locale)
    assert len(lead(page)) > 5
    assert page.xpath("//table") == page.xpath("//svg") == page.xpath("//h3") == []
    assert not re.search(r"\d", lead(page))


@pytest.fixture(scope="module", params=["clean", "seeded_r2"])
def sample(demo, request):
    """A folder of the sample organisation: its workbooks, what they hold, what the rules say."""
    portfolio = load(demo / request.param)
    return Books(demo / request.param), portfolio, judge(portfolio, codes=["C01"])


@pytest.mark.parametrize("locale", LOCALES)
def test_the_sample_s_figures_are_worked_out_again_from_its_files(sample, locale):
    books, portfolio, judgement = sample
    context, evidence = Context(portfolio, locale), Evidence(portfolio)
    page = document(context, "报告", sections={
        "risks": risks(context), "quality": quality(context, evidence), "meetings": meetings(context),
        "people": people(context, evidence), "decisions": decisions(context, judgement),
        "improvements": improvements(context, evidence)})
    assert stray_digits(page.html) == []
    told = json.loads(carried(page))
    arithmetic = Arithmetic(books, told["calendar"])
    assert len(told["figures"]) > 200
    for each in told["figures"].values():
        assert arithmetic.value(each["derivation"]) == pytest.approx(each["value"]), each["name"]
