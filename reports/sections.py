"""The sections of the evaluation report: what each page shows, as figures and sentences for the template."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from checks.finding import SEVERITIES, Finding
from checks.judge import parameters_of
from checks.message import describe
from checks.rule import RULES
from checks.staffing import Staffing
from reports import loads
from reports.completion import coloured, completion
from reports.context import Context, cells_line
from reports.figure import typed_sentence
from reports.spending import budgets, months
from reports.submission import board
from templates.books import BOOKS
from templates.wording import say, sentences

if TYPE_CHECKING:
    from checks.judge import Judgement
    from reports.loads import HeatMap

FILL = {"error": "#8f2d00", "warning": "#d99a00", "hint": "#a5bbd1"}
OVERLOADS = ("R01", "R05", "R06", "R07")
MOST_PEOPLE, MOST_PLACES, LIMIT = 18, 6, 100.0
"""People shown in the heat map (all assets are), cells named in the list, percent from which load is too much."""


def submission(context: Context, judgement: Judgement) -> dict[str, Any]:
    """Who handed in what, and how many findings each department has."""
    portfolio = context.portfolio
    expected, states = board(portfolio)
    rows = [(context.name(key), [states[key, each] for each in expected]) for key in portfolio.departments]
    owed = [(key, each) for key in portfolio.departments for each in expected]
    there = [key for key in owed if states[key] in ("on_time", "late", "present")]
    places = [place for key, _ in owed if (place := portfolio.department_place(key))]
    got = context.figures.add(len(there), f"{len(there):,}", context.word("figure.received"), cells=places)
    all_ = context.figures.add(len(owed), f"{len(owed):,}", context.word("figure.owed"), cells=places)
    late = sum(states[key] == "late" for key in owed)
    missing = len(owed) - len(there)
    facts = {"got": got, "owed": all_,
             "late": context.figures.add(late, str(late), context.word("figure.late"), cells=places),
             "missing": context.figures.add(missing, str(missing), context.word("figure.missing"), cells=places)}
    lead = context.say("submission.lead_missing" if missing else "submission.lead", **facts)
    names = {key: portfolio.name(key) for key in portfolio.departments}
    refused = [(finding.anchor.file, typed_sentence(describe(finding, context.locale, names).message))
               for finding in judgement.findings if not finding.anchor.cell and finding.severity == "error"]
    chart = []
    for key in [*portfolio.departments, ""]:
        own = [finding for finding in judgement.findings if finding.department == key]
        if own or key:
            chart.append((context.name(key), [(FILL[severity], context.figures.count(
                [finding.anchor for finding in own if finding.severity == severity],
                f"{context.name(key)} {context.word(f'severity.{severity}')}")) for severity in SEVERITIES]))
    columns = [(BOOKS[each.book].label.said(context.locale), each.period) for each in expected]
    return {"lead": lead, "columns": columns, "rows": rows, "refused": refused, "chart": chart, "got": got, "owed": all_,
            "missing": facts["missing"]}


def overloads(context: Context, judgement: Judgement) -> dict[str, Any]:
    """Heat maps by week, and the list of clashes with every cell that takes part."""
    found = [finding for finding in judgement.findings if finding.code in OVERLOADS and finding.severity != "hint"]
    number = context.figures.count([finding.anchor for finding in found], context.word("figure.overloads"))
    people, assets = loads.people(Staffing(context.portfolio)), loads.equipment(context.portfolio)
    maps = [_heat(context, "overloads.people", people, MOST_PEOPLE), _heat(context, "overloads.assets", assets, 40)]
    names = {key: context.portfolio.name(key) for key in context.portfolio.departments}
    rows = []
    for finding in found:
        said = describe(finding, context.locale, names)
        places = [f"{place.file} {place.sheet}!{place.cell}" for place in finding.places[:MOST_PLACES]]
        rows.append({"severity": finding.severity, "label": finding.code, "places": places,
                     "message": typed_sentence(said.message), "fix": typed_sentence(said.fix)})
    return {"lead": context.say("overloads.lead" if found else "overloads.lead_none", n=number), "maps": maps, "rows": rows,
            "number": number}


def _heat(context: Context, title: str, heat: HeatMap, most: int) -> dict[str, Any]:
    shown = heat.rows[:most]
    rows = []
    for each in shown:
        over = [(week, context.figures.add(value, f"{value:.0f}", f"{each.name} {context.word('figure.load')} {when}",
                                           how=context.word("how.load"), cells=[row.at(_amount(row.table.key))
                                                                                for row in each.rows]))
                for week, (value, when) in enumerate(zip(each.most, heat.weeks, strict=True)) if value > LIMIT + 1e-6]
        rows.append((each.key, typed_sentence(f"{each.key} {each.name}"), each.most, over))
    starts, seen = [], set()
    for week, monday in enumerate(heat.weeks):
        if (monday.year, monday.month) not in seen:
            seen.add((monday.year, monday.month))
            starts.append((context.say("month", month=_month(monday.month)), week))
    starts = [each for each, following in zip(starts, [*starts[1:], ("", 99)], strict=False) if following[1] - each[1] > 2]
    cells = [row.at("task") for each in heat.rows for row in each.rows]
    note = context.say("overloads.note", shown=context.figures.add(len(shown), str(len(shown)), context.word("figure.shown")),
                       all=context.figures.count(cells, context.word("figure.resources"), value=len(heat.rows)))
    return {"title": context.word(title), "rows": rows, "weeks": max(len(heat.weeks), 1), "months": starts, "note": note}


def _amount(table: str) -> str:
    return "share" if table == "plan.staffing" else "quantity"


def _month(number: int) -> object:
    from markupsafe import Markup  # noqa: PLC0415 - only here

    return Markup("<time>{}</time>").format(number)


def budget(context: Context) -> dict[str, Any]:
    """Each department's controllable budget against its cap, and the months of the whole."""
    listed = budgets(context.portfolio)
    rows, over = [], []
    for each in listed:
        name = context.name(each.department)
        plan = context.money(each.planned, f"{name} {context.word('figure.planned')}", each.cells)
        cap = context.money(each.cap, f"{name} {context.word('figure.cap')}", each.cap_cells) if each.cap is not None else None
        left = context.money((each.cap or 0) - each.planned, f"{name} {context.word('figure.left')}",
                             (*each.cap_cells, *each.cells), how=context.word("how.left"))
        rows.append({"name": name, "plan": plan, "cap": cap, "left": left})
        if each.cap is not None and each.planned > each.cap:
            over.append(each)
    planned, caps_all = sum(each.planned for each in listed), sum(each.cap or 0.0 for each in listed)
    cells = [place for each in listed for place in each.cells]
    caps = [place for each in listed for place in each.cap_cells]
    facts = {"planned": context.money(planned, context.word("figure.planned_all"), cells),
             "cap": context.money(caps_all, context.word("figure.cap_all"), caps),
             "over": context.figures.count([each.cap_cells[0] for each in over], context.word("figure.over"))}
    columns = [(context.say("month", month=_month(int(key[1:]))),
                context.money(value, f"{context.word('figure.month')} {key}", places))
               for key, value, places in months(context.portfolio)]
    share = context.percent(planned, caps_all, context.word("figure.share"), [*cells, *caps]) if caps_all else None
    lead = context.say("budget.lead_over" if over else "budget.lead", **facts) if listed else ""
    return {"lead": lead, "rows": rows, "months": columns, "share": share, "over": facts["over"]}


