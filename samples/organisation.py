"""The office's own book: departments, assets, accounts, goals, caps, deadlines and what was received when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from samples.world import UNITS, YEAR, World, document

if TYPE_CHECKING:
    from samples.folder import Record, Sheets

ROUNDS = {1: date(2025, 12, 5), 2: date(2025, 12, 19)}
"""When plans and budgets of a round are due."""
SURVEYS = {"2025H2": date(2026, 1, 16), "2026H1": date(2026, 6, 26)}


def found(world: World) -> None:
    """Fill everything of the organisation book that does not depend on the round."""
    sheets = world.organisation
    sheets.update(document("organisation"))
    sheets["about"] = [
        {
            "name": world.profile.name,
            "short_name": world.profile.name[:2],
            "regulation": "《统筹能力管理办法》（统筹〔2025〕8 号）",
            "effective": date(2025, 10, 1),
            "year": YEAR,
            "report_unit": "wan",
        }
    ]
    sheets["departments"] = [
        {
            "department": key,
            "name": unit.name,
            "head": world.staff[key][0]["person"],
            "liaison": world.staff[key][1]["person"],
            "revenue_owner": "yes" if key == "MK" else "no",
        }
        for key, unit in UNITS.items()
    ]
    factor = world.profile.factor
    caps: list[Record | None] = [{"department": key, "cap": unit.cap * factor} for key, unit in UNITS.items()]
    caps.append({"department": "HR", "account": "660203", "cap": 1_520_000 * factor})
    sheets["caps"] = caps
    for goal in sheets["goals"]:
        if goal:
            goal |= {"start": date(YEAR, 1, 1), "finish": date(YEAR, 12, 31), "level": "year"}
    first = date(YEAR, 1, 1)
    swapped = [*world.calendar.days_off(YEAR), *world.calendar.make_up_days(YEAR)]
    sheets["calendar"] = [
        {
            "date": day,
            "working": "yes" if world.calendar.works(day) else "no",
            "note": "调休上班" if world.calendar.works(day) else "法定节假日",
        }
        for day in sorted(swapped)
        if day >= first
    ]


def received(world: World, turn: int) -> Sheets:
    """The book as it stands in a round: deadlines of all rounds so far, submissions as the office kept them."""
    sheets = dict(world.organisation)
    sheets["deadlines"] = [
        {"book": book, "period": str(YEAR), "round": each, "due": due}
        for each, due in ROUNDS.items()
        if each <= turn
        for book in ("plan", "budget")
    ]
    sheets["deadlines"] += [
        {"book": "survey", "period": period, "due": due} for period, due in SURVEYS.items() if turn > 1
    ]
    sheets["submissions"] = [
        {
            "department": department,
            "book": book,
            "period": str(YEAR),
            "round": each,
            "received": due - timedelta(days=number % 3),
        }
        for each, due in ROUNDS.items()
        if each <= turn
        for number, department in enumerate(UNITS)
        for book in ("plan", "budget")
    ]
    return sheets
