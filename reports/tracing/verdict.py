"""The verdict on a report: every figure worked out again, every cited cell and every printed number looked at."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from reports.tracing.arithmetic import Arithmetic
from reports.tracing.books import addresses, print_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reports.tracing.books import Books
    from reports.tracing.report import Report

Trouble = Literal["value", "unreadable", "cell", "file", "text", "printed", "links"]
EXACT = 1e-6
"""Relative difference up to which two floating sums are the same."""
SCALES = (1, 1_000, 10_000)
"""Numbers are printed as they are, in thousands, in 万."""
_NUMBER = re.compile(r"[-−+]?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Difference:
    """What is wrong with one figure (`ref`); `was` in the report, `now` worked out or read again; `cell` file, sheet, A1."""

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
    touched: tuple[str, ...] = ()
    """Workbooks that are not the same files as when the report was made, whether or not a cited cell differs."""


def verify(report: Report, books: Books, step: Callable[[int, int], None] | None = None) -> Verdict:
    """Compare the whole report with the books as they are now."""
    arithmetic, found, searched = Arithmetic(books, report.calendar), [], []
    changed = _changed(report, books)
    for number, (ref, figure) in enumerate(report.figures.items(), 1):
        own = [Difference(ref, "file" if not changed[cell][0] else "cell", *changed[cell][1:], cell)
               for cell in dict.fromkeys(cited(figure["derivation"])) if cell in changed]
        found += [*own, *_worked_out(ref, figure, arithmetic), *_as_printed(ref, figure, report.printed.get(ref, []))]
        if rests_on_nothing(figure["derivation"]):
            searched.append(ref)
        if step:
            step(number, len(report.figures))
    cells = sum(len(own) for sheets in report.cells.values() for own in sheets.values())
    return Verdict(len(report.figures), cells, sum(map(len, report.printed.values())), tuple(searched), tuple(found),
                   tuple(file for file, sheet, _ in changed if not sheet))


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


def _changed(report: Report, books: Books) -> dict[tuple[str, str, str], tuple[bool, object, object]]:
    """Cells that hold something else now: whether their file is there, what they held, what they hold."""
    found: dict[tuple[str, str, str], tuple[bool, object, object]] = {}
    for file, was in report.files.items():
        now = books.fingerprint(file)
        if now == was:
            continue
        found[file, "", ""] = (now is not None, was, now)
        for sheet, cells in report.cells.get(file, {}).items():
            for cell, held in cells.items():
                there, holds = _held(books, file, sheet, cell) if now else (False, None)
                if not there or not _same(held, holds):
                    found[file, sheet, cell] = (there, held, holds)
    return found


def _held(books: Books, file: str, sheet: str, cell: str) -> tuple[bool, object]:
    """Whether a workbook can be read, and what a cell holds."""
    try:
        return True, print_of(books.value(file, sheet, cell))
    except OSError:
        return False, None


def _same(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-12)
    if one == "#":                                       # of a secret text nothing more is known
        return isinstance(other, str) and other.startswith("#")
    return one == other


def _worked_out(ref: str, figure: Any, arithmetic: Arithmetic) -> Iterator[Difference]:
    try:
        now = arithmetic.value(figure["derivation"])
    except (ValueError, ZeroDivisionError, OverflowError, OSError, KeyError) as error:
        yield Difference(ref, "unreadable", figure["value"], str(error))
        return
    if not math.isclose(now, figure["value"], rel_tol=EXACT, abs_tol=EXACT):
        yield Difference(ref, "value", figure["value"], now)


def _as_printed(ref: str, figure: Any, printed: list[str]) -> Iterator[Difference]:
    """The text belongs to the value, the page prints the text, and every link is there."""
    if not _reads_as(figure["text"], figure["value"]):
        yield Difference(ref, "text", figure["text"], figure["value"])
    for text in printed:
        if not _reads_as(text, figure["value"]):
            yield Difference(ref, "printed", figure["text"], text)
    if len(printed) < figure["links"]:
        yield Difference(ref, "links", figure["links"], len(printed))


def _reads_as(text: str, value: float) -> bool:
    """True where a printed number is the value, rounded to its digits, in one of the scales; the sign may be left to words."""
    numbers = _NUMBER.findall(text)
    if not numbers:
        return False
    plain = numbers[0].replace(",", "").lstrip("-−+")
    half = 0.5 * 10 ** -len(plain.partition(".")[2])
    return any(abs(float(plain) - abs(value) / scale) <= half + EXACT * max(1.0, abs(value)) for scale in SCALES)
