"""The first sheet of a proposal: what it comes to, before and after in figures, what to do next, what the colours mean."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

from reports.consolidated.sheets import at
from reports.proposal.lines import GREEN, ORANGE, RED
from reports.proposal.words import percent, status, told
from templates.room import LINE_HEIGHT, lines
from templates.wording import say

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from checks.balance.proposal import Proposal
    from reports.consolidated.sheets import Sink

WIDTHS = (34, 13, 13, 13, 46)
STEPS = 4
BETTER, WORSE = "#1F7A4D", "#B03A2E"
BEFORE, AFTER = "#C55A11", "#1F4E79"
GRID = {"visible": True, "line": {"color": "#E3E6EA"}}
"""Looks of the charts, in all sheets."""
FIGURES = 4
"""Row (from 0) of the headings of the figures."""


def write_overview(sink: Sink, proposal: Proposal, organisation: str) -> int:
    """Write it; returns the row (from 0) from which on the list of sheets may stand."""
    portfolio = proposal.portfolio
    stamp = told(sink, "stamp", date=portfolio.as_of, objective=told(sink, f"objective.{proposal.objective}"))
    sheet = sink.add(told(sink, "overview"), told(sink, "title", organisation=organisation), stamp, "#1F4E79")
    sheet.hide_gridlines(2)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 1)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    words = status(proposal, sink.locale)
    if proposal.supposed:
        words = f"{told(sink, 'supposed', what=proposal.supposed)} {words}"
    _wide(sink, sheet, 2, words, bold=True, font_size=11, bg_color="#EEF2F6", valign="vcenter")
    row = _figures(sink, sheet, proposal)
    row = _steps(sink, sheet, row + 1, proposal)
    return _legend(sink, sheet, row + 1, proposal)


def _figures(sink: Sink, sheet: Worksheet, proposal: Proposal) -> int:
    before, after = proposal.before_figures, proposal.after_figures
    heading = sink.format(bold=True, bg_color="#DCE6F1", bottom=1, align="right")
    sheet.write_string(FIGURES, 0, told(sink, "figures"), sink.format(bold=True, bg_color="#DCE6F1", bottom=1))
    for column, key in enumerate(("before", "after", "difference"), 1):
        sheet.write_string(FIGURES, column, told(sink, key), heading)
    row = FIGURES + 1
    conflicts = [sum(each.conflicts.values()) for each in (before, after)]
    pairs: list[tuple[str, float | None, float | None]] = [(told(sink, "figure.conflicts"), conflicts[0], conflicts[1])]
    kinds = dict.fromkeys([*before.conflicts, *after.conflicts])
    pairs += [("　" + sink.word(f"kind.{kind}"), before.conflicts.get(kind, 0), after.conflicts.get(kind, 0)) for kind in kinds]
    if kinds:
        _chart(sink, sheet, row + 1, row + len(kinds))
    pairs += [(told(sink, f"figure.{key}"), old, new) for key, old, new in (
        ("delay", before.delay, after.delay), ("makespan", before.makespan, after.makespan), ("late", before.late, after.late))]
    for label, old, new in pairs:
        _figure(sink, sheet, row, label, old, new)
        row += 1
    for key, value in (("moves", after.moves), ("days", after.days)):
        sheet.write_string(row, 0, told(sink, f"figure.{key}"), sink.format())
        sheet.write_number(row, 2, value, sink.format(num_format="#,##0.##" if value % 1 else "#,##0"))
        row += 1
    return row


def _chart(sink: Sink, sheet: Worksheet, first: int, last: int) -> None:
    """Conflicts by kind, before and after, beside the figures."""
    name = sheet.get_name()
    chart = sink.workbook.add_chart({"type": "bar"})
    for column, (when, colour) in enumerate((("before", BEFORE), ("after", AFTER)), 1):
        chart.add_series({"name": told(sink, when), "categories": [name, first, 0, last, 0],
                          "values": [name, first, column, last, column], "fill": {"color": colour}, "gap": 50, "overlap": 0})
    chart.set_title({"name": told(sink, "conflicts_by_kind"), "name_font": {"size": 11}})
    chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": {"size": 8}})
    chart.set_x_axis({"num_format": "0", "min": 0, "major_gridlines": GRID})
    chart.set_legend({"position": "top"})
    chart.set_size({"width": 340, "height": max(200, 60 + 26 * (last - first + 1))})
    sheet.insert_chart(FIGURES, 4, chart, {"x_offset": 14})


def _figure(sink: Sink, sheet: Worksheet, row: int, label: str, old: float | None, new: float | None) -> None:
    sheet.write_string(row, 0, label, sink.format(indent=int(label.startswith("　"))))
    for column, value in enumerate((old, new), 1):
        if value is None:
            sheet.write_string(row, column, told(sink, "open"), sink.format(align="right", font_color="#6B7280"))
        else:
            sheet.write_number(row, column, value, sink.format(num_format="#,##0" if float(value).is_integer() else "#,##0.0"))
    if old is not None and new is not None:
        form = "+#,##0;−#,##0;0" if float(new - old).is_integer() else "+#,##0.0;−#,##0.0;0"
        colour = BETTER if new < old else WORSE if new > old else "#6B7280"
        style = sink.format(num_format=form, font_color=colour, bold=True)
        sheet.write_formula(row, 3, f"={at(row, 2)}-{at(row, 1)}", style, new - old)


def _steps(sink: Sink, sheet: Worksheet, row: int, proposal: Proposal) -> int:
    """What to do next, with the commands as they are typed in the folder of this book."""
    folder = os.path.relpath(proposal.portfolio.root.resolve(), sink.target.parent)
    names = {"folder": " ".join([quoted(folder), *proposal.options]),
             "file": quoted(sink.target.name), "next": quoted(f"{sink.target.stem}_2.xlsx"),
             "copies": told(sink, "copies")}
    sheet.write_string(row, 0, told(sink, "next"), sink.format(bold=True, font_size=12))
    for number in range(1, STEPS + 1):
        _wide(sink, sheet, row + number, told(sink, f"step.{number}", **names))
    return row + STEPS + 1


def quoted(path: str) -> str:
    """A path as a terminal takes it."""
    return f'"{path}"' if " " in path or "(" in path else path


def _legend(sink: Sink, sheet: Worksheet, row: int, proposal: Proposal) -> int:
    sheet.write_string(row, 0, told(sink, "legend"), sink.format(bold=True, font_size=12))
    row += 1
    for colour, key in ((GREEN, "accepted"), (RED, "rejected"), (ORANGE, "unanswered")):
        sheet.write_string(row, 0, told(sink, f"colour.{key}"), sink.format(bg_color=colour, border=1, border_color="#C9CFD6"))
        _wide(sink, sheet, row, told(sink, f"colour.{key}_means"), first=1)
        row += 1
    words = told(sink, f"objective.{proposal.objective}_means")
    facts = [(told(sink, "objective"), words), (told(sink, "gap"), _gap(sink, proposal)),
             (told(sink, "left_out"), told(sink, "left_out_count", count=len(proposal.left_out)))]
    if proposal.past:
        facts.append((told(sink, "past"), past(proposal, sink.locale)))
    if proposal.raised:
        facts.append((told(sink, "raised"), told(sink, "raised_count", count=len(proposal.raised))))
    facts += [(told(sink, "extra"), told(sink, "extra_unit", units=each.units, name=each.name, tasks=each.tasks))
              for each in proposal.extra]
    for label, text in facts:
        sheet.write_string(row, 0, label, sink.format(valign="top"))
        _wide(sink, sheet, row, text, first=1)
        row += 1
    return row + 1


def past(proposal: Proposal, locale: str) -> str:
    """How many lines are of tasks that begin by the cut-off, and how to leave these as they are."""
    return say("reports", "proposal.past_count", locale, count=len(proposal.past),
               since=proposal.portfolio.as_of + timedelta(days=1))


def _gap(sink: Sink, proposal: Proposal) -> str:
    if proposal.status == "infeasible":
        return told(sink, "gap_none")
    facts = {"value": round(proposal.value, 2), "bound": round(proposal.bound, 2), "percent": percent(proposal.gap)}
    return told(sink, "gap_proved" if proposal.gap == 0 else "gap_open", **facts)


def _wide(sink: Sink, sheet: Worksheet, row: int, text: str, *, first: int = 0, **properties: object) -> None:
    """A sentence over the columns from `first` to the last, as high as it needs."""
    sheet.merge_range(row, first, row, len(WIDTHS) - 1, "", sink.format(text_wrap=True, **properties))
    sheet.write_string(row, first, text, sink.format(text_wrap=True, **properties))
    needed = lines(text, sum(WIDTHS[first:]) * (10 if properties.get("font_size", 10) == 10 else 9) / 10)
    sheet.set_row(row, max(LINE_HEIGHT * needed + 3, 18))


def write_contents(sink: Sink, row: int) -> None:
    """Links to all sheets; written last, when their names are known."""
    first, *others = sink.workbook.worksheets()
    first.write_string(row, 0, sink.say("sheets"), sink.format(bold=True, font_size=12))
    for number, each in enumerate(others, row + 1):
        name = each.get_name()
        first.write_url(number, 0, f"internal:'{name}'!A1", sink.format(font_color="#1F4E79", underline=1), name)

