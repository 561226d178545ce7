"""Working days, as they come along with the book, and days against the cut-off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.selfcheck.column import NOT_READ, Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.selfcheck.column import Cells

def within(c: Cells, day: str) -> str:
    """Whether a day lies in the calendar that comes along."""
    return f"AND({day}>{c('#first_day')},{day}<={c('#last_day')})"


def counted(day: str) -> Iterator[Column]:
    """The working days up to a day, and whether people work on it.

    `<day>_at` counts from the first day of the calendar that comes along up to the day, that one included; "?" outside of
    it. `<day>_works` is 1 where people work on the day, 0 where they do not.
    """
    yield Column(f"{day}_at", lambda c: (
        f'IF(ISNUMBER({c(day)}),IF({within(c, c(day))},{up_to(c, c(day))},{NOT_READ}),"")'))
    yield Column(f"{day}_works", lambda c: f'IF(ISNUMBER({c(f"{day}_at")}),{c(f"{day}_at")}-{up_to(c, c(day) + "-1")},"")',
                 inline=True)


def up_to(c: Cells, day: str) -> str:
    """The number of working days up to a day of the calendar that comes along, that one included."""
    return f"INDEX({c('@workdays')},{day}-{c('#first_day')}+1)"


def duration(c: Cells) -> str:
    """Working days of the task, both ends included."""
    return f"({c('_finish_at')}-{c('_start_at')}+{c('_start_works')})"


def known_days(c: Cells) -> str:
    """Whether both ends of the task lie in the calendar that comes along."""
    return f"COUNT({c('_start_at')},{c('_finish_at')})=2"


def after(c: Cells, day: str) -> str:
    """Whether a day that is read lies after the cut-off."""
    return _against(c, day, ">")


def by(c: Cells, day: str) -> str:
    """Whether it does not."""
    return _against(c, day, "<=")


def past(c: Cells, day: str) -> str:
    """Whether a day that is read lies before the cut-off."""
    return _against(c, day, "<")


def _against(c: Cells, day: str, sign: str) -> str:
    return f"IF(COUNT({day},{c('#as_of')})=2,{day}{sign}{c('#as_of')},FALSE)"
