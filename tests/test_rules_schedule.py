"""P10, P11, P12, P18, P19: milestones and stages, buffers, hours, back-loaded plans, days off."""

from __future__ import annotations

from datetime import date

import pytest
from tables import day, facts, said, story, task


def parameter(code, name, value):
    return {"parameters": [{"rule": code, "parameter": name, "value": value}]}


# P10

def long_task(start="03-02", finish="04-14", organisation=None, milestones=(), others=(), cells=None):
    rows = [task("T-A-1", start, finish) | (cells or {}), *others]
    return story(organisation, plan={"A": {"tasks": rows, "milestones": list(milestones)}})


def milestone(when, of="T-A-1"):
    return {"milestone": "MS-1", "task": of, "name": "初稿", "date": when}


UNMARKED = ["warning: plan.tasks T-A-1 finish; plan.tasks T-A-1 start"]


def test_a_long_task_needs_a_milestone_or_stages():
    assert said(long_task(), "P10") == UNMARKED                                     # 31 workdays: Qingming falls in between
    assert said(long_task(finish="04-13"), "P10") == []                             # 30
    assert said(long_task("01-05", "12-31"), "P10") == UNMARKED
    assert said(long_task(milestones=[milestone(day("03-20"))]), "P10") == []
    beside = [task("T-A-2", "03-02", "03-31")]
    assert said(long_task(milestones=[milestone(day("03-20"), "T-A-2")], others=beside), "P10") == UNMARKED
    assert said(long_task(others=[task("T-A-2", "03-02", "03-31", parent_task="T-A-1")]), "P10") == []
    assert said(long_task(cells={"parent_task": "T-A-1"}), "P10") == UNMARKED         # its own stage is none


def test_the_longest_without_a_milestone_is_a_parameter():
    assert said(long_task(organisation=parameter("P10", "workdays", 31)), "P10") == []
    assert said(long_task(finish="03-06", organisation=parameter("P10", "workdays", 4)), "P10") == UNMARKED


def test_where_milestones_or_stages_cannot_be_read_nothing_is_missing():
    assert said(long_task(milestones=[milestone(day("03-20"), "T-A-99")]), "P10") == []
    assert said(long_task(milestones=[milestone(day("03-20"), None)]), "P10") == []
    assert said(long_task(others=[task("T-A-2", "03-02", "03-06", parent_task="T-A-98")]), "P10") == []
    assert said(long_task(finish="02-27"), "P10") == []
    for cells in ({"finish": None}, {"finish": "四月中旬"}):
        assert said(long_task(cells=cells), "P10") == []


@pytest.mark.parametrize(("when", "bound"), [("03-01", "start"), ("04-15", "finish"), ("12-31", "finish")])
def test_a_milestone_outside_its_task(when, bound):
    assert said(long_task(milestones=[milestone(day(when))]), "P10") == [
        f"warning: plan.milestones MS-1 date; plan.tasks T-A-1 {bound}"]


@pytest.mark.parametrize("when", [day("03-02"), day("04-14"), None, "月底"])
def test_a_milestone_within_its_task_or_without_a_date(when):
    assert said(long_task(milestones=[milestone(when)]), "P10") == []


def test_a_milestone_of_a_task_whose_window_is_not_known():
    assert said(long_task(finish="03-01", milestones=[milestone(day("05-01"))]), "P10") == []
    assert said(long_task(milestones=[milestone(day("05-01"), "T-A-9")]), "P10") == []


def staged(*windows, organisation=None, **cells):
    """A task of the whole year with stages of these windows; `cells` by number of the stage."""
    rows = [task("T-A-1", "01-05", "12-18")]
    rows += [task(f"T-A-{number}", *window, parent_task="T-A-1") | cells.get(f"stage_{number}", {})
             for number, window in enumerate(windows, 2)]
    return said(story(organisation, plan={"A": {"tasks": rows, "milestones": [
        {"milestone": f"MS-{row['task']}", "task": row["task"], "date": row["start"]} for row in rows]}}), "P10")


GAP = ["warning: plan.tasks T-A-3 start; plan.tasks T-A-2 finish"]


