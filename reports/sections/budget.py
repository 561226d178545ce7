"""The budget: against caps, by month, against what is spent, and the cash that it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.derivation import total
from checks.indicators import indicators
from reports.cash import PARTS, cash
from reports.figure import typed_sentence
from reports.grade import overloaded
from reports.spending import budgets, months
from reports.unreported import unreported
from templates.identity import span

if TYPE_CHECKING:
    from checks.indicators.evidence import Evidence
    from reports.cash import Month
    from reports.context import Context
    from reports.figure import Figure

LENGTH = len("2026-01")


def budget(context: Context, evidence: Evidence) -> dict[str, Any]:
    """Each department's controllable budget against its cap, the months of the whole, execution, cash."""
    listed = budgets(context.portfolio)
    if not any(each.given for each in listed):
        listed = []
    rows, over = [], []
    for each in listed:
        name = context.name(each.department)
        plan = context.money(each.planned, f"{name} {context.word('figure.planned')}", total(each.cells))
        cap = (None if each.cap is None else
               context.money(each.cap, f"{name} {context.word('figure.cap')}", total(each.cap_cells)))
        left = context.money((each.cap or 0) - each.planned, f"{name} {context.word('figure.left')}",
                             total(each.cap_cells) - total(each.cells), how=context.word("how.left"))
        rows.append({"name": name, "plan": plan, "cap": cap, "left": left})
        if each.cap is not None and each.planned > each.cap:
            over.append(each)
    planned, caps_all = sum(each.planned for each in listed), sum(each.cap or 0.0 for each in listed)
    cells = [place for each in listed for place in each.cells]
    caps = [place for each in listed for place in each.cap_cells]
    facts = {"planned": context.money(planned, context.word("figure.planned_all"), total(cells)),
             "cap": context.money(caps_all, context.word("figure.cap_all"), total(caps)),
             "over": context.figures.count([each.cap_cells[0] for each in over], context.word("figure.over"))}
    columns = [(context.month(int(key[1:])), context.money(value, f"{context.word('figure.month')} {key}", total(places)))
               for key, value, places in months(context.portfolio)]
    share = context.percent(planned, caps_all, context.word("figure.share"), total(cells), total(caps)) if caps_all else None
    lead = context.say("budget.lead_over" if over else "budget.lead", **facts) if listed else ""
    return {"lead": lead, "rows": rows, "months": columns, "share": share, "over": facts["over"],
            "execution": _execution(context, evidence), "cash": _cash(context),
            "starred": bool(unreported(context.portfolio))}


def _execution(context: Context, evidence: Evidence) -> list[dict[str, Any]]:
    """Spending to date against the budget to date, by department."""
    of = indicators(evidence, context.period, ["budget_use"])
    rows, missing = [], unreported(context.portfolio)
    for department in context.portfolio.departments:
        each = of["budget_use", department]
        if not each.denominator and not each.numerator:
            continue
        name = context.name(department)
        rows.append({"name": name, "rate": context.rate(each), "starred": department in missing,
                     "over": each.numerator.total > 0 if each.rate is None else overloaded(each.rate),
                     "spent": context.money(each.numerator.total, f"{name} {context.word('figure.spent')}",
                                       each.numerator.derivation),
                     "due": context.money(each.denominator.total, f"{name} {context.word('figure.budget_to_date')}",
                                          each.denominator.derivation)})
    return rows


def _cash(context: Context) -> dict[str, Any] | None:
    """Month-end cash of those who plan it, with what comes in and goes out."""
    rows = [(each, _closing(context, each)) for each in cash(context.portfolio)]
    known = [(each, figure) for each, figure in rows if figure]
    if not known:
        return None
    lowest, least = min(known, key=lambda each: each[1].value)
    short = [each for each, figure in known if figure.value < 0]
    facts = {"lowest": least, "month": _name(context, lowest),
             "short": context.figures.count([each.cells[-1] for each in short], context.word("figure.short_months"))}
    columns = [{"month": _name(context, each), "closing": figure, "inflow": each.inflow, "outflow": each.outflow}
               for each, figure in rows]
    return {"columns": columns, "lead": context.say("cash.lead_short" if short else "cash.lead", **facts)}


def _closing(context: Context, month: Month) -> Figure | None:
    if month.closing is None:
        return None
    opening, inflow, outflow = (month.cells[number::len(PARTS)] for number in range(len(PARTS)))
    return context.money(month.closing, f"{context.word('figure.closing')} {month.month}",
                         total([*opening, *inflow]) - total(outflow),
                         how=context.word("how.closing"))


def _name(context: Context, month: Month) -> object:
    """A month's name; as typed where it is no month."""
    days = span(month.month) if len(month.month) == LENGTH else None
    return context.month(days[0].month) if days else typed_sentence(month.month)
