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

Trouble = Literal["value", "unreadable", "cell", "file", "text", "printed", "links", "unknown"]
EXACT = 1e-6
"""Relative difference up to which two floating sums are the same."""
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")


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
    """`searched` are figures that rest on given numbers alone: there is nothing to work them out from."""

    figures: int
    cells: int
    printed: int
    searched: tuple[str, ...]
    differences: tuple[Difference, ...]
    changes: Changes


def verify(report: Report, books: Books, step: Callable[[int, int], None] | None = None) -> Verdict:
    """Compare the whole report with the books as they are now."""
    arithmetic, found, searched, changed = Arithmetic(books, report.calendar), [], [], changes(report, books)
    for number, (ref, figure) in enumerate(report.figures.items(), 1):
        cells = list(dict.fromkeys(cited(figure["derivation"])))
        gone = [file for file in dict.fromkeys(file for file, _, _ in cells) if file in changed.gone]
        found += [Difference(ref, "file", figure["value"], None, (file, "", "")) for file in gone]
        found += [Difference(ref, "cell", *changed.cells[cell], cell) for cell in cells if cell in changed.cells]
        found += [] if gone else _worked_out(ref, figure, arithmetic)
        found += _as_printed(ref, figure, report.printed.get(ref, []))
        if rests_on_nothing(figure["derivation"]):
            searched.append(ref)
        if step:
            step(number, len(report.figures))
    found += [Difference(ref, "unknown", None, ", ".join(dict.fromkeys(texts)))
              for ref, texts in report.printed.items() if ref not in report.figures]
    return Verdict(len(report.figures), sum(len(own) for sheets in report.cells.values() for own in sheets.values()),
                   sum(map(len, report.printed.values())), tuple(searched), tuple(found), changed)


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


def rests_on_nothing(step: Any) -> bool:
    """True where only given numbers take part."""
    operation, *rest = step
    parts = [part for part in rest if isinstance(part, list)]
    return operation == "given" or (operation not in ("count", "total", "workdays") and all(map(rests_on_nothing, parts)))


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
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("−", "-")


def _reads_as(text: str, value: float, scale: int, *, signed: bool) -> bool:
    """True where the one number in a text is the value, rounded to its digits; a further form may leave the sign to words."""
    numbers = _NUMBER.findall(_bare(text))
    if len(numbers) != 1:
        return False
    plain = numbers[0].replace(",", "")
    wanted = value / scale if signed or plain[0] in "+-" else abs(value) / scale
    half = 0.5 * 10 ** -len(plain.partition(".")[2])
    return math.isclose(float(plain), wanted, abs_tol=half + EXACT * max(1.0, abs(wanted)), rel_tol=0)
