"""Derived columns: one expression each, from which the sheet's formula and our own value both come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from templates.calendar import Calendar

Cell = Callable[[str], str]
"""Key of a column of the same row, or "sheet.column" for a whole column → its A1 reference."""
Get = Callable[[str], object]
"""Key of a column of the same row → its understood value, None where there is none."""
Listing = Callable[[str], list[object]]
"""Key "sheet.column" of the same book, or "accounts.class" of the organisation's accounts → its values."""


class Derivation(Protocol):
    """What a derived column is made of."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """Keys of the columns of the same row that it uses."""

    def formula(self, cell: Cell) -> str:
        """The Excel formula, without the equals sign; only functions common to Excel 2016, WPS and LibreOffice."""

    def value(self, get: Get, listing: Listing, calendar: Calendar) -> float | None:
        """The same value, worked out by us; None where an input is missing or cannot be read."""


def _numbers(get: Get, keys: tuple[str, ...]) -> list[float] | None:
    """All inputs as numbers, a blank one as zero; None where one cannot be read or all are blank."""
    values = [get(key) for key in keys]
    if all(value is None for value in values):
        return None
    if any(value is not None and not isinstance(value, int | float) for value in values):
        return None
    return [float(value) if isinstance(value, int | float) else 0.0 for value in values]


@dataclass(frozen=True)
class Total:
    """Sum of `plus` less sum of `minus`; blank cells count as zero."""

    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()

    @property
    def inputs(self) -> tuple[str, ...]:
        """The terms, those added first."""
        return self.plus + self.minus

    def formula(self, cell: Cell) -> str:
        """A sum of neighbours where there are many terms, else the terms themselves."""
        if len(self.plus) > 3 and not self.minus:
            body = f"SUM({cell(self.plus[0])}:{cell(self.plus[-1])})"
        else:
            body = "+".join(f"N({cell(key)})" for key in self.plus) + "".join(f"-N({cell(key)})" for key in self.minus)
        filled = f"COUNT({','.join(cell(key) for key in self.inputs)})" if len(self.inputs) <= 3 else (
            f"COUNT({cell(self.plus[0])}:{cell(self.plus[-1])})"
            + "".join(f"+COUNT({cell(key)})" for key in self.minus)
        )
        return f'IF({filled}=0,"",{body})'

    def value(self, get: Get, listing: Listing, calendar: Calendar) -> float | None:
        """None when every term is blank."""
        del listing, calendar
        numbers = _numbers(get, self.inputs)
        if numbers is None:
            return None
        return sum(numbers[: len(self.plus)]) - sum(numbers[len(self.plus):])


@dataclass(frozen=True)
class Product:
    """Product of two numbers; nothing while one of them is blank."""

    inputs: tuple[str, str]

    def formula(self, cell: Cell) -> str:
        """COUNT guards against text and blanks."""
        first, second = map(cell, self.inputs)
        return f'IF(COUNT({first},{second})<2,"",{first}*{second})'

    def value(self, get: Get, listing: Listing, calendar: Calendar) -> float | None:
        """None when either factor is missing."""
        del listing, calendar
        first, second = map(get, self.inputs)
        return first * second if isinstance(first, int | float) and isinstance(second, int | float) else None


@dataclass(frozen=True)
class Rate:
    """Change in percent: part ÷ whole × 100; nothing while the whole is zero or blank."""

    part: str
    whole: str

    @property
    def inputs(self) -> tuple[str, ...]:
        """Part, then whole."""
        return (self.part, self.whole)

    def formula(self, cell: Cell) -> str:
        """Guarded against a zero denominator."""
        part, whole = cell(self.part), cell(self.whole)
        return f'IF(COUNT({part},{whole})<2,"",IF({whole}=0,"",ROUND({part}/{whole}*100,2)))'

    def value(self, get: Get, listing: Listing, calendar: Calendar) -> float | None:
        """Rounded to two decimals as the formula does, half away from zero."""
        del listing, calendar
        part, whole = get(self.part), get(self.whole)
        if not isinstance(part, int | float) or not isinstance(whole, int | float) or not whole:
            return None
        rate = part / whole * 100
        return (int(abs(rate) * 100 + 0.5 + 1e-9) / 100) * (1 if rate >= 0 else -1)


@dataclass(frozen=True)
class Workdays:
    """Working days from start to finish, both included, by the 调休 calendar on the hidden list sheet."""

    start: str
    finish: str

    @property
    def inputs(self) -> tuple[str, ...]:
        """Start, then finish."""
        return (self.start, self.finish)

    def formula(self, cell: Cell) -> str:
        """NETWORKDAYS knows weekday holidays; make-up days at weekends are counted beside it."""
        start, finish = cell(self.start), cell(self.finish)
        off, on = cell("_lists.days_off"), cell("_lists.make_up_days")
        made_up = f'COUNTIFS({on},">="&{start},{on},"<="&{finish})'
        return f'IF(COUNT({start},{finish})<2,"",NETWORKDAYS({start},{finish},{off})+{made_up})'

    def value(self, get: Get, listing: Listing, calendar: Calendar) -> float | None:
        """None while a date is open or the finish lies before the start (another rule's matter)."""
        del listing
        start, finish = get(self.start), get(self.finish)
        if not isinstance(start, date) or not isinstance(finish, date) or finish < start:
            return None
        return calendar.workdays(start, finish)


@dataclass(frozen=True)
class Gathered:
    """Sum over another sheet of the amounts whose account belongs to a class, or is controllable, plus capital.

    `by` and `wanted` pick the accounts (class = cost); None takes no lines at all, as the capital sum does.
    """

    by: str | None
    wanted: str = ""
    capital: bool = False
    inputs: tuple[str, ...] = ()

    def formula(self, cell: Cell) -> str:
        """SUMIF once per account of the list, kept where the account's own column says so."""
        parts = []
        if self.by:
            each = f"SUMIF({cell('lines.account')},{cell('_lists.accounts')},{cell('lines.total')})"
            parts.append(f'SUMPRODUCT({each}*({cell("_lists.accounts." + self.by)}="{self.wanted}"))')
        if self.capital:
            parts.append(f"SUM({cell('capital.amount')})")
        return "+".join(parts)

    def value(self, get: Get, listing: Listing, calendar: Calendar) -> float | None:
        """The same sum from the rows as they were understood."""
        del get, calendar
        total = 0.0
        if self.by:
            wanted = {key for key, word in zip(listing("accounts.account"), listing("accounts." + self.by), strict=True)
                      if word == self.wanted}
            for account, amount in zip(listing("lines.account"), listing("lines.total"), strict=True):
                if account in wanted and isinstance(amount, int | float):
                    total += amount
        if self.capital:
            total += sum(amount for amount in listing("capital.amount") if isinstance(amount, int | float))
        return total
