"""The clauses of the regulation: chapter.section.item, and the columns in which departments answer each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.rule import RULES
from checks.rules import load_rules

if TYPE_CHECKING:
    from collections.abc import Mapping

CLAUSES: Mapping[str, tuple[str, ...]] = {
    "1.1": ("organisation.goals.goal", "plan.goals.goal", "plan.tasks.goal", "plan.staffing.task", "budget.lines.task"),
    "1.2": ("plan.tasks.kind", "organisation.deadlines.due"),
    "1.3.1": (),
    "1.3.2": ("plan.tasks.goal",),
    "1.3.3": ("plan.tasks.priority", "plan.tasks.urgency"),
    "1.3.4": ("progress.issues.raised", "progress.issues.answered"),
    "1.3.5": ("progress.changes.change",),
    "2.1.1": ("organisation.goals.target", "organisation.goals.direction"),
    "2.1.2": ("organisation.approvals.level",),
    "2.1.3": ("progress.progress.actual", "plan.risks.impact", "progress.issues.matter"),
    "2.2.1": ("organisation.parameters.value", "organisation.quality.criterion", "organisation.trial.severity"),
    "2.2.2": ("plan.tasks.level", "plan.tasks.parent_task", "organisation.goals.level", "organisation.goals.parent_goal"),
    "2.2.3": (),
    "2.2.4": ("plan.handovers.other_department", "plan.requests.to_departments"),
    "2.2.5": ("registers.improvements.measure", "registers.reviews.final"),
    "2.3.1": ("plan.goals.goal", "plan.tasks.goal"),
    "2.3.2": ("plan.tasks.owner", "plan.tasks.supporters", "plan.staffing.post"),
    "2.3.3": ("organisation.submissions.received", "progress.progress.next_step", "plan.handovers.date"),
    "2.3.4": ("registers.training.kind",),
    "2.4.1": ("progress.timesheet.hours", "progress.progress.evidence"),
    "2.4.2": ("survey.answers.comment", "progress.issues.matter"),
    "2.4.3": ("registers.training.passed",),
    "3.1.1": ("organisation.goals.indicator", "plan.goals.unit", "plan.goals.baseline", "plan.goals.target", "plan.goals.due"),
    "3.1.2": (
        "organisation.people.post", "organisation.assets.status", "organisation.materials.stock", "budget.lines.last_actual",
    ),
    "3.1.3": ("plan.tasks.owner", "plan.tasks.start", "plan.staffing.task", "plan.equipment.task", "plan.procurement.task"),
    "3.1.4": ("plan.tasks.movable", "plan.tasks.release", "plan.tasks.deadline"),
    "3.1.5": ("organisation.approvals.matter", "plan.cover.reviewed_by"),
    "3.2.1": ("plan.tasks.owner", "plan.tasks.finish", "plan.tasks.deliverable", "plan.tasks.acceptance_criterion"),
    "3.2.2": ("plan.tasks.difficulty", "plan.milestones.date", "plan.tasks.buffer", "plan.tasks.predecessors", "plan.curve.m12"),
    "3.2.3": (
        "plan.staffing.headcount", "plan.staffing.skill", "plan.equipment.quantity", "plan.procurement.material",
        "plan.tasks.budget",
    ),
    "3.2.4": ("plan.risks.likelihood", "plan.risks.impact", "plan.risks.response", "plan.risks.measure", "plan.risks.due"),
    "4.1.1": ("registers.gaps.measure", "organisation.skills.level"),
    "4.1.2": ("registers.training.planned_people", "registers.training.hours"),
    "4.1.3": ("plan.tasks.kind",),
    "4.2.1": ("organisation.assets.status", "registers.stocktake.disposal"),
    "4.2.2": ("plan.procurement.needed", "organisation.suppliers.grade", "plan.procurement.method"),
    "4.2.3": ("organisation.maintenance.kind", "organisation.assets.inspection_due"),
    "4.3.1": ("budget.lines.total", "budget.lines.basis", "progress.spending.year_actual", "progress.changes.account"),
    "4.3.2": ("budget.cash.source", "budget.capital.feasibility_no"),
    "4.3.3": ("economics.figures.cost", "economics.figures.revenue"),
    "5.1.1": ("meetings.meetings.kind", "meetings.meetings.date"),
    "5.1.2": ("meetings.resolutions.person", "meetings.resolutions.due"),
    "5.1.3": ("organisation.submissions.received",),
    "5.2.1": (
        "plan.requests.matter", "plan.requests.objective", "plan.requests.needed", "plan.requests.to_departments",
        "plan.requests.form",
    ),
    "5.2.2": ("plan.tasks.request", "plan.staffing.hours"),
    "5.2.3": ("plan.handovers.liaison", "plan.requests.liaison"),
    "5.2.4": ("plan.requests.acceptance_criterion", "progress.acceptance.result", "progress.rectification.recheck"),
    "5.3.1": ("registers.partners.score", "registers.partners.conclusion"),
    "5.3.2": ("registers.partners.kind",),
    "5.3.3": ("registers.partners.kind",),
    "6.1.1": ("progress.progress.actual", "progress.progress.planned", "progress.progress.delay_reason"),
    "6.1.2": ("organisation.quality.criterion", "progress.acceptance.result", "progress.rectification.source"),
    "6.1.3": ("registers.compliance.area", "registers.compliance.result"),
    "6.2.1": ("progress.progress.status", "plan.tasks.finish"),
    "6.2.2": ("progress.timesheet.hours", "progress.equipment_use.hours", "progress.spending.year_actual"),
    "6.2.3": ("survey.answers.q1", "survey.cover.sent"),
    "6.2.4": ("economics.figures.profit_total",),
}
"""Clause → columns. What each asks, and why one has no rule, stand in the language files (clause, no_rule)."""


def rules_of(clause: str) -> list[str]:
    """Codes of the rules that serve a clause, in their order."""
    load_rules()
    return sorted(code for code, rule in RULES.items() if clause in rule.clauses)
