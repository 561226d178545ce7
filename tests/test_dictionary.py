"""The data dictionary: what programs and people are told about the columns."""

from __future__ import annotations

import json
from typing import Any

import pytest

from templates.book import VERSION
from templates.dictionary import markdown, schema
from templates.dropdowns import LONGEST_PROMPT
from templates.field import LOCALES
from templates.wording import helps

Told = dict[str, Any]


def told(sheet: str) -> Told:
    book_key, _, sheet_key = sheet.partition(".")
    books: Any = schema()["books"]
    book = next(each for each in books if each["book"] == book_key)
    found: Told = next(each for each in book["sheets"] if each["sheet"] == sheet_key)
    return found


def column(path: str) -> Told:
    sheet, _, key = path.rpartition(".")
    found: Told = next(each for each in told(sheet)["columns"] if each["key"] == key)
    return found


def test_the_schema_survives_json_and_names_every_book() -> None:
    again = json.loads(json.dumps(schema(), ensure_ascii=False))
    assert again == schema()
    assert again["version"] == 1
    assert [(book["book"], book["version"]) for book in again["books"]] == [
        (key, VERSION) for key in
        ("organisation", "plan", "budget", "progress", "meetings", "registers", "survey", "economics")]


def test_a_sheet_says_what_it_is() -> None:
    risks = told("plan.risks")
    assert set(risks) == {"sheet", "form", "mandatory", "label", "columns"}
    assert (risks["form"], risks["mandatory"]) == (False, True)
    assert risks["label"] == {"zh-Hans": "风险", "zh-Hant": "風險", "en": "Risks"}
    assert told("plan.cover")["form"] is True


def test_a_reference_names_its_sheet() -> None:
    assert column("plan.tasks.owner") == {
        "key": "owner", "label": {"zh-Hans": "责任人", "zh-Hant": "負責人", "en": "Owner"}, "type": "ref",
        "key_column": False, "required": True, "derived": False, "choices": {}, "low": None, "high": None,
        "ref": "organisation.people", "many": False}
    assert column("plan.tasks.predecessors")["many"] is True


def test_a_choice_lists_its_words_in_three_languages() -> None:
    side = column("plan.handovers.side")
    assert side["type"] == "choice"
    assert side["choices"] == {
        "give": {"zh-Hans": "交付", "zh-Hant": "交付", "en": "Give"},
        "take": {"zh-Hans": "接收", "zh-Hant": "接收", "en": "Take"}}


def test_keys_limits_and_computed_columns_are_told() -> None:
    assert column("plan.tasks.task")["key_column"] is True
    assert (column("plan.risks.impact")["low"], column("plan.risks.impact")["high"]) == (1, 5)
    assert (column("plan.risks.score")["derived"], column("plan.risks.score")["required"]) == (True, False)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_has_a_table_for_every_sheet(locale: str) -> None:
    page = markdown(locale)
    books: Any = schema()["books"]
    for book in books:
        assert f" `{book['book']}`\n" in page
        for sheet in book["sheets"]:
            assert f"### {sheet['label'][locale]} `{book['book']}.{sheet['sheet']}`\n" in page
            for each in sheet["columns"]:
                assert f"| {each['label'][locale]} | `{each['key']}` |" in page


@pytest.mark.parametrize("locale", LOCALES)
def test_every_table_is_straight(locale: str) -> None:
    bars = 0
    for line in markdown(locale).splitlines():
        if not line.startswith("|"):
            bars = 0
        else:
            assert bars in (0, line.count("|")), line
            bars = line.count("|")


def test_people_read_choices_limits_sources_and_help() -> None:
    page = markdown("zh-Hans")
    assert "| 本方角色 | `side` | 选项 | 必填 | 交付 `give` / 接收 `take` |" in page
    assert "| 影响程度 | `impact` | 整数 | 必填 | 1 到 5 |" in page
    assert "| 风险值 | `score` | 整数 |  | 自动计算：可能性 · 影响程度 |" in page
    assert "| 责任人 | `owner` | 引用 | 必填 | “人员”`organisation.people` | 只填一个本部门人员" in page


def test_a_language_without_help_has_no_empty_column(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("templates.dictionary.helps", lambda _locale: {})
    assert "| Heading | Key | Type | Required | Values |\n" in markdown("en")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_helps_with_the_same_columns_within_an_input_hint(locale: str) -> None:
    said = helps(locale)
    assert set(said) == set(helps("zh-Hans"))
    assert {key: sentence for key, sentence in said.items() if not 0 < len(sentence) <= LONGEST_PROMPT} == {}
