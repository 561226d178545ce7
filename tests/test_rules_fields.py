"""F02–F05: what a cell finding says, where a form, a lower bound, an unlike name or another department makes a difference."""

from __future__ import annotations

import pytest
from tables import said, story, task

from checks.judge import judge
from checks.message import describe
from templates.field import LOCALES


def sentences(portfolio, code, locale="en"):
    """Message and fix of the first finding of a rule."""
    return describe(next(each for each in judge(portfolio, raising=True).findings if each.code == code), locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_cell_of_a_form_is_not_called_a_row_to_be_deleted(locale):
    form = sentences(story({"about": [{"name": "甲厂"}]}), "F02", locale)
    row = sentences(story(plan={"A": {"tasks": [task("T-A-1", "03-02", "03-20")]}}), "F02", locale)
    rest = {"en": "delete all of it", "zh-Hans": "删除整行", "zh-Hant": "刪除整列"}[locale]
    assert rest not in form.fix
    assert rest in row.fix


@pytest.mark.parametrize("locale", LOCALES)
def test_a_number_without_an_upper_bound_names_the_lower_one_only(locale):
    negative = story(plan={"A": {"tasks": [task("T-A-1", "03-02", "03-20", quantity=-3)]}})
    assert "—" not in sentences(negative, "F03", locale).message
    assert "0" in sentences(negative, "F03", locale).message
    assert "100" in sentences(story({"weights": [{"indicator": "completion", "weight": 120}]}), "F03", locale).message


def test_a_choice_offers_all_choices_and_an_unlike_name_proposes_none():
    plan = {"A": {"tasks": [task("T-A-1", "03-02", "03-20", priority="十万火急", owner="Zzyzx")]}}
    found = [describe(each, "en") for each in judge(story({"people": [{"person": "E1", "name": "沈一凡"}]}, plan=plan),
                                                    raising=True).findings if each.code == "F04" and each.anchor.column
             in ("priority", "owner")]
    assert [("高, 中, 低" in each.message, "nearest" in each.message) for each in found] == [(True, False), (False, False)]


def test_one_number_in_two_departments_names_the_other_department():
    twice = story(plan={key: {"tasks": [task("T-1", "03-02", "03-20")]} for key in "AB"})
    assert said(twice, "F05") == ["error: plan.tasks T-1 task; plan.tasks T-1 task"]
    assert "several departments" in sentences(twice, "F05").message
    own = story(plan={"A": {"tasks": [task("T-1", "03-02", "03-20"), task("T-1", "04-01", "04-03")]}})
    assert "in the sheet" in sentences(own, "F05").message
