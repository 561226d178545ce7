"""Quality: what was accepted and what failed, whether faults were put right, and whether rules are kept."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from checks.indicators import indicators
from checks.monthly import sheets
from reports.entries import chosen, counted, past, person, shown_of, since, together, typed, written
from templates.books import field_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markupsafe import Markup

    from checks.indicators.evidence import Evidence
    from checks.indicators.indicator import Indicator
    from reports.context import Context
    from templates.table import Row

STATES = ("unregistered", "failed", "overdue", "unchecked", "open", "closed_late")
"""Of what is to be put right, the gravest first; closed in time and found good needs no line."""
MOST = 12


def quality(context: Context, evidence: Evidence) -> dict[str, Any]:
    """S8: acceptances of the period and rectifications by department, the loop that is not closed, compliance by area."""
    accepted = acceptances(evidence, context)
    of = indicators(evidence, context.period, ["rectification", "compliance"])
    loop = sorted(_loop(context, evidence), key=lambda each: (STATES.index(each[0]), each[1].day("due") or date.max, each[1].key))
    checked = [row for row in context.portfolio.rows("registers.compliance")
               if context.period.holds(row.day("checked")) and row.text("result")]
    broken = [row for row in checked if row.text("result") == "not_met"]
    told = [key for key in context.portfolio.departments if _said(key, accepted, of)]
    return {"lead": _lead(context, accepted, loop, of, checked, broken),
            "rows": [_department(context, key, accepted, of) for key in told],
            "loop": [_line(context, *each) for each in loop[:MOST]],
            "shown": shown_of(context, [row.at("date" if state == "unregistered" else "due") for state, row in loop], MOST),
            "areas": _areas(context, checked), "title": context.word("quality.areas_broken" if broken else "quality.areas_met"),
            "broken": [_broken(context, evidence, row) for row in broken]}


def acceptances(evidence: Evidence, context: Context) -> dict[str, list[Row]]:
    """By department the acceptances of the period, one that several reports tell as the newest tells it.

    They belong to the department whose task it is; whoever reports one of an unknown task has it.
    """
    told: dict[tuple[str, object], Row] = {}
    for table in sheets(evidence.portfolio, "acceptance"):
        for row in table:
            if context.period.holds(row.day("date")) and row.text("result"):
                told[row.text("task") or f"{row.at('task')}", row.day("date")] = row
    tasks, found = evidence.portfolio.by_key("plan.tasks"), defaultdict(list)
    for row in told.values():
        task = tasks.get(row.text("task"))
        found[task.department if task else row.department].append(row)
    return found


def _loop(context: Context, evidence: Evidence) -> Iterator[tuple[str, Row]]:
    """What is not put right, or was so too late in the period, with its state; a failed acceptance that nobody took up."""
    status = evidence.status
    for task in status.acceptances:
        failed = status.failed(task)
        if failed and task and not status.rectified(task):
            yield "unregistered", failed
    for row in evidence.rectifications:
        if state := state_of(context, row):
            yield state, row


def state_of(context: Context, row: Row) -> str:
    """A rectification's state at the cut-off; "" where it was closed in time and found good, or nobody can tell."""
    due, done = row.day("due"), row.day("closed")
    if row.unread("closed"):
        return ""
    if done is None or done > context.portfolio.as_of:
        return "overdue" if past(context, row) else "open"
    if row.text("recheck") != "passed":
        return "" if row.unread("recheck") else "failed" if row.text("recheck") else "unchecked"
    return "closed_late" if due and done > due and context.period.holds(done) else ""


def _said(key: str, accepted: Mapping[str, list[Row]], of: Mapping[tuple[str, str], Indicator]) -> bool:
    parts = [of["rectification", key].denominator, of["rectification", key].other("open"), of["compliance", key].denominator]
    return bool(accepted.get(key)) or any(parts)


def _department(
    context: Context, key: str, accepted: Mapping[str, list[Row]], of: Mapping[tuple[str, str], Indicator],
) -> dict[str, Any]:
    name, mended, kept = context.name(key), of["rectification", key], of["compliance", key]
    own = accepted.get(key, [])
    counts = {result: context.figures.count([row.at("result") for row in own if row.text("result") == result],
                                            f"{name} {context.word(f'quality.{result}')}") for result in ("passed", "failed")}
    sums = {"due": mended.denominator, "in_time": mended.numerator, "open": mended.other("open"),
            "overdue": mended.other("overdue"), "checked": kept.denominator, "met": kept.numerator}
    return {"name": name, "mended": context.rate(mended), "kept": context.rate(kept), **counts,
            **{part: context.figures.count(each.cells, f"{name} {context.word(f'quality.{part}')}")
               for part, each in sums.items()}}