def test_a_gap_between_two_stages():
    assert staged(("03-02", "03-13"), ("03-31", "04-10")) == GAP                    # 11 workdays: 03-16 … 03-30
    assert staged(("03-02", "03-13"), ("03-30", "04-10")) == []                     # 10
    assert staged(("03-31", "04-10"), ("03-02", "03-13")) == [
        "warning: plan.tasks T-A-2 start; plan.tasks T-A-3 finish"]                 # sorted otherwise in the sheet
    assert staged(("03-02", "03-13"), ("03-23", "03-27"), organisation=parameter("P10", "gap", 4)) == GAP


def test_a_long_stage_covers_what_lies_beside_shorter_ones():
    assert staged(("03-02", "06-30"), ("03-03", "03-04"), ("07-01", "07-10")) == []
    assert staged(("03-02", "05-29"), ("03-03", "03-04"), ("06-22", "07-10")) == [
        "warning: plan.tasks T-A-4 start; plan.tasks T-A-2 finish"]


def test_a_stage_whose_dates_are_not_known_may_fill_the_gap():
    assert staged(("03-02", "03-13"), ("03-31", "04-10"), ("03-02", "03-03"), stage_4={"finish": "三月"}) == []
    assert staged(("03-02", "03-13"), ("03-31", "04-10"), ("03-02", "03-03"), stage_4={"finish": None}) == []
    assert staged(("03-02", "03-13"), ("03-31", "04-10"), ("03-16", "03-27"), stage_4={"parent_task": "T-A-77"}) == []


def test_two_stages_of_one_owner_at_the_same_time():
    people = {"people": [{"person": "E1", "name": "王磊", "department": "A"}, {"person": "E2", "department": "A"}]}
    windows = ("03-02", "03-13"), ("03-13", "03-27")
    assert staged(*windows, organisation=people, stage_2={"owner": "E1"}, stage_3={"owner": "王磊"}) == [
        "hint: plan.tasks T-A-3 start; plan.tasks T-A-2 finish"]
    assert staged(*windows, organisation=people, stage_2={"owner": "E1"}, stage_3={"owner": "E2"}) == []
    assert staged(*windows, organisation=people, stage_2={"owner": "E9"}, stage_3={"owner": "E9"}) == []
    assert staged(("03-02", "03-13"), ("03-16", "03-27"), organisation=people, stage_2={"owner": "E1"},
                  stage_3={"owner": "E1"}) == []


# P11

RISK = {"risk": "RK-1", "task": "T-A-1", "likelihood": 4, "impact": 4}


def buffered(buffer, organisation=None, *, finish="03-13", risks=(), as_of=None, dates=None, **cells):
    rows = [task("T-A-1", "03-02", finish, priority="high", buffer=buffer) | cells | (dates or {})]
    return said(story(organisation, plan={"A": {"tasks": rows, "risks": list(risks)}}, as_of=as_of), "P11")


HIGH = ["warning: plan.tasks T-A-1 buffer; plan.tasks T-A-1 priority"]
RISKY = ["warning: plan.tasks T-A-1 buffer; plan.risks RK-1 likelihood"]


def test_what_is_important_needs_a_buffer():
    assert buffered(0) == buffered(None) == HIGH                                    # 10 workdays need 1
    assert buffered(1) == []
    assert buffered(1, finish="03-16") == HIGH                                      # 11 workdays need 1.1
    assert buffered(2, finish="03-16") == []
    assert buffered(0, priority="medium") == buffered(0, priority=None) == []


def test_so_does_what_is_risky():
    assert buffered(0, risks=[RISK], priority="low") == RISKY
    assert buffered(0, risks=[RISK]) == [HIGH[0] + "; plan.risks RK-1 likelihood"]
    assert buffered(0, risks=[RISK | {"impact": 3}], priority="low") == []
    assert buffered(0, risks=[RISK | {"task": "T-A-9"}], priority="low") == []
    assert buffered(0, risks=[RISK | {"impact": 8}], priority="low") == []          # out of bounds: another finding
    assert buffered(0, risks=[RISK | {"score": 1}], priority="low") == RISKY        # typed over: 16 all the same


def test_a_closed_risk_needs_no_time_any_more():
    closed = [RISK | {"closed": day("03-06")}]
    assert buffered(0, risks=closed, priority="low", as_of=day("03-06")) == []
    assert buffered(0, risks=closed, priority="low", as_of=day("03-05")) == RISKY


