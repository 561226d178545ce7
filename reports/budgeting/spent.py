"""Spending against the budget of the same time: by account, and the largest amounts above and below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.budgeting.accounts import spending
from reports.budgeting.words import account_label, account_name
from reports.entries import together
from reports.figure import typed_sentence
from reports.grade import overloaded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checks.indicators.evidence import Evidence
    from checks.judge import Judgement
    from reports.budgeting.accounts import Spent
    from reports.context import Context

MOST = 12
"""Amounts above, and amounts below, that are listed."""
FEN = 0.005
"""元 that are nothing."""
TIMES = 10
"""From so many times a budget on, a rate says less than the amounts: the budget is next to nothing."""
SAID_BY = ("B10", "B13")
"""Rules that judge an account's spending: too much of the year's budget, too little of the budget to date."""


def execution(
    context: Context, evidence: Evidence, judgement: Judgement, departments: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """Accounts of all departments together, in the order of their numbers, below what was worked out by department."""
    rows = [_line(context, each, judgement) for each in spending(evidence, context.period, whole=True)]
    over = {"departments": [row["spent"].cells[0] for row in departments if row["over"]],
            "accounts": [row["cell"] for row in rows if row["over"]]}
    parts = [context.say(f"budgeting.over_{key}", n=context.figures.count(cells, context.word(f"budgeting.over_{key}_name")))
             for key, cells in over.items() if cells]
    lead = together(context, parts) if parts else context.word("budgeting.execution_within") if rows else ""
    return {"lead": lead, "rows": rows, "departments": departments}


def variances(context: Context, evidence: Evidence, judgement: Judgement) -> dict[str, Any]:
    """By department and account, the largest first; of what no report tells it is not known that little was spent."""
    listed = spending(evidence, context.period, whole=False)
    above = sorted((each for each in listed if each.difference > FEN), key=lambda each: -each.difference)
    below = sorted((each for each in listed if each.spent and each.difference < -FEN), key=lambda each: each.difference)
    rows = {"above": [_line(context, each, judgement) for each in above[:MOST]],
            "below": [_line(context, each, judgement) for each in below[:MOST]]}
    lead = [context.say(f"budgeting.{key}_lead", department=own[0]["department"], account=own[0]["account"],
                        amount=own[0]["difference"].written(context.amount(abs(own[0]["difference"].value))))
            for key, own in rows.items() if own]
    return {"lead": together(context, lead), **rows}


def _line(context: Context, each: Spent, judgement: Judgement) -> dict[str, Any]:
    name = " ".join(part for part in (context.name(each.department) if each.department else "",
                                      account_name(context, each.account)) if part)
    spent, due = each.spent.derivation, each.due.derivation
    telling = each.due.total > 0 and each.spent.total < each.due.total * TIMES
    rate = context.percent(each.spent.total, each.due.total, f"{name} {context.word('figure.budget_use')}", spent, due,
                           ) if telling else None
    first = (*each.spent.entries, *each.due.entries)[0]
    notes = [entry.row.text("note") for entry in each.spent.entries if entry.row.text("note")]
    return {"department": typed_sentence(context.name(each.department)), "account": account_label(context, each.account),
            "spent": context.money(each.spent.total, f"{name} {context.word('figure.spent')}", spent),
            "due": context.money(each.due.total, f"{name} {context.word('figure.budget_to_date')}", due),
            "difference": context.money(each.difference, f"{name} {context.word('budgeting.difference')}", spent - due),
            "rate": rate, "over": overloaded(rate.value) if rate else each.spent.total > 0,
            "cell": first.row.at(first.column), "note": typed_sentence(notes[-1]) if notes else "",
            "codes": [found.code for found in judgement.findings if found.code in SAID_BY
                      and (found.department, found.facts.get("account")) == (each.department, each.account)]}
