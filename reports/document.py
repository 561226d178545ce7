"""A document: sections, worked out, set into one of our page templates; nothing is read or written."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from reports.context import plain
from reports.figure import clean, typed_sentence
from reports.logo import logo
from reports.pdf import LOGO, Page

if TYPE_CHECKING:
    from reports.context import Context

LANGUAGE = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "en": "en"}
"""Font matching knows regions, not scripts: lang=zh-Hans would choose Japanese glyphs."""
FLOWING = frozenset({
    "annex", "balance", "budget", "changes", "completion", "decisions", "economics", "findings", "handovers", "honesty",
    "improvements", "meetings", "people", "quality", "risks", "satisfaction", "schedule", "scorecard", "trends", "use"})
"""Sections that follow the one before on the same page."""


def document(context: Context, title: str, *, template: str = "report", **facts: object) -> Page:
    """Set facts into `pages/TEMPLATE.html.jinja` under a title.

    The template "report" takes `sections` (key → what the section's own template needs, each with a `lead`), and may take
    `brief` (as `reports.brief` makes it) and `cover` (True for a first page with the contents).
    """
    portfolio = context.portfolio
    about = next(portfolio.rows("organisation.about"), None)
    regulation = about.text("regulation") if about else ""
    day = portfolio.as_of.isoformat()
    mark = logo(portfolio)
    html = _environment().get_template(f"{template}.html.jinja").render({
        "_": context.word, "lang": LANGUAGE[context.locale], "locale": context.locale, "title": title,
        "organisation": clean(portfolio.title), "now": f"{day}T00:00:00+00:00", "period": context.period.name, "as_of": day,
        "regulation": typed_sentence(regulation) if regulation else "", "plain": plain, "flowing": FLOWING,
        "stamp": context.word("stamp").format(as_of=day), "brief": None, "cover": False, "sections": {},
        "logo": LOGO if mark else "", **facts})
    return Page(html, context.figures, portfolio, mark)


@cache
def _environment() -> Environment:
    return Environment(loader=PackageLoader("reports", "pages"), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)
