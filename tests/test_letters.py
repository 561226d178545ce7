"""Letters to departments: what clears most comes first, each its own matters only, nothing urged or praised without books."""

from __future__ import annotations

import json
import re
import subprocess
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from tables import day, story, task
from test_evaluation import stray_digits

from checks.finding import SEVERITIES, Finding
from checks.judge import judge
from checks.portfolio import load
from reports.carried import carried
from reports.letter import setting
from reports.letter.lines import lines
from reports.letter.stems import stems
from reports.letters import bundle, letters, write_all
from reports.pdf import write
from templates.field import LOCALES
from templates.table import Place
from templates.xlsx.address import position

PEOPLE = [{"person": "E1", "name": "沈一凡", "department": "A", "post": "工程师"},
          {"person": "E2", "name": "李娜", "department": "B", "post": "主任"}]
WHOLE = {"description": "按样机要求编制说明书", "priority": "low", "urgency": "low", "acceptance_criterion": "符合 GB/T 1 的要求",
         "owner": "E1"}
"""What a task needs so that nothing is said of its cells."""


def letter(portfolio, department, locale="en", codes=None):
    pages = dict(letters(portfolio, judge(portfolio, codes=codes), locale))
    return html.fromstring(pages[department].html)


def text(element):
    return re.sub(r"\s+", " ", element.text_content()).strip()


def part(page, title):
    """The rows of the table under a heading; none where there is no such part."""
    return page.xpath(f'//h2[text()="{title}"]/following-sibling::table[1]//tr[td]')


def mended(page):
    """Cell and codes of every line to mend."""
    return [(row.xpath("string(.//span[@class='where'])"), row.xpath(".//td[2]//code/text()"))
            for row in part(page, "What to mend and what to answer")]


def lead(page):
    return text(page.xpath('//p[@class="msg"]')[0])


def tasks_of(department, *tasks, **more):
    return {department: {"tasks": [{**WHOLE, **each} for each in tasks], **more}}


# ---- what to mend

def test_the_first_line_clears_most_and_errors_come_before_warnings():
    tasks = [task("T-A-1", "03-10", "03-02"), *(task(f"T-A-{number}", "03-02", "03-06", priority=None) for number in range(2, 8)),
             task("T-A-8", "03-02", "03-06", goal=None)]
    page = letter(story({"people": PEOPLE}, plan=tasks_of("A", *tasks)), "A", codes={"F02", "P03", "R11"})
    assert mended(page) == [("工作任务 I7", ["F02"]), ("工作任务 O6", ["P03"]), ("工作任务 D13", ["F02"]),
                            ("工作任务 A6", ["R11"])]
    first, last = (row for number, row in enumerate(part(page, "What to mend and what to answer")) if number in (0, 3))
    assert "The same in so many cells of this column, to be mended together: 6" in text(first)
    assert "I8–I12" in text(first)
    assert "to be mended together: 8" in text(last)                       # eight hold less than six errors
    assert lead(page) == "Errors to mend: 8; warnings to answer: 8; no overdue tasks."


def test_several_faults_of_one_cell_are_one_line_the_worst_first():
    tasks = [task("T-A-1", "03-02", "05-29", goal=None), task("T-A-2", "05-30", "05-31")]
    page = letter(story({"people": PEOPLE}, plan=tasks_of("A", *tasks)), "A", codes={"F02", "P10", "P19"})
    assert mended(page) == [("工作任务 D6", ["F02"]), ("工作任务 O6", ["P10"]), ("工作任务 N7", ["P19"]),
                            ("工作任务 O7", ["P19"])]
    tasks = [task("T-A-1", "03-02", "05-31")]
    page = letter(story({"people": PEOPLE}, plan=tasks_of("A", *tasks)), "A", codes={"P10", "P19"})
    assert mended(page) == [("工作任务 O6", ["P10", "P19"])]
    assert "Findings of this cell, to be mended together: 2" in text(page)


