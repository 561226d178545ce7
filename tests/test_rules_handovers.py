"""H01–H03: each with defects of three kinds, a near miss, and silence after repair."""

from __future__ import annotations

import random
from itertools import permutations
from pathlib import Path

from tables import day, facts, filled, said, story, task

from checks.judge import judge
from checks.matching import best_pairs
from checks.message import describe
from checks.portfolio import assemble


def give(key, what, to="B", when="04-20", **more):
    return {"handover": key, "side": "give", "other_department": to, "deliverable": what, "date": day(when), **more}


def take(key, what, of="A", when="04-20", **more):
    return {"handover": key, "side": "take", "other_department": of, "deliverable": what, "date": day(when), **more}


def told(own, other, departments="A B", **plan):
    """A's and B's hand-overs; None leaves the sheet as a nil return."""
    books = {"A": own, "B": other}
    return story(plan={key: {} if rows is None else {"handovers": rows} for key, rows in books.items()} | plan,
                 departments=departments)


def test_stated_by_one_side_only():
    assert said(told([give("H-A-1", "HY-8 图纸")], None), "H01") == [
        "error: plan.handovers H-A-1 handover; organisation.departments B department"]
    assert said(told([take("H-A-1", "HY-8 图纸", "B")], None), "H01") == [
        "error: plan.handovers H-A-1 handover; organisation.departments B department"]
    both = told([give("H-A-1", "HY-8 图纸")], [take("H-B-1", "HY-6 图纸")])           # another product
    assert len(said(both, "H01")) == 2
    same_side = told([give("H-A-1", "HY-8 图纸")], [give("H-B-1", "HY-8 图纸", "A")])
    assert len(said(same_side, "H01")) == 2


def test_stated_by_both_sides_in_like_words():
    assert said(told([give("H-A-1", "HY-8 图纸")], [take("H-B-1", "HY-8圖紙")]), "H01") == []
    assert said(told([give("H-1", "主轴箱体半成品")], [take("H-1", "主轴箱半成品")]), "H01") == []
    assert len(said(told([give("H-1", "主轴箱体半成品")], [take("H-1", "验收报告")]), "H01")) == 2


def test_every_row_finds_its_own_partner_even_if_another_is_more_alike():
    own = [give("H-A-1", "电控柜成套图纸"), give("H-A-2", "电控柜成套图纸甲")]
    other = [take("H-B-1", "电控柜成套图纸甲"), take("H-B-2", "电控柜成套图纸甲乙丙丁")]
    assert said(told(own, other), "H01") == []
    assert len(said(told(own, other[:1]), "H01")) == 1


def test_equal_wordings_are_paired_by_date():
    months = [f"{month:02}-10" for month in range(1, 13)]
    own = [give(f"H-A-{when}", "月度报表", when=when) for when in months]
    other = [take(f"H-B-{when}", "月度报表", when=when) for when in reversed(months)]
    assert said(told(own, other), "H01") == said(told(own, other), "H02") == []


def test_nothing_is_concluded_from_a_department_that_has_not_spoken():
    own = [give("H-A-1", "HY-8 图纸"), give("H-A-2", "清单", "C")]
    assert said(told(own, []), "H01") == []
    assert said(told(own, None, "A B C"), "H01") == [
        "error: plan.handovers H-A-1 handover; organisation.departments B department"]


def test_rows_that_cannot_be_read_excuse_the_row_that_they_would_answer():
    wanted = give("H-A-1", "HY-8 图纸")
    for unclear in (take("H-B-1", "HY-8 图纸", "生产1部"), take("H-B-1", "HY-8 图纸") | {"side": "收"},
                    take("H-B-1", None), take("H-B-1", "HY-8 图纸", None)):
        assert said(told([wanted], [unclear]), "H01") == []
    assert len(said(told([wanted], [take("H-B-1", "验收报告", "生产1部")]), "H01")) == 1
    assert len(said(told([wanted, give("H-A-2", "HY-8 图纸")], [take("H-B-1", "HY-8 图纸", "生产1部")]), "H01")) == 1


def test_promised_later_than_needed():
    late = told([give("H-A-1", "HY-8 图纸", when="04-24")], [take("H-B-1", "HY-8 图纸", when="04-20")])
    assert said(late, "H02") == ["error: plan.handovers H-A-1 date; plan.handovers H-B-1 date"]
    assert facts(late, "H02")[0]["days"] == 4
    early = told([give("H-A-1", "HY-8 图纸", when="04-20")], [take("H-B-1", "HY-8 图纸", when="04-20")])
    assert said(early, "H02") == []
    other_way = told([take("H-A-1", "HY-8 图纸", "B", when="04-20")], [give("H-B-1", "HY-8 图纸", "A", when="05-20")])
    assert said(other_way, "H02") == ["error: plan.handovers H-B-1 date; plan.handovers H-A-1 date"]
    one_sided = told([give("H-A-1", "HY-8 图纸", when="04-24")], None)
    assert said(one_sided, "H02") == []


def linked(when, *, hand_over=True):
    """T-B-1 waits for T-A-1; T-B-2 follows T-B-1 after two idle days and is the last of B."""
    return story(plan={
        "A": {"tasks": [task("T-A-1", "03-02", "04-24")],
              "handovers": [give("H-A-1", "HY-8 图纸", when=when, task="T-A-1")] if hand_over else []},
        "B": {"tasks": [task("T-B-1", "04-20", "05-15", predecessors="T-A-1"),
                        task("T-B-2", "05-20", "05-29", predecessors="T-B-1")],
              "handovers": [take("H-B-1", "HY-8 图纸", when="04-20", task="T-B-1")] if hand_over else []}})


