"""Grounds: what the letters of all departments are taken from, worked out once, and what of it falls to one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from checks.conflicts import Conflict, conflicts
from checks.indicators.evidence import Evidence
from checks.indicators.period import to_date
from checks.indicators.quality import rectification
from reports.before import evidence_of
from reports.coloured import Coloured, coloured
from reports.letter.concern import concerned

if TYPE_CHECKING:
    from checks.finding import Finding
    from checks.judge import Judgement
    from checks.portfolio import Portfolio
    from templates.table import Place, Row

URGED = frozenset({"M05", "M06", "M07", "M09"})
"""Findings that say of a task or a rectification what the letter says where it urges it."""


@dataclass(frozen=True)
class Share:
    """What falls to one department; a finding stands in one place only."""

    department: str
    mend: list[Finding]
    tasks: list[Coloured]
    rectifications: list[Row]
    conflicts: list[Conflict]

    @property
    def nothing(self) -> bool:
        """True where there is nothing to do."""
        return not (self.mend or self.tasks or self.rectifications or self.conflicts)


@dataclass
class Grounds:
    """A judged portfolio. What the coordination office excused is not urged."""

    portfolio: Portfolio
    judgement: Judgement

    @cached_property
    def evidence(self) -> Evidence:
        """What the monthly reports tell."""
        return self.portfolio.shared(Evidence)

    @cached_property
    def between(self) -> list[Conflict]:
        """Conflicts in which several departments take part."""
        return [each for each in conflicts(self.judgement.findings) if len(self.known(each)) > 1]

    def known(self, conflict: Conflict) -> list[str]:
        """Departments of a conflict, in the organisation's order; names that it does not know are none."""
        return [key for key in self.portfolio.departments if key in conflict.departments]

    @cached_property
    def tasks(self) -> list[Coloured]:
        """Tasks in one of the three colours."""
        return [each for each in coloured(self.evidence.status) if each.row.at("actual") not in self._excused]

    @cached_property
    def again(self) -> frozenset[str]:
        """Tasks that were red at the end of the month before already, by the report of that month itself."""
        before = self.portfolio.as_of.replace(day=1) - timedelta(days=1)
        earlier = evidence_of(self.portfolio, before).status
        return frozenset(task.key for task, row in earlier.newest_rows()
                         if row.table.source.period == f"{before:%Y-%m}" and earlier.colour_of(task, row, counted=True) == "red")

    @cached_property
    def rectifications(self) -> list[Row]:
        """Rectifications that are not closed, or whose recheck failed; the first due first."""
        entries = rectification(self.evidence, to_date(self.portfolio))
        rows = [each.row for each in entries if each.part == "open" and each.row.at("due") not in self._excused]
        return sorted(rows, key=lambda row: str(row["due"]))

    @cached_property
    def _excused(self) -> frozenset[Place]:
        return frozenset(each.finding.anchor for each in self.judgement.waived)

    def share(self, department: str) -> Share:
        """What falls to a department: its own, and that in which it takes part."""
        tasks = [each for each in self.tasks if each.task.department == department]
        rows = [row for row in self.rectifications if row.text("department") == department]
        urged = {each.row.at("actual") for each in tasks} | {row.at(column) for row in rows for column in ("due", "recheck")}
        elsewhere = {id(each.finding) for each in self.between}
        mend = [each for each in self.judgement.findings if department in concerned(each) and id(each) not in elsewhere
                and not (each.code in URGED and each.anchor in urged)]
        return Share(department, mend, tasks, rows, [each for each in self.between if department in each.departments])