PLACES = st.builds(Place, st.sampled_from(["a.xlsx", "b.xlsx"]), st.just("工作任务"),
                   st.builds("{}{}".format, st.sampled_from(["B", "AA"]), st.integers(6, 12)), st.just("A"),
                   st.sampled_from(["plan.tasks", "plan.risks"]), st.just(""), st.sampled_from(["name", "owner"]))


@given(st.lists(st.builds(Finding, st.sampled_from(["F02", "F03"]), st.sampled_from(SEVERITIES), st.just("A"),
                          st.tuples(PLACES)), max_size=40))
def test_every_finding_stands_in_one_line_and_the_lines_are_in_order(findings):
    found = lines(findings, "A")
    assert sorted(map(repr, (each for line in found for each in line.findings))) == sorted(map(repr, findings))
    ranks = [(SEVERITIES.index(line.severity), -len(line.findings), line.place.file) for line in found]
    assert ranks == sorted(ranks)
    for before, after in pairwise(found):
        ways = [(line.severity, len(line.findings), line.place.file, line.place.table) for line in (before, after)]
        assert ways[0] != ways[1] or position(before.place.cell) <= position(after.place.cell)


def test_a_long_list_stays_in_the_workbook():
    tasks = [task(f"T-A-{number}", "03-10", "03-02", name=f"编制 {number} 号说明书") for number in range(3)]
    many = [{**each, **dict.fromkeys(("goal", "description", "priority", "urgency", "acceptance_criterion", "deliverable",
                                      "name", "start", "owner", "kind"))} for each in tasks]
    page = letter(story({"people": PEOPLE}, plan=tasks_of("A", *many)), "A", codes={"F02", "R11"})
    shown = mended(page)
    count = int(re.search(r"Errors to mend: (\d+)", lead(page))[1])
    assert len(shown) == 24
    note = text(page.xpath('//p[@class="note"]')[0])
    assert f"Findings not listed here: {count + 3 - 24}, of these errors: {count - 24}." in note
    assert "findings workbook" in note


# ---- whose matters

def test_what_another_department_has_to_mend_is_not_in_my_letter():
    theirs = tasks_of("B", task("T-B-1", "03-10", "03-02"), task("T-B-2", "03-02", "03-06"))
    portfolio = story({"people": PEOPLE}, plan={**tasks_of("A", task("T-A-1", "03-02", "03-06", goal=None)), **theirs})
    mine, theirs = (letter(portfolio, key, codes={"F02", "P03"}) for key in "AB")
    assert mended(mine) == [("工作任务 D6", ["F02"])]
    assert "T-B" not in text(mine)
    assert [codes for _, codes in mended(theirs)] == [["P03"]]


def test_a_matter_of_two_departments_names_the_other_in_both_letters():
    own = "《HY-8 样机试制说明书》第三版"
    portfolio = story({"people": PEOPLE}, plan={**tasks_of("A", task("T-A-1", "03-02", "03-06", deliverable=own)),
                                                **tasks_of("B", task("T-B-1", "03-02", "03-06", deliverable=own))})
    for key, other in (("A", "B 部"), ("B", "A 部")):
        page = letter(portfolio, key, codes={"P08"})
        assert [codes for _, codes in mended(page)] == [["P08"]]
        row = part(page, "What to mend and what to answer")[0]
        assert f"To be done together with: {other}." in text(row)
        assert text(row.xpath(".//a")[0]).endswith(f"{key}_plan_2026.xlsx")          # each is sent to its own workbook


def test_a_conflict_stands_in_the_letters_of_all_who_take_part_and_nowhere_twice():
    plan = tasks_of("A", task("T-A-1", "03-02", "03-06"), staffing=[{"task": "T-A-1", "person": "E1"}])
    plan |= tasks_of("B", task("T-B-1", "03-02", "03-06"), staffing=[{"task": "T-B-1", "person": "E1"}])
    portfolio = story({"people": PEOPLE}, plan=plan, departments="A B C")
    for key, other in (("A", "B 部"), ("B", "A 部")):
        page = letter(portfolio, key, codes={"R01"})
        rows = part(page, "Conflicts to settle with other departments")
        assert [text(row[2]) for row in rows] == [other]
        assert mended(page) == []
        assert "Conflicts with other departments: 1." in lead(page)
    assert not part(letter(portfolio, "C", codes={"R01"}), "Conflicts to settle with other departments")


