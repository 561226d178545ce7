"""Repairs: one story per kind of clash, what is not proposed, and that what is proposed holds when everything is validated."""

from __future__ import annotations

from tables import day, story, task

from checks.change import applied
from checks.conflicts import conflicts
from checks.explanation.explanation import explain
from checks.explanation.told import cost, told
from checks.judge import judge
from templates.field import LOCALES

WELDERS = [{"person": f"E{number}", "name": name, "department": department, "post": "焊工"}
           for number, name, department in ((1, "沈一凡", "A"), (2, "何静", "A"), (3, "孙伟", "B"))]
NAMES = {"A": "A 部", "B": "B 部"}


def repairs_of(portfolio, code, number=0):
    """The repairs of a clash, in words; each is validated by every rule once more, and told in every language."""
    judgement = judge(portfolio, raising=True)
    conflict = [each for each in conflicts(judgement.findings) if each.finding.code == code][number]
    known = {finding.identity for finding in judgement.findings}
    found = explain(portfolio, judgement, [conflict])[conflict].repairs
    assert sorted(found, key=lambda each: each.price + each.warnings / 2) == list(found)
    for repair in found:
        after = judge(applied(portfolio, repair.changes), raising=True)
        assert conflict.finding.identity not in {finding.identity for finding in after.findings}
        assert not {finding.identity for finding in after.findings if finding.severity == "error"} - known
        for locale in LOCALES:
            assert "{" not in told(repair, locale, NAMES) + cost(repair, locale)
    return [f"{told(each, 'zh-Hans', NAMES)} · {cost(each, 'zh-Hans')}" for each in found]


def people(own, other, organisation=None, first=None, second=None):
    """E1 works on T-A-1 from 03-02 to 03-06 and on T-B-1 from 03-05 to 03-06."""
    return story({"people": WELDERS} | (organisation or {}), plan={
        "A": {"tasks": [task("T-A-1", "03-02", "03-06", movable="no", **(first or {}))],
              "staffing": [{"task": "T-A-1", "person": "E1", **own}]},
        "B": {"tasks": [task("T-B-1", "03-05", "03-06", **(second or {}))],
              "staffing": [{"task": "T-B-1", "person": "E1", **other}]}})


def test_somebody_of_the_same_post_or_a_day_later_or_less_of_the_day():
    assert repairs_of(people({"share": 100}, {"share": 40}), "R01") == [
        "T-A-1 改由 E2 何静 承担，代替 E1 沈一凡（同期没有其他安排） · 不影响日期和金额",
        "T-B-1 改由 E3 孙伟 承担，代替 E1 沈一凡（同期没有其他安排） · 不影响日期和金额",
        "把 T-B-1 后移 2 个工作日（2026-03-09 至 2026-03-10） · 2 个工作日"]


def test_whoever_is_away_or_busy_is_not_proposed():
    busy = {"people": WELDERS[:2], "absences": [{"person": "E2", "start": day("03-06"), "finish": day("03-06"), "kind": "leave"}]}
    assert repairs_of(people({"share": 100}, {"share": 40}, busy), "R01") == [
        "把 T-B-1 后移 2 个工作日（2026-03-09 至 2026-03-10） · 2 个工作日",
        "E1 沈一凡 在 T-A-1 的投入由 100% 降为 60%，少投入 2 人日 · 2 个工作日"]


def test_what_may_not_move_stays_and_less_is_all_that_is_left():
    alone = {"people": WELDERS[:1]}
    assert repairs_of(people({"share": 100}, {"share": 40}, alone, second={"movable": "no"}), "R01") == [
        "E1 沈一凡 在 T-A-1 的投入由 100% 降为 60%，少投入 2 人日 · 2 个工作日"]
    assert repairs_of(people({"share": 100}, {"share": 40}, alone, second={
        "release": day("03-05"), "deadline": day("03-06")}), "R01") == [
        "E1 沈一凡 在 T-A-1 的投入由 100% 降为 60%，少投入 2 人日 · 2 个工作日"]


def test_no_repair_is_told_where_there_is_none():
    alone, fixed = {"people": WELDERS[:1]}, {"movable": "no"}
    assert repairs_of(people({"share": 100}, {"share": 100}, alone, second=fixed), "R01") == []


def test_nothing_is_proposed_for_a_task_that_cannot_be_read():
    alone = {"people": WELDERS[:1]}
    for unread in ({"movable": "也许"}, {"deadline": "下旬"}, {"buffer": "几天"}):
        assert repairs_of(people({"share": 100}, {"share": 100}, alone, second=unread), "R01") == []


