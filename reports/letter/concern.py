"""Whom a finding concerns: whose cells take part, and of whom it asks something."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checks.finding import Finding

ASKED: Mapping[tuple[str, str], str] = {
    ("B08", "pay"): "partner", ("B08", "receive"): "partner", ("H06", "untaken"): "departments",
    ("M02", "acceptance"): "partner", ("M02", "both"): "partner", ("M10", "issue"): "partner",
}
"""By code and variant the fact that names who else can settle a finding in a department's book: who was asked, who accepts."""


def concerned(finding: Finding) -> frozenset[str]:
    """The departments that have to do with a finding.

    A partner who is merely named is left out, unless it is he who has to act. In the office's own books (minutes,
    registers) that is always so; but never in a survey: who answered what is nobody's business.
    """
    registered = not finding.department and not finding.anchor.table.startswith("survey.")
    asked = finding.facts.get(ASKED.get((finding.code, finding.variant), "partner" if registered else ""))
    named = asked if isinstance(asked, list | tuple) else [asked]
    return frozenset({finding.department, *(place.department for place in finding.places), *(str(each or "") for each in named)}
                     - {""})
