"""Indicators against figures worked out by hand: what is above and below the line, and from which cells."""

from __future__ import annotations

import pytest
from tables import day, said, story, task

from checks.indicators import INDICATORS, indicators
from checks.indicators.evidence import Evidence
from checks.indicators.opinion import wilson
from checks.indicators.period import begun, named, to_date
from checks.indicators.score import Score, part, scores, weights

PEOPLE = [{"person": "E1", "name": "沈一凡", "department": "A", "post": "工程师", "hours_per_day": 8},
          {"person": "E2", "name": "何静", "department": "B", "post": "工程师", "hours_per_day": 6}]
ACCOUNTS = [{"account": "6602", "name": "差旅费", "class": "expense"}, {"account": "6001", "name": "收入", "class": "revenue"}]


def told(key, status, **more):
    return {"task": key, "planned": 50, "actual": 50, "status": status, **more}


def of(portfolio, key, department="A", period=""):
    wanted = named(period, portfolio.as_of) if period else to_date(portfolio)
    return indicators(Evidence(portfolio), wanted, [key])[key, department]


@pytest.fixture
def five_tasks():
    """Due to date: T-A-1 (done in time), T-A-2 (extended, done in time), T-A-3 (open); T-A-4 is cancelled, T-A-5 not due."""
    plan = [task("T-A-1", "03-02", "03-13"), task("T-A-2", "03-02", "03-20"), task("T-A-3", "03-02", "03-31"),
            task("T-A-4", "03-02", "04-10"), task("T-A-5", "03-02", "06-30")]
    march = {"progress": [told("T-A-1", "done", actual_finish=day("03-12"), evidence="报告"), told("T-A-2", "in_progress"),
                          told("T-A-3", "in_progress"), told("T-A-4", "in_progress"), told("T-A-5", "in_progress")],
             "changes": [{"change": "C1", "task": "T-A-2", "field": "finish", "new": "2026-04-10", "reason": "晚到",
                          "requested": day("03-18"), "approved": day("03-19"), "result": "approved"},
                         {"change": "C2", "task": "T-A-4", "field": "status", "new": "取消", "reason": "不做",
                          "requested": day("03-18"), "approved": day("03-19"), "result": "approved"}]}
    april = {"progress": [told("T-A-2", "done", actual_finish=day("04-09"), evidence="报告"), told("T-A-3", "in_progress"),
                          told("T-A-5", "in_progress"), told("T-A-9", "in_progress")]}
    return story(plan={"A": {"tasks": plan}}, progress={"A/2026-03": march, "A/2026-04": april}, as_of=day("04-30"))


def cells(total):
    return [f"{place.key} {place.column}" for place in total.cells]


def test_completion_is_done_over_due_by_the_effective_date(five_tasks):
    rate = of(five_tasks, "completion")
    assert cells(rate.numerator) == ["T-A-1 actual_finish", "T-A-2 actual_finish"]
    assert cells(rate.denominator) == ["T-A-1 finish", "T-A-2 finish", "T-A-3 finish"]
    assert rate.rate == pytest.approx(200 / 3)
    assert cells(rate.other("cancelled")) == ["T-A-4 finish"]
    assert of(five_tasks, "completion", period="2026-03").rate == 50         # T-A-1 of T-A-1 and T-A-3
    assert of(five_tasks, "completion", period="2026-04").rate == 100        # T-A-2, extended to April
    assert of(five_tasks, "completion", "B").rate is None
    assert of(five_tasks, "completion", "").rate == pytest.approx(200 / 3)


def test_on_time_goes_by_the_original_date_and_says_what_was_excused(five_tasks):
    rate = of(five_tasks, "on_time")
    assert (rate.numerator.total, rate.denominator.total) == (1, 3)
    assert cells(rate.other("excused")) == ["T-A-2 actual_finish"]


def test_a_task_that_waits_for_acceptance_is_not_done():
    waiting = task("T-A-1", "03-02", "03-13", accepted_by="B")
    march = {"progress": [told("T-A-1", "done", actual_finish=day("03-12"), evidence="报告")]}
    portfolio = story(plan={"A": {"tasks": [waiting]}}, progress={"A/2026-03": march})
    assert of(portfolio, "completion").rate == 0
    march["acceptance"] = [{"task": "T-A-1", "date": day("03-16"), "by": "B", "result": "passed"}]
    assert of(story(plan={"A": {"tasks": [waiting]}}, progress={"A/2026-03": march}), "completion").rate == 100


