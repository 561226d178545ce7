"""Half-yearly questionnaires: every respondent rates four other departments with five questions each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samples.world import UNITS, World

if TYPE_CHECKING:
    from samples.folder import Record

SENT = 215
PERIODS = ("2025H2", "2026H1")
WORDS = ("satisfied", "fairly", "satisfied", "neutral", "fairly", "satisfied", "rather_not", "fairly", "unknown")


def ask(world: World) -> None:
    """Fill world.others for both half-years: 150 returned questionnaires of 215 (70 %)."""
    own = [department for department, unit in UNITS.items() for _ in range(unit.people)]
    everyone = list(UNITS)
    for period in PERIODS:
        answers: list[Record | None] = []
        for number in range(1, 151):
            department = own[(number * 7) % len(own)]
            others = [each for each in everyone if each != department]
            first = number * 4 % len(others)
            rated = [others[(first + i) % len(others)] for i in range(4)]
            wished = {5: "HR", 118: "RD", 119: "RD"}.get(number)
            if wished and wished != department and wished not in rated:
                rated[0] = wished
            answers += [
                {
                    "respondent": f"R{number:03}",
                    "department": department,
                    "rated_department": each,
                    **{f"q{q}": WORDS[world.random.randrange(len(WORDS))] for q in range(1, 6)},
                }
                for each in rated
            ]
        world.others["survey", period] = {
            "cover": [{"period": period, "sent": SENT + world.profile.extra * len(UNITS)}],
            "answers": answers,
        }
