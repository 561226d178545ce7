"""The one page that management reads: five numbers, and what needs deciding; sentences are chosen by comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import escape

from checks.conflicts import conflicts
from checks.message import describe
from reports.figure import typed_sentence
from reports.unreported import unreported
from templates.wording import listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from checks.finding import Finding
    from checks.judge import Judgement
    from checks.portfolio import Portfolio
    from reports.context import Context
    from reports.figure import Figure

URGENT = (("B01", "conflicts"), ("P09", "findings"), ("R03", "conflicts"), ("R05", "conflicts"), ("R01", "conflicts"),
          ("B09", "conflicts"), ("M05", "colours"), ("H02", "handovers"), ("H01", "handovers"), ("E01", "findings"),
          ("B02", "conflicts"), ("B08", "findings"), ("F01", "submission"), ("F11", "submission"), ("M01", "submission"),
          ("P14", "conflicts"), ("R06", "conflicts"))
"""What only management or the office can settle, the gravest kind first, and the part of the report that lists it."""
TABLES = frozenset({"colours", "submission"})
"""Parts that are one table: it begins where the reader should look."""
MOST = 5


def brief(context: Context, judgement: Judgement, sections: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Five numbers with a sentence that judges each, and up to five decisions taken from the findings."""
    none = context.word("completion.none")
    submission, budget, completion = (sections[key] for key in ("submission", "budget", "completion"))
    missing, red = submission["missing"], completion["red"]
    errors, (conflicts, between) = sections["findings"]["errors"], (sections["conflicts"][key] for key in ("number", "between"))
    five = [
        _number(context, "received", submission["got"], "all" if not missing.value else "some",
                missing=missing, owed=submission["owed"]),
        _number(context, "errors", errors, "some" if errors.value else "none", total=sections["findings"]["total"]),
        _number(context, "completion", completion["rate"] or none, "some" if completion["rate"] else "none",
                mark="*" if completion["starred"] and completion["rate"] else "", done=completion["done"], due=completion["due"]),
        _number(context, "conflicts", conflicts, "some" if conflicts.value else "none",
                between=between),
        _number(context, "budget", budget["share"] or none,
                "none" if not budget["share"] else "over" if budget["over"].value else "within", over=budget["over"]),
    ]
    return {"five": five, "message": message(context, {"red": red, "errors": errors, "conflicts": conflicts}, between),
            "decisions": decisions(context, judgement, _grounds(sections)), "starred": any(each["mark"] for each in five)}


def _number(context: Context, key: str, figure: object, case: str, *, mark: str = "", **facts: object) -> dict[str, object]:
    return {"name": context.word(f"brief.{key}"), "how": context.word(f"brief.{key}_how"), "figure": figure, "mark": mark,
            "sentence": context.say(f"brief.{key}_{case}", **facts)}


def message(context: Context, counts: Mapping[str, Figure], between: Figure) -> Markup:
    """One sentence on what is overdue, wrong and in conflict; a single one where there is nothing of the kind."""
    if not any(each.value for each in counts.values()) and not unreported(context.portfolio):
        return context.say("brief.message_clean")
    cases = {key: "some" if each.value else "none" for key, each in counts.items()}
    cases["red"] = red_case(context.portfolio, counts["red"])
    parts = [context.say(f"brief.message_{key}_{case}", **counts, between=between) for key, case in cases.items()]
    return escape(" " if context.locale == "en" else "").join(parts)


def red_case(portfolio: Portfolio, red: Figure) -> str:
    """Some, none, or unknown: where reports are missing, none that is known is not none."""
    return "some" if red.value else "unknown" if unreported(portfolio) else "none"


def _grounds(sections: Mapping[str, Mapping[str, Any]]) -> dict[Finding, str]:
    """Where on the pages a finding's grounds stand; a conflict's in the list of conflicts."""
    return {**sections["findings"]["grounds"], **sections["conflicts"]["grounds"]}


def decisions(
    context: Context, judgement: Judgement, grounds: Mapping[Finding, str] | None = None,
) -> list[dict[str, object]]:
    """Of each urgent kind the first department's findings in one line, then the second one's, until there are enough.

    `at` is where the first one's grounds stand (by `grounds`, else the part that lists its kind), `place` its cell.
    Clashes of days that are over can only be put right in the books: there is nothing left to decide.
    """
    names = context.names
    over = {each.finding for each in conflicts(judgement.findings)
            if each.finish and each.finish < context.portfolio.as_of}
    by_code: dict[str, dict[str, list[Finding]]] = {}
    for finding in judgement.findings:
        if finding.severity != "hint" and finding not in over:
            by_code.setdefault(finding.code, {}).setdefault(finding.department, []).append(finding)
    ranked = [(rank, at, group) for code, at in URGENT for rank, group in enumerate(by_code.get(code, {}).values())]
    chosen = sorted(ranked, key=lambda each: each[0])[:MOST]
    found: list[dict[str, object]] = []
    for _, at, group in chosen:
        finding, more = group[0], group[1:]
        said = describe(finding, context.locale, names)
        departments = dict.fromkeys(name for each in group for place in each.places if (name := names.get(place.department)))
        who = names.get(finding.department)
        parties = listed(dict.fromkeys([*([who] if who else []), *departments]), context.locale)
        found.append({"title": typed_sentence(said.title), "message": typed_sentence(said.message),
                      "more": context.say("brief.more", n=_more(context, more)) if more else "",
                      "who": parties or context.word("whole"), "place": finding.anchor,
                      "at": at if at in TABLES else (grounds or {}).get(finding, at)})
    return found


def _more(context: Context, findings: Sequence[Finding]) -> Figure:
    return context.figures.count([each.anchor for each in findings], f"{context.name(findings[0].department)} {findings[0].code}")
