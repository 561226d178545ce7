"""The kinds of report beside the evaluation, and the command that writes them: what stands on which page, where it lands."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from lxml import html

from checks.conflicts import conflicts
from checks.indicators.period import named, to_date
from checks.judge import judge
from checks.portfolio import load
from reports import budgeting, kinds, meeting, rules_in_force, short
from reports.agenda import MOST, agenda
from reports.before import before
from reports.budgeting.accounts import accounts, together
from reports.pdf import write
from reports.submission import board
from templates.books.choices import MONTHS
from templates.field import LOCALES
from templates.wording import sentences
from tests.tables import day, story, task
from tests.test_evaluation import stray_digits
from tests.test_terminal import folder, run

BUILDS = {"brief": short.build, "meeting": meeting.build, "budget": budgeting.build, "catalogue": rules_in_force.build}
HOSTILE = '<img src="file:///etc/passwd"><script>x</script>\u202e{{ 7*7 }} 9' + "长" * 400 + "W" * 400
PEOPLE = [{"person": "E1", "name": "张三", "department": "A"}, {"person": "E2", "name": "李四", "department": "B"}]
ACCOUNTS = [{"account": "6602", "name": "差旅费", "class": "expense", "controllable": "yes"},
            {"account": "5001", "name": "材料", "class": "cost", "controllable": "yes"}]


@pytest.fixture(scope="module")
def seeded(demo):
    portfolio = load(demo / "seeded_r2")
    return portfolio, judge(portfolio)


@pytest.fixture(scope="module")
def clean(demo):
    portfolio = load(demo / "clean")
    return portfolio, judge(portfolio)


def words(page, path="//body"):
    found = html.fromstring(page.html).xpath(path)
    return re.sub(r"\s+", " ", " ".join(each.text_content() for each in found)).strip()


def built(kind, portfolio, locale="en", period=""):
    return BUILDS[kind](portfolio, judge(portfolio), locale, period)


def pages_of(path):
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


# ---- every kind, in every language

def test_where_reports_are_missing_the_brief_does_not_say_that_nothing_is_late():
    plan = {"A": {"tasks": [task("T-A-1", "02-02", "02-06")]}}
    told = {"progress": [{"task": "T-A-1", "planned": 100, "actual": 100, "status": "done", "actual_finish": day("02-05")}]}
    silent = words(built("brief", story(plan=plan, departments="A", as_of=day("03-31"))), "//section")
    assert "the reports that are missing may know of some" in silent
    assert "No task is past its date." not in silent
    whole = {f"A/2026-0{month}": told for month in (1, 2, 3)}
    assert "No task is past its date." in words(built("brief", story(plan=plan, progress=whole, departments="A")), "//section")


def test_reports_of_months_that_had_not_begun_are_not_owed():
    told = {"progress": [{"task": "T-A-1", "planned": 100, "actual": 40, "status": "in_progress"}]}
    portfolio = story(plan={"A": {"tasks": [task("T-A-1", "02-02", "06-05")]}}, departments="A",
                      progress={f"A/2026-0{month}": told for month in (1, 2, 3)}, as_of=day("01-31"))
    expected, states = board(portfolio)
    assert [each.period for each in expected if each.book == "progress"] == ["2026-01"]
    assert "missing" not in states.values()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", BUILDS)
def test_every_number_of_a_kind_is_a_figure(kind, locale, seeded):
    page = BUILDS[kind](*seeded, locale)
    assert stray_digits(page.html) == []
    assert page.figures.rows


@pytest.mark.parametrize("locale", ["zh-Hans", *(pytest.param(each, marks=pytest.mark.proof) for each in ("zh-Hant", "en"))])
@pytest.mark.parametrize("kind", BUILDS)
def test_a_kind_is_written_without_complaint_and_its_figures_hold(kind, locale, seeded, demo, tmp_path):
    assert write(BUILDS[kind](*seeded, locale), tmp_path / "report.pdf") == []
    assert run("trace", tmp_path / "report.pdf", "--books", demo / "seeded_r2", "--verify")[0] == 0
    if kind == "meeting":
        assert 3 <= pages_of(tmp_path / "report.pdf") <= 6


@pytest.mark.parametrize("kind", BUILDS)
def test_what_people_typed_stays_text(kind, tmp_path):
    plan = {key: {"tasks": [task(f"T-{key}-1", "03-02", "03-06", name=HOSTILE, owner="E1", deliverable=HOSTILE)],
                  "staffing": [{"task": f"T-{key}-1", "person": "E1"}]} for key in "AB"}
    portfolio = story(
        {"people": [{**PEOPLE[0], "name": HOSTILE}], "accounts": [{**ACCOUNTS[0], "name": HOSTILE}],
         "departments": [{"department": "A", "name": HOSTILE}, {"department": "B", "name": HOSTILE}],
         "trial": [{"rule": "F02", "severity": "hint"}], "parameters": [{"rule": "P05", "parameter": "words", "value": HOSTILE}]},
        plan=plan, budget={"A": {"lines": [{"account": "6602", "item": HOSTILE, "m01": 500, "last_budget": 1}]}},
        progress={"A/2026-02": {"spending": [{"account": "6602", "month_actual": 1, "year_actual": 700, "note": HOSTILE}],
                                "issues": [{"issue": HOSTILE, "raised": day("02-02"), "matter": HOSTILE}]}},
        meetings={"resolutions": [{"resolution": "R1", "matter": HOSTILE, "department": "A", "due": day("02-10"),
                                   "status": "open"}]})
    page = built(kind, portfolio)
    assert "<script>" not in page.html
    assert "\u202e" not in page.html
    assert stray_digits(page.html) == []
    if kind != "catalogue":                                  # it would write the same hundred rules once more
        assert write(page, tmp_path / "report.pdf") == []


# ---- the brief

@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("which", ["clean", "seeded"])
def test_the_brief_is_one_page(which, locale, request, tmp_path):
    assert write(short.build(*request.getfixturevalue(which), locale), tmp_path / "brief.pdf") == []
    assert pages_of(tmp_path / "brief.pdf") == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_the_brief_is_one_page_whatever_people_type(locale, tmp_path):
    long = "特别长的名称" * 60
    keys = "A B C D E F"
    departments = [{"department": key, "name": f"{key}{long}"} for key in keys.split()]
    tasks = [task(f"T-A-{number}", "02-02", "02-06", name=long) for number in range(9)]
    reports = {f"A/2026-0{month}": {"progress": [
        {"task": each["task"], "planned": 100, "actual": 100 if number % 2 and month == 3 else 50,
         "actual_finish": day("03-02") if number % 2 and month == 3 else None,
         "status": "done" if number % 2 and month == 3 else "in_progress"} for number, each in enumerate(tasks)]}
        for month in (2, 3)}
    caps = [{"department": key, "cap": 1} for key in keys.split()]
    portfolio = story({"departments": departments, "accounts": ACCOUNTS, "caps": caps}, plan={"A": {"tasks": tasks}},
                      budget={key: {"lines": [{"account": "6602", "item": long, "m01": 5e9}]} for key in keys.split()},
                      progress=reports, departments=keys)
    page = built("brief", portfolio, locale)
    assert len(html.fromstring(page.html).xpath('//table[@class="ask"]//td[@class="no"]')) == 5
    assert write(page, tmp_path / "brief.pdf") == []
    assert pages_of(tmp_path / "brief.pdf") == 1


def test_the_numbers_of_the_brief_stay_on_its_page_and_the_attached_file_has_them_all(seeded, tmp_path):
    page = short.build(*seeded, "en")
    found = html.fromstring(page.html)
    links = found.xpath("//body//a")
    assert all(found.get_element_by_id(each.get("href")[1:]).text == each.text for each in links)
    printed = [each.text for each in links]
    assert len(printed) > 15
    assert set(printed) <= {each.text for each in page.figures.rows.values()}
    write(page, tmp_path / "brief.pdf")
    with pikepdf.open(tmp_path / "brief.pdf") as pdf:
        carried = json.loads(pdf.attachments["figures.json"].get_file().read_bytes())
    assert set(carried["figures"]) == set(page.figures.rows)


def test_readers_can_subtract_what_the_brief_prints(seeded):
    rows = html.fromstring(short.build(*seeded, "en").html).xpath('//table[@class="five"]//tr[td]')
    rates = [row for row in rows if "%" in row[1].text_content()]
    assert len(rates) == 2
    for row in rates:
        now, then = (float(row[number].text_content().rstrip("*%")) for number in (1, 2))
        assert f"{abs(now - then):.1f}" in row[3].text_content()


def months(**more):
    """Two tasks of A due in February: one done in time, the other only in March; B never reports."""
    def told(second, finish):
        return {"progress": [{"task": "T-A-1", "planned": 100, "actual": 100, "status": "done", "actual_finish": day("02-05")},
                             {"task": "T-A-2", "planned": 100, "actual": second, "actual_finish": finish,
                              "status": "done" if finish else "in_progress"}]}

    plan = {"A": {"tasks": [task("T-A-1", "02-02", "02-06"), task("T-A-2", "02-02", "02-13")]}}
    return story(plan=plan, progress={"A/2026-02": told(40, None), "A/2026-03": told(100, day("03-11"))}, departments="A", **more)


def test_the_brief_says_what_a_number_was_before_and_what_changed():
    page = built("brief", months())
    rows = [re.sub(r"\s+", " ", row.text_content()) for row in html.fromstring(page.html).xpath('//table[@class="five"]//tr')]
    assert "2026-02-28" in rows[0]
    assert "100.0%" in rows[1]
    assert "50.0%" in rows[1]
    assert "Percentage points more than before: 50.0." in rows[1]
    assert "Fewer than before by 1." in rows[2]
    changed = words(page, "//ul")
    assert "Tasks done: 1 (T-A-2 T-A-2 编制说明书)" in changed
    assert "Tasks no longer red: 1" in changed


@pytest.mark.parametrize("locale", LOCALES)
def test_without_an_earlier_report_nothing_is_compared(locale):
    page = built("brief", months(as_of=day("02-28")), locale)
    assert sentences("reports", locale)["report.short.untold"] in words(page)
    assert words(page, '//table[@class="five"]//td[3]') == "– – – – –"


@pytest.mark.parametrize(("asked", "cut_off", "compared"), [
    ("2026-06", "06-30", ("2026-05", "05-31")), ("2026Q2", "06-30", ("2026Q1", "03-31")),
    ("2026H2", "08-31", ("2026H1", "06-30")), ("2026H1", "06-30", ("2026H1", "05-31")),
    ("2026Q1", "02-10", ("2026Q1", "01-31")), ("2026-01", "01-31", None), ("", "06-15", ("2026", "05-31")),
])
def test_a_period_is_compared_with_the_one_before_it_or_with_itself_a_month_earlier(asked, cut_off, compared):
    portfolio = story(as_of=day(cut_off))
    period = named(asked, portfolio.as_of) if asked else to_date(portfolio)
    found = before(portfolio, period)
    assert (found and (found.name, found.last)) == (compared and (compared[0], day(compared[1])))


def test_clashes_of_days_that_are_over_are_no_decision():
    plan = {key: {"tasks": [task(f"T-{key}-1", "03-02", "03-06")], "staffing": [{"task": f"T-{key}-1", "person": "E1"}]}
            for key in "AB"}
    titles = [words(built("brief", story({"people": PEOPLE}, plan=plan, as_of=day(cut_off))), '//table[@class="ask"]')
              for cut_off in ("02-27", "03-31")]
    assert ["overloaded" in each for each in titles] == [True, False]


# ---- the meeting

def clashing(**more):
    """E1 of A is asked for by A and B at once; B's own E2 is planned for his leave."""
    plan = {key: {"tasks": [task(f"T-{key}-1", "03-02", "03-06", owner=f"E{number}")],
                  "staffing": [{"task": f"T-{key}-1", "person": "E1"}]} for number, key in enumerate("AB", 1)}
    plan["B"]["tasks"].append(task("T-B-2", "04-06", "04-10"))
    plan["B"]["staffing"].append({"task": "T-B-2", "person": "E2"})
    away = [{"person": "E2", "start": day("04-07"), "finish": day("04-10"), "kind": "leave"}]
    return story({"people": PEOPLE, "absences": away}, plan=plan, **more)


