"""The rule catalogue for people: what each rule finds, why it matters, an example, what to do; clauses and their rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checks.clauses import CLAUSES, rules_of
from checks.message import describe
from checks.rule import RULES
from checks.rules import load_rules
from templates.books import field_of, sheet_of
from templates.wording import listed, say, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checks.finding import Finding
    from checks.rule import Rule

LONGEST = 80
"""Characters of a list of words; the whole stands in the parameter's default."""


def markdown(locale: str, examples: Mapping[str, Finding] | None = None) -> str:
    """All rules in force in the order of their codes, then the clauses, as Markdown; examples by code."""
    load_rules()
    lines = [f"# {_say('title', locale)}", "", _say("intro", locale), ""]
    for code, rule in sorted(RULES.items()):
        lines += _rule(code, rule, locale, (examples or {}).get(code))
    return "\n".join([*lines, *_clauses(locale)])


def _rule(code: str, rule: Rule, locale: str, example: Finding | None) -> Iterator[str]:
    words = sentences("checks", locale)
    plain = {key: re.sub(r"{\w+}", "…", text) for key, text in words.items() if key.startswith(f"{code}.")}
    variants = sorted({key.split(".")[1] for key in plain if key.count(".") == 2})
    yield f"## {code} {words[f'{code}.title']}"
    yield ""
    yield " · ".join((_say(rule.severity, locale), _say(f"scope_{rule.scope}", locale),
                      _say("clauses", locale, clauses=rule.clauses)))
    yield from _section("finds", plain[f"{code}.message"], locale)
    others = [plain[f"{code}.{variant}.message"] for variant in variants if f"{code}.{variant}.message" in plain]
    if others:
        yield ""
        yield from (f"- {other}" for other in others)
    yield from _section("why", words[f"{code}.why"], locale)
    if example:
        said, place = describe(example, locale), example.anchor
        where = f"`{place.column}`" if place.column else "—"
        if place.table:
            where = f"{sheet_of(place.table).label.said(locale)} `{place.cell}`"
            where += f" {field_of(f'{place.table}.{place.column}').label.said(locale)}" if place.column else ""
        yield from _section("example", f"{where}{_say('colon', locale)}{said.message}", locale)
    yield from _section("do", plain[f"{code}.fix"], locale)
    if rule.parameters:
        yield from _section("parameters", listed((_parameter(name, value) for name, value in rule.parameters.items()), locale),
                            locale)
    yield ""


def _section(name: str, text: str, locale: str) -> Iterator[str]:
    yield ""
    yield f"**{_say(name, locale)}** {text}"


def _parameter(name: str, value: float | str) -> str:
    shown = f"{value:g}" if isinstance(value, float | int) else value
    return f"`{name}` = {shown if len(shown) <= LONGEST else shown[:LONGEST] + '…'}"


def _clauses(locale: str) -> Iterator[str]:
    """Clause by clause what it asks, where departments answer, and which rules look after it."""
    words = sentences("checks", locale)
    yield f"## {_say('by_clause', locale)}"
    yield ""
    yield f"| {' | '.join(_say(name, locale) for name in ('clause', 'asks', 'columns', 'rules'))} |"
    yield "|---|---|---|---|"
    for clause, columns in CLAUSES.items():
        named = [f"{sheet_of(path.rpartition('.')[0]).label.said(locale)}·{field_of(path).label.said(locale)}"
                 for path in columns]
        rules = listed(rules_of(clause), locale) or words[f"no_rule.{clause}"]
        yield f"| {clause} | {words[f'clause.{clause}']} | {listed(named, locale)} | {rules} |"


def _say(key: str, locale: str, **facts: object) -> str:
    return say("reports", f"catalogue.{key}", locale, **facts)
