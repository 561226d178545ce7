"""P05, P07, P08, P13: tasks worded vaguely, planned twice, in the lead twice, all important."""

from __future__ import annotations

import pytest
from tables import facts, said, story, task

from templates.xlsx.values import CellError


def parameter(code, name, value):
    return {"parameters": [{"rule": code, "parameter": name, "value": value}]}


def worded(organisation=None, **cells):
    usual = {"description": "编制 2 份说明书并签发"}
    return said(story(organisation, plan={"A": {"tasks": [task("T-A-1", "03-02", "03-13", **{**usual, **cells})]}}), "P05")


def vague(*columns):
    return ["warning: " + "; ".join(f"plan.tasks T-A-1 {column}" for column in columns)]


@pytest.mark.parametrize("text", [
    "进一步加强质量管理相关工作", "積極推進有關事項", "切实抓好落实到位", "相关报告", "相关的报告和清单", "配合做好检查",
    "优化完善流程", "1. 加强管理；2. 推进落实", "（1）不断提升", "努力做到统一", "Strengthen the management",
    "further relevant work, etc.", "the relevant reports", "Improve things as soon as possible"])
def test_words_that_say_nothing(text):
    assert worded(name=text) == vague("name")
    assert worded(deliverable=text) == vague("deliverable")


@pytest.mark.parametrize("text", [
    "主轴箱装配", "加强型主轴 6 台", "进一步压缩周期 10 %", "推进 HY-8 定型", "编制《相关方管理规定》", "做好三次演练",
    "签订相关供货合同", "推进电子图纸会签", "加强筋焊接", "相关系数标定", "推进器装配", "有效期管理", "furthermore testing",
    "promote the export contract", "relevant drawing of the bed"])
def test_words_beside_something_that_can_be_seen(text):
    assert worded(name=text) == []


def test_every_vague_cell_is_named_once_per_task():
    assert worded(name="加强管理", description="持续推进质量管理相关工作", deliverable="相关材料") == vague(
        "name", "description", "deliverable")
    assert worded(description="大力推进各项有关工作", deliverable="若干材料") == vague("description", "deliverable")


def test_a_description_must_say_something():
    assert worded(description="检修设备并记录") == vague("description")
    assert worded(description="检 修 设 备 并 记 录") == vague("description")
    assert worded(description="检修设备并记录好") == []
    assert worded(parameter("P05", "min_length", 10), description="检修设备并记录好") == vague("description")
    assert worded(name="加强管理", description="抓好管理") == vague("name", "description")
    assert worded(description=None) == worded(description=CellError("#REF!")) == []


def test_a_deliverable_that_repeats_the_name_is_another_finding():
    assert worded(name="加强管理", deliverable="加強管理") == vague("name")


def test_an_organisation_has_words_of_its_own():
    assert worded(parameter("P05", "words", "加强、跟进"), name="跟进客户") == vague("name")
    assert worded(parameter("P05", "words", "跟进"), name="加强管理") == []
    assert worded(parameter("P05", "nouns", "样品"), name="推进供方样品") == []
    assert worded(parameter("P05", "nouns", "样品"), name="推进供方合同") == vague("name")
    assert worded(parameter("P05", "terms", "加强层"), name="加强层铺设") == []


def twins(name, other, start="03-09", finish="03-20", *, to="B", one=None, more=None, organisation=None):
    """Two tasks, one of A and one of `to`; A's runs from 03-02 to 03-13. C has raised requests."""
    plan = {key: {"tasks": []} for key in "AB"} | {"C": {"requests": [{"request": "RQ-C-1"}, {"request": "RQ-C-2"}]}}
    plan["A"]["tasks"].append(task("T-A-1", "03-02", "03-13") | {"name": name} | (one or {}))
    plan[to]["tasks"].append(task(f"T-{to}-2", start, finish) | {"name": other} | (more or {}))
    return story(organisation, plan=plan, departments="A B C")


SAME = ["warning: plan.tasks T-A-1 name; plan.tasks T-B-2 name"]
SAME_HERE = ["warning: plan.tasks T-A-1 name; plan.tasks T-A-2 name"]


@pytest.mark.parametrize(("name", "other"), [
    ("HY-8 样机振动试验", "HY-8样机振动測試"), ("空压站节能改造", "空壓站 節能改造"), ("年度仓库盘点", "年度仓库大盘点"),
    ("Annual stock taking", "annual stock-taking")])
