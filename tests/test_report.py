"""What the evaluation report says of small portfolios: nothing praised, hidden or drawn that the books do not bear out."""

from __future__ import annotations

import re

import pytest
from lxml import html
from tables import day, story, task

from checks.conflicts import READINGS
from checks.judge import judge
from checks.rule import RULES
from checks.rules import load_rules
from checks.staffing import Staffing
from reports import loads
from reports.brief import URGENT
from reports.evaluation import build
from reports.grade import grade, overloaded
from templates.field import LOCALES
from templates.wording import sentences

PEOPLE = [{"person": "E1", "name": "沈一凡", "department": "A", "post": "工程师"}]
ACCOUNTS = [{"account": "6602", "name": "差旅费", "class": "expense", "controllable": "yes"}]
CAPS = [{"department": "A", "cap": 500_000}, {"department": "B", "cap": 300_000}]


def page(portfolio, locale="en"):
    return html.fromstring(build(portfolio, judge(portfolio), locale).html)


def text(element):
    return re.sub(r"\s+", " ", element.text_content()).strip()


def brief(portfolio, locale="en"):
    return page(portfolio, locale).xpath('//section[@id="brief"]')[0]


def section(portfolio, key, locale="en"):
    """The words of one section, from its heading to the next one."""
    whole = build(portfolio, judge(portfolio), locale).html
    own = whole.partition(f'<h2 id="{key}"')[2].partition("<h2")[0]
    return text(html.fromstring(f"<div>{own}</div>"))


def cash(*months):
    rows = [{"month": month, "opening": 100_000, "inflow": 0, "outflow": out} for month, out in months]
    return {"A": {"lines": [{"account": "6602", "m01": 1000}], "cash": rows}}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_month_that_does_not_exist_stands_as_it_was_typed(locale):
    portfolio = story({"accounts": ACCOUNTS}, budget=cash(("2026-12", 5000), ("2026-13", 5000), ("2026-00", 90_000)))
    assert "2026-13" in section(portfolio, "budget", locale)


# ---- loads

def staffed(start, finish, **more):
    return {"A": {"tasks": [task("T-A-1", start, finish)], "staffing": [{"task": "T-A-1", **more}]}}


def test_people_are_away_on_days_of_leave():
    absences = [{"person": "E1", "start": day("03-11"), "finish": day("03-20"), "kind": "leave"},
                {"person": "E1", "start": day("03-02"), "finish": day("03-06"), "kind": "training"}]
    heat = loads.people(Staffing(story({"people": PEOPLE, "absences": absences},
                                       plan=staffed("03-02", "03-13", person="E1", share=50))))
    assert heat.rows[0].most == (50.0, loads.NOTHING_THERE)
    assert heat.rows[0].gone == (False, False)


def test_a_parameter_of_r01_changes_what_a_day_holds():
    portfolio = story({"people": PEOPLE, "parameters": [{"rule": "R01", "parameter": "limit", "value": "120"}]},
                      plan={key: staffed("03-02", "03-06", person="E1", share=60)["A"] for key in "AB"})
    assert loads.people(Staffing(portfolio)).rows[0].most == (100.0,)


def machine(upkeep, **row):
    assets = [{"asset": "Q1", "name": "测量机", "department": "A", "quantity": 2, "hours_per_day": 8, "status": "in_use"}]
    plan = {"A": {"tasks": [task("T-A-1", "03-02", "03-27")], "equipment": [{"task": "T-A-1", "asset": "Q1", **row}]}}
    return loads.equipment(story({"assets": assets, "maintenance": upkeep}, plan=plan)).rows[0]


def test_units_in_maintenance_are_not_available():
    upkeep = [{"asset": "Q1", "start": day("03-11"), "finish": day("03-11"), "quantity": 1},
              {"asset": "Q1", "start": day("03-16"), "finish": day("03-20")}]
    row = machine(upkeep, quantity=2, hours_per_day=8)
    assert row.most == (100.0, 200.0, loads.NOTHING_THERE, 100.0)         # one day of the second week is enough
    assert row.gone == (False, False, True, False)


def test_a_machine_that_is_gone_all_week_is_no_ordinary_empty_week():
    row = machine([{"asset": "Q1", "start": day("03-16"), "finish": day("03-20")}], quantity=1, hours_per_day=8,
                  start=day("03-02"), finish=day("03-27"))
    assert row.gone[2]
    idle = machine([{"asset": "Q1", "start": day("03-16"), "finish": day("03-20")}], quantity=0)
    assert idle.most[2] == 0
    assert idle.gone == (False, False, True, False)


