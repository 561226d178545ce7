"""The annex: rules in force with their parameters, waivers, and where every number comes from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from checks.judge import parameters_of
from checks.rule import RULES
from checks.windows import unknown_years
from reports.figure import typed_sentence
from reports.index import index
from reports.parameters import name_of, number_text
from templates.wording import say, sentences

if TYPE_CHECKING:
    from checks.judge import Judgement
    from reports.context import Context

LONGEST = 60
"""Characters of a parameter: lists of words stand in the catalogue."""


def annex(context: Context, judgement: Judgement) -> dict[str, Any]:
    """Rules, waivers, notes, the index of figures; to be worked out after all other sections."""
    words = sentences("checks", context.locale)
    counted = Counter(each.code for each in judgement.findings)
    rules = [{"code": code, "severity": rule.severity, "title": words[f"{code}.title"], "found": counted[code],
              "parameters": "　".join(_parameter(context, code, name, value)
                                     for name, value in parameters_of(rule, context.portfolio).items())}
             for code, rule in sorted(RULES.items())]
    waived = [{"code": each.finding.code, "cell": f"{each.finding.anchor.file} {each.finding.anchor.cell}",
               "reason": typed_sentence(each.reason), "by": typed_sentence(each.granted_by), "until": each.until}
              for each in judgement.waived]
    notes = [typed_sentence(say("reports", "report.annex.no_calendar", context.locale, year=str(year)))
             for year in unknown_years(context.portfolio)]
    return {"lead": context.word("annex.lead"), "rules": rules, "waived": waived, "notes": notes,
            "index": index(context)}


def _parameter(context: Context, code: str, name: str, value: float | str) -> str:
    shown = number_text(value) if isinstance(value, float | int) else value
    said = f"{name_of(context, code, name)}{context.word('goals.colon')}{shown[:LONGEST]}"
    return said if len(shown) <= LONGEST else f"{said}…"