def test_the_same_work_in_two_departments_and_in_one(name, other):
    assert said(twins(name, other), "P07") == SAME
    assert said(twins(name, other, to="A"), "P07") == SAME_HERE


@pytest.mark.parametrize(("name", "other"), [
    ("HY-8 样机振动试验", "HY-6 样机振动试验"), ("HY-8 样机振动试验", "样机振动试验"), ("图文档数据接口改造", "质量数据接口改造"),
    ("主轴装配", "主轴检验"), (None, None), (CellError("#REF!"), CellError("#REF!"))])
def test_other_products_and_other_words(name, other):
    assert said(twins(name, other), "P07") == []


def test_only_at_the_same_time():
    assert said(twins("年度仓库盘点", "年度仓库盘点", "03-13"), "P07") == SAME
    assert said(twins("年度仓库盘点", "年度仓库盘点", "03-14"), "P07") == []
    for window in ({"start": None}, {"finish": "三月底"}, {"finish": "2026-03-02"}):
        assert said(twins("年度仓库盘点", "年度仓库盘点", more=window), "P07") == []


def test_a_task_and_what_it_is_a_stage_of_may_be_called_alike():
    stage = twins("MES 二期建设", "MES 二期建设", to="A", more={"parent_task": "T-A-1"})
    assert said(stage, "P07") == []
    deep = [task("T-A-1", "03-02", "03-13", name="主轴箱装配"), task("T-A-2", "03-02", "03-13", parent_task="T-A-1"),
            task("T-A-3", "03-02", "03-13", name="主轴箱装配", parent_task="T-A-2"),
            task("T-A-4", "03-02", "03-13", name="主轴箱的装配", parent_task="T-A-2")]
    assert said(story(plan={"A": {"tasks": deep}}), "P07") == ["warning: plan.tasks T-A-3 name; plan.tasks T-A-4 name"]
    assert said(twins("主轴箱装配", "主轴箱装配", more={"parent_task": "T-A-99"}), "P07") == []


def test_tasks_that_serve_one_request_may_be_called_alike():
    def serving(one, other):
        return said(twins("客户样件试切", "客户样件的试切", one={"request": one}, more={"request": other}), "P07")

    assert serving("RQ-C-1", "RQ-C-1") == serving("RQ-C-1", "RQ-C-9") == []
    assert serving("RQ-C-1", "RQ-C-2") == serving("RQ-C-1", None) == SAME


def test_who_should_lead():
    higher = twins("年度仓库盘点", "年度仓库盘点", one={"level": "month"}, more={"level": "year"})
    assert said(higher, "P07") == ["warning: plan.tasks T-B-2 name; plan.tasks T-A-1 name"]
    (fact,) = facts(higher, "P07")
    assert (fact["lead"], fact["partner"], fact["others"]) == ("T-B-2", "B", ["T-A-1"])
    more_important = twins("年度仓库盘点", "年度仓库盘点", one={"priority": "low"}, more={"priority": "high"})
    assert facts(more_important, "P07")[0]["lead"] == "T-B-2"
    assert facts(twins("年度仓库盘点", "年度仓库盘点"), "P07")[0]["lead"] == "T-A-1"     # it starts first


def test_three_of_one_kind_are_one_finding():
    rows = {key: {"tasks": [task(f"T-{key}-1", "03-02", "03-13", name="消防设施月度检查")]} for key in "ABC"}
    assert said(story(plan=rows, departments="A B C"), "P07") == [
        "warning: plan.tasks T-A-1 name; plan.tasks T-B-1 name; plan.tasks T-C-1 name"]


def test_rows_of_one_key_are_another_finding():
    again = [task("T-A-1", "03-02", "03-13", name="年度仓库盘点"), task("t-a-1", "03-02", "03-13", name="年度仓库盘点")]
    assert said(story(plan={"A": {"tasks": again}}), "P07") == []


def test_how_alike_is_a_parameter():
    assert said(twins("年度仓库盘点", "年度仓库大清点"), "P07") == []
    assert said(twins("年度仓库盘点", "年度仓库大清点", organisation=parameter("P07", "ratio", 0.7)), "P07") == SAME
    assert said(twins("年度仓库盘点", "年度仓库大盘点", organisation=parameter("P07", "ratio", 0.95)), "P07") == []


