"""Words of the proposal's workbook, in its language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.wording import say, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checks.balance.proposal import Proposal
    from reports.consolidated.sheets import Sink


MOST_LISTED = 6
"""Tasks or files that one sentence names."""


def told(sink: Sink, key: str, **facts: object) -> str:
    """A sentence of the proposal's workbook."""
    return say("reports", f"proposal.{key}", sink.locale, **facts)


def status(proposal: Proposal, locale: str) -> str:
    """In plain words whether there is a plan, how good it is, and what stays open."""
    key: str = "interrupted" if proposal.interrupted and proposal.status != "optimal" else proposal.status
    if proposal.status != "infeasible" and not proposal.moves:
        key = "nothing"
    if proposal.status == "infeasible" and not proposal.sure:
        key = "late"
    left = sum(each.conflict is not None for each in proposal.unresolved)
    return say("reports", f"proposal.status.{key}", locale, moves=len(proposal.moves), resolved=len(proposal.resolved),
               unresolved=left, percent=percent(proposal.gap), left_out=len(proposal.left_out))


def some(parts: Sequence[str], locale: str) -> str:
    """A list in a sentence, cut where it grows long."""
    kept = shown(list(parts[:MOST_LISTED]), locale)
    return kept if len(parts) <= MOST_LISTED else say("reports", "proposal.and_more", locale, parts=kept, count=len(parts))


def percent(part: float) -> str:
    """A part as percent, with a digit behind the point where it is small."""
    return shown(round(part * 100, 1))
