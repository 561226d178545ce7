"""Soundness: reports come from strangers, too; what one carries has the expected form and size, or it is no report."""

from __future__ import annotations

import json
import re
import zlib
from typing import TYPE_CHECKING, Any

from reports.tracing.books import MOST_CELLS, size

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_BYTES, MOST_DEPTH, MOST_FIGURES, MOST_STEPS = 64_000_000, 200, 50_000, 2_000_000
MOST_SPANS = 500
PARTS = frozenset({"plus", "minus", "times", "over", "least", "most", "root", "rounded"})
"""Operations on other steps."""
REF = re.compile(r"F[0-9]{4,6}")
AREAS = re.compile(r"(?:(?:^| )([A-Z]{1,3})[1-9][0-9]{0,6}(?::\1[1-9][0-9]{0,6})?)+")
"""Cells and spans of one column: "A1 B2:B9"."""
CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
TEXTS = ("name", "text", "definition")
SCALES = (1, 1_000, 10_000)
"""Numbers are printed as they are, in thousands, in 万."""


def unpacked(raw: bytes, *, deflated: bool) -> bytes:
    """An attached file's bytes. Raises ValueError for more than a report carries."""
    if deflated:
        plain = zlib.decompressobj()
        raw, rest = plain.decompress(raw, MOST_BYTES), plain.unconsumed_tail
        if rest:
            raise ValueError("too large")
    if len(raw) > MOST_BYTES:
        raise ValueError("too large")
    return raw


def carried(raw: bytes) -> dict[str, Any] | None:
    """What a report carries; None where it is not of the form that we write."""
    try:
        said = json.loads(raw)
        return said if _sound(said) else None
    except (ValueError, RecursionError):
        return None


def _sound(said: Any) -> bool:
    if not isinstance(said, dict) or not isinstance(said.get("version"), int) or not isinstance(said.get("as_of"), str):
        return False
    files, cells, figures = (said.get(key) for key in ("files", "cells", "figures"))
    if not (_texts(files) and isinstance(cells, dict) and isinstance(figures, dict) and len(figures) <= MOST_FIGURES):
        return False
    known: frozenset[str] = frozenset(files or ())
    return (all(file in known and isinstance(sheets, dict) and all(map(_cells, sheets.values()))
                for file, sheets in cells.items()) and _areas(said.get("calendar"), known) and _figures(figures.items(), known))


def _cells(own: Any) -> bool:
    return isinstance(own, dict) and all(CELL.fullmatch(cell) for cell in own)


def _figures(figures: Iterable[tuple[str, Any]], files: frozenset[str]) -> bool:
    left = [MOST_STEPS]
    return all(REF.fullmatch(ref) and isinstance(each, dict) and all(isinstance(each.get(key), str) for key in TEXTS)
               and _number(each.get("value")) and each.get("scale") in SCALES and _prints(each.get("printed"))
               and _step(each.get("derivation"), files, left, 0) for ref, each in figures)


def _step(step: Any, files: frozenset[str], left: list[int], depth: int) -> bool:
    left[0] -= 1
    if not isinstance(step, list) or not step or depth > MOST_DEPTH or left[0] < 0:
        return False
    operation, *rest = step
    if operation in ("count", "total"):
        left[0] -= sum(size(area[2]) for area in rest) if _areas(rest, files) else MOST_STEPS
        return left[0] >= 0
    if operation == "given":
        return len(rest) == 2 and _number(rest[0]) and isinstance(rest[1], str)
    if operation == "workdays":
        return len(rest) == 3 and _spans(rest[0], files) and _spans(rest[1], files) and (
            rest[2] is None or (isinstance(rest[2], list) and len(rest[2]) == 2 and all(isinstance(day, str) for day in rest[2])))
    if operation == "rounded" and not (rest and rest[0] in range(13)):
        return False
    parts = rest[1:] if operation == "rounded" else rest
    wanted = {"minus": 2, "over": 2, "root": 1, "rounded": 1}.get(operation, 0) if isinstance(operation, str) else 0
    return (isinstance(operation, str) and operation in PARTS and bool(parts) and (not wanted or len(parts) == wanted)
            and all(_step(part, files, left, depth + 1) for part in parts))


def _spans(spans: Any, files: frozenset[str]) -> bool:
    return isinstance(spans, list) and len(spans) <= MOST_SPANS and all(
        isinstance(span, list) and len(span) == 2 and all(_edge(edge, files) for edge in span) for span in spans)


def _edge(edge: Any, files: frozenset[str]) -> bool:
    return edge is None or isinstance(edge, str) or (_area(edge, files) and CELL.fullmatch(edge[2]) is not None)


def _areas(areas: Any, files: frozenset[str]) -> bool:
    return isinstance(areas, list) and all(_area(area, files) for area in areas)


def _area(area: Any, files: frozenset[str]) -> bool:
    """A file's name, a sheet's, and cells, not too many."""
    return (isinstance(area, list) and len(area) == 3 and all(isinstance(each, str) for each in area) and area[0] in files
            and (not area[2] or (AREAS.fullmatch(area[2]) is not None and 0 < size(area[2]) <= MOST_CELLS)))


def _prints(value: Any) -> bool:
    """Forms in which a figure is printed, each with how often."""
    return isinstance(value, dict) and all(isinstance(times, int) and times > 0 for times in value.values())


def _texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300