def progress(context: Context) -> dict[str, Any]:
    """Completion rates and the list of coloured tasks."""
    listed = completion(context.portfolio)
    rows = []
    for each in listed:
        name = context.name(each.department)
        label = f"{name} {context.word('figure.completion')}"
        rate = context.percent(len(each.done), len(each.due), label, [*each.due, *each.done],
                               how=context.word("how.completion")) if each.due else None
        rows.append({"name": name, "rate": rate,
                     "done": context.figures.count(each.done, f"{name} {context.word('figure.done')}"),
                     "due": context.figures.count(each.due, f"{name} {context.word('figure.due')}")})
    done = [place for each in listed for place in each.done]
    due = [place for each in listed for place in each.due]
    rate = context.percent(len(done), len(due), context.word("figure.completion_all"), [*due, *done],
                           how=context.word("how.completion")) if due else None
    tasks = coloured(context.portfolio)
    counts = {colour: context.figures.count([each.row.at("actual") for each in tasks if each.colour == colour],
                                            context.word(f"figure.{colour}")) for colour in ("red", "yellow", "blue")}
    lines = []
    for item in tasks:
        label = f"{item.task.key} {context.word('actual')}"
        actual, planned = item.row.number("actual") or 0.0, item.row.number("planned")
        lines.append({
            "colour": item.colour, "task": item.task.key, "name": typed_sentence(item.task.text("name")),
            "department": context.name(item.task.department), "due": item.due.isoformat(),
            "actual": context.figures.add(actual, f"{actual:g}%", label, cells=[item.row.at("actual")]),
            "planned": "" if planned is None else context.figures.add(
                planned, f"{planned:g}%", f"{item.task.key} {context.word('planned')}", cells=[item.row.at("planned")]),
            "late": context.figures.add(item.days_late, str(item.days_late), f"{item.task.key} {context.word('days_late')}",
                                        cells=[item.task.at("finish")]) if item.days_late else "",
        })
    facts = {"done": context.figures.count(done, context.word("figure.done_all")),
             "due": context.figures.count(due, context.word("figure.due_all")), **counts}
    lead = context.say("completion.lead", rate=rate, **facts) if rate else context.word("completion.lead_none")
    return {"lead": lead, "rows": rows, "coloured": lines, "rate": rate, **counts, "done": facts["done"], "due": facts["due"],
            "colours_sub": context.say("completion.colours_sub", points=_parameter(context, "M07", "points"),
                                       days=_parameter(context, "M06", "days"))}


