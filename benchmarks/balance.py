"""How good balanced plans are: ours beside a serial schedule, and beside the solver alone with as many seconds.

For the five problems of MPSPLIB also beside the figures of a levelling macro inside MS Project and the best seen.
"""

from __future__ import annotations

import argparse
import time
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.table import Table

from benchmarks import instances
from checks.scheduling import solver
from checks.scheduling.balanced import balanced
from checks.scheduling.board import board
from checks.scheduling.clashes import clashes
from checks.scheduling.faults import faults
from checks.scheduling.generation import serial
from checks.scheduling.model import Model
from checks.scheduling.priorities import priorities

if TYPE_CHECKING:
    from checks.scheduling.problem import Objective, Problem

WIDTH = 130
MACRO = {"j30_a2_nr1": (74, 18.0), "j30_a5_nr2": (229, 148.2), "j30_a10_nr1": (201, 160.2), "j90_a5_nr2": (116, 8.2),
         "j120_a2_nr3": (280, 175.5)}
SEEN = {"j30_a2_nr1": 69, "j30_a5_nr2": 216, "j30_a10_nr1": 184, "j90_a5_nr2": 114, "j120_a2_nr3": 269}


class Answer(NamedTuple):
    """The objective, its bound where there is one, and the seconds; None where no schedule was found."""

    value: int | None
    bound: int | None
    seconds: float


def measured(problem: Problem, objective: Objective, start: list[int]) -> int:
    if [fault for fault in faults(problem, start) if fault.kind != "latest"]:
        raise SystemExit("a schedule breaks a rule")
    return problem.makespan(start) if objective == "makespan" else sum(problem.delays(start))


def least_slack(problem: Problem, objective: Objective, _: float) -> Answer:
    begun = time.perf_counter()
    ready = board(problem)
    start = serial(ready, priorities(ready)["slack, own"])
    return Answer(measured(problem, objective, start), None, time.perf_counter() - begun)


def solver_alone(problem: Problem, objective: Objective, seconds: float) -> Answer:
    """CP-SAT as it comes, on the same model, but without any schedule to begin with."""
    begun = time.perf_counter()
    ready = board(problem)
    end = max(problem.finish(serial(ready, priorities(ready)["slack, own"])))
    made = Model(ready, list(ready.earliest), ready.order, [end - length for length in ready.duration])
    made.cp.clear_hints()
    goal = (made.makespan(end) - problem.arrival if objective == "makespan"
            else sum(made.finishes(problem.free_finish, [end] * problem.projects)) - sum(problem.free_finish))
    made.cp.clear_hints()
    made.cp.minimize(goal)
    solving = solver.solver(seconds, workers=2, seed=1)
    status = solver.solved(solving, made.cp)
    value = measured(problem, objective, made.found(solving)) if status in ("OPTIMAL", "FEASIBLE") else None
    return Answer(value, ceil(solving.best_objective_bound - 1e-6), time.perf_counter() - begun)


def ours(problem: Problem, objective: Objective, seconds: float) -> Answer:
    found = balanced(problem, objective, seconds=seconds)
    return Answer(measured(problem, objective, list(found.start)), found.bound, found.seconds)


def open_dates(seconds: float, problems: dict[str, Problem]) -> Table:
    table = Table("problem", "tasks", "objective", "way", "value", "bound", "gap", "s", "macro", "of the macro", "best seen",
                  title=f"open dates, {seconds:g} s: makespan in days, mean delay of a project in days")
    for name, problem in problems.items():
        for objective in ("makespan", "delay"):
            per = 1 if objective == "makespan" else problem.projects
            macro = MACRO[name][objective == "delay"] if name in MACRO else None
            seen = SEEN.get(name) if objective == "makespan" else None
            for way in (least_slack, *((solver_alone,) if solver.available() else ()), ours):
                value, bound, spent = way(problem, objective, seconds)
                gap = f"{(value - bound) / value:.1%}" if value and bound is not None else ""
                table.add_row(
                    name, str(len(problem.tasks)), objective, way.__name__.replace("_", " "),
                    "none" if value is None else f"{value / per:g}", "" if bound is None else f"{bound / per:g}", gap,
                    f"{spent:.1f}", "" if macro is None else f"{macro:g}",
                    f"{value / per / macro:.0%}" if value is not None and macro else "", str(seen or ""))
    return table


def in_force(seconds: float) -> Table:
    table = Table("tasks", "clash days", "objective", "solver", "value", "bound", "proved", "late", "moved", "days", "s",
                  title=f"a plan in force with clashes, {seconds:g} s")
    for departments, size, absences in ((6, 25, 4), (10, 60, 12), (20, 90, 30)):
        problem = instances.in_force(departments, size, absences, 7)
        plan = [task.planned for task in problem.tasks]
        for objective in ("delay", "moves"):
            for use in (True, False) if solver.available() else (False,):
                found = balanced(problem, objective, seconds=seconds, solver=use)
                days = sum(abs(one - other) for one, other in zip(found.start, plan, strict=True) if other is not None)
                table.add_row(str(len(plan)), str(len(clashes(board(problem), plan))), objective, "yes" if use else "no",
                              str(found.value), str(found.bound), "yes" if found.proved else "", str(found.lateness),
                              str(len(problem.moved(found.start))), str(days), f"{found.seconds:.1f}")
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--only", help="the problems whose names contain this")
    asked = parser.parse_args()
    problems = {**instances.library(), "4 × 30, generated": instances.shared(4, 30, 1),
                "10 × 60, generated": instances.shared(10, 60, 2)}
    console = Console(width=WIDTH)
    console.print(open_dates(asked.seconds, {name: each for name, each in problems.items() if (asked.only or "") in name}))
    if not asked.only:
        console.print(in_force(min(asked.seconds, 10.0)))


if __name__ == "__main__":
    main()