def test_whoever_was_asked_for_something_is_told():
    request = {"request": "RQ-1", "matter": "试切样件", "to_departments": "B", "raised": day("01-05"), "needed": day("06-01")}
    portfolio = story({"people": PEOPLE}, plan={**tasks_of("A", task("T-A-1", "03-02", "03-06"), requests=[request]),
                                                **tasks_of("B", task("T-B-1", "03-02", "03-06"))}, departments="A B C")
    told = {key: [codes for _, codes in mended(letter(portfolio, key, codes={"H06"}))] for key in "ABC"}
    assert told == {"A": [["H06"]], "B": [["H06"]], "C": []}


def test_an_open_resolution_of_the_minutes_is_told_to_whom_it_obliges():
    resolution = {"resolution": "A-1", "matter": "排程定稿 1 份", "department": "B", "person": "E2", "due": day("03-10"),
                  "status": "open"}
    portfolio = story({"people": PEOPLE}, meetings={"resolutions": [resolution]}, as_of=day("03-31"))
    assert [codes for _, codes in mended(letter(portfolio, "B", codes={"M10"}))] == [["M10"]]
    assert mended(letter(portfolio, "A", codes={"M10"})) == []


def test_nobody_is_told_who_answered_a_survey():
    answers = [{"respondent": "R7", "department": "A", "rated_department": rated, "q1": "satisfied"} for rated in "AB"]
    portfolio = story(survey={"2026H1": {"answers": answers}}, as_of=day("06-30"))
    assert {each.code for each in judge(portfolio).findings} >= {"S02"}
    assert [code for _, codes in mended(letter(portfolio, "A")) for code in codes if code[0] == "S"] == []


# ---- supervision, rectification

def said(key, planned, actual, **more):
    return {"task": key, "planned": planned, "actual": actual, "status": "in_progress", **more}


def overdue(*months, **more):
    """T-A-1 is late since 20 May, T-A-2 since 10 June, T-A-3 is due on 3 July; A reports in these months."""
    tasks = (task("T-A-1", "03-02", "05-20"), task("T-A-2", "03-02", "06-10"), task("T-A-3", "03-02", "07-03"))
    rows = [said("T-A-1", 100, 70, delay_reason="铸件未到"), said("T-A-2", 100, 90), said("T-A-3", 60, 60)]
    return story({"people": PEOPLE, **more}, plan=tasks_of("A", *tasks), as_of=day("06-30"),
                 progress={f"A/2026-{month:02}": {"progress": rows} for month in months})


def coloured(page):
    return [(row.xpath("string(td[1]/span/@class)"), row.xpath("string(.//code)"), text(row[4]))
            for row in part(page, "Supervision notice")]


def test_a_task_that_was_red_last_month_already_is_urged_a_second_time():
    page = letter(overdue(4, 5, 6), "A")
    assert coloured(page) == [("red", "T-A-1", "workdays late: 28Second reminder"), ("red", "T-A-2", "workdays late: 13"),
                              ("blue", "T-A-3", "due soon, too little progress")]
    assert "overdue tasks: 2." in lead(page)
    assert "the head of the department explains them in person" in text(page)
    assert "Reason given: 铸件未到" in text(page)
    assert "M05" not in text(page)                          # what the notice says is not said above as well


def test_no_second_time_where_the_report_of_the_month_before_is_missing():
    page = letter(overdue(4, 6), "A")
    assert [why for _, _, why in coloured(page)] == ["workdays late: 28", "workdays late: 13", "due soon, too little progress"]
    assert "in person" not in text(page)


def test_what_the_office_excused_is_not_urged():
    waiver = {"code": "M05", "department": "A", "key": "T-A-1", "reason": "停工", "granted_by": "主任", "until": day("12-31")}
    assert [key for _, key, _ in coloured(letter(overdue(5, 6, waivers=[waiver]), "A"))] == ["T-A-2", "T-A-3"]


