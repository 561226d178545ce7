"""Conflicts on a terminal: bars, cells of the core, repairs."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from tables import story, task

from addin.clashes import show
from checks.conflicts import conflicts
from checks.explanation.explanation import explain
from checks.judge import judge


def printed(portfolio, locale):
    out, judgement = io.StringIO(), judge(portfolio)
    explained = explain(portfolio, judgement, conflicts(judgement.findings))
    show(Console(file=out, width=100), portfolio, explained, locale)
    return out.getvalue()


@pytest.mark.parametrize(("locale", "unit"), [("en", "people, weekly mean"), ("zh-Hans", "人（周平均）")])
def test_a_post_with_nobody_has_a_bar_of_what_is_wanted_alone(locale, unit):
    people = [{"person": "E1", "name": "沈一凡", "department": "A", "post": "工程师"}]
    plan = {"A": {"tasks": [task("T-A-1", "03-02", "03-06")], "staffing": [{"task": "T-A-1", "post": "焊工", "headcount": 2}]}}
    bar = next(line for line in printed(story({"people": people}, plan=plan), locale).splitlines() if "▒" in line)
    assert bar.split() == ["▒" * 20, "2", "/", "0", *unit.split()]


@pytest.mark.parametrize(("locale", "said"), [("en", "short by 700 CNY"), ("zh-Hans", "缺 700 元"), ("zh-Hant", "缺 700 元")])
def test_cash_is_short_by_an_amount(locale, said):
    cash = [{"month": "2026-08", "opening": 0, "inflow": 0, "outflow": 700}]
    out = printed(story(budget={"A": {"cash": cash}}), locale)
    assert f"{'▒' * 20} {said}" in out
    assert "−700" in out
    assert "-700" not in out


def busy(*shares, **more):
    people = [{"person": "E1", "name": "沈一凡", "department": "A", "post": "工程师"}]
    tasks = [task(f"T-A-{number}", "03-02", "03-06", **more) for number in range(len(shares))]
    staffing = [{"task": f"T-A-{number}", "person": "E1", "share": share} for number, share in enumerate(shares)]
    return story({"people": people}, plan={"A": {"tasks": tasks, "staffing": staffing}})


def test_the_cells_of_the_core_come_first_and_are_marked():
    lines = [line.split() for line in printed(busy(10, 60, 50), "zh-Hans").splitlines() if "!H" in line]
    assert [(mark, cell.rpartition("!")[2]) for mark, _, cell in lines] == [("◆", "H7"), ("◆", "H8"), ("◇", "H6")]


@pytest.mark.parametrize(("locale", "first", "none"), [
    ("zh-Hans", "1. 把 T-A-0 后移 5 个工作日（2026-03-09 至 2026-03-13） · 5 个工作日", "没有找到一处或两处改动"),
    ("zh-Hant", "1. 把 T-A-0 往後移 5 個工作天（2026-03-09 至 2026-03-13） · 5 個工作天", "沒有找到一處或兩處改動"),
    ("en", "1. Move T-A-0 5 workdays later (2026-03-09 – 2026-03-13) · workdays: 5", "No change, and no pair of changes")])
def test_repairs_are_numbered_with_their_price_and_that_there_is_none_is_said(locale, first, none):
    assert first in printed(busy(100, 100), locale)
    assert none in printed(busy(100, 100, movable="no"), locale)
    assert none not in printed(busy(100, 100), locale)