def _line(context: Context, state: str, row: Row) -> dict[str, Any]:
    acceptance = row.table.declaration.key == "acceptance"
    task = context.portfolio.by_key("plan.tasks").get(row.text("task"))
    who = (task.department if task else row.department) if acceptance else row.text("department") or row.department
    late = "closed" if state == "closed_late" else ""
    return {"state": context.word(f"quality.state_{state}"), "grave": state not in ("open", "closed_late"),
            "code": row.text("task") if acceptance else row.key, "department": context.name(who),
            "problem": typed(row, "problem"), "owner": "" if acceptance else person(context, row, "person"),
            "due": written(row, "date" if acceptance else "due"), "closed": "" if acceptance else written(row, "closed"),
            "days": None if state == "open" else since(context, row, "date" if acceptance else "due", "days_late", late)}


def _areas(context: Context, checked: list[Row]) -> list[dict[str, Any]]:
    """Items met ÷ items checked by area."""
    found = []
    for area, words in field_of("registers.compliance.area").choices.items():
        own, name = [row for row in checked if row.text("area") == area], words.said(context.locale)
        if own:
            met = context.figures.count([row.at("result") for row in own if row.text("result") == "met"],
                                        f"{name} {context.word('quality.met')}")
            every = context.figures.count([row.at("checked") for row in own], f"{name} {context.word('quality.checked')}")
            found.append({"name": name, "done": met, "due": every, "starred": False, "rate": context.percent(
                met.value, every.value, f"{name} {context.word('figure.compliance')}", met.derivation, every.derivation,
                how=context.word("definition.compliance"))})
    return found


def _broken(context: Context, evidence: Evidence, row: Row) -> dict[str, Any]:
    """An item that is not met, and what became of it."""
    wanted = row.text("rectification")
    mended = next((each for each in evidence.rectifications if wanted and each.key.lower() == wanted.lower()), None)
    state = "unregistered" if row.blank("rectification") else "" if mended is None else state_of(context, mended) or "closed"
    return {"item": typed(row, "item"), "basis": typed(row, "basis"), "area": chosen(context, row, "area"),
            "department": context.name(row.text("subject")), "checked": written(row, "checked"),
            "rectification": typed(row, "rectification"), "state": context.word(f"quality.state_{state}") if state else "",
            "grave": state in ("unregistered", "overdue", "failed", "unchecked")}


def _lead(
    context: Context, accepted: Mapping[str, list[Row]], loop: list[tuple[str, Row]], of: Mapping[tuple[str, str], Indicator],
    checked: list[Row], broken: list[Row],
) -> Markup:
    """What was accepted, what of the faults is still there, which rules are not kept; only of what there is."""
    results = [row for rows in accepted.values() for row in rows]
    failed = [row for row in results if row.text("result") == "failed"]
    late = [row for state, row in loop if state == "overdue"]
    loose = [(state, row) for state, row in loop if state in ("unregistered", "failed", "unchecked")]
    mended = context.rate(of["rectification", ""])
    facts = {"n": counted(context, results, "date", "quality.figure_acceptances"), "rate": mended or "",
             "failed": counted(context, failed, "result", "quality.figure_failed"),
             "late": counted(context, late, "due", "quality.figure_late"),
             "loose": context.figures.count([row.at("result" if state == "unregistered" else "closed") for state, row in loose],
                                            context.word("quality.figure_loose")),
             "checked": counted(context, checked, "checked", "quality.figure_checked"),
             "broken": counted(context, broken, "result", "quality.figure_broken")}
    of_loop = "late" if late else "loose" if loose else "closed" if mended else ""
    parts = [f"accepted_{'some' if failed else 'all'}" if results else "", f"loop_{of_loop}" if of_loop else "",
             f"rules_{'broken' if broken else 'met'}" if checked else ""]
    return together(context, [context.say(f"quality.lead_{part}", **facts) for part in parts if part]) or context.say(
        "quality.lead_none")