def test_a_task_late_over_a_weekend_is_not_called_late_by_no_days():
    portfolio = story({"people": PEOPLE}, plan=tasks_of("A", task("T-A-1", "03-02", "05-29")), as_of=day("05-31"),
                      progress={"A/2026-05": {"progress": [said("T-A-1", 100, 70)]}})
    assert coloured(letter(portfolio, "A")) == [("red", "T-A-1", "past its due date")]


def test_rectifications_are_told_to_whoever_has_to_rectify():
    rows = [{"rectification": "RC-1", "source": "quality", "problem": "导轨划伤", "department": "B", "due": day("06-10")},
            {"rectification": "RC-2", "source": "customer", "problem": "漏油", "department": "B", "due": day("07-15")},
            {"rectification": "RC-3", "source": "quality", "problem": "锈蚀", "department": "B", "due": day("06-01"),
             "closed": day("05-30"), "recheck": "passed"},
            {"rectification": "RC-4", "source": "quality", "problem": "松动", "department": "A", "due": day("07-01"),
             "closed": day("06-20"), "recheck": "failed"}]
    portfolio = story({"people": PEOPLE}, progress={"A/2026-06": {"rectification": rows}}, as_of=day("06-30"))
    states = {key: [(text(row[0]), text(row[1]), text(row[4])) for row in part(letter(portfolio, key), "Rectification notice")]
              for key in "AB"}
    assert states["B"] == [("RC-1", "Quality inspection", "workdays late: 13"), ("RC-2", "Customer", "not due yet")]
    assert states["A"] == [("RC-4", "Quality inspection", "recheck failed, to be rectified againnot due yet")]
    assert "Open rectifications: 2." in lead(letter(portfolio, "B"))


# ---- nothing to mend

def reported(done=True):
    plan = tasks_of("A", task("T-A-1", "03-02", "03-06"), staffing=[{"task": "T-A-1", "person": "E1", "share": 20}])
    row = said("T-A-1", 100, 100, status="done", actual_finish=day("03-06"), evidence="纪要") if done else said("T-A-1", 0, 0)
    return story({"people": PEOPLE, "deadlines": [{"book": "progress", "period": "2026-03", "due": day("04-05")}]}, plan=plan,
                 progress={"A/2026-03": {"progress": [row]}, "B/2026-03": {}}, as_of=day("03-31"))


def test_a_department_with_nothing_to_mend_gets_a_short_letter_with_the_praise_that_its_books_bear_out():
    page = letter(reported(), "A", codes={"M01", "F02"})
    assert lead(page) == "There is nothing to mend, to answer or to do this time; no reply is needed."
    assert "All tasks that were due are done: 1." in text(page)
    assert "All workbooks that were due were received: 2." in text(page)
    assert not page.xpath("//h2|//table")
    assert "Reply by" not in text(page)
    other = text(letter(reported(), "B", codes={"M01", "F02"}))
    assert "nothing to mend" in other
    assert "are done" not in other                          # nothing was due, so nothing is praised


def test_no_overdue_tasks_is_not_said_of_a_department_that_did_not_report():
    portfolio = story({"people": PEOPLE}, plan=tasks_of("A", task("T-A-1", "03-02", "03-06")), as_of=day("03-31"))
    assert "it is not known whether tasks are overdue" in lead(letter(portfolio, "A"))


# ---- by when

def reply(portfolio):
    return text(letter(portfolio, "A").xpath('//dl[@class="letter-head"]//dd[b]')[0])


def test_the_reply_is_due_with_the_next_book_that_the_department_owes():
    deadlines = [{"book": "progress", "period": "2026-06", "due": day("07-05")},       # is there already
                 {"book": "survey", "period": "2026H1", "due": day("07-06")},          # the office's
                 {"book": "progress", "period": "2026-07", "due": day("08-05")}]
    assert reply(overdue(6, deadlines=deadlines)) == "2026-08-05 (deadline of: Monthly progress 2026-07)"


