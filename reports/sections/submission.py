"""Who handed in what, and how many findings each department has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.finding import SEVERITIES
from checks.message import describe
from reports.figure import typed_sentence
from reports.submission import board
from templates.books import BOOKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checks.judge import Judgement
    from reports.context import Context
    from reports.figure import Figure
    from reports.submission import Expected

FILL = {"error": "#8f2d00", "warning": "#d99a00", "hint": "#a5bbd1"}


def submission(context: Context, judgement: Judgement) -> dict[str, Any]:
    """The board of submissions, refused files, findings by department and severity."""
    portfolio = context.portfolio
    expected, states = board(portfolio)
    owed = [(key, each) for key in portfolio.departments for each in expected]
    there = [key for key in owed if states[key] in ("on_time", "late", "present")]

    def counted(books: Iterable[tuple[str, Expected]], name: str) -> Figure:
        """Every book by the cell of the department that owes it."""
        return context.figures.count([portfolio.departments[key].at("department") for key, _ in books],
                                     context.word(f"figure.{name}"), how=context.word("how.books"))

    facts = {"got": counted(there, "received"), "owed": counted(owed, "owed"),
             "late": counted([key for key in owed if states[key] == "late"], "late"),
             "missing": counted([key for key in owed if key not in there], "missing")}
    refused = [(finding.anchor.file, typed_sentence(describe(finding, context.locale, context.names).message))
               for finding in judgement.findings if not finding.anchor.cell and finding.severity == "error"]
    return {"lead": context.say("submission.lead_missing" if facts["missing"].value else "submission.lead", **facts), **facts,
            "columns": [(BOOKS[each.book].label.said(context.locale), each.period) for each in expected],
            "rows": [(context.name(key), [states[key, each] for each in expected]) for key in portfolio.departments],
            "refused": refused, "chart": list(_chart(context, judgement))}


def _chart(context: Context, judgement: Judgement) -> Any:
    for key in [*context.portfolio.departments, ""]:
        own = [finding for finding in judgement.findings if finding.department == key]
        if own or key:
            name = context.name(key) if key else context.word("findings.shared")
            yield name, [(FILL[severity], context.figures.count(
                [finding.anchor for finding in own if finding.severity == severity],
                f"{name} {context.word(f'severity.{severity}')}")) for severity in SEVERITIES]