def worked(**more):
    """E1: half of 10 workdays (40 h); a post for 60 h over 15 workdays; 24 + 20 h booked in March; two days of leave."""
    plan = {"A": {"tasks": [task("T-A-1", "03-02", "03-13"), task("T-A-2", "03-02", "03-20")], "staffing": [
        {"task": "T-A-1", "person": "E1", "share": 50}, {"task": "T-A-2", "post": "工程师", "headcount": 3, "hours": 60}]}}
    march = {"timesheet": [{"person": "E1", "task": "T-A-1", "date": day("03-04"), "hours": 24},
                           {"person": "E1", "task": "T-A-2", "date": day("03-17"), "hours": 20}]}
    return story({"people": PEOPLE, "absences": [{"person": "E1", "start": day("03-05"), "finish": day("03-06")}]},
                 plan=plan, progress={"A/2026-03": march}, **more)


def test_use_of_people_is_hours_booked_over_hours_planned():
    rate = of(worked(), "people_use")
    assert (rate.numerator.total, rate.denominator.total) == (44, 100)
    assert rate.rate == 44
    assert cells(rate.denominator) == ["T-A-1/E1 share", "T-A-2/工程师 hours"]
    march = of(worked(), "people_use", period="2026-03")
    assert march.other("available").total == 160                             # 22 workdays less 2, 8 hours each
    assert of(worked(), "people_use", "B", "2026-03").other("available").total == 132


def test_hours_on_a_task_of_which_nobody_can_tell_what_it_plans_stand_apart():
    plan = {"A": {"tasks": [task("T-A-1", "03-02", "03-13"), task("T-A-2", "03-20", "03-02")], "staffing": [
        {"task": "T-A-1", "person": "E1", "share": 50}, {"task": "T-A-2", "person": "E1", "hours": 60}],
        "equipment": [{"task": "T-A-1", "asset": "Q1", "quantity": 1}, {"task": "T-A-2", "asset": "Q1", "quantity": 1}]}}
    march = {"timesheet": [{"person": "E1", "task": "T-A-1", "date": day("03-04"), "hours": 24},
                           {"person": "E1", "task": "T-A-2", "date": day("03-17"), "hours": 20}],
             "equipment_use": [{"asset": "Q1", "task": "T-A-1", "date": day("03-04"), "hours": 30},
                               {"asset": "Q1", "task": "T-A-2", "date": day("03-04"), "hours": 9}]}
    asset = {"asset": "Q1", "name": "测量机", "department": "B", "quantity": 1, "hours_per_day": 8, "status": "in_use"}
    portfolio = story({"people": PEOPLE, "assets": [asset]}, plan=plan, progress={"A/2026-03": march})
    people, equipment = of(portfolio, "people_use"), of(portfolio, "asset_use")
    assert (people.numerator.total, people.denominator.total, people.other("unplanned").total) == (24, 40, 20)
    assert (equipment.numerator.total, equipment.denominator.total, equipment.other("unplanned").total) == (30, 80, 9)
    completed = of(portfolio, "completion")
    assert (completed.denominator.total, cells(completed.other("undated"))) == (1, ["T-A-2 finish"])


def test_hours_are_planned_up_to_the_cut_off():
    rate = of(worked(as_of=day("03-13")), "people_use")
    assert (rate.numerator.total, rate.denominator.total) == (24, 80)        # 40 + 60 × 10 ÷ 15; the entry of 03-17 is not yet


def test_use_of_equipment_counts_units_hours_and_workdays():
    asset = {"asset": "Q1", "name": "测量机", "department": "B", "quantity": 2, "hours_per_day": 10, "status": "in_use"}
    portfolio = story({"assets": [asset], "maintenance": [{"asset": "Q1", "start": day("03-30"), "finish": day("03-31")}]},
                      plan={"A": {"tasks": [task("T-A-1", "03-02", "03-06")], "equipment": [
                          {"task": "T-A-1", "asset": "Q1", "quantity": 1, "hours_per_day": 8},
                          {"task": "T-A-1", "asset": "Q1", "quantity": 1, "start": day("03-05"), "finish": day("03-06")}]}},
                      progress={"A/2026-03": {"equipment_use": [{"asset": "Q1", "date": day("03-03"), "hours": 45}]}})
    rate = of(portfolio, "asset_use", period="2026-03")
    assert (rate.numerator.total, rate.denominator.total, rate.rate) == (45, 60, 75)      # 5 × 8 + 2 × 10
    assert of(portfolio, "asset_use", "B", "2026-03").other("wanted").total == 60
    assert of(portfolio, "asset_use", "B", "2026-03").other("available").total == 400     # 20 days, 2 units, 10 hours


