"""Per department what to mend, worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.finding import SEVERITIES, Finding
from checks.message import describe
from checks.repeats import Repeat, repeats
from reports.address import address
from reports.brief import URGENT
from reports.figure import typed_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checks.judge import Judgement
    from reports.context import Context


MOST = 2
"""Lines of a department: its letter and its workbook of findings have them all."""


def findings(context: Context, judgement: Judgement) -> dict[str, Any]:
    """The findings of every department; `grounds` says by finding where on the page it, or its department, stands."""
    groups: list[dict[str, Any]] = []
    grounds: dict[Finding, str] = {}
    for key in [*context.portfolio.departments, ""]:
        own = sorted((each for each in judgement.findings if each.department == key), key=_gravity)
        if own:
            name, lines = context.name(key) if key else context.word("findings.shared"), repeats(own)
            head = f"found-{len(groups) + 1}"
            grounds |= dict.fromkeys(own, head) | {each.first: f"{head}-{number}" for number, each in enumerate(lines[:MOST], 1)}
            groups.append({"name": name, "id": head, "counts": _counts(context, name, own), "note": _note(context, name, lines),
                           "rows": [{**_line(context, each), "id": grounds[each.first]} for each in lines[:MOST]]})
    total = context.figures.count([each.anchor for each in judgement.findings], context.word("figure.findings"))
    errors = context.figures.count([each.anchor for each in judgement.findings if each.severity == "error"],
                                   context.word("figure.errors"))
    lead = context.say("findings.lead" if judgement.findings else "findings.lead_none", n=total, errors=errors)
    return {"lead": lead, "groups": groups, "errors": errors, "total": total, "grounds": grounds}


def _gravity(finding: Finding) -> tuple[int, int]:
    """The order of what matters: errors first, among them what the brief would ask about."""
    urgent = [code for code, _ in URGENT]
    return SEVERITIES.index(finding.severity), urgent.index(finding.code) if finding.code in urgent else len(urgent)


def _note(context: Context, name: str, lines: Sequence[Repeat]) -> object:
    """How many of a department's lines are printed here; "" where all are."""
    if len(lines) <= MOST:
        return ""
    shown, all_ = (context.figures.count([each.first.anchor for each in found], f"{name} {context.word(f'figure.{key}')}")
                   for key, found in (("shown", lines[:MOST]), ("lines", lines)))
    return context.say("findings.note", shown=shown, all=all_)


def _counts(context: Context, name: str, own: list[Finding]) -> object:
    return context.say("findings.counts", **{severity: context.figures.count(
        [each.anchor for each in own if each.severity == severity], f"{name} {context.word(f'severity.{severity}')}")
        for severity in SEVERITIES})


def _line(context: Context, told: Repeat) -> dict[str, Any]:
    finding = told.first
    said = describe(finding, context.locale, context.names)
    return {"severity": finding.severity, "label": context.word(f"severity.{finding.severity}"), "code": finding.code,
            "at": address(finding.anchor), "title": said.title,
            "message": typed_sentence(said.message), "also": typed_sentence(told.also(context.locale)) if told.others else "",
            "fix": typed_sentence(said.fix)}