def test_the_agenda_holds_what_departments_have_to_settle_and_nothing_that_is_over():
    for cut_off, wanted, rest in (("01-30", ["R01"], ["own"]), ("03-31", [], ["over", "own"])):
        portfolio = clashing(as_of=day(cut_off))
        on, off = agenda(portfolio, conflicts(judge(portfolio).findings))
        assert [each.conflict.finding.code for each in on] == wanted
        assert sorted(why for _, why in off) == sorted(rest)
        assert all(each.parties == ("A", "B") for each in on)


def test_a_meeting_gets_through_so_much_and_the_rest_is_listed():
    many = range(MOST + 2)
    plan = {key: {"tasks": [task(f"T-{key}-{number}", "03-02", "03-06") for number in many],
                  "staffing": [{"task": f"T-{key}-{number}", "person": f"E{number}"} for number in many]} for key in "AB"}
    people = [{"person": f"E{number}", "name": f"人{number}", "department": "A"} for number in many]
    portfolio = story({"people": people}, plan=plan, as_of=day("02-01"))
    on, off = agenda(portfolio, conflicts(judge(portfolio).findings))
    assert len(on) == MOST
    assert [why for _, why in off] == ["later", "later"]


def test_an_item_names_speakers_the_cheapest_repair_its_price_and_leaves_room():
    page = built("meeting", clashing(as_of=day("01-30")))
    said = words(page, '//div[contains(@class, "settle")]')
    assert "A 部 张三" in said
    assert "B 部 李四" in said
    assert re.search(r"Proposed: .+ Price: \S", said)
    assert words(page, '//table[@class="room"]//th') == "Resolved: what By whom By when"
    assert "one department can settle it" in words(page, '//table[@class="rules"]')


