"""CP-SAT, the solver that proves: the one place that knows OR-Tools. Without it the search alone goes on."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from ortools.sat.python.cp_model import CpModel, CpSolver

LOOK = 0.2
MODULE = "ortools.sat.python.cp_model"


def available() -> bool:
    """True where OR-Tools is installed."""
    return find_spec("ortools") is not None


def _library() -> Any:
    """OR-Tools, imported where it is first used (half a second), in a thread: an interrupt would leave half of it."""
    if MODULE not in sys.modules:
        thread = Thread(target=import_module, args=(MODULE,), daemon=True)
        thread.start()
        thread.join()
    return import_module(MODULE)


def model() -> CpModel:
    """An empty model. Raises ImportError where OR-Tools is not installed."""
    made: CpModel = _library().CpModel()
    return made


def solver(seconds: float, *, workers: int, seed: int, **parameters: Any) -> CpSolver:
    """A solver with a time limit in seconds of the clock; further parameters as CP-SAT calls them."""
    made: CpSolver = _library().CpSolver()
    made.parameters.num_workers = workers
    made.parameters.max_time_in_seconds = seconds
    made.parameters.random_seed = seed
    made.parameters.catch_sigint_signal = False         # an interrupt is Python's, who then stops the search
    for name, value in parameters.items():
        setattr(made.parameters, name, value)
    return made


def solved(made: CpSolver, of: CpModel) -> str:
    """Solve; OPTIMAL, FEASIBLE, INFEASIBLE, MODEL_INVALID or UNKNOWN."""
    return str(made.status_name(made.solve(of)))


def solved_aside(made: CpSolver, of: CpModel, variables: list[Any], look: Callable[[list[int] | None], None]) -> str:
    """Solve in another thread, and stop at once on an interrupt.

    `look` is called a few times a second, with the values of the variables in the newest solution where there is one.
    """
    class Newest(_library().CpSolverSolutionCallback):  # type: ignore[misc]  # known only once it is imported
        values: list[int] | None = None

        def on_solution_callback(self) -> None:
            self.values = [self.value(variable) for variable in variables]

    newest, found = Newest(), list[str]()

    def show() -> None:
        values, newest.values = newest.values, None
        look(values)

    thread = Thread(target=lambda: found.append(str(made.status_name(made.solve(of, newest)))), daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(LOOK)
            show()
    finally:
        made.stop_search()                              # ends at once where it runs no more
        thread.join()
        show()
    return found[0] if found else "UNKNOWN"
