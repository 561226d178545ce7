"""The seeded defects: what is done to the records and which findings must follow."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from samples import mistakes
from samples.places import Expected

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from samples.folder import Folder

KNOWN = frozenset(
    [
        "F01",
        "F02",
        "F03",
        "F04",
        "F05",
        "F06",
        "F07",
        "F08",
        "F09",
        "F11",
        "P01",
        "P02",
        "P03",
        "P04",
        "P09",
        "P14",
        "P15",
        "R01",
        "R05",
        "R06",
        "R07",
        "B01",
        "H01",
        "H02",
        "M01",
        "M02",
        "M05",
        "M06",
        "M07",
    ]
)
E, W, H = "error", "warning", "hint"


def known() -> frozenset[str]:
    """Codes whose rules exist: those registered, or the first release's where no rules are at hand."""
    try:
        import_module("checks.rules").load_rules()
        registered = frozenset(import_module("checks.rule").RULES)
    except (ImportError, AttributeError):
        return KNOWN
    return registered or KNOWN


@dataclass(frozen=True)
class Defect:
    """One defect of the page's table; it is sown only where all its codes are known."""

    number: int
    folder: Literal["seeded_r1", "seeded_r2"]
    sow: Callable[[Folder], None]
    expected: tuple[Expected, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The codes that the defect must raise."""
        return frozenset(each.code for each in self.expected)


def sown(folder: str, codes: Collection[str] | None = None) -> list[Defect]:
    """The defects of a folder whose codes are all among `codes` (None: those that are known)."""
    wanted = known() if codes is None else frozenset(codes)
    return [defect for defect in DEFECTS if defect.folder == folder and defect.codes <= wanted]


def _one(
    number: int,
    sow: Callable[[Folder], None],
    *place: str,
    nth: int = 0,
    folder: Literal["seeded_r1", "seeded_r2"] = "seeded_r2",
) -> Defect:
    """A defect with one finding: code, severity, sheet, department, row, column, period."""
    code, severity, sheet, department, row, column, period = (*place, *[""] * (7 - len(place)))
    return Defect(number, folder, sow, (Expected(code, severity, sheet, department, row, column, period, nth),))


DEFECTS = (
    _one(1, mistakes.old_template, "F01", E, "plan", "P2", folder="seeded_r1"),
    _one(2, mistakes.foreign_plan, "F01", E, "plan", "HR", folder="seeded_r1"),
    _one(
        3, mistakes.late, "F11", W, "organisation.submissions", "", "IT/budget/2026/1", "received", folder="seeded_r1"
    ),
    _one(4, mistakes.no_owner, "F02", E, "plan.tasks", "QA", "T-QA-006", "owner"),
    _one(5, mistakes.two_owners, "P01", E, "plan.tasks", "PU", "T-PU-004", "owner"),
    _one(6, mistakes.owner_leaves, "P02", E, "plan.tasks", "P1", "T-P1-009", "owner"),
    _one(7, mistakes.backwards, "P03", E, "plan.tasks", "MK", "T-MK-003", "finish"),
    _one(8, mistakes.unreadable_date, "F03", E, "plan.tasks", "EQ", "T-EQ-005", "finish"),
    _one(13, mistakes.goal_unserved, "P09", E, "organisation.goals", "", "G6", "goal"),
    _one(14, mistakes.no_goal, "F02", E, "plan.tasks", "IT", "T-IT-008", "goal"),
    _one(20, mistakes.cycle, "P14", E, "plan.tasks", "RD", "T-RD-004", "predecessors"),
    _one(21, mistakes.too_early, "P15", E, "plan.tasks", "P2", "T-P2-005", "start"),
    _one(23, mistakes.person_overloaded, "R01", E, "plan.staffing", "RD", "T-RD-006/E1042", "share"),
    _one(24, mistakes.machine_overloaded, "R05", E, "plan.equipment", "QA", "T-QA-001/EQ-003", "quantity"),
    _one(25, mistakes.in_maintenance, "R06", E, "plan.equipment", "P1", "T-P1-003/EQ-001", "start"),
    _one(26, mistakes.in_calibration, "R06", E, "plan.equipment", "QA", "T-QA-003/EQ-007", "start"),
    _one(27, mistakes.scrapped, "R07", E, "plan.equipment", "P2", "T-P2-006/EQ-011", "asset"),
    _one(35, mistakes.promised_late, "H02", E, "plan.handovers", "RD", "H-RD-02", "date"),
    _one(36, mistakes.one_sided, "H01", E, "plan.handovers", "P1", "H-P1-04", "handover"),
    _one(39, mistakes.above_cap, "B01", E, "budget.lines", "P1", "660210/设备维修", "account"),
    _one(40, mistakes.total_typed, "F06", E, "budget.lines", "HR", "660204/校园招聘", "total"),
    _one(42, mistakes.controllable_typed, "F06", E, "budget.totals", "EQ", "", "controllable"),
    _one(51, mistakes.no_risks, "F08", W, "plan.risks", "HR", "", "risk"),
    _one(61, mistakes.unknown_department, "F04", E, "plan.handovers", "PU", "H-PU-03", "other_department"),
    _one(62, mistakes.repeated_key, "F05", E, "plan.tasks", "QA", "T-QA-005", "task", nth=1),
    _one(63, mistakes.broken_reference, "F07", W, "budget.cash", "FI", "2026-04", "inflow"),
    _one(76, mistakes.no_report, "M01", E, "organisation.departments", "", "IT", "department"),
    _one(77, mistakes.red, "M05", W, "progress.progress", "RD", "T-RD-011", "actual", "2026-06"),
    _one(78, mistakes.blue, "M06", H, "progress.progress", "MK", "T-MK-006", "actual", "2026-06"),
    _one(79, mistakes.yellow, "M07", W, "progress.progress", "P1", "T-P1-012", "actual", "2026-06"),
    _one(87, mistakes.opening_lower, "F09", E, "budget.cash", "FI", "2026-07", "opening"),
    _one(88, mistakes.deliverable_is_name, "P04", E, "plan.tasks", "CO", "T-CO-006", "deliverable"),
)
