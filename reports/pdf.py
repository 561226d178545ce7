"""From a page to a PDF: nothing fetched but our own style sheet, the same bytes for the same page."""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, time
from importlib.resources import files
from typing import TYPE_CHECKING

from reports.areas import areas
from templates.whole import whole

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from reports.figure import Figures

STYLE = "res:report.css"


@dataclass(frozen=True)
class Page:
    """A report ready to be set: HTML, the register of its figures, its date."""

    html: str
    figures: Figures
    day: date


class _Complaints(logging.Handler):
    """Collects what the layout complains of, missing glyphs above all."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line a complaint."""
        self.lines.append(record.getMessage())


def write(page: Page, target: Path) -> list[str]:
    """Write the PDF, whole or not at all; returns complaints such as missing glyphs. Raises OSError."""
    from weasyprint import HTML, Attachment  # noqa: PLC0415 - 0.6 s, only where a PDF is made
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class OnlyOurs(URLFetcher):  # type: ignore[misc]
        """Gives the style sheet that ships with the package and refuses everything else."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
            """Answer one address."""
            del headers
            if url == STYLE:
                style = files("reports").joinpath("pages", "report.css").read_bytes()
                return URLFetcherResponse(url, style, {"Content-Type": "text/css"})
            raise ValueError(f"refused: {url}")

    complaints, logger = _Complaints(), logging.getLogger("weasyprint")
    level, propagate = logger.level, logger.propagate
    logger.addHandler(complaints)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        fetcher = OnlyOurs()
        document = HTML(string=page.html, base_url="res:/", url_fetcher=fetcher).render(pdf_variant="pdf/a-3a")
        when = datetime.combine(page.day, time(), UTC)
        attached = Attachment(string=figures_json(page), name="figures.json", description="figures and their cells",
                              created=when, modified=when, relationship="Data", url_fetcher=fetcher)
        with whole(target) as partial:
            document.write_pdf(str(partial), pdf_variant="pdf/a-3a", attachments=[attached], finisher=_once,
                               pdf_identifier=hashlib.sha256(page.html.encode()).digest()[:16])
    finally:
        logger.removeHandler(complaints)
        logger.setLevel(level)
        logger.propagate = propagate
    return sorted(set(complaints.lines))


def figures_json(page: Page) -> str:
    """Every figure with its definition, numerator, denominator and cells, for programs; cells by file and sheet."""
    return json.dumps({ref: {
        "name": each.name, "value": each.value, "text": each.text, "definition": each.how, "numerator": each.numerator,
        "denominator": each.denominator,
        "cells": areas(each.cells),
    } for ref, each in page.figures.rows.items()}, ensure_ascii=False, sort_keys=True)


def _once(_document: object, pdf: object) -> None:
    """The library lists an attached file twice."""
    attached = pdf.catalog.get("AF")  # type: ignore[attr-defined]
    if attached:
        attached[:] = dict.fromkeys(attached)
