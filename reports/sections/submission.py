"""Who handed in what, and how many findings each department has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.finding import SEVERITIES
from checks.message import describe
from reports.figure import typed_sentence
from reports.submission import board
from templates.books import BOOKS

if TYPE_CHECKING:
    from checks.judge import Judgement
    from reports.context import Context

FILL = {"error": "#8f2d00", "warning": "#d99a00", "hint": "#a5bbd1"}


def submission(context: Context, judgement: Judgement) -> dict[str, Any]:
    """The board of submissions, refused files, findings by department and severity."""
    portfolio = context.portfolio
    expected, states = board(portfolio)
    owed = [(key, each) for key in portfolio.departments for each in expected]
    there = [key for key in owed if states[key] in ("on_time", "late", "present")]
    late, missing = sum(states[key] == "late" for key in owed), len(owed) - len(there)
    places = [place for key, _ in owed if (place := portfolio.department_place(key))]

    def counted(number: int, name: str) -> object:
        return context.figures.add(number, f"{number:,}", context.word(f"figure.{name}"), cells=places)

    facts = {"got": counted(len(there), "received"), "owed": counted(len(owed), "owed"), "late": counted(late, "late"),
             "missing": counted(missing, "missing")}
    refused = [(finding.anchor.file, typed_sentence(describe(finding, context.locale, context.names).message))
               for finding in judgement.findings if not finding.anchor.cell and finding.severity == "error"]
    return {"lead": context.say("submission.lead_missing" if missing else "submission.lead", **facts), **facts,
            "columns": [(BOOKS[each.book].label.said(context.locale), each.period) for each in expected],
            "rows": [(context.name(key), [states[key, each] for each in expected]) for key in portfolio.departments],
            "refused": refused, "chart": list(_chart(context, judgement))}


def _chart(context: Context, judgement: Judgement) -> Any:
    for key in [*context.portfolio.departments, ""]:
        own = [finding for finding in judgement.findings if finding.department == key]
        if own or key:
            yield context.name(key), [(FILL[severity], context.figures.count(
                [finding.anchor for finding in own if finding.severity == severity],
                f"{context.name(key)} {context.word(f'severity.{severity}')}")) for severity in SEVERITIES]
