"""The one page that management reads: five numbers, and what needs deciding; sentences are chosen by comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.message import describe
from reports.figure import typed_sentence
from templates.wording import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checks.finding import Finding
    from checks.judge import Judgement
    from reports.context import Context

URGENT = (("B01", "budget"), ("P09", "findings"), ("R03", "conflicts"), ("R05", "conflicts"), ("R01", "conflicts"),
          ("B09", "budget"), ("M05", "completion"), ("H02", "handovers"), ("H01", "handovers"), ("E01", "findings"),
          ("B02", "budget"), ("B08", "findings"), ("F01", "submission"), ("F11", "submission"), ("M01", "submission"),
          ("P14", "findings"), ("R06", "conflicts"))
"""What only management or the office can settle, the gravest kind first, and the section that holds it."""
MOST = 5


def brief(context: Context, judgement: Judgement, sections: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Five numbers with a sentence that judges each, and up to five decisions taken from the findings."""
    none = context.word("completion.none")
    submission, budget, completion = (sections[key] for key in ("submission", "budget", "completion"))
    missing, red = submission["missing"], completion["red"]
    errors, conflicts = sections["findings"]["errors"], sections["conflicts"]["number"]
    five = [
        _number(context, "received", submission["got"], "all" if not missing.value else "some",
                missing=missing, owed=submission["owed"]),
        _number(context, "errors", errors, "some" if errors.value else "none", total=sections["findings"]["total"]),
        _number(context, "completion", completion["rate"] or none, "some" if completion["rate"] else "none",
                done=completion["done"], due=completion["due"]),
        _number(context, "conflicts", conflicts, "some" if conflicts.value else "none"),
        _number(context, "budget", budget["share"] or none,
                "none" if not budget["share"] else "over" if budget["over"].value else "within", over=budget["over"]),
    ]
    message = context.say("brief.message_red" if red.value else "brief.message", errors=errors, red=red, conflicts=conflicts)
    return {"five": five, "message": message, "decisions": _decisions(context, judgement)}


def _number(context: Context, key: str, figure: object, case: str, **facts: object) -> dict[str, object]:
    return {"name": context.word(f"brief.{key}"), "how": context.word(f"brief.{key}_how"), "figure": figure,
            "sentence": context.say(f"brief.{key}_{case}", **facts)}


def _decisions(context: Context, judgement: Judgement) -> list[dict[str, object]]:
    """The first finding of each urgent kind, then second ones, until there are enough."""
    names = context.names
    by_code: dict[str, list[Finding]] = {}
    for finding in judgement.findings:
        if finding.severity != "hint":
            by_code.setdefault(finding.code, []).append(finding)
    ranked = [(rank, at, finding) for code, at in URGENT for rank, finding in enumerate(by_code.get(code, ()))]
    chosen = sorted(ranked, key=lambda each: each[0])[:MOST]
    found: list[dict[str, object]] = []
    for _, at, finding in chosen:
        said = describe(finding, context.locale, names)
        departments = dict.fromkeys(name for place in finding.places if (name := names.get(place.department)))
        who = names.get(finding.department)
        parties = listed(dict.fromkeys([*([who] if who else []), *departments]), context.locale)
        found.append({"title": typed_sentence(said.title), "message": typed_sentence(said.message),
                      "who": parties or context.word("office"), "at": at})
    return found