def test_slack_of_the_receiver_and_no_second_finding_on_the_order_of_the_tasks():
    fact = facts(linked("04-24"), "H02")[0]
    assert (fact["days"], fact["slack"], fact["delay"]) == (4, 2, 2)
    assert said(linked("04-24"), "P15") == []
    assert len(said(linked("04-20"), "P15")) == 1
    assert len(said(linked("04-20", hand_over=False), "P15")) == 1


def test_slack_that_covers_the_delay_is_not_called_late():
    covered = linked("04-22")
    assert facts(covered, "H02")[0]["delay"] == 0
    found = next(each for each in judge(covered, raising=True).findings if each.code == "H02")
    assert found.variant == "slack"
    assert "need not be late" in describe(found, "en").message


def apart(given, taken):
    """What H03 says of a hand-over whose two sides differ in these cells."""
    return said(told([give("H-A-1", "滚珠丝杠") | given], [take("H-B-1", "滚珠丝杠") | taken]), "H03")


def test_the_two_sides_state_another_quantity():
    assert apart({"quantity": 12}, {"quantity": 10}) == ["error: plan.handovers H-A-1 quantity; plan.handovers H-B-1 quantity"]
    assert apart({"quantity": 12}, {"quantity": 12.0}) == apart({"quantity": 0.1 + 0.2}, {"quantity": 0.3}) == []
    assert apart({"quantity": 0}, {"quantity": 1}) != []
    taker_first = told([take("H-A-1", "滚珠丝杠", "B", quantity=10)], [give("H-B-1", "滚珠丝杠", "A", quantity=12)])
    assert said(taker_first, "H03") == ["error: plan.handovers H-B-1 quantity; plan.handovers H-A-1 quantity"]


def test_the_two_sides_state_another_specification():
    for given, taken in (("4010 规格", "4012 规格"), ("A 版", "B 版"), ("含底座", "不含底座"), ("HSK-A63", "HSK-A40"),
                         ("≥ 80 μm", "≤ 80 μm"), ("-20 ℃", "20 ℃"), ("1234567 号", "1234568 号")):
        assert apart({"specification": given}, {"specification": taken}) == [
            "error: plan.handovers H-A-1 specification; plan.handovers H-B-1 specification"], (given, taken)
    for given, taken in (("4010 规格", "规格：４０１０"), ("A0 126 张", "126张 A0"), ("9 個工段", "9个工段"),
                         ("0.80 mm", "0.8mm"), ("1,200 件", "1200件"), ("Blue paint, glossy", "glossy blue paint")):
        assert apart({"specification": given}, {"specification": taken}) == [], (given, taken)


def test_the_two_sides_call_it_by_words_that_hardly_agree():
    loose = told([give("H-A-1", "主轴箱体首批半成品")], [take("H-B-1", "主轴箱体毛坯首批成品")])     # ratio 0.84
    assert said(loose, "H03") == ["error: plan.handovers H-A-1 deliverable; plan.handovers H-B-1 deliverable"]
    near = told([give("H-A-1", "主轴箱体半成品")], [take("H-B-1", "主轴箱半成品")])                  # ratio 0.92
    assert said(near, "H03") == []
    tighter = [{"rule": "H03", "parameter": "ratio", "value": "0.95"}]
    again = story({"parameters": tighter}, plan={"A": {"handovers": [give("H-A-1", "主轴箱体半成品")]},
                                                 "B": {"handovers": [take("H-B-1", "主轴箱半成品")]}})
    assert len(said(again, "H03")) == 1


def test_each_column_that_differs_is_one_finding():
    both = told([give("H-A-1", "滚珠丝杠", quantity=12, specification="A 版")],
                [take("H-B-1", "滚珠丝杠", quantity=10, specification="B 版")])
    assert [(each["given"], each["taken"]) for each in facts(both, "H03")] == [(12, 10), ("A 版", "B 版")]


def test_what_one_side_leaves_blank_or_unreadable_is_not_compared():
    assert apart({"quantity": 12, "specification": "A 版"}, {}) == []
    assert apart({"quantity": 12}, {"quantity": "十二套"}) == []
    one_sided = told([give("H-A-1", "滚珠丝杠", quantity=12)], [take("H-B-1", "验收报告", quantity=10)])
    assert said(one_sided, "H03") == []


def test_of_rows_with_like_words_those_are_compared_that_belong_together():
    own = [give(f"H-A-{number}", "月度报表", when=f"{number:02}-10", quantity=number) for number in range(1, 13)]
    other = [take(f"H-B-{number}", "月度报表", when=f"{number:02}-10", quantity=number) for number in range(12, 0, -1)]
    assert said(told(own, other), "H03") == []


def test_without_a_list_of_departments_nobody_is_said_to_be_silent():
    plans = [filled("plan", {"handovers": [give("H-A-1", "图纸", "乙部")]}, "A"), filled("plan", {}, "B")]
    assert said(assemble(Path(), plans), "H01") == []


def brute(weights, lefts, rights):
    best = (0, 0.0)
    for order in permutations([*range(rights), *([None] * lefts)], lefts):
        pairs = [(left, right) for left, right in enumerate(order) if (left, right) in weights]
        best = max(best, (len(pairs), round(sum(weights[pair] for pair in pairs), 6)))
    return best


def test_matching_against_every_possible_one():
    chance = random.Random(7)
    for _ in range(150):
        lefts, rights = chance.randint(1, 4), chance.randint(1, 4)
        weights = {(left, right): chance.choice([0.7, 0.75, 0.9, 1.0]) for left in range(lefts)
                   for right in range(rights) if chance.random() < 0.6}
        pairs = best_pairs(weights)
        assert len({left for left, _ in pairs}) == len({right for _, right in pairs}) == len(pairs)
        assert (len(pairs), round(sum(weights[pair] for pair in pairs), 6)) == brute(weights, lefts, rights)
