"""The budget report as a page: its chapters in order, and the cash by month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.derivation import total
from checks.indicators.evidence import Evidence
from reports.budgeting.accounts import accounts
from reports.budgeting.planned import by_account, by_department
from reports.budgeting.spent import execution, variances
from reports.cash import PARTS, cash
from reports.context import Context
from reports.document import document
from reports.figure import typed_sentence
from reports.index import index
from reports.sections.budget import budget

if TYPE_CHECKING:
    from checks.judge import Judgement
    from checks.portfolio import Portfolio
    from reports.pdf import Page


def build(portfolio: Portfolio, judgement: Judgement, locale: str, period: str = "") -> Page:
    """Work out the chapters and set them; nothing is read or written."""
    context, evidence = Context(portfolio, locale, period), portfolio.shared(Evidence)
    own, listed = budget(context, evidence), accounts(portfolio)
    caps, running = ([{**row, "name": typed_sentence(str(row["name"]))} for row in own[key]] for key in ("rows", "execution"))
    curve = own["cash"] or {"lead": "", "columns": []}
    sections: dict[str, Any] = {
        "budget_departments": {"lead": own["lead"], "caps": caps, **by_department(context, listed)},
        "budget_accounts": by_account(context, listed),
        "budget_execution": {**execution(context, evidence, judgement, running), "starred": own["starred"]},
        "budget_variance": variances(context, evidence, judgement),
        "budget_cash": {"lead": curve["lead"], "columns": curve["columns"], "rows": _cash(context),
                        "months": own["months"] if caps else []},
    }
    sections["budget_figures"] = {"lead": "", "index": index(context)}
    return document(context, context.word("budgeting.title"), cover=True, sections=sections)


def _cash(context: Context) -> list[dict[str, Any]]:
    """Month by month what was there, came in, went out and is left."""
    rows = []
    for each in cash(context.portfolio):
        cells = {part: each.cells[number::len(PARTS)] for number, part in enumerate(PARTS)}
        values = {"opening": each.opening, "inflow": each.inflow, "outflow": each.outflow}
        rows.append({"month": typed_sentence(each.month), "cells": [
            None if (value := values[part]) is None else context.money(
                value, f"{each.month} {context.word(f'budgeting.{part}')}", total(cells[part])) for part in PARTS],
            "closing": None if each.closing is None else context.money(
                each.closing, f"{context.word('figure.closing')} {each.month}",
                total([*cells["opening"], *cells["inflow"]]) - total(cells["outflow"]), how=context.word("how.closing"))})
    return rows
