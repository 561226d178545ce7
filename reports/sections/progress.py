"""Progress: completion by department, and the tasks that want attention in three colours 三色督办."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.derivation import total, workdays_after
from checks.indicators import indicators
from reports.coloured import coloured
from reports.figure import typed_sentence
from reports.unreported import unreported

if TYPE_CHECKING:
    from checks.indicators.evidence import Evidence
    from reports.coloured import Coloured
    from reports.context import Context
    from templates.table import Place

COLOURS = ("red", "yellow", "blue")


def progress(context: Context, evidence: Evidence) -> dict[str, Any]:
    """Completion rates and the list of coloured tasks."""
    of = indicators(evidence, context.period, ["completion"])
    rows, missing = [], unreported(context.portfolio)
    for department in context.portfolio.departments:
        each, name = of["completion", department], context.name(department)
        rows.append({"name": name, "rate": context.rate(each), "starred": department in missing,
                     "done": context.figures.count(each.numerator.cells, f"{name} {context.word('figure.done')}"),
                     "due": context.figures.count(each.denominator.cells, f"{name} {context.word('figure.due')}")})
    whole = of["completion", ""]
    tasks = coloured(evidence.status)
    counts = {colour: context.figures.count([each.row.at("actual") for each in tasks if each.colour == colour],
                                            context.word(f"figure.{colour}")) for colour in COLOURS}
    facts = {"done": context.figures.count(whole.numerator.cells, context.word("figure.done_all")),
             "due": context.figures.count(whole.denominator.cells, context.word("figure.due_all")), **counts}
    rate = context.rate(whole)
    lead = context.say("completion.lead", rate=rate, **facts) if rate else context.word("completion.lead_none")
    return {"lead": lead, "rows": rows, "rate": rate, "starred": bool(missing), **facts,
            "coloured": [_line(context, each, evidence.status.changes.due_cell(each.task)) for each in tasks],
            "colours_sub": context.say("completion.colours_sub", points=context.parameter("M07", "points"),
                                       days=context.parameter("M06", "days"))}


def _line(context: Context, item: Coloured, due: Place) -> dict[str, Any]:
    label = f"{item.task.key} {context.word('actual')}"
    actual, planned = item.row.number("actual") or 0.0, item.row.number("planned")
    return {
        "colour": item.colour, "task": item.task.key, "name": typed_sentence(item.task.text("name")),
        "department": context.name(item.task.department), "due": item.due.isoformat(),
        "actual": context.figures.add(actual, f"{actual:g}%", label, total([item.row.at("actual")])),
        "planned": "" if planned is None else context.figures.add(
            planned, f"{planned:g}%", f"{item.task.key} {context.word('planned')}", total([item.row.at("planned")])),
        "late": context.figures.add(item.days_late, str(item.days_late), f"{item.task.key} {context.word('days_late')}",
                                    workdays_after(due, context.portfolio.as_of)) if item.days_late else "",
    }
