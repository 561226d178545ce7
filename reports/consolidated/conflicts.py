"""The conflicts, one line each: resource, period, what is wanted and what is there, tasks, every cell that takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.conflicts import conflicts
from checks.message import describe
from reports.consolidated.sheets import FIRST, Column, Sink, at, cell, finish, header, link, number_format, room
from templates.wording import listed

if TYPE_CHECKING:
    from checks.conflicts import Conflict
    from checks.judge import Judgement
    from checks.portfolio import Portfolio

PEAK = 6
"""Column (from 0) of what is wanted; what is there and the difference follow."""
NAMES = {"person": ("organisation.people", "name"), "skill": ("organisation.people", "name"),
         "asset": ("organisation.assets", "name"), "maintenance": ("organisation.assets", "name"),
         "material": ("organisation.materials", "name"), "money": ("organisation.accounts", "name"),
         "precedence": ("plan.tasks", "name"), "handover": ("plan.handovers", "deliverable")}
"""By kind of conflict, where its resource has a name."""


def write_conflicts(sink: Sink, portfolio: Portfolio, judgement: Judgement) -> None:
    """By kind, then by day; the difference is a formula."""
    sheet = sink.add(sink.say("conflicts"), sink.say("conflicts"), sink.say("conflicts_note"), "#C0392B")
    number = "number"
    columns = [Column(sink.say("kind"), 11), Column(sink.say("code"), 7), Column(sink.say("title_column"), 20),
               Column(sink.say("resource"), 24), Column(sink.say("from"), 11, "date"), Column(sink.say("to"), 11, "date"),
               Column(sink.say("wanted"), 12, number), Column(sink.say("there"), 12, number),
               Column(sink.say("excess"), 12, number),
               Column(sink.say("unit"), 10, "unit"), Column(sink.say("tasks"), 22), Column(sink.say("department"), 20),
               Column(sink.say("cell"), 26, link=True), Column(sink.say("message"), 60), Column(sink.say("fix"), 46),
               Column(sink.say("others"), 40)]
    header(sink, sheet, columns)
    names = {key: portfolio.name(key) for key in portfolio.departments}
    row = FIRST
    for each in conflicts(judgement.findings):
        finding = each.finding
        said, place = describe(finding, sink.locale, names), finding.anchor
        parties = dict.fromkeys(names.get(where.department, where.department) for where in finding.places if where.department)
        values = (sink.word(f"kind.{each.kind}"), finding.code, said.title, _resource(portfolio, each), each.start,
                  each.finish, each.peak, each.capacity, each.excess, sink.word(f"unit.{each.unit}") if each.unit else "",
                  listed(each.tasks, sink.locale), listed(parties, sink.locale))
        for column, value in enumerate(values):
            cell(sink, sheet, row, column, value, columns[column].kind)
        if each.peak is not None and each.capacity is not None and each.excess is not None:
            excess = f"=ROUND({at(row, PEAK)}-{at(row, PEAK + 1)},6)"
            if abs(each.peak - each.capacity - each.excess) < 1e-6:      # of a shortage it is the other way round
                style = sink.format(num_format=number_format(number, each.excess))
                sheet.write_formula(row, PEAK + 2, excess, style, each.excess)
        link(sink, sheet, row, 12, place, f"{place.sheet}!{place.cell}", row - FIRST)
        others = "\n".join(f"{where.file} {where.sheet}!{where.cell}" for where in finding.places[1:21])
        for column, value in enumerate((said.message, said.fix, others), 13):
            cell(sink, sheet, row, column, value)
        room(sheet, row, columns, [*values, "", said.message, said.fix, others])
        row += 1
    if row == FIRST:
        sheet.write_string(FIRST, 0, sink.say("no_conflicts"), sink.format(italic=True))
    finish(sheet, row - FIRST, len(columns), 4)


def _resource(portfolio: Portfolio, each: Conflict) -> str:
    """The key of what is fought over with its name beside it, where it has one."""
    table, column = ("organisation.departments", "name") if each.resource in portfolio.departments else NAMES.get(
        each.kind, ("", ""))
    row = portfolio.by_key(table).get(each.resource) if table else None
    name = row.text(column) if row else ""
    return f"{each.resource} {name}" if name and name != each.resource else each.resource
