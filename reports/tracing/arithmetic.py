"""A derivation, worked out again from the cells as they are now."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from reports.tracing.books import UnreadableError, addresses

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reports.tracing.books import Books

Step = list[Any]
MOST_DAYS, MOST_DAYS_OF_ALL = 40_000, 20_000_000
"""No plan lasts longer; no report counts more days."""


@dataclass
class Arithmetic:
    """Works out derivations over the books; `calendar` are the areas that say which days are worked."""

    books: Books
    calendar: list[list[str]]
    _days_left: int = field(default=MOST_DAYS_OF_ALL, repr=False)
    _known: dict[int, float | UnreadableError] = field(default_factory=dict, repr=False)
    """By the identity of a step, which lives as long as its report: a tree asks for each step, and for all above it."""

    def value(self, step: Step) -> float:
        """The number. Raises UnreadableError."""
        if id(step) not in self._known:
            try:
                self._known[id(step)] = self._tried(step)
            except UnreadableError as error:
                self._known[id(step)] = error
        found = self._known[id(step)]
        if isinstance(found, UnreadableError):
            raise found
        return found

    def _tried(self, step: Step) -> float:
        try:
            return self._value(step)
        except ZeroDivisionError:
            raise UnreadableError("by_zero") from None
        except (OverflowError, ValueError):              # a sum beyond all numbers, the root of a negative one
            raise UnreadableError("no_result") from None
        except OSError as error:
            raise UnreadableError("no_file", str(error)) from error

    def _value(self, step: Step) -> float:
        operation, *rest = step
        if operation == "count":
            return float(sum(max(1, len(addresses(cells))) for _, _, cells in rest))
        if operation == "total":
            return math.fsum(self.books.number(file, sheet, cell) for file, sheet, cells in rest for cell in addresses(cells))
        if operation == "given":
            return float(rest[0])
        if operation == "workdays":
            return float(self._workdays(*rest))
        if operation == "rounded":
            return round(self.value(rest[1]), int(rest[0]))
        numbers = [self.value(part) for part in rest]
        return OPERATIONS[operation](numbers)

    def _workdays(self, spans: list[Any], less: list[Any], within: list[str] | None) -> int:
        low, high = map(_day, within) if within else (None, None)
        wanted = self._days(spans, low, high)
        return sum(self._works(day) for day in wanted - self._days(less, low, high))

    def _days(self, spans: list[Any], low: date | None, high: date | None) -> set[date]:
        found: set[date] = set()
        for begin, end in spans:
            first, last = self._edge(begin), self._edge(end)
            first = max(filter(None, (first, low)))
            last = min(filter(None, (last, high)))
            self._days_left -= max(0, (last - first).days)
            if (last - first).days > MOST_DAYS or self._days_left < 0:
                raise UnreadableError("too_long", f"{first} – {last}")
            found.update(first + timedelta(days=number) for number in range((last - first).days + 1))
        return found

    def _edge(self, edge: object) -> date | None:
        if isinstance(edge, list):
            found = self.books.day(*edge)
            if found is None:
                raise UnreadableError("no_day", f"{edge[0]} {edge[1]}!{edge[2]}")
            return found
        return _day(edge) if isinstance(edge, str) else None

    def _works(self, day: date) -> bool:
        """As the organisation's calendar says, else as published, else Monday to Friday."""
        return self._own[day] if day in self._own else _published(day)

    @cached_property
    def _own(self) -> dict[date, bool]:
        """The organisation's days: pairs of columns, the day and whether it is worked."""
        found: dict[date, bool] = {}
        for file, sheet, cells in self.calendar:
            columns: dict[str, dict[str, str]] = {}
            for cell in addresses(cells):
                letters = cell.rstrip("0123456789")
                columns.setdefault(cell[len(letters):], {})[letters] = cell
            for row in columns.values():
                pair = [row[letters] for letters in sorted(row, key=lambda each: (len(each), each))]
                day = self.books.day(file, sheet, pair[0])
                if day and len(pair) == 2:
                    found[day] = str(self.books.value(file, sheet, pair[1])).strip().lower() in WORKED
        return found


WORKED = frozenset({"yes", "是"})


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnreadableError("no_day", text) from None


@cache
def _published(day: date) -> bool:
    import chinese_calendar  # noqa: PLC0415 - only where days are counted

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.isoweekday() <= 5


def _over(numbers: Sequence[float]) -> float:
    above, below = numbers
    return above / below


OPERATIONS: dict[str, Callable[[Sequence[float]], float]] = {
    "plus": math.fsum, "minus": lambda numbers: numbers[0] - numbers[1], "times": math.prod, "over": _over,
    "least": min, "most": max, "root": lambda numbers: math.sqrt(numbers[0]),
}