def test_red_tasks_resolutions_and_issues_are_on_the_agenda():
    portfolio = story(
        {"people": PEOPLE}, plan={"A": {"tasks": [task("T-A-1", "02-02", "02-13", owner="E1")]}},
        progress={"A/2026-02": {"progress": [{"task": "T-A-1", "planned": 100, "actual": 40, "status": "in_progress",
                                              "delay_reason": "图纸晚到"}],
                                "issues": [{"issue": "I1", "raised": day("02-09"), "matter": "缺测具", "to_department": "B"},
                                           {"issue": "I2", "raised": day("02-09"), "matter": "已答复",
                                            "answered": day("02-12")}]}},
        meetings={"meetings": [{"meeting": "M1", "kind": "monthly", "date": day("02-06")}],
                  "resolutions": [{"resolution": f"R{number}", "meeting": "M1", "matter": f"事项{number}", "department": "A",
                                   "due": day(due), "status": status}
                                  for number, (due, status) in enumerate((("01-20", "open"), ("01-20", "done"), ("02-20", "done"),
                                                                          ("02-20", "dropped"), ("03-20", "open")))]})
    said = words(built("meeting", portfolio))
    for wanted in ("Red tasks to be followed up: 1.", "Resolutions due or overdue: 2.", "Issues without an answer: 1.",
                   "图纸晚到", "事项0", "事项2", "缺测具"):
        assert wanted in said
    for unwanted in ("事项1", "事项3", "事项4", "已答复"):
        assert unwanted not in said


