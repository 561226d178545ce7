"""Run the rules over a portfolio: findings, trials, waivers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from checks.derivation import Derivation, given, total
from checks.finding import SEVERITIES, Finding, Waived, order
from checks.rule import RULES, Found, Parameter, Rule, value_of
from checks.rules import load_rules
from templates.table import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from checks.portfolio import Portfolio


@dataclass(frozen=True)
class Judgement:
    """What the rules said: open findings, sorted, and those excused."""

    findings: list[Finding] = field(default_factory=list)
    waived: list[Waived] = field(default_factory=list)

    def count(self, severity: str) -> int:
        """Open findings of one severity."""
        return sum(finding.severity == severity for finding in self.findings)


def judge(
    portfolio: Portfolio, *, step: Callable[[int, int], None] | None = None, raising: bool = False,
    codes: Collection[str] | None = None,
) -> Judgement:
    """Apply every rule, or those of some `codes`; to a single workbook only those that can be decided within it.

    A rule that crashes becomes a finding that names it, unless `raising`.
    """
    _load_rules()
    rules = [rule for rule in RULES.values() if (not portfolio.single or rule.scope == "f" or rule.code == "F01")
             and (codes is None or rule.code in codes)]
    findings: list[Finding] = []
    for number, rule in enumerate(rules, 1):
        findings += _run(rule, portfolio, raising=raising)
        if step:
            step(number, len(rules))
    if portfolio.single:
        findings = [each for each in findings if each.anchor.file == portfolio.single]
    return _excuse(sorted(_on_trial(dict.fromkeys(findings, None), portfolio), key=order), portfolio)


_load_rules = cache(load_rules)
"""Once is enough: whoever tries many repairs judges hundreds of times."""


def parameters_of(rule: Rule, portfolio: Portfolio) -> dict[str, Parameter]:
    """The rule's parameters in force: the organisation book's where it names them, else the defaults."""
    return {name: value_of(default, typed) if (typed := portfolio.parameters.get((rule.code, name))) is not None else default
            for name, default in rule.parameters.items()}


def threshold(portfolio: Portfolio, code: str, name: str) -> tuple[float, Derivation]:
    """A parameter in force that is a number, and where it comes from: its cell in the organisation book, else the default."""
    value = float(parameters_of(RULES[code], portfolio)[name])
    cells = [row.at("value") for row in portfolio.rows("organisation.parameters")
             if (row.text("rule").upper(), row.text("parameter")) == (code, name)
             and value_of(RULES[code].parameters[name], row["value"]) == value]
    return value, total(cells[-1:]) if cells else given(value, "default")


def _run(rule: Rule, portfolio: Portfolio, *, raising: bool) -> Iterator[Finding]:
    try:
        yield from [_finding(rule, each) for each in rule.check(portfolio, **parameters_of(rule, portfolio))]
    except Exception as error:
        if raising:
            raise
        facts = _Facts(rule=rule.code, error=type(error).__name__)
        yield Finding(rule.code, "warning", "", (Place(""),), facts, "crash")


def _finding(rule: Rule, each: Found) -> Finding:
    department = each.places[0].department if each.department is None else each.department
    return Finding(rule.code, each.severity or rule.severity, department, each.places, _Facts(each.facts), each.variant)


class _Facts(dict[str, object]):
    """Facts in a frozen finding; two findings with equal cells and code are the same, whatever their facts."""

    def __hash__(self) -> int:  # type: ignore[override]
        return 0


def _on_trial(findings: dict[Finding, None], portfolio: Portfolio) -> Iterator[Finding]:
    """A rule on trial (试行) speaks with another severity, or not at all, from its date on."""
    trials = {row.text("rule").upper(): row for row in portfolio.rows("organisation.trial")}
    for finding in findings:
        trial = trials.get(finding.code)
        since = trial.day("from") if trial else None
        severity = trial.text("severity") if trial and (since is None or since <= portfolio.as_of) else ""
        if severity == "off":
            continue
        yield replace(finding, severity=severity) if severity in SEVERITIES else finding


def _excuse(findings: list[Finding], portfolio: Portfolio) -> Judgement:
    """A waiver names a code, perhaps a department and a record; it holds until its date."""
    waivers = [row for row in portfolio.rows("organisation.waivers")
               if row.text("code") and (until := row.day("until")) and until >= portfolio.as_of]
    open_, waived = [], []
    for finding in findings:
        row = next((row for row in waivers if row.text("code").upper() == finding.code
                    and row.text("department") in ("", finding.department)
                    and row.text("key") in ("", finding.anchor.key)), None)
        if row:
            waived.append(Waived(finding, row.text("reason"), row.text("granted_by"), str(row.day("until"))))
        else:
            open_.append(finding)
    return Judgement(open_, waived)