def spent(**more):
    months = {f"m{number:02}": 1000 for number in range(1, 13)}
    budget = {"A": {"lines": [{"account": "6602", "item": "走访", **months}, {"account": "6001", "item": "销售", **months}]}}
    change = {"change": "C1", "account": "6602", "field": "budget", "amount": 500, "reason": "增项", "result": "approved",
              "requested": day("02-02"), "approved": day("02-10")}
    reports = {f"A/2026-{number:02}": {"spending": [
        {"account": "6602", "month_actual": amount, "year_actual": whole}], "changes": [change] if number > 1 else []}
        for number, amount, whole in ((1, 900, 900), (2, 1000, 1900), (3, 900, 2800))}
    return story({"accounts": ACCOUNTS}, budget=budget, progress=reports, **more)


def test_budget_execution_is_spending_over_months_to_date_and_approved_changes():
    rate = of(spent(), "budget_use")
    assert (rate.numerator.total, rate.denominator.total, rate.rate) == (2800, 3500, 80)
    assert cells(rate.numerator) == ["6602 year_actual"]
    assert rate.other("year").total == 12_500
    february = of(spent(), "budget_use", period="2026-02")
    assert (february.numerator.total, february.denominator.total) == (1000, 1500)
    assert of(spent(), "budget_use", period="2026Q1").rate == 80


def test_an_account_that_the_newest_report_forgets_keeps_what_was_told_before():
    reports = {"A/2026-01": {"spending": [{"account": "6602", "month_actual": 900, "year_actual": 900}]},
               "A/2026-02": {"spending": [{"account": "6603", "month_actual": 50, "year_actual": 50}]}}
    accounts = [*ACCOUNTS, {"account": "6603", "name": "办公费", "class": "expense"}]
    portfolio = story({"accounts": accounts}, budget={"A": {"lines": [{"account": "6602", "item": "走访", "m01": 1000}]}},
                      progress=reports)
    assert of(portfolio, "budget_use").numerator.total == 950


def test_a_month_that_has_not_ended_is_not_spent():
    assert of(spent(as_of=day("03-15")), "budget_use").denominator.total == 2500     # January, February, the change
    assert of(spent(as_of=day("03-15")), "budget_use").numerator.total == 1900


def test_rectifications_closed_in_time_over_those_due():
    def rectified(key, due, **more):
        return {"rectification": key, "source": "quality", "problem": "划伤", "department": "B", "due": day(due), **more}

    march = {"rectification": [rectified("R1", "03-10", closed=day("03-10"), recheck="passed"),
                               rectified("R2", "03-10", closed=day("03-11"), recheck="passed"),
                               rectified("R3", "03-20", closed=day("03-12"), recheck="failed"), rectified("R4", "04-20")]}
    portfolio = story(progress={"A/2026-03": march})
    rate = of(portfolio, "rectification", "B")
    assert (rate.numerator.total, rate.denominator.total) == (1, 3)
    assert cells(rate.other("overdue")) == ["R3 due"]
    assert cells(rate.other("open")) == ["R3 due", "R4 due"]
    later = {"rectification": [rectified("R3", "03-20", closed=day("03-19"), recheck="passed")]}
    again = story(progress={"A/2026-03": march, "A/2026-04": later})
    assert of(again, "rectification", "B").numerator.total == 2              # the newest report tells


def rating(person, own, rated, *answers):
    return {"respondent": person, "department": own, "rated_department": rated,
            **{f"q{number}": answer for number, answer in enumerate(answers, 1)}}


def test_satisfaction_counts_valid_answers_and_shows_no_small_group():
    rows = [rating(f"R{number}", "B", "A", "满意", "较满意", "一般", "不了解", None) for number in range(4)]
    rows += [rating("R4", "B", "A", "较不满意", "不满意", "满意", "满意", "满意"), rating("R5", "A", "A", *["满意"] * 5),
             rating("R6", "A", "B", *["满意"] * 5)]
    portfolio = story(survey={"2026H1": {"cover": [{"period": "2026H1", "sent": 10}], "answers": rows}}, as_of=day("06-30"))
    rate = of(portfolio, "satisfaction")
    assert (rate.numerator.total, rate.denominator.total, len(rate.other("persons"))) == (11, 17, 5)   # 4 × 2 + 3 of 4 × 3 + 5
    assert rate.rate == pytest.approx(1100 / 17)
    small = of(portfolio, "satisfaction", "B")
    assert (small.suppressed, small.rate, small.denominator.total) == (True, None, 5)
    assert of(portfolio, "satisfaction", "").denominator.total == 17         # or the whole less A would give B away
    assert of(portfolio, "satisfaction", period="2026Q2").rate is None       # no survey lies within
    assert of(portfolio, "satisfaction", period="2026H1").rate == rate.rate


