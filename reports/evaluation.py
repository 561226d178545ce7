"""The evaluation report (综合评估报告): from a judged portfolio to a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from checks.balance.propose import Wish, propose
from checks.indicators.evidence import Evidence
from checks.rules import load_rules
from reports.brief import brief
from reports.context import Context, plain
from reports.figure import clean, typed_sentence
from reports.pdf import Page
from reports.sections.annex import annex
from reports.sections.balance import balance
from reports.sections.budget import budget
from reports.sections.conflicts import conflicts
from reports.sections.economics import economics
from reports.sections.findings import findings
from reports.sections.handovers import handovers
from reports.sections.progress import progress
from reports.sections.satisfaction import satisfaction
from reports.sections.scorecard import scorecard
from reports.sections.submission import submission
from reports.sections.use import use

if TYPE_CHECKING:
    from checks.judge import Judgement
    from checks.portfolio import Portfolio

LANGUAGE = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "en": "en"}
"""Font matching knows regions, not scripts: lang=zh-Hans would choose Japanese glyphs."""
PLANNING = Wish(seconds=4, repeatable=True)
"""How the balanced plan is searched: the same input gives the same report."""
FLOWING = frozenset({"economics"})
"""Short sections that follow the one before on the same page."""


def build(portfolio: Portfolio, judgement: Judgement, locale: str) -> Page:
    """Work out every section and set the page; nothing is read or written."""
    load_rules()
    context, evidence = Context(portfolio, locale), Evidence(portfolio)
    sections = {
        "submission": submission(context, judgement),
        "scorecard": scorecard(context, evidence),
        "conflicts": conflicts(context, judgement),
        "handovers": handovers(context),
        "balance": balance(context, propose(portfolio, judgement, PLANNING)),
        "budget": budget(context, evidence),
        "completion": progress(context, evidence),
        "use": use(context, evidence),
        "satisfaction": satisfaction(context, evidence),
        "economics": economics(context, judgement),
        "findings": findings(context, judgement),
    }
    opening = brief(context, judgement, sections)
    sections["annex"] = annex(context, judgement)
    environment = Environment(loader=PackageLoader("reports", "pages"), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True)
    environment.globals["_"] = context.word
    about = next(portfolio.rows("organisation.about"), None)
    own = portfolio.organisation.identity if portfolio.organisation else None
    organisation = clean(portfolio.title)
    regulation = about.text("regulation") if about else ""
    html = environment.get_template("evaluation.html.jinja").render(
        lang=LANGUAGE[locale], locale=locale, organisation=organisation, now=f"{portfolio.as_of.isoformat()}T00:00:00+00:00",
        period=own.period if own else str(portfolio.as_of.year), as_of=portfolio.as_of.isoformat(),
        regulation=typed_sentence(regulation) if regulation else "", plain=plain,
        stamp=context.word("stamp").format(as_of=portfolio.as_of.isoformat()), brief=opening, sections=sections, flowing=FLOWING,
    )
    return Page(html, context.figures, portfolio.as_of)
