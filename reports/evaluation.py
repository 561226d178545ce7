"""The evaluation report (综合评估报告): everything that the regulation wants looked at, from a judged portfolio to a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checks.balance.propose import Wish, propose
from checks.balance.taking_part import Bounds
from checks.conflicts import conflicts as clashes
from checks.indicators.evidence import Evidence
from checks.rules import load_rules
from reports.brief import brief
from reports.context import Context
from reports.document import document
from reports.sections.annex import annex
from reports.sections.balance import balance
from reports.sections.budget import budget
from reports.sections.changes import changes
from reports.sections.conflicts import conflicts
from reports.sections.decisions import decisions
from reports.sections.economics import economics
from reports.sections.findings import findings
from reports.sections.goals import goals
from reports.sections.handovers import handovers
from reports.sections.honesty import honesty
from reports.sections.improvements import improvements
from reports.sections.meetings import meetings
from reports.sections.people import people
from reports.sections.progress import progress
from reports.sections.quality import quality
from reports.sections.risks import risks
from reports.sections.satisfaction import satisfaction
from reports.sections.schedule import schedule
from reports.sections.scorecard import scorecard
from reports.sections.submission import submission
from reports.sections.trends import trends
from reports.sections.use import use

if TYPE_CHECKING:
    from checks.judge import Judgement
    from checks.portfolio import Portfolio
    from reports.pdf import Page

PLANNING = Wish(seconds=4, repeatable=True, raised=False)
"""How the balanced plan is searched: the same input gives the same report. What begins before the cut-off stays."""


def build(portfolio: Portfolio, judgement: Judgement, locale: str, period: str = "") -> Page:
    """Work out every section and set the page; nothing is read or written."""
    load_rules()
    context, evidence = Context(portfolio, locale, period), portfolio.shared(Evidence)
    sections = {
        "submission": submission(context, judgement),
        "goals": goals(context),
        "budget": budget(context, evidence),
        "changes": changes(context),
        "schedule": schedule(context),
        "conflicts": conflicts(context, judgement),
        "handovers": handovers(context, judgement),
        "balance": balance(context, propose(portfolio, judgement, replace(PLANNING, bounds=Bounds(since=portfolio.as_of))),
                           [each for each in clashes(judgement.findings) if each.finding.severity == "hint"]),
        "scorecard": scorecard(context, evidence),
        "trends": trends(context, evidence),
        "completion": progress(context, evidence),
        "use": use(context, evidence),
        "satisfaction": satisfaction(context, evidence),
        "economics": economics(context, judgement),
        "honesty": honesty(context, evidence, judgement),
        "risks": risks(context),
        "quality": quality(context, evidence),
        "meetings": meetings(context),
        "people": people(context, evidence),
        "decisions": decisions(context, judgement),
        "improvements": improvements(context, evidence),
        "findings": findings(context, judgement),
    }
    opening = brief(context, judgement, sections)
    sections["annex"] = annex(context, judgement)
    return document(context, context.word("title"), cover=True, brief=opening, sections=sections)
