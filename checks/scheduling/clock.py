"""The clock of a search: real, or (repeatable) one that only counts the work done; and who is told how far it is."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TELL = 0.3
PER_TASK = 120e-6
"""Seconds that the repeatable clock counts for a task of a schedule made and justified: three times what it takes."""
PER_UNIT = 15.0
"""Seconds that it counts for a unit of CP-SAT's deterministic time; two to five on an idle machine."""
PATIENCE, START = 6.0, 20.0
"""The repeatable clock stops what takes so many times its seconds, and so many more."""


class Clock:
    """How much of the time is left. A repeatable one never looks at the real time but to stop what has gone astray."""

    def __init__(self, seconds: float, *, repeatable: bool = False,
                 step: Callable[[float, int | None, int], None] | None = None) -> None:
        self.seconds, self.repeatable, self.step = seconds, repeatable, step
        self.begun = self.told = time.monotonic()
        self.work = 0.0

    def now(self) -> float:
        """Seconds since the beginning, real or counted."""
        real = time.monotonic() - self.begun
        if not self.repeatable:
            return real
        return self.work if real < PATIENCE * self.seconds + START else self.seconds

    def left(self) -> float:
        """Seconds until the end, not below 0."""
        return max(0.0, self.seconds - self.now())

    def real(self) -> float:
        """Seconds of the real clock since the beginning."""
        return time.monotonic() - self.begun

    def spend(self, seconds: float) -> None:
        """Count work; the real clock does that by itself."""
        self.work += seconds

    def tell(self, best: int | None, bound: int) -> None:
        """Tell whoever shows the progress, a few times a second."""
        if self.step is None or time.monotonic() - self.told < TELL:
            return
        self.told = time.monotonic()
        self.step(min(1.0, self.now() / self.seconds) if self.seconds else 1.0, best, bound)
