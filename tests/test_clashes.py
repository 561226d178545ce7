"""The bars of conflicts on a terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from tables import story, task

from addin.clashes import show
from checks.conflicts import conflicts
from checks.judge import judge


def printed(portfolio, locale):
    out = io.StringIO()
    show(Console(file=out, width=100), portfolio, conflicts(judge(portfolio).findings), locale)
    return out.getvalue()


@pytest.mark.parametrize(("locale", "unit"), [("en", "people"), ("zh-Hans", "人")])
def test_a_post_with_nobody_has_a_bar_of_what_is_wanted_alone(locale, unit):
    people = [{"person": "E1", "name": "沈一凡", "department": "A", "post": "工程师"}]
    plan = {"A": {"tasks": [task("T-A-1", "03-02", "03-06")], "staffing": [{"task": "T-A-1", "post": "焊工", "headcount": 2}]}}
    bar = next(line for line in printed(story({"people": people}, plan=plan), locale).splitlines() if "▒" in line)
    assert bar.split() == ["▒" * 20, "2", "/", "0", unit]


@pytest.mark.parametrize(("locale", "said"), [("en", "short by 700 CNY"), ("zh-Hans", "缺 700 元"), ("zh-Hant", "缺 700 元")])
def test_cash_is_short_by_an_amount(locale, said):
    cash = [{"month": "2026-08", "opening": 0, "inflow": 0, "outflow": 700}]
    out = printed(story(budget={"A": {"cash": cash}}), locale)
    assert f"{'▒' * 20} {said}" in out
    assert "−700" in out
    assert "-700" not in out
