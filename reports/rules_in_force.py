"""The rules in force 规则目录: what each finds and why, its severity and parameters here, and how often it found something."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from checks.judge import parameters_of
from checks.rule import RULES
from checks.rules import load_rules
from reports.catalogue import clauses, cut, told
from reports.context import Context
from reports.document import document
from reports.entries import typed, written
from reports.index import index
from reports.parameters import name_of, number_text, parameter
from templates.books import field_of
from templates.wording import listed, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checks.finding import Finding
    from checks.judge import Judgement
    from checks.portfolio import Portfolio
    from checks.rule import Parameter, Rule
    from reports.pdf import Page
    from templates.table import Row

FAMILIES = "FPHRBKMSEC"
"""Files, plan, hand-overs, resources, budget, risks, monitoring, survey, evaluation, compliance."""
HEADINGS = ("finds", "why", "do", "clause", "asks", "columns", "rules", "by_clause")


class Settings(NamedTuple):
    """What the organisation book changes: by rule the row of its trial, by rule and name the rows of parameters."""

    trials: Mapping[str, Row]
    parameters: Mapping[tuple[str, str], Row]


def build(portfolio: Portfolio, judgement: Judgement, locale: str, period: str = "") -> Page:
    """Work out the catalogue and set it; nothing is read or written."""
    load_rules()
    context = Context(portfolio, locale, period)
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in judgement.findings:
        found[finding.code].append(finding)
    settings = _settings(portfolio)
    families = [{"key": key, "name": context.word(f"rules_in_force.family.{key}"),
                 "rules": [_rule(context, RULES[code], found[code], settings) for code in codes]}
                for key, codes in ((key, list(group)) for key, group in groupby(_ordered(), key=lambda code: code[0]))]
    rules = [each for family in families for each in family["rules"]]
    changed = [each for each in rules if each["changed"]]
    facts = {"families": families, "changed": changed, "found": [each for each in rules if each["found"].value],
             "clauses": [tuple(map(_ours, each)) for each in clauses(locale)],
             "words": {name: say("reports", f"catalogue.{name}", locale) for name in HEADINGS},
             "lead": context.word(f"rules_in_force.lead_{'changed' if changed else 'default'}")}
    return document(context, context.word("rules_in_force.title"), template="rules_in_force", index=index(context), **facts)


def _ordered() -> list[str]:
    """The codes, family by family as work goes on, within one by number."""
    return sorted(RULES, key=lambda code: (FAMILIES.index(code[0]), code))


def _settings(portfolio: Portfolio) -> Settings:
    """The last row counts where a rule stands twice, as it does when rules are applied."""
    trials = {row.text("rule").upper(): row for row in portfolio.rows("organisation.trial")
              if (since := row.day("from")) is None or since <= portfolio.as_of}
    return Settings(trials, {(row.text("rule").upper(), row.text("parameter")): row
                             for row in portfolio.rows("organisation.parameters")})


def _rule(context: Context, rule: Rule, found: list[Finding], settings: Settings) -> dict[str, Any]:
    """One rule as it holds here; `changed` says whether it differs from the defaults."""
    says, trial = told(rule.code, context.locale), settings.trials.get(rule.code)
    severity = trial.text("severity") if trial and trial.text("severity") else rule.severity
    in_force = parameters_of(rule, context.portfolio)
    parameters = [_parameter(context, rule, name, value, settings.parameters.get((rule.code, name)))
                  for name, value in in_force.items()]
    on_trial = severity != rule.severity
    return {"code": rule.code, "title": _ours(says.title), "severity": severity, "label": _severity(context, severity),
            "usual": _severity(context, rule.severity) if on_trial else "",
            "since": written(trial, "from") if trial and on_trial else "",
            "scope": say("reports", f"catalogue.scope_{rule.scope}", context.locale),
            "clauses": listed(rule.clauses, context.locale), "finds": _ours(says.finds),
            "others": [_ours(each) for each in says.others], "why": _ours(says.why), "do": _ours(says.do),
            "parameters": parameters, "changed": on_trial or any(each["usual"] for each in parameters),
            "found": context.figures.count([each.anchor for each in found],
                                           f"{rule.code} {context.word('rules_in_force.found_name')}")}


def _parameter(context: Context, rule: Rule, name: str, value: Parameter, row: Row | None) -> dict[str, Any]:
    """A parameter with its value here; where the organisation book changes it, the default and the cell beside it."""
    default = rule.parameters[name]
    named = {"name": name_of(context, rule.code, name), "key": name}
    if row is None or value == default:
        return {**named, "value": Markup("<code>{}</code>").format(_shown(value)), "usual": "", "cell": ""}
    shown = typed(row, "value") if isinstance(value, str) else parameter(context, rule.code, name)
    place = row.at("value")
    return {**named, "value": shown, "usual": _shown(default), "cell": f"{place.file} {place.sheet}!{place.cell}"}


def _shown(value: Parameter) -> str:
    """A parameter's value; of a list of words the beginning."""
    return cut(value) if isinstance(value, str) else number_text(value)


def _severity(context: Context, severity: str) -> str:
    return field_of("organisation.trial.severity").choices[severity].said(context.locale)


def _ours(text: str) -> Markup:
    """A sentence of ours that may hold digits, whole."""
    return Markup("<q>{}</q>").format(text)