def test_what_follows_moves_along_and_has_its_price():
    plan = {"A": {"tasks": [task("T-A-1", "03-02", "03-06", movable="no"), task("T-A-2", "03-06", "03-06", buffer=1),
                            task("T-A-3", "03-09", "03-10", predecessors="T-A-2", buffer=1)],
                  "staffing": [{"task": "T-A-1", "person": "E1"}, {"task": "T-A-2", "person": "E1"}]}}
    alone = {"people": WELDERS[:1]}
    earlier = repairs_of(story(alone, plan=plan), "R01")
    assert earlier[0] == "把 T-A-2 后移 1 个工作日（2026-03-09），T-A-3 随之移动 · 1 个工作日、连带 1 项任务"
    plan["A"]["tasks"][2]["deadline"] = day("03-10")
    assert not any("随之移动" in each for each in repairs_of(story(alone, plan=plan), "R01"))


def test_a_row_with_dates_of_its_own_moves_inside_its_task():
    alone = {"people": WELDERS[:1]}
    plan = {"A": {"tasks": [task("T-A-1", "03-02", "03-13", movable="no"), task("T-A-2", "03-02", "03-03", movable="no")],
                  "staffing": [{"task": "T-A-1", "person": "E1", "start": day("03-03"), "finish": day("03-04")},
                               {"task": "T-A-2", "person": "E1"}]}}
    assert repairs_of(story(alone, plan=plan), "R01") == [
        "在 T-A-1 之内把 E1 的使用后移 1 个工作日（2026-03-04 至 2026-03-05），任务日期不变 · 1 个工作日"]


def test_two_changes_where_no_single_one_will_do():
    plan = {"A": {"tasks": [task("T-A-1", "03-02", "03-03", release=day("03-02"), deadline=day("03-04")),
                            task("T-A-2", "03-03", "03-04", release=day("03-03"), deadline=day("03-05"))],
                  "staffing": [{"task": "T-A-1", "person": "E1"}, {"task": "T-A-2", "person": "E1"}]},
            "B": {"tasks": [task("T-B-1", "03-05", "03-05", release=day("03-05"), deadline=day("03-06"))],
                  "staffing": [{"task": "T-B-1", "person": "E1"}]}}
    assert repairs_of(story({"people": WELDERS[:1]}, plan=plan), "R01") == [
        "把 T-A-2 后移 1 个工作日（2026-03-04 至 2026-03-05）；同时把 T-B-1 后移 1 个工作日（2026-03-06） · 2 个工作日"]


SKILLS = [{"person": "E1", "skill": "焊工证", "level": 3, "expires": day("03-04")},
          {"person": "E2", "skill": "焊工证", "level": 1}, {"person": "E3", "skill": "焊工证", "level": 3}]


def certified(skills, **row):
    return story({"people": WELDERS, "skills": skills}, plan={"A": {
        "tasks": [task("T-A-1", "03-04", "03-05", buffer=1)],
        "staffing": [{"task": "T-A-1", "person": "E1", "skill": "焊工证", **row}]}})


def test_somebody_with_a_valid_certificate_or_before_it_expires():
    before = "把 T-A-1 前移 1 个工作日（2026-03-03 至 2026-03-04） · 1 个工作日"
    assert repairs_of(certified(SKILLS), "R02") == [
        before, "T-A-1 改由 E2 何静 承担，代替 E1 沈一凡（同期没有其他安排） · 不影响日期和金额"]
    assert repairs_of(certified(SKILLS, level=3), "R02") == [
        before, "从B 部借 E3 孙伟 承担 T-A-1，代替 E1 沈一凡（同期没有其他安排） · 不影响日期和金额"]
    assert repairs_of(certified([SKILLS[1]], level=2), "R02") == []


def test_after_the_leave_or_with_somebody_else():
    gone = {"absences": [{"person": "E1", "start": day("03-02"), "finish": day("03-04"), "kind": "leave"}]}
    portfolio = story({"people": WELDERS[:2]} | gone, plan={"A": {
        "tasks": [task("T-A-1", "03-02", "03-03")], "staffing": [{"task": "T-A-1", "person": "E1"}]}})
    assert repairs_of(portfolio, "R04")[:2] == [
        "T-A-1 改由 E2 何静 承担，代替 E1 沈一凡（同期没有其他安排） · 不影响日期和金额",
        "把 T-A-1 前移 2 个工作日（2026-02-27 至 2026-02-28） · 2 个工作日"]