def test_more_hours_than_a_machine_has_are_too_much():
    assert machine([], quantity=1, hours_per_day=24).most[0] == 150.0     # 24 of 2 × 8 hours


@pytest.mark.parametrize(("locale", "word"), [("en", "nobody"), ("zh-Hans", "无人"), ("zh-Hant", "無人")])
def test_a_post_with_nobody_in_it_has_a_word(locale, word):
    portfolio = story({"people": PEOPLE}, plan=staffed("03-02", "03-06", post="焊工", headcount=2))
    said = section(portfolio, "conflicts", locale)
    assert word in said
    assert "999" not in said


# ---- conflicts

def clashing():
    """E1 is asked for twice on the same days by A and B; A's cash runs out."""
    plan = {key: {"tasks": [task(f"T-{key}-1", "03-02", "03-06")], "staffing": [{"task": f"T-{key}-1", "person": "E1"}]}
            for key in "AB"}
    return story({"people": PEOPLE, "accounts": ACCOUNTS}, plan=plan, budget=cash(("2026-08", 1_400_000)))


def test_the_conflicts_of_one_department_are_not_called_a_clash_of_departments():
    assert "Conflicts: 2, of these between departments: 1." in text(brief(clashing()))
    assert "Conflicts: 2, of these between departments: 1." in section(clashing(), "conflicts")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_clean_folder_has_a_sentence_of_its_own(locale):
    portfolio = story()
    assert judge(portfolio).count("error") == 0
    found = text(brief(portfolio, locale).xpath('.//p[@class="msg"]')[0])
    assert found == sentences("reports", locale)["report.brief.message_clean"]
    assert not re.search(r"\d", found)


@pytest.mark.parametrize(("locale", "said"), [("en", "short by 1,300,000 CNY"), ("zh-Hans", "缺 1,300,000 元")])
def test_cash_is_short_by_an_amount_and_a_minus_is_a_minus(locale, said):
    found = section(clashing(), "conflicts", locale)
    assert said in found
    assert "−1,300,000" in found
    assert not re.search(r"(?<![\w-])-\d", found)


# ---- grades

def test_uses_are_graded_by_the_bands_of_the_regulation_as_printed():
    grades = {rate: grade("people_use", rate) for rate in (69.94, 70, 94.94, 94.95, 97, 96.99999999, 105.04, 105.06, 115, 115.06)}
    assert list(grades.values()) == ["poor", "fair", "fair", "good", "good", "good", "good", "fair", "fair", "poor"]
    assert [grade("completion", rate) for rate in (89.96, 89.9, 60, 59.9)] == ["good", "fair", "fair", "poor"]
    assert [overloaded(rate) for rate in (115.04, 115.06)] == [False, True]


# ---- brief

def test_decisions_lead_to_the_chapter_that_lists_them():
    listed = {code for code, at in URGENT if at == "conflicts"}
    assert {code for code, _ in URGENT} & READINGS.keys() - {"H01", "H02"} == listed


def test_a_department_s_findings_of_a_kind_are_one_decision():
    deadlines = [{"book": "budget", "period": period, "round": 1, "due": day("01-20")} for period in ("2026", "2026H1", "2026H2")]
    portfolio = story({"deadlines": deadlines}, as_of=day("01-30"))
    assert sum(each.code == "F11" for each in judge(portfolio).findings) == 6
    rows = brief(portfolio).xpath('.//table[@class="ask"]//td[@class="no"]/..')
    assert [(text(row[2]), "More of this kind there: 2." in text(row)) for row in rows] == [("A 部", True), ("B 部", True)]


def test_no_budget_at_all_is_no_hundred_percent_within_the_caps():
    found = text(brief(story({"caps": CAPS, "accounts": ACCOUNTS})))
    assert "0.0%" not in found
    assert "Every department is within" not in found
    assert "There is no budget or no cap yet" in found


def test_a_word_among_the_five_numbers_is_set_smaller():
    words = brief(story()).xpath('.//td[@class="v word"]')
    assert [text(each) for each in words] == ["not applicable", "not applicable"]


def test_the_pages_of_decisions_are_those_where_their_grounds_stand():
    found = page(clashing())
    for link in found.xpath('//section[@id="brief"]//a[@class="pg"]'):
        grounds = found.get_element_by_id(link.get("href")[1:])
        asked = link.getparent().getparent().xpath(".//b")[0]
        assert text(asked) in text(grounds)


# ---- parameters

