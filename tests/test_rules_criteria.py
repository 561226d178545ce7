"""P06, H04: criteria that can be measured and criteria that cannot."""

from __future__ import annotations

import pytest
from tables import day, facts, said, story, task

from templates.xlsx.values import CellError

QUALITY = [{"standard": "QP-07", "name": "出厂检验规范", "criterion": "18 项合格"}]


def told(criterion, parameters=()):
    """What P06 says of one task."""
    return said(story({"quality": QUALITY, "parameters": list(parameters)}, plan={
        "A": {"tasks": [task("T-A-1", "03-02", "03-13", acceptance_criterion=criterion)]}}), "P06")


FOUND = ["warning: plan.tasks T-A-1 acceptance_criterion"]


@pytest.mark.parametrize("criterion", [
    "领导满意", "領導滿意", "按惯例", "达到要求，质量良好", "基本完成", "As required", "satisfactory to everybody", "无",
    "效果十分明显", "形成一个良好的机制", "统一组织到位", "进一步提高水平", "唯一条件是同一组人员认可",      # no count
    "若干台有问题的改好", "验证几十台",                                                      # how many?
    "HY-8 质量良好", "按 AB-12 做好",                                                      # a name measures nothing
    "1. 质量良好；2. 按时完成", "（1）运行稳定 （2）各方认可",                                  # nor does a bullet
    "通过加强管理提升质量", "unsigned draft", "bypassed by all"])
def test_nobody_could_say_whether_it_is_met(criterion):
    assert told(criterion) == FOUND


@pytest.mark.parametrize("criterion", [
    "12 份", "１２份", "合同三份", "十二台", "百分之九十五", "百分之百", "月度评分九十分", "十分钟内响应", "八成以上",
    "完成量 ≥ 目标", "±公差内", "Cpk1.33", "Ra0.8", "1. 质量良好；2. 12 台", "HY-8 整机 6 台",
    "符合 GB/T-19001", "按 ISO-9001 执行", "Q/AB-12", "CNS-15", "符合《出厂检验规范》", "依 QP-07", "符合出廠檢驗規範",
    "用户签字", "使用者簽字", "通过公司级评审", "到货", "经审查批准", "零事故", "全部归档", "不合格已关闭",
    "Signed by both", "PASSED", "released", "领导满意并签字", "达到要求，signed by B"])
def test_it_can_be_measured(criterion):
    assert told(criterion) == []


def test_blank_and_broken_cells_have_their_own_findings():
    assert told(None) == told(CellError("#REF!")) == []


def test_every_row_is_judged_and_named():
    portfolio = story(plan={"A": {"tasks": [task("T-A-1", "03-02", "03-13", acceptance_criterion="较好"),
                                            task("T-A-2", "03-02", "03-13", acceptance_criterion="2 份")]},
                            "B": {"tasks": [task("T-B-1", "03-02", "03-13", acceptance_criterion="较好")]}})
    assert said(portfolio, "P06") == [*FOUND, "warning: plan.tasks T-B-1 acceptance_criterion"]
    assert facts(portfolio, "P06")[0]["criterion"] == "较好"


def test_an_organisation_has_words_of_its_own():
    def own(name, value):
        return [{"rule": "P06", "parameter": name, "value": value}]

    assert told("专家认可") == FOUND
    assert told("专家认可", own("criteria", "认可、签字")) == []
    assert told("专家认可并入库", own("criteria", "签字")) == FOUND
    assert told("全部归档备查") == []
    assert told("全部归档备查", own("never", "归档备查")) == FOUND
    assert told("领导满意并签字", own("never", "签字")) == FOUND
    assert told("as released", own("never", "as released")) == FOUND


def shared(sheet, criterion, parameters=()):
    row = ({"handover": "H-A-1", "side": "give", "other_department": "B", "deliverable": "图纸", "date": day("04-20")}
           if sheet == "handovers" else {"request": "RQ-A-1", "to_departments": "B", "matter": "试切", "needed": day("04-20")})
    return said(story({"quality": QUALITY, "parameters": list(parameters)},
                      plan={"A": {sheet: [row | {"acceptance_criterion": criterion}]}}), "H04")


@pytest.mark.parametrize("sheet", ["handovers", "requests"])
def test_hand_overs_and_requests_by_the_same_test(sheet):
    found = [f"warning: plan.{sheet} {'H' if sheet == 'handovers' else 'RQ'}-A-1 acceptance_criterion"]
    for vague in ("按惯例", "领导满意", "質量良好"):
        assert shared(sheet, vague) == found
    for clear in ("12 套检验合格", "双方签字", "依 QP-07"):
        assert shared(sheet, clear) == []
    assert shared(sheet, "专家认可", [{"rule": "P06", "parameter": "criteria", "value": "认可"}]) == []


def test_a_request_needs_a_criterion_and_a_hand_over_may_leave_it_to_its_task():
    assert shared("requests", None) == ["warning: plan.requests RQ-A-1 acceptance_criterion"]
    assert shared("handovers", None) == []
