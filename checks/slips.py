"""Unit slips: budget lines typed in 万元 where 元 was meant, or the other way round; what they come to is not known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from checks.amounts import amount_of
from checks.rule import value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checks.portfolio import Portfolio
    from templates.table import Row, Table

FACTOR = 10_000.0
"""元 in a 万元: how far off a line is when its unit slipped."""
LAST_YEAR = ("last_budget", "last_actual")


class Slip(NamedTuple):
    """A line with what it comes to and what was to be expected, in 元.

    `against` is the column of last year that it was compared with, "" for the median of the department's lines.
    """

    line: Row
    total: float
    expected: float
    against: str

    @property
    def times(self) -> float:
        """How many times the larger one is the smaller one."""
        small, large = sorted((abs(self.total), abs(self.expected)))
        return large / small


@dataclass
class Slips:
    """The slipped lines of a portfolio. Rules that add up budget lines ask it which of them cannot be counted."""

    portfolio: Portfolio

    @cached_property
    def found(self) -> Mapping[tuple[str, int], Slip]:
        """By file and row index."""
        typed = self.portfolio.parameters.get(("F12", "factor"))
        factor = FACTOR if typed is None else float(value_of(FACTOR, typed))
        return {_name(slip.line): slip for table in self.portfolio.tables("budget.lines") for slip in _slipped(table, factor)}

    def __contains__(self, line: Row) -> bool:
        return _name(line) in self.found

    def among(self, lines: Iterable[Row]) -> bool:
        """True where one of the lines slipped: nothing that rests on their sum can be judged."""
        return any(line in self for line in lines)

    def sound(self, lines: Iterable[Row]) -> list[Row]:
        """The lines that did not slip."""
        return [line for line in lines if line not in self]


def _name(line: Row) -> tuple[str, int]:
    return (line.table.source.file, line.index)


def _slipped(table: Table, factor: float) -> Iterable[Slip]:
    """Lines whose total is half to double the factor larger or smaller than last year's budget, or actual.

    Where neither says anything the department's median line is the measure. Blank and unreadable totals and cells of
    last year are not compared.
    """
    totals = {line.index: amount for line in table if (amount := amount_of(line))}
    usual = median(totals.values()) if totals else 0.0
    for line in table:
        total = totals.get(line.index)
        if total is None:
            continue
        known = {key: value for key in LAST_YEAR if (value := line.number(key))}
        unread = any(line.unread(key) for key in LAST_YEAR)
        for against, expected in (known or ({} if unread else {"": usual})).items():
            slip = Slip(line, total, expected, against)
            if expected and factor / 2 <= slip.times <= factor * 2:
                yield slip
                break