REPORT = {"deliverable": "首批交付验收报告"}


def leading(one=REPORT, other=REPORT, organisation=None, **more):
    return twins("机架装配", "满意度调查", "05-06", "05-29", one=dict(one), more=dict(other) | more, organisation=organisation)


DUTY = ["error: plan.tasks T-A-1 deliverable; plan.tasks T-B-2 deliverable"]


@pytest.mark.parametrize("other", ["首批交付验收报告", " 首批交付 驗收報告", "首批交付验收报告　"])
def test_one_deliverable_of_two_departments(other):
    assert said(leading(other={"deliverable": other}), "P08") == DUTY


@pytest.mark.parametrize("other", ["首批交付验收报告 1 份", "第二批交付验收报告", None, CellError("#REF!")])
def test_other_deliverables(other):
    assert said(leading(other={"deliverable": other}), "P08") == []


def test_short_deliverables_are_alike_by_chance():
    short = {"deliverable": "验收总结报告"}
    assert said(leading(short, short), "P08") == []
    assert said(leading(short, short, parameter("P08", "min_length", 6)), "P08") == DUTY
    assert said(leading(organisation=parameter("P08", "min_length", 9)), "P08") == []


def test_within_a_department_one_deliverable_may_take_two_tasks():
    both = [task(f"T-A-{number}", "03-02", "03-13", **REPORT) for number in (1, 2)]
    assert said(story(plan={"A": {"tasks": both}}), "P08") == []
    third = {"A": {"tasks": both}, "B": {"tasks": [task("T-B-1", "05-06", "05-29", **REPORT)]}}
    assert said(story(plan=third), "P08") == [
        "error: plan.tasks T-A-1 deliverable; plan.tasks T-A-2 deliverable; plan.tasks T-B-1 deliverable"]


def test_stages_and_helpers_do_not_lead():
    assert said(leading(parent_task="T-A-1"), "P08") == []
    assert said(leading(parent_task="T-A-77"), "P08") == []
    assert said(leading(REPORT | {"request": "RQ-C-1"}, request="RQ-C-1"), "P08") == []
    assert said(leading(REPORT | {"request": "RQ-C-1"}, request="RQ-C-2"), "P08") == DUTY


def test_the_same_deliverable_and_name_are_said_once():
    both = twins("首批交付验收", "首批交付验收", one=REPORT, more=REPORT)
    assert said(both, "P08") == DUTY
    assert said(both, "P07") == []
    shorter = twins("首批交付验收", "首批交付验收", one=REPORT, more=REPORT, organisation=parameter("P08", "min_length", 9))
    assert (said(shorter, "P08"), said(shorter, "P07")) == ([], SAME)


def ranked(*priorities, organisation=None):
    rows = [task(f"T-A-{number}", "03-02", "03-13", priority=each) for number, each in enumerate(priorities, 1)]
    return story(organisation, plan={"A": {"tasks": rows}})


def test_too_much_is_important():
    assert said(ranked("high", "low", "high", "high", "low"), "P13") == [
        "warning: plan.tasks T-A-1 priority; plan.tasks T-A-3 priority; plan.tasks T-A-4 priority"]
    assert said(ranked(*["high"] * 9, *["medium"] * 5), "P13")[0].count("priority") == 9
    assert said(ranked("高", "高", "高", "中", "低"), "P13")[0].count("priority") == 3
    (fact,) = facts(ranked(*["high"] * 6, *["low"] * 5), "P13")
    assert (fact["count"], fact["total"], fact["allowed"], fact["excess"]) == (6, 11, 4, 2)


def test_forty_percent_and_few_tasks_are_no_finding():
    assert said(ranked("high", "high", "low", "low", "low"), "P13") == []
    assert said(ranked("high", "high", "high", "low"), "P13") == []
    assert said(ranked("high", "high", None, "很高", "low"), "P13") == []


def test_the_share_and_the_least_number_are_parameters():
    assert len(said(ranked("high", "high", "low", "low", "low", organisation=parameter("P13", "share", 30)), "P13")) == 1
    assert len(said(ranked("high", "high", "low", organisation=parameter("P13", "tasks", 3)), "P13")) == 1
    assert said(ranked(*["high"] * 5, organisation=parameter("P13", "share", 100)), "P13") == []
