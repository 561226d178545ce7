"""Constants of the hidden list sheet: parameters of rules in force, the department, the cut-off, the calendar's ends."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from templates.identity import span
from templates.lists import typed_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from templates.making import Making

PARAMETERS: dict[str, float | str] = {
    "B01.tolerance": 0.0, "B05.rate": 15.0, "B05.min_text": 10.0, "B06.amount": 500_000.0, "B09.safety": 0.0,
    "E03.tolerance": 0.5, "F06.tolerance": 0.5, "F09.tolerance": 0.5, "F12.factor": 10_000.0, "K02.score": 15.0,
    "K03.score": 15.0, "M10.workdays": 5.0, "P05.min_length": 8.0, "P10.workdays": 30.0, "P11.days": 1.0,
    "P11.share": 10.0, "P11.score": 15.0, "P12.high": 100.0, "P12.low": 10.0, "P13.share": 40.0, "P13.tasks": 5.0,
    "P16.range": 50.0, "R10.grade": "C", "R13.share": 80.0, "R18.months": 12.0,
}
"""Defaults of the rules' parameters that formulas use; a test holds them against the rules themselves."""


def constant(making: Making, name: str) -> object:
    """The value of a constant: a parameter by "P11.share", else one of the facts below."""
    if name in PARAMETERS:
        return _parameter(making, name)
    return _FACTS[name](making)


def _parameter(making: Making, name: str) -> float | str:
    default, typed = PARAMETERS[name], making.lists.parameters.get(name)
    if isinstance(default, str):
        grade = str(typed or default).strip().upper()
        return grade if grade in ("A", "B", "C", "D") else default
    return typed_number(typed, default)


def calendar_span(making: Making) -> tuple[date, date]:
    """The first and last day of the years whose days off come along."""
    year = making.years
    return date(year[0], 1, 1), date(year[-1], 12, 31)


def _years(making: Making) -> str:
    known = [str(year) for year in making.years if making.lists.calendar.known(year)]
    return f"|{'|'.join(known)}|"


def _away(making: Making) -> str:
    keys = [key for key, _ in making.lists.entries.get("departments", ()) if key != making.identity.department]
    return f"|{'|'.join(keys)}|"


def cut_off(making: Making) -> date | None:
    """The day against which dates are judged: the last day of a report's month, else when the round is due, if that is known."""
    days = span(making.identity.period)
    if making.identity.book == "progress":
        return days[1] if days else None
    return making.due or making.lists.due_on(making.identity)


def _period_end(making: Making) -> date | None:
    days = span(making.identity.period)
    return days[1] if days else None


def _cap(making: Making) -> object:
    caps = [row.get("cap") for row in making.lists.rows.get("caps", ())
            if row.get("department") == making.identity.department and not row.get("account")]
    numbers = [cap for cap in caps if isinstance(cap, int | float)]
    return numbers[-1] if numbers else "-"


def _earns(making: Making) -> int:
    return int(any(row.get("department") == making.identity.department and row.get("revenue_owner") == "yes"
                   for row in making.lists.rows.get("departments", ())))


def _limits(making: Making, matter: str) -> int:
    """1 where limits are set for a matter."""
    from templates.selfcheck.master import master  # noqa: PLC0415 - it asks for constants in turn

    return int(matter in master(making, "approvals.matter"))


_FACTS: dict[str, Callable[[Making], object]] = {
    "limits_capital": lambda making: _limits(making, "capital"),
    "limits_procurement": lambda making: _limits(making, "procurement"),
    "own": lambda making: making.identity.department or "-",
    "lists": lambda making: int(bool(making.lists.entries.get("departments"))),
    "away": _away,
    "years": _years,
    "first_day": lambda making: calendar_span(making)[0],
    "last_day": lambda making: calendar_span(making)[1],
    "period_end": lambda making: _period_end(making) or "-",
    "cap": _cap,
    "revenue_owner": _earns,
}
