"""The index of a report: every figure with its definition and cells, files by a short code with their fingerprints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.areas import areas

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reports.areas import Area
    from reports.context import Context
    from reports.figure import Figure

MOST_AREAS, LONGEST, DIGITS = 2, 30, 8
"""Sheets and characters of cells printed with a figure, digits of a fingerprint; the attached file has everything."""


@dataclass(frozen=True)
class Entry:
    """A figure; `same` names the figure at which its definition stands already, "" where it stands here."""

    figure: Figure
    cells: str
    same: str


@dataclass(frozen=True)
class Index:
    """`files` are (code, file, fingerprint)."""

    files: list[tuple[str, str, str]]
    entries: list[Entry]


def index(context: Context) -> Index:
    """Of all figures so far: to be worked out after everything else."""
    rows, portfolio = context.figures.rows.values(), context.portfolio
    hashes = portfolio.fingerprints
    names = sorted({place.file for each in rows for place in each.cells})
    codes = {file: _code(number) for number, file in enumerate(names)}
    first: dict[str, str] = {}
    entries = []
    for each in rows:
        known = first.setdefault(each.how, each.ref) if each.how else each.ref
        entries.append(Entry(each, _cells(context, each, codes), "" if known == each.ref else known))
    return Index([(codes[file], file, hashes.get(file, "")[:DIGITS]) for file in names], entries)


def _code(number: int) -> str:
    """A, B … Z, AA, AB and so on."""
    head, letter = divmod(number, 26)
    return (_code(head - 1) if head else "") + chr(ord("A") + letter)


def _cells(context: Context, figure: Figure, codes: Mapping[str, str]) -> str:
    shown = areas(figure.cells)
    parts = [f"{codes[each['file']]}\u00a0{each['sheet']}!{_cut(each['cells'])}" if each["cells"] else codes[each["file"]]
             for each in shown[:MOST_AREAS]]
    return "; ".join(parts) + _many(context, figure, shown)


def _many(context: Context, figure: Figure, shown: Sequence[Area]) -> str:
    """How many cells of how many files there are where not all are printed, and how often they count where more than once."""
    cells, files = len(figure.cells), len({each["file"] for each in shown})
    cut = len(shown) > MOST_AREAS or any(_cut(each["cells"]) != each["cells"] for each in shown)
    listed = figure.derivation.cells if figure.derivation.operation == "count" else figure.cells
    facts = {"cells": f"{cells:,}", "files": f"{files:,}", "times": f"{len(listed):,}"}
    more = [context.word(f"annex.{key}").format(**facts)
            for key, wanted in (("cells_of_files", cut and files > 1), ("cells", cut and files == 1),
                                ("counted_times", len(listed) > cells)) if wanted]
    return " ".join(["", *(["…"] if len(shown) > MOST_AREAS else []), *more])


def _cut(cells: str) -> str:
    return cells if len(cells) <= LONGEST else f"{cells[:LONGEST].rpartition(' ')[0]} …"
