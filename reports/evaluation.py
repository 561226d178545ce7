"""The evaluation report (综合评估报告): from a judged portfolio to a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from checks.rules import load_rules
from reports import sections
from reports.brief import brief
from reports.context import Context, plain
from reports.figure import clean, typed_sentence
from reports.pdf import Page

if TYPE_CHECKING:
    from checks.judge import Judgement
    from checks.portfolio import Portfolio

LANGUAGE = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "en": "en"}
"""Font matching knows regions, not scripts: lang=zh-Hans would choose Japanese glyphs."""
SECTIONS = ("submission", "overloads", "budget", "completion", "findings", "annex")


def build(portfolio: Portfolio, judgement: Judgement, locale: str) -> Page:
    """Work out every section and set the page; nothing is read or written."""
    load_rules()
    context = Context(portfolio, locale)
    submission = sections.submission(context, judgement)
    overloads = sections.overloads(context, judgement)
    budget = sections.budget(context)
    completion = sections.progress(context)
    findings = sections.findings(context, judgement)
    opening = brief(context, judgement, submission, overloads, budget, completion, findings)
    environment = Environment(loader=PackageLoader("reports", "pages"), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True)
    environment.globals["_"] = context.word
    about = portfolio.organisation.tables.get("about") if portfolio.organisation else None
    form = next(iter(about), None) if about is not None else None
    organisation = clean((form.text("name") if form else "") or
                         (portfolio.organisation.identity.organisation if portfolio.organisation else ""))
    regulation = form.text("regulation") if form else ""
    html = environment.get_template("evaluation.html.jinja").render(
        lang=LANGUAGE[locale], locale=locale, organisation=organisation, now=f"{portfolio.as_of.isoformat()}T00:00:00+00:00",
        period=portfolio.organisation.identity.period if portfolio.organisation else str(portfolio.as_of.year),
        as_of=portfolio.as_of.isoformat(), regulation=typed_sentence(regulation) if regulation else "",
        stamp=context.word("stamp").format(as_of=portfolio.as_of.isoformat()), plain=plain,
        contents=[(f"s{number}", context.word(f"{key}.title")) for number, key in enumerate(SECTIONS, 1)],
        brief=opening, submission=submission, overloads=overloads, budget=budget, completion=completion, findings=findings,
        annex=sections.annex(context, judgement),
    )
    return Page(html, context.figures, portfolio.as_of)
