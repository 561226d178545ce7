"""What others rely on: the JSON of validate, conflicts and rules, word for word."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from checks.clauses import CLAUSES, rules_of
from checks.masking import masked
from checks.message import describe
from checks.rule import RULES
from checks.rules import load_rules
from templates.field import LOCALES
from templates.filled import Filled
from templates.selfcheck.coverage import formula_of
from templates.wording import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checks.change import Change
    from checks.conflicts import Conflict
    from checks.explanation.explanation import Explanation
    from checks.finding import Finding
    from checks.judge import Judgement
    from checks.portfolio import Portfolio
    from templates.filled import Unreadable
    from templates.table import Place

VERSION = 1


def validation(judged: Iterable[tuple[Portfolio, Judgement]], locale: str | None) -> dict[str, Any]:
    """`validate --format json` over one or several paths; sentences in `locale`, else in each folder's own language.

    What people typed (keys, facts, reasons) has its personal data masked.
    """
    files: list[dict[str, Any]] = []
    findings: list[dict[str, Any]] = []
    waived: list[dict[str, Any]] = []
    as_of = date(1, 1, 1)
    for portfolio, judgement in judged:
        own = locale or language_of(portfolio)
        names = {key: portfolio.name(key) for key in portfolio.departments}
        books: list[Filled | Unreadable] = [*portfolio.books, *portfolio.superseded, *portfolio.refused]
        files += [_file(book) for book in sorted(books, key=lambda book: book.file)]
        findings += [_finding(finding, own, names) for finding in judgement.findings]
        waived += [{**_finding(each.finding, own, names), "reason": masked(each.reason), "granted_by": masked(each.granted_by),
                    "until": each.until} for each in judgement.waived]
        as_of = max(as_of, portfolio.as_of)
    counts = {severity: sum(each["severity"] == severity for each in findings) for severity in ("error", "warning", "hint")}
    return {"version": VERSION, "as_of": as_of.isoformat(), "files": files, "findings": findings, "waived": waived,
            "counts": {**counts, "waived": len(waived)}}


def language_of(portfolio: Portfolio) -> str:
    """The language of a folder: that of the single book, else the organisation's, else of the first book."""
    book = portfolio.alone or portfolio.organisation or next(iter(portfolio.books), None)
    return book.identity.locale if book and book.identity.locale in LOCALES else "zh-Hans"


def _file(book: Filled | Unreadable) -> dict[str, Any]:
    identity = book.identity if isinstance(book, Filled) else book.claims
    return {"path": book.file, "sha256": book.sha256, "book": identity.book if identity else None,
            "department": identity.department if identity else None, "period": identity.period if identity else None,
            "round": identity.round if identity else None, "status": "read" if isinstance(book, Filled) else "refused"}


def _finding(finding: Finding, locale: str, names: dict[str, str]) -> dict[str, Any]:
    said = describe(finding, locale, names)
    return {"code": finding.code, "severity": finding.severity, "department": finding.department,
            "key": masked(finding.anchor.key), "column": finding.anchor.column,
            "cells": [cell(place) for place in finding.places],
            "facts": {name: plain(value) for name, value in finding.facts.items()},
            "title": said.title, "message": said.message, "fix": said.fix}


def clashes(portfolio: Portfolio, explained: Mapping[Conflict, Explanation], locale: str) -> dict[str, Any]:
    """`conflicts --format json`: what clashes, every cell that takes part, the core, and the repairs, cheapest first."""
    from checks.explanation.told import told as said  # noqa: PLC0415 - only where repairs are told

    names = {key: portfolio.name(key) for key in portfolio.departments}
    listed = []
    for each, explanation in explained.items():
        told = _finding(each.finding, locale, names)
        listed.append({
            "id": masked(each.key), "kind": each.kind, "resource": masked(each.resource),
            "from": plain(each.start), "to": plain(each.finish),
            "peak": each.peak, "capacity": each.capacity, "excess": each.excess, "unit": each.unit,
            "tasks": [masked(task) for task in each.tasks],
            "departments": list(each.departments),
            "core": [cell(place) for place in explanation.core],
            "repairs": [{"what": said(repair, locale, names), "changes": [_change(change) for change in repair.changes],
                         "cost": {"days": repair.days, "tasks": repair.tasks, "money": repair.money}}
                        for repair in explanation.repairs],
            **{key: told[key] for key in ("cells", "code", "severity", "title", "message", "fix")}})
    return {"version": VERSION, "as_of": portfolio.as_of.isoformat(), "conflicts": listed}


def cell(place: Place) -> dict[str, str]:
    """A cell as findings, conflicts and proposals name it."""
    return {"file": place.file, "sheet": place.sheet, "cell": place.cell}


def _change(change: Change) -> dict[str, Any]:
    """A changed cell; of a row that is added, `new` is the record."""
    record = isinstance(change.new, dict)
    return {"department": change.department, "book": change.book, "sheet": change.sheet, "key": masked(change.key),
            "column": change.column, "old": plain(change.old), "new": plain(change.new),
            **({} if record else {"cell": change.place.cell})}


def plain(value: object) -> object:
    """A value as JSON takes it: dates as ISO, what was typed masked."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return masked(str(value))


def rules() -> dict[str, Any]:
    """`rules --format json`: the catalogue; sentences of variants beside the main one."""
    load_rules()
    listed = []
    for rule in sorted(RULES.values(), key=lambda rule: rule.code):
        said = {part: {locale: sentences("checks", locale)[f"{rule.code}.{part}"] for locale in LOCALES}
                for part in ("title", "message", "fix", "why")}
        listed.append({"code": rule.code, "scope": rule.scope, "severity": rule.severity, "clauses": list(rule.clauses),
                       "parameters": dict(rule.parameters), "columns": list(rule.columns), "formula": formula_of(rule.code),
                       **said})
    return {"version": VERSION, "rules": listed, "clauses": [_clause(clause) for clause in CLAUSES]}


def _clause(clause: str) -> dict[str, Any]:
    """A clause of the regulation with its columns and rules; where it has no rule, why."""
    words = {locale: sentences("checks", locale) for locale in LOCALES}
    return {"clause": clause, "asks": {locale: words[locale][f"clause.{clause}"] for locale in LOCALES},
            "columns": list(CLAUSES[clause]), "rules": rules_of(clause),
            "no_rule": {locale: said for locale in LOCALES if (said := words[locale].get(f"no_rule.{clause}"))}}