@pytest.mark.parametrize(("typed", "said"), [("3", "2026-07-03 (workdays after the cut-off: 3)"),
                                             ("many", "2026-07-07 (workdays after the cut-off: 5)"),
                                             ("1e9", "2026-07-07 (workdays after the cut-off: 5)")])
def test_without_a_near_deadline_it_is_due_some_workdays_after_the_cut_off(typed, said):
    far = [{"book": "plan", "period": "2027", "round": 1, "due": day("12-05")}]
    parameters = [{"rule": "letters", "parameter": "workdays", "value": typed}]
    assert reply(overdue(6, deadlines=far, parameters=parameters)) == said


def test_the_letter_is_addressed_to_the_head_by_name():
    portfolio = story({"people": PEOPLE, "departments": [{"department": "A", "name": "试制部", "head": "E1", "liaison": "E2"}],
                       "about": [{"name": "示例单位", "year": 2026, "regulation": "《统筹办法》"}]})
    head = text(letter(portfolio, "A").xpath('//dl[@class="letter-head"]')[0])
    assert "To试制部 Head: 沈一凡" in head
    assert "Liaison: 李娜" in head
    assert "《统筹办法》" in head


# ---- print

HOSTILE = '<img src="file:///etc/passwd"><script>x</script>\u202e{{ 7*7 }}\x07'


