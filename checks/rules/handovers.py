"""H01–H03: hand-overs that one side does not know of, promises too late, or means otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.pairing import RATIO, paired, same_words
from checks.rule import Found, found, rule
from checks.slack import Slack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.pairing import Pair
    from checks.portfolio import Portfolio


@rule("H01", scope="x", severity="error", clauses=("2.2.4", "2.3.3", "3.1.4"),
      columns=("plan.handovers.handover", "organisation.departments.department"), ratio=RATIO)
def one_sided(portfolio: Portfolio, ratio: float) -> Iterator[Found]:
    """A hand-over that only one side has written down is the commonest cause of "I thought you would".

    Rows are paired by wording; where both sides mean the same thing, they should call it the same. Not wanted for
    things that are handed over every day; leave them out on both sides.
    """
    for row in paired(portfolio, ratio).alone:
        partner = row.text("other_department")
        silent = portfolio.department_place(partner)
        yield found(row.at("handover"), *([silent] if silent else []), variant=row.text("side"), handover=row.key,
                    partner=partner, deliverable=row.text("deliverable"), date=row.day("date"), task=row.text("task"))


@rule("H02", scope="x", severity="error", clauses=("2.2.4", "3.1.4"), columns=("plan.handovers.date",))
def too_late(portfolio: Portfolio) -> Iterator[Found]:
    """What is promised for later than it is needed delays the receiver, by all that its task has no room for.

    Always wanted: a receiver that can wait says so by a later date of its own.
    """
    room = Slack(portfolio)
    for pair in paired(portfolio).pairs:
        given, needed = pair.giver.day("date"), pair.taker.day("date")
        if given and needed and given > needed:
            late = portfolio.calendar.between(needed, given)
            slack = room.of(pair.taker.text("task"))
            variant = "unlinked" if slack is None else "slack" if late <= slack else ""
            yield found(pair.giver.at("date"), pair.taker.at("date"), variant=variant,
                        handover=pair.giver.key, deliverable=pair.giver.text("deliverable"), given=given,
                        needed=needed, days=late, partner=pair.taker.department, other=pair.taker.key,
                        task=pair.taker.text("task"), slack=slack, delay=max(0, late - (slack or 0)), tasks=_tasks(pair))


@rule("H03", scope="x", severity="error", clauses=("2.2.4", "3.1.4"), ratio=0.85,
      columns=("plan.handovers.quantity", "plan.handovers.specification", "plan.handovers.deliverable"))
def told_differently(portfolio: Portfolio, ratio: float) -> Iterator[Found]:
    """Both sides agree that something changes hands, and find out on the day that it is not the same thing.

    Each column that differs is one finding. What one side leaves blank it leaves to the other; order, punctuation,
    script and 0.80 for 0.8 make no difference. Not wanted where a part is taken by somebody else; then state two
    hand-overs.
    """
    for pair in paired(portfolio).pairs:
        for column in _differing(pair, ratio):
            yield found(pair.giver.at(column), pair.taker.at(column), variant="" if column == "quantity" else column,
                        handover=pair.giver.key, deliverable=pair.giver.text("deliverable"), partner=pair.taker.department,
                        other=pair.taker.key, given=pair.giver[column], taken=pair.taker[column],
                        tasks=_tasks(pair))


def _tasks(pair: Pair) -> list[str]:
    return [task for row in (pair.giver, pair.taker) if (task := row.text("task"))]


def _differing(pair: Pair, ratio: float) -> Iterator[str]:
    given, taken = pair.giver.number("quantity"), pair.taker.number("quantity")
    if given is not None and taken is not None and abs(given - taken) > 1e-9:
        yield "quantity"
    ours, theirs = pair.giver.text("specification"), pair.taker.text("specification")
    if ours and theirs and not same_words(ours, theirs):
        yield "specification"
    if pair.similarity < ratio - 1e-9:
        yield "deliverable"