@pytest.mark.parametrize("locale", LOCALES)
def test_a_folder_without_anything_to_settle_says_so(locale):
    said = words(built("meeting", story(), locale), '//p[@class="lead"]')
    assert said == sentences("reports", locale)["report.meeting.lead_none"]


# ---- the budget

def budgeted():
    lines = {"A": [{"account": "6602", "item": "差旅", "m01": 100, "m02": 200, "last_budget": 200},
                   {"account": "5001", "item": "钢材", "m01": 1000, "m03": 500}],
             "B": [{"account": "6602", "item": "出差", "m02": 400, "last_budget": 500},
                   {"account": "9999", "item": "不明", "m01": 50}]}
    spent = {"A/2026-02": {"spending": [{"account": "6602", "month_actual": 500, "year_actual": 900, "note": "展会提前"}]},
             "B/2026-02": {"spending": [{"account": "6602", "month_actual": 0, "year_actual": 0}]}}
    capital = {"A": [{"item": "机床", "amount": 3000}], "B": []}
    return story({"accounts": ACCOUNTS}, progress=spent,
                 budget={key: {"lines": lines[key], "capital": capital[key]} for key in "AB"})


def test_the_sum_of_the_accounts_is_that_of_the_departments():
    listed = accounts(budgeted())
    assert [(each.key, each.year().value) for each in listed] == [("5001", 1500), ("6602", 700), ("", 50), ("capital", 3000)]
    whole = together(each.year() for each in listed)
    assert whole.value == sum(together(each.year(key) for each in listed).value for key in "AB") == 5250
    assert all(place.column != "total" for place in whole.cells)         # input cells, not what the sheet adds up


