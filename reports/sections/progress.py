"""Progress: completion by department, and the tasks that want attention in three colours 三色督办."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.derivation import total, workdays_after
from checks.indicators import indicators
from reports.coloured import coloured, remark
from reports.entries import together
from reports.figure import typed_sentence
from reports.parameters import parameter
from reports.unreported import unreported

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from checks.indicators.evidence import Evidence
    from checks.indicators.indicator import Indicator
    from checks.status import Status
    from reports.coloured import Coloured
    from reports.context import Context
    from reports.figure import Figure
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
    lead = together(context, [context.say("completion.lead", rate=rate, **facts), _rest(context, whole, facts, tasks)]
                    ) if rate else context.word("completion.lead_none")
    return {"lead": lead, "rows": rows, "rate": rate, "starred": bool(missing), **facts,
            "coloured": [_line(context, each, evidence.status) for each in tasks],
            "colours_sub": context.say("completion.colours_sub", points=parameter(context, "M07", "points"),
                                       days=parameter(context, "M06", "days"))}


def _rest(context: Context, whole: Indicator, facts: dict[str, Figure], tasks: Sequence[Coloured]) -> Markup | str:
    """How the tasks due and not done divide: those that are red, and those without a colour; "" where all are done."""
    open_ = facts["due"].value - facts["done"].value
    left = context.figures.add(open_, f"{open_:.0f}", context.word("completion.figure_open"),
                               whole.denominator.derivation - whole.numerator.derivation)
    due = set(whole.denominator.cells)
    red = [each.row.at("actual") for each in tasks if each.colour == "red" and each.task.at("finish") in due]
    case = "none" if not open_ else "all" if len(red) == open_ else "some"
    return "" if case == "none" else context.say(f"completion.rest_{case}", open=left, red=context.figures.count(
        red, context.word("completion.figure_red_due")))


def _line(context: Context, item: Coloured, status: Status) -> dict[str, Any]:
    label, due = f"{item.task.key} {context.word('actual')}", status.changes.due_cell(item.task)
    actual, planned = item.row.number("actual") or 0.0, item.row.number("planned")
    return {
        "colour": item.colour, "task": item.task.key, "name": typed_sentence(item.task.text("name")),
        "department": context.name(item.task.department), "due": item.due.isoformat(), "why": remark(context, status, item),
        "actual": context.figures.add(actual, f"{actual:g}%", label, total([item.row.at("actual")])),
        "planned": "" if planned is None else context.figures.add(
            planned, f"{planned:g}%", f"{item.task.key} {context.word('planned')}", total([item.row.at("planned")])),
        "late": _late(context, item, due) if item.days_late else "",
    }


def _late(context: Context, item: Coloured, due: Place) -> Figure:
    return context.figures.add(item.days_late, str(item.days_late), f"{item.task.key} {context.word('days_late')}",
                               workdays_after(due, context.portfolio.as_of))