def posted(pool, *heads):
    plan = {department: {"tasks": [task(f"T-{department}-1", "03-02", "03-06")], "staffing": [
        {"task": f"T-{department}-1", "post": "焊工", "headcount": count, "pool": pool}]}
        for department, count in zip("AB", heads, strict=False)}
    return story({"people": WELDERS}, plan=plan)


def test_other_weeks_fewer_people_or_a_wider_circle():
    assert repairs_of(posted("all", 2, 3), "R03") == [
        "把 T-B-1 后移 4 个工作日（2026-03-06 至 2026-03-12） · 4 个工作日",
        "把 T-A-1 后移 5 个工作日（2026-03-09 至 2026-03-13） · 5 个工作日",
        "T-B-1 的焊工由 3 人减为 1 人，少投入 10 人日 · 10 个工作日"]
    assert repairs_of(posted("own", 3), "R03") == [
        "把 T-A-1 后移 2 个工作日（2026-03-04 至 2026-03-10） · 2 个工作日",
        "T-A-1 的焊工改从全单位调配 · 不影响日期和金额",
        "T-A-1 的焊工由 3 人减为 2 人，少投入 5 人日 · 5 个工作日"]


DRILLS = [{"asset": f"EQ-{number}", "name": f"{number} 号{category}", "category": category, "department": "A", "quantity": 1,
           "status": status, "hours_per_day": 8}
          for number, category, status in (
              (1, "钻床", "in_use"), (2, "钻床", "in_use"), (3, "钻床", "repair"), (4, "行车", "in_use"))]


def drilled(*, assets=DRILLS, maintenance=(), **more):
    rows = [{"task": f"T-A-{number}", "asset": "EQ-1", "quantity": 1} for number in (1, 2)]
    tasks = [task("T-A-1", "03-02", "03-03", movable="no"), task("T-A-2", "03-03", "03-04", **more)]
    return story({"assets": assets, "maintenance": list(maintenance)}, plan={"A": {"tasks": tasks, "equipment": rows}})


def test_another_unit_of_the_same_category_that_works_and_is_free():
    assert repairs_of(drilled(movable="no"), "R05") == [
        "T-A-1 改用 EQ-2 2 号钻床，代替 EQ-1 1 号钻床（同属“钻床”，请确认适用） · 不影响日期和金额",
        "T-A-2 改用 EQ-2 2 号钻床，代替 EQ-1 1 号钻床（同属“钻床”，请确认适用） · 不影响日期和金额"]
    out = [{"asset": "EQ-2", "start": day("03-03"), "finish": day("03-03"), "kind": "maintenance"}]
    assert repairs_of(drilled(movable="no", maintenance=out), "R05") == []
    assert repairs_of(drilled(assets=DRILLS[:1]), "R05") == [
        "把 T-A-2 后移 1 个工作日（2026-03-04 至 2026-03-05） · 1 个工作日"]


def test_fewer_units_but_never_none():
    asset = [DRILLS[0] | {"quantity": 3}]
    plan = {"A": {"tasks": [task("T-A-1", "03-02", "03-03", movable="no")],
                  "equipment": [{"task": "T-A-1", "asset": "EQ-1", "quantity": 5}]}}
    assert repairs_of(story({"assets": asset}, plan=plan), "R05") == [
        "T-A-1 对 EQ-1 的需求由 5 减为 3，少用 4 台日 · 4 个工作日"]


def test_beside_the_maintenance():
    out = [{"asset": "EQ-1", "start": day("03-02"), "finish": day("03-02"), "kind": "maintenance"}]
    plan = {"A": {"tasks": [task("T-A-1", "03-02", "03-06")], "equipment": [
        {"task": "T-A-1", "asset": "EQ-1", "quantity": 1, "start": day("03-02"), "finish": day("03-03")}]}}
    assert repairs_of(story({"assets": DRILLS[:1], "maintenance": out}, plan=plan), "R06") == [
        "在 T-A-1 之内把 EQ-1 的使用后移 1 个工作日（2026-03-03 至 2026-03-04），任务日期不变 · 1 个工作日",
        "把 T-A-1 后移 1 个工作日（2026-03-03 至 2026-03-09） · 1 个工作日"]