def test_variances_are_above_and_below_the_budget_of_the_same_time():
    page = built("budget", budgeted())
    above, below = (re.sub(r"\s+", " ", each.text_content()) for each in html.fromstring(page.html).xpath(
        '//h2[@id="budget_variance"]/following-sibling::table[position() <= 2]'))
    assert "A 部6602 差旅费" in above
    assert "300.0%" in above                            # 900 of 100 and 200
    assert "展会提前" in above
    assert "B 部6602 差旅费" in below
    assert "A 部5001" not in above + below              # no spending was told of it: nothing below plan is concluded


def test_a_budget_report_has_a_cover_and_every_figure_in_its_index(seeded):
    page = budgeting.build(*seeded, "en")
    tree = html.fromstring(page.html)
    assert tree.xpath('//section[@class="cover"]')
    assert {each.get("id") for each in tree.xpath('//div[@class="index num"]/div')} == set(page.figures.rows)


@pytest.mark.parametrize("kind", [each for each in BUILDS if each != "catalogue"])
def test_an_empty_folder_is_no_mistake(kind, tmp_path):
    assert write(built(kind, story()), tmp_path / "report.pdf") == []


# ---- the catalogue

def test_what_the_organisation_changes_is_marked_with_the_default_beside_it():
    portfolio = story({"trial": [{"rule": "F02", "severity": "hint", "from": day("01-01")}, {"rule": "F05", "severity": "off"},
                                 {"rule": "F08", "severity": "hint", "from": day("12-01")}],
                       "parameters": [{"rule": "M06", "parameter": "days", "value": "10"}]}, as_of=day("03-01"))
    said = words(built("catalogue", portfolio), '//h2[@id="here"]/following-sibling::table[1]')
    assert re.search(r"F02 .*Hint usually: Error since 2026-01-01", said)
    assert re.search(r"F05 .*Off usually: Error", said)
    assert re.search(r"M06 .*days = 10 usually: 7", said)
    assert "F08" not in said                            # its trial has not begun


def test_the_catalogue_counts_the_findings_of_every_rule(seeded):
    portfolio, judgement = seeded
    page = rules_in_force.build(portfolio, judgement, "en")
    counts = {each.name.split()[0]: each.value for each in page.figures.rows.values() if each.name.endswith("findings")}
    assert sum(counts.values()) == len(judgement.findings)
    assert counts["B01"] == sum(each.code == "B01" for each in judgement.findings)


# ---- the command

def test_a_folder_receives_a_report_under_its_own_name_and_a_file_is_a_file(tmp_path):
    period = folder(tmp_path / "period")
    code, out, err = run("report", period, "-o", tmp_path / "new" / "place", "--kind", "brief", "--locale", "en")
    assert (code, out) == (0, "")
    assert [each.name for each in (tmp_path / "new" / "place").iterdir()] == ["brief.pdf"]
    assert err.split() == ["Written:", str(tmp_path / "new" / "place" / "brief.pdf")]          # no bar where it is piped
    assert run("report", period, "-o", tmp_path / "one.PDF", "--kind", "meeting")[0] == 0
    assert (tmp_path / "one.PDF").read_bytes().startswith(b"%PDF")