def _parameter(context: Context, code: str, name: str) -> object:
    """A threshold is a figure too: its cell is that of the parameter sheet, where one overrides the default."""
    value = float(parameters_of(RULES[code], context.portfolio)[name])
    cells = [row.at("value") for row in context.portfolio.rows("organisation.parameters")
             if (row.text("rule"), row.text("parameter")) == (code, name)]
    return context.figures.add(value, f"{value:g}", f"{code} {name}", how=context.word("how.parameter"), cells=cells)


def findings(context: Context, judgement: Judgement) -> dict[str, Any]:
    """Per department what to mend, worst first."""
    names = {key: context.portfolio.name(key) for key in context.portfolio.departments}
    groups = []
    for key in [*context.portfolio.departments, ""]:
        own = sorted((each for each in judgement.findings if each.department == key),
                     key=lambda each: SEVERITIES.index(each.severity))
        if own:
            groups.append({"name": context.name(key), "counts": _counts(context, context.name(key), own),
                           "rows": [_line(context, each, names) for each in own]})
    total = context.figures.count([each.anchor for each in judgement.findings], context.word("figure.findings"))
    errors = context.figures.count([each.anchor for each in judgement.findings if each.severity == "error"],
                                   context.word("figure.errors"))
    lead = context.say("findings.lead" if judgement.findings else "findings.lead_none", n=total, errors=errors)
    return {"lead": lead, "groups": groups, "errors": errors, "total": total}


def _counts(context: Context, name: str, own: list[Finding]) -> object:
    return context.say("findings.counts", **{severity: context.figures.count(
        [each.anchor for each in own if each.severity == severity], f"{name} {context.word(f'severity.{severity}')}")
        for severity in SEVERITIES})


def _line(context: Context, finding: Finding, names: dict[str, str]) -> dict[str, Any]:
    said, place = describe(finding, context.locale, names), finding.anchor
    return {"severity": finding.severity, "label": context.word(f"severity.{finding.severity}"), "code": finding.code,
            "cell": f"{place.sheet}!{place.cell}" if place.cell else "", "file": place.file, "title": said.title,
            "message": typed_sentence(said.message), "fix": typed_sentence(said.fix)}


def annex(context: Context, judgement: Judgement) -> dict[str, Any]:
    """Rules in force with their parameters, waivers, and the index of figures."""
    words = sentences("checks", context.locale)
    counted = Counter(each.code for each in judgement.findings)
    rules = [{"code": code, "severity": rule.severity, "title": words[f"{code}.title"], "found": counted[code],
              "parameters": "　".join(f"{name}={value:g}" if isinstance(value, float) else f"{name}={value}"
                                      for name, value in parameters_of(rule, context.portfolio).items())}
             for code, rule in sorted(RULES.items())]
    waived = [{"code": each.finding.code, "cell": f"{each.finding.anchor.file} {each.finding.anchor.cell}",
               "reason": typed_sentence(each.reason), "by": typed_sentence(each.granted_by), "until": each.until}
              for each in judgement.waived]
    notes = [typed_sentence(say("reports", "report.annex.no_calendar", context.locale, year=str(year)))
             for year in sorted(context.portfolio.calendar.unpublished)]
    return {"lead": context.word("annex.lead"), "rules": rules, "waived": waived, "notes": notes,
            "figures": [(figure, cells_line(figure.cells)) for figure in context.figures.rows.values()]}