def test_what_is_scrapped_is_replaced_and_its_status_left_alone():
    scrapped = [DRILLS[0] | {"status": "scrapped"}, *DRILLS[1:]]
    plan = {"A": {"tasks": [task("T-A-1", "03-02", "03-03")], "equipment": [{"task": "T-A-1", "asset": "EQ-1", "quantity": 1}]}}
    assert repairs_of(story({"assets": scrapped}, plan=plan), "R07") == [
        "T-A-1 改用 EQ-2 2 号钻床，代替 EQ-1 1 号钻床（同属“钻床”，请确认适用） · 不影响日期和金额"]
    assert repairs_of(story({"assets": [*scrapped[:1], *DRILLS[2:]]}, plan=plan), "R07") == []


ACCOUNTS = [{"account": "6601", "name": "差旅费", "class": "expense", "control": "hard", "controllable": "yes"}]


def budgeted(cap, *amounts, account=None):
    lines = [{"account": "6601", "item": f"第 {number} 项", "m01": amount / 4, "m12": amount * 3 / 4, "basis": "合同"}
             for number, amount in enumerate(amounts, 1)]
    return story({"accounts": ACCOUNTS, "caps": [{"department": "A", "account": account, "cap": cap}]},
                 budget={"A": {"lines": lines}})


def test_lines_are_cut_in_their_largest_months_or_the_cap_is_raised():
    assert repairs_of(budgeted(90_000, 80_000, 20_000), "B01") == [
        "把“第 1 项”由 80,000 元减为 70,000 元，削减 10,000 元 · 10,000 元",
        "把“第 2 项”由 20,000 元减为 10,000 元，削减 10,000 元 · 10,000 元",
        "请统筹管理部门把控制数由 90,000 元提高到 100,000 元，增加 10,000 元 · 10,000 元"]
    judgement = judge(budgeted(90_000, 80_000, 20_000))
    clash = next(each for each in conflicts(judgement.findings) if each.finding.code == "B01")
    first = explain(budgeted(90_000, 80_000, 20_000), judgement, [clash])[clash].repairs[0]
    assert [(each.column, each.old, each.new) for each in first.changes] == [("m12", 60_000, 50_000)]
    assert repairs_of(budgeted(90_000, 95_000, account="6601"), "B02") == [
        "把“第 1 项”由 95,000 元减为 90,000 元，削减 5,000 元 · 5,000 元",
        "请统筹管理部门把控制数由 90,000 元提高到 95,000 元，增加 5,000 元 · 5,000 元"]


def test_money_goes_out_in_a_month_that_can_bear_it():
    cash = [{"month": "2026-08", "opening": 100, "inflow": 100, "outflow": 900},
            {"month": "2026-09", "opening": -700, "inflow": 1000, "outflow": 100},
            {"month": "2026-10", "opening": 200, "inflow": 100, "outflow": 100}]
    portfolio = story(budget={"A": {"cash": cash}})
    assert repairs_of(portfolio, "B09") == [
        "把 2026-08 的 700 元支出推迟到 2026-09 · 22 个工作日", "把 2026-09 的 700 元流入提前到 2026-08 · 22 个工作日"]
    assert repairs_of(story(budget={"A": {"cash": cash[:1]}}), "B09") == []


def handed(given, needed, giver=None, taker=None, tasks=((), ())):
    gives = {"handover": "H-A-07", "side": "give", "other_department": "B", "deliverable": "图纸", "date": day(given),
             "acceptance_criterion": "会签 100 %", "liaison": "E1"}
    takes = gives | {"handover": "H-B-03", "side": "take", "other_department": "A", "date": day(needed or given), "liaison": "E3"}
    others = takes | {"handover": "H-B-02", "side": "give", "other_department": "C", "deliverable": "说明书"}
    return story({"people": WELDERS}, plan={
        "A": {"handovers": [gives | (giver or {})], "tasks": list(tasks[0])},
        "B": {"handovers": [takes | (taker or {})] if needed else [others], "tasks": list(tasks[1])}})


def test_the_missing_side_is_added_with_a_number_liaison_and_all_that_was_agreed():
    portfolio = handed("04-20", None, {"specification": "A0", "quantity": 2})
    assert repairs_of(portfolio, "H01") == ["B 部补一行接口交付 H-B-03：2026-04-20 从A 部接收“图纸” · 不影响日期和金额"]
    judgement = judge(portfolio)
    clash = next(each for each in conflicts(judgement.findings) if each.finding.code == "H01")
    change = explain(portfolio, judgement, [clash])[clash].repairs[0].changes[0]
    assert (change.department, change.sheet, change.key, change.old) == ("B", "handovers", "+", None)
    assert change.new == {"handover": "H-B-03", "side": "take", "other_department": "A", "deliverable": "图纸",
                          "specification": "A0", "quantity": 2, "date": day("04-20"), "acceptance_criterion": "会签 100 %",
                          "liaison": "E3"}


