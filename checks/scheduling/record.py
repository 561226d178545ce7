"""The best schedule so far, with its bound: what is left when time is over or somebody stops the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.scheduling.values import final, lateness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checks.scheduling.board import Board
    from checks.scheduling.clock import Clock
    from checks.scheduling.problem import Objective, Starts
    from checks.scheduling.values import Value


class Record:
    """Best value and schedule by the final order of values, and the best bound on the primary."""

    def __init__(self, board: Board, objective: Objective, bound: int, clock: Clock) -> None:
        self.board, self.objective, self.bound, self.clock = board, objective, bound, clock
        self.value: Value | None = None
        self.start: Starts = []
        self.settled = False
        """True where the solver has proved the best schedule, of which something must be late."""
        self.nearest = False
        """True where the solver has proved that no schedule as good is nearer to the plan in force."""

    def offer(self, start: Sequence[int]) -> bool:
        """Keep a schedule if it is better than the best; True if it was kept."""
        value = self.of(start)
        better = self.value is None or value < self.value
        if better:
            self.value, self.start = value, list(start)
        self.clock.tell(self.primary, self.bound)
        return better

    def of(self, start: Sequence[int]) -> Value:
        """What a schedule is worth in the end."""
        return final(self.board.problem, self.objective, start, lateness(self.board, start))

    def raise_bound(self, bound: int) -> None:
        """Take in a bound that somebody else proved."""
        self.bound = max(self.bound, bound)
        self.clock.tell(self.primary, self.bound)

    @property
    def primary(self) -> int | None:
        """The objective of the best schedule; None as long as there is none, or it is late."""
        return self.value[1] if self.value is not None and not self.value[0] else None

    @property
    def finished(self) -> bool:
        """True where nothing can be gained any more, not even a cheaper way to the same objective."""
        return self.value is not None and self.reached and (self.nearest or self.value[2:] == (0, 0))

    @property
    def reached(self) -> bool:
        """True where nothing is late and the objective is as good as its bound, or the solver says so."""
        return self.value is not None and (self.settled or (not self.value[0] and self.value[1] <= self.bound))
