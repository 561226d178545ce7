"""Peaks of people, posts and equipment against a loop over the days, on a thousand random portfolios."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import combinations

import pytest
from tables import facts, story

from templates.calendar import Calendar

FIRST, LENGTH = date(2026, 4, 27), 40
DAYS = [FIRST + timedelta(days=number) for number in range(LENGTH)]
OFF = {date(2026, 5, number) for number in (1, 2, 3, 4, 5)}
WORKDAYS = [day for day in DAYS if day not in OFF and (day.weekday() < 5 or day == date(2026, 5, 9))]
PEOPLE, POSTS, ASSETS = ("E1", "E2", "E3", "E4"), ("焊工", "钳工"), ("Q1", "Q2")


def window(chance):
    start = chance.choice(DAYS)
    return {"start": start, "finish": min(DAYS[-1], start + timedelta(days=chance.randint(0, 18)))}


def organisation(chance):
    people = [{"person": key, "name": key, "department": chance.choice("AB"), "post": chance.choice(POSTS)} for key in PEOPLE]
    skills = [{"person": key, "skill": "证", "level": chance.randint(1, 3), "expires": chance.choice([None, *DAYS])}
              for key in PEOPLE if chance.random() < 0.6]
    absences = [{"person": chance.choice(PEOPLE), "kind": chance.choice(["leave", "trip", "training"]), **window(chance)}
                for _ in range(chance.randint(0, 3))]
    assets = [{"asset": key, "name": key, "quantity": chance.randint(1, 3), "status": "in_use"} for key in ASSETS]
    upkeep = [{"asset": chance.choice(ASSETS), "quantity": chance.choice([None, 1]), **window(chance)}
              for _ in range(chance.randint(0, 2))]
    return {"people": people, "skills": skills, "absences": absences, "assets": assets, "maintenance": upkeep}


def plan(chance, department):
    tasks = [{"task": f"T-{department}-{number}", "name": f"任务 {number}", **window(chance)} for number in range(4)]
    staffing = []
    for _ in range(chance.randint(1, 8)):
        row = {"task": chance.choice(tasks)["task"], **(window(chance) if chance.random() < 0.5 else {}),
               "share": chance.choice([None, 20, 50, 80])}
        if chance.random() < 0.5:
            row["person"] = chance.choice(PEOPLE)
        else:
            row |= {"post": chance.choice(POSTS), "headcount": chance.choice([None, 1, 2]), "pool": chance.choice(["own", "all"])}
            if chance.random() < 0.5:
                row |= {"skill": "证", "level": chance.choice([None, 2, 3])}
        staffing.append(row)
    equipment = [{"task": chance.choice(tasks)["task"], "asset": chance.choice(ASSETS), "hours_per_day": 1,
                  "quantity": chance.choice([0.5, 1, 2]), **(window(chance) if chance.random() < 0.5 else {})}
                 for _ in range(chance.randint(0, 4))]
    return {"tasks": tasks, "staffing": staffing, "equipment": equipment}


def covers(row, tasks, day):
    whole = tasks[row["task"]]
    return (row.get("start") or whole["start"]) <= day <= (row.get("finish") or whole["finish"])


def possible(row, tasks):
    whole = tasks[row["task"]]
    return (row.get("start") or whole["start"]) <= (row.get("finish") or whole["finish"])


def runs(days):
    """Working days that follow one another, as sets of days in a row."""
    found = []
    for day in sorted(days):
        if found and WORKDAYS.index(day) == WORKDAYS.index(found[-1][-1]) + 1:
            found[-1].append(day)
        else:
            found.append([day])
    return found


def part(row):
    return 100 if row["share"] is None else row["share"]


def slow_people(own, rows, tasks):
    """(person, first, last, peak) of every run of days above 100 percent; days away are not judged."""
    found = []
    for person in PEOPLE:
        gone = {day for each in own["absences"] if each["person"] == person and each["kind"] != "training"
                for day in WORKDAYS if each["start"] <= day <= each["finish"]}
        load = {day: sum(part(row) for _, row in rows if row.get("person") == person and covers(row, tasks, day))
                for day in WORKDAYS if day not in gone}
        over = {day for day, value in load.items() if value > 100}
        found += [(person, run[0], run[-1], max(load[day] for day in run)) for run in runs(over)]
    return sorted(found)


def slow_assets(own, rows, tasks):
    found = []
    for asset in own["assets"]:
        def units(day, asset=asset):
            out = sum(asset["quantity"] if each["quantity"] is None else each["quantity"] for each in own["maintenance"]
                      if each["asset"] == asset["asset"] and each["start"] <= day <= each["finish"])
            return max(0, asset["quantity"] - out)

        load = {day: sum(row["quantity"] for row in rows if row["asset"] == asset["asset"] and covers(row, tasks, day))
                for day in WORKDAYS}
        over = {day for day in WORKDAYS if load[day] > units(day) > 0}
        for run in runs(over):
            worst = max(run, key=lambda day: (load[day] - units(day), -day.toordinal()))
            found.append((asset["asset"], run[0], run[-1], load[worst], units(worst)))
    return sorted(found)


def circles_of(own, rows):
    """Whom the rows ask for, as sets of conditions (post, department or all, skill, level)."""
    asked = {(row["post"], "" if row["pool"] == "all" else department, row.get("skill") or "", row.get("level") or 0)
             for department, row in rows}
    return asked | {(post, "", "", 0) for post, *_ in asked}


def belongs(own, person, circle, day):
    post, department, skill, level = circle
    away = any(each["person"] == person["person"] and each["start"] <= day <= each["finish"] for each in own["absences"])
    has = next((each for each in own["skills"] if each["person"] == person["person"]), None)
    able = not skill or (has is not None and has["level"] >= level and (has["expires"] is None or has["expires"] >= day))
    return person["post"] == post and department in ("", person["department"]) and able and not away


def inside(narrow, wide):
    return (narrow[0] == wide[0] and wide[1] in ("", narrow[1])
            and (not wide[2] or (narrow[2] == wide[2] and wide[3] <= narrow[3])))


def slow_weeks(own, rows, tasks):
    """For every week the narrowest circles of which more are wanted than there are, and the facts of the flow."""
    found, weeks = {}, {}
    for day in WORKDAYS:
        weeks.setdefault(day - timedelta(days=day.weekday()), []).append(day)
    heads = {number: (1 if row["headcount"] is None else row["headcount"]) * part(row) / 100
             for number, (_, row) in enumerate(rows)}
    own_circle = {number: (row["post"], "" if row["pool"] == "all" else department, row.get("skill") or "", row.get("level") or 0)
                  for number, (department, row) in enumerate(rows)}
    for monday, days in weeks.items():
        wanted = {number: sum(heads[number] for day in days if covers(row, tasks, day)) for number, (_, row) in enumerate(rows)}
        short = set()
        for circle in circles_of(own, rows):
            there = sum(belongs(own, person, circle, day) for person in own["people"] for day in days)
            demand = sum(value for number, value in wanted.items() if inside(own_circle[number], circle))
            if demand > there + 1e-9:
                short.add(circle)
        found[monday] = {circle for circle in short if not any(inside(other, circle) and other != circle for other in short)}
        assert not found[monday] or not enough(own, days, wanted, own_circle)       # what is called short really is
    return found


def enough(own, days, wanted, circle_of):
    """Hall's condition over all sets of demands: could anybody share the people out?"""
    numbers = [number for number, value in wanted.items() if value]
    for size in range(1, len(numbers) + 1):
        for chosen in combinations(numbers, size):
            there = sum(any(belongs(own, person, circle_of[number], day) for number in chosen)
                        for person in own["people"] for day in days)
            if sum(wanted[number] for number in chosen) > there + 1e-9:
                return False
    return True