def test_who_rates_two_departments_is_one_person_of_the_whole():
    rows = [rating(f"R{number}", "C", rated, *["满意"] * 5) for number in range(6) for rated in "AB"]
    portfolio = story(survey={"2026H1": {"cover": [{"period": "2026H1", "sent": 10}], "answers": rows}}, as_of=day("06-30"),
                      departments="A B C")
    assert [len(of(portfolio, "satisfaction", each).other("persons")) for each in ("A", "B", "")] == [6, 6, 6]
    assert of(portfolio, "satisfaction", "").denominator.total == 60


def test_the_interval_is_wilson_s():
    low, high = wilson(0.8, 50)                                              # (0.8384 ± 0.1173) ÷ 1.0768 …
    assert (round(low, 4), round(high, 4)) == (0.6696, 0.8876)
    assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=1e-4)
    assert wilson(0.5, 0) == (0, 1)


def test_the_whole_is_made_of_sums_and_the_year_of_its_months(five_tasks):
    for portfolio in (five_tasks, worked(), spent()):
        for key in INDICATORS:
            whole = of(portfolio, key, "")
            for total in ("numerator", "denominator"):
                parts = [getattr(of(portfolio, key, department), total).total for department in "AB"]
                assert getattr(whole, total).total == pytest.approx(sum(parts))
    months = [each for each in begun(five_tasks) if "-" in each.name]
    assert [each.name for each in months] == ["2026-01", "2026-02", "2026-03", "2026-04"]
    assert sum(of(five_tasks, "completion", period=each.name).denominator.total for each in months) == 3


def test_the_score_weighs_what_applies_and_takes_points_for_red_tasks():
    assert part("completion", 80) == 0.8
    assert part("satisfaction", 130) == 1
    assert part("budget_use", 115) == pytest.approx(0.5)                     # 15 points beside 100 cost half
    assert part("people_use", 60) == 0
    assert weights(story())["completion"] == 35
    own = story({"weights": [{"indicator": "completion", "weight": 60}, {"indicator": "on_time", "weight": 40}]})
    assert weights(own) == {"completion": 60, "on_time": 40}


def test_a_score_by_hand(five_tasks):
    of_all = indicators(Evidence(five_tasks), to_date(five_tasks)).values()
    red = {"A": [next(five_tasks.rows("plan.tasks")).at("task")]}
    first, second = scores(of_all, {"completion": 60, "on_time": 40}, red)
    assert first.points == pytest.approx((60 * 2 / 3 + 40 * 1 / 3) / 100 * 100 - 2)
    assert (first.department, first.band, first.lost) == ("A", (1, 1), 2)
    assert second == Score("B", None, {}, ())


def test_ranks_that_a_shift_of_the_weights_would_swap_are_one_band():
    class Rate:
        def __init__(self, department, key, rate):
            self.department, self.key, self.rate = department, key, rate

    close = [Rate("A", "completion", 90), Rate("A", "on_time", 80), Rate("B", "completion", 80), Rate("B", "on_time", 91),
             Rate("C", "completion", 40), Rate("C", "on_time", 40)]
    assert [(each.department, each.band) for each in scores(close, {"completion": 50, "on_time": 50}, {})] == [
        ("B", (1, 2)), ("A", (1, 2)), ("C", (3, 3))]
    apart = [Rate("A", "completion", 90), Rate("A", "on_time", 90), Rate("B", "completion", 80), Rate("B", "on_time", 80)]
    assert [each.band for each in scores(apart, {"completion": 50, "on_time": 50}, {})] == [(1, 1), (2, 2)]


DROPPED = ["error: plan.tasks T-A-3 task; plan.tasks T-A-5 task"]


def without(portfolio_progress):
    return story(plan={"A": {"tasks": [task("T-A-3", "03-02", "05-29"), task("T-A-5", "03-02", "06-30")]}},
                 progress=portfolio_progress, as_of=day("04-30"))


