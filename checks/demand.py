"""Demands: rows that ask for so much of a resource on every working day of a window, packed in columns for numpy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

    from templates.table import Row

    Ints = NDArray[np.int64]
    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Demand:
    """A row asks for `amount` of a resource on every working day from start to finish, both included."""

    resource: str
    row: Row
    start: date
    finish: date
    amount: float


@dataclass(frozen=True)
class Demands:
    """The same in columns: demand i asks for `amounts[i]` of `resources[of[i]]` from day `first[i]` to `last[i]`.

    Days are proleptic ordinals (1 is 0001-01-01). `rows[i]` is where the demand stands.
    """

    resources: Sequence[str]
    of: Ints
    first: Ints
    last: Ints
    amounts: Numbers
    rows: Sequence[Row]

    @classmethod
    def packed(cls, demands: Iterable[Demand]) -> Demands:
        """Pack demands; resources come in the order of their names."""
        import numpy as np  # noqa: PLC0415 - only where load is counted

        listed = list(demands)
        resources = sorted({each.resource for each in listed})
        number = {resource: index for index, resource in enumerate(resources)}
        return cls(
            resources,
            np.array([number[each.resource] for each in listed], np.int64),
            np.array([each.start.toordinal() for each in listed], np.int64),
            np.array([each.finish.toordinal() for each in listed], np.int64),
            np.array([each.amount for each in listed], np.float64),
            [each.row for each in listed],
        )

    def __len__(self) -> int:
        return len(self.of)

    @cached_property
    def _by_resource(self) -> tuple[Ints, Ints]:
        """Demands sorted by resource, and where each resource begins among them."""
        import numpy as np  # noqa: PLC0415 - only where load is counted

        narrow = self.of.astype(np.uint16) if len(self.resources) < 1 << 16 else self.of   # sorted by radix, ten times faster
        order = np.argsort(narrow, kind="stable")
        sizes = np.bincount(self.of, minlength=len(self.resources))
        return order, np.concatenate(([0], np.cumsum(sizes)))

    def asking(self, resource: int) -> Ints:
        """Which demands ask for a resource, by its number."""
        order, begin = self._by_resource
        return order[begin[resource]:begin[resource + 1]]
