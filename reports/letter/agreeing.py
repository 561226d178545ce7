"""Agreeing: conflicts in which a department takes part, a line each, with those that it has to agree with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.message import describe
from reports.address import address
from reports.figure import typed_sentence
from reports.letter.left_out import left_out
from reports.letter.lines import own_place
from reports.letter.naming import named

if TYPE_CHECKING:
    from checks.conflicts import Conflict
    from reports.context import Context
    from reports.letter.grounds import Grounds, Share

MOST = 15
"""Conflicts that are printed."""


def agreeing(context: Context, grounds: Grounds, share: Share) -> dict[str, Any]:
    """The rows of the list, by kind and day."""
    return {"rows": [_row(context, grounds, each, share.department) for each in share.conflicts[:MOST]],
            "more": left_out(context, "conflicts", [each.finding.anchor for each in share.conflicts[MOST:]])}


def _row(context: Context, grounds: Grounds, conflict: Conflict, department: str) -> dict[str, Any]:
    finding = conflict.finding
    said = describe(finding, context.locale, context.names)
    return {**address(own_place(finding, department)), "severity": finding.severity, "code": finding.code,
            "kind": context.word(f"kind.{conflict.kind}"), "label": context.word(f"severity.{finding.severity}"),
            "message": typed_sentence(said.message), "fix": typed_sentence(said.fix),
            "partners": named(context, [key for key in grounds.known(conflict) if key != department])}
