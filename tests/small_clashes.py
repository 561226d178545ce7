"""Random small clashes, and a second opinion on them: loads, precedence and prices counted day by day, without our rules.

Days are numbers: 0 is the first working day of the plan. A case holds tasks, rows that ask for a person or an asset, and
what people and assets offer.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations, product

from tables import story

from templates.calendar import Calendar

WORKDAYS = Calendar().days(date(2026, 3, 2), date(2026, 3, 13))
LENGTH = len(WORKDAYS)


@dataclass(frozen=True)
class Task:
    department: str
    start: int
    finish: int
    movable: bool = True
    release: int = 0
    deadline: int = LENGTH - 1
    before: tuple[str, ...] = ()
    lag: int = 0


@dataclass(frozen=True)
class Row:
    """`own` is True where the row has dates of its own; else it runs as long as its task."""

    department: str
    task: str
    resource: str
    amount: int
    start: int = 0
    finish: int = 0
    own: bool = False


@dataclass(frozen=True)
class Case:
    tasks: dict[str, Task]
    rows: dict[str, Row]
    people: dict[str, tuple[str, str]]                          # department and post
    leave: tuple[tuple[str, int, int], ...] = ()
    assets: dict[str, tuple[int, str, str]] = field(default_factory=dict)     # units, category, department
    upkeep: tuple[tuple[str, int, int, int], ...] = ()          # asset, first, last, units


def random_case(chance: random.Random) -> Case:
    people = {f"E{n}": (chance.choice("AB"), chance.choice(["钳工", "焊工"])) for n in range(1, chance.randint(2, 4))}
    assets = {f"Q{n}": (chance.randint(1, 2), chance.choice(["机床", "行车"]), chance.choice("AB"))
              for n in range(1, chance.randint(2, 4))}
    tasks, rows = {}, {}
    for n in range(chance.randint(2, 4)):
        length, department = chance.randint(1, 4), chance.choice("AB")
        start = chance.randint(0, LENGTH - length)
        finish, key = start + length - 1, f"T-{department}-{n}"
        tasks[key] = Task(department, start, finish, chance.random() < 0.85, max(0, start - chance.randint(0, 3)),
                          min(LENGTH - 1, finish + chance.randint(0, 3)),
                          tuple(other for other, task in tasks.items()
                                if chance.random() < (0.4 if task.finish < start else 0.1)), chance.choice([0, 0, 0, 1]))
        for resource in chance.sample([*people, *assets], chance.randint(1, 2)):
            own = chance.random() < 0.4
            first = chance.randint(start, finish) if own else start
            last = chance.randint(first, finish) if own else finish
            amount = chance.choice([40, 60, 100]) if resource in people else chance.randint(1, 2)
            rows[f"{key}/{resource}"] = Row(department, key, resource, amount, first, last, own)

    def days() -> tuple[int, int]:
        first = chance.randrange(LENGTH)
        return first, min(LENGTH - 1, first + chance.randint(0, 2))

    leave = tuple((chance.choice(list(people)), *days()) for _ in range(chance.choice([0, 0, 1])))
    upkeep = tuple((chance.choice(list(assets)), *days(), 1) for _ in range(chance.choice([0, 0, 1])))
    return Case(tasks, rows, people, leave, assets, upkeep)


def portfolio_of(case: Case):
    """The books that say the same. Buffers keep chains without an idle day from being warned of."""
    organisation = {
        "people": [{"person": key, "name": key, "department": department, "post": post}
                   for key, (department, post) in case.people.items()],
        "absences": [{"person": key, "start": WORKDAYS[first], "finish": WORKDAYS[last], "kind": "leave"}
                     for key, first, last in case.leave],
        "assets": [{"asset": key, "name": key, "category": category, "department": department, "quantity": units,
                    "hours_per_day": 8, "status": "idle"} for key, (units, category, department) in case.assets.items()],
        "maintenance": [{"asset": key, "start": WORKDAYS[first], "finish": WORKDAYS[last], "quantity": units}
                        for key, first, last, units in case.upkeep]}
    plan = {}
    for department in "AB":
        plan[department] = {
            "cover": [{"submitted": WORKDAYS[0], "plan_start": WORKDAYS[0], "plan_finish": WORKDAYS[-1]}],
            "tasks": [{"task": key, "name": key, "start": WORKDAYS[task.start], "finish": WORKDAYS[task.finish], "buffer": 1,
                       "movable": "yes" if task.movable else "no", "release": WORKDAYS[task.release],
                       "deadline": WORKDAYS[task.deadline], "predecessors": "、".join(task.before) or None,
                       "lag": task.lag or None}
                      for key, task in case.tasks.items() if task.department == department],
            "staffing": [_written(row, {"person": row.resource, "share": row.amount}) for row in case.rows.values()
                         if row.department == department and row.resource in case.people],
            "equipment": [_written(row, {"asset": row.resource, "quantity": row.amount}) for row in case.rows.values()
                          if row.department == department and row.resource in case.assets]}
    return story(organisation, plan=plan)


def _written(row: Row, asks: dict[str, object]) -> dict[str, object]:
    return {"task": row.task, **asks, **({"start": WORKDAYS[row.start], "finish": WORKDAYS[row.finish]} if row.own else {})}


@dataclass(frozen=True)
class Clash:
    """`cells` are the rows or tasks that take part, `first` to `last` the days, `excess` how much is too much."""

    code: str
    resource: str
    cells: frozenset[str]
    first: int
    last: int
    excess: float

    def within(self, other: Clash) -> bool:
        return (self.code == other.code and self.resource == other.resource and self.cells <= other.cells
                and other.first <= self.first and self.last <= other.last and self.excess <= other.excess + 1e-9)


def clashes(case: Case) -> list[Clash]:
    return [*_loads(case), *_away(case), *_upkeep(case), *_order(case)]


def _on(case: Case, resource: str, day: int) -> dict[str, int]:
    return {key: row.amount for key, row in case.rows.items() if row.resource == resource and row.start <= day <= row.finish}


def _there(case: Case, asset: str, day: int) -> int:
    out = sum(units for key, first, last, units in case.upkeep if key == asset and first <= day <= last)
    return max(0, case.assets[asset][0] - out)


def gone(case: Case, person: str, day: int) -> bool:
    return any(key == person and first <= day <= last for key, first, last in case.leave)


def _loads(case: Case) -> list[Clash]:
    found = []
    for resource in [*case.people, *case.assets]:
        over = {}
        for day in range(LENGTH):
            asked = _on(case, resource, day)
            if resource in case.people:
                limit = None if gone(case, resource, day) else 100
            else:
                limit = _there(case, resource, day) or (None if any(key == resource for key, *_ in case.upkeep) else 0)
            if limit is not None and sum(asked.values()) > limit:
                over[day] = sum(asked.values()) - limit
        for run in _runs(over):
            cells = frozenset(key for day in run for key in _on(case, resource, day))
            found.append(Clash("R01" if resource in case.people else "R05", resource, cells, run[0], run[-1],
                               max(over[day] for day in run)))
    return found


def _runs(days) -> list[list[int]]:
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _away(case: Case) -> list[Clash]:
    found = []
    for key, row in case.rows.items():
        days = range(row.start, row.finish + 1)
        missed = [day for day in days if row.resource in case.people and gone(case, row.resource, day)]
        if missed:
            found.append(Clash("R04", row.resource, frozenset({key}), missed[0], missed[-1], len(missed)))
    return found


def _upkeep(case: Case) -> list[Clash]:
    found = []
    for key, row in case.rows.items():
        out = [day for day in range(row.start, row.finish + 1) if any(asset == row.resource for asset, *_ in case.upkeep)
               and _there(case, row.resource, day) == 0]
        if out:
            found.append(Clash("R06", row.resource, frozenset({key}), out[0], out[-1], len(out)))
    return found


def _order(case: Case) -> list[Clash]:
    found = []
    for key, task in case.tasks.items():
        late = [other for other in task.before if case.tasks[other].finish + task.lag >= task.start]
        if late:
            until = max(case.tasks[other].finish for other in late) + task.lag
            found.append(Clash("P15", key, frozenset({key, *late}), task.start, until, until + 1 - task.start))
    return found


Step = tuple[str, str, object]
"""kind, task or row, and by how much or to whom."""


@dataclass(frozen=True)
class Priced:
    """What could be done: its price without further departments, the departments, the cells that change."""

    step: Step
    price: float
    parties: frozenset[str]
    cells: frozenset[str]


def shift(case: Case, task: str, by: int) -> Priced | None:
    """The task and whoever would be out of order; at most three others."""
    moving = {task: by}
    while True:
        pushed = {}
        for after, row in case.tasks.items():
            for before in row.before:
                room = row.start - case.tasks[before].finish - 1 - row.lag
                short = moving.get(before, 0) - moving.get(after, 0) - room
                if room >= 0 and short > 0:
                    other, far = (after, moving.get(after, 0) + short) if by > 0 else (before, moving.get(before, 0) - short)
                    pushed[other] = max(pushed.get(other, 0), far, key=abs)
        if not pushed:
            break
        moving |= pushed
    for key, days in moving.items():
        row = case.tasks[key]
        if not row.movable or row.start + days < (row.release if days < 0 else 0) or (
                row.finish + days > (row.deadline if days > 0 else LENGTH)):
            return None
    if len(moving) > 4 or moving[task] != by:
        return None
    hanging = [key for key, row in case.rows.items() if row.task in moving and row.own]
    parties = {case.tasks[key].department for key in moving} | {case.rows[key].department for key in hanging}
    cells = {f"{key}.{column}" for key in (*moving, *hanging) for column in ("start", "finish")}
    return Priced(("shift", task, tuple(sorted(moving.items()))), abs(by) + 3 * (len(moving) - 1) + (0.5 if by > 0 else 0.75),
                  frozenset(parties), frozenset(cells))


def everything(case: Case) -> list[Priced]:
    """All moves of all tasks and rows that do not depend on a clash."""
    found = [priced for task, by in product(case.tasks, range(-LENGTH, LENGTH + 1)) if by and (priced := shift(case, task, by))]
    for key, row in case.rows.items():
        task, where = case.tasks[row.task], frozenset({f"{key}.start", f"{key}.finish"})
        for by in range(task.start - row.start, task.finish - row.finish + 1) if row.own else ():
            if by:
                cost = abs(by) / 2 + (0.25 if by > 0 else 0.5)
                found.append(Priced(("inside", key, by), cost, frozenset({row.department}), where))
        days = range(row.start, row.finish + 1)
        others = case.people if row.resource in case.people else case.assets
        for other, told in others.items():
            if other == row.resource or f"{row.task}/{other}" in case.rows:
                continue
            if row.resource in case.people:
                fits = told[1] == case.people[row.resource][1] and not any(gone(case, other, day) for day in days) and all(
                    sum(_on(case, other, day).values()) + row.amount <= 100 for day in days)
                price, home = 2.0, told[0]
            else:
                fits = told[1] == case.assets[row.resource][1] and all(
                    sum(_on(case, other, day).values()) + row.amount <= _there(case, other, day) for day in days)
                price, home = 4.0, told[2]
            if fits:
                found.append(Priced(("other", key, other), price + 3 * (home != row.department),
                                    frozenset({row.department, home}), frozenset({f"{key}.resource"})))
    return found


def less(case: Case, clash: Clash) -> list[Priced]:
    """Rows of a load clash, each less by all that is too much."""
    found = []
    for key in clash.cells if clash.code in ("R01", "R05") else ():
        row = case.rows[key]
        new = row.amount - round(clash.excess)
        if new > 0:
            part = 100 if row.resource in case.people else 1
            lost = (row.amount - new) / part * (row.finish - row.start + 1)
            found.append(Priced(("less", key, new), 2 * lost + 0.5, frozenset({row.department}), frozenset({f"{key}.amount"})))
    return found


def reordered(case: Case, clash: Clash) -> list[Priced]:
    """What ends sooner, or waits less long, so that the order holds."""
    found = []
    if clash.code == "P15":
        row = case.tasks[clash.resource]
        room = row.start - max(case.tasks[task].finish for task in clash.cells - {clash.resource}) - 1
        if 0 <= room < row.lag:
            found.append(Priced(("lag", clash.resource, room), row.lag - room + 1.0, frozenset({row.department}),
                                frozenset({f"{clash.resource}.lag"})))
    for task in clash.cells - {clash.resource} if clash.code == "P15" else ():
        row = case.tasks[task]
        for by in range(1, row.finish - row.start + 1) if row.movable else ():
            cut = [key for key, each in case.rows.items() if each.task == task and each.own and each.finish > row.finish - by]
            if all(case.rows[key].start <= row.finish - by for key in cut):
                found.append(Priced(("sooner", task, by), 1.5 * by + 0.5, frozenset({row.department}),
                                    frozenset({f"{task}.finish", *(f"{key}.finish" for key in cut)})))
    return found


def done(case: Case, step: Step) -> Case:
    kind, key, how = step
    if kind == "shift":
        moving = dict(how)
        tasks = {name: replace(task, start=task.start + moving.get(name, 0), finish=task.finish + moving.get(name, 0))
                 for name, task in case.tasks.items()}
        rows = {name: replace(row, start=row.start + moving.get(row.task, 0), finish=row.finish + moving.get(row.task, 0))
                for name, row in case.rows.items()}
        return replace(case, tasks=tasks, rows=rows)
    if kind == "lag":
        return replace(case, tasks=case.tasks | {key: replace(case.tasks[key], lag=how)})
    if kind == "sooner":
        task = replace(case.tasks[key], finish=case.tasks[key].finish - how)
        rows = {name: replace(row, finish=min(row.finish, task.finish)) if row.task == key else row
                for name, row in case.rows.items()}
        return replace(case, tasks=case.tasks | {key: task}, rows=rows)
    row = case.rows[key]
    new = {"inside": lambda: replace(row, start=row.start + how, finish=row.finish + how),
           "other": lambda: replace(row, resource=how), "less": lambda: replace(row, amount=how)}[kind]()
    return replace(case, rows=case.rows | {key: new})


def settled(case: Case, before: list[Clash], clash: Clash, steps: tuple[Step, ...]) -> bool:
    """The clash is gone, and what is left was there beside it and is no larger."""
    for step in steps:
        case = done(case, step)
    others = [each for each in before if each != clash]
    return all(any(each.within(other) for other in others) for each in clashes(case))


def price(moves) -> float:
    return round(sum(each.price for each in moves) + len(frozenset().union(*(each.parties for each in moves))) - 1, 6)


def cheapest(case: Case, clash: Clash) -> float | None:
    """The price of the cheapest single move or pair, by trying all of them; None where none does.

    What is offered against a clash that the first move makes is tried as well, where that move touches the clash at all:
    nobody makes a new clash only to be offered more.
    """
    before = clashes(case)
    moves = [*everything(case), *less(case, clash), *reordered(case, clash)]
    best = min((price([each]) for each in moves if settled(case, before, clash, (each.step,))), default=None)
    for each in moves:
        if best is not None and price([each]) >= best:
            continue
        after = clashes(done(case, each.step))
        new = [] if clash in after else [other for other in after if not any(other.within(old) for old in before if old != clash)]
        for second in [*moves, *(more for other in new for more in (*less(case, other), *reordered(case, other)))]:
            pair = [each, second]
            if not each.cells & second.cells and (best is None or price(pair) < best) and settled(
                    case, before, clash, (each.step, second.step)):
                best = price(pair)
    return best


def least_core(case: Case, clash: Clash) -> int:
    """The least number of rows and maintenance windows of a load clash that clash by themselves, by trying all sets."""
    facts = [*clash.cells, *(each for each in case.upkeep if each[0] == clash.resource)]
    for size in range(1, len(facts) + 1):
        if any(clashes_with(case, clash, chosen) for chosen in combinations(facts, size)):
            return size
    raise AssertionError(clash)


def clashes_with(case: Case, clash: Clash, facts) -> bool:
    """True where these rows (by name) and maintenance windows alone clash on one of its days."""
    part = replace(case, rows={key: case.rows[key] for key in facts if isinstance(key, str)},
                   upkeep=tuple(each for each in facts if not isinstance(each, str)))
    return any(each.code == clash.code and each.resource == clash.resource and each.first <= clash.last
               and clash.first <= each.last for each in clashes(part))
