"""Half-yearly questionnaires: every respondent rates four other departments with five questions each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samples.world import UNITS, World

if TYPE_CHECKING:
    from samples.folder import Record

SENT = 215
PERIODS = ("2025H2", "2026H1")
WORDS = ("satisfied", "fairly", "satisfied", "neutral", "fairly", "satisfied", "rather_not", "fairly", "unknown")
HOME = {14: "QA", 31: "FI"}
"""Respondents who must belong to a department, because the page speaks of them."""
FIRST = {5: "HR", 22: "RD", 39: "IT", 47: "P1", 118: "RD", 119: "RD"}
"""Respondents who must rate a department, and do so first."""
COMPLAINTS = {
    23: "图纸两次晚到，装配停了半天",
    61: "电话没人接，邮件隔周才回",
    98: "来料不合格，返工 3 次",
    134: "系统改动没有事先通知",
}
"""Respondents who are not satisfied with the department they rate last, and why."""


def ask(world: World) -> None:
    """Fill world.others for both half-years: 150 returned questionnaires of 215 (70 %)."""
    own = [department for department, unit in UNITS.items() for _ in range(unit.people)]
    for period in PERIODS:
        answers: list[Record | None] = []
        for number in range(1, 151):
            department = HOME.get(number, own[(number * 7) % len(own)])
            answers += [
                {
                    "respondent": f"R{number:03}",
                    "department": department,
                    "rated_department": each,
                    **{f"q{q}": WORDS[world.random.randrange(len(WORDS))] for q in range(1, 6)},
                }
                for each in _rated(number, department)
            ]
            if number in COMPLAINTS and (last := answers[-1]):
                last |= {"q5": "not", "comment": COMPLAINTS[number]}
        world.others["survey", period] = {
            "cover": [{"period": period, "sent": SENT + world.profile.extra * len(UNITS)}],
            "answers": answers,
        }


def _rated(number: int, department: str) -> list[str]:
    """Four other departments, in turn, so that all are rated about as often."""
    others = [each for each in UNITS if each != department]
    first = number * 4 % len(others)
    rated = [others[(first + i) % len(others)] for i in range(4)]
    wished = FIRST.get(number)
    return [wished, *(each for each in rated if each != wished)][:4] if wished else rated
