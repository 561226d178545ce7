"""The verdict on a report: every figure worked out again, every cited cell and every printed number looked at."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from reports.tracing.arithmetic import Arithmetic
from reports.tracing.books import UnreadableError, addresses
from reports.tracing.changes import changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reports.tracing.books import Books
    from reports.tracing.changes import Changes
    from reports.tracing.report import Report

Trouble = Literal["value", "unreadable", "cell", "file", "text", "printed", "links", "unknown", "constant"]
READING = frozenset({"count", "total", "workdays"})
"""Operations on cells."""
EXACT = 1e-6
"""Relative difference up to which two floating sums are the same."""
CONSTANTS = {"percent": 100, "whole": 1, "two": 2, "least": 0, "quantile": 1.959963984540054, "width": 0.3, "per_red": 2,
             "most_red": 10, "not_weighted": 0, "all_day": 100, "one_head": 1, "hours_per_day": 8, "nobody": 0, "itself": 1}
"""Numbers that belong to a formula, by what a derivation calls them."""
FREE = frozenset({"default", "searched"})
"""What a derivation calls numbers that no cell holds and no formula has: thresholds of rules, results of a search."""
_NUMBER = re.compile(r"([-+]?\d[\d,]*(?:\.\d+)?)%?")
_DASHES = dict.fromkeys(map(ord, "−–—‒"), "-")


@dataclass(frozen=True)
class Difference:
    """What is wrong with one figure (`ref`); `was` in the report, `now` worked out or read again; `cell` file, sheet, A1.

    Of a file that is gone `cell` has the file alone, of what is unreadable `now` is the UnreadableError.
    """

    ref: str
    trouble: Trouble
    was: object
    now: object
    cell: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True)
class Verdict:
    """What was found, and what could not be looked at.

    `searched` are figures in which a default or a search's result takes part, or no cell at all; `counted` those for which
    cells were counted and none was read.
    """

    figures: int
    cells: int
    printed: int
    searched: tuple[str, ...]
    counted: tuple[str, ...]
    differences: tuple[Difference, ...]
    changes: Changes


def verify(report: Report, books: Books, step: Callable[[int, int], None] | None = None) -> Verdict:
    """Compare the whole report with the books as they are now."""
    arithmetic, found, searched, changed = Arithmetic(books, report.calendar), [], [], changes(report, books)
    counted = []
    for number, (ref, figure) in enumerate(report.figures.items(), 1):
        cells = list(dict.fromkeys(cited(figure["derivation"])))
        gone = [file for file in dict.fromkeys(file for file, _, _ in cells) if file in changed.gone]
        found += [Difference(ref, "file", figure["value"], None, (file, "", "")) for file in gone]
        found += [Difference(ref, "cell", *changed.cells[cell], cell) for cell in cells if cell in changed.cells]
        found += [] if gone else _worked_out(ref, figure, arithmetic)
        found += _as_printed(ref, figure, report.printed.get(ref, []))
        found += [Difference(ref, "constant", note, number) for number, note in givens(figure["derivation"])
                  if note not in FREE and CONSTANTS.get(note) != number]
        if rests_on_nothing(figure["derivation"]) or any(note in FREE for _, note in givens(figure["derivation"])):
            searched.append(ref)
        elif only_counts(figure["derivation"]):
            counted.append(ref)
        if step:
            step(number, len(report.figures))
    found += [Difference(ref, "unknown", None, ", ".join(dict.fromkeys(texts)))
              for ref, texts in report.printed.items() if ref not in report.figures]
    return Verdict(len(report.figures), sum(len(own) for sheets in report.cells.values() for own in sheets.values()),
                   sum(map(len, report.printed.values())), tuple(searched), tuple(counted), tuple(found), changed)


def cited(step: Any) -> Iterator[tuple[str, str, str]]:
    """Every cell of a derivation as file, sheet, A1; what is refused has neither sheet nor cell."""
    operation, *rest = step
    if operation in ("count", "total"):
        for file, sheet, cells in rest:
            yield from ((file, sheet, cell) for cell in addresses(cells) or [""])
    elif operation == "workdays":
        yield from (tuple(edge) for spans in rest[:2] for span in spans for edge in span if isinstance(edge, list))
    elif operation != "given":
        for part in rest:
            if isinstance(part, list):
                yield from cited(part)


def givens(step: Any) -> Iterator[tuple[float, str]]:
    """Every given number of a derivation, and what it is called."""
    operation, *rest = step
    if operation == "given":
        yield rest[0], rest[1]
    elif operation not in READING:
        for part in rest:
            if isinstance(part, list):
                yield from givens(part)


def rests_on_nothing(step: Any) -> bool:
    """True where no cell takes part."""
    return next(cited(step), None) is None


def only_counts(step: Any) -> bool:
    """True where cells are counted, and no number or date in them is read."""
    operation, *rest = step
    return operation in ("count", "given") or (
        operation not in READING and all(only_counts(part) for part in rest if isinstance(part, list)))


def _worked_out(ref: str, figure: Any, arithmetic: Arithmetic) -> Iterator[Difference]:
    try:
        now = arithmetic.value(figure["derivation"])
    except UnreadableError as error:
        if error.why == "no_file":
            yield Difference(ref, "file", figure["value"], None, (error.what, "", ""))
        else:
            yield Difference(ref, "unreadable", figure["value"], error)
        return
    if not math.isclose(now, figure["value"], rel_tol=EXACT, abs_tol=EXACT):
        yield Difference(ref, "value", figure["value"], now)


def _as_printed(ref: str, figure: Any, printed: list[str]) -> Iterator[Difference]:
    """The text belongs to the value; the page prints it, or another form that belongs to it, as often as it is said to."""
    forms = {_bare(form): form for form in figure["printed"]}
    for form in dict.fromkeys((figure["text"], *forms.values())):
        if not _reads_as(form, figure["value"], figure["scale"], signed=form == figure["text"]):
            yield Difference(ref, "text", form, figure["value"] / figure["scale"])
    found = Counter(map(_bare, printed))
    for text in found.keys() - forms.keys():
        yield Difference(ref, "printed", figure["text"], text)
    for bare, form in forms.items():
        if found[bare] < figure["printed"][form]:
            yield Difference(ref, "links", figure["printed"][form], found[bare])


def _bare(text: str) -> str:
    """Without spaces, which a PDF keeps no record of."""
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(_DASHES)


def _reads_as(text: str, value: float, scale: int, *, signed: bool) -> bool:
    """True where a text is the value, rounded to its digits, and nothing else; a further form may leave the sign to words."""
    number = _NUMBER.fullmatch(_bare(text))
    if number is None:
        return False
    plain = number[1].replace(",", "")
    wanted = value / scale if signed or plain[0] in "+-" else abs(value) / scale
    half = 0.5 * 10 ** -len(plain.partition(".")[2])
    return math.isclose(float(plain), wanted, abs_tol=half + EXACT * max(1.0, abs(wanted)), rel_tol=0)