def compared(seed):
    chance = random.Random(seed)
    own, plans = organisation(chance), {department: plan(chance, department) for department in "AB"}
    portfolio = story(own, plan=plans)
    tasks = {each["task"]: each for each in (*plans["A"]["tasks"], *plans["B"]["tasks"])}
    rows = [(department, row) for department in "AB" for row in plans[department]["staffing"] if possible(row, tasks)]
    uses = [row for department in "AB" for row in plans[department]["equipment"] if possible(row, tasks)]
    people = sorted((each["person"], each["from"], each["to"], each["peak"]) for each in facts(portfolio, "R01")
                    if "months" not in each)
    assert people == slow_people(own, rows, tasks), seed
    assets = sorted((each["asset"], each["from"], each["to"], each["peak"], each["capacity"])
                    for each in facts(portfolio, "R05"))
    assert assets == slow_assets(own, uses, tasks), seed
    weeks = slow_weeks(own, [(department, row) for department, row in rows if not row.get("person")], tasks)
    told = facts(portfolio, "R03")
    assert sum(each["weeks"] for each in told) == sum(map(len, weeks.values())), seed
    for each in told:
        assert weeks[each["from"] - timedelta(days=each["from"].weekday())], seed
    return len(people), len(assets), len(told)


def test_the_calendar_of_this_page_is_the_published_one():
    assert [day for day in DAYS if Calendar().works(day)] == WORKDAYS


@pytest.mark.parametrize("part", range(4))
def test_peaks_are_those_of_the_day_loop(part):
    found = [compared(seed) for seed in range(part * 250, part * 250 + 250)]
    assert all(sum(column) > 20 for column in zip(*found, strict=True))     # the portfolios do clash
