"""The rule catalogue for people: what each rule finds, why it matters, an example, what to do."""

from __future__ import annotations

import re

from checks.rule import RULES
from checks.rules import load_rules
from templates.wording import listed, say, sentences


def markdown(locale: str) -> str:
    """All rules in force, in the order of their codes, as Markdown."""
    load_rules()
    words = {key: re.sub(r"{\w+}", "…", text) for key, text in sentences("checks", locale).items()}
    lines = [f"# {say('reports', 'catalogue.title', locale)}", ""]
    for code, rule in sorted(RULES.items()):
        severity = say("reports", f"catalogue.{rule.severity}", locale)
        lines += [f"## {code} {words[f'{code}.title']}", "",
                  " · ".join((severity, say("reports", f"catalogue.scope_{rule.scope}", locale),
                              say("reports", "catalogue.clauses", locale, clauses=rule.clauses))), "",
                  f"**{say('reports', 'catalogue.finds', locale)}** {words[f'{code}.message']}", "",
                  f"**{say('reports', 'catalogue.do', locale)}** {words[f'{code}.fix']}", ""]
        variants = sorted({key.split(".")[1] for key in words if key.startswith(f"{code}.") and key.count(".") == 2})
        lines += [f"- {words[f'{code}.{variant}.message']}" for variant in variants if f"{code}.{variant}.message" in words]
        lines += [""] * bool(variants)
        if rule.parameters:
            pairs = [f"`{name}` = {value:g}" if isinstance(value, float | int) else f"`{name}` = {value}"
                     for name, value in rule.parameters.items()]
            lines += [f"**{say('reports', 'catalogue.parameters', locale)}** {listed(pairs, locale)}", ""]
    return "\n".join(lines)