def test_letters_in_a_folder_are_one_a_department_and_the_bundle(tmp_path):
    period = folder(tmp_path / "period")
    assert run("report", period, "-o", tmp_path / "letters", "--kind", "letters")[0] == 0
    assert sorted(each.name for each in (tmp_path / "letters").iterdir()) == ["QA.pdf", "RD.pdf", "letters.pdf"]
    assert run("report", period, "-o", tmp_path / "all.pdf", "--kind", "letters")[0] == 0
    assert pages_of(tmp_path / "all.pdf") == pages_of(tmp_path / "letters" / "letters.pdf") >= 2


def test_where_a_kind_lands():
    assert kinds.destination("budget", Path("nowhere/2026")) == Path("nowhere/2026/budget.pdf")
    assert kinds.destination("budget", Path("nowhere/2026.pdf")) == Path("nowhere/2026.pdf")
    assert kinds.destination("letters", Path("nowhere/2026")) == Path("nowhere/2026")


@pytest.mark.parametrize(("locale", "said"), [("zh-Hans", "不是期间"), ("zh-Hant", "不是期間"), ("en", "is not a period")])
@pytest.mark.parametrize("typed", ["2026-13", "2026Q5", "June", "2026-06-30", ""])
def test_a_wrong_period_is_wrong_usage(typed, locale, said, tmp_path):
    code, _, err = run("report", folder(tmp_path), "-o", tmp_path / "out", "--period", typed, "--locale", locale)
    assert code == 2
    assert said in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("locale", "said"), [("zh-Hans", "还没有开始"), ("zh-Hant", "還沒有開始"), ("en", "had not begun")])
def test_a_period_that_had_not_begun_is_refused(locale, said, tmp_path):
    code, _, err = run("report", folder(tmp_path), "-o", tmp_path / "out", "--period", "2026H2", "--as-of", "2026-06-30",
                       "--locale", locale)
    assert code == 2
    assert said in err
    assert "2026-06-30" in err
    assert not (tmp_path / "out").exists()


def test_a_period_of_another_year_is_refused(tmp_path):
    code, _, err = run("report", folder(tmp_path), "-o", tmp_path / "out", "--period", "2025", "--locale", "en")
    assert (code, "plan year of this folder, 2026" in " ".join(err.split())) == (2, True)


@pytest.mark.parametrize("name", ["brief.xlsx", "brief.HTML"])
def test_a_name_with_the_ending_of_another_kind_of_file_is_refused(name, tmp_path):
    code, _, err = run("report", folder(tmp_path), "-o", tmp_path / name, "--kind", "brief", "--locale", "en")
    assert (code, "another kind of file" in " ".join(err.split())) == (2, True)
    assert not (tmp_path / name).exists()


def test_a_period_that_is_over_is_told_as_it_stood_on_its_last_day(demo, tmp_path):
    def stamp(*options):
        assert run("report", demo / "seeded_r2", "-o", tmp_path / "a.pdf", "--kind", "brief", "--locale", "en", *options)[0] == 0
        text = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True).stdout
        return re.search(r"Cut-off (\S+)\.", text)[1]

    assert stamp("--period", "2026q1") == "2026-03-31"
    assert stamp("--period", "2026") == "2026-06-30"
    assert stamp("--period", "2026Q1", "--as-of", "2026-05-31") == "2026-05-31"


def test_a_department_called_letters_does_not_take_the_bundles_name(tmp_path):
    portfolio = story(departments="letters B")
    assert kinds.write("letters", portfolio, judge(portfolio), "en", "", tmp_path) == []
    assert sorted(each.name for each in tmp_path.iterdir()) == ["B.pdf", "letters.pdf", "letters_.pdf"]


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    period = folder(tmp_path / "period")
    (tmp_path / "file").write_text("")
    code, _, err = run("report", period, "-o", tmp_path / "file" / "below", "--kind", "brief", "--locale", "en")
    assert code == 2
    assert "cannot be written" in err
    assert "Traceback" not in err


def test_a_figure_prints_what_its_cells_add_up_to(clean):
    portfolio, judgement = clean
    page = budgeting.build(portfolio, judgement, "en")
    figure = next(each for each in page.figures.rows.values() if each.name == "All departments Expense")
    typed = {row.at(month): row.number(month) for row in portfolio.rows("budget.lines") for month in MONTHS}
    assert sum(typed[place] for place in figure.cells) == pytest.approx(figure.value)
