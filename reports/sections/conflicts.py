"""Where departments clash: loads by week, and every conflict with its peak, what is there, and its cells."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

from checks.asked import Asked
from checks.conflicts import KINDS
from checks.conflicts import conflicts as found_in
from checks.message import describe
from reports import loads
from reports.clashes import Clashes
from reports.figure import typed_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from checks.conflicts import Conflict
    from checks.derivation import Derivation
    from checks.judge import Judgement
    from reports.clashes import Numbers
    from reports.context import Context
    from reports.figure import Figure
    from reports.loads import HeatMap, HeatRow

MOST_PEOPLE, MOST_POSTS, MOST_ASSETS, MOST_PLACES, MOST_RUNS = 18, 14, 18, 6, 2
"""Rows of the heat maps, cells named with a conflict, numbers beside a row of a heat map."""
SHOWN = {"percent": "{:,.0f}%", "yuan": "{:,.0f}"}


def conflicts(context: Context, judgement: Judgement) -> dict[str, Any]:
    """Counts by kind, heat maps, and the list; `grounds` says by finding where on the page it stands."""
    listed = found_in(judgement.findings)
    number = context.figures.count([each.finding.anchor for each in listed], context.word("figure.conflicts"))
    between = context.figures.count([each.finding.anchor for each in listed if len(each.departments) > 1],
                                    context.word("figure.conflicts_between"))
    clashes = Clashes(Asked(context.portfolio))
    staffing = clashes.asked.staffing
    maps = [_heat(context, "conflicts.people", loads.people(staffing), MOST_PEOPLE, clashes.of_person),
            _heat(context, "conflicts.posts", loads.posts(staffing), MOST_POSTS, clashes.of_post),
            _heat(context, "conflicts.assets", loads.equipment(context.portfolio), MOST_ASSETS, clashes.of_asset)]
    of_kind = Counter(each.kind for each in listed)
    counts = [(context.word(f"kind.{kind}"), context.figures.count(
        [each.finding.anchor for each in listed if each.kind == kind], context.word(f"kind.{kind}")))
        for kind in KINDS if of_kind[kind]]
    grounds = {each.finding: f"clash-{number}" for number, each in enumerate(listed, 1)}
    groups = [(context.word(f"kind.{kind}"), [{**_line(context, each, clashes), "id": grounds[each.finding]} for each in group])
              for kind, group in groupby(listed, key=lambda each: each.kind)]
    return {"lead": context.say("conflicts.lead" if listed else "conflicts.lead_none", n=number, between=between),
            "number": number, "between": between,
            "maps": maps, "counts": counts, "groups": groups, "grounds": grounds}


def _line(context: Context, each: Conflict, clashes: Clashes) -> dict[str, Any]:
    finding, came = each.finding, clashes.of(each)
    said = describe(finding, context.locale, context.names)
    places = [f"{place.file} {place.sheet}!{place.cell}" for place in finding.places[:MOST_PLACES]]
    days = [day.isoformat() for day in (each.start, each.finish) if day]
    short = _number(context, each, "excess", came) if each.kind == "cash" else None
    return {"severity": finding.severity, "code": finding.code, "places": places, "days": list(dict.fromkeys(days)),
            "title": said.title, "message": typed_sentence(said.message), "fix": typed_sentence(said.fix),
            "peak": _number(context, each, "peak", came), "capacity": _number(context, each, "capacity", came),
            "short": short, "said": context.say("conflicts.short", amount=short) if short else "",
            "unit": context.word(f"unit.{each.unit}") if each.unit not in ("", "percent") else ""}


def _number(context: Context, each: Conflict, name: str, came: Numbers | None) -> Figure | None:
    value: float | None = getattr(each, name)
    if value is None or came is None:
        return None
    key = "short" if name == "excess" else name
    text = SHOWN.get(each.unit, "{:,.2f}").format(value)
    text = text.rstrip("0").rstrip(".") if each.unit not in SHOWN else text
    return context.figures.add(value, text, f"{each.finding.code} {each.resource} {context.word(f'figure.{key}')}",
                               getattr(came, name))


def _too_full(values: Sequence[float]) -> Iterator[int]:
    """The fullest week of each run of weeks beyond the limit; weeks with nothing there are a run of their own."""
    states = [(value > loads.LIMIT + 1e-6, value == loads.NOTHING_THERE) for value in values]
    for (full, _), run in groupby(range(len(values)), key=lambda week: states[week]):
        if full:
            yield max(run, key=lambda week: values[week])


def _heat(context: Context, title: str, heat: HeatMap, most: int, working: Callable[[HeatRow, int], Derivation],
          ) -> dict[str, Any]:
    rows = []
    for each in heat.rows[:most]:
        label = " ".join(part for part in (each.key, each.name) if part)
        if each.department and title == "conflicts.posts":
            label = f"{context.name(each.department)} {label}"
        runs = sorted(_too_full(each.most), key=lambda week: -each.most[week])
        over = [context.word(f"{title}_gone") if each.most[worst] == loads.NOTHING_THERE else context.figures.add(
            each.most[worst], f"{each.most[worst]:.0f}", f"{label} {context.word('figure.load')} {heat.weeks[worst]}",
            working(each, worst), how=context.word("how.load")) for worst in runs[:MOST_RUNS]]
        more = ["…"] if len(runs) > MOST_RUNS else []
        rows.append({"name": typed_sentence(label), "most": each.most, "gone": each.gone, "over": [*over, *more]})
    cells = [each.rows[0].at("task") for each in heat.rows]
    note = context.say("conflicts.note", shown=context.figures.count(cells[:most], context.word("figure.shown")),
                       all=context.figures.count(cells, context.word("figure.resources")))
    return {"title": context.word(title), "sub": context.word(f"{title}_sub"), "rows": rows, "weeks": max(len(heat.weeks), 1),
            "months": context.months(heat.weeks), "note": note}
