"""The rule catalogue for people: what each rule finds, why it matters, an example, what to do; clauses and their rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

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


class Told(NamedTuple):
    """What is said of a rule; `…` stands for what a finding fills in."""

    title: str
    finds: str
    others: list[str]
    """The messages of its variants."""
    why: str
    do: str


def told(code: str, locale: str) -> Told:
    """A rule's sentences in a language."""
    words = sentences("checks", locale)
    plain = {key: re.sub(r"{\w+}", "…", text) for key, text in words.items() if key.startswith(f"{code}.")}
    variants = sorted({key.split(".")[1] for key in plain if key.count(".") == 2})
    others = [plain[f"{code}.{variant}.message"] for variant in variants if f"{code}.{variant}.message" in plain]
    return Told(words[f"{code}.title"], plain[f"{code}.message"], others, words[f"{code}.why"], plain[f"{code}.fix"])


def _rule(code: str, rule: Rule, locale: str, example: Finding | None) -> Iterator[str]:
    says = told(code, locale)
    yield f"## {code} {says.title}"
    yield ""
    yield " · ".join((_say(rule.severity, locale), _say(f"scope_{rule.scope}", locale),
                      _say("clauses", locale, clauses=rule.clauses)))
    yield from _section("finds", says.finds, locale)
    if says.others:
        yield ""
        yield from (f"- {other}" for other in says.others)
    yield from _section("why", says.why, locale)
    if example:
        said, place = describe(example, locale), example.anchor
        where = f"`{place.column}`" if place.column else "—"
        if place.table:
            where = f"{sheet_of(place.table).label.said(locale)} `{place.cell}`"
            where += f" {field_of(f'{place.table}.{place.column}').label.said(locale)}" if place.column else ""
        yield from _section("example", f"{where}{_say('colon', locale)}{said.message}", locale)
    yield from _section("do", says.do, locale)
    if rule.parameters:
        shown = listed((f"`{name}` = {cut(value)}" for name, value in rule.parameters.items()), locale)
        yield from _section("parameters", shown, locale)
    yield ""


def _section(name: str, text: str, locale: str) -> Iterator[str]:
    yield ""
    yield f"**{_say(name, locale)}** {text}"


def cut(value: float | str) -> str:
    """A parameter's value; of a list of words the beginning."""
    shown = f"{value:g}" if isinstance(value, float | int) else value
    return shown if len(shown) <= LONGEST else shown[:LONGEST] + "…"


class Clause(NamedTuple):
    """A clause of the regulation: what it asks, where departments answer, and which rules look after it, or why none does."""

    clause: str
    asks: str
    columns: str
    rules: str


def clauses(locale: str) -> Iterator[Clause]:
    """All of them in order."""
    words = sentences("checks", locale)
    for clause, columns in CLAUSES.items():
        named = [f"{sheet_of(path.rpartition('.')[0]).label.said(locale)}·{field_of(path).label.said(locale)}"
                 for path in columns]
        yield Clause(clause, words[f"clause.{clause}"], listed(named, locale),
                     listed(rules_of(clause), locale) or words[f"no_rule.{clause}"])


def _clauses(locale: str) -> Iterator[str]:
    yield f"## {_say('by_clause', locale)}"
    yield ""
    yield f"| {' | '.join(_say(name, locale) for name in Clause._fields)} |"
    yield "|---|---|---|---|"
    for each in clauses(locale):
        yield f"| {' | '.join(each)} |"


def _say(key: str, locale: str, **facts: object) -> str:
    return say("reports", f"catalogue.{key}", locale, **facts)
