"""What a report carries with it for whoever doubts it: figures, how each came about, and what stood in the cited cells."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections import Counter, defaultdict
from datetime import date, datetime
from typing import TYPE_CHECKING

from checks.masking import masked
from reports.areas import areas
from templates.table import Place
from templates.text import normal
from templates.xlsx.values import CellError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checks.derivation import Derivation, Edge
    from checks.portfolio import Portfolio
    from reports.pdf import Page
    from templates.table import Table

NAME = "figures.json"
VERSION = 1
SECRET = ("survey.", "organisation.people", "organisation.skills", "organisation.absences")
"""Of the texts of these sheets not even a digest is embedded: whoever knows the few answers or names could find them out."""
PERSONAL = 1e9
"""No number below is a telephone's or a person's."""
_LINK = re.compile(r'<a class="n"[^>]* href="#(F\d+)">([^<]*)</a>')


def carried(page: Page) -> str:
    """JSON: version, as_of, files (path → SHA-256), calendar (the cells that say which days are worked), figures, cells.

    A figure has name, value, text, definition, numerator, denominator, scale (what one printed unit stands for), printed (each
    form in which it is printed as a link, and how often), and a derivation: [operation, …] with areas [file, sheet, "A1 B2:B9"]
    or further derivations. Cells: file → sheet → address → number, ISO date, or the digest of a text; of surveys and people
    only "#", that there is a text.
    """
    portfolio, rows = page.portfolio, page.figures.rows
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    for ref, text in _LINK.findall(page.html):
        printed[ref][html.unescape(text)] += 1
    calendar = [place for row in portfolio.rows("organisation.calendar") for place in (row.at("date"), row.at("working"))]
    cited = dict.fromkeys([*(place for each in rows.values() for place in each.cells), *calendar])
    hashes = portfolio.fingerprints
    return json.dumps({
        "version": VERSION, "as_of": portfolio.as_of.isoformat(),
        "files": {file: hashes.get(file, "") for file in sorted({place.file for place in cited})},
        "calendar": _areas(calendar),
        "figures": {ref: {
            "name": each.name, "value": each.value, "text": each.text, "definition": each.how, "numerator": each.numerator,
            "denominator": each.denominator, "scale": each.scale, "printed": printed[ref],
            "derivation": _steps(each.derivation),
        } for ref, each in rows.items()},
        "cells": _contents(portfolio, cited),
    }, sort_keys=True)                                   # in ASCII: a file's name may hold what no text can


def fingerprint(value: object) -> object:
    """What stood in a cell: a number, a date as ISO, None, or for text a digest of sixteen hexadecimal digits."""
    if isinstance(value, CellError):                     # some readers see a blank cell there
        return None
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool) and (
            abs(value) < PERSONAL or masked(f"{value:.0f}") == f"{value:.0f}"):
        return value
    text = normal(str(value))
    return f"#{hashlib.sha256(text.encode()).hexdigest()[:16]}" if text else None


def _steps(each: Derivation) -> list[object]:
    match each.operation:
        case "count" | "total":
            return [each.operation, *_areas(each.cells)]
        case "given":
            return [each.operation, each.number, each.note]
        case "workdays":
            spans, less = ([[_edge(edge) for edge in span] for span in spans] for spans in (each.spans, each.less))
            within = [day.isoformat() for day in each.within] if each.within else None
            return [each.operation, spans, less, within]
        case "rounded":
            return [each.operation, each.number, *map(_steps, each.parts)]
        case _:
            return [each.operation, *map(_steps, each.parts)]


def _areas(places: Iterable[Place]) -> list[list[str]]:
    listed = list(places)
    whole = [[place.file, place.sheet, ""] for place in listed if not place.cell]       # a file that was refused has no cells
    return [[each["file"], each["sheet"], each["cells"]] for each in areas(place for place in listed if place.cell)] + whole


def _edge(edge: Edge) -> object:
    return [edge.file, edge.sheet, edge.cell] if isinstance(edge, Place) else edge.isoformat() if edge else None


def _contents(portfolio: Portfolio, cited: Iterable[Place]) -> dict[str, dict[str, dict[str, object]]]:
    tables = {(table.source.file, table.key): table for book in (*portfolio.books, *portfolio.superseded)
              for table in book.tables.values()}
    found: dict[str, dict[str, dict[str, object]]] = {}
    for place in cited:
        if place.cell:
            table = tables.get((place.file, place.table))
            held = fingerprint(_typed(table, place)) if table else None
            secret = isinstance(held, str) and held.startswith("#") and place.table.startswith(SECRET)
            found.setdefault(place.file, {}).setdefault(place.sheet, {})[place.cell] = "#" if secret else held
    return found


def _typed(table: Table, place: Place) -> object:
    """What stands in the file."""
    index = 0 if table.declaration.form else int(place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - table.first
    values = table.typed.get(place.column, ())
    return values[index] if 0 <= index < len(values) else None