@pytest.mark.parametrize("locale", LOCALES)
def test_hostile_text_stays_text_and_the_letter_whole(locale, tmp_path):
    long = "长" * 32_000
    people = [{**PEOPLE[0], "name": HOSTILE}]
    departments = [{"department": "A", "name": HOSTILE + long, "head": "E1"}, {"department": "B", "name": "W" * 32_000}]
    tasks = [task("T-A-1", "03-02", "05-20", name=HOSTILE + long, deliverable="W" * 32_000),
             task(HOSTILE, "03-10", "03-02", name=long, owner=long)]
    rows = [said("T-A-1", 100, 70, delay_reason=long, next_step=HOSTILE)]
    rectification = [{"rectification": HOSTILE, "source": HOSTILE, "problem": long, "department": "A", "due": day("05-10")}]
    portfolio = story({"people": people, "departments": departments}, plan=tasks_of("A", *tasks), as_of=day("05-31"),
                      progress={"A/2026-05": {"progress": rows, "rectification": rectification}})
    pages = letters(portfolio, judge(portfolio), locale)
    assert all("<script>" not in page.html and "<img" not in page.html for _, page in pages)
    assert all(stray_digits(page.html.partition("<section")[2]) == [] for _, page in pages)     # the running head is no text
    assert write_all(pages, tmp_path) == []
    said_ = subprocess.run(["pdftotext", tmp_path / "A.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "<script>" in said_
    with pikepdf.open(tmp_path / "A.pdf") as pdf:
        assert len(pdf.pages) < 12


@pytest.fixture(scope="module")
def sample(demo):
    portfolio = load(demo / "seeded_r2")
    return portfolio, judge(portfolio)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_number_of_the_sample_s_letters_is_a_figure(sample, locale):
    pages = letters(*sample, locale)
    assert [stem for stem, _ in pages] == ["CO", "RD", "QA", "PU", "P1", "P2", "EQ", "MK", "FI", "HR", "IT"]
    for _, page in pages:
        assert stray_digits(page.html) == []
        printed = html.fromstring(page.html).xpath('//a[@class="n"]/text()')
        assert set(printed) <= {figure.text for figure in page.figures.rows.values()}
        assert len(printed) >= 3


def test_every_finding_of_a_department_stands_in_its_letter(sample):
    portfolio, judgement = sample
    pages = dict(letters(portfolio, judgement, "en"))
    for key in portfolio.departments:
        page = html.fromstring(pages[key].html)
        codes = set(page.xpath("//td//code/text()"))
        urged = {"M05", "M06", "M07"} if part(page, "Supervision notice") else set()
        urged |= {"M09"} if part(page, "Rectification notice") else set()
        assert {each.code for each in judgement.findings if each.department == key} <= codes | urged, key


def test_the_sample_s_letters_are_one_or_two_pages_with_figures_and_links_to_cells(sample, tmp_path):
    pages = letters(*sample, "zh-Hans")
    steps = []
    assert write_all(pages, tmp_path, lambda done, of: steps.append((done, of))) == []
    assert steps == [(number, 11) for number in range(1, 12)]
    for stem, page in pages:
        with pikepdf.open(tmp_path / f"{stem}.pdf") as pdf:
            assert len(pdf.pages) <= 2, stem
            assert json.loads(pdf.attachments["figures.json"].get_file().read_bytes()) == json.loads(carried(page))
            links = [str(note.A.URI) for sheet in pdf.pages for note in sheet.get("/Annots", []) if "/A" in note]
            assert all(re.fullmatch(r"[\w/.%-]+\.xlsx#'[\w%]+'![A-Z]+\d+", link) for link in links), links
            assert links


@pytest.mark.parametrize("method", ["fork", pytest.param("spawn", marks=pytest.mark.proof)])
def test_two_processes_give_the_same_bytes_as_one(sample, method, tmp_path, monkeypatch):
    pages = letters(*sample, "zh-Hant")[:3]
    monkeypatch.setattr(setting, "METHOD", method)
    monkeypatch.setattr(setting, "FEWEST", {method: 2})
    assert write_all(pages, tmp_path / "two") == []
    for stem, page in pages:
        assert write(page, tmp_path / "one.pdf") == []
        assert (tmp_path / "two" / f"{stem}.pdf").read_bytes() == (tmp_path / "one.pdf").read_bytes()


def test_a_folder_that_cannot_be_written_is_said_so(sample, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError):
        write_all(letters(*sample, "en")[:2], tmp_path / "file")


def test_a_bundle_counts_the_pages_of_every_letter_anew(sample, tmp_path):
    page = bundle(*sample, "zh-Hans")
    assert stray_digits(page.html) == []
    assert write(page, tmp_path / "bundle.pdf") == []
    feet = []
    with pikepdf.open(tmp_path / "bundle.pdf") as pdf:
        number = len(pdf.pages)
    for each in range(1, number + 1):
        said_ = subprocess.run(["pdftotext", "-layout", "-f", str(each), "-l", str(each), tmp_path / "bundle.pdf", "-"],
                               capture_output=True, text=True, check=True).stdout
        feet.append(tuple(map(int, re.findall(r"(\d+) */ *(\d+)$", said_.strip())[-1])))
    assert [foot for foot in feet if foot[0] == 1] == [(1, foot[1]) for foot in feet if foot[0] == foot[1]]
    assert len([foot for foot in feet if foot[0] == 1]) == 11
    assert number > 11


def test_an_organisation_without_departments_gets_no_letters(tmp_path):
    portfolio = story({"departments": []})
    assert letters(portfolio, judge(portfolio), "en") == []
    assert write_all([], tmp_path) == []
    assert write(bundle(portfolio, judge(portfolio), "en"), tmp_path / "bundle.pdf") == []


# ---- names of files

def test_names_of_files_are_safe_and_unlike():
    keys = ["RD", "rd", "../../etc/passwd", "CON", "com1", "a\\b:c*?", "研发部", "研發部", "", "..", "\ud800", "A.", " A ",
            "x" * 400, "x" * 500, "ＲＤ", "nul.pdf", "-rf", "a\x00b\n"]
    found = stems(keys)
    assert found[:5] == ["RD", "rd_2", "etc_passwd", "CON_", "com1_"]
    assert len({stem.casefold() for stem in found}) == len(keys)
    for stem in found:
        assert re.fullmatch(r"[\w-]{1,45}", stem)
        assert not stem.startswith("-")
        assert len(f".{stem}.pdf.1234567.part".encode()) < 255


@given(st.lists(st.text(max_size=60), max_size=30))
def test_every_key_gets_a_name_of_its_own(keys):
    found = stems(keys)
    assert len({stem.casefold() for stem in found}) == len(keys)
    assert all(re.fullmatch(r"[\w-]+", stem) for stem in found)
