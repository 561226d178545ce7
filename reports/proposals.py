"""What the results of an evaluation may be used for: proposals that people decide on, and why there are none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.grade import grade
from reports.reviews import grade_of
from reports.unreported import unreported

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markupsafe import Markup

    from reports.context import Context
    from reports.figure import Figure


@dataclass(frozen=True)
class Standing:
    """Where a department stands: points decided by people, points computed, on which indicators, its use of the budget."""

    department: str
    decided: Figure | None
    computed: Figure | None
    basis: frozenset[str]
    budget: Figure | None

    @property
    def points(self) -> list[Figure]:
        """What is known of the two."""
        return [each for each in (self.decided, self.computed) if each]


@dataclass(frozen=True)
class Proposal:
    """commend, talk or budget for a department; `why` and `facts` make the sentence."""

    what: str
    department: str
    why: str
    facts: Mapping[str, object]


def obstacle(context: Context, standings: Sequence[Standing]) -> Markup | str:
    """Why nothing is proposed: reports are missing, or the scores do not rest on the same; "" where nothing stands in the way.

    Who is compared on different evidence, or on half of it, is praised and blamed for what is not known.
    """
    if not standings:
        return context.word("improvements.obstacle_nothing")
    if missing := unreported(context.portfolio):
        places = [place for each in missing if (place := context.portfolio.department_place(each))]
        return context.say("improvements.obstacle_reports", n=context.figures.count(places, context.word("figure.unreported")))
    if len({each.basis for each in standings}) > 1 or not all(each.computed for each in standings):
        return context.word("improvements.obstacle_unlike")
    return ""


def proposals(standings: Sequence[Standing]) -> Iterator[Proposal]:
    """By department; asks for nothing where the two scores contradict one another."""
    for each in standings:
        decided, computed = each.decided, each.computed
        both = "both" if decided and computed else "decided" if decided else "computed"
        grades = {grade_of(figure.value) for figure in each.points}
        facts = {"decided": decided or "", "computed": computed or ""}
        if grades == {"excellent"}:
            yield Proposal("commend", each.department, both, facts)
        elif grades == {"poor"}:
            yield Proposal("talk", each.department, both, facts)
        if each.budget and grade("budget_use", each.budget.value) == "poor":
            yield Proposal("budget", each.department, "budget", {"rate": each.budget})