def test_a_buffer_or_window_that_cannot_be_read_is_left_to_others():
    assert buffered("两天") == buffered(-1) == buffered(0, finish="02-27") == []
    for dates in ({"finish": None}, {"start": "三月初"}):
        assert buffered(0, dates=dates) == []


def test_how_much_buffer_is_a_parameter():
    assert buffered(1, parameter("P11", "days", 2)) == HIGH
    assert buffered(1, parameter("P11", "share", 20)) == HIGH
    assert buffered(1, parameter("P11", "share", 5), finish="03-16") == []
    assert buffered(0, parameter("P11", "score", 17), risks=[RISK], priority="low") == []


def chained(*windows, organisation=None, before=None, **cells):
    """Tasks one after the other unless `before` says otherwise; without buffers unless `cells` do."""
    waits = before or {number: [number - 1] for number in range(2, len(windows) + 1)}
    rows = [task(f"T-A-{number}", *window, predecessors="、".join(f"T-A-{each}" for each in waits.get(number, [])) or None)
            | cells.get(f"task_{number}", {}) for number, window in enumerate(windows, 1)]
    return said(story(organisation, plan={"A": {"tasks": rows}}), "P11")


def chain(*numbers):
    return ["warning: " + "; ".join(f"plan.tasks T-A-{number} buffer" for number in numbers)]


WEEKS = ("03-02", "03-06"), ("03-09", "03-13"), ("03-16", "03-20")


def test_a_chain_without_an_idle_day():
    assert chained(*WEEKS) == chain(1, 2, 3)
    assert chained(*WEEKS, ("03-23", "03-27")) == chain(1, 2, 3, 4)
    assert chained(*WEEKS[:2]) == []
    assert chained(*WEEKS[:2], ("03-17", "03-20")) == []                            # Monday is idle
    assert chained(("04-24", "04-30"), ("05-06", "05-08"), ("05-09", "05-15")) == chain(1, 2, 3)   # holidays are not


def test_a_buffer_anywhere_in_the_chain():
    for number in (1, 2, 3):
        assert chained(*WEEKS, **{f"task_{number}": {"buffer": 1}}) == []
        assert chained(*WEEKS, **{f"task_{number}": {"buffer": "一天"}}) == []
    assert chained(*WEEKS, ("03-23", "03-27"), task_4={"buffer": 1}) == chain(1, 2, 3)
    assert chained(*WEEKS, task_2={"priority": "high"}) == [
        "warning: plan.tasks T-A-2 buffer; plan.tasks T-A-2 priority"]              # mends the chain, too


def test_lag_is_waited_for_on_purpose():
    assert chained(*WEEKS[:2], ("03-18", "03-20"), task_3={"lag": 2}) == chain(1, 2, 3)
    assert chained(*WEEKS[:2], ("03-18", "03-20"), task_3={"lag": 1}) == []
    assert chained(*WEEKS, task_3={"lag": "两天"}) == []


def test_chains_that_share_a_task_are_one_finding():
    fork = chained(*WEEKS, ("03-16", "03-18"), before={2: [1], 3: [2], 4: [2]})
    assert fork == chain(1, 2, 4, 3)
    beside = chained(*WEEKS, ("03-09", "03-10"), before={2: [1], 3: [2], 4: [1]})
    assert beside == chain(1, 2, 3)                                                 # task 4 ends a chain of two
    two = chained(*WEEKS, *WEEKS, before={2: [1], 3: [2], 5: [4], 6: [5]})
    assert two == chain(1, 2, 3) + chain(4, 5, 6)


def test_circles_and_broken_orders_have_their_own_findings():
    assert chained(*WEEKS, before={1: [3], 2: [1], 3: [2]}) == []
    assert chained(*WEEKS[:2], ("03-13", "03-20")) == []
    assert chained(*WEEKS, task_2={"finish": "三月"}) == []
    assert chained(*WEEKS, task_2={"finish": day("03-06")}) == []


def test_the_length_of_a_chain_is_a_parameter():
    assert chained(*WEEKS, organisation=parameter("P11", "chain", 4)) == []
    assert chained(*WEEKS[:2], organisation=parameter("P11", "chain", 2)) == chain(1, 2)


