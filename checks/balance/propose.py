"""Propose a plan: read the plans into a problem, solve it, and say what would change, for whom, why, and what stays."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checks.balance.extra import cheapest
from checks.balance.figures import burdens, figures, in_words, planned, workloads
from checks.balance.model import model_of
from checks.balance.proposal import Fairness, Move, Proposal, Scheduled, Unresolved
from checks.balance.reasons import missed, why_left, why_moved
from checks.balance.solving import solved
from checks.balance.taking_part import Bounds
from checks.change import applied, changed
from checks.conflicts import READINGS, conflicts
from checks.judge import judge
from checks.scheduling.fairness import curve, fair
from checks.status import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from checks.balance.model import Model
    from checks.change import Change
    from checks.conflicts import Conflict
    from checks.finding import Finding
    from checks.judge import Judgement
    from checks.portfolio import Portfolio
    from checks.scheduling.problem import Objective, Starts

    Step = Callable[[float, int | None, int], None]

SECONDS = 10.0
FAIR = 0.25
"""Part of the time that is spent on sparing the department that is treated worst."""
BEGUN = frozenset({"in_progress", "done", "paused"})
"""What a report says of a task that has begun."""
MONITORING = "M"
"""How the codes of the rules on progress reports begin."""
PRICES = (0.0, 0.02, 0.05, 0.1, 0.2)


@dataclass(frozen=True)
class Wish:
    """What is asked for.

    `price` is the part by which all delay together may grow to spare the worst-treated department (0.05: five per cent),
    `seconds` the time limit; `repeatable` asks for the same result on any machine for the same seed. `supposed` is what the
    portfolio only supposes, `options` what else was asked for, both as typed.
    """

    objective: Objective = "delay"
    bounds: Bounds = field(default_factory=Bounds)
    price: float = 0.0
    seconds: float = SECONDS
    seed: int = 1
    repeatable: bool = False
    supposed: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    raised: bool = True
    """Whether other errors that the changes bring up are looked for; that takes as long as judging the folder."""


def propose(portfolio: Portfolio, judgement: Judgement, wish: Wish, *, step: Step | None = None) -> Proposal:
    """A balanced plan for all departments; `step` is told the part of the time, the best value and its bound.

    Never worse than the plans in force: where these hold, nothing moves. The conflicts that remain are those that the
    rules find in the books as they would be. Nothing is written, and nothing of the portfolio is changed.
    """
    model = model_of(portfolio, wish.bounds)
    spares = wish.objective == "delay"
    model, solution = solved(model, wish.objective, seconds=wish.seconds * (1 - FAIR if spares else 1), seed=wish.seed,
                             repeatable=wish.repeatable, step=step)
    start, fairness = list(solution.start), tuple[Fairness, ...]()
    if spares and any(model.problem.delays(start)) and not solution.interrupted and not solution.lateness:
        start, fairness = _spared(model, start, wish)
    value = sum(model.problem.delays(start)) if spares and model.keys else solution.value
    proved = solution.proved and value == solution.value
    old = _disputes(judgement)
    early = {each.tasks[0] for each in old if each.finding.code == "P15"}
    early |= {bound.after for bound, link in zip(model.bounds, model.problem.links, strict=True)
              if start[link.before] != model.problem.tasks[link.before].planned}
    cells = [_changes(model, number, start[number], early) for number in range(len(model.keys))]
    started = _started(portfolio)
    schedule = [_scheduled(model, number, start[number], changes) for number, changes in enumerate(cells)]
    after = applied(portfolio, [change for each in cells for change in each])
    judged = judge(after, codes=None if wish.raised else READINGS.keys())
    new = _disputes(judged)
    resolved = [each for each in old if not any(_same(each, left) for left in new)]
    moves = [Move(schedule[number], _by(model, number, start[number]), why_moved(model, start, number),
                  tuple(each.key for each in resolved if model.keys[number] in each.tasks), tuple(changes),
                  begun=model.keys[number] in started)
             for number, changes in enumerate(cells) if changes]
    unresolved = [Unresolved(each, why_left(model, each, interrupted=solution.interrupted)) for each in new]
    unresolved += [Unresolved(None, reason, task) for task, reason in missed(model, start)]
    return Proposal(
        portfolio=portfolio, after=after, objective=wish.objective,
        status="infeasible" if solution.lateness else "optimal" if proved else "feasible",
        value=in_words(model, wish.objective, value), bound=in_words(model, wish.objective, solution.bound),
        before_figures=figures(model, planned(model), old), after_figures=figures(model, start, new),
        schedule=tuple(schedule), moves=tuple(sorted(moves, key=_by_department)),
        burden=burdens(model, start), fairness=fairness, resolved=tuple(resolved), unresolved=tuple(unresolved),
        raised=_raised(judgement, judged) if wish.raised else (), left_out=tuple(model.left_out),
        extra=tuple(cheapest(model, start)) if solution.proved else (),
        rejected=tuple(sorted(wish.bounds.rejected)), seconds=solution.seconds,
        options=wish.options, supposed=wish.supposed, sure=solution.proved, interrupted=solution.interrupted)


def _by_department(move: Move) -> tuple[str, date, str]:
    return move.task.department, move.task.start, move.task.task


def _started(portfolio: Portfolio) -> set[str]:
    """Tasks of which a report says that they have begun or are done."""
    return {task for task, rows in Status(portfolio).said.items()
            if any(row.day("actual_start") or row.text("status") in BEGUN for row in rows)}


def _disputes(judgement: Judgement) -> list[Conflict]:
    """Conflicts that somebody has to settle; a chance to order together is none."""
    return [each for each in conflicts(judgement.findings) if each.finding.severity != "hint"]


def _same(one: Conflict, other: Conflict) -> bool:
    """True for one clash before and after, which may have gone to other days with its tasks."""
    if (one.finding.code, one.resource) != (other.finding.code, other.resource):
        return False
    ours, theirs = set(one.tasks), set(other.tasks)
    return (ours <= theirs or theirs <= ours) if ours and theirs else one.finding.identity == other.finding.identity


def _raised(before: Judgement, after: Judgement) -> tuple[Finding, ...]:
    """Errors and warnings that the changes would bring up; conflicts are told apart.

    What monitoring says is left out: reports speak of the dates that were in force.
    """
    known = {each.identity for each in before.findings}
    return tuple(each for each in after.findings if each.severity != "hint" and each.identity not in known
                 and each.code not in READINGS and not each.code.startswith(MONITORING))


def _spared(model: Model, start: Starts, wish: Wish) -> tuple[Starts, tuple[Fairness, ...]]:
    """The schedule that treats the worst-treated department best for the price, and what other prices would buy."""
    weights = [float(each) for each in workloads(model)]
    seconds = wish.seconds * FAIR
    spared = fair(model.problem, start, wish.price, seconds=seconds / 2, seed=wish.seed, weights=weights,
                  repeatable=wish.repeatable)
    prices = sorted({*PRICES, wish.price})
    found = curve(model.problem, start, prices, seconds=seconds / 2, seed=wish.seed, weights=weights,
                  repeatable=wish.repeatable)
    return list(spared), tuple(Fairness(price, worst, total) for price, worst, total in found)


def _scheduled(model: Model, number: int, start: int, changes: list[Change]) -> Scheduled:
    part, workdays = model.parts[model.keys[number]], model.workdays
    row, task = part.row, model.problem.tasks[number]
    window = model.shifts.windows.of(row)
    if task.planned == start and window and not changes:
        return Scheduled(part.key, row.department, row.text("name"), *window, *window)
    finish = workdays.day(start + max(1, task.duration) - 1)
    return Scheduled(part.key, row.department, row.text("name"), workdays.day(start), finish, *(window or (None, None)))


def _by(model: Model, number: int, start: int) -> int:
    old = model.problem.tasks[number].planned
    return 0 if old is None else start - old


def _changes(model: Model, number: int, start: int, early: Collection[str]) -> list[Change]:
    """Cells of a task that moves.

    One that is planned to start on a day off, too early for its predecessor, starts on the working day after it: for the
    planner that is the same day.
    """
    task, part = model.problem.tasks[number], model.parts[model.keys[number]]
    if task.planned is not None and start == task.planned and part.key in early:
        first = model.workdays.day(start)
        return [changed(part.row, "start", first)] if not task.fixed and part.row.day("start") != first else []
    if task.planned is not None:
        return model.shifts.of(part.key, start - task.planned)
    first, last = model.workdays.day(start), model.workdays.day(start + max(1, task.duration) - 1)
    return [changed(part.row, "start", first), changed(part.row, "finish", last)]
