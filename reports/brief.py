"""The one page that management reads: five numbers, and what needs deciding; sentences are chosen by comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.message import describe
from reports.figure import typed_sentence

if TYPE_CHECKING:
    from checks.finding import Finding
    from checks.judge import Judgement
    from reports.context import Context

URGENT = (("B01", "s3"), ("P09", "s5"), ("R05", "s2"), ("R01", "s2"), ("M05", "s4"), ("H02", "s5"), ("H01", "s5"),
          ("F01", "s1"), ("F11", "s1"), ("M01", "s1"), ("P14", "s5"), ("R06", "s2"))
"""What only management or the office can settle, the gravest kind first, and the section that holds it."""
MOST = 5


def brief(
    context: Context, judgement: Judgement, submission: dict[str, Any], overloads: dict[str, Any], budget: dict[str, Any],
    completion: dict[str, Any], findings: dict[str, Any],
) -> dict[str, Any]:
    """Five numbers with a sentence that judges each, and up to five decisions taken from the findings."""
    none = context.word("completion.none")
    missing, errors, red = submission["missing"], findings["errors"], completion["red"]
    five = [
        _number(context, "received", submission["got"], "all" if not missing.value else "some",
                missing=missing, owed=submission["owed"]),
        _number(context, "errors", errors, "some" if errors.value else "none", total=findings["total"]),
        _number(context, "completion", completion["rate"] or none, "some" if completion["rate"] else "none",
                done=completion["done"], due=completion["due"]),
        _number(context, "overloads", overloads["number"], "some" if overloads["number"].value else "none"),
        _number(context, "budget", budget["share"] or none,
                "none" if not budget["share"] else "over" if budget["over"].value else "within", over=budget["over"]),
    ]
    message = context.say("brief.message_red" if red.value else "brief.message", errors=errors, red=red,
                          overloads=overloads["number"])
    return {"five": five, "message": message, "decisions": _decisions(context, judgement)}


def _number(context: Context, key: str, figure: object, case: str, **facts: object) -> dict[str, object]:
    return {"name": context.word(f"brief.{key}"), "how": context.word(f"brief.{key}_how"), "figure": figure,
            "sentence": context.say(f"brief.{key}_{case}", **facts)}


def _decisions(context: Context, judgement: Judgement) -> list[dict[str, object]]:
    """The first finding of each urgent kind, then second ones, until there are enough."""
    names = {key: context.portfolio.name(key) for key in context.portfolio.departments}
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
        found.append({"title": typed_sentence(said.title), "message": typed_sentence(said.message),
                      "who": "、".join(dict.fromkeys([*([who] if who else []), *departments])) or context.word("office"),
                      "at": at})
    return found
