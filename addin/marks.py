"""Marks: a colour and a note on every cell of an open workbook that a finding names, and their exact removal."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from addin import cells, traces
from addin.live import refusals
from addin.traces import Trace
from checks.finding import SEVERITIES
from checks.message import describe
from reports.listing import COLOURS
from templates.text import printable
from templates.wording import say

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from addin.live import Book, Sheet
    from checks.finding import Finding

MOST_CELLS = 24
"""Cells of one finding that are marked, its anchor first: a person who is asked too much of may stand in a thousand rows."""
MOST_TOLD = 4
"""Findings that one note tells in full; a larger note covers the sheet."""
LONGEST_SENTENCE, LONGEST_NOTE = 250, 800
"""Characters; the list says all of it. LibreOffice lays 200 out in 3 ms, 1500 in 60."""


def wanted(findings: Iterable[Finding], file: str, locale: str, names: Mapping[str, str]) -> list[Trace]:
    """The marks that findings ask for in one file; the worst finding of a cell gives the colour."""
    told: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for each in findings:
        own = dict.fromkeys((place.sheet, place.cell) for place in each.places if place.file == file and place.cell)
        for place in islice(own, MOST_CELLS):
            told[place].append(each)
    said: dict[int, str] = {}
    found = []
    for (sheet, cell), group in told.items():
        ordered = sorted(group, key=lambda each: SEVERITIES.index(each.severity))
        for each in ordered[:MOST_TOLD]:
            said[id(each)] = said.get(id(each)) or _told(each, locale, names)
        text = _note([said[id(each)] for each in ordered[:MOST_TOLD]], len(ordered), locale)
        found.append(Trace(sheet, cell, colour=COLOURS[ordered[0].severity], note=text))
    return found


def update(
    book: Book, marks: Sequence[Trace], before: Mapping[str, Any] | None, step: Callable[[int, int], None],
) -> tuple[int, list[str]]:
    """Bring the marks of the click before up to date: those that stay the same are not touched.

    A cell that has a note of somebody's keeps it and gets no other. `step` is told how many of how many notes are put.
    Returns how many cells were left alone because somebody changed them since `before` (None: nobody did), and the names
    of protected sheets.
    """
    there, noted = set(cells.sheet_names(book)), traces.read(book)
    old = _by_sheet(each for each in noted if each.colour)
    new = _by_sheet(each for each in marks if each.sheet in there)
    gone, fresh, locked, changed = list[Trace](), list[Trace](), list[str](), 0
    for name in dict.fromkeys([*old, *new]):
        same = _unchanged(book.sheets[name], new[name], before)
        changed += len(new[name]) - len(same)
        try:
            away, put = _renewed(book.sheets[name], old[name], same)
        except refusals():
            locked.append(name)
        else:
            gone, fresh = gone + away, fresh + put
    traces.exchange(book, noted, gone, fresh)
    refused = _put(book, fresh, step)
    if refused:
        noted = traces.read(book)
        traces.exchange(book, noted, [each for each in noted if each.sheet in refused and each in set(fresh)], [])
    return changed, [*locked, *refused]


def clear(book: Book) -> bool:
    """Take away every mark; False where there is none. A colour or a note that somebody changed since is theirs and stays."""
    noted = traces.read(book)
    found = [each for each in noted if each.colour]
    gone: list[Trace] = []
    for name, group in _by_sheet(found).items():
        try:
            _renewed(book.sheets[name], group, [])
        except refusals():                              # protected since: they are still there, and still noted
            continue
        gone += group
    traces.exchange(book, noted, gone, [])
    return bool(found)


def _by_sheet(marks: Iterable[Trace]) -> dict[str, list[Trace]]:
    found: dict[str, list[Trace]] = defaultdict(list)
    for each in marks:
        found[each.sheet].append(each)
    return found


def _unchanged(sheet: Sheet, marks: list[Trace], before: Mapping[str, Any] | None) -> list[Trace]:
    """The marks of cells in which stands what stood there before."""
    if before is None or not marks:
        return marks
    then, now = before.get(sheet.name), cells.contents(sheet)
    return [each for each in marks if cells.value(now, each.cell) == cells.value(then, each.cell)]


@dataclass(frozen=True)
class _Look:
    """What a sheet looks like: where the notes of our marks are now, what all notes say, the colours of the cells concerned."""

    place: Mapping[Trace, str]
    notes: Mapping[str, str]
    colours: Mapping[str, str]

    def noted(self, mark: Trace) -> bool:
        """Whether a mark's note is there as we wrote it."""
        return bool(mark.note) and _plain(self.notes.get(self.place[mark], "")) == _plain(mark.note)

    def coloured(self, mark: Trace) -> bool:
        """Whether its colour is there as we gave it."""
        return self.colours[self.place[mark]] == mark.colour

    def keeps(self, mark: Trace, wish: Trace | None) -> bool:
        """Whether a mark is whole and in its place, and wanted again just so."""
        if not wish or wish.colour != mark.colour or not self.coloured(mark) or self.place[mark] != mark.cell:
            return False
        return self.noted(mark) and _plain(wish.note) == _plain(mark.note) if mark.note else mark.cell in self.notes


