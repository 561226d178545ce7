"""Honest indicators: each distortion, put alone into an organisation that has none, raises its own flag and no other."""

from __future__ import annotations

import pytest
from tables import day, story, task

from checks.indicators.evidence import Evidence
from checks.judge import judge
from checks.portfolio import Portfolio
from reports.context import Context
from reports.distortions import FOUND, KINDS
from reports.document import document
from reports.sections.honesty import honesty
from templates.field import LOCALES
from tests.test_evaluation import stray_digits
from tests.test_report_goals import ACCOUNTS, answers, done, sections, survey, text, told, words

STAFF = [{"person": "E-A", "name": "沈一凡", "department": "A", "post": "工程师"},
         {"person": "E-B", "name": "李娜", "department": "B", "post": "工程师"}]
WEIGHTS = {"completion": 60, "on_time": 10, "people_use": 20, "satisfaction": 10}


def tasks_of(key: str) -> list[dict[str, object]]:
    return [task(f"T-{key}-1", "01-05", "01-16"), task(f"T-{key}-2", "02-02", "02-13"), task(f"T-{key}-3", "03-02", "03-13")]


WORKED = {1: (5, 6, 7, 8, 9, 12, 13, 14, 15, 16), 2: (2, 3, 4, 5, 6, 9, 10, 11, 12, 13), 3: (2, 3, 4, 5, 6, 9, 10, 11, 12, 13)}
"""By month the ten workdays of its task."""


def booked(key: str, month: int) -> list[dict[str, object]]:
    """Eight hours on each of them."""
    return [{"person": f"E-{key}", "task": f"T-{key}-{month}", "date": day(f"{month:02}-{each:02}"), "hours": 8}
            for each in WORKED.get(month, ())]


def finished(key: str, month: int) -> dict[str, object]:
    return done(f"T-{key}-{month}", f"{month:02}-{WORKED[month][-1]}")


def clean() -> dict[str, dict[str, object]]:
    """A has done all of its tasks, B one of three, so that nobody confuses their ranks; hours are booked as planned."""
    plan = {key: {"tasks": tasks_of(key), "staffing": [{"task": f"T-{key}-{number}", "person": f"E-{key}", "share": 100}
                                                       for number in (1, 2, 3)]} for key in "AB"}
    reports: dict[str, dict[str, object]] = {}
    for month in range(1, 7):
        for key in "AB":
            rows = [finished(key, each) if key == "A" or each == 1 else told(f"T-{key}-{each}", 50)
                    for each in (1, 2, 3) if each <= month]
            reports[f"{key}/2026-{month:02}"] = {"progress": rows, "timesheet": booked(key, month)}
    return {"organisation": {"people": STAFF, "weights": [{"indicator": key, "weight": each} for key, each in WEIGHTS.items()]},
            "plan": plan, "progress": reports,
            "survey": survey("2026H1", answers("A", 12, 12), answers("B", 12, 12))}


def dropped(books: dict) -> None:
    report = books["progress"]["B/2026-06"]
    report["progress"] = [row for row in report["progress"] if row["task"] != "T-B-2"]


def moved(books: dict) -> None:
    books["progress"]["B/2026-06"]["changes"] = [
        {"change": "C1", "task": "T-B-2", "field": "finish", "old": "2026-02-13", "new": "2026-04-30", "reason": "等料",
         "requested": day("03-02"), "approved": day("03-03"), "result": "approved"}]


def padded_rows(books: dict) -> None:
    books["plan"]["A"]["staffing"][0]["hours"] = 90                  # the ten days hold 80


def padded_share(books: dict) -> None:
    books["plan"]["A"]["staffing"].extend({"task": f"T-A-{number}", "post": "工程师", "headcount": 1, "share": 60}
                                          for number in (1, 2, 3))


def beyond(books: dict) -> None:
    for entry in books["progress"]["A/2026-01"]["timesheet"]:
        entry["hours"] = 24


def other_month(books: dict) -> None:
    books["progress"]["A/2026-03"]["timesheet"][0] |= {"date": day("02-27")}


def back_loaded(books: dict) -> None:
    books["plan"]["B"]["tasks"].append(task("T-B-9", "04-01", "12-31"))
    books["plan"]["B"]["curve"] = [{"task": "T-B-9", **{f"m{month:02}": 30 for month in range(4, 12)}, "m12": 100}]


def back_loaded_budget(books: dict) -> None:
    books["organisation"]["accounts"] = ACCOUNTS
    books["budget"] = {"A": {"lines": [{"account": "6602", "m11": 1000, "m12": 9000, "m01": 100}]}}


def self_rated(books: dict) -> None:
    books["survey"]["2026H1"]["answers"].extend(answers("A", 1, 1, respondent="R900", department="A"))


def twice(books: dict) -> None:
    books["survey"]["2026H1"]["answers"].append(dict(books["survey"]["2026H1"]["answers"][0]))


