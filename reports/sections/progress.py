"""Progress: completion by department, and the tasks that want attention in three colours 三色督办."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.indicators import indicators
from checks.indicators.period import to_date
from checks.judge import parameters_of
from checks.rule import RULES
from reports.coloured import coloured
from reports.figure import typed_sentence
from reports.unreported import unreported

if TYPE_CHECKING:
    from checks.indicators.evidence import Evidence
    from reports.context import Context

COLOURS = ("red", "yellow", "blue")


def progress(context: Context, evidence: Evidence) -> dict[str, Any]:
    """Completion rates and the list of coloured tasks."""
    of = indicators(evidence, to_date(context.portfolio), ["completion"])
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
            "coloured": [_line(context, each) for each in tasks],
            "colours_sub": context.say("completion.colours_sub", points=_parameter(context, "M07", "points"),
                                       days=_parameter(context, "M06", "days"))}


def _line(context: Context, item: Any) -> dict[str, Any]:
    label = f"{item.task.key} {context.word('actual')}"
    actual, planned = item.row.number("actual") or 0.0, item.row.number("planned")
    return {
        "colour": item.colour, "task": item.task.key, "name": typed_sentence(item.task.text("name")),
        "department": context.name(item.task.department), "due": item.due.isoformat(),
        "actual": context.figures.add(actual, f"{actual:g}%", label, cells=[item.row.at("actual")]),
        "planned": "" if planned is None else context.figures.add(
            planned, f"{planned:g}%", f"{item.task.key} {context.word('planned')}", cells=[item.row.at("planned")]),
        "late": context.figures.add(item.days_late, str(item.days_late), f"{item.task.key} {context.word('days_late')}",
                                    cells=[item.task.at("finish")]) if item.days_late else "",
    }


def _parameter(context: Context, code: str, name: str) -> object:
    """A threshold is a figure too: its cell is that of the parameter sheet, where one overrides the default."""
    value = float(parameters_of(RULES[code], context.portfolio)[name])
    cells = [row.at("value") for row in context.portfolio.rows("organisation.parameters")
             if (row.text("rule"), row.text("parameter")) == (code, name)]
    return context.figures.add(value, f"{value:g}", f"{code} {name}", how=context.word("how.parameter"), cells=cells)
