"""Marks: a colour and a note on every cell of an open workbook that a finding names, and their exact removal."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

from addin import traces
from addin.live import contents, refusals
from addin.traces import Trace
from checks.finding import SEVERITIES
from checks.message import describe
from reports.listing import COLOURS
from templates.text import printable
from templates.wording import say
from templates.xlsx.address import position

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from addin.live import Book, Range, Sheet
    from checks.finding import Finding

MOST_CELLS = 24
"""Cells of one finding that are marked, its anchor first: a person who is asked too much of may stand in a thousand rows."""
MOST_TOLD = 4
"""Findings that one note tells in full; a larger note covers the sheet."""
LONGEST_NOTE = 1500


def wanted(
    book: Book, findings: Iterable[Finding], file: str, locale: str, names: Mapping[str, str],
) -> list[Trace]:
    """The marks that findings ask for in one file, each with what its cell looks like now.

    The worst finding of a cell gives the colour. A cell that has a note keeps it and gets no other.
    """
    told: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for each in findings:
        own = dict.fromkeys((place.sheet, place.cell) for place in each.places if place.file == file and place.cell)
        for place in islice(own, MOST_CELLS):
            told[place].append(each)
    there = set(book.sheet_names)
    said: dict[int, str] = {}
    noted = {name: {note.location.address.replace("$", "") for note in book.sheets[name].notes}
             for name in {sheet for sheet, _ in told} & there}
    found = []
    for (sheet, cell), group in told.items():
        if sheet in there:
            ordered = sorted(group, key=lambda each: SEVERITIES.index(each.severity))
            for each in ordered[:MOST_TOLD]:
                said[id(each)] = said.get(id(each)) or _told(each, locale, names)
            text = "" if cell in noted[sheet] else _note([said[id(each)] for each in ordered[:MOST_TOLD]], len(ordered), locale)
            found.append(Trace(sheet, cell, _colour(book.sheets[sheet][cell]), COLOURS[ordered[0].severity], text))
    return found


def apply(book: Book, marks: Sequence[Trace], before: Mapping[str, Any] | None) -> tuple[int, list[str]]:
    """Colour and note the cells.

    Returns how many were left alone because somebody changed them since `before` (None: nobody did), and the names of
    protected sheets.
    """
    by_sheet: dict[str, list[Trace]] = defaultdict(list)
    for each in marks:
        by_sheet[each.sheet].append(each)
    changed, locked = 0, []
    for name, group in by_sheet.items():
        sheet = book.sheets[name]
        now = contents(sheet) if before is not None else None
        same = [each for each in group if before is None or _value(now, each.cell) == _value(before.get(name), each.cell)]
        changed += len(group) - len(same)
        try:
            _paint(sheet, {each.cell: each.colour for each in same})
            for each in same:
                if each.note:
                    sheet[each.cell].add_note(each.note)
        except refusals():
            locked.append(name)
    return changed, locked


def clear(book: Book) -> bool:
    """Take away every mark; False where there is none. A colour or a note that somebody changed since is theirs and stays."""
    found = [each for each in traces.read(book) if each.colour]
    by_sheet: dict[str, list[Trace]] = defaultdict(list)
    for each in found:
        by_sheet[each.sheet].append(each)
    for name, group in by_sheet.items():
        with suppress(*refusals()):                     # protected: nothing was marked there
            _restore(book.sheets[name], group)
    traces.forget(book, found)
    return bool(found)


def _restore(sheet: Sheet, group: Sequence[Trace]) -> None:
    """The colours that the cells had; our notes away. Sorting moves notes and colours, but no formula that names a cell."""
    notes = {note.location.address.replace("$", ""): note for note in sheet.notes}
    texts = {cell: _plain(note.text) for cell, note in notes.items()}
    claimed = {each.cell for each in group if each.note and texts.get(each.cell) == _plain(each.note)}
    colours = {}
    for each in group:
        cell = each.cell
        if each.note and cell not in claimed:
            cell = next((there for there, text in texts.items() if there not in claimed and text == _plain(each.note)), cell)
            claimed.add(cell)
        if each.note and texts.get(cell) == _plain(each.note):
            notes[cell].delete()
        if _colour(sheet[cell]) == each.colour:
            colours[cell] = each.before
    _paint(sheet, colours)


def _plain(text: str) -> str:
    """A note as it compares: offices end lines each in their own way."""
    return "\n".join(text.split())


def _told(finding: Finding, locale: str, names: Mapping[str, str]) -> str:
    said = describe(finding, locale, names)
    severity = say("addin", f"severity.{finding.severity}", locale)
    return f"{severity} {finding.code} {said.title}\n{said.message}\n→ {said.fix}"


def _note(told: Sequence[str], all_: int, locale: str) -> str:
    more = [say("addin", "clicks.more", locale, count=all_ - len(told))] if all_ > len(told) else []
    return printable("\n\n".join([*told, *more]), LONGEST_NOTE)


def _colour(cell: Range) -> str:
    found = cell.color
    return "#{:02X}{:02X}{:02X}".format(*found) if found else ""


def _paint(sheet: Sheet, colours: Mapping[str, str]) -> None:
    """Give cells their backgrounds, "" none, in as few questions as the office allows."""
    if not colours:
        return
    places = {position(cell): colour or None for cell, colour in colours.items()}
    rows, columns = [row for row, _ in places], [column for _, column in places]
    first, last = (min(rows), min(columns)), (max(rows), max(columns))
    grid: list[list[Any]] = [[...] * (last[1] - first[1] + 1) for _ in range(last[0] - first[0] + 1)]
    for (row, column), colour in places.items():
        grid[row - first[0]][column - first[1]] = colour
    sheet.range(first, last).set_colors(grid)


def _value(rows: Any, cell: str) -> Any:
    """What stands in a cell of what `contents` gave; None outside of it."""
    row, column = position(cell)
    try:
        return rows[row - 1][column - 1] if rows[row - 1][column - 1] != "" else None
    except (IndexError, TypeError):
        return None
