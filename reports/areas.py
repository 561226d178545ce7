"""Many cells in few words: by file and sheet, neighbours of one column as a range."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from templates.table import Place


class Area(TypedDict):
    """The cells of one sheet, A1 style, separated by spaces: "B6 D6:D40"; a whole file has neither sheet nor cells."""

    file: str
    sheet: str
    cells: str


def areas(places: Iterable[Place]) -> list[Area]:
    """The sheets in the order in which they come, the columns of each by letter; what comes twice stands there twice."""
    sheets: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place in places:
        rows = sheets[place.file, place.sheet]
        if place.cell:
            letters = place.cell.rstrip("0123456789")
            rows[letters].append(int(place.cell[len(letters):]))
    return [{"file": file, "sheet": sheet, "cells": " ".join(
        run for letters in sorted(columns, key=lambda each: (len(each), each)) for run in _runs(letters, columns[letters]))}
        for (file, sheet), columns in sheets.items()]


def _runs(letters: str, rows: list[int]) -> Iterable[str]:
    """Rows that follow one another as a range; those that come twice once more behind the others."""
    ordered = sorted(set(rows))
    begin = 0
    for index, row in enumerate(ordered):
        if index + 1 == len(ordered) or ordered[index + 1] != row + 1:
            first = ordered[begin]
            yield f"{letters}{first}" if first == row else f"{letters}{first}:{letters}{row}"
            begin = index + 1
    if len(ordered) < len(rows):
        yield from _runs(letters, list((Counter(rows) - Counter(ordered)).elements()))