def test_a_long_chain_is_one_finding():
    rows = [task(f"T-A-{number:03}", when, when, predecessors=f"T-A-{number - 1:03}" if number else None)
            for number, when in enumerate(each.isoformat()[5:] for each in story().calendar.days(day("01-05"), day("12-18")))]
    (found,) = said(story(plan={"A": {"tasks": rows}}), "P11")
    assert found.count("buffer") == len(rows) > 200


# P12

PEOPLE = {"people": [{"person": "E1", "department": "A", "post": "检验员", "hours_per_day": 8},
                     {"person": "E2", "department": "A", "post": "技师", "hours_per_day": 6}]}


def hours(hours_, organisation=None, **cells):
    row = {"task": "T-A-1", "post": "检验员", "hours": hours_} | cells
    return said(story(PEOPLE | (organisation or {}), plan={"A": {
        "tasks": [task("T-A-1", "03-02", "03-13")], "staffing": [row]}}), "P12")


def unlikely(who="检验员"):
    return ["warning: " + "; ".join(f"plan.staffing T-A-1/{who} {column}" for column in ("hours", "start", "finish"))]


def test_hours_that_the_row_does_not_hold():
    assert hours(81) == hours(7.9) == hours(0) == unlikely()                        # one head, ten days of eight hours
    assert hours(80) == hours(8) == []
    assert hours(161, headcount=2) == unlikely()
    assert hours(160, headcount=2) == []
    assert hours(41, share=50) == unlikely()
    assert hours(17, start=day("03-05"), finish=day("03-06")) == unlikely()
    assert hours(61, post=None, person="E2") == unlikely("E2")
    assert hours(60, post=None, person="E2") == []
    assert hours(8, start=day("05-02"), finish=day("05-03")) == unlikely()          # nobody works on those days


def test_rows_without_hours_or_that_cannot_be_read():
    assert hours(None, share=0) == hours("八天") == hours(-8) == []
    for cells in ({"headcount": "两人"}, {"share": "全部"}, {"finish": "三月"}, {"task": "T-A-9"}, {"pool": "外部"}):
        assert hours(999, **cells) == []
    assert hours(999, start=day("03-10"), finish=day("03-09")) == []


def test_how_many_hours_are_likely_is_a_parameter():
    assert hours(7, parameter("P12", "low", 5)) == []
    assert hours(90, parameter("P12", "high", 120)) == []
    assert hours(70, parameter("P12", "high", 80)) == unlikely()


# P18

def curved(curve, start="01-05", finish="12-31", organisation=None, cells=None):
    months = {f"m{number:02}": value for number, value in enumerate(curve, 13 - len(curve))}
    return said(story(organisation, plan={"A": {"tasks": [task("T-A-1", start, finish) | (cells or {})],
                                                "curve": [{"task": "T-A-1"} | months]}}), "P18")


def late(*months):
    return ["warning: " + "; ".join(f"plan.curve T-A-1 m{month:02}" for month in months)]


def test_a_curve_that_leaves_the_work_to_the_end():
    assert curved([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 70, 100]) == late(11, 12)  # 55 % in two of twelve months
    assert curved([0, 5, 10, 15, 20, 25, 30, 35, 40, 50, 70, 100]) == []            # exactly half
    assert curved([30, 65, 100], "03-02", "12-11") == late(11, 12)                  # blank months: nothing yet
    assert curved([10, 20, 30, 40, 45, 100, 100, 100, 100, 100, 100, 100], finish="06-30") == late(6)
    assert curved([10, 30, 49, 100], "09-01", "12-31") == late(12)
    assert curved([10, 30, 50, 100], "09-01", "12-31") == []
    assert curved([30, None, 100], "03-02", "12-11") == late(11, 12)


def test_a_curve_over_few_months_is_not_judged():
    assert curved([10, 20, 100], "10-09", "12-31") == []
    assert curved([10, 20, 100], "10-09", "12-31", parameter("P18", "months", 3)) == late(12)


def test_a_curve_that_runs_on_after_its_task_counts_to_its_end():
    assert curved([5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 100], finish="06-30") == []
    assert curved([5, 10, 15, 20, 25, 30, 35, 40, 45, 46, 47, 100], finish="06-30") == late(11, 12)