def test_given_earlier_or_needed_later_with_or_without_the_task():
    free = (task("T-A-1", "04-01", "04-10"),), (task("T-B-1", "04-27", "04-30"),)
    linked = {"task": "T-A-1"}, {"task": "T-B-1"}
    assert repairs_of(handed("04-20", "04-16", *linked, free), "H02") == [
        "把 H-A-07“图纸”的交接日期改为 2026-04-16 · 2 个工作日", "把 H-B-03“图纸”的交接日期改为 2026-04-20 · 2 个工作日"]
    bound = (task("T-A-1", "04-01", "04-20", movable="no"),), (task("T-B-1", "04-17", "04-30"),)
    assert repairs_of(handed("04-20", "04-16", *linked, bound), "H02") == [
        "把 T-B-1 后移 2 个工作日（2026-04-21 至 2026-05-07），H-B-03 的交接日期改为 2026-04-20 · 2 个工作日"]
    bound = (task("T-A-1", "04-01", "04-20", release=day("04-01")),), (task("T-B-1", "04-17", "04-30", deadline=day("05-05")),)
    assert repairs_of(handed("04-20", "04-16", *linked, bound), "H02") == [
        "让 T-A-1 提前 2 个工作日完成（2026-04-16），开始日期不变，H-A-07 的交接日期改为 2026-04-16 · 2 个工作日"]


def test_one_side_takes_over_what_the_other_wrote():
    assert repairs_of(handed("04-20", "04-20", {"quantity": 12}, {"quantity": 10}), "H03") == [
        "H-B-03 的数量由“10”改为“12”，与 H-A-07 一致 · 不影响日期和金额",
        "H-A-07 的数量由“12”改为“10”，与 H-B-03 一致 · 不影响日期和金额"]


def linked(*tasks):
    return story(plan={"A": {"tasks": list(tasks)}})


def test_a_circle_is_opened_where_the_dates_say_so():
    portfolio = linked(task("T-A-1", "03-02", "03-06", predecessors="T-A-2", buffer=1),
                       task("T-A-2", "03-09", "03-13", predecessors="T-A-1", buffer=1))
    assert repairs_of(portfolio, "P14") == ["T-A-1 不再以 T-A-2 为前置任务 · 不影响日期和金额"]


def test_a_circle_of_tasks_that_run_side_by_side_is_opened_and_one_of_them_waits():
    portfolio = linked(task("T-A-1", "03-02", "03-13", predecessors="T-A-2", buffer=1, movable="no"),
                       task("T-A-2", "03-02", "03-13", predecessors="T-A-1", buffer=1))
    assert repairs_of(portfolio, "P14") == [
        "T-A-1 不再以 T-A-2 为前置任务；同时把 T-A-2 后移 10 个工作日（2026-03-16 至 2026-03-27） · 10 个工作日"]


def test_after_its_predecessor_or_with_less_time_between():
    first = task("T-A-1", "03-02", "03-06", buffer=1, movable="no")
    late = task("T-A-2", "03-05", "03-10", buffer=1, predecessors="T-A-1")
    assert repairs_of(linked(first, late), "P15") == ["把 T-A-2 后移 2 个工作日（2026-03-09 至 2026-03-12） · 2 个工作日"]
    waiting = task("T-A-2", "03-10", "03-10", buffer=1, predecessors="T-A-1", lag=3)
    assert repairs_of(linked(first, waiting), "P15") == [
        "把 T-A-2 后移 2 个工作日（2026-03-12） · 2 个工作日",
        "T-A-2 与前置任务 T-A-1 的时距由 3 减为 1 个工作日 · 2 个工作日"]
    assert repairs_of(linked(first, late | {"movable": "no"}), "P15") == []


def test_one_order_for_all():
    def buying(department, needed, quantity, amount):
        return {"tasks": [task(f"T-{department}-1", "03-02", "03-06")], "procurement": [
            {"task": f"T-{department}-1", "material": "轴承", "quantity": quantity, "needed": day(needed), "amount": amount,
             "ordered": day("02-02"), "method": "inquiry"}]}

    portfolio = story(plan={"A": buying("A", "03-02", 8, 800), "B": buying("B", "03-20", 80, 8000)})
    assert repairs_of(portfolio, "R17") == ["由A 部合并订购“轴承”共 88，2026-03-02 到货，B 部从库存领用 · 不影响日期和金额"]
