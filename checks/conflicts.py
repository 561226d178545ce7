"""Conflicts: findings that departments have to settle among themselves, with resource, period, peak and capacity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from templates.identity import span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checks.finding import Finding


class Reading(NamedTuple):
    """Where a finding's facts say what a conflict is about; "" where it has no such thing."""

    kind: str
    resource: str
    start: str = "from"
    finish: str = "to"
    peak: str = "peak"
    capacity: str = "capacity"
    excess: str = "excess"
    unit: str = ""


READINGS = {
    "R01": Reading("person", "person", capacity="limit", unit="percent"),
    "R04": Reading("person", "person", peak="", capacity="", excess="days", unit="workdays"),
    "R03": Reading("post", "post", unit="people"),
    "R02": Reading("skill", "person", "start", "finish", "", "", ""),
    "R05": Reading("asset", "asset", unit="units"),
    "R07": Reading("asset", "asset", peak="", capacity="", excess=""),
    "R06": Reading("maintenance", "asset", peak="", capacity="", excess="days", unit="workdays"),
    "R17": Reading("material", "material", peak="", capacity="", excess=""),
    "B01": Reading("money", "department", "", "", "total", "cap", unit="yuan"),
    "B02": Reading("money", "account", "", "", "total", "cap", unit="yuan"),
    "B09": Reading("cash", "department", "month", "month", "closing", "safety", "short", unit="yuan"),
    "H01": Reading("handover", "handover", "date", "date", "", "", ""),
    "H02": Reading("handover", "handover", "needed", "given", "", "", "days", unit="workdays"),
    "H03": Reading("handover", "handover", "", "", "", "", ""),
    "P14": Reading("precedence", "task", "", "", "", "", ""),
    "P15": Reading("precedence", "task", "start", "until", "", "", "days", unit="workdays"),
}
"""By rule. A period may be a month ("2026-08"): its first and its last day.

Units: percent of a person's day, people all day, units of equipment (hours a day), workdays, yuan (元).
"""
KINDS = tuple(dict.fromkeys(reading.kind for reading in READINGS.values()))


@dataclass(frozen=True)
class Conflict:
    """One clash. `peak`, `capacity` and `excess` in `unit`; None where the kind has no such number."""

    finding: Finding
    kind: str
    resource: str
    start: date | None
    finish: date | None
    peak: float | None
    capacity: float | None
    excess: float | None
    unit: str
    tasks: tuple[str, ...]
    departments: tuple[str, ...]
    """Everybody whose cells take part, and whom a hand-over names as the other side."""

    @property
    def key(self) -> str:
        """A name that stays the same between rounds: rule, record, column, and the day on which it begins."""
        code, department, key, column = self.finding.identity
        parts = [code, department, key, column, self.start.isoformat() if self.start else ""]
        return ":".join(part for part in parts if part)


def conflicts(findings: Iterable[Finding]) -> list[Conflict]:
    """The findings that are conflicts, by kind, then by day; a month that is merely full is none."""
    found = [_conflict(finding, READINGS[finding.code]) for finding in findings
             if finding.code in READINGS and finding.variant not in ("busy", "crash")]
    return sorted(found, key=lambda each: (KINDS.index(each.kind), each.start or date.min, each.resource, each.key))


def _conflict(finding: Finding, reading: Reading) -> Conflict:
    facts = finding.facts

    def number(name: str) -> float | None:
        value = facts.get(name) if name else None
        return float(value) if isinstance(value, int | float) else None

    def day(name: str, end: int) -> date | None:
        value = facts.get(name) if name else None
        month = span(value) if isinstance(value, str) else None
        return value if isinstance(value, date) else month[end] if month else None

    resource = facts.get(reading.resource) or (finding.department if reading.resource == "department" else finding.anchor.key)
    tasks = facts.get("tasks") or [facts.get("task"), facts.get("predecessor")]
    parties = {place.department for place in finding.places} | {finding.department, str(facts.get("partner") or "")}
    unit = "hours" if finding.variant == "hours" else reading.unit
    return Conflict(finding, reading.kind, str(resource), day(reading.start, 0), day(reading.finish, -1), number(reading.peak),
                    number(reading.capacity), number(reading.excess), unit,
                    tuple(str(each) for each in tasks if each) if isinstance(tasks, list | tuple) else (),
                    tuple(sorted(parties - {""})))
