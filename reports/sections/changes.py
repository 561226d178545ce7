"""What changed since the round before: tasks added, dropped and moved, and the budget, by department."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import escape

from checks.derivation import total, workdays
from reports.figure import typed_sentence
from reports.rounds import Moves, moves, pairs, planned
from templates.wording import MINUS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from markupsafe import Markup

    from reports.context import Context
    from reports.figure import Figure
    from reports.rounds import Pair
    from templates.table import Row

MOST = 16
"""Tasks listed: those dropped, then those moved furthest, then those added."""
PARTS = ("now", "added", "dropped", "moved")


def changes(context: Context) -> dict[str, Any]:
    """Each department's newest plan and budget against the round before, as far as that lies in the folder."""
    portfolio = context.portfolio
    plans, money = pairs(portfolio, "plan"), pairs(portfolio, "budget")
    if not plans and not money:
        return {"lead": context.word("changes.none"), "rows": [], "tasks": []}
    compared = {key: moves(pair) for key, pair in plans.items()}
    rows = [_row(context, key, compared.get(key), plans.get(key), money.get(key))
            for key in portfolio.departments if key in plans or key in money]
    whole = Moves(*([row for each in compared.values() for row in getattr(each, part)] for part in PARTS))
    alone = [place for key in portfolio.departments if key not in plans and key not in money
             and (place := portfolio.department_place(key))]
    listed = [*(("dropped", row, None) for row in whole.dropped),
              *(("moved", old, new) for old, new in sorted(whole.moved, key=lambda each: -_distance(context, *each))),
              *(("added", None, row) for row in whole.added)]
    return {"lead": _lead(context, whole if plans else None, list(money.values())), "rows": rows,
            "most": max((abs(row["difference"].value) for row in rows if row["difference"]), default=0) or 1,
            "tasks": [_task(context, *each) for each in listed[:MOST]], "cut": len(listed) > MOST,
            "alone": context.say("changes.alone", n=context.figures.count(alone, context.word("changes.figure_alone")))
            if alone else ""}


def _lead(context: Context, whole: Moves | None, budgets: Sequence[Pair]) -> Markup:
    """One sentence on the tasks, one on the money, each as it turned out."""
    said = []
    if whole:
        case = "some" if whole.added or whole.dropped or whole.moved else "same"
        said.append(context.say(f"changes.tasks_{case}", **_counts(context, context.word("whole"), whole)))
    if budgets:
        difference = _money(context, context.word("whole"), budgets)["difference"]
        case = "same" if not difference.value else "more" if difference.value > 0 else "less"
        said.append(context.say(f"changes.money_{case}", by=difference.written(difference.text.lstrip(f"+{MINUS}"))))
    return escape(" " if context.locale == "en" else "").join(said)


def _row(context: Context, department: str, found: Moves | None, plan: Pair | None, budget: Pair | None) -> dict[str, Any]:
    name, pair = context.name(department), plan or budget
    rounds = [context.furniture(str(book.identity.round)) for book in (pair.old, pair.new)] if pair else []
    counts: dict[str, Any] = _counts(context, name, found) if found else dict.fromkeys(PARTS)
    money = _money(context, name, [budget]) if budget else dict.fromkeys(("before", "after", "difference"))
    return {"name": name, "rounds": rounds, **counts, **money}


def _counts(context: Context, name: str, found: Moves) -> dict[str, Figure]:
    cells = {"now": [row.at("task") for row in found.now], "added": [row.at("task") for row in found.added],
             "dropped": [row.at("task") for row in found.dropped], "moved": [new.at("task") for _, new in found.moved]}
    return {part: context.figures.count(cells[part], f"{name} {context.word(f'changes.figure_{part}')}") for part in PARTS}


def _money(context: Context, name: str, compared: Iterable[Pair]) -> dict[str, Figure]:
    pairs_ = [(planned(pair.old, context.portfolio), planned(pair.new, context.portfolio)) for pair in compared]
    old, new = (sum(each[side][0] for each in pairs_) for side in (0, 1))
    before, after = (total([place for each in pairs_ for place in each[side][1]]) for side in (0, 1))
    difference = context.money(round(new - old, 2), f"{name} {context.word('changes.figure_difference')}", after - before)
    sign = "+" if difference.value > 0 else ""
    return {"before": context.money(old, f"{name} {context.word('changes.figure_before')}", before),
            "after": context.money(new, f"{name} {context.word('changes.figure_after')}", after),
            "difference": difference.written(f"{sign}{difference.text}")}


def _days(context: Context, old: Row, new: Row) -> int | None:
    """Working days by which a finish moved, below 0 where it came forward; None where it stayed or is not known."""
    before, after, calendar = old.day("finish"), new.day("finish"), context.portfolio.calendar
    if before is None or after is None or before == after:
        return None
    return calendar.between(before, after) - calendar.between(after, before)


def _distance(context: Context, old: Row, new: Row) -> int:
    return abs(_days(context, old, new) or 0)


def _task(context: Context, what: str, old: Row | None, new: Row | None) -> dict[str, Any]:
    row = new or old
    assert row is not None  # noqa: S101 - what was dropped was there, what was added is
    by, days = None, _days(context, old, new) if old and new else None
    if old and new and days is not None:
        first, second = (old.at("finish"), new.at("finish")) if days > 0 else (new.at("finish"), old.at("finish"))
        between, itself = workdays([(first, second)]), workdays([(first, first)])
        by = context.figures.add(days, f"{days:+d}", f"{row.key} {context.word('changes.figure_days')}",
                                 between - itself if days > 0 else itself - between)
    return {"what": what, "department": context.name(row.department), "task": typed_sentence(f"{row.key} {row.text('name')}"),
            "old": _dates(old), "new": _dates(new), "by": by}


def _dates(row: Row | None) -> list[str]:
    days: list[date | None] = [row.day(key) for key in ("start", "finish")] if row else []
    return [each.isoformat() for each in days if each]
