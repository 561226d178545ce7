"""The brief on one page 领导简报: five numbers beside what they were before, what changed since, five decisions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from checks.conflicts import conflicts
from checks.derivation import rounded
from checks.indicators import indicators
from checks.indicators.evidence import Evidence
from checks.monthly import sheets
from reports.before import before, evidence_of
from reports.brief import decisions, message, red_case
from reports.coloured import coloured
from reports.context import Context
from reports.document import document
from reports.entries import together
from reports.figure import typed_sentence
from reports.mentions import within_itself
from reports.sections.submission import submission
from reports.since import since
from reports.unreported import unreported

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checks.indicators.indicator import Indicator
    from checks.indicators.period import Period
    from checks.judge import Judgement
    from checks.portfolio import Portfolio
    from reports.figure import Figure
    from reports.pdf import Page
    from templates.table import Place

DIGITS = 1
"""Decimals of a rate: a difference is that of the numbers as they are printed, so that readers can subtract."""


def build(portfolio: Portfolio, judgement: Judgement, locale: str, period: str = "") -> Page:
    """Work out the page and set it; nothing is read or written. Its numbers lead to their first mention, as there is no index."""
    context, now = Context(portfolio, locale, period), portfolio.shared(Evidence)
    earlier = before(portfolio, context.period)
    then = evidence_of(portfolio, earlier.last) if earlier else None
    if then and not sheets(then.portfolio, "progress"):         # no book tells how things stood
        then = None
    at = replace(earlier, name=f"{earlier.name} {context.word('short.at').format(day=earlier.last)}") if earlier else None
    red, was_red = _red(context, now), _red(context, then) if then else None
    listed = conflicts(judgement.findings)
    clashes = context.figures.count([each.finding.anchor for each in listed], context.word("figure.conflicts"))
    between = context.figures.count([each.finding.anchor for each in listed if len(each.departments) > 1],
                                    context.word("figure.conflicts_between"))
    errors, total = (context.figures.count([each.anchor for each in judgement.findings if each.severity in severities],
                                           context.word(f"figure.{name}"))
                     for name, severities in (("errors", ("error",)), ("findings", ("error", "warning", "hint"))))
    books = submission(context, judgement)
    five = [
        _rate(context, "completion", now, then, at, ("done", "due")),
        _row(context, "short.red", red, was_red, [context.word(f"short.red_{red_case(portfolio, red)}"),
                                                  _moved(context, "red", red, was_red, 0)]),
        _rate(context, "budget_use", now, then, at, ("spent", "budget_to_date")),
        _row(context, "brief.conflicts", clashes, None,
             [context.say("short.conflicts_some" if clashes.value else "brief.conflicts_none", between=between)]),
        _row(context, "brief.errors", errors, None,
             [context.say("brief.errors_some" if errors.value else "brief.errors_none", total=total),
              context.say("short.missing_some" if books["missing"].value else "short.missing_none", **_named(books))]),
    ]
    missing = bool(unreported(portfolio))
    asked = [{**each, "who": typed_sentence(str(each["who"])), "cell": _where(cast("Place", each["place"]))}
             for each in decisions(context, judgement)]
    changed = since(context, now, then, judgement.findings) if then else []
    counts = {"red": red, "errors": errors, "conflicts": clashes}
    return within_itself(document(
        context, context.word("brief.title"), template="short", five=five, starred=missing, decisions=asked, changed=changed,
        earlier=earlier if then else None, heading=context.say("short.changed", day=context.furniture(
            then.portfolio.as_of.isoformat())) if then else context.word("short.changed_none"),
        message=message(context, counts, between)))

def _rate(
    context: Context, key: str, now: Evidence, then: Evidence | None, at: Period | None, parts: tuple[str, str],
) -> dict[str, Any]:
    """One indicator of all departments together, now and before."""
    own = indicators(now, context.period, [key])[key, ""]
    rate = context.rate(own)
    old = indicators(then, at, [key])[key, ""] if then and at else None
    old_rate = context.rate(old) if old else None
    facts = {name: _part(context, own, part, name) for part, name in zip(("numerator", "denominator"), parts, strict=True)}
    sentences = [context.say(f"short.{key}_{'some' if rate else 'none'}", **facts),
                 _moved(context, key, rate, old_rate, DIGITS)]
    starred = bool(rate) and bool(unreported(context.portfolio))
    return _row(context, f"short.{key}", rate or context.word("completion.none"), old_rate, sentences, starred=starred)


def _part(context: Context, own: Indicator, part: str, name: str) -> Figure:
    """A numerator or denominator: tasks as they are counted, money as it is printed elsewhere."""
    each = own.numerator if part == "numerator" else own.denominator
    said = f"{context.word('whole')} {context.word(f'figure.{name}')} {own.period.name}"
    if own.key == "budget_use":
        return context.money(each.total, said, each.derivation)
    return context.amount_of(each, said)


def _row(
    context: Context, key: str, figure: object, old: Figure | None, sentences: list[Any], *, starred: bool = False,
) -> dict[str, Any]:
    return {"name": context.word(key), "how": context.word(f"{key}_how"), "figure": figure, "before": old,
            "mark": "*" if starred else "", "sentence": together(context, sentences)}


def _moved(context: Context, key: str, now: Figure | None, old: Figure | None, digits: int) -> object:
    """Higher, lower or as before, by what the two printed numbers differ; "" where one of the two is not known."""
    if now is None or old is None:
        return ""
    more, less = (now, old) if now.value >= old.value else (old, now)
    difference = round(round(more.value, digits) - round(less.value, digits), digits)
    if not difference:
        return context.word(f"short.{key}_same")
    by = context.figures.add(difference, f"{difference:.{digits}f}", f"{now.name} {context.word('short.by')}",
                             rounded(more.derivation, digits) - rounded(less.derivation, digits))
    return context.say(f"short.{key}_{'more' if more is now else 'less'}", by=by)


def _red(context: Context, evidence: Evidence) -> Figure:
    """Tasks past their date and not done, by the newest reports of that time."""
    cells = [each.row.at("actual") for each in coloured(evidence.status) if each.colour == "red"]
    day = evidence.portfolio.as_of
    return context.figures.count(cells, f"{context.word('figure.red')} {context.word('short.at').format(day=day)}")


def _named(books: Mapping[str, Any]) -> dict[str, object]:
    return {name: books[name] for name in ("owed", "missing")}


def _where(place: Place) -> str:
    """File, sheet and cell; of a file that was refused only its name."""
    return f"{place.file} {place.sheet}!{place.cell}" if place.cell else str(place.file)