@pytest.mark.parametrize("locale", LOCALES)
def test_every_parameter_has_a_name_in_every_language(locale):
    load_rules()
    words = sentences("reports", locale)
    named = {f"report.parameter.{code}.{name}" for code, rule in RULES.items() for name in rule.parameters}
    assert named == {key for key in words if key.startswith("report.parameter.")}


# ---- colours

def called_done(**acceptance):
    """T-A-1 and T-A-2 were due in February and are called done; B has to accept T-A-1 and says what came of it."""
    plan = {"A": {"tasks": [task("T-A-1", "02-02", "02-13", accepted_by="B"), task("T-A-2", "02-02", "02-13")]}}
    done = [{"task": f"T-A-{number}", "planned": 100, "actual": 100, "status": "done", "actual_finish": day("02-12")}
            for number in (1, 2)]
    accepted = [{"task": "T-A-1", "date": day("02-16"), **acceptance}] if acceptance else []
    return story(plan=plan, progress={"A/2026-02": {"progress": done, "acceptance": accepted}})


@pytest.mark.parametrize(("acceptance", "red", "why"), [
    ({"result": "failed", "problem": "端子松动"}, 1, "acceptance failed"), ({}, 1, "called done, but not accepted"),
    ({"result": "passed"}, 0, "")])
def test_what_is_due_is_done_or_has_the_colour_of_the_legend(acceptance, red, why):
    said = section(called_done(**acceptance), "completion")
    assert f"Tasks due by the cut-off: 2, done: {2 - red}" in said
    assert f"red {red}, yellow 0" in said
    assert ("all of them are red" in said) == bool(red)
    assert why in said
    assert not [each for each in judge(called_done(**acceptance)).findings if each.code == "M05"]     # said on the acceptance


# ---- what is not reported, and what a score lacks

def reported(*months, **more):
    """T-A-1 and T-B-1 are done in January; A reports in the months, B in all of January to March."""
    plan = {key: {"tasks": [task(f"T-{key}-1", "01-05", "01-16")]} for key in "AB"}
    done = {key: {"progress": [{"task": f"T-{key}-1", "planned": 100, "actual": 100, "status": "done", "evidence": "报告",
                                "actual_finish": day("01-16")}]} for key in "AB"}
    reports = {f"{key}/2026-{month:02}": done[key] for key in "AB" for month in (1, 2, 3) if key == "B" or month in months}
    return story(plan=plan, progress=reports, as_of=day("03-31"), **more)


def test_scores_rates_and_periods_with_missing_reports_are_marked():
    found = page(reported(1, 3))
    head = [text(each) for each in found.xpath('//table[@class="rates later-whole"]//th')]
    assert head == ["Indicator", "2026-01", "2026-02*", "2026-03", "2026Q1*", "2026H1*", "2026*"]
    names = [text(row[0]) for row in found.xpath('//table[@class="rates"][1]//tr')]
    assert any(name.startswith("A 部*") for name in names)
    assert any(name == "B 部†" for name in names)
    assert "100.0%*" in text(brief(reported(1, 3)))
    assert "*" not in text(brief(reported(1, 2, 3)))


def test_a_winner_is_named_only_where_all_scores_rest_on_the_same_indicators():
    assert "stand highest" in section(reported(1, 2, 3), "scorecard")
    partly = reported(1, 2, 3, registers={"compliance": [
        {"item": "印章使用", "area": "finance", "subject": "A", "checked": day("03-02"), "result": "met"}]})
    said = section(partly, "scorecard")
    assert "so they give no ranks" in said
    assert "stands highest" not in said
    heads = [text(each) for each in page(partly).xpath('//h2[@id="scorecard"]/following::div[@class="plot"][1]/span')]
    assert "Rank" not in heads
    assert heads.index("A 部") < heads.index("B 部")          # in the organisation's order, whoever has more points


def test_those_who_may_stand_first_are_named_together():
    assert "these stand highest: A 部, B 部" in section(reported(1, 2, 3), "scorecard")


def figures(profit):
    rows = [{"month": f"2026-0{month}", "kind": kind, "revenue": 1_000_000, "cost": 800_000,
             "profit_total": profit if (month, kind) == (2, "actual") else 200_000}
            for month in (1, 2, 3) for kind in ("budget", "actual", "last_year")]
    return story(economics={"figures": rows}, as_of=day("03-31"))


def test_a_profit_that_holds_a_questioned_one_bears_a_mark():
    said = section(figures(300_000), "economics")
    assert "700†" in said.replace(" ", "")
    assert "600†" not in said.replace(" ", "")
    assert "† E03" in said
    assert "†" not in section(figures(200_000), "economics")