def test_curves_that_cannot_be_read():
    assert curved(["一成", 0, 0, 100]) == curved([None]) == curved([0, 0]) == []
    assert curved([0, 100], finish="01-02") == []
    for cells in ({"finish": None}, {"finish": "年底"}, {"task": "T-A-7"}):
        assert curved([0, 100], cells=cells) == []


def test_how_late_is_too_late_is_a_parameter():
    assert curved([40, 70, 100], "03-02", "12-11", parameter("P18", "progress", 60)) == []
    assert curved([40, 70, 100], "03-02", "12-11", parameter("P18", "progress", 59)) == late(11, 12)
    assert curved([40, 45, 100], "03-02", "12-11", parameter("P18", "time", 10)) == late(12)


ACCOUNTS = [{"account": "660201", "name": "差旅费", "class": "expense", "controllable": "yes"},
            {"account": "6001", "name": "收入", "class": "revenue", "controllable": "no"}]


def spread(*lines, organisation=None, account="660201"):
    """Lines of twelve months each."""
    rows = [{"account": account, "item": f"项目{number}"} | {f"m{month:02}": value for month, value in enumerate(months, 1)}
            for number, months in enumerate(lines, 1)]
    return said(story({"accounts": ACCOUNTS} | (organisation or {}), budget={"A": {"lines": rows}}), "P18")


def test_a_budget_that_is_left_to_the_end():
    flat, end = [100] * 12, [0] * 10 + [1500, 800]
    assert spread(flat, end) == ["warning: budget.lines 660201/项目2 m11; budget.lines 660201/项目2 m12"]   # 2 500 of 3 500
    assert spread(flat, [0] * 10 + [400, 399]) == []                                # 999 of 1 999
    assert spread(flat, [0] * 10 + [400, 400]) == []                                # exactly half
    assert len(spread(flat, [0] * 10 + [400, 401])) == 1
    assert spread(flat) == spread([0] * 12) == []
    assert spread(flat, end, account="6001") == []                                  # not controllable


def test_a_budget_that_cannot_be_read():
    end = [1] * 10 + [1500, 800]
    assert spread([*["一百"], *[1] * 11], end) == []
    assert spread(end, account="660299") == []
    slipped = [{"account": "660201", "item": "差旅", "m12": 40, "last_budget": 400_000}]
    assert said(story({"accounts": ACCOUNTS}, budget={"A": {"lines": slipped}}), "P18") == []
    assert len(spread(end)) == 1
    assert spread(end, organisation=parameter("P18", "progress", 100)) == []


# P19

def dated(start, finish="12-18", organisation=None, cells=None):
    return said(story(organisation, plan={"A": {"tasks": [task("T-A-1", start, finish) | (cells or {})]}}), "P19")


def test_tasks_on_days_off():
    assert dated("05-01") == ["hint: plan.tasks T-A-1 start"]                       # Labour Day, a Friday
    assert dated("03-07") == ["hint: plan.tasks T-A-1 start"]                       # a Saturday
    assert dated("03-02", "10-07") == ["hint: plan.tasks T-A-1 finish"]
    assert dated("05-02", "05-03") == ["hint: plan.tasks T-A-1 start", "hint: plan.tasks T-A-1 finish"]
    (fact,) = facts(story(plan={"A": {"tasks": [task("T-A-1", "05-01", "05-15")]}}), "P19")
    assert (fact["before"], fact["after"]) == (day("04-30"), day("05-06"))


def test_make_up_days_and_the_organisations_own_calendar():
    assert dated("05-09") == []                                                     # a Saturday on which people work
    assert dated("03-07", organisation={"calendar": [{"date": day("03-07"), "working": "yes"}]}) == []
    assert dated("03-09", organisation={"calendar": [{"date": day("03-09"), "working": "no"}]}) == [
        "hint: plan.tasks T-A-1 start"]


def test_days_that_nobody_can_judge():
    assert dated("05-01", "03-02") == dated("05-01", cells={"start": "五一"}) == dated("03-02", cells={"finish": None}) == []
    assert dated("05-01", cells={"finish": None}) == ["hint: plan.tasks T-A-1 start"]
    cover = [{"plan_start": day("01-01"), "plan_finish": date(2090, 12, 31)}]
    beyond = task("T-A-1", "03-02", "03-02") | {"finish": date(2090, 1, 1)}
    assert said(story(plan={"A": {"cover": cover, "tasks": [beyond]}}), "P19") == []
