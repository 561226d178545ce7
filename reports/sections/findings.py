"""Per department what to mend, worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.finding import SEVERITIES, Finding
from checks.message import describe
from checks.repeats import Repeat, repeats
from reports.address import address
from reports.figure import typed_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checks.judge import Judgement
    from reports.context import Context


MOST = 2
"""Lines of a department: its letter and its workbook of findings have them all."""


def findings(context: Context, judgement: Judgement) -> dict[str, Any]:
    """The findings of every department."""
    groups = []
    for key in [*context.portfolio.departments, ""]:
        own = sorted((each for each in judgement.findings if each.department == key),
                     key=lambda each: SEVERITIES.index(each.severity))
        if own:
            groups.append({"name": context.name(key), "counts": _counts(context, context.name(key), own),
                           "rows": [_line(context, each) for each in repeats(own)[:MOST]],
                           "note": _note(context, context.name(key), repeats(own))})
    total = context.figures.count([each.anchor for each in judgement.findings], context.word("figure.findings"))
    errors = context.figures.count([each.anchor for each in judgement.findings if each.severity == "error"],
                                   context.word("figure.errors"))
    lead = context.say("findings.lead" if judgement.findings else "findings.lead_none", n=total, errors=errors)
    return {"lead": lead, "groups": groups, "errors": errors, "total": total}


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