def _renewed(sheet: Sheet, old: Sequence[Trace], wishes: Sequence[Trace]) -> tuple[list[Trace], list[Trace]]:
    """Take away the old marks that are not wanted again just so. Returns these, and the marks still to be put."""
    notes = cells.notes(sheet)
    place = _places(old, notes)
    look = _Look(place, notes, cells.colours(sheet, {*place.values(), *(each.cell for each in wishes)}))
    wish_of = {each.cell: each for each in wishes}
    kept = {each.cell: each for each in old if look.keeps(each, wish_of.get(each.cell))}
    gone = [each for each in old if kept.get(each.cell) is not each]
    taken = {place[each] for each in gone if look.noted(each)}
    back = {place[each]: each.before for each in gone if look.coloured(each)}
    cells.take_notes(sheet, taken)
    cells.paint(sheet, back)
    theirs = notes.keys() - taken
    fresh = [each for each in wishes if each.cell not in kept]
    return gone, [replace(each, before=back.get(each.cell, look.colours[each.cell]),
                          note="" if each.cell in theirs else each.note) for each in fresh]


def _places(marks: Sequence[Trace], notes: Mapping[str, str]) -> dict[Trace, str]:
    """Where each mark is now. Sorting moves notes and colours, but no formula that names a cell."""
    texts = {cell: _plain(text) for cell, text in notes.items()}
    claimed = {each.cell for each in marks if each.note and texts.get(each.cell) == _plain(each.note)}
    found = {}
    for each in marks:
        found[each] = each.cell
        if each.note and each.cell not in claimed:
            found[each] = next((there for there, text in texts.items() if there not in claimed and text == _plain(each.note)),
                               each.cell)
            claimed.add(found[each])
    return found


def _put(book: Book, marks: Collection[Trace], step: Callable[[int, int], None]) -> list[str]:
    """Colour and note cells; the names of the sheets that do not let us."""
    refused, done, of = [], 0, sum(bool(each.note) for each in marks)
    for name, group in _by_sheet(marks).items():
        sheet = book.sheets[name]
        try:
            cells.paint(sheet, {each.cell: each.colour for each in group})
            for put in cells.put_notes(sheet, {each.cell: each.note for each in group if each.note}):
                done += put
                step(done, of)
        except refusals():
            refused.append(name)
    return refused


def _plain(text: str) -> str:
    """A note as it compares: offices end lines each in their own way."""
    return "\n".join(text.split())


def _told(finding: Finding, locale: str, names: Mapping[str, str]) -> str:
    said = describe(finding, locale, names)
    severity = say("addin", f"severity.{finding.severity}", locale)
    message, fix = (printable(text, LONGEST_SENTENCE) for text in (said.message, said.fix))
    return f"{severity} {finding.code} {said.title}\n{message}\n→ {fix}"


def _note(told: Sequence[str], all_: int, locale: str) -> str:
    more = [say("addin", "clicks.more", locale, count=all_ - len(told))] if all_ > len(told) else []
    return printable("\n\n".join([*told, *more]), LONGEST_NOTE)