def alike(books: dict) -> None:
    books["survey"]["2026H1"]["answers"][0] |= {f"q{number}": "fairly" for number in range(1, 6)}
    books["survey"]["2026H1"]["answers"][12] |= {f"q{number}": "fairly" for number in range(1, 6)}


def small(books: dict) -> None:
    books["survey"] = survey("2026H1", answers("A", 12, 12), answers("B", 4, 4))


def weights(books: dict) -> None:
    books["organisation"]["weights"][0]["weight"] = 65


def swap(books: dict) -> None:
    for month in range(2, 7):
        books["progress"][f"B/2026-{month:02}"]["progress"] = [finished("B", each) for each in (1, 2, 3) if each <= month]


INJECTED = [("dropped", dropped, "B 部: tasks: 1"), ("moved", moved, "B 部: changes: 1"),
            ("padded", padded_rows, "A 部: staffing rows beyond their days: 1"),
            ("padded", padded_share, "A 部: Use of people 62.5%"),
            ("beyond", beyond, "A 部: Use of people 166.7%"), ("other_month", other_month, "A 部: reports: 1"),
            ("back_loaded", back_loaded, "B 部: places: 1"), ("back_loaded", back_loaded_budget, "A 部: places: 1"),
            ("self", self_rated, "A 部: rows: 1"), ("twice", twice, "A 部: persons: 1"), ("alike", alike, "persons: 1"),
            ("small", small, "B 部: surveys: 1"), ("weights", weights, "weights together: 105%"),
            ("swap", swap, "A 部, B 部: departments: 2")]


CODES = {code for code, _ in FOUND} | {"E04"}


def flags(books: dict, locale: str = "en") -> dict[str, str]:
    """What is flagged, with its lines as they are read."""
    portfolio = story(**books, as_of=day("06-30"))
    context = Context(portfolio, locale)
    made = honesty(context, Evidence(portfolio), judge(portfolio, codes=CODES))
    assert stray_digits(document(context, "T", sections={"honesty": made}).html) == []
    return {each["kind"]: "; ".join(text(f"{line['name']}{': ' if line['name'] else ''}{line['said']}") for line in each["lines"])
            for each in made["flags"]}


def test_a_clean_organisation_has_no_flag_whatever_rule_is_asked() -> None:
    assert flags(clean()) == {}
    made, page = sections(story(**clean(), as_of=day("06-30")))
    assert made["honesty"]["flags"] == []
    assert "Nothing was found that distorts the indicators." in words(page, "honesty")


@pytest.mark.parametrize(("kind", "inject", "said"), INJECTED, ids=[each[1].__name__ for each in INJECTED])
def test_a_distortion_alone_raises_its_flag_alone(kind: str, inject, said: str) -> None:
    books = clean()
    inject(books)
    assert flags(books) == {kind: said}


def test_a_low_use_that_a_missing_report_explains_is_no_padded_plan() -> None:
    books = clean()
    padded_share(books)
    del books["progress"]["A/2026-05"]
    assert "padded" not in flags(books)


def test_every_kind_of_distortion_is_injected_and_has_its_sentences_in_every_language() -> None:
    assert {kind for kind, _, _ in INJECTED} == set(KINDS)
    for locale in LOCALES:
        for kind, inject, _ in INJECTED:
            books = clean()
            inject(books)
            assert list(flags(books, locale)) == [kind]


# ---- definitions

def definition(portfolio: Portfolio, name: str) -> dict[str, object]:
    return next(each for each in sections(portfolio)[0]["honesty"]["rows"] if each["name"] == name)


def test_every_definition_says_up_to_when_it_counts_and_what_it_leaves_out() -> None:
    books = clean()
    twice(books)
    self_rated(books)
    books["progress"]["B/2026-06"]["changes"] = [
        {"change": "C1", "task": "T-B-2", "field": "status", "new": "取消", "reason": "并入", "requested": day("02-02"),
         "approved": day("02-03"), "result": "approved"}]
    portfolio = story(**books, as_of=day("06-30"))
    completion, money, opinion = (definition(portfolio, name) for name in (
        "Task completion rate", "Budget execution rate", "Satisfaction"))
    assert [text(each) for each in completion["until"]] == ["2026-06-30"]
    assert [text(each) for each in completion["left"]] == ["cancelled with approval, not counted: 1"]
    assert [text(each) for each in money["until"]] == ["2026-06"]
    assert "departments without it" in text(money["left"][0])
    assert [text(each) for each in opinion["until"]] == ["2026H1"]
    assert [text(each) for each in opinion["left"]] == ["self-ratings: 1", "rows of second votes: 2"]


def test_a_survey_of_another_period_leaves_nothing_out_of_this_one() -> None:
    books = clean()
    self_rated(books)
    assert list(definition(story(**books, as_of=day("03-31")), "Satisfaction")["until"]) == []