def test_tasks_that_disappear_from_the_reports():
    march = {"progress": [told("T-A-3", "in_progress"), told("T-A-5", "cancelled")]}
    assert said(without({"A/2026-03": march, "A/2026-04": {}}), "E01") == DROPPED
    assert said(without({"A/2026-03": march, "A/2026-04": {"progress": [told("T-A-5", "in_progress")]}}), "E01") == [
        "error: plan.tasks T-A-3 task"]
    again = {"A/2026-02": march, "A/2026-03": {}, "A/2026-04": march}
    assert said(without(again), "E01") == []                                 # it came back
    assert said(without({"A/2026-03": march}), "E01") == []


def test_tasks_that_may_leave_the_reports():
    done = {"progress": [told("T-A-3", "done", actual_finish=day("03-20")), told("T-A-5", "in_progress")]}
    april = {"progress": [told("T-A-5", "in_progress")]}
    assert said(without({"A/2026-03": done, "A/2026-04": april}), "E01") == []
    change = {"change": "C2", "task": "T-A-3", "field": "status", "new": "取消", "reason": "不做", "requested": day("03-18"),
              "approved": day("03-19"), "result": "approved"}
    open_ = {"progress": [told("T-A-3", "in_progress"), told("T-A-5", "in_progress")]}
    assert said(without({"A/2026-03": open_ | {"changes": [change]}, "A/2026-04": april}), "E01") == []
    assert said(without({"A/2026-03": open_, "A/2026-04": {"progress": []}}), "E01") == []            # says nothing at all
    unclear = {"progress": [told("T-A-5", "in_progress"), told("T-A-33", "in_progress")]}
    assert said(without({"A/2026-03": open_, "A/2026-04": unclear}), "E01") == []                     # one of them may be meant


def test_an_indicator_without_a_denominator_is_a_hint_and_names_the_departments(five_tasks):
    own = {"weights": [{"indicator": "completion", "weight": 100}, {"indicator": "compliance", "weight": 0}]}
    portfolio = story(own, plan={"A": {"tasks": [task("T-A-1", "03-02", "03-13")]}},
                      progress={"A/2026-03": {"progress": [told("T-A-1", "in_progress")]}})
    assert said(portfolio, "E01") == ["hint: organisation.weights completion indicator"]
    assert said(five_tasks, "E01") == []                                     # no weights are listed


def used(*hours, high=None):
    """Planned 40 unit-hours in March."""
    asset = {"asset": "Q1", "name": "测量机", "quantity": 1, "hours_per_day": 8, "status": "in_use"}
    rows = [{"asset": "Q1", "task": "T-A-1", "date": day(f"03-{number:02}"), "hours": each}
            for number, each in enumerate(hours, 2)]
    own = {"parameters": [{"rule": "E02", "parameter": "high", "value": high}]} if high else {}
    return story({"assets": [asset], **own}, plan={"A": {"tasks": [task("T-A-1", "03-02", "03-06")], "equipment": [
        {"task": "T-A-1", "asset": "Q1", "quantity": 1}]}}, progress={"A/2026-03": {"equipment_use": rows}})


def test_a_rate_that_cannot_be_points_at_its_largest_part():
    assert said(used(8, 480), "E02") == ["warning: progress.equipment_use Q1/T-A-1/2026-03-03 hours"]
    assert said(used(8, 8, 8, 8, 17), "E02") == ["warning: progress.equipment_use Q1/T-A-1/2026-03-06 hours"]
    assert said(used(8, 8, 8, 8, 16), "E02") == []                           # 120 %
    assert said(used(8, 8, 8, 8, 16, high=110), "E02") == ["warning: progress.equipment_use Q1/T-A-1/2026-03-06 hours"]
    assert said(used(8, "四百八"), "E02") == []


def test_spending_below_nothing_and_hours_of_another_month():
    refund = {"spending": [{"account": "6602", "month_actual": -5, "year_actual": -5}]}
    budget = {"A": {"lines": [{"account": "6602", "item": "走访", "m01": 100}]}}
    assert said(story({"accounts": ACCOUNTS}, budget=budget, progress={"A/2026-01": refund}), "E02") == [
        "warning: progress.spending 6602 year_actual"]
    april = {"timesheet": [{"person": "E1", "task": "T-A-1", "date": day("04-02"), "hours": 4},
                           {"person": "E1", "task": "T-A-1", "date": day("03-31"), "hours": 6}]}
    portfolio = story({"people": PEOPLE}, plan={"A": {"tasks": [task("T-A-1", "03-02", "04-30")]}}, progress={"A/2026-04": april})
    assert said(portfolio, "E02") == ["warning: progress.timesheet E1/T-A-1/2026-03-31 hours"]
