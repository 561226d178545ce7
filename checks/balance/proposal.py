"""A proposal: where every task would stand, what changes for whom and why, and what stays unresolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from checks.balance.extra import Extra
    from checks.change import Change
    from checks.conflicts import Conflict
    from checks.finding import Finding
    from checks.portfolio import Portfolio
    from checks.scheduling.problem import Objective

Status = Literal["optimal", "feasible", "infeasible"]


@dataclass(frozen=True)
class Reason:
    """Why something is so: a stable word, and named facts for its sentence (balance.reason.<kind>)."""

    kind: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Scheduled:
    """A task with its days, both inclusive; the old ones are None where they were open."""

    task: str
    department: str
    name: str
    start: date
    finish: date
    old_start: date | None
    old_finish: date | None


@dataclass(frozen=True)
class Move:
    """One line of the proposal: a task that would stand elsewhere, and every cell that would change for it.

    `by` counts working days, below 0 earlier; 0 where the dates were open. `resolves` are ids of conflicts.
    """

    task: Scheduled
    by: int
    reason: Reason
    resolves: tuple[str, ...]
    changes: tuple[Change, ...]
    begun: bool = False
    """Whether a report says that the task has begun or is done: nobody accepts that unseen."""


@dataclass(frozen=True)
class Burden:
    """What a department bears: working days by which its last task ends later than with unlimited resources.

    `workload` is the working days of its tasks; `share` the delay as part of them (0 to 1).
    """

    department: str
    days_delayed: int
    workload: int

    @property
    def share(self) -> float:
        """Delay as part of the workload."""
        return self.days_delayed / self.workload if self.workload else 0.0


@dataclass(frozen=True)
class Unresolved:
    """What the proposal leaves, and the constraint that blocks it: a conflict, or (None) a task that misses its deadline."""

    conflict: Conflict | None
    blocked_by: Reason
    task: str = ""

    @property
    def key(self) -> str:
        """The conflict's id, "deadline:<task>" for a task that misses its deadline."""
        return self.conflict.key if self.conflict else f"deadline:{self.task}"


@dataclass(frozen=True)
class LeftOut:
    """A task, or a row of it, that could not be scheduled: what it lacks."""

    department: str
    task: str
    reason: Reason


@dataclass(frozen=True)
class Figures:
    """A plan in numbers. `delay`: mean over departments, working days. `makespan`: working days from the first release.

    None where dates are still open. `conflicts` counts those by kind that are errors.
    """

    delay: float | None
    makespan: int | None
    moves: int
    days: int
    late: int
    conflicts: Mapping[str, int]


@dataclass(frozen=True)
class Fairness:
    """What it costs to spare the department that is treated worst: price (0.05: five per cent more delay in all)."""

    price: float
    worst: float
    total: int


@dataclass(frozen=True)
class Proposal:
    """`value` and `bound` are of the objective: mean delay (days), makespan (days), or number of moved tasks.

    `after` is the portfolio as it would be with every line accepted.
    """

    portfolio: Portfolio
    after: Portfolio
    objective: Objective
    status: Status
    value: float
    bound: float
    before_figures: Figures
    after_figures: Figures
    schedule: tuple[Scheduled, ...]
    moves: tuple[Move, ...]
    burden: tuple[Burden, ...]
    fairness: tuple[Fairness, ...]
    resolved: tuple[Conflict, ...]
    unresolved: tuple[Unresolved, ...]
    left_out: tuple[LeftOut, ...]
    raised: tuple[Finding, ...] = ()
    """Errors and warnings that the changes would bring up, beside conflicts."""
    extra: tuple[Extra, ...] = ()
    """Where a deadline cannot be kept: what more of each would do."""
    rejected: tuple[str, ...] = ()
    """Tasks that stay where they are because their line was rejected."""
    options: tuple[str, ...] = ()
    """What was asked for beside the usual, as it is typed: the next run asks for the same."""
    supposed: tuple[str, ...] = ()
    """Settings and tasks left away of a what-if: of such a proposal nothing is carried out."""
    sure: bool = True
    """Whether it is proved that no plan keeps all deadlines, where the status is infeasible."""
    seconds: float = 0.0
    interrupted: bool = False

    @property
    def past(self) -> tuple[Move, ...]:
        """Lines of tasks that have begun, or would begin by the cut-off, which is over."""
        return tuple(each for each in self.moves
                     if each.begun or min(each.task.start, each.task.old_start or each.task.start) <= self.portfolio.as_of)

    @property
    def gap(self) -> float:
        """How much better the best plan could be at most, as a part of the value (0: proved)."""
        return max(0.0, (self.value - self.bound) / self.value) if self.value > 0 else 0.0
